"""Rules with the categories of the advertisers that may come: a slot's own, and its creatives'."""

from __future__ import annotations

from collections.abc import Mapping

from slots.rules.frozen_table import Table
from slots.rules.terms import Rules, Slot, Terms


def advertised(rules: Rules, categories: Mapping[str, tuple[str, ...]]) -> Rules:
    """The rules, with more categories for some slots, at every breakpoint.

    Whatever keeps categories apart then holds for all who may come, by whatever way a slot learns
    of them: from slots.toml, or from the creatives that serve it.
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
