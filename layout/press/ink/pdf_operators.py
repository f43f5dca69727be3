"""PDF operators: numbers, colours, strokes and rectangles as content streams write them.

PDF measures in points from the lower left corner of the page, documents in millipoints from the
upper left corner of the trim; this is the only place where the one is turned into the other.
"""

from __future__ import annotations

from collections.abc import Mapping

from layout.page.document import Stroke
from layout.page.rect import Rect
from layout.typeset.words.theme import Colour


def pt(length: int) -> str:
    """Millipoints as points, exactly.

    >>> pt(10500), pt(-250), pt(793_701), pt(0)
    ('10.5', '-0.25', '793.701', '0')
    """
    whole, part = divmod(abs(length), 1000)
    sign = "-" if length < 0 else ""
    return f"{sign}{whole}.{part:03d}".rstrip("0") if part else f"{sign}{whole}"


def number(value: float, places: int = 2) -> str:
    """A number with at most `places` decimals and no more characters than it needs.

    >>> number(12.0), number(-0.004), number(98.7)
    ('12', '0', '98.7')
    """
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _ink(colour: Colour) -> str:
    """Four ink shares from 0 to 1 as operands.

    >>> _ink(Colour("tint", (20, 6, 0, 0), "#dcecf6"))
    '0.2 0.06 0 0'
    """
    return " ".join(number(part / 100) for part in colour.cmyk)


def filling(colour: Colour) -> str:
    """The operator that makes a colour the one for text and filled areas."""
    return f"{_ink(colour)} k"


def stroking(colour: Colour) -> str:
    """The operator that makes a colour the one for lines."""
    return f"{_ink(colour)} K"


def stroke(line: Stroke, height: int, colours: Mapping[str, Colour]) -> str:
    """A printed line on a page `height` millipoints high."""
    return (
        f"{stroking(colours[line.colour])} {pt(line.thickness)} w "
        f"{pt(line.x1)} {pt(height - line.y1)} m {pt(line.x2)} {pt(height - line.y2)} l S"
    )


def rectangle(rect: Rect, height: int) -> str:
    """The path of a rectangle on a page `height` millipoints high; painting it is up to you."""
    return f"{pt(rect.x)} {pt(height - rect.bottom)} {pt(rect.width)} {pt(rect.height)} re"


def text_string(text: str) -> str:
    """A text string as PDF writes it, in UTF-16 with its mark.

    >>> text_string("é")
    '<FEFF00E9>'
    """
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"
