"""One measure for two placements of a strip: the objective of one set of rules.

A placement made by other rules is expressed in these by giving each of its boxes, from top to
bottom, to a content of the slot of the same name, or else of the first that holds the same kind
(of those in the same region first). Boxes keep their sizes. Whether the rules would let them stand
there does not change what they are worth: the rules they break are told beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from slots.problem.barriers import Barriers
from slots.problem.build import PLACED, pose
from slots.problem.choices import Chain, Problem, clashes, objective
from slots.problem.closed_gaps import forbidden
from slots.rules.terms import Rules
from slots.strip.content import About, Content
from slots.strip.decision import Decision, Refusal
from slots.strip.measured_flow import Strip


@dataclass(frozen=True, slots=True)
class Trial:
    """One placement of a strip: the rules it was made by, its contents, and the decision."""

    rules: Rules
    breakpoint: str
    contents: tuple[Content, ...]
    decision: Decision


@dataclass(frozen=True, slots=True)
class Measured:
    """What a placement is worth by the rules of another, and every rule of those that it breaks:
    box by box, then (slot "all", no candidate) those about all boxes together."""

    objective: int
    broken: tuple[Refusal, ...]


def measured_by(first: Trial, other: Trial, strip: Strip, about: About) -> Measured | str:
    """The other placement by the rules of the first; a sentence where they cannot express it."""
    contents = list(first.contents)
    parts: list[tuple[str | None, str]] = []
    slots = {content.id: content.slot for content in other.contents}
    for box in other.decision.placements:
        taken = {name for _, name in parts}
        part = _part(first, contents, taken, (other, slots[box.slot]))
        if part is None:
            return f'the first rules have no slot for "{box.slot}"'
        parts.append((box.before, part.id))
        contents = [each for each in contents if each.id != part.id]
        contents.append(replace(part, sizes=(box.size,)))
    order = {name: place for place, name in enumerate(first.rules.slot)}
    ordered = tuple(sorted(contents, key=lambda content: order[content.slot]))
    problem = pose((strip,), ordered, (first.rules, {}), first.breakpoint, about)
    gaps = {item.id: gap for gap, item in enumerate(strip.items)}
    places = {content.id: place for place, content in enumerate(problem.contents)}
    chain = tuple(
        (problem.end if before is None else gaps[before], places[name]) for before, name in parts
    )
    return Measured(objective(problem, chain), tuple(_broken(problem, chain)))


def _part(
    first: Trial, contents: list[Content], taken: set[str], role: tuple[Trial, str]
) -> Content | None:
    """The content that plays the part of a box of a slot of the other rules: a free one, or one
    more of a slot that has no `max`."""
    options = sorted(_options(first, role), key=lambda option: option[:2])
    for _, _, slot in options:
        own = [each for each in contents if each.slot == slot and each.id not in taken]
        if own:
            return own[0]
    for _, _, slot in options:
        terms = first.rules.terms(slot, first.breakpoint)
        if terms.max is None and not terms.auto:
            count = sum(content.slot == slot for content in contents)
            return Content(f"{slot}-{count + 1}", slot, ())
    return None


def _options(first: Trial, role: tuple[Trial, str]) -> Iterator[tuple[bool, int, str]]:
    """The slots that can play a part, each with what makes another the better one."""
    other, name = role
    holds, terms = other.rules.slot[name].holds, other.rules.terms(name, other.breakpoint)
    for slot in first.rules.slot:
        region = first.rules.terms(slot, first.breakpoint).region
        if first.rules.slot[slot].holds == holds and region in PLACED:
            yield slot != name, int(region is not terms.region), slot


def _broken(problem: Problem, chain: Chain) -> Iterator[Refusal]:
    """Every rule that a chain breaks: stop by stop, then those about all of them together."""
    items = problem.rulers[0].strip.items
    barriers = Barriers(problem)
    for gap, content in chain:
        others = tuple(stop for stop in chain if stop[1] != content)
        candidate = items[gap].id if gap < len(items) else None
        slot = problem.contents[content].slot
        found = forbidden(problem, others, (gap, content))
        for obstacle in (*barriers.of(content).get(gap, ()), *found):
            yield obstacle.refusal(candidate, slot, problem.rulers)
    for obstacle in clashes(problem, tuple(sorted(content for _, content in chain))):
        yield obstacle.refusal(None, "all", problem.rulers)
