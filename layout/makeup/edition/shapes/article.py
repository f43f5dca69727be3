"""Article: a story of the edition in type: heads at every width, galley, pictures, boxes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from layout.makeup.edition.shapes.picture_depth import PictureShape
from layout.makeup.edition.shapes.pull_quote import PullQuote, pull_quote_of
from layout.makeup.edition.shapes.wide_tables import WideTable, wide_tables_of
from layout.makeup.type.headline import Head, HeadLevers, Raster, set_head, turn_head
from layout.makeup.type.longer_or_shorter import Variants, stretch_of
from layout.page.grid import DESCENT_SHARE, Area, Grid
from layout.story.as_written import Story
from layout.story.block import Crosshead, Divider, Paragraph
from layout.typeset.galley import Galley
from layout.typeset.set_body import Copy, typeset
from layout.typeset.set_text import Compositor
from layout.work.memory.remembered import remembered
from slots.book.sheet import rows_for

_T = TypeVar("_T")

_QUOTABLE = 36  # rows of text that a story without pictures must have to be quoted from


@dataclass(frozen=True, slots=True)
class BoxShape:
    """A module of a story: how deep it is by columns, in millipoints."""

    id: str
    kind: str
    depths: Mapping[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class CutGalley:
    """A story's body with `cut` paragraphs taken from its end: its rows, by how many it can be set
    shorter and longer, and those of the tallest thing in it that cannot be broken; and what it
    costs that it is so short."""

    galley: Galley
    rows: int
    shorter: int
    longer: int
    tallest: int
    cut: int = 0
    cost: int = 0


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
    def tables(self) -> tuple[WideTable, ...]:
        """Its tables that no column can hold: no part of its galleys."""
        return wide_tables_of(self._story, self._grid, self._by)

    @cached_property
    def made(self) -> tuple[tuple[CutGalley, ...], PullQuote | None, Variants]:
        """Its galleys, as `Article.bodies` has them, what may be pulled from it, and the other
        settings of its blocks."""
        story, by = self._story, self._by
        measure = min(width for _, width in self._grid.columns)
        quote = pull_quote_of(story, measure, self._grid.leading, by)
        beside = [(one.first, one.first + one.count) for one in self.tables]
        left_out = frozenset(index for first, stop in beside for index in range(first, stop))
        left_out |= {quote.index} if quote and quote.own else set()
        copy = Copy(story.body, story.dateline, left_out=left_out, kind=story.kind)
        galley = typeset(copy, measure, by)
        if quote and not quote.own and (self._pictured or galley.rows < _QUOTABLE):
            quote = None
        variants = Variants(by)
        price = by.theme.prices.legs.cut
        bodies = tuple(_cut(galley, cut, variants, price) for cut in range(_cuttable(story) + 1))
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
    def widths(self) -> tuple[int, int] | None:
        """The fewest and the most columns that suit it; None where its rank and length say."""
        return None

    @property
    def wider(self) -> int:
        """What each column costs that it is wider than suits it."""
        return self.by.theme.prices.stories.wider

    def standing(self, cut: int) -> tuple[str, ...]:
        """The slugs of the stories that stand in it where it is shortened so far: its own."""
        return (self.story.slug,)

    @property
    def bodies(self) -> tuple[CutGalley, ...]:
        """Its body as written, with one paragraph less, and so on, as far as the writer allows."""
        return self.text.made[0]

    @property
    def quote(self) -> PullQuote | None:
        """What may be pulled from it."""
        return self.text.made[1]

    @property
    def tables(self) -> tuple[WideTable, ...]:
        """Its tables that no column can hold."""
        return self.text.tables

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

    def foot_rows(self, columns: int, grid: Grid) -> tuple[int, ...] | None:
        """Rows of its wide tables and of its boxes at a width, the air above each included; None
        where a table does not fit it."""
        if not all(columns in table.galleys for table in self.tables):
            return None
        tables = (table.rows(columns) for table in self.tables)
        boxes = (rows_for(box.depths[columns], grid.leading) for box in self.boxes)
        return *tables, *boxes


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


def _cuttable(story: Story) -> int:
    """How many paragraphs may go: those the writer allows, where the body ends with paragraphs;
    at least one is left, and no crosshead with nothing under it."""
    count = 0
    for block in reversed(story.body[1:]):
        if count == story.cut or not isinstance(block, Paragraph):
            break
        count += 1
    heads = isinstance(story.body[-count - 1], Crosshead | Divider) if count else False
    return count - heads


def _cut(galley: Galley, paragraphs: int, variants: Variants, price: int) -> CutGalley:
    blocks = galley.blocks[: len(galley.blocks) - paragraphs]
    left = replace(galley, blocks=blocks)
    shorter, longer = stretch_of(left, variants)
    tallest = max((b.depth * b.rows for b in blocks if b.keep or b.cells > 1), default=0)
    return CutGalley(left, left.rows, shorter, longer, tallest, paragraphs, price * paragraphs)
