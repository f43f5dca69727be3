"""Regions: where on a web page contents stand that are not in the copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from slots.case import Case
from slots.problem.conditions_met import Tally, unmet_by
from slots.rules.terms import AD, Region, Rules, Terms
from slots.strip.content import Content
from slots.strip.decision import Decision
from slots.strip.refusal import Kind, Refusal, Rule

_UNKNOWN = Tally()
AT_GAPS = (Region.ARTICLE, Region.BESIDE)
"""Regions where `place` decides: at the gaps of the copy."""

NAMES: Mapping[str | None, str] = {
    Region.RAIL.value: "in the rail",
    Region.END.value: "after the copy",
    None: "at the end",
}
"""How people call the candidates that are no gap before an item."""

Homes = dict[str, Region | None]
"""The region each content stands in, by its id, in order; None for one the page does without."""


def regions(case: Case, tally: Tally = _UNKNOWN) -> Homes:
    """The region the rules mean for each content at a breakpoint.

    None where the story does not meet the conditions of its slot or categories, for slots of
    fronts, and in the rail and at the end for contents beyond the slot's `max`. In and beside the
    copy `place` decides, whatever this says.
    """
    places: Homes = {}
    counts: dict[str, int] = {}
    for content in case.contents:
        terms = case.terms(content.slot)
        places[content.id] = None
        if terms.region is Region.FRONT or any(True for _ in unmet_by(case, content, tally)):
            continue
        if _full(terms, counts.get(content.slot, 0)):
            continue
        places[content.id] = terms.region
        counts[content.slot] = counts.get(content.slot, 0) + 1
    return places


def homes(case: Case, decision: Decision, planned: Homes) -> Homes:
    """Where each content stands once the copy is placed; `planned` are its `regions`.

    A content for a gap of the copy that found none goes where `fallback` says.
    """
    placed = {placement.slot for placement in decision.placements}
    places: Homes = {}
    for content in case.contents:
        home = planned[content.id]
        if home in AT_GAPS and content.id not in placed:
            home = fallback(case.terms(content.slot), case.rules, content)
        places[content.id] = home
    return places


def fallback(terms: Terms, rules: Rules, content: Content) -> Region | None:
    """Where a content goes that has no room in the region it is meant for.

    Where its slot does not say, a module goes to the end, so that no editorial content is lost, and
    an ad goes nowhere.
    """
    if terms.fallback is not None and terms.fallback != terms.region.value:
        return None if terms.fallback == "none" else Region(terms.fallback)
    return None if rules.slot[content.slot].holds == AD else Region.END


def kept_away(case: Case, tally: Tally = _UNKNOWN) -> Iterator[Refusal]:
    """Why contents for the rail and for the end have no region (see `regions`): the conditions that
    the story does not meet, or the `max` of their slot. In and beside the copy `place` reports
    it."""
    counts: dict[str, int] = {}
    for content in case.contents:
        terms = case.terms(content.slot)
        region = terms.region.value
        if terms.region is Region.FRONT:
            yield Refusal(region, content.id, Rule(Kind.REGION))
        if terms.region in (*AT_GAPS, Region.FRONT):
            continue
        barred = tuple(unmet_by(case, content, tally))
        yield from (each.refusal(region, content.id, ()) for each in barred)
        if barred:
            continue
        counts[content.slot] = count = counts.get(content.slot, 0) + 1
        if _full(terms, count - 1):
            yield Refusal(region, content.id, Rule(Kind.MAX, (content.slot,)), terms.max, count)


def _full(terms: Terms, count: int) -> bool:
    return terms.region not in AT_GAPS and terms.max is not None and count >= terms.max
