"""Integer program for a story's pages: build it, state its objective, read the plan back.

Solved by OR-Tools CP-SAT (`slots.solver`); its variables are in `item_variables` and
`story_variables`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from slots.lone_story.item_variables import Box, add_boxes, add_rests, area, box_rows
from slots.lone_story.items import PageSpace
from slots.lone_story.page_plan import Leg, PagePlan, StackedItem, StoryArea
from slots.lone_story.pages_to_solve import StoryTask
from slots.lone_story.plan_cost import cost as cost_of
from slots.lone_story.plan_cost import legs_cost, place_cost, price_of_white, side_price
from slots.lone_story.story_variables import Flow, StoryHole, add_clearance, add_flow, add_hangs
from slots.prices_of_taste import AlonePrices
from slots.solver import Answer, Program, Sum, total


@dataclass(frozen=True, slots=True)
class Solution:
    """The plan found (None: there is none, or none was found) and what every plan costs at least.

    `proven`: the plan is optimal, or it is proven that there is none.
    """

    pages: tuple[PagePlan, ...] | None
    objective: int
    bound: int
    proven: bool


def solve(task: StoryTask, work: float) -> Solution:
    """The cheapest plan of a task, or the best found within a limit of deterministic work."""
    if not all(task.spots(item) for item in range(len(task.items))):
        return Solution(None, 0, 0, True)
    program = Program()
    boxes = add_boxes(program, task)
    flow = add_flow(program, task)
    add_clearance(program, task, boxes, flow)
    rests = add_rests(program, boxes, tuple(hole.foot for hole in flow.holes))
    for box, rest in zip(boxes, rests, strict=True):
        hangs = [] if box.is_ad else add_hangs(program, task, box, flow)
        program.any_of([*rest, *hangs])
    piled = total(1 - rest[0] for box, rest in zip(boxes, rests, strict=True) if box.is_ad)
    cost = _cost(program, task, boxes, flow) + piled * task.copy.prices.piled
    answer = program.minimise(cost, work)
    if answer.values is None:
        return Solution(None, 0, 0, answer.proven)
    pages = _read(task, boxes, flow, answer)
    objective = cost_of(task.copy, task.items, pages)
    assert objective == answer.objective or not answer.proven, (objective, answer.objective)
    return Solution(pages, objective, min(answer.bound, objective), answer.proven)


def _cost(program: Program, task: StoryTask, boxes: tuple[Box, ...], flow: Flow) -> Sum:
    white = _white(program, task, boxes, flow) * price_of_white(task.items, task.copy.prices)
    wishes = _leg_wishes(task, flow) + flow.growth * task.copy.prices.growth
    wishes += _places(task, boxes) + _stretches(program, task, boxes)
    return white + wishes + _squared(program, task, boxes) + _order(program, task, boxes)


def _white(program: Program, task: StoryTask, boxes: tuple[Box, ...], flow: Flow) -> Sum:
    """White, times its prices: holes are the cells left between first row and foot, the open foot
    lies below."""
    holes, open_foot = -area(task, boxes), Sum()
    for space, hole in zip(task.pages, flow.holes, strict=True):
        holes += total(hole.foot - bottom for bottom in hole.bottoms)
        open_foot += (space.rows - hole.foot) * space.columns
    if task.tail and flow.tail:
        depth = task.tail.depth - task.copy.turn_rows
        open_foot += (depth - flow.tail) * task.tail.columns
    prices = task.copy.prices
    white = holes * prices.hole + open_foot * prices.open_foot
    return white + _stubs(program, flow, prices) * prices.stub


def _stubs(program: Program, flow: Flow, prices: AlonePrices) -> Sum:
    """Rows that the worst leg of each page is short of the fewest it may decently have."""
    stubs = []
    for short in (*(hole.short for hole in flow.holes), flow.tail_short):
        stub = program.whole(0, prices.stub_below)
        program.least(stub, short - (prices.short_below - prices.stub_below))
        stubs.append(stub)
    return total(stubs)


def _leg_wishes(task: StoryTask, flow: Flow) -> Sum:
    prices = task.copy.prices
    many = total(
        mode.chosen * legs_cost(prices.short_below, 0, mode.head.columns, prices)
        for hole in flow.holes
        for mode in hole.modes
    )
    short = total(hole.short for hole in flow.holes) + flow.tail_short
    long = total(hole.long for hole in flow.holes) + flow.tail_long
    fixed = sum(_full_page_cost(task, space) for space in task.full_pages)
    if task.tail:
        fixed += legs_cost(prices.short_below, 0, task.tail.columns, prices)
    return many + short * prices.short_leg + long * prices.long_leg + fixed


def _full_page_cost(task: StoryTask, space: PageSpace) -> int:
    depth = space.depth - task.copy.turn_rows
    return legs_cost(depth, depth, space.columns, task.copy.prices)


def _places(task: StoryTask, boxes: tuple[Box, ...]) -> Sum:
    costs: list[Sum] = []
    prices = task.copy.prices
    for box in boxes:
        item = task.items[box.item]
        price = side_price(item, task.items, prices)
        for stand in box.stands:
            spot = stand.spot
            columns = item.shapes[spot.shape].columns
            page, late = task.pages[spot.page], task.solved[spot.page]
            cost = place_cost(item, page, spot.column, columns, price, prices)
            costs.append(stand.chosen * (cost + late * prices.later))
        if not box.is_ad:
            firsts = total(box.on[i] * page.first_row for i, page in enumerate(task.pages))
            costs.append((box.row - firsts) * prices.module_down)
    return total(costs)


def _stretches(program: Program, task: StoryTask, boxes: tuple[Box, ...]) -> Sum:
    most = program.whole(0, task.rows)
    modules = [box for box in boxes if not box.is_ad]
    for box in modules:
        program.least(most, box.stretch)
    prices, stretch = task.copy.prices, total(box.stretch for box in modules)
    return stretch * prices.stretch + most * prices.most_stretched


def _squared(program: Program, task: StoryTask, boxes: tuple[Box, ...]) -> Sum:
    depths = [box_rows(task, box) for box in boxes if box.is_ad]
    if len(depths) < 2:
        return Sum()
    deepest, least = program.whole(0, task.rows), program.whole(0, task.rows)
    for depth in depths:
        program.least(deepest, depth)
        program.most(least, depth)
    return (deepest - least) * task.copy.prices.uneven_ads


def _order(program: Program, task: StoryTask, boxes: tuple[Box, ...]) -> Sum:
    """Two of a kind that stand the wrong way round cost; two exactly alike never do."""
    wrong: list[Sum] = []
    for one, other in combinations(boxes, 2):
        if one.is_ad == other.is_ad:
            right = () if _alike(task, one, other) else (1 - program.choice(),)
            wrong += [1 - choice for choice in right]
            program.most(_reading_key(task, one) + 1, _reading_key(task, other), right)
    return total(wrong) * task.copy.prices.wrong_order


def _alike(task: StoryTask, one: Box, other: Box) -> bool:
    """Whether two items differ in nothing but their names: then the first may come first."""
    first, second = task.items[one.item], task.items[other.item]
    return (first.kind, first.shapes, first.side, first.value, first.pages) == (
        second.kind,
        second.shapes,
        second.side,
        second.value,
        second.pages,
    )


def _reading_key(task: StoryTask, box: Box) -> Sum:
    """`slots.lone_story.plan_cost.reading_key` as one number."""
    if box.is_ad:
        return box.left * (task.rows + 1) + box.row
    columns = max(page.columns for page in task.pages)
    places = total(
        stand.chosen * (stand.spot.page * (task.rows + 1) * columns + stand.spot.column)
        for stand in box.stands
    )
    return places + box.row * columns


def _read(
    task: StoryTask, boxes: tuple[Box, ...], flow: Flow, answer: Answer
) -> tuple[PagePlan, ...]:
    plans = {
        index: _read_page(task, boxes, flow.holes[page], page, answer)
        for page, index in enumerate(task.solved)
    }
    tail = None if flow.tail is None else answer(flow.tail)
    return tuple(
        plans[index] if index in plans else _text_page(task, space, tail)
        for index, space in enumerate(task.spaces)
    )


def _text_page(task: StoryTask, space: PageSpace, tail: int | None) -> PagePlan:
    """A page of nothing but text: full, or the last one, with legs `tail` rows deep."""
    turn, ends = task.copy.turn_rows, space is task.spaces[-1]
    depth = tail if ends and tail is not None else space.depth - turn
    top = space.first_row + turn
    legs = tuple(Leg(column, top, top + depth) for column in range(space.columns))
    jump_rows = 0 if ends else task.copy.jump_rows
    story = StoryArea(0, space.first_row, space.columns, turn + depth, turn, legs, jump_rows)
    return PagePlan(space, (), story, top + depth)


def _read_page(
    task: StoryTask, boxes: tuple[Box, ...], hole: StoryHole, page: int, answer: Answer
) -> PagePlan:
    items = tuple(_read_item(task, box, answer) for box in boxes if answer(box.on[page]))
    story = _read_story(task, hole, page, answer)
    return PagePlan(task.pages[page], items, story, answer(hole.foot))


def _read_item(task: StoryTask, box: Box, answer: Answer) -> StackedItem:
    (stand,) = (stand for stand in box.stands if answer(stand.chosen))
    item = task.items[box.item]
    row, columns = answer(box.row), item.shapes[stand.spot.shape].columns
    rows, stretch = answer(box.bottom) - row, answer(stand.stretch)
    return StackedItem(item.id, item.kind, stand.spot.column, row, columns, rows, stretch)


def _read_story(task: StoryTask, hole: StoryHole, page: int, answer: Answer) -> StoryArea | None:
    modes = [mode for mode in hole.modes if answer(mode.chosen)]
    if not modes:
        return None
    (mode,) = modes
    first, head = task.pages[page].first_row, mode.head
    legs = tuple(
        Leg(column, first + head.head_rows, answer(bottom))
        for column, bottom in enumerate(hole.bottoms[: head.columns])
    )
    rows = max(leg.bottom for leg in legs) - first
    jump_rows = 0 if mode.ends else task.copy.jump_rows
    return StoryArea(0, first, head.columns, rows, head.head_rows, legs, jump_rows)
