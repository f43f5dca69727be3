"""Routes of the print view."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from math import isfinite
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from layout.desk.preview.shared.answers import Handler, missing, number_of, streamed, unusable
from layout.desk.preview.shared.desk import Desk, Standing
from layout.desk.preview.workers.findings_as_data import findings_data
from layout.desk.preview.workers.page_pictures import PictureRequest, revisions_of
from layout.story.decided import TIME_OF_DAY

_LASTING = "private, max-age=31536000, immutable"
"""For a picture of the revision that was requested: it never changes."""


_THUMBNAIL = 0.25
"""Pixels a point up to which a picture is a thumbnail."""

_STEP = 0.1
"""Seconds between two looks at how far an edition is."""


async def edition(desk: Desk, request: Request) -> Any:
    """The edition as the files are now, or that of one story; with `steps` in lines: what is being
    done, and at last the edition."""
    story = _story(desk, request)
    if "steps" in request.query_params:
        return streamed(desk, _steps(desk, story))
    return await _edition(desk, story)


async def _edition(desk: Desk, story: str) -> Any:
    desk.latest.begin("drawer", desk.pictures.warm)
    with desk.drawing.making():
        made = await desk.latest.run(("edition", story), lambda: desk.print.call("edition", story))
    if made["pages"] and not story:
        desk.standing = _standing(made)
    revisions = revisions_of(made)
    desk.pictures.only(story, revisions)
    unshown = findings_data(desk.pictures.refused(revisions))
    return {**made, "problems": [*made["problems"], *unshown]} if unshown else made


def _standing(made: dict[str, Any]) -> Standing:
    """Where stories and ads stand in an edition."""
    begins = {one["slug"]: one["pages"][0] for one in made["stories"] if one["pages"]}
    return Standing(begins, {one["id"]: one["page"] for one in made["ads"]})


async def _steps(desk: Desk, story: str) -> AsyncIterator[dict[str, Any]]:
    """The progress of an edition while it is made, then the edition."""
    making = asyncio.ensure_future(_edition(desk, story))
    last: Any = None
    while not (await asyncio.wait((making,), timeout=_STEP))[0]:
        progress = desk.print.progress
        if progress != last and progress and progress["story"] == story:
            yield {name: progress[name] for name in ("doing", "done", "of")}
            last = progress
    yield making.result()


async def _page(desk: Desk, request: Request) -> Any:
    """What lies on a page where."""
    found = await desk.print.call("page", _story(desk, request), request.path_params["number"])
    return found if found else missing("the edition has no such page")


async def _copy(desk: Desk, request: Request) -> Any:
    """Where the lines of a story's file stand."""
    slug = request.query_params.get("slug", "")
    found = await desk.print.call("copy", _story(desk, request), slug)
    return found if found else missing("the edition has no story of that name")


async def _facts(desk: Desk, request: Request) -> Any:
    """What is known of a story, an ad or a page."""
    query = request.query_params
    named = (query.get("kind", ""), query.get("id", ""))
    if not desk.place.alone and desk.moves.pid is None:
        desk.latest.begin("moves", lambda: desk.moves.call("ready"))  # what is chosen may be moved
    found = await desk.print.call("facts", _story(desk, request), *named)
    return found if found else missing("the edition has nothing of that name")


async def _move(desk: Desk, request: Request) -> Any:
    """What it would cost to have a story begin on a page, or in a region of it."""
    if desk.place.alone:
        return missing("a story that is printed alone moves nowhere")
    query, most = request.query_params, 9_999
    page = number_of(request, "page", 1, most, 1)
    found = await desk.print.call("move", query.get("slug", ""), page, query.get("region", ""))
    return found if found else missing("nobody can say what that costs")


async def _due(desk: Desk, request: Request) -> Any:
    """What is due at a time of day."""
    at = request.query_params.get("at", "")
    if not TIME_OF_DAY.fullmatch(at):
        raise unusable('"at" must be a time of day, as 21:30')
    return await desk.print.call("due", at)


async def picture(desk: Desk, request: Request) -> Any:
    """A page as a PNG. One is drawn at a time, so that an edit need not wait behind a strip of
    thumbnails, and those last; one that nobody waits for any more is not drawn at all."""
    number, revision = request.path_params["number"], request.query_params.get("revision", "")
    story, scale = _story(desk, request), _scale(request)
    await request.body()  # no body; the next message says that the browser left
    async with desk.drawing.turn(scale > _THUMBNAIL):
        if await request.is_disconnected():
            return Response(status_code=499)
        wanted = PictureRequest(story, number, scale, revision)
        found = await desk.pictures.picture(wanted, desk.print, request.is_disconnected)
    if found is None:
        return missing("the edition has no such page")
    data, right = found
    lasting = {"cache-control": _LASTING if right else "no-store"}
    return Response(data, media_type="image/png", headers=lasting)


async def _pdf(desk: Desk, request: Request) -> Any:
    """The whole PDF, to be saved under its usual name."""
    story = _story(desk, request)
    data = await desk.print.call("pdf", story)
    name = f"{story.rpartition('/')[2].rpartition('.')[0]}.pdf" if story else "edition.pdf"
    plain = "".join(it if it.isascii() and (it.isalnum() or it in "-_.") else "-" for it in name)
    saved = {"content-disposition": f'attachment; filename="{plain}"'}
    return Response(data, media_type="application/pdf", headers=saved)


def _story(desk: Desk, request: Request) -> str:
    """The story whose own edition is requested; "" for the publication's."""
    story = request.query_params.get("story", "")
    return story or ((desk.place.story or "") if desk.place.alone else "")


def _scale(request: Request) -> float:
    """Pixels a point. Raises BadInput where it is no number."""
    try:
        scale = float(request.query_params.get("scale", "1"))
    except ValueError:
        scale = float("nan")
    if not isfinite(scale):
        raise unusable('"scale" must be a number')
    return round(scale, 3)


PRINT_ROUTES: dict[str, Handler] = {
    "GET /api/edition": edition,
    "GET /api/edition/copy": _copy,
    "GET /api/edition/due": _due,
    "GET /api/edition/facts": _facts,
    "GET /api/edition/move": _move,
    "GET /api/edition/page/{number:int}": _page,
    "GET /edition/page/{number:int}.png": picture,
    "GET /edition.pdf": _pdf,
}
