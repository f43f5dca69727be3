"""Regions on the grid of a publication: the columns and rows that are nearest to what was drawn.

A page of the publication's own format is taken as it is. One of another is scaled, so that what
stands within its margins stands within ours. Row 1 is that of the highest region: where stories
begin on the page, under whatever furniture it has. What no page can look like is mended where a
little is to be given up, and told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from layout.idml.drawn.frames_of_page import Bounds, DrawnPage
from layout.idml.drawn.regions import DECK, HEAD, PICTURE, TAKEN, TEXT, DrawnRegion
from layout.page.grid import Grid

_SAME = 3_000
"""Millipoints by which two formats may differ and be the same."""
LEAST_ROWS = 4
"""Rows that a region is deep at least: fewer hold no story."""

_MOST_TAKING = 7
_MOST_NAME = 40
_GIVES = 3
"""Rows that a region gives up where it would stand on another."""
_NOT_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class GridRegion:
    """A region in columns and rows, both counted from 0, the row from where stories begin; `off` is
    how far its edges lie from those that were drawn, at most, in millipoints. `why` says why it
    takes nothing, where it was meant to."""

    name: str
    takes: str
    column: int
    columns: int
    row: int
    rows: int
    top: bool
    foot: bool
    headline: float
    picture: int
    deck: bool
    off: int
    why: str = ""

    def shares_columns(self, other: GridRegion) -> bool:
        """Whether both have a column in common."""
        return (
            self.column < other.column + other.columns and other.column < self.column + self.columns
        )

    def covers(self, other: GridRegion) -> bool:
        """Whether both have a cell in common."""
        across = self.shares_columns(other)
        return across and self.row < other.row + other.rows and other.row < self.row + self.rows


@dataclass(frozen=True, slots=True)
class OnGrid:
    """The regions of a page in the order in which they choose their stories; `scaled` says that the
    page has another format than the grid."""

    regions: tuple[GridRegion, ...]
    scaled: bool


def on_grid(page: DrawnPage, regions: Sequence[DrawnRegion], grid: Grid) -> OnGrid:
    """Regions of a page on a grid."""
    sheet = _Sheet(page, grid)
    placed = [(one, sheet.placed(one.bounds)) for one in regions]
    stories = [area for one, area in placed if not one.is_ad] or [area for _, area in placed]
    first = min((area.row for area in stories), default=0)
    last = max((area.row + area.rows for area in stories), default=0)
    deep = [area.rows >= LEAST_ROWS for _, area in placed]
    takes = _takes([one for one, _ in placed], deep)
    names: set[str] = set()
    made = []
    for (one, area), taken in zip(placed, takes, strict=True):
        name = _name(one, taken, names)
        names.add(name)
        row = area.row - first
        row = row if row > 1 else 0  # heads that hang from furniture do not begin just alike
        rows = max(1, area.row + area.rows - first - row)
        edges = (row == 0, area.row + area.rows >= last)
        made.append(
            GridRegion(
                name, taken, area.column, area.columns, row, rows, *edges,
                one.headline, _picture(one, sheet, area.columns), bool(one.of(DECK)), area.off,
            )
        )  # fmt: skip
    return OnGrid(tuple(_mended(sorted(made, key=_choice))), sheet.scaled)


@dataclass(frozen=True, slots=True)
class _Area:
    """Cells that are nearest to a rectangle, and how far from it."""

    column: int
    columns: int
    row: int
    rows: int
    off: int


class _Sheet:
    """A drawn page on a grid."""

    def __init__(self, page: DrawnPage, grid: Grid) -> None:
        self.grid = grid
        width, height = grid.trim
        wide, deep = page.width * 1000, page.height * 1000
        self.scaled = abs(wide - width) > _SAME or abs(deep - height) > _SAME
        live = page.live
        self._across = grid.live.width / live.width if self.scaled else 1000.0
        self._down = grid.live.height / live.height if self.scaled else 1000.0
        self._left = grid.live.x - live.left * self._across if self.scaled else 0.0
        self._top = grid.live.y - live.top * self._down if self.scaled else 0.0

    def width(self, points: float) -> float:
        """A width on the grid, in millipoints."""
        return points * self._across

    def placed(self, bounds: Bounds) -> _Area:
        """The cells that are nearest to a rectangle."""
        grid = self.grid
        left, right = (self._left + x * self._across for x in (bounds.left, bounds.right))
        top, bottom = (self._top + y * self._down for y in (bounds.top, bounds.bottom))
        numbers = range(len(grid.columns))
        first = min(numbers, key=lambda at: abs(grid.columns[at][0] - left))
        last = min(numbers, key=lambda at: abs(sum(grid.columns[at]) - right))
        last = max(first, last)
        row = min(max(0, round((top - grid.live.y) / grid.leading)), grid.rows - 1)
        end = min(max(row + 1, round((bottom - grid.live.y) / grid.leading)), grid.rows)
        off = max(
            abs(grid.columns[first][0] - left),
            abs(sum(grid.columns[last]) - right),
            abs(grid.row_top(row) - top),
            abs(grid.row_top(end) - bottom),
        )
        return _Area(first, last - first + 1, row, end - row, round(off))


def _takes(regions: Sequence[DrawnRegion], deep: Sequence[bool]) -> list[str]:
    """What each region takes: as its name says, else the lead where the head is largest, the second
    where it is next, of those that are `deep` enough; a story with a picture where there is nothing
    else."""
    said = [_said(one) for one in regions]
    open_ = [
        number
        for number, one in enumerate(regions)
        if not said[number] and deep[number] and one.of(HEAD, TEXT, DECK)
    ]
    ranked = sorted(open_, key=lambda at: (-regions[at].headline, -regions[at].bounds.area, at))
    for place in ("lead", "second"):
        if place not in said and ranked:
            said[ranked.pop(0)] = place
    return [
        word or ("story" if one.of(HEAD, TEXT, DECK) else "picture")
        for word, one in zip(said, regions, strict=True)
    ]


def _said(region: DrawnRegion) -> str:
    if region.is_ad:
        return "none"
    words = _NOT_NAME.sub(" ", region.name.casefold()).split()
    return next((word for word in TAKEN if words[:1] == [word]), "")


def _name(region: DrawnRegion, takes: str, taken: set[str]) -> str:
    """A name that a region may have, and that no other has."""
    said = "" if region.name.startswith(":") else region.name
    name = _NOT_NAME.sub("-", said.partition(":")[0].casefold()).strip("-")
    kind = "ad" if region.is_ad else takes
    if not name or not name[0].isalpha():
        name = f"{kind}-{name}".strip("-") if name else kind
    name = name[:_MOST_NAME].rstrip("-")
    numbered = (f"{name[: _MOST_NAME - 4]}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (name, *numbered) if each not in taken)


def _picture(region: DrawnRegion, sheet: _Sheet, columns: int) -> int:
    """How many columns wide the largest picture of a region is; 0 without any."""
    pictures = region.of(PICTURE)
    if not pictures:
        return 0
    wide = sheet.width(max(pictures, key=lambda one: one.bounds.area).bounds.width)
    grid = sheet.grid
    pitch = grid.columns[0][1] + grid.gutter
    return min(columns, max(1, round((wide + grid.gutter) / pitch)))


def _choice(region: GridRegion) -> tuple[int, int, int]:
    """The order in which regions choose: lead, second, then the largest; the index last."""
    order = {"lead": 0, "second": 1, "index": 3, "none": 4}
    return order.get(region.takes, 2), -region.columns * region.rows, region.row


def _mended(regions: Sequence[GridRegion]) -> list[GridRegion]:
    """Regions of which no two have the same cells, none is too shallow, and so many take something
    as may."""
    kept: list[GridRegion] = []
    once: set[str] = set()
    for one in regions:
        region = one
        if region.takes in ("lead", "index") and region.takes in once:
            region = replace(region, takes="story" if region.takes == "lead" else "none")
        if region.takes != "none":
            region = _fitted(region, [each for each in kept if each.takes != "none"])
            once.add(region.takes)
        kept.append(region)
    return kept


def _fitted(region: GridRegion, before: Sequence[GridRegion]) -> GridRegion:
    """A region beside those that chose before it, or one that takes nothing, with the reason."""
    if len(before) >= _MOST_TAKING:
        return replace(region, takes="none", why=f"a dummy has {_MOST_TAKING} regions at most")
    for other in before:
        if region.covers(other):
            region = _given_way(region, other)
            if region.covers(other):
                return replace(region, takes="none", why=f'"{other.name}" stands there')
    both = [
        each for each in before if each.foot and each.row > 0 and region.foot and region.row > 0
    ]
    if any(region.shares_columns(other) for other in both):
        region = replace(region, foot=False)
    if region.rows < LEAST_ROWS:
        return replace(region, takes="none", why=f"{region.rows} rows are too few for a story")
    return region


def _given_way(region: GridRegion, other: GridRegion) -> GridRegion:
    """A region without the few rows that it has in common with another."""
    end, others_end = region.row + region.rows, other.row + other.rows
    if region.row >= other.row and others_end - region.row <= _GIVES:
        return replace(region, row=others_end, rows=max(0, end - others_end), top=False)
    if region.row <= other.row and end - other.row <= _GIVES:
        return replace(region, rows=other.row - region.row, foot=False)
    return region
