"""Crops of a picture: how deep it may be at a width, as far as what must be seen allows.

A frame wider than the picture's own proportions crops it above and below, a deeper one at the
sides. What `keep` names is never cropped, but for half a row where no whole rows fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from layout.page.document import WHOLE, Crop
from layout.page.format import INCH
from layout.page.grid import Grid
from layout.story.block import Picture
from layout.story.decided import Form
from slots.book.sheet import CAP_SHARE

_HALF = 50  # per cent of a picture that is shown at least, however little of it must be seen
_KEPT = (10, 10, 90, 90)  # per cent: where the story does not say what must be seen
_NEARLY = WHOLE // 100
"""Of a picture's width or depth, by which a crop may take of what must be seen: for whole rows."""

_CLOSE_DOTS = 110
"""Dots an inch that a picture has at least whose crop is close."""

_SEEN = (30, 30, 70, 70)  # the same of a picture that is printed once more, small


@dataclass(frozen=True, slots=True, eq=False)
class PictureShape:
    """A picture of a story: its file (None: not there), its proportions, and how deep its cutline
    is by columns (millipoints, the white above it included). It is `pixels` px across, 0 where it
    has none. A `mug` is to stand half a column wide."""

    name: str
    picture: Picture
    across: int
    down: int
    cutlines: Mapping[int, int]
    file: Path | None = None
    pixels: int = 0
    mug: bool = False

    def rows(self, columns: int, grid: Grid) -> tuple[int, int, int]:
        """The fewest rows its frame may have at a width, those of its own proportions, and the
        most; cutline and the air below included."""
        width = _width(columns, grid)
        own = width * self.down // self.across
        least, most = self._depths(width)
        extra = self.cutlines[columns]
        fewest = max(4, _rows(least + extra, grid))
        deepest = _rows(most + extra, grid) - 1
        nearest = _nearest(own + extra, grid)
        if fewest > deepest:  # no frame of whole rows keeps it all: that which takes least away
            nearest = max(4, nearest, _rows(own // 2 + extra, grid))
            return nearest, nearest, nearest
        return fewest, min(max(nearest, fewest), deepest), deepest

    def _depths(self, width: int) -> tuple[int, int]:
        """The least and the most depth of a picture of some width (millipoints), as far as its crop
        goes."""
        own = width * self.down // self.across
        left, top, right, bottom = self.picture.keep or _KEPT
        least = own * max(_HALF, bottom - top) // 100
        return least, own * 100 // max(_HALF, right - left)

    def keeps(self, crop: Crop) -> bool:
        """Whether a crop shows all that must be seen."""
        left, top, right, bottom = (WHOLE * edge // 100 for edge in self.picture.keep or _KEPT)
        across = crop.left <= left + _NEARLY and crop.right >= right - _NEARLY
        return across and crop.top <= top + _NEARLY and crop.bottom >= bottom - _NEARLY

    def close(self, width: int, depth: int) -> Crop:
        """The part shown in a frame of that size where little more is shown than must be seen: as
        much as has dots enough."""
        if not self.picture.keep:
            return self.window(width, depth)
        left, top, right, bottom = self.picture.keep
        dots = WHOLE * width * _CLOSE_DOTS // (INCH * self.pixels) if self.pixels else 0
        across = max((right - left) * WHOLE // 100, dots)
        down = max(
            (bottom - top) * WHOLE // 100, across * self.across * depth // (width * self.down)
        )
        across = down * self.down * width // (depth * self.across)
        if across > WHOLE or down > WHOLE:
            return self.window(width, depth)
        first, upper = _placed(across, left, right), _placed(down, top, bottom)
        return Crop(first, upper, first + across, upper + down)

    def sharp_columns(self, grid: Grid, dots: int) -> int:
        """The most columns in which it has so many dots an inch: one at least, and all where it has
        no pixels."""
        widths = range(2, len(grid.columns) + 1)
        sharp = self.pixels * INCH // dots if self.pixels else _width(len(grid.columns), grid)
        return max((columns for columns in widths if _width(columns, grid) <= sharp), default=1)

    def frame(self, columns: int, rows: int, grid: Grid) -> tuple[int, int]:
        """(width, depth) of the picture itself in a frame of `rows` rows, in millipoints."""
        return _width(columns, grid), _depth_of(rows, grid) - self.cutlines[columns]

    def crop(self, columns: int, rows: int, grid: Grid) -> Crop:
        """The part shown there: in the middle of what must be seen, as far as the edges allow."""
        return self.window(*self.frame(columns, rows, grid))

    def fitted(self, width: int, depth: int) -> tuple[int, int]:
        """The largest (width, depth) of a picture in a place of that size in which all is seen that
        must be; two fifths of it, where the story does not say what."""
        left, top, right, bottom = self.picture.keep or _SEEN
        if width * self.down >= depth * self.across:  # wider than it is: crop above and below
            return min(width, depth * self.across * 100 // (self.down * (bottom - top))), depth
        return width, min(depth, width * self.down * 100 // (self.across * (right - left)))

    def window(self, width: int, depth: int) -> Crop:
        """The part shown in a frame of that size, as `crop`."""
        left, top, right, bottom = self.picture.keep or _KEPT
        if width * self.down >= depth * self.across:  # wider than it is: crop above and below
            shown = WHOLE * depth * self.across // (width * self.down)
            first = _placed(shown, top, bottom)
            return Crop(0, first, WHOLE, first + shown)
        shown = WHOLE * width * self.down // (depth * self.across)
        first = _placed(shown, left, right)
        return Crop(first, 0, first + shown, WHOLE)

    def cropped(self, columns: int, rows: int, grid: Grid) -> float:
        """The share of the picture that is not shown."""
        crop = self.crop(columns, rows, grid)
        return 1 - (crop.right - crop.left) * (crop.bottom - crop.top) / WHOLE**2


def _depth_of(rows: int, grid: Grid) -> int:
    """Depth of what stands in a frame of n rows, in millipoints: from the cap height of its first
    row to the baseline of the last but one; the last is air."""
    return (rows - 2) * grid.leading + round(grid.leading * CAP_SHARE)


def _rows(depth: int, grid: Grid) -> int:
    """Rows of a frame that holds a depth in millipoints."""
    return -(-(depth - round(grid.leading * CAP_SHARE)) // grid.leading) + 2


def _nearest(depth: int, grid: Grid) -> int:
    inside = depth - round(grid.leading * CAP_SHARE)
    return (inside + grid.leading // 2) // grid.leading + 2


def _placed(shown: int, first: int, last: int) -> int:
    """Where a window of `shown` parts begins that holds what must be seen (per cent)."""
    middle = (first + last) * WHOLE // 200
    return min(max(middle - shown // 2, 0), WHOLE - shown)


def _width(columns: int, grid: Grid) -> int:
    x, width = grid.columns[columns - 1]
    return x + width - grid.columns[0][0]


def chosen(shapes: Sequence[PictureShape], form: Form) -> tuple[PictureShape, ...]:
    """Those of a story's pictures that are decided, in that order, the large one before them,
    cropped as is decided of the first and of each; without names that none of them has."""
    found = tuple(shapes)
    if form.pictures is not None:
        named = {file_name(shape): shape for shape in reversed(found)}
        found = tuple(named[name] for name in dict.fromkeys(form.pictures) if name in named)
    if form.dominant is not None:
        found = tuple(sorted(found, key=lambda one: file_name(one) != form.dominant))
    crops = {one.file: one.keep for one in form.each}
    if form.keep is not None and found:
        crops[file_name(found[0])] = form.keep
    return tuple(_cropped_to(one, crops.get(file_name(one))) for one in found)


def _cropped_to(shape: PictureShape, keep: tuple[int, int, int, int] | None) -> PictureShape:
    """A picture of which that has to be seen (None: what its story says)."""
    return replace(shape, picture=replace(shape.picture, keep=keep)) if keep else shape


def file_name(shape: PictureShape) -> str:
    """The name of a picture's file, as decisions have it."""
    return PurePosixPath(shape.picture.src).name
