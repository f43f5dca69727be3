"""The plan of a page: for each breakpoint, what stands where and why, on measured heights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from layout.story.module import Module
from layout.story.story import Story
from layout.web.measure import Shaped, head_height, strips_of
from layout.web.missed import told_once
from layout.web.panel import Panel, panel_of
from layout.web.shape import Shaper
from layout.web.sheet import LENGTHS, PX, STEPS, Sheet, Step, step_of
from slots.assign import assign
from slots.content import About, Content, Wanted
from slots.decision import Decision
from slots.finding import Finding, Severity
from slots.place import place
from slots.region import homes, regions, unplaced
from slots.reserve import reserved
from slots.rules import AD, Region, Rules
from slots.size import Widths
from slots.strip import Strip

DEVICES = (
    *(320, 360, 375, 390, 393, 412, 414, 428, 480, 540, 600, 653, 740, 768, 800, 810, 820, 834),
    *(900, 912, 980, 1024, 1112, 1180, 1280, 1300, 1366, 1440, 1536, 1600, 1728, 1920),
)
"""Widths of common screens in CSS px."""


@dataclass(frozen=True, slots=True, eq=False)
class BreakpointPlan:
    """One breakpoint: the widths sampled, what was measured there, and what was decided.

    `homes` says for each content, in the order the story asks, where it stands; None: nowhere.
    """

    name: str
    widths: Widths
    screens: tuple[int, ...]
    strips: tuple[Strip, ...]
    contents: tuple[Content, ...]
    decision: Decision
    homes: tuple[tuple[str, Region | None], ...]

    def before(self, content: str) -> str | None:
        """The block that a content placed in the article stands before; None at its end."""
        placed = next(each for each in self.decision.placements if each.slot == content)
        return placed.before


@dataclass(frozen=True, slots=True, eq=False)
class WebPlan:
    """Everything decided for a story's web page, for composing it and for explaining it.

    `slots` are the rules' slots that the story's asks go to, by id.
    """

    breakpoints: tuple[BreakpointPlan, ...]
    slots: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]

    def breakpoint(self, screen: int) -> BreakpointPlan:
        """The plan for a screen; screens outside all ranges get the nearest."""
        fits = (plan for plan in self.breakpoints if screen <= plan.widths.last)
        return next(fits, self.breakpoints[-1])


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """What planning one breakpoint needs to know."""

    story: Story
    shaped: Shaped
    panels: dict[str, Panel]
    sheet: Sheet
    rules: Rules
    slots: dict[str, str]
    about: About


def plan_page(story: Story, shaped: Shaped, shaper: Shaper, rules: Rules) -> WebPlan:
    """Where ads and modules stand at every breakpoint of the rules."""
    wanted = tuple(
        Wanted(ask.content.id, ask.content.kind if isinstance(ask.content, Module) else AD)
        for ask in story.asks
    )
    slots, findings = assign(wanted, rules)
    panels = {
        ask.content.id: panel_of(ask.content, shaper, story.language)
        for ask in story.asks
        if isinstance(ask.content, Module)
    }
    about = About(story.section, story.tags, sum(shaped.words))
    task = _Task(story, shaped, panels, shaper.sheet, rules, slots, about)
    ranges = sorted(rules.breakpoints.items(), key=lambda entry: entry[1].first)
    plans = tuple(_plan(name, widths, task) for name, widths in ranges)
    missed = (
        (plan.name, finding)
        for plan in plans
        for finding in unplaced(plan.decision, rules, plan.contents, plan.name, about)
    )
    long = (finding for plan in plans for finding in _long_rail(plan, task))
    return WebPlan(
        plans, tuple(slots.items()), (*findings, *told_once(missed, story.source), *long)
    )


def _long_rail(plan: BreakpointPlan, task: _Task) -> Iterator[Finding]:
    """Tells of a rail that reaches more than a screen below the end of the story beside it."""
    beside = {name for name, region in plan.homes if region is Region.RAIL}
    worst = (0, 0)
    for index, screen in enumerate(plan.screens):
        if not beside or not step_of(screen).rail:
            continue
        boxes = [each.sizes[index][1] for each in plan.contents if each.id in beside]
        between = LENGTHS["box-between"] * (len(boxes) - 1) * PX
        story = plan.strips[index].height + head_height(task.shaped, screen, task.sheet) * PX
        over = sum(boxes) + between - round(story) - plan.strips[index].viewport[1]
        worst = max(worst, (over // PX, screen))
    if worst[0] > 0:
        yield Finding(
            "rail-too-long",
            Severity.WARNING,
            f"{plan.name}: at {worst[1]} px the rail ends a screen and {worst[0]} px too low",
            hint='give some of its slots region = "end" at this breakpoint in slots.toml',
        )


def sampled(widths: Widths) -> tuple[int, ...]:
    """The screens a breakpoint is measured at: its ends, steps of the sheet, common devices."""
    screens = {widths.first, widths.last}
    screens.update(screen for screen in DEVICES if screen in widths)
    screens.update(step.first for step in STEPS if step.first in widths)
    screens.update(step.first - 1 for step in STEPS if step.first - 1 in widths)
    return tuple(sorted(screens))


def _plan(name: str, widths: Widths, task: _Task) -> BreakpointPlan:
    screens = sampled(widths)
    strips = strips_of(task.shaped, screens, task.sheet)
    bare = tuple(Content(each, slot, ()) for each, slot in task.slots.items())
    planned = regions(task.rules, bare, name, task.about)
    contents = tuple(
        Content(
            content.id,
            content.slot,
            tuple(_size(content, planned[content.id], screen, name, task) for screen in screens),
        )
        for content in bare
    )
    decision = place(strips, contents, task.rules, name, about=task.about)
    stand = homes(decision, task.rules, contents, name, task.about)
    return BreakpointPlan(name, widths, screens, strips, contents, decision, tuple(stand.items()))


def _size(
    content: Content, region: Region | None, screen: int, name: str, task: _Task
) -> tuple[int, int]:
    """The outer box of a content on a screen, in millipoints."""
    step = step_of(screen)
    width = step.measure(screen) if region is Region.ARTICLE else step.end(screen)
    panel = task.panels.get(content.id)
    if panel:
        return width * PX, round(panel.height(width, task.sheet, step) * PX)
    box = reserved(task.rules.terms(content.slot, name), width * PX)
    assert box, "rules give every ad slot a size"
    return box[0], box[1] + ad_around(task.sheet, step) * PX


def ad_around(sheet: Sheet, step: Step) -> int:
    """What an ad's bed adds to the height of its creative in px: label, gap and padding."""
    label = sheet.style("label", step).leading // PX
    return label + LENGTHS["ad-label-gap"] + 2 * LENGTHS["ad-padding"]
