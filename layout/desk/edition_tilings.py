"""Tilings of pages found in earlier runs, by what they depend on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, MutableMapping
from importlib.metadata import version
from importlib.resources import files

from layout.desk.cache_folder import CacheFolder
from layout.makeup.edition.tile import Tile, Tiling
from layout.press.box_cache import keep, kept

FILE = "tilings.json"
MADE_BY = ("layout.makeup.edition", "layout.makeup", "layout.typeset", "layout.page")
"""The packages whose code decides what shapes stories have, and how they are tiled."""
KEPT_BY = ("edition_facts.py", "edition_groups.py", "edition_kept.py", "edition_tilings.py")
"""The files that decide how it is written down: what another version wrote is not understood."""
SETTERS = ("uharfbuzz", "pyphen")


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
        entries = sorted(files(package).iterdir(), key=lambda entry: entry.name)
        for entry in entries:
            if entry.name.endswith(".py"):
                digest.update(entry.read_bytes())
    for name in KEPT_BY:
        digest.update(files("layout.desk").joinpath(name).read_bytes())
    return digest.hexdigest()[:16]


def made_by() -> str:
    """What stands for all that the type of pages comes from besides what is printed: that code, and
    what sets type for it."""
    return " ".join((rules(), *(version(name) for name in SETTERS)))


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
