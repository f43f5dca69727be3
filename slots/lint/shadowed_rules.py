"""Rules that are covered wholly: by more specific ones, or by others that say the same."""

from __future__ import annotations

from collections.abc import Iterator

from slots.finding import Severity
from slots.rules.frozen_table import Table
from slots.rules.mistake import Mistake, table_name
from slots.rules.reach import (
    Keys,
    Spot,
    layers,
    page_tables,
    reached,
    sets,
    spots,
    term_tables,
    writer,
)
from slots.rules.terms import AD, Clearance, Rules, Terms
from slots.strip.measured_flow import LEVELS, Display, Role
from slots.text.source_map import Path

_APART = ("at", "holds", "takes", "print")
"""Keys of a slot that no other table can set."""


def shadow_lints(rules: Rules) -> Iterator[Mistake]:
    """Everything written that never holds, because something else always does."""
    if rules.slot:
        for path, terms in term_tables(rules):
            yield from _overruled(rules, path, terms)
    yield from _pages(rules)
    for spot in spots(rules):
        terms = rules.terms(*spot)
        yield from _repeats(rules, spot)
        yield from _general(rules, spot, terms)
        yield from _distances(rules, spot, terms)
        yield from _covered_pairs(rules, spot, terms)


def _overruled(rules: Rules, path: Path, terms: Terms) -> Iterator[Mistake]:
    """Keys that more specific tables set for every slot and breakpoint to which they could
    apply."""
    if path[-2:-1] == ("at",) and path[-1] not in rules.breakpoints:
        return
    for keys in _written(terms):
        if not reached(rules, path, keys):
            what = ".".join(keys)
            message = f"{what} in {table_name(path)} never holds: more special tables all set it"
            severity = Severity.INFO if path[0] == "defaults" else Severity.WARNING
            yield Mistake("shadowed", (*path, *keys), message, "drop it", severity, key=True)


def _written(terms: Terms) -> Iterator[Keys]:
    """Every key that a table sets, down to the single ones of the tables in it."""
    for key in type(terms).model_fields:
        if key not in terms.model_fields_set or key in _APART:
            continue
        value = getattr(terms, key)
        if key == "when":
            yield from ((key, each) for each in type(value).model_fields if sets(value, (each,)))
        elif isinstance(value, Table):
            yield from ((key, name) for name in value)
        else:
            yield (key,)


def _pages(rules: Rules) -> Iterator[Mistake]:
    """Keys of [page] that every breakpoint sets."""
    for path, page in page_tables(rules):
        if len(path) > 1:
            continue
        for key in sorted(page.model_fields_set - {"at"}):
            at = [rules.page.at.get(point) for point in rules.breakpoints]
            if at and all(each is not None and key in each.model_fields_set for each in at):
                message = f"{key} in [page] never holds: every breakpoint sets it"
                yield Mistake("shadowed", (*path, key), message, "drop it", _WARNING, key=True)


_WARNING = Severity.WARNING


def _repeats(rules: Rules, spot: Spot) -> Iterator[Mistake]:
    """Keys that a slot sets at a breakpoint to the value that holds there anyway."""
    path, terms = layers(rules, spot)[-1]
    if path[0] != "slot" or len(path) < 4:
        return
    for key in sorted(terms.model_fields_set - {"when", "clearance", "distance"}):
        below = [t for _, t in layers(rules, spot)[:-1] if key in t.model_fields_set]
        held = getattr(below[-1], key) if below else Terms.model_fields[key].default
        if held == getattr(terms, key):
            message = f"{key} in {table_name(path)} is what holds there anyway"
            place = (*path, key)
            yield Mistake("shadowed", place, message, "drop it", Severity.INFO, key=True)


def _general(rules: Rules, spot: Spot, terms: Terms) -> Iterator[Mistake]:
    """A clearance from all images, embeds or headings beside one for each display or level."""
    for role, (kind, names) in _SPECIAL.items():
        special = [terms.clearance.get(name) for name in names]
        general = terms.clearance.get(role)
        if general is None or any(each is None for each in special):
            continue
        if all(_covers(each, general) for each in special if each is not None):
            message = f"clearance.{role} is never asked: each {kind} of it has a clearance"
            path = writer(rules, spot, ("clearance", role))
            yield Mistake("shadowed", path, message, "drop it", _WARNING, key=True)


_SPECIAL = {
    Role.HEADING.value: ("level", LEVELS),
    **{
        role: ("display", tuple(f"{display.value}-{role}" for display in Display))
        for role in (Role.IMAGE.value, Role.EMBED.value)
    },
}
"""The more specific names of a role, and what they tell apart."""


def _covers(special: Clearance, general: Clearance) -> bool:
    return all(
        getattr(special, way) is not None
        for way in ("above", "below")
        if getattr(general, way) is not None
    )


def _distances(rules: Rules, spot: Spot, terms: Terms) -> Iterator[Mistake]:
    """Names in `distance` that a more specific one always overrides; a mere note for general
    names."""
    if not terms.distance:
        return
    used = {_first(rules, spot, terms, other) for other in _others(rules, spot, terms)}
    if terms.max == 1:
        used.discard("same")
        if "same" in terms.distance:
            message = f'distance.same: slot "{spot[0]}" has at most 1, so there is no other'
            path = writer(rules, spot, ("distance", "same"))
            yield Mistake("no-effect", path, message, "drop it", _WARNING, key=True)
    for name in terms.distance:
        path = writer(rules, spot, ("distance", name))
        if name in used or name.startswith("#") or name in ("same", "same-category"):
            continue
        if path[0] == "defaults":
            continue
        severity = Severity.INFO if name in ("any", "module", AD) else _WARNING
        message = f"distance.{name} is never asked: a more special name goes before it everywhere"
        if name in rules.slot or name in ("any", "module", AD):
            yield Mistake("shadowed", path, message, "drop it", severity, key=True)


def _others(rules: Rules, spot: Spot, terms: Terms) -> tuple[str, ...]:
    """One slot for each name under which a distance from another slot may be required: itself,
    those it names, and of all others one of each kind."""
    named = tuple(name for name in terms.distance if name in rules.slot)
    apart = {spot[0], *named}
    kinds = {own.holds: name for name, own in rules.slot.items() if name not in apart}
    return (spot[0], *named, *kinds.values())


def _first(rules: Rules, spot: Spot, terms: Terms, other: str) -> str | None:
    """The name under which a slot has its distance from another."""
    holds = rules.slot[other].holds
    same = ("same",) if other == spot[0] else ()
    module = () if holds == AD else ("module",)
    names = (*same, other, holds, *module, "any")
    return next((name for name in names if name in terms.distance), None)


def _covered_pairs(rules: Rules, spot: Spot, terms: Terms) -> Iterator[Mistake]:
    """Pairs of `never_between` whose gap another rule closes already."""
    for index, (above, below) in enumerate(terms.never_between):
        why = next((f'never_after = ["{n}"]' for n in _names(above) if n in terms.never_after), "")
        why = why or next(
            (f'never_before = ["{n}"]' for n in _names(below) if n in terms.never_before), ""
        )
        inside = {*_names(above)} & {*_names(below)} & {*terms.never_inside}
        why = why or next((f'never_inside = ["{n}"]' for n in sorted(inside)), "")
        path = writer(rules, spot, ("never_between",))
        if why and path[0] == "slot":
            message = f"never_between {above} and {below}: {why} says so already"
            yield Mistake("shadowed", (*path, index), message, "drop the pair", Severity.INFO)


def _names(name: str) -> tuple[str, ...]:
    role = Role.HEADING.value if name in LEVELS else name.rpartition("-")[2]
    return (name,) if name.startswith("#") or role not in set(Role) else (name, role)
