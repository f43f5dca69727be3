"""Keys: where in slots.toml a rule is written that holds for a slot at a breakpoint."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from slots.rules.frozen_table import Table
from slots.rules.relaxation import parts
from slots.rules.terms import Rules, Terms

Path = tuple[str, ...]
"""A key of slots.toml with the tables it stands in."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True, eq=False)
class Keys:
    """The rules at one breakpoint, by their keys."""

    rules: Rules
    point: str

    def terms(self, slot: str) -> Terms:
        """The terms of a slot here."""
        return self.rules.terms(slot, self.point)

    def slot_path(self, slot: str, *path: str) -> Path:
        """Where a term of a slot is written: in the most specific table that sets it; where none
        does, at the key that would set it."""
        own, defaults, point = self.rules.slot[slot], self.rules.defaults, self.point
        layers = {
            ("slot", slot, "at", point): own.at.get(point),
            ("slot", slot): own,
            ("defaults", "at", point): defaults.at.get(point),
            ("defaults",): defaults,
        }
        return _first(layers, path) or ("slot", slot, *path)

    def page_path(self, *path: str) -> Path:
        """Where a term of the page is written."""
        page, point = self.rules.page, self.point
        layers = {
            ("page", "at", point): page.at.get(point),
            ("page",): page,
        }
        return _first(layers, path) or ("page", *path)

    def slot(self, slot: str, *path: str) -> str:
        """The key of a term of a slot, with dots.

        "slot.inline-ad.clearance.image.below", "defaults.at.mobile.from_top"
        """
        return dotted(self.slot_path(slot, *path))

    def page(self, *path: str) -> str:
        """The key of a term of the page."""
        return dotted(self.page_path(*path))

    def step(self, slot: str, path: Path) -> tuple[int, str, str] | None:
        """The first step of relaxation of a slot that lets a rule give way: its number, the rule it
        names, and what is required instead."""
        return next(self._steps(slot, path), None)

    def _steps(self, slot: str, path: Path) -> Iterator[tuple[int, str, str]]:
        for number, step in enumerate(self.terms(slot).relax, 1):
            named = tuple(part for part in parts(step.rule) if part)
            if path[: len(named)] == named:
                yield number, step.rule, str(step.to) if step.to is not None else "nothing"


def dotted(path: Path) -> str:
    """A key in TOML's notation: parts that are no bare keys stand in quotation marks.

    >>> dotted(("slot", "ad", "clearance", "#faq", "above"))
    'slot.ad.clearance."#faq".above'
    """
    return ".".join(part if _BARE.fullmatch(part) else f'"{part}"' for part in path)


def _first(layers: Mapping[Path, Any], path: Path) -> Path:
    return next(((*name, *path) for name, layer in layers.items() if _sets(layer, path)), ())


def _sets(layer: Any, path: Path) -> bool:
    """Whether a table of rules sets a key itself."""
    if layer is None:
        return False
    name, *rest = path
    if isinstance(layer, Table):
        return name in layer and (not rest or _sets(layer[name], tuple(rest)))
    if name not in getattr(layer, "model_fields_set", ()):
        return False
    return not rest or _sets(getattr(layer, name), tuple(rest))
