"""A breakpoint of a story's page, measured: the copy on the screens it is planned for, and all else
that planning it needs to know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from layout.story.as_written import Story
from layout.web.measure.blocks_to_forms import kind_of
from layout.web.measure.column_and_rail_widths import AROUND, LENGTHS, PX, STEPS, Sheet, step_of
from layout.web.measure.module_boxes import Panel
from layout.web.measure.story_strips import Shaped, heads_of, strips_of, viewport_height
from layout.web.plan.box_sizes import Option, ad_options, panel_option
from layout.web.plan.offers import added_slots
from slots.case import Case
from slots.problem.conditions_met import Tally, tally_of
from slots.rules.size import Widths
from slots.rules.terms import AD, Region, Rules, Terms
from slots.strip.content import About, Content
from slots.strip.measured_flow import Role, Strip

DEVICES = (
    *(320, 360, 375, 390, 393, 412, 414, 428, 480, 540, 600, 653, 740, 768, 800, 810, 820, 834),
    *(900, 912, 980, 1024, 1112, 1180, 1280, 1300, 1366, 1440, 1536, 1600, 1728, 1920),
)
"""Widths of common screens in CSS px: phones upright and lying, tablets, laptops, desktop
windows."""

BETWEEN = LENGTHS["box-between"] * PX
"""The air from box to box in the rail and after the copy, in millipoints."""

_NO_MORE: Mapping[str, frozenset[int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """What planning a page needs to know; `slots` are those of what the story asks for, by id.

    `known` remembers the copy and the height of the head on each screen that was requested.
    """

    story: Story
    shaped: Shaped
    panels: dict[str, Panel]
    sheet: Sheet
    rules: Rules
    slots: dict[str, str]
    about: About
    known: dict[int, tuple[Strip, int]] = field(default_factory=dict)

    def measure(self, screens: Iterable[int]) -> None:
        """Makes the copy and the head on some screens known, all that are not in one go."""
        new = sorted({*screens}.difference(self.known))
        strips = strips_of(self.shaped, new, self.sheet)
        heads = heads_of(self.shaped, new, self.sheet)
        self.known.update(zip(new, zip(strips, heads, strict=True), strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class MeasuredBreakpoint:
    """One breakpoint: the screens it is measured at, and the story's strip on each.

    Of screens that show the same page one is measured, the narrowest: `screens` are these, `like`
    has for every screen sampled the one measured, `railed` the indexes of those with a right rail.
    `heads` are the heights from the top of the article to the top of its copy, `tail` the margin
    below its last block, in millipoints. `slots` has the slot of each thing that is offered here,
    by id; `ads` are those that are ads, `beside` those meant for beside the copy. `gaps` has the
    index of each block in the copy, and None that of its end; `brought` are the indexes of ads that
    the story brings along. `known` remembers the options of contents.
    """

    name: str
    widths: Widths
    like: dict[int, int]
    screens: tuple[int, ...]
    railed: tuple[int, ...]
    strips: tuple[Strip, ...]
    heads: tuple[int, ...]
    tail: int
    slots: dict[str, str]
    ads: frozenset[str]
    beside: frozenset[str]
    gaps: dict[str | None, int]
    brought: tuple[int, ...]
    task: Task
    known: dict[tuple[str, Region], tuple[Option, ...]]

    @property
    def places(self) -> tuple[int, ...]:
        """For every screen sampled the index of the one that was measured for it."""
        index = {screen: at for at, screen in enumerate(self.screens)}
        return tuple(index[first] for first in self.like.values())

    @property
    def tally(self) -> Tally:
        """How long the story is and what it holds, for conditions."""
        return tally_of(self.strips[0].items)

    def case(self, contents: tuple[Content, ...]) -> Case:
        """These contents to be placed on the copy as it is measured here."""
        return Case(self.strips, contents, self.task.rules, self.name, self.task.about)

    def terms(self, content: Content) -> Terms:
        """The terms of a content's slot here."""
        return self.task.rules.terms(content.slot, self.name)

    def options(self, content: Content, region: Region) -> tuple[Option, ...]:
        """The sizes a content may have in a region, the largest first."""
        key = (content.id, region)
        if key not in self.known:
            self.known[key] = self._options(content, region)
        return self.known[key]

    def _options(self, content: Content, region: Region) -> tuple[Option, ...]:
        panel = self.task.panels.get(content.id)
        if panel:
            return (panel_option(panel, region, self.screens, self.task.sheet),)
        return ad_options(self.terms(content), region, self.screens, self.task.sheet)


def measured_breakpoints(
    task: Task, more: Mapping[str, frozenset[int]] = _NO_MORE
) -> tuple[MeasuredBreakpoint, ...]:
    """Every breakpoint of a story, from narrow to wide, all of them measured in one go; or those
    named in `more`, each with these screens besides its samples."""
    ranges = sorted(
        (
            (name, widths)
            for name, widths in task.rules.breakpoints.items()
            if not more or name in more
        ),
        key=lambda entry: entry[1].first,
    )
    likes = [_alike(sorted({*sampled(widths), *more.get(name, ())})) for name, widths in ranges]
    task.measure(screen for like in likes for screen in like.values())
    return tuple(
        _measured(name, widths, like, task)
        for (name, widths), like in zip(ranges, likes, strict=True)
    )


def _measured(name: str, widths: Widths, like: dict[int, int], task: Task) -> MeasuredBreakpoint:
    """A breakpoint whose screens the task knows."""
    screens = tuple(dict.fromkeys(like.values()))
    strips = tuple([task.known[screen][0] for screen in screens])
    blocks, slots = task.shaped.blocks, {**task.slots, **_added(name, screens, task)}
    rules, offered = task.rules, slots.items()
    beside = (each for each, slot in offered if rules.terms(slot, name).region is Region.BESIDE)
    gaps: dict[str | None, int] = {block: gap for gap, block in enumerate(task.shaped.ids)}
    return MeasuredBreakpoint(
        name,
        widths,
        like,
        screens,
        tuple([at for at, screen in enumerate(screens) if step_of(screen).rail]),
        strips,
        tuple([task.known[screen][1] for screen in screens]),
        AROUND[kind_of(blocks[-1])][1] * PX if blocks else 0,
        slots,
        frozenset(each for each, slot in offered if rules.slot[slot].holds == AD),
        frozenset(beside),
        gaps | {None: len(blocks)},
        tuple([at for at, item in enumerate(strips[0].items) if item.role is Role.AD]),
        task,
        {},
    )


def _alike(screens: Iterable[int]) -> dict[int, int]:
    """For each of rising screens the first on which the page is laid out just the same."""
    firsts: dict[tuple[int, ...], int] = {}
    return {screen: firsts.setdefault(_widths_on(screen), screen) for screen in screens}


def _widths_on(screen: int) -> tuple[int, ...]:
    """All that the layout of a page depends on of a screen."""
    step = step_of(screen)
    widths = step.column(screen), step.measure(screen), step.end(screen)
    return step.first, *widths, viewport_height(screen)


def _added(name: str, screens: tuple[int, ...], task: Task) -> dict[str, str]:
    """The ads that the rules add here: none beside the copy where some screen has no rail for it,
    unless they have a fallback."""
    slots = added_slots(task.story, task.slots, task.rules, name)
    if all(step_of(screen).rail for screen in screens):
        return slots
    terms = {slot: task.rules.terms(slot, name) for slot in slots.values()}
    return {
        ad: slot
        for ad, slot in slots.items()
        if terms[slot].region is not Region.BESIDE or terms[slot].fallback not in (None, "none")
    }


def sampled(widths: Widths) -> tuple[int, ...]:
    """The screens a breakpoint is measured at: its ends, steps of the sheet, common devices."""
    screens = {widths.first, widths.last}
    screens.update(screen for screen in DEVICES if screen in widths)
    screens.update(step.first for step in STEPS if step.first in widths)
    screens.update(step.first - 1 for step in STEPS if step.first - 1 in widths)
    return tuple(sorted(screens))
