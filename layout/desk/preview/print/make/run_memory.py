"""What the print view's process remembers between two makings of the edition.

It is a cache folder that is read once: bytes by key, and things that were made from them. What was
of no use for some makings is forgotten, so that the memory stays level.
"""

from __future__ import annotations

import os
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from layout.work.store.folder import CacheFolder

THINGS, KEYS = 4, 40
"""Makings after which things, and bytes, that were of no use in them are forgotten: an edit may be
taken back."""

_WHOLE = 100
"""Makings after which all is read and set anew: words that were shaped once have no age."""


class Memory:
    """Bytes and things by key, with the making they were last of use in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bytes: dict[str, bytes] = {}
        self.things: dict[Hashable, Any] = {}
        self.written: set[str] = set()
        self.gone: set[str] = set()
        self._makings = 0
        self._keys: dict[str, int] = {}
        self._told: dict[Hashable, int] = {}

    @property
    def weight(self) -> tuple[int, int]:
        """How many bytes and how many things are remembered."""
        return sum(map(len, self.bytes.values())), len(self.things)

    def next(self, last: Resident | None) -> Resident:
        """The cache of the next making, after the `last` one."""
        self._makings += 1
        if last is not None:
            self._keys.update(dict.fromkeys(last.used, self._makings))
            self._told.update(dict.fromkeys(last.told, self._makings))
        for key in _old(self._keys, self._makings - KEYS):
            self.bytes.pop(key, None)
            if key in self.written:
                self.written.remove(key)
                self.gone.add(key)
        for name in _old(self._told, self._makings - THINGS):
            self.things.pop(name, None)
        if self._makings % _WHOLE == 0:
            self.things.clear()
        return Resident(self.folder, memory=self)


def _old(ages: dict[Any, int], limit: int) -> list[Any]:
    """The keys that were of no use since a making; their ages are forgotten."""
    old = [key for key, making in ages.items() if making <= limit]
    for key in old:
        del ages[key]
    return old


@dataclass(frozen=True, slots=True)
class Resident(CacheFolder):
    """The cache of one making, with a memory. `told` are the keys of things asked for or
    remembered in it.

    Of files it takes away its own alone: a `newsgrid print` that runs beside it may want others.
    """

    memory: Memory = field(kw_only=True)
    told: set[Hashable] = field(default_factory=set)

    def get(self, key: str) -> bytes | None:
        """What was put under a key, in this process or an earlier one."""
        self.used.add(key)
        found = self.memory.bytes.get(key)
        if found is None:
            found = CacheFolder.get(self, key)
            if found is not None:
                self.memory.bytes[key] = found
        return found

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key."""
        CacheFolder.put(self, key, data)
        self.memory.bytes[key] = data

    def recall(self, key: Hashable) -> Any:
        """What was remembered under a key."""
        self.told.add(key)
        return self.memory.things.get(key)

    def remember(self, key: Hashable, thing: Any) -> None:
        """Remember a thing."""
        self.told.add(key)
        self.memory.things[key] = thing

    def beside(self) -> Resident:
        """A cache for something that is done beside: its `used` are the keys of that alone."""
        return replace(self, used=set(), told=set())

    def save(self) -> None:
        """Write what was put, and take away what this process wrote and has forgotten."""
        CacheFolder.save(self)
        self.memory.written.update(self.fresh)
        self.fresh.clear()

    def _cleared(self, folder: int) -> None:
        gone = self.memory.gone
        self.memory.written |= gone & self.used
        for name in gone - self.used:
            with suppress(FileNotFoundError):
                os.unlink(name, dir_fd=folder)
        gone.clear()
