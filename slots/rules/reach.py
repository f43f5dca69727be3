"""Which of the terms written in a rule file hold where: the places of terms, and what each reaches.

    [defaults]  <  [defaults.at.mobile]  <  [slot.a]  <  [slot.a.at.mobile]      the later one holds

A key of a table reaches a slot at a breakpoint if no later table sets it too. Keys of tables in
tables are followed one by one: ("clearance", "image", "above").
"""

from __future__ import annotations

from collections.abc import Iterator

from slots.rules.frozen_table import Table
from slots.rules.notation import Strict
from slots.rules.terms import PageTerms, Rules, Terms
from slots.text.source_map import Path

Keys = tuple[str, ...]
"""A key of a table, or a path down into the tables below it."""

Spot = tuple[str, str]
"""A slot at a breakpoint."""


def term_tables(rules: Rules) -> Iterator[tuple[Path, Terms]]:
    """Every place of the file where terms are written, in the order of the file."""
    yield ("defaults",), rules.defaults
    for name, terms in rules.defaults.at.items():
        yield ("defaults", "at", name), terms
    for slot, own in rules.slot.items():
        yield ("slot", slot), own
        for name, terms in own.at.items():
            yield ("slot", slot, "at", name), terms


def page_tables(rules: Rules) -> Iterator[tuple[Path, PageTerms]]:
    """Every place of the file where terms of the page are written."""
    yield ("page",), rules.page
    for name, page in rules.page.at.items():
        yield ("page", "at", name), page


def spots(rules: Rules) -> Iterator[Spot]:
    """Every slot at every breakpoint."""
    yield from ((slot, point) for slot in rules.slot for point in rules.breakpoints)


def layers(rules: Rules, spot: Spot) -> tuple[tuple[Path, Terms], ...]:
    """The tables whose terms a slot at a breakpoint is made of, the most specific one last."""
    slot, point = spot
    own, near = rules.slot[slot].at.get(point), rules.defaults.at.get(point)
    found: list[tuple[Path, Terms]] = [(("defaults",), rules.defaults)]
    found += [(("defaults", "at", point), near)] if near is not None else []
    found += [(("slot", slot), rules.slot[slot])]
    found += [(("slot", slot, "at", point), own)] if own is not None else []
    return tuple(found)


def sets(table: Strict, keys: Keys) -> bool:
    """Whether a table of the file sets a key, or one in the tables below it."""
    if not keys:
        return True
    if keys[0] not in table.model_fields_set:
        return False
    inner = getattr(table, keys[0])
    if len(keys) > 1 and isinstance(inner, Table):
        below = inner.get(keys[1])
        if len(keys) == 2 or not isinstance(below, Strict):
            return below is not None
        return sets(below, keys[2:])
    return len(keys) == 1 or (isinstance(inner, Strict) and sets(inner, keys[1:]))


def writer(rules: Rules, spot: Spot, *options: Keys) -> Path:
    """Where the value that holds for a slot at a breakpoint is written: the most specific table
    that sets any of some keys, and the first of these that it sets; the slot itself where none is
    set."""
    for path, terms in reversed(layers(rules, spot)):
        for keys in options:
            if sets(terms, keys):
                return (*path, *keys)
    return ("slot", spot[0])


def reached(rules: Rules, table: Path, keys: Keys) -> tuple[Spot, ...]:
    """The slots and breakpoints for which a key written in a table of terms is what holds."""
    return tuple(
        spot for spot in _below(rules, table) if writer(rules, spot, keys) == (*table, *keys)
    )


def _below(rules: Rules, table: Path) -> Iterator[Spot]:
    """The slots and breakpoints that a table of terms may reach: those of its own slot, at its own
    breakpoint."""
    slots = (str(table[1]),) if table[0] == "slot" else tuple(rules.slot)
    points = (str(table[-1]),) if table[-2:-1] == ("at",) else tuple(rules.breakpoints)
    yield from ((slot, point) for slot in slots for point in points if point in rules.breakpoints)


def page_writer(rules: Rules, point: str, key: str) -> Path:
    """Where what holds for the page at a breakpoint is written; [page] where nowhere."""
    at = rules.page.at.get(point)
    if at is not None and key in at.model_fields_set:
        return ("page", "at", point, key)
    return ("page", key) if key in rules.page.model_fields_set else ("page",)
