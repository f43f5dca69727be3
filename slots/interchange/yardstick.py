"""One measure for two placements of a strip: the objective of one set of rules.

A placement made by other rules is expressed in these by giving each of its boxes, from top to
bottom, to a content of the slot of the same name, or else of the first that holds the same kind (of
those in the same region first). Boxes keep their sizes. Whether the rules would let them stand
there does not change what they are worth: the rules they break are reported apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from slots.case import Case
from slots.problem.barriers import Barriers
from slots.problem.build import PLACED, build_problem
from slots.problem.choices import Chain, Problem, clashes, objective
from slots.problem.why_closed import forbidden
from slots.strip.content import Content
from slots.strip.decision import Decision
from slots.strip.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Trial:
    """One placement of a strip: what was to be placed by which rules, and the decision."""

    case: Case
    decision: Decision


@dataclass(frozen=True, slots=True)
class Measured:
    """What a placement is worth by the rules of another, and every rule of those that it breaks:
    box by box, then (slot "all", no candidate) those about all boxes together."""

    objective: int
    broken: tuple[Refusal, ...]


def measured_by(first: Trial, other: Trial) -> Measured | str:
    """The other placement by the rules of the first; where these cannot express it, a sentence that
    says why."""
    contents = list(first.case.contents)
    parts: list[tuple[str | None, str]] = []
    slots = {content.id: content.slot for content in other.case.contents}
    for box in other.decision.placements:
        taken = {name for _, name in parts}
        part = _part(first.case, contents, taken, other.case, slots[box.slot])
        if part is None:
            return f'the first rules have no slot for "{box.slot}"'
        parts.append((box.before, part.id))
        contents = [each for each in contents if each.id != part.id]
        contents.append(replace(part, sizes=(box.size,)))
    order = {name: place for place, name in enumerate(first.case.rules.slot)}
    ordered = tuple(sorted(contents, key=lambda content: order[content.slot]))
    problem = build_problem(replace(first.case, contents=ordered))
    gaps = {item.id: gap for gap, item in enumerate(first.case.strips[0].items)}
    places = {content.id: place for place, content in enumerate(problem.contents)}
    chain = tuple(
        (problem.end if before is None else gaps[before], places[name]) for before, name in parts
    )
    return Measured(objective(problem, chain), tuple(_broken(problem, chain)))


def _part(
    first: Case, contents: list[Content], taken: set[str], other: Case, name: str
) -> Content | None:
    """The content that plays the part of a box of a slot of the other rules: a free one, or one
    more of a slot that has no `max`."""
    options = sorted(_options(first, other, name), key=lambda option: option[:2])
    for _, _, slot in options:
        own = [each for each in contents if each.slot == slot and each.id not in taken]
        if own:
            return own[0]
    for _, _, slot in options:
        terms = first.terms(slot)
        if terms.max is None and not terms.auto:
            count = sum(content.slot == slot for content in contents)
            return Content(f"{slot}-{count + 1}", slot, ())
    return None


def _options(first: Case, other: Case, name: str) -> Iterator[tuple[bool, int, str]]:
    """The slots that can play a part, each with what makes another the better one."""
    holds, terms = other.rules.slot[name].holds, other.terms(name)
    for slot in first.rules.slot:
        region = first.terms(slot).region
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
