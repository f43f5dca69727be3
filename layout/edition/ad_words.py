"""Ads, places and conflicts in the words of the people who sell and lay out ads.

Columns and rows count from 1 here, as in the ad book; in the plan they count from 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slots.book.ad_size import in_mm
from slots.book.booking import Apart, Booking, Lock, Position
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan, Move

_SIZE = 20
"""Characters of an advertiser's name in a sentence, at most."""


def size_words(booking: Booking) -> str:
    """ "3x120mm", as booked."""
    return f"{booking.columns}x{in_mm(booking.depth).replace(' ', '')}"


def ad_words(booking: Booking) -> str:
    """ "A12 (Bank of X, 3x120mm)" """
    return f"{booking.id} ({_shortened(booking.advertiser, _SIZE)}, {size_words(booking)})"


def _shortened(text: str, length: int) -> str:
    """A text of at most so many characters, with an ellipsis where it had more."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def lock_words(lock: Lock) -> str:
    """ "page 5, column 2, row 40", as a book has it."""
    column = f", column {lock.column + 1}" if lock.column is not None else ""
    row = f", row {lock.row + 1}" if lock.row is not None else ""
    return f"page {lock.page}{column}{row}"


def cells_words(place: AdPlace) -> str:
    """ "columns 1-3, rows 60-99", from 1."""
    columns = _span("column", place.column, place.right)
    return f"{columns}, {_span('row', place.row, place.bottom)}"


def place_words(place: AdPlace | None) -> str:
    """ "page 5, columns 1-3, rows 60-99"; "no place" """
    return f"page {place.page}, {cells_words(place)}" if place else "no place"


def _span(noun: str, first: int, after: int) -> str:
    return f"{noun} {first + 1}" if after - first == 1 else f"{noun}s {first + 1}-{after}"


def notes_on(booking: Booking) -> tuple[str, ...]:
    """What the booking asks for, in a few words each."""
    asks = {
        "double truck": booking.double_truck,
        "coupon": booking.coupon,
        "solus": booking.solus,
        "colour": booking.colour,
        "far forward": booking.far_forward,
        f"{booking.side}-hand page": booking.side != "any",
        f"pages {booking.pages}": booking.pages.text != "any",
        booking.position.value: booking.position is not Position.ANY,
        _apart(booking): booking.apart is not Apart.PAGE or booking.pages_apart > 0,
        f"locked: {lock_words(booking.lock)}" if booking.lock else "": booking.lock is not None,
    }
    return tuple(words for words, asked in asks.items() if asked)


def _apart(booking: Booking) -> str:
    if booking.pages_apart:
        return f"{booking.pages_apart} pages apart"
    return f"apart: {booking.apart.value}"


def wish_missed(booking: Booking, place: AdPlace, page: StackPage, plan: AdPlan) -> str:
    """The wish for a position that its place does not meet; "" where it does, or there is none."""
    outside = (place.right == page.columns) if page.outside == "right" else place.column == 0
    inside = place.column == 0 if page.outside == "right" else place.right == page.columns
    met = {
        Position.OUTSIDE: outside,
        Position.INSIDE: inside,
        Position.FOOT: place.bottom == page.rows,
        Position.TOP: not any(_above(other, place) for other in plan.on(page.number)),
    }
    return "" if met.get(booking.position, True) else booking.position.value


def _above(other: AdPlace, place: AdPlace) -> bool:
    across = other.column < place.right and place.column < other.right
    return across and other.bottom <= place.row


def moved_ads(plan: AdPlan) -> tuple[Move, ...]:
    """The ads that stood somewhere before and now stand elsewhere, or nowhere."""
    return tuple(move for move in plan.moves if move.before)


def new_ads(plan: AdPlan) -> tuple[Move, ...]:
    """The ads that have a place and had none before."""
    return tuple(move for move in plan.moves if move.before is None)


def new_words(move: Move, booking: Booking | None) -> str:
    """A new ad, and where it stands."""
    return f"{ad_words(booking) if booking else move.id} on {place_words(move.after)}"


def move_words(move: Move, booking: Booking | None) -> str:
    """What moved, from where to where, and why."""
    name = ad_words(booking) if booking else move.id
    why = f": {move.why}" if move.why else ""
    if move.after is None:
        return f"{name} is gone from {place_words(move.before)}{why}"
    return f"{name} moved from {place_words(move.before)} to {place_words(move.after)}{why}"


def missed_wishes(
    bookings: Sequence[Booking], pages: Sequence[StackPage], plan: AdPlan
) -> Iterator[tuple[AdPlace, str]]:
    """The places that do not meet their ad's wish, and the wish."""
    named = {booking.id: booking for booking in bookings}
    for page in pages:
        for place in plan.on(page.number):
            wish = wish_missed(named[place.id], place, page, plan)
            if wish and not named[place.id].double_truck:
                yield place, wish
