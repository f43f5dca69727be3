"""Irreducible conflict: the smallest set found of rules and bookings that leave a booking no place.

All others keep the pages they are on (they may shift on them). Each rule of the booking is left out
in turn, then each booking; one without which there is still no place stays out, until nothing more
can be (the deletion filter: Chinneck and Dravnieks 1991). Rules go first, so that no rule is blamed
where all pages are full anyway.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from heapq import nsmallest

from slots.book.booking import Booking, Position
from slots.stacking.remedy import FreeRows, remedy, room_words, without_bookings
from slots.stacking.search.draft import Board, Draft, leaves_of
from slots.stacking.search.packed_pages import Effort
from slots.stacking.task.ad_plan import Conflict
from slots.stacking.task.ads_and_pages import Ad, cells_on, most_cells, room
from slots.stacking.task.allowed import RULES, rule_words

_BETWEEN = ("solus", "apart", "coupon")
"""The rules between a booking and others."""

_NAMED = 5
"""The most bookings that a hint names: more do not help anybody choose."""

_TOLD = 100
"""Bookings that a conflict names at most where its set is not reduced: each of thousands of ads
could have all others in its way."""

_UNSEARCHED = "more is booked than there is room for: drop what is worth less, or add pages"


def conflicts_of(draft: Draft) -> tuple[Conflict, ...]:
    """The conflicts of all ads without a place. Ads that do fit after all are placed."""
    task, piler = draft.board.task, draft.board.piler
    enough = piler.steps + task.limits.reasons
    missing = [ad for ad in range(len(task.ads)) if ad not in draft.stands]
    missing.sort(key=lambda ad: (-task.ads[ad].value, ad))
    blockades, scene = [], _Scene(draft)
    for ad in missing:
        blockade = _Blockade(scene, ad)
        free = blockade.opening() if piler.steps < enough else None
        if free is not None and _placed(draft, ad, free):
            scene = _Scene(draft)
        else:
            blockades.append(blockade)
    found = {b.ad: b.conflict(enough) for b in blockades}
    return tuple(found[ad] for ad in sorted(found))


def _placed(draft: Draft, ad: int, stand: int) -> bool:
    """Stands an ad on a page after all, if the best stacks there are found with it, too."""
    draft.put(ad, stand)
    leaves = leaves_of(draft.board.task.ads[ad].pages(stand))
    if all(draft.pile(leaf).places is not None for leaf in leaves):
        return True
    draft.take(ad)
    return False


class _Scene:
    """A plan in which some ads have no place, and what many of them ask for: which bookings are on
    the leaves where they may stand, and what room is left there."""

    def __init__(self, draft: Draft) -> None:
        self.draft = Draft(draft.board, draft.stands)
        self.room = FreeRows(self.draft)
        self._near: dict[frozenset[int], tuple[int, ...]] = {}

    def near(self, leaves: frozenset[int]) -> tuple[int, ...]:
        """The bookings on leaves."""
        if leaves not in self._near:
            on = self.draft.on
            pages = (number for leaf in sorted(leaves) for number in (leaf, leaf + 1))
            here = {number for page in pages for number in on.get(page, ())}
            self._near[leaves] = tuple(sorted(here))
        return self._near[leaves]


class _Blockade:
    """What keeps one ad from being placed: `rules` by name and `bookings` by index."""

    def __init__(self, scene: _Scene, ad: int) -> None:
        self.ad = ad
        self._scene, self._draft = scene, scene.draft
        self._board, self._task = scene.draft.board, scene.draft.board.task
        self._one: Ad = self._task.ads[ad]
        self._broken = self._board.verdicts.of(self._one)
        self._stands = list(self._broken)
        self.rules: list[str] = [*RULES, *_BETWEEN]
        self._effort = Effort.ANY
        self._boards: dict[Booking, Board] = {}
        self.bookings: list[int] = []

    def opening(self) -> int | None:
        """A page where the ad could stand in spite of them all; None where there is none."""
        return next((stand for stand in self._stands if self._open(stand)), None)

    def conflict(self, enough: int) -> Conflict:
        """The conflict; beyond a number of steps of packing the set is not made smaller."""
        self._only_relevant()
        shrinking = True
        if self._board.piler.steps < enough:
            stands = self._scene.draft.stands
            self._draft = Draft(self._board, {number: stands[number] for number in self.bookings})
        while shrinking and self._board.piler.steps < enough:
            shrinking = self._drop_rules() | self._drop_bookings(enough)
        minimal = not shrinking and self._board.piler.steps < enough
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
        told = self._told(minimal)
        ids = sorted(self._task.ads[number].id for number in told)
        more = len(self.bookings) - len(told)
        return Conflict(self._one.id, tuple(named), tuple(ids), hint, minimal, more)

    def _told(self, minimal: bool) -> list[int]:
        """The bookings that a conflict names: of a set that is not reduced those worth least."""
        if minimal or len(self.bookings) <= _TOLD:
            return self.bookings
        ads = self._task.ads
        return nsmallest(_TOLD, self.bookings, key=lambda number: (ads[number].value, number))

    def _unsearched(self) -> str:
        """A hint where the set is not reduced: the bookings in it that are worth least."""
        ads = self._task.ads
        order = nsmallest(_NAMED, self.bookings, key=lambda number: (ads[number].value, number))
        named = [ads[number].id for number in order]
        if len(self.bookings) > _NAMED:
            named.append(f"{len(self.bookings) - _NAMED} more")
        listed = " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
        return f"{_UNSEARCHED}; worth least of those in its way: {listed}"

    def _allowed(self) -> list[int]:
        return [stand for stand in self._stands if not self._broken[stand] & {*self.rules}]

    def _open(self, stand: int) -> bool:
        """Whether the ad could stand there beside the bookings, as far as the rules count."""
        task, one, rules = self._task, self._one, self.rules
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
        booking, waived = self._one.booking, {"lock", "position", "coupon"} - {*self.rules}
        if "lock" in waived:
            booking = replace(booking, lock=None)
        if "position" in waived:
            booking = replace(booking, position=Position.ANY)
        if "coupon" in waived:
            booking = replace(booking, coupon=False)
        if booking == self._one.booking:
            return self._board
        if booking not in self._boards:
            self._boards[booking] = self._board.with_booking(self.ad, booking)
        return self._boards[booking]

    def _only_relevant(self) -> None:
        """The bookings that are on a page, or leaf, where the ad may stand at all, or compete with
        it nearby, the smallest first; and the rules that something here could break."""
        ads, booking, stands = self._task.ads, self._one.booking, self._allowed()
        draft = self._scene.draft
        near = {
            *self._scene.near(frozenset(leaves_of(p for s in stands for p in self._one.pages(s))))
        }
        for stand in stands:
            near.update(draft.rivals(self.ad, stand))
        self.bookings = sorted(near, key=lambda number: (ads[number].area, number))
        used = set().union(*self._broken.values())
        kept = {"solus": booking.solus, "coupon": booking.coupon, "apart": bool(booking.category)}
        kept["most"] = any(
            most_cells(page) < room(page) * page.columns for page in self._task.pages.values()
        )
        self.rules = [rule for rule in self.rules if rule in used or kept.get(rule)]
        self._effort = Effort.GLANCE

    def _drop_rules(self) -> bool:
        dropped = False
        for rule in list(self.rules):
            before = self.rules
            self.rules = [other for other in before if other != rule]
            if self.opening() is None:
                dropped = True
            else:
                self.rules = before
        return dropped

    def _drop_bookings(self, enough: int) -> bool:
        dropped = False
        for number in list(self.bookings):
            if self._board.piler.steps >= enough:
                break
            at = self._draft.stands[number]
            self._draft.take(number)
            if self._opened_by(number, at):
                self._draft.put(number, at)
            else:
                self.bookings.remove(number)
                dropped = True
        return dropped

    def _opened_by(self, number: int, at: int) -> bool:
        """Whether taking a booking off its page opens one to the ad: its leaf, or if they are
        competitors any."""
        leaves = leaves_of(self._task.ads[number].pages(at))
        stands: Iterable[int] = self._stands
        if not self._board.rivals(self.ad, number):
            stands = [
                stand
                for stand in self._stands
                if not leaves.isdisjoint(leaves_of(self._one.pages(stand)))
            ]
        return any(self._open(stand) for stand in stands)
