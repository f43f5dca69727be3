"""What a web page offers places to: what its story asks for, then the ads that its rules add.

There is this one list, by which the plan, the nodes, the ads' labels and the reports all go.
"""

from __future__ import annotations

from collections.abc import Mapping

from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.module import Module
from slots.finding import Finding
from slots.rules.requested_and_added import assign, automatic
from slots.rules.terms import AD, Rules
from slots.strip.content import Wanted


def offers_of(story: Story, rules: Rules) -> tuple[Ask, ...]:
    """The asks of a story, and one at the end of its copy for each ad of a slot with `auto`.

    Of all breakpoints together: which of them a breakpoint offers, `automatic` says.
    """
    added: dict[str, str] = {}
    slots = requested_slots(story, rules)[0]
    for breakpoint in rules.breakpoints:
        added |= added_slots(story, slots, rules, breakpoint)
    named = list(rules.slot)
    ads = sorted(added.items(), key=lambda ad: (named.index(ad[1]), _number(ad[0])))
    return (*story.asks, *(Ask(len(story.body), SlotAsk(name, slot)) for name, slot in ads))


def requested_slots(story: Story, rules: Rules) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The slot of each thing the story itself asks for, by its id, with findings."""
    wanted = (
        Wanted(ask.content.id, ask.content.kind if isinstance(ask.content, Module) else AD)
        for ask in story.asks
    )
    return assign(tuple(wanted), rules)


def added_slots(
    story: Story, slots: Mapping[str, str], rules: Rules, breakpoint: str
) -> dict[str, str]:
    """The slot of each ad that the rules add at a breakpoint, by its id; `slots` are those of what
    the story itself asks for."""
    taken = {ask.content.id for ask in story.asks}
    return automatic(slots, rules, breakpoint, taken)


def _number(name: str) -> int:
    return int(name.rpartition("-")[2])
