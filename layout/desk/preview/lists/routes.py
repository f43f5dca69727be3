"""Routes of the lists: stories, ad book and findings.

GET /api/stories           lines: {"files", "of"}, then {"done", "of", "stories": [rows]} as they
                           are known; with file=F&file=... only the rows of these;
                           pages are those of the edition that was made last, else of the last
                           printed one, here and in the ad book
GET /api/ads               {"book", "bookings", "creatives", ...}
GET /ads/artwork?name=F    a picture of the artwork that the book has under that name
GET /api/findings/count    {"errors", "warnings"} of all files, for the tab
GET /api/findings          lines: {"files", "of"}, then {"done", "of", "findings"}, then of rules
                           that never hold {"planned", "planning"}, last {"final", "findings"}
GET /api/findings?file=F   {"findings"} that lie in one file
POST /api/stories          {"headline", "section", "text", "picture": {"name", "data"} or null}, the
                           data in base64 -> {"stories": [{"file", "fate"}], "findings"}
POST /api/copy?name=N      the bytes of a file, with section=S -> the same of all stories in it
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import PurePosixPath
from typing import Any

from starlette.requests import Request

from layout.desk.preview.lists.artwork_pictures import artwork
from layout.desk.preview.shared.answers import Handler, body_of, streamed, unusable
from layout.desk.preview.shared.desk import NOT_ALONE, Desk, check_publication

_Line = dict[str, Any]


async def stories(desk: Desk, request: Request) -> Any:
    """The stories, first their files, then what each is, in turns."""
    return streamed(desk, _stories(desk, frozenset(request.query_params.getlist("file"))))


async def findings(desk: Desk, request: Request) -> Any:
    """The findings of `newsgrid check`, in its order, in turns; or those of one file."""
    name = request.query_params.get("file")
    if name is None:
        return streamed(desk, _findings(desk))
    files, _ = await _files(desk)
    found = await desk.lists.call("of_file", name) if name in files else []
    return {"findings": found}


async def ads(desk: Desk, _: Request) -> Any:
    """The ad book and the creatives."""
    found = await desk.lists.call("ads")
    if not desk.standing:
        return found
    places = desk.standing.ads
    rows = [row | {"page": places.get(row["id"], row["page"])} for row in found["bookings"]]
    return found | {"bookings": rows}


async def _files(desk: Desk) -> tuple[list[str], list[str]]:
    """The files that have findings, and the stories among them; of a story alone only that."""
    files, listed = await desk.lists.call("files")
    if desk.place.alone:
        only = [desk.place.story or ""]
        return only, only
    return files, listed


async def _stories(desk: Desk, only: frozenset[str]) -> AsyncIterator[_Line]:
    _, names = await _files(desk)
    wanted = [name for name in names if name in only] if only else names
    yield {"files": names, "of": len(wanted)}
    done = 0
    while done < len(wanted):
        rows = await desk.lists.call("rows", wanted[done:])
        if desk.standing:
            rows = [row | {"page": desk.standing.stories.get(row.get("slug", ""))} for row in rows]
        done += len(rows)
        yield {"done": done, "of": len(wanted), "stories": rows}
    yield {"repeated": await desk.lists.call("repeats", names), "final": True}


async def _findings(desk: Desk) -> AsyncIterator[_Line]:
    files, names = await _files(desk)
    yield {"files": files, "of": len(files)}
    sent = _SentFindings()
    async for done, new in _checked(desk, files, sent):
        yield {"done": done, "of": len(files), "findings": new}
    yield {"findings": sent.new(await desk.lists.call("repeats", names))}
    planned = 0
    while planned < len(names):
        planned += await desk.lists.call("counted", names[planned:])
        yield {"planned": planned, "planning": len(names)}
    last = sent.new(await desk.lists.call("lints", names))
    yield {"final": True, "findings": last, "checked": len(files)}


async def _checked(
    desk: Desk, files: list[str], sent: _SentFindings
) -> AsyncIterator[tuple[int, list[_Line]]]:
    """How many files were checked so far, and what is new of those that were just now."""
    done = 0
    while done < len(files):
        found = await desk.lists.call("checked", files[done:])
        done += len(found)
        yield done, [finding for each in found for finding in sent.new(each)]


async def _findings_count(desk: Desk, _: Request) -> Any:
    """How many findings there are, made once for all tabs: those of each file as it is now, and of
    rules that never hold what was found last."""
    return await desk.latest.run("findings count", lambda: _counted(desk))


async def _counted(desk: Desk) -> _Line:
    files, names = await _files(desk)
    sent, found = _SentFindings(), list[_Line]()
    async for _, new in _checked(desk, files, sent):
        found += new
    found += sent.new(await desk.lists.call("repeats", names))
    found += sent.new(await desk.lists.call("last_lints"))
    counts = Counter(finding["severity"] for finding in found)
    return {"errors": counts["error"], "warnings": counts["warning"]}


class _SentFindings:
    """The findings that were sent: each is sent once."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def new(self, findings: list[_Line]) -> list[_Line]:
        """Those of some findings that were not sent yet."""
        fresh = []
        for finding in findings:
            key = json.dumps(finding)  # its edits are a list
            if key not in self._known:
                self._known.add(key)
                fresh.append(finding)
        return fresh


async def new_story(desk: Desk, request: Request) -> Any:
    """Makes a story that was written on the desk, or pasted."""
    body = await body_of(request, headline=str, section=str, text=str)
    words = (body["headline"], body["section"], body["text"])
    picture = body.get("picture") or {"name": "", "data": ""}
    if not (isinstance(picture, dict) and all(isinstance(picture.get(k), str) for k in _PICTURE)):
        raise unusable('"picture" must have a name and data')
    name = PurePosixPath(picture["name"]).name
    return await _made(desk, "written", *words, name, _bytes_of(picture["data"]))


async def take_copy(desk: Desk, request: Request) -> Any:
    """Makes stories of a file."""
    name = PurePosixPath(request.query_params.get("name", "")).name or "copy"
    section = request.query_params.get("section", "")
    return await _made(desk, "taken", name, await request.body(), section)


async def _made(desk: Desk, task: str, *arguments: Any) -> Any:
    """The result of a task of the bench of new stories; every tab is notified of it."""
    check_publication(desk.place, NOT_ALONE)
    async with desk.writing:
        made = await desk.copy.call(task, *arguments)
    desk.events.files_changed({story["file"] for story in made["stories"]})
    return made


def _bytes_of(data: str) -> bytes:
    """The bytes that base64 spells. Raises BadInput."""
    try:
        return base64.b64decode(data, validate=True)
    except ValueError:
        raise unusable('"data" must be base64') from None


_PICTURE = ("name", "data")

LIST_ROUTES: dict[str, Handler] = {
    "GET /api/stories": stories,
    "GET /api/ads": ads,
    "GET /ads/artwork": artwork,
    "GET /api/findings/count": _findings_count,
    "GET /api/findings": findings,
    "POST /api/stories": new_story,
    "POST /api/copy": take_copy,
}
