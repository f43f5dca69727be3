"""Unary constraints: what closes gaps to a content whatever else is placed. That is the copy,
conditions on the story, the content's width, and the rail.

Placing needs only the closed gaps; the obstacles are worked out on request, since that takes
longer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from slots.problem.choices import Problem
from slots.problem.clearance import closed
from slots.rules.relaxation import NOTHING
from slots.rules.terms import Region, Terms
from slots.strip.content import Content
from slots.strip.distance import Axis, Ruler, needs_of
from slots.strip.refusal import Kind, Obstacle, Rule
from slots.units import whole_px

Closed = Mapping[int, tuple[Obstacle, ...]]
"""Gaps, and all that closes each."""


@dataclass(slots=True)
class Barriers:
    """The obstacles of a problem's contents, those of a slot's terms found once. Lives as long as a
    trace does."""

    problem: Problem
    slots: dict[tuple[str, int], dict[int, tuple[Obstacle, ...]]] = field(default_factory=dict)

    def of(self, content: int) -> Closed:
        """All that closes gaps to a content: conditions, then width or rail, then the copy."""
        problem, own = self.problem, self.problem.contents[content]
        terms, rulers = problem.terms[content], problem.rulers
        written = own.slot, problem.steps[content]
        if written not in self.slots:
            self.slots[written] = closed(terms, rulers)
        shut = self.slots[written]
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
    """The narrowest of the strips that are narrower than a content, if any is."""
    rooms = [measure.strip.width for measure in rulers]
    short = [at for at, (width, _) in enumerate(content.sizes) if width > rooms[at]]
    if short:
        strip = min(short, key=lambda at: rooms[at])
        width, room = content.sizes[strip][0], rooms[strip]
        yield Obstacle(Rule(Kind.WIDTH), whole_px(width, up=True), whole_px(room), None, strip)


def out_of_the_rail(
    content: Content, terms: Terms, rulers: tuple[Ruler, ...]
) -> dict[int, tuple[Obstacle, ...]]:
    """Gaps beside which a box does not stand: the boxes stacked in the rail reach down to them, or
    too little copy is left for the box and its `min_run`, where it has one, on any strip.

        copy          rail
        ┌──────┐     ┌──────┐ stacked boxes
        ├──────┤ - - └──────┘ - - strip.rail
        ├──────┤ mark  ┌────┐ head
        │      │       └────┘ foot  ─┬─ min_run
        └──────┘ - - - - - - - - - - ┴- height of the copy
    """
    runs = needs_of(terms.min_run or NOTHING, rulers)
    worst: dict[int, tuple[int, int]] = {}
    for strip, (measure, run) in enumerate(zip(rulers, runs, strict=True)):
        deep = content.sizes[strip][1] + run.amount if terms.min_run else 0
        for gap, mark in enumerate(measure.scales[Axis.MPT]):
            lacks = measure.strip.rail - mark
            if lacks <= 0:
                lacks = mark + deep - measure.strip.height
            if lacks > 0 and (gap not in worst or worst[gap][0] < lacks):
                worst[gap] = lacks, strip
    return {
        gap: (_out(gap, content.sizes[strip][1], rulers[strip], runs[strip].amount, strip),)
        for gap, (_, strip) in sorted(worst.items())
    }


def _out(gap: int, height: int, measure: Ruler, run: int, strip: int) -> Obstacle:
    """Why a box of some height does not stand beside a gap of a strip, with a run."""
    stack, mark = measure.strip.rail, measure.scales[Axis.MPT][gap]
    left = measure.strip.height - mark
    if mark < stack:
        return _px(Kind.BESIDE, stack, mark, strip)
    if left < height:
        return replace(_px(Kind.BESIDE, height, left, strip), against="its lowest size")
    return _px(Kind.MIN_RUN, run, left - height, strip)


def _px(kind: Kind, needs: int, has: int, strip: int) -> Obstacle:
    """Heights short of a need, in px rounded so that they stay short."""
    return Obstacle(Rule(kind), whole_px(needs, up=True), whole_px(has), None, strip)
