"""Rules that ask how old a story is, where nobody says what day it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from slots.finding import Finding, Severity, Where
from slots.rules.conditions import When
from slots.rules.terms import Rules
from slots.strip.content import About


def undated(slots: Iterable[str], rules: Rules, about: About, source: str) -> Iterator[Finding]:
    """A finding where slots ask for an age that cannot be told: the condition counts as not met."""
    asking = [slot for slot in dict.fromkeys(slots) if any(map(_aged, _whens(slot, rules)))]
    if not asking or (about.today and about.date):
        return
    names = ", ".join(f'"{slot}"' for slot in asking)
    missing = "the story has no date" if about.today else "nobody says what day it is"
    hint = "write a date: in the story" if about.today else "set date in [edition], or give --date"
    yield Finding(
        "no-age",
        Severity.WARNING,
        f"slot {names} asks how old the story is, and {missing}: it stays away",
        Where(source or None),
        hint,
    )


def _whens(slot: str, rules: Rules) -> Iterator[When]:
    """The conditions of a slot and of its categories, at any breakpoint."""
    for breakpoint in rules.breakpoints:
        terms = rules.terms(slot, breakpoint)
        yield terms.when
        yield from (rules.category[name] for name in terms.categories if name in rules.category)


def _aged(when: When) -> bool:
    return when.min_age is not None or when.max_age is not None
