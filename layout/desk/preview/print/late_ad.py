"""Route of a late ad: one more line in ads.csv.

POST /api/ads/late     {"id", "advertiser", "category", "size", "pages"} -> {"file", "line"}

The line is written where the book can be read with it as it could before; else it is said what is
wrong, at its cell, and nothing is written. The page may be left empty.
"""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request

from layout.desk.preview.access import writable_files
from layout.desk.preview.access.writable_files import NEW, Text
from layout.desk.preview.shared.answers import Handler, body_of
from layout.desk.preview.shared.desk import Desk
from layout.publication.ads.book_file import BOOKS, sheet_of
from layout.publication.settings.newsgrid_toml import FILE, load_house
from layout.publication.settings.print_grid import AS_PUBLISHED, grid_for
from slots.book.add_line import NEW_BOOK, with_line
from slots.book.read import read_book
from slots.files.door import there
from slots.finding import BadInput, Finding, Severity, Where, bad_input

_BOOK, _TOML = BOOKS
_FIELDS = ("id", "advertiser", "category", "size", "pages")


async def _late(desk: Desk, request: Request) -> Any:
    """Books an ad. Raises BadInput with what is wrong with it; nothing is written then."""
    if desk.place.alone or not there(desk.folder / FILE):
        hint = "open a publication: newsgrid new DIR starts one"
        raise bad_input("no-publication", "there is no publication to book it in", hint=hint)
    body = await body_of(request, **dict.fromkeys(_FIELDS, str))
    async with desk.writing:
        text = await asyncio.to_thread(_booked, desk, {name: body[name] for name in _FIELDS})
    desk.events.files_changed({_BOOK})
    return {"file": _BOOK, "line": text.count("\n")}


def _booked(desk: Desk, cells: dict[str, str]) -> str:
    if there(desk.folder / _TOML):
        hint = f"write an [[ad]] into {_TOML}, in the source view"
        raise bad_input("toml-book", f"the ad book is {_TOML}, not a table", Where(_TOML), hint)
    here = there(desk.folder / _BOOK)
    before = writable_files.read(desk.folder, _BOOK) if here else Text(_BOOK, "", NEW)
    text = with_line(before.text, _BOOK, cells)
    known = {(one.code, one.message) for one in _errors(desk, before.text or NEW_BOOK)}
    new = [one for one in _errors(desk, text) if (one.code, one.message) not in known]
    if new:
        raise BadInput(new)
    writable_files.write(desk.folder, _BOOK, text, before.revision)
    return text


def _errors(desk: Desk, text: str) -> list[Finding]:
    grid = grid_for(load_house(desk.folder / FILE), AS_PUBLISHED)
    _, found = read_book(text, _BOOK, sheet_of(grid))
    return [one for one in found if one.severity is Severity.ERROR]


LATE_AD_ROUTES: dict[str, Handler] = {"POST /api/ads/late": _late}
