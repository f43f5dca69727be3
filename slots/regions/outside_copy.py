"""Where on a web page contents stand that are not in the copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from slots.problem.conditions_met import Tally, unmet
from slots.rules.terms import AD, Region, Rules, Terms
from slots.strip.content import NO_STORY, About, Content
from slots.strip.decision import Decision, Refusal
from slots.strip.obstacle import Obstacle

_UNKNOWN = Tally()
AT_GAPS = (Region.ARTICLE, Region.BESIDE)
"""Regions where `place` decides: at the gaps of the copy."""

NAMES: Mapping[str | None, str] = {
    Region.RAIL.value: "in the rail",
    Region.END.value: "after the copy",
    None: "at the end",
}
"""Candidates that are no gap before an item, as people call them."""

Homes = dict[str, Region | None]
"""The region each content stands in, by its id, in order; None for one the page does without."""


def regions(
    rules: Rules,
    contents: tuple[Content, ...],
    breakpoint: str,
    about: About = NO_STORY,
    tally: Tally = _UNKNOWN,
) -> Homes:
    """The region the rules mean for each content at a breakpoint.

    None where the story does not meet the conditions of its slot or categories, for slots of
    fronts, and in the rail and at the end for contents beyond the slot's `max`. In and beside the
    copy `place` decides, whatever this says.
    """
    places: Homes = {}
    counts: dict[str, int] = {}
    for content in contents:
        terms = rules.terms(content.slot, breakpoint)
        places[content.id] = None
        if terms.region is Region.FRONT or _barred(rules, content, breakpoint, about, tally):
            continue
        if _full(terms, counts.get(content.slot, 0)):
            continue
        places[content.id] = terms.region
        counts[content.slot] = counts.get(content.slot, 0) + 1
    return places


def homes(
    decision: Decision, rules: Rules, contents: tuple[Content, ...], breakpoint: str, planned: Homes
) -> Homes:
    """Where each content stands once the copy is placed; `planned` are its `regions`.

    A content for a gap of the copy that found none goes where `fallback` says.
    """
    placed = {placement.slot for placement in decision.placements}
    places: Homes = {}
    for content in contents:
        terms = rules.terms(content.slot, breakpoint)
        home = planned[content.id]
        if home in AT_GAPS and content.id not in placed:
            home = fallback(terms, rules, content)
        places[content.id] = home
    return places


def fallback(terms: Terms, rules: Rules, content: Content) -> Region | None:
    """Where a content goes that has no room in the region it is meant for.

    Where its slot does not say, a module to the end, so that no editorial content is lost, and an
    ad nowhere.
    """
    if terms.fallback is not None and terms.fallback != terms.region.value:
        return None if terms.fallback == "none" else Region(terms.fallback)
    return None if rules.slot[content.slot].holds == AD else Region.END


def kept_away(
    rules: Rules,
    contents: tuple[Content, ...],
    breakpoint: str,
    about: About = NO_STORY,
    tally: Tally = _UNKNOWN,
) -> Iterator[Refusal]:
    """Why contents for the rail and for the end have no region (see `regions`): the conditions that
    the story does not meet, or the `max` of their slot. In and beside the copy `place` tells."""
    counts: dict[str, int] = {}
    for content in contents:
        terms = rules.terms(content.slot, breakpoint)
        region = terms.region.value
        if terms.region is Region.FRONT:
            yield Refusal(region, content.id, "region", "a front", "a story")
        if terms.region in (*AT_GAPS, Region.FRONT):
            continue
        barred = tuple(_unmet(rules, content, breakpoint, about, tally))
        for rule, each in barred:
            yield Refusal(region, content.id, rule, str(each.required), str(each.actual))
        if barred:
            continue
        counts[content.slot] = count = counts.get(content.slot, 0) + 1
        if _full(terms, count - 1):
            most = f"at most {terms.max} of {content.slot}"
            yield Refusal(region, content.id, "max", most, str(count))


def _barred(rules: Rules, content: Content, breakpoint: str, about: About, tally: Tally) -> bool:
    """Whether the story fails a condition of the content's slot or of its categories."""
    return any(True for _ in _unmet(rules, content, breakpoint, about, tally))


def _unmet(
    rules: Rules, content: Content, breakpoint: str, about: About, tally: Tally
) -> Iterator[tuple[str, Obstacle]]:
    """Every condition that the story fails, with the key it is written under."""
    terms = rules.terms(content.slot, breakpoint)
    yield from ((each.rule, each) for each in unmet(terms.when, about, tally, breakpoint))
    for name in dict.fromkeys((*content.categories, *terms.categories)):
        when = rules.category.get(name)
        for each in unmet(when, about, tally, breakpoint) if when else ():
            yield each.rule.replace("when", f"category.{name}", 1), each


def _full(terms: Terms, count: int) -> bool:
    return terms.region not in AT_GAPS and terms.max is not None and count >= terms.max
