"""The shell: the page around each view, with the way to the others."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from layout.desk.preview.shared.desk import Desk
from slots.legible import shown

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class View:
    """One view: its name (path, template and module), what it is called, and its shortcut."""

    name: str
    title: str
    key: str


VIEWS = (
    View("web", "Web", "1"),
    View("print", "Print", "2"),
    View("rules", "Rules", "3"),
    View("stories", "Stories", "4"),
    View("ads", "Ad book", "5"),
    View("findings", "Findings", "6"),
    View("source", "Source", "7"),
)


def shell(desk: Desk, view: View) -> Callable[[Request], Awaitable[Response]]:
    """The handler of a view's page."""

    async def page(_: Request) -> Response:
        html = (
            _templates()
            .get_template(f"{view.name}.html.j2")
            .render(
                view=view,
                views=VIEWS,
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
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("templates", "desk/preview")
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
