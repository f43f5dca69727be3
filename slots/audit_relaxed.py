"""The terms of a slot once some of its rules have given way."""

from __future__ import annotations

from collections.abc import Iterable

from slots.rules import Clearance, Step, Terms
from slots.table import Table


def relaxed(terms: Terms, steps: Iterable[int]) -> Terms:
    """Terms after these steps of `relax`, counted from 1."""
    for step in sorted(steps):
        terms = _eased(terms, terms.relax[step - 1])
    return terms


def _eased(terms: Terms, step: Step) -> Terms:
    rule, _, name = step.rule.partition(".")
    match rule:
        case "clearance":
            name, _, direction = name.partition(".")
            table = dict(terms.clearance)
            table[name] = _wider(table[name], step, direction)
            change: object = Table(table)
        case "distance":
            rest = {key: length for key, length in terms.distance.items() if key != name}
            change = Table(rest if step.to is None else {**terms.distance, name: step.to})
        case _:
            empty = Terms.model_fields[rule].default
            change = empty if step.to is None else step.to
    return terms.model_copy(update={rule: change})


def _wider(clearance: Clearance, step: Step, direction: str) -> Clearance:
    """A clearance of which one direction, or both, ask for what the step says."""
    sides = (direction,) if direction else ("above", "below")
    asked = {side: step.to for side in sides if getattr(clearance, side) is not None}
    return clearance.model_copy(update=asked)
