"""Gaps closed to a slot that stands at certain positions of the copy only.

A position holds at every width of a range: it is the one gap that is at or past it on all strips.

        at 320 px   ──┬────┬────┬──▲─┬────      ▲ 25% of the height
        at 479 px   ──┬────┬──▲─┬────┬────
                                ╵    ╵ the gap: the last of the first gaps
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from slots.rules.positions import Count, Position
from slots.rules.terms import Terms
from slots.strip.distance import Axis, Ruler
from slots.strip.measured_flow import Role
from slots.strip.refusal import Kind, Obstacle, Rule
from slots.units import Length, Unit


def pinned(terms: Terms, rulers: tuple[Ruler, ...]) -> Iterator[tuple[int, Obstacle]]:
    """Each gap that is none of a slot's positions, with the reason; nothing if it has none."""
    if not terms.positions:
        return
    wanted = {gap for position in terms.positions for gap in gaps_at(position, rulers)}
    wished = tuple(map(str, terms.positions))
    scale = rulers[0].scales[Axis.PARAGRAPHS]
    for gap, paragraphs in enumerate(scale):
        if gap not in wanted:
            here = Length(Fraction(paragraphs), Unit.PARAGRAPH)
            yield gap, Obstacle(Rule(Kind.POSITIONS), wished, here)


def gaps_at(position: Position, rulers: tuple[Ruler, ...]) -> Iterator[int]:
    """The gaps a position means: none where the copy is too short for it."""
    match position.count:
        case Count.AFTER | Count.BEFORE:
            yield from _nth(position, rulers[0])
        case Count.FROM_END:
            assert position.length
            yield from _from_end(position.length, rulers)
        case Count.FROM_TOP:
            assert position.length
            yield from islice(_past(position.length, position.length, rulers), 1)
        case Count.EVERY:
            assert position.length and position.start
            yield from _past(position.start, position.length, rulers)


def _nth(position: Position, ruler: Ruler) -> Iterator[int]:
    items = ruler.strip.items
    places = [place for place, item in enumerate(items) if item.role is Role.PARAGRAPH]
    index = position.number - 1 if position.number > 0 else position.number
    if -len(places) <= index < len(places):
        yield places[index] + (position.count is Count.AFTER)


def _past(start: Length, step: Length, rulers: tuple[Ruler, ...]) -> Iterator[int]:
    """The first gap at or past `start`, then at or past each step more, on every strip."""
    firsts = [ruler.need(start) for ruler in rulers]
    steps = [max(1, ruler.need(step).amount) for ruler in rulers]
    scales = [ruler.scales[need.axis] for ruler, need in zip(rulers, firsts, strict=True)]
    times = 0
    while True:
        gap = max(
            bisect_left(scale, need.amount + times * more)
            for scale, need, more in zip(scales, firsts, steps, strict=True)
        )
        if gap >= len(scales[0]):
            return
        yield gap
        # A step of a hair's breadth stays in this gap millions of times: on to the first that
        # leaves it.
        leaves = (
            (scale[gap] - need.amount) // more + 1
            for scale, need, more in zip(scales, firsts, steps, strict=True)
        )
        times = max(times + 1, min(leaves))


def _from_end(length: Length, rulers: tuple[Ruler, ...]) -> Iterator[int]:
    gaps = []
    for ruler in rulers:
        need = ruler.need(length)
        scale = ruler.scales[need.axis]
        gaps.append(bisect_right(scale, ruler.whole[need.axis] - need.amount) - 1)
    if min(gaps) >= 0:
        yield min(gaps)
