"""Best-first search with an upper bound: the chain of boxes worth most, and the proof that it is.

A *label* is a feasible chain, extended from top to bottom. What may come below it are *options*:
for each content a row of stops, that of the highest upper bound first (what the label is worth
then, plus the most that could still be added: `slots.exact.upper_bound`). The heap holds the first
option of each row that was not taken yet, and hands out that of the highest bound of all. As an
upper bound is never too low, the first chain handed out as it is, with nothing more to come, is
optimal, and its bound is that of all chains (A*: Hart, Nilsson and Raphael 1968). Of labels with
the same last stop, the same contents and the same open obligations only the best is extended
(dominance). Two first dives, always to the option of the highest bound or that is worth most, find
a chain to beat: what cannot beat it never enters the heap.

After `STEPS` options the search stops: the best chain seen is valid, and the highest upper bound
left holds for all chains.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from operator import lt

from slots.exact.outlook import IMPOSSIBLE, SCALE, Outlook, members, outlook
from slots.exact.upper_bound import UpperBound, upper_bound
from slots.problem.between_boxes import apart, beyond, last_fits, spacing_after
from slots.problem.choices import POINT, Chain, Problem
from slots.strip.distance import Axis, Need

STEPS = 8_000
"""The most options that a search takes: a few seconds at most.

A story of 60 blocks with 3 ads and a Blue Box takes about 30, one with 12 ads some thousands.
"""

_Label = tuple[Chain, int, int, int]
"""A chain, the mask of its contents, its worth without the stretch below its last stop, and that
stop's index + 1 (0: the top)."""

_Options = list[tuple[int, int, int]]
"""(upper bound, worth, stop) of a content below a label, beyond the label's, best bound first."""

_Row = tuple[_Label, int, int, _Options, int]
"""A label, a content that may follow, what both are worth before the stop is chosen, the options,
and the one that is next."""


def best(problem: Problem, steps: int = STEPS) -> tuple[Chain, int]:
    """The chain worth most, and a bound that no chain exceeds, in units of the objective; equal to
    the chain's worth if it is optimal."""
    view = outlook(problem)
    search = _BestFirst(view, upper_bound(view))
    search.begin()
    for taken in count():
        bound, row = search.pop()
        if row is None:
            return search.leader, _in_units(bound)
        if taken >= steps:
            return search.leader, _in_units(max(bound, search.leading))
        search.take(row)
    raise AssertionError("the leader's end is always on the heap")


def _in_units(parts: int) -> int:
    """Parts as whole units of the objective, rounded up, since what is taken off a chain to break
    ties stays below one unit."""
    return -(-parts // SCALE)


@dataclass(slots=True)
class _BestFirst:
    """One search under way: the heap, what was extended, and the best chain so far."""

    view: Outlook
    bound: UpperBound
    heap: list[tuple[int, int, int, _Row | None]] = field(default_factory=list)
    pushed: int = 0
    seen: dict[tuple[int, int, Chain, tuple[int, ...]], int] = field(default_factory=dict)
    nearest: dict[tuple[int, int, int], int] = field(default_factory=dict)
    rows: dict[tuple[int, int, int, int], _Options] = field(default_factory=dict)
    leader: Chain = ()
    leading: int = IMPOSSIBLE

    def begin(self) -> None:
        """Open the empty chain, which is worth as much as perfect evenness, and dive from there."""
        evenness = self.view.problem.page.evenness * POINT * SCALE if self.view.whole > 0 else 0
        top: _Label = ((), 0, evenness, 0)
        self._dive(top, by_bound=True)
        self._dive(top, by_bound=False)
        self._push(self.leading, None)
        self._open(top)

    def pop(self) -> tuple[int, _Row | None]:
        """The row of the highest upper bound, or None for the leader as it is; and that bound."""
        bound, _, _, row = heappop(self.heap)
        return -bound, row

    def take(self, row: _Row) -> None:
        """Take the next option of a row, and leave the one after it on the heap."""
        label, content, base, options, index = row
        _, worth, stop = options[index]
        if index + 1 < len(options):
            self._push(base + options[index + 1][0], (label, content, base, options, index + 1))
        child = self._child(label, content, base + worth, stop)
        if self._new(child):
            self._open(child)

    def _push(self, bound: int, row: _Row | None) -> None:
        if bound > self.leading or row is None:
            self.pushed += 1  # of equal bounds the older first: the order is the same in every run
            heappush(self.heap, (-bound, row is not None, self.pushed, row))

    def _child(self, label: _Label, content: int, gained: int, stop: int) -> _Label:
        chain = (*label[0], (self.view.stops[stop], content))
        return chain, label[1] | 1 << content, gained, stop + 1

    def _lead(self, label: _Label) -> bool:
        """Make a label the leader if it is worth more as it is than any before."""
        final = label[2] + self.view.rest(label[3])
        if final > self.leading:
            self.leader, self.leading = label[0], final
            return True
        return False

    def _open(self, label: _Label) -> None:
        """Put the rows of a label on the heap, as far as they may lead."""
        if self._lead(label):
            self._push(self.leading, None)
        for content in self.view.next(label[1]):
            base, options = self._options(label, content)
            if options:
                self._push(base + options[0][0], (label, content, base, options, 0))

    def _new(self, label: _Label) -> bool:
        """Whether a label is feasible and better than any before of the same identity."""
        chain, mask, gained, place = label
        if not last_fits(self.view.problem, chain):
            return False
        identity = (mask, place, chain[_obliged(self.view, chain, mask) :], self._moved(chain))
        if self.seen.get(identity, IMPOSSIBLE) >= gained:
            return False
        self.seen[identity] = gained
        return True

    def _moved(self, chain: Chain) -> tuple[int, ...]:
        """How far a chain moves the copy below it, on each strip. Labels differ by it only where
        ads stand beside the copy that do not move: elsewhere all distances below are the same."""
        problem = self.view.problem
        if not any(ruler.strip.standing for ruler in problem.rulers):
            return ()
        strips = range(len(problem.rulers))
        return tuple(sum(problem.growth(c, gap, at) for gap, c in chain) for at in strips)

    def _dive(self, label: _Label, by_bound: bool) -> None:
        """Always go on to the option that comes first, of those that are feasible."""
        while True:
            self._lead(label)
            rows = [(c, *self._options(label, c)) for c in self.view.next(label[1])]
            children = sorted(
                (
                    -base - (bound if by_bound else worth + self.view.rest(stop + 1)),
                    stop,
                    content,
                    base + worth,
                )
                for content, base, options in rows
                for bound, worth, stop in options
            )
            made = (self._child(label, c, gained, stop) for _, stop, c, gained in children)
            found = next((m for m in made if last_fits(self.view.problem, m[0])), None)
            if found is None:
                return
            label = found

    def _options(self, label: _Label, content: int) -> tuple[int, _Options]:
        """A content's worth below a label before its stop is chosen, and the stops it may have."""
        chain, mask, gained, place = label
        base = gained + self.view.entry(mask, content)
        key = (mask | 1 << content, place, chain[-1][1] if chain else -1, content)
        if key not in self.rows:
            self.rows[key] = self._ranked(label, content)
        return base, self.rows[key]

    def _ranked(self, label: _Label, content: int) -> _Options:
        view = self.view
        chain, mask, _, place = label
        bounds, gains = self.bound.below(mask | 1 << content, content), view.gains[content]
        depths, depth = view.depths, view.depths[place - 1] if place else 0
        evenness, square = view.problem.page.evenness * POINT, view.whole**2 or 1
        options: _Options = []
        for stop in range(self._first(chain, place, content), len(view.stops)):
            gain = gains[stop]
            if gain is not None:
                worth = gain - SCALE * (evenness * (depths[stop] - depth) ** 2 // square)
                options.append((worth + bounds[stop + 1], worth, stop))
        options.sort(key=lambda option: (-option[0], option[2]))
        return options

    def _first(self, chain: Chain, place: int, content: int) -> int:
        """The first stop far enough below the last of a chain for a content, if it comes next."""
        if not chain:
            return 0
        key = (place, chain[-1][1], content)
        if key not in self.nearest:
            self.nearest[key] = _nearest(self.view, chain[-1], place, content)
        return self.nearest[key]


def _nearest(view: Outlook, last: tuple[int, int], place: int, content: int) -> int:
    """The first stop far enough below the last one, by bisection: adjacent boxes never come nearer
    by moving the lower one down."""
    needs = view.problem.needs[last[1]][content]

    def far_enough(stop: int) -> bool:
        pair = (last, (view.stops[stop], content))
        return all(
            apart(view.problem, pair, need.axis, strip) >= need.amount
            for required in needs
            for strip, need in enumerate(required.needs)
        )

    return bisect_left(range(len(view.stops)), True, lo=place, key=far_enough)


def _obliged(view: Outlook, chain: Chain, mask: int) -> int:
    """The first place of a chain that contents still to come must keep a distance from.

    The last place always counts. One further up does while some content that may be added could
    come too near to it, even right below the last; then all from there on is the label's identity.
    """
    problem, first = view.problem, len(chain) - 1
    coming = {view.kinds[content] for content in members(view.addable(mask))}
    ads = sum(problem.ad(content) for _, content in chain)
    for place in range(len(chain) - 2, -1, -1):
        below = chain[place:]
        reached = [_reached(problem, below, strip) for strip in range(len(problem.rulers))]
        if any(_may_crowd(problem, below, content, ads, reached) for content in coming):
            first = place
        if beyond(problem, below, min(reached)):
            break  # farther than any rule reaches: what is above is farther still
    return first


def _may_crowd(problem: Problem, chain: Chain, content: int, ads: int, reached: list[int]) -> bool:
    """Whether a content below the last of a chain could be too near to the first of it."""
    first = chain[0][1]
    if any(_short(problem, chain, a.needs, reached) for a in problem.needs[first][content]):
        return True
    if not (problem.ad(first) and problem.ad(content)):
        return False
    if problem.page.max_per_screen:
        heights = (ruler.strip.viewport[1] for ruler in problem.rulers)
        if any(map(lt, reached, heights)):
            return True
    needs = spacing_after(problem, ads) or ()
    nearest = not any(problem.ad(other) for _, other in chain[1:])
    return nearest and _short(problem, chain, needs, reached)


def _short(problem: Problem, chain: Chain, needs: tuple[Need, ...], reached: list[int]) -> bool:
    """Whether a need may be missed on any strip."""
    if needs and needs[0].axis is not Axis.MPT:
        scale = problem.rulers[0].scales[needs[0].axis]
        copy = scale[chain[-1][0]] - scale[chain[0][0]]
        return any(copy < need.amount for need in needs)
    return any(there < need.amount for there, need in zip(reached, needs, strict=False))


def _reached(problem: Problem, chain: Chain, strip: int) -> int:
    """The least distance from the first of a chain to anything below its last, in millipoints."""
    scale, first = problem.rulers[strip].scales[Axis.MPT], chain[0][1]
    grown = sum(problem.growth(content, gap, strip) for gap, content in chain[1:])
    copy = scale[chain[-1][0]] - scale[chain[0][0]]
    if problem.beside[first]:
        return copy + grown - problem.contents[first].sizes[strip][1]
    return problem.margins[first][strip] + copy + grown
