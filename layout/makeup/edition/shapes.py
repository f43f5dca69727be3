"""The shapes of a story: every rectangle its type fills to the last line, and what it costs.

The levers of copyfitting, in the order of their cost: paragraphs a line longer or shorter, the crop
of pictures, the size of the headline, the deck, the pictures themselves, a jump, a cut. (Order and
limits: newspaper make-up, as in Evans, Newspaper Design, 1973, and shared/domain/print.md.)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from layout.makeup.edition.article import Article, CutGalley
from layout.makeup.edition.hole import AIR
from layout.makeup.edition.lot import turned_id
from layout.makeup.edition.setting import Setting, Shapes, by_shape, shapes_from
from layout.makeup.head import HeadLevers, headline_sizes
from layout.page.grid import Grid

LEAST_LEG = 5  # rows of text in a leg
LEAST_PART = 12  # rows of a story on each side of a jump
JUMP_ROWS = 1  # of the line at the foot of the first part
TURNED_RANK = 5
SIZES = 3  # sizes a headline may have at each width

QUOTE, QUOTE_STRETCH, QUOTE_ROW = 4, 2, 3
"""Points for a pull quote, the rows of air it may have more than it needs, and points for each."""
LINE, SMALLER, DECK, OMITTED, CROP, JUMP, CUT = 2, 14, 22, 140, 60, 50, 70
"""Costs: a line more or less, a headline a step smaller, no deck, a picture left out, a picture
cropped (all of it), a jump, a paragraph cut."""
FARTHEST = 60  # points: what missing the aim of a first part costs at most
LONGEST_LEG, SHORTEST_LEG = 56, 11  # rows: longer and shorter ones cost
PICTURE_SHARE = 0.26  # of a story's cells that its pictures should take
WIDTHS = ((28, 1, 2), (60, 1, 3), (100, 2, 4), (150, 2, 5), (100_000, 3, 5))
"""(rows of text below, columns from, to): the widths that suit a story of such a length."""
NARROWEST = {1: 3, 2: 2}  # columns of a story by its rank
NARROW, WIDE = 20, 16  # for each column less or more
HEADLINE_OF_WIDTH = {1: 24_000, 2: 34_000, 3: 40_000, 4: 48_000}
"""The largest headline by the columns of a story: a short line of large type does not read."""


@dataclass(frozen=True, slots=True)
class _Head:
    """A head a story may have: its size, with or without deck, its rows, and what it costs."""

    size: int
    deck: bool
    rows: int
    cost: int


@dataclass(frozen=True, slots=True)
class _Hung:
    """Pictures as they may hang from the head; or a pull quote, which has one column."""

    columns: int
    rows: tuple[int, ...]
    cost: int
    quote: bool = False

    @property
    def cells(self) -> int:
        """Cells they take."""
        return self.columns * sum(self.rows)


@dataclass(frozen=True, slots=True)
class _Standing:
    """Boxes as they may stand at the foot."""

    columns: int
    rows: tuple[int, ...]

    @property
    def cells(self) -> int:
        """Cells they take."""
        return self.columns * sum(self.rows)


def shapes_of(article: Article, grid: Grid, most: int) -> Shapes:
    """All settings of a whole story of at most `most` rows."""
    settings = (
        setting
        for columns in range(1, len(grid.columns) + 1)
        for setting in _settings(article, columns, grid, most)
    )
    return shapes_from(article.story.slug, article.key, article.story.rank, by_shape(settings))


def opening_shapes(article: Article, grid: Grid, most: int) -> Shapes:
    """All settings of the first part of a story that jumps: any depth that leaves enough for the
    other part."""
    settings = (
        setting
        for columns in range(1, len(grid.columns) + 1)
        for setting in _openings(article, columns, grid, most)
    )
    key = f"{article.key} opening"
    return shapes_from(article.story.slug, key, article.story.rank, by_shape(settings))


def aimed(shapes: Shapes, body: int) -> Shapes:
    """The settings of a first part where it should have so many rows of text: those with more or
    fewer cost more, as many points as rows, up to a limit."""
    settings = [
        replace(setting, cost=setting.cost + min(FARTHEST, abs(setting.body - body)))
        for group in shapes.settings.values()
        for setting in group
    ]
    return shapes_from(shapes.id, f"{shapes.key} of {body}", shapes.rank, by_shape(settings))


def turned_shapes(article: Article, body: int, grid: Grid, most: int) -> Shapes:
    """All settings of the second part, after `body` rows of text: a small head, its boxes, no
    pictures; it ranks below all that begins on its page."""
    whole = article.bodies[0]
    left = _left(whole, whole.rows - body)
    settings = [
        setting
        for columns in range(1, len(grid.columns) + 1)
        for standing in _standing(article, columns, grid)
        for setting in _fitted(_turn(article, columns, grid), left, _NOTHING, standing, most)
    ]
    name = turned_id(article.story.slug)
    return shapes_from(name, f"{article.key} from {body}", TURNED_RANK, by_shape(settings))


def _turn(article: Article, columns: int, grid: Grid) -> Setting:
    """A second part so many columns wide, its depth not known yet."""
    return Setting(columns, 0, 0, deck=False, head=article.turn(columns, grid).rows)


def _left(body: CutGalley, rows: int) -> CutGalley:
    """A body of which only so many rows are left: it stretches in proportion."""
    share = rows / max(1, body.rows)
    return replace(
        body, rows=rows, shorter=int(body.shorter * share), longer=int(body.longer * share)
    )


_NOTHING = _Hung(0, (), 0)
_NONE = _Standing(0, ())


def _settings(article: Article, columns: int, grid: Grid, most: int) -> Iterator[Setting]:
    """All settings so many columns wide."""
    boxes = _standing(article, columns, grid)
    for head in _heads(article, columns, grid):
        for hung in _hung(article, columns, grid, head.rows, most):
            cost = head.cost + hung.cost + _width_cost(article, columns)
            start = Setting(columns, 0, cost, head.size, head.deck, head.rows)
            for cut, body in enumerate(article.bodies):
                if cut and hung.cost and hung.columns:
                    continue  # a cut is the last lever: it need not be tried with every crop
                cut_off = replace(start, cost=cost + cut * CUT, cut=cut) if cut else start
                for standing in boxes:
                    yield from _fitted(cut_off, body, hung, standing, most)


def _fitted(
    start: Setting, body: CutGalley, hung: _Hung, standing: _Standing, most: int
) -> Iterator[Setting]:
    """The depths at which a body fills its legs, a line a paragraph more or less allowed."""
    columns = start.columns
    beside = hung.cells + standing.cells
    above = AIR + start.head
    first = above + -(-(body.rows - body.shorter + beside) // columns)
    last = above + (body.rows + body.longer + beside + columns - 1) // columns
    for rows in range(first, min(last, most) + 1):
        room = columns * (rows - above) - beside
        if not body.rows - body.shorter <= room <= body.rows + body.longer + columns - 1:
            continue
        cost = _leg_cost(columns, rows - above, hung, standing)
        if cost is None:
            continue
        lines = room - body.rows
        spread = max(lines - body.longer, 0)
        yield Setting(
            columns,
            rows,
            start.cost + cost + LINE * abs(lines) + LINE * 3 * spread,
            start.size,
            start.deck,
            start.head,
            *_told(hung),
            standing.rows,
            standing.columns,
            lines,
            start.cut,
            room,
        )


def _told(hung: _Hung) -> tuple[tuple[int, ...], int, int]:
    """The rows and columns of pictures, and the rows of a quote, as a setting has them."""
    return ((), 0, sum(hung.rows)) if hung.quote else (hung.rows, hung.columns, 0)


def _openings(article: Article, columns: int, grid: Grid, most: int) -> Iterator[Setting]:
    body = article.bodies[0]
    for head in _heads(article, columns, grid):
        for hung in _hung(article, columns, grid, head.rows, most):
            above = AIR + head.rows
            cost = head.cost + hung.cost + _width_cost(article, columns) + JUMP
            for rows in range(above + LEAST_LEG, most + 1):
                room = columns * (rows - above) - hung.cells - JUMP_ROWS
                legs = _leg_cost(columns, rows - above, hung, _NONE)
                if legs is None or not LEAST_PART <= room <= body.rows - LEAST_PART:
                    continue
                yield Setting(
                    columns,
                    rows,
                    cost + legs,
                    head.size,
                    head.deck,
                    head.rows,
                    *_told(hung),
                    body=room,
                    jumps=True,
                )


def _leg_cost(columns: int, rows: int, hung: _Hung, standing: _Standing) -> int | None:
    """What legs of such depths cost; None where one is too short to be one.

    There is a leg under every picture: none stands on an ad. Beside a box as deep as the text
    there is none.
    """
    under = rows - sum(hung.rows)
    over = rows - sum(standing.rows)
    depths = [rows] * (columns - max(hung.columns, standing.columns))
    both = min(hung.columns, standing.columns)
    if both:
        depths.append(under - sum(standing.rows))
    if hung.columns > both:
        depths.append(under)
    if standing.columns > both:
        depths.append(over)
    if hung.columns and under - (sum(standing.rows) if both else 0) < LEAST_LEG:
        return None
    if any(depth < LEAST_LEG and depth for depth in depths) or not any(depths):
        return None
    deepest, least = max(depths), min(depth for depth in depths if depth)
    return max(0, deepest - LONGEST_LEG) + 4 * max(0, SHORTEST_LEG - least)


def _width_cost(article: Article, columns: int) -> int:
    """What it costs that a story is narrower or wider than its rank and length ask for."""
    rank, long = article.story.rank, article.bodies[0].rows
    narrowest, widest = next(w for length, *w in WIDTHS if long < length)
    narrowest = max(narrowest, NARROWEST.get(rank, 1))
    widest = max(widest, narrowest)
    return NARROW * max(0, narrowest - columns) + WIDE * max(0, columns - widest)


def _heads(article: Article, columns: int, grid: Grid) -> list[_Head]:
    """The heads it may have at a width: the largest headline, and some smaller ones, with and
    without deck."""
    found: dict[tuple[int, bool], _Head] = {}
    steps = 0
    largest = article.by.theme.largest(article.story.rank)
    largest = min(largest, HEADLINE_OF_WIDTH.get(columns, largest))
    for size in (size for size in headline_sizes(article.by) if size <= largest):
        head = article.head(columns, grid, HeadLevers(size))
        real = next((part.style.size for part in head.parts if part.role == "headline"), 0)
        if (real, True) in found:
            continue
        if steps == SIZES or (not real and found):
            break
        found[real, True] = _Head(real, True, head.rows, steps * SMALLER)
        if article.story.deck:
            bare = article.head(columns, grid, HeadLevers(size, deck=False))
            found[real, False] = _Head(real, False, bare.rows, steps * SMALLER + DECK)
        steps += 1
    return list(found.values())


def _hung(article: Article, columns: int, grid: Grid, head: int, most: int) -> Iterator[_Hung]:
    """The ways its pictures may hang from the head at a width: all of them, fewer, none."""
    total = len(article.pictures)
    yield _Hung(0, (), OMITTED * total)
    if article.quote and columns > 1:
        for more in range(QUOTE_STRETCH + 1):
            yield _Hung(1, (article.quote.rows + more,), QUOTE + QUOTE_ROW * more, quote=True)
    for count in range(1, total + 1):
        shown = article.pictures[:count]
        for wide in range(1, columns + 1):
            ranges = [picture.rows(wide, grid) for picture in shown]
            if sum(least for least, _, _ in ranges) + head + AIR > most:
                continue
            least = [r[0] - r[1] for r in ranges]
            deepest = [r[2] - r[1] for r in ranges]
            for step in range(min(least), max(deepest) + 1):
                rows = tuple(
                    own + min(max(step, low), high)
                    for (_, own, _), low, high in zip(ranges, least, deepest, strict=True)
                )
                crop = sum(
                    picture.cropped(wide, depth, grid)
                    for picture, depth in zip(shown, rows, strict=True)
                )
                cost = round(CROP * crop) + OMITTED * (total - count)
                cost += _share_cost(article, wide * sum(rows), columns, head)
                yield _Hung(wide, rows, cost)


def _share_cost(article: Article, cells: int, columns: int, head: int) -> int:
    """What it costs that pictures are too large, or too small, beside their story."""
    whole = article.bodies[0].rows + cells + columns * (head + AIR)
    return round(80 * abs(cells / whole - PICTURE_SHARE))


def _standing(article: Article, columns: int, grid: Grid) -> list[_Standing]:
    """The ways its boxes may stand at the foot at a width."""
    if not article.boxes:
        return [_NONE]
    return [
        _Standing(wide, article.box_rows(wide, grid))
        for wide in range(1, columns + 1)
        if all(wide in box.depths for box in article.boxes)
    ]
