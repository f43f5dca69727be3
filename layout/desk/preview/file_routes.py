"""Routes of files: the texts of the publication, read and written whole.

GET /api/files           {"files": [names]}
GET /api/file?name=F     {"name", "text", "revision"}
PUT /api/file            the same -> {"revision"}; 409 where the file changed since that revision
"""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Any

from starlette.requests import Request

from layout.desk.preview.access import writable_files
from layout.desk.preview.lists.text_names import texts_below
from layout.desk.preview.shared.answers import Handler, body_of
from layout.desk.preview.shared.desk import Desk
from slots.finding import Where, bad_input


async def _names(desk: Desk, _: Request) -> Any:
    """The texts there are: of a publication all, of a story that has none only that."""
    if desk.place.alone:
        return {"files": [desk.place.story]}
    return {"files": await asyncio.to_thread(texts_below, desk.folder)}


async def _read(desk: Desk, request: Request) -> Any:
    """One text with its revision."""
    name = _allowed(desk, request.query_params.get("name", ""))
    return asdict(await asyncio.to_thread(writable_files.read, desk.folder, name))


async def _write(desk: Desk, request: Request) -> Any:
    """Writes one text, if it still is as the writer read it, and tells every tab."""
    body = await body_of(request, name=str, text=str, revision=str)
    name, text = _allowed(desk, body["name"]), _text(body["text"], body["name"])
    async with desk.writing:
        written = await asyncio.to_thread(
            writable_files.write, desk.folder, name, text, body["revision"]
        )
    desk.events.files_changed({written.name})
    return {"revision": written.revision}


def _allowed(desk: Desk, name: str) -> str:
    """A name that may be asked for. A story that has no publication may lie among files that are
    none of the desk's business: of these none is shown."""
    if desk.place.alone and name != desk.place.story:
        hint = f"the desk was opened on {desk.place.story} alone"
        raise bad_input("no-such-text", "not a text of this desk", Where(name), hint)
    return name


def _text(text: str, name: str) -> str:
    """A text that can be written. JSON can spell halves of characters, UTF-8 cannot."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        hint = "take it out: it is half a character"
        raise bad_input("not-utf-8", "cannot be saved as UTF-8", Where(name, line), hint) from None
    return text


FILE_ROUTES: dict[str, Handler] = {
    "GET /api/files": _names,
    "GET /api/file": _read,
    "PUT /api/file": _write,
}
