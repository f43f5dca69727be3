"""The shape of a page's stack, looked at cell by cell: what rests on what, and what stays free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slots.book.booking import Booking
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace
from slots.stacking.task.ads_and_pages import Limits


def shape_faults(
    page: StackPage, here: Sequence[tuple[Booking, AdPlace]], limits: Limits
) -> Iterator[str]:
    """Ads in the air, white shut in, wells and shallow rests of one page."""
    owner = {
        (column, row): place.id
        for _, place in here
        for column in range(place.column, place.right)
        for row in range(place.row, place.bottom)
    }
    for booking, place in here:
        hung = booking.lock is not None and booking.lock.row is not None
        if not hung:
            yield from _rests(page, place, owner, limits)
    if any(booking.lock and booking.lock.row is not None for booking, _ in here):
        return
    yield from _free(page, owner, limits)


def _rests(
    page: StackPage, place: AdPlace, owner: dict[tuple[int, int], str], limits: Limits
) -> Iterator[str]:
    """Looks down from each column of the ad's foot to the next ad or the foot of the page."""
    gaps = []
    for column in range(place.column, place.right):
        row = place.bottom
        while row < page.rows and (column, row) not in owner:
            row += 1
        gaps.append(row - place.bottom)
    if min(gaps) > 0:
        yield f"{place.id}: hangs in the air on page {page.number}"
    if max(gaps) > limits.misfit:
        yield f"{place.id}: {max(gaps)} rows of white are shut in below it on page {page.number}"


def _free(page: StackPage, owner: dict[tuple[int, int], str], limits: Limits) -> Iterator[str]:
    top = page.first_row + page.reserved
    free = []
    for column in range(page.columns):
        row = top
        while row < page.rows and (column, row) not in owner:
            row += 1
        free.append(0 if row - top <= limits.misfit else row - top)
    for column, rows in enumerate(free):
        if owner and 0 < rows < min(limits.least_free, page.rows - top):
            yield f"page {page.number}: column {column} has only {rows} rows free"
    if owner and free not in (sorted(free), sorted(free, reverse=True)):
        yield f"page {page.number}: the free rows {free} are no slope"
