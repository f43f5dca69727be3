"""Filling the hole of a page exactly: the cheapest way to cut it into one rectangle a story.

A page is cut as compositors cut it, from edge to edge, again and again:

┌───────────────┐     ┌───────────────┐     ┌───────────────┐
│               │     │       A       │     │       A       │
│   A, B, C, D  │  →  ├───────────────┤  →  ├───────┬───┬───┤  a filler (F) may stand at the foot
│          ┌────┤     │   B, C, D┌────┤     │   B   │ C │ D │  of any part, on the ads or where
│          │ads │     │          │ads │     │       │   ├───┤  the page ends
└──────────┴────┘     └──────────┴────┘     └───────┴───┤ads┘

Exact by dynamic programming over sets of stories (bit masks). For a rectangle w columns wide,
`within[S, w]` is the least cost of filling it with the stories S for every number of rows; for
columns a to b of the hole, `below[S, a, b]` is the least cost of all that is left of it below
row t, for every t. A cut across puts the set with the better rank on top, so that the page's best
story touches its head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from layout.makeup.edition.hole import AIR, Hole
from layout.makeup.edition.setting import NEVER, Shapes

LEAST_FILLER = 8 + AIR  # rows: less is no ad
FILLER_COST, FILLER_ROW = 60, 2  # for each filler, and for each of its cells
BENEATH = 45  # a story of better rank under one of worse


@dataclass(frozen=True, slots=True)
class Tile:
    """A rectangle of a page: columns and rows of the grid, air included, and whose it is (the index
    of the story; -1 a filler)."""

    owner: int
    column: int
    row: int
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Tiling:
    """The tiles of a page, and what they cost; NEVER where the page cannot be filled."""

    tiles: tuple[Tile, ...]
    cost: int

    @property
    def found(self) -> bool:
        """Whether there is one."""
        return self.cost < NEVER


def tile(hole: Hole, shapes: Sequence[Shapes]) -> Tiling:
    """The cheapest tiling of a hole with one rectangle for each story, and fillers where needed."""
    if not any(hole.floors):
        return Tiling((), 0 if not shapes else NEVER)
    return _Page(hole, shapes).tiling()


class _Page:
    """The tables of one page."""

    def __init__(self, hole: Hole, shapes: Sequence[Shapes]) -> None:
        self.hole, self.count = hole, len(shapes)
        self.deepest = max(hole.floors)
        self.width = hole.columns
        self.all = (1 << self.count) - 1
        self.rank = _best_ranks([one.rank for one in shapes])
        self.splits = _splits(self.all)
        self.filler = _filler(self.deepest)
        sets = self.all + 1
        self.within = np.full((sets, self.width + 1, self.deepest + 1), NEVER, dtype=np.int32)
        self.below = np.full(
            (sets, self.width, self.width + 1, self.deepest + 1), NEVER, dtype=np.int32
        )
        for number, one in enumerate(shapes):
            for columns in range(1, self.width + 1):
                self.within[1 << number, columns] = one.costs(columns, self.deepest)

    def tiling(self) -> Tiling:
        """Fill the tables, then read the cheapest tiling out of them."""
        for level in self.splits[1:]:
            self._fill_within(level)
        self._fill_empty()
        for level in range(1, self.count + 1):
            self._fill_below(level)
        cost = int(self.below[self.all, 0, self.width, 0])
        if cost >= NEVER:
            return Tiling((), NEVER)
        tiles = sorted(self._tiles(self.all, 0, self.width, 0), key=lambda t: (t.row, t.column))
        return Tiling(tuple(tiles), cost)

    # within: a rectangle, stories alone ---------------------------------------------------------

    def _fill_within(self, level: Sequence[tuple[int, int, int]]) -> None:
        """All sets of so many stories: cut across, or downwards, into two smaller sets."""
        whole = np.array([s for s, _, _ in level])
        one = np.array([a for _, a, _ in level])
        other = np.array([b for _, _, b in level])
        for columns in range(1, self.width + 1):
            found = _after(self.within[one, columns], self.within[other, columns])
            for left in range(1, columns):
                beside = self.within[one, left] + self.within[other, columns - left]
                np.minimum(found, beside, out=found)
            np.minimum.at(self.within, (whole, columns), found)

    # below: what is left of some columns of the hole --------------------------------------------

    def _fill_empty(self) -> None:
        """No story left: the hole ends here, or a filler goes down to its foot."""
        for first, stop in self._spans():
            table = self.below[0, first, stop]
            floors = self.hole.floors[first:stop]
            if len(set(floors)) == 1:
                foot = floors[0]
                table[: foot + 1] = self.filler[stop - first][foot::-1]
                table[foot] = 0
            for middle in range(first + 1, stop):
                both = self.below[0, first, middle] + self.below[0, middle, stop]
                np.minimum(table, both, out=table)

    def _fill_below(self, level: int) -> None:
        """All sets of so many stories, the narrowest spans first."""
        sets = [s for s in range(1, self.all + 1) if s.bit_count() == level]
        across = [(s, top, s ^ top) for s in sets for top in _parts(s)]
        whole, top, rest = (np.array(column) for column in zip(*across, strict=True))
        penalty = np.array([self._penalty(t, r) for _, t, r in across], dtype=np.int32)[:, None]
        down = [(s, left, s ^ left) for s in sets for left in (0, *_parts(s))]
        owner, west, east = (np.array(column) for column in zip(*down, strict=True))
        for first, stop in self._spans():
            under = self.below[rest, first, stop]
            found = _above(self.within[top, stop - first], under) + penalty
            np.minimum.at(self.below, (whole, first, stop), found)
            for middle in range(first + 1, stop):
                both = self.below[west, first, middle] + self.below[east, middle, stop]
                np.minimum.at(self.below, (owner, first, stop), both)

    def _spans(self) -> Iterator[tuple[int, int]]:
        """Runs of neighbouring columns, the narrowest first."""
        for columns in range(1, self.width + 1):
            for first in range(self.width - columns + 1):
                yield first, first + columns

    def _penalty(self, top: int, rest: int) -> int:
        return BENEATH if rest and self.rank[rest] < self.rank[top] else 0

    # reading the tiling out of the tables -------------------------------------------------------

    def _tiles(self, stories: int, first: int, stop: int, row: int) -> Iterator[Tile]:
        """The tiles of what is left of columns first to stop below a row."""
        cost, columns = int(self.below[stories, first, stop, row]), stop - first
        floors = self.hole.floors[first:stop]
        if not stories and len(set(floors)) == 1:
            if floors[0] == row:
                return
            if self.filler[columns][floors[0] - row] == cost:
                yield self._tile(-1, first, row, columns, floors[0] - row)
                return
        for top in _parts(stories):
            rest = stories ^ top
            for rows in range(1, min(floors) - row + 1):
                above = int(self.within[top, columns, rows]) + self._penalty(top, rest)
                if above + int(self.below[rest, first, stop, row + rows]) == cost:
                    yield from self._cut(top, first, row, columns, rows)
                    yield from self._tiles(rest, first, stop, row + rows)
                    return
        for middle in range(first + 1, stop):
            for left in (0, *_parts(stories)):
                both = self.below[left, first, middle, row]
                if int(both + self.below[stories ^ left, middle, stop, row]) == cost:
                    yield from self._tiles(left, first, middle, row)
                    yield from self._tiles(stories ^ left, middle, stop, row)
                    return
        raise AssertionError("a cost that no cut explains")

    def _cut(self, stories: int, column: int, row: int, columns: int, rows: int) -> Iterator[Tile]:
        """The tiles of a rectangle that holds stories alone."""
        if stories.bit_count() == 1:
            yield self._tile(stories.bit_length() - 1, column, row, columns, rows)
            return
        cost = int(self.within[stories, columns, rows])
        for one in _parts(stories):
            other = stories ^ one
            if not other:
                continue
            for left in range(1, columns):
                beside = self.within[one, left, rows] + self.within[other, columns - left, rows]
                if int(beside) == cost:
                    yield from self._cut(one, column, row, left, rows)
                    yield from self._cut(other, column + left, row, columns - left, rows)
                    return
            if self.rank[other] < self.rank[one]:
                continue  # the other one is the upper one
            for depth in range(1, rows):
                upper = self.within[one, columns, depth]
                if int(upper + self.within[other, columns, rows - depth]) == cost:
                    yield from self._cut(one, column, row, columns, depth)
                    yield from self._cut(other, column, row + depth, columns, rows - depth)
                    return
        raise AssertionError("a cost that no cut explains")

    def _tile(self, owner: int, column: int, row: int, columns: int, rows: int) -> Tile:
        return Tile(owner, column, self.hole.top + row, columns, rows)


def _filler(deepest: int) -> np.ndarray:
    """The cost of a filler by columns (up to 24) and rows."""
    rows = np.arange(deepest + 1, dtype=np.int32)
    costs = np.stack([FILLER_COST + FILLER_ROW * columns * rows for columns in range(25)])
    costs[:, :LEAST_FILLER] = NEVER
    return np.minimum(costs, NEVER).astype(np.int32)


def _after(upper: np.ndarray, lower: np.ndarray) -> np.ndarray:
    """The least cost of two things one after the other, for each sum of their rows."""
    found = np.full_like(upper, NEVER)
    most = upper.shape[1]
    for rows in range(most):
        at = np.nonzero(upper[:, rows] < NEVER)[0]
        if len(at):
            both = upper[at, rows, None] + lower[at, : most - rows]
            found[at, rows:] = np.minimum(found[at, rows:], both)
    return found


def _above(upper: np.ndarray, under: np.ndarray) -> np.ndarray:
    """The least cost from each row on of something, and what follows under it."""
    found = np.full_like(upper, NEVER)
    most = upper.shape[1]
    for rows in range(most):
        at = np.nonzero(upper[:, rows] < NEVER)[0]
        if len(at):
            both = upper[at, rows, None] + under[at, rows:]
            found[at, : most - rows] = np.minimum(found[at, : most - rows], both)
    return found


def _parts(stories: int) -> Iterator[int]:
    """All sets of some of the stories, the whole set among them, the largest first."""
    part = stories
    while part:
        yield part
        part = (part - 1) & stories


def _splits(stories: int) -> list[list[tuple[int, int, int]]]:
    """(set, one part, the other) of all sets by their number of stories less one, each split once.

    Entry 0 is empty: a single story is not split.
    """
    levels: list[list[tuple[int, int, int]]] = [[] for _ in range(max(1, stories.bit_count()))]
    for whole in range(1, stories + 1):
        if whole.bit_count() < 2:
            continue
        lowest = whole & -whole
        level = levels[whole.bit_count() - 1]
        level.extend((whole, part, whole ^ part) for part in _parts(whole) if part & lowest)
        level[:] = [split for split in level if split[2]]
    return levels


def _best_ranks(ranks: Sequence[int]) -> list[int]:
    """The best rank in each set of stories."""
    best = [NEVER] * (1 << len(ranks))
    for stories in range(1, len(best)):
        lowest = (stories & -stories).bit_length() - 1
        best[stories] = min(ranks[lowest], best[stories & (stories - 1)])
    return best
