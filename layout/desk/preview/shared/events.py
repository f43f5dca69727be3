"""Server-sent events to every open tab of the desk (HTML standard, 9.2).

    hello   {desk, generation}      first: which desk this is, and how far it is
    files   {generation, changed}   files changed, by their names; none named: any may have
    stop    {}                      last: the desk is closed

A tab that is slow to listen keeps only the newest event of each kind, with the names of all files
that it missed: what waits for it never grows.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

from layout.desk.preview.access.writable_files import LARGEST, NEW, revision_of
from slots.files.door import Kind, Unopened, read_file

_BEAT = 15.0
"""Seconds of silence after which a tab gets a sign that the desk is still there."""

_KNOWN = Kind("a text", LARGEST)

_MOST_REPORTED = 256
"""Files whose last reported state the desk remembers."""


class Tab:
    """One listener: the events it has not yet read, by their kind."""

    def __init__(self) -> None:
        self._waiting: dict[str, dict[str, Any]] = {}
        self._woken = asyncio.Event()

    def put(self, kind: str, data: dict[str, Any]) -> None:
        """Notes an event; one of its kind that waits still is taken into it."""
        earlier = self._waiting.pop(kind, None)
        if earlier and "changed" in data:
            before, now = earlier["changed"], data["changed"]
            both = sorted({*before, *now}) if before and now else []  # none named: any
            data = {**data, "changed": both}
        self._waiting[kind] = data
        self._woken.set()

    async def take(self) -> list[tuple[str, dict[str, Any]]]:
        """All that waits, nothing after BEAT seconds of silence."""
        try:
            await asyncio.wait_for(self._woken.wait(), _BEAT)
        except TimeoutError:
            return []
        self._woken.clear()
        taken, self._waiting = list(self._waiting.items()), {}
        return taken


class Events:
    """All open tabs. `generation` counts what happened to files; tabs that come back compare it,
    and `desk`, which no other run of the desk has. `folder` is where the files are."""

    def __init__(self, folder: Path | None = None) -> None:
        self.generation = 0
        self.desk = secrets.token_hex(8)
        self.folder = folder
        self._tabs: set[Tab] = set()
        self._reported: OrderedDict[str, str | None] = OrderedDict()
        self._over = False

    @property
    def tabs(self) -> int:
        """How many listen."""
        return len(self._tabs)

    def files_changed(self, changed: Iterable[str]) -> None:
        """Reports that the desk changed files, by their names below the publication's folder; none:
        any may have changed.

        Their content is remembered before the event is sent, so that the watch, which sees the same
        change a moment later, does not report it again.
        """
        for name in changed:
            self._reported[name] = self._content(name)
            self._reported.move_to_end(name)
        while len(self._reported) > _MOST_REPORTED:
            self._reported.popitem(last=False)
        self._files(changed)

    def noticed(self, changed: Iterable[str]) -> None:
        """Reports changed files, but for those whose content the desk has reported already."""
        news = [name for name in changed if not self._known(name)]
        for name in news:
            self._reported.pop(name, None)
        if news:
            self._files(news)

    def send(self, kind: str, data: dict[str, Any]) -> None:
        """Sends an event to every tab."""
        for tab in self._tabs:
            tab.put(kind, data)

    def close(self) -> None:
        """Ends every stream, with an event that says so: tabs need not guess why."""
        self._over = True
        self.send("stop", {})

    async def stream(self) -> AsyncIterator[str]:
        """The events of one tab from now on, first where things stand, until the desk closes."""
        tab = Tab()
        self._tabs.add(tab)
        try:
            yield _written("hello", {"desk": self.desk, "generation": self.generation})
            while not self._over:
                taken = [each for each in await tab.take() if each[0] != "stop"]
                yield "".join(_written(kind, data) for kind, data in taken) or ": still here\n\n"
            yield _written("stop", {})
        finally:
            self._tabs.discard(tab)

    def _files(self, changed: Iterable[str]) -> None:
        self.generation += 1
        self.send("files", {"generation": self.generation, "changed": sorted(changed)})

    def _known(self, name: str) -> bool:
        reported = self._reported.get(name)
        return reported is not None and reported == self._content(name)

    def _content(self, name: str) -> str | None:
        """The revision of what a file has in it, None where that is not known."""
        if self.folder is None:
            return None
        try:
            return revision_of(read_file(self.folder / name, _KNOWN, self.folder))
        except Unopened as error:
            return NEW if error.code == "missing-file" else None


def _written(kind: str, data: dict[str, Any]) -> str:
    return f"event: {kind}\ndata: {json.dumps(data)}\n\n"
