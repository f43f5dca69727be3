"""Pouring a story over pages whose items stand already; text-only pages need nothing else.

Each page is filled down to what stands on it, until one takes the rest in level legs.
"""

from __future__ import annotations

from collections.abc import Callable

from slots.story_pages.items import CopyShape, PageSpace, StoryCopy
from slots.story_pages.page_plan import Leg, PagePlan, StackedItem, StoryArea
from slots.story_pages.pages_to_solve import heads, level_rows
from slots.story_pages.price import cost

Spaces = Callable[[int], PageSpace]


def pour(
    copy: StoryCopy, piles: tuple[tuple[StackedItem, ...], ...], space: Spaces, head: CopyShape
) -> tuple[PagePlan, ...]:
    """The pages of a story that opens under `head`; `piles` are the items of its first pages.

    Pages count from 1; behind the piles they hold nothing but text, over their full width.
    """
    pages: list[PagePlan] = []
    rest = copy.rows
    while True:
        page = space(len(pages) + 1)
        items = piles[len(pages)] if len(pages) < len(piles) else ()
        shape = CopyShape(page.columns, copy.turn_rows) if pages else head
        room = [row - page.first_row - shape.head_rows for row in skyline(page, items)]
        level = _level_legs(copy, rest, shape.columns, min(room[: shape.columns]))
        if level is not None:
            story = _story_area(page, shape, (level,) * shape.columns)
            return (*pages, _last_page(page, items, story))
        depths = _run(room[: shape.columns], rest - 1 + copy.jump_rows)
        story = _story_area(page, shape, depths, copy.jump_rows)
        pages.append(PagePlan(page, items, story, page.rows))
        assert story.capacity > 0, story
        rest -= story.capacity


def pour_text(copy: StoryCopy, space: Spaces) -> tuple[PagePlan, ...]:
    """The pages of a story that comes alone, under the head that makes the best of them."""
    plans = [pour(copy, (), space, head) for head in heads(copy, space(1), opens=True)]
    return min(plans, key=lambda pages: (len(pages), cost(copy, (), pages)))


def skyline(page: PageSpace, items: tuple[StackedItem, ...]) -> list[int]:
    """The top row of what stands in each column; the foot of the page where nothing does."""
    tops = [page.rows] * page.columns
    for item in items:
        for column in range(item.column, item.right):
            tops[column] = min(tops[column], item.row)
    return tops


def _level_legs(copy: StoryCopy, rest: int, columns: int, room: int) -> int | None:
    """How deep level legs are that hold `rest` rows; None if the room is less.

    Where the rows that copyfitting may add fill the room to its foot, they do; else none is added.
    """
    if level_rows(rest, columns) > room:
        return None
    return room if level_rows(rest + copy.spare, columns) >= room else level_rows(rest, columns)


def _story_area(
    page: PageSpace, shape: CopyShape, depths: tuple[int, ...], jump_rows: int = 0
) -> StoryArea:
    """The story's area on a page from its head and the depths of its legs."""
    top = page.first_row + shape.head_rows
    legs = tuple(Leg(column, top, top + depth) for column, depth in enumerate(depths))
    rows = shape.head_rows + max(depths)
    return StoryArea(0, page.first_row, shape.columns, rows, shape.head_rows, legs, jump_rows)


def _run(room: list[int], most: int) -> tuple[int, ...]:
    """Depths of legs that fill their room, but hold at most `most` rows: something must be left
    for the next page."""
    deepest = max(room)
    while sum(min(depth, deepest) for depth in room) > most:
        deepest -= 1
    return tuple(min(depth, deepest) for depth in room)


def _last_page(page: PageSpace, items: tuple[StackedItem, ...], story: StoryArea) -> PagePlan:
    bottom = page.rows if items else story.row + story.rows
    return PagePlan(page, items, story, bottom)
