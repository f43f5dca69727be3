"""Least-recently-used caches: of a bounded number of things, and of a bounded number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Generic, TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")


class Kept(Generic[_K, _V]):
    """A bounded number of things; the least recently used one is dropped first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._things: OrderedDict[_K, _V] = OrderedDict()

    def __len__(self) -> int:
        return len(self._things)

    def get(self, key: _K) -> _V | None:
        """A thing, which counts as used."""
        if key in self._things:
            self._things.move_to_end(key)
        return self._things.get(key)

    def clear(self) -> None:
        """Keeps nothing any more."""
        self._things.clear()

    def put(self, key: _K, thing: _V) -> None:
        """Keeps a thing."""
        self._things[key] = thing
        self._things.move_to_end(key)
        while len(self._things) > self._most:
            self._things.popitem(last=False)


class Store:
    """Files by their paths in a site, of a bounded number of bytes. Their names contain digests of
    their content, so that pages of all stories, old ones too, find theirs here."""

    def __init__(self, most: int) -> None:
        self._most, self.size = most, 0
        self._files: OrderedDict[str, bytes] = OrderedDict()

    def take(self, path: str) -> bytes | None:
        """A file, None where it is not kept."""
        if path in self._files:
            self._files.move_to_end(path)
        return self._files.get(path)

    def put(self, files: Mapping[str, bytes]) -> None:
        """Keeps files; those used longest ago go, but none of these."""
        for path, data in files.items():
            self.size += len(data) - len(self._files.get(path, b""))
            self._files[path] = data
            self._files.move_to_end(path)
        while self.size > self._most and len(self._files) > len(files):
            _, data = self._files.popitem(last=False)
            self.size -= len(data)
