"""Which story goes onto which page of its section: as an integer program over areas.

Shapes are left to the tiling of each page; here a story is the cells it takes at its best, and half
way from there to the least it can take: stories that all had to be at their least would seldom fill
a page together. The second part of a story that jumps takes the cells its first part leaves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from layout.makeup.edition.assign.last_edition import NEVER_MADE, Before
from layout.makeup.edition.assign.section_pages import Room
from layout.makeup.edition.shapes.item import Jump, Lot
from layout.work.memory.remembered import remembered
from slots.prices_of_taste import OUR_PRICES, Prices, StoryPrices, by_rank
from slots.solver import Answer, Program, Sum, total

MOST_STORIES = 7  # on a page: more would make its tiling slow
_LEADING = 65  # per cent of its page that the first part of a jump takes at most, if it need be
_WORK = 0.5  # the solver's deterministic time for a section


@dataclass(frozen=True, slots=True)
class Given:
    """What has to be assigned: rooms in page order, lots, jumps (whose openings are bound to
    pages), how the section was made up last time, and what things cost."""

    rooms: Sequence[Room]
    lots: Sequence[Lot]
    jumps: Sequence[Jump] = ()
    before: Before = NEVER_MADE
    prices: Prices = OUR_PRICES


@dataclass(frozen=True, slots=True)
class Assignment:
    """The page of each lot, and of the second part of each jump, by id. `held` are the ids of those
    that found none."""

    pages: Mapping[str, int]
    held: tuple[str, ...]


def assign(given: Given) -> Assignment:
    """The pages of all lots of a section. There always is an answer: what has no room is held."""
    return _Model(given).answer()


@remembered(Program.text)
def _answer(program: Program, cost: Sum) -> Answer:
    return program.minimise(cost, _WORK)


def standing_cost(lot: Lot, room: Room, index: int, prices: StoryPrices) -> int:
    """What it costs that a lot stands on a page, which is number `index` of its section: better
    ranks belong further forward."""
    cost = prices.later * index * max(0, 4 - lot.rank)
    return cost if room.near.isdisjoint(lot.tags) else cost - prices.near


def best_rank(given: Given) -> int:
    """The best rank of the stories that may stand on a section's first page."""
    first = given.rooms[0].page
    lots = (*given.lots, *(j.opening for j in given.jumps if j.opening.page == first))
    return min((lot.rank for lot in lots), default=1)


class _Model:
    """The program, and its choices by id and page."""

    def __init__(self, given: Given) -> None:
        self.given, self.program = given, Program()
        self.prices = given.prices
        self.cost: list[Sum] = []
        self.on: dict[tuple[str, int], Sum] = {}
        self.held: dict[str, Sum] = {}
        self.cells: dict[int, list[Sum]] = {room.page: [] for room in given.rooms}
        self.least: dict[int, list[Sum]] = {room.page: [] for room in given.rooms}
        for lot in given.lots:
            self._lot(lot)
        for jump in given.jumps:
            self._jump(jump)
        for room in given.rooms:
            self._room(room)

    def answer(self) -> Assignment:
        """Solve it."""
        found = _answer(self.program, total(self.cost))
        if found.values is None:
            return Assignment({}, tuple(self.held))
        pages = {name: page for (name, page), choice in self.on.items() if found(choice)}
        held = tuple(name for name, choice in self.held.items() if found(choice))
        return Assignment(pages, held)

    def _lot(self, lot: Lot) -> None:
        least, best, _ = lot.shapes.cells
        choices = [self._may_be_held(lot.id, lot.rank)]
        for index, room in enumerate(self.given.rooms):
            if lot.page in (0, room.page) and _fits(lot, room):
                choice = self.on[lot.id, room.page] = self.program.choice()
                choices.append(choice)
                self.cells[room.page].append(choice * best)
                self.least[room.page].append(choice * ((least + best) // 2))
                wish = standing_cost(lot, room, index, self.prices.stories)
                self.cost.append(choice * wish)
        self.program.exactly_one(choices)

    def _jump(self, jump: Jump) -> None:
        """The opening takes `part` cells of its page; the rest stands on one page after it."""
        _, best, most = jump.opening.shapes.cells
        page = jump.opening.page
        hole = next(room.hole.cells for room in self.given.rooms if room.page == page)
        least = min(best, hole * _LEADING // 100)
        part = self.program.whole(least, max(least, min(most, jump.cells)))
        self.cells[page].append(part)
        self.least[page].append(Sum((), least))
        choices = [self._may_be_held(jump.turned, jump.opening.rank)]
        rests = []
        for index, room in enumerate(self.given.rooms):
            if room.page <= page or not room.admits(jump.opening.tags):
                continue
            choice = self.on[jump.turned, room.page] = self.program.choice()
            rest = self.program.whole(0, jump.cells)
            self.program.most(rest, choice * jump.cells)
            self.cells[room.page].append(rest)
            self.least[room.page].append(rest)
            choices.append(choice)
            rests.append(rest)
            self.cost.append(choice * (self.prices.stories.later * index))
        self.program.exactly_one(choices)
        self.program.equal(total(rests) + part, jump.cells, (choices[0] * -1 + 1,))

    def _may_be_held(self, name: str, rank: int) -> Sum:
        held = self.held[name] = self.program.choice()
        self.cost.append(held * by_rank(self.prices.stories.held_over, rank))
        return held

    def _room(self, room: Room) -> None:
        """Stories that fit, as near as can be to the hole, not too many, and a leader."""
        page, cells, prices = room.page, room.hole.cells, self.prices.pages
        self.program.most(total(self.least[page]), cells)
        over, under = self.program.whole(0, 10**6), self.program.whole(0, 10**6)
        self.program.equal(total(self.cells[page]) + under, over + cells)
        self.cost.append((over + under) * prices.misfit)
        few = self.program.whole(0, room.hole.levels)
        self.cost.append(few * prices.bare_level)
        here = [choice for (_, on), choice in self.on.items() if on == page]
        self.program.most(total(here), MOST_STORIES - self._openings(page))
        self.program.least(total(here) + few, room.hole.levels - self._openings(page))
        if not self._openings(page):
            self._led(page, 2, prices.leader)
        if room is self.given.rooms[0] and best_rank(self.given) <= 2:
            openings = [j for j in self.given.jumps if j.opening.page == page]
            if not any(jump.opening.rank == best_rank(self.given) for jump in openings):
                self._led(page, best_rank(self.given), prices.front)

    def _led(self, page: int, rank: int, cost: int) -> None:
        """A cost for a page on which no story has such a rank or a better one."""
        leaders = [
            self.on[lot.id, page]
            for lot in self.given.lots
            if lot.rank <= rank and (lot.id, page) in self.on
        ]
        none = self.program.choice()
        self.program.any_of([none, *leaders])
        self.cost.append(none * cost)

    def _openings(self, page: int) -> int:
        return sum(jump.opening.page == page for jump in self.given.jumps)


def _fits(lot: Lot, room: Room) -> bool:
    """Whether a lot can stand on a page at all."""
    return room.admits(lot.tags) and lot.most_in(room.hole) > 0
