"""What lies under what on a page: whether something is painted over ink that stands there already.

GWG calls text and paths that do so "overlapping": only there does it matter whether they overprint.
Told by boxes, from what was painted last to what was painted first:

    ink under it ──▶ yes         something white and opaque that covers all of it ──▶ no

Text under text does not count (the boxes of lines touch), nor does the inside of a frame that is
only stroked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from layout.preflight.content.colour import Colour, Space
from layout.preflight.content.events import Event, Path, Text
from layout.preflight.geometry import Box

_CELL = 36.0
"""Points: the side of the cells in which boxes are looked up."""

_MOST_CELLS = 600
"""Cells that one box is entered in; larger ones stand in a list of their own."""

_TOUCH = 0.05
"""Points by which edges may overlap and yet only touch."""

_LEADING = 0.15
"""The part of a text's box, above and below, that is the white between lines."""


class Beneath:
    """The things painted on a page, by place."""

    def __init__(self, painted: Sequence[Event]) -> None:
        self._order = {id(event): number for number, event in enumerate(painted)}
        self._cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        self._large: list[int] = []
        self._painted = painted
        for number, event in enumerate(painted):
            if not isinstance(event, Text):
                self._enter(number, event.box)

    def _enter(self, number: int, box: Box) -> None:
        cells = _cells(box)
        if cells is None:
            self._large.append(number)
            return
        for cell in cells:
            self._cells[cell].append(number)

    def inked(self, event: Event, besides: str = "") -> bool:
        """Whether there is ink under something that is painted; `besides` one ink that does not
        count: black on nothing but black may knock out or overprint, and looks the same."""
        number, box = self._order[id(event)], _core(event)
        cells = _cells(box)
        if cells is None:
            below = set(range(number))
        else:
            below = {each for cell in cells for each in self._cells.get(cell, ())}
            below |= set(self._large)
        for each in sorted((one for one in below if one < number), reverse=True):
            under = self._painted[each]
            if isinstance(under, Text) or not _covers(under, box):
                continue
            if not _is_white(under, besides):
                return True
            if isinstance(under, Path) and _hides(under, box):
                return False
        return False


def _cells(box: Box) -> list[tuple[int, int]] | None:
    first, last = int(box.left // _CELL), int(box.right // _CELL)
    low, high = int(box.foot // _CELL), int(box.top // _CELL)
    if (last - first + 1) * (high - low + 1) > _MOST_CELLS:
        return None
    return [(x, y) for x in range(first, last + 1) for y in range(low, high + 1)]


def _core(event: Event) -> Box:
    """The part of a box in which ink must lie to count."""
    box = event.box
    if isinstance(event, Text):
        white = box.height * _LEADING
        box = Box(box.left, box.foot + white, box.right, box.top - white)
    slack = min(_TOUCH, box.width / 4, box.height / 4)
    return box.grown(-slack)


def _covers(under: Event, box: Box) -> bool:
    """Whether something is painted somewhere in a box."""
    if not under.box.meets(box):
        return False
    if isinstance(under, Path) and under.stroked and not under.filled:
        inner = under.box.grown(-under.line_width)
        if under.rectangle:
            return not box.within(inner)
        return min(under.box.width, under.box.height) <= 2 * under.line_width
    return True


def _is_white(under: Event, besides: str) -> bool:
    """Whether something leaves no ink, or only that one which does not count."""
    space = getattr(under, "space", None)
    if isinstance(space, Space):  # an image or a shading: of its pixels only the space is known
        return besides == "Black" and space.kind == "gray"
    return bool(under.colours) and all(
        colour.white or (bool(besides) and _only(colour, besides)) for colour, _ in under.colours
    )


def _only(colour: Colour, ink: str) -> bool:
    inks = None if colour.pattern else colour.inks
    return inks is not None and all(name == ink for name, _ in inks)


def _hides(under: Path, box: Box) -> bool:
    solid = under.filled and under.rectangle and under.look.opaque
    return solid and box.within(under.box)
