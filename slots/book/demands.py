"""Demands of one booking that no page can meet together, whatever else is booked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from slots.book.ad_size import in_mm
from slots.book.booking import Booking, Position
from slots.book.sheet import Sheet

_SIDES = {"left": "even", "right": "odd"}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A contradiction within a booking: the field to look at, why it cannot hold, and what to
    do."""

    field: str
    message: str
    hint: str


def contradictions(booking: Booking, sheet: Sheet) -> Iterator[Contradiction]:
    """All contradictions within a booking."""
    yield from _too_large(booking, sheet)
    yield from _position(booking, sheet)
    yield from _side(booking)
    yield from _lock(booking, sheet)
    if booking.double_truck:
        yield from _double_truck(booking, sheet)


def _too_large(booking: Booking, sheet: Sheet) -> Iterator[Contradiction]:
    if booking.columns > sheet.columns:
        have, needed = sheet.columns, booking.columns
        both = booking.double_truck and needed % 2 == 0 and needed <= 2 * have
        hint = (
            f"the columns of a double truck are those on each of its pages: {needed // 2}"
            if both
            else f"at most {have} column{'s' * (have > 1)}; "
            "the number of columns comes first, as in 3x120mm"
        )
        message = f"{needed} columns are wider than the page, which has {have}"
        yield Contradiction("size", message, hint)
    if sheet.rows_of(booking.depth, booking.label) > sheet.rows:
        depth, most = in_mm(booking.depth), in_mm(sheet.deepest)
        message = f"{depth} is deeper than the page, which has room for {most} below its folio"
        yield Contradiction("size", message, f'at most {most}: "full page" is as deep as it goes')


def _position(booking: Booking, sheet: Sheet) -> Iterator[Contradiction]:
    if booking.position is Position.FRONT_STRIP:
        if booking.columns < sheet.columns:
            message = f"a front strip has the {sheet.columns} columns of the page, "
            hint = f"book it with {sheet.columns} columns, or ask for page 1 and position foot"
            yield Contradiction("size", f"{message}not {booking.columns}", hint)
        yield from _off_page(booking, "front-strip", 1)
        if booking.double_truck:
            message = "a double truck does not fit on page 1, which faces no page"
            yield Contradiction("double_truck", message, "take one of the two demands back")
    elif booking.position is Position.BACK_PAGE:
        if booking.far_forward:
            message = "the back page is not in the first half of the edition"
            yield Contradiction("far_forward", message, "take one of the two demands back")
        if booking.side == "right" or booking.pages.text in ("first", "right", "1"):
            message = "the back page is a left-hand page, as the number of pages is even"
            yield Contradiction("position", message, "take one of the two demands back")


def _off_page(booking: Booking, demand: str, page: int) -> Iterator[Contradiction]:
    """A demand that one page alone meets, beside other demands that this page does not meet."""
    hint = "take one of the two demands back"
    if not booking.pages.include(page, page + 1):
        message = f"{demand} is on page {page}, which is not among the pages asked for"
        yield Contradiction("pages", f"{message}: {booking.pages}", hint)
    if booking.side == "left" and page % 2:
        message = f"{demand} is on page {page}, which is a right-hand page"
        yield Contradiction("side", message, hint)
    if booking.lock and booking.lock.page != page:
        message = f"{demand} is on page {page}, and the lock is on page {booking.lock.page}"
        yield Contradiction("lock", message, hint)


def _side(booking: Booking) -> Iterator[Contradiction]:
    """A side of the spread that none of the pages asked for has."""
    if booking.side == "any":
        return
    first, _, last = booking.pages.text.partition("..")
    other = {"left": "right", "right": "left"}[booking.side]
    named = {"first": "right", "last": "left", "left": "left", "right": "right"}
    only = named.get(first)
    if first.isdigit() and int(first) == int(last or first):
        only = "right" if int(first) % 2 else "left"
    if only == other:
        message = f"pages {booking.pages} has no {booking.side}-hand page"
        hint = f"{booking.side}-hand pages have {_SIDES[booking.side]} numbers"
        yield Contradiction("side", message, hint)


def _lock(booking: Booking, sheet: Sheet) -> Iterator[Contradiction]:
    lock = booking.lock
    if lock is None:
        return
    numbers = booking.pages.text not in ("any", "last")
    if numbers and not booking.pages.include(lock.page, lock.page + 1):
        message = f"locked on page {lock.page}, which is not among the pages asked for"
        yield Contradiction("lock", f"{message}: {booking.pages}", "change the lock or the pages")
    side = "right" if lock.page % 2 else "left"
    if booking.side not in ("any", side):
        message = f"locked on page {lock.page}, a {side}-hand page, and asked for on the "
        hint = f"{booking.side}-hand pages have {_SIDES[booking.side]} numbers"
        yield Contradiction("lock", message + booking.side, hint)
    yield from _lock_place(booking, sheet)


def _lock_place(booking: Booking, sheet: Sheet) -> Iterator[Contradiction]:
    lock = booking.lock
    assert lock is not None, "asked for locks alone"
    rows, last = sheet.rows_of(booking.depth, booking.label), sheet.first_row + sheet.rows
    if booking.columns > sheet.columns or rows > sheet.rows:
        return
    if lock.column is not None and lock.column + booking.columns > sheet.columns:
        most = sheet.columns - booking.columns + 1
        message = f"from column {lock.column + 1} on there is no room for {booking.columns} columns"
        hint = f"columns count from 1: at most {most} here"
        yield Contradiction("lock", message, hint)
    if lock.row is not None and not sheet.first_row <= lock.row <= last - rows:
        message = f"from row {lock.row + 1} on there is no room for its {rows} rows"
        hint = f"rows count from 1: {sheet.first_row + 1} to {last - rows + 1} here"
        yield Contradiction("lock", message, hint)


def _double_truck(booking: Booking, sheet: Sheet) -> Iterator[Contradiction]:
    lock, inner = booking.lock, sheet.columns - booking.columns
    if lock and (lock.page % 2 or lock.page == 0):
        near = max(2, lock.page - 1)
        message = f"a double truck is locked by its left-hand page, and page {lock.page} is a right"
        hint = f'lock it on an even page: "page {near}" is pages {near} and {near + 1}'
        yield Contradiction("lock", message, hint)
    if lock and lock.column not in (None, inner) and inner >= 0:
        message = (
            f"a double truck goes across the spine: it does not begin in column {lock.column + 1}"
        )
        hint = f"with {booking.columns} columns on each page it begins in column {inner + 1}"
        yield Contradiction("lock", message, hint)
    if booking.side != "any":
        message = f"a double truck is on both sides, not only on the {booking.side}"
        yield Contradiction("side", message, "leave side empty")
    if booking.pages.text in ("first", "last", "1"):
        message = f"page {booking.pages} faces no page: there is no room for a double truck"
        hint = "ask for two facing pages, as in 4..5"
        yield Contradiction("pages", message.replace("page first", "the first page"), hint)
