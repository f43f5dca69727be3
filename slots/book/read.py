"""The ad book of an edition: ads.csv or ads.toml -> bookings, with every mistake at its cell.

An ad with a mistake is left out and reported; the others are booked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from slots.book.ad_settings import FIELDS, Ad
from slots.book.ad_size import DOUBLE_TRUCKS, parse_ad_size, size_of
from slots.book.booking import Booking, Entry
from slots.book.csv_book import read_csv
from slots.book.demands import contradictions
from slots.book.sheet import Sheet
from slots.book.toml_book import read_book_toml
from slots.finding import Finding, Severity, by_line
from slots.rules.mistake import MOST_MISTAKES, meant_by, nearest, parted, suggested
from slots.text.file_limits import TOO_MANY

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def read_book(
    text: str, source: str, sheet: Sheet
) -> tuple[tuple[Booking, ...], tuple[Finding, ...]]:
    """The bookings of a text, TOML where `source` ends so and else a table, in their order; and
    all findings by line. Bookings with an error are not among them."""
    if source.lower().endswith(".toml"):
        entries, modules, wrong = read_book_toml(text, source)
        sheet = replace(sheet, modules=(*sheet.modules, *modules))
    else:
        entries, wrong = read_csv(text, source)
    reader = _Reader(sheet)
    bookings = tuple(booking for entry in entries for booking in reader.booking(entry))
    found = (*wrong, *reader.findings)
    ordered = by_line(found)
    return bookings, tuple(dict.fromkeys(ordered))


class _Reader:
    """Turns entries into bookings; notes what is wrong with the others."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.findings: list[Finding] = []
        self.first: dict[str, Entry] = {}
        self.given_up = False

    def booking(self, entry: Entry) -> Iterator[Booking]:
        """The booking of an entry; none where it has a mistake, or comes after `MOST_MISTAKES` of
        them."""
        noted = len(self.findings)
        if self.given_up:
            return
        if noted >= MOST_MISTAKES:
            self.given_up = True
            message = f"{noted:,} mistakes are told: the ads from here on are not looked at"
            hint = "mend those above first"
            self.findings.append(Finding(TOO_MANY, Severity.ERROR, message, entry.row, hint))
            return
        ad, refused = _understood(entry)
        self.findings += (_mistake(each, entry) for each in refused)
        self._name(entry)
        size = self._size(ad, entry) if ad else None
        if not (ad and size):
            return
        booking = _booking(ad, size, entry)
        self.findings += (
            entry.error("contradiction", each.field, each.message, each.hint)
            for each in contradictions(booking, self.sheet)
        )
        if len(self.findings) == noted:
            yield booking

    def _name(self, entry: Entry) -> None:
        """Notes an ad whose name another one has already."""
        name = entry.values.get("id")
        if not isinstance(name, str) or not name.strip():
            return
        first = self.first.setdefault(" ".join(name.split()).casefold(), entry)
        if first is not entry:
            line = first.where("id").line
            message = f"id: {name} is already the ad of line {line}"
            self.findings.append(entry.error("id-twice", "id", message, "give one of them another"))

    def _size(self, ad: Ad, entry: Entry) -> tuple[int, int] | None:
        """Columns and depth (millipoints) of an ad; None, and a finding, where they cannot be
        read."""
        if ad.size and (ad.width or ad.depth):
            message = "size: width and depth are given too"
            self.findings.append(entry.error("bad-size", "size", message, "keep one of the two"))
            return None
        if not ad.size and not (ad.width and ad.depth):
            hint = 'write it as in "3x120mm" or "1/4 page"'
            self.findings.append(entry.error("no-size", "size", "size: there is none", hint))
            return None
        field = "size" if ad.size else "depth"
        try:
            if ad.size:
                return parse_ad_size(ad.size, self.sheet)
            return size_of(ad.width, ad.depth, self.sheet)
        except ValueError as error:
            message, hint = parted(str(error))
            self.findings.append(entry.error("bad-size", field, f"{field}: {message}", hint))
            return None


def _understood(entry: Entry) -> tuple[Ad | None, list[ErrorDetails]]:
    """The ad of an entry without its wrong values, and the errors of these; None where a value that
    every ad must have is wrong."""
    try:
        return Ad.model_validate(dict(entry.values)), []
    except ValidationError as error:
        refused = error.errors(include_url=False)
    wrong = {str(each["loc"][0]) for each in refused}
    if wrong & {"id", "advertiser", "size", "width", "depth"}:
        return None, refused
    sound = {name: value for name, value in entry.values.items() if name not in wrong}
    return Ad.model_validate(sound), refused


def _mistake(error: ErrorDetails, entry: Entry) -> Finding:
    """One of pydantic's errors as a finding."""
    field, kind = str(error["loc"][0]), error["type"]
    if kind == "extra_forbidden":
        near = nearest(field, FIELDS)
        message = f'unknown key "{field}" in [[ad]]{suggested(near)}'
        hint = f"an ad has {', '.join(FIELDS)}"
        found = Finding("unknown-key", Severity.ERROR, message, entry.where(field), hint)
        return replace(found, edits=entry.edits(field, "" if near in entry.values else near))
    if kind == "missing":
        hint = f"every ad has an {field}"
        return entry.error("missing-value", field, f"{field}: there is none", hint)
    wrong = error.get("ctx", {}).get("error")
    message, hint = parted(str(wrong) if wrong else error["msg"])
    told = entry.error("bad-value", field, f"{field}: {message}", hint)
    return replace(told, edits=entry.edits(field, meant_by(wrong)))


def _booking(ad: Ad, size: tuple[int, int], entry: Entry) -> Booking:
    """The booking of an ad that is understood."""
    columns, depth = size
    named = " ".join(ad.size.lower().replace("-", " ").split())
    return Booking(
        ad.id,
        ad.advertiser,
        columns,
        depth,
        ad.category,
        ad.section,
        ad.pages,
        ad.far_forward,
        ad.side,
        ad.position,
        ad.solus,
        ad.colour,
        ad.coupon,
        ad.double_truck or named in DOUBLE_TRUCKS,
        *ad.apart,
        ad.away_from,
        ad.near,
        ad.priority,
        ad.price,
        ad.lock,
        ad.label,
        ad.artwork,
        entry.row,
    )
