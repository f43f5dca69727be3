"""Which words and glyphs of the PDF stand on which line of the Document.

The Document only says where lines are and whose they are; what they say is read from the PDF.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from support.editions.reader import Glyph, Sheet, Word

from layout.page.document import Document, Fragment, Leg, Page, PlacedLine

SLACK = 2_000  # millipoints by which a word may stand out of its line
BASELINE_SHARE = 0.77  # of a word's box: about where poppler has its baseline
TOGETHER = 0.06  # of a word's depth: a gap that is none; poppler parts words where the font changes
LEVEL = 400  # millipoints between a glyph's origin and its line's baseline


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A line of the Document with the words that the PDF has there, from left to right."""

    page: Page
    fragment: Fragment
    placed: PlacedLine
    words: tuple[Word, ...]
    glyphs: tuple[Glyph, ...]

    @property
    def left(self) -> int:
        return self.placed.x + self.placed.line.indent

    @property
    def right(self) -> int:
        return self.left + self.placed.line.width

    @property
    def baseline(self) -> int:
        return self.placed.baseline

    @property
    def size(self) -> int:
        """The size of its largest type."""
        return max((word.size for word in self.placed.line.words), default=0)

    @property
    def ink(self) -> tuple[int, int, int, int] | None:
        """Left, top, right and bottom of its ink; None where it has none."""
        if not self.glyphs:
            return None
        return (
            min(glyph.left for glyph in self.glyphs),
            min(glyph.top for glyph in self.glyphs),
            max(glyph.right for glyph in self.glyphs),
            max(glyph.bottom for glyph in self.glyphs),
        )

    @property
    def text(self) -> str:
        """What it says, as the PDF has it."""
        parts: list[str] = []
        for index, word in enumerate(self.words):
            if index:
                before = self.words[index - 1]
                gap = word.left - before.right
                parts.append("" if gap < TOGETHER * min(word.depth, before.depth) else " ")
            parts.append(word.text)
        return unicodedata.normalize("NFC", "".join(parts))


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A whole edition, read: its sheets, the lines with their words, and, by page number, the words
    that stand on no line (those of boxes and ads, and strays)."""

    sheets: tuple[Sheet, ...]
    spots: tuple[Spot, ...]
    beside: dict[int, tuple[Word, ...]]

    def on(self, page: int) -> tuple[Spot, ...]:
        """The lines of a page."""
        return tuple(spot for spot in self.spots if spot.page.number == page)

    def of(self, story: str) -> tuple[Spot, ...]:
        """The lines of a story."""
        return tuple(spot for spot in self.spots if spot.fragment.story == story)


def reading_of(document: Document, sheets: Sequence[Sheet]) -> Reading:
    """The words and glyphs of a PDF, put on the lines of its Document."""
    spots: list[Spot] = []
    beside: dict[int, tuple[Word, ...]] = {}
    for page, sheet in zip(document.pages, sheets, strict=False):
        lines = [(f, placed) for f in page.fragments for placed in f.lines if placed.line.words]
        index = _Index(lines)
        words: dict[int, list[Word]] = defaultdict(list)
        glyphs: dict[int, list[Glyph]] = defaultdict(list)
        strays = []
        for word in sheet.words:
            at = index.line_of_word(word)
            (strays if at is None else words[at]).append(word)
        for glyph in sheet.glyphs:
            at = index.line_of_glyph(glyph)
            if at is not None:
                glyphs[at].append(glyph)
        for at, (fragment, placed) in enumerate(lines):
            here = tuple(sorted(words[at], key=lambda word: word.left))
            spots.append(Spot(page, fragment, placed, here, tuple(glyphs[at])))
        beside[page.number] = tuple(strays)
    return Reading(tuple(sheets), tuple(spots), beside)


class _Index:
    """Lines of a page by their baselines."""

    def __init__(self, lines: Sequence[tuple[Fragment, PlacedLine]]) -> None:
        self._lines = lines
        self._at: dict[int, list[int]] = defaultdict(list)
        for number, (_, placed) in enumerate(lines):
            self._at[placed.baseline // 1000].append(number)

    def line_of_word(self, word: Word) -> int | None:
        middle = (word.left + word.right) // 2
        aim = word.top + round(BASELINE_SHARE * word.depth)
        found = [
            (abs(self._lines[number][1].baseline - aim), number)
            for number in self._between(word.top, word.bottom)
            if self._holds(number, middle)
        ]
        return min(found)[1] if found else None

    def line_of_glyph(self, glyph: Glyph) -> int | None:
        """A glyph with text of its own in the content (/ActualText) has the box of all of it."""
        middle = (glyph.left + glyph.right) // 2
        near = self._between(glyph.baseline - LEVEL, glyph.baseline + LEVEL)
        found = [
            (abs(self._lines[number][1].baseline - glyph.baseline), number)
            for number in near
            if self._holds(number, middle)
        ]
        return min(found)[1] if found else None

    def _between(self, top: int, bottom: int) -> Iterator[int]:
        for key in range(top // 1000, bottom // 1000 + 1):
            for number in self._at.get(key, ()):
                if top <= self._lines[number][1].baseline <= bottom:
                    yield number

    def _holds(self, number: int, x: int) -> bool:
        placed = self._lines[number][1]
        left = placed.x + placed.line.indent
        return left - SLACK <= x <= left + placed.line.width + SLACK


def leg_of(spot: Spot, legs: Iterable[Leg]) -> Leg | None:
    """The leg that a line stands in."""
    for leg in legs:
        inside = leg.rect.x - SLACK <= spot.left < leg.rect.right
        if inside and leg.rect.y < spot.baseline <= leg.rect.bottom:
            return leg
    return None


def legs_of(document: Document, story: str) -> tuple[tuple[Page, Leg], ...]:
    """The legs of a story in the order they are read in: by page, then from left to right."""
    found = [(page, leg) for page in document.pages for leg in page.legs if leg.story == story]
    return tuple(sorted(found, key=lambda each: (each[0].number, each[1].rect.x, each[1].rect.y)))
