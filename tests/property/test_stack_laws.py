"""`place_lone_story`: nothing overlaps, floats or gets lost; no plan is better (brute force)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.placement.drawn_prices import drawn_prices

from slots.lone_story.items import CopyShape, PageSpace, PageSpaces, Shape, StackItem, StoryCopy
from slots.lone_story.page_plan import Leg, PagePlan, Stack, StackedItem, StoryArea
from slots.lone_story.place_lone_story import stack
from slots.lone_story.plan_cost import cost, growth
from slots.lone_story.without_solver import pile_up
from slots.prices_of_taste import OUR_PRICES
from slots.rules.size import Pages

few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def shapes(draw, columns, rows, stretch):
    count = draw(st.integers(1, 2))
    return tuple(
        Shape(
            draw(st.integers(1, columns)), draw(st.integers(1, rows)), draw(st.integers(0, stretch))
        )
        for _ in range(count)
    )


@st.composite
def items(draw, most, columns, rows, stretch=2, pages=("any",)):
    return tuple(
        StackItem(
            f"item-{index}",
            draw(st.sampled_from(["ad", "module"])),
            draw(shapes(columns, rows, stretch)),
            draw(st.sampled_from(["outside", "inside", "left", "right", "any"])),
            draw(st.integers(0, 100)),
            Pages(draw(st.sampled_from(pages))),
        )
        for index in range(draw(st.integers(1, most)))
    )


@st.composite
def copies(draw, columns, head_rows, rows):
    widths = sorted({*draw(st.sets(st.integers(1, columns))), columns})
    heads = tuple(CopyShape(width, draw(st.integers(0, head_rows))) for width in widths)
    spare, turn, jump = draw(st.integers(0, 3)), draw(st.integers(0, 1)), draw(st.integers(0, 1))
    return StoryCopy(heads, draw(st.integers(0, rows)), spare, turn, jump)


@st.composite
def makeups(draw, pages=("any",)):
    """A copy, items and pages of a middling size."""
    columns, rows = draw(st.integers(3, 5)), draw(st.integers(12, 24))
    first = PageSpace(1, columns, rows, draw(st.integers(0, 3)))
    following = PageSpace(2, columns, rows, draw(st.integers(0, 1)))
    copy = draw(copies(columns, 5, 150))
    wanted = draw(items(4, columns + 1, rows, 6, pages))
    return copy, wanted, PageSpaces(first, following)


def faults(copy: StoryCopy, wanted: tuple[StackItem, ...], plan: Stack) -> list[str]:
    """Everything that is wrong with a plan; it knows nothing of how plans are made."""
    found = [*_page_faults(plan), *_story_faults(copy, plan)]
    placed = [item for page in plan.pages for item in page.items]
    ids = Counter([item.id for item in placed] + [refusal.slot for refusal in plan.refusals])
    if ids != Counter(item.id for item in wanted):
        found.append(f"items lost or doubled: {ids}")
    by_id = {item.id: item for item in wanted}
    last = plan.pages[-1].space.number
    for page in plan.pages:
        for one in page.items:
            asked = by_id[one.id]
            sizes = [
                (s.columns, s.rows + one.stretch) for s in asked.shapes if one.stretch <= s.stretch
            ]
            if (one.columns, one.rows) not in sizes or one.kind != asked.kind:
                found.append(f"{one.id} has none of its shapes")
            if not asked.pages.include(page.space.number, last):
                found.append(f"{one.id} on a page it may not stand on")
    return found


def _cells(page: PagePlan) -> Counter:
    cells: Counter = Counter()
    for one in page.items:
        cells.update(product(range(one.column, one.right), range(one.row, one.bottom)))
    if page.story:
        story = page.story
        for leg in story.legs:
            cells.update((leg.column, row) for row in range(story.row, leg.bottom))
    return cells


def _page_faults(plan: Stack) -> Iterator[str]:
    for page in plan.pages:
        space, cells = page.space, _cells(page)
        if cells and max(cells.values()) > 1:
            yield f"page {space.number}: overlap"
        free = set(product(range(space.columns), range(space.first_row, page.foot)))
        if not set(cells) <= free:
            yield f"page {space.number}: something stands outside {set(cells) - free}"
        if page.holes != len(free - set(cells)):
            yield f"page {space.number}: holes counted wrongly"
        if page.foot != space.rows and page is not plan.pages[-1]:
            yield f"page {space.number}: open foot"
        if not page.items and not page.story:
            yield f"page {space.number}: empty"
        for one in page.items:
            if not (ad_rests(one, page) if one.kind == "ad" else module_keeps(one, page)):
                yield f"page {space.number}: {one.id} floats"


def ad_rests(ad: StackedItem, page: PagePlan) -> bool:
    on_one = (
        other.kind == "ad"
        and other.row == ad.bottom
        and other.column <= ad.column
        and ad.right <= other.right
        for other in page.items
    )
    return ad.bottom == page.foot or any(on_one)


def module_keeps(module: StackedItem, page: PagePlan) -> bool:
    columns = set(range(module.column, module.right))
    rests = any(
        other.row == module.bottom and columns & set(range(other.column, other.right))
        for other in page.items
    )
    if rests or module.bottom == page.foot or not page.story:
        return rests or module.bottom == page.foot
    story, level = page.story, page.story.legs[-1].bottom
    beside = module.column == story.columns and module.row < level
    ends = len({leg.bottom for leg in story.legs}) == 1
    return beside or (ends and module.row == level and module.column < story.columns)


def _story_faults(copy: StoryCopy, plan: Stack) -> Iterator[str]:
    stories = [page.story for page in plan.pages if page.story]
    running = [bool(page.story) for page in plan.pages]
    if running != sorted(running, reverse=True):
        yield "the story skips a page"
    for index, story in enumerate(stories):
        heads = {s.columns: s.head_rows for s in copy.shapes}
        head_rows = copy.turn_rows if index else heads.get(story.columns)
        if story.head_rows != head_rows or story.row != plan.pages[index].space.first_row:
            yield f"page {index}: a head of {story.head_rows} rows"
        if [leg.column for leg in story.legs] != list(range(story.columns)):
            yield f"page {index}: legs are missing"
        if any(leg.top != story.row + story.head_rows or leg.rows < 0 for leg in story.legs):
            yield f"page {index}: a leg does not start below the head"
        if story.jump_rows != (copy.jump_rows if index < len(stories) - 1 else 0):
            yield f"page {index}: no room for the jump line"
    last = stories[-1]
    rest = copy.rows - sum(story.capacity for story in stories[:-1])
    if len({leg.rows for leg in last.legs}) != 1 or (len(stories) > 1 and rest < 1):
        yield "the last legs are not level"
    if not rest <= last.capacity < max(rest, 0) + copy.spare + last.columns:
        yield f"{rest} rows in {last.capacity}"
    if not 0 <= growth(copy, plan.pages) <= copy.spare:
        yield "copyfitting must add more than it can"


@few
@given(makeups())
def test_every_plan_is_sound_and_nothing_is_lost(makeup):
    copy, wanted, space = makeup
    plan = stack(copy, wanted, space, work_limit=3)
    assert faults(copy, wanted, plan) == []
    assert plan.bound <= plan.objective
    placed = tuple(item for item in wanted if item.id not in {r.slot for r in plan.refusals})
    assert plan.objective == cost(copy, placed, plan.pages)


@few
@given(makeups())
def test_an_item_that_may_stand_anywhere_is_refused_only_if_it_fits_no_page(makeup):
    copy, wanted, space = makeup
    refused = {refusal.slot for refusal in stack(copy, wanted, space, work_limit=3).refusals}
    for item in wanted:
        if _fits(item, space.following):
            assert item.id not in refused
        elif not _fits(item, space.first):  # on the first page the story's head is in the way
            assert item.id in refused


def _fits(item: StackItem, page: PageSpace) -> bool:
    return any(s.columns <= page.columns and s.rows <= page.depth for s in item.shapes)


@few
@given(makeups(pages=("first", "last", "1", "2", "left", "any")))
def test_items_that_ask_for_pages_stand_there_or_are_refused(makeup):
    copy, wanted, space = makeup
    assert faults(copy, wanted, stack(copy, wanted, space, work_limit=1)) == []


@few
@given(makeups())
def test_the_greedy_plan_is_sound_and_always_exists_and_is_no_better(makeup):
    copy, wanted, space = makeup
    best = stack(copy, wanted, space, work_limit=3)
    placed = tuple(item for item in wanted if item.id not in {r.slot for r in best.refusals})
    plans = (pile_up(copy, placed, space, count) for count in range(1, 20))
    pages = next(plan for plan in plans if plan)
    greedy = Stack(pages, cost(copy, placed, pages), 0, "greedy")
    assert faults(copy, placed, greedy) == []
    assert len(best.pages) <= len(pages)
    if len(best.pages) == len(pages) <= 2:  # further back the solver puts no items, see `stack`
        assert best.objective <= greedy.objective


@pytest.mark.slow
@settings(few, max_examples=10)
@given(makeups(), st.data())
def test_one_more_shape_makes_no_plan_worse(makeup, data):
    copy, wanted, space = makeup
    more = data.draw(shapes(space.first.columns, space.first.rows, 4))
    first = wanted[0]
    richer = StackItem(
        first.id, first.kind, (*first.shapes, *more), first.side, first.value, first.pages
    )
    before = stack(copy, wanted, space)
    after = stack(copy, (richer, *wanted[1:]), space)
    refused = (len(after.refusals), len(before.refusals))
    assert refused[0] <= refused[1]
    # On three pages and more, fewer pages are made up where smaller shapes need no more.
    if refused[0] == refused[1] and len(before.pages) <= 2 and before.optimal and after.optimal:
        assert (len(after.pages), after.objective) <= (len(before.pages), before.objective)


@few
@given(makeups())
def test_the_same_input_gives_the_same_plan(makeup):
    assert stack(*makeup, work_limit=1) == stack(*makeup, work_limit=1)


@settings(few, max_examples=25)
@given(
    copies(3, 2, 9),
    items(2, 3, 5),
    st.integers(0, 1),
    st.one_of(st.just(OUR_PRICES.alone), drawn_prices(OUR_PRICES.alone, "alone")),
)
def test_one_page_is_as_good_as_brute_force(copy, wanted, first_row, prices):
    copy = replace(copy, prices=prices)
    _compare(copy, wanted, PageSpaces(PageSpace(1, 3, 6, first_row), PageSpace(2, 3, 6)), 1)


@pytest.mark.slow
@settings(few, max_examples=10)
@given(copies(2, 2, 12), items(2, 2, 4, 1))
def test_two_pages_are_as_good_as_brute_force(copy, wanted):
    _compare(copy, wanted, PageSpaces(PageSpace(1, 2, 5, 1), PageSpace(2, 2, 5)), 2)


def _compare(copy, wanted, space, most):
    plan = stack(copy, wanted, space)
    placed = tuple(item for item in wanted if item.id not in {r.slot for r in plan.refusals})
    assert plan.optimal and faults(copy, wanted, plan) == []
    for count in range(1, most + 1):
        costs = [cost(copy, placed, pages) for pages in every_plan(copy, placed, space, count)]
        if costs:
            assert (len(plan.pages), plan.objective) == (count, min(costs))
            return
    assert len(plan.pages) > most


def every_plan(copy, wanted, space, count) -> Iterator[tuple[PagePlan, ...]]:
    """Every sound plan on `count` pages, by trying everything."""
    spaces = [space(number) for number in range(1, count + 1)]
    places = [list(_places(item, spaces)) for item in wanted]
    for places_of_all in product(*places):
        piles = [tuple(one for at, one in places_of_all if at == page) for page in range(count)]
        if any(_overlap(pile) for pile in piles):
            continue
        for pages in _stories(copy, spaces, piles):
            plan = Stack(pages, 0, 0, "direct")
            if not [*_page_faults(plan), *_story_faults(copy, plan)] and _grows_to_fill(copy, plan):
                yield pages


def _grows_to_fill(copy: StoryCopy, plan: Stack) -> bool:
    last = plan.pages[-1]
    return not growth(copy, plan.pages) or not last.story or last.foot == last.space.rows


def _places(item, spaces):
    for (page, space), shape in product(enumerate(spaces), item.shapes):
        for stretch, column in product(range(shape.stretch + 1), range(space.columns)):
            rows = shape.rows + stretch
            for row in range(space.first_row, space.rows - rows + 1):
                if column + shape.columns <= space.columns:
                    yield (
                        page,
                        StackedItem(item.id, item.kind, column, row, shape.columns, rows, stretch),
                    )


def _overlap(pile):
    cells = _cells(PagePlan(PageSpace(1, 1, 1), pile, None, 1))
    return bool(cells) and max(cells.values()) > 1


def _stories(copy, spaces, piles):
    options = [list(_areas(copy, page, space, piles[page])) for page, space in enumerate(spaces)]
    for areas in product(*options):
        feet = [space.rows for space in spaces]
        bottom = max(
            [spaces[-1].first_row, *(one.bottom for one in piles[-1])]
            + ([areas[-1].row + areas[-1].rows] if areas[-1] else [])
        )
        last = max((page for page, area in enumerate(areas) if area), default=-1)
        areas = [area and _jumps(area, copy, page < last) for page, area in enumerate(areas)]
        for foot in {bottom, spaces[-1].rows}:
            feet[-1] = foot
            if areas[0] and all(area is None or area.capacity >= 0 for area in areas):
                yield tuple(map(PagePlan, spaces, piles, areas, feet))


def _jumps(area, copy, goes_on):
    jump_rows = copy.jump_rows if goes_on else 0
    if area.legs[-1].rows < jump_rows:
        jump_rows = 99  # no room for the jump line: capacity is negative
    return StoryArea(0, area.row, area.columns, area.rows, area.head_rows, area.legs, jump_rows)


def _areas(copy, page, space, pile):
    if page:
        yield None
    turned = [CopyShape(width, copy.turn_rows) for width in range(1, space.columns + 1)]
    tops = [
        min([space.rows, *(one.row for one in pile if one.column <= column < one.right)])
        for column in range(space.columns)
    ]
    for shape in turned if page else copy.shapes:
        top = space.first_row + shape.head_rows
        bottoms = (range(top, tops[column] + 1) for column in range(shape.columns))
        for ends in product(*bottoms):
            legs = tuple(Leg(column, top, end) for column, end in enumerate(ends))
            rows = max(ends) - space.first_row
            yield StoryArea(0, space.first_row, shape.columns, rows, shape.head_rows, legs)
