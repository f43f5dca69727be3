"""Sensitivity: the rule that alone keeps a content out, found by searching again without it.

A trace says what closes each gap while all others stand where they are. Two ads that are too near
to a third by two rules close every gap twice, and still one of the rules may be all that keeps the
third out: without it the two would stand elsewhere. So the rule is taken away, with all others
kept, and the copy is placed anew.

Only rules are tried that could do it: in some gap, all that closes it wherever the others stand is
that rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from slots.exact.best_first import best
from slots.problem.choices import Chain, Needs, Problem, count_of
from slots.strip.refusal import Kind, Refusal, Rule

STEPS = 400
"""The most options that the search for one rule takes, a twentieth of a placement's: a story may
need dozens of such searches. Where one ends early, no rule is named."""

MOST_RULES = 4
"""The most rules that are tried for a content, those that close most gaps first."""

MOST_CONTENTS = 12
"""The most contents of the copy with which it is tried: with more, each search takes seconds."""

MOVING = (Kind.GAP, Kind.DISTANCE, Kind.SPACING, Kind.MAX_PER_SCREEN, Kind.ORDER)
"""Rules that may no longer refuse a content once the others stand elsewhere."""

PAGE = (
    Kind.DENSITY,
    Kind.PROMOTION,
    Kind.MAX_ADS,
    Kind.FEWER_ADS,
    Kind.MAX_PER_SCREEN,
    Kind.NEVER_TOGETHER,
    Kind.ORDER,
)
"""Rules that are terms of the page, under their own names."""


def alone_of(
    problem: Problem, chain: Chain, refusals: tuple[Refusal, ...]
) -> tuple[tuple[str, Rule], ...]:
    """Contents that stand nowhere, though each of their gaps is closed by several rules; each with
    the rule that alone keeps it out, where one is found."""
    if len(problem.contents) > MOST_CONTENTS:
        return ()
    placed = {content for _, content in chain}
    known: dict[tuple[object, ...], Rule | None] = {}
    found = []
    for content, each in enumerate(problem.contents):
        if content in placed:
            continue
        closed = _closed(refusals, each.id)
        if not closed or any(len(rules) == 1 for rules in closed.values()):
            continue
        key = (each.slot, problem.steps[content], each.sizes, each.categories)
        if key not in known:
            known[key] = _alone(problem, chain, content, closed)
        rule = known[key]
        if rule is not None:
            found.append((each.id, rule))
    return tuple(found)


Gaps = Mapping[str | None, frozenset[Rule]]
"""The rules that close each gap to a content."""


def _closed(refusals: tuple[Refusal, ...], name: str) -> Gaps:
    rules: dict[str | None, set[Rule]] = {}
    for refusal in refusals:
        if refusal.slot == name:
            rules.setdefault(refusal.candidate, set()).add(refusal.rule.base)
    return {gap: frozenset(own) for gap, own in rules.items()}


def _alone(problem: Problem, chain: Chain, content: int, closed: Gaps) -> Rule | None:
    slot = problem.contents[content].slot
    counted = Counter(rule for rules in closed.values() for rule in _candidates(rules))
    present = count_of(problem, chain, slot)
    for rule, _ in counted.most_common(MOST_RULES):
        if sum(_fixed(rules) <= {rule} for rules in closed.values()) <= present:
            continue  # it would open no more gaps than its slot has contents in already
        freed = _without(problem, content, rule, closed)
        longer, _ = best(freed, STEPS)
        if count_of(problem, longer, slot) > present:
            return rule
    return None


def _candidates(rules: frozenset[Rule]) -> Iterator[Rule]:
    """Of the rules that close a gap, those that could be all that closes it once the others
    move."""
    fixed = _fixed(rules)
    if len(fixed) == 1:
        yield from fixed
    elif not fixed:
        yield from (rule for rule in sorted(rules, key=str) if rule.kind is not Kind.GAP)


def _fixed(rules: frozenset[Rule]) -> frozenset[Rule]:
    """Those of some rules that hold wherever the others stand."""
    return frozenset(rule for rule in rules if rule.kind not in MOVING)


def _without(problem: Problem, content: int, rule: Rule, closed: Gaps) -> Problem:
    """The problem with one rule taken away from the slot of a content, or from the page."""
    slot = problem.contents[content].slot
    kind = rule.kind
    if kind in PAGE:
        listed = kind in (Kind.ORDER, Kind.NEVER_TOGETHER, Kind.FEWER_ADS)
        free: dict[str, Any] = {kind.value: () if listed else None}
        if kind is Kind.DENSITY:
            free["sticky_video"] = False
        return replace(problem, page=problem.page.model_copy(update=free))
    if kind is Kind.SPACING:
        return replace(problem, spacing=())
    own = [each.slot == slot for each in problem.contents]
    if kind is Kind.MAX:
        terms = (
            each.model_copy(update={"max": None}) if mine else each
            for each, mine in zip(problem.terms, own, strict=True)
        )
        return replace(problem, terms=tuple(terms))
    if kind is Kind.DISTANCE:
        return replace(problem, needs=tuple(_needs(problem, rule, own)))
    shut = _shut(problem, rule, closed)
    like = [
        mine and n == problem.steps[content] for mine, n in zip(own, problem.steps, strict=True)
    ]
    gaps = (shut if mine else old for old, mine in zip(problem.shut, like, strict=True))
    return replace(problem, shut=tuple(gaps))


def _needs(problem: Problem, rule: Rule, own: list[bool]) -> Iterator[tuple[Needs, ...]]:
    for above, row in enumerate(problem.needs):
        yield tuple(
            tuple(need for need in needs if need.rule != rule)
            if own[above] or own[below]
            else needs
            for below, needs in enumerate(row)
        )


def _shut(problem: Problem, rule: Rule, closed: Gaps) -> frozenset[int]:
    """The gaps that more than one rule closes to a slot, wherever the others stand."""
    items = problem.rulers[0].strip.items
    gaps: dict[str | None, int] = {item.id: gap for gap, item in enumerate(items)}
    gaps[None] = problem.end
    kept = (*MOVING, *PAGE, Kind.MAX)
    return frozenset(
        gaps[gap]
        for gap, rules in closed.items()
        if any(each != rule and each.kind not in kept for each in rules)
    )
