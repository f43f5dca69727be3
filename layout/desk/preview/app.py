"""The desk's two applications: its own, and the pages it frames. Each view adds its own routes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from layout.desk.preview.access.who_may_ask import Safety, desk_guard, pages_guard
from layout.desk.preview.file_routes import FILE_ROUTES
from layout.desk.preview.lists.routes import LIST_ROUTES
from layout.desk.preview.print.routes import PRINT_ROUTES
from layout.desk.preview.rules.routes import RULES_ROUTES
from layout.desk.preview.shared.answers import AGAIN, Data, Handler, answered, failed
from layout.desk.preview.shared.desk import Desk
from layout.desk.preview.shell import VIEWS, shell
from layout.desk.preview.web.framed_pages import page_routes
from layout.desk.preview.web.routes import WEB_ROUTES
from layout.desk.preview.workers.findings_as_data import findings_data
from slots.files.door import inside
from slots.finding import Finding, Severity

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
    tables: tuple[_Table, ...] = (WEB_ROUTES, PRINT_ROUTES, RULES_ROUTES, LIST_ROUTES, FILE_ROUTES)
    routes: list[BaseRoute] = [
        Route("/", lambda _: RedirectResponse("/web", 307)),
        Route("/events", _events(desk)),
        Route("/static/{name:path}", _static),
        *(Route(f"/{view.name}", shell(desk, view)) for view in VIEWS),
        *(_route(desk, spot, handler) for table in tables for spot, handler in table.items()),
    ]
    doors = ("/", *(f"/{view.name}" for view in VIEWS))
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
