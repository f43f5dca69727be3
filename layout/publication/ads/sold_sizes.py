"""The sizes that a publication sells ads in: those of its book, those with names, parts of a
page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from layout.publication.ads.book_file import sheet_as_published
from layout.publication.settings.newsgrid_toml import House
from slots.book.ad_size import NAMED_SIZES, in_mm, parse_ad_size
from slots.book.booking import Booking
from slots.book.read import read_book
from slots.book.sheet import Sheet
from slots.book.toml_book import read_book_toml


@dataclass(frozen=True, slots=True)
class _SoldSize:
    """A size as a book writes it; what it comes to on paper, for people ("116 x 120 mm"); and how
    many ads of the book have it."""

    size: str
    paper: str
    columns: int
    booked: int = 0


def sold_sizes(house: House, name: str, text: str) -> tuple[_SoldSize, ...]:
    """The sizes of a book's ads, the most frequent first; then those that ads.toml names, and parts
    of a page. `name` and `text` are the book's."""
    sheet = sheet_as_published(house)
    bookings = read_book(text, name, sheet)[0]
    modules = read_book_toml(text, name)[1] if name.endswith(".toml") else ()
    counts = Counter((one.columns, one.depth) for one in bookings if not one.double_truck)
    booked = [
        _SoldSize(f"{columns}x{_plain(depth)}", _paper_size(columns, depth, sheet), columns, count)
        for (columns, depth), count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    ]
    named = (_named(each, replace(sheet, modules=modules)) for each, _ in modules)
    parts = (_named(each, sheet) for each in NAMED_SIZES)
    return (*booked, *(one for one in (*named, *parts) if one))


def _paper_size(columns: int, depth: int, sheet: Sheet) -> str:
    """A size on paper, for people.

    >>> _paper_size(2, 283_465, Sheet(6, 945_000, 117_000, 11_339, 10_500))
    '86.6 x 100 mm'
    """
    return f"{_number(sheet.width(columns))} x {in_mm(depth)}"


def size_as_booked(booking: Booking, sheet: Sheet) -> str:
    """The size of an ad on paper, both pages of a double truck."""
    across = _number(sheet.width(booking.columns, booking.double_truck))
    return f"{across} x {in_mm(booking.depth)}"


def _named(name: str, sheet: Sheet) -> _SoldSize | None:
    """A size by its name; None for one that cannot be read."""
    try:
        columns, depth = parse_ad_size(name, sheet)
    except ValueError:
        return None
    return _SoldSize(name, _paper_size(columns, depth, sheet), columns)


def _plain(depth: int) -> str:
    return in_mm(depth).replace(" ", "")


def _number(length: int) -> str:
    return in_mm(length).removesuffix(" mm")
