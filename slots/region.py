"""Where on a web page contents stand that are not in the copy, and what became of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from slots.assign import added
from slots.condition import Tally, unmet
from slots.content import About, Content
from slots.decision import Decision, Refusal
from slots.finding import Finding, Severity
from slots.rules import AD, Region, Rules, Terms

NO_STORY = About()
UNKNOWN = Tally()
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
    tally: Tally = UNKNOWN,
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


def unplaced(
    decision: Decision,
    rules: Rules,
    contents: tuple[Content, ...],
    breakpoint: str,
    places: Homes,
) -> tuple[Finding, ...]:
    """A finding for each content that did not get the region it is meant for, and what would help.

    A warning where the page does without it, information where it moved to its fallback; of the
    ads that rules add, one for each slot, for information. Needs a decision with its trace.
    """
    return tuple(
        finding
        for content in contents
        if places[content.id] is not rules.terms(content.slot, breakpoint).region
        and not (added(content) and places[content.id] is None)
        for finding in _missed(decision, rules, content, breakpoint, places[content.id])
    ) + tuple(_left_out(decision, contents, places))


def _missed(
    decision: Decision, rules: Rules, content: Content, breakpoint: str, home: Region | None
) -> Iterator[Finding]:
    terms = rules.terms(content.slot, breakpoint)
    why = _nearest_miss(decision, content.id)
    if why is None and terms.region not in AT_GAPS:
        message = f"unplaced: {content.id} – conditions or max of slot {content.slot}"
        yield Finding("unplaced", Severity.WARNING, message, hint=f"see [slot.{content.slot}]")
        return
    reason = _told(why) if why else "no gap in the copy"
    hint = f"see [slot.{content.slot}]" + (f", key {why.rule.split()[0]}" if why else "")
    if home is None:
        yield Finding("unplaced", Severity.WARNING, f"unplaced: {content.id} – {reason}", hint=hint)
    else:
        message = f"moved to the {home.value}: {content.id} – {reason}"
        yield Finding("moved", Severity.INFO, message, hint=hint)


def _left_out(
    decision: Decision, contents: tuple[Content, ...], places: Homes
) -> Iterator[Finding]:
    """One finding for each slot whose added ads did not all find a place."""
    automatic = [content for content in contents if added(content)]
    for slot in dict.fromkeys(content.slot for content in automatic):
        own = [content for content in automatic if content.slot == slot]
        missing = [content for content in own if places[content.id] is None]
        if missing:
            why = _nearest_miss(decision, missing[0].id)
            reason = _told(why) if why else "the story does not meet its conditions"
            message = f"left out: ads added by slot {slot} – {len(missing)} of {len(own)}: {reason}"
            yield Finding("left-out", Severity.INFO, message, hint=f"see [slot.{slot}]")


def _nearest_miss(decision: Decision, name: str) -> Refusal | None:
    """The refusal to tell: of the region it fell out of last, else the first of the gap with the
    fewest of them, the one place that was nearly right."""
    gaps: dict[str | None, list[Refusal]] = {}
    for refusal in decision.refusals:
        if refusal.slot == name:
            gaps.setdefault(refusal.candidate, []).append(refusal)
    for region in (Region.END, Region.RAIL):
        if region.value in gaps:
            return gaps[region.value][-1]
    return min(gaps.values(), key=len)[0] if gaps else None


def _told(refusal: Refusal) -> str:
    where = NAMES.get(refusal.candidate, f'before "{refusal.candidate}"')
    return f"{where} {refusal}"


def _barred(rules: Rules, content: Content, breakpoint: str, about: About, tally: Tally) -> bool:
    """Whether the story fails a condition of the content's slot or of its categories."""
    terms = rules.terms(content.slot, breakpoint)
    categories = (*content.categories, *terms.categories)
    whens = [terms.when, *(rules.category[c] for c in categories if c in rules.category)]
    return any(next(unmet(when, about, tally, breakpoint), None) for when in whens)


def _full(terms: Terms, count: int) -> bool:
    return terms.region not in AT_GAPS and terms.max is not None and count >= terms.max
