"""The plan of a page: for each breakpoint, what stands where and why, on measured heights.

The regions are filled in this order, the scarcest first: the gaps of the copy and those beside it,
the rail, what follows the copy. A content without room in one region moves on to its fallback.

A breakpoint is planned on a sample of its screens. Then `between_screens.failing` looks whether all
rules hold on the others, and where one does not it is planned anew with that screen in the sample.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace

from layout.story.about import about_of
from layout.story.as_written import Ask, Story
from layout.story.module import Module
from layout.web.measure.blocks_to_forms import Shaper
from layout.web.measure.column_and_rail_widths import PX
from layout.web.measure.module_boxes import panel_of
from layout.web.measure.story_strips import Shaped
from layout.web.plan.between_screens import failing
from layout.web.plan.measured_breakpoint import MeasuredBreakpoint, Task, measured_breakpoints
from layout.web.plan.offers import offers_of, requested_slots
from layout.web.plan.one_breakpoint import ArrangedBreakpoint, arranged
from layout.web.plan.page_outcomes import findings_once, missed, settled
from layout.web.plan.page_plan import BreakpointPlan, WebPlan
from layout.web.plan.story_rail import article_foot
from slots.finding import Finding, Severity, Where
from slots.problem.why_closed import Trace
from slots.regions.rail import Rail
from slots.rules.conditions import When
from slots.rules.terms import Rules
from slots.strip.content import About
from slots.strip.measured_flow import Strip

_ROUNDS = 3
"""So often a breakpoint is planned anew with only those screens more on which a rule broke. One
that still breaks a rule somewhere has many placements that are worth the same, and would break it
somewhere else each time: then it is planned on all of its screens."""


def plan_page(
    story: Story,
    shaped: Shaped,
    shaper: Shaper,
    rules: Rules,
    today: datetime.date | None = None,
    trace: Trace = Trace.UNPLACED,
) -> WebPlan:
    """Where ads and modules stand at every breakpoint of the rules.

    `today` is the day the page is made for, from which the age of a story is counted. `trace` says
    whose refusals in the copy are wanted: for its findings, a page needs those of contents that
    found no place there; all of them take longer to find than the page to plan.
    """
    slots, findings = requested_slots(story, rules)
    panels = {
        ask.content.id: panel_of(ask.content, shaper, story.language)
        for ask in story.asks
        if isinstance(ask.content, Module)
    }
    about = about_of(story, today, sum(shaped.words))
    task = Task(story, shaped, panels, shaper.sheet, rules, slots, about)
    made = _all_arranged(task, trace)
    plans = tuple(map(_plan, made))
    offers = offers_of(story, rules)
    offered = _offered(offers, made)
    misses = (each for plan in plans for each in missed(plan, story, rules))
    return WebPlan(
        plans,
        tuple(offered.items()),
        (
            *findings,
            *undated(offered.values(), rules, about, story.source),
            *findings_once(misses, story.source),
            *(finding for each in made for finding in _long_rail(each)),
        ),
        offers,
    )


def _all_arranged(task: Task, trace: Trace) -> tuple[ArrangedBreakpoint, ...]:
    """Every breakpoint, arranged so that all rules hold on each of its screens."""
    return tuple(
        _holding(arranged(breakpoint, trace), trace) for breakpoint in measured_breakpoints(task)
    )


def _holding(made: ArrangedBreakpoint, trace: Trace) -> ArrangedBreakpoint:
    """A breakpoint arranged anew, with more screens each time, until all rules hold on all."""
    breakpoint = made.page.breakpoint
    more: frozenset[int] = frozenset()
    rounds = 0
    while new := failing(made) - more:
        rounds += 1
        more |= new
        if rounds > _ROUNDS:
            more = frozenset(range(breakpoint.widths.first, breakpoint.widths.last + 1))
        (wider,) = measured_breakpoints(breakpoint.task, {breakpoint.name: more})
        made = arranged(wider, trace)
    return made


def _offered(offers: tuple[Ask, ...], made: tuple[ArrangedBreakpoint, ...]) -> dict[str, str]:
    """The slot of everything offered at any breakpoint, in order."""
    slots = {name: slot for each in made for name, slot in each.page.breakpoint.slots.items()}
    names = [offer.content.id for offer in offers]
    return {name: slots[name] for name in names if name in slots}


def _plan(made: ArrangedBreakpoint) -> BreakpointPlan:
    """The plan with the lengths of every screen that was sampled, measured or like one measured."""
    page, breakpoint = made.page, made.page.breakpoint
    places = breakpoint.places
    plan = BreakpointPlan(
        breakpoint.name,
        breakpoint.widths,
        tuple(breakpoint.like),
        tuple(
            _strip(made.strips[at], screen)
            for at, screen in zip(places, breakpoint.like, strict=True)
        ),
        tuple(
            replace(content, sizes=tuple([content.sizes[at] for at in places]))
            for content in page.contents.values()
        ),
        made.decision,
        tuple(page.homes.items()),
        _rail(page.rail, breakpoint),
        tuple(replace(box, runs=tuple([box.runs[at] for at in places])) for box in made.beside),
        tuple(made.limits.items()),
        made.density,
        made.lighthouse,
    )
    return replace(plan, fates=settled(plan, made, breakpoint.task.story, breakpoint.task.rules))


def _strip(strip: Strip, screen: int) -> Strip:
    """A strip on a screen that is like its own."""
    width, height = strip.viewport
    return strip if width == screen * PX else replace(strip, viewport=(screen * PX, height))


def _rail(rail: Rail, breakpoint: MeasuredBreakpoint) -> Rail:
    """A rail on every screen sampled that has one."""
    at = {index: place for place, index in enumerate(breakpoint.railed)}
    places = [at[index] for index in breakpoint.places if index in at]

    def spread(lengths: tuple[int, ...]) -> tuple[int, ...]:
        return tuple([lengths[place] for place in places]) if lengths else ()

    boxes = (
        replace(
            box,
            tops=spread(box.tops),
            heights=spread(box.heights),
            runs=spread(box.runs),
            least=spread(box.least),
        )
        for box in rail.boxes
    )
    return replace(rail, boxes=tuple(boxes))


def _long_rail(made: ArrangedBreakpoint) -> Iterator[Finding]:
    """A finding where the rail reaches more than a screen below the end of the story beside it."""
    page, breakpoint = made.page, made.page.breakpoint
    widest = {first: screen for screen, first in breakpoint.like.items()}
    worst = (0, 0)
    for index, foot in zip(breakpoint.railed, page.rail.feet(len(breakpoint.railed)), strict=True):
        inside = tuple(each for each in page.edges[index] if not page.beside(each.slot))
        story = article_foot(breakpoint, index, inside)
        over = foot - story - breakpoint.strips[index].viewport[1]
        worst = max(worst, (over // PX, widest[breakpoint.screens[index]]))
    if worst[0] > 0:
        yield Finding(
            "rail-too-long",
            Severity.WARNING,
            f"{breakpoint.name}: at {worst[1]} px the rail ends a screen and {worst[0]} px too low",
            hint='give some of its slots region = "end" at this breakpoint in slots.toml',
        )


def undated(slots: Iterable[str], rules: Rules, about: About, source: str) -> Iterator[Finding]:
    """A finding where slots ask for an age that is not known: the condition counts as not met."""
    asking = [slot for slot in dict.fromkeys(slots) if any(map(_aged, _whens(slot, rules)))]
    if not asking or (about.today and about.date):
        return
    names = ", ".join(f'"{slot}"' for slot in asking)
    missing = "the story has no date" if about.today else "nobody says what day it is"
    hint = "write a date: in the story" if about.today else "set date in [edition], or give --date"
    yield Finding(
        "no-age",
        Severity.WARNING,
        f"slot {names} asks how old the story is, and {missing}: it stays away",
        Where(source or None),
        hint,
    )


def _whens(slot: str, rules: Rules) -> Iterator[When]:
    """The conditions of a slot and of its categories, at any breakpoint."""
    for breakpoint in rules.breakpoints:
        terms = rules.terms(slot, breakpoint)
        yield terms.when
        yield from (rules.category[name] for name in terms.categories if name in rules.category)


def _aged(when: When) -> bool:
    return when.min_age is not None or when.max_age is not None
