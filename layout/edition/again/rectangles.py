"""The rectangles in which stories stood, for their page to have its shape again.

finished pages ─> each story, part and rail in its rectangle, the best-ranked of a page first
kept with the plan ─> a dummy that has a region for each
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from layout.edition.last_plan import Record, Stood
from layout.makeup.edition.all_pages import EditionPlan
from layout.makeup.edition.choose_settings import PlacedStory
from layout.makeup.edition.decisions.from_dummies import LEADING
from layout.makeup.edition.shapes.item import is_rail, part_of
from layout.makeup.edition.shapes.news_hole import AIR
from layout.publication.decisions.dummies_toml import MOST_REGIONS
from layout.story.decided import BRIEFS, LEAD, NONE, PICTURE
from slots.stacking.task.ad_page import StackPage

_STORY = "story"


def rectangles_in(plan: EditionPlan, pages: Iterable[StackPage]) -> dict[str, Stood]:
    """The rectangles of an edition's stories by their items' ids: page by page, of each the rests
    of others last, and the best-ranked first."""
    first = {page.number: page.first_row for page in pages}
    found = dict[str, Stood]()
    for page in plan.pages:
        top = first[page.page] - AIR
        for one in sorted((one for one in page.placed if one.article), key=_order):
            found[one.id] = _stood(one, top)
    return found


def _order(one: PlacedStory) -> tuple[bool, int, int, int, int]:
    return one.turned, _rank(one), -one.setting.size, one.tile.row, one.tile.column


def _stood(one: PlacedStory, top: int) -> Stood:
    tile, picture = one.tile, (*one.setting.hung.widths, 0)[0]
    at = tile.column + 1, tile.row - top + 1
    return Stood(*at, tile.columns, tile.rows, _rank(one), picture)


def _rank(one: PlacedStory) -> int:
    return one.article.story.rank if one.article else 0


def pages_with_shapes(record: Record) -> tuple[int, ...]:
    """The pages of an edition whose shape is known, in their order."""
    pages = {record.stories.get(name, 0) for name in record.stood if not part_of(name)}
    return tuple(sorted(pages - {0}))


def shape_of(record: Record, page: int) -> dict[str, Any]:
    """The dummy of a page's shape, as the keys of its table in pages.toml: a region for each story
    that began there and for each rail, the best-ranked first, seven at most; the rests of others
    are drawn, and open. Nothing where no story began on the page, or that was not kept."""
    here = {name: one for name, one in record.stood.items() if record.stories.get(name) == page}
    begun = [name for name in here if not part_of(name)][:MOST_REGIONS]
    rests = [name for name in here if part_of(name)]
    if not begun or not record.columns:
        return {}
    names = [(kind, here[name]) for name, kind in zip(begun, _kinds(begun, here), strict=True)]
    names += [(NONE, here[name]) for name in rests]
    regions, count = dict[str, dict[str, Any]](), dict[str, int]()
    for kind, one in names:
        called = "rest" if kind == NONE else kind
        number = count[called] = count.get(called, 0) + 1
        regions[called if number == 1 else f"{called}-{number}"] = _region(kind, one)
    about = f"page {page} of an earlier edition again"
    return {"about": about, "columns": record.columns, "region": regions}


def _kinds(names: list[str], stood: dict[str, Stood]) -> Iterator[str]:
    """What takes the region of each: the best story leads, if it was one to lead a page; one had a
    picture, the others are any."""
    best = next((name for name in names if not is_rail(name)), "")
    for name in names:
        if is_rail(name):
            yield BRIEFS
        elif name == best and stood[name].rank <= LEADING:
            yield LEAD
        else:
            yield PICTURE if stood[name].picture else _STORY


def _region(takes: str, one: Stood) -> dict[str, Any]:
    last = one.column + one.columns - 1
    keys: dict[str, Any] = {
        "takes": takes,
        "columns": one.column if one.columns == 1 else [one.column, last],
        **({"at": "top"} if one.row == 1 else {"row": one.row}),
        "rows": one.rows,
    }
    return {**keys, **({"picture": one.picture} if one.picture and takes != NONE else {})}
