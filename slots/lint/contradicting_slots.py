"""Contradictions between the slots of a page: quotas that `min` cannot meet, exclusion of musts."""

from __future__ import annotations

from collections.abc import Iterator

from slots.finding import Severity
from slots.lint.per_breakpoint import IN_COPY, AtPoint, at_points
from slots.rules.conditions import When
from slots.rules.mistake import Mistake
from slots.rules.reach import page_writer, writer
from slots.rules.terms import AD, PageTerms, Rules, Terms


def page_lints(rules: Rules) -> Iterator[Mistake]:
    """What all slots of a page together can never meet."""
    return at_points(_found(rules), rules)


def _found(rules: Rules) -> Iterator[AtPoint]:
    for point in rules.breakpoints:
        page = rules.page_terms(point)
        terms = {slot: rules.terms(slot, point) for slot in rules.slot}
        inside = {slot: each for slot, each in terms.items() if each.region in IN_COPY}
        yield from (AtPoint(point, m) for m in _quota(rules, point, page, inside))
        yield from (AtPoint(point, m) for m in _together(rules, point, page, inside))
        yield from (AtPoint(point, m) for m in _auto(rules, point, terms))


def _quota(rules: Rules, point: str, page: PageTerms, terms: dict[str, Terms]) -> Iterator[Mistake]:
    """More ads asked for by `min` than `max_ads` lets in; slots with conditions may take turns."""
    least = {
        slot: each.min
        for slot, each in terms.items()
        if rules.slot[slot].holds == AD and each.min and each.when == When()
    }
    if page.max_ads is not None and sum(least.values()) > page.max_ads:
        asked = ", ".join(f"{slot} {count}" for slot, count in least.items())
        message = f"max_ads = {page.max_ads}, and min asks for more: {asked}"
        hint = f"let max_ads be at least {sum(least.values())}"
        yield Mistake("contradictory", page_writer(rules, point, "max_ads"), message, hint)


def _together(
    rules: Rules, point: str, page: PageTerms, terms: dict[str, Terms]
) -> Iterator[Mistake]:
    """Groups of which only one may be in, with a `min` for several."""
    for index, group in enumerate(page.never_together):
        must = {
            slot: 1 if slot in group else each.min
            for slot, each in terms.items()
            if each.min and each.when == When() and _grouped(slot, each, group)
        }
        if sum(must.values()) > 1:
            message = f"never_together lets in one of {', '.join(group)}, and min asks for more of "
            path = (*page_writer(rules, point, "never_together"), index)
            hint = "drop the min of all but one"
            yield Mistake("contradictory", path, message + ", ".join(must), hint)


def _grouped(slot: str, terms: Terms, group: tuple[str, ...]) -> bool:
    return slot in group or any(f"#{category}" in group for category in terms.categories)


def _auto(rules: Rules, point: str, terms: dict[str, Terms]) -> Iterator[Mistake]:
    """Ads of `auto` that `max` never lets in."""
    for slot, each in terms.items():
        if rules.slot[slot].holds == AD and each.max is not None and each.auto > each.max:
            message = f'slot "{slot}" adds {each.auto} ads to every story, and lets in {each.max}'
            path = writer(rules, (slot, point), ("auto",))
            hint = f"write auto = {each.max}"
            yield Mistake("no-effect", path, message, hint, Severity.WARNING)
