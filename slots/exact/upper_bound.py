"""Upper bound of a label: the most that could still be added to it. It makes the search short, and
proves its result.

`k` counts how many contents of each class (`slots.exact.outlook`) are still to come. What a label
may still gain is at most, for the best k, the sum of

- `together`: the best contents of these classes that may be added under all rules about sets
  (quotas, density, exclusion, order), each at its full value, less the disorder it is sure to make;
- `spread`: the least cost of splitting the rest of the copy by k more stops in any order, each at
  the loss of value its class has there, on gaps open to its class, no nearer to the one above than
  the smallest distance any two contents of their groups ask for.

Both forget something (which content of a class stands where, distances to others than the next):
they are relaxations, so their sum is never lower than what can really be added.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, product

from slots.exact.outlook import IMPOSSIBLE, SCALE, Outlook, disorder, members
from slots.exact.split_cost import Count, Spread, spread_of
from slots.problem.choices import MUST, POINT

EXACT_CONTENTS = 8
"""Up to this many contents every set that may be placed together is looked at, 256 at most for a
label; else each content alone, which bounds higher."""


@dataclass(slots=True)
class UpperBound:
    """What can be added at most, by what is there. Each bound is computed when it is first needed,
    and kept as long as the search lives. `spread` is that of the problem's gaps."""

    view: Outlook
    spread: Spread
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
    return UpperBound(view, spread_of(view))


def _together(view: Outlook, mask: int) -> dict[Count, int]:
    """The most that contents joining a label are worth together, for each count of the classes."""
    addable = members(view.addable(mask))
    firsts = tuple(c for c in addable if view.firsts[c] == c)
    if len(set(view.firsts)) > EXACT_CONTENTS:
        return _each_alone(view, mask, addable)
    base = view.present(mask)
    alone = {c: _alone(view, mask, c) for c in firsts}
    most: dict[Count, int] = {}
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


def _counts_of(view: Outlook, mask: int, joining: tuple[int, ...]) -> tuple[Count, ...]:
    """The counts by class that contents joining a label may have: all on the terms as written, or
    some of them on relaxed ones, which makes them worth no more and no less."""
    kinds = [view.classes[content] for content in joining]
    counts: tuple[Count, ...] = (tuple(kinds.count(kind) for kind in range(len(view.most))),)
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


def _moved(count: Count, written: int, relaxed: int, some: int) -> Count:
    """A count with some of one class in another."""
    moved = list(count)
    moved[written] -= some
    moved[relaxed] += some
    return tuple(moved)


def _each_alone(view: Outlook, mask: int, joining: tuple[int, ...]) -> dict[Count, int]:
    """The same when there are too many sets to look at: as if each were alone with the label, but
    for `min`, which no more of them count towards than it lacks."""
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
    most: dict[Count, int] = {}
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
