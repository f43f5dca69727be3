"""A story as type: its heads by width, its galley, and the galley's lines in their legs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from layout.makeup.type.headline import Head
from layout.makeup.type.pour import Poured
from layout.typeset.galley import Galley


@dataclass(frozen=True, slots=True, eq=False)
class SetStory:
    """All type of a story. `heads` by the columns they span."""

    heads: Mapping[int, Head]
    galley: Galley
    poured: Poured
