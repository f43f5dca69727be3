"""Pull quotes: words in large type on top of a leg, one column wide.

One that the story has itself always stands in it. Another may be pulled from it as a lever of
copyfit: somebody's words, repeated; they also stay where they are in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from layout.story.as_written import Story
from layout.story.block import Paragraph, Quote
from layout.story.run import plain, text_of
from layout.story.text.no_break import quoted
from layout.typeset.set_text import Compositor, set_display
from layout.typeset.words.set_line import Line

_WORDS = range(7, 21)
_SPOKEN = re.compile(r"[“‘«]([^“”«»]{30,130})[”’»]|„([^„“”]{30,130})[“”]")
_CLOSED = {",": ".", ";": ".", ":": "."}
ABOVE = 1  # row of air above a quote within a leg
_AROUND = 2  # rows: the air above with one line of the theme, and that below with the other

TO_CREDIT = 1  # a row of air: large letters reach far below their line


@dataclass(frozen=True, slots=True, eq=False)
class PullQuote:
    """A pull quote one column wide: its lines, each `each` grid rows deep, and its credit's, a row
    each. `own` says that the story has it itself, as block `index` of its body; else that block is
    the one it is pulled from."""

    lines: tuple[Line, ...]
    each: int
    credit: tuple[Line, ...] = ()
    own: bool = False
    index: int = 0

    @property
    def rows(self) -> int:
        """Grid rows, air included."""
        credit = TO_CREDIT + len(self.credit) if self.credit else 0
        return len(self.lines) * self.each + credit + _AROUND


def pull_quote_of(story: Story, measure: int, leading: int, by: Compositor) -> PullQuote | None:
    """The first pull quote that a story has, or what may be pulled from it: the first words spoken
    in it that can stand alone. None where nobody says such a thing, or it is too wide."""
    style = by.style("pull_quote")
    each = -(-style.leading // leading)
    for index, block in enumerate(story.body):
        if isinstance(block, Quote) and block.pulled:
            lines = tuple(
                line
                for runs in block.paragraphs
                for line in set_display(runs, measure, style, by, even=False)
            )
            credit = set_display(block.credit, measure, by.style("byline"), by, even=False)
            return PullQuote(lines, each, credit, True, index)
    return next(_pulled(story, measure, leading, by), None)


def quotes_for_turns(
    story: Story, measure: int, leading: int, by: Compositor
) -> tuple[PullQuote, ...]:
    """What may be pulled from a story for the pages it goes on on, in the order of its text: all
    that is spoken in it and can stand alone, each said once."""
    return tuple(quote for quote in _pulled(story, measure, leading, by) if quote)


def _pulled(story: Story, measure: int, leading: int, by: Compositor) -> Iterator[PullQuote | None]:
    """What is spoken in a story, each said once, as a pull quote; None for what is too wide."""
    style = by.style("pull_quote")
    each = -(-style.leading // leading)
    seen: set[str] = set()
    for index, words in _spoken(story):
        if words in seen:
            continue
        seen.add(words)
        lines = set_display(plain(quoted(words, story.language)), measure, style, by, even=False)
        fits = all(line.width <= measure for line in lines)
        yield PullQuote(lines, each, index=index) if fits else None


def _spoken(story: Story) -> Iterator[tuple[int, str]]:
    """Speech in a story, in whole sentences of some length, after its first paragraph, with the
    number of the block it stands in."""
    for index, block in enumerate(story.body[1:], 1):
        if isinstance(block, Paragraph):
            for found in _SPOKEN.finditer(text_of(block.runs)):
                words = (found[1] or found[2]).strip()
                whole = words[:1].isupper() and words[-1:] in ".,!?"
                if whole and len(words.split()) in _WORDS:
                    yield index, words[:-1] + _CLOSED.get(words[-1], words[-1])
