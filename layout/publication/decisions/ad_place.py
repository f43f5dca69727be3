"""Where on its page an ad is to stand, as pages.toml spells it.

>>> parse_place("column 2, foot")
Spot(edge='', column=1, row=None, foot=True)
"""

from __future__ import annotations

import re

from slots.rules.mistake import suggestion
from slots.stacking.task.ad_decision import FREE, Spot

_EDGES = ("left", "right", "outside", "inside")
_LONGEST = 80
"""Characters of what is said of a place, at most."""

_EXAMPLE = 'write place = "foot", "left, foot" or "column 2, row 40", counting from 1'


def parse_place(text: str) -> Spot:
    """The place that `text` names: an edge or a column, the foot or a row, between commas. Raises
    ValueError in a sentence where it is none."""
    spot = FREE
    for part in text[:_LONGEST].split(","):
        spot = _with(spot, part.strip().lower(), text[:_LONGEST])
    return spot


def _with(spot: Spot, word: str, text: str) -> Spot:
    column, row = (_number(name, word) for name in ("column", "row"))
    across, down = spot.edge or spot.column is not None, spot.foot or spot.row is not None
    if word in _EDGES or column is not None:
        if across:
            raise ValueError(f'place: "{text}" says twice where it stands across: {_EXAMPLE}')
        return Spot(word if column is None else "", column, spot.row, spot.foot)
    if word == "foot" or row is not None:
        if down:
            raise ValueError(f'place: "{text}" says twice how deep it stands: {_EXAMPLE}')
        return Spot(spot.edge, spot.column, row, word == "foot")
    near = suggestion(word, (*_EDGES, "foot", "column", "row"))
    raise ValueError(f'place: "{word}" is no place on a page{near}: {_EXAMPLE}')


def _number(name: str, word: str) -> int | None:
    """The number after a name, from 0."""
    found = re.fullmatch(rf"{name}\s+([1-9][0-9]{{0,2}})", word)
    return int(found[1]) - 1 if found else None
