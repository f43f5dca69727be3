"""Sections made up in an earlier run: what stands where.

A section is kept under all that it would be made up from in the next run, if nothing in it were
different: its stories, its pages, and that it had been made up so before. Where that is found, its
stories need not be set again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from layout.edition.memory.pages_made import KeptGroups
from layout.makeup.edition.all_pages import EditionPlan, EditionTask, section_facts
from layout.makeup.edition.assign.last_edition import Before
from layout.makeup.edition.shapes.setting import ShapeFacts
from layout.makeup.edition.tiling.section_layout import LaidSection
from layout.makeup.edition.tiling.tile import Tile, Tiling
from layout.page.document import Page
from layout.work.store.cache import keep, kept
from layout.work.store.folder import CacheFolder


@dataclass(frozen=True, slots=True, eq=False)
class KeptSections:
    """The sections of a run, and those of the run before, with their pages. `laid` are those that
    are kept, by their first page."""

    cache: CacheFolder
    task: EditionTask
    groups: KeptGroups
    laid: dict[int, LaidSection] = field(default_factory=dict)

    def find(self) -> None:
        """Look for all sections."""
        for first, key in self._keys(self.task.before).items():
            there = self.cache.recall(("section", key))
            if there is not None and all(group in self.groups for group in there.groups):
                self.cache.used.add(key)
                self.laid[first] = there
                continue
            data = kept(self.cache, key)
            found = json.loads(data) if data is not None else None
            if found and all(group in self.groups for group in found["groups"]):
                self.laid[first] = _laid(found, self.groups, self.task.facts)

    def type_of(self, plan: EditionPlan) -> dict[int, Page]:
        """The type of the stories of a plan that is there, by page."""
        keys = (key for section in plan.sections for key in section.groups if key in self.groups)
        return {page.number: page for key in keys for page in self.groups.type_(key)}

    def keep(self, plan: EditionPlan, pages: Mapping[int, Page]) -> None:
        """Keep the sections of a plan, with the type of the stories on their pages."""
        keys = self._keys(plan.made)
        before = self._keys(self.task.before)
        for section in plan.sections:
            first = section.pages[0].page
            self.cache.remember(("section", before[first]), section)  # so it comes out again
            if first in self.laid and keys[first] == before[first]:
                continue
            text = json.dumps(_flat(section), ensure_ascii=False, separators=(",", ":"))
            keep(self.cache, keys[first], text.encode())
            for key, group in section.groups.items():
                if key not in self.groups:
                    self.groups.keep(key, group, pages)

    def _keys(self, before: Before) -> dict[int, str]:
        """Where each section is kept if the edition was made up so before, by its first page."""
        code = self.groups.code
        return {
            first: f"section-{hashlib.sha256(repr((code, facts)).encode()).hexdigest()[:40]}"
            for first, facts in section_facts(self.task, before).items()
        }


def _flat(section: LaidSection) -> dict[str, Any]:
    return {
        "groups": list(section.groups),
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
        "facts": list(section.facts),
    }


def _tile(it: Tile) -> list[int]:
    return [it.owner, it.column, it.row, it.columns, it.rows]


def _laid(
    told: Mapping[str, Any], groups: KeptGroups, facts: Mapping[str, ShapeFacts]
) -> LaidSection:
    return LaidSection(
        {key: groups[key] for key in told["groups"]},
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
        {key: facts[key] for key in told["facts"] if key in facts},
    )
