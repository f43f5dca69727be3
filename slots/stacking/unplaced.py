"""Irreducible conflict: the smallest set found of rules and bookings that leave a booking no place.

All others keep the pages they are on (they may shift on them). Each rule of the booking is left out
in turn, then each booking; one without which there is still no place stays out, until nothing more
can be (the deletion filter: Chinneck and Dravnieks 1991). Rules go first, so that no rule is blamed
where all pages are full anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from heapq import nsmallest
from typing import NamedTuple

from slots.book.booking import Position
from slots.stacking.remedy import FreeRows, remedy, room_words, without_bookings
from slots.stacking.search.draft import Board, Draft, leaves_of
from slots.stacking.search.packed_pages import Effort, Piler
from slots.stacking.task.ad_plan import Conflict
from slots.stacking.task.ads_and_pages import Ad, cells_on, most_cells, room
from slots.stacking.task.allowed import RULES, rule_words

_BETWEEN = ("solus", "apart", "coupon")
"""The rules between a booking and others."""

_NAMED = 5
"""The most bookings that a hint names: more do not help anybody choose."""

_ADS = 2_500
"""Ads for which as much work goes into explaining again as for any book."""

_LOOKS_A_STEP = 40
"""Pages that are looked at for an ad while packing takes a step: most are full, or forbidden."""

_TOLD = 100
"""Bookings that a conflict names at most where its set is not reduced: each of thousands of ads
could have all others in its way."""

_UNSEARCHED = "more is booked than there is room for: drop what is worth less, or add pages"


def conflicts_of(draft: Draft) -> tuple[Conflict, ...]:
    """The conflicts of all ads without a place, those worth most explained first. Ads that do fit
    after all are placed."""
    task, piler = draft.board.task, draft.board.piler
    steps = task.limits.reasons * (1 + len(task.ads) // _ADS)
    missing = [ad for ad in range(len(task.ads)) if ad not in draft.stands]
    missing.sort(key=lambda ad: (-task.ads[ad].value, ad))
    refused, scene = [], _Scene(draft, _Meter(piler, steps))
    for ad in missing:
        free = None if scene.meter.spent else _Blockade(scene, ad).opening()
        if free is not None and _placed(draft, ad, free):
            scene = _Scene(draft, scene.meter)
        else:
            refused.append(ad)
    scene = _Scene(draft, _Meter(piler, steps))
    found = {ad: _Blockade(scene, ad).conflict() for ad in refused}
    return tuple(found[ad] for ad in sorted(found))


def _placed(draft: Draft, ad: int, stand: int) -> bool:
    """Stands an ad on a page after all, if the best stacks there are found with it, too."""
    draft.put(ad, stand)
    leaves = leaves_of(draft.board.task.ads[ad].pages(stand))
    if all(draft.pile(leaf).places is not None for leaf in leaves):
        return True
    draft.take(ad)
    return False


class _Meter:
    """The work of explaining, counted: steps of packing, and pages that are looked at."""

    def __init__(self, piler: Piler, steps: int) -> None:
        self._piler, self._enough, self._looks = piler, piler.steps + steps, 0

    def look(self) -> None:
        """Counts a look at a page for an ad."""
        self._looks += 1

    @property
    def spent(self) -> bool:
        """Whether all of it is used up."""
        return self._piler.steps + self._looks // _LOOKS_A_STEP >= self._enough


class _Near(NamedTuple):
    """Bookings on some leaves, the smallest first, and those worth least."""

    bookings: tuple[int, ...]
    cheapest: tuple[int, ...]


_NONE = _Near((), ())


class _Scene:
    """A plan in which some ads have no place, and what many of them ask for: which bookings are on
    the leaves where they may stand, and what room is left there."""

    def __init__(self, draft: Draft, meter: _Meter) -> None:
        self.draft, self.meter = Draft(draft.board, draft.stands), meter
        self.room = FreeRows(self.draft)
        self._near: dict[frozenset[int], _Near] = {}

    def near(self, leaves: frozenset[int]) -> _Near:
        """The bookings on leaves."""
        if leaves not in self._near:
            on = self.draft.on
            pages = {number for leaf in leaves for number in (leaf, leaf + 1)}
            here = {number for page in pages for number in on.get(page, ())}
            self._near[leaves] = self.sorted(here)
        return self._near[leaves]

    def sorted(self, bookings: Iterable[int]) -> _Near:
        """Bookings in their orders."""
        ads, here = self.draft.board.task.ads, list(bookings)
        smallest = sorted(here, key=lambda number: (ads[number].area, number))
        cheapest = nsmallest(_TOLD, here, key=lambda number: (ads[number].value, number))
        return _Near(tuple(smallest), tuple(cheapest))


class _Blockade:
    """What keeps one ad from being placed: `rules` by name and `bookings` by index."""

    def __init__(self, scene: _Scene, ad: int) -> None:
        self.ad = ad
        self._scene, self._draft = scene, scene.draft
        self._board, self._task = scene.draft.board, scene.draft.board.task
        self._one: Ad = self._task.ads[ad]
        self._broken = self._board.verdicts.of(self._one)
        self._stands = list(self._broken)
        self._meter = scene.meter
        self.rules: list[str] = [*RULES, *_BETWEEN]
        self._effort = Effort.ANY
        self._boards: dict[Ad, Board] = {}
        self._near = _NONE
        self.bookings: list[int] = []

    def opening(self) -> int | None:
        """A page where the ad could stand in spite of them all; None where there is none, or none
        was found before the work was used up."""
        for stand in self._stands:
            if self._meter.spent:
                return None
            if self._open(stand):
                return stand
        return None

    def conflict(self) -> Conflict:
        """The conflict; beyond so much work the set is not made smaller."""
        self._only_relevant()
        shrinking = True
        if not self._meter.spent:
            stands = self._scene.draft.stands
            self._draft = Draft(self._board, {number: stands[number] for number in self.bookings})
        while shrinking and not self._meter.spent:
            shrinking = self._drop_rules() | self._drop_bookings()
        minimal = not shrinking and not self._meter.spent
        words = rule_words(self._one, self._task)
        named = [(rule, words[rule]) for rule in self.rules]
        if not (self.rules or self.bookings):
            own = "shape" if self._stands else "size"
            named = [(own, words[own])]
        if self.bookings:
            named.append(("room", room_words(self._scene.room, self.ad, self._allowed())))
            whole = self._scene.draft
            hint = remedy(whole, self.ad, self._allowed()) if minimal else self._unsearched()
        else:
            hint = without_bookings(self._task, self._one, [rule for rule, _ in named])
        told = self.bookings if minimal else self._cheapest()
        ids = sorted(self._task.ads[number].id for number in told)
        more = len(self.bookings) - len(told)
        return Conflict(self._one.id, tuple(named), tuple(ids), hint, minimal, more)

    def _cheapest(self) -> Sequence[int]:
        """The bookings in its way that are worth least."""
        whole = len(self.bookings) == len(self._near.bookings)
        return self._near.cheapest if whole else self._scene.sorted(self.bookings).cheapest

    def _unsearched(self) -> str:
        """A hint where the set is not reduced: the bookings in it that are worth least."""
        named = [self._task.ads[number].id for number in self._cheapest()[:_NAMED]]
        if len(self.bookings) > _NAMED:
            named.append(f"{len(self.bookings) - _NAMED} more")
        listed = " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
        return f"{_UNSEARCHED}; worth least of those in its way: {listed}"

    def _allowed(self) -> list[int]:
        return [stand for stand in self._stands if not self._broken[stand] & {*self.rules}]

    def _open(self, stand: int) -> bool:
        """Whether the ad could stand there beside the bookings, as far as the rules count."""
        task, one, rules = self._task, self._one, self.rules
        self._meter.look()
        if self._broken[stand] & {*rules}:
            return False
        here = {n for page in one.pages(stand) for n in self._draft.on[page]}
        if any(task.ads[n].booking.solus for n in here) or ("solus" in rules and self._solus(here)):
            return False
        if "apart" in rules and self._rival(stand):
            return False
        return self._cells(stand) and self._piled(stand)

    def _solus(self, here: set[int]) -> bool:
        return bool(here) and self._one.booking.solus

    def _rival(self, stand: int) -> bool:
        return self._draft.rival(self.ad, stand) is not None

    def _cells(self, stand: int) -> bool:
        for number in self._one.pages(stand):
            page = self._task.pages[number]
            here = [self._one, *(self._task.ads[n] for n in self._draft.on[number])]
            if sum(ad.area for ad in here) > room(page) * page.columns:
                return False
            mixed = sum(cells_on(ad, page) for ad in here) > most_cells(page)
            if "most" in self.rules and mixed:
                return False
        return True

    def _piled(self, stand: int) -> bool:
        self._draft.board = self._lenient()
        self._draft.put(self.ad, stand)
        piles = [self._draft.pile(number, self._effort) for number in self._one.pages(stand)]
        self._draft.take(self.ad)
        self._draft.board = self._board
        return all(pile.places is not None for pile in piles)

    def _lenient(self) -> Board:
        """The board on which the ad requires no more than the rules that count."""
        one, waived = self._one, {"lock", "position", "coupon", "decided"} - {*self.rules}
        booking = one.booking
        if "lock" in waived:
            booking = replace(booking, lock=None)
        if "position" in waived:
            booking = replace(booking, position=Position.ANY)
        if "coupon" in waived:
            booking = replace(booking, coupon=False)
        one = replace(one, booking=booking, decided=None if "decided" in waived else one.decided)
        if one == self._one:
            return self._board
        if one not in self._boards:
            self._boards[one] = self._board.with_ad(self.ad, one)
        return self._boards[one]

    def _only_relevant(self) -> None:
        """The bookings that are on a page, or leaf, where the ad may stand at all, or compete with
        it nearby, the smallest first; and the rules that something here could break."""
        booking, stands, scene = self._one.booking, self._allowed(), self._scene
        leaves = frozenset(leaves_of(p for stand in stands for p in self._one.pages(stand)))
        self._near = scene.near(leaves)
        rivals = self._rivals_beyond(leaves, stands).difference(self._near.bookings)
        if rivals:
            self._near = scene.sorted((*self._near.bookings, *rivals))
        self.bookings = list(self._near.bookings)
        used = set().union(*self._broken.values())
        kept = {"solus": booking.solus, "coupon": booking.coupon, "apart": bool(booking.category)}
        kept["decided"] = self._one.decided is not None
        kept["most"] = any(
            most_cells(page) < room(page) * page.columns for page in self._task.pages.values()
        )
        self.rules = [rule for rule in self.rules if rule in used or kept.get(rule)]
        self._effort = Effort.GLANCE

    def _rivals_beyond(self, leaves: frozenset[int], stands: Sequence[int]) -> set[int]:
        """The competitors that are too near one of these stands from beyond their leaves."""
        found: set[int] = set()
        beyond = set(self._task.pages) - {n for leaf in leaves for n in (leaf, leaf + 1)}
        if not self._one.booking.category or not beyond:
            return found
        reach = self._board.reach(self.ad)
        for stand in stands:
            pages = self._one.pages(stand)
            if not beyond.isdisjoint(range(pages[0] - reach, pages[-1] + reach + 1)):
                found.update(self._scene.draft.rivals(self.ad, stand))
        return found

    def _drop_rules(self) -> bool:
        dropped = False
        for rule in list(self.rules):
            before = self.rules
            self.rules = [other for other in before if other != rule]
            if self.opening() is None and not self._meter.spent:
                dropped = True
            else:
                self.rules = before
        return dropped

    def _drop_bookings(self) -> bool:
        kept: list[int] = []
        reached = _Reached(self._one, self._stands, self._board.reach(self.ad))
        for place, number in enumerate(self.bookings):
            if self._meter.spent:
                kept += self.bookings[place:]
                break
            at = self._draft.stands[number]
            pages = self._task.ads[number].pages(at)
            stands = reached.by(pages, self._board.rivals(self.ad, number))
            self._draft.take(number)
            if any(self._open(stand) for stand in stands):
                self._draft.put(number, at)
                kept.append(number)
        dropped = len(kept) < len(self.bookings)
        self.bookings = kept
        return dropped


class _Reached:
    """Which stands of an ad another booking may keep from it, by the pages where that stands."""

    def __init__(self, ad: Ad, stands: Sequence[int], reach: int) -> None:
        self._reach = reach
        self._at: dict[int, list[int]] = {}
        for stand in stands:
            for number in ad.pages(stand):
                self._at.setdefault(number, []).append(stand)

    def by(self, pages: Sequence[int], rival: bool) -> list[int]:
        """Stands on the leaves of these pages; of a competitor also those within its reach."""
        near = {number for leaf in leaves_of(pages) for number in (leaf, leaf + 1)}
        if rival:
            near.update(range(pages[0] - self._reach, pages[-1] + self._reach + 1))
        return sorted({stand for number in near for stand in self._at.get(number, ())})
