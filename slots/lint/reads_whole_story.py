"""Rules that read how long the whole story is, and so move slots when copy is added at its end.

Where the strategy is `stable`, which promises that none of them moves, `newsgrid check` warns of
each.
"""

from __future__ import annotations

from collections.abc import Iterator

from slots.finding import Severity
from slots.lint.per_breakpoint import AtPoint, at_points
from slots.problem.build import PLACED
from slots.rules.conditions import When
from slots.rules.frozen_table import Table
from slots.rules.mistake import Mistake
from slots.rules.notation import Strict
from slots.rules.positions import Count, Position
from slots.rules.terms import Clearance, Rules, Strategy, Terms
from slots.text.source_map import Path
from slots.units import SHARES, Length

_LENGTHS = tuple(
    f"{end}_{what}" for what in ("words", "paragraphs", "blocks") for end in ("min", "max")
)
"""Conditions on how long a story is."""

_TEXTS = ("words", "without_words")
"""Conditions on what a story says somewhere."""


def unstable_rules(rules: Rules, breakpoint: str) -> tuple[Mistake, ...]:
    """A warning for each slot, and one for the page, that names its rules which depend on the
    length of the whole: with them the strategy `stable` cannot keep what it promises.

    They are shares (of height, text or paragraphs), positions counted from the end, `min_from`,
    conditions on length or words of the story, and `relax`, whose steps `stable` never takes.
    """
    found: list[Mistake] = []
    for slot in rules.slot:
        terms = rules.terms(slot, breakpoint)
        if terms.region in PLACED:
            names = (*_terms(terms), *_categories(rules, terms))
            found += _warning(f'slot "{slot}"', ("slot", slot), tuple(names))
    page = tuple(_shares(rules.page_terms(breakpoint), ("density", "promotion")))
    return (*found, *_warning("the page", ("page",), page))


def _warning(who: str, path: Path, names: tuple[str, ...]) -> Iterator[Mistake]:
    if names:
        listed = ", ".join(dict.fromkeys(names))
        message = f"{who} is not stable when copy is added at the end: {listed}"
        table = ".".join(map(str, path))
        hint = f"in [{table}], write px, screens, words or paragraphs, counted from the top"
        yield Mistake("unstable", path, message, hint, Severity.WARNING, key=True)


def _terms(terms: Terms) -> Iterator[str]:
    yield from _shares(terms, ("decay",))
    yield from (f'positions "{each}"' for each in terms.positions if _from_end(each))
    yield from (key for key in ("min_from", "relax") if getattr(terms, key))
    yield from (f"when.{key}" for key in _conditions(terms.when))


def _categories(rules: Rules, terms: Terms) -> Iterator[str]:
    for name in terms.categories:
        when = rules.category.get(name)
        yield from (f"category.{name}.{key}" for key in _conditions(when or When()))


def _conditions(when: When) -> Iterator[str]:
    yield from (key for key in _LENGTHS if getattr(when, key) is not None)
    yield from (key for key in _TEXTS if getattr(when, key))


def _from_end(position: Position) -> bool:
    """Whether a position depends on where the story ends."""
    shares = any(each and each.unit in SHARES for each in (position.length, position.start))
    return shares or position.number < 0 or position.count is Count.FROM_END


def _shares(table: Strict, others: tuple[str, ...]) -> Iterator[str]:
    """The keys of a table whose lengths are shares of the whole, but for some that are no lengths
    along the copy."""
    for key in type(table).model_fields:
        if key not in others and hasattr(table, key):
            yield from _within(key, getattr(table, key))


def _within(name: str, value: object) -> Iterator[str]:
    if isinstance(value, Length) and value.unit in SHARES:
        yield f'{name} = "{value}"'
    elif isinstance(value, Table) and name in ("clearance", "distance"):
        for key, each in value.items():
            yield from _within(f"{name}.{key}", each)
    elif isinstance(value, Clearance):
        yield from _within(f"{name}.above", value.above)
        yield from _within(f"{name}.below", value.below)
    elif isinstance(value, tuple) and name == "spacing":
        for each in value:
            yield from _within(name, each.length)


def stable_lints(rules: Rules) -> Iterator[Mistake]:
    """What depends on the length of the whole story, for slots that are never to move by it."""
    found = (
        AtPoint(point, each)
        for point in rules.breakpoints
        if rules.page_terms(point).strategy is Strategy.STABLE
        for each in unstable_rules(rules, point)
    )
    return at_points(found, rules)
