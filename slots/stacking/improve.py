"""The best plan, by turns: the master proposes pages, the packing says what does not fit there.

Every turn ends with a plan that fits (what cannot be packed is taken off and placed elsewhere), and
with a bound: what the master cannot surpass, no plan can. It ends when the two are close enough,
when there is nothing more to learn, or when the work is used up (logic-based Benders decomposition:
Hooker and Ottosson 2003).
"""

from __future__ import annotations

from dataclasses import dataclass

from slots.stacking.cut import Cut, Loss, cut_of, loss_of
from slots.stacking.draft import Draft
from slots.stacking.greedy import fill
from slots.stacking.master import ceiling, propose

STEPS_A_SECOND = 25_000
"""Steps of packing that take about as long as a second of the solver's deterministic time."""

TURNS = 40
STALLED = 4
"""Turns without a better plan after which the search ends."""


@dataclass(slots=True)
class _Lessons:
    """What packing has taught so far; `sure` as long as all of it is proven."""

    cuts: list[Cut]
    losses: list[Loss]
    sure: bool = True

    def learn(self, draft: Draft) -> bool:
        """Looks at every leaf of a proposal; whether there was anything new."""
        known = len(self.cuts) + len(self.losses)
        for leaf in draft.board.leaves:
            self._page_cuts(draft, leaf)
            self._leaf_loss(draft, leaf)
        return len(self.cuts) + len(self.losses) > known

    def _page_cuts(self, draft: Draft, leaf: int) -> None:
        board = draft.board
        for number in (leaf, leaf + 1):
            if number in draft.on:
                pile = board.piler.page(number, draft.on[number])
                if pile.spots is None:
                    self.sure = self.sure and pile.exact
                    cut = cut_of(board, number, draft.on[number])
                    if cut not in self.cuts:
                        self.cuts.append(cut)

    def _leaf_loss(self, draft: Draft, leaf: int) -> None:
        piler, on = draft.board.piler, draft.on
        pages = [number for number in (leaf, leaf + 1) if number in on]
        if any(piler.page(number, on[number]).spots is None for number in pages):
            return
        pile = draft.pile(leaf)
        most = sum(piler.most(number, on[number]) for number in pages)
        if pile.places is None:
            self.sure = self.sure and pile.exact
            self.losses.append(loss_of(draft, leaf, None))
        elif pile.exact and pile.points < most:
            self.losses.append(loss_of(draft, leaf, most - pile.points))


def improve(draft: Draft) -> tuple[Draft, int]:
    """The best plan found, starting from a draft that fits, and a bound of all plans."""
    limits, board = draft.board.task.limits, draft.board
    best, worth, bound = draft, draft.worth(), _ceiling(draft)
    lessons, work, stalled = _Lessons([], []), 0.0, 0
    for _ in range(TURNS):
        left = limits.work - work - board.piler.steps / STEPS_A_SECOND
        if bound - worth <= limits.gap * bound or left <= 0:
            break
        proposal = propose(board, lessons.cuts, lessons.losses, best.stands, left)
        work += proposal.work
        if lessons.sure:
            bound = min(bound, proposal.bound)
        if proposal.stands is None:
            break
        trial = Draft(board, proposal.stands)
        new = lessons.learn(trial)
        _mend(trial)
        points = trial.worth()
        stalled += 1
        if points > worth:
            best, worth, stalled = trial, points, 0
        if not new or stalled == STALLED:
            break
    return best, max(bound, worth)


def _ceiling(draft: Draft) -> int:
    """The points of a plan that places all and meets every wish."""
    board = draft.board
    return sum(
        max((ceiling(board.task, ad, stand) for stand in stands), default=0)
        for ad, stands in enumerate(board.stands)
    )


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
