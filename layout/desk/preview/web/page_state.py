"""A page as the desk keeps it, and its data, ready for JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from layout.desk.preview.web.changed_files import Stamp, stamp_of
from layout.story.as_written import Story
from layout.web.html.nodes import Node
from layout.web.measure.story_strips import body_of, ids_of
from layout.web.plan.page_plan import WebPlan
from slots.finding import Finding
from slots.rules.terms import Rules


@dataclass(frozen=True, slots=True, eq=False)
class Composed:
    """A page: its path in the site, its HTML without the desk's bridge, and what explains it.

    `revision` is a digest of the HTML, which names all its assets by what is in them. `rules` are
    those it was placed by; of a front, those it was made from (`slots.regions.fronts` makes its own
    of them), and `story` is one whose paragraphs are its containers. `full_plan` gives the plan
    with every refusal, which takes longer than placing does.
    """

    path: str
    html: bytes
    revision: str
    plan: WebPlan
    nodes: tuple[Node, ...]
    story: Story
    rules: Rules
    full_plan: Callable[[], WebPlan]
    findings: tuple[Finding, ...]
    watched: Mapping[str, Stamp | None] = field(default_factory=dict)
    front: bool = False

    def current(self) -> bool:
        """Whether its pictures are as they were."""
        return all(stamp_of(Path(file)) == stamp for file, stamp in self.watched.items())


def revision_of(html: bytes) -> str:
    """The revision of a page."""
    return hashlib.sha256(html).hexdigest()[:16]


def page_data(story: str, draft: str, problems: list[dict[str, Any]]) -> dict[str, Any]:
    """The data of a page that could never be made, with the problems that prevent it."""
    return {
        "story": story,
        "draft": draft,
        "revision": None,
        "path": None,
        "breakpoints": [],
        "lines": [],
        "problems": problems,
        "findings": [],
        "stale": bool(problems),
        "instead": "",
    }


def lines_of(page: Composed) -> list[tuple[str, int]]:
    """The ids of what a story's file says in its copy: of blocks, and of its boxes wherever they
    stand, each with the line on which it begins in the file. Nothing of a front."""
    if page.front:
        return []
    blocks = body_of(page.story)
    asked = {ask.content.id: ask.content.line for ask in page.story.asks}
    named = [
        *((name, block.line) for name, block in zip(ids_of(blocks), blocks, strict=True)),
        *((node.id, asked.get(node.content.id, 0)) for node in page.nodes),
    ]
    return sorted(((name, line) for name, line in named if line), key=lambda one: one[1])


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
