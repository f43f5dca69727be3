"""Mug shots: portraits half a column wide, each within a leg, with the text run round it.

│ ───────────── │     The top of the picture is level with the small letters of the first line
│ ▛▀▀▀▀▀▜ ───── │     beside it, its last line of words stands on the raster of the text. It is
│ ▌     ▐ ───── │     as four to five, as near as whole rows allow, and shows little more than must
│ ▙▄▄▄▄▄▟ ───── │     be seen.
│ Ana Díaz ──── │     It belongs to the galley: wherever its paragraph is poured, there it stands.
│ ───────────── │

A mug shot stands at the paragraph that first names the person, or else where it parts the text
evenly; where a leg would not end level so, at another. It is never in what is cut, nor
at its first paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from layout.makeup.edition.shapes.picture_depth import PictureShape
from layout.makeup.type.cutline import Cutline, set_cutline
from layout.page.document import Crop
from layout.page.grid import Grid
from layout.page.rect import Rect
from layout.story.run import text_of
from layout.typeset.galley import Galley, GalleyBlock, row_spans
from layout.typeset.run_around import LINES_BELOW, Beside, may_stand_beside, run_around
from layout.typeset.set_text import Compositor

_GAP = 6_000
"""Between a picture and the text beside it: a little more than two millimetres."""

_UPRIGHT = 4, 5
"""Width and depth of a mug shot, as near as whole rows and what must be seen allow."""

_FLATTEST = 2  # times as wide as deep that it may be
_ROWS = range(4, 25)

_NAME_LINES, _WORD_LINES = 2, 4
"""Lines that its words may take at half a column, and these with their credit: what has more to say
stands a column wide."""

_TIMES = 3
"""A story has so many times as many rows of text as stand beside its mug shots."""

_MOST = 4
"""Mug shots of a story at most: others hang from its head."""

_PLACES = 8
"""Places of the mug shots of a story that are tried, one after the other."""

_SHIFTS = (0.34, 0.72, 0.5, 0.86, 0.22, 0.62, 0.1, 0.93, 0.42, 0.8, 0.28, 0.56)
"""Where mug shots stand that nothing draws to a place: the first after a third of the text, or of
its share of it, then all over it."""

_SHORTEST_NAME = 3  # letters of a name that a paragraph is searched for


@dataclass(frozen=True, slots=True, eq=False)
class MugShot:
    """A mug shot as it is set: the picture, its width and depth in millipoints, the part of it that
    is shown, its words, and the rows of text that stand beside both."""

    shape: PictureShape
    width: int
    depth: int
    crop: Crop
    cutline: Cutline
    rows: int

    def rect(self, x: int, row: int, grid: Grid, by: Compositor) -> Rect:
        """Where the picture stands whose first line of text stands in a row, in a column at x."""
        return Rect(x, grid.baseline(row) - _small_letters(by), self.width, self.depth)


def mug_shot(shape: PictureShape, grid: Grid, by: Compositor) -> MugShot | None:
    """A picture as a mug shot; None where it has too many words for half a
    column, or would not show what must be seen."""
    measure = min(width for _, width in grid.columns)
    width = (measure - _GAP) // 2
    cutline = set_cutline(shape.picture, width, by)
    count = cutline.depth // cutline.leading
    words = (*cutline.lines, *cutline.credit)
    too_wide = any(line.width > width for line in words)
    if too_wide or len(cutline.lines) > _NAME_LINES or count > _WORD_LINES:
        return None
    above = _small_letters(by) - cutline.depth - grid.leading  # of the depth, besides whole rows
    depths = {rows: rows * grid.leading + above for rows in _ROWS}
    wanted = width * _UPRIGHT[1] // _UPRIGHT[0]
    for rows in sorted(_ROWS, key=lambda rows: abs(depths[rows] - wanted)):
        crop = shape.close(width, depths[rows])
        if depths[rows] * _FLATTEST >= width and shape.keeps(crop):
            return MugShot(shape, width, depths[rows], crop, cutline, rows)
    return None


def _small_letters(by: Compositor) -> int:
    """How high small letters of the text are."""
    style = by.style("body")
    face = by.foundry.face(style.cuts[0])
    return face.x_height * style.size // face.upem


def mugs_in_text(
    shapes: Sequence[PictureShape], rows: int, grid: Grid, by: Compositor
) -> tuple[MugShot, ...]:
    """Those of a story's pictures that stand within its text, which has so many rows: as many mug
    shots as it has room for, in their order."""
    found: list[MugShot] = []
    for shape in shapes:
        mug = mug_shot(shape, grid, by) if shape.mug and len(found) < _MOST else None
        if mug and _TIMES * (sum(one.rows for one in found) + mug.rows) <= rows:
            found.append(mug)
    return tuple(found)


def galleys_with(
    galley: Galley, mugs: Sequence[MugShot], stop: int, by: Compositor
) -> Iterator[Galley]:
    """A galley with its mug shots, at one set of places after the other, the best first; none
    where it has no place for them before block `stop` of its story, where it may be cut."""
    besides = [Beside(at, mug.rows, mug.width + _GAP) for at, mug in enumerate(mugs)]
    seen: set[tuple[int, ...]] = set()
    count = 0
    for places in _sets_of_places(galley, mugs, stop):
        made = None if places in seen else _with_all(galley.blocks, besides, places, by)
        seen.add(places)
        if made and all(block.index < stop for block in made if block.beside):
            yield Galley(galley.measure, made)
            count += 1
            if count == _PLACES:
                return


def _with_all(
    blocks: tuple[GalleyBlock, ...],
    besides: Sequence[Beside],
    places: Sequence[int],
    by: Compositor,
) -> tuple[GalleyBlock, ...] | None:
    """Blocks with mug shots at places, the last one first: those before it stay where they are."""
    made: tuple[GalleyBlock, ...] | None = blocks
    for beside, at in zip(reversed(besides), reversed(places), strict=True):
        made = run_around(made, at, beside, by) if made else None
    return made


def _sets_of_places(
    galley: Galley, mugs: Sequence[MugShot], stop: int
) -> Iterator[tuple[int, ...]]:
    """Sets of blocks, one a mug shot: those that name the persons, then such as part the text
    evenly, each shifted by so much of it."""
    blocks = galley.blocks
    spans = list(row_spans(blocks))
    free = [
        at
        for at, block in enumerate(blocks)
        if at and block.index < stop and may_stand_beside(block)
    ]
    if len(free) < len(mugs):
        return
    named = [_naming(blocks, free, mug) for mug in mugs]
    for turn in range(max(map(len, named), default=0)):
        places = tuple(each[min(turn, len(each) - 1)] if each else -1 for each in named)
        if -1 not in places and _rising(places):
            yield places
    last = spans[free[-1]].stop
    for shift in _SHIFTS:
        wanted = [last * (number + shift) / len(mugs) for number in range(len(mugs))]
        near = tuple(min(free, key=lambda at: (abs(spans[at].first - row), at)) for row in wanted)
        if _rising(near):
            yield near


def _rising(places: Sequence[int]) -> bool:
    return all(one < other for one, other in pairwise(places))


def _naming(blocks: Sequence[GalleyBlock], free: Sequence[int], mug: MugShot) -> list[int]:
    """The first blocks that say the last name of the person a mug shot shows."""
    words = text_of(mug.shape.picture.cutline).partition(",")[0].split()
    names = [word for word in words if word[:1].isupper() and len(word) >= _SHORTEST_NAME]
    if not names:
        return []
    recipes = ((at, blocks[at].recipe) for at in free)
    naming = [at for at, recipe in recipes if recipe and names[-1] in text_of(recipe[0])]
    return naming[: _PLACES // 2]


def rows_of_mugs(galley: Galley) -> tuple[int, ...]:
    """The rows of a galley at which its mug shots stand."""
    spans = row_spans(galley.blocks)
    stand = zip(galley.blocks, spans, strict=True)
    return tuple(span.first for block, span in stand if block.mug is not None)


def tallest_beside(galley: Galley) -> int:
    """The most rows that have to be in one leg because of a mug shot: the text beside it, with two
    lines of its last paragraph below."""
    most = rows = 0
    for block in galley.blocks:
        rows = rows + block.beside if block.goes_on else block.beside
        most = max(most, rows + LINES_BELOW if block.beside else 0)
    return most
