"""Asking the web worker for what takes it long: slice by slice, so that others get their turn."""

from __future__ import annotations

from typing import Any

from layout.desk.preview.shared.desk import Desk

MAKING = "making"
"""The key of an answer that says: not yet; ask again."""


async def made(desk: Desk, task: str, *given: Any) -> Any:
    """What a task of the web worker's bench gives in the end."""
    while True:
        found = await desk.web.ask(task, *given)
        if not (isinstance(found, dict) and MAKING in found):
            return found
