"""Lints found at single breakpoints, merged into one for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from slots.rules.mistake import Mistake
from slots.rules.terms import Region, Rules

IN_COPY = (Region.ARTICLE, Region.BESIDE, Region.FRONT)
"""Regions whose slots stand at gaps, by the rules about the copy."""


@dataclass(frozen=True, slots=True)
class AtPoint:
    """A mistake that was found at a breakpoint."""

    breakpoint: str
    mistake: Mistake


def at_points(found: Iterable[AtPoint], rules: Rules) -> Iterator[Mistake]:
    """Mistakes found at breakpoints, each once; with the names of its breakpoints, unless it was
    found at all of them."""
    points: dict[Mistake, list[str]] = {}
    for each in found:
        names = points.setdefault(each.mistake, [])
        if each.breakpoint not in names:
            names.append(each.breakpoint)
    for mistake, names in points.items():
        if len(names) == len(rules.breakpoints):
            yield mistake
        else:
            yield replace(mistake, message=f"{mistake.message}, at {', '.join(names)}")
