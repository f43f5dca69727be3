"""Plans measured again at every screen width in whole px, and not at the sampled ones alone.

A plan is made at some widths of each breakpoint; readers have any. Here the story is set anew at
each of them, every box gets the size its bed has there, and the finished page is measured by code
that shares none with placing (`slots.audit.measure_again`).

        ┌ head ────────┐ ─┬─
        ├ copy ────────┤  │ ─┬─  copy: its blocks, and the ads among them
        │ ad  Blue Box │  │  │
        ├ ad after it ─┤ ─┴─┴─    column: head, copy with all in it, and the ads that follow
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from benchmarks.whole_page import Sight, page_breaks
from layout.story.about import about_of
from layout.story.as_written import Story
from layout.story.module import Module
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import Theme, load_theme
from layout.web.measure.blocks_to_forms import Shaper, kind_of
from layout.web.measure.column_and_rail_widths import PX, Sheet, sheet_of, step_of
from layout.web.measure.lead_picture import picture_first
from layout.web.measure.module_boxes import Panel, panel_of
from layout.web.measure.picture_files import pictures_of, sizes_of
from layout.web.measure.story_strips import Shaped, heads_of, shape_story, strips_of
from layout.web.measure.text_width import Gauge
from layout.web.plan.all_breakpoints import plan_page
from layout.web.plan.box_sizes import ad_around, panel_option
from layout.web.plan.page_plan import BreakpointPlan, WebPlan
from slots.audit.box_in_copy import at_position
from slots.audit.finished_flow import Flow, Guest, flow_of, measured
from slots.audit.measure_again import audit
from slots.case import Case
from slots.rules.terms import AD, Region, Rules
from slots.strip.content import About, Content
from slots.strip.measured_flow import Role, Strip

APART = ("edges", "size", "positions")
"""What is not asked of one screen: what a decision says of its narrowest, and positions, which are
the same gaps on all screens of a breakpoint (`_misplaced`)."""

BELOW = (Region.END, Region.RAIL)
"""Regions that follow the copy on screens without a rail."""


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """A story's plan, with all that measuring it again takes."""

    plan: WebPlan
    shaped: Shaped
    panels: dict[str, Panel]
    sheet: Sheet
    rules: Rules
    about: About


@dataclass(frozen=True, slots=True)
class Seen:
    """A page on one screen of so many px: its density, read both ways, and the rules it breaks."""

    screen: int
    sampled: bool
    copy: float
    column: float
    broken: tuple[str, ...]

    @property
    def density(self) -> float:
        """The higher of the two readings."""
        return max(self.copy, self.column)


@lru_cache(maxsize=1)
def _house() -> tuple[Theme, Foundry]:
    theme = load_theme()
    return theme, Foundry(theme.fallback)


def planned(story: Story, *books: Rules) -> tuple[Planned, ...]:
    """A story planned under each of some rules, its text shaped once."""
    theme, foundry = _house()
    sizes = sizes_of(pictures_of(story)[0])
    story = picture_first(story, sizes)
    shaper = Shaper(sheet_of(theme), Gauge(foundry, theme.fallback, story.language), sizes)
    shaped = shape_story(story, shaper)
    panels = {
        ask.content.id: panel_of(ask.content, shaper, story.language)
        for ask in story.asks
        if isinstance(ask.content, Module)
    }
    about = about_of(story, None, sum(shaped.words))
    return tuple(
        Planned(plan_page(story, shaped, shaper, each), shaped, panels, shaper.sheet, each, about)
        for each in books
    )


def seen(made: Planned, point: BreakpointPlan, audited: bool = True) -> Iterator[Seen]:
    """A breakpoint on every screen of its range; density alone, and no rule, where not `audited`,
    which takes less time."""
    screens = range(point.widths.first, point.widths.last + 1)
    strips = strips_of(made.shaped, screens, made.sheet)
    rails = {strip.width: strip.rail for strip in point.strips}
    heads = heads_of(made.shaped, screens, made.sheet)
    known: dict[object, tuple[float, float, tuple[str, ...]]] = {}
    misplaced = tuple(_misplaced(made, point, strips)) if audited else ()
    for screen, head, bare in zip(screens, heads, strips, strict=True):
        strip = replace(bare, rail=rails.get(bare.width, bare.rail))
        contents = tuple(_sized(made, point, each, screen) for each in point.contents)
        key = strip.width, strip.viewport[1], head, tuple(each.sizes for each in contents)
        if key not in known:
            known[key] = _measured(made, point, strip, head, contents, audited)
        copy, column, broken = known[key]
        told = (*broken, *misplaced) if screen == screens[0] else broken
        yield Seen(screen, screen in point.screens, copy, column, told)


def _misplaced(made: Planned, point: BreakpointPlan, strips: tuple[Strip, ...]) -> Iterator[str]:
    """Boxes that stand at none of their slot's positions, which are gaps on all screens at once."""
    slots = {each.id: each.slot for each in point.contents}
    gaps = {item.id: gap for gap, item in enumerate(strips[0].items)}
    for each in point.decision.placements:
        terms = made.rules.terms(slots[each.slot], point.name)
        gap = len(gaps) if each.before is None else gaps[each.before]
        guest = Guest(Content(each.slot, slots[each.slot], ()), terms, AD, gap)
        distinct = {strip.width: strip for strip in strips}
        yield from map(str, at_position(guest, tuple(distinct.values())))


def _sized(made: Planned, point: BreakpointPlan, content: Content, screen: int) -> Content:
    """A content with the one box it has on a screen: its bed, or the panel's height there."""
    home = dict(point.homes)[content.id]
    if home is None:
        return replace(content, sizes=((0, 0),))
    panel = made.panels.get(content.id)
    if panel:
        return replace(content, sizes=panel_option(panel, home, (screen,), made.sheet).boxes)
    beds = point.sizes(content.id, screen, made.rules)
    width, height = max(size.width for size in beds), max(size.height for size in beds)
    around = ad_around(made.sheet, step_of(screen))
    return replace(content, sizes=((width * PX, (height + around) * PX),))


def _measured(
    made: Planned,
    point: BreakpointPlan,
    strip: Strip,
    head: int,
    contents: tuple[Content, ...],
    audited: bool,
) -> tuple[float, float, tuple[str, ...]]:
    """Density of the copy and of the column, and every rule that is broken, but for the edges a
    decision names: those of its narrowest screen."""
    asked = {each.id: each for each in contents}
    gaps = {item.id: gap for gap, item in enumerate(strip.items)}
    guests = tuple(
        Guest(
            asked[each.slot],
            made.rules.terms(asked[each.slot].slot, point.name),
            made.rules.slot[asked[each.slot].slot].holds,
            len(gaps) if each.before is None else gaps[each.before],
        )
        for each in point.decision.placements
    )
    shares = _shares(made, point, flow_of(strip, 0, guests), head, asked)
    if not audited:
        return *shares, ()
    breaches = audit(Case((strip,), contents, made.rules, point.name, made.about), point.decision)
    broken = [str(each) for each in breaches if each.rule not in APART]
    heights = {each.id: each.sizes[0][1] for each in contents}
    last = kind_of(made.shaped.blocks[-1]) if made.shaped.blocks else ""
    screen = strip.viewport[0] // PX
    sight = Sight(point, made.rules, screen, flow_of(strip, 0, guests), head, heights, last)
    broken += page_breaks(sight)
    broken += _too_dense(made, point, shares)
    return *shares, tuple(broken)


def _too_dense(made: Planned, point: BreakpointPlan, shares: tuple[float, float]) -> Iterator[str]:
    """The column of the copy, where what follows the copy makes it denser than the limit."""
    page = made.rules.page_terms(point.name)
    limits = [float(page.density.value) / 100] if page.density else []
    limits += [0.3] if page.sticky_video else []
    if limits and shares[1] > min(limits) + 1e-9 and shares[1] > 0:
        yield f"the page: density needs at most {min(limits):.2%}, has {shares[1]:.4%}"


def _shares(
    made: Planned, point: BreakpointPlan, flow: Flow, head: int, asked: dict[str, Content]
) -> tuple[float, float]:
    strip = flow.strip
    sticky = made.rules.page_terms(point.name).sticky_ad
    ads = sum(item.bottom - item.top for item in strip.items if item.role is Role.AD)
    ads += measured(sticky, strip)[1] if sticky else 0
    copy, column = strip.height, strip.height + head
    for box in flow.boxes:
        height = box.bottom - box.top
        ads += height if box.guest.ad else 0
        copy += height if box.guest.ad and not box.guest.beside else 0
        column += 0 if box.guest.beside else height
    homes = (Region.END,) if step_of(strip.viewport[0] // PX).rail else BELOW
    after = sum(
        asked[name].sizes[0][1]
        for name, home in point.homes
        if home in homes and made.rules.slot[asked[name].slot].holds == AD
    )
    shares = ads / copy if copy else float(bool(ads)), (ads + after) / (column + after)
    return shares[0], shares[1]
