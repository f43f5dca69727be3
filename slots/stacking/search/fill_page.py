"""Perfect packing: pieces whose cells are exactly those of the page, found by filling its corners.

Where no cell may stay free, every valley of the skyline has to be filled, and its first cell is the
corner of a piece no wider than the valley. The search goes depth first and looks at the valley that
fewest pieces fit (as Knuth's dancing links, 2000, at the cell that fewest can cover). It turns back
where a valley is no sum of widths that are left, or what is free above a piece no sum of depths.
It goes over the page sideways first: a page has few columns and many rows, so few sets of pieces
are as deep as a valley that lies on its side.

Most pages are filled at once so. For the others there is an integer program: of the pieces over
each column the depths come to the page's, and few ways to choose columns keep that; then the rows
follow. Where either comes to its end there is no stack of these pieces: with all cells taken none
can have air.

How soon one of them meets a packing is luck (heavy tails: Gomes, Selman and Kautz 1998), so both
start anew now and then, with the pieces in another order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from slots.solver import Program, Sum, total
from slots.stacking.search.lay_on import weighed
from slots.stacking.search.pack_page import Piece, Pile, Spot, in_order
from slots.stacking.task.stack_top import Ground

_NODES, _MORE_NODES = 1_000, 20_000
"""Nodes of a search of corners: it fills most pages in fewer; more come after short programs."""

_ORDERS = 6
"""Searches, each with the pieces in another order."""

_PROGRAMS = 4
"""Programs with little work, each with the pieces in another order; a last one has what is left."""

_LITTLE = 0.08
"""The share of the work that each of them has."""

_STEPS_A_NODE = 1 / 4
"""Steps of the branch and bound that take as long as a node."""

STEPS_OF_WORK = 30_000
"""Steps of the branch and bound that take as long as a unit of the solver's work."""

_TUNING = "linearization_level:1"
"""Measured on pages of 6 and 8 columns with 16 to 25 ads: finds packings soonest."""


def fills(ground: Ground, pieces: Sequence[Piece]) -> bool:
    """Whether pieces have exactly the cells of the page, and each rests on something."""
    cells = sum(piece.columns * piece.rows for piece in pieces)
    return cells == ground.columns * ground.depth and not any(piece.hung for piece in pieces)


def filled(ground: Ground, pieces: Sequence[Piece], work: float) -> Pile:
    """A pile of pieces that `fills` the page, by corners or else within so much of the solver's
    work; where there is none for certain it is exact."""
    done = 0
    for most, programs in ((_NODES, _PROGRAMS), (_MORE_NODES, 1)):
        found, proven, nodes = _by_corners(ground, pieces, most)
        done += int(nodes * _STEPS_A_NODE)
        if found is None and not proven:
            left = work - done / STEPS_OF_WORK
            little = work * _LITTLE if programs > 1 else left
            found, proven, spent = _by_programs(ground, pieces, programs, little)
            done += int(spent * STEPS_OF_WORK)
        if found is not None or proven or done >= work * STEPS_OF_WORK:
            break
    if found is None:
        return Pile(None, 0, proven, done)
    return replace(weighed(ground, pieces, found), steps=done)


_Answer = tuple[tuple[Spot, ...] | None, bool, float]
"""Spots that were found, whether it is proven that there are none, and what it took: nodes, or the
solver's work."""


def _by_corners(ground: Ground, pieces: Sequence[Piece], most: int) -> _Answer:
    """What filling corners finds, with the pieces in one order and another."""
    lying, turned, nodes = _on_its_side(ground), [*map(_turned, pieces)], 0
    for turn in range(_ORDERS):
        search = _CornerFilling(lying, turned, most, turn)
        found = search.run()
        nodes += search.nodes
        if found is not None:
            return tuple((column, row) for row, column in found), False, nodes
        if search.nodes < most:
            return None, True, nodes
    return None, False, nodes


def _on_its_side(ground: Ground) -> Ground:
    """The ground of a page that lies on its side."""
    return replace(ground, columns=ground.depth, depth=ground.columns)


def _turned(piece: Piece) -> Piece:
    """A piece of a page that lies on its side."""
    return replace(
        piece, columns=piece.rows, rows=piece.columns, column=piece.foot, foot=piece.column
    )


def _by_programs(ground: Ground, pieces: Sequence[Piece], programs: int, work: float) -> _Answer:
    """What so many programs find, each with the pieces in another order and so much work."""
    spent = 0.0
    for turn in range(1, programs + 1):
        order = sorted(range(len(pieces)), key=lambda n: (_order(pieces[n], turn), n))
        found, proven, took = _by_program(ground, [pieces[n] for n in order], work)
        spent += took
        if found is not None:
            spots = dict(zip(order, found, strict=True))
            return tuple(spots[n] for n in range(len(pieces))), False, spent
        if proven:
            return None, True, spent
    return None, False, spent


def _by_program(ground: Ground, pieces: Sequence[Piece], work: float) -> _Answer:
    """What the solver finds with the pieces in this order."""
    program = Program()
    over: list[list[Sum]] = [[] for _ in range(ground.columns)]
    across, down, corners = [], [], []
    for piece in pieces:
        wide, deep = piece.columns, piece.rows
        last = ground.columns - wide
        columns = range(last + 1) if piece.column < 0 else range(piece.column, piece.column + 1)
        chosen = {column: program.choice() for column in columns}
        program.exactly_one(chosen.values())
        x, y = program.whole(0, last), program.whole(0, ground.depth - deep)
        program.equal(x, total(choice * column for column, choice in chosen.items()))
        if piece.foot >= 0:
            program.equal(y, piece.foot)
        right, top = program.whole(wide, ground.columns), program.whole(deep, ground.depth)
        across.append(program.span(x, Sum((), wide), right))
        down.append(program.span(y, Sum((), deep), top))
        corners.append((x, y))
        for column, choice in chosen.items():
            for at in range(column, column + wide):
                over[at].append(choice * deep)
    for depths in over:
        program.equal(total(depths), ground.depth)
    program.apart(across, down)
    answer = program.minimise(Sum(), work, tuning=_TUNING)
    if answer.values is None:
        return None, answer.proven, answer.work
    return tuple((answer(x), answer(y)) for x, y in corners), False, answer.work


def _order(piece: Piece, turn: int) -> tuple[int, ...]:
    """Where a piece comes in a search: large, wide or deep ones first, then in mixed orders."""
    wide, deep = piece.columns, piece.rows
    if turn < 3:
        return ((-wide * deep, -wide), (-wide, -deep), (-deep, -wide))[turn]
    return ((wide * 7919 + deep * 104_729) * (turn + 11) % 101, -deep)


class _CornerFilling:
    """Depth-first search for one page; pieces alike are one kind."""

    def __init__(self, ground: Ground, pieces: Sequence[Piece], most: int, turn: int) -> None:
        self.nodes, self.most = 0, most
        self._ground, self._pieces = ground, pieces
        number = Counter(pieces)
        self._kinds = sorted(number, key=lambda piece: (_order(piece, turn), piece))
        self._left = [number[kind] for kind in self._kinds]
        self._heights = [0] * ground.columns
        self._path: list[tuple[int, Spot]] = []
        self._failed: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
        self._widths = cache(
            lambda left, free: _sums(k.columns for k in self._each(left) if k.rows <= free)
        )
        self._depths = cache(lambda left: _sums(kind.rows for kind in self._each(left)))

    def run(self) -> tuple[Spot, ...] | None:
        """The spot of every piece; None where none was found."""
        if not self._fill():
            return None
        placed = (self._kinds[number] for number, _ in self._path)
        return in_order(self._pieces, placed, (spot for _, spot in self._path))

    def _each(self, left: tuple[int, ...]) -> Iterator[Piece]:
        for kind, times in zip(self._kinds, left, strict=True):
            for _ in range(times):
                yield kind

    def _fill(self) -> bool:
        if min(self._heights) == self._ground.depth:
            return True
        if self.nodes >= self.most:
            return False
        self.nodes += 1
        left = tuple(self._left)
        state = tuple(self._heights), left
        if state in self._failed:
            return False
        for number, column, foot in self._choices(left):
            if self._with(number, column, foot):
                return True
            if self.nodes >= self.most:
                return False
        self._failed.add(state)
        return False

    def _choices(self, left: tuple[int, ...]) -> list[tuple[int, int, int]]:
        """The pieces for the corner of the valley that fewest fit; none where a valley cannot be
        filled."""
        fewest: list[tuple[int, int, int]] | None = None
        for column, wide, foot in self._valleys():
            if not self._widths(left, self._ground.depth - foot) >> wide & 1:
                return []
            here = [
                (number, column, foot)
                for number, kind in enumerate(self._kinds)
                if left[number] and self._may(kind, column, wide, foot)
            ]
            if fewest is None or len(here) < len(fewest):
                fewest = here
        return fewest or []

    def _valleys(self) -> Iterator[tuple[int, int, int]]:
        """Columns that are level and lower than those beside them: the first, how many, and how
        high they are."""
        heights, deep = self._heights, self._ground.depth
        column = 0
        while column < len(heights):
            foot, after = heights[column], column + 1
            while after < len(heights) and heights[after] == foot:
                after += 1
            before = heights[column - 1] if column else deep
            beyond = heights[after] if after < len(heights) else deep
            if foot < before and foot < beyond:
                yield column, after - column, foot
            column = after

    def _may(self, kind: Piece, column: int, wide: int, foot: int) -> bool:
        return (
            kind.columns <= wide
            and foot + kind.rows <= self._ground.depth
            and kind.column in (-1, column)
            and kind.foot in (-1, foot)
        )

    def _with(self, number: int, column: int, foot: int) -> bool:
        """Whether the rest of the page is filled with a piece in its corner."""
        kind = self._kinds[number]
        top, after = foot + kind.rows, column + kind.columns
        self._left[number] -= 1
        self._heights[column:after] = [top] * kind.columns
        self._path.append((number, (column, foot)))
        free = self._ground.depth - top
        if self._depths(tuple(self._left)) >> free & 1 and self._fill():
            return True
        self._path.pop()
        self._heights[column:after] = [foot] * kind.columns
        self._left[number] += 1
        return False


def _sums(sizes: Iterator[int]) -> int:
    """The sums that some of these sizes come to, as bits of a number."""
    sums = 1
    for size in sizes:
        sums |= sums << size
    return sums
