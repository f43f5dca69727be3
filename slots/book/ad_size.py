"""Sizes of ads as books write them: "3x120mm", "3 cols x 40 agate", "20 ci at 2 columns", "strip".

Agate lines are 14 an inch. A column inch is one column wide and one inch deep: "2 x 10 ci" is 10 in
deep over 2 columns, 20 column inches in all. Parts of a page are those of the sheet, less the air
above them, so that two halves or eight eighths fill it.

>>> sheet = Sheet(6, 945_000, 117_000, 11_339, 10_500)
>>> parse_ad_size("2 x 10 ci", sheet) == parse_ad_size("20 ci at 2 columns", sheet)
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from slots.book.sheet import Sheet
from slots.rules.mistake import suggestion
from slots.units import MPT_PER, Length, Unit, parse_length

_AGATE = Fraction(72_000, 14)
"""Millipoints of an agate line."""

_NEAR = 1 * MPT_PER[Unit.MM]
"""Millipoints by which a width in mm may miss that of whole columns."""

_MOST_DIGITS = 20
"""The most digits of a number in a size, those of its fraction included."""

_EXAMPLES = '"3x120mm", "3 x 5in", "3 columns x 40 agate", "20 ci at 2 columns" or "1/4 page"'

_BY = r"\s*(?:x|×|\*|by)\s*"
_COLUMNS = r"(?:columns?|cols?\.?|c)"
_PRODUCT = re.compile(rf"(\d{{1,4}})\s*{_COLUMNS}?{_BY}(.+)", re.IGNORECASE)
_AREA = re.compile(
    rf"(\d+(?:\.\d+)?)\s*(?:ci|col(?:umn)?\.?[\s-]*in(?:ch(?:es)?|\.)?)\s*"
    rf"(?:at|in|over|on|@)\s*(\d+)\s*{_COLUMNS}",
    re.IGNORECASE,
)
_TRADE = re.compile(
    r"(\d+(?:\.\d+)?)\s*(agates?(?:\s+lines?)?|ci|col(?:umn)?\.?[\s-]*in(?:ch(?:es)?|\.)?|\"|″"
    r"|inch(?:es)?|ins?\.?|millimet(?:re|er)s?|centimet(?:re|er)s?|points?)",
    re.IGNORECASE,
)
_SPELT = {"mi": Unit.MM, "ce": Unit.CM, "po": Unit.PT}

# (columns of the sheet that it covers, its share of the page)
_PARTS: dict[str, tuple[Fraction, Fraction]] = {
    "full page": (Fraction(1), Fraction(1)),
    "3/4 page": (Fraction(1), Fraction(3, 4)),
    "2/3 page": (Fraction(1), Fraction(2, 3)),
    "1/2 page": (Fraction(1), Fraction(1, 2)),
    "1/2 page upright": (Fraction(1, 2), Fraction(1, 2)),
    "1/3 page": (Fraction(1), Fraction(1, 3)),
    "1/4 page": (Fraction(1, 2), Fraction(1, 4)),
    "1/8 page": (Fraction(1, 2), Fraction(1, 8)),
    "1/16 page": (Fraction(1, 4), Fraction(1, 16)),
    "strip": (Fraction(1), Fraction(1, 8)),
}
NAMED_SIZES = tuple(_PARTS)
"""The parts of a page that have names, as they are written."""

_SYNONYMS = {
    "page": "full page",
    "full": "full page",
    "1/1 page": "full page",
    "whole page": "full page",
    "three quarters": "3/4 page",
    "half": "1/2 page",
    "half page": "1/2 page",
    "half page upright": "1/2 page upright",
    "half page vertical": "1/2 page upright",
    "1/2 page vertical": "1/2 page upright",
    "third": "1/3 page",
    "third page": "1/3 page",
    "quarter": "1/4 page",
    "quarter page": "1/4 page",
    "eighth": "1/8 page",
    "eighth page": "1/8 page",
    "sixteenth": "1/16 page",
    "sixteenth page": "1/16 page",
    "front strip": "strip",
    "banner": "strip",
}
_GLYPHS = str.maketrans({"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅛": "1/8"})
DOUBLE_TRUCKS = ("double truck", "double page", "double page spread", "centre spread")
"""Names of two full pages side by side: a full page on each."""


def parse_ad_size(text: str, sheet: Sheet) -> tuple[int, int]:
    """(columns, depth in millipoints) of a size; ValueError in a sentence where it is none."""
    _measure(text)
    return _own_module(text, sheet) or _size(text, sheet)


def size_of(width: str, depth: str, sheet: Sheet) -> tuple[int, int]:
    """The same where a book has two columns for it: "3" or "113 mm", and "120mm"."""
    _measure(f"{width} x {depth}")
    return columns_of(width, sheet), _depth(depth, f"{width} x {depth}")


def _measure(text: str) -> None:
    """Raises ValueError for a number of more digits than any size has."""
    number = re.search(rf"\d{{{_MOST_DIGITS + 1},}}", text)
    if number:
        found = f"a number of {len(number[0]):,} digits"
        raise ValueError(f"{found} is no size of an ad (at most {_MOST_DIGITS}): write {_EXAMPLES}")


def columns_of(text: str, sheet: Sheet) -> int:
    """The number of columns that a width is: "3", "3 columns" or "113 mm"; ValueError otherwise."""
    plain = re.fullmatch(rf"\s*(\d+)\s*{_COLUMNS}?\s*", text, re.IGNORECASE)
    if plain:
        return _some(int(plain[1]), text)
    wanted = parse_length(text)
    if not wanted.physical:
        raise ValueError(f'"{text}" is no width: write a number of columns, as in "3"')
    widths = {columns: sheet.width(columns) for columns in range(1, sheet.columns + 1)}
    best = min(widths, key=lambda columns: abs(widths[columns] - wanted.mpt))
    if abs(widths[best] - wanted.mpt) > _NEAR:
        listed = ", ".join(f"{columns}: {in_mm(width)}" for columns, width in widths.items())
        raise ValueError(f'"{text}" is no width of whole columns, which have {listed}')
    return best


def in_mm(length: int) -> str:
    """A length in millipoints, for people: "120 mm", "62.5 mm"."""
    return f"{float(round(Fraction(length) / MPT_PER[Unit.MM], 1)):g} mm"


def _own_module(text: str, sheet: Sheet) -> tuple[int, int] | None:
    """The size of a module of the publication's own, by its name."""
    own = {_folded(name): size for name, size in sheet.modules}
    return _size(own[_folded(text)], sheet) if _folded(text) in own else None


def _size(text: str, sheet: Sheet) -> tuple[int, int]:
    name = _folded(text)
    name = "full page" if name in DOUBLE_TRUCKS else _SYNONYMS.get(name, name)
    if name in _PARTS:
        return _part_of_page(*_PARTS[name], sheet)
    area = _AREA.fullmatch(text.strip())
    if area:
        columns = _some(int(area[2]), text)
        return columns, _some(round(Fraction(area[1]) * MPT_PER[Unit.INCH] / columns), text)
    product = _PRODUCT.fullmatch(text.strip())
    if product:
        return _some(int(product[1]), text), _depth(product[2], text)
    raise ValueError(_no_size(text, sheet))


def _part_of_page(across: Fraction, share: Fraction, sheet: Sheet) -> tuple[int, int]:
    """A share of the page over a part of its columns, in whole columns and rows."""
    columns = max(1, -(-sheet.columns * across.numerator // across.denominator))
    rows = int(share * sheet.rows * sheet.columns / columns)
    return columns, sheet.depth_of(max(3, min(rows, sheet.rows)))


def _depth(part: str, whole: str) -> int:
    """A depth in millipoints, in the units of the trade and those of slots.toml."""
    trade = _TRADE.fullmatch(part.strip())
    if trade:
        return _some(round(Fraction(trade[1]) * _of_trade(trade[2].lower())), whole)
    if re.fullmatch(r"\d+(\.\d+)?", part.strip()):
        raise ValueError(f'"{whole}" has no unit: write "{part.strip()}mm", "in" or "agate"')
    depth = _length(part, whole)
    if not depth.physical:
        raise ValueError(
            f'"{part.strip()}" in "{whole}" is no depth of an ad: write mm, in, pt, picas or agate'
        )
    return _some(depth.mpt, whole)


def _length(part: str, whole: str) -> Length:
    try:
        return parse_length(part)
    except ValueError as error:
        if re.match(r"\s*\d", part):
            raise
        raise ValueError(f'"{part.strip()}" in "{whole}" is no depth: write {_EXAMPLES}') from error


def _of_trade(unit: str) -> Fraction:
    if unit.startswith("agate"):
        return _AGATE
    return MPT_PER[_SPELT.get(unit[:2], Unit.INCH)]


def _some(number: int, text: str) -> int:
    if number < 1:
        raise ValueError(f'"{text}" has no area: at least 1 column and some depth')
    return number


def _no_size(text: str, sheet: Sheet) -> str:
    names = [*_PARTS, *_SYNONYMS, *(name for name, _ in sheet.modules)]
    near = suggestion(_folded(text), _plain(names))
    return f'"{text}" is no size of an ad{near}: write {_EXAMPLES}'


def _plain(names: Iterable[str]) -> list[str]:
    return [name.lower() for name in names]


def _folded(text: str) -> str:
    """A name as it is compared: small letters, single spaces, no hyphens, fractions written out."""
    return " ".join(text.translate(_GLYPHS).lower().replace("-", " ").split())
