"""Tilings of pages found in earlier runs, by what they depend on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, MutableMapping
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from layout.makeup.edition.tiling.tile import Tile, Tiling
from layout.work.store.cache import keep, kept
from layout.work.store.folder import CacheFolder

FILE = "tilings.json"
MADE_BY = ("layout.makeup", "layout.typeset", "layout.page", "layout.edition.memory")
"""The packages whose code, with that of their rooms, decides what shapes stories have, how they are
tiled, and how that is written down: what another version wrote is not understood."""
_SETTERS = ("uharfbuzz", "pyphen")


class Tilings(MutableMapping[str, Tiling]):
    """Tilings by hole and stories. Only those that were asked for are saved."""

    def __init__(self, cache: CacheFolder) -> None:
        self._cache = cache
        self._rules = rules()
        self._known = _read(kept(cache, FILE), self._rules)
        self._used: dict[str, Tiling] = {}
        self._new = False

    def __getitem__(self, key: str) -> Tiling:
        name = _name(key)
        found = self._used[name] = self._known[name]
        return found

    def __setitem__(self, key: str, tiling: Tiling) -> None:
        name = _name(key)
        self._known[name] = self._used[name] = tiling
        self._new = True

    def __delitem__(self, key: str) -> None:
        del self._known[_name(key)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def save(self) -> None:
        """Keep those that were used for the next run."""
        if self._new:
            data = {
                name: [one.cost, [_as_data(tile) for tile in one.tiles]]
                for name, one in sorted(self._used.items())
            }
            text = json.dumps({"rules": self._rules, "tilings": data}, separators=(",", ":"))
            keep(self._cache, FILE, text.encode())


def _name(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def _as_data(tile: Tile) -> list[int]:
    return [tile.owner, tile.column, tile.row, tile.columns, tile.rows]


def rules() -> str:
    """A digest of the code that tilings come from: another version finds its own."""
    digest = hashlib.sha256()
    for package in MADE_BY:
        for file in sorted(Path(str(files(package))).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def made_by() -> str:
    """What stands for all that the type of pages comes from besides what is printed: that code, and
    what sets type for it."""
    return " ".join((rules(), *(version(name) for name in _SETTERS)))


def _read(data: bytes | None, rules: str) -> dict[str, Tiling]:
    if data is None:
        return {}
    found = json.loads(data)
    if found["rules"] != rules:
        return {}
    return {
        name: Tiling(tuple(Tile(*numbers) for numbers in tiles), cost)
        for name, (cost, tiles) in found["tilings"].items()
    }
