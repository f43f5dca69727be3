"""Hidden layers of ads (optional content groups): what is switched off in the ad stays off in
print.

An ad's layers come with its page. Whether they are shown is said in the catalog of a file, and a
reader that finds nothing there shows them all; so where one is off in the ad, the edition's catalog
says so too. Source: ISO 32000-1, 8.11.
"""

from __future__ import annotations

from typing import Any

import pikepdf


class Layers:
    """The layers of all ads in an edition, by the numbers of their objects."""

    def __init__(self) -> None:
        self._all: dict[int, bool] = {}

    def add(self, number: int, hidden: bool) -> None:
        """A layer and whether it is off."""
        self._all[number] = hidden

    def entry(self) -> str:
        """The catalog's entry for them; empty where none is off."""
        hidden = [number for number, off in self._all.items() if off]
        if not hidden:
            return ""
        groups = f"/OCGs[{_references(self._all)}]"
        return f"/OCProperties<<{groups}/D<</Name(Print)/Order[]/OFF[{_references(hidden)}]>>>>"


def _references(numbers: Any) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)


def layers_of(pdf: pikepdf.Pdf) -> dict[tuple[int, int], bool]:
    """The layers of a file, by their object number and generation, and whether each is off."""
    properties = pdf.Root.get("/OCProperties")
    if not isinstance(properties, pikepdf.Dictionary):
        return {}
    setting = properties.get("/D", pikepdf.Dictionary())
    off, on = _listed(setting, "/OFF"), _listed(setting, "/ON")
    dark = isinstance(setting, pikepdf.Dictionary) and str(setting.get("/BaseState")) == "/OFF"
    return {it: it in off or (dark and it not in on) for it in _listed(properties, "/OCGs")}


def _listed(holder: Any, key: str) -> dict[tuple[int, int], None]:
    found = holder.get(key) if isinstance(holder, pikepdf.Dictionary) else None
    parts = list(found) if isinstance(found, pikepdf.Array) else []
    return {part.objgen: None for part in parts if isinstance(part, pikepdf.Dictionary)}
