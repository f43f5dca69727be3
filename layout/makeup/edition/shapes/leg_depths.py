"""Column balancing: every depth at which a story's text fills its legs to the last line.

Nothing of it depends on the head, so that it is worked out once for all heads.
"""

from __future__ import annotations

from bisect import insort_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from layout.makeup.edition.shapes.article import Article, CutGalley
from layout.makeup.edition.shapes.setting import MAY_STAY_SHORT
from layout.makeup.edition.shapes.which_pictures_hang import (
    LEAST_BESIDE,
    NONE,
    NOTHING,
    Footed,
    Hung,
    few_ways,
    leg_depths,
    quote_column,
)
from layout.makeup.type.furniture import JUMP_ROWS
from layout.makeup.type.pour import Pourer
from layout.story.kinds import STORY
from slots.frozen import light
from slots.prices_of_taste import LegPrices

LEAST_LEG = 5  # rows of text in a leg
LEAST_PART = 24  # rows of a story on each side of a jump
BRIEF = 30
"""Rows of text up to which a story is a brief."""

_KEPT = 3
"""Ways that are kept for each depth: the cheapest, and others in case its legs do not end level
when they are poured."""

_TALL = 5
"""Rows: something taller that cannot be broken may leave a leg short, so that text is poured to see
whether it fits, as are notices, all of which is in steps of several rows; for all else counting
rows is enough, and far quicker."""


@light
class Fitting:
    """Text in legs, `rows` deep below the head. `lines` says by how many lines the text must be set
    longer (shorter where negative), `cut` how many blocks are gone from its end, `body` how many
    rows of text the legs hold."""

    rows: int
    cost: int
    hung: Hung
    footed: Footed = NONE
    lines: int = 0
    cut: int = 0
    body: int = 0


def fittings(
    article: Article,
    columns: int,
    hanging: Iterable[Hung],
    ways: Sequence[Footed],
    most: int,
) -> list[Fitting]:
    """The best ways to fit a whole story at a width, some for each depth up to `most`."""
    hanging = tuple(hanging)
    whole, few = article.bodies[0], few_ways(hanging)
    prices = article.by.theme.prices.legs
    room = Room(columns, most, _of_briefs(prices) if _is_brief(article) else prices)
    counted = whole.tallest <= _TALL and not any(block.solid for block in whole.galley.blocks)
    found = Best(_KEPT if counted else 2 * _KEPT)
    for body in article.bodies:
        for hung in few if body.cut > whole.cut else hanging:
            if not _quotes_what_is_cut(article, body, hung):
                for footed in ways:
                    fit(body, hung, footed, room, found)
    if counted:
        return found.all
    pouring, pours = _Pouring(article), Best()
    for fitting in found.all:
        if fitting.cut > whole.cut or pouring.fills(fitting, columns):
            pours.add(fitting)
    return pours.all


def _is_brief(article: Article) -> bool:
    """Whether its legs may be shorter than others: it is short, or briefs, letters or notices."""
    return article.bodies[0].rows <= BRIEF or article.story.kind not in ("", STORY)


def _of_briefs(prices: LegPrices) -> LegPrices:
    """What their legs cost."""
    return replace(prices, stub=prices.brief_stub, stub_below=prices.brief_stub_below)


def _quotes_what_is_cut(article: Article, body: CutGalley, hung: Hung) -> bool:
    """Whether a pull quote would repeat words that are not in a body of this length."""
    quote = article.quote
    return bool(hung.quote and quote and not quote.own and quote.index >= body.stop)


class _Pouring:
    """Tells whether a text really fills its legs: something tall in it may leave a leg short."""

    def __init__(self, article: Article) -> None:
        self._pourer = Pourer(article.bodies[0].galley, article.variants)
        self._known: dict[tuple[int, ...], bool] = {}

    def fills(self, fitting: Fitting, columns: int) -> bool:
        """Whether it does so in a fitting: quickly where that can be seen, else by all means."""
        depths = leg_depths(columns, fitting.rows, fitting.hung, fitting.footed)
        legs = tuple(depth for depth in depths if depth > 0)
        if legs not in self._known:
            filled = self._filled(legs, full=False) or self._filled(legs, full=True)
            self._known[legs] = filled
        return self._known[legs]

    def _filled(self, legs: tuple[int, ...], full: bool) -> bool:
        poured = self._pourer.into(legs, full=full)
        return not poured.overset and max(poured.white(legs)) <= MAY_STAY_SHORT


@dataclass(frozen=True, slots=True)
class Room:
    """Where text is to fit: in so many columns, at most so many rows deep; and what legs cost."""

    columns: int
    most: int
    prices: LegPrices


class Best:
    """The cheapest fittings of each depth, `count` of them: of those that are as good as each other
    the ones that were found first. Of hundreds for a depth most cost more than what is there."""

    def __init__(self, count: int = _KEPT) -> None:
        self._count = count
        self._found: dict[int, list[Fitting]] = {}

    def takes(self, rows: int, cost: int) -> bool:
        """Whether a fitting of that cost may be one of them."""
        kept: Sequence[Fitting] = self._found.get(rows, ())
        return len(kept) < self._count or cost <= kept[-1].cost

    def add(self, fitting: Fitting) -> None:
        """One more is found."""
        kept = self._found.setdefault(fitting.rows, [])
        insort_right(kept, fitting, key=_order)
        del kept[self._count :]

    @property
    def all(self) -> list[Fitting]:
        """All of them, by their depths."""
        return [fitting for _, kept in sorted(self._found.items()) for fitting in kept]


def fit(body: CutGalley, hung: Hung, footed: Footed, room: Room, best: Best) -> None:
    """Find the depths that a body of some length fills, some paragraphs a line longer or
    shorter."""
    beside, columns, prices = hung.cells + footed.cells, room.columns, room.prices
    least, natural, deepest = body.rows - body.shorter, body.rows, body.rows + body.longer
    first = -(-(least + beside) // columns)
    last = min((deepest + beside + columns - 1) // columns, room.most)
    # a brief of three lines is a leg in one column
    shortest = LEAST_LEG if columns > 1 or hung.cells else min(LEAST_LEG, max(1, least))
    legs: _Legs | None = None
    line, short, base = prices.line, prices.short, hung.cost + body.cost
    for rows in range(first, last + 1):
        room_for_text = columns * rows - beside
        lines = room_for_text - natural
        cost = base + line * abs(lines) + short * max(0, room_for_text - deepest)
        if best.takes(rows, cost):
            if legs is None:  # of many bodies no depth is cheap enough
                bounds = _Bounds(body.unbroken, shortest, prices)
                legs = _Legs(columns, hung, footed, bounds)
            more = legs.cost(rows)
            if more is not None and best.takes(rows, cost + more):
                best.add(Fitting(rows, cost + more, hung, footed, lines, body.cut, room_for_text))


def opening_fittings(
    article: Article, columns: int, hanging: Iterable[Hung], most: int
) -> list[Fitting]:
    """The best ways to fit the first part of a story that jumps, some for each depth."""
    found = Best()
    for fitting in _openings(article, columns, hanging, most):
        found.add(fitting)
    return found.all


def middle_fittings(
    article: Article, columns: int, most: int, relieved: Callable[[int], Iterable[Hung]]
) -> list[Fitting]:
    """The ways to fit a part of a story that neither begins nor ends it: any depth that leaves
    enough for both other parts, and whatever a part of so many rows of text is `relieved` by."""
    body = article.bodies[0]
    bounds = _Bounds(body.unbroken, LEAST_LEG, article.by.theme.prices.legs)
    first = max(LEAST_LEG, -(-(LEAST_PART + JUMP_ROWS) // columns))
    last = min(most, (body.rows - 2 * LEAST_PART + JUMP_ROWS) // columns)
    bare = _Legs(columns, NOTHING, NONE, bounds)
    found: list[Fitting] = []
    for rows in range(first, last + 1):
        for hung in relieved(columns * rows - JUMP_ROWS):
            text = columns * rows - JUMP_ROWS - hung.cells
            legs = _Legs(columns, hung, NONE, bounds) if hung.insets else bare
            cost = legs.cost(rows)
            if cost is not None and text >= LEAST_PART:
                found.append(Fitting(rows, cost + hung.cost, hung, body=text))
    return found


def _openings(
    article: Article, columns: int, hanging: Iterable[Hung], most: int
) -> Iterator[Fitting]:
    body = article.bodies[0]
    bounds = _Bounds(body.unbroken, LEAST_LEG, article.by.theme.prices.legs)
    for hung in hanging:
        taken = hung.cells + JUMP_ROWS
        first = max(LEAST_LEG, -(-(LEAST_PART + taken) // columns))
        last = min(most, (body.rows - LEAST_PART + taken) // columns)
        legs = _Legs(columns, hung, NONE, bounds)
        for rows in range(first, last + 1):
            cost = legs.cost(rows)
            if cost is not None:
                yield Fitting(rows, cost + hung.cost, hung, body=columns * rows - taken)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What legs may be: one is deep enough for the `tallest` thing that cannot be broken, none has
    fewer rows than the `shortest` may have; `prices` say what long and short ones cost."""

    tallest: int
    shortest: int
    prices: LegPrices


class _Legs:
    """The legs that things beside them leave at a width, whatever their depth.

    There is a leg under every picture and quote: none stands on an ad. Beside a box as deep as the
    text there is none. Some column has no quote within its leg: there the tallest thing stands.
    """

    def __init__(self, columns: int, hung: Hung, footed: Footed, bounds: _Bounds) -> None:
        taken = [-depth for depth in leg_depths(columns, 0, hung, footed)]
        self._shortest_leg, self._tallest = bounds.shortest, bounds.tallest
        self._taken, self._boxed = taken, bool(footed.columns)
        prices = bounds.prices
        self._long, self._long_from = prices.long, prices.long_from
        self._stub, self._stub_below = prices.stub, prices.stub_below
        self._under = taken[columns - hung.columns :] if hung.columns else []
        if hung.quote:
            self._under.append(taken[quote_column(columns, hung.columns)])
        self._parted = tuple((inset, taken[inset.column]) for inset in hung.insets)
        within = {inset.column for inset in hung.insets}
        unbroken = [rows for column, rows in enumerate(taken) if column not in within]
        self._least, self._most = min(unbroken), max(taken)

    def cost(self, rows: int) -> int | None:
        """What the legs of a story cost that is so deep below its head; None where it has none
        such."""
        shortest = self._shortest(rows) if self._boxed else rows - self._most
        deepest = rows - self._least
        if shortest < self._shortest_leg or deepest < self._tallest:
            return None
        if any(min(inset.parted(rows - taken)) < LEAST_BESIDE for inset, taken in self._parted):
            return None
        long = self._long * max(0, deepest - self._long_from)
        return long + self._stub * max(0, self._stub_below - shortest)

    def _shortest(self, rows: int) -> int:
        """The rows of the shortest leg; none where there has to be one and is none. Where all of
        a story stands at its foot there is none to be short."""
        depths = [rows - taken for taken in self._taken if taken != rows]
        hanging = [rows - taken for taken in self._under]
        return min([*depths, *hanging], default=self._shortest_leg)


def _order(fitting: Fitting) -> tuple[int, int, tuple[int, ...], int]:
    return fitting.cost, fitting.lines, fitting.hung.rows, fitting.hung.columns
