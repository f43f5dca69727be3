"""The most that could still be added to a label: what makes the search short and proves it right.

Contents of one slot form a *class*; `k` counts how many of each class are still to come. What a
label may still gain is at most, for the best k, the sum of

- `together`: the best contents of these classes that may be added under all rules about sets
  (quotas, density, exclusion, order), each at its full value, less the disorder it is sure to make;
- `spread`: the least cost of splitting the rest of the copy by k more stops in any order, each at
  the loss of value its class has there, on gaps open to its class, no nearer to the one above than
  the smallest distance any two contents of their groups ask for.

Both forget something (which content of a class stands where, distances to others than the next),
so their sum never falls short of the truth.

Contents that may stand on relaxed terms instead (`slots.placing.relax`) are there once for each of
their terms, as *variants*. On relaxed terms they are a class of their own, of as many as have
leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, product
from math import prod

from slots.exact.split_cost import IMPOSSIBLE, SCALE, Count, cost_of, spread_of
from slots.exact.symmetry import distanced, firsts_of, twins_of
from slots.problem.between_boxes import ordered
from slots.problem.choices import MUST, POINT, Problem, clashes, presence, worth
from slots.strip.distance import Axis

EXACT_CONTENTS = 8
"""Up to so many contents, every set that may be placed together is looked at; else only each."""

CLASS_STEPS = 16_000_000
"""Up to so many steps, `spread` keeps the slots apart; else all contents are one class.

A step takes some 40 ns: a story of 60 blocks with 6 contents needs 50,000, one of 1,000 half a
second's worth.
"""

MOST_COUNTS = 256
"""Up to so many counts of classes, as eight slots of one content each have, classes are kept."""

FEW_CONTENTS = 4
"""Up to so many contents, all are one group, of one smallest distance: the search is short enough
without the finer bound, which takes longer to compute than it saves."""


@dataclass(slots=True)
class Outlook:
    """What the search asks of a problem often, computed once. Lives as long as one search.

    All worths are in parts of the objective's unit (`SCALE`). `stops` are the gaps open to any
    content; `gains[c][j]` what content c is worth at stop j, None where it is closed, less a few
    parts that grow with the gap: of choices worth the same the higher one is always taken, whatever
    a changed word does to heights. `marks[j]` is where a stop is in millipoints,
    `depths[j]` in reading length, of which there are `whole`; `classes[c]` the class of content c
    and `groups[k]` the group of class k; `twins[c]` the contents just like it that the story asks
    for later; `kinds[c]` the first content that keeps the same distances; `firsts[c]` the first
    variant of content c; `most[k]` how many of class k may stand. Sets of contents are bit masks;
    `limits` has those of which at most so many stand, `eased` each class on relaxed terms: the
    class on the terms as written, itself, and its limits.
    """

    problem: Problem
    stops: tuple[int, ...]
    gains: tuple[tuple[int | None, ...], ...]
    marks: tuple[int, ...]
    depths: tuple[int, ...]
    whole: int
    classes: tuple[int, ...]
    groups: tuple[int, ...]
    twins: tuple[int, ...]
    kinds: tuple[int, ...]
    firsts: tuple[int, ...]
    most: tuple[int, ...]
    limits: tuple[tuple[int, int], ...] = ()
    eased: tuple[tuple[int, int, tuple[tuple[int, int], ...]], ...] = ()
    spread: dict[Count, tuple[tuple[int, ...], ...]] = field(default_factory=dict)
    feasible_sets: dict[int, bool] = field(default_factory=dict)
    addable_sets: dict[int, int] = field(default_factory=dict)
    present_sets: dict[int, int] = field(default_factory=dict)
    promises: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)

    def feasible(self, mask: int) -> bool:
        """Whether these contents may be placed together."""
        known = self.feasible_sets.get(mask)
        if known is None:
            known = self._within_limits(mask) and not any(clashes(self.problem, members(mask)))
            self.feasible_sets[mask] = known
        return known

    def _within_limits(self, mask: int) -> bool:
        return all((mask & some).bit_count() <= most for some, most in self.limits)

    def addable(self, mask: int) -> int:
        """The contents that may come below all of these and join them, as a mask."""
        known = self.addable_sets.get(mask)
        if known is None:
            known = sum(1 << c for c in range(len(self.gains)) if self._joins(mask, c))
            self.addable_sets[mask] = known
        return known

    def _joins(self, mask: int, content: int) -> bool:
        bit = 1 << content
        if mask & bit or not self.feasible(mask | bit):
            return False
        return all(ordered(self.problem, above, content) for above in members(mask))

    def next(self, mask: int) -> tuple[int, ...]:
        """The contents that may come next.

        Of two twins the later never stands above: to swap them costs nothing and saves disorder. Of
        twins that the story asks for one right after the other, none is left out before a later
        one: nothing tells them apart.
        """
        coming = members(self.addable(mask))
        return tuple(c for c in coming if not self.twins[c] & mask and self._in_turn(mask, c))

    def _in_turn(self, mask: int, content: int) -> bool:
        """Whether the twin that is asked for right before a content is there, if it has one."""
        first = self.firsts[content]
        before = self.firsts[first - 1] if first else first
        if not self.twins[before] >> content & 1:
            return True
        return bool(mask >> before & ((1 << (first - before)) - 1))

    def promise(self, mask: int, last: int | None) -> tuple[int, ...]:
        """The most that can be added below stop j, at index j + 1 (0: below the top), with content
        `last` at that stop."""
        group = 0 if last is None else self.groups[self.classes[last]]
        known = self.promises.get((mask, group))
        if known is None:
            sums = (
                tuple(cost + gain for cost in self.spread[count][group])
                for count, gain in _together(self, mask).items()
            )
            known = tuple(map(max, zip(*sums, strict=True)))
            self.promises[mask, group] = known
        return known

    def rest(self, place: int) -> int:
        """Minus the cost of the copy below a stop, if no other follows; by index j + 1."""
        depth = self.depths[place - 1] if place else 0
        return -cost_of(self, self.whole - depth)

    def entry(self, mask: int, content: int) -> int:
        """What a content joining from below gains or loses wherever it stands: min and disorder."""
        kept = MUST * (self.present(mask | 1 << content) - self.present(mask))
        return SCALE * (kept - disorder(mask, content) * self.problem.page.source_order * POINT)

    def present(self, mask: int) -> int:
        """How many of these contents count towards the `min` of their slots."""
        known = self.present_sets.get(mask)
        if known is None:
            known = presence(self.problem, members(mask))
            self.present_sets[mask] = known
        return known


def members(mask: int) -> tuple[int, ...]:
    """The contents of a mask, in order."""
    found = []
    while mask:  # bit by bit, since of hundreds of contents few are in it
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return tuple(found)


def disorder(mask: int, content: int) -> int:
    """How many contents of a mask the story asks for after this one, which stands below them."""
    return (mask >> (content + 1)).bit_count()


def outlook(problem: Problem) -> Outlook:
    """The outlook of a problem, with the spread of its gaps."""
    count, ruler = len(problem.contents), problem.rulers[0]
    gaps = range(problem.end + 1)
    stops = tuple(gap for gap in gaps if any(problem.open(c, gap) for c in range(count)))
    gains = tuple(
        tuple(_gain(problem, c, g) if problem.open(c, g) else None for g in stops)
        for c in range(count)
    )
    firsts = firsts_of(problem)
    classes, most = _classes(problem, firsts, len(stops))
    view = Outlook(
        problem,
        stops,
        gains,
        marks=tuple(ruler.scales[Axis.MPT][gap] for gap in stops),
        depths=tuple(ruler.scales[Axis.READING][gap] for gap in stops),
        whole=ruler.whole[Axis.READING],
        classes=classes,
        groups=_groups(problem, classes),
        twins=twins_of(problem),
        kinds=tuple(_first_like(problem, c) for c in range(count)),
        firsts=firsts,
        most=most,
        limits=tuple((sum(1 << c for c in each.contents), each.most) for each in problem.limits),
    )
    view.eased = tuple(_eased(view))
    view.spread = spread_of(view)
    return view


def _first_like(problem: Problem, content: int) -> int:
    """The first content of the same slot, steps and categories: distances are the same to both."""
    own = distanced(problem, content)
    return next(c for c in range(content + 1) if distanced(problem, c) == own)


def _named(problem: Problem, content: int) -> tuple[str, int]:
    """What stands for the terms of a content: its slot, and the steps it has taken."""
    return problem.contents[content].slot, problem.steps[content]


def _gain(problem: Problem, content: int, gap: int) -> int:
    """What a content is worth in a gap, less the parts that tell it from all others: of choices
    worth the same, the one that stands higher in the copy is taken."""
    parts = max(1, SCALE // (len(problem.contents) + 1) // (problem.end + 2))
    told_apart = gap * parts + (gap * 40_503 + content * 9_973) % parts
    return SCALE * worth(problem, content, gap) - told_apart


def _classes(
    problem: Problem, firsts: tuple[int, ...], stops: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The class of each content, and how many of each class may stand.

    The class is its slot's, on its terms; where that is too much to compute, ads and modules are
    the classes, or all are one.
    """
    for kinds in ([_named(problem, c) for c in range(len(firsts))], problem.holds):
        order = list(dict.fromkeys(kinds))
        most = tuple(_most(problem, firsts, [own == kind for own in kinds]) for kind in order)
        counts = prod(some + 1 for some in most)
        if counts <= MOST_COUNTS and counts * stops * stops <= CLASS_STEPS:
            return tuple(order.index(kind) for kind in kinds), most
    return (0,) * len(firsts), (len(set(firsts)),)


def _most(problem: Problem, firsts: tuple[int, ...], own: list[bool]) -> int:
    """How many of a class may stand: a content once, and on relaxed terms as many as have leave."""
    inside = {c for c, is_own in enumerate(own) if is_own}
    most = len({firsts[c] for c in inside})
    return min([most, *(limit.most for limit in problem.limits if inside <= {*limit.contents})])


def _eased(view: Outlook) -> Iterator[tuple[int, int, tuple[tuple[int, int], ...]]]:
    for eased in range(len(view.most)):
        inside = [c for c, kind in enumerate(view.classes) if kind == eased]
        written = view.classes[view.firsts[inside[0]]]
        if written != eased:
            own = sum(1 << c for c in inside)
            yield written, eased, tuple(each for each in view.limits if not own & ~each[0])


def _groups(problem: Problem, classes: tuple[int, ...]) -> tuple[int, ...]:
    """The group of each class: ads keep other distances than modules do."""
    kinds = range(max(classes, default=-1) + 1)
    if len(classes) <= FEW_CONTENTS:
        return (0,) * len(kinds)
    members = [[c for c, own in enumerate(classes) if own == kind] for kind in kinds]
    return tuple(int(not all(problem.ad(c) for c in own)) for own in members)


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
    """The counts that contents joining a label may come to: all on the terms as written, or some of
    them on relaxed ones, which makes them worth no more and no less."""
    kinds = [view.classes[content] for content in joining]
    counts: tuple[Count, ...] = (tuple(kinds.count(kind) for kind in range(len(view.most))),)
    for written, eased, limits in view.eased:
        left = _left(limits, mask)
        counts = tuple(
            _moved(count, written, eased, taken)
            for count in counts
            for taken in range(min(left, count[written]) + 1)
        )
    return counts


def _left(limits: tuple[tuple[int, int], ...], mask: int) -> int:
    """How many more have leave beside a label."""
    return min(most - (mask & some).bit_count() for some, most in limits)


def _moved(count: Count, written: int, eased: int, some: int) -> Count:
    """A count with some of one class in another."""
    moved = list(count)
    moved[written] -= some
    moved[eased] += some
    return tuple(moved)


def _each_alone(view: Outlook, mask: int, joining: tuple[int, ...]) -> dict[Count, int]:
    """The same when there are too many sets to look at: as if each were alone with the label, but
    for `min`, which no more of them count towards than it lacks."""
    kinds, room = range(len(view.most)), list(view.most)
    for _, kind, limits in view.eased:
        room[kind] = _left(limits, mask)
    sums, lacks, some = [], [0] * len(view.most), [0] * len(view.most)
    for kind in kinds:
        own = [c for c in joining if view.classes[c] == kind]
        best = sorted((_alone(view, mask, c) for c in own), reverse=True)
        sums.append(tuple(accumulate(best[: room[kind]], initial=0)))
        firsts = sum(1 << c for c in own if view.firsts[c] == c)
        lacks[kind] = SCALE * MUST * (view.present(mask | firsts) - view.present(mask))
        some[kind] = firsts.bit_count()
    eased = {kind: written for written, kind, _ in view.eased}
    most: dict[Count, int] = {}
    for count in product(*(range(len(gains)) for gains in sums)):
        stand = [0] * len(view.most)
        for kind in kinds:
            stand[eased.get(kind, kind)] += count[kind]
        if all(own <= there for own, there in zip(stand, some, strict=True)):
            kept = sum(map(min, (SCALE * MUST * own for own in stand), lacks))
            most[count] = kept + sum(sums[kind][count[kind]] for kind in kinds)
    return most


def _alone(view: Outlook, mask: int, content: int) -> int:
    """The full value of a content that joins a label, less the disorder with what is above it."""
    cost = view.problem.page.source_order * POINT
    return SCALE * (view.problem.terms[content].value * POINT - disorder(mask, content) * cost)
