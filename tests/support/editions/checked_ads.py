"""Ads as they are printed: of the size that was sold, where they may stand, each with its reasons.

Places and sizes are those of the rectangles in the Document, which the PDF is compared with; the
plan only says what was promised.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from support.editions.ad_pairs import pair_problems
from support.editions.checked_lines import Reading
from support.editions.reader import Sheet

from layout.page.document import Box, Crop, Document, Image, Page
from layout.page.grid import Area
from layout.page.rect import Rect
from slots.book.booking import Booking, Position
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan

MM = 72_000 / 25.4
EXACT = round(0.05 * MM)


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """An ad where it is printed; `rect` on its page."""

    booking: Booking
    page: Page
    stack: StackPage
    rect: Rect
    image: Image | None


def ad_problems(
    document: Document,
    reading: Reading,
    book: Sequence[Booking],
    pages: Sequence[StackPage],
    plan: AdPlan,
) -> Iterator[str]:
    """Every rule that the printed ads break, alone, in pairs, and page by page."""
    ads = printed_ads(document, book, pages)
    yield from _counts(ads, book, plan)
    sheets = {sheet.number: sheet for sheet in reading.sheets}
    for ad in ads:
        yield from _size(ad, plan)
        yield from _place(ad, len(pages))
        yield from _asked(ad, len(pages))
        yield from _locked(ad)
        if ad.page.number in sheets:
            yield from _in_pdf(ad, sheets[ad.page.number])
    yield from pair_problems([(ad.booking, ad.page, ad.rect) for ad in ads])
    yield from _shares(ads)


def printed_ads(
    document: Document, book: Sequence[Booking], pages: Sequence[StackPage]
) -> list[Printed]:
    """The booked ads among the images and boxes of the pages (house ads are not booked)."""
    by_id = {booking.id: booking for booking in book}
    stacked = {page.number: page for page in pages}
    found = []
    for page in document.pages:
        things: list[Box | Image] = [*page.images, *page.boxes]
        for thing in things:
            if thing.role == "ad" and thing.id in by_id and page.number in stacked:
                image = thing if isinstance(thing, Image) else None
                stack = stacked[page.number]
                found.append(Printed(by_id[thing.id], page, stack, thing.rect, image))
    return found


def _counts(ads: list[Printed], book: Sequence[Booking], plan: AdPlan) -> Iterator[str]:
    """Each booking is printed whole, or its conflict is named; the plan says the same."""
    count = Counter(ad.booking.id for ad in ads)
    planned = Counter(place.id for place in plan.places)
    refused = Counter(conflict.id for conflict in plan.conflicts)
    for booking in book:
        whole = 2 if booking.double_truck else 1
        if (count[booking.id], refused[booking.id]) not in ((whole, 0), (0, 1)):
            printed, named = count[booking.id], refused[booking.id]
            yield f"ad {booking.id}: is printed {printed} times, with {named} conflicts named"
        if planned[booking.id] != count[booking.id]:
            yield f"ad {booking.id}: has {planned[booking.id]} places, {count[booking.id]} are used"


def _size(ad: Printed, plan: AdPlan) -> Iterator[str]:
    """Columns and depth as sold, to 0.05 mm; a double truck may reach on to the spine."""
    grid, booking, name = ad.page.grid, ad.booking, _name(ad)
    if booking.columns > len(grid.columns):
        yield f"{name}: {booking.columns} columns are more than the page has"
        return
    width = grid.rect(Area(0, 0, booking.columns, 1)).width
    spine = grid.live.x if booking.double_truck else 0
    if not width - EXACT <= ad.rect.width <= width + spine + EXACT:
        yield f"{name}: is {ad.rect.width / MM:.2f} mm wide, sold are {width / MM:.2f}"
    if abs(ad.rect.height - booking.depth) > EXACT:
        yield f"{name}: is {ad.rect.height / MM:.2f} mm deep, sold are {booking.depth / MM:.2f}"
    places = [p for p in plan.places if (p.id, p.page) == (booking.id, ad.page.number)]
    if places and not any(_within(ad, place, spine) for place in places):
        yield f"{name}: stands outside the cells it was given"


def _within(ad: Printed, place: AdPlace, spine: int) -> bool:
    cells = ad.page.grid.rect(Area(place.column, place.row, place.columns, place.rows))
    room = Rect(cells.x - spine - EXACT, cells.y - EXACT, cells.width + 2 * (spine + EXACT), 0)
    inside = room.x <= ad.rect.x and ad.rect.right <= room.right
    return inside and room.y <= ad.rect.y and ad.rect.bottom <= cells.bottom + EXACT


def _place(ad: Printed, last: int) -> Iterator[str]:
    """What binds an ad to pages: section, pages, side, first half, colour."""
    booking, stack, number, name = ad.booking, ad.stack, ad.page.number, _name(ad)
    both = {number}
    if booking.double_truck:
        both = {number - 1, number} if number % 2 else {number, number + 1}
    if booking.section and booking.section != stack.section:
        yield f"{name}: the page is in {stack.section}, sold was {booking.section}"
    if not any(booking.pages.include(one, last) for one in both):
        yield f"{name}: sold was page {booking.pages}"
    sides = {"right" if one % 2 else "left" for one in both}
    if booking.side in ("left", "right") and booking.side not in sides:
        yield f"{name}: sold was a {booking.side}-hand page"
    if booking.far_forward and 2 * number > last + 1:
        yield f"{name}: is not in the first half"
    if booking.colour and not stack.colour:
        yield f"{name}: the page has no colour"


def _asked(ad: Printed, last: int) -> Iterator[str]:
    """Positions that bind, and the spine."""
    booking, grid, name = ad.booking, ad.page.grid, _name(ad)
    number, live = ad.page.number, grid.live
    if booking.position is Position.BACK_PAGE and number != last:
        yield f"{name}: sold was the back page"
    if booking.position is Position.FRONT_STRIP:
        level = live.bottom - ad.rect.bottom < grid.leading
        if number != 1 or not level or abs(ad.rect.width - live.width) > EXACT:
            yield f"{name}: is not the strip at the foot of page 1"
    if booking.double_truck:
        inner = ad.rect.x if number % 2 else grid.trim[0] - ad.rect.right
        if inner > live.x + EXACT:
            yield f"{name}: does not touch the spine"


def _locked(ad: Printed) -> Iterator[str]:
    """A locked ad is on its page, and at its column and row there."""
    booking, grid, name = ad.booking, ad.page.grid, _name(ad)
    lock, number = booking.lock, ad.page.number
    if lock is None:
        return
    if lock.page != number:
        if not booking.double_truck:
            yield f"{name}: is locked to page {lock.page}"
        return
    column = None if booking.double_truck else lock.column
    if column is not None and abs(ad.rect.x - grid.columns[column][0]) > EXACT:
        yield f"{name}: is locked to column {column + 1}"
    below = 0 if lock.row is None else ad.rect.y - grid.row_top(lock.row)
    if not 0 <= below <= 3 * grid.leading:
        yield f"{name}: is locked to row {(lock.row or 0) + 1}"


def _in_pdf(ad: Printed, sheet: Sheet) -> Iterator[str]:
    """Whether the PDF shows something that fills the ad's place, or as much of it as its
    proportions allow; half of a double truck shows a part of its artwork."""
    rect = ad.rect
    for shown in sheet.shown:
        inside = (
            rect.x - EXACT <= shown.left
            and shown.right <= rect.right + EXACT
            and rect.y - EXACT <= shown.top
            and shown.bottom <= rect.bottom + EXACT
        )
        across = abs((shown.right - shown.left) - rect.width) <= 2 * EXACT
        down = abs((shown.bottom - shown.top) - rect.height) <= 2 * EXACT
        over = shown.left <= rect.x + EXACT and shown.right >= rect.right - EXACT
        over = over and shown.top <= rect.y + EXACT and shown.bottom >= rect.bottom - EXACT
        cropped = ad.image is not None and ad.image.crop != Crop()
        if (inside and (across or down)) or (over and cropped):
            return
    yield f"{_name(ad)}: the PDF shows nothing of its size there"


def _shares(ads: list[Printed]) -> Iterator[str]:
    """Solus ads are alone; no page has more ads than it may."""
    for number in sorted({ad.page.number for ad in ads}):
        here = [ad for ad in ads if ad.page.number == number]
        if len(here) > 1:
            for ad in here:
                if ad.booking.solus:
                    yield f"{_name(ad)}: is solus, but {len(here)} ads are on the page"
        stack, grid = here[0].stack, here[0].page.grid
        room = grid.live.width * (grid.rows - stack.first_row) * grid.leading
        taken = sum(ad.rect.width * ad.rect.height for ad in here)
        if taken * 1000 > room * stack.most:
            yield f"page {number}: ads take {taken / room:.0%}, at most {stack.most / 10:g}% may"


def _name(ad: Printed) -> str:
    return f"ad {ad.booking.id}, page {ad.page.number}"
