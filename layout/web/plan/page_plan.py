"""The plan of a story's web page as a value: for composing the page, and for explaining it."""

from __future__ import annotations

from dataclasses import dataclass, field

from layout.story.as_written import Ask
from layout.web.measure.column_and_rail_widths import PX
from layout.web.plan.beside_copy import BesideBox
from layout.web.plan.box_sizes import room_of
from slots.case import Case
from slots.finding import Finding
from slots.reasons.outcome import Fate
from slots.regions.rail import Rail
from slots.regions.reserve import UNLIMITED, served
from slots.rules.size import Size, Widths
from slots.rules.terms import Region, Rules
from slots.strip.content import NO_STORY, About, Content
from slots.strip.decision import Decision
from slots.strip.measured_flow import Strip


@dataclass(frozen=True, slots=True, eq=False)
class BreakpointPlan:
    """One breakpoint: the widths sampled, what was measured there, and what was decided.

    `contents` have the size they are shown at, `homes` where each stands, in the order the story
    asks (None: nowhere). `rail` is the stack of the right rail on those `screens` that have one,
    `beside` the boxes beside the copy, `limits` the greatest height of a creative in px where not
    all sizes of a slot have room, `fates` what became of those that are not where their rules mean
    them to be. `density` and `lighthouse` are those of the page at its worst
    width, ads outside the copy included.
    """

    name: str
    widths: Widths
    screens: tuple[int, ...]
    strips: tuple[Strip, ...]
    contents: tuple[Content, ...]
    decision: Decision
    homes: tuple[tuple[str, Region | None], ...]
    rail: Rail = field(default_factory=Rail)
    beside: tuple[BesideBox, ...] = ()
    limits: tuple[tuple[str, int], ...] = ()
    density: float = 0.0
    lighthouse: float = 0.0
    fates: tuple[Fate, ...] = ()

    def case(self, rules: Rules, about: About = NO_STORY) -> Case:
        """What was placed here, under rules and for a story."""
        return Case(self.strips, self.contents, rules, self.name, about)

    def before(self, content: str) -> str | None:
        """The block that a content placed in the article stands before; None at its end."""
        placed = next(each for each in self.decision.placements if each.slot == content)
        return placed.before

    def sizes(self, content: str, screen: int, rules: Rules) -> tuple[Size, ...]:
        """The sizes an ad may be served where it stands here, on a screen of `screen` px."""
        slot = next(each.slot for each in self.contents if each.id == content)
        room = room_of(dict(self.homes)[content], screen) * PX
        return served(rules.terms(slot, self.name), room, dict(self.limits).get(content, UNLIMITED))


@dataclass(frozen=True, slots=True, eq=False)
class WebPlan:
    """Everything decided for a story's web page, for composing it and for explaining it.

    `offers` are all that is offered a place at some breakpoint, what the story asks for and then
    the ads that rules add; `slots` the rules' slots for those that have one, by id.
    """

    breakpoints: tuple[BreakpointPlan, ...]
    slots: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    offers: tuple[Ask, ...] = ()

    def breakpoint(self, screen: int) -> BreakpointPlan:
        """The plan for a screen; screens outside all ranges get the nearest."""
        fits = (plan for plan in self.breakpoints if screen <= plan.widths.last)
        return next(fits, self.breakpoints[-1])
