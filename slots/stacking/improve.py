"""The best plan, by turns: the master proposes pages, the packing says what does not fit there.

Every turn ends with a plan that fits (what cannot be packed is taken off and placed elsewhere), and
with a bound: what the master cannot surpass, no plan can. It ends when the two are close enough,
when there is nothing more to learn, or when the work is used up (logic-based Benders decomposition:
Hooker and Ottosson 2003).
"""

from __future__ import annotations

from collections.abc import Sequence

from slots.stacking.cut import Lessons
from slots.stacking.draft import Draft, Stands
from slots.stacking.greedy import fill
from slots.stacking.master import ceiling, propose
from slots.stacking.task import most_cells

STEPS_A_SECOND = 25_000
"""Steps of packing that take about as long as a second of the solver's deterministic time."""

TURNS = 300
NEARBY = 5
"""Turns with most ads held after each one of the whole edition, while ads have no place."""

NEARBY_WORK = 0.5
WHOLE_SHARE = 0.35
"""Of the work left, what one proposal for the whole edition may take."""

FREE_PAGES = 6
STALLED = 4
"""Turns without a better plan after which the search ends, if the gap is ..."""

SMALL_GAP = 0.005
"""... at most this share of the bound. A turn costs little where there is little to decide."""


def improve(draft: Draft) -> tuple[Draft, int]:
    """The best plan found, starting from a draft that fits, and a bound of all plans."""
    search = _Improver(draft)
    for turn in range(TURNS):
        if search.done:
            break
        stands = search.nearby(turn) if turn % (NEARBY + 1) else draft.board.stands
        if stands is not None:
            search.turn(stands)
    assert search.bound >= search.worth, (search.bound, search.worth)
    return search.best, search.bound


class _Improver:
    """The best plan so far, its bound, and what was learnt."""

    def __init__(self, draft: Draft) -> None:
        self.best, self.worth, self.bound = draft, draft.worth(), _ceiling(draft)
        self.stalled, self.done = 0, False
        self._board, self._limits = draft.board, draft.board.task.limits
        self._lessons = Lessons([], [])
        self._work = 0.0
        self._judge()

    def turn(self, stands: Sequence[Sequence[int]]) -> None:
        """One proposal: of the whole edition, or of some pages."""
        left, whole = self._left(), stands is self._board.stands
        work = min(left, max(NEARBY_WORK, left * WHOLE_SHARE) if whole else NEARBY_WORK)
        proposal = propose(self._board, self._lessons, self.best.stands, stands, work)
        self._work += proposal.work
        if self._lessons.sure and whole and proposal.bound is not None:
            self.bound = min(self.bound, proposal.bound)
        if proposal.stands is not None:
            self._learn(proposal.stands, whole)
        self._judge()

    def _learn(self, stands: Stands, whole: bool) -> None:
        trial = Draft(self._board, stands)
        new = self._lessons.learn(trial)
        _mend(trial)
        points = trial.worth()
        self.stalled += whole
        if points > self.worth:
            self.best, self.worth, self.stalled = trial, points, 0
        self.done = whole and not new

    def nearby(self, turn: int) -> list[tuple[int, ...]] | None:
        """The stands of all ads if only a few pages are open where an ad without a place may stand;
        None where all have one. Ads on other pages stay there."""
        ads, stands, now = self._board.task.ads, self._board.stands, self.best.stands
        missing = [n for n in range(len(ads)) if n not in now and stands[n]]
        if not missing:
            return None
        ad = missing[turn % len(missing)]
        numbers = [number for stand in stands[ad] for number in ads[ad].pages(stand)]
        shift = turn * FREE_PAGES % len(numbers)
        free = {*(numbers[shift:] + numbers[:shift])[:FREE_PAGES]}

        def there(n: int, at: int) -> bool:
            return bool(free & {*ads[n].pages(at)})

        return [
            tuple(at for at in stands[n] if there(n, at))
            if n not in now or there(n, now[n])
            else (now[n],)
            for n in range(len(ads))
        ]

    def _left(self) -> float:
        return self._limits.work - self._work - self._board.piler.steps / STEPS_A_SECOND

    def _judge(self) -> None:
        close = self.bound - self.worth <= self._limits.gap * self.bound
        small = self.bound - self.worth <= SMALL_GAP * self.bound
        stalled = small and self.stalled >= STALLED and self._limits.gap > 0
        self.done = self.done or close or stalled or self._left() <= 0


def _ceiling(draft: Draft) -> int:
    """The points of a plan that meets every wish and fills all cells with the ads that bring most
    points a cell, the last one in part."""
    board, points = draft.board, 0
    task = board.task
    left = sum(most_cells(page) for page in task.pages.values())
    ads = [
        (max(ceiling(task, ad, at) for at in stands), len(one.pages(stands[0])) * one.area)
        for ad, (stands, one) in enumerate(zip(board.stands, task.ads, strict=True))
        if stands
    ]
    for most, area in sorted(ads, key=lambda one: -one[0] / one[1]):
        part = min(area, left)
        points += -(-most * part // area)
        left -= part
    return points


def _mend(draft: Draft) -> None:
    """Takes the least valuable ads off pages that cannot be packed, and places what is left out."""
    ads = draft.board.task.ads
    for leaf in draft.board.leaves:
        here = [ad for number in (leaf, leaf + 1) for ad in draft.on.get(number, ())]
        order = sorted(set(here), key=lambda ad: (ads[ad].value, ads[ad].area, ad))
        taken = []
        while draft.pile(leaf).places is None:
            taken.append(order.pop(0))
            draft.take(taken[-1])
        for ad in reversed(taken[:-1]):
            _back(draft, ad, leaf)
    fill(draft)


def _back(draft: Draft, ad: int, leaf: int) -> None:
    """Puts an ad back on the leaf it was taken from, if it fits there after all."""
    for stand in draft.board.stands[ad]:
        pages = draft.board.task.ads[ad].pages(stand)
        if {leaf, leaf + 1} & {*pages} and draft.admits(ad, stand):
            draft.put(ad, stand)
            return
