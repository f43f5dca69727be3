"""Hanging and footed items: what stands beside the text of a story, and the legs that it leaves.

┌───────────────┐      pictures hang in the right-hand columns, one below the other; a pull quote
│ ─ │ ── │┌────┐│      on top of the leg left of them, or under them where they are as wide as the
│ ─ │ “  ││    ││      story; boxes stand at the foot on the right
│ ─ │  ” │└────┘│
│ ─ │ ── │ ──── │
└───────────────┘
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from layout.makeup.edition.shapes.article import Article
from layout.page.grid import Grid
from slots.prices_of_taste import PicturePrices

_QUOTE_STRETCH = 2
"""Rows of air that a pull quote may have more than it needs."""


@dataclass(frozen=True, slots=True)
class Hung:
    """Pictures, `columns` wide, and a pull quote of `quote` rows as they hang from a head."""

    columns: int = 0
    rows: tuple[int, ...] = ()
    quote: int = 0
    cost: int = 0

    @property
    def cells(self) -> int:
        """Cells they take."""
        return self.columns * sum(self.rows) + self.quote


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
    tops = [0] * columns
    for column in range(columns - hung.columns, columns):
        tops[column] += sum(hung.rows)
    if hung.quote:
        tops[quote_column(columns, hung.columns)] += hung.quote
    return tops


def leg_depths(columns: int, rows: int, hung: Hung, footed: Footed) -> list[int]:
    """Rows of text in each column of a story that is `rows` deep below its head."""
    depths = [rows - top for top in leg_tops(columns, hung)]
    for column in range(columns - footed.columns, columns):
        depths[column] -= sum(footed.rows)
    return depths


def ways_to_hang(article: Article, columns: int, grid: Grid, most: int) -> Iterator[Hung]:
    """The ways a story's pictures and pull quote may hang at a width, all of them, fewer, none. A
    quote that the story has itself is never left out."""
    prices = article.by.theme.prices.pictures
    for hung in _pictures(article, columns, grid, most):
        quote = article.quote
        if quote is None:
            yield hung
            continue
        if not quote.own:
            yield hung
        if quote.own or (columns > 1 and not article.pictures):
            for more in range(_QUOTE_STRETCH + 1):
                cost = hung.cost + prices.quote_air * more + (0 if quote.own else prices.quote)
                yield Hung(hung.columns, hung.rows, quote.rows + more, cost)


def few_ways(hanging: Iterable[Hung]) -> list[Hung]:
    """Of ways to hang the cheapest for each number and width of pictures, with and without a quote:
    where text gives way by whole paragraphs, crops need not."""
    best: dict[tuple[int, int, bool], Hung] = {}
    for hung in hanging:
        key = hung.columns, len(hung.rows), hung.quote > 0
        if key not in best or hung.cost < best[key].cost:
            best[key] = hung
    return list(best.values())


def _pictures(article: Article, columns: int, grid: Grid, most: int) -> Iterator[Hung]:
    total, left_out = len(article.pictures), article.by.theme.prices.pictures.left_out
    yield Hung(cost=left_out * total)
    for count in range(1, total + 1):
        for wide in range(1, columns + 1):
            extra = left_out * (total - count) + _meekness(article, wide, columns)
            for rows, cost in _cropped(article, count, wide, grid):
                if sum(rows) <= most:
                    yield Hung(wide, rows, 0, cost + extra)


def _meekness(article: Article, wide: int, columns: int) -> int:
    """What it costs that pictures are narrower than their story deserves."""
    prices = article.by.theme.prices.pictures
    stamp = prices.stamp if wide == 1 and columns > 2 else 0
    lead = article.story.rank == 1
    return stamp + (prices.lead_narrow * max(0, prices.lead_columns - wide) if lead else 0)


def _cropped(
    article: Article, count: int, wide: int, grid: Grid
) -> Iterator[tuple[tuple[int, ...], int]]:
    """(rows, cost) of the first pictures, `wide` columns wide, at each depth they may have: all of
    them are a row deeper or shallower together, each as far as its crop goes."""
    prices = article.by.theme.prices.pictures
    shown = article.pictures[:count]
    ranges = [picture.rows(wide, grid) for picture in shown]
    least = [first - own for first, own, _ in ranges]
    most = [last - own for _, own, last in ranges]
    for step in range(min(least), max(most) + 1):
        rows = tuple(
            own + min(max(step, low), high)
            for (_, own, _), low, high in zip(ranges, least, most, strict=True)
        )
        gone = sum(
            picture.cropped(wide, depth, grid) for picture, depth in zip(shown, rows, strict=True)
        )
        cells = wide * sum(rows)
        share = cells / (article.bodies[0].rows + cells)
        yield rows, _cost(gone, share, prices)


def _cost(gone: float, share: float, prices: PicturePrices) -> int:
    """The cost of cropping away `gone` of the pictures, all of one being 1, and of the `share` of
    their story that they take."""
    return round(prices.crop * gone + prices.off_share * abs(share - prices.share / 100))


def ways_to_stand(article: Article, columns: int, grid: Grid) -> list[Footed]:
    """The ways its wide tables and its boxes may stand at the foot at a width: none where that is
    too narrow for a table of it."""
    if not article.boxes and not article.tables:
        return [NONE]
    ways = ((wide, article.foot_rows(wide, grid)) for wide in range(1, columns + 1))
    return [Footed(wide, rows) for wide, rows in ways if rows is not None]
