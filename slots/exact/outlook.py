"""Tables for the best-first search: a problem's stops, classes, groups and sets, computed once.

Contents of one slot form a *class*. Contents that may also stand on relaxed terms
(`slots.placing.relax`) are there once for each of their terms, as *variants*. On relaxed terms they
are a class of their own, of as many as have leave.

Symmetry breaking: of contents that are interchangeable the search tries one order only. Two are if
they are of one slot, of one size and of one advertiser's categories; or if each is the only one of
its slot and the two slots require the same of others, and others of them. Where one may stand on
relaxed terms, so may the other.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from math import prod

from slots.problem.between_boxes import ordered
from slots.problem.choices import MUST, POINT, Needs, Problem, clashes, presence, worth
from slots.strip.distance import Axis

IMPOSSIBLE = -(10**18)
"""The worth of what cannot be."""

SCALE = 2**20
"""The search counts in parts of the objective's unit: the last few decide between chains worth the
same, so that there is one best chain in every run."""

CLASS_STEPS = 16_000_000
"""Up to this many steps of `slots.exact.upper_bound`, each slot has a class of its own; else ads
and modules are the classes, or all contents are one.

A step takes some 40 ns: a story of 60 blocks with 6 contents needs 50,000, one of 1,000 half a
second's worth.
"""

MOST_COUNTS = 256
"""The same for counts of classes: eight slots of one content each have as many."""

FEW_CONTENTS = 4
"""Up to this many contents, all are one group, of one smallest distance: the search is short enough
without the tighter bound, which takes longer to compute than it saves."""


@dataclass(slots=True)
class Outlook:
    """What the search looks up again and again, computed once. Lives as long as one search.

    All worths are in parts of the objective's unit (`SCALE`). `stops` are the gaps open to any
    content; `gains[c][j]` what content c is worth at stop j, None where it is closed, less a few
    parts that grow with the gap: of choices worth the same the higher one is always taken, whatever
    a changed word does to heights. `marks[j]` is where a stop is in millipoints, `depths[j]` in
    reading length, of which there are `whole`; `classes[c]` the class of content c and `groups[k]`
    the group of class k; `alike_later[c]` the contents interchangeable with it that the story has
    later; `kinds[c]` the first content that keeps the same distances; `firsts[c]` the first variant
    of content c; `most[k]` how many of class k may stand. Sets of contents are bit masks; `limits`
    has those of which at most n stand, `relaxed` each class on relaxed terms: the class on the
    terms as written, itself, and its limits.
    """

    problem: Problem
    stops: tuple[int, ...]
    gains: tuple[tuple[int | None, ...], ...]
    marks: tuple[int, ...]
    depths: tuple[int, ...]
    whole: int
    classes: tuple[int, ...]
    groups: tuple[int, ...]
    alike_later: tuple[int, ...]
    kinds: tuple[int, ...]
    firsts: tuple[int, ...]
    most: tuple[int, ...]
    limits: tuple[tuple[int, int], ...] = ()
    relaxed: tuple[tuple[int, int, tuple[tuple[int, int], ...]], ...] = ()
    feasible_sets: dict[int, bool] = field(default_factory=dict)
    addable_sets: dict[int, int] = field(default_factory=dict)
    present_sets: dict[int, int] = field(default_factory=dict)

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

        Symmetry is broken here. Of two interchangeable contents the later never stands above: to
        swap them costs nothing and saves disorder. Of those that the story has one right after the
        other, none is left out before a later one: for each chain without it there is one with it
        that is worth as much.
        """
        coming = members(self.addable(mask))
        return tuple(c for c in coming if not self.alike_later[c] & mask and self._in_turn(mask, c))

    def _in_turn(self, mask: int, content: int) -> bool:
        """Whether the interchangeable content right before one is there, if it has such."""
        first = self.firsts[content]
        before = self.firsts[first - 1] if first else first
        if not self.alike_later[before] >> content & 1:
            return True
        return bool(mask >> before & ((1 << (first - before)) - 1))

    def rest(self, place: int) -> int:
        """Minus the cost of the copy below a stop, if no other follows; by index j + 1."""
        depth = self.depths[place - 1] if place else 0
        return -self._cost(self.whole - depth)

    def _cost(self, stretch: int) -> int:
        """The cost of a stretch without a stop, as in `slots.problem.choices.stretch`, in parts."""
        square = self.whole**2 or 1
        return SCALE * (self.problem.page.evenness * POINT * stretch * stretch // square)

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
    """How many contents of a mask come after this one in the story's order, though it stands below
    them."""
    return (mask >> (content + 1)).bit_count()


def outlook(problem: Problem) -> Outlook:
    """The outlook of a problem."""
    count, ruler = len(problem.contents), problem.rulers[0]
    gaps = range(problem.end + 1)
    stops = tuple(gap for gap in gaps if any(problem.open(c, gap) for c in range(count)))
    gains = tuple(
        tuple(_gain(problem, c, g) if problem.open(c, g) else None for g in stops)
        for c in range(count)
    )
    firsts = _firsts_of(problem)
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
        alike_later=_alike_later_of(problem),
        kinds=tuple(_first_like(problem, c) for c in range(count)),
        firsts=firsts,
        most=most,
        limits=tuple((sum(1 << c for c in each.contents), each.most) for each in problem.limits),
    )
    view.relaxed = tuple(_relaxed(view))
    return view


def _first_like(problem: Problem, content: int) -> int:
    """The first content of the same slot, steps and categories: distances are the same to both."""
    own = _distanced(problem, content)
    return next(c for c in range(content + 1) if _distanced(problem, c) == own)


def _named(problem: Problem, content: int) -> tuple[str, int]:
    """What stands for the terms of a content: its slot, and the steps it has taken."""
    return problem.contents[content].slot, problem.steps[content]


def _gain(problem: Problem, content: int, gap: int) -> int:
    """What a content is worth in a gap, less a few parts that grow with the gap: of choices worth
    the same, the one that stands higher in the copy is taken."""
    # All contents together stay below one unit. Within a gap's parts they are scattered as by a
    # multiplicative hash (40,503 / 65,536 is the golden ratio): two chains seldom have one sum.
    parts = max(1, SCALE // (len(problem.contents) + 1) // (problem.end + 2))
    tie_break = gap * parts + (gap * 40_503 + content * 9_973) % parts
    return SCALE * worth(problem, content, gap) - tie_break


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


def _relaxed(view: Outlook) -> Iterator[tuple[int, int, tuple[tuple[int, int], ...]]]:
    for relaxed in range(len(view.most)):
        inside = [c for c, kind in enumerate(view.classes) if kind == relaxed]
        written = view.classes[view.firsts[inside[0]]]
        if written != relaxed:
            own = sum(1 << c for c in inside)
            yield written, relaxed, tuple(each for each in view.limits if not own & ~each[0])


def _groups(problem: Problem, classes: tuple[int, ...]) -> tuple[int, ...]:
    """The group of each class: ads keep other distances than modules do."""
    kinds = range(max(classes, default=-1) + 1)
    if len(classes) <= FEW_CONTENTS:
        return (0,) * len(kinds)
    members = [[c for c, own in enumerate(classes) if own == kind] for kind in kinds]
    return tuple(int(not all(problem.ad(c) for c in own)) for own in members)


def _alike_later_of(problem: Problem) -> tuple[int, ...]:
    """For each content, those interchangeable with it that the story has later, as a mask."""
    firsts = _firsts_of(problem)
    variants = [sum(1 << v for v, own in enumerate(firsts) if own == c) for c in firsts]
    kinds = {first: _kind(problem, first) for first in dict.fromkeys(firsts)}
    later = {
        c: sum(
            variants[d] for d in kinds if d > c and kinds[c] == kinds[d] and _fair(problem, c, d)
        )
        for c in kinds
    }
    return tuple(later[first] for first in firsts)


def _firsts_of(problem: Problem) -> tuple[int, ...]:
    """For each content its first variant: itself, or the same content on the terms as written."""
    places = {content.id: at for at, content in reversed(list(enumerate(problem.contents)))}
    return tuple(places[content.id] for content in problem.contents)


def _kind(problem: Problem, content: int) -> Hashable:
    """What interchangeable contents have in common: their slot, or all that it requires where it
    holds one alone."""
    own = problem.contents[content]
    named = own.slot
    alone = sum(other.slot == own.slot for other in problem.contents) == 1
    page = problem.page
    grouped = any(named in group for group in (page.order, *page.never_together))
    if not alone or grouped:
        return named, own.sizes, problem.categories[content]
    full = problem.terms[content].max == 0
    return _signature(problem, content), own.sizes, problem.categories[content], full


def _signature(problem: Problem, content: int) -> Hashable:
    """All that decides what a content is worth and where it may stand."""
    terms = problem.terms[content]
    return (
        *(problem.holds[content], terms.value, terms.decay, terms.promotional),
        *(problem.margins[content], problem.beside[content], problem.least[content]),
        problem.shut[content],
    )


def _fair(problem: Problem, one: int, other: int) -> bool:
    """Whether all others keep the same distances from both, and both from each other: so it is with
    two of a slot, of the same steps and categories; all other pairs are compared."""
    if _distanced(problem, one) == _distanced(problem, other):
        return True
    needs = problem.needs
    if not _equal(needs[one][other], needs[other][one]):
        return False
    return all(
        _equal(needs[one][third], needs[other][third])
        and _equal(needs[third][one], needs[third][other])
        for third in range(len(needs))
        if third not in (one, other)
    )


def _distanced(problem: Problem, content: int) -> tuple[object, ...]:
    """What decides about the distances of a content: its slot, the steps of relaxation it took,
    and its categories."""
    slot = problem.contents[content].slot
    return slot, problem.steps[content], problem.categories[content]


def _equal(one: Needs, other: Needs) -> bool:
    """Whether two pairs require the same distances; pairs of the same slots share one object."""
    return one is other or _lengths(one) == _lengths(other)


def _lengths(needs: Needs) -> frozenset[object]:
    """Distances without the names of their rules."""
    return frozenset(required.needs for required in needs)
