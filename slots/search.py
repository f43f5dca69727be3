"""The chain that is worth most: best-first search over labels, with a bound that proves it.

A *label* is a feasible chain, extended from top to bottom. The heap hands out the label of highest
promise (what it is worth so far, plus the most that could still be added: `slots.promise`). As a
promise never falls short, the first label handed out that ends its chain is optimal, and its
promise is the bound. Of labels with the same last stop, the same contents and the same open
obligations only the best is extended (dominance). Two first dives,
always to the continuation that promises most or that is worth most, find a chain to beat.

After `STEPS` continuations the search stops: the best chain seen is valid, and the highest promise
left is an honest bound.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from slots.chain import apart, peaceful, spacing_after
from slots.distance import Axis, Need
from slots.problem import POINT, Chain, Problem
from slots.promise import IMPOSSIBLE, Outlook, members, outlook

STEPS = 400_000
"""Continuations looked at before the search stops: a few seconds at most.

A story of 60 blocks with 6 contents takes some 10,000, one with 16 of two slots 350,000.
"""


Entry = tuple[int, int, int, Chain, int, int, int]
"""A label as the heap compares it: the most promising first, then one that ends, then the longest.

(-promise, 0 if it ends, -length, chain, mask, gained, place): `mask` are its contents, `gained`
its worth without the stretch below its last stop, `place` that stop's index + 1 (0: the top).
"""


def best(problem: Problem, steps: int = STEPS) -> tuple[Chain, int]:
    """The chain worth most, and a bound that no chain exceeds; equal to its worth if optimal."""
    search = Search(outlook(problem))
    search.begin()
    while search.heap:
        label = heappop(search.heap)
        if not label[1]:
            return label[3], -label[0]
        if search.made > steps:
            return search.leader, max(-label[0], search.leading)
        for longer in search.extend(label):
            heappush(search.heap, longer)
    raise AssertionError("the leader's end is always on the heap")


@dataclass(slots=True)
class Search:
    """One search under way: the heap, what was extended, and the best chain so far."""

    view: Outlook
    heap: list[Entry] = field(default_factory=list)
    seen: dict[tuple[int, int, Chain], int] = field(default_factory=dict)
    nearest: dict[tuple[int, int, int], int] = field(default_factory=dict)
    leader: Chain = ()
    leading: int = IMPOSSIBLE
    made: int = 0

    def begin(self) -> None:
        """Extend the empty chain, which has what perfect evenness is worth, and dive from there."""
        evenness = self.view.problem.page.evenness * POINT if self.view.whole > 0 else 0
        first = self.extend((-evenness - self.view.promise(0)[0], 1, 0, (), 0, evenness, 0))
        self._dive(first, _by_promise)
        self._dive(first, self._by_worth)
        self.heap += first
        heapify(self.heap)

    def _dive(self, longer: list[Entry], key: Callable[[Entry], tuple[int, Chain]]) -> None:
        """Always extend the continuation that comes first by a key; all others go on the heap."""
        while longer:
            longer = self.extend(min(longer, key=key))
            self.heap += longer

    def _by_worth(self, label: Entry) -> tuple[int, Chain]:
        return -label[5] - self.view.rest(label[6]), label[3]

    def extend(self, label: Entry) -> list[Entry]:
        """All continuations of a label that may lead yet; its end goes on the heap if it leads."""
        _, _, _, chain, mask, gained, place = label
        if chain and not self._new(label):
            return []
        final = gained + self.view.rest(place)
        if final > self.leading:
            self.leader, self.leading = chain, final
            heappush(self.heap, (-final, 0, -len(chain), chain, mask, gained, place))
        longer: list[Entry] = []
        for content in self.view.next(mask):
            self._continue(label, content, longer)
        return longer

    def _new(self, label: Entry) -> bool:
        """Whether a label is feasible and better than any before of the same identity."""
        _, _, _, chain, mask, gained, place = label
        if not peaceful(self.view.problem, chain):
            return False
        identity = (mask, place, chain[_obliged(self.view, chain, mask) :])
        if self.seen.get(identity, IMPOSSIBLE) >= gained:
            return False
        self.seen[identity] = gained
        return True

    def _continue(self, label: Entry, content: int, longer: list[Entry]) -> None:
        """Add the label with a content at every stop below it that may still lead."""
        view, leading = self.view, self.leading
        _, _, length, chain, mask, gained, place = label
        gained += view.entry(mask, content)
        mask |= 1 << content
        promise, gains, stops = view.promise(mask), view.gains[content], view.stops
        depths, depth = view.depths, view.depths[place - 1] if place else 0
        evenness, square = view.problem.page.evenness * POINT, view.whole**2 or 1
        first = self._first(chain, place, content)
        self.made += len(stops) - first
        for stop in range(first, len(stops)):
            gain = gains[stop]
            if gain is None:
                continue
            now = gained + gain - evenness * (depths[stop] - depth) ** 2 // square
            hope = now + promise[stop + 1]
            if hope > leading:
                after = (*chain, (stops[stop], content))
                longer.append((-hope, 1, length - 1, after, mask, now, stop + 1))

    def _first(self, chain: Chain, place: int, content: int) -> int:
        """The first stop far enough below the last of a chain for a content, if it comes next."""
        if not chain:
            return 0
        key = (place, chain[-1][1], content)
        if key not in self.nearest:
            self.nearest[key] = _nearest(self.view, chain[-1], place, content)
        return self.nearest[key]


def _by_promise(label: Entry) -> tuple[int, Chain]:
    return label[0], label[3]


def _nearest(view: Outlook, last: tuple[int, int], place: int, content: int) -> int:
    """By bisection: adjacent boxes never come nearer by moving the lower one down."""
    needs = view.problem.needs[last[1]][content]

    def far_enough(stop: int) -> bool:
        pair = (last, (view.stops[stop], content))
        return all(
            apart(view.problem, pair, need.axis, strip) >= need.amount
            for _, on_strips in needs
            for strip, need in enumerate(on_strips)
        )

    return bisect_left(range(len(view.stops)), True, lo=place, key=far_enough)


def _obliged(view: Outlook, chain: Chain, mask: int) -> int:
    """The first place of a chain that contents still to come must keep a distance from.

    The last place always counts. One further up does while some content that may be added could
    come too near to it, even right below the last; then all from there on is the label's identity.
    """
    coming = members(view.addable(mask))
    ads = sum(view.problem.ad(content) for _, content in chain)
    for place in range(len(chain) - 1):
        if any(_may_crowd(view.problem, chain[place:], content, ads) for content in coming):
            return place
    return len(chain) - 1


def _may_crowd(problem: Problem, chain: Chain, content: int, ads: int) -> bool:
    """Whether a content below the last of a chain could be too near to the first of it."""
    first = chain[0][1]
    for _, needs in problem.needs[first][content]:
        if _short(problem, chain, needs):
            return True
    if not (problem.ad(first) and problem.ad(content)):
        return False
    if problem.page.max_per_screen:
        heights = enumerate(ruler.strip.viewport[1] for ruler in problem.rulers)
        if any(_reached(problem, chain, Axis.MPT, strip) < height for strip, height in heights):
            return True
    needs = spacing_after(problem, ads) or ()
    nearest = not any(problem.ad(other) for _, other in chain[1:])
    return nearest and _short(problem, chain, needs)


def _short(problem: Problem, chain: Chain, needs: tuple[Need, ...]) -> bool:
    return any(
        _reached(problem, chain, need.axis, strip) < need.amount for strip, need in enumerate(needs)
    )


def _reached(problem: Problem, chain: Chain, axis: Axis, strip: int) -> int:
    """The least distance from the first of a chain to anything below its last."""
    scale = problem.rulers[strip].scales[axis]
    copy = scale[chain[-1][0]] - scale[chain[0][0]]
    if axis is not Axis.MPT:
        return copy
    first = chain[0][1]
    grown = sum(problem.growth(content, gap, strip) for gap, content in chain[1:])
    if problem.beside[first]:
        return copy + grown - problem.contents[first].sizes[strip][1]
    return problem.margins[first][strip] + copy + grown
