"""A late ad of the desk's form: what the form offers, what is wrong with what it says, and booking
it, with its artwork.

    cells ──▶ the ad book's text with the ad, read back: wrong, or written
    bytes of artwork ──▶ preflight at once; booked, kept under ads/, the next free name
"""

from __future__ import annotations

import hashlib
import posixpath
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from layout.desk.preview.access import writable_files
from layout.desk.preview.access.writable_files import NEW, Text
from layout.desk.preview.lists.kept_files import check_ours, kept, taken_away
from layout.desk.preview.workers.findings_as_data import below, findings_data
from layout.imports.publication.disk import Disk
from layout.publication.ads.arrived_artwork import Arrived, arrived
from layout.publication.ads.book_file import book_file, sheet_as_published
from layout.publication.ads.late_ad import UNNAMED, LateAd, late_ad
from layout.publication.ads.sold_sizes import size_as_booked, sold_sizes
from layout.publication.settings.newsgrid_toml import FILE, House, load_house
from slots.book.booking import Booking
from slots.book.read import read_book
from slots.finding import BadInput, Finding, Where, bad_input

_HOME = "ads"
"""The folder of artwork, where no ad of the book has another."""

_SUFFIXES = {
    **{"JPEG": ".jpg", "PNG": ".png", "PDF": ".pdf"},
    **{"WEBP": ".webp", "GIF": ".gif", "TIFF": ".tif", "AVIF": ".avif"},
}

_Data = dict[str, Any]


def late_form(folder: Path) -> _Data:
    """What the form offers: `sizes`, and `advertisers` with their categories."""
    house, book = _book(folder)
    known = {one.advertiser: one.category for one in _bookings(house, book)}
    return {
        "sizes": [asdict(one) for one in sold_sizes(house, book.name, book.text)],
        "advertisers": [{"name": one, "category": known[one]} for one in sorted(known)],
    }


def late_tried(folder: Path, cells: Mapping[str, str], file: str) -> _Data:
    """What is `wrong` with an ad, and with a `file` of artwork; what else is `told`, each by its
    field ("": none in particular); its `size` on paper; and the `book` with it, where nothing is
    wrong."""
    house, book = _book(folder)
    late = late_ad(house, book.name, book.text, _with_artwork(cells, file))
    told = {key: each for key, each in late.told.items() if not (file and key == "artwork")}
    booking = late.sized
    name = cells.get("id", "").strip() or UNNAMED
    return {
        "wrong": _by_field(folder, late.wrong, name),
        "told": _by_field(folder, told, name),
        "size": size_as_booked(booking, sheet_as_published(house)) if booking else "",
        "book": None if late.wrong else late.text,
    }


def late_artwork(folder: Path, name: str, cells: Mapping[str, str], data: bytes) -> _Data:
    """What a file of artwork is, and what of it does not suit the ad. Raises BadInput where it
    cannot be printed."""
    house, book = _book(folder)
    sized = late_ad(house, book.name, book.text, cells).sized
    found = _looked_at(house, name, cells, data, sized)
    told = findings_data(replace(one, where=Where()) for one in found.findings)
    return {"facts": list(found.facts), "size": found.size, "findings": told}


def late_checked(folder: Path, cells: Mapping[str, str], name: str, data: bytes) -> str:
    """The ending of a file for its artwork, "" without any. Raises BadInput with what is wrong with
    an ad, and with its artwork where that cannot be printed."""
    house, book = _book(folder)
    late = _sound(folder, house, book, _with_artwork(cells, name))
    if not name:
        return ""
    return _SUFFIXES[_looked_at(house, name, cells, data, late.sized).kind]


def late_text(folder: Path, cells: Mapping[str, str]) -> str:
    """The text of the book with an ad in it. Raises BadInput with what is wrong with it."""
    return _sound(folder, *_book(folder), cells).text


def late_booked(
    folder: Path, cells: Mapping[str, str], name: str, data: bytes, ending: str
) -> _Data:
    """Books an ad that was checked: {"file", "line", "before", "after", "revision"}, its texts, so
    that it can be undone; with artwork, which is kept in a file with the `ending` for it, also its
    "artwork" and "digest". Raises BadInput with what is wrong, Conflict where the book changed
    meanwhile; nothing is kept then."""
    if not name:
        return _written(folder, cells)
    house, book = _book(folder)
    disk, home = Disk(folder), _home(_bookings(house, book))
    artwork = kept(disk, home, PurePosixPath(name).stem, ending, data)
    try:
        done = _written(folder, {**cells, "artwork": artwork})
    except BaseException:
        disk.drop(artwork)
        raise
    return {**done, "artwork": artwork, "digest": hashlib.sha256(data).hexdigest()}


def _with_artwork(cells: Mapping[str, str], name: str) -> Mapping[str, str]:
    """Cells as they will be with a file of artwork: the book needs a column for its name."""
    return {**cells, "artwork": f"{_HOME}/{name}"} if name else cells


@dataclass(frozen=True, slots=True)
class BackAd:
    """An ad that is taken back: the book's file, the text that it had, and its revision now; the
    file of the artwork, and its digest."""

    file: str
    text: str
    revision: str
    artwork: str
    digest: str


def late_taken_back(folder: Path, back: BackAd) -> _Data:
    """Gives the book the text that it had, and takes the artwork away where no text names it, and
    it is what was handed in: {"revision", "kept": whether it stays}. Raises Conflict where the book
    changed since."""
    check_ours(back.artwork, _SUFFIXES.values())
    now = writable_files.write(folder, back.file, back.text, back.revision)
    return {
        "revision": now.revision,
        "kept": not taken_away(folder, back.artwork, back.digest),
    }


def _written(folder: Path, cells: Mapping[str, str]) -> _Data:
    house, book = _book(folder)
    late = _sound(folder, house, book, cells)
    after = writable_files.write(folder, book.name, late.text, book.revision)
    texts = {"before": late.before, "after": after.text, "revision": after.revision}
    return {"file": after.name, "line": _line(late), **texts}


def _sound(folder: Path, house: House, book: Text, cells: Mapping[str, str]) -> LateAd:
    """An ad that can be booked. Raises BadInput with what is wrong with it."""
    late = late_ad(house, book.name, book.text, cells)
    if late.errors:
        raise BadInput(below(folder, late.errors))
    return late


def _line(late: LateAd) -> int:
    return (late.booking.where.line if late.booking else None) or late.text.count("\n")


def _book(folder: Path) -> tuple[House, Text]:
    """The publication, and its ad book as the desk reads it; an empty one where there is none."""
    house = load_house(folder / FILE)
    file = book_file(house)
    return house, writable_files.read(folder, file.name) if file else Text("ads.csv", "", NEW)


def _bookings(house: House, book: Text) -> tuple[Booking, ...]:
    return (
        read_book(book.text, book.name, sheet_as_published(house))[0] if book.text.strip() else ()
    )


def _by_field(folder: Path, found: Mapping[str, Iterable[Finding]], name: str) -> _Data:
    """Findings by their fields, which need not be named again, nor the ad."""
    return {
        field: findings_data(below(folder, (_brief(one, name, field) for one in each)))
        for field, each in found.items()
    }


def _brief(one: Finding, name: str, field: str) -> Finding:
    message = one.message.removeprefix(f"{name}: ").removeprefix(f"{field}: ")
    return replace(one, message=message)


def _home(bookings: Iterable[Booking]) -> str:
    """The folder in which most artwork of the book is."""
    folders = Counter(posixpath.dirname(one.artwork) for one in bookings if one.artwork)
    usual = [name for name, _ in folders.most_common(1) if name and not name.startswith((".", "/"))]
    return usual[0] if usual else _HOME


def _looked_at(
    house: House, name: str, cells: Mapping[str, str], data: bytes, sized: Booking | None
) -> Arrived:
    """A file of artwork for an ad. Raises BadInput where it cannot be printed."""
    if not data:
        hint = "choose the artwork itself, or save it again"
        raise bad_input("empty-file", "the file is empty", Where(name), hint)
    return arrived(house, name, data, sized, cells.get("colour", "") == "yes")
