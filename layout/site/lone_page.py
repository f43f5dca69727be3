"""One story's web page in a folder of its own, without a site around it; and its plan alone."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from layout.publication.material import Material
from layout.web.ads.authorized_sellers import sellers_file
from layout.web.pages.compose import ComposedPage, compose, plan_story
from layout.web.plan.page_plan import WebPlan
from slots.finding import Finding
from slots.problem.why_closed import Trace


@dataclass(frozen=True, slots=True, eq=False)
class LonePage:
    """A page: its files by their paths in its folder, ads.txt among them, the page as it was
    composed, with its plan, and all findings on the way."""

    files: Mapping[str, bytes]
    composed: ComposedPage
    findings: tuple[Finding, ...]

    @property
    def plan(self) -> WebPlan:
        """What stands where at each breakpoint, and what was refused."""
        return self.composed.plan


def make_page(material: Material, day: datetime.date | None = None) -> LonePage:
    """The web page of a story, as on a day (None: the publication's). Nothing is written."""
    house = material.house.publication
    if day:
        house = replace(house, date=day)
    page = compose(material.story, material.theme, material.foundry, material.rules, house)
    files = {**dict(page.files), **sellers_file(house.creatives)}
    return LonePage(files, page, tuple(dict.fromkeys((*material.findings, *page.findings))))


def explain_page(material: Material, day: datetime.date | None = None) -> WebPlan:
    """The plan of that page alone, with the refusals of all contents in all gaps. (The plan that a
    page is made with has only those of contents without a place.)"""
    today = day or material.house.publication.date
    story, rules = material.story, material.rules
    return plan_story(story, material.theme, material.foundry, rules, today, Trace.ALL)
