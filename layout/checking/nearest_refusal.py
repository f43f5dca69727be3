"""The refusal that a content was nearest to overcoming: what to change to let it in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from slots.strip.decision import Refusal


def nearest(refusals: Iterable[Refusal], content: str) -> Refusal | None:
    """The first refusal of the gap in which the fewest rules bar a content; of several such gaps
    the one where least is lacking. None where no gap refuses it."""
    gaps: dict[str | None, list[Refusal]] = {}
    for refusal in refusals:
        if refusal.slot == content:
            gaps.setdefault(refusal.candidate, []).append(refusal)
    if not gaps:
        return None
    return min(gaps.values(), key=lambda found: (len(found), -amount(found[0])))[0]


def amount(refusal: Refusal) -> float:
    """The number of what there is ("62px"), 0 where a refusal has none."""
    number = re.match(r"\d+(\.\d+)?", refusal.actual)
    return float(number[0]) if number else 0.0
