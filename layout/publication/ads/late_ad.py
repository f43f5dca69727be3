"""A late ad: one more of the ad book, ads.csv or ads.toml, tried before it is written; what is
wrong with it is told field by field.

    cells by field ──▶ the book's text with the ad ──read back──▶ its booking, and what is wrong
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from layout.publication.ads.artwork_files import artwork_findings, artwork_of
from layout.publication.ads.book_file import BOOKS, sheet_as_published
from layout.publication.ads.printed_pages import known_sections
from layout.publication.settings.newsgrid_toml import House
from slots.book.ad_settings import FIELDS
from slots.book.booking import Booking, Entry
from slots.book.csv_book import NEW_BOOK, columns_of, read_csv, with_line
from slots.book.read import read_book
from slots.book.toml_book import read_book_toml, with_table
from slots.finding import Finding, Severity, Where, new_since

_NEEDED = ("id", "advertiser", "size")
"""What every ad has: it is told where one of them is empty."""

UNNAMED = "\N{EN DASH}"
"""What stands for the id and the advertiser of an ad that has none yet, while the rest is tried."""

_NAMES = ("id", "advertiser")
_TOML = BOOKS[1]
_Wrong = Mapping[str, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class LateAd:
    """An ad that is tried. `before` is the book's text without it, `text` that with it, which is
    not written yet; what is `wrong` stands by its field ("": none in particular), and so does what
    else is `told` of it. `booking` is None where something is wrong."""

    before: str
    text: str
    booking: Booking | None
    wrong: _Wrong = field(default_factory=dict)
    told: _Wrong = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """All that is wrong, the fields in their order."""
        return tuple(one for each in self.wrong.values() for one in each)


def late_ad(house: House, name: str, text: str, cells: Mapping[str, str]) -> LateAd:
    """An ad, its `cells` by the names of fields, beside those of the book of that name and text.
    What every ad has and this one has not is told, and so is what is wrong beside that."""
    late = _tried(house, name, text, cells)
    nameless = [key for key in _NAMES if not cells.get(key, "").strip()]
    if not nameless:
        return late
    other = _tried(house, name, text, {**cells, **dict.fromkeys(nameless, UNNAMED)})
    # A line without any text is no ad of which something could be missing.
    bare = _tried(house, name, text, {**cells, "size": cells.get("size", "").strip() or UNNAMED})
    lacking = {key: bare.wrong[key] for key in nameless if key in bare.wrong}
    return replace(late, booking=None, wrong={**lacking, **other.wrong}, told=other.told)


def _tried(house: House, name: str, text: str, cells: Mapping[str, str]) -> LateAd:
    said = {key: words for key, words in cells.items() if words.strip() or key in _NEEDED}
    before = text if text.strip() or name == _TOML else _begun(said)
    missing: dict[str, tuple[Finding, ...]] = {}
    if name == _TOML:
        after = with_table(before, said)
    else:
        columns = columns_of(before)
        lacking = [key for key in said if key not in columns and columns]
        missing = {key: (_no_column(key, name),) for key in lacking}
        rest = {key: words for key, words in said.items() if key not in missing}
        after = with_line(before, name, rest)
    return _told(house, LateAd(before, after, None, missing), name)


def _begun(cells: Mapping[str, str]) -> str:
    """The first line of a book that begins with an ad."""
    more = [key for key in cells if key not in NEW_BOOK.rstrip().split(",")]
    return f"{','.join((NEW_BOOK.rstrip(), *more))}\n"


def _no_column(key: str, name: str) -> Finding:
    message = f"the ad book has no column {key}"
    hint = "add one to its first line, or leave it"
    return Finding("missing-column", Severity.ERROR, message, Where(name, 1, 1), hint)


def _told(house: House, late: LateAd, name: str) -> LateAd:
    """The same with what the book says, read back, that it did not say before."""
    sheet = sheet_as_published(house)
    bookings, found = read_book(late.text, name, sheet)
    read = read_book_toml if name == _TOML else read_csv
    entries = read(late.text, name)[0][len(read(late.before, name)[0]) :]
    entry = entries[-1] if entries else None
    new = new_since(read_book(late.before, name, sheet)[1], found)
    wrong = _by_field((one for one in new if one.severity is Severity.ERROR), entry, late.wrong)
    own = [one for one in bookings if entry and one.where == entry.row]
    unknown = known_sections(own, house.publication.print_plan)[1]
    wrong |= {"section": unknown} if unknown else {}
    told = _by_field((one for one in new if one.severity is not Severity.ERROR), entry, {})
    booking = own[0] if own and not wrong else None
    if booking and booking.artwork:
        told["artwork"] = (*told.get("artwork", ()), *_artwork(booking, house))
    return LateAd(late.before, late.text, booking, wrong, told)


def _by_field(
    found: Iterable[Finding], entry: Entry | None, more: _Wrong
) -> dict[str, tuple[Finding, ...]]:
    """Findings by the field of an ad at which they stand, and `more` of them."""
    places: Mapping[str, Where] = entry.places if entry else {}
    keys = {places[key]: key for key in reversed(tuple(places))}
    result = dict(more)
    for one in found:
        key = keys.get(one.where, _named_in(one.message))
        result[key] = (*result.get(key, ()), one)
    return result


def _named_in(message: str) -> str:
    """The field that a message is about, of an ad that does not say it; "" for none."""
    return next((one for one in FIELDS if f" {one}: " in f" {message}"), "")


def _artwork(booking: Booking, house: House) -> Sequence[Finding]:
    """What is to be said of artwork that is named by its path."""
    folder = house.folder or Path()
    file, problem = artwork_of(booking, folder)
    if file is None:
        return (problem,) if problem else ()
    return artwork_findings(booking, file, sheet_as_published(house))
