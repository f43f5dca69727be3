"""A simulation as one HTML file: figures, charts, and the stories that change, as strips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from layout.desk.own_templates import own_templates
from layout.desk.reports.simulation.charts import Histogram, Lane, Scatter, histogram, lane, scatter
from layout.desk.reports.simulation.terminal_text import breakpoints_of, paired, signed
from layout.simulation.results import (
    Change,
    Point,
    Side,
    Simulation,
    SlotTally,
    StoryResult,
    Totals,
)
from layout.work.terminal.report import counted

if TYPE_CHECKING:
    from layout.simulation.plan_stories import Worked

_DENSITY = (2.5, 4)
"""Classes of density in percent, and how many stand between two ticks."""

_GAPS = (0.5, 2, 5.0)
"""Classes of gaps in screens, how many stand between two ticks, and how far they go at least."""

_SHORT = 4000
"""Stories shorter than this in px are drawn as long as it, not blown up."""

_DRAWN = 200
"""Changed stories whose strips are drawn; all others are listed without."""


@dataclass(frozen=True, slots=True)
class _Panel:
    """One breakpoint in charts; `scatter` is there with two sets of rules."""

    name: str
    screens: tuple[str, ...]
    totals: tuple[Totals | None, ...]
    slots: tuple[tuple[SlotTally | None, SlotTally | None], ...]
    density: Histogram
    gaps: Histogram
    scatter: Scatter | None


@dataclass(frozen=True, slots=True)
class _Part:
    """What changed in a story at one breakpoint, and both strips of it, where they are drawn."""

    name: str
    lanes: tuple[Lane, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Changed:
    """A story that changes; without strips beyond the first `_DRAWN`."""

    story: StoryResult
    parts: tuple[_Part, ...]


def page_of(summed: Simulation, done: Sequence[Worked]) -> str:
    """The report, whole: no script, no font, no address outside of it."""
    environment = own_templates()
    environment.filters.update(signed=signed, counted=counted)
    return environment.get_template("simulate.html.j2").render(
        summed=summed,
        sides=[side for side in (summed.a, summed.b) if side],
        panels=[_panel(summed, name) for name in breakpoints_of(summed)],
        changed=_all_changed(done),
        failed=[each for each in summed.results if not each.read],
        broken=list(_broken(summed)),
        headline=_headline(summed),
    )


def _headline(summed: Simulation) -> dict[str, Any]:
    """The figures that a page opens with, of A, and of B where there is one."""
    sides = [side for side in (summed.a, summed.b) if side]
    return {
        "asked": [_sum(side, "asked") for side in sides],
        "filled": [_sum(side, "filled") for side in sides],
        "value": [_sum(side, "value") for side in sides],
        "over": [_sum(side, "over") for side in sides],
        "relaxed": [_sum(side, "relaxed") for side in sides],
        "breaches": [_sum(side, "breaches") for side in sides],
        "longest": [max((t.gap_screens for t in s.breakpoints), default=0.0) for s in sides],
    }


def _sum(side: Side, figure: str) -> int:
    return sum(getattr(totals, figure) for totals in side.breakpoints)


def _panel(summed: Simulation, name: str) -> _Panel:
    sides = [side for side in (summed.a, summed.b) if side]
    points = _points(summed, name)
    totals = tuple(
        next((each for each in side.breakpoints if each.breakpoint == name), None) for side in sides
    )
    limit = 100 * max(each.standard for each in totals if each)
    densities = [[100 * point.density for point in side if point.density] for side in points]
    gaps = [[gap / point.screen for point in side for gap in point.gaps] for side in points]
    return _Panel(
        name,
        tuple(dict.fromkeys(each.screens for each in totals if each)),
        totals,
        tuple(pair for pair in paired(summed) if name in {e.breakpoint for e in pair if e}),
        histogram(densities, *_DENSITY, limit + _DENSITY[0], limit),
        histogram(gaps, *_GAPS),
        scatter(_values(summed, name)) if summed.b else None,
    )


def _points(summed: Simulation, name: str) -> list[list[Point]]:
    stories = [each for each in summed.results if each.read]
    sides = [[p for s in stories for p in s.a if p.name == name]]
    if summed.b:
        sides.append([p for s in stories for p in s.b if p.name == name])
    return sides


def _values(summed: Simulation, name: str) -> list[tuple[int, int]]:
    """The value of each story under both, where both have the breakpoint."""
    pairs = []
    for story in summed.results:
        a = next((point.value for point in story.a if point.name == name), None)
        b = next((point.value for point in story.b if point.name == name), None)
        if a is not None and b is not None:
            pairs.append((a, b))
    return pairs


def _all_changed(done: Sequence[Worked]) -> list[_Changed]:
    """The stories that change, those that change most first."""
    ordered = sorted(
        (each for each in done if each.result.changes),
        key=lambda each: (-len(each.result.changes), each.result.file),
    )
    return [
        _Changed(each.result, tuple(_parts(each, place < _DRAWN)))
        for place, each in enumerate(ordered)
    ]


_LANE_AT = (6, 30)
"""The middle of each of two strips side by side."""


def _parts(each: Worked, drawn: bool) -> Iterator[_Part]:
    """All strips of a story at one scale."""
    heights = (strip.height for pair in each.pictures for strip in pair)
    tallest = max((_SHORT, *heights))
    for pair in each.pictures:
        lanes = tuple(
            lane(strip.height, strip.marks, tallest, x)
            for strip, x in zip(pair, _LANE_AT, strict=True)
        )
        changes = tuple(c for c in each.result.changes if c.breakpoint == pair[0].name)
        yield _Part(pair[0].name, lanes if drawn else (), changes)


def _broken(summed: Simulation) -> list[tuple[str, str, str, str]]:
    """Broken rules, as (story, rules, breakpoint, what)."""
    return [
        (story.file, side, point.name, breach)
        for story in summed.results
        for side, points in (("A", story.a), ("B", story.b))
        for point in points
        for breach in point.breaches
    ]
