"""Variables of the integer program for the story: its width and legs on each page, and its end.

On every solved page it runs (fills its columns down to what stands below, and goes on), ends
(level legs), or is over.

    runs   ┌───────────────────────┬─────┐      ends   ┌───────────────────┬─────────┐
           │ head                  │ mod │             │ head              │ module  │
           ├─────┬─────┬─────┬─────┤     │             ├────┬────┬────┬────┤         │
           │ leg │ leg │ leg │ leg ├─────┤             │ leg│ leg│ leg│ leg├─────────┤
           │     │     ├─────┴─────┤ mod │             ├────┴────┴────┴────┤ module  │
           │     │     │ ad        │     │             │ ad                │         │
           └─────┴─────┴───────────┴─────┘             └───────────────────┴─────────┘
"""

from __future__ import annotations

from dataclasses import dataclass

from slots.lone_story.item_variables import Box, covering, stand_rows
from slots.lone_story.items import CopyShape
from slots.lone_story.pages_to_solve import StoryTask, full_capacity
from slots.prices_of_taste import AlonePrices
from slots.solver import Program, Sum, total


@dataclass(frozen=True, slots=True)
class Mode:
    """The story on a page at one width, running or ending there."""

    head: CopyShape
    ends: bool
    chosen: Sum


@dataclass(frozen=True, slots=True)
class StoryHole:
    """The story on one page. `inside`, `legs`, `bottoms` are by column: whether the story is in it,
    its body rows, and the row below it (the first row of the page where the story is not).

    `level` is the depth of level legs, `poured` the body rows of a page that runs on, `short` and
    `long` by how much the worst leg misses the range of good legs.
    """

    modes: tuple[Mode, ...]
    over: Sum
    inside: tuple[Sum, ...]
    legs: tuple[Sum, ...]
    bottoms: tuple[Sum, ...]
    foot: Sum
    level: Sum
    poured: Sum
    short: Sum
    long: Sum


@dataclass(frozen=True, slots=True)
class Flow:
    """The story on all solved pages, and on the text page at the end (None: there is none).

    `growth` is by how many rows copyfitting must make the body longer.
    """

    holes: tuple[StoryHole, ...]
    tail: Sum | None
    tail_short: Sum
    tail_long: Sum
    growth: Sum


def add_flow(program: Program, task: StoryTask) -> Flow:
    """The story over all pages: every row of it on one of them, in order, without a gap."""
    holes = tuple(_add_hole(program, task, page) for page in range(len(task.pages)))
    _add_sequence(program, task, holes)
    poured = total(hole.poured for hole in holes)
    poured += sum(full_capacity(task.copy, space) for space in task.full_pages)
    rest = task.copy.rows - poured
    growth = program.whole(0, task.copy.spare)
    if task.tail:
        program.least(rest, 1)
        return _add_tail(program, task, holes, rest, growth)
    for hole in holes:
        for mode in hole.modes:
            if mode.ends:
                _add_level(program, hole, mode, rest, growth)
            else:
                program.least(rest, 1, [mode.chosen])
    _add_fullness(program, task, holes[-1], growth)
    return Flow(holes, None, Sum(), Sum(), growth)


def _add_tail(
    program: Program, task: StoryTask, holes: tuple[StoryHole, ...], rest: Sum, growth: Sum
) -> Flow:
    assert task.tail
    columns, depth = task.tail.columns, task.tail.depth - task.copy.turn_rows
    level = program.whole(0, depth)
    program.least(level * columns, rest)
    program.most(level * columns, rest + growth + columns - 1)
    full = program.choice()
    program.equal(level, depth, [full])
    program.equal(growth, 0, [1 - full])
    prices = task.copy.prices
    short, long = program.whole(0, prices.short_below), program.whole(0, depth)
    program.least(short, prices.short_below - level)
    program.least(long, level - prices.long_from)
    return Flow(holes, level, short, long, growth)


def _add_fullness(program: Program, task: StoryTask, last: StoryHole, growth: Sum) -> None:
    """Copyfitting makes the body longer to fill a page to its foot, and for nothing else."""
    full = program.choice()
    program.equal(last.foot, task.spaces[-1].rows, [full])
    for mode in last.modes:
        if mode.ends:
            program.equal(growth, 0, [1 - full, mode.chosen])


def _add_level(program: Program, hole: StoryHole, mode: Mode, rest: Sum, growth: Sum) -> None:
    """Level legs hold what is left; the last one may end up to columns - 1 rows short of them."""
    columns = mode.head.columns
    program.least(hole.level * columns, rest, [mode.chosen])
    program.most(hole.level * columns, rest + growth + (columns - 1), [mode.chosen])
    for leg in hole.legs[:columns]:
        program.equal(leg, hole.level, [mode.chosen])


def _add_hole(program: Program, task: StoryTask, page: int) -> StoryHole:
    space = task.pages[page]
    modes, over = _add_modes(program, task, page)
    inside = tuple(program.choice() for _ in range(space.columns))
    legs = tuple(program.whole(0, space.depth) for _ in inside)
    last = task.solved[page] == len(task.spaces) - 1
    foot = program.whole(space.first_row, space.rows) if last else Sum((), space.rows)
    bottoms = tuple(
        space.first_row + leg + total(m.chosen * m.head.head_rows for m in _over(modes, column))
        for column, leg in enumerate(legs)
    )
    level, poured = (program.whole(0, space.depth * n) for n in (1, space.columns))
    short, long = program.whole(0, task.copy.prices.short_below), program.whole(0, space.depth)
    hole = StoryHole(modes, over, inside, legs, bottoms, foot, level, poured, short, long)
    _add_legs(program, hole, space.depth, task.copy.prices)
    _add_pouring(program, task, hole)
    return hole


def _add_modes(program: Program, task: StoryTask, page: int) -> tuple[tuple[Mode, ...], Sum]:
    """One choice for each width and for whether the story ends here; or it is over."""
    endings = (False, True) if page in task.ends else (False,)
    modes = tuple(
        Mode(head, ends, program.choice()) for ends in endings for head in task.heads(page)
    )
    over = program.choice()
    program.exactly_one([over, *(mode.chosen for mode in modes)])
    return modes, over


def _add_legs(program: Program, hole: StoryHole, depth: int, prices: AlonePrices) -> None:
    """Legs stand inside the story's width and above the foot; the worst of them counts."""
    for column, leg in enumerate(hole.legs):
        inside = hole.inside[column]
        program.equal(inside, total(m.chosen for m in _over(hole.modes, column)))
        program.most(leg, inside * depth)
        program.most(hole.bottoms[column], hole.foot)
        program.least(hole.short, prices.short_below - leg, [inside])
        program.least(hole.long, leg - prices.long_from, [inside])


def _over(modes: tuple[Mode, ...], column: int) -> tuple[Mode, ...]:
    return tuple(mode for mode in modes if mode.head.columns > column)


def _add_pouring(program: Program, task: StoryTask, hole: StoryHole) -> None:
    """A page that runs on takes all body its legs hold, but for the jump line in the last one."""
    jump_rows = task.copy.jump_rows
    runs = total(mode.chosen for mode in hole.modes if not mode.ends)
    running = program.choice()
    program.equal(running, runs)
    program.equal(hole.poured, total(hole.legs) - jump_rows, [running])
    program.equal(hole.poured, 0, [1 - running])
    for mode in hole.modes:
        if not mode.ends:
            program.least(hole.legs[mode.head.columns - 1], jump_rows, [mode.chosen])


def _add_sequence(program: Program, task: StoryTask, holes: tuple[StoryHole, ...]) -> None:
    """The story runs until it ends, and is over on all pages after that."""
    ends = [total(mode.chosen for mode in hole.modes if mode.ends) for hole in holes]
    if not task.tail:
        program.equal(total(ends), 1)
    for page, hole in enumerate(holes):
        program.equal(hole.over, total(ends[:page]))


def add_clearance(program: Program, task: StoryTask, boxes: tuple[Box, ...], flow: Flow) -> None:
    """Items stand below the story's legs and above the foot; no column holds more than it has."""
    for page, hole in enumerate(flow.holes):
        for column, bottom in enumerate(hole.bottoms):
            load: list[Sum] = []
            for box in boxes:
                stands = covering(task, box, page, column)
                load += [stand_rows(task, stand) for stand in stands]
                for stand in stands:
                    program.least(box.row, bottom, [stand.chosen])
            program.most(total(load) + bottom, hole.foot)
        for box in boxes:
            program.most(box.bottom, hole.foot, [box.on[page]])
        program.any_of([*(box.on[page] for box in boxes), 1 - hole.over])


def add_hangs(program: Program, task: StoryTask, box: Box, flow: Flow) -> list[Sum]:
    """The choices of how a module hangs on the story: directly beside it, or directly under it."""
    hangs: list[Sum] = []
    for page, hole in enumerate(flow.holes):
        offset = task.offsets[page]
        for mode in hole.modes:
            if mode.head.columns < task.pages[page].columns:
                hangs.append(_add_beside(program, box, hole, mode, offset))
            if mode.ends:
                hangs.append(_add_under(program, box, hole, mode, offset))
    return hangs


def _add_beside(program: Program, box: Box, hole: StoryHole, mode: Mode, offset: int) -> Sum:
    choice = program.choice()
    columns = mode.head.columns
    program.any_of([mode.chosen], [choice])
    program.equal(box.left, offset + columns, [choice])
    program.most(box.row + 1, hole.bottoms[columns - 1], [choice])
    return choice


def _add_under(program: Program, box: Box, hole: StoryHole, mode: Mode, offset: int) -> Sum:
    choice = program.choice()
    program.any_of([mode.chosen], [choice])
    program.equal(box.row, hole.bottoms[0], [choice])
    program.least(box.left, offset, [choice])
    program.most(box.left + 1, offset + mode.head.columns, [choice])
    return choice
