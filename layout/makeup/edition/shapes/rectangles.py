"""Enumeration of a story's shapes: every rectangle its type fills to the last line, and its cost.

The levers of copyfitting, in the order of their cost: paragraphs a line longer or shorter, the crop
of pictures, the size of the headline, the deck, the pictures themselves, a jump, a cut. (Order and
limits: newspaper make-up, as in Evans, Newspaper Design, 1973, and shared/domain/print.md; prices:
`slots.prices_of_taste`.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import turned_id
from layout.makeup.edition.shapes.leg_depths import (
    LEAST_PART,
    Best,
    Fitting,
    Room,
    fit,
    fittings,
    middle_fittings,
    opening_fittings,
)
from layout.makeup.edition.shapes.news_hole import AIR
from layout.makeup.edition.shapes.relief_of_turns import TurnText, relief_of
from layout.makeup.edition.shapes.setting import Setting, Shapes, by_shape, shapes_from
from layout.makeup.edition.shapes.which_pictures_hang import (
    NOTHING,
    Hung,
    few_ways,
    hung_in_form,
    may_carry_none,
    not_carried,
    ways_to_carry,
    ways_to_hang,
    ways_to_stand,
)
from layout.makeup.type.headline import HeadLevers, headline_sizes
from layout.page.grid import Grid
from layout.story.decided import Form
from slots.prices_of_taste import by_rank, of_jump

_SHORT = 25  # rows of text up to which a story suits one column
TURNED_RANK = 5  # second parts rank below all that begins on their page
_SIZES = {1: 2, 2: 2}  # sizes a headline may have at each width, by rank; three for lower ranks
_WIDTHS = ((28, 1, 2), (60, 1, 3), (100, 2, 4), (150, 2, 5), (100_000, 3, 5))
"""(rows of text below, columns from, to): the widths that suit a story of such a length."""
_NARROWEST = {1: 3, 2: 2}  # columns of a story by its rank
_HEADLINE_OF_WIDTH = {1: 24_000, 2: 34_000, 3: 40_000, 4: 48_000}
"""The largest headline by the columns of a story: a short line of large type does not read."""


@dataclass(frozen=True, slots=True)
class _Head:
    """A head a story may have: its size, with or without deck, its rows, and what it costs."""

    size: int
    deck: bool
    rows: int
    cost: int


def shapes_of(article: Article, grid: Grid, most: int) -> Shapes:
    """All settings of a whole story of at most `most` rows."""
    key = "whole", article.key, most
    return article.text.once(key, lambda: _shapes_of(article, grid, most))


def _shapes_of(article: Article, grid: Grid, most: int) -> Shapes:
    settings: list[Setting] = []
    for columns in range(1, len(grid.columns) + 1):
        footed = ways_to_stand(article, columns, grid)
        hanging = hung_in_form(article, ways_to_hang(article, columns, grid, most))
        below = fittings(article, columns, hanging, footed, most)
        settings.extend(_headed(article, columns, below, grid, most))
    settings = _in_form(settings, article)
    return shapes_from(article.story.slug, article.key, article.story.rank, by_shape(settings))


def _in_form(settings: list[Setting], article: Article) -> list[Setting]:
    """Those of a story's settings that are in its form."""
    if not article.form.decided:
        return settings
    deck = bool(article.story.deck)
    if (article.form.byline and not article.story.byline) or not article.has_length:
        return []
    return [one for one in settings if _is_in(one, deck, article.form)]


def _is_in(setting: Setting, deck: bool, form: Form) -> bool:
    has = (setting.columns, setting.rows, setting.size, setting.deck and deck)
    wanted = (form.columns, form.rows, form.headline, form.deck)
    return all(want in (None, found) for found, want in zip(has, wanted, strict=True))


def likely_cells(article: Article, grid: Grid) -> int:
    """About how many cells a story takes at a width that suits it: for counting pages before any
    is made up."""
    text = article.bodies[0].rows
    columns = min(len(grid.columns), max(_widths(article)[0], 2 if text > _SHORT else 1))
    columns = max([columns, *(min(table.galleys) for table in article.tables)])
    head = article.head(columns, grid, HeadLevers(_largest(article, columns)))
    boxes = columns * sum(article.foot_rows(columns, grid) or ())
    share = by_rank(article.by.theme.prices.pictures.share, article.story.rank) / 100
    pictures = round(text * share / (1 - share)) if article.pictures else 0
    return text + columns * (AIR + head.rows) + boxes + pictures


def opening_shapes(article: Article, grid: Grid, most: int) -> Shapes:
    """All settings of the first part of a story that jumps: any depth that leaves enough for the
    other part, no width below that of its rank: it leads its page."""
    key = "opening", article.key, most
    return article.text.once(key, lambda: _opening_shapes(article, grid, most))


def _opening_shapes(article: Article, grid: Grid, most: int) -> Shapes:
    settings: list[Setting] = []
    narrowest = min(_NARROWEST.get(article.story.rank, 1), len(grid.columns))
    for columns in range(narrowest, len(grid.columns) + 1):
        ways = ways_to_hang(article, columns, grid, most, jumps=True)
        hanging = hung_in_form(article, ways, jumps=True)
        below = opening_fittings(article, columns, hanging, most)
        settings.extend(_headed(article, columns, below, grid, most, jumps=True))
    key, settings = f"{article.key} opening", _in_form(settings, article)
    return shapes_from(article.story.slug, key, article.story.rank, by_shape(settings))


def middle_shapes(article: Article, grid: Grid, most: int, gone: int | None = None) -> Shapes:
    """All settings of a part of a story that is turned to and jumps on: a small head, no pictures,
    any depth that leaves enough for the parts before and after it. Where it is known how many rows
    of text are `gone` before it, quotes of its text may stand in it."""
    key = "middle", article.key, most, gone
    return article.text.once(key, lambda: _middle_shapes(article, grid, most, gone))


def _middle_shapes(article: Article, grid: Grid, most: int, gone: int | None) -> Shapes:
    settings: list[Setting] = []
    stop = article.bodies[0].stop
    jump = article.by.theme.prices.jumps.jump  # what it costs that it jumps at all its first has
    for columns in range(1, len(grid.columns) + 1):
        head = _Head(0, False, article.turn(columns, grid).rows, jump)
        relieved = partial(_relieved, article, columns, gone, stop)
        below = middle_fittings(article, columns, most, relieved)
        settings.extend(_under(head, columns, below, most, jumps=True))
    after = "" if gone is None else f" after {gone}"
    name, key = turned_id(article.story.slug), f"{article.key} middle{after}"
    return shapes_from(name, key, TURNED_RANK, by_shape(settings))


def rest_shapes(article: Article, gone: int, grid: Grid, most: int) -> Shapes:
    """All settings of the last part of a story, after `gone` rows of text: a small head, its boxes,
    one of several pictures, or quotes of its text where it is long; the whole rest of the story, or
    shortened from its end."""
    prices = article.by.theme.prices.legs
    left = [replace(body, rows=body.rows - gone) for body in article.bodies]
    left = [body for body in left if body.rows >= LEAST_PART]
    whole = article.bodies[0].cut
    settings: list[Setting] = []
    for columns in range(1, len(grid.columns) + 1):
        head = _Head(0, False, article.turn(columns, grid).rows, 0)
        found, room = Best(), Room(columns, most, prices)
        pictured = tuple(ways_to_carry(article, columns, grid, most))
        few = few_ways(pictured)
        for footed in ways_to_stand(article, columns, grid):
            for each in left:
                text = TurnText(gone, each.rows, each.stop, last=True)
                bare = (
                    replace(hung, cost=hung.cost + not_carried(article))
                    for hung in relief_of(article).ways(columns, text)
                    if may_carry_none(article)
                )
                for hung in (*bare, *(few if each.cut > whole else pictured)):
                    fit(each, hung, footed, room, found)
        settings.extend(_under(head, columns, found.all, most))
    name = turned_id(article.story.slug)
    return shapes_from(name, f"{article.key} from {gone}", TURNED_RANK, by_shape(settings))


def _relieved(
    article: Article, columns: int, gone: int | None, stop: int, rows: int
) -> Iterable[Hung]:
    """The ways in which a turn of so many rows of text, after those that are gone, is more than
    text: one without any where it is not known what text that is."""
    if gone is None:
        return (NOTHING,)
    return relief_of(article).ways(columns, TurnText(gone, rows, stop))


def _headed(
    article: Article,
    columns: int,
    below: list[Fitting],
    grid: Grid,
    most: int,
    jumps: bool = False,
) -> Iterator[Setting]:
    """Each head a story may have at a width, over each way its text fits."""
    extra = _width_cost(article, columns) + (_jump_cost(article) if jumps else 0)
    for head in _heads(article, columns, grid):
        yield from _under(replace(head, cost=head.cost + extra), columns, below, most, jumps)


def _under(
    head: _Head, columns: int, below: Iterable[Fitting], most: int, jumps: bool = False
) -> Iterator[Setting]:
    for one in below:
        rows = AIR + head.rows + one.rows
        if rows <= most:
            yield Setting(
                columns,
                rows,
                head.cost + one.cost,
                head.size,
                head.deck,
                head.rows,
                one.hung,
                one.footed,
                one.lines,
                one.cut,
                one.body,
                jumps,
            )


def _jump_cost(article: Article) -> int:
    """What it costs that a story jumps."""
    prices = article.by.theme.prices.jumps
    return of_jump(prices, article.story.rank, article.bodies[0].rows)


def _width_cost(article: Article, columns: int) -> int:
    """What it costs that a story is narrower or wider than its rank and length ask for."""
    prices = article.by.theme.prices.stories
    narrowest, widest = _widths(article)
    narrower = by_rank(prices.narrower, article.story.rank) * max(0, narrowest - columns)
    return narrower + article.wider * max(0, columns - widest)


def _widths(article: Article) -> tuple[int, int]:
    """The fewest and the most columns that suit a story's rank and length."""
    if article.widths:
        return article.widths
    narrowest, widest = next(w for length, *w in _WIDTHS if article.bodies[0].rows < length)
    narrowest = max(narrowest, _NARROWEST.get(article.story.rank, 1))
    return narrowest, max(widest, narrowest)


def _largest(article: Article, columns: int) -> int:
    """The largest headline that a story may have at a width."""
    largest = article.by.theme.largest(article.story.rank)
    return min(largest, _HEADLINE_OF_WIDTH.get(columns, largest))


def _lines_decided(article: Article) -> tuple[int, ...] | None:
    """How many lines a headline may have by decision: none where what is to stand in them is not
    its words, or as many as something else. None where nothing is decided."""
    form = article.form
    if form.breaks is None:
        return None if form.headline_lines is None else (form.headline_lines,)
    count = len(form.breaks)
    return (count,) if article.broken and form.headline_lines in (None, count) else ()


def _heads(article: Article, columns: int, grid: Grid) -> list[_Head]:
    """The heads it may have at a width: the largest headline, and some smaller ones, with and
    without deck."""
    found: dict[tuple[int, bool], _Head] = {}
    steps = 0
    rank = article.story.rank
    prices = article.by.theme.prices.heads
    most, smaller = _SIZES.get(rank, 3), by_rank(prices.smaller, rank)
    bare_cost = by_rank(prices.no_deck, rank)
    largest = _largest(article, columns)
    lines = _lines_decided(article)
    for size in (size for size in headline_sizes(article.by) if size <= largest):
        head = article.head(columns, grid, HeadLevers(size))
        real = head.size
        if (real, True) in found:
            continue
        if steps == most or (not real and found):
            break
        if lines is not None and len(head.headline) not in lines:
            continue
        found[real, True] = _Head(real, True, head.rows, steps * smaller)
        if article.story.deck:
            bare = article.head(columns, grid, HeadLevers(size, deck=False))
            found[real, False] = _Head(real, False, bare.rows, steps * smaller + bare_cost)
        steps += 1
    return list(found.values())
