"""Pages from a plan: every line, picture, box, ad and rule of the edition in its place.

From grid cells to millipoints; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from layout.makeup.edition.choose_settings import FinishedPage, Finisher, PlacedStory
from layout.makeup.edition.gathered_article import Gathered
from layout.makeup.edition.placed_ads import AdBoxes
from layout.makeup.edition.shapes.item import (
    INDEX,
    house_ad_of,
    is_rail,
    part_of,
    story_of,
    turned_id,
)
from layout.makeup.edition.shapes.mug_shots import MugShot
from layout.makeup.edition.shapes.news_hole import AIR
from layout.makeup.edition.shapes.pull_quote import ABOVE, TO_CREDIT, PullQuote
from layout.makeup.edition.shapes.which_pictures_hang import MOST_HUNG, carried, quote_column
from layout.makeup.edition.shapes.wide_tables import WideTable
from layout.makeup.edition.tiling.section_layout import PageGroup, Tile
from layout.makeup.type.cutline import place_cutline, set_cutline
from layout.makeup.type.furniture import Furniture, drawn, jump_line
from layout.makeup.type.furniture_words import wording
from layout.makeup.type.headline import Head, HeadLevers
from layout.makeup.type.index import IndexEntry, index_box
from layout.makeup.type.placed_type import (
    BODY_FROM,
    drop_cap,
    head_fragments,
    leg_fragments,
    pull_quote_strokes,
    rule_over,
    story_legs,
)
from layout.page.document import Box, DropCap, Fragment, Image, Leg, Page, PlacedLine, Stroke
from layout.page.grid import Area, Grid
from layout.page.rect import Rect
from layout.typeset.set_text import Compositor
from layout.typeset.words.face import by_cut
from layout.typeset.words.set_line import Line
from layout.typeset.words.style import Align
from layout.work.memory.remembered import remembered
from layout.work.memory.typed_bytes import Things
from slots.book.sheet import CAP_SHARE

_PARTS = 10  # paragraph numbers of a story's cutlines, below those of its body


@dataclass(frozen=True, slots=True, eq=False)
class Setup:
    """What all pages share: the grid, the furniture and the section of each page, the ads, the
    entries of the index, the page of each item by its id, the compositor of the publication's
    language, and the stories that are sidebars."""

    grid: Grid
    furniture: Mapping[int, Furniture]
    sections: Mapping[int, str]
    ads: AdBoxes
    index: tuple[IndexEntry, ...]
    page_of: Mapping[str, int]
    by: Compositor
    sidebars: frozenset[str] = frozenset()


def _stands_for(key: str, group: PageGroup, setup: Setup, finisher: Finisher) -> tuple[object, ...]:
    return key, setup.grid


def _faces(key: str, group: PageGroup, setup: Setup, finisher: Finisher) -> Things:
    return by_cut(setup.by.foundry.face)


@remembered(_stands_for, form=tuple[Page, ...], things=_faces)
def group_pages(key: str, group: PageGroup, setup: Setup, finisher: Finisher) -> tuple[Page, ...]:
    """Pages laid out together, with their stories alone, poured. The key stands for all that their
    type depends on besides the grid."""
    pages = finisher.complete([finisher.poured(page) for page in group.pages])
    return tuple(story_page(page, setup) for page in pages)


def story_page(page: FinishedPage, setup: Setup) -> Page:
    """A page with its stories alone."""
    parts = [_Parts(one, page.page, setup) for one in page.placed if one.article]
    return Page(
        page.page,
        setup.grid,
        tuple(fragment for part in parts for fragment in part.fragments()),
        tuple(cap for part in parts for cap in part.drop_caps()),
        tuple(box for part in parts for box in part.boxes()),
        tuple(stroke for part in parts for stroke in part.strokes()),
        tuple(leg for part in parts for leg in part.legs()),
        tuple(image for part in parts for image in part.images()),
        setup.sections[page.page],
    )


def build_page(page: FinishedPage, stories: Page, setup: Setup) -> Page:
    """A page of the edition, from its stories and all that stands around them."""
    furniture = setup.furniture[page.page]
    index = [one for one in page.placed if one.id == INDEX]
    entries, lines = _index(index[0], setup) if index else ((), ())
    ads = setup.ads.on(page.page)
    quotes = pull_quote_strokes(stories.fragments, setup.grid, setup.by)
    around = (*quotes, *_rules(page, setup))
    return replace(
        stories,
        fragments=(*furniture.fragments, *entries, *stories.fragments),
        boxes=(*stories.boxes, *ads.boxes, *_house_ads(page, setup), *_fillers(page, setup)),
        strokes=(*furniture.strokes, *lines, *stories.strokes, *around),
        images=(*furniture.images, *stories.images, *ads.images),
    )


def _index(one: PlacedStory, setup: Setup) -> tuple[tuple[Fragment, ...], tuple[Stroke, ...]]:
    place = one.tile
    area = Area(place.column, place.row + AIR, place.columns, place.rows - AIR + 1)
    return index_box(setup.index, area, setup.grid, setup.by)


def _fillers(page: FinishedPage, setup: Setup) -> Iterator[Box]:
    """The frames of what the house prints where nothing else stands."""
    for number, place in enumerate(page.fillers):
        yield Box("ad", f"house-{page.page}-{number}", _frame(place, setup.grid), "")


def _house_ads(page: FinishedPage, setup: Setup) -> Iterator[Box]:
    """The frames of the house ads that are decided, each with its name."""
    for one in page.placed:
        if name := house_ad_of(one.id):
            frame = _frame(one.tile, setup.grid)
            yield Box("ad", f"house-{page.page}-{name}", frame, "", house_ad=name)


def _frame(place: Tile, grid: Grid) -> Rect:
    """Where a house ad stands in a tile: below its air."""
    rect = grid.rect(Area(place.column, place.row, place.columns, place.rows))
    top, foot = _cap_line(grid, place.row + AIR), grid.baseline(place.row + place.rows - 1)
    return Rect(rect.x, top, rect.width, foot - top)


def _cap_line(grid: Grid, row: int) -> int:
    """Where the top edge of a box stands that begins in a row: at the cap height of its text."""
    return grid.baseline(row) - round(grid.leading * CAP_SHARE)


def _rules(page: FinishedPage, setup: Setup) -> Iterator[Stroke]:
    """A line over each story that does not hang from the furniture, and one between neighbours."""
    grid, by = setup.grid, setup.by
    top = setup.furniture[page.page].first_row - AIR
    boxed = [one.tile for one in page.placed if one.id in setup.sidebars]
    for place in boxed:
        yield from _box(place, setup)
    placed = [one for one in page.placed if not house_ad_of(one.id)]
    places = [one.tile for one in placed if one.tile not in boxed]
    for one in (each for each in placed if each.tile not in boxed):
        place = one.tile
        rect = grid.rect(Area(place.column, place.row, place.columns, place.rows))
        if place.row > top and one.id != INDEX and not is_rail(one.id):
            yield from drawn(rect.x, rect.right, rect.y + grid.leading, "story", by)
        edge = place.column + place.columns
        beside = [o for o in places if o.column == edge]
        for other in beside:
            first = max(place.row, other.row) + AIR
            last = min(place.row + place.rows, other.row + other.rows)
            if last > first:
                x = (rect.right + grid.columns[edge][0]) // 2
                style = by.theme.strokes["story"]
                if style.thickness:
                    head, foot = grid.row_top(first), grid.baseline(last - 1)
                    yield Stroke(x, head, x, foot, style.thickness, style.colour)


def _box(place: Tile, setup: Setup) -> Iterator[Stroke]:
    """The box of a sidebar: a bar over it, as over a rail, a line in the air below, and one in the
    gutter on each side where a column follows; it is open at the edges of the type area, which no
    line leaves."""
    grid, by = setup.grid, setup.by
    rect = grid.rect(Area(place.column, place.row, place.columns, place.rows))
    inner = place.column > 0, place.column + place.columns < len(grid.columns)
    left, right = (
        x + side * grid.gutter // 2 * is_inner
        for x, side, is_inner in zip((rect.x, rect.right), (-1, 1), inner, strict=True)
    )
    top, foot = rect.y + grid.leading, rect.bottom + grid.leading // 2
    yield from drawn(left, right, top, "rail", by)
    yield from drawn(left, right, foot, "story", by)
    style = by.theme.strokes["story"]
    for x in (x for x, is_inner in zip((left, right), inner, strict=True) if is_inner):
        if style.thickness:
            yield Stroke(x, top, x, foot, style.thickness, style.colour)


@dataclass(frozen=True, slots=True)
class _StandingMug:
    """A mug shot on a page: the rectangle of the picture, the paragraph number of its words, and
    that of the text beside it."""

    mug: MugShot
    rect: Rect
    part: int
    beside: int


class _Parts:
    """The parts of one story on one page."""

    def __init__(self, one: PlacedStory, page: int, setup: Setup) -> None:
        assert one.article is not None
        self.one, self.page, self.setup = one, page, setup
        self.article, self.setting, self.tile = one.article, one.setting, one.tile
        self.grid, self.by = setup.grid, one.article.by
        self.slug = story_of(one.id)
        self.words = wording(one.article.story.language)
        self.gathered = isinstance(one.article, Gathered)

    def fragments(self) -> Iterator[Fragment]:
        """All its type, in reading order."""
        head = self._head()
        place = Area(self.tile.column, self.tile.row + AIR, self.tile.columns, head.rows)
        slug = "" if self.one.turned or self.gathered else self.slug
        yield from head_fragments(head, place, self.grid, slug)
        if self.one.turned:
            before = turned_id(self.slug, part_of(self.one.id) - 1)
            texts = self.words.turned_from(self.setup.page_of[before])
            row = self.tile.row + AIR + head.rows - 2  # the last one is air
            place = Area(self.tile.column, row, self.tile.columns, 1)
            yield jump_line(texts, self.grid, place, Align.LEFT, self.by)
        yield from self._cutlines()
        tables = (one for table, area in self._tables() for one in self._table(table, area))
        beside = (*self._quote(), *self._insets(), *tables)
        yield from _in_order(tuple(self._named_body()), beside)
        yield from self._jump()

    def _body(self) -> Iterator[Fragment]:
        for (column, row, _), pieces in zip(self.setting.legs(), self.one.legs, strict=True):
            for piece in pieces:
                first = self.tile.row + row + piece.row
                yield from leg_fragments(
                    piece, self.tile.column + column, first, self.grid, self.slug
                )

    def _named_body(self) -> Iterator[Fragment]:
        """Its body text with the words of each mug shot before the paragraph that stands beside it:
        where it begins, for there the picture is read out, too."""
        left = {one.beside: one for one in self._mugs()}
        for fragment in self._body():
            mug = left.pop(fragment.paragraph, None)
            if mug:
                words = mug.mug.cutline
                yield from place_cutline(words, mug.rect, self.slug, self.by, mug.part)
            yield fragment

    def _mugs(self) -> Iterator[_StandingMug]:
        """The mug shots in its legs here."""
        for (column, row, _), pieces in zip(self.setting.legs(), self.one.legs, strict=True):
            for piece in pieces:
                number = piece.block.mug
                if number is not None and not piece.first:
                    mug = self.article.mugs[number]
                    x, _ = self.grid.columns[self.tile.column + column]
                    rect = mug.rect(x, self.tile.row + row + piece.row, self.grid, self.by)
                    part = _PARTS - 1 - MOST_HUNG - number
                    yield _StandingMug(mug, rect, part, BODY_FROM + piece.block.index)

    def drop_caps(self) -> Iterator[DropCap]:
        """The initials of its paragraphs."""
        for (column, row, _), pieces in zip(self.setting.legs(), self.one.legs, strict=True):
            for piece in pieces:
                place = Area(self.tile.column + column, self.tile.row + row + piece.row, 1, 1)
                yield from drop_cap(piece, place, self.grid, self.by)

    def _tables(self) -> Iterator[tuple[WideTable, Area]]:
        """Its wide tables, each with its place: the first things at its foot."""
        column = self.tile.column + self.tile.columns - self.setting.footed.columns
        row = self.tile.row + self.tile.rows - sum(self.setting.footed.rows)
        for table, rows in zip(self.article.tables, self.setting.footed.rows, strict=False):
            yield table, Area(column, row, self.setting.footed.columns, rows)
            row += rows

    def _table(self, table: WideTable, area: Area) -> Iterator[Fragment]:
        return table.fragments(area, self.grid, self.slug)

    def strokes(self) -> Iterator[Stroke]:
        """The lines of its head, and those over its wide tables."""
        top = self.grid.row_top(self.tile.row + AIR)
        rect = self.grid.rect(Area(self.tile.column, self.tile.row, self.tile.columns, 1))
        for stroke in self._head().strokes:
            yield from drawn(rect.x, rect.right, top + stroke.y, stroke.name, self.by)
        for table, area in self._tables():
            yield from table.strokes(area, self.grid, self.by)
        for (column, row, _), pieces in zip(self.setting.legs(), self.one.legs, strict=True):
            for piece in (one for one in pieces if one.block.rule and one.row and not one.first):
                place = Area(self.tile.column + column, self.tile.row + row + piece.row, 1, 1)
                yield from rule_over(piece.block, place, self.grid, self.by)

    def _head(self) -> Head:
        if self.one.turned:
            return self.article.turn(self.tile.columns, self.grid)
        levers = HeadLevers(self.setting.size, self.setting.deck)
        return self.article.head(self.tile.columns, self.grid, levers)

    def _jump(self) -> Iterator[Fragment]:
        """ "Continued on page 7" in the last row of the last leg of all parts but the last."""
        if self.setting.jumps:
            column, row, rows = self.setting.legs()[-1]
            page = self.setup.page_of[turned_id(self.one.id)]
            place = Area(self.tile.column + column, self.tile.row + row + rows - 1, 1, 1)
            texts = self.words.continued_on(page)
            yield jump_line(texts, self.grid, place, Align.RIGHT, self.by)

    def _frames(self) -> Iterator[tuple[int, Rect]]:
        """(number, rectangle) of each picture, its cutline not included."""
        first = carried(self.article) if self.one.turned else 0
        for number, (column, top, wide, rows) in enumerate(self.setting.frames(), first):
            row = self.tile.row + top
            rect = self.grid.rect(Area(self.tile.column + column, row, wide, 1))
            _, depth = self.article.pictures[number].frame(wide, rows, self.grid)
            yield number, Rect(rect.x, _cap_line(self.grid, row), rect.width, depth)

    def _cutlines(self) -> Iterator[Fragment]:
        for number, rect in self._frames():
            picture = self.article.pictures[number].picture
            cutline = set_cutline(picture, rect.width, self.by)
            yield from place_cutline(cutline, rect, self.slug, self.by, _PARTS - 1 - number)

    def _quote(self) -> Iterator[Fragment]:
        """Its pull quote. Words that also stand in the text are no part of the story here."""
        quote, hung = self.article.quote, self.setting.hung
        if not hung.quote or quote is None:
            return
        wide = hung.columns
        column = quote_column(self.tile.columns, wide)
        under = hung.above(column, self.tile.columns)
        spare = hung.quote - quote.rows
        row = self.tile.row + AIR + self.setting.head + under + (spare + 1) // 2
        yield from self._quote_at(quote, self.tile.column + column, row)

    def _insets(self) -> Iterator[Fragment]:
        """The pull quotes within its legs, which repeat words of them."""
        feet = {column: row + rows for column, row, rows in reversed(self.setting.legs())}
        for inset in self.setting.hung.insets:
            row = self.tile.row + feet[inset.column] + ABOVE
            quote = self.article.for_turns[inset.quote]
            yield from self._quote_at(quote, self.tile.column + inset.column, row)

    def _quote_at(self, quote: PullQuote, column: int, row: int) -> Iterator[Fragment]:
        """A pull quote from a row of a column on, and its credit."""
        place = Area(column, row, 1, len(quote.lines) * quote.each)
        yield self._quoted("pull_quote", quote.lines, place, quote)
        if quote.credit:
            below = Area(place.column, row + place.rows + TO_CREDIT, 1, len(quote.credit))
            yield self._quoted("byline", quote.credit, below, quote)

    def _quoted(
        self, style: str, lines: tuple[Line, ...], place: Area, quote: PullQuote
    ) -> Fragment:
        """Lines of a pull quote that share the rows of an area of one column."""
        rect, each = self.grid.rect(place), place.rows // len(lines)
        placed = tuple(
            PlacedLine(rect.x, self.grid.baseline(place.row + (number + 1) * each - 1), line)
            for number, line in enumerate(lines)
        )
        slug = self.slug if quote.own else ""
        colour = self.by.style(style).colour
        number = BODY_FROM + (quote.index if quote.own else 0)
        return Fragment("pull_quote", slug, rect, placed, colour, number)

    def images(self) -> Iterator[Image]:
        """Its pictures."""
        hung = self.setting.hung
        for at, (number, rect) in enumerate(self._frames()):
            shape = self.article.pictures[number]
            crop = shape.crop(hung.widths[at], hung.rows[at], self.grid)
            name = f"{self.slug}-{shape.name}"
            alt = shape.picture.alt
            if shape.file:
                yield Image("picture", name, rect, shape.file, alt, crop, self.slug)
        for one in self._mugs():
            shape, crop = one.mug.shape, one.mug.crop
            name, alt = f"{self.slug}-{shape.name}", shape.picture.alt
            if shape.file:
                yield Image("picture", name, one.rect, shape.file, alt, crop, self.slug)

    def boxes(self) -> Iterator[Box]:
        """Its modules, the last at its foot."""
        every = self.setting.footed.rows[len(self.article.tables) :]
        row = self.tile.row + self.tile.rows - sum(every)
        column = self.tile.column + self.tile.columns - self.setting.footed.columns
        for shape, rows in zip(self.article.boxes, every, strict=False):
            area = self.grid.rect(Area(column, row, self.setting.footed.columns, 1))
            top = _cap_line(self.grid, row + 1)
            foot = self.grid.baseline(row + rows - 1)
            yield Box(shape.kind, shape.id, Rect(area.x, top, area.width, foot - top), "")
            row += rows

    def legs(self) -> Iterator[Leg]:
        """Its legs with how far they are filled."""
        for (column, row, rows), pieces in zip(self.setting.legs(), self.one.legs, strict=True):
            area = Area(self.tile.column + column, self.tile.row + row, 1, rows)
            yield from story_legs(self.slug, area, pieces, self.grid)


def _in_order(body: tuple[Fragment, ...], beside: tuple[Fragment, ...]) -> Iterator[Fragment]:
    """Body text with what stands beside it, a pull quote or a table, where the story has it, if it
    is its own: so it is read out. A quote that repeats its words comes first."""
    yield from (one for one in beside if not one.story)
    for one in [one for one in beside if one.story]:
        later = [at for at, each in enumerate(body) if each.paragraph > one.paragraph >= BODY_FROM]
        at = later[0] if later else len(body)
        body = (*body[:at], one, *body[at:])
    yield from body
