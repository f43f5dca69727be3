"""The ad book and the creatives as lists show them: every ad that is written, booked or not."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.checking.one_file import inspect
from layout.desk.preview.workers.findings_as_data import below
from layout.publication.ads.book_file import BOOKS, book_bytes, decoded
from layout.publication.ads.book_mistakes import booked
from layout.publication.creatives.read_creatives import CREATIVES
from layout.publication.material import attempt
from layout.work.terminal.report import as_data
from slots.book.booking import Booking, Entry
from slots.book.cell_values import parse_yes
from slots.book.csv_book import read_csv
from slots.book.toml_book import read_book_toml
from slots.files.door import inside, is_file, there
from slots.finding import Finding
from slots.rulebook.load import read_text
from slots.stacking.task.ad_plan import AdPlace
from slots.text.broken_toml import read_toml
from slots.text.source_map import Positions, positions
from slots.units import MPT_PER, Unit

if TYPE_CHECKING:
    from layout.publication.settings.newsgrid_toml import House

_MONEY = re.compile(r"[€$£¥]|\b(?:CHF|EUR|USD|GBP|SEK|NOK|DKK|CZK|PLN)\b")
"""Signs of money, as they stand before or behind an amount."""

_WRITTEN = (
    "id advertiser category size width depth section pages position side apart away_from near "
    "priority price lock artwork"
).split()
"""What of a booking is shown as it is written."""

_MARKS = ("colour", "coupon", "double_truck", "solus", "far_forward", "label")
"""What of a booking is shown where it is so."""


def mark_of(file: Path) -> str:
    """What tells a file from what it was: a part of the address of its picture, "" for none."""
    try:
        stat = file.stat()
    except OSError:
        return ""
    return f"{stat.st_size:x}-{stat.st_mtime_ns:x}"


def bookings_data(folder: Path, places: Sequence[AdPlace]) -> dict[str, Any]:
    """The bookings of a publication, as `GET /api/ads` gives them: all that the book has, `booked`
    or not. `places` are those in which ads stood when the edition was last made."""
    pages = {place.id: place.page for place in places}
    found: list[Finding] = []
    books = [folder / name for name in BOOKS if there(folder / name)]
    entries: tuple[Entry, ...] = ()
    bookings: tuple[Booking, ...] = ()
    for file in books[:1]:
        entries = attempt(lambda file=file: _entries(file), []) or ()  # type: ignore[misc]
        known = attempt(lambda file=file: booked(file, places), found)  # type: ignore[misc]
        bookings, findings = known or ((), ())
        found += findings
    by_place = {booking.where: booking for booking in bookings}
    shared, own = _shared_out(below(folder, found), [entry.row.line or 0 for entry in entries])
    rows = [
        _row(entry, by_place.get(entry.row), pages, folder) | {"problems": own[number]}
        for number, entry in enumerate(entries)
    ]
    file_name = books[0].name if books else None
    sign = currency_of(row["price"] for row in rows)
    return {"book": file_name, "bookings": rows, "book_problems": shared, "currency": sign}


def currency_of(prices: Iterable[str]) -> str:
    """The sign of money that stands in most of the prices that have one, "" where none has.

    >>> currency_of(["1200", "$1,200.50", "1.200,50 €", "$ 90"])
    '$'
    """
    signs = Counter(sign for price in prices for sign in _MONEY.findall(price))
    return min(signs, key=lambda sign: (-signs[sign], sign), default="")


def _entries(file: Path) -> tuple[Entry, ...]:
    """What the ads of a book say, whether or not it can be used."""
    text, _ = decoded(book_bytes(file), file)
    reader = read_book_toml if file.suffix == ".toml" else read_csv
    return reader(text, str(file))[0]


def _is_there(artwork: str, folder: Path) -> bool:
    file = inside(folder / artwork, folder)
    return file is not None and is_file(file)


def _row(
    entry: Entry, booking: Booking | None, pages: Mapping[str, int], folder: Path
) -> dict[str, Any]:
    texts = {name: _shown(entry.values.get(name)) for name in _WRITTEN}
    texts["size"] = texts["size"] or " x ".join(filter(None, (texts["width"], texts["depth"])))
    artwork = texts["artwork"]
    row: dict[str, Any] = {
        **texts,
        "line": entry.row.line,
        "booked": booking is not None,
        "page": pages.get(booking.id if booking else texts["id"]),
        "there": bool(artwork) and _is_there(artwork, folder),
        "mark": mark_of(folder / artwork) if artwork and _is_there(artwork, folder) else "",
    }
    row["marks"] = [name.replace("_", " ") for name in _MARKS if _yes(entry.values.get(name))]
    if booking is None:
        return row | {"columns": 0, "millimetres": 0, "cents": 0, "rank": 5}
    return row | {
        "columns": booking.columns,
        "millimetres": float(round(booking.depth / MPT_PER[Unit.MM], 1)),
        "cents": booking.price,
        "rank": booking.priority,
    }


def _yes(value: Any) -> bool:
    """Whether a cell means yes; one that means neither yes nor no is reported by the checks."""
    try:
        return parse_yes(str(value))
    except ValueError:
        return False


def creatives_data(folder: Path, house: House | None) -> dict[str, Any]:
    """The creatives of a publication, as `GET /api/ads` gives them, with the edition's day."""
    file = folder / CREATIVES
    day = house.publication.date if house else None
    result = {"day": day.isoformat() if day else None}
    if not there(file):
        return result | {"creatives_file": None, "creatives": [], "creative_problems": []}
    text = attempt(lambda: read_text(file, root=folder), []) or ""
    data, mended, _ = read_toml(text, str(file))
    places = positions(mended, str(file)) if mended else Positions(str(file))
    tables = data.get("creative")
    tables = tables if isinstance(tables, dict) else {}
    named = {name: table for name, table in tables.items() if isinstance(table, dict)}
    lines = {name: places.key(("creative", name)).line or 0 for name in named}
    starts = _starts(data, places, lines)
    shared, own = _shared_out(below(folder, inspect(file)), [line for line, _ in starts])
    problems = {name: found for (_, name), found in zip(starts, own, strict=True) if name}
    shared += [f for (_, name), found in zip(starts, own, strict=True) if not name for f in found]
    rows = [
        _creative(name, table, day) | {"line": lines[name], "problems": problems[name]}
        for name, table in named.items()
    ]
    return result | {"creatives_file": CREATIVES, "creatives": rows, "creative_problems": shared}


def _starts(
    data: Mapping[str, Any], places: Any, lines: Mapping[str, int]
) -> list[tuple[int, str]]:
    """Where parts of the file begin, in order: creatives by their names, other tables as ""."""
    others = [(places.key((key,)).line or 0, "") for key in data if key != "creative"]
    sellers = data.get("seller")
    count = len(sellers) if isinstance(sellers, list) else 0
    others += [(places.key(("seller", index)).line or 0, "") for index in range(count)]
    return sorted([*((line, name) for name, line in lines.items()), *others])


def _creative(name: str, creative: Mapping[str, Any], day: datetime.date | None) -> dict[str, Any]:
    what = next(
        (
            creative[key]
            for key in ("file", "template", "image", "unit", "client")
            if key in creative
        ),
        None,
    )
    pictures = creative.get("images")
    return {
        "name": name,
        "kind": _shown(creative.get("kind")),
        "what": _shown(what if what is not None else pictures),
        "slots": _listed(creative.get("slots")),
        "sizes": _listed(creative.get("sizes")),
        "categories": _listed(creative.get("categories")),
        "from": _shown(creative.get("from")),
        "until": _shown(creative.get("until")),
        "share": _shown(creative.get("share")),
        "priority": _shown(creative.get("priority")),
        "when": _when(creative.get("from"), creative.get("until"), day),
    }


def _when(since: Any, until: Any, day: datetime.date | None) -> str:
    """Whether a creative is shown on a day: "now", "later" or "over"; "now" where nobody knows."""
    if day and isinstance(since, datetime.date) and str(since)[:10] > day.isoformat():
        return "later"
    if day and isinstance(until, datetime.date) and str(until)[:10] < day.isoformat():
        return "over"
    return "now"


def _shared_out(
    findings: Iterable[Finding], starts: Sequence[int]
) -> tuple[list[dict[str, Any]], list[list[dict[str, Any]]]]:
    """Findings as JSON: those before the first of some lines, and of each the ones from its line
    to the next."""
    from bisect import bisect_right

    shared: list[dict[str, Any]] = []
    own: list[list[dict[str, Any]]] = [[] for _ in starts]
    for finding in findings:
        at = bisect_right(starts, finding.where.line or 0) - 1
        (own[at] if at >= 0 else shared).append(as_data(finding))
    return shared, own


def _shown(value: Any) -> str:
    """A value as lists show it, "" for none.

    >>> _shown(None), _shown(True), _shown(["crash", "crime"]), _shown(475)
    ('', 'yes', 'crash, crime', '475')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(_listed(value)) if isinstance(value, (list, tuple)) else str(value)


def _listed(value: Any) -> list[str]:
    values = value if isinstance(value, (list, tuple)) else [] if value is None else [value]
    return [str(each) for each in values]
