"""What a PDF cannot say of an edition: where the plan put stories and ads. Millipoints, from the
top left; the sums are done here again, from the grid's numbers."""

from __future__ import annotations

from dataclasses import dataclass

AIR = 2
LEAST = 7  # rows: a column with less over its ads stays white


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle by its edges."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, x: float, y: float, slack: int = 300) -> bool:
        across = self.left - slack <= x <= self.right + slack
        return across and self.top - slack <= y <= self.bottom + slack

    @property
    def area(self) -> int:
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Facts:
    """A page: its trim, the edges of its columns, where editorial space begins and where it ends in
    each column; the places of its stories by slug, and of ads sold and of the house's own."""

    number: int
    trim: tuple[int, int]
    columns: tuple[tuple[int, int], ...]
    leading: int
    top: int
    feet: tuple[int, ...]
    stories: tuple[tuple[str, Place], ...]
    ads: tuple[Place, ...]
    house: tuple[Place, ...]
    opens: bool


def facts_of(made) -> tuple[Facts, ...]:
    """All pages of a made edition."""
    pages = []
    before = None
    for page, sheet, plan in zip(
        made.document.pages, made.stacked.pages, made.plan.pages, strict=True
    ):
        grid = page.grid
        edges = tuple((x, x + width) for x, width in grid.columns)

        def place(tile, edges=edges, grid=grid):
            left, right = edges[tile.column][0], edges[tile.column + tile.columns - 1][1]
            top = grid.live.y + tile.row * grid.leading
            return Place(left, top, right, top + tile.rows * grid.leading)

        sold = made.stacked.plan.on(sheet.number)
        feet = [sheet.rows] * sheet.columns
        for ad in sold:
            for column in range(ad.column, ad.column + ad.columns):
                feet[column] = min(feet[column], ad.row)
        feet = [foot if foot - sheet.first_row + AIR >= LEAST else sheet.first_row for foot in feet]
        pages.append(
            Facts(
                sheet.number,
                grid.trim,
                edges,
                grid.leading,
                grid.live.y + sheet.first_row * grid.leading,
                tuple(grid.live.y + foot * grid.leading for foot in feet),
                tuple((one.id.removesuffix(">"), place(one.tile)) for one in plan.placed),
                tuple(map(place, sold)),
                tuple(map(place, plan.fillers)),
                sheet.section != before,
            )
        )
        before = sheet.section
    return tuple(pages)
