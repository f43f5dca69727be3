"""The audit of relaxation: terms once some rules have given way, and who may stand on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from slots.audit.breach import Breach
from slots.audit.finished_flow import Guest, depth, measured
from slots.case import Case
from slots.rules.frozen_table import Table
from slots.rules.terms import Clearance, Step, Terms
from slots.strip.decision import Decision
from slots.strip.measured_flow import Strip
from slots.units import Length, Unit, compared

_NONE = Length(Fraction(0), Unit.PX)
_SIDES = ("above", "below")


def relaxed(terms: Terms, steps: Iterable[int]) -> Terms:
    """Terms after these steps of `relax`, counted from 1."""
    for step in sorted(steps):
        terms = _eased(terms, terms.relax[step - 1])
    return terms


def _eased(terms: Terms, step: Step) -> Terms:
    """Terms after one step. What is dropped of a table asks for 0: no more general name may take
    its place."""
    rule, _, name = step.rule.partition(".")
    to = _NONE if step.to is None else step.to
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
    for side in _SIDES:
        if name.endswith(f".{side}"):
            return name.removesuffix(f".{side}"), (side,)
    return name, _SIDES


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


def in_relaxation(case: Case, guests: tuple[Guest, ...], decision: Decision) -> Iterator[Breach]:
    """What is wrong with who stands on relaxed terms: contents that do not stand at all, and more
    of a slot than its `min` asks for, as all beyond that keep the rules as they are written."""
    stand = {guest.content.id: guest.content.slot for guest in guests}
    freed: dict[str, set[str]] = {}
    for each in decision.relaxed:
        freed.setdefault(each.slot, set()).update(each.ads)
        for name in each.ads:
            if stand.get(name) != each.slot:
                yield Breach("relax", name, f"a place for a {each.slot}", "none")
    for slot, names in freed.items():
        least = _least(case.terms(slot), case.strips)
        if len(names) > least:
            yield Breach("relax", slot, f"at most {least} on relaxed terms", str(len(names)))


def _least(terms: Terms, strips: tuple[Strip, ...]) -> int:
    """A slot's `min`, where the story is long enough for it at every width."""
    for strip in strips if terms.min_from else ():
        assert terms.min_from
        kind, amount = measured(terms.min_from, strip)
        if depth(strip, len(strip.items), kind) < amount:
            return 0
    return terms.min
