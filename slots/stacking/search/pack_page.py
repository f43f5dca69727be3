"""Branch and bound for the packing of one page: the exact search for the best stack of its ads.

Columns count from the page's outside edge, rows from its foot up, so that left and right pages
are alike:

    row 9  │                   │      a rests on the foot, b on the foot, c on a and b: their tops
        6  ├───────────┐       │      are level within `misfit` rows (the white · is air). What is
        5  │     c     │       │      free above is one slope: the heights of the columns fall from
        3  ├─────┬·····┤       │      one side to the other, here 6 6 6 6 3 3 0. No well:
        2  │     │  b  ├───┐   │
        0  │  a  │     │ d │   │          ┌──┐  free ┌──┐
           └─────┴─────┴───┴───┘          │  │ ─────>│  │   is no stack
        outside              inside       └──┴───────┴──┘

A column is covered (free rows at most `misfit`) or has at least `least_free` rows free. A page with
an ad whose cells are locked may have any slope: a person has decided.

Every stack can be built by taking its ads in the order of (row of the foot, column), because what
an ad rests on has its foot lower. So the search adds ads in that order alone: each stack is met
once, and columns below the last foot are as they will be. It goes depth first, tries first what
keeps the wishes, and turns back where the upper bound is no better than the best stack found, or
where a column that nothing can cover any more breaks the shape.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import gcd
from typing import NamedTuple

from slots.book.booking import Position
from slots.prices_of_taste import AdPrices
from slots.stacking.task.stack_top import Ground, least_loss, top_loss

Zone = tuple[int, int, int, int]
"""Cells: first column, column after the last, first row, row after the last (from the foot)."""

Spot = tuple[int, int]
"""The column and the row of an ad's foot."""


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """An ad to be piled. `column` and `foot` (row) are -1 where they are free; a `hung` one need
    not rest on anything. `stay` is the spot where it was before, (-1, -1) where there is none."""

    columns: int
    rows: int
    column: int = -1
    foot: int = -1
    hung: bool = False
    position: Position = Position.ANY
    stay: Spot = (-1, -1)
    coupon: bool = False

    def ceiling(self, prices: AdPrices) -> int:
        """The points it brings at most."""
        wishes = self.position not in (Position.ANY, Position.FRONT_STRIP, Position.BACK_PAGE)
        return wishes * prices.position + (self.stay != (-1, -1)) * prices.stay_place

    def points(self, at: Spot, ground: Ground) -> int:
        """What its spot is worth. A wish for the top is taken as met until it is covered."""
        met = {
            Position.OUTSIDE: at[0] == 0,
            Position.INSIDE: at[0] + self.columns == ground.columns,
            Position.FOOT: at[1] == 0,
            Position.TOP: True,
        }.get(self.position, False)
        prices = ground.prices
        return met * prices.position + (self.stay == at) * prices.stay_place

    def zone(self, at: Spot) -> Zone:
        """Its cells at a spot."""
        return at[0], at[0] + self.columns, at[1], at[1] + self.rows


@dataclass(frozen=True, slots=True)
class Pile:
    """Spots of the pieces, in their order; None where there is no stack, or none was found.

    `exact`: the pile is the best there is, or it is proven that there is none. `steps` were taken.
    """

    spots: tuple[Spot, ...] | None
    points: int
    exact: bool
    steps: int = 0


@dataclass(frozen=True, slots=True)
class Around:
    """What a page's coupons must keep off: the `zones` of those on its back, and sets of coupon
    spots that were `tried` already."""

    zones: tuple[Zone, ...] = ()
    tried: frozenset[tuple[Zone, ...]] = frozenset()


NOTHING = Around()

_NEVER = 1 << 60


class _State(NamedTuple):
    """A node of the search, a pile under construction: heights, which wish for the top each column
    shows, what is left of each kind (in all: its cells, and the points possible), the last spot,
    points so far."""

    heights: tuple[int, ...]
    shown: tuple[int, ...]
    left: tuple[int, ...]
    cells: int
    possible: int
    last: tuple[int, int]
    points: int


def is_free_form(ground: Ground, pieces: Sequence[Piece]) -> bool:
    """Whether a pile of these pieces may have any top: one may hang, or shape does not matter."""
    return ground.loose or any(piece.hung for piece in pieces)


def heights_of(ground: Ground, pieces: Sequence[Piece], spots: Sequence[Spot]) -> tuple[int, ...]:
    """The height of each column of a pile."""
    heights = [0] * ground.columns
    for piece, (column, foot) in zip(pieces, spots, strict=True):
        for at in range(column, column + piece.columns):
            heights[at] = max(heights[at], foot + piece.rows)
    return tuple(heights)


def in_order(
    pieces: Sequence[Piece], placed: Iterable[Piece], spots: Iterable[Spot]
) -> tuple[Spot, ...]:
    """The spot of every piece, where the same were `placed` in another order, each on its spot."""
    of: dict[Piece, list[Spot]] = {piece: [] for piece in pieces}
    for piece, spot in zip(placed, spots, strict=True):
        of[piece].append(spot)
    return tuple(of[piece].pop(0) for piece in pieces)


def pile_up(
    ground: Ground, pieces: Sequence[Piece], around: Around, nodes: int, first: bool = False
) -> Pile:
    """The best pile of these pieces that `nodes` steps find; with `first`, any one, which ends the
    search."""
    if _overfull(ground, pieces):
        return Pile(None, 0, True)
    search = _BranchAndBound(ground, pieces, around, nodes)
    return search.run(pieces, first)


def level_up(
    ground: Ground, pieces: Sequence[Piece], around: Around, nodes: int, known: Pile
) -> Pile:
    """The best pile on a ground that `levels`; at least as good as `known`, the best one on the
    same ground without levelling, which must have spots."""
    search = _BranchAndBound(ground, pieces, around, nodes)
    search.start_from(pieces, known)
    return search.run(pieces)


def _overfull(ground: Ground, pieces: Sequence[Piece]) -> bool:
    """Whether the pieces have too many cells, or would if those that leave no room beside or above
    them counted as taking all of it."""
    cells, wide, deep = ground.columns * ground.depth, ground.columns, ground.depth
    return any(
        sum(p.rows * stretched(p.columns, wide, least) for p in pieces) > cells
        for least in range(1, wide // 2 + 1)
    ) or any(
        sum(p.columns * stretched(p.rows, deep, least) for p in pieces) > cells
        for least in sorted({p.rows for p in pieces if p.rows * 2 <= deep})
    )


def stretched(size: int, whole: int, least: int) -> int:
    """A dual feasible function (Fekete and Schepers 2001): sizes that leave less than `least` count
    as the whole, those below it as nothing. Sums that fit still fit."""
    if size > whole - least:
        return whole
    return size if size >= least else 0


class _BranchAndBound:
    """Depth-first branch and bound; made for one page. Pieces alike are one kind: their order does
    not matter."""

    def __init__(self, ground: Ground, pieces: Sequence[Piece], around: Around, nodes: int) -> None:
        self._ground = ground
        count = Counter(pieces)
        self._kinds = sorted(count, key=lambda p: (-p.rows, -p.columns, p))
        self._left = tuple(count[kind] for kind in self._kinds)
        self._ceilings = [kind.ceiling(ground.prices) for kind in self._kinds]
        self._areas = [kind.columns * kind.rows for kind in self._kinds]
        self._free_form = is_free_form(ground, pieces)
        self._around = around
        self._nodes = self._all = nodes
        self._seen: dict[tuple[object, ...], int] = {}
        self._best: tuple[tuple[int, Spot], ...] | None = None
        self._points = 0
        unit = 0 if self._free_form else gcd(*(p.rows for p in pieces))
        cells = sum(p.columns * p.rows for p in pieces)
        self._unmet = least_loss(ground, cells, unit)
        self._bound = sum(p.ceiling(ground.prices) for p in pieces) - self._unmet
        self._path: list[tuple[int, Spot]] = []

    def start_from(self, pieces: Sequence[Piece], known: Pile) -> None:
        """Starts from a known pile: it is the one to beat. Where it is exact it bounds all others,
        as steps of the top only take points off."""
        assert known.spots is not None
        placed = zip(pieces, known.spots, strict=True)
        self._best = tuple((self._kinds.index(piece), spot) for piece, spot in placed)
        heights = heights_of(self._ground, pieces, known.spots)
        high = self._ground.depth + 1
        plain = replace(self._ground, levels=False)
        before = top_loss(plain, heights, high, self._free_form)
        shape = top_loss(self._ground, heights, high, self._free_form)
        assert before is not None
        assert shape is not None
        self._points = known.points + before - shape
        if known.exact:
            self._bound = min(self._bound, known.points - self._unmet)

    def run(self, pieces: Sequence[Piece], first: bool = False) -> Pile:
        """Searches, and gives every piece its spot."""
        if first:
            self._bound = -_NEVER
        wide = self._ground.columns
        cells = sum(p.columns * p.rows for p in pieces)
        possible = sum(p.ceiling(self._ground.prices) for p in pieces)
        start = _State((0,) * wide, (-1,) * wide, self._left, cells, possible, (-1, -1), 0)
        if not self._enough:
            self._grow(start)
        if self._best is None:
            return Pile(None, 0, self._nodes > 0, self._all - self._nodes)
        placed = (self._kinds[number] for number, _ in self._best)
        spotted = in_order(pieces, placed, (spot for _, spot in self._best))
        done = not first and (self._nodes > 0 or self._enough)
        return Pile(spotted, self._points, done, self._all - self._nodes)

    @property
    def _enough(self) -> bool:
        """Whether the best pile has reached the upper bound."""
        return self._best is not None and self._points >= self._bound

    def _grow(self, state: _State) -> None:
        self._nodes -= 1
        if not any(state.left):
            self._finish(state)
            return
        for number, spot, points in self._choices(state):
            if self._nodes <= 0 or self._enough:
                return
            after = self._place(state, number, spot, points)
            self._path.append((number, spot))
            if self._can_improve(after):
                self._grow(after)
            self._path.pop()

    def _choices(self, state: _State) -> list[tuple[int, Spot, int]]:
        """What can be placed next: first what stays where it was, then from the foot up and from
        the outside in, and there what loses fewest points."""
        found = []
        for number, kind in enumerate(self._kinds):
            if state.left[number]:
                for spot in self._spots(kind, state):
                    points = kind.points(spot, self._ground)
                    stays = spot == kind.stay
                    lost = self._ceilings[number] - points
                    key = (not stays, spot[1], spot[0], lost, number)
                    found.append((key, (number, spot, points)))
        found.sort()
        return [choice for _, choice in found]

    def _spots(self, kind: Piece, state: _State) -> Iterator[Spot]:
        wide, heights = kind.columns, state.heights
        columns = range(self._ground.columns - wide + 1) if kind.column < 0 else (kind.column,)
        for column in columns:
            under = heights[column : column + wide]
            foot = max(under)
            if kind.hung:
                if kind.foot < foot:
                    continue
                foot = kind.foot
            elif kind.foot not in (-1, foot) or foot - min(under) > self._ground.misfit:
                continue
            if (foot, column) > state.last and foot + kind.rows <= self._ground.depth:
                spot = (column, foot)
                if not kind.coupon or self._clear(kind.zone(spot)):
                    yield spot

    def _clear(self, zone: Zone) -> bool:
        return not any(_overlap(zone, other) for other in self._around.zones)

    def _place(self, state: _State, number: int, spot: Spot, points: int) -> _State:
        kind = self._kinds[number]
        first, after, foot, top = kind.zone(spot)
        heights = state.heights[:first] + (top,) * kind.columns + state.heights[after:]
        covered = {serial for serial in state.shown[first:after] if serial >= 0}
        kept = tuple(-1 if serial in covered else serial for serial in state.shown)
        serial = len(self._path) if kind.position is Position.TOP else -1
        shown = kept[:first] + (serial,) * kind.columns + kept[after:]
        left = (*state.left[:number], state.left[number] - 1, *state.left[number + 1 :])
        total = state.points + points - len(covered) * self._ground.prices.position
        cells, possible = state.cells - self._areas[number], state.possible - self._ceilings[number]
        return _State(heights, shown, left, cells, possible, (foot, first), total)

    def _can_improve(self, state: _State) -> bool:
        """Whether a stack better than the best can come of this: by its upper bound, by the cells
        left, by its shape, and unless an equal node was there with as many points (dominance)."""
        if self._best is not None and state.points + state.possible <= self._points:
            return False
        low, depth = state.last[0], self._ground.depth
        # Cells are counted above the last foot: nothing to come stands lower, or on a closed
        # column.
        open_from = -1 if self._free_form else low - self._ground.misfit
        if state.cells > sum(depth - max(h, low) for h in state.heights if h >= open_from):
            return False
        shape = self._shape(state)
        if shape is None:
            return False
        if self._best is not None and state.points - shape + state.possible <= self._points:
            return False
        coupons = self._coupons() if self._around.tried else ()
        key = (state.heights, state.shown, state.left, state.last, coupons)
        if self._seen.get(key, -_NEVER) >= state.points:
            return False
        self._seen[key] = state.points
        return True

    def _shape(self, state: _State) -> int | None:
        """Points that its top costs at least; None where it can have none that is allowed.

        A column so low that no ad to come can cover it is as high as it will ever be.
        """
        ground = self._ground
        low = state.last[0] - ground.misfit
        if not any(state.left):
            low = ground.depth + 1
        elif self._free_form:
            low = -1
        return top_loss(ground, state.heights, low, self._free_form)

    def _finish(self, state: _State) -> None:
        shape = self._shape(state)
        assert shape is not None
        points = state.points - shape
        if self._best is not None and points <= self._points:
            return
        if self._around.tried and self._coupons() in self._around.tried:
            return
        self._best, self._points = tuple(self._path), points

    def _coupons(self) -> tuple[Zone, ...]:
        pieces = [self._kinds[number] for number, _ in self._path]
        return coupon_zones(pieces, [spot for _, spot in self._path])


def _overlap(one: Zone, other: Zone) -> bool:
    """Whether two zones share a cell."""
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def coupon_zones(pieces: Sequence[Piece], spots: Sequence[Spot]) -> tuple[Zone, ...]:
    """The cells of all coupons."""
    placed = zip(pieces, spots, strict=True)
    return tuple(sorted(piece.zone(spot) for piece, spot in placed if piece.coupon))


def keeps_off(zones: Sequence[Zone], pieces: Sequence[Piece], spots: Sequence[Spot] | None) -> bool:
    """Whether the coupons of a pile, if there is one, have no cell of these zones."""
    if spots is None:
        return False
    own = coupon_zones(pieces, spots)
    return not any(_overlap(one, other) for one in own for other in zones)
