"""Article: a story of the edition in type: heads at every width, galley, pictures, boxes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from layout.makeup.edition.shapes.picture_depth import PictureShape
from layout.makeup.edition.shapes.pull_quote import PullQuote, pull_quote_of
from layout.makeup.type.headline import Head, HeadLevers, Raster, set_head, turn_head
from layout.makeup.type.longer_or_shorter import Variants, stretch_of
from layout.page.grid import DESCENT_SHARE, Area, Grid
from layout.story.as_written import Story
from layout.typeset.galley import Galley
from layout.typeset.set_body import Copy, typeset
from layout.typeset.set_text import Compositor
from layout.work.memory.remembered import remembered
from slots.book.sheet import rows_for

_T = TypeVar("_T")

_LEAST_SHARE, _LEAST_LEFT, _STEP = 40, 6, 2
"""Per cent of its rows, and rows, that are left of a story at least; rows by which its lengths
differ."""
_QUOTABLE = 36  # rows of text that a story without pictures must have to be quoted from


@dataclass(frozen=True, slots=True)
class BoxShape:
    """A module of a story: how deep it is by columns, in millipoints."""

    id: str
    kind: str
    depths: Mapping[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class CutGalley:
    """A story's body, `cut` steps shorter than it was written: its rows, by how many it can be set
    shorter and longer, those of the tallest thing in it that cannot be broken, and the rows that
    are `gone`."""

    galley: Galley
    rows: int
    shorter: int
    longer: int
    tallest: int
    cut: int = 0
    gone: int = 0


class SetText:
    """A story's body, set to the narrowest column of a grid when it is first needed."""

    def __init__(self, story: Story, grid: Grid, pictured: bool, by: Compositor) -> None:
        self._story, self._grid, self._pictured, self._by = story, grid, pictured, by
        self._found: dict[Hashable, Any] = {}

    def once(self, key: Hashable, find: Callable[[], _T]) -> _T:
        """What is found out about the text, found out once; the key says all that it depends on
        besides the text."""
        if key not in self._found:
            self._found[key] = find()
        found: _T = self._found[key]
        return found

    def set(self) -> None:
        """Set it now, while something else is worked on that has to be waited for."""
        _ = self.made

    @cached_property
    def made(self) -> tuple[tuple[CutGalley, ...], PullQuote | None, Variants]:
        """Its galleys, as `Article.bodies` has them, what may be pulled from it, and the other
        settings of its blocks."""
        story, by = self._story, self._by
        measure = min(width for _, width in self._grid.columns)
        quote = pull_quote_of(story, measure, self._grid.leading, by)
        left_out = frozenset((quote.index,) if quote and quote.own else ())
        galley = typeset(Copy(story.body, story.dateline, left_out=left_out), measure, by)
        if quote and not quote.own and (self._pictured or galley.rows < _QUOTABLE):
            quote = None
        variants = Variants(by)
        bodies = _lengths(galley, variants)
        return bodies, quote, variants


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """A story with all that make-up has to know of it. `key` names all it was made from."""

    story: Story
    key: str
    text: SetText
    pictures: tuple[PictureShape, ...]
    boxes: tuple[BoxShape, ...]
    by: Compositor

    @property
    def bodies(self) -> tuple[CutGalley, ...]:
        """Its body as written, with one paragraph less, and so on, as far as the writer allows."""
        return self.text.made[0]

    @property
    def quote(self) -> PullQuote | None:
        """What may be pulled from it."""
        return self.text.made[1]

    @property
    def variants(self) -> Variants:
        """The other settings of its blocks."""
        return self.text.made[2]

    def head(self, columns: int, grid: Grid, levers: HeadLevers) -> Head:
        """Its head at a width."""
        measure = grid.rect(Area(0, 0, columns, 1)).width
        levers = replace(levers, dated=False)
        return set_head(self.story, columns, measure, _raster_of(grid), self.by, levers)

    def turn(self, columns: int, grid: Grid) -> Head:
        """The head over its second part at a width."""
        measure = grid.rect(Area(0, 0, columns, 1)).width
        return turn_head(self.story, columns, measure, _raster_of(grid), self.by)

    def box_rows(self, columns: int, grid: Grid) -> tuple[int, ...]:
        """Rows of its boxes at a width, the air above each included."""
        return tuple(rows_for(box.depths[columns], grid.leading) for box in self.boxes)


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """What stands beside a story's text."""

    pictures: tuple[PictureShape, ...] = ()
    boxes: tuple[BoxShape, ...] = ()


def article_of(story: Story, key: str, beside: Beside, grid: Grid, by: Compositor) -> Article:
    """A story to be set to the columns of the edition's grid."""
    text = _text_of(story, grid, bool(beside.pictures), by)
    return Article(story, key, text, beside.pictures, beside.boxes, by)


@remembered(lambda *made_from: made_from)
def _text_of(story: Story, grid: Grid, pictured: bool, by: Compositor) -> SetText:
    return SetText(story, grid, pictured, by)


def _raster_of(grid: Grid) -> Raster:
    """The grid as heads need it."""
    return Raster(grid.leading, round(grid.leading * DESCENT_SHARE), grid.live.width)


def _lengths(galley: Galley, variants: Variants) -> tuple[CutGalley, ...]:
    """A body as it was written, then shorter and shorter from its end, block by block: never so
    that a heading is left last, never below the least that may be left of it."""
    full = _cut(galley, len(galley.blocks), 0, variants)
    found, least = [full], max(_LEAST_LEFT, full.rows * _LEAST_SHARE // 100)
    for count in range(len(galley.blocks) - 1, 0, -1):
        if galley.blocks[count - 1].keep:
            continue
        rows = replace(galley, blocks=galley.blocks[:count]).rows
        if rows < least:
            break
        if found[-1].rows - rows >= _STEP:
            shorter = _cut(galley, count, len(found), variants)
            found.append(replace(shorter, gone=full.rows - rows))
    return tuple(found)


def _cut(galley: Galley, count: int, cut: int, variants: Variants) -> CutGalley:
    left = replace(galley, blocks=galley.blocks[:count])
    shorter, longer = stretch_of(left, variants)
    tallest = max((b.depth * b.rows for b in left.blocks if b.keep or b.cells > 1), default=0)
    return CutGalley(left, left.rows, shorter, longer, tallest, cut)
