"""Tracing: every gap that a content did not get, and each rule that forbids it.

A trace reads a choice that is already made; it cannot change one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from slots.problem.barriers import Barriers, Closed
from slots.problem.between_boxes import Weak, conflicts, loosened, weak_without
from slots.problem.choices import POINT, Chain, Problem, clashes, objective
from slots.strip.refusal import Kind, Obstacle, Refusal, Rule


class Trace(IntEnum):
    """Which refusals are traced: none, all, or those of contents that found no place."""

    NONE = 0
    ALL = 1
    UNPLACED = 2


@dataclass(frozen=True, slots=True)
class _Stay:
    """What one content meets, wherever it stands: what closes gaps to it, the others of the choice,
    which of them are too near to each other without it, and the rules about sets that it breaks
    with them.
    """

    closed: Closed
    others: Chain
    weak: Weak
    together: tuple[Obstacle, ...]
    placed: bool


def _stay(barriers: Barriers, chain: Chain, content: int) -> _Stay:
    problem = barriers.problem
    others = tuple(stop for stop in chain if stop[1] != content)
    placed = len(others) < len(chain)
    weak = weak_without(problem, others) if placed else Weak()
    together = tuple(_together(problem, others, content))
    return _Stay(barriers.of(content), others, weak, together, placed)


def refusals(problem: Problem, chain: Chain, trace: int = Trace.ALL) -> Iterator[Refusal]:
    """All refusals for a choice, by content, then from the top of the copy to its end.

    A placed content is refused where the copy, or the others where they stand, leave no room. A
    content that found no place is refused in every gap.
    """
    taken = {content: gap for gap, content in chain}
    barriers = Barriers(problem)
    for content in range(len(problem.contents)):
        if trace == Trace.UNPLACED and content in taken:
            continue
        stay = _stay(barriers, chain, content)
        for gap in range(problem.end + 1):
            if taken.get(content) != gap:
                yield from _refused(problem, stay, (gap, content))


def inserted(chain: Chain, stop: tuple[int, int]) -> tuple[Chain, int]:
    """A chain with one more stop in its place from the top, and that place."""
    place = sum(other <= stop for other in chain)
    return (*chain[:place], stop, *chain[place:]), place


def forbidden(
    problem: Problem, others: Chain, stop: tuple[int, int], weak: Weak | None = None
) -> Iterator[Obstacle]:
    """What the others of a choice have against one more content in a gap, sets of them aside.

    `weak` are those of the others that are too near to each other without it, where that is known.
    """
    holder = next((content for gap, content in others if gap == stop[0]), None)
    if holder is not None:
        yield Obstacle(Rule(Kind.GAP), against=problem.contents[holder].id)
        return
    longer, place = inserted(others, stop)
    yield from conflicts(problem, longer, place)
    held = weak_without(problem, others) if weak is None else weak
    if held:
        yield from loosened(problem, longer, place, held)


def _refused(problem: Problem, stay: _Stay, stop: tuple[int, int]) -> Iterator[Refusal]:
    """The refusals of one content in one gap."""
    gap, content = stop
    items = problem.rulers[0].strip.items
    candidate = items[gap].id if gap < len(items) else None
    found = (
        *stay.closed.get(gap, ()),
        *stay.together,
        *forbidden(problem, stay.others, stop, stay.weak),
    )
    if not (found or stay.placed):
        found = (_worthless(problem, stay.others, stop),)
    for obstacle in found:
        yield obstacle.refusal(candidate, problem.contents[content].id, problem.rulers)


def _together(problem: Problem, others: Chain, content: int) -> Iterator[Obstacle]:
    """The rules about sets that a content breaks with the others, wherever it stands."""
    yield from clashes(problem, tuple(sorted((*(c for _, c in others), content))))


def _worthless(problem: Problem, others: Chain, stop: tuple[int, int]) -> Obstacle:
    """No rule forbids it, but the page would be worth less with it, as disorder costs more than it
    brings; or the strategy never looks at the gap again."""
    longer, _ = inserted(others, stop)
    gain = objective(problem, longer) - objective(problem, others)
    if gain > 0:
        strategy = problem.page.strategy.value
        assert strategy != "exact", "a choice that can gain is not the best"
        return Obstacle(Rule(Kind.STRATEGY), "looks again", strategy)
    return Obstacle(Rule(Kind.WORTH), None, gain / POINT)
