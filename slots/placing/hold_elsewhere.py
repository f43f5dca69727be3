"""Whether a placement holds on other strips than those it was made on.

Every rule about where boxes stand is asked again: what the copy closes gaps for, order, distances,
spacing, screenfuls. What depends on sets alone (quotas, exclusion) is the same on all strips, and
shares (density, promotion) are sums that whoever asks has himself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from slots.case import Case
from slots.placing.greedy import stands
from slots.problem.between_boxes import peaceful
from slots.problem.build import Steps, pose
from slots.problem.choices import Chain
from slots.rules.terms import Strategy
from slots.strip.content import Content
from slots.strip.decision import Decision
from slots.strip.measured_flow import Strip


@dataclass(frozen=True, slots=True)
class Held:
    """A placement that was made for a case, of which `contents` are what it places."""

    case: Case
    decision: Decision


def breaking(
    held: Held, strips: tuple[Strip, ...], contents: tuple[Content, ...]
) -> tuple[int, ...]:
    """The strips, by their index, on which a placement breaks a rule.

    `contents` are those that it places, in the same order, with their sizes on these strips. All
    strips are asked together, and halves of them only where that finds something.
    """
    if not contents or not strips:
        return ()
    pinned = any(held.case.terms(content.slot).positions for content in contents)
    return tuple(_found(held, strips, contents, tuple(range(len(strips))), pinned))


def _found(
    held: Held,
    strips: tuple[Strip, ...],
    contents: tuple[Content, ...],
    asked: tuple[int, ...],
    pinned: bool,
) -> list[int]:
    own = tuple(strips[at] for at in asked)
    sized = tuple(replace(c, sizes=tuple([c.sizes[at] for at in asked])) for c in contents)
    if pinned:  # a position is one gap on all strips together
        own = (*held.case.strips, *own)
        sized = tuple(
            replace(c, sizes=(*first.sizes, *c.sizes))
            for c, first in zip(sized, held.case.contents, strict=True)
        )
    if _holds(held, own, sized):
        return []
    if len(asked) == 1:
        return list(asked)
    half = len(asked) // 2
    return [
        *_found(held, strips, contents, asked[:half], pinned),
        *_found(held, strips, contents, asked[half:], pinned),
    ]


def _holds(held: Held, strips: tuple[Strip, ...], contents: tuple[Content, ...]) -> bool:
    """Whether a placement keeps every rule about places on all of these strips."""
    case, steps = replace(held.case, strips=strips, contents=contents), _steps(held)
    problem = pose(case, steps)
    chain = _chain(held, contents)
    if case.page.strategy is Strategy.GREEDY:
        if not stands(case, problem, chain, steps):
            return False
    elif not all(problem.open(content, gap) for gap, content in chain):
        return False
    return all(peaceful(problem, chain[:last]) for last in range(1, len(chain) + 1))


def _chain(held: Held, contents: tuple[Content, ...]) -> Chain:
    items = held.case.strips[0].items
    gaps: dict[str | None, int] = {item.id: gap for gap, item in enumerate(items)}
    gaps[None] = len(items)
    places = {content.id: place for place, content in enumerate(contents)}
    placed = held.decision.placements
    return tuple((gaps[each.before], places[each.slot]) for each in placed)


def _steps(held: Held) -> Steps:
    """The steps of relaxation that each content has taken."""
    return {content.id: held.decision.steps(content.id) for content in held.case.contents}
