"""The desk's two applications: its own, and the pages it frames. Each view adds its own routes, and
stands in the shell: the page around it, with the way to the others. The texts of the publication
are of no view; they are read and written whole:

    GET /api/files           {"files": [names]}
    GET /api/file?name=F     {"name", "text", "revision"}
    PUT /api/file            the same -> {"revision"}; 409 where the file changed since that one
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import BaseRoute, Route

from layout.desk.own_templates import own_templates
from layout.desk.preview.access import writable_files
from layout.desk.preview.access.guards import Safety, desk_guard, pages_guard
from layout.desk.preview.lists.picture_routes import PICTURE_ROUTES
from layout.desk.preview.lists.routes import LIST_ROUTES
from layout.desk.preview.lists.text_names import texts_below
from layout.desk.preview.print.again import AGAIN_ROUTES
from layout.desk.preview.print.decide import DECISION_ROUTES
from layout.desk.preview.print.headline import HEADLINE_ROUTES
from layout.desk.preview.print.late_ad import LATE_AD_ROUTES
from layout.desk.preview.print.routes import PRINT_ROUTES
from layout.desk.preview.rules.routes import RULES_ROUTES
from layout.desk.preview.shared.answers import AGAIN, Data, Handler, answered, body_of, failed
from layout.desk.preview.shared.desk import Desk
from layout.desk.preview.web.framed_pages import page_routes
from layout.desk.preview.web.routes import WEB_ROUTES
from layout.desk.preview.workers.findings_as_data import findings_data
from slots.files.door import inside
from slots.finding import Finding, Severity, Where, bad_input
from slots.legible import shown

if TYPE_CHECKING:
    from jinja2 import Environment


_STATIC = Path(str(files("templates"))) / "desk" / "preview"
_PACKAGED = {
    "ace": ("django_static_ace_builds", "static", "ace-builds"),
    "fonts": ("fontpkg_libre_franklin", "files"),
}
"""What packages bring to the desk: its text editor, and the type that it is set in."""

_SERVED = frozenset({".js", ".css", ".svg", ".ttf"})

_Table = Mapping[str, Handler]
"""Handlers by method and path: "GET /api/stories"."""


def desk_app(desk: Desk) -> Safety:
    """The desk's own application: the shell of each view, what it loads, and its data."""
    print_ = {
        **PRINT_ROUTES,
        **DECISION_ROUTES,
        **LATE_AD_ROUTES,
        **HEADLINE_ROUTES,
        **AGAIN_ROUTES,
    }
    lists = {**LIST_ROUTES, **PICTURE_ROUTES}
    tables: tuple[_Table, ...] = (WEB_ROUTES, print_, RULES_ROUTES, lists, _FILE_ROUTES)
    routes: list[BaseRoute] = [
        Route("/", lambda _: RedirectResponse("/web", 307)),
        Route("/events", _events(desk)),
        Route("/static/{name:path}", _static),
        *(Route(f"/{view.name}", _shell(desk, view)) for view in _VIEWS),
        *(_route(desk, spot, handler) for table in tables for spot, handler in table.items()),
    ]
    doors = ("/", *(f"/{view.name}" for view in _VIEWS))
    return Safety(_app(routes), desk_guard(desk.lock.port, desk.pages, doors), desk.lock)


def pages_app(desk: Desk) -> Safety:
    """The application of framed pages."""
    return Safety(_app(page_routes(desk)), pages_guard(desk.lock.port, desk.pages), desk.lock)


def _app(routes: Sequence[BaseRoute]) -> Starlette:
    return Starlette(routes=routes, exception_handlers={HTTPException: _nothing, 500: _wrong})


async def _nothing(_: Request, error: Exception) -> Response:
    """No such path, or not by that method."""
    assert isinstance(error, HTTPException)
    finding = Finding("request", Severity.ERROR, error.detail.lower(), hint=AGAIN)
    return Data({"findings": findings_data([finding])}, error.status_code, error.headers)


async def _wrong(_: Request, error: Exception) -> Response:
    return failed(error)


def _route(desk: Desk, spot: str, handler: Handler) -> Route:
    method, path = spot.split(" ")
    return Route(path, answered(desk, handler), methods=[method])


def _events(desk: Desk) -> Callable[[Request], Any]:
    async def events(_: Request) -> Response:
        return StreamingResponse(desk.events.stream(), media_type="text/event-stream")

    return events


async def _static(request: Request) -> Response:
    """A script, style sheet or font of the desk's: ours, or a package's below its own name."""
    name = request.path_params["name"]
    room, _, rest = name.partition("/")
    root = _packaged(room) if room in _PACKAGED else _STATIC
    with suppress(OSError, ValueError):  # no name that a file can have
        file = inside(root / rest if room in _PACKAGED else root / name, root)
        if file and file.suffix in _SERVED and file.is_file():
            return FileResponse(file)
    raise HTTPException(404)


def _packaged(room: str) -> Path:
    """The folder of a package's files."""
    package, *below = _PACKAGED[room]
    return Path(str(files(package))).joinpath(*below)


@dataclass(frozen=True, slots=True)
class _View:
    """One view: its name (path, template and module), what it is called, and its shortcut."""

    name: str
    title: str
    key: str


_VIEWS = (
    _View("web", "Web", "1"),
    _View("print", "Print", "2"),
    _View("rules", "Rules", "3"),
    _View("stories", "Stories", "4"),
    _View("ads", "Ad book", "5"),
    _View("findings", "Findings", "6"),
    _View("source", "Source", "7"),
)


def _shell(desk: Desk, view: _View) -> Callable[[Request], Awaitable[Response]]:
    """The handler of a view's page."""

    async def page(_: Request) -> Response:
        html = (
            _templates()
            .get_template(f"{view.name}.html.j2")
            .render(
                view=view,
                views=_VIEWS,
                alone=desk.place.alone,
                story=desk.place.story,
                frames=desk.frames,
                desk=desk.events.desk,
                generation=desk.events.generation,
                title=shown(Path(os.path.realpath(desk.folder)).name),
            )
        )
        return HTMLResponse(html)

    return page


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return own_templates("preview")


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
    """Writes one text, if it still is as the writer read it, and notifies every tab."""
    body = await body_of(request, name=str, text=str, revision=str)
    name, text = _allowed(desk, body["name"]), _text(body["text"], body["name"])
    async with desk.writing:
        written = await asyncio.to_thread(
            writable_files.write, desk.folder, name, text, body["revision"]
        )
    desk.events.files_changed({written.name})
    return {"revision": written.revision}


def _allowed(desk: Desk, name: str) -> str:
    """A name that may be requested. A story that has no publication may lie among files that are
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


_FILE_ROUTES: dict[str, Handler] = {
    "GET /api/files": _names,
    "GET /api/file": _read,
    "PUT /api/file": _write,
}
