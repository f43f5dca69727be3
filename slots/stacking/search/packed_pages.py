"""Memo of packings: each set of ads is packed once in a run, and the coupons of a leaf against each
other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from slots.book.booking import Position
from slots.stacking.search.fill_page import STEPS_OF_WORK, filled, fills
from slots.stacking.search.lay_on import laid_on, weighed
from slots.stacking.search.pack_page import (
    NOTHING,
    Around,
    Piece,
    Pile,
    Spot,
    Zone,
    keeps_off,
    level_up,
    pile_up,
)
from slots.stacking.search.pack_page import coupon_zones as zones_of
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace
from slots.stacking.task.ads_and_pages import Ad, StackingTask, room
from slots.stacking.task.stack_top import Ground

_GLANCE = 25
"""A glance takes one step in 25, 20 of 500: once down the tree with a dozen ads, and a few steps
back."""

_DOZENS = 15
"""Pieces beyond which a glance reaches no bottom: then each is laid on the pile of the others, and
a search starts from that. Each step of it takes as much longer as there are more pieces."""

_FEW = 3
"""Pieces from which each is laid on the pile of the others where more than dozens are booked for
each page: small ones are found no pile at a glance, and a page is not tried again for such a one.
"""

_LAID_A_STEP = 4
"""Pieces on a page that laying one more on them takes a step for."""

_FILLING = 100
"""Steps from which a search that found no pile of pieces that take all cells goes on."""

_PAGE_WORK, _FULL_WORK = 4.0, 8.0
"""The solver's work for filling a page to its last cell, at most, and for all pages of a run."""

_LEVEL = 5
"""To level the top of a known pile takes one step in 5: it starts from a good pile."""


class Effort(Enum):
    """How hard a page is packed: for its best pile, for any, or for any that is found soon."""

    BEST = 1
    ANY = 2
    GLANCE = 3


class _PileKey(NamedTuple):
    """What a pile depends on; its pieces are in order, so that the same set has one key."""

    ground: Ground
    pieces: tuple[Piece, ...]
    around: Around


_PILED_SINGLY = (Position.FRONT_STRIP, Position.BACK_PAGE)


@dataclass(frozen=True, slots=True)
class LeafPile:
    """The places of all ads of a leaf (None: there are none), their points, and whether it is so
    for certain."""

    places: tuple[AdPlace, ...] | None
    points: int
    exact: bool


class _PileMemo:
    """Every pile found so far: best ones, and any where none better was needed; `steps` in all."""

    def __init__(self) -> None:
        self._best: dict[_PileKey, Pile] = {}
        self._any: dict[_PileKey, Pile] = {}
        self._full: dict[_PileKey, Pile] = {}
        self._work = _FULL_WORK
        self.steps = 0

    def any_of(self, key: _PileKey, nodes: int) -> Pile:
        """Any pile of these pieces."""
        best = self._best.get(key)
        if best is not None and (best.spots is not None or _settled(best, nodes)):
            return best
        pile = self._any.get(key)
        if pile is None or (pile.spots is None and not _settled(pile, nodes)):
            nodes = max(nodes, _enough_for(key))
            pile = self._counted(pile_up(*key, nodes, first=True), key)
            pile = self._any[key] = self._filled(key, pile, nodes)
        return pile

    def laid(self, key: _PileKey, new: Piece) -> Pile | None:
        """The pile of all pieces but a new one, which is known, with that laid on it; None where
        it is not known, or has no spot for it."""
        place = bisect_left(key.pieces, new)
        under = key._replace(pieces=(*key.pieces[:place], *key.pieces[place + 1 :]))
        known = self._best.get(under) or self._any.get(under)
        if known is None or known.spots is None:
            return None
        spot = laid_on(key.ground, under.pieces, known.spots, new)
        if spot is None:
            return None
        spots = (*known.spots[:place], spot, *known.spots[place:])
        pile = self._any[key] = weighed(key.ground, key.pieces, spots)
        return pile

    def best(self, key: _PileKey, nodes: int) -> Pile:
        """The best pile of these pieces; of dozens one that is good."""
        if _many(key):
            nodes = max(nodes // _LEVEL, _enough_for(key))
        pile = self._best.get(key)
        if pile is None or not _settled(pile, nodes):
            known = self._any.get(key)
            if known is not None and known.spots is None and known.exact:
                pile = known
            elif known is not None and known.spots is not None and _many(key):
                pile = self._counted(level_up(*key, nodes, known), key)
            else:
                pile = self._counted(pile_up(*key, nodes), key)
                full = self._filled(key, pile, nodes)
                if full.spots is not None and full is not pile:
                    full = self._counted(level_up(*key, nodes, full), key)
                pile = full
            self._best[key] = pile
        return pile

    def level(self, key: _PileKey, nodes: int) -> Pile:
        """The best pile of these pieces where steps of its top cost points."""
        plain = self.best(key, nodes)
        if plain.spots is None:
            return plain
        levelled = key._replace(ground=key.ground.levelled)
        pile = self._best.get(levelled)
        if pile is None or not _settled(pile, nodes // _LEVEL):
            pile = self._counted(level_up(*levelled, nodes // _LEVEL, plain), key)
            self._best[levelled] = pile
        return pile

    def _filled(self, key: _PileKey, pile: Pile, nodes: int) -> Pile:
        """The pile, or where none was found of pieces that take every cell of the page, what the
        search for such a one comes to; a glance has none."""
        if pile.spots is not None or pile.exact or nodes < _FILLING or key.around != NOTHING:
            return pile
        if not fills(key.ground, key.pieces):
            return pile
        # With every cell taken there is no air and no top: rules of shape make no difference.
        same = key._replace(ground=key.ground.loosened)
        if same not in self._full:
            work = min(_PAGE_WORK, self._work)
            full = filled(key.ground, key.pieces, work) if work > 0 else pile
            self._work -= full.steps / STEPS_OF_WORK
            self.steps += full.steps
            self._full[same] = replace(full, steps=max(full.steps, nodes))
        full = self._full[same]
        if full.spots is None:
            return full
        return replace(weighed(key.ground, key.pieces, full.spots), steps=full.steps)

    def _counted(self, pile: Pile, key: _PileKey) -> Pile:
        self.steps += pile.steps * (1 + len(key.pieces) // (_DOZENS + 1))
        return pile


def _many(key: _PileKey) -> bool:
    """Whether there are so many pieces that each is laid on the pile of the others."""
    return len(key.pieces) > _DOZENS


def _enough_for(key: _PileKey) -> int:
    """Steps that a search of many pieces needs to reach the bottom once, and some to spare."""
    return len(key.pieces) + _DOZENS if _many(key) else 0


def _settled(pile: Pile, nodes: int) -> bool:
    """Whether a search of this many nodes would find nothing better."""
    return pile.exact or pile.steps >= nodes


class Piler:
    """Piles up pages; made for one task, remembers every set of pieces."""

    def __init__(self, task: StackingTask) -> None:
        self._task = task
        self._memo = _PileMemo()
        self._leaves: dict[tuple[object, ...], LeafPile] = {}
        self._nodes, self._effort = task.limits.nodes, Effort.BEST
        self._levels = False
        self._crowded = len(task.ads) > _DOZENS * len(task.pages)
        self._shut = self._closed_coupons() if task.standing else {}

    @property
    def steps(self) -> int:
        """The steps taken so far, those of pilers that share its piles among them."""
        return self._memo.steps

    def sharing(self, task: StackingTask) -> Piler:
        """A piler for another task that shares the piles of pieces."""
        other = Piler(task)
        other._memo, other._levels = self._memo, self._levels
        other._crowded, other._shut = self._crowded, self._shut
        return other

    def levelling(self) -> Piler:
        """The same piler, for which steps of the top cost points."""
        other = self.sharing(self._task)
        other._levels = True
        return other

    def leaf(
        self, odd: int, front: Sequence[int], back: Sequence[int], effort: Effort = Effort.BEST
    ) -> LeafPile:
        """The pile found of these ads (by index) on page `odd` and on the back of it."""
        key = (odd, tuple(sorted(front)), tuple(sorted(back)), effort)
        if key not in self._leaves:
            self._effort = effort
            self._nodes = self._task.limits.nodes // (_GLANCE if effort is Effort.GLANCE else 1)
            self._leaves[key] = self._leaf(odd, *key[1:3])
        return self._leaves[key]

    def page(self, number: int, ads: Sequence[int]) -> Pile:
        """The best pile found of these ads (by index) on one page alone."""
        self._effort, self._nodes = Effort.BEST, self._task.limits.nodes
        return self._pile(number, self._pieces(number, ads), NOTHING)

    def fits_loose(self, number: int, pieces: Sequence[Piece]) -> bool:
        """Whether these pieces fit on a page where shape does not matter; True if in doubt."""
        ground = ground_of(self._task.pages[number], self._task).loosened
        key = _PileKey(ground, tuple(sorted(pieces)), NOTHING)
        # A quarter of the steps: in doubt it fits, and the cut is weaker, not wrong.
        pile = self._memo.any_of(key, self._task.limits.nodes // 4)
        return pile.spots is not None or not pile.exact

    def most(self, number: int, ads: Sequence[int]) -> int:
        """The points of a page if all wishes of its ads were met."""
        return sum(piece.ceiling(self._task.prices) for piece in self._pieces(number, ads))

    def _leaf(self, odd: int, front: Sequence[int], back: Sequence[int]) -> LeafPile:
        sides = [(odd, self._pieces(odd, front)), (odd + 1, self._pieces(odd + 1, back))]
        piles = [
            self._pile(number, pieces, self._coupons_behind(number, pieces))
            for number, pieces in sides
        ]
        if all(any(piece.coupon for piece in pieces) for _, pieces in sides):
            piles = self._mirrored(odd, *(pieces for _, pieces in sides))
        exact = all(pile.exact for pile in piles)
        if any(pile.spots is None for pile in piles):
            return LeafPile(None, 0, any(p.spots is None and p.exact for p in piles))
        places: list[AdPlace] = []
        for (number, pieces), pile, ads in zip(sides, piles, (front, back), strict=True):
            assert pile.spots is not None
            for ad, piece, spot in zip(ads, pieces, pile.spots, strict=True):
                places.append(self._place(self._task.ads[ad].id, number, piece, spot))
        return LeafPile(tuple(places), sum(pile.points for pile in piles), exact)

    def _mirrored(self, first: int, pieces: list[Piece], behind: list[Piece]) -> list[Pile]:
        """Both pages, coupons apart: piles of the first side by their worth, each with the best of
        the second that keeps off its coupons. Turns end when both sides are as good as alone, when
        there is no other set of coupon spots, or after twice the steps that one page may take."""
        second = first + 1
        alone = self._pile(second, behind, NOTHING)
        best: list[Pile] = []
        tried: frozenset[tuple[Zone, ...]] = frozenset()
        most, exact = None, alone.exact
        enough = self.steps + 2 * self._nodes
        while self.steps < enough:
            front = self._pile(first, pieces, Around((), tried))
            exact = exact and front.exact
            if front.spots is None:
                break
            most = front.points + alone.points if most is None else most
            zones = zones_of(pieces, front.spots)
            tried |= {zones}
            off = self._behind(zones, first, second)
            known = len(behind) >= _DOZENS and keeps_off(off, behind, alone.spots)
            back = alone if known else self._pile(second, behind, Around(off))
            exact = exact and back.exact
            points = front.points + back.points
            if back.spots is not None and (not best or points > sum(p.points for p in best)):
                best = [front, back]
                if points == most or self._effort is not Effort.BEST:
                    break
        else:
            exact = False
        if not best:
            return [Pile(None, 0, exact)] * 2
        return [replace(pile, exact=exact) for pile in best]

    def _behind(self, zones: tuple[Zone, ...], first: int, second: int) -> tuple[Zone, ...]:
        """The same cells seen from the back of the leaf. Its outside edge is the same, so that they
        only change where the other page has another grid: then they are rounded to whole cells."""
        one, other = self._task.pages[first], self._task.pages[second]
        wide, deep = (one.columns, other.columns), (one.rows, other.rows)
        return tuple(
            (
                a * wide[1] // wide[0],
                -(-b * wide[1] // wide[0]),
                c * deep[1] // deep[0],
                -(-d * deep[1] // deep[0]),
            )
            for a, b, c, d in zones
        )

    def _closed_coupons(self) -> dict[int, Around]:
        """What coupons must keep off on the back of pages that are closed, by its number."""
        zones: dict[int, list[Zone]] = {}
        for one in self._task.standing:
            place, page = one.place, self._task.pages.get(one.place.page)
            if one.booking.coupon and page and page.partner in self._task.pages:
                at = _turned(page, place.columns, place.rows, (place.column, place.row))
                zone = at[0], at[0] + place.columns, at[1], at[1] + place.rows
                zones.setdefault(page.partner, []).extend(
                    self._behind((zone,), page.number, page.partner)
                )
        return {number: Around(tuple(sorted(found))) for number, found in zones.items()}

    def _coupons_behind(self, number: int, pieces: list[Piece]) -> Around:
        """The coupons of a closed page on the back of this one, where it has some itself."""
        behind = self._shut.get(number, NOTHING)
        return behind if any(piece.coupon for piece in pieces) else NOTHING

    def _pile(self, number: int, pieces: list[Piece], around: Around) -> Pile:
        if not pieces:
            return Pile((), 0, True)
        ground = ground_of(self._task.pages[number], self._task)
        order = sorted(range(len(pieces)), key=lambda n: pieces[n])
        pile = self._found(_PileKey(ground, tuple(pieces[n] for n in order), around))
        if pile.spots is None:
            return pile
        spots = dict(zip(order, pile.spots, strict=True))
        return replace(pile, spots=tuple(spots[n] for n in range(len(pieces))))

    def lay(self, number: int, ads: Sequence[int], new: int) -> bool:
        """Whether an ad is laid on the pile of others (all by index) on a page of dozens of them,
        or where there are to be dozens. (Coupons may lie back to back then: `leaf` tells.)"""
        if len(ads) < (_FEW if self._crowded else _DOZENS):
            return False
        self._memo.steps += len(ads) // _LAID_A_STEP
        pieces = sorted(self._pieces(number, (*ads, new)))
        ground = ground_of(self._task.pages[number], self._task)
        key = _PileKey(ground, tuple(pieces), NOTHING)
        return self._memo.laid(key, self._pieces(number, (new,))[0]) is not None

    def _found(self, key: _PileKey) -> Pile:
        if self._effort is not Effort.BEST:
            return self._memo.any_of(key, self._nodes)
        if self._levels:
            return self._memo.level(key, self._nodes)
        return self._memo.best(key, self._nodes)

    def _pieces(self, number: int, ads: Sequence[int]) -> list[Piece]:
        return [piece_of(self._task.ads[ad], self._task.pages[number]) for ad in ads]

    def _place(self, name: str, number: int, piece: Piece, spot: Spot) -> AdPlace:
        page = self._task.pages[number]
        column, row = _turned(page, piece.columns, piece.rows, spot)
        return AdPlace(name, number, column, row, piece.columns, piece.rows)


def ground_of(page: StackPage, task: StackingTask) -> Ground:
    """What ads are piled on on this page."""
    misfit, least_free = task.limits.misfit, task.limits.least_free
    opens = page.opens and not page.reserved
    return Ground(page.columns, room(page), misfit, least_free, opens=opens, prices=task.prices)


def kind_of(ad: Ad, page: StackPage) -> Piece:
    """An ad as a piece on this page as far as room alone is concerned."""
    return replace(piece_of(ad, page), position=Position.ANY, stay=(-1, -1), coupon=False)


def piece_of(ad: Ad, page: StackPage) -> Piece:
    """An ad as a piece to pile on this page."""
    booking = ad.booking
    column = foot = -1
    if booking.double_truck:
        column, foot = page.columns - ad.columns, 0
    elif booking.position is Position.FRONT_STRIP:
        column, foot = 0, 0
    lock, hung = booking.lock, False
    if lock and lock.column is not None and not booking.double_truck:
        column = _turned(page, ad.columns, ad.rows, (lock.column, 0))[0]
    if lock and lock.row is not None:
        foot, hung = page.rows - ad.rows - lock.row, True
    if ad.decided:
        first, top = ad.decided.fixed(page, ad.columns, ad.rows)
        if first is not None and not booking.double_truck:
            column = _turned(page, ad.columns, ad.rows, (first, 0))[0]
        if top is not None:
            foot = page.rows - ad.rows - top
            hung = hung or ad.decided.exact
    position = booking.position
    if (booking.double_truck and page.number % 2) or position in _PILED_SINGLY:
        position = Position.ANY
    return Piece(ad.columns, ad.rows, column, foot, hung, position, _stay(ad, page), booking.coupon)


def _turned(page: StackPage, columns: int, rows: int, at: tuple[int, int]) -> tuple[int, int]:
    """A spot counted from outside and foot as column and row of the page; and the other way."""
    column = at[0] if page.outside == "left" else page.columns - columns - at[0]
    return column, page.rows - rows - at[1]


def _stay(ad: Ad, page: StackPage) -> Spot:
    """The spot where it was on this page, if its size is still the same."""
    for place in ad.before:
        if (place.page, place.columns, place.rows) == (page.number, ad.columns, ad.rows):
            return _turned(page, ad.columns, ad.rows, (place.column, place.row))
    return (-1, -1)
