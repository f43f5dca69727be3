"""A page as the desk keeps it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from layout.desk.preview.web.changed_files import Stamp, stamp_of
from layout.story.as_written import Story
from layout.web.html.nodes import Node
from layout.web.plan.page_plan import WebPlan
from slots.finding import Finding
from slots.rules.terms import Rules


@dataclass(frozen=True, slots=True, eq=False)
class Composed:
    """A page: its path in the site, its HTML without the desk's bridge, and what explains it.

    `revision` is a digest of the HTML, which names all its assets by what is in them. `rules` are
    those it was placed by; of a front, those it was made from (`slots.regions.fronts` makes its own
    of them), and `story` is one whose paragraphs are its containers. `told` gives the plan with
    every refusal, which takes longer to tell than to place.
    """

    path: str
    html: bytes
    revision: str
    plan: WebPlan
    nodes: tuple[Node, ...]
    story: Story
    rules: Rules
    told: Callable[[], WebPlan]
    findings: tuple[Finding, ...]
    watched: Mapping[str, Stamp | None] = field(default_factory=dict)
    front: bool = False

    def current(self) -> bool:
        """Whether its pictures are as they were."""
        return all(stamp_of(Path(file)) == stamp for file, stamp in self.watched.items())


def revision_of(html: bytes) -> str:
    """The revision of a page."""
    return hashlib.sha256(html).hexdigest()[:16]
