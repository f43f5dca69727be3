"""Laws of dividing stories between two pages: what is found is the best of all ways to do so, the
first of them where several are, whatever was left out because areas told that it is dearer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from support.editions.samples import tiny_holes, tiny_stories

from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.shapes.item import PageItem
from layout.makeup.edition.shapes.setting import NEVER
from layout.makeup.edition.tiling.divide_stories import Free, Side, divided
from layout.makeup.edition.tiling.tile_page import set_costs, tile
from slots.prices_of_taste import OUR_PRICES

OURS = OUR_PRICES.pages
FAR = 10**9


@st.composite
def divisions(draw, deep: int = 30) -> tuple[list[Side], Free]:
    """One or two pages, and up to four stories for them, some of them waiting for a page; those of
    either page that stay there come first."""
    stories = draw(tiny_stories(most=4, rows=deep))
    count, pages = len(stories), draw(st.integers(1, 2))
    where = draw(st.lists(st.integers(0, pages), min_size=count, max_size=count))
    sides = []
    for number in range(1, pages + 1):
        hole = draw(tiny_holes(rows=deep))
        stays = draw(tiny_stories(most=1, rows=deep))
        items = [PageItem(one) for one in (*stays, *stories)]
        now = sum((page == number) << story for story, page in enumerate(where))
        here = [*stays, *(one for one, page in zip(stories, where, strict=True) if page == number)]
        cost = tile(hole, here, OURS).cost
        admits = now | draw(st.integers(0, (1 << count) - 1))
        some = st.lists(st.integers(-25, 40), min_size=count, max_size=count)
        by_second = st.lists(st.integers(0, 200), min_size=5, max_size=5)
        leading = draw(st.lists(by_second, min_size=5, max_size=5))
        known = len(stays), admits, draw(some), leading, now, cost
        sides.append(Side(SectionPage(hole, "News"), items, *known))
    held = draw(st.lists(st.sampled_from([60, 500, 7_000]), min_size=count, max_size=count))
    return sides, Free([one.rank for one in stories], held)


def ways(count: int, pages: int) -> Iterator[tuple[int, ...]]:
    """All ways to divide stories, in the order of the first page's sets; the second page first has
    all of the rest."""
    everything = (1 << count) - 1
    for one in range(everything + 1):
        rest = everything ^ one
        others = [other for other in range(rest, -1, -1) if not other & ~rest]
        yield from ((one, other) for other in others) if pages > 1 else ((one,),)


def cost_on(side: Side, costs: Sequence[int], free: int, ranks: Sequence[int]) -> int:
    """What a set of the free stories costs on a page."""
    tiled = int(costs[free << side.bound | (1 << side.bound) - 1])
    if free & ~side.admits or tiled >= NEVER:
        return FAR
    inside = [number for number in range(len(ranks)) if free >> number & 1]
    none = len(side.leading) - 1
    best, second, *_ = (*sorted(ranks[number] for number in inside), none, none)
    total = tiled + sum(side.wishes[number] for number in inside) + side.leading[best][second]
    return total if total < NEVER else FAR


def by_brute_force(sides: Sequence[Side], free: Free) -> tuple[int, ...] | None:
    tables = [
        set_costs(side.section_page.hole, [item.shapes for item in side.items], OURS)
        for side in sides
    ]
    found = []
    for parts in ways(len(free.ranks), len(sides)):
        gone = [n for n in range(len(free.ranks)) if not any(part >> n & 1 for part in parts)]
        costs = [
            cost_on(side, table, part, free.ranks)
            for side, table, part in zip(sides, tables, parts, strict=True)
        ]
        found.append((sum(costs) + sum(free.held[n] for n in gone), parts))
    cost, parts = min(found, key=lambda one: one[0])
    return parts if cost < FAR else None


@settings(max_examples=200)
@given(divisions())
def test_what_is_found_is_the_best_way_of_all(asked: tuple[list[Side], Free]) -> None:
    assert divided(*asked, OURS) == by_brute_force(*asked)


@given(tiny_holes(rows=30), tiny_stories(most=4, rows=30), st.data())
def test_sets_that_are_asked_for_cost_what_they_do_among_all(hole, stories, data) -> None:
    from layout.makeup.edition.tiling.tile_page import Asked, most_spread

    every = set_costs(hole, stories, OURS)
    wanted = np.array(data.draw(st.lists(st.booleans(), min_size=len(every), max_size=len(every))))
    found = set_costs(hole, stories, OURS, Asked(wanted.tobytes(), most_spread(OURS)))
    assert (found[wanted] == every[wanted]).all()
    assert (found >= every).all()
