"""Framed pages."""

from __future__ import annotations

from starlette.routing import BaseRoute

from layout.desk.preview.desk import Desk


def page_routes(desk: Desk) -> list[BaseRoute]:
    """The routes of the pages' port."""
    return []
