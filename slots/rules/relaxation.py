"""Taking steps of relaxation: the terms of a slot with the first of its rules giving way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slots.frozen import light
from slots.rules.frozen_table import Table
from slots.rules.names import more_general
from slots.rules.terms import AD, MODULE_KINDS, Clearance, Step, Terms
from slots.units import Length, compared, parse_length

NOTHING = parse_length("0px")
"""A distance that is no longer required: set to 0, so that no more general name takes its place."""

DIRECTIONS = ("above", "below")


@light
class Leave:
    """Leave for at most `most` contents of a slot to stand on the terms after `steps` steps of
    relaxation, or more."""

    steps: int
    most: int


Leaves = Mapping[str, tuple[Leave, ...]]
"""The leaves of each slot, fewest steps first; each counts contents on more steps, too."""


def relaxed_terms(terms: Terms, steps: int) -> Terms:
    """The terms after the first `steps` of their `relax`, each over the one before."""
    for step in terms.relax[:steps]:
        terms = terms.model_copy(update=_update(terms, step))
    return terms


def required_before(terms: Terms, step: Step) -> str:
    """What a rule requires before a step is taken, as people write it; "nothing" where it does not.

    Where its name is not set itself, a more general one counts.
    """
    table, name, direction = parts(step.rule)
    value: Any = getattr(terms, table)
    if not name:
        written = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
        return written or "nothing"
    if table == "clearance":
        held = holding(terms, name)
        lengths = [str(getattr(held.get(way), way, "nothing")) for way in _ways(direction)]
        return " / ".join(dict.fromkeys(lengths))
    names = (name, *general_distances(name))
    return str(next((value[each] for each in names if each in value), "nothing"))


def holding(terms: Terms, name: str) -> dict[str, Clearance]:
    """The clearance that counts for a name, in each direction that has any: its own, or that of a
    more general name where its own has none in this direction."""
    names = (name, *more_general(name))
    found = [terms.clearance[each] for each in names if each in terms.clearance]
    return {
        way: next(each for each in found if getattr(each, way) is not None)
        for way in DIRECTIONS
        if any(getattr(each, way) is not None for each in found)
    }


def _ways(direction: str) -> tuple[str, ...]:
    return (direction,) if direction else DIRECTIONS


def general_distances(name: str) -> tuple[str, ...]:
    """The names that count where `distance` does not have one, the most specific first. For a slot
    they are those of ads and of modules, as its name does not say what it holds; a category of
    advertisers has none.

    >>> general_distances("inline-ad"), general_distances("blue_box"), general_distances("any")
    (('ad', 'module', 'any'), ('module', 'any'), ())
    """
    if name in ("any", "same-category") or name.startswith("#"):
        return ()
    if name in (AD, "module"):
        return ("any",)
    return ("module", "any") if name in MODULE_KINDS else (AD, "module", "any")


def parts(rule: str) -> tuple[str, str, str]:
    """A rule's path in its parts: ("clearance", "image", "below"); "" for parts that it lacks."""
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
    new: Any = _weakened(terms, name, direction, length) if table == "clearance" else length
    return {table: Table({**old, name: new})}


def _weakened(terms: Terms, name: str, direction: str, length: Length) -> Clearance:
    """The clearance of a name, weakened to at most a length in one direction, or in all that it
    has. What a more general name required until now it then requires itself, with the same
    exceptions; a name that had none, such as a tag's, gets the directions that the step names."""
    ways, held = _ways(direction), holding(terms, name)
    own = terms.clearance.get(name)
    if not held:
        return Clearance().model_copy(update=dict.fromkeys(ways, length))
    weakened: dict[str, Any] = {
        way: _least(getattr(held[way], way), length) for way in ways if way in held
    }
    if "below" in weakened:
        weakened["unless_before"] = held["below"].unless_before
    return (own or Clearance()).model_copy(update=weakened)


def _least(one: Length, other: Length) -> Length:
    """The smaller of two lengths; the other where units cannot be compared."""
    order = compared(one, other)
    return one if order is not None and order < 0 else other
