"""A quotation's credit stands in the leg in which its words end, whatever the legs are."""

from __future__ import annotations

import pytest

from layout.makeup.type.longer_or_shorter import Variants
from layout.makeup.type.pour import Pourer
from layout.story.block import Paragraph, Quote
from layout.story.run import plain
from layout.typeset.set_body import Copy, typeset
from layout.typeset.set_text import compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

pytestmark = pytest.mark.slow

MEASURE = 136_000
WORDS = plain("The wall has stood for a hundred years and will stand for a hundred more. " * 4)


@pytest.mark.parametrize("pulled", [False, True])
def test_no_foot_of_a_leg_parts_words_and_credit(pulled):
    theme = load_theme()
    by = compositor(theme, Foundry(theme.fallback), "en")
    quote = Quote((WORDS,), plain("Ann Shore, engineer"), pulled=pulled)
    text = Paragraph(plain("The sea came over the wall on Friday. " * 12))
    galley = typeset(Copy((text, quote, text)), MEASURE, by)
    words, credit = (block for block in galley.blocks if block.index == 1)
    assert credit.clings and not words.clings and credit.depth == 1
    for rows in range(12, galley.rows):
        poured = Pourer(galley, Variants(by)).into((rows, galley.rows))
        ends = [piece.leg for piece in poured.pieces if piece.block.index == 1]
        assert ends[-1] == ends[-2], "the credit, and the last of its words"
