"""Pages made up in an earlier run: what stands on them, and the type of their stories.

Pages that no jump ties to others are kept one by one, under all that they depend on: where one
story is edited, only those it stands with are set again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from layout.makeup.edition.shapes.beside_text import Footed, Hung
from layout.makeup.edition.shapes.setting import Setting
from layout.makeup.edition.tiling.section_layout import LaidGroup, LaidPage
from layout.makeup.edition.tiling.tile import Tile
from layout.page.as_data import flat, pages_of
from layout.page.document import Page
from layout.page.grid import Grid
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.work.store.cache import keep, kept
from layout.work.store.folder import CacheFolder


class _Group:
    """Pages as they were kept, read as far as they are asked for."""

    def __init__(self, told: dict[str, Any], grid: Grid, foundry: Foundry) -> None:
        self._told, self.grid, self.foundry = told, grid, foundry
        self._pages: tuple[Page, ...] | None = None

    @cached_property
    def group(self) -> LaidGroup:
        """What stands on them."""
        told = self._told
        return LaidGroup(tuple(_page(page) for page in told["pages"]), tuple(told["held"]))

    def pages(self) -> tuple[Page, ...]:
        """Their type; the data that it is made from is given up."""
        if self._pages is None:
            self._pages = pages_of(self._told.pop("type"), self.grid, self.foundry)
        return self._pages


@dataclass(frozen=True, slots=True, eq=False)
class KeptGroups(Mapping[str, LaidGroup]):
    """The pages of earlier runs, by all that they depend on besides the `code`."""

    cache: CacheFolder
    code: str
    grid: Grid
    foundry: Foundry
    _found: dict[str, _Group | None] = field(default_factory=dict)
    _files: dict[Path, bytes] = field(default_factory=dict)

    def __getitem__(self, key: str) -> LaidGroup:
        found = self._read(key)
        if found is None:
            raise KeyError(key)
        return found.group

    def __iter__(self) -> Iterator[str]:
        return iter(key for key, found in self._found.items() if found)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._read(key) is not None

    def type_(self, key: str) -> tuple[Page, ...]:
        """The pages of a key that is there, with their stories alone."""
        found = self._read(key)
        return found.pages() if found else ()

    def keep(self, key: str, group: LaidGroup, pages: Mapping[int, Page]) -> None:
        """Keep pages that were not there, with their type by their numbers."""
        type_ = flat(pages[page.page] for page in group.pages)
        told = {
            "pages": [_flat_page(page) for page in group.pages],
            "held": group.held,
            "type": type_,
            "fonts": self._fonts(type_["faces"]),
        }
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        keep(self.cache, self._name(key), text.encode())

    def _read(self, key: str) -> _Group | None:
        if key not in self._found:
            name = self._name(key)
            there = self.cache.recall(name)
            self.cache.used.add(name)
            if there is None or there.foundry is not self.foundry or there.grid != self.grid:
                there = self._told(kept(self.cache, name))
                self.cache.remember(name, there)
            self._found[key] = there
        return self._found[key]

    def _told(self, data: bytes | None) -> _Group | None:
        """What was kept, where the fonts are the same."""
        found = json.loads(data) if data is not None else None
        if not found or found["fonts"] != self._fonts(found["type"]["faces"]):
            return None
        return _Group(found, self.grid, self.foundry)

    def _name(self, key: str) -> str:
        return f"pages-{hashlib.sha256(f'{self.code} {key}'.encode()).hexdigest()[:40]}"

    def _fonts(self, cuts: list[list[Any]]) -> str:
        """A digest of the files of fonts."""
        faces = [
            self.foundry.face(Cut(family, weight, italic, optical, tuple(features)))
            for family, weight, italic, optical, features in cuts
        ]
        digest = hashlib.sha256()
        for file in sorted({face.file for face in faces}):
            if file not in self._files:
                self._files[file] = hashlib.sha256(file.read_bytes()).digest()
            digest.update(self._files[file])
        return digest.hexdigest()


def _flat_page(page: LaidPage) -> list[Any]:
    stood = [[name, _tile(tile), _setting(setting)] for name, tile, setting in page.stood]
    return [page.page, stood, [_tile(tile) for tile in page.fillers], page.cost]


def _tile(tile: Tile) -> list[int]:
    return [tile.owner, tile.column, tile.row, tile.columns, tile.rows]


def _setting(it: Setting) -> list[Any]:
    hung = [it.hung.columns, it.hung.rows, it.hung.quote, it.hung.cost]
    standing = [it.standing.columns, it.standing.rows]
    head = [it.columns, it.rows, it.cost, it.size, it.deck, it.head]
    return [*head, hung, standing, it.lines, it.cut, it.body, it.jumps]


def _page(told: list[Any]) -> LaidPage:
    number, stood, fillers, cost = told
    return LaidPage(
        number,
        tuple((name, Tile(*tile), _setting_of(setting)) for name, tile, setting in stood),
        tuple(Tile(*tile) for tile in fillers),
        cost,
    )


def _setting_of(told: list[Any]) -> Setting:
    columns, rows, cost, size, deck, head, hung, standing, lines, cut, body, jumps = told
    wide, pictures, quote, hanging = hung
    across, boxes = standing
    return Setting(
        columns,
        rows,
        cost,
        size,
        deck,
        head,
        Hung(wide, tuple(pictures), quote, hanging),
        Footed(across, tuple(boxes)),
        lines,
        cut,
        body,
        jumps,
    )
