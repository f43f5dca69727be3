"""Mistakes that only show between rules: unknown names, contradictions, what can never fit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from slots.checks.impossible_conditions import check_when
from slots.checks.page_bounds import check_page
from slots.checks.relaxation_steps import check_relax
from slots.checks.slot_bounds import check_slots
from slots.checks.unknown_names import check_names
from slots.finding import Severity
from slots.rules.mistake import Mistake
from slots.rules.terms import Rules
from slots.text.source_map import Path


def check(rules: Rules, slots: tuple[str, ...], breakpoints: tuple[str, ...]) -> Iterator[Mistake]:
    """Every mistake between rules.

    `slots` and `breakpoints` are all names the file has, those of parts too broken to be in
    `rules` too, so that one mistake does not make others. What may be meant, but does nothing or
    cannot be met, is told by `slots.lint.all_warnings`.
    """
    yield from _breakpoints(rules)
    yield from check_names(rules, slots, breakpoints)
    yield from check_slots(rules)
    yield from check_when(rules)
    yield from check_relax(rules)
    yield from check_page(rules)


def _breakpoints(rules: Rules) -> Iterator[Mistake]:
    """Ranges that overlap, and widths between them that belong to none."""
    ranges = sorted(rules.breakpoints.items(), key=lambda item: (item[1].first, item[1].last))
    for (lower, below), (upper, above) in pairwise(ranges):
        path: Path = ("breakpoints", upper)
        if above.first <= below.last:
            message = f"breakpoints {lower} ({below}) and {upper} ({above}) overlap"
            hint = f"let {upper} begin at {below.last + 1}px"
            yield Mistake("breakpoint-overlap", path, message, hint)
        elif above.first > below.last + 1:
            hole = f"{below.last + 1}px to {above.first - 1}px"
            message = f"no breakpoint covers screens of {hole}"
            hint = f"let {upper} begin at {below.last + 1}px"
            yield Mistake("breakpoint-gap", path, message, hint, Severity.WARNING)
