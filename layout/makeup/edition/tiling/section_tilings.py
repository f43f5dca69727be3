"""The pages of a section with whoever stands on them: tiled, and what that costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from layout.makeup.edition.assign.by_area import (
    Assignment,
    Given,
    best_rank,
    standing_cost,
)
from layout.makeup.edition.assign.jump_parts import PartSetter
from layout.makeup.edition.assign.section_pages import Room
from layout.makeup.edition.shapes.item import Jump, Lot
from layout.makeup.edition.shapes.rectangles import aimed
from layout.makeup.edition.tiling.tile import Tiling
from layout.makeup.edition.tiling.tiled_page import (
    Standing,
    body_of,
    setting_of,
    without,
)
from layout.makeup.edition.tiling.who_stands_where import HELD, Cast
from layout.work.memory.remembered import remembered
from slots.prices_of_taste import PagePrices, by_rank

_UNTILED = 100_000  # a page that cannot be filled
LOWEST = 9  # rank: lower ones are as low
_STRUCK = 6  # times a page is tiled anew for the first part of a jump


def _made_from(room: Room, lots: tuple[Lot, ...], prices: PagePrices) -> tuple[object, ...]:
    return room.hole.top, room.hole.floors, prices, *(lot.shapes.key for lot in lots)


@remembered(_made_from, form=Tiling)
def _tiled(room: Room, lots: tuple[Lot, ...], prices: PagePrices) -> Tiling:
    """The tiling of a page with lots."""
    from layout.makeup.edition.tiling.fill_hole import tile  # NumPy: slow to import

    return tile(room.hole, [lot.shapes for lot in lots], prices)


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """A cast, its pages tiled, and their cost."""

    cast: Cast
    pages: Mapping[int, Standing]
    cost: int


class Stage:
    """The rooms and lots of a section, and what was found out about them."""

    def __init__(self, given: Given, setter: PartSetter) -> None:
        self.rooms = {room.page: room for room in given.rooms}
        self.index = {room.page: number for number, room in enumerate(given.rooms)}
        self.lots = {lot.id: lot for lot in given.lots}
        self.jumps = {jump.turned: jump for jump in given.jumps}
        self.openings = {jump.id: jump for jump in given.jumps}
        self.given, self.prices = given, given.prices
        self.best = best_rank(given)
        self.setter = setter
        self._tilings: dict[tuple[object, ...], Tiling] = {}
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

    def no_worse(self, state: State) -> frozenset[int]:
        """The pages that have not come out worse than last time."""
        costs = self.given.before.costs
        return frozenset(
            page
            for page, one in state.pages.items()
            if one.tiling.cost <= costs.get(page, 0) + self.prices.pages.bearable
        )

    def state(self, cast: Cast, old: State | None = None) -> State:
        """The pages of a cast, in their order; those that are as they were are not made again."""
        pages: dict[int, Standing] = {}
        for page, room in self.rooms.items():
            lots = tuple(sorted((self.lot(n, cast, pages) for n in cast.pages[page]), key=_order))
            was = old.pages[page] if old else None
            if was and [lot.shapes.key for lot in was.lots] == [lot.shapes.key for lot in lots]:
                pages[page] = was
            else:
                pages[page] = self._stood(room, lots)
        held = sum(self.held_cost(name) for name in cast.pages[HELD])
        return State(cast, pages, held + sum(self._cost(one) for one in pages.values()))

    def _stood(self, room: Room, lots: tuple[Lot, ...]) -> Standing:
        """A page tiled so that the first parts of jumps fill their legs: their rectangles that do
        not are struck, and the page is tiled anew."""
        for _ in range(_STRUCK):
            one = Standing(room, lots, self.tiling(room, lots))
            bad = [lot for lot in lots if lot.id in self.openings and not self._pours(one, lot)]
            if not bad:
                return one
            lots = tuple(without(lot, one) if lot in bad else lot for lot in lots)
        return one

    def _pours(self, one: Standing, lot: Lot) -> bool:
        setting = setting_of(one, lot.id)
        return setting is None or self.setter.pours(self.openings[lot.id], setting)

    def lot(self, name: str, cast: Cast, pages: Mapping[int, Standing]) -> Lot:
        """A lot as it is now: the second part of a jump depends on the first, on a page before."""
        jump = self.jumps.get(name)
        if jump is None:
            opening = self.openings.get(name)
            return self._opening(opening, cast.bodies[name]) if opening else self.lots[name]
        first = pages[jump.opening.page]
        return Lot(self.setter.turned(jump, body_of(first, jump.id)), jump.opening.tags)

    def _opening(self, jump: Jump, body: int) -> Lot:
        """The first part of a jump where it should have so many rows of text."""
        key, prices = (jump.id, body), self.prices.jumps
        if key not in self._aimed:
            self._aimed[key] = replace(
                jump.opening, shapes=aimed(jump.opening.shapes, body, prices)
            )
        return self._aimed[key]

    def rank(self, name: str) -> int:
        """The rank of a story, whichever part of it is meant."""
        jump = self.jumps.get(name) or self.openings.get(name)
        return jump.opening.rank if jump else self.lots[name].rank

    def tiling(self, room: Room, lots: tuple[Lot, ...]) -> Tiling:
        """The tiling of a page with lots: a search comes back to the same ones."""
        key = room.page, *(lot.shapes.key for lot in lots)
        if key not in self._tilings:
            self._tilings[key] = _tiled(room, lots, self.prices.pages)
        return self._tilings[key]

    def _cost(self, one: Standing) -> int:
        index = self.index[one.room.page]
        wishes = sum(
            standing_cost(lot, one.room, index, self.prices.stories)
            + self.moved(lot.id, one.room.page)
            for lot in one.lots
        )
        best = min((lot.rank for lot in one.lots), default=LOWEST)
        tiled = one.tiling.cost if one.tiling.found else _UNTILED
        return tiled + wishes + self.led(one.room, best)

    def moved(self, name: str, page: int) -> int:
        """What it costs that a lot stands elsewhere than last time; nothing where it was not."""
        elsewhere = self.given.before.pages.get(name, page) != page
        return self.prices.stories.moved if elsewhere else 0

    def held_cost(self, name: str) -> int:
        """What it costs that a story is held over, whichever part of it is meant."""
        return by_rank(self.prices.stories.held_over, self.rank(name))

    def led(self, room: Room, best: int) -> int:
        """What a page costs more for the best rank that stands on it."""
        if not any(room.hole.floors):
            return 0
        prices = self.prices.pages
        away = not self.index[room.page] and self.best <= 2 and best > self.best
        return (prices.front if away else 0) + (prices.leader if best > 2 else 0)


def _order(lot: Lot) -> tuple[int, str]:
    return lot.rank, lot.id
