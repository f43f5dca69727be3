"""A pull quote as a lever of copyfit: somebody's words out of the story, repeated in large type.

It stands on top of the story's last leg and takes a few rows of one column; the words also stay
where they are in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from layout.story.block import Paragraph, Quote
from layout.story.run import plain, text_of
from layout.story.story import Story
from layout.typeset.line import Line
from layout.typeset.text import Compositor, set_display

WORDS = range(7, 21)
SPOKEN = re.compile(r"[“‘«]([^“”«»]{30,130})[”’»]")
CLOSED = {",": ".", ";": ".", ":": "."}
AROUND = 2  # rows: the air above with one line of the theme, and that below with the other


@dataclass(frozen=True, slots=True, eq=False)
class PullQuote:
    """The lines of a pull quote one column wide, and the rows it takes with the air around it."""

    lines: tuple[Line, ...]
    each: int

    @property
    def rows(self) -> int:
        """Grid rows, air included."""
        return len(self.lines) * self.each + AROUND


def pull_quote_of(story: Story, measure: int, leading: int, by: Compositor) -> PullQuote | None:
    """What may be pulled from a story: the first words spoken in it that can stand alone. None in a
    story that has a pull quote of its own, or in which nobody says such a thing."""
    if any(isinstance(block, Quote) for block in story.body):
        return None
    words = next(_spoken(story), None)
    if words is None:
        return None
    style = by.style("pull_quote")
    lines = set_display(plain(f"“{words}”"), measure, style, by, even=False)
    if any(line.width > measure for line in lines):
        return None
    return PullQuote(lines, -(-style.leading // leading))


def _spoken(story: Story) -> Iterator[str]:
    """What is said in a story in whole sentences of some length, after its first paragraph."""
    for block in story.body[1:]:
        if isinstance(block, Paragraph):
            for found in SPOKEN.finditer(text_of(block.runs)):
                words = found[1].strip()
                whole = words[:1].isupper() and words[-1:] in ".,!?"
                if whole and len(words.split()) in WORDS:
                    yield words[:-1] + CLOSED.get(words[-1], words[-1])
