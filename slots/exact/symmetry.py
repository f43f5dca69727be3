"""Symmetry breaking: contents that are interchangeable, so that the search tries one order of them.

Two contents are interchangeable if they are of one slot, of one size and of one advertiser's
categories; or if each is the only one of its slot and the two slots require the same of others, and
others of them. Where one may stand on relaxed terms, so may the other.
"""

from __future__ import annotations

from collections.abc import Hashable

from slots.problem.choices import Needs, Problem


def alike_later_of(problem: Problem) -> tuple[int, ...]:
    """For each content, those interchangeable with it that the story has later, as a mask."""
    firsts = firsts_of(problem)
    variants = [sum(1 << v for v, own in enumerate(firsts) if own == c) for c in firsts]
    kinds = {first: _kind(problem, first) for first in dict.fromkeys(firsts)}
    later = {
        c: sum(
            variants[d] for d in kinds if d > c and kinds[c] == kinds[d] and _fair(problem, c, d)
        )
        for c in kinds
    }
    return tuple(later[first] for first in firsts)


def firsts_of(problem: Problem) -> tuple[int, ...]:
    """For each content its first variant: itself, or the same content on the terms as written."""
    places = {content.id: at for at, content in reversed(list(enumerate(problem.contents)))}
    return tuple(places[content.id] for content in problem.contents)


def _kind(problem: Problem, content: int) -> Hashable:
    """What interchangeable contents have in common: their slot, or all that it requires where it
    holds one alone."""
    own = problem.contents[content]
    named = own.slot
    alone = sum(other.slot == own.slot for other in problem.contents) == 1
    page = problem.page
    grouped = any(named in group for group in (page.order, *page.never_together))
    if not alone or grouped:
        return named, own.sizes, problem.categories[content]
    full = problem.terms[content].max == 0
    return _asks(problem, content), own.sizes, problem.categories[content], full


def _asks(problem: Problem, content: int) -> Hashable:
    """What a content is worth and where it may stand."""
    terms = problem.terms[content]
    return (
        *(problem.holds[content], terms.value, terms.decay, terms.promotional),
        *(problem.margins[content], problem.beside[content], problem.least[content]),
        problem.shut[content],
    )


def _fair(problem: Problem, one: int, other: int) -> bool:
    """Whether all others keep the same distances from both, and both from each other: so it is with
    two of a slot, of the same steps and categories; else it is looked at."""
    if distanced(problem, one) == distanced(problem, other):
        return True
    needs = problem.needs
    if not _equal(needs[one][other], needs[other][one]):
        return False
    return all(
        _equal(needs[one][third], needs[other][third])
        and _equal(needs[third][one], needs[third][other])
        for third in range(len(needs))
        if third not in (one, other)
    )


def distanced(problem: Problem, content: int) -> tuple[object, ...]:
    """What decides about the distances of a content: its slot, the steps of relaxation it took,
    and its categories."""
    slot = problem.contents[content].slot
    return slot, problem.steps[content], problem.categories[content]


def _equal(one: Needs, other: Needs) -> bool:
    """Whether two pairs require the same distances; pairs of the same slots share one object."""
    return one is other or _lengths(one) == _lengths(other)


def _lengths(needs: Needs) -> frozenset[object]:
    """Distances without the names of their rules."""
    return frozenset(required.needs for required in needs)
