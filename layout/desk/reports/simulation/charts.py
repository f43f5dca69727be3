"""Charts from figures: where each bar, dot and line stands. The template draws them.

┌ Histogram ──────┐   ┌ Scatter ───────┐   ┌ Strips ─┐   lengths in units of the drawing,
│   ▇   limit     │   │        ∙  ╱    │   │ ▒  ▒    │   y down from its top
│ ▇ ▇ ▃ │         │   │     ∙ ╱   B    │   │ █  ▒    │
│ ▇ ▇ ▇ │ ▂       │   │   ╱  ∙    ↑    │   │ ▒  █    │
└─────────────────┘   └────────── A → ─┘   └ A  B ───┘
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, sqrt

from layout.simulation.planned_point import Mark

_WIDE, _HIGH = 320, 150
"""The plot of a histogram, without its labels."""

_SQUARE = 220
"""The side of a scatter's plot."""

TALL = 150
"""The longest strip, drawn."""


@dataclass(frozen=True, slots=True)
class Bin:
    """One class of a histogram: its edges, counts of both sides, and where its bars stand."""

    first: float
    last: float
    counts: tuple[int, ...]
    x: float
    width: float
    heights: tuple[float, ...]

    @property
    def sides(self) -> tuple[tuple[str, float], ...]:
        """The heights with the names of their sides, "a" and "b"."""
        return tuple(zip("ab", self.heights, strict=False))


@dataclass(frozen=True, slots=True)
class Histogram:
    """How often figures fall into classes; `limit` is where a line is drawn (None: nowhere)."""

    bins: tuple[Bin, ...]
    ticks: tuple[tuple[float, float], ...]
    most: int
    limit: float | None


@dataclass(frozen=True, slots=True)
class Dot:
    """All stories with the same two values: where, how large, and how many they are."""

    x: float
    y: float
    radius: float
    a: int
    b: int
    count: int


@dataclass(frozen=True, slots=True)
class Scatter:
    """Values of stories under A (to the right) and B (upwards); `ticks` as (place, value)."""

    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, int], ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """One strip: lines drawn downwards, as paths by what they show."""

    height: int
    paths: tuple[tuple[str, str], ...]


def histogram(
    sides: Sequence[Sequence[float]],
    step: float,
    every: int,
    least: float,
    limit: float | None = None,
) -> Histogram:
    """Classes from 0 up to the largest figure, each `step` wide, a tick for `every` so many, and as
    far as `least`. A figure on an edge belongs to the class it ends, so that one exactly at a limit
    is not over it."""
    top = max((figure for side in sides for figure in side), default=0.0)
    count = max(ceil(least / step), ceil(top / step - 1e-9), 1)
    counts = [Counter(_class(figure, step) for figure in side) for side in sides]
    most = max((n for side in counts for n in side.values()), default=0) or 1
    width = _WIDE / count
    bins = tuple(
        Bin(
            place * step,
            (place + 1) * step,
            tuple(side[place] for side in counts),
            round(place * width, 2),
            round(width, 2),
            tuple(round(_HIGH * side[place] / most, 2) for side in counts),
        )
        for place in range(count)
    )
    every *= ceil(count / every / 7)
    ticks = tuple((round(place * width, 2), place * step) for place in range(0, count + 1, every))
    at = None if limit is None else round(_WIDE * limit / (count * step), 2)
    return Histogram(bins, ticks, most, at)


def scatter(pairs: Sequence[tuple[int, int]]) -> Scatter:
    """One dot for each pair of values, its area as many stories as have it."""
    top = _round_up(max((value for pair in pairs for value in pair), default=0) or 1)
    counts = Counter(pairs)
    most = max(counts.values(), default=1)
    dots = tuple(
        Dot(
            round(_SQUARE * a / top, 2),
            round(_SQUARE - _SQUARE * b / top, 2),
            round(3 + 5 * sqrt((count - 1) / max(1, most - 1)) if most > 1 else 3, 2),
            a,
            b,
            count,
        )
        for (a, b), count in sorted(counts.items())
    )
    ticks = tuple((_SQUARE * part / 4, round(top * part / 4)) for part in range(5))
    return Scatter(dots, ticks)


def lane(height: int, marks: Sequence[Mark], tallest: int, x: int) -> Lane:
    """A strip, so drawn that the tallest of all is `TALL`.

    Each path is a chain of downward lines; their width, and so the strip's, is the stylesheet's.
    """
    scale = TALL / max(1, tallest)
    kinds: dict[str, list[tuple[int, int]]] = {}
    for what, top, bottom, _ in marks:
        start = round(top * scale)
        kinds.setdefault(_shade(what), []).append((start, max(1, round(bottom * scale) - start)))
    paths = tuple(
        (kind, f"M{x} 0" + "".join(_lines(sorted(kinds[kind]))))
        for kind in _SHADES
        if kind in kinds
    )
    return Lane(round(height * scale), paths)


_SHADES = ("text", "head", "picture", "module", "ad", "module-beside", "ad-beside")
"""What strips show, the lowest first."""


def _shade(what: str) -> str:
    if what in ("ad", "module", "ad beside", "module beside"):
        return what.replace(" ", "-")
    return {"heading": "head", "image": "picture", "embed": "picture"}.get(what, "text")


def _lines(spans: list[tuple[int, int]]) -> list[str]:
    drawn, at = [], 0
    for start, length in spans:
        drawn.append(f"m0 {start - at}v{length}")
        at = start + length
    return drawn


def _class(figure: float, step: float) -> int:
    return max(0, ceil(figure / step - 1e-9) - 1)


def _round_up(number: float) -> int:
    """The next round number, at least 4, for the end of an axis with four equal parts.

    >>> _round_up(3), _round_up(21), _round_up(430), _round_up(1000)
    (4, 24, 480, 1000)
    """
    power: int = 10 ** (len(str(ceil(number))) - 1)
    factors = (Fraction(each, 10) for each in (10, 12, 16, 20, 24, 30, 32, 40, 48, 60, 80, 100))
    return max(4, next(ceil(factor * power) for factor in factors if factor * power >= number))
