"""What closes gaps to a content, whatever else is placed: copy, conditions, its width, the rail.

Placing asks only which gaps that are; what stands in the way is told when somebody asks, for to
tell it takes longer than to know it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from slots.clearance import closed
from slots.content import Content
from slots.distance import Axis, Ruler, needs_of
from slots.obstacle import Obstacle
from slots.problem import Problem
from slots.rules import Region, Terms
from slots.step import NOTHING
from slots.units import PX

Closed = Mapping[int, tuple[Obstacle, ...]]
"""Gaps, and all that closes each."""


@dataclass(slots=True)
class Barriers:
    """The obstacles of a problem's contents, those of a slot found once. Lives as long as a trace
    does."""

    problem: Problem
    slots: dict[str, dict[int, tuple[Obstacle, ...]]] = field(default_factory=dict)

    def of(self, content: int) -> Closed:
        """All that closes gaps to a content: conditions, then width or rail, then the copy."""
        problem, own = self.problem, self.problem.contents[content]
        terms, rulers = problem.terms[content], problem.rulers
        if own.slot not in self.slots:
            self.slots[own.slot] = closed(terms, rulers)
        shut = self.slots[own.slot]
        out: dict[int, tuple[Obstacle, ...]] = {}
        bars = problem.bars[content]
        if terms.region is Region.BESIDE:
            out = out_of_the_rail(own, terms, rulers)
        else:
            bars = (*bars, *too_wide(own, rulers))
        if not (bars or out):
            return shut
        gaps = range(problem.end + 1)
        found = {gap: (*bars, *out.get(gap, ()), *shut.get(gap, ())) for gap in gaps}
        return {gap: obstacles for gap, obstacles in found.items() if obstacles}


def too_wide(content: Content, rulers: tuple[Ruler, ...]) -> Iterator[Obstacle]:
    """The first strip that is narrower than a content, if any is."""
    for strip, ((width, _), measure) in enumerate(zip(content.sizes, rulers, strict=True)):
        room = measure.strip.width
        if width > room:
            yield Obstacle("width", f"{-(-width // PX)}px", f"{room // PX}px", None, strip)
            return


def out_of_the_rail(
    content: Content, terms: Terms, rulers: tuple[Ruler, ...]
) -> dict[int, tuple[Obstacle, ...]]:
    """Gaps beside which a box does not stand: the boxes stacked in the rail reach down to them, or
    too little copy is left for the box and its `min_run`, where it asks for one, on any strip.

        copy          rail
        ┌──────┐     ┌──────┐ stacked boxes
        ├──────┤ - - └──────┘ - - strip.rail
        ├──────┤ mark  ┌────┐ head
        │      │       └────┘ foot  ─┬─ min_run
        └──────┘ - - - - - - - - - - ┴- height of the copy
    """
    runs = needs_of(terms.min_run or NOTHING, rulers)
    found: dict[int, tuple[Obstacle, ...]] = {}
    for strip, (measure, run) in enumerate(zip(rulers, runs, strict=True)):
        deep = content.sizes[strip][1] + run.amount
        for gap, mark in enumerate(measure.scales[Axis.MPT]):
            left = measure.strip.height - mark
            if gap not in found and mark < measure.strip.rail:
                found[gap] = (_px("beside", measure.strip.rail, mark, strip),)
            elif gap not in found and terms.min_run and left < deep:
                found[gap] = (_px("min_run", deep, left, strip),)
    return found


def _px(rule: str, needs: int, has: int, strip: int) -> Obstacle:
    """Heights short of a need, in px rounded so that they stay short."""
    return Obstacle(rule, f"{-(-needs // PX)}px", f"{has // PX}px", None, strip)
