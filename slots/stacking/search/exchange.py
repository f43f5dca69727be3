"""Local search by exchange: ads change pages, a few at a time, while that makes the plan better.

An exchange takes ads from one page to another and others back (or none: then they only move). An
upper bound of its gain is known without packing: the wishes that could be met, and the steps that
a number of cells cannot do without. Those of the highest bound are packed, and the best one is
made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import gcd

from slots.stacking.search.draft import Draft, crowding, leaves_of, worth_of
from slots.stacking.search.packed_pages import Effort, ground_of, piece_of
from slots.stacking.task.stack_top import least_loss

_MOST_AWAY = 2
"""The most ads that one page gives to another at once: pairs reach what no single ad does; there
are too many triples."""

_MOST_MOVED = 3
"""The most ads that one exchange moves, both ways together."""

_TRIED = 6
"""The most exchanges of two pages that are packed in one round, best bound first: packing takes the
time."""

_ROUNDS = 8
"""The most passes over all pairs of pages; a pass that gains nothing is the last."""

_LOOKED_AT = 40_000
"""The most exchanges that are weighed, packed or not: many small ads on a page make thousands for
each pair."""


def level(draft: Draft, steps: int) -> None:
    """Exchanges ads between pages of a draft on a board that levels, for at most `steps` steps of
    packing. No exchange lowers what the draft is worth, none takes an ad off."""
    leveller = _Leveller(draft, draft.board.piler.steps + steps)
    for _ in range(_ROUNDS):
        if not leveller.round():
            return


@dataclass(frozen=True, slots=True, order=True)
class _Exchange:
    """Ads that go from page `one` to `other`, and those that come back; what it loses at least
    (negative: gains at most)."""

    lost: int
    moved: int
    one: int
    other: int
    away: tuple[int, ...]
    back: tuple[int, ...]

    def moves(self) -> Iterator[tuple[int, int, int]]:
        """Each ad with the page it is on and the one it goes to."""
        for ad in self.away:
            yield ad, self.one, self.other
        for ad in self.back:
            yield ad, self.other, self.one


@dataclass(frozen=True, slots=True)
class _AdSet:
    """Ads of a page that may leave it together: their cells, and the points that they lose by it
    if all wishes are met before and after."""

    ads: tuple[int, ...]
    area: int
    lost: int


class _Side:
    """A page in exchange with another: what it would lose at least."""

    def __init__(self, draft: Draft, number: int, other: int) -> None:
        task = draft.board.task
        self._prices = task.prices
        self._page = task.pages[number]
        here = [task.ads[ad] for ad in draft.on[number]]
        near = [task.ads[ad] for ad in draft.on[other]]
        self._used = sum(ad.area for ad in here)
        locked = any(ad.bound for ad in here + near)
        self._unit = 0 if locked else gcd(*(ad.rows for ad in here + near))
        self._ground = ground_of(self._page, task).levelled

    def least(self, away: _AdSet, back: _AdSet) -> int:
        """Points that crowding and steps cost it at least when some ads have left and others
        come."""
        cells = self._used - away.area + back.area
        crowd = crowding(self._page, cells, self._prices)
        return crowd + least_loss(self._ground, cells, self._unit)


class _Leveller:
    """The exchanges of one draft."""

    def __init__(self, draft: Draft, enough: int) -> None:
        self._draft, self._enough = draft, enough
        self._task, self._piler = draft.board.task, draft.board.piler
        self._looked = 0
        # Pairs of pages, with their ads, for which no exchange gained: none will until their ads
        # change.
        self._barren: set[tuple[object, ...]] = set()
        self._ceilings: dict[tuple[int, int], int] = {}

    def round(self) -> bool:
        """Every pair of pages once, those first that could gain most; whether any gained."""
        open_pages = {number: self._missing(number) for number in self._task.pages}
        pairs = [
            (-open_pages[one] - open_pages[other], one, other)
            for one, other in combinations(sorted(open_pages), 2)
            if open_pages[one] + open_pages[other]
        ]
        gained = False
        for _, one, other in sorted(pairs):
            if self._spent:
                return False
            on = self._draft.on
            key = (one, other, *sorted(on[one]), -1, *sorted(on[other]))
            if key not in self._barren:
                while self._improve(one, other):
                    gained = True
                self._barren.add(key)
        return gained

    @property
    def _spent(self) -> bool:
        return self._piler.steps >= self._enough or self._looked >= _LOOKED_AT

    def _missing(self, number: int) -> int:
        """Points that a page falls short of its upper bound."""
        page, here = self._task.pages[number], self._draft.on[number]
        points = self._piler.page(number, here).points
        return sum(self._ceiling(ad, number) for ad in here) - points + self._draft.crowd(page)

    def _improve(self, one: int, other: int) -> bool:
        """Makes the best exchange of two pages, if any gains."""
        best: tuple[int, _Exchange] | None = None
        for exchange in sorted(self._exchanges(one, other))[:_TRIED]:
            if self._spent or (best is not None and -exchange.lost <= best[0]):
                break  # in the order of their bounds: none that follows can gain more
            gain = self._gain(exchange)
            if gain > (best[0] if best else 0):
                best = gain, exchange
        if best is None:
            return False
        self._make(best[1].moves())
        return True

    def _exchanges(self, one: int, other: int) -> Iterator[_Exchange]:
        missing = self._missing(one) + self._missing(other)
        if not missing:
            return
        sides = _Side(self._draft, one, other), _Side(self._draft, other, one)
        leaving, coming = self._leaving(one, other), self._leaving(other, one)
        for away in leaving:
            for back in coming:
                moved = len(away.ads) + len(back.ads)
                if 0 < moved <= _MOST_MOVED:
                    self._looked += 1
                    lost = sides[0].least(away, back) + sides[1].least(back, away)
                    lost += away.lost + back.lost
                    if lost < missing:
                        yield _Exchange(lost - missing, moved, one, other, away.ads, back.ads)

    def _leaving(self, one: int, other: int) -> list[_AdSet]:
        """The sets of ads that may go from one page to another."""
        ads, stands = self._task.ads, self._draft.board.stands
        free = [
            ad
            for ad in sorted(self._draft.on[one])
            if other in stands[ad] and not ads[ad].booking.double_truck
        ]
        return [
            self._ad_set(some, one, other)
            for size in range(_MOST_AWAY + 1)
            for some in combinations(free, size)
        ]

    def _ad_set(self, some: tuple[int, ...], one: int, other: int) -> _AdSet:
        lost, prices = 0, self._task.prices
        for ad in some:
            booked = self._task.ads[ad]
            lost += worth_of(booked, one, prices) - worth_of(booked, other, prices)
            lost += self._ceiling(ad, one) - self._ceiling(ad, other)
        return _AdSet(some, sum(self._task.ads[ad].area for ad in some), lost)

    def _gain(self, exchange: _Exchange) -> int:
        """Points that an exchange brings; 0 where a rule or room forbids it."""
        moves = list(exchange.moves())
        before = self._worth(exchange)
        allowed = self._make(moves)
        gain, numbers = 0, (exchange.one, exchange.other)
        if allowed and all(
            self._draft.within(number)
            and self._draft.pile(number, Effort.GLANCE).places is not None
            and self._draft.pile(number).places is not None
            for number in numbers
        ):
            gain = self._worth(exchange) - before
        for ad, at, _ in moves:
            self._draft.take(ad)
            self._draft.put(ad, at)
        return max(0, gain)

    def _worth(self, exchange: _Exchange) -> int:
        draft, pages = self._draft, (exchange.one, exchange.other)
        piled = sum(draft.pile(leaf).points for leaf in leaves_of(pages))
        placed = sum(
            worth_of(self._task.ads[ad], draft.stands[ad], self._task.prices)
            for ad in exchange.away + exchange.back
        )
        return piled + placed - sum(draft.crowd(self._task.pages[number]) for number in pages)

    def _make(self, moves: Iterator[tuple[int, int, int]] | list[tuple[int, int, int]]) -> bool:
        """Makes moves; whether no rule between ads forbids them."""
        moves = list(moves)
        for ad, _, _ in moves:
            self._draft.take(ad)
        clear = True
        for ad, _, to in moves:
            clear = clear and self._draft.clear(ad, to)
            self._draft.put(ad, to)
        return clear

    def _ceiling(self, ad: int, number: int) -> int:
        key = (ad, number)
        if key not in self._ceilings:
            piece = piece_of(self._task.ads[ad], self._task.pages[number])
            self._ceilings[key] = piece.ceiling(self._task.prices)
        return self._ceilings[key]
