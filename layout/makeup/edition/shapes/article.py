"""Article: a story of the edition in type: heads at every width, galley, pictures, boxes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from layout.makeup.edition.shapes.how_short import (
    AS_USUAL,
    DecidedLength,
    Ending,
    Trimming,
    TrimTerms,
    ended,
    endings_of,
    terms_of,
    ways_to_end,
)
from layout.makeup.edition.shapes.mug_shots import (
    MugShot,
    galleys_with,
    mugs_in_text,
    rows_of_mugs,
    tallest_beside,
)
from layout.makeup.edition.shapes.picture_depth import PictureShape, chosen
from layout.makeup.edition.shapes.pull_quote import (
    PullQuote,
    pull_quote_of,
    quotes_for_turns,
)
from layout.makeup.edition.shapes.wide_tables import WideTable, wide_tables_of
from layout.makeup.type.headline import (
    Head,
    HeadLevers,
    Raster,
    broken_at,
    set_head,
    turn_head,
)
from layout.makeup.type.longer_or_shorter import Variants, stretch_of
from layout.page.grid import DESCENT_SHARE, Area, Grid
from layout.story.as_written import Story
from layout.story.decided import AS_FITS, Form
from layout.story.run import Runs
from layout.typeset.galley import Galley, GalleyBlock
from layout.typeset.set_body import Copy, typeset
from layout.typeset.set_text import Compositor, fonts_of, set_display
from layout.work.memory.remembered import remembered
from slots.book.sheet import rows_for

_T = TypeVar("_T")

READ_ON = "read_on"
"""The role, and the style, of the line that says where all of a shortened story is."""

_APART = 2
"""Rows by which two lengths differ at least: one row is what a paragraph set otherwise gives."""

_QUOTABLE = 36  # rows of text that a story without pictures must have to be quoted from


@dataclass(frozen=True, slots=True)
class BoxShape:
    """A module of a story: how deep it is by columns, in millipoints."""

    id: str
    kind: str
    depths: Mapping[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class CutGalley:
    """A story's body in one of its lengths: with the last `cut` blocks of its text gone, of which
    so many count as `paragraphs`, so that it ends before block `stop` of the story; its rows (those
    of the line that says where all of it is included), by how many it can be set shorter and
    longer, and those of the tallest thing in it that cannot be broken, mug shots apart: the tallest
    of them with its text has `mug` rows. `cost` is what it costs that it is so short."""

    galley: Galley
    rows: int
    shorter: int
    longer: int
    tallest: int
    stop: int
    cut: int = 0
    paragraphs: int = 0
    cost: int = 0
    mug: int = 0

    @property
    def unbroken(self) -> int:
        """Rows of the tallest thing that has to be in one leg."""
        return max(self.tallest, self.mug)


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A story's text in type: its galleys as `Article.bodies` has them, what may be pulled from it,
    the other settings of its blocks. `mugs` are the mug shots that stand in it, `bare` is all of it
    without them."""

    bodies: tuple[CutGalley, ...]
    quote: PullQuote | None
    variants: Variants
    mugs: tuple[MugShot, ...] = ()
    bare: Galley | None = None


class SetText:
    """A story's body, set to the narrowest column of a grid when it is first needed."""

    def __init__(
        self,
        story: Story,
        grid: Grid,
        pictures: tuple[PictureShape, ...],
        by: Compositor,
        trimming: Trimming,
    ) -> None:
        self._story, self._grid, self._pictures, self._by = story, grid, pictures, by
        self._trimming = trimming
        self._found: dict[Hashable, Any] = {}

    def once(self, key: Hashable, find: Callable[[], _T]) -> _T:
        """What is found out about the text, found out once; the key says all that it depends on
        besides the text."""
        if key not in self._found:
            self._found[key] = find()
        found: _T = self._found[key]
        return found

    def of(self, story: Story) -> SetText:
        """The text of the same story where something else is said of it."""
        return _text_of(story, self._grid, self._pictures, self._by, self._trimming)

    def set(self) -> None:
        """Set it now, while something else is worked on that has to be waited for."""
        _ = self.made

    @cached_property
    def tables(self) -> tuple[WideTable, ...]:
        """Its tables that no column can hold: no part of its galleys."""
        return wide_tables_of(self._story, self._grid, self._by)

    @property
    def _measure(self) -> int:
        """The measure of the narrowest column."""
        return min(width for _, width in self._grid.columns)

    @cached_property
    def spoken(self) -> PullQuote | None:
        """What may be pulled from it, whatever stands beside it."""
        return pull_quote_of(self._story, self._measure, self._grid.leading, self._by)

    @cached_property
    def for_turns(self) -> tuple[PullQuote, ...]:
        """What may be pulled from it for its turns: nothing that may stand at its opening, and
        nothing out of letters or notices."""
        story, first = self._story, self.made.quote
        if story.kind or not story.jump:
            return ()
        found = quotes_for_turns(story, self._measure, self._grid.leading, self._by)
        return found if first is None or first.own else found[1:]

    @cached_property
    def made(self) -> Made:
        """All that is known of it once it is set."""
        story, by = self._story, self._by
        quote = self.spoken
        beside = [(one.first, one.first + one.count) for one in self.tables]
        left_out = frozenset(index for first, stop in beside for index in range(first, stop))
        left_out |= {quote.index} if quote and quote.own else set()
        unbroken = 0 if story.kind else by.theme.prices.legs.unbroken
        copy = Copy(
            story.body, story.dateline, left_out=left_out, kind=story.kind, unbroken=unbroken
        )
        galley = typeset(copy, self._measure, by)
        if quote and not quote.own and (self._pictures or galley.rows < _QUOTABLE):
            quote = None
        variants = Variants(by)

        def lengths(one: Galley, kept: int = 0) -> tuple[CutGalley, ...]:
            return _lengths(story, one, variants, self._trimming, kept)

        return self._in_lengths(galley, Made((), quote, variants), lengths)

    @property
    def whole(self) -> Galley:
        """All of it, without mug shots."""
        return self.made.bare or self.made.bodies[0].galley

    def so_long(self, length: DecidedLength) -> Made | None:
        """The same in a length that is decided; None where it can have none that is so."""
        return self.once(("length", length), lambda: self._so_long(length))

    def _so_long(self, length: DecidedLength) -> Made | None:
        story, made, galley = self._story, self.made, self.whole
        endings = tuple(way.ending for way in length.allowed(ways_to_end(story, galley)))
        if not endings:
            return None

        def lengths(one: Galley, _: int = 0) -> tuple[CutGalley, ...]:
            return _in_endings(story, one, made.variants, self._trimming, endings)

        return self._in_lengths(galley, made, lengths)

    def _in_lengths(
        self, galley: Galley, known: Made, lengths: Callable[[Galley, int], tuple[CutGalley, ...]]
    ) -> Made:
        """A galley in all its lengths, beside what else is `known` of the text, with the mug shots
        that stand in it: without any where it has no place."""
        bare = replace(known, bodies=lengths(galley, 0), mugs=(), bare=None)
        if not any(shape.mug for shape in self._pictures):
            return bare
        shortest = bare.bodies[-1]
        mugs = mugs_in_text(self._pictures, shortest.rows, self._grid, self._by)
        first = next(galleys_with(galley, mugs, shortest.stop, self._by), None) if mugs else None
        if first is None:
            return bare
        return replace(bare, bodies=lengths(first, shortest.stop), mugs=mugs, bare=galley)


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """A story with all that make-up has to know of it. `key` names all it was made from, `every`
    are its pictures that can be printed, `form` is how it is to look by decision."""

    story: Story
    key: str
    text: SetText
    every: tuple[PictureShape, ...]
    boxes: tuple[BoxShape, ...]
    by: Compositor
    form: Form = AS_FITS

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
    def made(self) -> Made:
        """Its text in type, in the lengths that it may have by decision. Where it can have none so
        it is as nobody decided: no shape of it is in its form then."""
        length = DecidedLength.of(self.form)
        return (length and self.text.so_long(length)) or self.text.made

    @property
    def has_length(self) -> bool:
        """Whether it can be as long as was decided, if that was."""
        length = DecidedLength.of(self.form)
        return length is None or self.text.so_long(length) is not None

    @property
    def mugs(self) -> tuple[MugShot, ...]:
        """Those of its pictures that stand half a column wide within its text: always, and once."""
        return self.made.mugs if any(shape.mug for shape in self.every) else ()

    @property
    def pictures(self) -> tuple[PictureShape, ...]:
        """Those that hang from its head, if there is room."""
        within = {mug.shape.name for mug in self.mugs}
        left = tuple(shape for shape in self.every if shape.name not in within)
        left = left if within else self.every
        return chosen(left, self.form) if self.form.decided else left

    @property
    def bodies(self) -> tuple[CutGalley, ...]:
        """Its body in all its lengths: as written, or as long as was decided, then shorter and
        shorter."""
        return self.made.bodies

    def galleys(self, cut: int) -> tuple[Galley, ...]:
        """Its body with the last `cut` blocks gone, with its mug shots at one set of places after
        the other, the best first."""
        body, bare = self.shortened(cut), self.made.bare
        if bare is None:
            return (body.galley,)
        key = "mugs", cut, self.form.length
        return self.text.once(key, lambda: tuple(self._galleys(body, bare)))

    def _galleys(self, body: CutGalley, bare: Galley) -> Iterator[Galley]:
        yield body.galley
        last = tuple(block for block in body.galley.blocks if block.role == READ_ON)
        for other in galleys_with(ended(bare, body.stop), self.mugs, body.stop, self.by):
            if rows_of_mugs(other) != rows_of_mugs(body.galley):
                yield replace(other, blocks=(*other.blocks, *last))

    def shortened(self, cut: int) -> CutGalley:
        """Its body with the last `cut` blocks gone, which is one of its lengths."""
        return next(body for body in self.bodies if body.cut == cut)

    @property
    def quote(self) -> PullQuote | None:
        """What may be pulled from it; by decision also beside pictures, and where it is short."""
        return self.text.spoken if self.form.quote else self.text.made.quote

    @property
    def for_turns(self) -> tuple[PullQuote, ...]:
        """What may be pulled from it for its parts after the first, in the order of its text."""
        found, first = self.text.for_turns, self.quote
        if self.form.length:
            found = tuple(quote for quote in found if quote.index < self.bodies[0].stop)
        if first is None or first.own or not self.form.quote:
            return found
        return tuple(quote for quote in found if quote.lines != first.lines)

    @property
    def tables(self) -> tuple[WideTable, ...]:
        """Its tables that no column can hold."""
        return self.text.tables

    @property
    def variants(self) -> Variants:
        """The other settings of its blocks."""
        return self.text.made.variants

    def head(self, columns: int, grid: Grid, levers: HeadLevers) -> Head:
        """Its head at a width."""
        measure = grid.rect(Area(0, 0, columns, 1)).width
        levers = replace(levers, dated=False, breaks=self.broken or ())
        story = replace(self.story, byline="") if self.form.byline is False else self.story
        return set_head(story, columns, measure, _raster_of(grid), self.by, levers)

    @property
    def broken(self) -> tuple[Runs, ...] | None:
        """Its headline in the lines that were decided; None where none were, or they are not its
        words."""
        breaks = self.form.breaks
        return broken_at(self.story.headline, breaks) if breaks else None

    def turn(self, columns: int, grid: Grid) -> Head:
        """The head over its second part at a width."""
        measure, raster = grid.rect(Area(0, 0, columns, 1)).width, _raster_of(grid)
        key = "turn", columns, measure, raster
        return self.text.once(key, lambda: turn_head(self.story, columns, measure, raster, self.by))

    def foot_rows(self, columns: int, grid: Grid) -> tuple[int, ...] | None:
        """Rows of its wide tables and of its boxes at a width, the air above each included; None
        where a table does not fit it."""
        if not all(columns in table.galleys for table in self.tables):
            return None
        tables = (table.rows(columns) for table in self.tables)
        boxes = (rows_for(box.depths[columns], grid.leading) for box in self.boxes)
        return *tables, *boxes


@dataclass(frozen=True, slots=True)
class _Length:
    """One of an article's lengths in numbers, as in its `CutGalley`."""

    cut: int
    rows: int
    stop: int
    paragraphs: int


def _measured(article: Article) -> tuple[object, ...]:
    return article.key, fonts_of(article.by)


@remembered(_measured, form=tuple[_Length, ...])
def lengths_of(article: Article) -> tuple[_Length, ...]:
    """How long an article is in all its lengths, the longest first: what reports say of it, who
    set no type."""
    return tuple(_Length(b.cut, b.rows, b.stop, b.paragraphs) for b in article.bodies)


def length_with(article: Article, cut: int) -> _Length:
    """How long an article is with its last `cut` blocks gone, which is one of its lengths."""
    return next(length for length in lengths_of(article) if length.cut == cut)


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """What stands beside a story's text."""

    pictures: tuple[PictureShape, ...] = ()
    boxes: tuple[BoxShape, ...] = ()


def article_of(
    story: Story,
    key: str,
    beside: Beside,
    grid: Grid,
    by: Compositor,
    trimming: Trimming = AS_USUAL,
) -> Article:
    """A story to be set to the columns of the edition's grid."""
    text = _text_of(story, grid, beside.pictures, by, trimming)
    return Article(story, key, text, beside.pictures, beside.boxes, by)


def _made_from(
    story: Story,
    grid: Grid,
    pictures: tuple[PictureShape, ...],
    by: Compositor,
    trimming: Trimming,
) -> tuple[object, ...]:
    mugs = tuple((one.name, one.across, one.down, one.file) for one in pictures if one.mug)
    return story, grid, bool(pictures), mugs, by, trimming


@remembered(_made_from)
def _text_of(
    story: Story,
    grid: Grid,
    pictures: tuple[PictureShape, ...],
    by: Compositor,
    trimming: Trimming,
) -> SetText:
    return SetText(story, grid, pictures, by, trimming)


def _raster_of(grid: Grid) -> Raster:
    """The grid as heads need it."""
    return Raster(grid.leading, round(grid.leading * DESCENT_SHARE), grid.live.width)


def _lengths(
    story: Story, galley: Galley, variants: Variants, trimming: Trimming, kept: int = 0
) -> tuple[CutGalley, ...]:
    """A body in all its lengths, no two of them a row apart; what is before block `kept` of the
    story is in all."""
    whole = cut_galley(galley, Ending(len(story.body), 0, 0), variants)
    prices = variants.by.theme.prices.trims
    terms = terms_of(story, whole.rows, trimming.policy, prices)
    if terms is None:
        return (whole,)
    line = _read_on(trimming.read_on, galley.measure, len(story.body), variants.by)
    found = [whole]
    for ending in endings_of(story, terms.most):
        left = ended(galley, ending.stop)
        rows = left.rows
        if not left.blocks or rows < terms.least or ending.stop < kept:
            break
        left = replace(left, blocks=(*left.blocks, *line))
        if found[-1].rows - left.rows >= _APART:
            cost = terms.cost(whole.rows, whole.rows - rows)
            found.append(cut_galley(left, ending, variants, cost))
    return tuple(found)


def _in_endings(
    story: Story,
    galley: Galley,
    variants: Variants,
    trimming: Trimming,
    endings: Sequence[Ending],
) -> tuple[CutGalley, ...]:
    """A body that ends so, the longest first, which costs nothing: it was decided. No two are a row
    apart."""
    prices = variants.by.theme.prices.trims
    terms = TrimTerms(prices.row_alike, prices.steeper, 0, prices.allowed)
    line = _read_on(trimming.read_on, galley.measure, len(story.body), variants.by)
    found: list[CutGalley] = []
    for ending in endings:
        left = ended(galley, ending.stop)
        rows = left.rows
        if ending.blocks:
            left = replace(left, blocks=(*left.blocks, *line))
        if not found or found[-1].rows - left.rows >= _APART:
            longest = found[0].rows if found else rows
            found.append(cut_galley(left, ending, variants, terms.cost(longest, longest - rows)))
    return tuple(found)


def _read_on(runs: Runs, measure: int, index: int, by: Compositor) -> tuple[GalleyBlock, ...]:
    """The line a shortened story ends with; it comes after all blocks of the story."""
    if not runs:
        return ()
    style = by.style(READ_ON)
    lines = set_display(runs, measure, style, by, even=False)
    return (GalleyBlock(READ_ON, style, lines, index),)


def cut_galley(galley: Galley, ending: Ending, variants: Variants, cost: int = 0) -> CutGalley:
    """A galley that ends so, at the cost of that, as make-up has to know it."""
    shorter, longer = stretch_of(galley, variants)
    tallest = max((b.depth * b.rows for b in galley.blocks if b.keep or b.cells > 1), default=0)
    return CutGalley(
        galley,
        galley.rows,
        shorter,
        longer,
        tallest,
        ending.stop,
        ending.blocks,
        ending.paragraphs,
        cost,
        tallest_beside(galley),
    )
