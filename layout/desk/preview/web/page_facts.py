"""What the desk tells of a page, ready for JSON."""

from __future__ import annotations

from typing import Any

from layout.web.plan.page_plan import WebPlan
from slots.rules.terms import Rules


def page_data(story: str, draft: str, problems: list[dict[str, Any]]) -> dict[str, Any]:
    """A page that there is not, and never was, for these problems."""
    return {
        "story": story,
        "draft": draft,
        "revision": None,
        "path": None,
        "breakpoints": [],
        "problems": problems,
        "findings": [],
        "stale": bool(problems),
        "instead": "",
    }


def points_of(plan: WebPlan) -> list[dict[str, Any]]:
    """The certificate of each breakpoint, from narrow to wide."""
    return [
        {
            "name": point.name,
            "first": point.widths.first,
            "last": point.widths.last,
            "density": point.density,
            "lighthouse": point.lighthouse,
            "objective": point.decision.objective,
            "bound": point.decision.bound,
            "optimal": point.decision.objective == point.decision.bound,
            "placed": sum(region is not None for _, region in point.homes),
            "asked": len(point.homes),
        }
        for point in plan.breakpoints
    ]


def ranges_of(rules: Rules) -> list[dict[str, Any]]:
    """The breakpoints of rules, from narrow to wide."""
    ranges = sorted(rules.breakpoints.items(), key=lambda entry: entry[1].first)
    return [{"name": name, "first": its.first, "last": its.last} for name, its in ranges]
