"""What is said of a slot at single breakpoints, said once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from slots.rules.mistake import Mistake
from slots.rules.terms import Region, Rules

IN_COPY = (Region.ARTICLE, Region.BESIDE, Region.FRONT)
"""Regions whose slots stand at gaps, by the rules about the copy."""


def at_points(found: Iterable[tuple[str, Mistake]], rules: Rules) -> Iterator[Mistake]:
    """Mistakes found at breakpoints, each once, with the breakpoints where it is not of all."""
    points: dict[Mistake, list[str]] = {}
    for point, mistake in found:
        names = points.setdefault(mistake, [])
        if point not in names:
            names.append(point)
    for mistake, names in points.items():
        if len(names) == len(rules.breakpoints):
            yield mistake
        else:
            yield replace(mistake, message=f"{mistake.message}, at {', '.join(names)}")
