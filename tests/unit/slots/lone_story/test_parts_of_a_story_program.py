"""The integer program of a story's pages, part by part, and the story poured without it."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from slots.lone_story.item_variables import add_boxes, add_rests, area, box_rows, covering
from slots.lone_story.items import CopyShape, PageSpace, PageSpaces, Shape, StackItem, StoryCopy
from slots.lone_story.no_page import help_for, misfit, out_of_room, why_refused
from slots.lone_story.page_plan import PagePlan, Stack, StackedItem
from slots.lone_story.pages_to_solve import (
    StoryTask,
    full_capacity,
    heads,
    pour,
    pour_text,
    skyline,
)
from slots.lone_story.plan_cost import cost
from slots.lone_story.program import solve
from slots.lone_story.story_variables import add_clearance, add_flow, add_hangs
from slots.prices_of_taste import OUR_PRICES
from slots.rules.size import Pages
from slots.solver import Program, total

PRICES = OUR_PRICES.alone
ONE = PageSpace(1, 3, 20, 2)
SPACES = PageSpaces(ONE, PageSpace(2, 3, 20, 1))


def copy(rows=12, columns=2, head=4, **more):
    return StoryCopy((CopyShape(columns, head),), rows, **{"turn_rows": 1, "jump_rows": 1, **more})


def item(name="x", kind="ad", columns=1, rows=6, stretch=0, **more):
    return StackItem(name, kind, (Shape(columns, rows, stretch),), **more)


def task(text=None, items=(), count=1, solved=None):
    spaces = tuple(SPACES(n) for n in range(1, count + 1))
    return StoryTask(text or copy(), tuple(items), spaces, solved or tuple(range(count)))


def test_all_columns_stand_side_by_side():
    made = task(count=3, solved=(0, 2))
    assert (made.offsets, made.columns, made.rows) == ((0, 3), 6, 20)
    assert [page.number for page in made.pages] == [1, 3]
    assert [page.number for page in made.full_pages] == [2]
    assert made.tail is None


@pytest.mark.parametrize(
    ("count", "solved", "ends", "tail"),
    [
        (1, (0,), (0,), None),
        (3, (0, 1, 2), (0, 1, 2), None),
        (3, (0, 2), (1,), None),
        (3, (0, 1), (), 3),
    ],
)
def test_a_story_ends_where_no_text_page_comes_later(count, solved, ends, tail):
    made = task(count=count, solved=solved)
    assert made.ends == ends
    assert (made.tail.number if made.tail else None) == tail


def test_an_item_has_every_spot_it_fits_on_pages_it_may_stand_on():
    made = task(items=[item(columns=2, pages=Pages("2")), item("deep", rows=19)], count=2)
    assert {(spot.page, spot.column) for spot in made.spots(0)} == {(1, 0), (1, 1)}
    assert {spot.page for spot in made.spots(1)} == {1}


def test_a_head_leaves_room_for_a_row_of_body_above_a_jump_line():
    deep = StoryCopy((CopyShape(1, 16), CopyShape(2, 17), CopyShape(4, 3)), 9, jump_rows=1)
    assert heads(deep, ONE, opens=True) == (CopyShape(1, 16),)
    assert heads(replace(deep, rows=0), ONE, opens=True) == deep.shapes[:2]
    assert [shape.columns for shape in heads(deep, ONE, opens=False)] == [1, 2, 3]


def test_a_full_page_holds_all_but_its_turn_and_jump_lines():
    assert full_capacity(copy(), SPACES(2)) == 3 * (19 - 1) - 1


def test_the_skyline_is_the_highest_of_what_stands_in_each_column():
    items = (StackedItem("a", "ad", 0, 14, 2, 6), StackedItem("b", "ad", 1, 10, 1, 4))
    assert skyline(ONE, items) == [14, 10, 20]
    assert skyline(ONE, ()) == [20, 20, 20]


@pytest.mark.parametrize("rows", range(0, 120, 7))
def test_every_row_of_the_body_is_poured_once(rows):
    pages = pour(copy(rows), (), SPACES, CopyShape(2, 4))
    held = sum(page.story.capacity for page in pages)
    last = pages[-1].story
    assert rows <= held < rows + last.columns
    assert all(page.foot == page.space.rows for page in pages[:-1])
    assert len({leg.rows for leg in last.legs}) == 1
    assert last.jump_rows == 0 and all(page.story.jump_rows == 1 for page in pages[:-1])


def test_copyfitting_adds_rows_only_to_reach_the_foot():
    """Two legs of fourteen rows end at the foot: 28 rows of body."""
    fitted = pour(copy(25, spare=3), (), SPACES, CopyShape(2, 4))
    assert [leg.bottom for leg in fitted[0].story.legs] == [20, 20]
    short = pour(copy(20, spare=3), (), SPACES, CopyShape(2, 4))
    assert [leg.bottom for leg in short[0].story.legs] == [16, 16]


def test_a_story_pours_around_what_stands_there():
    pile = (StackedItem("a", "ad", 0, 15, 1, 5),)
    (first, second) = pour(copy(40), (pile,), SPACES, CopyShape(2, 4))
    assert [leg.bottom for leg in first.story.legs] == [15, 20]
    assert first.story.capacity == 9 + 14 - 1
    assert second.story.capacity >= 0


def test_the_best_of_all_heads_is_taken_for_a_story_alone():
    text = StoryCopy((CopyShape(1, 6), CopyShape(2, 4), CopyShape(3, 3)), 40, 0, 1, 1)
    plans = [pour(text, (), SPACES, head) for head in text.shapes]
    chosen = pour_text(text, SPACES)
    fewest = min(map(len, plans))
    assert len(chosen) == fewest
    assert cost(text, (), chosen) == min(cost(text, (), p) for p in plans if len(p) == fewest)


def boxes_of(items, costs):
    """The edges of items when their cost is least, and the program's answer."""
    program, made = Program(), task(items=items)
    boxes = add_boxes(program, made)
    answer = program.minimise(costs(made, boxes), 1.0)
    assert answer.values is not None and answer.proven
    return made, boxes, answer


def test_boxes_never_overlap_and_stay_on_the_page():
    items = [item("a", columns=2, rows=9), item("b", columns=2, rows=9), item("c", rows=18)]
    made, boxes, answer = boxes_of(items, lambda made, boxes: total(box.row for box in boxes))
    cells = [
        (column, row)
        for box in boxes
        for column in range(answer(box.left), answer(box.right))
        for row in range(answer(box.row), answer(box.bottom))
    ]
    assert len(cells) == len(set(cells)) == answer(area(made, boxes)) == 54
    assert set(cells) <= set(product(range(3), range(2, 20)))


def test_a_box_is_as_deep_as_its_shape_and_what_it_is_stretched_by():
    made, (box,), answer = boxes_of(
        [item(rows=10, stretch=20, kind="module")], lambda made, boxes: -boxes[0].stretch
    )
    assert answer(box.stretch) == 8  # the page has 18 rows
    assert answer(box_rows(made, box)) == answer(box.bottom) - answer(box.row) == 18


def test_the_spots_that_cover_a_column():
    made = task(items=[item(columns=2)])
    (box,) = add_boxes(Program(), made)
    assert [s.spot.column for s in covering(made, box, 0, 1)] == [0, 1]
    assert [s.spot.column for s in covering(made, box, 0, 2)] == [1]
    assert covering(made, box, 1, 1) == ()


def test_an_ad_rests_on_the_foot_or_wholly_on_another_ad():
    items = [item("wide", columns=2, rows=4), item("small", rows=4), item("box", "module", rows=4)]
    program, made = Program(), task(items=items)
    boxes = add_boxes(program, made)
    foot = total([]) + 20
    rests = add_rests(program, boxes, (foot,))
    assert [len(rest) for rest in rests] == [2, 2, 3]
    for rest in rests:
        program.any_of(rest)
    answer = program.minimise(total(box.row for box in boxes), 1.0)
    wide, small, _ = boxes
    assert {answer(box.bottom) for box in boxes} == {20, 16, 12}
    over = (wide, small) if answer(wide.bottom) < answer(small.bottom) else (small, wide)
    assert over == (small, wide)
    assert answer(wide.left) <= answer(small.left) < answer(small.right) <= answer(wide.right)


def flow_of(text, count=1, solved=None):
    program, made = Program(), task(text, (), count, solved)
    flow = add_flow(program, made)
    add_clearance(program, made, (), flow)
    return program, made, flow


def test_a_story_fills_level_legs_where_it_ends():
    program, _, flow = flow_of(copy(13))
    (hole,) = flow.holes
    answer = program.minimise(hole.foot, 1.0)
    assert [answer(leg) for leg in hole.legs] == [7, 7, 0]
    assert [answer(inside) for inside in hole.inside] == [1, 1, 0]
    assert [answer(bottom) for bottom in hole.bottoms] == [13, 13, 2]
    assert answer(hole.foot) == 13


def test_rows_on_all_pages_are_those_of_the_body():
    program, _, flow = flow_of(copy(60), 2)
    first, second = flow.holes
    answer = program.minimise(second.foot, 1.0)
    assert answer(first.poured) == 2 * 14 - 1
    assert [answer(mode.chosen) for mode in first.modes if not mode.ends] == [1]
    columns = sum(answer(inside) for inside in second.inside)
    assert 60 - 27 <= answer(second.level) * columns < 60 - 27 + columns
    assert answer(second.over) == 0


def test_a_story_too_long_for_its_pages_has_no_plan():
    program, _, flow = flow_of(copy(200), 2)
    answer = program.minimise(flow.holes[-1].foot, 1.0)
    assert (answer.values, answer.proven) == (None, True)


def test_the_text_page_at_the_end_takes_the_rest_in_level_legs():
    program, made, flow = flow_of(copy(27 + 53 + 10), 3, (0,))
    assert [page.number for page in made.full_pages] == [2]
    answer = program.minimise(flow.tail, 1.0)
    assert answer(flow.tail) == 4  # ten rows in three legs
    assert answer(flow.growth) == 0


def test_a_module_hangs_beside_or_under_the_story():
    program, made = Program(), task(copy(10), [item("m", "module", rows=3)])
    boxes = add_boxes(program, made)
    flow = add_flow(program, made)
    add_clearance(program, made, boxes, flow)
    program.any_of(add_hangs(program, made, boxes[0], flow))
    (box,), (hole,) = boxes, flow.holes
    highest = program.minimise(box.row, 1.0)
    assert (highest(box.left), highest(box.row)) == (2, 2)
    lowest = program.minimise(-box.row, 1.0)
    assert lowest(box.row) == lowest(hole.bottoms[0])


def test_a_solution_costs_what_its_plan_does_and_no_less_than_its_bound():
    made = task(copy(20), [item("a", rows=5), item("m", "module", rows=4)])
    solution = solve(made, 5.0)
    assert solution.proven
    assert solution.objective == solution.bound == cost(made.copy, made.items, solution.pages)
    (page,) = solution.pages
    assert {one.id for one in page.items} == {"a", "m"}


@pytest.mark.parametrize(
    "made",
    [
        task(copy(12), [item(columns=4)]),
        task(copy(12), [item(rows=18, columns=3)]),
        task(copy(0, columns=3, head=15), [item(columns=3, rows=9)]),
    ],
)
def test_what_has_no_plan_is_proven_to_have_none(made):
    solution = solve(made, 5.0)
    assert (solution.pages, solution.proven) == (None, True)


@pytest.mark.parametrize(
    ("own", "why", "remedy"),
    [
        (
            item(pages=Pages("9")),
            "slot.a.print.pages alone keeps it out: it asks for pages 9, and has pages 1 to 2 at",
            'let slot.a.print.pages be "any", or name a page that there is',
        ),
        (
            item(columns=4),
            "no page is wide enough: it takes 4 columns, and page 2 has 3 columns",
            "offer 3 columns in slot.a.print.sizes",
        ),
        (
            item(rows=20),
            "no page is deep enough: it takes 20 rows at the least, and page 2 has 19 rows",
            "offer a size of at most 19 rows in slot.a.print.sizes",
        ),
    ],
)
def test_an_item_that_fits_no_empty_page_is_told_what_it_misses(own, why, remedy):
    refusal = misfit(own, (SPACES(1), SPACES(2)))
    assert why_refused(refusal, "a").startswith(why)
    assert help_for(refusal, "a").startswith(remedy)
    assert "a slot's print." in help_for(refusal, "")


def test_any_page_may_be_the_last_one():
    assert misfit(item(pages=Pages("last")), (SPACES(1), SPACES(2))) is None
    assert misfit(item(rows=18), (SPACES(1),)) is None
    assert misfit(item(rows=19), (SPACES(1),)) is not None


@pytest.mark.parametrize("pages", ["any", "1"])
def test_an_item_without_room_is_told_of_what_was_taken_before_it(pages):
    taken = StackedItem("a", "ad", 0, 10, 3, 10)
    plan = Stack((PagePlan(ONE, (taken,), None, 20),), 0, 0, "cp-sat")
    shapes = (Shape(3, 9), Shape(2, 12))
    refusal = out_of_room(StackItem("x", "ad", shapes, pages=Pages(pages)), plan)
    why = why_refused(refusal, "")
    assert why == (
        "no room is left beside a: it needs 2 columns x 12 rows beside head and text, "
        "and there are 24 empty cells on 1 page"
    )
    assert help_for(refusal, "").startswith("take a out, allow a smaller size in")
    assert ("pages be" in help_for(refusal, "")) is (pages != "any")
    alone = out_of_room(item(), Stack((PagePlan(ONE, (), None, 20),), 0, 0, "direct"))
    assert why_refused(alone, "").startswith("no room is left beside the text: ")
