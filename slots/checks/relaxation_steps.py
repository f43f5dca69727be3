"""Mistakes in the steps of relaxation: rules that do not exist or are not set, steps that do not
give way.

relax = [
    { rule = "clearance.image", to = "30px" },    a length: less than the rule requires
    { rule = "clearance.image" },                 without `to` the rule is dropped
    { rule = "never_after" },                     rules without a length can only be dropped
]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from slots.finding import Severity
from slots.rules.mistake import Mistake, suggestion, table_name
from slots.rules.reach import Keys, reached, term_tables
from slots.rules.relaxation import DIRECTIONS, NOTHING, general_distances, holding, parts
from slots.rules.terms import PageTerms, Rules, Step, Terms
from slots.text.source_map import Path
from slots.units import Length, Unit, compared

_MEASURED = ("from_top", "from_end", "adjacent", "min_run")
"""Rules of a slot that require a length, and so can require less."""

_NAMED = ("clearance", "distance")
"""Rules that require a distance from something that is named: clearance.image, distance.ad."""

_DROPPED = (
    *("positions", "only_before", "never_inside", "never_after", "never_before", "never_between"),
)
"""Rules without a length, which can only be dropped."""

_EXAMPLES = tuple(f"{name}.{what}" for name, what in (("clearance", "image"), ("distance", "ad")))


@dataclass(frozen=True, slots=True)
class _Place:
    """A step in the file: the table it is written in, its index, and the terms it works on."""

    table: Path
    index: int
    step: Step
    terms: tuple[Terms, ...]

    @property
    def path(self) -> Path:
        return (*self.table, "relax", self.index)


def _keys_of(rule: str) -> Keys:
    """The path to a step's rule in its slot's terms: ("clearance", "image", "above")."""
    return tuple(part for part in parts(rule) if part)


def _required(terms: Terms, rule: str) -> tuple[Length, ...] | None:
    """The lengths that a slot's terms require by a rule, () for rules without; None if not set.

    A clearance or distance without a name of its own is that of a more general name, except for
    categories of advertisers, which hold besides.
    """
    keys = _keys_of(rule)
    value = getattr(terms, keys[0], None)
    if keys[0] in _DROPPED:
        return () if value else None
    if keys[0] in _MEASURED and len(keys) == 1:
        return (value,) if isinstance(value, Length) else None
    if keys[0] not in _NAMED or len(keys) == 1:
        return None
    if keys[0] == "distance":
        names = (keys[1], *general_distances(keys[1]))
        found = next((terms.distance[name] for name in names if name in terms.distance), None)
        return None if found is None else (found,)
    held, ways = holding(terms, keys[1]), keys[2:] or DIRECTIONS
    if any(way in held for way in ways):
        return tuple(getattr(held.get(way), way, NOTHING) for way in ways)
    return () if _tagged(terms, keys[1]) else None


def _tagged(terms: Terms, name: str) -> bool:
    """Whether a name is a tag: a block that has it may have a clearance by another of its names."""
    return name.startswith("#") and bool(terms.clearance)


def check_relax(rules: Rules) -> Iterator[Mistake]:
    """Every mistake in the steps of relaxation of all slots."""
    for table, terms in term_tables(rules):
        if "relax" in terms.model_fields_set:
            where = tuple(rules.terms(*spot) for spot in reached(rules, table, ("relax",)))
            for index, step in enumerate(terms.relax):
                yield from _step(_Place(table, index, step, where), terms.relax[:index])


def _step(place: _Place, before: tuple[Step, ...]) -> Iterator[Mistake]:
    unknown = _unknown(place) or _kind(place)
    if unknown:
        yield unknown
        return
    yield from _not_weaker(place)
    yield from _repeated(place, before)


def _unknown(place: _Place) -> Mistake | None:
    """A step that names no rule of a slot that can give way."""
    rule = place.step.rule
    head = _keys_of(rule)[0]
    path = (*place.path, "rule")
    if rule in _MEASURED or rule in _DROPPED or (head in _NAMED and len(_keys_of(rule)) > 1):
        return None
    if rule in _NAMED:
        message = f'relax: "{rule}" alone names no distance'
        hint = f'say of what: "{dict(zip(_NAMED, _EXAMPLES, strict=True))[rule]}"'
    elif head in PageTerms.model_fields:
        message = f'relax: "{rule}" is a rule of the page, and never gives way'
        hint = "relax what a slot asks for itself"
    elif head in Terms.model_fields:
        message = f'relax: "{rule}" cannot give way'
        hint = f"what can: {', '.join((*_MEASURED, *_DROPPED, *_EXAMPLES))}"
    else:
        near = suggestion(rule, (*_MEASURED, *_DROPPED, *_EXAMPLES))
        message = f'relax: unknown rule "{rule}"{near}'
        hint = f"what can give way: {', '.join((*_MEASURED, *_DROPPED, *_EXAMPLES))}"
    return Mistake("unknown-rule", path, message, hint)


def _kind(place: _Place) -> Mistake | None:
    """A `to` of the wrong kind: a length for a list, or lengths for words."""
    rule, to = place.step.rule, place.step.to
    if to is None:
        return None
    if rule in _DROPPED:
        message = f"relax: {rule} has no length to give way to: it can only be dropped"
        return Mistake("bad-value", (*place.path, "to"), message, f'write {{ rule = "{rule}" }}')
    if rule == "adjacent" and to.unit is not Unit.WORD:
        message = f'relax: adjacent is a number of words, found "{to}"'
        return Mistake("bad-value", (*place.path, "to"), message, 'write to = "6 words"')
    return None


def _not_weaker(place: _Place) -> Iterator[Mistake]:
    """Steps that weaken nothing: an error where that is so everywhere, else a warning."""
    rule, to = place.step.rule, place.step.to
    path = (*place.path, "rule")
    wanted = [found for terms in place.terms if (found := _required(terms, rule)) is not None]
    if not wanted:
        if place.terms:
            message = f"relax: nothing asks for {rule} {_where(place)}, so it cannot give way"
            yield Mistake("relax-nothing", path, message, "drop the step, or set the rule first")
        return
    if to is None:
        return
    signs = [[compared(to, length) for length in lengths] for lengths in wanted]
    stronger = [_stronger(each) for each in signs]
    more = next((sign for each in signs for sign in each if sign == 1), None)
    required = " and ".join(dict.fromkeys(str(length) for found in wanted for length in found))
    if any(stronger):
        message = f"relax: {rule} asks for {required}, and {to} is {'more' if more else 'no less'}"
        severity = Severity.ERROR if all(stronger) else Severity.WARNING
        hint = "a step gives way: ask for less, or leave `to` out to drop the rule"
        if _keys_of(rule)[0] == "clearance" and any({-1, 1} <= {*each} for each in signs):
            hint = f'give way in one direction: "{rule}.above" or "{rule}.below"'
        yield Mistake("relax-stronger", (*place.path, "to"), message, hint, severity)
    elif any(sign is None for each in signs for sign in each):
        message = f"relax: whether {to} is less than {required} depends on the story"
        hint = f'write `to` in the unit of "{required}"'
        yield Mistake("relax-unit", (*place.path, "to"), message, hint, Severity.WARNING)


def _stronger(signs: list[int | None]) -> bool:
    """Whether a step requires more of anything, or no less of everything."""
    return bool(signs) and (1 in signs or all(sign == 0 for sign in signs))


def _repeated(place: _Place, before: tuple[Step, ...]) -> Iterator[Mistake]:
    """Steps that follow one of the same rule which went as far already."""
    rule, to = place.step.rule, place.step.to
    for number, step in enumerate(before, 1):
        over = step.rule == rule or rule.startswith(f"{step.rule}.")
        if not over:
            continue
        if step.to is None:
            message = f"relax: step {number} has dropped {step.rule} already"
        elif to is not None and (compared(to, step.to) or 0) >= 0 and to.unit is step.to.unit:
            message = f"relax: step {number} has let {step.rule} go down to {step.to} already"
        else:
            continue
        yield Mistake("relax-repeats", (*place.path, "rule"), message, "drop it, or ask for less")
        return


def _where(place: _Place) -> str:
    return "of any slot" if place.table[0] == "defaults" else f"in {table_name(place.table[:2])}"
