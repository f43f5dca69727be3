"""A late ad: one more of the ad book, ads.csv or ads.toml, tried before it is written; what is
wrong with it is told field by field.

    cells by field ──▶ the book's text with the ad ──read back──▶ its booking, and what is wrong
    "id=A9, advertiser=Late Lamps, size=1x40mm" ──▶ cells by field
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from layout.publication.ads.artwork_files import artwork_findings, artwork_of
from layout.publication.ads.book_file import (
    BOOKS,
    book_bytes,
    book_file,
    decoded,
    sheet_as_published,
)
from layout.publication.ads.printed_pages import known_sections
from layout.publication.settings.newsgrid_toml import House
from slots.book.ad_settings import FIELDS
from slots.book.booking import Booking, Entry
from slots.book.csv_book import NEW_BOOK, columns_of, read_csv, with_line
from slots.book.read import read_book
from slots.book.sheet import Sheet
from slots.book.toml_book import read_book_toml, with_table
from slots.finding import BadInput, Finding, Severity, Where, bad_input, new_since
from slots.rules.mistake import nearest, suggested

_NEEDED = ("id", "advertiser", "size")
"""What every ad has: it is told where one of them is empty."""

UNNAMED = "\N{EN DASH}"
"""What stands for the id and the advertiser of an ad that has none yet, while the rest is tried."""

_WITH = "--with-ad"
_AS_IN = "id=A9, advertiser=Late Lamps, size=1x40mm"
_CELL = re.compile(r'\s*(?:([^=,"]*?)\s*=\s*("(?:[^"]|"")*"|[^,"]*?)\s*)?(,|$)')
"""A name and a value, which is in quotes where it has a comma, and the comma after it."""

_NAMES = ("id", "advertiser")
_TOML = BOOKS[1]
_Wrong = Mapping[str, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class LateAd:
    """An ad that is tried. `before` is the book's text without it, `text` that with it, which is
    not written yet; what is `wrong` stands by its field ("": none in particular), and so does what
    else is `told` of it. `booking` is None where something is wrong; `sized` has the size of the
    ad wherever that can be read."""

    before: str
    text: str
    booking: Booking | None
    wrong: _Wrong = field(default_factory=dict)
    told: _Wrong = field(default_factory=dict)
    sized: Booking | None = None

    @property
    def errors(self) -> tuple[Finding, ...]:
        """All that is wrong, the fields in their order."""
        return tuple(one for each in self.wrong.values() for one in each)


def late_ad(house: House, name: str, text: str, cells: Mapping[str, str]) -> LateAd:
    """An ad, its `cells` by the names of fields, beside those of the book of that name and text.
    What every ad has and this one has not is told, and so is what is wrong beside that."""
    said = {key: words for key, words in cells.items() if words.strip() or key in _NEEDED}
    before = text if text.strip() or name == _TOML else _begun(said)
    book = _Book(house, name, before, sheet_as_published(house))
    late = book.tried(said)
    alone = book.without_ads()
    sized = replace(alone, checked=False).tried(
        {**dict.fromkeys(_NAMES, UNNAMED), "size": cells.get("size", "")}
    )
    late = replace(late, sized=late.booking or sized.booking)
    nameless = [key for key in _NAMES if not cells.get(key, "").strip()]
    if not nameless:
        return late
    other = alone.tried({**said, **dict.fromkeys(nameless, UNNAMED)})
    # A line without any text is no ad of which something could be missing.
    bare = replace(alone, checked=False).tried(
        {**said, "size": cells.get("size", "").strip() or UNNAMED}
    )
    lacking = {key: bare.wrong[key] for key in nameless if key in bare.wrong}
    wrong = {**lacking, **other.wrong, **late.wrong}
    return replace(late, booking=None, wrong=wrong, told={**other.told, **late.told})


def with_late_ads(house: House, ads: Iterable[Mapping[str, str]]) -> str:
    """The text of a publication's ad book with late ads, each its cells by the names of fields.
    Raises BadInput where the book cannot be read, and with all that is wrong with an ad."""
    file = book_file(house)
    text = decoded(book_bytes(file), file)[0] if file else ""
    for cells in ads:
        late = late_ad(house, file.name if file else BOOKS[0], text, cells)
        if late.errors:  # it stands in no file
            raise BadInput([replace(one, where=Where(_WITH)) for one in late.errors])
        text = late.text
    return text


def cells_of(said: str) -> dict[str, str]:
    """The cells of an ad as it is said in one line. Raises BadInput.

    >>> cells_of('id=A9, client="Lamps, Late & Co", size=1x40mm')
    {'id': 'A9', 'advertiser': 'Lamps, Late & Co', 'size': '1x40mm'}
    """
    cells, at = dict[str, str](), 0
    while at < len(said):
        found = _CELL.match(said, at)
        if found is None:
            message = f'this is no name with its value: "{said[at:].strip()}"'
            hint = f"write an ad as in {_AS_IN}; a value that has a comma in quotes"
            raise bad_input("bad-ad", message, Where(_WITH, 1, at + 1), hint)
        name, value, at = found[1], found[2], found.end()
        if name is not None:
            field = _field(name, Where(_WITH, 1, found.start(1) + 1), cells)
            quoted = value.startswith('"')
            cells[field] = value[1:-1].replace('""', '"') if quoted else value
    return cells


def _field(name: str, where: Where, cells: Mapping[str, str]) -> str:
    """The field of a name, of those that have no cell yet."""
    field = next(iter(columns_of(name)), "")
    if not field:
        message = f'an ad has no column "{name}"{suggested(nearest(name, FIELDS))}'
        raise bad_input("unknown-column", message, where, f"columns are {', '.join(FIELDS)}")
    if field in cells:
        raise bad_input("column-twice", f"{field} is said twice", where, "leave one of the two")
    return field


def _begun(cells: Mapping[str, str]) -> str:
    """The first line of a book that begins with an ad."""
    more = [key for key in cells if key not in NEW_BOOK.rstrip().split(",")]
    return f"{','.join((NEW_BOOK.rstrip(), *more))}\n"


def _no_column(key: str, name: str) -> Finding:
    message = f"the ad book has no column {key}"
    hint = "add one to its first line, or leave it"
    return Finding("missing-column", Severity.ERROR, message, Where(name, 1, 1), hint)


@dataclass(frozen=True, slots=True)
class _Book:
    """A book in which an ad is tried, by its name and text, and what its sizes mean."""

    house: House
    name: str
    text: str
    sheet: Sheet
    checked: bool = True
    """Whether files of artwork are looked at."""

    def without_ads(self) -> _Book:
        """The same book of no other ads, in which one is read in no time."""
        if self.name == _TOML:
            modules = read_book_toml(self.text, self.name)[1]
            return replace(self, text="", sheet=replace(self.sheet, modules=modules))
        return replace(self, text=f"{','.join(columns_of(self.text))}\n")

    def tried(self, said: Mapping[str, str]) -> LateAd:
        """The book with an ad more, and what it says then, read back, that it did not say
        before."""
        missing: dict[str, tuple[Finding, ...]] = {}
        if self.name == _TOML:
            after = with_table(self.text, said)
        else:
            columns = columns_of(self.text)
            lacking = [key for key in said if key not in columns and columns]
            missing = {key: (_no_column(key, self.name),) for key in lacking}
            rest = {key: words for key, words in said.items() if key not in missing}
            after = with_line(self.text, self.name, rest)
        return self._read_back(after, missing)

    def _read_back(self, after: str, missing: _Wrong) -> LateAd:
        bookings, found = read_book(after, self.name, self.sheet)
        entry = self._entry(after)
        new = new_since(read_book(self.text, self.name, self.sheet)[1], found)
        wrong = _by_field((one for one in new if one.severity is Severity.ERROR), entry, missing)
        own = [one for one in bookings if entry and one.where == entry.row]
        unknown = known_sections(own, self.house.publication.print_plan)[1]
        wrong |= {"section": unknown} if unknown else {}
        told = _by_field((one for one in new if one.severity is not Severity.ERROR), entry, {})
        booking = own[0] if own and not wrong else None
        if booking and booking.artwork and self.checked:
            told["artwork"] = (*told.get("artwork", ()), *_artwork(booking, self.house))
        return LateAd(self.text, after, booking, wrong, told)

    def _entry(self, after: str) -> Entry | None:
        """The ad as a text of the book has it below all others; None where that has no words."""
        read = read_book_toml if self.name == _TOML else read_csv
        last = next(reversed(read(after, self.name)[0]), None)
        return last if last and (last.row.line or 0) > self.text.count("\n") else None


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
