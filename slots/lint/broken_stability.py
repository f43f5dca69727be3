"""Rules that break the promise of the strategy `stable`, at the breakpoints that have it."""

from __future__ import annotations

from collections.abc import Iterator

from slots.lint.per_breakpoint import AtPoint, at_points
from slots.lint.reads_whole_story import unstable_rules
from slots.rules.mistake import Mistake
from slots.rules.terms import Rules, Strategy


def stable_lints(rules: Rules) -> Iterator[Mistake]:
    """What depends on the length of the whole story, for slots that are never to move by it."""
    found = (
        AtPoint(point, each)
        for point in rules.breakpoints
        if rules.page_terms(point).strategy is Strategy.STABLE
        for each in unstable_rules(rules, point)
    )
    return at_points(found, rules)
