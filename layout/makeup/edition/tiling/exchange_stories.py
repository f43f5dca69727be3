"""Large neighbourhood search by exchange: two pages at a time divide their stories anew.

The assignment knows areas alone; what a set of stories really costs on a page only its tiling
tells. So the costliest page divides its stories anew with each other page, in the best way; what
lowers the cost of the section stays. Then the next page.

This is a large neighbourhood, and the best division in it is found exactly: the tables of a page's
tiling know what every set of the stories costs on it, so that those of two pages give the best of
all ways to divide their stories between them; and which ones, together with those that have no page
yet, had better be held over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from layout.makeup.edition.assign.by_area import (
    SectionProblem,
    assign,
    cost_on_page,
)
from layout.makeup.edition.assign.section_pages import PartSetter, SectionPage
from layout.makeup.edition.shapes.item import PageItem
from layout.makeup.edition.shapes.setting import NEVER
from layout.makeup.edition.tiling.fill_hole import sums_of_sets
from layout.makeup.edition.tiling.section_tilings import (
    HELD,
    LOWEST,
    PageAssignment,
    SectionTilings,
    State,
)
from layout.makeup.edition.tiling.tiled_page import (
    TiledPage,
    body_of,
    least_cost,
)
from layout.work.memory.remembered import remembered
from slots.prices_of_taste import PagePrices

_MOST_UNITED = 7
"""Stories of two pages that are divided anew together: the tables of either have all sets of them,
and are as large as those of the fullest page."""

_MOST_PAIRS = 8
"""Pages that a page is divided anew with, those first that have most room for its stories."""

_TRIED_HELD = 12
"""Pairs of pages tried for those without a page: more, as a story held over costs most."""

_EFFORT = 8
"""Exchanges tried for each page of a section, on average, at most: the work grows with the pages,
not with their square."""

_PARTINGS = (-12, -6, -3, 3, 6, 12)
"""Rows of text by which a jump is parted elsewhere: a few keep the tiling of its pages, a dozen
give another."""


@dataclass(frozen=True, slots=True, eq=False)
class SectionMakeup:
    """The pages of a section, what they cost and cost at least, the ids without a place, the rows
    of text that first parts were to have, and what stands for all it was made from."""

    pages: Mapping[int, TiledPage]
    cost: int
    bound: int
    held: tuple[str, ...]
    bodies: Mapping[str, int]
    fingerprint: str


def make_up_section(problem: SectionProblem, parts: PartSetter) -> SectionMakeup:
    """The pages of a section: as they were last time where nothing is different, with as little
    moved as possible where something is, and from the beginning where there was no last time."""
    section, effort = _StoryExchange(problem, parts), _EFFORT * len(problem.pages)
    fingerprint, first = _fingerprint(problem), problem.pages[0].number
    if problem.last_edition.sections.get(first) == fingerprint:
        state = section.possible(section.state(section.as_last_time()))
    elif first in problem.last_edition.sections:
        state = section.possible(section.state(section.as_last_time()))
        state = section.possible(section.improved(state, effort, section.no_worse(state)))
    else:
        state = section.improved(
            section.state(section.from_areas(assign(problem))), effort, frozenset()
        )
        state = section.possible(state)
        if state.assigned.pages[HELD]:
            state = section.possible(section.improved(state, effort, frozenset()))
    held = tuple(sorted(state.assigned.pages[HELD]))
    bound = least_cost(tuple(state.pages.values()), problem.prices.pages.house_ad_cell)
    bound -= problem.prices.stories.near * _nearable(problem)
    moved = sum(
        section.moved(item.id, page) for page, one in state.pages.items() for item in one.items
    )
    return SectionMakeup(
        state.pages, state.cost - moved, bound, held, state.assigned.bodies, fingerprint
    )


def _nearable(problem: SectionProblem) -> int:
    """How many stories could stand near an ad that asks for such as they are."""
    near = frozenset().union(*(each.near for each in problem.pages))
    items = (*problem.items, *(jump.opening for jump in problem.jumps))
    return sum(not near.isdisjoint(item.tags) for item in items)


def _fingerprint(problem: SectionProblem) -> str:
    """What stands for all that the pages of a section depend on."""
    section_pages = [
        (
            each.hole.page,
            each.hole.top,
            each.hole.floors,
            sorted(each.away),
            sorted(each.near),
        )
        for each in problem.pages
    ]
    items = sorted((item.shapes.key, sorted(item.tags), item.page) for item in problem.items)
    jumps = sorted((jump.opening.shapes.key, jump.opening.page) for jump in problem.jumps)
    facts = section_pages, items, jumps, problem.prices
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:24]


def _weighed(
    section_page: SectionPage, items: Sequence[PageItem], prices: PagePrices
) -> tuple[object, ...]:
    return section_page.hole.floors, prices, *(item.shapes.prices for item in items)


@remembered(_weighed)
def _costs_of_sets(
    section_page: SectionPage, items: Sequence[PageItem], prices: PagePrices
) -> Sequence[int]:
    """What each set of items costs on a page."""
    from layout.makeup.edition.tiling.fill_hole import set_costs  # NumPy: slow to import

    return set_costs(section_page.hole, [item.shapes for item in items], prices)


class _StoryExchange(SectionTilings):
    """Exchanges of stories between the pages of a section."""

    # exchanges ----------------------------------------------------------------------------------

    def improved(self, state: State, effort: int, good: frozenset[int]) -> State:
        """The state after as many helpful exchanges as the effort finds; pages that are `good` need
        none, though they may take part in those of others."""
        settled = set(good)
        tried: set[Any] = set()
        while effort > 0:
            page = self._costliest(state, settled)
            if page is None:
                break
            for assigned in self._exchanges(state, page, tried):
                effort -= 1
                other = self.state(assigned, state) if assigned else state
                if other.cost < state.cost:
                    settled -= {p for p, one in other.pages.items() if one is not state.pages[p]}
                    state = other
                    settled |= good
                    break
                if effort <= 0:
                    break
            else:
                settled.add(page)
        return state

    def _costliest(self, state: State, settled: set[int]) -> int | None:
        """The page that costs most above what its items cost at best; before all, what has none."""
        excess = {
            page: one.tiling.cost - sum(item.shapes.cheapest for item in one.items)
            for page, one in state.pages.items()
            if page not in settled
        }
        if HELD not in settled and state.assigned.pages[HELD]:
            return HELD
        page = max(excess, key=lambda p: (excess[p], -p), default=None)
        return page if page is not None and excess[page] > self.prices.pages.bearable else None

    def _exchanges(
        self, state: State, page: int, tried: set[Any]
    ) -> Iterator[PageAssignment | None]:
        """Assignments in which a jump is parted elsewhere, or the page and another one have divided
        their stories anew, each tried once; None where they are divided best as they are."""
        first = self._reinstated(state) if page == HELD else self._partings(state, page, tried)
        for key, assigned in first:
            tried.add(key)
            yield assigned
        for pair in self._pairs(state, page):
            key = pair, *(state.assigned.pages[number] for number in (*pair, HELD))
            if key not in tried:
                tried.add(key)
                divided = self._divided(state, pair)
                yield divided if divided != state.assigned else None

    def _pairs(self, state: State, page: int) -> list[tuple[int, ...]]:
        """The pages to divide anew with a page, those with most to give first; any two for what is
        held over. The page of a section that has no other is divided anew alone."""
        spare = {p: -self._misfit(state, p) for p in self.section_pages}
        pairs = [
            pair
            for pair in combinations(self.section_pages, min(2, len(self.section_pages)))
            if page in (HELD, *pair)
            and sum(len(state.assigned.pages[p]) for p in pair) <= _MOST_UNITED
        ]
        pairs.sort(key=lambda pair: (-sum(spare[p] for p in pair), pair))
        return pairs[: _TRIED_HELD if page == HELD else _MOST_PAIRS]

    def _divided(self, state: State, pair: tuple[int, ...]) -> PageAssignment | None:
        """The assignment in which two pages, or one, have divided their stories, and what is held
        over, in the best way."""
        pages = state.assigned.pages
        free = [n for p in pair for n in sorted(pages[p]) if self._moves(n)]
        bound = {p: [n for n in sorted(pages[p]) if not self._moves(n)] for p in pair}
        space = _MOST_UNITED - len(free) - max(map(len, bound.values()))
        waiting = sorted(n for n in pages[HELD] if n in self.items and not self.items[n].page)
        waiting.sort(key=lambda n: -self.held_cost(n))
        free += waiting[: max(0, space)]
        names = (*free, *(n for here in bound.values() for n in here))
        items = {n: self.item(n, state.assigned, state.pages) for n in names}
        ranks = [min(LOWEST, items[n].rank) for n in free]
        sides = [self._side(p, free, bound[p], items) for p in pair]
        held = [self.held_cost(n) for n in free]
        found = _divided(sides[0], sides[1] if len(sides) > 1 else _NOWHERE, ranks, held)
        if found is None:
            return None
        new = {**pages, HELD: pages[HELD] | set(free)}
        for page, chosen in zip(pair, (found.first, found.second), strict=False):
            part = frozenset(n for number, n in enumerate(free) if chosen >> number & 1)
            new[page] = part | set(bound[page])
            new[HELD] -= part
        if any(n in self.jumps for n in new[HELD] - pages[HELD]):
            return None  # not without its first part
        return PageAssignment(new, state.assigned.bodies)

    def _side(
        self, page: int, free: list[str], bound: list[str], items: Mapping[str, PageItem]
    ) -> _Side:
        """A page as one side of a division."""
        section_page, index = self.section_pages[page], self.index[page]
        here = [items[n] for n in (*bound, *free)]
        costs = _costs_of_sets(section_page, here, self.prices.pages)
        admits = 0
        for number, name in enumerate(free):
            jump = self.jumps.get(name)
            after = jump is None or jump.opening.page < page
            admits |= (after and section_page.admits(items[name].tags)) << number
        prices = self.prices.stories
        wishes = [
            cost_on_page(items[n], section_page, index, prices) + self.moved(n, page) for n in free
        ]
        best = min((items[n].rank for n in bound), default=LOWEST)
        leading = [self.led(section_page, min(rank, best)) for rank in range(LOWEST + 1)]
        return _Side(costs, len(bound), admits, wishes, leading)

    def _partings(
        self, state: State, page: int, tried: set[Any]
    ) -> Iterator[tuple[Any, PageAssignment]]:
        """Assignments in which a jump that has to do with the page has more or less of its first
        part."""
        for name, jump in self.openings.items():
            if not state.assigned.pages[page] & {name, jump.turned}:
                continue
            body = body_of(state.pages[jump.opening.page], name)
            for step in _PARTINGS:
                bodies = {**state.assigned.bodies, name: max(1, body + step)}
                key = name, bodies[name], tuple(state.assigned.pages.items())
                if key not in tried:
                    yield key, PageAssignment(state.assigned.pages, bodies)

    def _reinstated(self, state: State) -> Iterator[tuple[Any, PageAssignment]]:
        """Assignments in which a jump that was held over stands on its two pages."""
        for jump in self.openings.values():
            if jump.id not in state.assigned.pages[HELD]:
                continue
            for page in self.section_pages:
                if page > jump.opening.page and self.section_pages[page].admits(jump.opening.tags):
                    parts = {jump.id, jump.turned}
                    pages = {p: names - parts for p, names in state.assigned.pages.items()}
                    pages[jump.opening.page] |= {jump.id}
                    pages[page] |= {jump.turned}
                    yield tuple(pages.items()), PageAssignment(pages, state.assigned.bodies)

    def _moves(self, name: str) -> bool:
        """Whether an item may stand on more than one page; the rest of a held opening may not."""
        if name in self.items:
            return not self.items[name].page
        return name in self.jumps

    def _misfit(self, state: State, page: int) -> int:
        """By how many cells the items of a page miss its hole; out of their reach counts 20
        times."""
        assigned = state.assigned
        least = best = 0
        for name in assigned.pages[page]:
            low, middle, _ = self.item(name, assigned, state.pages).shapes.cells
            least, best = least + low, best + middle
        hole = self.section_pages[page].hole
        few = self.prices.pages.bare_level * max(0, hole.levels - len(assigned.pages[page]))
        if any(name in self.openings for name in assigned.pages[page]):
            return few + max(0, least - hole.cells)
        return few + abs(best - hole.cells) + 20 * max(0, least - hole.cells)

    # what cannot be -----------------------------------------------------------------------------

    def possible(self, state: State) -> State:
        """The state with as little as possible held over for which every page can be tiled."""
        while True:
            bad = [page for page, one in state.pages.items() if not one.tiling.found]
            if not bad:
                return state
            state = self.state(self._without(state, bad[0]), state)

    def _without(self, state: State, page: int) -> PageAssignment:
        """The assignment without those items of a page that it costs least to hold over so that the
        rest can be tiled; a jump is held over with both its parts."""
        one = state.pages[page]
        bound = [item for item in one.items if item.id in self.items and item.page]
        free = [item for item in one.items if item not in bound]
        price = {item.id: self.held_cost(item.id) for item in free}
        choices = [gone for count in range(1, len(free) + 1) for gone in combinations(free, count)]
        choices.sort(key=lambda gone: sum(price[item.id] for item in gone))
        out: tuple[PageItem, ...] = tuple(free) or tuple(bound)
        for gone in choices:
            left = tuple(item for item in one.items if item not in gone)
            if self.tiling(one.section_page, left).found:
                out = gone
                break
        names: set[str] = set()
        for item in out:
            jump = self.jumps.get(item.id) or self.openings.get(item.id)
            names |= {jump.id, jump.turned} if jump else {item.id}
        assigned = {page: there - names for page, there in state.assigned.pages.items()}
        assigned[HELD] = assigned[HELD] | names
        return PageAssignment(assigned, state.assigned.bodies)


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two pages: what each set of its stories costs on it, the bound ones (the first
    `bound` bits of a set) among them; which of the free ones it admits, and what each costs there
    besides; and what the page costs more for the best rank that stands on it."""

    costs: Sequence[int]
    bound: int
    admits: int
    wishes: Sequence[int]
    leading: Sequence[int]

    def cost(self, free: int, ranks: Sequence[int]) -> int:
        """What a set of the free stories costs here, beside the bound ones; NEVER if they cannot
        stand here."""
        if free & ~self.admits:
            return NEVER
        tiled = int(self.costs[free << self.bound | (1 << self.bound) - 1])
        if tiled >= NEVER:
            return NEVER
        best = len(self.leading) - 1
        total = tiled
        for number, rank in enumerate(ranks):
            if free >> number & 1:
                total += self.wishes[number]
                best = min(best, rank)
        return total + self.leading[best]


_NOWHERE = _Side((0,), 0, 0, (), (0,))
"""The other page of a section that has only one: no story may stand there."""


@dataclass(frozen=True, slots=True)
class _Division:
    """Sets of the free stories for both pages, and what they cost with those held over."""

    first: int
    second: int
    cost: int


def _divided(
    first: _Side, second: _Side, ranks: Sequence[int], held: Sequence[int]
) -> _Division | None:
    """The best division of the free stories, whose `ranks` these are, between two pages; `held` is
    what each costs that gets none. None where there is no way."""
    everything = (1 << len(ranks)) - 1
    here = [first.cost(free, ranks) for free in range(everything + 1)]
    there = [second.cost(free, ranks) for free in range(everything + 1)]
    over = sums_of_sets(held)
    best: _Division | None = None
    for one in range(everything + 1):
        if here[one] >= NEVER:
            continue
        # Every subset of the rest, the largest first: 3^n pairs of sets in all.
        rest = other = everything ^ one
        while True:
            if there[other] < NEVER:
                cost = here[one] + there[other] + over[rest ^ other]
                if best is None or cost < best.cost:
                    best = _Division(one, other, cost)
            if not other:
                break
            other = (other - 1) & rest
    return best
