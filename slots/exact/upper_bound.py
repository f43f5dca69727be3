"""Upper bound of a label: the most that could still be added to its worth. It makes the search
short, and proves its result.

`k` counts how many contents of each class (`slots.exact.outlook`) are still to come. What a label
may still gain is at most, for the best k, the sum of

- `together`: the best contents of these classes that may be added under all rules about sets
  (quotas, density, exclusion, order), each at its full value, less the disorder it is sure to make;
- `spread`: the least cost of splitting the rest of the copy by k more stops in any order, each at
  the loss of value its class has there, on gaps open to its class, no nearer to the one above than
  the smallest distance any two contents of their groups require. Counted over real gaps by
  dynamic programming: each count of stops is found from the counts with one stop less.

Both are relaxations: they leave constraints out (which content of a class stands where, distances
to others than the next), so their sum is never lower than what can really be added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, product
from operator import sub

from slots.exact.outlook import IMPOSSIBLE, SCALE, Outlook, disorder, members
from slots.problem.between_boxes import ONE_SCREEN, spacing_after
from slots.problem.choices import MUST, POINT, Problem
from slots.strip.distance import Axis

EXACT_CONTENTS = 8
"""Up to this many contents every set that may be placed together is weighed, 256 at most for a
label; else each content alone, which gives a higher bound."""

_GAP_STEPS = 16_000_000
"""Up to this many steps, `spread` is computed on the real gaps; else as if all copy were gaps,
which is quicker and never dearer. About half a second's worth."""

_Count = tuple[int, ...]
"""How many of each class."""

_Spread = dict[_Count, tuple[tuple[int, ...], ...]]
"""By count, one row for each group that the content at stop j may be of: minus the least cost of
that many more stops below stop j, at j + 1 (0: below the top); IMPOSSIBLE if there are too few."""


@dataclass(slots=True)
class UpperBound:
    """What can be added at most, by what is there. Each bound is computed when it is first needed,
    and kept as long as the search lives. `spread` is that of the problem's gaps."""

    view: Outlook
    spread: _Spread
    known: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)

    def below(self, mask: int, last: int) -> tuple[int, ...]:
        """The most that can be added below stop j, at index j + 1 (0: below the top), with content
        `last` at that stop."""
        group = self.view.groups[self.view.classes[last]]
        known = self.known.get((mask, group))
        if known is None:
            sums = (
                tuple(cost + gain for cost in self.spread[count][group])
                for count, gain in _together(self.view, mask).items()
            )
            known = tuple(map(max, zip(*sums, strict=True)))
            self.known[mask, group] = known
        return known


def upper_bound(view: Outlook) -> UpperBound:
    """The upper bound of a problem, with none computed yet."""
    return UpperBound(view, _spread_of(view))


def _together(view: Outlook, mask: int) -> dict[_Count, int]:
    """The most that contents joining a label are worth together, for each count of the classes."""
    addable = members(view.addable(mask))
    firsts = tuple(c for c in addable if view.firsts[c] == c)
    if len(set(view.firsts)) > EXACT_CONTENTS:
        return _each_alone(view, mask, addable)
    base = view.present(mask)
    alone = {c: _alone(view, mask, c) for c in firsts}
    most: dict[_Count, int] = {}
    everything = sum(1 << c for c in firsts)
    subset = everything
    while True:
        if view.feasible(mask | subset):
            joining = members(subset)
            kept = view.present(mask | subset) - base
            gain = SCALE * MUST * kept + sum(alone[c] for c in joining)
            for count in _counts_of(view, mask, joining):
                most[count] = max(most.get(count, IMPOSSIBLE), gain)
        if not subset:
            return most
        subset = (subset - 1) & everything


def _counts_of(view: Outlook, mask: int, joining: tuple[int, ...]) -> tuple[_Count, ...]:
    """The counts by class that contents joining a label may have: all on the terms as written, or
    some of them on relaxed ones, which makes them worth no more and no less."""
    kinds = [view.classes[content] for content in joining]
    counts: tuple[_Count, ...] = (tuple(kinds.count(kind) for kind in range(len(view.most))),)
    for written, relaxed, limits in view.relaxed:
        left = _left(limits, mask)
        counts = tuple(
            _moved(count, written, relaxed, taken)
            for count in counts
            for taken in range(min(left, count[written]) + 1)
        )
    return counts


def _left(limits: tuple[tuple[int, int], ...], mask: int) -> int:
    """How many more may stand on relaxed terms beside a label."""
    return min(most - (mask & some).bit_count() for some, most in limits)


def _moved(count: _Count, written: int, relaxed: int, some: int) -> _Count:
    """A count with some of one class in another."""
    moved = list(count)
    moved[written] -= some
    moved[relaxed] += some
    return tuple(moved)


def _each_alone(view: Outlook, mask: int, joining: tuple[int, ...]) -> dict[_Count, int]:
    """The same where there are too many sets to weigh: as if each content were alone with the
    label. Only towards `min` no more of them count than it lacks."""
    kinds, room = range(len(view.most)), list(view.most)
    for _, kind, limits in view.relaxed:
        room[kind] = _left(limits, mask)
    sums, lacks, some = [], [0] * len(view.most), [0] * len(view.most)
    for kind in kinds:
        own = [c for c in joining if view.classes[c] == kind]
        best = sorted((_alone(view, mask, c) for c in own), reverse=True)
        sums.append(tuple(accumulate(best[: room[kind]], initial=0)))
        firsts = sum(1 << c for c in own if view.firsts[c] == c)
        lacks[kind] = SCALE * MUST * (view.present(mask | firsts) - view.present(mask))
        some[kind] = firsts.bit_count()
    relaxed = {kind: written for written, kind, _ in view.relaxed}
    most: dict[_Count, int] = {}
    for count in product(*(range(len(gains)) for gains in sums)):
        stand = [0] * len(view.most)
        for kind in kinds:
            stand[relaxed.get(kind, kind)] += count[kind]
        if all(own <= there for own, there in zip(stand, some, strict=True)):
            kept = sum(map(min, (SCALE * MUST * own for own in stand), lacks))
            most[count] = kept + sum(sums[kind][count[kind]] for kind in kinds)
    return most


def _alone(view: Outlook, mask: int, content: int) -> int:
    """The full value of a content that joins a label, less the disorder with what is above it."""
    cost = view.problem.page.source_order * POINT
    return SCALE * (view.problem.terms[content].value * POINT - disorder(mask, content) * cost)


def _spread_of(view: Outlook) -> _Spread:
    """The spread of a problem's gaps; where these are many, that of the copy as if it were all
    gaps."""
    exact = (len(view.gains) + 1) * len(view.stops) ** 2 <= _GAP_STEPS
    return _on_gaps(view) if exact else _continuum(view)


def _counts(view: Outlook) -> Iterator[_Count]:
    """Every count of the classes, smaller ones before larger ones."""
    return product(*(range(most + 1) for most in view.most))


def _on_gaps(view: Outlook) -> _Spread:
    """Each count from the counts with one stop less."""
    depths, size = (0, *view.depths), len(view.depths)
    groups = range(max(view.groups, default=0) + 1)
    starts = [[_starts(view, a, b) for b in groups] for a in groups]
    square, evenness = view.whole**2 or 1, view.problem.page.evenness * POINT
    costs = tuple(
        tuple(
            [SCALE * (evenness * (below - depth) ** 2 // square) for below in depths[place + 1 :]]
        )
        for place, depth in enumerate(depths)
    )
    losses = _losses(view)
    table: _Spread = {}
    rest = tuple(view.rest(place) for place in range(size + 1))
    for count in _counts(view):
        if not any(count):
            table[count] = (rest,) * len(groups)
            continue
        reached = _reached(view, table, count, losses)
        table[count] = tuple(
            _best_next([(starts[group][other], row) for other, row in reached.items()], costs)
            for group in groups
        )
    return table


def _best_next(
    options: list[tuple[tuple[int, ...], tuple[int, ...]]], costs: tuple[tuple[int, ...], ...]
) -> tuple[int, ...]:
    """The best stop to come next below each place: of all groups, each from its own start on."""
    rows = [
        [
            max(map(sub, reached[start:], cost[start - place :]), default=IMPOSSIBLE)
            for place, (start, cost) in enumerate(zip(starts, costs, strict=True))
        ]
        for starts, reached in options
    ]
    return tuple(map(max, *rows)) if len(rows) > 1 else tuple(rows[0])


def _reached(
    view: Outlook,
    table: _Spread,
    count: _Count,
    losses: tuple[tuple[int, ...], ...],
) -> dict[int, tuple[int, ...]]:
    """By group, the best of its classes that may come next, at each stop: its loss and the rest."""
    options: dict[int, list[tuple[int, ...]]] = {}
    for kind, some in enumerate(count):
        if some:
            group = view.groups[kind]
            fewer = (*count[:kind], some - 1, *count[kind + 1 :])
            row = tuple(map(sub, table[fewer][group][1:], losses[kind]))
            options.setdefault(group, []).append(row)
    return {
        group: tuple(map(max, *rows)) if len(rows) > 1 else rows[0]
        for group, rows in options.items()
    }


def _losses(view: Outlook) -> tuple[tuple[int, ...], ...]:
    """The least value a content of each class loses at each stop; endless where it is closed."""
    losses = [[-IMPOSSIBLE] * len(view.stops) for _ in range(max(view.classes, default=-1) + 1)]
    for content, gains in enumerate(view.gains):
        full = view.problem.terms[content].value * POINT * SCALE
        row = losses[view.classes[content]]
        for stop, gain in enumerate(gains):
            if gain is not None:
                row[stop] = min(row[stop], full - gain)
    return tuple(map(tuple, losses))


def _continuum(view: Outlook) -> _Spread:
    """The same as if all copy were gaps: k stops leave k + 1 equal stretches, less k for what
    rounding may save. No other split is cheaper: the sum of squares of parts of a whole is least
    where they are equal."""
    square, evenness = view.whole**2 or 1, view.problem.page.evenness * POINT
    rests = tuple(view.whole - depth for depth in (0, *view.depths))
    table: _Spread = {}
    for count in _counts(view):
        stops = sum(count)
        row = tuple(
            -SCALE * max(0, evenness * rest * rest // ((stops + 1) * square) - stops)
            for rest in rests
        )
        table[count] = (row,) * (max(view.groups, default=0) + 1)
    return table


def _starts(view: Outlook, above: int, below: int) -> tuple[int, ...]:
    """The first stop that can follow each stop, by index j + 1, with a content of one group above
    one of another, under the smallest distance of any two such contents."""
    pairs = _neighbours(view, above, below)
    apart = [
        min([_least_between(view.problem, a, b, gap) for a, b in pairs], default=0)
        for gap in view.stops
    ]
    starts, stop, marks = [0], 0, (0, *view.marks)
    for place in range(1, len(marks)):
        stop = max(stop, place)
        while stop < len(view.marks) and view.marks[stop] - marks[place] < apart[stop]:
            stop += 1
        starts.append(stop)
    return tuple(starts)


def _neighbours(view: Outlook, above: int, below: int) -> list[tuple[int, int]]:
    """One pair of contents of each two kinds that keep distances of their own, of these groups."""
    lasts = {kind: c for c, kind in enumerate(view.kinds)}
    group = [view.groups[kind] for kind in view.classes]
    return [
        (a, b)
        for a in lasts.values()
        for b in dict.fromkeys(view.kinds)
        if a != b and group[a] == above and group[b] == below
    ]


def _least_between(problem: Problem, above: int, below: int, gap: int) -> int:
    """The least copy between a content in a gap and the next one above it: the need on the first
    strip, less the air of both."""
    own = 0 if problem.beside[above] else problem.margins[above][0]
    air = own + problem.lift(below, gap, 0)
    lengths = [required.needs[0] for required in problem.needs[above][below]]
    if problem.ad(above) and problem.ad(below):
        lengths += [needs[0] for needs in (spacing_after(problem, 1),) if needs]
        if problem.page.max_per_screen == 1:
            lengths.append(problem.rulers[0].need(ONE_SCREEN))
    return max((need.amount - air for need in lengths if need.axis is Axis.MPT), default=0)
