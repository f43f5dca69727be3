"""Taking steps of relaxation: the terms of a slot with the first of its rules giving way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slots.frozen import light
from slots.rules.frozen_table import Table
from slots.rules.names import more_general
from slots.rules.terms import Clearance, Step, Terms
from slots.units import Length, compared, parse_length

NOTHING = parse_length("0px")
"""What a distance is when it is not asked any more: a rule of a more general name stays away."""

DIRECTIONS = ("above", "below")


@light
class Leave:
    """So many contents of a slot, and no more, may stand on the terms after so many steps."""

    steps: int
    most: int


Leaves = Mapping[str, tuple[Leave, ...]]
"""The leaves that slots have, fewest steps first; each counts those with more steps, too."""


def relaxed_terms(terms: Terms, steps: int) -> Terms:
    """The terms after the first `steps` of their `relax`, each over the one before."""
    for step in terms.relax[:steps]:
        terms = terms.model_copy(update=_update(terms, step))
    return terms


def asked(terms: Terms, step: Step) -> str:
    """What a rule asks before a step is taken, as people write it; "nothing" where it asks none.

    Where its name asks for nothing itself, a more general one did.
    """
    table, name, direction = parts(step.rule)
    value: Any = getattr(terms, table)
    if not name:
        return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "nothing")
    general = (value[each] for each in _general(table, name) if each in value)
    value = value.get(name) or next(general, None)
    if isinstance(value, Clearance):
        lengths = {way: str(getattr(value, way) or "nothing") for way in DIRECTIONS}
        return lengths[direction] if direction else " / ".join(dict.fromkeys(lengths.values()))
    return str(value or "nothing")


def _general(table: str, name: str) -> tuple[str, ...]:
    """The names that stand for one that a table does not have; categories have none."""
    if table == "clearance":
        return more_general(name)
    return () if name == "same-category" or name.startswith("#") else ("any",)


def parts(rule: str) -> tuple[str, str, str]:
    """A rule's path in its parts: ("clearance", "image", "below"); "" for parts it has not."""
    table, _, name = rule.partition(".")
    head, _, last = name.rpartition(".")
    if table == "clearance" and head and last in DIRECTIONS:
        return table, head, last
    return table, name, ""


def _update(terms: Terms, step: Step) -> dict[str, Any]:
    """What changes in the terms when a step is taken."""
    table, name, direction = parts(step.rule)
    if not name:
        weaker: Any = () if isinstance(getattr(terms, table), tuple) else step.to
        return {table: weaker}
    old: Table[Any] = getattr(terms, table)
    length = step.to or NOTHING
    new: Any = _clearance(old.get(name), direction, length) if table == "clearance" else length
    return {table: Table({**old, name: new})}


def _clearance(old: Clearance | None, direction: str, length: Length) -> Clearance:
    """A clearance that asks no more than a length, in one direction or in all that it asks in; one
    that a more general name stood for until now, in the directions that the step names."""
    ways = (direction,) if direction else DIRECTIONS
    if old is None:
        return Clearance().model_copy(update=dict.fromkeys(ways, length))
    asked = {way: getattr(old, way) for way in ways}
    return old.model_copy(
        update={way: _least(now, length) for way, now in asked.items() if now is not None}
    )


def _least(one: Length, other: Length) -> Length:
    """The smaller of two lengths; the other where units cannot be compared."""
    order = compared(one, other)
    return one if order is not None and order < 0 else other
