"""A page under two sets of rules, side by side: the figures of both, and what stands elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from layout.simulation.plan_stories import changes_of
from layout.simulation.planned_point import point_of
from layout.simulation.results import Change, Point, where
from layout.story.about import about_of
from layout.story.run import text_of
from layout.web.plan.page_outcomes import openings_of
from slots.reasons.scene import KINDS
from slots.regions.fronts import front_rules

if TYPE_CHECKING:
    from layout.desk.preview.web.page_state import Composed
    from layout.story.as_written import Story
    from layout.web.plan.page_plan import WebPlan
    from slots.rules.terms import Rules

_OPENING = 28
"""Characters of a block that are shown to name it."""


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """The result of a page under one set of rules; `named` are the blocks that something stands
    before, by their ids, in words."""

    headline: str
    points: tuple[Point, ...]
    named: Mapping[str, str]


def named_in(plan: WebPlan, story: Story, points: tuple[Point, ...]) -> dict[str, str]:
    """The blocks that something stands before, by how they begin: `“The dam…”`; those without a
    text by what they are. Where several would be called the same, their places tell them apart."""
    wanted = {box.before for point in points for box in point.boxes}
    names = {}
    for point in plan.breakpoints[:1]:
        openings = openings_of(point, story, _OPENING)
        for item in point.strips[0].items:
            opening = openings[item.id]
            names[item.id] = f"“{opening}”" if opening else KINDS[item.role.value]
    often = Counter(names.values())
    return {
        name: words if often[words] == 1 else f"{words} (block {place})"
        for place, (name, words) in enumerate(names.items(), 1)
        if name in wanted
    }


def changes_between(saved: Result, draft: Result) -> tuple[Change, ...]:
    """What stands elsewhere, blocks by their words: their ids are known to no reader."""
    return changes_of(saved.points, draft.points, {**saved.named, **draft.named})


def points_data(
    saved: Result, draft: Result, changes: tuple[Change, ...], rules: tuple[Rules | None, ...]
) -> list[dict[str, Any]]:
    """Every breakpoint of a page under both sets of rules, those of the draft first. `rules` are
    both, which say how wide breakpoints are."""
    before = {point.name: point for point in saved.points}
    after = {point.name: point for point in draft.points}
    ranges = {name: its for each in rules if each for name, its in each.breakpoints.items()}
    return [
        {
            "name": name,
            "first": ranges[name].first,
            "last": ranges[name].last,
            "saved": _side(before.get(name), saved.named),
            "draft": _side(after.get(name), draft.named),
            "changes": [asdict(each) for each in changes if each.breakpoint == name],
        }
        for name in dict.fromkeys((*after, *before))
    ]


def fronts_data(saved: Composed, draft: Composed) -> list[dict[str, Any]]:
    """The same of a front, whose containers are the blocks of its copy."""
    a, b = _front(saved), _front(draft)
    return points_data(a, b, changes_between(a, b), (saved.rules, draft.rules))


def _front(page: Composed) -> Result:
    about = about_of(page.story)
    points = tuple(
        point_of(about, point, front_rules(page.rules, point.name), audited=False)
        for point in page.plan.breakpoints
    )
    return Result(text_of(page.story.headline), points, named_in(page.plan, page.story, points))


def _side(point: Point | None, named: Mapping[str, str]) -> dict[str, Any] | None:
    """One breakpoint under one set of rules."""
    if point is None:
        return None
    return {
        "objective": point.objective,
        "bound": point.bound,
        "value": point.value,
        "density": point.density,
        "slots": [
            {
                "id": box.id,
                "slot": box.slot,
                "kind": box.kind,
                "where": where(box, named),
                "top": box.top,
            }
            for box in point.boxes
        ],
    }
