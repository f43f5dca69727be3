"""Conditions that no story can meet: bounds that cross, words asked for and barred at once."""

from __future__ import annotations

from collections.abc import Iterator

from slots.rules.conditions import When
from slots.rules.mistake import Mistake
from slots.rules.reach import Keys, spots, writer
from slots.rules.terms import Rules
from slots.text.source_map import Path

_COUNTED = {"words": "words", "paragraphs": "paragraphs", "blocks": "blocks"}
_NAMED = {
    "sections": ("section", "without_sections"),
    "authors": ("author", "without_authors"),
    "tags": ("tag", "without_tags"),
    "words": ("word", "without_words"),
    "blocks": ("block", "without_blocks"),
}

_Crossed = tuple[Keys, Keys, str, str]
"""Two keys of a `When` that no story meets together, a sentence, and a remedy."""


def check_when(rules: Rules) -> Iterator[Mistake]:
    """Every pair of conditions that cannot both hold, at the more special one; once a slot."""
    for name, when in rules.category.items():
        for first, second, message, hint in _crossed(when):
            key = first if first[0] in when.model_fields_set else second
            path: Path = ("category", name, *key)
            yield Mistake("contradiction", path, message, hint)
    seen: set[tuple[str, Keys]] = set()
    for spot in spots(rules):
        for first, second, message, hint in _crossed(rules.terms(*spot).when):
            if (spot[0], first) not in seen:
                seen.add((spot[0], first))
                path = writer(rules, spot, ("when", *first), ("when", *second))
                yield Mistake("contradiction", path, message, hint)


def _crossed(when: When) -> Iterator[_Crossed]:
    """What no story can meet of a set of conditions."""
    for what, noun in _COUNTED.items():
        least, most = getattr(when, f"min_{what}"), getattr(when, f"max_{what}")
        if least is not None and most is not None and least > most:
            message = f"when: no story has at least {least} and at most {most} {noun}"
            yield (f"min_{what}",), (f"max_{what}",), message, f"let max_{what} be at least {least}"
    yield from _days(when)
    for key, (noun, barred) in _NAMED.items():
        asked, without = getattr(when, key), getattr(when, barred)
        if asked and set(asked) <= set(without):
            names = ", ".join(f'"{name}"' for name in asked)
            message = f"when: {key} asks for a {noun} of {names}, and {barred} bars each of them"
            yield (key,), (barred,), message, f"drop the names from {barred}"


def _days(when: When) -> Iterator[_Crossed]:
    if when.min_age is not None and when.max_age is not None and when.min_age > when.max_age:
        message = f"when: no story is at least {when.min_age} and at most {when.max_age} days old"
        yield ("min_age",), ("max_age",), message, f"let max_age be at least {when.min_age}"
    first, last = when.published_from, when.published_until
    if first is not None and last is not None and first > last:
        message = f"when: no day is on or after {first} and on or before {last}"
        yield ("published_from",), ("published_until",), message, "the earlier day is the first"
