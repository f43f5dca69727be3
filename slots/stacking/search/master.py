"""Benders master: an integer program over the whole edition, which ad on which page.

It has every rule between pages exactly, and of the stacks what sums can express: cells, and cells
weighted by dual feasible functions (Fekete and Schepers 2001: an ad wider than half a page has no
other such ad beside it). The rest comes from packing, as cuts. It is a relaxation, which allows
more than can be packed; so no plan is worth more than its bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from slots.book.booking import Booking
from slots.solver import Answer, Program, Sum, total
from slots.stacking.search.benders_cut import Cut, LearntCuts, Loss
from slots.stacking.search.draft import Board, Stands, price_of_cell, worth_of
from slots.stacking.search.pack_page import Piece, stretched
from slots.stacking.search.packed_pages import kind_of, piece_of
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ads_and_pages import StackingTask, cells_on, most_cells, room, share_cells
from slots.stacking.task.allowed import minds_on_page, near_pages, wants_distance

_TUNING = "linearization_level:2"
"""Measured on 93 ads and 24 pages: this proves optimality fastest."""


@dataclass(frozen=True, slots=True)
class _Proposal:
    """Stands that the master proposes (None: it found none), the points that no plan surpasses
    (None: unknown), whether the gap between them is closed, and the work that took."""

    stands: dict[int, int] | None
    bound: int | None
    closed: bool
    work: float


def propose(
    board: Board, learnt: LearntCuts, hint: Stands, stands: Sequence[Sequence[int]], work: float
) -> _Proposal:
    """The best plan under the cuts so far, in which each ad stands on one of its `stands` or
    nowhere; the bound holds for such plans."""
    master = _Master(board, hint, stands)
    for cut in learnt.cuts:
        master.add_cut(cut)
    for loss in learnt.losses.values():
        master.add_loss(loss)
    gap = board.task.limits.gap / 2  # the other half is left for what packing takes off
    answer = master.solve(work, gap)
    found = None
    if answer.values is not None:
        found = {ad: stand for (ad, stand), x in master.chosen.items() if answer(x)}
    closed = answer.proven or answer.objective - answer.bound <= gap * abs(answer.objective)
    return _Proposal(found, None if found is None else -answer.bound, closed, answer.work)


class _CategoryRivals:
    """The competitors of a category, page by page: which advertisers are there, and which of them
    accept no other on their page."""

    def __init__(self, category: str) -> None:
        self.category = category
        self._there: dict[int, dict[str, list[Sum]]] = {}
        self._minds: dict[int, dict[str, list[Sum]]] = {}
        self.present: dict[int, dict[str, Sum]] = {}
        self.minding: dict[int, dict[str, Sum]] = {}

    def enter(self, booking: Booking, page: int, x: Sum) -> None:
        """An ad that may be on this page."""
        if booking.category != self.category:
            return
        there = [self._there, self._minds] if minds_on_page(booking) else [self._there]
        for kind in there:
            kind.setdefault(page, {}).setdefault(booking.advertiser, []).append(x)

    def close(self, any_of: Callable[[list[Sum]], Sum]) -> None:
        """Joins the choices of each advertiser's ads into one for each page."""
        for kind, drawn in ((self._there, self.present), (self._minds, self.minding)):
            for page, by_name in kind.items():
                drawn[page] = {name: any_of(choices) for name, choices in by_name.items()}

    def others(self, page: int, advertiser: str) -> list[Sum]:
        """The other advertisers that may be there."""
        here = self.present.get(page, {})
        return [x for name, x in here.items() if name != advertiser]


class _Master:
    """The program under construction: a choice for each ad and each page where it may stand.

    Every variable is hinted with its value in a known plan, so that the search starts there.
    """

    def __init__(self, board: Board, hint: Stands, stands: Sequence[Sequence[int]]) -> None:
        self._board, self._stands = board, stands
        self._known: dict[int, int] = {}
        self._task = board.task
        self._program = Program()
        self._low: dict[tuple[int, Piece, int], Sum] = {}
        self.chosen: dict[tuple[int, int], Sum] = {}
        self._on: dict[int, list[tuple[int, Sum]]] = {number: [] for number in self._task.pages}
        for ad, numbers in enumerate(stands):
            for stand in numbers:
                x = self.chosen[ad, stand] = self._choice(hint.get(ad) == stand)
                for number in self._task.ads[ad].pages(stand):
                    self._on[number].append((ad, x))
            if numbers:
                self._program.most(total(self.chosen[ad, stand] for stand in numbers), 1)
        self._value = total(
            x * ceiling(self._task, ad, stand) for (ad, stand), x in self.chosen.items()
        )
        for page in self._task.pages.values():
            self._add_room(page)
            self._add_solus(page.number)
            self._value -= self._crowding(page)
        self._add_rivals()

    def solve(self, work: float, gap: float) -> Answer:
        """The answer, within a limit of work or when the gap is this small."""
        return self._program.minimise(-self._value, work, gap, _TUNING)

    def add_cut(self, cut: Cut) -> None:
        """Forbids, on each page of a cut, all of its kinds n times each (where it is exact, only
        these and no more)."""
        for number in cut.pages:
            kinds = self._kinds(number)
            if any(len(kinds.get(kind, ())) < times for kind, times in cut.kinds):
                continue
            ways = [self._fewer(number, kind, times, kinds[kind]) for kind, times in cut.kinds]
            if cut.exact:
                ways += self._more(dict(cut.kinds), kinds)
            self._program.any_of(ways)

    def add_loss(self, loss: Loss) -> None:
        """What these ads, and no others, lose on the pages of a leaf."""
        there: list[Sum] = []
        absent: list[Sum] = []
        for number in loss.pages:
            for ad, x in self._on.get(number, ()):
                (there if (ad, number) in loss.ads else absent).append(x)
        if loss.points is None:
            self._program.any_of([*(1 - x for x in there), *absent])
            return
        whole = all(self._now(x) for x in there) and not any(self._now(x) for x in absent)
        lost = self._whole(loss.points, loss.points * whole)
        self._value -= lost
        self._program.least(lost, loss.points, [*there, *(1 - x for x in absent)])

    def _choice(self, now: bool) -> Sum:
        return self._whole(1, int(now))

    def _whole(self, most: int, now: int) -> Sum:
        what = self._program.whole(0, most)
        self._known[what.terms[0][0]] = now
        self._program.hint(what, now)
        return what

    def _now(self, what: Sum) -> int:
        """The value of a sum in the plan that is known."""
        return what.constant + sum(self._known[v] * c for v, c in what.terms)

    def _add_room(self, page: StackPage) -> None:
        here = [(self._task.ads[ad], x) for ad, x in self._on[page.number]]
        self._program.most(total(x * cells_on(ad, page) for ad, x in here), most_cells(page))
        deep = room(page)
        # Dual feasible functions of width and of depth: sums that fit still fit when stretched, so
        # these are valid. Depths of ads are the only thresholds that matter: between two of them
        # the sums are weaker.
        for least in range(1, page.columns // 2 + 1):
            cells = total(
                x * (ad.rows * stretched(ad.columns, page.columns, least)) for ad, x in here
            )
            self._program.most(cells, page.columns * deep)
        for rows in sorted({ad.rows for ad, _ in here if ad.rows * 2 <= deep}):
            cells = total(x * (ad.columns * stretched(ad.rows, deep, rows)) for ad, x in here)
            self._program.most(cells, page.columns * deep)

    def _add_solus(self, number: int) -> None:
        here = self._on[number]
        for ad, x in here:
            if self._task.ads[ad].booking.solus:
                others = [y for other, y in here if other != ad]
                if others:
                    self._program.most(total(others), 0, [x])

    def _crowding(self, page: StackPage) -> Sum:
        cells = total(x * self._task.ads[ad].area for ad, x in self._on[page.number])
        price, whole = price_of_cell(page, self._task.prices), page.depth * page.columns
        over = Sum()
        for more in (0, self._task.prices.far_over):
            allowed = share_cells(page, more)
            if allowed < whole:
                part = self._whole(whole - allowed, max(0, self._now(cells) - allowed))
                self._program.least(part, cells - allowed)
                over += part
        return over * price

    def _add_rivals(self) -> None:
        """Competitors apart. An advertiser that minds is the only one of its category on a page;
        one that wants more distance has none of the others on the pages near it either."""
        categories = sorted({ad.booking.category for ad in self._task.ads} - {""})
        for category in categories:
            rivals = _CategoryRivals(category)
            for number, here in self._on.items():
                for ad, x in here:
                    rivals.enter(self._task.ads[ad].booking, number, x)
            rivals.close(self._any_of)
            self._add_page_rivals(rivals)
            self._add_far_rivals(rivals)

    def _add_page_rivals(self, rivals: _CategoryRivals) -> None:
        for number, minding in rivals.minding.items():
            if len(minding) > 1:
                self._program.most(total(minding.values()), 1)
            for advertiser, minds in minding.items():
                others = rivals.others(number, advertiser)
                if others:
                    self._program.most(total(others), 0, [minds])

    def _add_far_rivals(self, rivals: _CategoryRivals) -> None:
        for (ad, stand), x in self.chosen.items():
            one = self._task.ads[ad]
            booking = one.booking
            if booking.category != rivals.category or not wants_distance(booking):
                continue
            near = [
                other
                for number in one.pages(stand)
                for page in near_pages(booking, number)
                if page not in one.pages(stand)
                for other in rivals.others(page, booking.advertiser)
            ]
            if near:
                self._program.most(total(near), 0, [x])

    def _any_of(self, choices: list[Sum]) -> Sum:
        """A choice that is made if one of these is."""
        if len(choices) == 1:
            return choices[0]
        any_of = self._choice(any(self._now(x) for x in choices))
        for x in choices:
            self._program.most(x, any_of)
        return any_of

    def _kinds(self, number: int) -> dict[Piece, list[Sum]]:
        found: dict[Piece, list[Sum]] = {}
        page = self._task.pages[number]
        for ad, x in self._on[number]:
            found.setdefault(kind_of(self._task.ads[ad], page), []).append(x)
        return found

    def _fewer(self, number: int, kind: Piece, times: int, choices: list[Sum]) -> Sum:
        """A choice: fewer than `times` of this kind on this page."""
        if len(choices) == 1:
            return 1 - choices[0]
        key = (number, kind, times)
        if key not in self._low:
            self._low[key] = self._choice(self._now(total(choices)) < times)
            self._program.most(total(choices), times - 1, [self._low[key]])
        return self._low[key]

    def _more(self, wanted: dict[Piece, int], kinds: dict[Piece, list[Sum]]) -> list[Sum]:
        """Choices: more of one of these kinds on this page, or any of another one."""
        ways = []
        for kind, choices in kinds.items():
            times = wanted.get(kind, 0)
            if not times:
                ways += choices
            elif times < len(choices):
                more = self._choice(self._now(total(choices)) > times)
                self._program.least(total(choices), times + 1, [more])
                ways.append(more)
        return ways


def ceiling(task: StackingTask, ad: int, stand: int) -> int:
    """The points of an ad on these pages if its wishes there are met."""
    one, prices = task.ads[ad], task.prices
    pieces = (piece_of(one, task.pages[number]) for number in one.pages(stand))
    wishes = sum(piece.ceiling(prices) for piece in pieces)
    return worth_of(one, stand, prices) + wishes
