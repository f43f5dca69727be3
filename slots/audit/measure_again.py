"""The audit: a decision checked against the rules by measuring the finished flow again.

It shares no code with placing but the rules themselves, so that a mistake of the one is not a
mistake of the other. What it looks at:

    each box        region, width, size and edges as told, positions, from_top, from_end, clearance,
                    adjacent, only_before, never_*, the story's conditions
    boxes together  one box a gap, overlap, distance, spacing, order, max, max_ads, max_per_screen,
                    never_together, density, promotion

    given way       all that stands on relaxed terms, no more of a slot than its `min`

Rules that gave way (`Decision.relaxed`) are taken as they were in the end, for those they gave way
for; all others are held to the rules as they are written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from slots.audit.box_in_copy import at_position, in_copy
from slots.audit.breach import Breach
from slots.audit.finished_flow import Guest, Kind, begun, flow_of, told
from slots.audit.relaxed_terms import in_relaxation, relaxed
from slots.audit.story_conditions import failed
from slots.audit.whole_flow import in_flow, in_numbers
from slots.case import Case
from slots.rules.terms import Region, Strategy
from slots.strip.content import Content
from slots.strip.decision import Decision, Placement
from slots.strip.measured_flow import Strip


def audit(case: Case, decision: Decision) -> tuple[Breach, ...]:
    """Every rule that a decision breaks on any strip of the case it was made for; nothing where it
    is sound. Of one rule, one slot and one opponent only the first breach is given."""
    strips, page = case.strips, case.page
    asked = {content.id: content for content in case.contents}
    told_of = tuple(each for each in decision.placements if each.slot in asked)
    gaps = {item.id: gap for gap, item in enumerate(strips[0].items)}
    guests = tuple(
        _guest(
            case,
            decision,
            asked[each.slot],
            len(gaps) if each.before is None else gaps[each.before],
        )
        for each in told_of
    )
    found = [*_strangers(decision, asked), *_shared(guests)]
    found += in_relaxation(case, guests, decision)
    found += in_numbers(guests, page)
    for guest in guests:
        found += _alone(guest, begun(strips, guests, _passed(guest, case)))
        found += _unwelcome(guest, case)
    for index, strip in enumerate(strips):
        found += in_flow(flow_of(strip, index, guests), page, index)
    found += _edges(guests, told_of, strips[0])
    firsts: dict[tuple[str, str, str | None], Breach] = {}
    for breach in found:
        firsts.setdefault((breach.rule, breach.slot, breach.against), breach)
    return tuple(firsts.values())


def _passed(guest: Guest, case: Case) -> tuple[str, ...]:
    """The slots whose boxes were there when a guest's place was measured: with `greedy`, those
    before its own in the file; else the copy is measured bare."""
    if case.page.strategy is not Strategy.GREEDY:
        return ()
    names = tuple(case.rules.slot)
    return names[: names.index(guest.content.slot)]


def _guest(case: Case, decision: Decision, content: Content, gap: int) -> Guest:
    steps = {
        each.step
        for each in decision.relaxed
        if each.slot == content.slot and content.id in each.ads
    }
    terms = relaxed(case.terms(content.slot), steps)
    return Guest(content, terms, case.rules.slot[content.slot].holds, gap)


def _strangers(decision: Decision, asked: dict[str, Content]) -> Iterator[Breach]:
    """Contents that nobody asked for, or that stand twice."""
    for name, count in Counter(each.slot for each in decision.placements).items():
        if name not in asked:
            yield Breach("content", name, "something the story has", "nothing of that name")
        elif count > 1:
            yield Breach("content", name, "one place", f"{count} places")


def _shared(guests: tuple[Guest, ...]) -> Iterator[Breach]:
    """Gaps that hold more than one box."""
    first: dict[int, Guest] = {}
    for guest in guests:
        other = first.setdefault(guest.gap, guest)
        if other is not guest:
            yield Breach("gap", guest.content.id, "an empty gap", "a slot", other.content.id)


def _alone(guest: Guest, strips: tuple[Strip, ...]) -> Iterator[Breach]:
    """What a guest's own terms ask, at every width."""
    if guest.terms.region not in (Region.ARTICLE, Region.BESIDE):
        region = guest.terms.region.value
        yield Breach("region", guest.content.id, f"a place in the {region}", "a gap of the copy")
    yield from at_position(guest, strips)
    yield from in_copy(guest, strips)
    for index, strip in enumerate(strips):
        width = guest.content.sizes[index][0]
        if not guest.beside and width > strip.width:
            sides = told(width, Kind.MPT), told(strip.width, Kind.MPT)
            yield Breach("width", guest.content.id, *sides, strip=index)


def _unwelcome(guest: Guest, case: Case) -> Iterator[Breach]:
    """Conditions of the slot, and of its advertisers' categories, that the story does not meet."""
    conditions, rules = [guest.terms.when], case.rules
    if guest.ad:
        conditions += [rules.category[c] for c in guest.categories if c in rules.category]
    for when in conditions:
        for key in failed(when, case.about, case.strips[0], case.breakpoint):
            yield Breach(key, guest.content.id, "a story that meets it", "one that does not")


def _edges(
    guests: tuple[Guest, ...], placements: tuple[Placement, ...], strip: Strip
) -> Iterator[Breach]:
    """Where the decision says a box stands, against where it does, on the first strip.

    Beside the copy a box may be shown larger than it was placed, for the page knows its rail.
    """
    boxes = {box.guest.content.id: box for box in flow_of(strip, 0, guests).boxes}
    for guest, placement in zip(guests, placements, strict=True):
        if guest.beside:
            continue
        box = boxes[guest.content.id]
        if (placement.top, placement.bottom) != (box.top, box.bottom):
            real = f"{told(box.top, Kind.MPT)} to {told(box.bottom, Kind.MPT)}"
            said = f"{told(placement.top, Kind.MPT)} to {told(placement.bottom, Kind.MPT)}"
            yield Breach("edges", guest.content.id, real, said)
        if placement.size != guest.content.sizes[0]:
            sizes = str(guest.content.sizes[0]), str(placement.size)
            yield Breach("size", guest.content.id, *sizes)
