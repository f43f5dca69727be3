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
from collections.abc import Iterator

from slots.distance import Axis, Need, Ruler, needs_of
from slots.obstacle import Obstacle
from slots.opponent import Names, names_of
from slots.pinned import pinned
from slots.rules import Clearance, Terms
from slots.strip import Item, Role

Closed = tuple[int, Obstacle]
"""A gap and what closes it."""


def closed(terms: Terms, rulers: tuple[Ruler, ...]) -> dict[int, tuple[Obstacle, ...]]:
    """Gaps closed to a slot on any strip, with one obstacle a rule: the first strip's nearest."""
    found: dict[tuple[int, str], Obstacle] = {}
    for gap, obstacle in (*_neighbours(terms, rulers[0].strip.items), *pinned(terms, rulers)):
        found[gap, obstacle.rule] = obstacle
    for gap, obstacle in _measured(terms, rulers):
        known = found.get((gap, obstacle.rule))
        if known is None or _nearer(obstacle, known):
            found[gap, obstacle.rule] = obstacle
    gaps: dict[int, list[Obstacle]] = {}
    for (gap, _), obstacle in found.items():
        gaps.setdefault(gap, []).append(obstacle)
    return {gap: tuple(gaps[gap]) for gap in sorted(gaps)}


def _nearer(obstacle: Obstacle, known: Obstacle) -> bool:
    actual, other = obstacle.actual, known.actual
    assert isinstance(actual, int) and isinstance(other, int)
    return (obstacle.strip, actual) < (known.strip, other)


def _measured(terms: Terms, rulers: tuple[Ruler, ...]) -> Iterator[Closed]:
    """Gaps closed by distances: from the top, to the end, from and to opponents."""
    if terms.from_top is not None:
        yield from _from_top(needs_of(terms.from_top, rulers), rulers)
    if terms.from_end is not None:
        yield from _from_end(needs_of(terms.from_end, rulers), rulers)
    if not terms.clearance:
        return
    names = tuple(names_of(item) for item in rulers[0].strip.items)
    for place, own in enumerate(names):
        above, below = _clearance(terms, own, "above"), _clearance(terms, own, "below")
        if above and above.above is not None:
            yield from _above(needs_of(above.above, rulers), rulers, place)
        if below and below.below is not None:
            shut = _below(needs_of(below.below, rulers), rulers, place)
            spared = frozenset(below.unless_before)
            yield from (each for each in shut if spared.isdisjoint(names[each[0]]))


def _from_top(needs: tuple[Need, ...], rulers: tuple[Ruler, ...]) -> Iterator[Closed]:
    for index, (need, ruler) in enumerate(zip(needs, rulers, strict=True)):
        scale = ruler.scales[need.axis]
        for gap in range(bisect_left(scale, need.amount)):
            yield gap, Obstacle("from_top", need, scale[gap], None, index)


def _from_end(needs: tuple[Need, ...], rulers: tuple[Ruler, ...]) -> Iterator[Closed]:
    for index, (need, ruler) in enumerate(zip(needs, rulers, strict=True)):
        scale, whole = ruler.scales[need.axis], ruler.whole[need.axis]
        for gap in range(bisect_right(scale, whole - need.amount), len(scale)):
            yield gap, Obstacle("from_end", need, whole - scale[gap], None, index)


def _above(needs: tuple[Need, ...], rulers: tuple[Ruler, ...], place: int) -> Iterator[Closed]:
    """Gaps below an item that its clearance closes: those of a slot which has it above."""
    for index, (need, ruler) in enumerate(zip(needs, rulers, strict=True)):
        item, scale = ruler.strip.items[place], ruler.scales[need.axis]
        foot = item.bottom if need.axis is Axis.MPT else scale[place + 1]
        rule = f"clearance above {item.role.value}"
        for gap in range(place + 1, bisect_left(scale, foot + need.amount)):
            yield gap, Obstacle(rule, need, scale[gap] - foot, item.id, index)


def _below(needs: tuple[Need, ...], rulers: tuple[Ruler, ...], place: int) -> Iterator[Closed]:
    """Gaps above an item that its clearance closes: those of a slot which has it below."""
    for index, (need, ruler) in enumerate(zip(needs, rulers, strict=True)):
        item, scale = ruler.strip.items[place], ruler.scales[need.axis]
        rule = f"clearance below {item.role.value}"
        for gap in range(bisect_right(scale, scale[place] - need.amount), place + 1):
            yield gap, Obstacle(rule, need, scale[place] - scale[gap], item.id, index)


def _clearance(terms: Terms, names: Names, direction: str) -> Clearance | None:
    """The clearance from an item in one direction, by the most specific of its names."""
    for name in names:
        clearance = terms.clearance.get(name)
        if clearance and getattr(clearance, direction) is not None:
            return clearance
    return None


def _neighbours(terms: Terms, items: tuple[Item, ...]) -> Iterator[Closed]:
    """Gaps closed by what stands directly above and below; the same on every strip."""
    if terms.adjacent is None and not any(getattr(terms, rule) for rule in _NEIGHBOUR_RULES):
        return
    names = ((), *(names_of(item) for item in items), ())
    for gap in range(len(items) + 1):
        above = items[gap - 1] if gap else None
        below = items[gap] if gap < len(items) else None
        yield from ((gap, found) for found in _adjacent(terms, above, below))
        yield from (
            (gap, found) for found in _never(terms, names[gap], names[gap + 1], (above, below))
        )
        yield from ((gap, found) for found in _only(terms, names[gap], names[gap + 1], below))


_NEIGHBOUR_RULES = ("only_before", "never_inside", "never_after", "never_before", "never_between")


def _only(terms: Terms, over: Names, under: Names, below: Item | None) -> Iterator[Obstacle]:
    """Gaps that are not above what the slot wants below it, or that are inside of something."""
    if terms.only_before and not any(name in under for name in terms.only_before):
        wanted, found = " or ".join(terms.only_before), below.role.value if below else "the end"
        against = below.id if below else None
        yield Obstacle("only_before", f"{wanted} directly below", found, against)
    for name in terms.never_inside:
        if below and name in over and name in under:
            rule = f"never_inside {name}"
            yield Obstacle(rule, f"a gap outside of {name}", f"inside {name}", below.id)


def _never(
    terms: Terms, over: Names, under: Names, beside: tuple[Item | None, Item | None]
) -> Iterator[Obstacle]:
    """Gaps below, above or between what the slot is never to touch."""
    above, below = beside
    for name in terms.never_after:
        if above and name in over:
            yield Obstacle(f"never_after {name}", f"no {name} directly above", name, above.id)
    for name in terms.never_before:
        if below and name in under:
            yield Obstacle(f"never_before {name}", f"no {name} directly below", name, below.id)
    for first, second in terms.never_between:
        if above and first in over and second in under:
            pair = f"{first} and {second}"
            yield Obstacle(f"never_between {pair}", "another gap", f"between {pair}", above.id)


def _adjacent(terms: Terms, above: Item | None, below: Item | None) -> Iterator[Obstacle]:
    if terms.adjacent is None:
        return
    for item, direction in ((above, "above"), (below, "below")):
        if item and item.role is Role.PARAGRAPH and item.words < terms.adjacent.value:
            words = f"{item.words} word{'' if item.words == 1 else 's'}"
            yield Obstacle(f"adjacent {direction}", str(terms.adjacent), words, item.id)
