"""Variables of the integer program for ads and modules: spot, shape, stretch, what each rests on.

┌───────┐            ┌───────┐      an ad rests on the foot of the page or, over its whole
│ ad    │            │ ad    │      width, on one other ad; a module rests on anything,
├───────┴───┐    ┌───┴───┐   │      on the foot, or hangs on the story: directly beside it
│ ad        │    │ ad    │ ✗ │      or under it
└───────────┘    └───────┘
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from slots.lone_story.pages_to_solve import Spot, StoryTask
from slots.solver import Program, Sum, total


@dataclass(frozen=True, slots=True)
class Stand:
    """One spot, whether the item stands there, and by how many rows it is stretched there."""

    spot: Spot
    chosen: Sum
    stretch: Sum


@dataclass(frozen=True, slots=True)
class Box:
    """An item's edges. `left` and `right` count in the row of all columns; `on` by solved page."""

    item: int
    is_ad: bool
    stands: tuple[Stand, ...]
    on: tuple[Sum, ...]
    left: Sum
    right: Sum
    row: Sum
    bottom: Sum

    @property
    def stretch(self) -> Sum:
        """Rows it is deeper than its shape's least depth."""
        return total(stand.stretch for stand in self.stands)


def add_boxes(program: Program, task: StoryTask) -> tuple[Box, ...]:
    """The edges of every item, which stands in exactly one spot, none over another."""
    boxes = tuple(_add_box(program, task, index) for index in range(len(task.items)))
    across, down = [], []
    for box in boxes:
        columns, rows = program.whole(1, task.columns), program.whole(1, task.rows)
        across.append(program.span(box.left, columns, box.right))
        down.append(program.span(box.row, rows, box.bottom))
        program.equal(columns, _box_columns(task, box))
        program.equal(rows, box_rows(task, box))
    program.apart(across, down)
    return boxes


def _add_box(program: Program, task: StoryTask, item: int) -> Box:
    stands = tuple(_add_stand(program, task, spot) for spot in task.spots(item))
    program.exactly_one(stand.chosen for stand in stands)
    on = tuple(program.choice() for _ in task.pages)
    for page, choice in enumerate(on):
        program.equal(choice, total(s.chosen for s in stands if s.spot.page == page))
    left, right = (program.whole(0, task.columns) for _ in range(2))
    row, bottom = (program.whole(0, task.rows) for _ in range(2))
    offsets = task.offsets
    program.equal(left, total(s.chosen * (offsets[s.spot.page] + s.spot.column) for s in stands))
    firsts = total(on[i] * page.first_row for i, page in enumerate(task.pages))
    program.least(row, firsts)
    is_ad = task.items[item].kind == "ad"
    return Box(item, is_ad, stands, on, left, right, row, bottom)


def _add_stand(program: Program, task: StoryTask, spot: Spot) -> Stand:
    shape = task.items[spot.item].shapes[spot.shape]
    chosen = program.choice()
    most = min(shape.stretch, task.pages[spot.page].depth - shape.rows)
    if not most:
        return Stand(spot, chosen, Sum())
    stretch = program.whole(0, most)
    program.most(stretch, chosen * most)
    return Stand(spot, chosen, stretch)


def _box_columns(task: StoryTask, box: Box) -> Sum:
    """An item's width in columns."""
    shapes = task.items[box.item].shapes
    return total(stand.chosen * shapes[stand.spot.shape].columns for stand in box.stands)


def box_rows(task: StoryTask, box: Box) -> Sum:
    """An item's depth in rows."""
    return total(stand_rows(task, stand) for stand in box.stands)


def stand_rows(task: StoryTask, stand: Stand) -> Sum:
    """The item's depth in rows if it stands at this spot, else 0."""
    shape = task.items[stand.spot.item].shapes[stand.spot.shape]
    return stand.chosen * shape.rows + stand.stretch


def area(task: StoryTask, boxes: Iterable[Box]) -> Sum:
    """All cells the items cover."""
    return total(
        stand_rows(task, stand) * task.items[box.item].shapes[stand.spot.shape].columns
        for box in boxes
        for stand in box.stands
    )


def covering(task: StoryTask, box: Box, page: int, column: int) -> tuple[Stand, ...]:
    """The spots of an item that cover one column of a page."""
    shapes = task.items[box.item].shapes
    return tuple(
        stand
        for stand in box.stands
        if stand.spot.page == page
        and 0 <= column - stand.spot.column < shapes[stand.spot.shape].columns
    )


def add_rests(program: Program, boxes: tuple[Box, ...], feet: tuple[Sum, ...]) -> list[list[Sum]]:
    """For each item the choices of what it may rest on: the foot of its page, or other items.

    The caller adds what else may hold it, and requires that one is chosen.
    """
    rests: list[list[Sum]] = [[_add_foot(program, box, feet)] for box in boxes]
    for one, other in combinations(range(len(boxes)), 2):
        for above, below in ((one, other), (other, one)):
            if boxes[below].is_ad or not boxes[above].is_ad:
                rests[above].append(_add_rest(program, boxes[above], boxes[below]))
    return rests


def _add_foot(program: Program, box: Box, feet: tuple[Sum, ...]) -> Sum:
    choice = program.choice()
    for on, foot in zip(box.on, feet, strict=True):
        program.equal(box.bottom, foot, [choice, on])
    return choice


def _add_rest(program: Program, above: Box, below: Box) -> Sum:
    choice = program.choice()
    program.equal(above.bottom, below.row, [choice])
    if above.is_ad:
        program.least(above.left, below.left, [choice])
        program.most(above.right, below.right, [choice])
    else:
        program.most(above.left + 1, below.right, [choice])
        program.most(below.left + 1, above.right, [choice])
    return choice
