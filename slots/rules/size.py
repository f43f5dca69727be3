"""Sizes of what a slot may hold, and ranges of screen widths, as the rule file spells them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from slots.units import Length, Unit, parse_length

SIZE_PATTERN = r"^\s*[1-9]\d*\s*[x×]\s*[1-9]\d*\s*$"
PRINT_SIZE_PATTERN = r"^\s*[1-9]\d*\s*([x×]\s*\S.*|columns?)\s*$"
WIDTHS_PATTERN = r"^\s*\d+(px)?\s*\.\.\s*\d+px\s*$"
PAGES_PATTERN = r"^(any|first|last|left|right|\d+(\.\.\d+)?)$"

_MOST_DIGITS = 9
"""The most digits of a page's number; Python itself refuses to read one of thousands of digits."""

_WIDEST = 10_000
"""The widest screen, and the largest side of a creative, in px: an 8K television has 7,680."""

_MOST_COLUMNS = 24
"""The most columns of a page of print."""


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a creative on screen, in whole CSS px."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


@dataclass(frozen=True, slots=True)
class PrintSize:
    """Columns wide, and how deep: from `least` to `most`, or as deep as its content (both None).

    The width in millipoints is the grid's business: columns plus the gutters between them.
    """

    columns: int
    least: Length | None = None
    most: Length | None = None

    def depths(self, leading: int) -> tuple[int, int] | None:
        """Least and most depth in millipoints on a grid of this leading; None as content needs."""
        if self.least is None or self.most is None:
            return None
        return _depth(self.least, leading), _depth(self.most, leading)

    def __str__(self) -> str:
        if self.least is None:
            return f"{self.columns} column{'' if self.columns == 1 else 's'}"
        deeper = "" if self.least == self.most else f"..{self.most}"
        return f"{self.columns}x{self.least}{deeper}"


@dataclass(frozen=True, slots=True)
class Widths:
    """A breakpoint: all screen widths from `first` to `last`, both included, in whole CSS px."""

    first: int
    last: int

    def __contains__(self, width: int) -> bool:
        return self.first <= width <= self.last

    def __str__(self) -> str:
        return f"{self.first}px..{self.last}px"


@dataclass(frozen=True, slots=True)
class Pages:
    """Which pages of an edition: any, first, last, left, right, one number or a range of them."""

    text: str = "any"

    def include(self, page: int, of: int) -> bool:
        """Whether page number `page` (from 1, right-hand pages odd) of `of` pages is meant."""
        named = {"any": True, "first": page == 1, "last": page == of}
        named |= {"left": page % 2 == 0, "right": page % 2 == 1}
        if self.text in named:
            return named[self.text]
        first, _, last = self.text.partition("..")
        return int(first) <= page <= int(last or first)

    def __str__(self) -> str:
        return self.text


def parse_size(text: str) -> Size:
    """ "300x250" as a Size; ValueError in a sentence where it is none."""
    match = re.fullmatch(r"\s*(\d+)\s*[x×X]\s*(\d+)\s*(?:px)?\s*", text)
    if not match:
        raise ValueError(f'"{text}" is not a size: write width x height in px, as in "300x250"')
    width, height = int(match[1]), int(match[2])
    if not width or not height:
        raise ValueError(f'"{text}" has no area: both sides of a size are at least 1')
    if max(width, height) > _WIDEST:
        raise ValueError(f'"{text}" is too large: both sides of a size are at most {_WIDEST:,}')
    return Size(width, height)


def parse_print_size(text: str) -> PrintSize:
    """ "3x130mm", "2 x 12 lines", "3x100mm..180mm" or "2 columns"; ValueError in a sentence."""
    match = re.fullmatch(r"\s*(\d+)\s*(?:[x×X]\s*(.+)|columns?\s*)", text)
    if not match:
        raise ValueError(
            f'"{text}" is not a print size: write columns x depth, as in "3x130mm", '
            '"2 x 12 lines", "3x100mm..180mm", or "2 columns" for as deep as it needs'
        )
    if not int(match[1]):
        raise ValueError(f'"{text}" has no width: at least 1 column')
    if int(match[1]) > _MOST_COLUMNS:
        raise ValueError(f'"{text}" is too wide: no page has over {_MOST_COLUMNS} columns')
    if not match[2]:
        return PrintSize(int(match[1]))
    first, dots, last = match[2].partition("..")
    least = _parse_depth(text, first)
    most = _parse_depth(text, last) if dots else least
    if _depth(least, 10_500) > _depth(most, 10_500):
        raise ValueError(f'"{text}" runs backwards: the smaller depth comes first')
    return PrintSize(int(match[1]), least, most)


def parse_widths(text: str) -> Widths:
    """ "320px..739px" as Widths; ValueError in a sentence where it is none."""
    match = re.fullmatch(r"\s*(\d+)\s*(?:px)?\s*\.\.\s*(\d+)\s*px\s*", text)
    if not match:
        raise ValueError(
            f'"{text}" is not a range of screen widths: write the narrowest and the widest, '
            'as in "320px..739px"'
        )
    first, last = int(match[1]), int(match[2])
    if not 0 < first <= last:
        raise ValueError(f'"{text}" is empty: the narrower width comes first')
    if last > _WIDEST:
        raise ValueError(f'"{text}" is too wide: screens have up to {_WIDEST:,}px here')
    return Widths(first, last)


def parse_pages(text: str) -> Pages:
    """The pages that `text` ("any", "left", "2..5", ...) names; ValueError in a sentence."""
    folded = re.sub(r"\s+", "", text.lower())
    if not re.fullmatch(PAGES_PATTERN, folded):
        raise ValueError(
            f'"{text}" names no pages: write any, first, last, left, right, '
            'a number such as "3", or a range such as "2..5"'
        )
    first, _, last = folded.partition("..")
    if max(len(first), len(last)) > _MOST_DIGITS:
        raise ValueError(f'"{text[:12]}..." names no pages: no edition has so many')
    if first.isdigit() and not 0 < int(first) <= int(last or first):
        raise ValueError(f'"{text}" names no pages: they count from 1, the lower number first')
    return Pages(folded)


def _parse_depth(text: str, part: str) -> Length:
    depth = parse_length(part)
    if not depth.physical and depth.unit is not Unit.LINE:
        raise ValueError(f'"{part.strip()}" in "{text}" is no depth on paper: use mm, pt or lines')
    if not depth.value:
        raise ValueError(f'"{text}" has no depth: write one, as in "3x130mm"')
    return depth


def _depth(depth: Length, leading: int) -> int:
    """A depth on paper in millipoints; lines stand `leading` apart."""
    return depth.mpt if depth.physical else round(depth.value * Fraction(leading))
