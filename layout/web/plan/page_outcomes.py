"""What became of the contents of a page at a breakpoint (their fates), with the names that
sentences about it need (a scene); and one finding for what is the same at several breakpoints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from layout.story.as_written import Story
from layout.story.reading_order import texts_of_block
from layout.web.measure.story_strips import body_of
from layout.web.plan.page_plan import BreakpointPlan
from slots.finding import Finding, Where
from slots.reasons.outcome import Fate, fates_of
from slots.reasons.scene import Scene
from slots.reasons.why_it_stands_or_not import Missed, unplaced
from slots.rules.keys import Keys
from slots.rules.terms import Rules

if TYPE_CHECKING:
    from layout.web.plan.one_breakpoint import ArrangedBreakpoint

_OPENING = 32
"""Characters of a block that are shown to name it, at most."""

_QUOTED = str.maketrans('“”"', "‘’'")
"""Double quotation marks become single ones, for an opening is shown in double ones itself."""


def openings_of(point: BreakpointPlan, story: Story, most: int = _OPENING) -> dict[str, str]:
    """The first words of each block of a story's copy, by its id."""
    found = {}
    for item, block in zip(point.strips[0].items, body_of(story), strict=True):
        text = " ".join(texts_of_block(block)).translate(_QUOTED)
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


def settled(
    point: BreakpointPlan, made: ArrangedBreakpoint, story: Story, rules: Rules
) -> tuple[Fate, ...]:
    """The fates at a breakpoint that was arranged; none where all stand where they are meant to."""
    meant = {content.id: rules.terms(content.slot, point.name).region for content in point.contents}
    if all(home is meant[name] for name, home in point.homes):
        return ()
    scene = scene_of(point, story, rules)
    return fates_of(made.stages, point.contents, point.decision, scene, made.late)


@dataclass(frozen=True, slots=True)
class MissedAt:
    """What missed its region, and at which breakpoint."""

    breakpoint: str
    missed: Missed


def missed(point: BreakpointPlan, story: Story, rules: Rules) -> Iterator[MissedAt]:
    """Each content of a breakpoint that did not get the region it is meant for."""
    if point.fates:
        for each in unplaced(point.fates, point.contents, scene_of(point, story, rules)):
            yield MissedAt(point.name, each)


def findings_once(missed: Iterable[MissedAt], source: str) -> tuple[Finding, ...]:
    """A finding for each fate and reason of all breakpoints.

    Contents of one fate become one finding that names their breakpoints, with one reason if they
    share it, and those of the same fate for the same reasons share a finding. `source` is the
    story's file.

    >>> from slots.finding import Severity
    >>> from slots.reasons.why_it_stands_or_not import Hint
    >>> moved = Missed("moved", Severity.INFO, "moved to the end", ("ad-1",), "no gap", (Hint(""),))
    >>> print(findings_once((MissedAt("mobile", moved), MissedAt("tablet", moved)), "a.md")[0])
    a.md: moved to the end: ad-1 – mobile, tablet: no gap
    """
    groups: dict[object, list[MissedAt]] = {}
    for each in missed:
        fate = each.missed
        groups.setdefault((fate.code, fate.fate, fate.who), []).append(each)
    alike: dict[object, Missed] = {}
    for own in map(_merged, groups.values()):
        first = alike.setdefault(key := (own.code, own.fate, own.why), own)
        if first is not own:
            alike[key] = replace(first, who=(*first.who, *own.who))
    where = Where(source or None)
    return tuple(each.finding(where) for each in alike.values())


def _merged(group: list[MissedAt]) -> Missed:
    """What happened to a content at several breakpoints."""
    reasons: dict[str, list[str]] = {}
    for each in group:
        reasons.setdefault(each.missed.why, []).append(each.breakpoint)
    why = "; ".join(f"{', '.join(names)}: {reason}" for reason, names in reasons.items())
    hints = tuple(dict.fromkeys(hint for each in group for hint in each.missed.hints))
    return replace(group[0].missed, why=why, hints=hints)
