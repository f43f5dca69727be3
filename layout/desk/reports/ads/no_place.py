"""Why an ad has no place, and what would give it one, in words a production editor can act on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from layout.edition.ad_words import ad_words, lock_words
from layout.edition.stacked_ads import Stacked
from layout.work.terminal.report import listed
from slots.book.ad_size import in_mm
from slots.book.booking import Booking, Position
from slots.stacking.task.ad_page import StackPage, side_of
from slots.stacking.task.ad_plan import Conflict

_MANY, _FEW = 5, 3
"""If there are more than _MANY ads, a sentence names the first _FEW; the JSON report names
all, or a hundred of those worth least."""

_REMEDIES = {
    "section": "leave its section empty",
    "pages": "allow it other pages",
    "side": "allow it both sides",
    "colour": "print one of its pages in colour",
    "far-forward": "allow it the second half",
    "position": "take its position back",
    "lock": "take its lock off",
}
"""What to change where a rule of the ad itself leaves it no page, by the rule."""


_ALLOWING: dict[str, Callable[[Booking, StackPage, int], bool]] = {
    "section": lambda booking, page, _: booking.section == page.section,
    "pages": lambda booking, page, last: booking.pages.include(page.number, last),
    "side": lambda booking, page, _: booking.side == side_of(page.number),
    "position": lambda booking, page, last: page.number == _requested_page(booking, last),
    "lock": lambda booking, page, _: booking.lock is not None and booking.lock.page == page.number,
}
"""Whether a rule of the ad itself allows it a page, in an edition with a number of pages."""


def _requested_page(booking: Booking, last: int) -> int:
    return last if booking.position is Position.BACK_PAGE else 1


def conflict_words(conflict: Conflict, work: Stacked) -> str:
    """Why an ad has no place, in one sentence: the rules, and the ads in its way."""
    booking = work.booking(conflict.id)
    reasons = [_required(rule, requirement, booking, work) for rule, requirement in conflict.rules]
    count = len(conflict.bookings) + conflict.more
    shown_ids = conflict.bookings if count <= _MANY else conflict.bookings[:_FEW]
    there = [_in_the_way(work.booking(other), work) for other in shown_ids]
    if count > _MANY:
        there.append(f"{count - _FEW} others")
    reasons.append(_too_deep(conflict, work))
    if there:
        reasons.append(f"in its way {'is' if len(there) == 1 else 'are'} {listed(there)}")
    if not conflict.minimal:
        reasons.append("fewer may be enough: the search for a smaller set was cut short")
    reasons = [reason for reason in reasons if reason]
    why = f": {'; '.join(reasons)}" if reasons else ""
    return f"{ad_words(booking)} has no place{why}"


def remedy_words(conflict: Conflict, work: Stacked) -> str:
    """What would give it one. Where the stack only names rules to give up, a remedy for each."""
    known = tuple(_remedies(conflict, work))
    deepest = _deepest(conflict, work)
    if deepest and known:
        return f"book it at most {in_mm(deepest[1])} deep, or {' or '.join(known)}"
    if conflict.hint:
        return conflict.hint
    if len(known) < max(1, len(conflict.rules)):
        return f"give up one of: {', '.join(rule for rule, _ in conflict.rules)}"
    return known[0] if len(known) == 1 else f"one of these: {'; '.join(known)}"


def _too_deep(conflict: Conflict, work: Stacked) -> str:
    """That the pages which its rules leave an ad are not deep enough for it."""
    deepest = _deepest(conflict, work)
    if not deepest:
        return ""
    page, depth = deepest
    return f"page {page} has room for {in_mm(depth)} below its head"


def _deepest(conflict: Conflict, work: Stacked) -> tuple[int, int] | None:
    """Of the pages that its own rules leave an ad the one with the most room, and how deep an ad
    it takes (millipoints); None where one takes this ad, or where other ads are in its way."""
    booking, rules = work.booking(conflict.id), {rule for rule, _ in conflict.rules}
    if conflict.bookings or booking.double_truck or not rules or not rules <= _ALLOWING.keys():
        return None
    last = max((page.number for page in work.pages), default=0)
    left = [p for p in work.pages if all(_ALLOWING[rule](booking, p, last) for rule in rules)]
    rooms = {page.number: page.depth - page.reserved for page in left}
    if not left or max(rooms.values()) >= work.sheet.rows_of(booking.depth, booking.label):
        return None
    best = max(rooms, key=lambda number: (rooms[number], -number))
    return best, work.sheet.depth_of(rooms[best] - booking.label)


def _remedies(conflict: Conflict, work: Stacked) -> Iterator[str]:
    for rule, _ in conflict.rules:
        if rule == "most":
            booking = work.booking(conflict.id)
            least = min((_taken(booking, page, work) for page in _open(booking, work)), default=100)
            section = f" of {booking.section}" if booking.section else ""
            yield f'raise "most"{section} in newsgrid.toml to {least}, or book a smaller size'
        elif rule in _REMEDIES:
            yield _REMEDIES[rule]


def _required(rule: str, requirement: str, booking: Booking, work: Stacked) -> str:
    """What a rule requires: a lock as the book spells it, the most of a page in per cent."""
    if rule == "lock" and booking.lock:
        return f"locked on {lock_words(booking.lock)}"
    pages = _open(booking, work)
    if rule == "most" and pages:
        most = max(page.most for page in pages) // 10
        least = min(_taken(booking, page, work) for page in pages)
        alone = f", one that takes {least} % only alone" if least > most else ""
        return f"ads may take {most} % of a page at most{alone}"
    return requirement


def _open(booking: Booking, work: Stacked) -> tuple[StackPage, ...]:
    """The pages of its section on which its size has room at all."""
    rows = work.sheet.rows_of(booking.depth, booking.label)
    return tuple(
        page
        for page in work.pages
        if booking.section in ("", page.section)
        and booking.columns <= page.columns
        and rows <= page.depth - page.reserved
    )


def _taken(booking: Booking, page: StackPage, work: Stacked) -> int:
    """The part of a page that it takes, in per cent, rounded up."""
    area = booking.columns * work.sheet.rows_of(booking.depth, booking.label)
    return -(-area * 100 // (page.columns * page.depth))


def _in_the_way(booking: Booking, work: Stacked) -> str:
    """An ad with the pages it stands on, and whether it is locked there."""
    pages = work.pages_of(booking.id)
    numbers = " and ".join(map(str, pages))
    where = f" on page{'s' if len(pages) > 1 else ''} {numbers}" if pages else ""
    return f"{ad_words(booking)}{', locked' if booking.lock else ''}{where}"
