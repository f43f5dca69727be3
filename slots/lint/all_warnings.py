"""Lints: rules that can be read and mean something, but not what anybody wants.

    contradictory         rules that no gap of any story can meet together             error
    unreachable           what can never come into play                                warning
    shadowed              what more specific rules cover wholly                        warning, info
    no-effect             a rule where it does nothing                                 warning
    density-unreachable   how long a story must be for what `min` requires             error to info
    size-not-served       a size that ad networks do not sell                          warning
    unserved-category     a category that rules name and no slot serves                warning
    unstable              what depends on a story's length, under strategy "stable"    warning

`slots.checks.all_mistakes` finds errors that make a file unusable; rules with lints stay usable.
Only `newsgrid check` runs lints.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from slots.finding import Finding
from slots.lint.contradictions import copy_lints, page_lints
from slots.lint.never_in_play import category_lints, reach_lints, served_lints, size_lints
from slots.lint.reads_whole_story import stable_lints
from slots.lint.shadowed_rules import shadow_lints
from slots.lint.unreachable_density import density_lints
from slots.rulebook.load import read_rules
from slots.rules.mistake import Mistake
from slots.rules.terms import Rules
from slots.text.broken_toml import read_toml
from slots.text.source_map import positions

_LINTS = (
    *(copy_lints, page_lints, reach_lints, served_lints, shadow_lints),
    *(density_lints, size_lints, stable_lints),
)


def lint(rules: Rules, categories: Collection[str] = ()) -> Iterator[Mistake]:
    """Every lint of rules, each once. `categories` are those that ads of the book have."""
    found: dict[Mistake, None] = {}
    for lints in _LINTS:
        found.update(dict.fromkeys(lints(rules)))
    found.update(dict.fromkeys(category_lints(rules, categories)))
    yield from found


def linted(text: str, file: str, categories: Collection[str] = ()) -> tuple[Finding, ...]:
    """All findings of a rule file, by line: its errors and warnings; its lints, if it has rules."""
    rules, findings = read_rules(text, file)
    if rules is None:
        return findings
    places = positions(read_toml(text, file)[1], file)
    lints = (mistake.finding(places) for mistake in lint(rules, categories))
    every = dict.fromkeys((*findings, *lints))
    return tuple(sorted(every, key=lambda f: (f.where.line or 0, f.where.column or 0)))
