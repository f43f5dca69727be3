"""The graphics state while content is walked, and the budget that a page may take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from layout.preflight.content.events import Look
from layout.preflight.content.fonts import UNKNOWN, Font
from layout.preflight.geometry import EVERYWHERE, Box, Matrix
from layout.preflight.opened.numbers import name, real
from layout.preflight.opened.unpacked import TooMuch

MOST_OPERATIONS = 1_000_000
"""Operators that a page may run, those of forms as often as they are painted: maps have a third."""

_MOST_EVENTS = 400_000
"""Events that a page may come to."""

_MOST_CONTENT = 1 << 25
"""Bytes of content that a page may have: 32 MB."""

DEEPEST = 28
"""Levels of forms in forms: ads have three or four."""


@dataclass(slots=True)
class Budget:
    """What is left to a page."""

    operations: int = MOST_OPERATIONS
    events: int = _MOST_EVENTS
    content: int = _MOST_CONTENT

    def operate(self) -> None:
        """One operator is run. Raises TooMuch where that is one too many."""
        self.operations -= 1
        if self.operations < 0:
            raise TooMuch(f"painting a page takes more than {MOST_OPERATIONS:,} operations")

    def happen(self) -> None:
        """One event is kept."""
        self.events -= 1
        if self.events < 0:
            raise TooMuch(f"a page paints more than {_MOST_EVENTS:,} things")

    def read(self, size: int) -> None:
        """So many bytes of content are parsed."""
        self.content -= size
        if self.content < 0:
            raise TooMuch(f"a page has more than {_MOST_CONTENT >> 20} MB of content")


@dataclass(slots=True)
class State:
    """The graphics state; `saved` gives a copy. Patterns are those that fills and strokes are
    painted with, None for plain colour."""

    ctm: Matrix = field(default_factory=Matrix)
    clip: Box = EVERYWHERE
    look: Look = field(default_factory=Look)
    line_width: float = 1.0
    font: Font = UNKNOWN
    size: float = 0.0
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    fill_pattern: Any = None
    stroke_pattern: Any = None

    def saved(self) -> State:
        """A copy, for Q to come back to."""
        return replace(self)

    def paint(self, **changes: Any) -> None:
        """Looks otherwise from now on."""
        if changes:
            self.look = replace(self.look, **changes)


def look_changes(found: Any) -> dict[str, Any]:
    """What the entries of a graphics state dictionary change of how things look."""
    changes: dict[str, Any] = {}
    if "/OP" in found:
        changes["stroke_overprints"] = found.get("/OP") is True
        changes["fill_overprints"] = found.get("/OP") is True
    if "/op" in found:
        changes["fill_overprints"] = found.get("/op") is True
    if "/OPM" in found:
        changes["overprint_mode"] = int(real(found.get("/OPM")))
    for key, field_ in (("/ca", "fill_alpha"), ("/CA", "stroke_alpha")):
        if key in found:
            changes[field_] = real(found.get(key), 1.0)
    if "/BM" in found:
        changes["blend"] = _blend(found.get("/BM"))
    if "/SMask" in found:
        changes["masked"] = isinstance(found.get("/SMask"), pikepdf.Dictionary)
    return changes


def _blend(found: Any) -> str:
    """A blend mode: of several the first, which all viewers that know it take."""
    if isinstance(found, pikepdf.Array):
        return name(found[0]) if len(found) else "Normal"
    return name(found) or "Normal"


@dataclass(slots=True)
class Outline:
    """The path that is being drawn: points that bound it on the page, and what it is made of."""

    points: list[tuple[float, float]] = field(default_factory=list)
    current: tuple[float, float] = (0.0, 0.0)
    start: tuple[float, float] = (0.0, 0.0)
    subpaths: int = 0
    curved: bool = False
    clips: bool = False

    def move(
        self, x: float, y: float, place: Callable[[float, float], tuple[float, float]]
    ) -> None:
        """m"""
        self.subpaths += 1
        self.start = self.current = (x, y)
        self.points.append(place(x, y))

    def line(
        self, x: float, y: float, place: Callable[[float, float], tuple[float, float]]
    ) -> None:
        """l"""
        self.subpaths = self.subpaths or 1
        self.current = (x, y)
        self.points.append(place(x, y))

    def close(self) -> None:
        """h"""
        self.current = self.start

    @property
    def is_rectangle(self) -> bool:
        """Whether it is one upright rectangle: each point a corner of its box, no two neighbours
        across from each other."""
        points = self.points[:-1] if self.points[:1] == self.points[-1:] else self.points
        if self.curved or self.subpaths != 1 or len(points) != 4:
            return False
        pairs = zip(points, [*points[1:], points[0]], strict=True)
        level = [(_equal(a[0], b[0]), _equal(a[1], b[1])) for a, b in pairs]
        turns = [across != down for across, down in level]
        return all(turns) and level[0] == level[2] and level[0] != level[1]


def _equal(one: float, other: float) -> bool:
    return abs(one - other) < 1e-3
