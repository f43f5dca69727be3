"""From areas to pages: every page of a section tiled, then stories exchanged while that helps.

The assignment knows areas alone; what a set of stories really costs on a page only its tiling
tells. So the costliest page exchanges stories with others, those exchanges first that bring areas
nearest to their holes, and each that lowers the cost of the section stays. Then the next page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from layout.makeup.edition.assign import (
    FEW,
    FRONT,
    LEADER,
    Assignment,
    Given,
    assign,
    best_rank,
    held_cost,
    standing_cost,
)
from layout.makeup.edition.cast import HELD, Cast
from layout.makeup.edition.lot import Jump, Lot
from layout.makeup.edition.pairing import Side, divide
from layout.makeup.edition.part_setter import PartSetter
from layout.makeup.edition.room import Room
from layout.makeup.edition.shapes import aimed
from layout.makeup.edition.standing import (
    Standing,
    body_of,
    least_cost,
    setting_of,
    without,
)
from layout.makeup.edition.tiling import Tiling, set_costs, tile

MOST_UNITED = 7  # stories of two pages that are recast together
TRIED_HELD = 12  # pairs of pages tried for those without a page
LOWEST = 9  # rank: lower ones are as low
EFFORT = 5  # exchanges tried for each page of a section, on average, at most
UNTILED = 100_000  # a page that cannot be filled
PARTINGS = (-12, -6, -3, 3, 6, 12)  # rows of text by which a jump is parted elsewhere
BEARABLE = 40  # a page that costs no more than this above its stories' best is left as it is

Known = MutableMapping[str, Tiling]
"""Tilings by hole and stories: each is worked out once, and kept from run to run."""

STRUCK = 6  # times a page is tiled anew for the first part of a jump


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


def make(given: Given, setter: PartSetter, known: Known) -> Made:
    """The pages of a section: as they were last time where nothing is different, with as little
    moved as possible where something is, and from the beginning where there was no last time."""
    section, effort = _Section(given, setter, known), EFFORT * len(given.rooms)
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
    bound = least_cost(tuple(state.pages.values()))
    return Made(state.pages, state.cost, bound, held, state.cast.bodies, fingerprint)


def _fingerprint(given: Given) -> str:
    """What stands for all that the pages of a section depend on."""
    rooms = [
        (room.hole.page, room.hole.top, room.hole.floors, sorted(room.away), sorted(room.near))
        for room in given.rooms
    ]
    lots = sorted((lot.shapes.key, sorted(lot.tags), lot.page) for lot in given.lots)
    jumps = sorted((jump.opening.shapes.key, jump.opening.page) for jump in given.jumps)
    return hashlib.sha256(repr((rooms, lots, jumps)).encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True, eq=False)
class _State:
    """A cast, its pages tiled, and their cost."""

    cast: Cast
    pages: Mapping[int, Standing]
    cost: int


class _Section:
    """The rooms and lots of a section, and what was found out about them."""

    def __init__(self, given: Given, setter: PartSetter, known: Known) -> None:
        self.rooms = {room.page: room for room in given.rooms}
        self.index = {room.page: number for number, room in enumerate(given.rooms)}
        self.lots = {lot.id: lot for lot in given.lots}
        self.jumps = {jump.turned: jump for jump in given.jumps}
        self.openings = {jump.id: jump for jump in given.jumps}
        self.given = given
        self.best = best_rank(given)
        self.setter, self.known = setter, known
        self._sets: dict[str, list[int]] = {}
        self._aimed: dict[tuple[str, int], Lot] = {}

    def cast(self, assignment: Assignment) -> Cast:
        """Who stands where by an assignment; an opening whose rest has no page stands nowhere."""
        cast: dict[int, set[str]] = {page: set() for page in (HELD, *self.rooms)}
        for name, page in assignment.pages.items():
            cast[page].add(name)
        cast[HELD].update(assignment.held)
        for jump in self.openings.values():
            page = jump.opening.page if jump.turned in assignment.pages else HELD
            cast[page].add(jump.id)
        pages = {page: frozenset(names) for page, names in cast.items()}
        return Cast(pages, {name: jump.body for name, jump in self.openings.items()})

    def cast_again(self) -> Cast:
        """Who stands where as last time; what was nowhere, or may not be there now, is held."""
        before = self.given.before.pages
        pages: dict[int, set[str]] = {page: set() for page in (HELD, *self.rooms)}
        for lot in self.lots.values():
            page = before.get(lot.id, HELD)
            fits = page in self.rooms and lot.page in (0, page)
            fits = fits and self.rooms[page].admits(lot.tags)
            pages[page if fits else HELD].add(lot.id)
        for jump in self.openings.values():
            second = before.get(jump.turned, HELD)
            fits = before.get(jump.id) == jump.opening.page and second in self.rooms
            fits = fits and second > jump.opening.page
            fits = fits and self.rooms[second].admits(jump.opening.tags)
            pages[jump.opening.page if fits else HELD].add(jump.id)
            pages[second if fits else HELD].add(jump.turned)
        found = {page: frozenset(names) for page, names in pages.items()}
        return Cast(found, {name: jump.body for name, jump in self.openings.items()})

    def no_worse(self, state: _State) -> frozenset[int]:
        """The pages that have not come out worse than last time."""
        costs = self.given.before.costs
        return frozenset(
            page
            for page, one in state.pages.items()
            if one.tiling.cost <= costs.get(page, 0) + BEARABLE
        )

    def state(self, cast: Cast, old: _State | None = None) -> _State:
        """The pages of a cast, in their order; those that are as they were are not made again."""
        pages: dict[int, Standing] = {}
        for page, room in self.rooms.items():
            lots = tuple(sorted((self._lot(n, cast, pages) for n in cast.pages[page]), key=_order))
            was = old.pages[page] if old else None
            if was and [lot.shapes.key for lot in was.lots] == [lot.shapes.key for lot in lots]:
                pages[page] = was
            else:
                pages[page] = self._stood(room, lots)
        held = sum(held_cost(self._rank(name)) for name in cast.pages[HELD])
        return _State(cast, pages, held + sum(self._cost(one) for one in pages.values()))

    def _stood(self, room: Room, lots: tuple[Lot, ...]) -> Standing:
        """A page tiled so that the first parts of jumps fill their legs: their rectangles that do
        not are struck, and the page is tiled anew."""
        for _ in range(STRUCK):
            one = Standing(room, lots, self._tiling(room, lots))
            bad = [lot for lot in lots if lot.id in self.openings and not self._pours(one, lot)]
            if not bad:
                return one
            lots = tuple(without(lot, one) if lot in bad else lot for lot in lots)
        return one

    def _pours(self, one: Standing, lot: Lot) -> bool:
        setting = setting_of(one, lot.id)
        return setting is None or self.setter.pours(self.openings[lot.id], setting)

    def _lot(self, name: str, cast: Cast, pages: Mapping[int, Standing]) -> Lot:
        """A lot as it is now: the second part of a jump depends on the first, on a page before."""
        jump = self.jumps.get(name)
        if jump is None:
            opening = self.openings.get(name)
            return self._opening(opening, cast.bodies[name]) if opening else self.lots[name]
        first = pages[jump.opening.page]
        return Lot(self.setter.turned(jump, body_of(first, jump.id)), jump.opening.tags)

    def _opening(self, jump: Jump, body: int) -> Lot:
        """The first part of a jump where it should have so many rows of text."""
        key = jump.id, body
        if key not in self._aimed:
            self._aimed[key] = replace(jump.opening, shapes=aimed(jump.opening.shapes, body))
        return self._aimed[key]

    def _rank(self, name: str) -> int:
        """The rank of a story, whichever part of it is meant."""
        jump = self.jumps.get(name) or self.openings.get(name)
        return jump.opening.rank if jump else self.lots[name].rank

    def _tiling(self, room: Room, lots: tuple[Lot, ...]) -> Tiling:
        key = f"{room.hole.top} {room.hole.floors} {' '.join(lot.shapes.key for lot in lots)}"
        found = self.known.get(key)
        if found is None:
            shapes = [lot.shapes for lot in lots]
            found = self.known[key] = tile(room.hole, shapes)
        return found

    def _cost(self, one: Standing) -> int:
        index = self.index[one.room.page]
        wishes = sum(standing_cost(lot, one.room, index) for lot in one.lots)
        best = min((lot.rank for lot in one.lots), default=LOWEST)
        tiled = one.tiling.cost if one.tiling.found else UNTILED
        return tiled + wishes + self._led(one.room, best)

    def _led(self, room: Room, best: int) -> int:
        """What a page costs more for the best rank that stands on it."""
        if not any(room.hole.floors):
            return 0
        front = FRONT if not self.index[room.page] and self.best <= 2 and best > self.best else 0
        return front + (LEADER if best > 2 else 0)

    # exchanges ----------------------------------------------------------------------------------

    def improved(self, state: _State, effort: int, good: frozenset[int]) -> _State:
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
                other = self.state(cast, state)
                if other.cost < state.cost:
                    state = other
                    settled = set(good)
                    break
                if effort <= 0:
                    break
            else:
                settled.add(page)
        return state

    def _costliest(self, state: _State, settled: set[int]) -> int | None:
        """The page that costs most above what its lots cost at best; before all, what has none."""
        excess = {
            page: one.tiling.cost - sum(lot.shapes.cheapest for lot in one.lots)
            for page, one in state.pages.items()
            if page not in settled
        }
        if HELD not in settled and state.cast.pages[HELD]:
            return HELD
        page = max(excess, key=lambda p: (excess[p], -p), default=None)
        return page if page is not None and excess[page] > BEARABLE else None

    def _exchanges(self, state: _State, page: int, tried: set[Any]) -> Iterator[Cast]:
        """Casts in which a jump is parted elsewhere, or the page and another one have divided their
        stories anew, each tried once."""
        first = self._reinstated(state) if page == HELD else self._partings(state, page, tried)
        for key, cast in first:
            tried.add(key)
            yield cast
        for one, other in self._pairs(state, page):
            key = one, state.cast.pages[one], other, state.cast.pages[other], state.cast.pages[HELD]
            if key not in tried:
                tried.add(key)
                cast = self._divided(state, one, other)
                if cast is not None and cast != state.cast:
                    yield cast

    def _pairs(self, state: _State, page: int) -> list[tuple[int, int]]:
        """The pages to recast with a page, those with most to give first; any two for what is held
        over."""
        spare = {p: -self._misfit(state, state.cast, p) for p in self.rooms}
        pairs = [
            (one, other)
            for one, other in combinations(self.rooms, 2)
            if page in (HELD, one, other) and self._united(state, one, other) <= MOST_UNITED
        ]
        pairs.sort(key=lambda pair: (-spare[pair[0]] - spare[pair[1]], pair))
        return pairs[:TRIED_HELD] if page == HELD else pairs

    def _united(self, state: _State, one: int, other: int) -> int:
        return len(state.cast.pages[one] | state.cast.pages[other])

    def _divided(self, state: _State, one: int, other: int) -> Cast | None:
        """The cast in which two pages have divided their stories, and what is held over, in the
        best way."""
        pages = state.cast.pages
        free = [n for p in (one, other) for n in sorted(pages[p]) if self._moves(n)]
        bound = {p: [n for n in sorted(pages[p]) if not self._moves(n)] for p in (one, other)}
        room = MOST_UNITED - len(free) - max(map(len, bound.values()))
        waiting = sorted(n for n in pages[HELD] if n in self.lots and not self.lots[n].page)
        waiting.sort(key=lambda n: -held_cost(self._rank(n)))
        free += waiting[: max(0, room)]
        lots = {
            n: self._lot(n, state.cast, state.pages) for n in (*free, *bound[one], *bound[other])
        }
        ranks = [min(LOWEST, lots[n].rank) for n in free]
        sides = [self._side(p, free, bound[p], lots) for p in (one, other)]
        held = [held_cost(self._rank(n)) for n in free]
        found = divide(sides[0], sides[1], ranks, held)
        if found is None:
            return None
        parts = [
            frozenset(n for number, n in enumerate(free) if chosen >> number & 1)
            for chosen in (found.first, found.second)
        ]
        new = dict(pages)
        new[one], new[other] = parts[0] | set(bound[one]), parts[1] | set(bound[other])
        new[HELD] = (pages[HELD] | set(free)) - parts[0] - parts[1]
        if any(n in self.jumps for n in new[HELD] - pages[HELD]):
            return None  # not without its first part
        return Cast(new, state.cast.bodies)

    def _side(self, page: int, free: list[str], bound: list[str], lots: Mapping[str, Lot]) -> Side:
        """A page as one side of a division."""
        room, index = self.rooms[page], self.index[page]
        shapes = [lots[n].shapes for n in (*bound, *free)]
        key = f"{room.hole.top} {room.hole.floors} {' '.join(one.key for one in shapes)}"
        if key not in self._sets:
            self._sets[key] = set_costs(room.hole, shapes)
        admits = 0
        for number, name in enumerate(free):
            jump = self.jumps.get(name)
            after = jump is None or jump.opening.page < page
            admits |= (after and room.admits(lots[name].tags)) << number
        wishes = [standing_cost(lots[n], room, index) for n in free]
        best = min((lots[n].rank for n in bound), default=LOWEST)
        leading = [self._led(room, min(rank, best)) for rank in range(LOWEST + 1)]
        return Side(self._sets[key], len(bound), admits, wishes, leading)

    def _partings(self, state: _State, page: int, tried: set[Any]) -> Iterator[tuple[Any, Cast]]:
        """Casts in which a jump that has to do with the page has more or less of its first part."""
        for name, jump in self.openings.items():
            if not state.cast.pages[page] & {name, jump.turned}:
                continue
            body = body_of(state.pages[jump.opening.page], name)
            for step in PARTINGS:
                bodies = {**state.cast.bodies, name: max(1, body + step)}
                key = name, bodies[name], tuple(state.cast.pages.items())
                if key not in tried:
                    yield key, Cast(state.cast.pages, bodies)

    def _reinstated(self, state: _State) -> Iterator[tuple[Any, Cast]]:
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

    def _misfit(self, state: _State, cast: Cast, page: int) -> int:
        """By how many cells the lots of a page miss its hole: out of their reach counts in full."""
        if page == HELD:
            lots = (self._lot(name, cast, state.pages) for name in cast.pages[HELD])
            return sum(2 * lot.shapes.cells[1] for lot in lots)
        least = best = 0
        for name in cast.pages[page]:
            low, middle, _ = self._lot(name, cast, state.pages).shapes.cells
            least, best = least + low, best + middle
        hole = self.rooms[page].hole
        few = FEW * max(0, hole.levels - len(cast.pages[page]))
        if any(name in self.openings for name in cast.pages[page]):
            return few + max(0, least - hole.cells)
        return few + abs(best - hole.cells) + 20 * max(0, least - hole.cells)

    # what cannot be -----------------------------------------------------------------------------

    def possible(self, state: _State) -> _State:
        """The state with as little as possible held over for which every page can be tiled."""
        while True:
            bad = [page for page, one in state.pages.items() if not one.tiling.found]
            if not bad:
                return state
            state = self.state(self._without(state, bad[0]), state)

    def _without(self, state: _State, page: int) -> Cast:
        """The cast without those lots of a page that it costs least to hold over so that the rest
        can be tiled; a jump is held over with both its parts."""
        one = state.pages[page]
        bound = [lot for lot in one.lots if lot.id in self.lots and lot.page]
        free = [lot for lot in one.lots if lot not in bound]
        price = {lot.id: held_cost(self._rank(lot.id)) for lot in free}
        choices = [gone for count in range(1, len(free) + 1) for gone in combinations(free, count)]
        choices.sort(key=lambda gone: sum(price[lot.id] for lot in gone))
        out: tuple[Lot, ...] = tuple(free) or tuple(bound)
        for gone in choices:
            left = tuple(lot for lot in one.lots if lot not in gone)
            if self._tiling(one.room, left).found:
                out = gone
                break
        names: set[str] = set()
        for lot in out:
            jump = self.jumps.get(lot.id) or self.openings.get(lot.id)
            names |= {jump.id, jump.turned} if jump else {lot.id}
        cast = {page: there - names for page, there in state.cast.pages.items()}
        cast[HELD] = cast[HELD] | names
        return Cast(cast, state.cast.bodies)


def _order(lot: Lot) -> tuple[int, str]:
    return lot.rank, lot.id
