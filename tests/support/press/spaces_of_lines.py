"""Word spaces and last lines of set paragraphs, counted by what makes them bad."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from layout.typeset.words.set_line import Ending, Line
from layout.typeset.words.shaped_word import Word

SEEN, GAPING = 1.6, 2.5
"""Of the natural space: what nine readers in ten do not see, and what all do."""

_ADDRESS = re.compile(r"://|@|www\.|\w\.\w{2,}/")


@dataclass
class LinesCounted:
    """`lines` are those that fill their measure, the last of a paragraph not among them; `causes`
    counts those over GAPING by what stands at their edges; `last` are last lines of paragraphs of
    two lines or more, `runts` those of them that are too short."""

    lines: int = 0
    seen: int = 0
    gaping: int = 0
    gapless: int = 0
    widest: float = 0.0
    last: int = 0
    runts: int = 0
    ladders: int = 0
    hyphens: int = 0
    causes: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        lines = max(1, self.lines)
        return (
            f"{self.lines} lines: {100 * self.seen / lines:.1f} % over {SEEN}, "
            f"{100 * self.gaping / lines:.2f} % over {GAPING} (widest {self.widest:.1f}), "
            f"{self.gapless} without a space, {100 * self.hyphens / lines:.1f} % hyphens; "
            f"{self.runts} of {self.last} last lines are runts, {self.ladders} ladders; "
            f"{dict(self.causes.most_common())}"
        )


def count_lines(paragraphs: Iterable[Sequence[Line]], short: float = 3.0) -> LinesCounted:
    """What stands in paragraphs; a last line of less than `short` ems, from the left edge of the
    measure, is a runt (the indent and two ems)."""
    found = LinesCounted()
    for lines in paragraphs:
        ladder = 0
        for line in lines:
            ladder = ladder + 1 if line.ending is Ending.HYPHEN else 0
            found.ladders += ladder == 3
            found.hyphens += ladder > 0
            if line.ending is not Ending.LAST:
                _count(line, found)
        if len(lines) > 1 and lines[-1].ending is Ending.LAST and lines[-1].words:
            found.last += 1
            found.runts += lines[-1].width < short * lines[-1].words[0].size
    return found


def _natural_space(word: Word) -> float:
    """The space of a word's face at its size and tracking, in millipoints."""
    return word.face.space * word.size / word.face.upem + word.tracking * word.size / 1000


def _count(line: Line, found: LinesCounted) -> None:
    gaps = sum(not word.tight for word in line.words[:-1])
    found.lines += 1
    if not gaps:
        found.gapless += 1
        if line.width < line.measure - line.indent - 1000:
            found.seen += 1
            found.gaping += 1
            found.causes["gapless and short"] += 1
        return
    wide = (line.space + (line.extra > 0)) / _natural_space(line.words[0])
    found.widest = max(found.widest, wide)
    found.seen += wide > SEEN
    if wide > GAPING:
        found.gaping += 1
        found.causes[_cause(line, gaps)] += 1


def _cause(line: Line, gaps: int) -> str:
    if any(_ADDRESS.search(word.text) for word in line.words):
        return "address"
    if line.indent > 2 * line.words[0].size:
        return "beside a drop cap"
    if gaps == 1:
        return "two words"
    if line.ending is Ending.HYPHEN:
        return "hyphenated already"
    return "no break in the next word"
