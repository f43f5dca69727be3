"""Where a picture stands: the whole of it as large as its crop asks for, clipped to what is shown.

whole ┌───────────────────┐
      │   clip ┌──────┐   │   the crop fills the image's rect exactly;
      │        └──────┘   │   what lies outside it is clipped away
      └───────────────────┘
"""

from __future__ import annotations

from dataclasses import dataclass

from layout.page.document import WHOLE, Crop
from layout.page.rect import Rect
from layout.press.ink.pdf_operators import number, pt

_ALIKE = 2
"""Per mille by which the proportions of picture and rect may differ for the picture to fill it:
cropped pictures have whole pixels, so theirs are never exact."""

UPRIGHT = 1
_SIDEWAYS = 5  # from this EXIF orientation on (5 to 8), width and height change places
# By EXIF orientation: the matrix that turns the unit square of a picture, as it is stored, into the
# unit square as it is to be seen. Source: CIPA DC-008 (Exif 2.32), 4.6.4, tag 0112.
TURNS = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


@dataclass(frozen=True, slots=True)
class Placement:
    """A picture on its page, in millipoints from the top left of the trim.

    Left, top, width and height are those of the whole picture, as it is seen; `clip` is what shows.
    """

    left: float
    top: float
    width: float
    height: float
    clip: Rect


def place(rect: Rect, size: tuple[float, float], crop: Crop) -> Placement:
    """Where a picture of some proportions stands, so that its crop fills a rectangle.

    Where the proportions of crop and rectangle differ by more than two thousandths the crop is
    shown whole, as large as it fits, in the middle.

    >>> place(Rect(0, 0, 200, 100), (400, 400), Crop(0, 25_000, 100_000, 75_000))
    Placement(left=0.0, top=-50.0, width=200.0, height=200.0, clip=Rect(x=0, y=0, width=200, height=100))
    >>> place(Rect(0, 0, 200, 100), (400, 400), Crop()).clip
    Rect(x=50, y=0, width=100, height=100)
    """  # noqa: E501
    across, down = crop.right - crop.left, crop.bottom - crop.top
    assert 0 <= crop.left < crop.right <= WHOLE and 0 <= crop.top < crop.bottom <= WHOLE, crop
    clip = _fitting(rect, size[0] * across, size[1] * down)
    width, height = clip.width * WHOLE / across, clip.height * WHOLE / down
    left, top = clip.x - width * crop.left / WHOLE, clip.y - height * crop.top / WHOLE
    return Placement(left, top, width, height, clip)


def _fitting(rect: Rect, across: float, down: float) -> Rect:
    """The part of a rectangle that something of these proportions takes; all of it where they are
    the same."""
    if abs(across * rect.height - down * rect.width) * 1000 <= _ALIKE * down * rect.width:
        return rect
    scale = min(rect.width / across, rect.height / down)
    width, height = max(1, round(across * scale)), max(1, round(down * scale))
    return Rect(
        rect.x + (rect.width - width) // 2, rect.y + (rect.height - height) // 2, width, height
    )


def seen(size: tuple[float, float], orientation: int) -> tuple[float, float]:
    """The width and height of a picture as it is to be seen, from those it is stored with."""
    return (size[1], size[0]) if orientation >= _SIDEWAYS else size


def matrix(
    placement: Placement,
    height: int,
    orientation: int = UPRIGHT,
    unit: tuple[float, float] = (1, 1),
) -> str:
    """The operands of cm that put an XObject in its place on a page `height` millipoints high.

    `unit` is the width and height that the XObject is drawn with, in points: 1 by 1 for pictures.

    >>> matrix(place(Rect(10_000, 20_000, 30_000, 40_000), (3, 4), Crop()), 100_000)
    '30 0 0 40 10 40'
    """
    a, b, c, d, e, f = TURNS[orientation]
    width, depth = placement.width / 1000, placement.height / 1000
    left, foot = placement.left / 1000, (height - placement.top - placement.height) / 1000
    scale = [(a * width, b * depth), (c * width, d * depth)]
    terms = [
        *(number(part / unit[0], 6) for part in scale[0]),
        *(number(part / unit[1], 6) for part in scale[1]),
        number(e * width + left, 4),
        number(f * depth + foot, 4),
    ]
    return " ".join(terms)


def clipping(rect: Rect, height: int) -> str:
    """The operators that keep what follows inside a rectangle."""
    return f"{pt(rect.x)} {pt(height - rect.bottom)} {pt(rect.width)} {pt(rect.height)} re W n"
