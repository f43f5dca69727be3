"""Events: what the desk tells every open tab, as server-sent events (HTML standard, 9.2).

A tab that is slow to listen keeps only the newest event of each kind, with the names of all files
that it missed: what waits for it never grows.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

BEAT = 15.0
"""Seconds of silence after which a tab is told that the desk is still there."""


class Tab:
    """One listener: the events it has not yet read, by their kind."""

    def __init__(self) -> None:
        self._waiting: dict[str, dict[str, Any]] = {}
        self._woken = asyncio.Event()

    def put(self, kind: str, data: dict[str, Any]) -> None:
        """Notes an event; one of its kind that waits still is taken into it."""
        earlier = self._waiting.pop(kind, {})
        changed = {*earlier.get("changed", ()), *data.get("changed", ())}
        self._waiting[kind] = {**data, "changed": sorted(changed)} if changed else data
        self._woken.set()

    async def take(self) -> list[tuple[str, dict[str, Any]]]:
        """All that waits, nothing after BEAT seconds of silence."""
        try:
            await asyncio.wait_for(self._woken.wait(), BEAT)
        except TimeoutError:
            return []
        self._woken.clear()
        taken, self._waiting = list(self._waiting.items()), {}
        return taken


class Events:
    """All open tabs. `generation` counts what happened to files; tabs that come back compare it."""

    def __init__(self) -> None:
        self.generation = 0
        self._tabs: set[Tab] = set()
        self._over = False

    @property
    def tabs(self) -> int:
        """How many listen."""
        return len(self._tabs)

    def files_changed(self, changed: set[str]) -> None:
        """Tells that files changed, by their names below the publication's folder."""
        self.generation += 1
        self.tell("files", {"generation": self.generation, "changed": sorted(changed)})

    def tell(self, kind: str, data: dict[str, Any]) -> None:
        """Tells every tab."""
        for tab in self._tabs:
            tab.put(kind, data)

    def close(self) -> None:
        """Ends every stream, with an event that says so: tabs need not guess why."""
        self._over = True
        self.tell("stop", {})

    async def stream(self) -> AsyncIterator[str]:
        """The events of one tab from now on, first where things stand, until the desk closes."""
        tab = Tab()
        self._tabs.add(tab)
        try:
            yield _written("hello", {"generation": self.generation})
            while not self._over:
                taken = await tab.take()
                yield "".join(_written(kind, data) for kind, data in taken) or ": still here\n\n"
        finally:
            self._tabs.discard(tab)


def _written(kind: str, data: dict[str, Any]) -> str:
    return f"event: {kind}\ndata: {json.dumps(data)}\n\n"
