"""Routes of the rules view: the rules read, edited, completed, tried and saved."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse

from layout.desk.preview.access.writable_files import Conflict, Text, write
from layout.desk.preview.rules.complete import completed
from layout.desk.preview.rules.edit.change_key import Edit, edited
from layout.desk.preview.rules.edit.toml_values import refused
from layout.desk.preview.rules.keys_at_path import at, schema
from layout.desk.preview.rules.saved_text import (
    LONGEST,
    Rulefile,
    check_bounds,
    presets,
    reading,
    rulefile,
)
from layout.desk.preview.shared.answers import Handler, body_of, streamed
from layout.desk.preview.shared.desk import Desk
from layout.desk.preview.web.front_names import is_front
from layout.desk.preview.web.in_slices import made
from layout.desk.preview.web.routes import begun
from layout.desk.preview.workers.tab_trials import Run, Trial, overtaken
from slots.finding import BadInput, Finding, Severity, Where, bad_input
from slots.text.source_map import Path

_MOST = 500
"""Edits in one request at most."""

_DEEPEST = 12
"""Parts of a path at most."""

_NAME = 64
"""Signs of a tab's name at most."""

_SUPERSEDED: dict[str, Any] = {"ok": False, "superseded": True, "findings": [], "points": []}
"""The answer to a trial that ended for a newer one."""


async def _schema(_: Desk, __: Request) -> Any:
    return await asyncio.to_thread(schema)


async def _rules(desk: Desk, _: Request) -> Any:
    state = await asyncio.to_thread(_state, desk)
    return JSONResponse(state, background=BackgroundTask(_warm, desk))


async def _warm(desk: Desk) -> None:
    """Lets the worker read what trials need: who looks at rules is about to try some."""
    with suppress(BadInput):
        await desk.whole.call("warm", desk.place.story or "")


async def _read(desk: Desk, request: Request) -> Any:
    body = await body_of(request, text=str)
    _draft(desk, body, body["text"])
    return await asyncio.to_thread(reading, body["text"])


async def _edit(desk: Desk, request: Request) -> Any:
    body = await body_of(request, text=str, edits=list)
    text = await asyncio.to_thread(_edited, body["text"], body["edits"])
    _draft(desk, body, text)
    return {"text": text, **await asyncio.to_thread(reading, text)}


def _draft(desk: Desk, body: dict[str, Any], text: str) -> None:
    """Remembers a text as the unsaved rules of the requesting tab, before the tab has its answer:
    a page that it requests next is then made under these rules. The page of the `story` that it has
    open is begun at once, and made while the text is checked."""
    tab, story = body.get("tab"), body.get("story")
    if not isinstance(tab, str) or not tab or len(text) > LONGEST:
        return
    desk.draft(tab[:_NAME], text)
    desk.trials.newest(tab[:_NAME], text)
    if isinstance(story, str) and story and (not desk.place.alone or story == desk.place.story):
        begun(desk, story, tab[:_NAME])


async def _save(desk: Desk, request: Request) -> Any:
    body = await body_of(request, text=str, revision=str)
    read = await asyncio.to_thread(reading, body["text"])
    wrong = [each for each in read["findings"] if each["severity"] == Severity.ERROR]
    if wrong and body.get("force") is not True:
        raise BadInput(_unsaved(wrong))
    async with desk.writing:
        saved = await asyncio.to_thread(_written, desk, body["text"], body["revision"])
    desk.events.files_changed({saved.name})
    return {"revision": saved.revision, "findings": read["findings"]}


async def _complete(_: Desk, request: Request) -> Any:
    body = await body_of(request, text=str, line=int, column=int)
    check_bounds(body["text"])
    return await asyncio.to_thread(completed, body["text"], body["line"], body["column"])


async def _trial(desk: Desk, request: Request) -> Any:
    body = await body_of(request, tab=str, text=str, story=str)
    tab, text, story = body["tab"][:_NAME], body["text"], body["story"]
    check_bounds(text)
    if body.get("draft") is not False or tab not in desk.drafts:
        desk.draft(tab, text)
        desk.trials.newest(tab, text)
    trial = desk.trials.of(tab, text)
    if trial is None:
        return _SUPERSEDED
    return await desk.latest.run(("trial", tab), lambda: _tried(desk, trial, tab, story))


async def _tried(desk: Desk, trial: Trial, tab: str, story: str) -> Any:
    """A story tried by who goes through all of them; a front by who has made its page."""
    try:
        tried = await trial.call(desk.whole, "trial", tab, trial.text, story)
    except BadInput as error:
        if overtaken(error):
            return _SUPERSEDED
        raise
    if tried["ok"] and is_front(story) and not desk.place.alone:
        with suppress(BadInput):  # no such front
            return {**tried, "points": await made(desk, "tried", story, tab, trial.text)}
    return tried


async def _whole(desk: Desk, request: Request) -> Any:
    body = await body_of(request, tab=str, text=str)
    check_bounds(body["text"])
    tab, story = body["tab"][:_NAME], body.get("story")
    trial = desk.trials.newest(tab, body["text"])
    run = Run(trial, desk.whole, tab, story if isinstance(story, str) else "")
    return streamed(desk, _parts(run, await run.begin()))


async def _parts(run: Run, of: int) -> AsyncIterator[dict[str, Any]]:
    """A run over all stories, a part at a time, until it is done or a newer one took over."""
    yield {"done": 0, "of": of, "changed": [], "failed": []}
    while True:
        part = await run.part()
        if part is None:
            yield {"superseded": True}
            return
        yield part
        if part.get("final"):
            return


async def _presets(_: Desk, __: Request) -> Any:
    return await asyncio.to_thread(presets)


def _state(desk: Desk) -> dict[str, Any]:
    """Where the rules lie and what they say, whoever may write them."""
    file = rulefile(desk.folder, desk.place.alone)
    data = asdict(file)
    return {"file": data.pop("name"), **data, "writable": not file.why, **reading(file.text)}


def _edited(text: str, edits: list[Any]) -> str:
    if len(edits) > _MOST:
        raise refused((), f"more than {_MOST} edits at once")
    check_bounds(text)
    return edited(text, [_edit_of(each) for each in edits])


def _edit_of(data: Any) -> Edit:
    """An edit as a request has it: a path, and a value, null or a new name."""
    given: dict[str, Any] = data if isinstance(data, dict) else {}
    path: Any = given.get("path")
    rename = given.get("rename")
    listed = isinstance(path, list) and 0 < len(path) <= _DEEPEST
    if not listed or not all(type(part) in (str, int) for part in path):
        raise refused((), 'an edit is {"path": [...], "value": ...}')
    if not isinstance(rename, str | None):
        raise refused((), "a new name is a text")
    spot: Path = tuple(path)
    return Edit(spot, _typed(spot, given.get("value")), rename)


def _typed(path: Path, value: Any) -> Any:
    """A value as TOML has it: what the rules want as a day is no text."""
    if isinstance(value, dict):
        return {key: _typed((*path, key), each) for key, each in value.items()}
    if isinstance(value, str) and at(path).get("format") == "date":
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            return value
    return value


_ELSEWHERE = "copy the text, and save it where its rules belong"


def _written(desk: Desk, text: str, revision: str) -> Text:
    file: Rulefile = rulefile(desk.folder, desk.place.alone)
    if file.why:
        raise bad_input("not-writable", file.why, Where(file.name), _ELSEWHERE)
    if file.revision != revision:
        raise Conflict(Text(file.name, file.text if file.own else "", file.revision))
    return write(desk.folder, file.name, text, revision)


def _unsaved(wrong: list[dict[str, Any]]) -> list[Finding]:
    """The errors that keep rules from being saved, under the reason why they do."""
    where = Where(wrong[0]["file"], wrong[0]["line"], wrong[0]["column"])
    message = "not saved: with these errors no page could be made from the rules"
    hint = "mend them, or save them as they are to mend them later"
    found = [Finding("rules-with-errors", Severity.ERROR, message, where, hint)]
    for each in wrong:
        where = Where(each["file"], each["line"], each["column"])
        found.append(Finding(each["code"], Severity.ERROR, each["message"], where, each["hint"]))
    return found


RULES_ROUTES: dict[str, Handler] = {
    "GET /api/rules/schema": _schema,
    "GET /api/rules": _rules,
    "POST /api/rules/read": _read,
    "POST /api/rules/edit": _edit,
    "POST /api/rules/complete": _complete,
    "POST /api/rules/trial": _trial,
    "POST /api/rules/whole": _whole,
    "PUT /api/rules": _save,
    "GET /api/presets": _presets,
}
