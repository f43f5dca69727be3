"""Bottom-left heuristic: a plan without a solver, each item in the lowest place it can have.

It stands in where CP-SAT finds nothing within its limit, and always ends. The story's first pages
are filled one after the other: ads along the foot, each on the foot or fully on one other ad, then
modules on top; the story is poured over what is left. What its pages do not take stands on pages
behind it.

    ┌────────────────┐
    │ story          │   skyline: the top row of what stands in each column;
    │      ┌───┐     │   an item goes where its own top is lowest, among
    ├──────┤mod├─────┤   equals nearest to the side it wants
    │ ad   │   │ ad  │
    └──────┴───┴─────┘
"""

from __future__ import annotations

from dataclasses import replace

from slots.lone_story.items import PageSpace, Shape, StackItem, StoryCopy
from slots.lone_story.page_plan import PagePlan, StackedItem
from slots.lone_story.pages_to_solve import Spaces, heads, pour, skyline
from slots.lone_story.plan_cost import wanted_side

_STORY_PAGES = 2
"""Items stand on the story's first pages, or behind it, as in the solver's plans."""

_Pile = tuple[StackedItem, ...]


def pile_up(
    copy: StoryCopy, items: tuple[StackItem, ...], space: Spaces, count: int
) -> tuple[PagePlan, ...] | None:
    """A plan of `count` pages with all items, or None where this way of piling takes another
    number."""
    head = max(heads(copy, space(1), opens=True), key=lambda shape: shape.columns)
    left = tuple(sorted(items, key=lambda item: item.kind))
    piles: list[_Pile] = []
    for index in range(min(_STORY_PAGES, count)):
        page = space(index + 1)
        head_rows = copy.turn_rows if index else head.head_rows
        ceiling = page.first_row + head_rows + (copy.jump_rows + 1 if copy.rows else 0)
        pile, left = _fill(page, left, ceiling, space(count).number)
        piles.append(pile)
    pages = list(pour(copy, tuple(piles), space, head))
    behind = piles[len(pages) :]
    while len(pages) < count and (left or any(behind)):
        page = space(len(pages) + 1)
        pile, behind = (behind[0], behind[1:]) if behind else ((), [])
        if not pile:
            pile, left = _fill(page, left, page.first_row, space(count).number)
        pages.append(PagePlan(page, pile, None, page.rows))
    if left or any(behind) or len(pages) != count or not all(p.items or p.story for p in pages):
        return None
    closed = (replace(page, foot=page.space.rows) for page in pages[:-1])
    return (*closed, _raise_foot(pages[-1]))


def _fill(
    page: PageSpace, items: tuple[StackItem, ...], ceiling: int, last: int
) -> tuple[_Pile, tuple[StackItem, ...]]:
    """A page's pile of as many of these items as stand below `ceiling`, and the others."""
    pile: _Pile = ()
    left: list[StackItem] = []
    for item in items:
        placed = (
            _lowest(page, pile, item, ceiling) if item.pages.include(page.number, last) else None
        )
        if placed:
            pile = (*pile, placed)
        else:
            left.append(item)
    return pile, tuple(left)


def _lowest(page: PageSpace, pile: _Pile, item: StackItem, ceiling: int) -> StackedItem | None:
    side = wanted_side(item, page)
    places = [
        placed
        for shape in item.shapes
        for column in range(page.columns - shape.columns + 1)
        if (placed := _drop(page, pile, item, shape, column)) and placed.row >= ceiling
    ]

    def appeal(placed: StackedItem) -> tuple[int, int]:
        return -placed.row, placed.column if side == "left" else page.columns - placed.right

    return min(places, key=appeal, default=None)


def _drop(
    page: PageSpace, pile: _Pile, item: StackItem, shape: Shape, column: int
) -> StackedItem | None:
    """An item let down from `column` on until something holds it; None where that cannot carry it,
    as it is an ad."""
    right = column + shape.columns
    ground = min(skyline(page, pile)[column:right])
    if item.kind == "ad" and ground < page.rows:
        carriers = (one for one in pile if one.kind == "ad" and one.row == ground)
        if not any(one.column <= column and right <= one.right for one in carriers):
            return None
    return StackedItem(item.id, item.kind, column, ground - shape.rows, shape.columns, shape.rows)


def _raise_foot(page: PagePlan) -> PagePlan:
    """The last page with its items moved up to the story: what is left open is at the foot."""
    bottoms = [page.space.first_row] * page.space.columns
    for leg in page.story.legs if page.story else ():
        bottoms[leg.column] = leg.bottom
    tops = skyline(page.space, page.items)
    lift = min(top - bottom for top, bottom in zip(tops, bottoms, strict=True))
    items = tuple(replace(item, row=item.row - lift) for item in page.items)
    return PagePlan(page.space, items, page.story, page.space.rows - lift)
