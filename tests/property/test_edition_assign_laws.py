"""Laws of assigning stories to pages: no assignment is cheaper, nothing is held without need, the
parts of a story stand in order and have all its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st
from support.editions.samples import shapes
from support.placement.drawn_prices import drawn_prices

from layout.makeup.edition.assign.by_area import (
    BOUND,
    ILL_COMPANY,
    LOWEST_STORY,
    Assignment,
    Lesson,
    SectionProblem,
    assign,
    assign_in_blocks,
)
from layout.makeup.edition.assign.lower_bound import least_cost
from layout.makeup.edition.assign.parts import MOST_PARTS, LongStory, PartFacts
from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.shapes.item import PageItem, part_of, story_of, turned_id
from layout.makeup.edition.shapes.news_hole import LEAST_DEPTH, Hole
from layout.makeup.edition.shapes.setting import outline_of
from layout.story.decided import Company
from slots.prices_of_taste import OUR_PRICES, PagePrices, StoryPrices, by_rank

TAGS = st.sampled_from([frozenset[str](), frozenset({"fire"}), frozenset({"cars"})])
BOUND_TO = st.sampled_from([frozenset[int](), frozenset[int](), frozenset({2}), frozenset({2, 4})])
RATHER = st.sampled_from([frozenset[int](), frozenset[int](), frozenset({3})])
HELD, FAR = 0, 10**9
OVER, UNDER = 8, 12  # cells by which a count of cells may miss


@st.composite
def sections(draw, most_lots: int = 3, jumps: bool = False) -> SectionProblem:
    """Up to three pages and some items; perhaps one that may stand in parts."""
    floors = st.lists(st.one_of(st.just(20), st.integers(0, 20)), min_size=2, max_size=3)
    section_pages = [
        SectionPage(Hole(number, 2, tuple(draw(floors))), "News", draw(TAGS), draw(TAGS))
        for number in range(2, 2 + draw(st.integers(1 + jumps, 3)))
    ]
    items = [
        PageItem(draw(lot_shapes(f"s{n}")), draw(TAGS), draw(BOUND_TO), draw(RATHER))
        for n in range(draw(st.integers(jumps, most_lots)))
    ]
    items = [replace(one, given=bool(one.pages) and draw(st.booleans())) for one in items]
    long = {}
    if jumps:
        first = items[0] = replace(items[0], pages=draw(BOUND_TO))
        rows = draw(st.integers(20, 90))
        lengths = tuple(sorted({rows, rows - 4, rows * 2 // 3}, reverse=True))
        cuts = tuple(8 * (rows - length) for length in lengths)
        known = first.rank, first.tags, lengths, lengths, cuts
        long = {first.id: LongStory(first.id, *known, *(draw(parts()) for _ in range(2)))}
    return SectionProblem(section_pages, items, long, company=draw(companies(len(items))))


@st.composite
def companies(draw, count: int) -> tuple[Company, ...]:
    """At most two of so many items that go together or keep apart."""
    if count < 2 or not draw(st.booleans()):
        return ()
    one, other = draw(st.permutations(range(count)))[:2]
    return (Company(f"s{one}", f"s{other}", draw(st.booleans())),)


@st.composite
def parts(draw) -> PartFacts:
    """A part of some columns and rows, a head and all the rest text."""
    head, cost = draw(st.integers(1, 3)), draw(st.integers(0, 50))
    groups = tuple(
        ((columns, rows), ((cost, columns * (rows - head)),))
        for columns in (1, 2, 3)
        for rows in range(head + 3, 19)
    )
    return PartFacts(f"{head} {cost}", groups)


@st.composite
def lot_shapes(draw, name: str):
    shape = st.tuples(st.integers(1, 3), st.integers(3, 18))
    costs = draw(st.dictionaries(shape, st.integers(0, 50), min_size=1, max_size=4))
    return shapes(name, draw(st.integers(1, 4)), costs)


def choices(given: SectionProblem) -> Iterator[dict[str, int]]:
    """Every way to put whole items onto pages that the rules allow."""
    pages = [
        [HELD, *(r.number for r in given.pages if item.may_begin(r.number) and stands(item, r))]
        for item in given.items
    ]
    for chosen in product(*pages):
        yield {item.id: page for item, page in zip(given.items, chosen, strict=True)}


def stands(item: PageItem, page: SectionPage) -> bool:
    return page.admits(item.tags) and bool(curve(item, page))


def curve(item: PageItem, page: SectionPage) -> dict[int, int]:
    """What an item costs on a page at least, for each number of cells between the fewest and the
    most of its rectangles there: the lower hull, rounded up."""
    deepest = page.hole.deepest
    points = outline_of(
        (columns * rows, cost)
        for (columns, rows), cost in item.shapes.costs.items()
        if columns <= page.hole.columns and rows <= deepest[columns - 1]
    )
    found = dict(points[:1])
    for (x, low), (after, high) in pairwise(points):
        for cells in range(x + 1, after + 1):
            found[cells] = -((low * (after - x) + (high - low) * (cells - x)) // (x - after))
    least = min(found.values(), default=0)
    return {cells: max(cost, least) for cells, cost in found.items()}


def page_cost(given: SectionProblem, here: list[PageItem], page: SectionPage) -> int:
    """What a page costs at least with these on it, told from the rules in words."""
    prices, hole = given.prices.pages, page.hole.cells
    sums = {0: 0}
    for item in here:
        after: dict[int, int] = {}
        for cells, cost in sums.items():
            for more, extra in curve(item, page).items():
                key, limit = cells + more, hole * given.prices.jumps.page_share // 100
                crowding = 100 * given.prices.jumps.crowding // max(1, hole)
                extra += max(0, more - limit) * crowding
                after[key] = min(after.get(key, FAR), cost + extra)
        sums = after
    best = FAR
    for cells, cost in sums.items():
        for house in (0, *range(LEAST_DEPTH, hole + 1)):
            missed = cells + house - hole
            if -UNDER <= missed <= OVER:
                ad = prices.house_ad + house * prices.house_ad_cell if house else 0
                best = min(best, cost + ad + abs(missed) * prices.misfit)
    best += prices.bare_level * max(0, page.hole.levels - len(here))
    if any(page.hole.floors):
        best += prices.leader if all(item.rank > 2 for item in here) else 0
        if page is given.pages[0] and all(item.rank > LOWEST_STORY for item in here):
            best += prices.bare_front
        first = min((item.rank for item in given.items), default=1)
        if page is given.pages[0] and first <= 2 and all(item.rank > first for item in here):
            best += prices.front
    return best


def cost_of(given: SectionProblem, found: Mapping[str, int]) -> int:
    """What a way costs at least."""
    stories = given.prices.stories
    held = [item for item in given.items if found[item.id] == HELD]
    cost = sum(by_rank(stories.held_over, item.rank) + BOUND * item.given for item in held)
    places = {name: page for name, page in found.items() if page != HELD}
    cost += ILL_COMPANY * sum(not one.kept(places) for one in given.company)
    for index, page in enumerate(given.pages):
        here = [item for item in given.items if found[item.id] == page.number]
        for item in here:
            cost += stories.later * index * max(0, 4 - item.rank)
            cost -= stories.near if page.near & item.tags else 0
            cost += stories.elsewhere if item.rather and page.number not in item.rather else 0
        cost += page_cost(given, here, page)
    return cost


def by_id(given: SectionProblem, found: Assignment) -> dict[str, int]:
    return {item.id: found.pages.get(item.id, HELD) for item in given.items}


@settings(max_examples=30)
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


@settings(max_examples=30)
@given(sections())
def test_nothing_is_held_without_need(section: SectionProblem) -> None:
    """Where all of them have room together, none of these is held."""
    held = assign(section).held
    fits = FAR // 2  # an ad may make a page that is impossible a little cheaper
    if any(
        HELD not in each.values() and cost_of(section, each) < fits for each in choices(section)
    ):
        assert not held


@settings(max_examples=30)
@given(sections())
def test_what_tiling_told_is_not_forgotten(section: SectionProblem) -> None:
    """A page that turned out dear is no more chosen where another way is cheaper."""
    first = by_id(section, assign(section))
    page = section.pages[0].number
    names = frozenset(name for name, at in first.items() if at == page)
    excess, none = 700, frozenset[str]()
    again = by_id(section, assign(section, [Lesson(page, names, none, none, excess)]))

    def told(found: Mapping[str, int]) -> int:
        here = frozenset(name for name, at in found.items() if at == page)
        return cost_of(section, found) + excess * (here == names)

    assert told(again) == min(told(each) for each in choices(section))


@settings(max_examples=30)
@given(sections(), st.integers(1, 3))
def test_blocks_never_cost_more_than_to_hold_all_over(section: SectionProblem, most: int) -> None:
    found = assign_in_blocks(section, most)
    assert sorted((*found.pages, *found.held)) == sorted(item.id for item in section.items)
    placed = by_id(section, found)
    assert placed in list(choices(section))
    assert cost_of(section, placed) <= cost_of(section, dict.fromkeys(placed, HELD))


@settings(max_examples=30)
@given(sections())
def test_one_block_is_the_whole_section(section: SectionProblem) -> None:
    whole, block = (by_id(section, find(section)) for find in (assign, assign_in_blocks))
    assert cost_of(section, whole) == cost_of(section, block)


@settings(max_examples=30)
@given(sections(jumps=True), st.sampled_from([assign, assign_in_blocks]))
def test_the_parts_of_a_story_stand_in_order_with_all_its_rows(
    section: SectionProblem, find: Callable[[SectionProblem], Assignment]
) -> None:
    found, (story,) = find(section), section.long.values()
    items = {item.id for item in section.items}
    assert {story_of(name) for name in found.pages} | set(found.held) == items
    assert not {story_of(name) for name in found.pages} & set(found.held)
    names = [turned_id(story.id, number) for number in range(MOST_PARTS)]
    stood = [name for name in names if name in found.pages]
    assert stood == names[: len(stood)]
    assert not any(part_of(name) for name in set(found.pages) - set(stood))
    pages = [found.pages[name] for name in stood]
    assert pages == sorted(set(pages))
    first = next(item for item in section.items if item.id == story.id)
    assert not pages or first.may_begin(pages[0])
    for number in pages:
        page = next(each for each in section.pages if each.number == number)
        assert page.admits(story.tags)
    assert list(found.bodies) == stood[:-1]
    assert sum(found.bodies.values()) < story.lengths[0]
    assert find(section) == found


@settings(max_examples=60)
@given(sections(jumps=True), st.sets(st.integers(3, 4), min_size=1), st.booleans())
def test_a_story_goes_on_on_all_pages_that_were_decided_or_is_held_for_want_of_room(
    section: SectionProblem, turns: set[int], blocks: bool
) -> None:
    """It has a part on each of them and on no other; it is held only where no page on which it may
    begin leaves such a split of its rows, by brute force."""
    (story,) = section.long.values()
    items = [replace(section.items[0], turns=frozenset(turns), given=True), *section.items[1:]]
    section = replace(section, items=items, company=())
    found = (assign_in_blocks if blocks else assign)(section)
    names = [turned_id(story.id, number) for number in range(MOST_PARTS)]
    pages = [found.pages[name] for name in names if name in found.pages]
    if pages:
        assert pages[1:] == sorted(turns) and pages[0] < pages[1]
        return
    assert story.id in found.held
    alone = replace(section, items=items[:1])
    assert not any(splits(alone, story, first, sorted(turns)) for first in range(2, min(turns)))


def splits(section: SectionProblem, story: LongStory, first: int, turns: list[int]) -> bool:
    """Whether a story can be parted over these pages, if nothing else stood there, with rows enough
    for each part and no more than it has."""
    known = {page.number: page for page in section.pages}
    on = [known.get(number) for number in (first, *turns)]
    if not all(page and page.admits(story.tags) for page in on):
        return False
    if not section.items[0].may_begin(first):
        return False
    facts = (story.opening, *(story.middle for _ in turns))
    spans = [rows_there(part, page) for part, page in zip(facts, on, strict=True) if page]
    least, most = (sum(end(span) for span in spans if span) for end in (min, max))
    return all(spans) and least <= story.lengths[0] and most >= story.lengths[-1]


def rows_there(part: PartFacts, page: SectionPage) -> list[int]:
    """The rows of text that a part may have on a page in rectangles of the usual price."""
    deepest = page.hole.deepest
    return [
        body
        for (columns, rows), ((_, body), *_) in part.groups
        if columns <= len(deepest) and rows <= deepest[columns - 1]
    ]


@settings(max_examples=30)
@given(sections(jumps=True))
def test_the_lower_bound_is_below_every_way(section: SectionProblem) -> None:
    for each in choices(section):
        assert least_cost(section) <= cost_of(section, each)
