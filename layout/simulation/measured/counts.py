"""What was counted of ads, from a CSV file of an ad server or of analytics.

    slot,breakpoint,depth,views,viewable,revenue
    inline-ad,mobile,0.8,18240,12011,61.20
    inline-ad,mobile,2.5,"16,905",8230,40.75
    rail-ad,desktop,,9120,6900,30.02

`depth` is how many screens of copy stand above the ad, as `decay` of the rules counts them; empty
for ads that stand in no copy. `views` are views of pages in which the ad stood there, looked at or
not; `viewable` how many of them saw it, `revenue` what all of them brought, in one currency. One of
the two is enough. Lines of one slot need not be joined: days that differ are how it is known how
sure the figures are.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from slots.files.door import BOOK, Unopened, read_file
from slots.finding import BadInput, Finding, Severity, Where, bad_input
from slots.rules.mistake import suggestion
from slots.rules.terms import Rules

_MOST_LINES = 200_000
_MOST = 10**12
_DEEPEST = 1_000
_COLUMNS = ("slot", "breakpoint", "depth", "views", "viewable", "revenue")
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")


class Place(NamedTuple):
    """A slot, at one breakpoint or ("") at all of them."""

    slot: str
    breakpoint: str


@dataclass(frozen=True, slots=True)
class Count:
    """A line of the file: at a depth in screens (None: in no copy), what so many views came to."""

    place: Place
    depth: float | None
    views: int
    viewable: int | None
    revenue: float | None


def read_counts(path: Path, rules: Rules) -> tuple[Count, ...]:
    """The counts of a file, of slots that the rules have. Raises BadInput with every problem."""
    file = str(path)
    try:
        text = read_file(path, BOOK, None).decode("utf-8-sig")
    except Unopened as error:
        raise BadInput(error.at(Where(file)).findings) from None
    except UnicodeDecodeError:
        hint = "save it from the spreadsheet as CSV, UTF-8"
        raise bad_input("measured", "this is not UTF-8 text", Where(file, 1), hint) from None
    try:
        return _Reader(file, rules).read(text)
    except csv.Error as error:
        hint = "close the quote, or save it from the spreadsheet anew"
        raise bad_input("measured", f"this is no CSV: {error}", Where(file, 1), hint) from None


class _Reader:
    """One reading of a file: its lines, and what is wrong with them."""

    def __init__(self, file: str, rules: Rules) -> None:
        self._file, self._rules = file, rules
        self._wrong: list[Finding] = []
        self._deep: dict[Place, bool] = {}

    def read(self, text: str) -> tuple[Count, ...]:
        rows = csv.reader(io.StringIO(text), strict=True)
        head = [name.strip().lower() for name in next(rows, [])]
        self._check(head)
        counts: list[Count] = []
        for cells in rows:
            row = dict(zip(head, map(str.strip, cells), strict=False))
            if not any(row.values()):
                continue
            if len(counts) >= _MOST_LINES:
                what = f"more than {_MOST_LINES:,} lines"
                self._say(rows.line_num, what, "join lines of the same slot, depth and week")
                break
            counts += self._line(row, rows.line_num)
        if not counts and not self._wrong:
            self._say(1, "nothing was counted", "write a line for each slot and depth")
        if self._wrong:
            raise BadInput(self._wrong)
        return tuple(counts)

    def _check(self, head: list[str]) -> None:
        needed = [name for name in ("slot", "views") if name not in head]
        if not {"viewable", "revenue"} & set(head):
            needed.append("viewable or revenue")
        if needed:
            self._say(
                1, f"no column {needed[0]}", "begin it with slot,depth,views,viewable,revenue"
            )
            raise BadInput(self._wrong)
        for name in head:
            if name not in _COLUMNS or head.count(name) > 1:
                twice = "twice" if name in _COLUMNS else "unknown"
                near = "" if name in _COLUMNS else suggestion(name, _COLUMNS)
                self._say(1, f'column "{name}" is {twice}{near}', "take it out, or rename it")
        if self._wrong:
            raise BadInput(dict.fromkeys(self._wrong))

    def _line(self, row: Mapping[str, str], line: int) -> Iterator[Count]:
        before = len(self._wrong)
        place = self._place(row, line)
        depth = self._number(row, "depth", line, _DEEPEST)
        views = self._number(row, "views", line, _MOST)
        viewable = self._number(row, "viewable", line, _MOST)
        revenue = self._number(row, "revenue", line, _MOST)
        if len(self._wrong) > before:
            return
        if not views:
            self._say(line, "no views", "leave the line out, or write how many views there were")
        if viewable is None and revenue is None:
            self._say(line, "neither viewable nor revenue", "write one of them, 0 for none")
        if views and viewable is not None and viewable > views:
            what = f"{viewable:,.0f} of {views:,.0f} views were viewable"
            self._say(line, what, "views are all views of the page, seen or not")
        if self._deep.setdefault(place, depth is not None) != (depth is not None):
            self._say(
                line,
                f"{place.slot} has a depth on some lines only",
                "write it on all of them, or on none",
            )
        if len(self._wrong) == before and views:
            seen = None if viewable is None else round(viewable)
            yield Count(place, depth, round(views), seen, revenue)

    def _place(self, row: Mapping[str, str], line: int) -> Place:
        slot, point = row.get("slot", ""), row.get("breakpoint", "")
        if slot not in self._rules.slot:
            near = suggestion(slot, self._rules.slot)
            names = ", ".join(self._rules.slot) or "none"
            self._say(line, f'no slot "{slot}" in the rules{near}', f"one of: {names}")
        if point and point not in self._rules.breakpoints:
            near, names = (
                suggestion(point, self._rules.breakpoints),
                ", ".join(self._rules.breakpoints),
            )
            self._say(line, f'no breakpoint "{point}" in the rules{near}', f"one of: {names}")
        return Place(slot, point)

    def _number(self, row: Mapping[str, str], key: str, line: int, most: int) -> float | None:
        text = row.get(key, "").replace("\u00a0", "").replace(" ", "")
        if not text:
            return None
        found = _NUMBER.fullmatch(text) if text.isascii() else None
        if found is None or (key in ("views", "viewable") and found[2]):
            kind = "whole number" if key in ("views", "viewable") else "number"
            self._say(line, f'{key} "{row[key]}" is no {kind}', f"write it as {_LIKE[key]}")
            return None
        number = float(found[1].replace(",", "") + (found[2] or ""))
        if number > most:
            self._say(line, f"{key} {text} is more than {most:,}", f"write it as {_LIKE[key]}")
            return None
        return number

    def _say(self, line: int, what: str, hint: str) -> None:
        self._wrong.append(Finding("measured", Severity.ERROR, what, Where(self._file, line), hint))


_LIKE = {"depth": "1.5", "views": "18240", "viewable": "12011", "revenue": "61.20"}
"""A number as each column has it."""
