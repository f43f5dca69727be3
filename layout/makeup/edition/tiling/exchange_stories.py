"""From areas to pages: every page of a section tiled, then stories exchanged while that helps.

The assignment knows areas alone; what a set of stories really costs on a page only its tiling
tells. So the costliest page divides its stories anew with each other page, in the best way; what
lowers the cost of the section stays. Then the next page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from layout.makeup.edition.assign.by_area import (
    Given,
    assign,
    standing_cost,
)
from layout.makeup.edition.assign.jump_parts import PartSetter
from layout.makeup.edition.assign.section_pages import Room
from layout.makeup.edition.shapes.item import Lot
from layout.makeup.edition.tiling.section_tilings import LOWEST, Stage, State
from layout.makeup.edition.tiling.tiled_page import (
    Standing,
    body_of,
    least_cost,
)
from layout.makeup.edition.tiling.two_pages import NOWHERE, Side, divide
from layout.makeup.edition.tiling.who_stands_where import HELD, Cast
from layout.work.memory.remembered import remembered
from slots.prices_of_taste import PagePrices

_MOST_UNITED = 7  # stories of two pages that are recast together
_MOST_PAIRS = 8  # pages that a page is recast with: those with most to give
_TRIED_HELD = 12  # pairs of pages tried for those without a page
_EFFORT = 8  # exchanges tried for each page of a section, on average, at most
_PARTINGS = (-12, -6, -3, 3, 6, 12)  # rows of text by which a jump is parted elsewhere


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """The pages of a section, what they cost and cost at least, the ids without a place, the rows
    of text that first parts were to have, and what stands for all it was made from."""

    pages: Mapping[int, Standing]
    cost: int
    bound: int
    held: tuple[str, ...]
    bodies: Mapping[str, int]
    fingerprint: str


def make(given: Given, setter: PartSetter) -> Made:
    """The pages of a section: as they were last time where nothing is different, with as little
    moved as possible where something is, and from the beginning where there was no last time."""
    section, effort = _Search(given, setter), _EFFORT * len(given.rooms)
    fingerprint, first = _fingerprint(given), given.rooms[0].page
    if given.before.sections.get(first) == fingerprint:
        state = section.possible(section.state(section.cast_again()))
    elif first in given.before.sections:
        state = section.possible(section.state(section.cast_again()))
        state = section.possible(section.improved(state, effort, section.no_worse(state)))
    else:
        state = section.improved(section.state(section.cast(assign(given))), effort, frozenset())
        state = section.possible(state)
        if state.cast.pages[HELD]:
            state = section.possible(section.improved(state, effort, frozenset()))
    held = tuple(sorted(state.cast.pages[HELD]))
    bound = least_cost(tuple(state.pages.values()), given.prices.pages.house_ad_cell)
    bound -= given.prices.stories.near * _nearable(given)
    moved = sum(
        section.moved(lot.id, page) for page, one in state.pages.items() for lot in one.lots
    )
    return Made(state.pages, state.cost - moved, bound, held, state.cast.bodies, fingerprint)


def _nearable(given: Given) -> int:
    """How many stories could stand near an ad that asks for such as they are."""
    near = frozenset().union(*(room.near for room in given.rooms))
    lots = (*given.lots, *(jump.opening for jump in given.jumps))
    return sum(not near.isdisjoint(lot.tags) for lot in lots)


def _fingerprint(given: Given) -> str:
    """What stands for all that the pages of a section depend on."""
    rooms = [
        (room.hole.page, room.hole.top, room.hole.floors, sorted(room.away), sorted(room.near))
        for room in given.rooms
    ]
    lots = sorted((lot.shapes.key, sorted(lot.tags), lot.page) for lot in given.lots)
    jumps = sorted((jump.opening.shapes.key, jump.opening.page) for jump in given.jumps)
    told = rooms, lots, jumps, given.prices
    return hashlib.sha256(repr(told).encode()).hexdigest()[:24]


def _weighed(room: Room, lots: Sequence[Lot], prices: PagePrices) -> tuple[object, ...]:
    return room.hole.floors, prices, *(lot.shapes.prices for lot in lots)


@remembered(_weighed)
def _costs_of_sets(room: Room, lots: Sequence[Lot], prices: PagePrices) -> Sequence[int]:
    """What each set of lots costs on a page."""
    from layout.makeup.edition.tiling.fill_hole import set_costs  # NumPy: slow to import

    return set_costs(room.hole, [lot.shapes for lot in lots], prices)


class _Search(Stage):
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
            for cast in self._exchanges(state, page, tried):
                effort -= 1
                other = self.state(cast, state) if cast else state
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
        """The page that costs most above what its lots cost at best; before all, what has none."""
        excess = {
            page: one.tiling.cost - sum(lot.shapes.cheapest for lot in one.lots)
            for page, one in state.pages.items()
            if page not in settled
        }
        if HELD not in settled and state.cast.pages[HELD]:
            return HELD
        page = max(excess, key=lambda p: (excess[p], -p), default=None)
        return page if page is not None and excess[page] > self.prices.pages.bearable else None

    def _exchanges(self, state: State, page: int, tried: set[Any]) -> Iterator[Cast | None]:
        """Casts in which a jump is parted elsewhere, or the page and another one have divided their
        stories anew, each tried once; None where they are divided best as they are."""
        first = self._reinstated(state) if page == HELD else self._partings(state, page, tried)
        for key, cast in first:
            tried.add(key)
            yield cast
        for pair in self._pairs(state, page):
            key = pair, *(state.cast.pages[number] for number in (*pair, HELD))
            if key not in tried:
                tried.add(key)
                divided = self._divided(state, pair)
                yield divided if divided != state.cast else None

    def _pairs(self, state: State, page: int) -> list[tuple[int, ...]]:
        """The pages to recast with a page, those with most to give first; any two for what is held
        over. The page of a section that has no other is recast alone."""
        spare = {p: -self._misfit(state, p) for p in self.rooms}
        pairs = [
            pair
            for pair in combinations(self.rooms, min(2, len(self.rooms)))
            if page in (HELD, *pair) and sum(len(state.cast.pages[p]) for p in pair) <= _MOST_UNITED
        ]
        pairs.sort(key=lambda pair: (-sum(spare[p] for p in pair), pair))
        return pairs[: _TRIED_HELD if page == HELD else _MOST_PAIRS]

    def _divided(self, state: State, pair: tuple[int, ...]) -> Cast | None:
        """The cast in which two pages, or one, have divided their stories, and what is held over,
        in the best way."""
        pages = state.cast.pages
        free = [n for p in pair for n in sorted(pages[p]) if self._moves(n)]
        bound = {p: [n for n in sorted(pages[p]) if not self._moves(n)] for p in pair}
        room = _MOST_UNITED - len(free) - max(map(len, bound.values()))
        waiting = sorted(n for n in pages[HELD] if n in self.lots and not self.lots[n].page)
        waiting.sort(key=lambda n: -self.held_cost(n))
        free += waiting[: max(0, room)]
        names = (*free, *(n for here in bound.values() for n in here))
        lots = {n: self.lot(n, state.cast, state.pages) for n in names}
        ranks = [min(LOWEST, lots[n].rank) for n in free]
        sides = [self._side(p, free, bound[p], lots) for p in pair]
        held = [self.held_cost(n) for n in free]
        found = divide(sides[0], sides[1] if len(sides) > 1 else NOWHERE, ranks, held)
        if found is None:
            return None
        new = {**pages, HELD: pages[HELD] | set(free)}
        for page, chosen in zip(pair, (found.first, found.second), strict=False):
            part = frozenset(n for number, n in enumerate(free) if chosen >> number & 1)
            new[page] = part | set(bound[page])
            new[HELD] -= part
        if any(n in self.jumps for n in new[HELD] - pages[HELD]):
            return None  # not without its first part
        return Cast(new, state.cast.bodies)

    def _side(self, page: int, free: list[str], bound: list[str], lots: Mapping[str, Lot]) -> Side:
        """A page as one side of a division."""
        room, index = self.rooms[page], self.index[page]
        here = [lots[n] for n in (*bound, *free)]
        costs = _costs_of_sets(room, here, self.prices.pages)
        admits = 0
        for number, name in enumerate(free):
            jump = self.jumps.get(name)
            after = jump is None or jump.opening.page < page
            admits |= (after and room.admits(lots[name].tags)) << number
        prices = self.prices.stories
        wishes = [standing_cost(lots[n], room, index, prices) + self.moved(n, page) for n in free]
        best = min((lots[n].rank for n in bound), default=LOWEST)
        leading = [self.led(room, min(rank, best)) for rank in range(LOWEST + 1)]
        return Side(costs, len(bound), admits, wishes, leading)

    def _partings(self, state: State, page: int, tried: set[Any]) -> Iterator[tuple[Any, Cast]]:
        """Casts in which a jump that has to do with the page has more or less of its first part."""
        for name, jump in self.openings.items():
            if not state.cast.pages[page] & {name, jump.turned}:
                continue
            body = body_of(state.pages[jump.opening.page], name)
            for step in _PARTINGS:
                bodies = {**state.cast.bodies, name: max(1, body + step)}
                key = name, bodies[name], tuple(state.cast.pages.items())
                if key not in tried:
                    yield key, Cast(state.cast.pages, bodies)

    def _reinstated(self, state: State) -> Iterator[tuple[Any, Cast]]:
        """Casts in which a jump that was held over stands on its two pages."""
        for jump in self.openings.values():
            if jump.id not in state.cast.pages[HELD]:
                continue
            for page in self.rooms:
                if page > jump.opening.page and self.rooms[page].admits(jump.opening.tags):
                    parts = {jump.id, jump.turned}
                    pages = {p: names - parts for p, names in state.cast.pages.items()}
                    pages[jump.opening.page] |= {jump.id}
                    pages[page] |= {jump.turned}
                    yield tuple(pages.items()), Cast(pages, state.cast.bodies)

    def _moves(self, name: str) -> bool:
        """Whether a lot may stand on more than one page; the rest of a held opening may not."""
        if name in self.lots:
            return not self.lots[name].page
        return name in self.jumps

    def _misfit(self, state: State, page: int) -> int:
        """By how many cells the lots of a page miss its hole: out of their reach counts in full."""
        cast = state.cast
        least = best = 0
        for name in cast.pages[page]:
            low, middle, _ = self.lot(name, cast, state.pages).shapes.cells
            least, best = least + low, best + middle
        hole = self.rooms[page].hole
        few = self.prices.pages.bare_level * max(0, hole.levels - len(cast.pages[page]))
        if any(name in self.openings for name in cast.pages[page]):
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

    def _without(self, state: State, page: int) -> Cast:
        """The cast without those lots of a page that it costs least to hold over so that the rest
        can be tiled; a jump is held over with both its parts."""
        one = state.pages[page]
        bound = [lot for lot in one.lots if lot.id in self.lots and lot.page]
        free = [lot for lot in one.lots if lot not in bound]
        price = {lot.id: self.held_cost(lot.id) for lot in free}
        choices = [gone for count in range(1, len(free) + 1) for gone in combinations(free, count)]
        choices.sort(key=lambda gone: sum(price[lot.id] for lot in gone))
        out: tuple[Lot, ...] = tuple(free) or tuple(bound)
        for gone in choices:
            left = tuple(lot for lot in one.lots if lot not in gone)
            if self.tiling(one.room, left).found:
                out = gone
                break
        names: set[str] = set()
        for lot in out:
            jump = self.jumps.get(lot.id) or self.openings.get(lot.id)
            names |= {jump.id, jump.turned} if jump else {lot.id}
        cast = {page: there - names for page, there in state.cast.pages.items()}
        cast[HELD] = cast[HELD] | names
        return Cast(cast, state.cast.bodies)
