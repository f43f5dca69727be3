"""Where on a web page contents stand that are not in the copy, and what became of the others."""

from __future__ import annotations

from collections.abc import Iterator

from slots.condition import Tally, unmet
from slots.content import About, Content
from slots.decision import Decision, Refusal
from slots.finding import Finding, Severity
from slots.rules import AD, Region, Rules, Terms

NO_STORY = About()


def regions(
    rules: Rules, contents: tuple[Content, ...], breakpoint: str, about: About = NO_STORY
) -> dict[str, Region | None]:
    """The region the rules mean for each content at a breakpoint, by its id, in order.

    None where the story does not meet the slot's conditions, and in the rail and at the end for
    contents beyond the slot's `max`. In the article `place` decides, whatever this says.
    """
    places: dict[str, Region | None] = {}
    counts: dict[str, int] = {}
    for content in contents:
        terms = rules.terms(content.slot, breakpoint)
        places[content.id] = None
        if _barred(terms, about) or _full(terms, counts.get(content.slot, 0)):
            continue
        places[content.id] = terms.region
        counts[content.slot] = counts.get(content.slot, 0) + 1
    return places


def homes(
    decision: Decision,
    rules: Rules,
    contents: tuple[Content, ...],
    breakpoint: str,
    about: About = NO_STORY,
) -> dict[str, Region | None]:
    """Where each content finally stands; None for one that the page does without.

    A content of the article that found no gap goes where its slot's `fallback` says: if that is
    not set, a module to the end, so that no editorial content is lost, and an ad nowhere.
    """
    placed = {placement.slot for placement in decision.placements}
    planned = regions(rules, contents, breakpoint, about)
    places: dict[str, Region | None] = {}
    for content in contents:
        terms = rules.terms(content.slot, breakpoint)
        if terms.region is not Region.ARTICLE:
            places[content.id] = planned[content.id]
        elif content.id in placed:
            places[content.id] = Region.ARTICLE
        else:
            barred = _barred(terms, about)
            places[content.id] = None if barred else _fallback(terms, rules, content)
    return places


def unplaced(
    decision: Decision,
    rules: Rules,
    contents: tuple[Content, ...],
    breakpoint: str,
    about: About = NO_STORY,
) -> tuple[Finding, ...]:
    """A finding for each content that did not get the region it is meant for, and what would help.

    A warning where the page does without it, information where it moved to its fallback. Needs a
    decision with its trace.
    """
    places = homes(decision, rules, contents, breakpoint, about)
    placed = {placement.slot for placement in decision.placements}
    return tuple(
        finding
        for content in contents
        if content.id not in placed
        for finding in _missed(decision, rules, content, breakpoint, places[content.id])
    )


def _missed(
    decision: Decision, rules: Rules, content: Content, breakpoint: str, home: Region | None
) -> Iterator[Finding]:
    terms = rules.terms(content.slot, breakpoint)
    if terms.region is Region.ARTICLE:
        why = _nearest_miss(decision, content.id)
        reason = _told(why) if why else "no gap in the copy"
        hint = f"see [slot.{content.slot}]" + (f", key {why.rule.split()[0]}" if why else "")
        if home is None:
            yield Finding(
                "unplaced", Severity.WARNING, f"unplaced: {content.id} – {reason}", hint=hint
            )
        else:
            message = f"moved to the {home.value}: {content.id} – {reason}"
            yield Finding("moved", Severity.INFO, message, hint=hint)
    elif home is None:
        message = f"unplaced: {content.id} – conditions or max of slot {content.slot}"
        yield Finding("unplaced", Severity.WARNING, message, hint=f"see [slot.{content.slot}]")


def _nearest_miss(decision: Decision, name: str) -> Refusal | None:
    """The first refusal of the gap with the fewest of them: the one place that was nearly right."""
    gaps: dict[str | None, list[Refusal]] = {}
    for refusal in decision.refusals:
        if refusal.slot == name:
            gaps.setdefault(refusal.candidate, []).append(refusal)
    return min(gaps.values(), key=len)[0] if gaps else None


def _told(refusal: Refusal) -> str:
    where = f'before "{refusal.candidate}"' if refusal.candidate else "at the end"
    return f"{where} {refusal}"


def _barred(terms: Terms, about: About) -> bool:
    """Whether the story fails the slot's conditions; without a strip, words count if known."""
    return next(unmet(terms.when, about, Tally()), None) is not None


def _full(terms: Terms, count: int) -> bool:
    return terms.region is not Region.ARTICLE and terms.max is not None and count >= terms.max


def _fallback(terms: Terms, rules: Rules, content: Content) -> Region | None:
    if terms.fallback is not None:
        return None if terms.fallback == "none" else Region(terms.fallback)
    return None if rules.slot[content.slot].holds == AD else Region.END
