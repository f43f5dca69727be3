"""Lengths as people write them: "200px", "12p6", "30mm", "3 paragraphs", "25%", "1.5 screens".

Two families share one type. *Physical* lengths are the same everywhere and become whole
millipoints by one exact, half-even rounding. *Relative* ones only mean something on a strip:
a line is its leading, a screen its viewport's height, percent are of its height, of its characters
("25% of text") or of its paragraphs, and words, characters and paragraphs are counted between two
points (`slots.strip.distance` does that).

>>> parse_length("12p6").mpt, str(parse_length("12.5 picas")), str(parse_length("3 Lines"))
(150000, '12p6', '3 lines')
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class Unit(StrEnum):
    """What a length is counted in; the value is its canonical spelling, in the singular."""

    PX = "px"
    MM = "mm"
    CM = "cm"
    INCH = "in"
    PT = "pt"
    PICA = "pica"
    LINE = "line"
    WORD = "word"
    PARAGRAPH = "paragraph"
    PERCENT = "%"
    SCREEN = "screen"
    CHARACTER = "character"
    TEXT_SHARE = "% of text"
    PARAGRAPH_SHARE = "% of paragraphs"


MPT_PER: dict[Unit, Fraction] = {
    Unit.PX: Fraction(750),
    Unit.MM: Fraction(360_000, 127),
    Unit.CM: Fraction(3_600_000, 127),
    Unit.INCH: Fraction(72_000),
    Unit.PT: Fraction(1_000),
    Unit.PICA: Fraction(12_000),
}
"""Millipoints in one of each physical unit, exactly (CSS: 1 in = 96 px = 72 pt = 25.4 mm)."""

PX = 750
"""Millipoints in a CSS px."""

SHARES = (Unit.PERCENT, Unit.TEXT_SHARE, Unit.PARAGRAPH_SHARE)
"""Units that count hundredths of the whole: of its height, its characters, its paragraphs."""

SPELLINGS: dict[str, Unit] = {
    **{unit.value: unit for unit in Unit},
    **{f"{unit.value}s": unit for unit in (Unit.PICA, Unit.LINE, Unit.WORD, Unit.PARAGRAPH)},
    "screens": Unit.SCREEN,
    "characters": Unit.CHARACTER,
    "pc": Unit.PICA,
    "p": Unit.PICA,
}

_NEAR: dict[str, str] = {
    **dict.fromkeys(("pixel", "pixels", "pxs"), "px"),
    **dict.fromkeys(("point", "points", "pts"), "pt"),
    **dict.fromkeys(("inch", "inches", '"', "″"), "in"),
    **dict.fromkeys(("millimeter", "millimeters", "millimetre", "millimetres"), "mm"),
    **dict.fromkeys(("centimeter", "centimeters", "centimetre", "centimetres"), "cm"),
    **dict.fromkeys(("percent", "per cent", "pct"), "%"),
    **dict.fromkeys(("viewport", "viewports", "vh"), "screens"),
    **dict.fromkeys(("para", "paras", "par", "grafs"), "paragraphs"),
    **dict.fromkeys(("em", "rem", "ems"), "lines"),
    **dict.fromkeys(("char", "chars", "letters", "signs"), "characters"),
    **dict.fromkeys(("% of words", "% of characters", "% of copy"), "% of text"),
}

ACCEPTED = (
    "px, mm, cm, in, pt, picas (12p6), lines, words, characters, paragraphs, screens, %, "
    "% of text or % of paragraphs"
)
"""The units, as error messages list them."""

LENGTH_FORM = (
    r"(\d+[pP](\d+(\.\d+)?)?"
    r"|\d+(\.\d+)?\s*(px|mm|cm|in|pt|pc|picas?|lines?|words?|characters?"
    r"|paragraphs?|%( of (text|paragraphs))?|screens?))"
)
"""A length as a regular expression, for those of JSON Schema that have one in them."""

LENGTH_PATTERN = rf"^\s*{LENGTH_FORM}\s*$"
"""A length, and nothing else, as a regular expression for JSON Schema."""

_PICAS = re.compile(r"(\d+)p(\d+(?:\.\d+)?)?", re.IGNORECASE)
_NUMBER = re.compile(r"([-+]?\d[\d.,]*|[-+]?\.\d+)\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Length:
    """An exact amount of one unit, never negative, with a finite decimal (picas: points) form.

    `str` gives the canonical spelling, which `parse_length` reads back to an equal value.
    """

    value: Fraction
    unit: Unit
    _mpt: int | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        per = MPT_PER.get(self.unit)
        object.__setattr__(self, "_mpt", None if per is None else round(self.value * per))
        assert self.value >= 0, "a length is never negative"
        assert _finite(self.value * (12 if self.unit is Unit.PICA else 1)), "no finite spelling"

    @property
    def physical(self) -> bool:
        """Whether it is the same length on every strip."""
        return self._mpt is not None

    @property
    def mpt(self) -> int:
        """A physical length in whole millipoints, rounded half to even, once."""
        assert self._mpt is not None, f"{self} has no length of its own"
        return self._mpt

    def __str__(self) -> str:
        return spell(self.value, self.unit)


def whole_px(amount: int, up: bool = False) -> Length:
    """Millipoints as whole px: rounded up what is needed, down what there is, so that what is short
    stays short; never less than none."""
    return Length(Fraction(max(0, -(-amount // PX) if up else amount // PX)), Unit.PX)


def parse_length(text: str) -> Length:
    """The length that `text` spells; ValueError with a sentence for people where it does not."""
    folded = text.strip()
    picas = _PICAS.fullmatch(folded)
    if picas:
        return Length(Fraction(picas[1]) + Fraction(picas[2] or 0) / 12, Unit.PICA)
    split = _NUMBER.fullmatch(folded)
    if not split:
        raise ValueError(f'"{text}" is not a length: write a number and a unit, such as "200px"')
    return Length(_amount(text, split[1]), _unit(text, split[1], split[2]))


def compared(one: Length, other: Length) -> int | None:
    """-1, 0 or 1 as one length is less than, equal to or more than another on every strip; None
    where that depends on the strip.

    >>> compared(parse_length("1in"), parse_length("90px"))
    1
    """
    if one.physical and other.physical:
        a, b = one.value * MPT_PER[one.unit], other.value * MPT_PER[other.unit]
    elif one.unit is other.unit or not (one.value or other.value):
        a, b = one.value, other.value
    elif one.value and other.value:
        return None
    else:
        a, b = Fraction(bool(one.value)), Fraction(bool(other.value))
    return (a > b) - (a < b)


def spell(value: Fraction, unit: Unit) -> str:
    """An amount of a unit in its canonical spelling: "200px", "12p6", "1 line", "2.5 screens"."""
    if unit is Unit.PICA:
        points = value * 12
        return f"{int(points // 12)}p{_decimal(points % 12)}"
    number = _decimal(value)
    if unit in MPT_PER or unit in SHARES:
        return f"{number}{unit.value}"
    return f"{number} {unit.value}" if value == 1 else f"{number} {unit.value}s"


def _amount(text: str, number: str) -> Fraction:
    """The number before the unit, refusing signs, thousands separators and decimal commas."""
    if number.startswith("-"):
        raise ValueError(f'"{text}" is negative: a length starts at 0')
    if "," in number:
        raise ValueError(f'"{text}" has a comma: write decimals with a point, as in "12.5mm"')
    if not re.fullmatch(r"\+?(\d+\.?\d*|\.\d+)", number):
        raise ValueError(f'"{number}" in "{text}" is no number: write it in digits, as in "12.5"')
    return Fraction(number)


def _unit(text: str, number: str, word: str) -> Unit:
    """The unit after the number, with a suggestion for near misses."""
    folded = " ".join(word.lower().split())
    if folded in SPELLINGS:
        return SPELLINGS[folded]
    if not folded:
        raise ValueError(f'"{text}" has no unit: write "{number}px", or one of {ACCEPTED}')
    near = _NEAR.get(folded) or next(iter(difflib.get_close_matches(folded, SPELLINGS, 1, 0.5)), "")
    meant = f' (did you mean "{near}"?)' if near else ""
    raise ValueError(f'"{word}" in "{text}" is not a unit{meant}: use {ACCEPTED}')


def _finite(value: Fraction) -> bool:
    """Whether a fraction has a finite decimal form."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _decimal(value: Fraction) -> str:
    """A fraction with a finite decimal form, written out without trailing zeros."""
    whole, rest = divmod(value.numerator, value.denominator)
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, value.denominator)
        digits += str(digit)
    return f"{whole}.{digits}" if digits else str(whole)
