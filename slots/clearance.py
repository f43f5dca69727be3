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

from slots.distance import Axis, Need, Ruler
from slots.obstacle import Obstacle
from slots.rules import Terms
from slots.strip import Item, Role
from slots.units import Length

Closed = tuple[int, Obstacle]
"""A gap and what closes it."""


def closed(terms: Terms, rulers: tuple[Ruler, ...]) -> dict[int, tuple[Obstacle, ...]]:
    """Gaps closed to a slot on any strip, with one obstacle a rule: the first strip's nearest."""
    found: dict[tuple[int, str], Obstacle] = {}
    for gap, obstacle in _neighbours(terms, rulers[0].strip.items):
        found[gap, obstacle.rule] = obstacle
    for index, ruler in enumerate(rulers):
        for gap, obstacle in _measured(terms, ruler, index):
            known = found.get((gap, obstacle.rule))
            if known is None or (known.strip == index and _nearer(obstacle, known)):
                found[gap, obstacle.rule] = obstacle
    gaps: dict[int, list[Obstacle]] = {}
    for (gap, _), obstacle in found.items():
        gaps.setdefault(gap, []).append(obstacle)
    return {gap: tuple(gaps[gap]) for gap in sorted(gaps)}


def opponents(item: Item) -> tuple[str, ...]:
    """The names a rule may call an item by, the most specific first."""
    role = item.role.value
    return (f"{item.display.value}-{role}", role) if item.display else (role,)


def _nearer(obstacle: Obstacle, known: Obstacle) -> bool:
    actual, other = obstacle.actual, known.actual
    return isinstance(actual, int) and isinstance(other, int) and actual < other


def _measured(terms: Terms, ruler: Ruler, index: int) -> Iterator[Closed]:
    """Gaps closed by distances: from the top, to the end, from and to opponents."""
    if terms.from_top is not None:
        yield from _from_top(ruler, ruler.need(terms.from_top), index)
    if terms.from_end is not None:
        yield from _from_end(ruler, ruler.need(terms.from_end), index)
    if terms.clearance:
        for place, item in enumerate(ruler.strip.items):
            yield from _around(terms, ruler, index, place, item)


def _from_top(ruler: Ruler, need: Need, index: int) -> Iterator[Closed]:
    scale = ruler.scales[need.axis]
    for gap in range(bisect_left(scale, need.amount)):
        yield gap, Obstacle("from_top", need, scale[gap], None, index)


def _from_end(ruler: Ruler, need: Need, index: int) -> Iterator[Closed]:
    scale, whole = ruler.scales[need.axis], ruler.whole[need.axis]
    for gap in range(bisect_right(scale, whole - need.amount), len(scale)):
        yield gap, Obstacle("from_end", need, whole - scale[gap], None, index)


def _around(terms: Terms, ruler: Ruler, index: int, place: int, item: Item) -> Iterator[Closed]:
    """Gaps closed by the clearances of one item."""
    for direction in ("above", "below"):
        length = _clearance(terms, item, direction)
        if length is None:
            continue
        need = ruler.need(length)
        scale = ruler.scales[need.axis]
        rule = f"clearance {direction} {item.role.value}"
        # `above` is said of an opponent above the slot: it closes the gaps that follow it.
        if direction == "above":
            foot = item.bottom if need.axis is Axis.MPT else scale[place + 1]
            for gap in range(place + 1, bisect_left(scale, foot + need.amount)):
                yield gap, Obstacle(rule, need, scale[gap] - foot, item.id, index)
        else:
            for gap in range(bisect_right(scale, scale[place] - need.amount), place + 1):
                yield gap, Obstacle(rule, need, scale[place] - scale[gap], item.id, index)


def _clearance(terms: Terms, item: Item, direction: str) -> Length | None:
    """The clearance for an item in one direction, the most specific name first."""
    for name in opponents(item):
        clearance = terms.clearance.get(name)
        length = getattr(clearance, direction) if clearance else None
        if isinstance(length, Length):
            return length
    return None


def _neighbours(terms: Terms, items: tuple[Item, ...]) -> Iterator[Closed]:
    """Gaps closed by what stands directly above and below; the same on every strip."""
    never = terms.never_after or terms.never_before or terms.never_between
    if not never and terms.adjacent is None:
        return
    for gap in range(len(items) + 1):
        above = items[gap - 1] if gap else None
        below = items[gap] if gap < len(items) else None
        for obstacle in (*_never(terms, above, below), *_adjacent(terms, above, below)):
            yield gap, obstacle


def _never(terms: Terms, above: Item | None, below: Item | None) -> Iterator[Obstacle]:
    over = opponents(above) if above else ()
    under = opponents(below) if below else ()
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
