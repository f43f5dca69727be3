"""The problem of a story on n pages, and which of them the solver makes up; and the story poured
over pages whose items stand already.

Pages outside `solved` hold nothing but text and need no decision: those in the middle are full,
the last one is level. All columns of the solved pages stand side by side in one row of columns,

    page 1: columns 0 .. 5 │ page 2: columns 6 .. 11 │ ...

so that one number gives page and column at once. Pouring fills each page down to what stands on it,
until one takes the rest in level legs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from slots.lone_story.items import CopyShape, PageSpace, StackItem, StoryCopy
from slots.lone_story.page_plan import Leg, PagePlan, StackedItem, StoryArea
from slots.lone_story.plan_cost import cost

Spaces = Callable[[int], PageSpace]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for an item in one of its shapes: page (index into `solved`) and first column."""

    item: int
    shape: int
    page: int
    column: int


@dataclass(frozen=True, slots=True)
class StoryTask:
    """A story and items for pages `spaces`; the solver makes up the pages at indices `solved`."""

    copy: StoryCopy
    items: tuple[StackItem, ...]
    spaces: tuple[PageSpace, ...]
    solved: tuple[int, ...]

    def __post_init__(self) -> None:
        assert self.solved[0] == 0 and self.solved == tuple(sorted(self.solved)), self.solved

    @property
    def pages(self) -> tuple[PageSpace, ...]:
        """The pages the solver makes up."""
        return tuple(self.spaces[index] for index in self.solved)

    @property
    def offsets(self) -> tuple[int, ...]:
        """The first column of each solved page in the row of all columns."""
        pages = self.pages
        return tuple(sum(page.columns for page in pages[:index]) for index in range(len(pages)))

    @property
    def columns(self) -> int:
        """Columns of all solved pages."""
        return sum(page.columns for page in self.pages)

    @property
    def rows(self) -> int:
        """Rows of the deepest page."""
        return max(page.rows for page in self.pages)

    @property
    def tail(self) -> PageSpace | None:
        """The last page, if it is text only."""
        return None if len(self.spaces) - 1 in self.solved else self.spaces[-1]

    @property
    def ends(self) -> tuple[int, ...]:
        """Solved pages (indices into `solved`) on which the story may end: those after which no
        text page comes."""
        if self.tail:
            return ()
        last, solved = len(self.spaces) - 1, len(self.solved) - 1
        return tuple(i for i, page in enumerate(self.solved) if last - page == solved - i)

    @property
    def full_pages(self) -> tuple[PageSpace, ...]:
        """Text-only pages that the story fills from head to foot."""
        last = len(self.spaces) - 1
        indices = [index for index in range(last) if index not in set(self.solved)]
        return tuple(self.spaces[index] for index in indices)

    def heads(self, page: int) -> tuple[CopyShape, ...]:
        """The widths the story can have on a solved page, with the rows its head takes there."""
        return heads(self.copy, self.pages[page], page == 0)

    def spots(self, item: int) -> tuple[Spot, ...]:
        """Every page and column an item can stand at in every shape."""
        wanted = self.items[item]
        last = self.spaces[-1].number
        return tuple(
            Spot(item, index, page, column)
            for page, space in enumerate(self.pages)
            if wanted.pages.include(space.number, last)
            for index, shape in enumerate(wanted.shapes)
            if shape.rows <= space.depth
            for column in range(space.columns - shape.columns + 1)
        )


def heads(copy: StoryCopy, space: PageSpace, opens: bool) -> tuple[CopyShape, ...]:
    """Widths that the story may have on a page: those of its shapes where it opens, any where it
    turns."""
    if opens:
        shapes = copy.shapes
    else:
        widths = range(1, space.columns + 1)
        shapes = tuple(CopyShape(width, copy.turn_rows) for width in widths)
    # Where there is body, one row of it must follow the head even above a jump line.
    room = space.depth - (copy.jump_rows + 1 if copy.rows else 0)
    return tuple(s for s in shapes if s.columns <= space.columns and s.head_rows <= room)


def full_capacity(copy: StoryCopy, space: PageSpace) -> int:
    """Body rows of a page that the story fills from head to foot before it goes on to the next."""
    return space.columns * (space.depth - copy.turn_rows) - copy.jump_rows


def _level_rows(rows: int, columns: int) -> int:
    """How deep `rows` of body are in level legs."""
    return -(-rows // columns)


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
    """The pages of a story without items, under the head that makes for the cheapest plan."""
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
    if _level_rows(rest, columns) > room:
        return None
    return room if _level_rows(rest + copy.spare, columns) >= room else _level_rows(rest, columns)


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
