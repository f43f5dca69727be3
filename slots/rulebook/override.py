"""Rules for one story: its own over those of its publication, checked like a file of rules; and
rules with the categories of all advertisers that may come.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from slots.checks.all_mistakes import check
from slots.finding import BadInput, Finding, Severity, Where
from slots.rulebook.load import validated
from slots.rules.frozen_table import Table
from slots.rules.mistake import Mistake, finding_at, nearest, suggested
from slots.rules.notation import Strict
from slots.rules.story_overrides import OwnRules
from slots.rules.terms import AD, Rules, Slot, Terms, everywhere, joined
from slots.text.source_map import Path

_TABLES = ("page", "defaults", "category", "slot")
"""What a story's own rules may begin with, beside the names of slots."""

_FIXED = {
    "breakpoints": "breakpoints are those of the whole site",
    "holds": "what a slot holds is the same in all stories",
}


def overridden(rules: Rules, own: OwnRules) -> Rules:
    """The rules for one story: its own over the publication's, at every breakpoint.

    What a story sets holds over all that the publication says of the same key, at single
    breakpoints too, unless the story itself says otherwise at one. Where it sets a slot's `max`
    below `min` or `auto`, those go down with it. Raises BadInput with every mistake, each at its
    line of the story's file.
    """
    if not own:
        return rules
    data = _placed(own.data())
    wrong = [*_unknown(data, rules)]
    fragment, mistakes = validated(_known(data, rules))
    merged = _without_crossed(_over(rules, fragment), fragment)
    names = tuple(rules.slot), tuple(rules.breakpoints)
    before = {(each.code, each.path, each.message) for each in check(rules, *names)}
    wrong += mistakes
    wrong += (m for m in check(merged, *names) if (m.code, m.path, m.message) not in before)
    errors = tuple(dict.fromkeys(_found(m, own) for m in wrong if m.severity is Severity.ERROR))
    if errors:
        raise BadInput(sorted(errors, key=lambda f: (f.where.line or 0, f.where.column or 0)))
    return merged


def ad_free(rules: Rules) -> Rules:
    """The rules of a story that has no ads at all: every slot for ads is closed."""
    slots = {
        name: everywhere(slot, auto=0, min=0, max=0) if slot.holds == AD else slot
        for name, slot in rules.slot.items()
    }
    return rules.model_copy(update={"slot": Table(slots)})


def _placed(data: dict[str, Any]) -> dict[str, Any]:
    """The data of a story as a rule file has it: names of slots moved into its table of slots."""
    slots = data.get("slot", {})
    named = {key: value for key, value in data.items() if key not in (*_TABLES, *_FIXED)}
    placed = {key: value for key, value in data.items() if key not in named and key != "slot"}
    both = {**(slots if isinstance(slots, dict) else {}), **named}
    return {**placed, "slot": both} if both else placed


def _unknown(data: dict[str, Any], rules: Rules) -> Iterator[Mistake]:
    """Slots the publication does not have, and what no story may change."""
    for key in data:
        if key in _FIXED:
            yield Mistake("not-a-storys", (key,), f"rules: {_FIXED[key]}", "drop it", key=True)
    for name, slot in data.get("slot", {}).items():
        path: Path = ("slot", name)
        if name not in rules.slot:
            known = (*rules.slot, "page", "defaults")
            near = nearest(name, known)
            message = f'rules: unknown slot "{name}"{suggested(near)}'
            hint = f"known: {', '.join(known)}"
            yield Mistake("unknown-slot", path, message, hint, key=True).meaning(near)
        elif isinstance(slot, dict) and "holds" in slot:
            message = f"rules: {_FIXED['holds']}"
            yield Mistake("not-a-storys", (*path, "holds"), message, "drop it", key=True)


def _known(data: dict[str, Any], rules: Rules) -> dict[str, Any]:
    """The data that can be rules: slots of the publication, with what they hold."""
    slots = {
        name: {**slot, "holds": rules.slot[name].holds} if isinstance(slot, dict) else slot
        for name, slot in data.get("slot", {}).items()
        if name in rules.slot
    }
    rest = {key: value for key, value in data.items() if key not in (*_FIXED, "slot")}
    return {**rest, "slot": slots} if slots else rest


def _over(rules: Rules, own: Rules) -> Rules:
    """Rules with a story's over them, table by table."""
    slots = {
        name: _laid(slot, own.slot[name]) if name in own.slot else slot
        for name, slot in rules.slot.items()
    }
    changed = {
        "page": _laid(rules.page, own.page),
        "defaults": _laid(rules.defaults, own.defaults),
        "category": joined(rules.category, own.category),
        "slot": Table(slots),
    }
    return rules.model_copy(update=changed)


def _laid(old: Any, own: Any) -> Any:
    """A table with a story's over it: what the story sets, no breakpoint of the old one unsets."""
    at = {point: _pruned(terms, own) for point, terms in old.at.items()}
    return joined(old.model_copy(update={"at": Table(at)}), own)


def _pruned(old: Any, own: Any) -> Any:
    """A table without what another one sets; of tables in it, without what is set in those."""
    if isinstance(old, Table) and isinstance(own, Table):
        both = {name: _pruned(old[name], own[name]) for name in old if name in own}
        rest = {name: old[name] for name in old if name not in own}
        left = {**rest, **both}
        return Table({name: left[name] for name in old if left[name] is not None})
    if not (isinstance(old, Strict) and isinstance(own, Strict)):
        return None
    kept: dict[str, Any] = {}
    for key in sorted(old.model_fields_set):
        value = getattr(old, key)
        left = _pruned(value, getattr(own, key)) if key in own.model_fields_set else value
        if left is not None:
            kept[key] = left
    return type(old).model_construct(**kept)


def _without_crossed(rules: Rules, own: Rules) -> Rules:
    """The rules with `min` and `auto` of slots lowered to the `max` that a story sets for them."""
    slots = dict(rules.slot)
    for name, given in own.slot.items():
        if given.max is None or name not in slots:
            continue
        low: dict[str, Any] = {
            key: given.max
            for key in ("min", "auto")
            if key not in given.model_fields_set
            and any(getattr(rules.terms(name, p), key) > given.max for p in rules.breakpoints)
        }
        if low:
            slots[name] = _laid(slots[name], Slot.model_construct(holds=given.holds, **low))
    return rules.model_copy(update={"slot": Table(slots)})


def _found(mistake: Mistake, own: OwnRules) -> Finding:
    """A mistake at its place in the story; where it stands nowhere there, at the nearest key."""
    places = own.positions()
    for path in (mistake.path, mistake.path[1:] if mistake.path[:1] == ("slot",) else ()):
        for end in range(len(path), 0, -1):
            if path[:end] in places.values or path[:end] in places.keys:
                meant = mistake.meant if end == len(path) else None
                return replace(mistake, path=path[:end], meant=meant).finding(places)
    where = Where(own.file or None, _first_line(own))
    return finding_at(mistake, where)


def _first_line(own: OwnRules) -> int | None:
    return min((where.line for _, where in own.keys if where.line), default=None)


def advertised(rules: Rules, categories: Mapping[str, tuple[str, ...]]) -> Rules:
    """The rules, with more categories for some slots, at every breakpoint.

    Whatever keeps categories apart then holds for every advertiser that may come, wherever a slot's
    categories are given: in slots.toml, or with the creatives that serve it.
    """
    slots = {
        name: _joined(name, rules, categories[name]) if categories.get(name) else slot
        for name, slot in rules.slot.items()
    }
    return rules.model_copy(update={"slot": Table(slots)}) if any(categories.values()) else rules


def _joined(name: str, rules: Rules, more: tuple[str, ...]) -> Slot:
    slot = rules.slot[name]
    at = {
        point: slot.at.get(point, Terms()).model_copy(
            update={
                "categories": tuple(dict.fromkeys((*rules.terms(name, point).categories, *more)))
            }
        )
        for point in rules.breakpoints
    }
    return slot.model_copy(update={"at": Table(at)})
