"""What became of the contents of a page at a breakpoint, and the scene that is told in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from layout.story.as_written import Story
from layout.story.reading_order import texts_of_block
from layout.web.measure.story_strips import body_of
from slots.finding import Finding
from slots.reasons.outcome import Fate, fates_of
from slots.reasons.outcome_words import unplaced
from slots.reasons.scene import Scene
from slots.rules.keys import Keys
from slots.rules.terms import Rules

if TYPE_CHECKING:
    from layout.web.plan.all_breakpoints import BreakpointPlan
    from layout.web.plan.one_breakpoint import Arranged

OPENING = 32
"""Characters of a block that are shown to name it."""

QUOTED = str.maketrans('“”"', "‘’'")
"""Quotation marks of an opening that stands in quotation marks itself."""


def openings_of(point: BreakpointPlan, story: Story, most: int = OPENING) -> dict[str, str]:
    """The first words of each block of a story's copy, by its id."""
    found = {}
    for item, block in zip(point.strips[0].items, body_of(story), strict=True):
        text = " ".join(texts_of_block(block)).translate(QUOTED)
        found[item.id] = f"{text[:most].rstrip()}…" if len(text) > most else text.strip()
    return found


def scene_of(point: BreakpointPlan, story: Story, rules: Rules, front: bool = False) -> Scene:
    """What sentences about a breakpoint name."""
    return Scene(
        Keys(rules, point.name),
        {item.id: item for item in point.strips[0].items},
        openings_of(point, story),
        {content.id: content.slot for content in point.contents},
        frozenset(name for name, region in point.homes if region),
        front,
        tuple(box.id for box in point.rail.boxes),
        story.rules,
    )


def settled(point: BreakpointPlan, made: Arranged, story: Story, rules: Rules) -> tuple[Fate, ...]:
    """The fates of a breakpoint that was arranged."""
    meant = {content.id: rules.terms(content.slot, point.name).region for content in point.contents}
    if all(home is meant[name] for name, home in point.homes):
        return ()
    scene = scene_of(point, story, rules)
    return fates_of(made.stages, point.contents, point.decision, scene, made.late)


def missed(point: BreakpointPlan, story: Story, rules: Rules) -> Iterator[Finding]:
    """A finding for each content of a breakpoint that did not get the region it is meant for."""
    if point.fates:
        yield from unplaced(point.fates, point.contents, scene_of(point, story, rules))
