"""The terms of a slot once some of its rules have given way."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from slots.rules import Clearance, Step, Terms
from slots.table import Table
from slots.units import Length, Unit, compared

NONE = Length(Fraction(0), Unit.PX)
SIDES = ("above", "below")


def relaxed(terms: Terms, steps: Iterable[int]) -> Terms:
    """Terms after these steps of `relax`, counted from 1."""
    for step in sorted(steps):
        terms = _eased(terms, terms.relax[step - 1])
    return terms


def _eased(terms: Terms, step: Step) -> Terms:
    """Terms after one step. What is dropped of a table asks for 0: no more general name may take
    its place."""
    rule, _, name = step.rule.partition(".")
    to = NONE if step.to is None else step.to
    match rule:
        case "clearance":
            name, direction = _split(name)
            table = {**terms.clearance, name: _wider(terms.clearance.get(name), to, direction)}
            change: object = Table(table)
        case "distance":
            change = Table({**terms.distance, name: to})
        case _:
            empty = Terms.model_fields[rule].default
            change = empty if step.to is None else step.to
    return terms.model_copy(update={rule: change})


def _split(name: str) -> tuple[str, tuple[str, ...]]:
    """The block a clearance is of, and the directions a step speaks of."""
    for side in SIDES:
        if name.endswith(f".{side}"):
            return name.removesuffix(f".{side}"), (side,)
    return name, SIDES


def _wider(clearance: Clearance | None, to: Length, sides: tuple[str, ...]) -> Clearance:
    """A clearance of which some directions ask for what the step says, where they asked for more;
    one that a more general name stood for until now asks for it in all of them."""
    if clearance is None:
        return Clearance().model_copy(update=dict.fromkeys(sides, to))
    before = {side: getattr(clearance, side) for side in sides}
    asked = {
        side: length if compared(length, to) == -1 else to
        for side, length in before.items()
        if length is not None
    }
    return clearance.model_copy(update=asked)
