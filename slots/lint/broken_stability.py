"""Rules that break the promise of the strategy `stable`, at the breakpoints that have it."""

from __future__ import annotations

from collections.abc import Iterator

from slots.lint.per_breakpoint import at_points
from slots.lint.reads_whole_story import unstable_rules
from slots.rules.mistake import Mistake
from slots.rules.terms import Rules, Strategy
from slots.text.source_map import Path


def stable_lints(rules: Rules) -> Iterator[Mistake]:
    """What depends on the length of the whole story, for slots that are never to move by it."""
    return at_points(_found(rules), rules)


def _found(rules: Rules) -> Iterator[tuple[str, Mistake]]:
    for point in rules.breakpoints:
        if rules.page_terms(point).strategy is not Strategy.STABLE:
            continue
        for each in unstable_rules(rules, point):
            named = (slot for slot in rules.slot if each.message.startswith(f'slot "{slot}" '))
            slot = next(named, None)
            path: Path = ("page",) if slot is None else ("slot", slot)
            yield (
                point,
                Mistake(each.code, path, each.message, each.remedy, each.severity, key=True),
            )
