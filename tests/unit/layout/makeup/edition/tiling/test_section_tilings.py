"""Pages of a section tiled for an assignment: what each costs and why, what is not made again, how
parts of stories follow from those before them, and who may stand as last time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.editions.samples import shapes

from layout.makeup.edition.assign.by_area import Assignment, SectionProblem
from layout.makeup.edition.assign.last_edition import LastEdition
from layout.makeup.edition.assign.parts import LongStory, PartFacts
from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.shapes.item import PageItem, turned_id
from layout.makeup.edition.shapes.news_hole import Hole
from layout.makeup.edition.shapes.setting import NEVER, Setting, Shapes, by_shape, shapes_from
from layout.makeup.edition.tiling.section_layout import Tile, Tiling
from layout.makeup.edition.tiling.section_tilings import (
    HELD,
    LOWEST,
    UNTILED,
    PageAssignment,
    SectionTilings,
    State,
    tiled_cost,
    two_best,
)
from layout.makeup.edition.tiling.tiled_page import TiledPage, setting_of
from slots.prices_of_taste import OUR_PRICES, by_rank

ROWS = 20
FIRE = frozenset({"fire"})
CHEAP = replace(OUR_PRICES.jumps, crowding=0)
"""Prices at which no story crowds out others, so that the rest is seen by itself."""
STORIES, PAGES = OUR_PRICES.stories, OUR_PRICES.pages


@dataclass
class Parts:
    """Parts that fill a page each, and legs that hold but those that are `bad`; what was asked."""

    bad: frozenset[tuple[int, ...]] = frozenset()
    asked: list[Any] = field(default_factory=list)

    def begun(self, story: LongStory, body: int) -> Shapes:
        self.asked.append(("begun", story.id, body))
        return part(story.id, story.rank, body)

    def between(self, story: LongStory, number: int, body: int, gone: int) -> Shapes:
        self.asked.append(("between", story.id, number, body, gone))
        return part(turned_id(story.id, number), 5, body)

    def rest(self, slug: str, number: int, gone: int) -> Shapes:
        self.asked.append(("rest", slug, number, gone))
        return shapes(turned_id(slug, number), 5, {(2, ROWS): 0})

    def pours(self, slug: str, legs: tuple[int, ...]) -> bool:
        self.asked.append(("pours", slug, legs))
        return legs not in self.bad


def part(name: str, rank: int, body: int) -> Shapes:
    """A part that fills both columns, or a little less; it has a row less than it should."""
    sizes = [(2, ROWS), (2, ROWS - 1)]
    settings = by_shape(Setting(c, r, 20 - r, body=body - 1, head=2) for c, r in sizes)
    made = shapes_from(name, f"{name} {body}", rank, settings)
    return replace(made, bodies=dict.fromkeys(sizes, body - 1))


def page(number: int = 3, columns: int = 2, **more: Any) -> SectionPage:
    return SectionPage(Hole(number, columns, (ROWS,) * columns), "News", **more)


def whole(name: str, rank: int = 4, tags: frozenset[str] = frozenset(), at: int = 0) -> PageItem:
    """A story that fills a page of two columns for 10, or half of it for 30."""
    found = shapes(name, rank, {(2, ROWS): 10, (1, ROWS): 30})
    return PageItem(found, tags, frozenset({at} - {0}), given=bool(at))


def long(name: str, rows: int = 61) -> LongStory:
    facts = PartFacts("1", ())
    return LongStory(name, 2, frozenset(), (rows,), (rows,), (0,), facts, facts)


def section(
    pages: list[SectionPage], *items: PageItem, parts: Any = None, **more: Any
) -> SectionTilings:
    prices = replace(OUR_PRICES, jumps=CHEAP)
    given = SectionProblem(pages, items, **{"prices": prices, **more})
    return SectionTilings(given, parts or Parts())


def on(pages: dict[int, set[str]], **bodies: int) -> PageAssignment:
    """Who stands where; keywords are parts' rows, `a1` for the second part of a."""
    full = {HELD: set(), **pages}
    return PageAssignment(
        {number: frozenset(names) for number, names in full.items()},
        {name.replace("1", ">"): rows for name, rows in bodies.items()},
    )


# --- what pages cost ------------------------------------------------------------------------------


def test_a_page_costs_its_tiling_and_what_is_wished_for_it() -> None:
    """Stories of rank 4 lead no page and may stand as far back as they like."""
    made = section([page(3), page(4)], whole("a"), whole("b"))
    state = made.state(on({3: {"a"}, 4: {"b"}}))
    each = {number: made.cost(one) for number, one in state.pages.items()}
    assert [one.tiling.cost for one in state.pages.values()] == [10, 10]
    assert each == {3: 10 + PAGES.leader, 4: 10 + PAGES.leader}
    assert state.cost == sum(each.values())


@pytest.mark.parametrize("rank", [1, 2, 3, 4])
def test_a_better_story_belongs_further_forward(rank: int) -> None:
    made = section([page(3), page(4)], whole("a", rank))
    first, second = (made.state(on({3: set(), 4: set(), n: {"a"}})).pages[n] for n in (3, 4))
    led = made.led(first.section_page, rank, LOWEST) - made.led(second.section_page, rank, LOWEST)
    assert made.cost(second) - made.cost(first) + led == STORIES.later * max(0, 4 - rank)


@pytest.mark.parametrize(("rank", "cost"), [(1, 0), (2, 0), (3, PAGES.leader), (9, PAGES.leader)])
def test_a_page_is_led_by_a_story_of_rank_two_or_better(rank: int, cost: int) -> None:
    made = section([page(3), page(4)], whole("a", 1))
    assert made.led(page(4), rank, LOWEST) == cost


def test_the_first_page_wants_the_best_story_and_at_least_one() -> None:
    made = section([page(3), page(4)], whole("a", 1))
    assert made.led(page(3), 1, LOWEST) == 0
    assert made.led(page(3), 2, LOWEST) == PAGES.front
    assert made.led(page(3), 9, LOWEST) == PAGES.front + PAGES.leader + PAGES.bare_front


@pytest.mark.parametrize(
    ("ranks", "second", "cost"),
    [
        ((1, 2, 3), 2, 0),
        ((1, 2, 3), 3, PAGES.second),
        ((1, 2, 3), LOWEST, PAGES.second),
        ((1, 1, 2), 2, 0),  # two of rank 1 in the section: one of rank 2 will do
        ((1, 3, 4), 3, 0),  # the next best is a third
        ((1, 3, 4), 4, PAGES.second),
        ((1, 4, 4), LOWEST, 0),  # nothing but briefs beside the lead
        ((1,), LOWEST, 0),
    ],
)
def test_page_one_wants_a_second_story_where_its_section_has_one(
    ranks: tuple[int, ...], second: int, cost: int
) -> None:
    items = [whole(name, rank) for name, rank in zip("abc", ranks, strict=False)]
    made = section([page(1), page(2)], *items)
    assert made.led(page(1), 1, second) == cost
    assert made.led(page(2), 1, second) == 0
    other = section([page(3), page(4)], *items)
    assert other.led(page(3), 1, second) == 0


@pytest.mark.parametrize(
    ("ranks", "two"),
    [((), (LOWEST, LOWEST)), ((3,), (3, LOWEST)), ((3, 1, 2), (1, 2)), ((1, 12), (1, LOWEST))],
)
def test_the_two_best_ranks(ranks: tuple[int, ...], two: tuple[int, int]) -> None:
    assert two_best(ranks) == two


def test_an_ad_that_likes_a_story_makes_its_page_cheaper() -> None:
    made = section([page(3), page(4, near=FIRE)], whole("a"), whole("b", tags=FIRE))
    near, far = (
        made.state(on({3: {"a"}, 4: {"b"}})),
        made.state(on({3: {"b"}, 4: {"a"}})),
    )
    assert far.cost - near.cost == STORIES.near


def test_a_story_that_moved_costs_more_and_a_new_one_does_not() -> None:
    last = LastEdition(pages={"a": 3})
    made = section([page(3), page(4)], whole("a"), whole("b"), last_edition=last)
    assert made.moved("a", 3) == 0 == made.moved("b", 3)
    assert made.moved("a", 4) == STORIES.moved
    stays, goes = made.state(on({3: {"a"}, 4: {"b"}})), made.state(on({3: {"b"}, 4: {"a"}}))
    assert goes.cost - stays.cost == STORIES.moved


@pytest.mark.parametrize(("number", "share"), [(1, "lead_share"), (3, "page_share")])
def test_each_cell_beyond_its_share_of_a_page_crowds_out_others(number: int, share: str) -> None:
    """A hundred times a per cent's price over the page's cells is the price of a cell."""
    jumps = OUR_PRICES.jumps
    dear = section([page(number)], whole("a"), prices=OUR_PRICES)
    free = section([page(number)], whole("a"))
    state = on({number: {"a"}})
    cells = 2 * ROWS
    over = cells - cells * getattr(jumps, share) // 100
    assert dear.state(state).cost - free.state(state).cost == over * (100 * jumps.crowding // cells)


def test_what_is_held_over_costs_what_its_rank_says() -> None:
    made = section([page(3)], whole("a", 1), whole("b", 4), whole("rail/x/0", 5))
    alone = made.state(on({3: {"a"}})).cost
    assert made.state(on({3: {"a"}, HELD: {"b"}})).cost - alone == by_rank(STORIES.held_over, 4)
    assert made.held_cost("b>") == made.held_cost("b") and made.rank("b>") == 4
    assert made.held_cost("rail/x/0") == by_rank(STORIES.held_over, 2)


def test_a_page_that_cannot_be_filled_is_dearer_than_to_hold_its_story_over() -> None:
    small = PageItem(shapes("a", 1, {(3, ROWS): 0}))
    made = section([page(3)], small)
    one = made.state(on({3: {"a"}})).pages[3]
    assert not one.tiling.found and tiled_cost(one) == UNTILED > max(STORIES.held_over)
    assert made.cost(one) == UNTILED  # a lead that stands leads it all the same
    found = replace(one, tiling=Tiling((), NEVER - 1))
    assert tiled_cost(found) == NEVER - 1


# --- what is made again ---------------------------------------------------------------------------


def test_pages_that_are_as_they_were_are_not_made_again() -> None:
    made = section([page(3), page(4), page(5)], whole("a"), whole("b"), whole("c"), whole("d"))
    first = made.state(on({3: {"a"}, 4: {"b"}, 5: {"c"}}))
    then = made.state(on({3: {"a"}, 4: {"d"}, 5: {"c"}}), first)
    assert then.pages[3] is first.pages[3] and then.pages[5] is first.pages[5]
    assert [item.id for item in then.pages[4].items] == ["d"]
    assert then.cost == made.state(on({3: {"a"}, 4: {"d"}, 5: {"c"}})).cost


def test_a_page_lists_its_items_by_rank_and_name() -> None:
    items = whole("b", 3), whole("a", 3)
    made = section([page(3)], *items, whole("z", 1))
    one = made.state(on({3: {"a", "b"}})).pages[3]
    assert [item.id for item in one.items] == ["a", "b"]
    one = made.state(on({3: {"a", "z"}})).pages[3]
    assert [item.id for item in one.items] == ["z", "a"]


def test_a_tiling_is_found_once_for_the_same_items_of_a_page() -> None:
    made = section([page(3), page(4)], whole("a"))
    item = made.items["a"]
    assert made.tiling(page(3), (item,)) is made.tiling(page(3), (item,))
    assert made.tiling(page(3), (item,)) is not made.tiling(page(3), ())


# --- parts of stories that jump -------------------------------------------------------------------


def test_each_part_follows_from_those_before_it() -> None:
    """The first and the middle part should have the rows that were assigned; the last has what the
    others left, which is a row more each here than was meant."""
    parts = Parts()
    made = section([page(3), page(4), page(5)], whole("a", 2), parts=parts, long={"a": long("a")})
    state = made.state(on({3: {"a"}, 4: {"a>"}, 5: {"a>>"}}, a=25, a1=30))
    made_of = [ask for ask in parts.asked if ask[0] != "pours"]
    assert made_of == [("begun", "a", 25), ("between", "a", 1, 30, 24), ("rest", "a", 2, 24 + 29)]
    assert [[item.id for item in one.items] for one in state.pages.values()] == [
        ["a"],
        ["a>"],
        ["a>>"],
    ]


def test_a_story_that_does_not_go_on_stands_whole() -> None:
    parts = Parts()
    made = section([page(3)], whole("a", 2), parts=parts, long={"a": long("a")})
    state = made.state(on({3: {"a"}}))
    assert state.pages[3].items == (made.items["a"],) and parts.asked == []


def test_legs_that_a_part_does_not_fill_are_struck() -> None:
    """Of the two sizes of a part the cheaper one, over the whole page, does not pour: the other is
    taken, and a house ad fills what it leaves, or the page cannot be filled."""
    legs = (ROWS - 4,) * 2
    wide = page(3)
    good, bad = Parts(), Parts(frozenset({legs}))
    tiled = []
    for parts in (good, bad):
        made = section([wide, page(4)], whole("a", 2), parts=parts, long={"a": long("a")})
        tiled.append(made.state(on({3: {"a"}, 4: {"a>"}}, a=25)).pages[3])
    first, second = tiled
    setting = setting_of(first, "a")
    assert setting and setting.rows == ROWS
    assert (2, ROWS) in first.items[0].shapes.costs
    assert (2, ROWS) not in second.items[0].shapes.costs
    assert not any(tile.rows == ROWS and tile.owner == 0 for tile in second.tiling.tiles)


def test_a_middle_part_is_poured_with_the_part_before_it() -> None:
    parts = Parts()
    made = section([page(3), page(4), page(5)], whole("a", 2), parts=parts, long={"a": long("a")})
    made.state(on({3: {"a"}, 4: {"a>"}, 5: {"a>>"}}, a=25, a1=30))
    poured = [legs for kind, *_, legs in parts.asked if kind == "pours"]
    leg = ROWS - 4
    assert poured == [(leg, leg), (leg,) * 4]


# --- an assignment by areas, and as last time -----------------------------------------------------


def test_an_assignment_by_areas_says_who_stands_and_who_is_held() -> None:
    made = section([page(3), page(4)], whole("a"), whole("b"), whole("c"))
    found = made.from_areas(Assignment({"a": 4, "a>": 3}, {"a": 9}, ("b", "c")))
    assert found.pages == {
        HELD: frozenset({"b", "c"}),
        3: frozenset({"a>"}),
        4: frozenset({"a"}),
    }
    assert found.bodies == {"a": 9} and found.places == {"a": 4, "a>": 3}


@pytest.mark.parametrize(
    ("last", "item", "stands"),
    [
        ({"a": 3}, whole("a"), {"a": 3}),
        ({}, whole("a"), {"a": HELD}),
        ({"a": 9}, whole("a"), {"a": HELD}),  # a page of another section
        ({"a": 3}, whole("a", at=3), {"a": 3}),
        ({"a": 3}, whole("a", at=4), {"a": 4}),  # bound to another page now: there at once
        ({"a": 4}, whole("a", tags=FIRE), {"a": HELD}),  # an ad keeps it away now
        ({"a": 3, "a>": 5}, whole("a"), {"a": 3, "a>": 5}),
        ({"a": 3, "a>": 5}, whole("a", at=5), {"a": 5}),  # bound to where it went on
        ({"a": 3}, replace(whole("a", at=4), given=False), {"a": HELD}),  # no other is left to it
        ({"a": 3}, whole("a", at=8), {"a": HELD}),  # bound to a page of another section
        ({"b": 3}, whole("b"), {"b": 3}),
        ({"a": 3, "a>": 5}, whole("b"), {"b": HELD}),
        ({"a": 3, "a>": 3}, whole("a"), {"a": HELD}),  # twice on a page
        ({"a": 5, "a>": 3}, whole("a"), {"a": HELD}),  # goes on before it begins
        ({"a": 3, "a>": 9}, whole("a"), {"a": HELD}),
        ({"b": 3, "b>": 5}, whole("b"), {"b": HELD}),  # too short to jump now
        ({"a": 3, "a>>": 5}, whole("a"), {"a": 3}),  # no second part: no third
        ({"a>": 5}, whole("a"), {"a": HELD}),
    ],
)
def test_who_stood_may_stand_there_again(
    last: dict[str, int], item: PageItem, stands: dict[str, int]
) -> None:
    pages = [page(3), page(4, away=FIRE), page(5)]
    made = section(pages, item, long={"a": long("a")}, last_edition=LastEdition(pages=last))
    found = made.as_last_time()
    assert {name: at for at, names in found.pages.items() for name in names} == stands


@pytest.mark.parametrize(
    ("known", "bodies"), [({"a": 25, "a>": 12}, {"a": 25, "a>": 12}), ({}, {"a": 20, "a>": 20})]
)
def test_parts_have_the_rows_they_had_or_their_share_of_what_there_are(
    known: dict[str, int], bodies: dict[str, int]
) -> None:
    last = LastEdition(pages={"a": 3, "a>": 4, "a>>": 5}, bodies=known)
    pages = [page(3), page(4), page(5)]
    made = section(pages, whole("a"), long={"a": long("a", 61)}, last_edition=last)
    assert made.as_last_time().bodies == bodies


@given(st.dictionaries(st.sampled_from([3, 4, 5]), st.integers(0, 200)), st.integers(0, 200))
def test_a_page_is_no_worse_up_to_what_is_bearable(costs: dict[int, int], now: int) -> None:
    """A page that nobody knows the cost of was free."""
    pages = [page(3), page(4), page(5)]
    made = section(pages, last_edition=LastEdition(costs=costs))
    tiling = Tiling((Tile(-1, 0, 0, 2, ROWS),), now)
    state = State(on({}), {each.number: TiledPage(each, (), tiling) for each in pages}, 0)
    fine = {n for n in (3, 4, 5) if now <= costs.get(n, 0) + PAGES.bearable}
    assert made.no_worse(state) == fine
