"""The gaps that are closed to a slot by the copy alone, whatever else is placed.

A rule that measures closes a run of gaps around its opponent, so it is found by bisection:

              ┌──────────┐ ─┬─
              │ opponent │  │ below: gaps whose mark is less than `below` over its head
              └──────────┘ ─┴─ foot
        gap ─ ─ ─ ─ ─ ─ ─ ─ │
        gap ─ ─ ─ ─ ─ ─ ─ ─ │ above: gaps whose mark is less than `above` under its foot
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import ceil

from slots.frozen import light
from slots.problem.pinned import pinned
from slots.rules.names import Names, names_of
from slots.rules.terms import Clearance, Region, Terms
from slots.strip.distance import Axis, Need, Ruler, Scale, needs_of
from slots.strip.measured_flow import Item, Role
from slots.strip.refusal import Kind, Obstacle, Rule
from slots.units import Length, Unit

_Closed = tuple[int, Obstacle]
"""A gap and what closes it."""


@light
class _Run:
    """Gaps that one rule closes: on some strip they are nearer than its need there to a place on
    the need's axis, where `against` stands (None: an end of the copy)."""

    gaps: Sequence[int]
    rule: Rule
    needs: tuple[Need, ...]
    places: list[int]
    against: str | None = None

    def obstacle(self, gap: int, rulers: tuple[Ruler, ...]) -> Obstacle:
        """What closes one of these gaps, on the strip where most is lacking."""
        short: Obstacle | None = None
        for strip, (need, place) in enumerate(zip(self.needs, self.places, strict=True)):
            actual = abs(rulers[strip].scales[need.axis][gap] - place)
            if actual < need.amount:
                found = Obstacle(self.rule, need, actual, self.against, strip)
                short = found if short is None or _nearer(found, short) else short
        assert short, "a gap of a run is closed on some strip"
        return short


def shut(terms: Terms, rulers: tuple[Ruler, ...]) -> frozenset[int]:
    """The gaps that are `closed` to a slot, without the reasons."""
    names = _names(rulers)
    gaps = {gap for gap, _ in (*_neighbours(terms, rulers, names), *pinned(terms, rulers))}
    return frozenset(gaps.union(*[run.gaps for run in _measured(terms, rulers, names)]))


def closing(terms: Terms) -> tuple[object, ...]:
    """All that `shut` reads of terms: where it is equal, so are the gaps."""
    return tuple([getattr(terms, rule) for rule in _CLOSING])


def closed(terms: Terms, rulers: tuple[Ruler, ...]) -> dict[int, tuple[Obstacle, ...]]:
    """Gaps closed to a slot on any strip, with one obstacle a rule: the nearest on any."""
    found: dict[tuple[int, Rule], Obstacle] = {}
    names = _names(rulers)
    for gap, obstacle in (*_neighbours(terms, rulers, names), *pinned(terms, rulers)):
        found[gap, obstacle.rule] = obstacle
    for run in _measured(terms, rulers, names):
        for gap in run.gaps:
            known = found.get((gap, run.rule))
            obstacle = run.obstacle(gap, rulers)
            if known is None or _nearer(obstacle, known):
                found[gap, run.rule] = obstacle
    gaps: dict[int, list[Obstacle]] = {}
    for (gap, _), obstacle in found.items():
        gaps.setdefault(gap, []).append(obstacle)
    return {gap: tuple(gaps[gap]) for gap in sorted(gaps)}


def _nearer(obstacle: Obstacle, known: Obstacle) -> bool:
    """Whether an obstacle has a smaller share of its need than one that is known."""
    actual, other = obstacle.has, known.has
    need, wanted = obstacle.needed, known.needed
    assert isinstance(actual, int) and isinstance(other, int)
    assert isinstance(need, Need) and isinstance(wanted, Need)
    return actual * wanted.amount < other * need.amount


def _names(rulers: tuple[Ruler, ...]) -> tuple[Names, ...]:
    """The names of every item."""
    return tuple([names_of(item) for item in rulers[0].strip.items])


def _measured(terms: Terms, rulers: tuple[Ruler, ...], names: tuple[Names, ...]) -> Iterator[_Run]:
    """Gaps closed by distances: from the top, to the end, from and to opponents."""
    if terms.from_top is not None:
        yield _from_top(needs_of(terms.from_top, rulers), rulers)
    if terms.from_end is not None:
        yield _from_end(needs_of(terms.from_end, rulers), rulers)
    if not terms.clearance:
        return
    required = {own: _required(terms, own, rulers) for own in dict.fromkeys(names)}
    for place, own in enumerate(names):
        above, below, spared = required[own]
        if above:
            yield _above(above, rulers, place)
        if below:
            run = _below(below, rulers, place)
            if spared:
                run = replace(run, gaps=[g for g in run.gaps if spared.isdisjoint(names[g])])
            yield run


def _required(
    terms: Terms, names: Names, rulers: tuple[Ruler, ...]
) -> tuple[tuple[Need, ...], tuple[Need, ...], frozenset[str]]:
    """What a slot keeps from an item of these names that stands above it, and from one below it on
    each strip, and the names right below it that spare it the latter."""
    above, below = _clearance(terms, names, "above"), _clearance(terms, names, "below")
    return (
        needs_of(above.above, rulers) if above and above.above is not None else (),
        needs_of(below.below, rulers) if below and below.below is not None else (),
        frozenset(below.unless_before) if below else frozenset(),
    )


def kept(
    terms: Terms, rulers: tuple[Ruler, ...]
) -> Iterator[tuple[int, tuple[Need, ...], tuple[Need, ...]]]:
    """The clearances of a slot from each item, by the item's place: from one that stands above the
    slot, and from one below it, on each strip; items without any are left out."""
    for place, names in enumerate(_names(rulers)):
        above, below, _ = _required(terms, names, rulers)
        if above or below:
            yield place, above, below


def _from_top(needs: tuple[Need, ...], rulers: tuple[Ruler, ...]) -> _Run:
    stop = max(map(bisect_left, _scales(needs, rulers), (need.amount for need in needs)))
    return _Run(range(stop), Rule(Kind.FROM_TOP), needs, [0] * len(needs))


def _from_end(needs: tuple[Need, ...], rulers: tuple[Ruler, ...]) -> _Run:
    wholes = [ruler.whole[need.axis] for need, ruler in zip(needs, rulers, strict=True)]
    lasts = (whole - need.amount for need, whole in zip(needs, wholes, strict=True))
    start = min(map(bisect_right, _scales(needs, rulers), lasts))
    return _Run(range(start, len(rulers[0].white)), Rule(Kind.FROM_END), needs, wholes)


def _above(needs: tuple[Need, ...], rulers: tuple[Ruler, ...], place: int) -> _Run:
    """Gaps below an item that its clearance closes: those of a slot which has it above."""
    first = stop = place + 1
    feet = []
    for need, ruler in zip(needs, rulers, strict=True):
        scale = ruler.scales[need.axis]
        foot = scale[first] - ruler.white[first] if need.axis is Axis.MPT else scale[first]
        stop = bisect_left(scale, foot + need.amount, stop)
        feet.append(foot)
    item = rulers[0].strip.items[place]
    rule = Rule(Kind.CLEARANCE, (item.role.value, "above"))
    return _Run(range(first, stop), rule, needs, feet, item.id)


def _below(needs: tuple[Need, ...], rulers: tuple[Ruler, ...], place: int) -> _Run:
    """Gaps above an item that its clearance closes: those of a slot which has it below."""
    start, marks = place + 1, []
    for need, ruler in zip(needs, rulers, strict=True):
        scale = ruler.scales[need.axis]
        mark = scale[place]
        start = bisect_right(scale, mark - need.amount, 0, start)
        marks.append(mark)
    item = rulers[0].strip.items[place]
    rule = Rule(Kind.CLEARANCE, (item.role.value, "below"))
    return _Run(range(start, place + 1), rule, needs, marks, item.id)


def _scales(needs: tuple[Need, ...], rulers: tuple[Ruler, ...]) -> Iterator[Scale]:
    """On each strip the scale of a need."""
    return (ruler.scales[need.axis] for need, ruler in zip(needs, rulers, strict=True))


def _clearance(terms: Terms, names: Names, direction: str) -> Clearance | None:
    """The clearance from an item in one direction, by the most specific of its names."""
    for name in names:
        clearance = terms.clearance.get(name)
        if clearance and getattr(clearance, direction) is not None:
            return clearance
    return None


def _neighbours(
    terms: Terms, rulers: tuple[Ruler, ...], names: tuple[Names, ...]
) -> Iterator[_Closed]:
    """Gaps closed by what stands directly above and below; the same on every strip."""
    items, around = rulers[0].strip.items, ((), *names, ())
    if _splits(terms):
        yield from ((gap, each) for gap, each in _led_to(items))
    if terms.adjacent is None and not any(getattr(terms, rule) for rule in _NEIGHBOUR_RULES):
        return
    least = ceil(terms.adjacent.value) if terms.adjacent is not None else 0
    free: set[tuple[Names, Names]] = set()
    for gap in range(len(items) + 1):
        below = items[gap] if gap < len(items) else None
        beside = items[gap - 1] if gap else None, below
        yield from ((gap, each) for each in _adjacent(terms, least, beside))
        pair = around[gap], around[gap + 1]
        if pair not in free:
            found = (*_never(terms, *pair, beside), *_only(terms, *pair, below))
            yield from ((gap, each) for each in found)
            if not found:
                free.add(pair)


_NEIGHBOUR_RULES = ("only_before", "never_inside", "never_after", "never_before", "never_between")
_CLOSING = (
    *_NEIGHBOUR_RULES,
    "after_lead_in",
    "region",
    "adjacent",
    "positions",
    "from_top",
    "from_end",
    "clearance",
)


def _splits(terms: Terms) -> bool:
    """Whether a box would part a lead-in from what it leads to: one beside the copy never does."""
    return not terms.after_lead_in and terms.region is not Region.BESIDE


def _led_to(items: tuple[Item, ...]) -> Iterator[_Closed]:
    """Gaps between a lead-in and what it leads to."""
    for gap, (above, _) in enumerate(pairwise(items), 1):
        if above.leads:
            yield gap, Obstacle(Rule(Kind.AFTER_LEAD_IN), against=above.id)


def _only(terms: Terms, over: Names, under: Names, below: Item | None) -> Iterator[Obstacle]:
    """Gaps not above what the slot must stand above, or inside what it must not be inside of."""
    if terms.only_before and not any(name in under for name in terms.only_before):
        found, against = (below.role.value, below.id) if below else (None, None)
        yield Obstacle(Rule(Kind.ONLY_BEFORE), terms.only_before, found, against)
    for name in terms.never_inside:
        if below and name in over and name in under:
            yield Obstacle(Rule(Kind.NEVER_INSIDE, (name,)), against=below.id)


def _never(
    terms: Terms, over: Names, under: Names, beside: tuple[Item | None, Item | None]
) -> Iterator[Obstacle]:
    """Gaps below, above or between what the slot is never to touch."""
    above, below = beside
    for name in terms.never_after:
        if above and name in over:
            yield Obstacle(Rule(Kind.NEVER_AFTER, (name,)), against=above.id)
    for name in terms.never_before:
        if below and name in under:
            yield Obstacle(Rule(Kind.NEVER_BEFORE, (name,)), against=below.id)
    for first, second in terms.never_between:
        if above and first in over and second in under:
            yield Obstacle(Rule(Kind.NEVER_BETWEEN, (first, second)), against=above.id)


def _adjacent(
    terms: Terms, least: int, beside: tuple[Item | None, Item | None]
) -> Iterator[Obstacle]:
    """Paragraphs above and below with fewer words than `least`, those of the terms rounded up."""
    for item, direction in zip(beside, ("above", "below"), strict=True):
        if item and item.words < least and item.role is Role.PARAGRAPH:
            words = Length(Fraction(item.words), Unit.WORD)
            yield Obstacle(Rule(Kind.ADJACENT, (direction,)), terms.adjacent, words, item.id)
