"""The traffic of stories, from a publication's traffic.csv: how often each was looked at.

    story,views,mobile,desktop
    stories/flood.md,12400,9100,3300
    /news/ferry.html,"1,870",,

`story` is its file, its address or its slug: the last part of it, without its ending, counts.
`views` is all that there were; columns named as breakpoints, where there are any, say how many of
them were on such screens. Lines about the same story add up: analytics give one for each address.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from slots.files.door import BOOK, Unopened, read_file, there
from slots.finding import Finding, Severity, Where

TRAFFIC = "traffic.csv"

_MOST_LINES = 200_000
_MOST_VIEWS = 10**12
_ALL = "views"


@dataclass(frozen=True, slots=True)
class Traffic:
    """Views by story and kind of screen; `known` says whether there is any file of them."""

    known: bool = False
    views: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def of(self, file: str, breakpoint: str) -> int:
        """How often a story was looked at on screens of a breakpoint: where nothing is said of
        them, on all screens; 0 for a story of which nothing is said."""
        found = self.views.get(_name(file), {})
        return found.get(breakpoint, found.get(_ALL, 0))

    def has(self, file: str) -> bool:
        """Whether anything is said of a story."""
        return _name(file) in self.views


def read_traffic(folder: Path) -> tuple[Traffic, tuple[Finding, ...]]:
    """The traffic of a publication, and what is wrong with its file; never raises. Lines that
    cannot be read are left out and reported."""
    file = folder / TRAFFIC
    if not there(file):
        return Traffic(), ()
    try:
        text = read_file(file, BOOK, folder).decode("utf-8-sig")
    except Unopened as error:
        return Traffic(), error.at(Where(str(file))).findings
    except UnicodeDecodeError:
        hint = "save it from the spreadsheet as CSV, UTF-8"
        return Traffic(), (_wrong(Where(str(file), 1), "is no UTF-8", hint, Severity.ERROR),)
    try:
        return _read(file, text)
    except csv.Error as error:
        hint = "close the quote, or save it from the spreadsheet anew"
        return Traffic(), (
            _wrong(Where(str(file), 1), f"is no CSV: {error}", hint, Severity.ERROR),
        )


def _read(file: Path, text: str) -> tuple[Traffic, tuple[Finding, ...]]:
    rows = csv.reader(io.StringIO(text), strict=True)
    head = [name.strip().lower() for name in next(rows, [])]
    if "story" not in head or _ALL not in head:
        hint = "begin it with a line story,views"
        what = "has no columns story and views"
        return Traffic(), (_wrong(Where(str(file), 1), what, hint, Severity.ERROR),)
    views: dict[str, dict[str, int]] = {}
    findings: list[Finding] = []
    for cells in rows:
        where = Where(str(file), rows.line_num)
        if rows.line_num > _MOST_LINES:
            hint = "leave out stories that nobody reads any more"
            findings.append(_wrong(where, "goes on: the rest is left out", hint))
            break
        row = dict(zip(head, map(str.strip, cells), strict=False))
        if any(row.values()):
            findings += _take(row, views, where)
    return Traffic(True, views), tuple(findings)


def _take(row: dict[str, str], views: dict[str, dict[str, int]], where: Where) -> Iterator[Finding]:
    """Adds a line to the views; what is wrong with it is given."""
    name = _name(row.get("story", ""))
    counts = {key: _count(text) for key, text in row.items() if key != "story" and key and text}
    bad = [key for key, count in counts.items() if count is None]
    if not name or bad or _ALL not in counts:
        what = f"{bad[0]} is no number" if bad else "a story and its views are expected"
        yield _wrong(where, f"{what}: the line is left out", "write it as stories/flood.md,12400")
        return
    held = views.setdefault(name, {})
    for key, count in counts.items():
        held[key] = held.get(key, 0) + (count or 0)


def _name(story: str) -> str:
    """What a story is known by: the last part of its file or address, without the ending."""
    try:
        path = PurePosixPath(unquote(urlsplit(story).path))
    except ValueError:
        return ""
    return path.parent.name if path.name == "index.html" else path.stem


def _count(text: str) -> int | None:
    digits = text.replace(",", "").replace(" ", "").replace("\u00a0", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 20):
        return None
    return min(int(digits), _MOST_VIEWS)


def _wrong(where: Where, what: str, hint: str, severity: Severity = Severity.WARNING) -> Finding:
    return Finding("traffic", severity, what, where, hint)
