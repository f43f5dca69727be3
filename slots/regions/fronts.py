"""Slots of fronts: those that stand between the containers of a home page or a section's front.

A front is placed by the engine that places articles. Its containers are the paragraphs of its
strip, so what rules say of paragraphs ("2 paragraphs" from the top, `positions`, `adjacent`) holds
for containers, and density, quotas and distances hold as everywhere.
"""

from __future__ import annotations

from slots.rules.frozen_table import Table
from slots.rules.requested_and_added import automatic
from slots.rules.terms import AD, Region, Rules, Slot, everywhere

HOME, SECTION = "home", "section-front"
"""Tags of the two kinds of front, for conditions: `when = { tags = ["home"] }`."""


def front_rules(rules: Rules, breakpoint: str) -> Rules:
    """The rules as the engine takes them for a front at a breakpoint: only slots of region "front"
    that hold ads, each offered as often as `auto` says, once where it says nothing."""
    slots = {
        name: _offered(slot, rules.terms(name, breakpoint).auto)
        for name, slot in rules.slot.items()
        if slot.holds == AD and rules.terms(name, breakpoint).region is Region.FRONT
    }
    return rules.model_copy(update={"slot": Table(slots)})


def front_ads(rules: Rules, breakpoint: str) -> dict[str, str]:
    """The ads that a front is offered at a breakpoint: their ids to their slots, in the order of
    the file; `rules` are its `front_rules`."""
    return automatic({}, rules, breakpoint)


def _offered(slot: Slot, auto: int) -> Slot:
    return everywhere(slot, region=Region.ARTICLE, auto=max(auto, 1))
