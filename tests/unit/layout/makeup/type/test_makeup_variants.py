"""Other settings of paragraphs: which are tried at all."""

import pytest

from layout.makeup.type import longer_or_shorter
from layout.makeup.type.longer_or_shorter import LONGEST, Variants
from layout.story.block import Paragraph
from layout.story.run import Run
from layout.typeset.set_body import Copy, typeset
from layout.typeset.set_text import compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import THEMES, load_theme

MEASURE = 120_000


@pytest.fixture
def by():
    theme = load_theme(THEMES / "default")
    return compositor(theme, Foundry(theme.fallback), "en")


@pytest.mark.parametrize(
    ("text", "tried"), [("Rain fell on the estuary all day. " * 9, True), ("w" * 5000, False)]
)
def test_a_paragraph_of_hundreds_of_lines_is_set_one_way_alone(by, monkeypatch, text, tried):
    """Each line more or less costs as the square of the lines: a word of 20,000 letters would hold
    up an edition for minutes."""
    (block,) = typeset(Copy((Paragraph((Run(text.strip()),)),)), MEASURE, by).blocks
    assert (len(block.lines) <= LONGEST) == tried
    monkeypatch.setattr(longer_or_shorter, "_promising", lambda *_: True)
    asked = []
    monkeypatch.setattr(longer_or_shorter, "set_text", lambda *given: asked.append(given) or ())
    Variants(by)(block)
    assert bool(asked) == tried
