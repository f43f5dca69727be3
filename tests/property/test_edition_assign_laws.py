"""Laws of assigning stories to pages: no assignment is cheaper, nothing is held without need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from support.editions.samples import shapes
from support.placement.drawn_prices import drawn_prices

from layout.makeup.edition.assign.by_area import Assignment, Given, assign
from layout.makeup.edition.assign.section_pages import Room
from layout.makeup.edition.shapes.item import Jump, Lot
from layout.makeup.edition.shapes.news_hole import Hole
from slots.prices_of_taste import OUR_PRICES, PagePrices, StoryPrices, by_rank

TAGS = st.sampled_from([frozenset[str](), frozenset({"fire"}), frozenset({"cars"})])
HELD = 0


@st.composite
def sections(draw, most_lots: int = 4, jumps: bool = False) -> Given:
    """Up to three rooms and some lots; perhaps one jump from the first."""
    floors = st.lists(st.one_of(st.just(20), st.integers(0, 20)), min_size=2, max_size=3)
    rooms = [
        Room(Hole(number, 2, tuple(draw(floors))), "News", draw(TAGS), draw(TAGS))
        for number in range(2, 2 + draw(st.integers(1 + jumps, 3)))
    ]
    lots = [
        Lot(draw(lot_shapes(f"s{n}")), draw(TAGS), draw(st.sampled_from([0, 0, 0, 2])))
        for n in range(draw(st.integers(0, most_lots)))
    ]
    if not jumps:
        return Given(rooms, lots)
    opening = Lot(draw(lot_shapes("lead")), draw(TAGS), rooms[0].page)
    return Given(rooms, lots, [Jump(opening, draw(st.integers(10, 90)), 12)])


@st.composite
def lot_shapes(draw, name: str):
    shape = st.tuples(st.integers(1, 3), st.integers(3, 18))
    costs = draw(st.dictionaries(shape, st.integers(0, 50), min_size=1, max_size=4))
    return shapes(name, draw(st.integers(1, 4)), costs)


def choices(given: Given) -> Iterator[dict[str, int]]:
    """Every way to put lots onto pages that the rules allow."""
    pages = [
        [HELD, *(r.page for r in given.rooms if lot.page in (0, r.page) and r.admits(lot.tags))]
        for lot in given.lots
    ]
    for chosen in product(*pages):
        found = {lot.id: page for lot, page in zip(given.lots, chosen, strict=True)}
        if all(fits(given, found, room) for room in given.rooms):
            yield found


def fits(given: Given, found: Mapping[str, int], room: Room) -> bool:
    """Whether the lots of a room fit it: each half way from its least to its best, and each alone
    in one of its rectangles."""
    here = [lot for lot in given.lots if found[lot.id] == room.page]
    taken = [lot.shapes.cells for lot in here]
    half_way = sum((least + best) // 2 for least, best, _ in taken)
    return half_way <= room.hole.cells and all(stands(lot, room.hole) for lot in here)


def stands(lot: Lot, hole: Hole) -> bool:
    """Whether one of a lot's rectangles lies in a hole that is empty but for it."""
    return any(
        all(rows <= floor for floor in hole.floors[left : left + columns])
        for columns, rows in lot.shapes.costs
        for left in range(hole.columns - columns + 1)
    )


def cost_of(given: Given, found: Mapping[str, int]) -> int:
    """What a way costs, told from the rules in words."""
    stories, pages = given.prices.stories, given.prices.pages
    held = [lot.rank for lot in given.lots if found[lot.id] == HELD]
    cost = sum(by_rank(stories.held_over, rank) for rank in held)
    best = min((lot.rank for lot in given.lots), default=1)
    for index, room in enumerate(given.rooms):
        here = [lot for lot in given.lots if found[lot.id] == room.page]
        for lot in here:
            cost += stories.later * index * max(0, 4 - lot.rank)
            cost -= stories.near if room.near & lot.tags else 0
        cost += pages.misfit * abs(sum(lot.shapes.cells[1] for lot in here) - room.hole.cells)
        cost += pages.bare_level * max(0, room.hole.levels - len(here))
        cost += pages.leader if all(lot.rank > 2 for lot in here) else 0
        if index == 0 and best <= 2 and all(lot.rank > best for lot in here):
            cost += pages.front
    return cost


def by_id(given: Given, found: Assignment) -> dict[str, int]:
    return {lot.id: found.pages.get(lot.id, HELD) for lot in given.lots}


@settings(max_examples=40)
@given(
    sections(),
    drawn_prices(OUR_PRICES.stories, "stories"),
    drawn_prices(OUR_PRICES.pages, "pages"),
)
def test_no_assignment_is_cheaper(section: Given, stories: StoryPrices, pages: PagePrices) -> None:
    section = replace(section, prices=replace(OUR_PRICES, stories=stories, pages=pages))
    found = by_id(section, assign(section))
    assert found in list(choices(section))
    assert cost_of(section, found) == min(cost_of(section, each) for each in choices(section))


@settings(max_examples=40)
@given(sections())
def test_nothing_is_held_without_need(section: Given) -> None:
    """Where all of them, or all of better rank, have room together, none of these is held."""
    held = {lot.id for lot in section.lots if lot.id in assign(section).held}
    if any(HELD not in each.values() for each in choices(section)):
        assert not held


@settings(max_examples=30)
@given(sections(most_lots=3, jumps=True))
def test_the_second_part_of_a_jump_stands_on_a_later_page(section: Given) -> None:
    found, (jump,) = assign(section), section.jumps
    lots = {lot.id for lot in section.lots} | {jump.turned}
    assert set(found.pages) | set(found.held) == lots
    assert not set(found.pages) & set(found.held)
    page = found.pages.get(jump.turned)
    if page:
        room = next(room for room in section.rooms if room.page == page)
        assert page > jump.opening.page and room.admits(jump.opening.tags)
    assert assign(section) == found
