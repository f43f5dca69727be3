"""Feasibility of a placement on other strips than those it was made on.

Every rule about where boxes stand is checked again: what the copy closes gaps for, order,
distances, spacing, ads per screen. What depends on sets alone (quotas, exclusion) is the same on
all strips, and shares (density, promotion) are sums that the caller has already.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from slots.case import Case
from slots.placing.greedy import stands
from slots.problem.between_boxes import last_fits
from slots.problem.build import Steps, build_problem
from slots.problem.choices import Chain
from slots.rules.terms import Strategy
from slots.strip.content import Content
from slots.strip.decision import Decision
from slots.strip.measured_flow import Strip


@dataclass(frozen=True, slots=True)
class PlacedCase:
    """A case and the placement made for it; the case's `contents` are those that it places."""

    case: Case
    decision: Decision


def breaking(
    placed: PlacedCase, strips: tuple[Strip, ...], contents: tuple[Content, ...]
) -> tuple[int, ...]:
    """The strips, by their index, on which a placement breaks a rule.

    `contents` are those that it places, in the same order, with their sizes on these strips. All
    strips are checked together, and halves of them only where that finds something: most often
    nothing is broken, and one check does.
    """
    if not contents or not strips:
        return ()
    pinned = any(placed.case.terms(content.slot).positions for content in contents)
    return tuple(_found(placed, strips, contents, tuple(range(len(strips))), pinned))


def _found(
    placed: PlacedCase,
    strips: tuple[Strip, ...],
    contents: tuple[Content, ...],
    indices: tuple[int, ...],
    pinned: bool,
) -> list[int]:
    own = tuple(strips[at] for at in indices)
    sized = tuple(replace(c, sizes=tuple([c.sizes[at] for at in indices])) for c in contents)
    if pinned:  # a position is one gap on all strips together
        own = (*placed.case.strips, *own)
        sized = tuple(
            replace(c, sizes=(*first.sizes, *c.sizes))
            for c, first in zip(sized, placed.case.contents, strict=True)
        )
    if _holds(placed, own, sized):
        return []
    if len(indices) == 1:
        return list(indices)
    half = len(indices) // 2
    return [
        *_found(placed, strips, contents, indices[:half], pinned),
        *_found(placed, strips, contents, indices[half:], pinned),
    ]


def _holds(placed: PlacedCase, strips: tuple[Strip, ...], contents: tuple[Content, ...]) -> bool:
    """Whether a placement keeps every rule about places on all of these strips."""
    case, steps = replace(placed.case, strips=strips, contents=contents), _steps(placed)
    problem = build_problem(case, steps)
    chain = _chain(placed, contents)
    if case.page.strategy is Strategy.GREEDY:
        if not stands(case, problem, chain, steps):
            return False
    elif not all(problem.open(content, gap) for gap, content in chain):
        return False
    return all(last_fits(problem, chain[:last]) for last in range(1, len(chain) + 1))


def _chain(placed: PlacedCase, contents: tuple[Content, ...]) -> Chain:
    items = placed.case.strips[0].items
    gaps: dict[str | None, int] = {item.id: gap for gap, item in enumerate(items)}
    gaps[None] = len(items)
    places = {content.id: place for place, content in enumerate(contents)}
    boxes = placed.decision.placements
    return tuple((gaps[each.before], places[each.slot]) for each in boxes)


def _steps(placed: PlacedCase) -> Steps:
    """The steps of relaxation that each content has taken."""
    return {content.id: placed.decision.steps(content.id) for content in placed.case.contents}
