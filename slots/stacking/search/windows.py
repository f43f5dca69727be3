"""Large neighbourhood search over windows (Shaw 1998), for books too large for one program.

A window is a few leaves with all that stands there, and ads without a place that may stand there.
Its ads are stacked anew as if it were an edition of its own (`improve`), and all others keep their
pages: where one of them is too near, a competitor may not stand. So every window ends with a plan
that fits, as good as before or better, and the search can end after any of them: it is anytime.

First come ejections, and windows for ads that have no place even so, each around the pages with
most room for one of them; then all leaves in their order, for wishes and level tops. The bound is
one of areas alone (`area_bound`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slots.stacking.search.area_bound import area_bound
from slots.stacking.search.draft import Board, Draft, leaf_of, leaves_of
from slots.stacking.search.eject import Ejector
from slots.stacking.search.first_plan import fill
from slots.stacking.search.improve import CHOICES_A_SECOND, STEPS_A_SECOND, improved
from slots.stacking.task.ads_and_pages import Reached

ONE_PROGRAM = 12_000
"""Choices (an ad, a page) that one program takes: its time grows faster than they do."""

_ADS = 500
"""Ads for which a large book has as much work again as any book: there are as many windows."""

_WINDOW_WORK = 0.4
"""Work of a window at most: most are proven in less."""

_WINDOW_ADS = 80
"""Ads on the leaves of a window, about: of these the program proves the best stands soon."""

_CROWD = 60
"""Ads on one leaf from which it is in no window: small ads by the dozen, which are packed one by
one, and whose wishes are worth little beside the time that packing them anew takes."""

_LEAVES = 4
"""Leaves of a window around an ad without a place."""

_WAITING = 24
"""Ads without a place that a window considers, those worth most a cell."""

_TURNS = 3
"""Windows for one ad without a place, on other leaves each time."""

_MISSING_SHARE = 0.6
"""Of the work, what goes into ads without a place at most: the rest is for wishes."""

_EJECTING = 0.2
"""Of the work, what goes into ejections at most."""

_EJECTIONS = 2
"""Times that ads without a place may put out others; some of those have none themselves then."""

_PASSES = 4
"""Times that all leaves come by, every other time parted otherwise; one that gains nothing is the
last."""


def improve_by_windows(draft: Draft, work: float, least: int = 0) -> tuple[Draft, int]:
    """The best plan found within the work that a book of this size has, starting from a draft that
    fits, and an upper bound of all plans. Wishes and tops are left as they are where the ads that
    have a place are worth no more than `least`."""
    search = _Windows(draft, work * (1 + len(draft.board.task.ads) / _ADS))
    search.place_missing()
    if search.draft.placed() > least:
        search.improve_all()
    fill(search.draft)
    best = Draft(draft.board.levelling(), search.draft.stands)
    _take_off(best)
    assert search.bound >= best.worth(), (search.bound, best.worth())
    return best, search.bound


def _take_off(draft: Draft) -> None:
    """Takes the least valuable ads off leaves of which no stack is found any more: where coupons
    are to keep off each other, a glance may find one that the search for the best does not."""
    ads = draft.board.task.ads
    for leaf in draft.board.leaves:
        while draft.pile(leaf).places is None:
            here = {ad for number in (leaf, leaf + 1) for ad in draft.on.get(number, ())}
            draft.take(min(here, key=lambda ad: (ads[ad].value, ad)))


class _Windows:
    """The plan so far, and the work that is left."""

    def __init__(self, draft: Draft, work: float) -> None:
        self.draft, self.bound = draft, area_bound(draft.board)
        self._board, self._watch = draft.board, draft.board.task.limits.watch
        self._all = self._left = work
        self._tell()

    def place_missing(self) -> None:
        """Ejections, then windows for ads without a place, the dearest first, by turns."""
        self._eject()
        enough = self._left * (1 - _MISSING_SHARE)
        for turn in range(_TURNS):
            for ad in self._missing():
                if self._left <= enough:
                    return
                if ad not in self.draft.stands:
                    leaves = self._around(ad, turn)
                    if leaves:
                        self._solve(leaves, placing=True)

    def _eject(self) -> None:
        """Ads without a place on pages that others leave for them."""
        ejector = Ejector(self.draft)
        enough = int(self._left * _EJECTING * STEPS_A_SECOND)
        for _ in range(_EJECTIONS):
            ejector.place(self._missing(), enough)
        self._left -= ejector.steps / STEPS_A_SECOND
        self._tell()

    def improve_all(self) -> None:
        """All leaves in their order, by windows."""
        for part in range(_PASSES):
            gained = False
            for leaves in self._parted(shifted=part % 2 == 1):
                if self._left <= 0:
                    return
                gained |= self._solve(leaves, placing=False)
            if not gained:
                return

    def _missing(self) -> list[int]:
        """Ads without a place that may have one, by what they are worth."""
        ads, stands = self._board.task.ads, self._board.stands
        there = (ad for ad in range(len(ads)) if stands[ad] and ad not in self.draft.stands)
        return sorted(there, key=lambda ad: (-ads[ad].value, ad))

    def _around(self, ad: int, turn: int) -> tuple[int, ...]:
        """Leaves where an ad may stand, those first that have most room left; by turns others."""
        draft, one = self.draft, self._board.task.ads[ad]
        room: dict[int, int] = {}
        for stand in self._board.stands[ad]:
            for number in one.pages(stand):
                leaf = leaf_of(number)
                free = self._board.most[number] - draft.cells(number)
                room[leaf] = max(room.get(leaf, 0), free)
        open_leaves = [leaf for leaf in room if self._ads_of(leaf) <= _CROWD]
        open_leaves.sort(key=lambda leaf: (-room[leaf], leaf))
        first = turn * _LEAVES
        return tuple(open_leaves[first : first + _LEAVES])

    def _parted(self, shifted: bool) -> Iterator[tuple[int, ...]]:
        """All leaves in their order, as many together as have about the ads of a window."""
        window: list[int] = []
        ads, most = 0, _WINDOW_ADS // 2 if shifted else _WINDOW_ADS
        for leaf in self._board.leaves:
            count = self._ads_of(leaf)
            if count > _CROWD:
                continue
            if window and ads + count > most:
                yield tuple(window)
                window, ads, most = [], 0, _WINDOW_ADS
            window.append(leaf)
            ads += count
        if window:
            yield tuple(window)

    def _ads_of(self, leaf: int) -> int:
        return sum(len(self.draft.on.get(number, ())) for number in (leaf, leaf + 1))

    def _solve(self, leaves: Sequence[int], placing: bool) -> bool:
        """Stacks a window anew; whether its plan is better: with `placing` alone, whether it places
        more."""
        window = _Window(self.draft, leaves, self._waiting(leaves))
        before = Draft(window.board, window.stands)
        work = min(self._left, _WINDOW_WORK)
        found = improved(before, work, before.placed() if placing else 0)
        self._left -= work - max(0.0, found.left) + window.board.choices / CHOICES_A_SECOND
        if placing:
            better = found.best.placed() > before.placed()
        else:
            better = found.best.worth() > Draft(found.best.board, window.stands).worth()
        if better:
            window.settle(self.draft, found.best)
        self._tell()
        return better

    def _waiting(self, leaves: Sequence[int]) -> list[int]:
        """Ads without a place that may stand on one of these leaves, those worth most a cell."""
        ads, verdicts = self._board.task.ads, self._board.verdicts
        pages = {number for leaf in leaves for number in (leaf, leaf + 1)}
        here = [ad for ad in self._missing() if not pages.isdisjoint(verdicts.stand_set(ads[ad]))]
        here.sort(key=lambda ad: (-ads[ad].value / ads[ad].area, ad))
        return here[:_WAITING]

    def _tell(self) -> None:
        points = self.draft.placed()
        gap = max(0.0, (self.bound - points) / self.bound) if self.bound else 0.0
        done = 1 - max(0.0, self._left) / self._all if self._all else 1.0
        self._watch(Reached(len(self.draft.stands), len(self._board.task.ads), done, gap))


class _Window:
    """Leaves with what stands there, as a board of its own; `ads` are its ads by their numbers in
    the whole book, `stands` where they are now by those on this board."""

    def __init__(self, draft: Draft, leaves: Sequence[int], waiting: Sequence[int]) -> None:
        pages = _closed(draft, leaves)
        inside = sorted({ad for number in pages for ad in draft.on[number]})
        self.ads = (*inside, *waiting)
        now = {ad: draft.stands[ad] for ad in inside}
        for ad in inside:
            draft.take(ad)
        stands = tuple(tuple(_open(draft, ad, pages)) for ad in self.ads)
        for ad in inside:
            draft.put(ad, now[ad])
        self.board: Board = draft.board.window(self.ads, stands, pages)
        self.stands = {place: now[ad] for place, ad in enumerate(inside)}

    def settle(self, draft: Draft, found: Draft) -> None:
        """Stands the ads of the whole draft as they were found to stand."""
        for ad in self.ads:
            if ad in draft.stands:
                draft.take(ad)
        for place, stand in sorted(found.stands.items()):
            draft.put(self.ads[place], stand)


def _closed(draft: Draft, leaves: Sequence[int]) -> frozenset[int]:
    """The pages of leaves, and of those on which double trucks that stand there end."""
    ads = draft.board.task.ads
    waiting, found = list(leaves), set(leaves)
    for leaf in waiting:
        for number in (leaf, leaf + 1):
            for ad in draft.on.get(number, ()):
                new = leaves_of(ads[ad].pages(draft.stands[ad])) - found
                found |= new
                waiting += sorted(new)
    pages = draft.board.task.pages
    return frozenset(n for leaf in found for n in (leaf, leaf + 1) if n in pages)


def _open(draft: Draft, ad: int, pages: frozenset[int]) -> Iterator[int]:
    """The stands of an ad on these pages that no competitor elsewhere forbids."""
    one = draft.board.task.ads[ad]
    for stand in sorted(pages & draft.board.verdicts.stand_set(one)):
        if all(number in pages for number in one.pages(stand)) and draft.rival(ad, stand) is None:
            yield stand
