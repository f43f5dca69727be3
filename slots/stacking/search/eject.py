"""Ejection chains (Glover 1996) of one link: an ad without a place takes a page, and the ads that
it puts out there go to other pages.

So an ad that wants a page to itself has one where all pages have a few small ads, and one whose
competitors are everywhere a page without them. It takes a thousandth of a second where a program
over a few pages takes a tenth: a large book has it first.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nsmallest

from slots.stacking.search.draft import Draft
from slots.stacking.search.first_plan import PagesByGain

_WEIGHED = 40
"""Pages of which competitors are counted, those first from which the fewest cells have to go ..."""

_TRIED = 8
"""... and those that are tried."""

_HOMES = 60
"""Pages that are looked at for an ad that was put out, those first where it gains most ..."""

_PACKED = 6
"""... and of them those that are packed."""

_IN_VAIN = 80
"""Ads in a row that find no place after which it ends: the book has no room left."""

_LOOKS_A_STEP = 10
"""Looks at a page that take as long as a step of packing."""


class Ejector:
    """Ejections in one draft; `steps` of packing and looking were taken for them."""

    def __init__(self, draft: Draft) -> None:
        self._draft, self._ads = draft, draft.board.task.ads
        self._pages = PagesByGain(draft)
        self._piler = draft.board.piler
        self._began, self._looks = draft.board.piler.steps, 0

    @property
    def steps(self) -> int:
        """Steps taken so far."""
        return self._piler.steps - self._began + self._looks // _LOOKS_A_STEP

    def place(self, ads: Iterable[int], enough: int) -> None:
        """Gives ads without a place one, the first ones first, with at most so many steps. Others
        lose theirs only where that places what is worth more."""
        vain = 0
        for ad in ads:
            if self.steps >= enough or vain >= _IN_VAIN:
                return
            placed = ad in self._draft.stands or any(self._takes(ad, at) for at in self._near(ad))
            vain = 0 if placed else vain + 1

    def _near(self, ad: int) -> list[int]:
        """The pages to try: those from which the fewest cells have to go."""
        stands = self._draft.board.stands[ad]
        self._looks += len(stands)
        few = nsmallest(_WEIGHED, stands, key=lambda at: (*self._over(ad, at), at))
        return nsmallest(_TRIED, few, key=lambda at: (*self._over(ad, at, rivals=True), at))

    def _over(self, ad: int, stand: int, rivals: bool = False) -> tuple[bool, int]:
        """Whether an ad that wants a page to itself would have to go, for which there is hardly
        another one; and the cells that have to go, those of competitors too or not."""
        draft, one, going = self._draft, self._ads[ad], 0
        here = [other for number in one.pages(stand) for other in draft.on[number]]
        solus = any(self._ads[other].booking.solus for other in here)
        for number in one.pages(stand):
            over = draft.cells(number) + draft.board.cells(ad, number) - draft.board.most[number]
            going += draft.cells(number) if solus or one.booking.solus else max(0, over)
        if rivals:
            going += sum(self._ads[other].area for other in draft.rivals(ad, stand))
        return solus, going

    def _takes(self, ad: int, stand: int) -> bool:
        """Whether an ad has taken a page, and those that were there have others, or are worth less
        together; if not, all are where they were."""
        draft, before = self._draft, {}
        for other in self._going(ad, stand):
            before[other] = draft.stands[other]
            self._pages.take(other)
        if not self._admits(ad, stand):
            waiting = {n for number in self._ads[ad].pages(stand) for n in draft.on[number]}
            for other in sorted(waiting, key=lambda n: (self._ads[n].value, n)):
                before[other] = draft.stands[other]
                self._pages.take(other)
                if self._admits(ad, stand):
                    break
            else:
                self._restore(before)
                return False
        self._pages.put(ad, stand)
        order = sorted(before, key=lambda n: (-self._ads[n].area, n))
        lost = sum(self._ads[other].value for other in order if not self._rehoused(other))
        if lost < self._ads[ad].value:
            return True
        self._pages.take(ad)
        self._restore(before)
        return False

    def _going(self, ad: int, stand: int) -> list[int]:
        """The ads that a rule forbids beside an ad on a page: all that are there where one of them
        wants it for itself, and competitors."""
        draft, one = self._draft, self._ads[ad]
        here = {other for number in one.pages(stand) for other in draft.on[number]}
        if not any(self._ads[other].booking.solus for other in (ad, *here)):
            here = set()
        return sorted(here.union(draft.rivals(ad, stand)))

    def _rehoused(self, ad: int) -> bool:
        """Whether an ad that was put out has another page."""
        packed = 0
        for looked, stand in enumerate(self._pages.for_ad(ad)):
            if looked >= _HOMES or packed >= _PACKED:
                return False
            before = self._piler.steps
            if self._admits(ad, stand):
                self._pages.put(ad, stand)
                return True
            packed += self._piler.steps > before
        return False

    def _admits(self, ad: int, stand: int) -> bool:
        self._looks += 1
        return self._draft.admits(ad, stand)

    def _restore(self, before: dict[int, int]) -> None:
        for other, stand in before.items():
            if other in self._draft.stands:
                self._pages.take(other)
            self._pages.put(other, stand)
