"""Laws of assigning stories to pages: no assignment is cheaper, nothing is held without need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from support.editions.samples import shapes
from support.placement.drawn_prices import drawn_prices

from layout.makeup.edition.assign.by_area import Assignment, SectionProblem, assign
from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.shapes.item import Jump, PageItem
from layout.makeup.edition.shapes.news_hole import Hole
from slots.prices_of_taste import OUR_PRICES, PagePrices, StoryPrices, by_rank

TAGS = st.sampled_from([frozenset[str](), frozenset({"fire"}), frozenset({"cars"})])
HELD = 0


@st.composite
def sections(draw, most_lots: int = 4, jumps: bool = False) -> SectionProblem:
    """Up to three pages and some items; perhaps one jump from the first."""
    floors = st.lists(st.one_of(st.just(20), st.integers(0, 20)), min_size=2, max_size=3)
    section_pages = [
        SectionPage(Hole(number, 2, tuple(draw(floors))), "News", draw(TAGS), draw(TAGS))
        for number in range(2, 2 + draw(st.integers(1 + jumps, 3)))
    ]
    items = [
        PageItem(draw(lot_shapes(f"s{n}")), draw(TAGS), draw(st.sampled_from([0, 0, 0, 2])))
        for n in range(draw(st.integers(0, most_lots)))
    ]
    if not jumps:
        return SectionProblem(section_pages, items)
    opening = PageItem(draw(lot_shapes("lead")), draw(TAGS), section_pages[0].number)
    return SectionProblem(section_pages, items, [Jump(opening, draw(st.integers(10, 90)), 12)])


@st.composite
def lot_shapes(draw, name: str):
    shape = st.tuples(st.integers(1, 3), st.integers(3, 18))
    costs = draw(st.dictionaries(shape, st.integers(0, 50), min_size=1, max_size=4))
    return shapes(name, draw(st.integers(1, 4)), costs)


def choices(given: SectionProblem) -> Iterator[dict[str, int]]:
    """Every way to put items onto pages that the rules allow."""
    pages = [
        [
            HELD,
            *(r.number for r in given.pages if item.page in (0, r.number) and r.admits(item.tags)),
        ]
        for item in given.items
    ]
    for chosen in product(*pages):
        found = {item.id: page for item, page in zip(given.items, chosen, strict=True)}
        if all(fits(given, found, each) for each in given.pages):
            yield found


def fits(given: SectionProblem, found: Mapping[str, int], section_page: SectionPage) -> bool:
    """Whether the items of a room fit it: each half way from its least to its best, and each alone
    in one of its rectangles."""
    here = [item for item in given.items if found[item.id] == section_page.number]
    taken = [item.shapes.cells for item in here]
    half_way = sum((least + best) // 2 for least, best, _ in taken)
    return half_way <= section_page.hole.cells and all(
        stands(item, section_page.hole) for item in here
    )


def stands(item: PageItem, hole: Hole) -> bool:
    """Whether one of an item's rectangles lies in a hole that is empty but for it."""
    return any(
        all(rows <= floor for floor in hole.floors[left : left + columns])
        for columns, rows in item.shapes.costs
        for left in range(hole.columns - columns + 1)
    )


def cost_of(given: SectionProblem, found: Mapping[str, int]) -> int:
    """What a way costs, told from the rules in words."""
    stories, pages = given.prices.stories, given.prices.pages
    held = [item.rank for item in given.items if found[item.id] == HELD]
    cost = sum(by_rank(stories.held_over, rank) for rank in held)
    best = min((item.rank for item in given.items), default=1)
    for index, section_page in enumerate(given.pages):
        here = [item for item in given.items if found[item.id] == section_page.number]
        for item in here:
            cost += stories.later * index * max(0, 4 - item.rank)
            cost -= stories.near if section_page.near & item.tags else 0
        cost += pages.misfit * abs(
            sum(item.shapes.cells[1] for item in here) - section_page.hole.cells
        )
        cost += pages.bare_level * max(0, section_page.hole.levels - len(here))
        cost += pages.leader if all(item.rank > 2 for item in here) else 0
        if index == 0 and best <= 2 and all(item.rank > best for item in here):
            cost += pages.front
    return cost


def by_id(given: SectionProblem, found: Assignment) -> dict[str, int]:
    return {item.id: found.pages.get(item.id, HELD) for item in given.items}


@settings(max_examples=40)
@given(
    sections(),
    drawn_prices(OUR_PRICES.stories, "stories"),
    drawn_prices(OUR_PRICES.pages, "pages"),
)
def test_no_assignment_is_cheaper(
    section: SectionProblem, stories: StoryPrices, pages: PagePrices
) -> None:
    section = replace(section, prices=replace(OUR_PRICES, stories=stories, pages=pages))
    found = by_id(section, assign(section))
    assert found in list(choices(section))
    assert cost_of(section, found) == min(cost_of(section, each) for each in choices(section))


@settings(max_examples=40)
@given(sections())
def test_nothing_is_held_without_need(section: SectionProblem) -> None:
    """Where all of them, or all of better rank, have room together, none of these is held."""
    held = {item.id for item in section.items if item.id in assign(section).held}
    if any(HELD not in each.values() for each in choices(section)):
        assert not held


@settings(max_examples=30)
@given(sections(most_lots=3, jumps=True))
def test_the_second_part_of_a_jump_stands_on_a_later_page(section: SectionProblem) -> None:
    found, (jump,) = assign(section), section.jumps
    items = {item.id for item in section.items} | {jump.turned}
    assert set(found.pages) | set(found.held) == items
    assert not set(found.pages) & set(found.held)
    page = found.pages.get(jump.turned)
    if page:
        section_page = next(each for each in section.pages if each.number == page)
        assert page > jump.opening.page and section_page.admits(jump.opening.tags)
    assert assign(section) == found
