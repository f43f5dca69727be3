"""Rules that never come into play: where their slot stands, or beside what they lack."""

from __future__ import annotations

from collections.abc import Iterator

from slots.finding import Severity
from slots.lint.per_breakpoint import IN_COPY
from slots.rules.mistake import Mistake, table_name
from slots.rules.reach import reached, term_tables
from slots.rules.terms import Rules, Terms
from slots.text.source_map import Path

_OF_THE_COPY = (
    *("positions", "from_top", "from_end", "adjacent", "only_before", "never_inside"),
    *("never_after", "never_before", "never_between", "clearance"),
)
"""Rules about the gaps of the copy."""


def reach_lints(rules: Rules) -> Iterator[Mistake]:
    """Every rule of a slot, or of the defaults, that is written where it does nothing."""
    for path, terms in term_tables(rules):
        if path[0] == "slot":
            yield from _out_of_copy(rules, path, terms)
            yield from _elsewhere(rules, path)
        yield from _needs_min(rules, path, terms)
        yield from _half(rules, path, terms)
        yield from _twice(path, terms)


def _out_of_copy(rules: Rules, path: Path, terms: Terms) -> Iterator[Mistake]:
    """Rules about the copy of a slot that stands in the rail or at the end wherever they reach."""
    for rule in _OF_THE_COPY:
        if rule not in terms.model_fields_set or not getattr(terms, rule):
            continue
        found = [rules.terms(*spot).region for spot in reached(rules, path, (rule,))]
        if found and not any(region in IN_COPY for region in found):
            where = " or ".join(dict.fromkeys(f'"{region}"' for region in found))
            message = f"{rule} is about gaps of the copy, and the slot stands in region {where}"
            yield _no_effect((*path, rule), message, "drop it")


def _elsewhere(rules: Rules, path: Path) -> Iterator[Mistake]:
    """Tables of a breakpoint that the slot's own conditions keep it away from."""
    if len(path) < 4:
        return
    slot, point = str(path[1]), str(path[3])
    if point not in rules.breakpoints:
        return
    devices = rules.terms(slot, point).when.devices
    if devices and point not in devices:
        message = (
            f'slot "{slot}" never stands at {point}: its when.devices has {", ".join(devices)}'
        )
        hint = f"drop {table_name(path)}, or add the breakpoint to devices"
        yield Mistake("unreachable", path, message, hint, Severity.WARNING, key=True)


def _needs_min(rules: Rules, path: Path, terms: Terms) -> Iterator[Mistake]:
    """`relax` and `min_from` of slots that have no `min`."""
    for rule in ("relax", "min_from"):
        if not getattr(terms, rule):
            continue
        found = [rules.terms(*spot) for spot in reached(rules, path, (rule,))]
        if found and not any(each.min for each in found):
            says = "gives way" if rule == "relax" else "counts"
            message = f"{rule}: nothing {says}, for min is 0"
            yield _no_effect((*path, rule), message, "add min = 1")


def _half(rules: Rules, path: Path, terms: Terms) -> Iterator[Mistake]:
    """`unless_before` where no distance below is asked that it could waive."""
    for name, clearance in terms.clearance.items():
        keys = ("clearance", name, "unless_before")
        found = [rules.terms(*spot).clearance[name].below for spot in reached(rules, path, keys)]
        if clearance.unless_before and found and not any(found):
            message = f"clearance.{name}: unless_before waives `below`, which is not asked"
            yield _no_effect((*path, *keys), message, 'add below = "200px"')


def _twice(path: Path, terms: Terms) -> Iterator[Mistake]:
    """Positions, sizes and names of a list that are written twice."""
    for rule in (
        "positions",
        "sizes",
        "only_before",
        "never_after",
        "never_before",
        "never_inside",
    ):
        values = getattr(terms, rule)
        for index, value in enumerate(values):
            if value in values[:index]:
                yield _no_effect(
                    (*path, rule, index), f'{rule}: "{value}" is there twice', "drop it"
                )


def _no_effect(path: Path, message: str, hint: str) -> Mistake:
    return Mistake(
        "no-effect", path, message, hint, Severity.WARNING, key=not isinstance(path[-1], int)
    )
