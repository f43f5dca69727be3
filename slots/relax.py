"""Relaxation: rules that give way, in the order their slot names, until it reaches its `min`.

A long story of awkward structure has few gaps that keep every rule. Where a slot cannot have its
`min`, its first step of `relax` is taken and all is placed anew, then its second, and so on: only
as many steps as it takes, and none that does not help. What gave way is recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from slots.decision import Relaxation
from slots.pose import Steps
from slots.problem import Chain, Problem
from slots.rules import Terms
from slots.search import best
from slots.step import asked, relaxed_terms


@dataclass(frozen=True, slots=True)
class Eased:
    """A problem, the chain chosen for it with its bound, and what was relaxed in it."""

    problem: Problem
    chain: Chain
    bound: int
    relaxed: tuple[Relaxation, ...]


def eased(posed: Callable[[Steps], Problem], effort: int) -> Eased:
    """The best chain with as few steps of relaxation as every slot's `min` allows.

    `posed` gives the problem with so many steps taken; `effort` is the search's limit. Slots are
    looked at in the order of their contents: each keeps the fewest steps that give it most of what
    its `min` asks.
    """
    steps: dict[str, int] = {}
    original = problem = posed(steps)
    chain, bound = best(problem, effort)
    for slot in _short(problem, chain):
        most = _present(problem, chain, slot)
        for taken in range(1, len(_terms_of(problem, slot).relax) + 1):
            if most >= _wanted(problem, slot):
                break
            longer = posed({**steps, slot: taken})
            found, promised = best(longer, effort)
            if _present(longer, found, slot) > most:
                most = _present(longer, found, slot)
                steps[slot] = taken
                problem, chain, bound = longer, found, promised
    return Eased(problem, chain, bound, tuple(recorded(original, steps)))


def _short(problem: Problem, chain: Chain) -> tuple[str, ...]:
    """Slots that have less than their `min` and rules that may give way, in order."""
    slots = dict.fromkeys(content.slot for content in problem.contents)
    return tuple(
        slot
        for slot in slots
        if _terms_of(problem, slot).relax
        and _present(problem, chain, slot) < _wanted(problem, slot)
    )


def _wanted(problem: Problem, slot: str) -> int:
    """How many of a slot must be: its `min`, or all there are where there are fewer."""
    own = [m for m, content in enumerate(problem.contents) if content.slot == slot]
    return min(problem.least[own[0]], len(own))


def _present(problem: Problem, chain: Chain, slot: str) -> int:
    return sum(problem.contents[content].slot == slot for _, content in chain)


def _terms_of(problem: Problem, slot: str) -> Terms:
    return next(
        terms
        for content, terms in zip(problem.contents, problem.terms, strict=True)
        if content.slot == slot
    )


def recorded(problem: Problem, steps: Steps) -> Iterator[Relaxation]:
    """What gave way, slot by slot."""
    for slot, taken in steps.items():
        terms = _terms_of(problem, slot)
        for number, step in enumerate(terms.relax[:taken], 1):
            before = relaxed_terms(terms, number - 1)
            instead = str(step.to) if step.to is not None else "nothing"
            yield Relaxation(slot, number, step.rule, asked(before, step), instead)
