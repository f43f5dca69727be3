"""Route of a late ad: one more line in ads.csv.

POST /api/ads/late     {"id", "advertiser", "category", "size", "pages"}, and as wanted "section",
                       "position", "side", "colour", "price", "artwork"
                       -> {"file", "line", "before", "after"}: its texts, so that it can be undone

The line is written where the book can be read with it as it could before; else it is said what is
wrong, at its cell, and nothing is written. The page may be left empty. What reads books is loaded
with the first late ad, not as the desk begins.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from starlette.requests import Request

from layout.desk.preview.access import writable_files
from layout.desk.preview.access.writable_files import NEW, Text
from layout.desk.preview.print.decide import keep_plan
from layout.desk.preview.shared.answers import Handler, body_of, unusable
from layout.desk.preview.shared.desk import Desk
from slots.files.door import there
from slots.finding import BadInput, Finding, Severity, Where, bad_input

_FIELDS = ("id", "advertiser", "category", "size", "pages")
_MORE = ("section", "position", "side", "colour", "price", "artwork")
"""What may be left out; where it is said, the book has to have a column for it."""


async def _late(desk: Desk, request: Request) -> Any:
    """Books an ad. Raises BadInput with what is wrong with it; nothing is written then."""
    from layout.publication.settings.newsgrid_toml import FILE

    if desk.place.alone or not there(desk.folder / FILE):
        hint = "open a publication: newsgrid new DIR starts one"
        raise bad_input("no-publication", "there is no publication to book it in", hint=hint)
    body = await body_of(request, **dict.fromkeys(_FIELDS, str))
    async with desk.writing:
        cells = {name: body[name] for name in _FIELDS}
        cells |= {name: said for name in _MORE if (said := body.get(name))}
        if not all(isinstance(said, str) for said in cells.values()):
            raise unusable("what is booked of an ad is text")
        before, text = await asyncio.to_thread(_booked, desk, cells)
        files = await keep_plan(desk)
        after = writable_files.write(desk.folder, before.name, text, before.revision)
    desk.events.files_changed({after.name, *files})
    line = after.text.count("\n")
    return {"file": after.name, "line": line, "before": before.text, "after": after.text}


def _booked(desk: Desk, cells: dict[str, str]) -> tuple[Text, str]:
    """The book as it is, an empty one where there is none, and its text with the ad. Raises
    BadInput where that would be wrong, and was not before."""
    from layout.publication.ads.book_file import BOOKS
    from slots.book.csv_book import NEW_BOOK, with_line

    table, toml = BOOKS
    if there(desk.folder / toml):
        hint = f"write an [[ad]] into {toml}, in the source view"
        raise bad_input("toml-book", f"the ad book is {toml}, not a table", Where(toml), hint)
    here = there(desk.folder / table)
    before = writable_files.read(desk.folder, table) if here else Text(table, "", NEW)
    more = [name for name in _MORE if name in cells]
    begun = before.text or f"{','.join((NEW_BOOK.rstrip(), *more))}\n"
    text = with_line(begun, table, cells)
    known = {(one.code, one.message) for one in _errors(desk, begun)}
    new = [one for one in _errors(desk, text) if (one.code, one.message) not in known]
    if new:
        raise BadInput(new)
    return replace(before, text=begun), text


def _errors(desk: Desk, text: str) -> list[Finding]:
    from layout.publication.ads.book_file import BOOKS, sheet_of
    from layout.publication.settings.newsgrid_toml import FILE, load_house
    from layout.publication.settings.print_grid import AS_PUBLISHED, grid_for
    from slots.book.read import read_book

    grid = grid_for(load_house(desk.folder / FILE), AS_PUBLISHED)
    _, found = read_book(text, BOOKS[0], sheet_of(grid))
    return [one for one in found if one.severity is Severity.ERROR]


LATE_AD_ROUTES: dict[str, Handler] = {"POST /api/ads/late": _late}
