"""Dynamic programming over gaps: the least it costs to split the rest of the copy by n more stops.

It is the half of the upper bound that counts evenness (`slots.exact.upper_bound`). Each count of
stops is found from the counts with one stop less; that is valid for every chain, as it forgets
which content of a class stands where, and keeps only the smallest distance between neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from operator import sub

from slots.exact.outlook import IMPOSSIBLE, SCALE, Outlook
from slots.problem.between_boxes import ONE_SCREEN, spacing_after
from slots.problem.choices import POINT, Problem
from slots.strip.distance import Axis

GAP_STEPS = 16_000_000
"""Up to this many steps, `spread` is computed on the real gaps; else as if all copy were gaps,
which is quicker and never dearer. About half a second's worth."""

Count = tuple[int, ...]
"""How many of each class."""

Spread = dict[Count, tuple[tuple[int, ...], ...]]
"""By count, one row for each group that the content at stop j may be of: minus the least cost of
that many more stops below stop j, at j + 1 (0: below the top); IMPOSSIBLE if there are too few."""


def spread_of(view: Outlook) -> Spread:
    """The spread of a problem's gaps; of the copy as if it were all gaps where those are many."""
    exact = (len(view.gains) + 1) * len(view.stops) ** 2 <= GAP_STEPS
    return _on_gaps(view) if exact else _continuum(view)


def _counts(view: Outlook) -> Iterator[Count]:
    """Every count of the classes, smaller ones before larger ones."""
    return product(*(range(most + 1) for most in view.most))


def _on_gaps(view: Outlook) -> Spread:
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
    table: Spread = {}
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
    table: Spread,
    count: Count,
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


def _continuum(view: Outlook) -> Spread:
    """The same if all copy were gaps: k equal stretches, less k for what rounding may save. No
    other split is cheaper: the sum of squares of parts of a whole is least where they are equal."""
    square, evenness = view.whole**2 or 1, view.problem.page.evenness * POINT
    rests = tuple(view.whole - depth for depth in (0, *view.depths))
    table: Spread = {}
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
    """The copy that lies at least between a content in a gap and another next above it: on the
    first strip the need, less the air of both."""
    own = 0 if problem.beside[above] else problem.margins[above][0]
    air = own + problem.lift(below, gap, 0)
    lengths = [required.needs[0] for required in problem.needs[above][below]]
    if problem.ad(above) and problem.ad(below):
        lengths += [needs[0] for needs in (spacing_after(problem, 1),) if needs]
        if problem.page.max_per_screen == 1:
            lengths.append(problem.rulers[0].need(ONE_SCREEN))
    return max((need.amount - air for need in lengths if need.axis is Axis.MPT), default=0)
