"""Routes of decisions: what pages.toml says, and its text with something decided otherwise.

GET /api/decisions     {"text", "revision", "story": {slug: keys}, "page": {number: keys},
                       "ad": {id: keys}, "house_ad": {name: keys}, "section": {name: keys},
                       "last": the same tables of the last printed edition, "findings"}
POST /api/decide       {"edits": [{"table", "name", "key", "value"}]}
                       -> {"before", "after", "revision"}
POST /api/print/trial  {"edits"}: the same, tried: nothing is written -> what would move (as "would"
                       of newsgrid schema print), "brief": in a line, "refused": what would be
POST /api/swap         {"pages": [two numbers], "mirror": whether left is right then (else false)}:
                       they change places, with all that is decided of
                       them -> as of a decision
POST /api/close        {"pages": [numbers], "closed": whether they are from now on; "same": {number:
                       digest} of those that are to be as they were closed before}
                       -> {"files", "digests": {number: digest}}, of those opened "taken": [numbers]
POST /api/take         {"pages": [numbers]}: their PDFs are taken to be printed -> {"files"}
GET /closed/page/N.pdf the PDF of a closed page, as it is kept
PUT /api/decisions     {"text", "revision"} -> {"revision"}: a text that was there before; 409 where
                       the file changed since that revision

A decision is made in the text as it stands when it is made, so that none is lost that another tab,
or an editor on disk, made a moment before. The first one in an edition that was never printed keeps
the plan of what is shown, so that all else stays where it was seen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from layout.desk.preview.access import writable_files
from layout.desk.preview.access.writable_files import NEW, Text
from layout.desk.preview.shared.answers import (
    Handler,
    body_of,
    missing,
    unusable,
)
from layout.desk.preview.shared.desk import Desk, check_publication
from layout.desk.preview.workers.findings_as_data import below, findings_data, toml_as_json
from layout.publication.decisions.pages_toml import read_decisions
from layout.publication.decisions.write_decisions import Edit, with_edits
from layout.story.decided import PAGES
from slots.files.door import there
from slots.finding import BadInput, Finding, Severity, new_since
from slots.text.broken_toml import read_toml

_NOT_ALONE = "this desk was opened on one story alone, of which nothing is decided"
_MOST = 1_000
"""Edits of one decision at most."""

_TABLES = ("story", "page", "ad", "house_ad", "section")


async def _decisions(desk: Desk, _: Request) -> Any:
    """What is decided, as it is written."""
    check_publication(desk.place, _NOT_ALONE)
    return await asyncio.to_thread(_as_data, desk)


async def _decide(desk: Desk, request: Request) -> Any:
    """Decides something. Raises BadInput with what is wrong with it; nothing is written then."""
    check_publication(desk.place, _NOT_ALONE)
    edits = _edits((await body_of(request, edits=list))["edits"])
    return await decide_so(desk, lambda before: asyncio.to_thread(_decided, desk, before, edits))


async def decide_so(desk: Desk, make: Callable[[str], Awaitable[str]]) -> dict[str, str]:
    """Writes what `make` makes of the text of pages.toml, as it stands by then: {"before", "after",
    "revision"}. What is being tried ends. Raises BadInput as `make` does; nothing is written
    then."""
    desk.tried.end()
    async with desk.writing:
        before = await asyncio.to_thread(read_pages, desk)
        text = await make(before.text)
        files = await keep_plan(desk)
        after = writable_files.write(desk.folder, PAGES, text, before.revision)
    desk.events.files_changed({PAGES, *files})
    return {"before": before.text, "after": after.text, "revision": after.revision}


async def _swap(desk: Desk, request: Request) -> Any:
    """Swaps two pages. Raises BadInput with what is in the way; nothing is written then."""
    check_publication(desk.place, _NOT_ALONE)
    body = await body_of(request, pages=list)
    pages, mirror = body["pages"], body.get("mirror", False)
    if not isinstance(mirror, bool):
        raise unusable('"mirror" must be true or false')
    if len(pages) != 2 or not all(type(number) is int for number in pages):
        raise unusable('"pages" must be the numbers of two pages')
    return await decide_so(desk, lambda before: desk.print.call("swapped", before, *pages, mirror))


async def _try(desk: Desk, request: Request) -> Any:
    """What a decision would move: the newest that is asked for ends what is tried for another, and
    so does a decision. Raises BadInput where it could not be made, and where it is overtaken."""
    check_publication(desk.place, _NOT_ALONE)
    edits = _edits((await body_of(request, edits=list))["edits"])
    before = await asyncio.to_thread(read_pages, desk)
    text = await asyncio.to_thread(_decided, desk, before.text, edits)
    trial, names = desk.tried.newest("", text), sorted({edit.name for edit in edits})
    return await trial.call(desk.moves, "moves", text, names)


async def keep_plan(desk: Desk) -> list[str]:
    """Keeps the plan of the edition that is shown, where the publication has none yet: what is
    decided in it is about pages that were seen. The names of the files that were written."""
    if await asyncio.to_thread(_has_plan, desk):
        return []
    files: list[str] = await desk.print.call("keep_plan")
    return files


def _has_plan(desk: Desk) -> bool:
    from layout.edition.last_plan import RECORD  # the engine's: not as the desk begins

    return there(desk.folder / RECORD)


async def _restore(desk: Desk, request: Request) -> Any:
    """Writes a text that was there before, or anew what was undone."""
    check_publication(desk.place, _NOT_ALONE)
    body = await body_of(request, text=str, revision=str)
    async with desk.writing:
        now = writable_files.write(desk.folder, PAGES, body["text"], body["revision"])
    desk.events.files_changed({PAGES})
    return {"revision": now.revision}


async def _close(desk: Desk, request: Request) -> Any:
    """Closes pages, or opens them. Raises BadInput where one cannot be closed."""
    check_publication(desk.place, _NOT_ALONE)
    body = await body_of(request, pages=list, closed=bool)
    if not body["closed"]:
        return await _with_pages(desk, "reopen", body["pages"])
    same = body.get("same", {})
    texts = isinstance(same, dict) and all(isinstance(one, str) for one in same.values())
    if not texts:
        raise unusable('"same" must be digests by the numbers of pages')
    return await _with_pages(desk, "close", body["pages"], same)


async def _take(desk: Desk, request: Request) -> Any:
    """Notes that the PDFs of closed pages were taken. Raises BadInput where one is not closed."""
    check_publication(desk.place, _NOT_ALONE)
    body = await body_of(request, pages=list)
    return await _with_pages(desk, "take", body["pages"])


async def _with_pages(desk: Desk, task: str, pages: list[Any], *more: Any) -> Any:
    if not pages or not all(type(number) is int for number in pages):
        raise unusable('"pages" must be numbers of pages')
    async with desk.writing:
        done = await desk.print.call(task, pages, *more)
    desk.events.files_changed(done["files"])
    return done


async def _closed_page(desk: Desk, request: Request) -> Any:
    """The PDF of a closed page, to be saved under the name that it is kept by."""
    check_publication(desk.place, _NOT_ALONE)
    number = request.path_params["number"]
    data = await desk.print.call("closed_pdf", number)
    if data is None:
        return missing("no such page is closed")
    saved = {"content-disposition": f'attachment; filename="page-{number:02}.pdf"'}
    return Response(data, media_type="application/pdf", headers=saved)


def read_pages(desk: Desk) -> Text:
    """pages.toml as it stands; an empty text where there is none."""
    if not there(desk.folder / PAGES):
        return Text(PAGES, "", NEW)
    return writable_files.read(desk.folder, PAGES)


def _as_data(desk: Desk) -> dict[str, Any]:
    from layout.edition.last_plan import RECORD, read_record  # the engine's: not as the desk begins

    now = read_pages(desk)
    data, _, _ = read_toml(now.text, PAGES)
    _, findings = read_decisions(now.text, desk.folder / PAGES)
    last, _, _ = read_toml(read_record(desk.folder / RECORD)[0].decided, RECORD)
    return {
        "text": now.text,
        "revision": now.revision,
        **_tables(data),
        "last": _tables(last),
        "findings": findings_data(findings),
    }


def _tables(data: dict[str, Any]) -> dict[str, Any]:
    """What is decided, table by table, as JSON; of what is no table nothing."""
    found = {name: data.get(name) for name in _TABLES}
    return {n: toml_as_json(t) if isinstance(t, dict) else {} for n, t in found.items()}


def _decided(desk: Desk, before: str, edits: tuple[Edit, ...]) -> str:
    """A text of pages.toml after a decision. Raises BadInput where that would be wrong, and was not
    before."""
    text = with_edits(before, edits)
    file = desk.folder / PAGES
    new = new_since(_errors(before, file), _errors(text, file))
    if new:
        raise BadInput(below(desk.folder, new))
    return text


def _errors(text: str, file: Any) -> list[Finding]:
    return [one for one in read_decisions(text, file)[1] if one.severity is Severity.ERROR]


def _edits(listed: list[Any]) -> tuple[Edit, ...]:
    """What is to be decided. Raises BadInput where that makes no sense."""
    if not 0 < len(listed) <= _MOST:
        raise unusable(f'"edits" must be 1 to {_MOST}')
    return tuple(_edit(each) for each in listed)


def _edit(data: Any) -> Edit:
    if not isinstance(data, dict) or data.get("table") not in _TABLES:
        raise unusable(f"an edit must have a table: one of {', '.join(_TABLES)}")
    name, key, value = data.get("name"), data.get("key"), data.get("value")
    if not (isinstance(name, str) and name and isinstance(key, str) and key):
        raise unusable("an edit must have a name and a key")
    if not _is_value(value):
        raise unusable(
            "the value of an edit must be a text, a number, true, false, a list or a table of these"
        )
    if key == "hold":
        for day in value.values() if isinstance(value, dict) else [value]:
            _check_day(day)
    return Edit(data["table"], name, key, value)


def _check_day(value: Any) -> None:
    """Raises BadInput for a text that is no day."""
    try:
        date.fromisoformat(value if isinstance(value, str) else "2026-12-03")
    except ValueError:
        raise unusable("hold must be a day such as 2026-12-03") from None


def _is_value(value: Any) -> bool:
    """Whether something may be decided: its kind, whatever the key."""
    if value is None or isinstance(value, bool | int | str):
        return True
    if isinstance(value, list) and all(isinstance(one, dict | str) for one in value):
        tables = [one for one in value if isinstance(one, dict)]
        return all(_is_plain(each) or type(each) is list for one in tables for each in one.values())
    several = [*value.values()] if isinstance(value, dict) else value
    return isinstance(several, list) and all(map(_is_plain, several))


def _is_plain(value: Any) -> bool:
    return type(value) in (int, str)


DECISION_ROUTES: dict[str, Handler] = {
    "GET /api/decisions": _decisions,
    "POST /api/decide": _decide,
    "POST /api/swap": _swap,
    "POST /api/print/trial": _try,
    "POST /api/close": _close,
    "POST /api/take": _take,
    "GET /closed/page/{number:int}.pdf": _closed_page,
    "PUT /api/decisions": _restore,
}
