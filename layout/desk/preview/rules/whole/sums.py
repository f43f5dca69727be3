"""Sums over stories, one after another: what all of them come to under one set of rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from slots.policy import better_ads_limit

if TYPE_CHECKING:
    from layout.simulation.results import Point


@dataclass(slots=True)
class _Sum:
    """One breakpoint so far."""

    screens: str
    width: int
    stories: int = 0
    asked: int = 0
    filled: int = 0
    value: int = 0
    objective: int = 0
    density: float = 0.0
    densest: float = 0.0
    over: int = 0
    slots: dict[str, list[int]] = field(default_factory=dict)


class Sums:
    """Sums by breakpoint. A story is added once; nothing of it is kept."""

    def __init__(self) -> None:
        self._points: dict[str, _Sum] = {}

    def add(self, points: tuple[Point, ...]) -> None:
        """Adds what a story comes to."""
        for point in points:
            held = self._points.setdefault(point.name, _Sum(point.screens, point.width))
            held.stories += 1
            held.asked += len(point.boxes)
            held.filled += sum(box.home is not None for box in point.boxes)
            held.value += point.value
            held.objective += point.objective
            held.density += point.density
            held.densest = max(held.densest, point.density)
            held.over += point.density > float(better_ads_limit(held.width))
            for box in point.boxes:
                count = held.slots.setdefault(box.slot, [0, 0])
                count[0] += 1
                count[1] += box.home is not None

    def data(self) -> dict[str, Any]:
        """The sums as JSON: breakpoints, and for each of them its slots."""
        return {"breakpoints": [_data(name, held) for name, held in self._points.items()]}


def _data(name: str, held: _Sum) -> dict[str, Any]:
    return {
        "name": name,
        "screens": held.screens,
        "stories": held.stories,
        "asked": held.asked,
        "filled": held.filled,
        "value": held.value,
        "objective": held.objective,
        "density_mean": held.density / held.stories,
        "density_max": held.densest,
        "over": held.over,
        "slots": [
            {"slot": slot, "asked": asked, "filled": filled}
            for slot, (asked, filled) in sorted(held.slots.items())
        ],
    }
