"""What lies on a page where, for the overlay: points from the top left corner of the trim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.makeup.edition.shapes.item import is_rail, story_of
from layout.makeup.edition.shapes.news_hole import hole_of
from layout.page.grid import Area, Grid
from layout.page.rect import Rect

if TYPE_CHECKING:
    from layout.desk.preview.print.make.made_edition import Made
    from layout.edition.make_edition import Newspaper
    from layout.makeup.edition.tiling.section_layout import Tile
    from layout.page.document import Fragment, Page


def geometry_of(made: Made, number: int) -> dict[str, Any] | None:
    """The overlay of a page; None where there is no such page."""
    page = made.pages.get(number)
    if page is None:
        return None
    return {
        "number": number,
        "revision": made.revisions[number],
        "section": page.section,
        "width": points(page.grid.trim[0]),
        "height": points(page.grid.trim[1]),
        "grid": _grid(page.grid),
        "legs": [
            {
                "number": place,
                "story": leg.story,
                "rect": rect_data(leg.rect),
                "rows": leg.rows,
                "filled": leg.filled,
            }
            for place, leg in enumerate(page.legs, 1)
        ],
        "areas": [
            {
                "role": fragment.role,
                "story": fragment.story,
                "rect": rect_data(fragment.rect),
                "type": rect_data(_type_in(fragment)),
                "lines": len(fragment.lines),
            }
            for fragment in page.fragments
        ],
        "boxes": [
            {"id": box.id, "role": box.role, "rect": rect_data(box.rect)} for box in page.boxes
        ],
        "images": [
            {
                "id": image.id,
                "role": image.role,
                "story": image.story,
                "rect": rect_data(image.rect),
                "alternative": image.alternative,
            }
            for image in page.images
        ],
        "parts": _parts(made.newspaper, page) if made.newspaper else [],
        "ads": _ads(page),
        "holes": _holes(made.newspaper, page) if made.newspaper else [],
        "stack": _stack(made.newspaper, page) if made.newspaper else [],
        "stories": list(dict.fromkeys(_stories(page))),
    }


def points(millipoints: int) -> float:
    """A length in points."""
    return millipoints / 1000


def rect_data(rect: Rect) -> list[float]:
    """x, y, width and height in points."""
    return [points(side) for side in (rect.x, rect.y, rect.width, rect.height)]


def _type_in(fragment: Fragment) -> Rect:
    """The part of a fragment's rectangle that its own lines take: fragments of a head share one."""
    lines, rect = fragment.lines, fragment.rect
    if not lines:
        return rect
    heights = [max((word.size for word in one.line.words), default=0) for one in lines]
    top = min(one.baseline - high * 4 // 5 for one, high in zip(lines, heights, strict=True))
    foot = max(one.baseline + high // 4 for one, high in zip(lines, heights, strict=True))
    left = min(one.x + one.line.indent for one in lines)
    right = max(one.x + one.line.indent + one.line.width for one in lines)
    return Rect(left, top, right - left, foot - top)


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "columns": [[points(x), points(width)] for x, width in grid.columns],
        "live": rect_data(grid.live),
        "rows": grid.rows,
        "leading": points(grid.leading),
        "gutter": points(grid.gutter),
        "baseline": points(grid.baseline(0)),
    }


def _ads(page: Page) -> list[dict[str, Any]]:
    """The ads that were booked, and those of the house: `house` is the name of such a one ("" for
    all others)."""
    artwork = [(image.id, image.rect, False, "") for image in page.images if image.role == "ad"]
    frames = [(box.id, box.rect, True, box.house_ad) for box in page.boxes if box.role == "ad"]
    return [
        {
            "id": name,
            "rect": rect_data(rect),
            "house": house,
            "waiting": frame and not house,
        }
        for name, rect, frame, house in (*artwork, *frames)
    ]


def _holes(newspaper: Newspaper, page: Page) -> list[list[float]]:
    """The news hole: a rectangle for each stretch of columns of one depth."""
    from itertools import groupby

    stacked = newspaper.stacked
    there = next(one for one in stacked.pages if one.number == page.number)
    hole = hole_of(there, stacked.plan.on(page.number))
    found = []
    for floor, columns in groupby(range(hole.columns), key=hole.floors.__getitem__):
        across = tuple(columns)
        if floor:
            area = Area(across[0], hole.top, len(across), floor)
            found.append(rect_data(page.grid.rect(area)))
    return found


def _parts(newspaper: Newspaper, page: Page) -> list[dict[str, Any]]:
    """The stories that stand by themselves, or parts of them, by columns and rows of the grid, air
    included; `rest` where one is a part after the first."""
    there = next((one for one in newspaper.plan.pages if one.page == page.number), None)
    return [
        {
            "story": story_of(one.id),
            "rest": one.turned,
            "column": one.tile.column,
            "row": one.tile.row,
            "columns": one.tile.columns,
            "rows": one.tile.rows,
            "rect": rect_data(page.grid.rect(_area(one.tile))),
        }
        for one in (there.placed if there else ())
        if one.article and not is_rail(one.id)
    ]


def _area(tile: Tile) -> Area:
    return Area(tile.column, tile.row, tile.columns, tile.rows)


def _stack(newspaper: Newspaper, page: Page) -> list[dict[str, Any]]:
    """The cells that the stack takes, air included, by ad."""
    return [
        {
            "id": place.id,
            "rect": rect_data(
                page.grid.rect(Area(place.column, place.row, place.columns, place.rows))
            ),
        }
        for place in newspaper.stacked.plan.on(page.number)
    ]


def _stories(page: Page) -> list[str]:
    """The stories on a page, in reading order; second parts too."""
    fragments = [fragment.story for fragment in page.fragments if fragment.story]
    return [*fragments, *(leg.story for leg in page.legs)]
