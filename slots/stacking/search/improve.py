"""Logic-based Benders decomposition (Hooker and Ottosson 2003) with large neighbourhood search.

By turns the master proposes pages for all ads, and packing finds what does not fit there: cuts for
the next turn. Every turn ends with a plan that fits (what cannot be packed is taken off and placed
elsewhere), and with an upper bound: what the master cannot surpass, no plan can. It ends when the
two are close enough, when there is no new cut, or when the work is used up. While ads have no
place, turns of the whole edition alternate with turns in which only a few pages are open, and all
other ads held (the large neighbourhood).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from slots.stacking.search.benders_cut import LearntCuts
from slots.stacking.search.draft import Draft, Stands
from slots.stacking.search.exchange import level
from slots.stacking.search.first_plan import fill
from slots.stacking.search.master import ceiling, propose
from slots.stacking.search.packed_pages import Effort
from slots.stacking.task.ads_and_pages import Ad, StackingTask, cells_on, most_cells

STEPS_A_SECOND = 20_000
"""Steps of packing that take about a second."""

_SOLVER = 1.5
"""Seconds that a unit of the solver's deterministic time takes, roughly."""

CHOICES_A_SECOND = 15_000
"""Choices of the master that it takes about a second to write down."""

_TURNS = 300
"""The most turns. Nearly all searches use up their work before, but a turn may take hardly any."""

_NEARBY = 9
"""Turns with most ads held after each turn of the whole edition, while ads have no place. Each
takes a fraction of that one's time and places what it left out; but only turns of the whole edition
lower the bound."""

_NEARBY_WORK = 0.5
"""The most work of a turn with most ads held, and the least of a turn of the whole edition."""

_WHOLE_SHARE = 0.25
"""The share of the work left that one proposal for the whole edition may take, so that some is left
to use the cuts that it brings."""

_LEVEL_STEPS = 3_000
"""Steps of packing for levelling tops, for each second of work; they take about a seventh of it."""

_FREE_PAGES = 6
"""Pages open in a turn with most ads held: few enough that the master proves its optimum over
them."""

_STALLED = 3
"""Turns without a better plan after which the search ends, if the gap is ..."""

_SMALL_GAP = 0.005
"""... at most this share of the bound. A turn costs little where there is little to decide."""


@dataclass(frozen=True, slots=True)
class _Improved:
    """The best plan found, the upper bound of all plans, and the work that is left."""

    best: Draft
    bound: int
    left: float


def improve(draft: Draft, work: float, least: int = 0) -> tuple[Draft, int]:
    """The plan and the bound of `improved`."""
    found = improved(draft, work, least)
    return found.best, found.bound


def improved(draft: Draft, work: float, least: int = 0) -> _Improved:
    """The best plan found within `work`, starting from a draft that fits, and an upper bound of all
    plans. Tops are levelled when the rest is done, as they are worth least; only where no gap at
    all is allowed, the master learns what they cost. They are not levelled where the ads that have
    a place are worth no more than `least`, wishes aside."""
    search = _Improver(draft, LearntCuts([], {}), _ceiling(draft), work)
    search.run()
    if search.best.placed() <= least:
        return _Improved(search.best, search.bound, search.left)
    levelled = Draft(draft.board.levelling(), search.best.stands)
    level(levelled, int(work * _LEVEL_STEPS))
    last = _Improver(levelled, search.learnt, search.bound, search.left)
    if draft.board.task.limits.gap == 0:
        last.run()
    return _Improved(last.best, last.bound, last.left)


class _Improver:
    """The best plan so far, the upper bound, and the cuts learnt."""

    def __init__(self, draft: Draft, learnt: LearntCuts, bound: int, work: float) -> None:
        self.best, self.worth, self.bound = draft, draft.worth(), bound
        self.stalled, self.done = 0, False
        self._board, self._limits = draft.board, draft.board.task.limits
        self.learnt = learnt
        self._work, self._steps = work, draft.board.piler.steps
        self._judge()

    def run(self) -> None:
        """Takes turns until it is done."""
        for turn in range(_TURNS):
            if self.done:
                break
            stands = self.nearby(turn) if turn % (_NEARBY + 1) else self._board.stands
            if stands is not None:
                self.turn(stands)
        assert self.bound >= self.worth, (self.bound, self.worth)

    @property
    def left(self) -> float:
        """The work that is left."""
        return self._work - (self._board.piler.steps - self._steps) / STEPS_A_SECOND

    def turn(self, stands: Sequence[Sequence[int]]) -> None:
        """One proposal: of the whole edition, or of some pages."""
        left, whole = self.left, stands is self._board.stands
        work = min(
            left / _SOLVER, max(_NEARBY_WORK, left * _WHOLE_SHARE) if whole else _NEARBY_WORK
        )
        proposal = propose(self._board, self.learnt, self.best.stands, stands, work)
        self._work -= proposal.work * _SOLVER + sum(map(len, stands)) / CHOICES_A_SECOND
        if self.learnt.sure and whole and proposal.bound is not None:
            self.bound = min(self.bound, proposal.bound)
        if proposal.stands is not None:
            new = self._learn(proposal.stands, whole)
            self.done = whole and proposal.closed and not new
        self._judge()

    def _learn(self, stands: Stands, whole: bool) -> bool:
        """Packs a proposal; whether there was a new cut."""
        trial = Draft(self._board, stands)
        new = self.learnt.learn(trial)
        _mend(trial)
        points = trial.worth()
        self.stalled += whole
        if points > self.worth:
            self.best, self.worth, self.stalled = trial, points, 0
        return new

    def nearby(self, turn: int) -> list[tuple[int, ...]] | None:
        """The stands of all ads if only a few pages are open where an ad without a place may stand;
        None where all have one. Ads on other pages stay there."""
        ads, stands, now = self._board.task.ads, self._board.stands, self.best.stands
        missing = [n for n in range(len(ads)) if n not in now and stands[n]]
        if not missing:
            return None
        ad = missing[turn % len(missing)]
        numbers = [number for stand in stands[ad] for number in ads[ad].pages(stand)]
        # Alternately the emptiest of its pages and the first ones; shifted from turn to turn, so
        # that none is left out.
        if turn % 2:
            numbers.sort(key=lambda number: (self.best.area[number], number))
        shift = (turn // 2 * _FREE_PAGES + turn // 8) % len(numbers)
        free = {*(numbers[shift:] + numbers[:shift])[:_FREE_PAGES]}

        def there(n: int, at: int) -> bool:
            return bool(free & {*ads[n].pages(at)})

        return [
            tuple(at for at in stands[n] if there(n, at))
            if n not in now or there(n, now[n])
            else (now[n],)
            for n in range(len(ads))
        ]

    def _judge(self) -> None:
        close = self.bound - self.worth <= self._limits.gap * self.bound
        small = self.bound - self.worth <= _SMALL_GAP * self.bound
        stalled = small and self.stalled >= _STALLED and self._limits.gap > 0
        self.done = self.done or close or stalled or self.left <= 0


def _ceiling(draft: Draft) -> int:
    """A first upper bound, that of the fractional knapsack: every wish is met, and all cells are
    filled with the ads that bring most points a cell, the last one in part."""
    board, points = draft.board, 0
    task = board.task
    left = sum(most_cells(page) for page in task.pages.values())
    ads = [
        (max(ceiling(task, ad, at) for at in stands), _least_area(task, one, stands))
        for ad, (stands, one) in enumerate(zip(board.stands, task.ads, strict=True))
        if stands
    ]
    for most, area in sorted(ads, key=lambda one: -one[0] / one[1]):
        part = min(area, left)
        points += -(-most * part // area)
        left -= part
    return points


def _least_area(task: StackingTask, ad: Ad, stands: Sequence[int]) -> int:
    """The cells of `most_cells` that an ad takes at least."""
    return min(
        sum(cells_on(ad, task.pages[number]) for number in ad.pages(stand)) for stand in stands
    )


def _mend(draft: Draft) -> None:
    """Takes the least valuable ads off pages that cannot be packed, and places what is left out."""
    ads = draft.board.task.ads
    for leaf in draft.board.leaves:
        here = [ad for number in (leaf, leaf + 1) for ad in draft.on.get(number, ())]
        order = sorted(set(here), key=lambda ad: (ads[ad].value, ads[ad].area, ad))
        taken = []
        while draft.pile(leaf, Effort.ANY).places is None:
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
