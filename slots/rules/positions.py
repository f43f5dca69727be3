"""Positions as people write them: "after paragraph 3", "-2 paragraphs", "every 776 characters".

A position is a gap of the copy, found by counting along it:

    written                              the gap
    after paragraph 3                    right below the third paragraph
    before paragraph -1                  right above the last paragraph
    25% of text                          the first one with that much copy above it
    -1 screen                            the last one with that much copy below it
    every 3 paragraphs from 2 paragraphs the first ones at or past 2, 5, 8, ... paragraphs

Rule engines count this way: Ad Inserter and Advanced Ads (paragraphs, negative, every N),
Newspack Campaigns (share of the text), BLOX (characters).

>>> str(parse_position("Every 2 Paragraphs"))
'every 2 paragraphs from 2 paragraphs'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from slots.units import ACCEPTED, LENGTH_FORM, Length, Unit, parse_length

POSITION_PATTERN = (
    r"^\s*((after|before) paragraph -?[1-9]\d*"
    rf"|-?{LENGTH_FORM}"
    rf"|every {LENGTH_FORM}( from {LENGTH_FORM})?)\s*$"
)
"""The same as a regular expression for JSON Schema."""

_NTH = re.compile(r"(after|before)\s+paragraph\s+(-?\d+)", re.IGNORECASE)
_EVERY = re.compile(r"every\s+(.*?)(?:\s+from\s+(.*))?", re.IGNORECASE | re.DOTALL)


class Count(StrEnum):
    """How a position counts."""

    AFTER = "after"
    BEFORE = "before"
    FROM_TOP = "from top"
    FROM_END = "from end"
    EVERY = "every"


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the copy. `number` is the paragraph's for AFTER and BEFORE (negative: counted from
    the last, which is -1); `length` how far for all others, and `start` where EVERY begins."""

    count: Count
    number: int = 0
    length: Length | None = None
    start: Length | None = None

    def __str__(self) -> str:
        match self.count:
            case Count.AFTER | Count.BEFORE:
                return f"{self.count.value} paragraph {self.number}"
            case Count.EVERY:
                return f"every {self.length} from {self.start}"
            case Count.FROM_END:
                return f"-{self.length}"
            case Count.FROM_TOP:
                return str(self.length)


def parse_position(text: str) -> Position:
    """The position a text spells; ValueError with a sentence for people where it does not."""
    folded = text.strip()
    nth = _NTH.fullmatch(folded)
    if nth:
        number = int(nth[2])
        if not number:
            raise ValueError(f'"{text}": paragraphs count from 1, or from -1 at the end')
        return Position(Count(nth[1].lower()), number)
    every = _EVERY.fullmatch(folded)
    if every:
        return _every(text, every[1], every[2])
    if folded.startswith("-"):
        return Position(Count.FROM_END, length=_length(text, folded[1:]))
    return Position(Count.FROM_TOP, length=_length(text, folded))


def _every(text: str, step: str, start: str | None) -> Position:
    length = _length(text, step)
    if not length.value:
        raise ValueError(f'"{text}": every 0 is no step; write "every 3 paragraphs"')
    first = _length(text, start or step)
    if _counted(first.unit) != _counted(length.unit):
        raise ValueError(f'"{text}": begin and step count different things; use one unit for both')
    return Position(Count.EVERY, length=length, start=first)


def _counted(unit: Unit) -> str:
    """What a unit counts: characters, paragraphs, words, or else a height."""
    shares = {Unit.TEXT_SHARE: Unit.CHARACTER, Unit.PARAGRAPH_SHARE: Unit.PARAGRAPH}
    counted = shares.get(unit, unit)
    return counted.value if counted in (Unit.CHARACTER, Unit.PARAGRAPH, Unit.WORD) else "height"


def _length(text: str, part: str) -> Length:
    try:
        return parse_length(part)
    except ValueError as error:
        if re.match(r"[-+]?[\d.]", part.strip()):
            raise
        raise ValueError(
            f'"{text}" is not a position: write "after paragraph 3", "25% of text" or '
            f'"every 3 paragraphs from 2 paragraphs"; units are {ACCEPTED}'
        ) from error
