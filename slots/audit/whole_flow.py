"""The audit of a finished flow as a whole: distances, counts and shares over all of its boxes."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise

from slots.audit.finished_flow import Box, Breach, Flow, Guest, Kind, amount_text, counted, measured
from slots.published_limits import BETTER_ADS_DESKTOP_STICKY_VIDEO
from slots.rules.terms import PageTerms
from slots.strip.measured_flow import Role
from slots.units import Length


def in_flow(flow: Flow, page: PageTerms, index: int) -> Iterator[Breach]:
    """Every rule about boxes together that a finished flow breaks on one strip."""
    boxes = tuple(sorted(flow.boxes, key=lambda box: (box.guest.gap, box.top)))
    yield from _overlaps(flow, index)
    for upper, lower in combinations(boxes, 2):
        yield from _too_near(upper, lower, flow, index)
    ads = tuple(box for box in boxes if box.guest.ad)
    yield from _growing(ads, flow, page, index)
    yield from _crowded(ads, flow, page, index)
    yield from _shares(flow, page, index)


def in_numbers(guests: tuple[Guest, ...], page: PageTerms) -> Iterator[Breach]:
    """Every rule about which contents may be in one article, and in which order."""
    slots = [guest.content.slot for guest in guests]
    for guest in {guest.content.slot: guest for guest in guests}.values():
        slot, most = guest.content.slot, guest.terms.max
        if most is not None and slots.count(slot) > most:
            yield Breach("max", slot, f"at most {most}", str(slots.count(slot)))
    ads = sum(guest.ad for guest in guests)
    if page.max_ads is not None and ads > page.max_ads:
        yield Breach("max_ads", "", f"at most {page.max_ads}", str(ads))
    for group in page.never_together:
        parties = {party for guest in guests if (party := _party(guest, group))}
        if len(parties) > 1:
            yield Breach("never_together", "", f"one of {', '.join(group)}", str(len(parties)))
    for upper, lower in combinations(guests, 2):
        first, second = upper.content.slot, lower.content.slot
        if {first, second} <= set(page.order) and page.order.index(first) > page.order.index(
            second
        ):
            yield Breach("order", upper.content.id, f"below {second}", "above", lower.content.id)


def in_short_stories(guests: tuple[Guest, ...], page: PageTerms, words: int) -> Iterator[Breach]:
    """The rule about how many ads a story of so many words may have."""
    ads = sum(guest.ad for guest in guests)
    for each in page.fewer_ads:
        if words < each.words and ads > each.most:
            yield Breach("fewer_ads", "", f"at most {each.most}", str(ads))


def _apart(upper: Box, lower: Box, flow: Flow, kind: Kind) -> int:
    """From the foot of one box to the head of another; from the head of one that stands beside
    the copy to one in it. In words and the like, what copy stands between their gaps."""
    if kind is not Kind.MPT:
        return counted(flow.strip, upper.guest.gap, lower.guest.gap, kind)
    passing = upper.guest.beside and not lower.guest.beside
    return lower.top - (upper.top if passing else upper.bottom)


def _party(guest: Guest, group: tuple[str, ...]) -> tuple[str, str] | None:
    """What a guest counts as in a group: as its slot, or by itself where a category names it."""
    if guest.content.slot in group:
        return "slot", guest.content.slot
    named = any(f"#{category}" in group for category in guest.categories)
    return ("content", guest.content.id) if named else None


def _overlaps(flow: Flow, index: int) -> Iterator[Breach]:
    """Boxes on boxes or on blocks; the copy and the rail beside it are two lanes."""
    blocks = [
        (top, top + item.bottom - item.top, item.id, False)
        for top, item in zip(flow.tops, flow.strip.items, strict=True)
    ]
    boxes = [(b.top, b.bottom, b.guest.content.id, b.guest.beside) for b in flow.boxes]
    for lane in (False, True):
        standing = sorted(each for each in (*blocks, *boxes) if each[3] is lane)
        for over, under in pairwise(standing):
            if under[0] < over[1]:
                room = amount_text(under[0] - over[1], Kind.MPT)
                yield Breach("overlap", under[2], "0px", room, over[2], index)


def _too_near(upper: Box, lower: Box, flow: Flow, index: int) -> Iterator[Breach]:
    for one, other in ((upper, lower), (lower, upper)):
        for name, length in _distances(one.guest, other.guest):
            kind, amount = measured(length, flow.strip)
            actual = _apart(upper, lower, flow, kind)
            if actual < amount:
                rule, ids = f"distance {name}", (one.guest.content.id, other.guest.content.id)
                yield Breach(rule, ids[0], str(length), amount_text(actual, kind), ids[1], index)


def _distances(guest: Guest, other: Guest) -> Iterator[tuple[str, Length]]:
    """The distances that a guest requires of another: by the most specific name that fits it, and
    besides by every category of its advertisers."""
    known = (
        *(("same",) if guest.content.slot == other.content.slot else ()),
        *(other.content.slot, other.holds),
        *(() if other.ad else ("module",)),
        "any",
    )
    distances = guest.terms.distance
    named = next((name for name in known if name in distances), None)
    shared = ["same-category"] if set(guest.categories) & set(other.categories) else []
    for name in (named, *(f"#{category}" for category in other.categories), *shared):
        if name is not None and name in distances:
            yield name, distances[name]


def _growing(ads: tuple[Box, ...], flow: Flow, page: PageTerms, index: int) -> Iterator[Breach]:
    """Spacing that grows with the ads above: the entry with the most ads that applies."""
    for above, (upper, lower) in enumerate(pairwise(ads), start=1):
        applying = [entry for entry in page.spacing if entry.ads <= above]
        if not applying:
            continue
        entry = max(applying, key=lambda each: each.ads)
        kind, amount = measured(entry.length, flow.strip)
        actual = _apart(upper, lower, flow, kind)
        if actual < amount:
            ids = lower.guest.content.id, upper.guest.content.id
            yield Breach("spacing", ids[0], str(entry), amount_text(actual, kind), ids[1], index)


def _crowded(ads: tuple[Box, ...], flow: Flow, page: PageTerms, index: int) -> Iterator[Breach]:
    """Ads per screen. It is enough to try windows that begin just above the foot of an ad: one of
    them shows the most."""
    most, screen = page.max_per_screen, flow.strip.viewport[1]
    if most is None:
        return
    seen = [(ad.top, ad.bottom) for ad in ads]
    seen += [(each.top, each.foot) for each in flow.strip.standing]
    for first in ads:
        for _, foot in seen:
            met = [edges for edges in seen if edges[1] >= foot and edges[0] < foot + screen]
            if len(met) > most and (first.top, first.bottom) in met:
                slot = first.guest.content.id
                yield Breach("max_per_screen", slot, f"at most {most}", str(len(met)), strip=index)
                return


def _shares(flow: Flow, page: PageTerms, index: int) -> Iterator[Breach]:
    """Density (Better Ads) and promotion (Google), each box at its largest."""
    sticky = measured(page.sticky_ad, flow.strip)[1] if page.sticky_ad else 0
    there = sum(i.bottom - i.top for i in flow.strip.items if i.role is Role.AD)
    ads, inside = _heights([box for box in flow.boxes if box.guest.ad])
    own = [b for b in flow.boxes if not b.guest.ad and b.guest.terms.promotional]
    promoting, between = _heights(own)
    content, ads_there = flow.strip.height + inside, ads + there + sticky
    limits = [page.density.value / 100] if page.density else []
    if page.sticky_video:
        limits.append(BETTER_ADS_DESKTOP_STICKY_VIDEO)
    if limits and ads:
        yield from _over("density", ads_there, content, min(limits), index)
    if page.promotion and (ads or promoting):
        most = page.promotion.value / 100
        yield from _over("promotion", ads_there + promoting, content + between, most, index)


def _heights(boxes: list[Box]) -> tuple[int, int]:
    """The heights of boxes: of all, and of those in the copy."""
    every = sum(box.bottom - box.top for box in boxes)
    return every, sum(box.bottom - box.top for box in boxes if not box.guest.beside)


def _over(rule: str, part: int, whole: int, most: Fraction, index: int) -> Iterator[Breach]:
    if part > most * whole:
        share = f"{part / whole:.2%}" if whole else "no copy"
        yield Breach(rule, "", f"at most {float(most):g}", share, strip=index)
