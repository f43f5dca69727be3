"""The rules a story sets for itself, as they were written: values by their path, with places.

    rules:                                  ("page", "max_ads")         0
      page: {max_ads: 0}                    ("inline-ad", "max")        1
      inline-ad: {max: 1, from_top: 9px}    ("inline-ad", "from_top")   "9px"

Nothing of it is judged here: `slots.rulebook.override` does that, with the rules of the
publication. What a story decides of itself in print is kept in the same way
(`layout.publication.decisions.in_front_matter`)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from slots.finding import Where
from slots.text.source_map import Path, Positions

Plain = str | int | float | bool | datetime.date | None
"""What a value can be; an empty list or table is a leaf too, written as "[]" or "{}"."""

_EMPTY: dict[str, Any] = {"[]": [], "{}": {}}


@dataclass(frozen=True, slots=True)
class OwnRules:
    """A story's own rules. `leaves` are its values with their paths, in the order written; list
    entries count from 0. `empty` are paths of empty lists ("[]") and tables ("{}"), `spelled` is
    how keys and values of one plain word are written, by their places."""

    file: str = ""
    leaves: tuple[tuple[Path, Plain], ...] = ()
    empty: tuple[tuple[Path, str], ...] = ()
    keys: tuple[tuple[Path, Where], ...] = ()
    values: tuple[tuple[Path, Where], ...] = ()
    spelled: tuple[tuple[Where, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.leaves or self.empty)

    def data(self) -> dict[str, Any]:
        """The same as nested tables and lists, as a TOML file would give them."""
        root: dict[Any, Any] = {}
        for path, value in self.leaves:
            _table(root, path[:-1])[path[-1]] = value
        for path, kind in self.empty:
            _table(root, path[:-1])[path[-1]] = type(_EMPTY[kind])()
        listed = _listed(root)
        assert isinstance(listed, dict)
        return listed

    def positions(self) -> Positions:
        """Where each key and value stands in the story's file."""
        return Positions(self.file, dict(self.keys), dict(self.values), dict(self.spelled))


def _table(root: dict[Any, Any], path: Path) -> dict[Any, Any]:
    for part in path:
        root = root.setdefault(part, {})
    return root


def _listed(value: Any) -> Any:
    """Tables whose keys are numbers are lists."""
    if not isinstance(value, dict):
        return value
    inner = {key: _listed(each) for key, each in value.items()}
    if inner and all(isinstance(key, int) for key in inner):
        return [inner[key] for key in sorted(inner)]
    return inner


NO_RULES = OwnRules()
"""The rules of a story that sets none."""
