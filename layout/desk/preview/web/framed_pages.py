"""Framed pages: as published, but for the desk's bridge in their head.

    /{secret}/bridge.js, morph.js, ...           what lets the desk draw over a page, and its parts
    /{secret}/desk.ttf                           the type in which it does
    /{secret}/{draft or "-"}/{story}/{path}      a page at its path in the site, and its assets

The story is its name in base64 (RFC 4648, 5), a draft's name likewise. All are of an origin of
their own, so that nothing in a page is the desk's.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Awaitable, Callable
from html import escape
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from layout.desk.preview.access.lock import CREATIVES
from layout.desk.preview.shared.desk import Desk
from layout.desk.preview.web.in_slices import made
from slots.finding import BadInput

_SCRIPTS = Path(str(files("templates"))) / "desk" / "preview"
_BRIDGE = ("bridge.js", "morph.js", "overlay-layer.js", "line-light.js")
_TYPE = "desk.ttf"
_POLICY = b'<meta http-equiv="Content-Security-Policy"'
_SAVED = "-"
"""Stands for no draft."""

_FOREVER = "private, max-age=31536000, immutable"
_LONGEST = 2_000
"""Characters of an address at most."""


def page_routes(desk: Desk) -> list[BaseRoute]:
    """The routes of the pages' port."""
    return [
        Route("/{secret}/{script}", _kept(desk, _bridge)),
        Route("/{secret}/{draft}/{story}/{path:path}", _kept(desk, _file)),
    ]


def address_of(desk: Desk, story: str, draft: str, path: str) -> str:
    """The address of a story's page on the pages' port."""
    return f"{desk.frames}/{desk.lock.secret}/{_coded(draft) or _SAVED}/{_coded(story)}/{path}"


def _coded(text: str) -> str:
    """A text as a part of an address: a file's name may hold bytes that are no characters."""
    data = text.encode("utf-8", "surrogateescape")
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decoded(text: str) -> str:
    """The text of a part of an address. Raises ValueError where it is none."""
    if text == _SAVED:
        return ""
    data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    return data.decode("utf-8", "surrogateescape")


KINDS = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".gif": "image/gif",
    ".html": "text/html",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mp4": "video/mp4",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
"""The media types of what pages and creatives load, the same on every machine."""

_Answer = Callable[[Desk, Request], Awaitable[Response]]


def _kept(desk: Desk, answer: _Answer) -> Callable[[Request], Awaitable[Response]]:
    """A handler that answers who knows the secret, and is not found by anyone else."""

    async def answered(request: Request) -> Response:
        secret = request.path_params["secret"]
        if not hmac.compare_digest(secret.encode(), desk.lock.secret.encode()):
            return _missing()
        if len(request.url.path) > _LONGEST:
            return _missing()
        return await answer(desk, request)

    return answered


async def _bridge(_: Desk, request: Request) -> Response:
    script = request.path_params["script"]
    if script == _TYPE:
        font = files("fontpkg_libre_franklin") / "files" / "LibreFranklin[wght].ttf"
        return Response(font.read_bytes(), 200, {"cache-control": _FOREVER}, "font/ttf")
    if script not in _BRIDGE:
        return _missing()
    return Response((_SCRIPTS / script).read_bytes(), media_type="text/javascript")


async def _file(desk: Desk, request: Request) -> Response:
    """A page, or a file that one loads."""
    parts: dict[str, Any] = request.path_params
    try:
        story, draft = _decoded(parts["story"]), _decoded(parts["draft"])
    except (ValueError, binascii.Error):
        return _missing()
    if desk.place.alone and story != desk.place.story:
        return _missing()
    path: str = parts["path"]
    try:
        if CREATIVES.search(f"/{path}") or (path and not path.endswith((".html", "/"))):
            return await _asset(desk, (story, draft), path)
        return await _page(desk, (story, draft), path)
    except BadInput as error:
        paragraphs = "".join(f"<p>{escape(finding.message)}</p>" for finding in error.findings)
        text = f"<!DOCTYPE html><title>No page</title>{paragraphs}"
        return Response(text, 404, media_type="text/html")


async def _asset(desk: Desk, page: tuple[str, str], path: str) -> Response:
    data = await desk.web.call("asset", path)
    if data is None:  # kept no more, or the worker is a new one: the page brings it along
        story, draft = page
        await made(desk, "remade", story, draft, desk.drafts.get(draft), path)
        data = await desk.web.call("asset", path)
    if data is None:
        return _missing()
    kind = KINDS.get(PurePosixPath(path).suffix, "application/octet-stream")
    return Response(data, media_type=kind, headers={"cache-control": _FOREVER})


async def _page(desk: Desk, page: tuple[str, str], path: str) -> Response:
    """The page of the story that the address names; one that a link in it leads to is sent to an
    address of its own."""
    story, draft = page
    own, revision, html = await made(desk, "html", story, draft, desk.drafts.get(draft))
    if path != own:
        other = story if not path else await desk.web.call("opens", path)
        if other is None:
            return _missing()
        if other != story:
            own = path
        return RedirectResponse(address_of(desk, other, draft, own), 302)
    return Response(_bridged(html, desk, revision), media_type="text/html")


def _bridged(html: bytes, desk: Desk, revision: str) -> bytes:
    """A page with the desk's bridge as the first script of its head, and its revision."""
    start = html.index(_POLICY)
    end = html.index(b">", start) + 1
    bridge = f'\n<script src="/{desk.lock.secret}/bridge.js" data-desk="{desk.origin}">'
    marked = html[:end] + bridge.encode() + b"</script>" + html[end:]
    return marked.replace(b"<html ", f'<html data-revision="{revision}" '.encode(), 1)


def _missing() -> Response:
    return Response("not found", 404, media_type="text/plain")
