"""A web page as characters: what stands below what, and beside it, each as deep as it is.

    head head head head            |                     a row is so many px, as the first line says
    p b1 The ferry will sail ····· | side ░░░░░░░░░░     blocks by name, with their first words
    ·············································        text is dots, a heading double lines,
    inline-1 ░░░░░░░░░░                                  a picture strokes; what is an ad is grey
    p b2 Boats leave the old ·····

What is less deep than a row stands in one with what follows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

FILL = {
    "head": "═",
    "heading": "═",
    "image": "╱",
    "quote": "»",
    "list": "•",
    "table": "#",
    "embed": "▷",
    "ad": "░",
    "box": "▒",
}
TEXT = "·"


@dataclass(frozen=True, slots=True)
class Standing:
    """Something on a page: its edges in px from the top of the article, what it is, its name and
    its width in px; `rail` says that it stands beside the copy."""

    top: float
    bottom: float
    kind: str
    name: str
    width: int
    rail: bool = False


def draw_screen(things: Iterable[Standing], widths: tuple[int, int], row: int, cell: int) -> str:
    """The page from its top to its end: the column, and the rail where it has one.

    `widths` are those of both in px (0: no rail), `row` and `cell` the px of a character. The last
    row has at least half of something in it.
    """
    found = sorted(things, key=lambda one: (one.rail, one.top))
    depth = max(one.bottom for one in found)
    wide = tuple(width // cell for width in widths)
    sides = [
        list(_side([one for one in found if one.rail is rail], wide[rail], depth, row, cell))
        for rail in (False, True)
    ]
    lines = zip(*sides, strict=True) if widths[1] else ((line,) for line in sides[0])
    return "\n".join(f"|{'|'.join(line)}|" for line in lines)


def _side(things: list[Standing], wide: int, depth: float, row: int, cell: int) -> Iterator[str]:
    """The rows of one side: each as what fills most of it, and the names of what begins there."""
    for number in range(max(1, round(depth / row))):
        first, last = number * row, (number + 1) * row
        begun = [one for one in things if first <= one.top < last]
        shown = max(things, key=lambda one: _shared(one, first, last), default=None)
        body = ""
        if shown and _shared(shown, first, last) > 0:
            body = FILL.get(shown.kind, TEXT) * min(wide, shown.width // cell)
        names = " ".join(one.name for one in begun)[: max(0, wide - 2)]
        yield (f"{names} {body[len(names) + 1 :]}" if names else body).ljust(wide)[:wide]


def _shared(one: Standing, first: float, last: float) -> float:
    """How much of a row something fills, in px."""
    return min(one.bottom, last) - max(one.top, first)
