"""Requests that take the web worker long: done slice by slice, so that others get their turn."""

from __future__ import annotations

from typing import Any

from layout.desk.preview.shared.desk import Desk

MAKING = "making"
"""The key of an answer that means: not finished; request it again."""


async def made(desk: Desk, task: str, *given: Any) -> Any:
    """The result of a task of the web worker's bench, requested until it is finished."""
    while True:
        found = await desk.web.call(task, *given)
        if not (isinstance(found, dict) and MAKING in found):
            return found
