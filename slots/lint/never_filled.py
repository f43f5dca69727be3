"""Slots that nothing ever goes to: others, above them in the file, take all there is."""

from __future__ import annotations

from collections.abc import Iterator

from slots.finding import Severity
from slots.rules.mistake import Mistake
from slots.rules.reach import term_tables
from slots.rules.terms import AD, Region, Rules, Slot
from slots.text.source_map import Path


def served_lints(rules: Rules) -> Iterator[Mistake]:
    """Slots, and names they take, that an earlier slot without a `max` always has."""
    before: dict[str, Slot] = {}
    for name, slot in rules.slot.items():
        if slot.region is not Region.FRONT:
            yield from (
                _ad(rules, name, before) if slot.holds == AD else _module(rules, name, before)
            )
            before[name] = slot


def _ad(rules: Rules, name: str, before: dict[str, Slot]) -> Iterator[Mistake]:
    slot, path = rules.slot[name], ("slot", name)
    if not slot.takes:
        first = next((n for n, s in before.items() if s.holds == AD and not s.takes), None)
        taker = first if first is not None and _endless(rules, first) else None
        lost = {} if taker is None else {"": taker}
    else:
        takers = {each: _taker(rules, each, before) for each in slot.takes}
        lost = {each: taker for each, taker in takers.items() if taker is not None}
    if lost and len(lost) == max(1, len(slot.takes)) and not _auto(rules, name):
        taker = next(iter(lost.values()))
        yield _never(path, name, f'"{taker}" takes the same ads')
    elif slot.takes:
        for each, taker in lost.items():
            message = f'takes: slot "{taker}" has every "{each}", for it comes first without a max'
            index = slot.takes.index(each)
            place: Path = (*path, "takes", index)
            yield Mistake("shadowed", place, message, "drop it, or give that slot a max", _WARNING)


_WARNING = Severity.WARNING


def _taker(rules: Rules, asked: str, before: dict[str, Slot]) -> str | None:
    """The slot above that has everything asked by a name."""
    names = (n for n, slot in before.items() if slot.holds == AD and asked in slot.takes)
    return next((name for name in names if _endless(rules, name)), None)


def _module(rules: Rules, name: str, before: dict[str, Slot]) -> Iterator[Mistake]:
    holds = rules.slot[name].holds
    same = (n for n, slot in before.items() if slot.holds == holds)
    taker = next((n for n in same if _endless(rules, n)), None)
    if taker is not None:
        yield _never(("slot", name), name, f'"{taker}" holds every {holds}')


def _endless(rules: Rules, slot: str) -> bool:
    """Whether a slot takes any number: no table that could say otherwise has a `max` for it."""
    return all(
        terms.max is None
        for path, terms in term_tables(rules)
        if path[0] == "defaults" or path[:2] == ("slot", slot)
    )


def _auto(rules: Rules, slot: str) -> bool:
    return any(rules.terms(slot, point).auto for point in rules.breakpoints)


def _never(path: Path, name: str, why: str) -> Mistake:
    message = f'slot "{name}" never gets anything: {why}, for it comes first without a max'
    hint = "give that slot a max, or move this one above it"
    return Mistake("shadowed", path, message, hint, Severity.WARNING, key=True)
