"""Hanging and footed items: what stands beside the text of a story, and the legs that it leaves.

┌───────────────────┐      pictures hang in the right-hand columns, the first on top, the others
│ ─── │ ── │┌──────┐│      below it, as wide as the first or half as wide; a pull quote on top of
│ ─── │ “  ││      ││      the leg left of them, or under them where they are as wide as the story;
│ ─── │  ” │└──────┘│      boxes stand at the foot on the right
│ ─── │ ── │ ── ┌──┐│
│ ─── │ ── │ ── └──┘│
│ ─── │ ── │ ── ─── │
└───────────────────┘

The last part of a story that jumps has the last of several pictures, if it fits; else, and in all
parts that are turned to, pull quotes may stand within the legs:

│ ─── │ ─── │ ─── │      the leg goes on under the quote; of several quotes each stands in another
│ ─── │  “  │ ─── │      leg and lower than the one before it
│ ─── │   ” │ ─── │
│ ─── │ ─── │ ─── │
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.picture_depth import PictureShape, file_name
from layout.page.grid import Grid
from slots.frozen import light
from slots.prices_of_taste import PicturePrices, by_rank
from slots.strip.measured_flow import Display

_TURNED = 3  # rank of a picture that is turned to, at best

_LEADING = 2  # rank up to which a story stands as wide as its picture should be

MOST_HUNG = 6
"""Pictures of a story that a page shows at most."""

_SHOWN_LARGE = (Display.FULL_WIDTH, Display.SHOWCASE, Display.IMMERSIVE)

_QUOTE_STRETCH = 2
"""Rows of air that a pull quote may have more than it needs."""

LEAST_BESIDE = 14
"""Rows of text above a quote within a leg, and below it, at least: 50 mm."""


def _area(columns: int, rows: int) -> int:
    """Cells of a picture."""
    return columns * rows


@light
class Inset:
    """A pull quote within a leg: the column, the rows it takes there, its number among those that
    may be pulled for turns, and how many per cent of the leg's text stand above it."""

    column: int
    rows: int
    quote: int
    above: int

    def parted(self, rows: int) -> tuple[int, int]:
        """How a leg of so many rows of text is parted: above the quote, and below it."""
        above = rows * self.above // 100
        return above, rows - above


@light
class Hung:
    """Pictures and a pull quote of `quote` rows as they hang from a head: the first picture is
    `columns` wide, each of the others as wide as in `others`, one below the other, none wider than
    the one above it. `insets` are the quotes within its legs, from left to right."""

    columns: int = 0
    rows: tuple[int, ...] = ()
    quote: int = 0
    cost: int = 0
    others: tuple[int, ...] = ()
    insets: tuple[Inset, ...] = ()

    @property
    def widths(self) -> tuple[int, ...]:
        """Columns of each picture."""
        return (self.columns, *self.others) if self.rows else ()

    @property
    def cells(self) -> int:
        """Cells they take."""
        within = sum(inset.rows for inset in self.insets)
        return sum(map(_area, self.widths, self.rows)) + self.quote + within

    def above(self, column: int, columns: int) -> int:
        """Rows of pictures above the text in a column of a story that is `columns` wide."""
        beside = zip(self.widths, self.rows, strict=True)
        return sum(rows for wide, rows in beside if column >= columns - wide)


@dataclass(frozen=True, slots=True)
class Footed:
    """Wide tables and boxes, `columns` wide, as they stand at the foot."""

    columns: int = 0
    rows: tuple[int, ...] = ()

    @property
    def cells(self) -> int:
        """Cells they take."""
        return self.columns * sum(self.rows)


NOTHING, NONE = Hung(), Footed()


def quote_column(columns: int, picture_columns: int) -> int:
    """The column of a story, counted from its left, in which a pull quote stands."""
    beside = columns - picture_columns - 1
    return beside if beside >= 0 else columns - 1


def leg_tops(columns: int, hung: Hung) -> list[int]:
    """Rows below the head at which the text of each column begins."""
    tops = [hung.above(column, columns) for column in range(columns)]
    if hung.quote:
        tops[quote_column(columns, hung.columns)] += hung.quote
    return tops


def leg_depths(columns: int, rows: int, hung: Hung, footed: Footed) -> list[int]:
    """Rows of text in each column of a story that is `rows` deep below its head."""
    depths = [rows - top for top in leg_tops(columns, hung)]
    for column in range(columns - footed.columns, columns):
        depths[column] -= sum(footed.rows)
    for inset in hung.insets:
        depths[inset.column] -= inset.rows
    return depths


def legs_of(columns: int, rows: int, hung: Hung, footed: Footed) -> Iterator[tuple[int, int, int]]:
    """(column, first row, rows) of each leg of a story that is `rows` deep below its head, from
    left to right, the upper before the lower: a quote within a leg parts it."""
    insets = {inset.column: inset for inset in hung.insets}
    depths = leg_depths(columns, rows, hung, footed)
    for column, (first, depth) in enumerate(zip(leg_tops(columns, hung), depths, strict=True)):
        inset = insets.get(column)
        if inset:
            above, below = inset.parted(depth)
            yield column, first, above
            yield column, first + above + inset.rows, below
        elif depth > 0:
            yield column, first, depth


def ways_to_hang(
    article: Article, columns: int, grid: Grid, most: int, jumps: bool = False
) -> Iterator[Hung]:
    """The ways a story's pictures and pull quote may hang at a width, all of them, fewer, none. A
    quote that the story has itself is never left out. Where it `jumps`, its last part has one of
    its pictures."""
    prices = article.by.theme.prices.pictures
    shown = Shown(article, article.pictures[: carried(article)] if jumps else article.pictures)
    if jumps and not _can_be_carried(article, grid):
        return
    for hung in _pictures(shown, columns, grid, most):
        quote = article.quote
        if quote is None:
            yield hung
            continue
        if not quote.own:
            yield hung
        if quote.own or (columns > 1 and (article.form.quote or not article.pictures)):
            for more in range(_QUOTE_STRETCH + 1):
                cost = hung.cost + prices.quote_air * more + (0 if quote.own else prices.quote)
                yield replace(hung, quote=quote.rows + more, cost=cost)


def hung_in_form(article: Article, ways: Iterable[Hung], jumps: bool = False) -> Iterator[Hung]:
    """Those of the ways to hang that are as was decided of the story: its first picture that wide,
    and wider than any other where it is to be the large one, with all of the pictures that were
    named, with or without a pull quote."""
    form, pictures = article.form, article.pictures
    if not form.decided:
        yield from ways
        return
    named = min(len(pictures), carried(article)) if jumps else len(pictures)
    for hung in ways if _has_pictures(article) else ():
        wide = next(iter(hung.widths), 0)
        has = (wide, hung.quote > 0, len(hung.rows))
        wanted = (form.picture, form.quote, None if form.pictures is None else named)
        large = form.dominant is None or all(one < wide for one in hung.widths[1:] or (0,))
        large = large and _each_so_wide(article, hung, pictures[:named])
        if large and all(want in (None, found) for found, want in zip(has, wanted, strict=True)):
            yield hung


def _each_so_wide(article: Article, hung: Hung, hanging: Sequence[PictureShape]) -> bool:
    """Whether each picture that may hang there and of which a width is decided stands so wide."""
    wide = dict(enumerate(hung.widths))
    decided = (article.form.columns_of(file_name(shape)) for shape in hanging)
    return all(want in (None, wide.get(at)) for at, want in enumerate(decided))


def _can_be_carried(article: Article, grid: Grid) -> bool:
    """Whether the last part of a story can have its picture as wide as is decided of that."""
    for shape in article.pictures[carried(article) : carried(article) + 1]:
        wide = article.form.columns_of(file_name(shape)) or 1
        return wide <= (1 if shape.mug else len(grid.columns))
    return True


def _has_pictures(article: Article) -> bool:
    """Whether a story has the pictures that are decided of it, and can show all of them at once."""
    form, count = article.form, len(article.pictures)
    named = form.pictures is None or count == len(set(form.pictures)) <= MOST_HUNG
    first = file_name(article.pictures[0]) if count else None
    large = form.dominant in (None, first)
    return named and large and (form.keep is None or count > 0)


def may_carry_none(article: Article) -> bool:
    """Whether the last part of a story may do without the picture that it could have: it was not
    decided that all of them stand, nor how wide this one is."""
    last = article.pictures[carried(article) : carried(article) + 1]
    wide = any(article.form.columns_of(file_name(shape)) for shape in last)
    return not last or (article.form.pictures is None and not wide)


def ways_to_carry(article: Article, columns: int, grid: Grid, most: int) -> Iterator[Hung]:
    """The ways the last part of a story that jumps may have one of its pictures, at a width; none
    where it has but one, which stands at its head."""
    first = carried(article)
    shown = Shown(article, article.pictures[first : first + 1], turned=True)
    for hung in _pictures(shown, columns, grid, most) if shown.pictures else ():
        if hung.rows and _each_so_wide(article, hung, shown.pictures):
            yield hung


def carried(article: Article) -> int:
    """The number of the picture that the last part of a story has where it jumps: the last of
    several that are shown; behind all where none is carried."""
    return max(1, min(len(article.pictures), MOST_HUNG) - 1)


def left_out(article: Article, part: Part) -> tuple[PictureShape, ...]:
    """The pictures that might hang in a part of a story and do not."""
    every, first = article.pictures, carried(article)
    if part.turned:
        return () if part.jumps else every[first + part.shown : first + 1]
    return every[part.shown : first] + every[first + 1 :] if part.jumps else every[part.shown :]


def not_carried(article: Article) -> int:
    """What it costs that the last part of a story has no picture, though it might."""
    several = len(article.pictures) > carried(article)
    return article.by.theme.prices.pictures.more_left_out if several else 0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a story: how many pictures are `shown` in it, whether it is `turned` to, and
    whether it `jumps`."""

    shown: int
    turned: bool
    jumps: bool


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """Those of a story's pictures that hang in one part of it, the first one or one that is
    turned to."""

    article: Article
    pictures: tuple[PictureShape, ...]
    turned: bool = False

    @property
    def rank(self) -> int:
        """The rank that their news has: a part that is turned to leads no page."""
        rank = self.article.story.rank
        return max(rank, _TURNED) if self.turned else rank


def few_ways(hanging: Iterable[Hung]) -> list[Hung]:
    """Of ways to hang the cheapest for each number and width of pictures, with and without a quote:
    where text gives way by whole paragraphs, crops need not."""
    best: dict[tuple[int, int, bool], Hung] = {}
    for hung in hanging:
        key = hung.columns, len(hung.rows), hung.quote > 0
        if key not in best or hung.cost < best[key].cost:
            best[key] = hung
    return list(best.values())


def _pictures(shown: Shown, columns: int, grid: Grid, most: int) -> Iterator[Hung]:
    prices, total = shown.article.by.theme.prices.pictures, len(shown.pictures)
    rank = shown.rank
    yield Hung(cost=_left_out(total, total, rank, prices))
    for count in range(1, min(total, MOST_HUNG) + 1):
        widest = 1 if shown.pictures[0].mug else columns
        for wide in range(1, widest + 1):
            extra = _left_out(total, total - count, rank, prices)
            extra += _size_cost(shown, wide, columns, grid)
            for others in _widths_below(shown, wide, count):
                for rows, cost in _cropped(shown, (wide, *others), grid):
                    if sum(rows) <= most:
                        yield Hung(wide, rows, 0, cost + extra, others)


def _widths_below(shown: Shown, first: int, count: int) -> Iterator[tuple[int, ...]]:
    """The widths that the pictures after the first may have, of so many, where that is so wide: as
    wide or half as wide, but those of which that is decided. None is wider than the one above it,
    which would part the leg beside that one."""
    form = shown.article.form
    decided = [form.columns_of(file_name(shape)) for shape in shown.pictures[1:count]]
    for wide in sorted({first, max(1, first // 2)}) if count > 1 else (first,):
        found = [first]
        for at, want in enumerate(decided):
            below = max((one for one in decided[at:] if one), default=1)
            found.append(want or min(found[-1], max(wide, below)))
        if all(above >= under for above, under in pairwise(found)):
            yield tuple(found[1:])


def _left_out(total: int, gone: int, rank: int, prices: PicturePrices) -> int:
    """What it costs that so many of a story's pictures are left out: its first is the last to go,
    and the dearest, of a story that may lead a page above all."""
    if not gone:
        return 0
    first = gone == total
    leading = prices.lead_left_out if rank <= _LEADING else 0
    return (prices.left_out + leading) * first + prices.more_left_out * (gone - first)


def _size_cost(shown: Shown, wide: int, columns: int, grid: Grid) -> int:
    """What it costs that the first of some pictures is narrower or wider than its news and its own
    worth ask for, or wider than its pixels bear."""
    prices, rank = shown.article.by.theme.prices.pictures, shown.rank
    first = shown.pictures[0]
    sharp = first.sharp_columns(grid, prices.dots)
    wanted = min(_wanted(first, rank, prices), sharp, len(grid.columns))
    reached = wanted if rank <= _LEADING else min(wanted, columns)
    stamp = prices.stamp if wide == 1 < wanted and columns > 2 else 0
    narrow = by_rank(prices.narrow, rank) * max(0, reached - wide)
    coarse = prices.coarse * max(0, wide - sharp)
    return stamp + narrow + prices.loud * max(0, wide - wanted) + coarse


def _wanted(picture: PictureShape, rank: int, prices: PicturePrices) -> int:
    """The columns that a picture should have, whatever the page has."""
    display = picture.picture.display
    if picture.mug or display is Display.THUMBNAIL:
        return 1
    columns = by_rank(prices.columns, rank) + (display in _SHOWN_LARGE)
    upright = picture.down > picture.across
    return max(1, (columns + 1) // 2) if upright or display is Display.HALF_WIDTH else columns


def _cropped(
    shown: Shown, widths: tuple[int, ...], grid: Grid
) -> Iterator[tuple[tuple[int, ...], int]]:
    """(rows, cost) of the first pictures at each depth they may have: all of them are a row deeper
    or shallower together, each as far as its crop goes."""
    prices = shown.article.by.theme.prices.pictures
    standing = tuple(zip(shown.pictures, widths, strict=False))
    ranges = [picture.rows(wide, grid) for picture, wide in standing]
    least = [first - own for first, own, _ in ranges]
    most = [last - own for _, own, last in ranges]
    wanted = by_rank(prices.share, shown.rank) / 100
    text = shown.article.bodies[0].rows
    gone = cache(lambda at, rows: shown.pictures[at].cropped(widths[at], rows, grid))
    for step in range(min(least), max(most) + 1):
        rows = tuple(
            own + min(max(step, low), high)
            for (_, own, _), low, high in zip(ranges, least, most, strict=True)
        )
        cropped = sum(gone(at, depth) for at, depth in enumerate(rows))
        areas = sorted(map(_area, widths, rows), reverse=True)
        share = wanted if shown.turned else sum(areas) / (text + sum(areas))
        even = prices.even if len(areas) > 1 and areas[0] < 2 * areas[1] else 0
        yield rows, round(prices.crop * cropped + prices.off_share * abs(share - wanted)) + even


def ways_to_stand(article: Article, columns: int, grid: Grid) -> list[Footed]:
    """The ways its wide tables and its boxes may stand at the foot at a width: none where that is
    too narrow for a table of it."""
    if not article.boxes and not article.tables:
        return [NONE]
    ways = ((wide, article.foot_rows(wide, grid)) for wide in range(1, columns + 1))
    return [Footed(wide, rows) for wide, rows in ways if rows is not None]
