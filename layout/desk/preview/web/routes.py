"""Routes of the web view: what there is, its pages, and why things stand where they stand."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from layout.desk.preview.shared.answers import Handler, number_of, unusable
from layout.desk.preview.shared.desk import Desk
from layout.desk.preview.web.framed_pages import address_of
from layout.desk.preview.web.in_slices import made
from slots.finding import BadInput, Where, bad_input
from slots.legible import shown


async def _publication(desk: Desk, _: Request) -> Any:
    """What there is to see."""
    found = await desk.latest.run("publication", lambda: desk.web.call("publication"))
    place = desk.place
    stories = [place.story] if place.alone else found["stories"]
    name = found["name"] or shown(Path(os.path.realpath(desk.folder)).name)
    own = {"folder": str(desk.folder), "alone": place.alone, "story": place.story}
    return {**found, **own, "name": name, "stories": stories}


async def page(desk: Desk, request: Request) -> Any:
    """A page, made where it is not."""
    story, draft = _requested(desk, request)
    found = await asyncio.shield(begun(desk, story, draft))
    path = found["path"]
    return {**found, "address": path and address_of(desk, story, draft, path)}


async def warm(desk: Desk) -> None:
    """Makes the page that is likely to be seen first, and with it the fonts of all pages, before
    anybody asks."""
    with suppress(BadInput):
        await desk.web.call("warm", desk.place.story or "")


def begun(desk: Desk, story: str, draft: str) -> asyncio.Future[Any]:
    """Starts making a page, and gives its data in the end. A caller that is about to need the page
    starts it here, and need not wait."""
    given = (story, draft, desk.drafts.get(draft))

    async def make() -> Any:
        return await made(desk, "page", *given)

    return desk.latest.begin(("page", story, draft), make)


async def overlay(desk: Desk, request: Request) -> Any:
    """What stands where on a page at a width, what may stand in each gap, and why not."""
    story, draft = _requested(desk, request)
    width = number_of(request, "width", 1, 10_000, 375)
    given = (story, draft, desk.drafts.get(draft), width)

    async def explain() -> Any:
        return await made(desk, "overlay", *given)

    return await desk.latest.run(("overlay", story, draft, width), explain)


_WIDTHS = 8
"""Screens of a page that is handed on, at most."""


async def handed(desk: Desk, request: Request) -> Any:
    """A page with its overlay as one HTML file, to be saved."""
    story, _ = _requested(desk, request)
    written = [each for each in request.query_params.get("widths", "375").split(",") if each]
    if not all(each.isdecimal() and 200 <= int(each[:5]) <= 4_000 for each in written):
        raise unusable('"widths" must be whole numbers from 200 to 4000, with commas between')
    widths = tuple(sorted({int(each) for each in written}))[:_WIDTHS] or (375,)
    layers = tuple(request.query_params.get("overlay", "slots").split(","))
    data = await made(desk, "handed", story, widths, layers)
    stem = PurePosixPath(story.replace(":", "/")).stem
    plain = "".join(it if it.isascii() and (it.isalnum() or it in "-_.") else "-" for it in stem)
    saved = {"content-disposition": f'attachment; filename="{plain}.html"'}
    return Response(data, media_type="text/html", headers=saved)


def _requested(desk: Desk, request: Request) -> tuple[str, str]:
    """The story and the draft that a request names. Raises BadInput where it names no story."""
    query = request.query_params
    story, draft = query.get("story") or desk.place.story or "", query.get("draft", "")
    if not story:
        hint = "add ?story= with a story's file, or front:home"
        raise bad_input("request", "no story is named", Where("request"), hint)
    if desk.place.alone and story != desk.place.story:
        hint = "open the folder, or put it into a publication: newsgrid new DIR"
        message = f"only {desk.place.story} is open here"
        raise bad_input("no-such-story", message, Where(story), hint)
    return story, draft


WEB_ROUTES: dict[str, Handler] = {
    "GET /api/publication": _publication,
    "GET /api/page": page,
    "GET /api/overlay": overlay,
    "GET /handed.html": handed,
}
