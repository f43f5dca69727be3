"""Plain text of books: italics between underscores, chapters, scene breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.story.block import Crosshead, Divider, Paragraph
from layout.story.plain.passages import runs_of
from layout.story.plain.read_plain import parse_plain
from layout.story.run import Emphasis, Run, text_of

NOVEL = """\
The Keeper of Punta Alba

CHAPTER I

It was _she_ who had seen the light, and nobody
in the harbour believed her.

* * *

“I _said_ so,” she said.

CHAPTER II. THE STORM.

The wind rose.

XII.

It fell.
"""


def test_a_novel_has_chapters_scenes_and_italics() -> None:
    story, findings = parse_plain(NOVEL, "novel.txt")
    kinds = [type(block) for block in story.body]
    assert not findings
    assert kinds == [
        *(Crosshead, Paragraph, Divider, Paragraph),
        *(Crosshead, Paragraph, Crosshead, Paragraph),
    ]
    first = story.body[1]
    assert isinstance(first, Paragraph)
    assert first.runs[:2] == (Run("It was "), Run("she", Emphasis.ITALIC))
    assert text_of(first.runs).endswith("light, and nobody in the harbour believed her.")


@pytest.mark.parametrize(
    "text", ["file_name_here", "a _ b _ c", "_", "__init__", "_open", "5_000", "x _y_z"]
)
def test_other_underscores_stay(text: str) -> None:
    assert runs_of(text) == (Run(text),)


@given(st.text("ab_ .,", max_size=30))
def test_nothing_but_underscores_is_lost(text: str) -> None:
    runs = runs_of(text)
    assert text_of(runs).replace("_", "") == text.replace("_", "")
    assert all(run.text for run in runs)
    italics = sum(run.emphasis is Emphasis.ITALIC for run in runs)
    assert text.count("_") - text_of(runs).count("_") == 2 * italics
