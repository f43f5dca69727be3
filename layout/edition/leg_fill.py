"""How well the legs of a printed document are filled, counted on the finished pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.page.document import Fragment, Page

_ALONE = 1  # line: what a widow or an orphan is


def leg_figures(pages: Iterable[Page]) -> dict[str, int]:
    """Legs with type, those `short` of their foot (the last leg of each story apart), widows (a
    paragraph's last line alone on top of a leg) and orphans (its first alone at a foot)."""
    found = tuple(pages)
    widows, orphans = _alone(found)
    by_story: dict[str, list[bool]] = {}
    for page in found:
        for leg in page.legs:
            if leg.filled:
                by_story.setdefault(leg.story, []).append(leg.filled < leg.rows)
    return {
        "legs": sum(map(len, by_story.values())),
        "short": sum(sum(legs[:-1]) for legs in by_story.values()),
        "widows": widows,
        "orphans": orphans,
    }


def _alone(pages: tuple[Page, ...]) -> tuple[int, int]:
    """Widows and orphans among the paragraphs that are broken over legs."""
    widows = orphans = 0
    for parts in _paragraphs(pages):
        for before, after in pairwise(parts):
            if before.continues:
                first = before is parts[0]
                orphans += first and len(before.lines) == _ALONE
                widows += not after.continues and len(after.lines) == _ALONE
    return widows, orphans


def _paragraphs(pages: tuple[Page, ...]) -> Iterator[list[Fragment]]:
    """The fragments of each paragraph of running text, in order."""
    found: dict[tuple[str, int], list[Fragment]] = {}
    for page in pages:
        for fragment in page.fragments:
            if fragment.story and fragment.role == "body":
                found.setdefault((fragment.story, fragment.paragraph), []).append(fragment)
    yield from found.values()
