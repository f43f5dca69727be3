"""Sections made up in an earlier run: what stands where, and the type of their stories.

A section is kept under all that it would be made up from in the next run, if nothing in it were
different: its stories, its pages, and that it had been made up so before. Where that is found, its
stories need not be set again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from layout.desk.cache_folder import CacheFolder
from layout.desk.edition_tilings import rules
from layout.makeup.edition.before import Before
from layout.makeup.edition.beside import Hung, Standing
from layout.makeup.edition.laid import LaidPage, LaidSection
from layout.makeup.edition.plan import EditionPlan, EditionTask, section_facts
from layout.makeup.edition.setting import Setting
from layout.makeup.edition.tile import Tile, Tiling
from layout.page.document import Page
from layout.page.flat import flat, pages_of
from layout.press.box_cache import keep, kept
from layout.typeset.foundry import Foundry
from layout.typeset.style import Cut

SETTERS = ("uharfbuzz", "pyphen")


@dataclass(frozen=True, slots=True, eq=False)
class KeptSections:
    """The sections of a run, and those of the run before. `laid` are those that are kept, by their
    first page, `type_` is that of their stories, by page."""

    cache: CacheFolder
    task: EditionTask
    foundry: Foundry
    laid: dict[int, LaidSection] = field(default_factory=dict)
    type_: dict[int, Page] = field(default_factory=dict)

    def find(self) -> None:
        """Look for all sections."""
        for first, key in self._keys(self.task.before).items():
            data = kept(self.cache, key)
            found = json.loads(data) if data is not None else None
            if found and found["fonts"] == self._fonts(found["type"]["faces"]):
                self.laid[first] = _laid(found["laid"])
                pages = pages_of(found["type"], self.task.grid, self.foundry)
                self.type_.update({page.number: page for page in pages})

    def keep(self, plan: EditionPlan, pages: Iterable[Page]) -> None:
        """Keep the sections of a plan, with the type of the stories on their pages."""
        keys = self._keys(plan.made)
        before = self._keys(self.task.before)
        by_number = {page.number: page for page in pages}
        for section in plan.sections:
            first = section.pages[0].page
            if first in self.laid and keys[first] == before[first]:
                continue
            type_ = flat(by_number[page.page] for page in section.pages)
            told = {"laid": _flat(section), "type": type_, "fonts": self._fonts(type_["faces"])}
            text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
            keep(self.cache, keys[first], text.encode())

    def _keys(self, before: Before) -> dict[int, str]:
        """Where each section is kept if the edition was made up so before, by its first page."""
        code = (rules(), *(version(name) for name in SETTERS))
        return {
            first: f"section-{hashlib.sha256(repr((code, facts)).encode()).hexdigest()[:40]}"
            for first, facts in section_facts(self.task, before).items()
        }

    def _fonts(self, cuts: list[list[Any]]) -> str:
        """A digest of the files of fonts."""
        faces = [
            self.foundry.face(Cut(family, weight, italic, optical, tuple(features)))
            for family, weight, italic, optical, features in cuts
        ]
        digest = hashlib.sha256()
        for file in sorted({face.file for face in faces}):
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        return digest.hexdigest()


def _flat(section: LaidSection) -> dict[str, Any]:
    return {
        "pages": [_flat_page(page) for page in section.pages],
        "standing": dict(section.standing),
        "bodies": dict(section.bodies),
        "costs": list(section.costs.items()),
        "held": section.held,
        "cost": section.cost,
        "bound": section.bound,
        "fingerprint": section.fingerprint,
        "tilings": {
            key: [[_tile(tile) for tile in one.tiles], one.cost]
            for key, one in section.tilings.items()
        },
    }


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


def _laid(told: Mapping[str, Any]) -> LaidSection:
    return LaidSection(
        tuple(_page(page) for page in told["pages"]),
        told["standing"],
        told["bodies"],
        dict(told["costs"]),
        tuple(told["held"]),
        told["cost"],
        told["bound"],
        told["fingerprint"],
        {
            key: Tiling(tuple(Tile(*tile) for tile in tiles), cost)
            for key, (tiles, cost) in told["tilings"].items()
        },
    )


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
        Standing(across, tuple(boxes)),
        lines,
        cut,
        body,
        jumps,
    )
