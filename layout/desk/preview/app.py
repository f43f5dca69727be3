"""The desk's two applications: its own, and the pages it frames. Each view adds its own routes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from layout.desk.preview.answers import Handler, answered
from layout.desk.preview.desk import Desk
from layout.desk.preview.file_routes import FILE_ROUTES
from layout.desk.preview.list_routes import LIST_ROUTES
from layout.desk.preview.page_routes import page_routes
from layout.desk.preview.print_routes import PRINT_ROUTES
from layout.desk.preview.rules_routes import RULES_ROUTES
from layout.desk.preview.safety import Safety, desk_guard, pages_guard
from layout.desk.preview.shell import VIEWS, shell
from layout.desk.preview.web_routes import WEB_ROUTES

STATIC = Path(str(files("templates"))) / "desk" / "preview"
ACE = "django_static_ace_builds"

Table = Mapping[str, Handler]
"""Handlers by method and path: "GET /api/stories"."""


def desk_app(desk: Desk) -> Safety:
    """The desk's own application: the shell of each view, what it loads, and its data."""
    tables: tuple[Table, ...] = (WEB_ROUTES, PRINT_ROUTES, RULES_ROUTES, LIST_ROUTES, FILE_ROUTES)
    routes: list[BaseRoute] = [
        Route("/", lambda _: RedirectResponse("/web", 307)),
        Route("/events", _events(desk)),
        Route("/static/{name:path}", _static),
        *(Route(f"/{view.name}", shell(desk, view)) for view in VIEWS),
        *(_route(desk, spot, handler) for table in tables for spot, handler in table.items()),
    ]
    return Safety(Starlette(routes=routes), desk_guard(desk.own, desk.pages))


def pages_app(desk: Desk) -> Safety:
    """The application of framed pages."""
    return Safety(Starlette(routes=page_routes(desk)), pages_guard(desk.own, desk.pages))


def _route(desk: Desk, spot: str, handler: Handler) -> Route:
    method, path = spot.split(" ")
    return Route(path, answered(desk, handler), methods=[method])


def _events(desk: Desk) -> Callable[[Request], Any]:
    async def events(_: Request) -> Response:
        return StreamingResponse(desk.events.stream(), media_type="text/event-stream")

    return events


async def _static(request: Request) -> Response:
    """A script, style sheet or font of the desk's: ours, or Ace's below "ace/"."""
    name = request.path_params["name"]
    root = _ace() if name.startswith("ace/") else STATIC
    file = (root / name.removeprefix("ace/")).resolve()
    if not file.is_relative_to(root.resolve()) or file.suffix not in (".js", ".css", ".svg"):
        return Response(status_code=404)
    if not file.is_file():
        return Response(status_code=404)
    return FileResponse(file)


def _ace() -> Path:
    """The folder of Ace's files."""
    return Path(str(files(ACE))) / "static" / "ace-builds"
