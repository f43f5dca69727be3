"""What became of the contents of a page at a breakpoint, and the scene that is told in; what they
missed at several breakpoints is told once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from layout.story.as_written import Story
from layout.story.reading_order import texts_of_block
from layout.web.measure.story_strips import body_of
from layout.web.plan.page_plan import BreakpointPlan
from slots.finding import Finding, Where
from slots.reasons.outcome import Fate, fates_of
from slots.reasons.outcome_words import unplaced
from slots.reasons.scene import Scene
from slots.rules.keys import Keys
from slots.rules.terms import Rules

if TYPE_CHECKING:
    from layout.web.plan.one_breakpoint import Arranged

OPENING = 32
"""Characters of a block that are shown to name it."""

QUOTED = str.maketrans('“”"', "‘’'")
"""Quotation marks of an opening that stands in quotation marks itself."""

DASH = " – "
"""Between whom a finding is about, and why."""


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


def told_once(missed: Iterable[tuple[str, Finding]], source: str) -> tuple[Finding, ...]:
    """Findings of single breakpoints, as (breakpoint, finding), one for each fate and reason.

    A finding says "fate: content - reason"; those of one fate and content become one that names
    their breakpoints, with one reason if they share it, and contents of the same fate for the same
    reasons share a finding. `source` is the story's file.

    >>> from slots.finding import Severity
    >>> moved = Finding("moved", Severity.INFO, "moved to the end: ad-1 – no gap")
    >>> print(told_once((("mobile", moved), ("tablet", moved)), "a.md")[0])
    a.md: moved to the end: ad-1 – mobile, tablet: no gap
    """
    groups: dict[tuple[str, str], list[tuple[str, Finding]]] = {}
    for breakpoint, finding in missed:
        told = finding.message.partition(DASH)[0]
        groups.setdefault((finding.code, told), []).append((breakpoint, finding))
    merged = [_merged(told, group, source) for (_, told), group in groups.items()]
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for found in merged:
        told, _, why = found.message.partition(DASH)
        alike.setdefault((found.code, told.partition(": ")[0], why), []).append(found)
    return tuple(_together(group) for group in alike.values())


def _together(group: list[Finding]) -> Finding:
    """Contents of one fate for the same reasons, in one finding."""
    first, *rest = group
    fate, why = first.message.split(DASH, 1)
    names = [each.message.partition(DASH)[0].partition(": ")[2] for each in rest]
    return replace(first, message=f"{', '.join((fate, *names))}{DASH}{why}")


def _merged(told: str, group: list[tuple[str, Finding]], source: str) -> Finding:
    reasons: dict[str, list[str]] = {}
    hints: dict[str, None] = {}
    for breakpoint, finding in group:
        reason = finding.message.partition(DASH)[2]
        reasons.setdefault(reason, []).append(breakpoint)
        hints[finding.hint or ""] = None
    why = "; ".join(f"{', '.join(names)}: {reason}" for reason, names in reasons.items())
    hint = _joined([each for each in hints if each])
    where = Where(source or None)
    return replace(group[0][1], message=f"{told}{DASH}{why}", where=where, hint=hint)


def _joined(hints: list[str]) -> str | None:
    """Hints one after the other; the file that all of them begin with is named once."""
    if not hints:
        return None
    file, colon, _ = hints[0].partition(": ")
    if colon and file.startswith("in ") and all(each.startswith(f"{file}: ") for each in hints):
        hints = [hints[0], *(each.removeprefix(f"{file}: ") for each in hints[1:])]
    return "; ".join(hints)
