"""The problem of a story on n pages, and which of them the solver makes up.

Pages outside `solved` hold nothing but text and need no decision: those in the middle are full,
the last one is level. All columns of the solved pages stand side by side in one row of columns,

    page 1: columns 0 .. 5 │ page 2: columns 6 .. 11 │ ...

so that one number says page and column at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from slots.story_pages.items import CopyShape, PageSpace, StackItem, StoryCopy


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
        """Solved pages (indices into `solved`) the story may end on: no text page comes later."""
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
    """Widths of the story that a page takes: its shapes where it opens, any where it turns."""
    if opens:
        shapes = copy.shapes
    else:
        widths = range(1, space.columns + 1)
        shapes = tuple(CopyShape(width, copy.turn_rows) for width in widths)
    # Where there is body, one row of it must follow the head even above a jump line.
    room = space.depth - (copy.jump_rows + 1 if copy.rows else 0)
    return tuple(s for s in shapes if s.columns <= space.columns and s.head_rows <= room)


def full_capacity(copy: StoryCopy, space: PageSpace) -> int:
    """Body rows of a page that the story fills from head to foot before it goes on."""
    return space.columns * (space.depth - copy.turn_rows) - copy.jump_rows


def level_rows(rows: int, columns: int) -> int:
    """How deep `rows` of body are in level legs."""
    return -(-rows // columns)
