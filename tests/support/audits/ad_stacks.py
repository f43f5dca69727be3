"""An independent look at a finished plan: every rule it breaks, in words.

It paints the cells of each ad and looks at them one by one. It shares nothing with the search but
the types of the contract and the limits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from support.audits.stack_shape import shape_faults

from slots.book.booking import Apart, Booking, Lock, Position
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan
from slots.stacking.task.ads_and_pages import Limits


def audit(
    plan: AdPlan,
    book: Sequence[Booking],
    pages: Sequence[StackPage],
    leading: int,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> tuple[str, ...]:
    """All rules violated by a plan; nothing where it is sound. `leading` in millipoints."""
    by_number = {page.number: page for page in pages}
    by_id = {booking.id: booking for booking in book}
    strays = [
        f"{place.id}: no such booking or page {place.page}"
        for place in plan.places
        if place.id not in by_id or place.page not in by_number
    ]
    if strays:
        return tuple(strays)
    placed = [(by_id[place.id], by_number[place.page], place) for place in plan.places]
    faults = [*_counts(plan, book)]
    for booking, page, place in placed:
        faults += _alone(booking, page, place, leading, len(pages))
    faults += _pairs(placed)
    for page in pages:
        here = [(booking, place) for booking, on, place in placed if on is page]
        faults += _page(page, here)
        faults += shape_faults(page, here, limits)
    return tuple(faults)


def _counts(plan: AdPlan, book: Sequence[Booking]) -> Iterator[str]:
    """Every booking has all its places, or a conflict."""
    count = Counter(place.id for place in plan.places)
    refused = Counter(conflict.id for conflict in plan.conflicts)
    for booking in book:
        whole = 2 if booking.double_truck else 1
        if (count[booking.id], refused[booking.id]) not in ((whole, 0), (0, 1)):
            yield f"{booking.id}: {count[booking.id]} places, {refused[booking.id]} conflicts"
        spots = sorted((p for p in plan.places if p.id == booking.id), key=lambda p: p.page)
        if booking.double_truck and len(spots) == 2:
            left, right = spots
            if left.page % 2 or right.page != left.page + 1:
                yield f"{booking.id}: pages {left.page} and {right.page} do not face each other"
            if (left.row, left.rows) != (right.row, right.rows):
                yield f"{booking.id}: its halves are not level"


def _alone(
    booking: Booking, page: StackPage, place: AdPlace, leading: int, last: int
) -> Iterator[str]:
    """The rules between an ad and its page."""
    number, name = page.number, booking.id
    if (place.columns, place.rows) != (booking.columns, _rows(booking, leading)):
        yield f"{name}: {place.columns} x {place.rows} cells are not what was sold"
    if place.column < 0 or place.column + place.columns > page.columns:
        yield f"{name}: beyond the columns of page {number}"
    if place.row < page.first_row + page.reserved or place.row + place.rows > page.rows:
        yield f"{name}: beyond the rows of page {number}"
    if booking.section and booking.section != page.section:
        yield f"{name}: page {number} is in section {page.section}, not {booking.section}"
    if booking.colour and not page.colour:
        yield f"{name}: page {number} has no colour"
    if booking.far_forward and number > last / 2 + 0.5:
        yield f"{name}: page {number} is not in the first half"
    if booking.position is Position.BACK_PAGE and number != last:
        yield f"{name}: page {number} is not the back page"
    if booking.position is Position.FRONT_STRIP and (
        number != 1 or place.columns != page.columns or place.bottom != page.rows
    ):
        yield f"{name}: is not the strip at the foot of page 1"
    yield from _truck_or_single(booking, page, place, last)


def _truck_or_single(booking: Booking, page: StackPage, place: AdPlace, last: int) -> Iterator[str]:
    """What holds for the page of a single ad and for one of the pages of a double truck."""
    number, name, lock = page.number, booking.id, booking.lock
    numbers = [number]
    if booking.double_truck:
        numbers = [number - 1, number] if number % 2 else [number, number + 1]
        spine = 0 if number % 2 else page.columns
        if (place.column if number % 2 else place.right) != spine:
            yield f"{name}: does not touch the spine on page {number}"
        if place.bottom != page.rows and not lock:
            yield f"{name}: does not rest on the foot of page {number}"
    if not any(booking.pages.include(one, last) for one in numbers):
        yield f"{name}: page {number} is not among pages {booking.pages}"
    if booking.side in ("left", "right") and booking.side not in {
        "right" if one % 2 else "left" for one in numbers
    }:
        yield f"{name}: page {number} is no {booking.side}-hand page"
    if lock and lock.page not in numbers:
        yield f"{name}: locked to page {lock.page}, not {number}"
    if lock and lock.page == number and not _at(lock, place):
        yield f"{name}: is not at the cells it is locked to"


def _at(lock: Lock, place: AdPlace) -> bool:
    return lock.column in (None, place.column) and lock.row in (None, place.row)


def _rows(booking: Booking, leading: int) -> int:
    """Rows of air, and as many more as it takes from cap height to baseline."""
    lines = 1
    while round(leading * 0.575) + lines * leading < booking.depth:
        lines += 1
    return lines + 1 + (2 if booking.label else 1)


def _pairs(placed: Sequence[tuple[Booking, StackPage, AdPlace]]) -> Iterator[str]:
    """The rules between two ads, on one page or on several."""
    for index, (one, page, place) in enumerate(placed):
        for other, behind, against in placed[:index]:
            if one is other:
                continue
            pair = f"{other.id} and {one.id}"
            if page is behind and (one.solus or other.solus):
                yield f"{pair}: both on page {page.number}, but one of them is solus"
            if competing(one, other) and near(one, other, page.number, behind.number):
                yield f"{pair}: competitors on pages {behind.number} and {page.number}"
            coupons = one.coupon and other.coupon and behind.number == page.partner
            if coupons and _back_to_back(place, page, against, behind):
                yield f"{pair}: coupons back to back"


def competing(one: Booking, other: Booking) -> bool:
    """Whether they are of one trade, and not of one advertiser."""
    return one.category == other.category != "" and one.advertiser != other.advertiser


def near(one: Booking, other: Booking, page: int, behind: int) -> bool:
    """Whether they are nearer than one of them accepts, by the pages they stand on."""
    distance = max(one.pages_apart, other.pages_apart)
    if abs(page - behind) < distance:
        return True
    demands = {one.apart, other.apart}
    facing = page - 1 if page % 2 else page + 1
    if Apart.SPREAD in demands and behind in (page, facing):
        return True
    return Apart.PAGE in demands and page == behind


def _back_to_back(place: AdPlace, page: StackPage, other: AdPlace, behind: StackPage) -> bool:
    """Whether a point of the paper lies in both, one seen from the other side of the leaf."""
    one_across = (place.column, place.right)
    mirrored = (behind.columns - other.right, behind.columns - other.column)
    across = _meet(one_across, page.columns, mirrored, behind.columns)
    return across and _meet(
        (page.rows - place.bottom, page.rows - place.row),
        page.rows,
        (behind.rows - other.bottom, behind.rows - other.row),
        behind.rows,
    )


def _meet(one: tuple[int, int], of_one: int, other: tuple[int, int], of_other: int) -> bool:
    """Whether two stretches, counted in parts of one length, share more than an end."""
    return one[0] * of_other < other[1] * of_one and other[0] * of_one < one[1] * of_other


def _page(page: StackPage, here: Sequence[tuple[Booking, AdPlace]]) -> Iterator[str]:
    """No cell twice, and not more cells than the page may have."""
    painted = Counter(
        (column, row)
        for _, place in here
        for column in range(place.column, place.right)
        for row in range(place.row, place.bottom)
    )
    twice = sum(1 for times in painted.values() if times > 1)
    if twice:
        yield f"page {page.number}: {twice} cells are in two ads"
    alone = len(here) == 1 and page.most and not page.reserved
    if len(painted) * 1000 > page.depth * page.columns * page.most and not alone:
        yield f"page {page.number}: {len(painted)} cells of ads are more than its most"
