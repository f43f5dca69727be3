"""Shortest path from block to block: pours a galley into legs, with column breaks chosen globally.

Where the blocks of a galley break from leg to leg is chosen for the whole story at once. A state is
(leg, rows filled), a step sets one block, whole or broken over legs. No
widow and no orphan (at least two lines on each side of a break), no crosshead at a foot, and legs
filled to their last row wherever some choice of breaks allows it. Where none does, paragraphs are
set a line longer or shorter (Knuth-Plass looseness), as Mittelbach does for pages (A General
Framework for Globally Optimized Pagination, 2018).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from layout.typeset.drop_cap import LINES
from layout.typeset.galley import Galley, GalleyBlock
from layout.typeset.run_around import LINES_BELOW
from slots.frozen import light_by_identity

KEEP_LINES = 2  # lines of a paragraph that stay together at a foot (orphan) and a head (widow)
_SHORT_COST = 1_000_000_000
"""For each row, squared, that a leg stays short: above all settings of a story together, so that
white is minimised first. Squared, so that two legs lack a row each rather than one two."""

_WINDOWS = (3, 8, 24)
"""Blocks before a short foot that may be set otherwise, tried in this order: the nearest mostly do,
and each block more is another to set, and multiplies the states."""

_BEAM = 16
"""States kept after each block, the cheapest (beam search): a novel's time grows with its length,
not with the number of places it can have reached."""


@light_by_identity
class Piece:
    """Lines `first` to `stop` (grid lines) of a block, from row `row` of a leg on."""

    block: GalleyBlock
    leg: int
    row: int
    first: int
    stop: int

    @property
    def rows(self) -> int:
        """Grid rows it takes."""
        return (self.stop - self.first) * self.block.rows


@dataclass(frozen=True, slots=True, eq=False)
class Poured:
    """What stands in each leg, in order; `overset` are the rows that found no room; `short` the
    rows that legs stay short: those before the last, or all of them where all were to be full."""

    pieces: tuple[Piece, ...]
    overset: int
    short: int

    def white(self, legs: Sequence[int]) -> list[int]:
        """The rows that each of these legs stays short."""
        feet = [0] * len(legs)
        for piece in self.pieces:
            feet[piece.leg] = piece.row + piece.rows
        return [rows - foot for rows, foot in zip(legs, feet, strict=True)]


OtherSettings = Callable[[GalleyBlock], tuple[tuple[GalleyBlock, int], ...]]

# (cost, leg, rows filled, rows of space owed, state before, pieces set in this step)
_State = tuple[int, int, int, int, Any, tuple[Piece, ...]]
_States = dict[tuple[int, int], _State]


class Pourer:
    """Pours one galley into legs, and again into others that differ only towards the end: what
    was found out for the legs they have in common is not worked out anew.

    `variants` gives for a block its other settings with their cost; it is called only for the
    blocks before a foot that stays short without them, and for all where the galley is to fill
    its legs to the last row and does not. What comes out depends on the galley and the legs alone,
    not on what was poured before.
    """

    def __init__(self, galley: Galley, variants: OtherSettings) -> None:
        self._near = _ShortestPath(galley, variants, anywhere=False)
        self._anywhere = _ShortestPath(galley, variants, anywhere=True)

    def into(self, legs: Sequence[int], full: bool = False) -> Poured:
        """The best way to fill legs of these rows each, in order.

        With `full` the last leg, too, is to be filled to its foot: its white counts as that of any
        other (in `Poured.short` as well), paragraphs anywhere in the galley are set a line longer
        or shorter where that helps, and what stays white is spread over the feet, a row a leg.
        """
        found = self._near.through(legs, full)
        if not full or not (found.overset or found.short):
            return found.poured(legs, full)
        other = self._anywhere.through(legs, full)
        best = min(found, other, key=lambda each: (each.overset, each.cost))
        return best.poured(legs, full)


@dataclass(frozen=True, slots=True, eq=False)
class _Path:
    """A path through the legs: its last state, its cost, and the rows that found no room."""

    state: _State
    cost: int
    overset: int

    @property
    def short(self) -> bool:
        """Whether some leg is not filled."""
        return self.cost >= _SHORT_COST

    def poured(self, legs: Sequence[int], full: bool) -> Poured:
        """What it puts into the legs."""
        pieces = _trace(self.state)
        stop = 0 if self.overset else len(legs) if full else self.state[1]
        poured = Poured(pieces, self.overset, 0)
        return replace(poured, short=sum(poured.white(legs)[:stop]))


class _ShortestPath:
    """The shortest path from block to block. Near the feet that stay short, or `anywhere`, blocks
    may be set a line longer or shorter; anywhere also means that a leg may end a row early."""

    def __init__(self, galley: Galley, variants: OtherSettings, anywhere: bool) -> None:
        self._galley, self._variants, self._all = galley, variants, anywhere
        self._company = _company(galley.blocks)
        deep = zip(galley.blocks, self._company, strict=True)
        self._deepest = max((b.rows * b.depth + more for b, more in deep), default=0) + anywhere
        self._reached: list[_States] = [{(0, 0): (0, 0, 0, 0, None, ())}]
        self._flexible: set[int] = set()
        self._tried: dict[int, int] = {}  # block before a short foot: blocks that vary for it
        self._legs: Sequence[int] = ()

    def through(self, legs: Sequence[int], full: bool) -> _Path:
        """The cheapest path through legs of these rows each; with `full` to their last row."""
        self._forget(legs)
        reached, blocks = self._reached, self._galley.blocks
        while len(reached) <= len(blocks):
            number = len(reached) - 1
            after = self._step(number, legs)
            if not after:
                best = _cheapest(reached[-1])
                return _Path(best, best[0], _overset(self._galley, number, best, legs))
            fell_short = _rows_short(after) > _rows_short(reached[-1])
            reached.append(after)
            if fell_short and not self._all and self._tried.get(number, 0) < _WINDOWS[-1]:
                self._loosen(number)
        return _end(reached[-1], legs, full)

    def _forget(self, legs: Sequence[int]) -> None:
        """Forget what depends on a leg that the new legs do not share with the old ones.

        A block that is not deeper than any leg reaches at most into the next one.
        """
        common = 0
        for old, new in zip(self._legs, legs, strict=False):
            if old != new:
                break
            common += 1
        if common and self._deepest > min(legs[:common]):
            common = 0
        kept = 1
        while kept < len(self._reached) and _furthest(self._reached[kept]) < common - 1:
            kept += 1
        for number in sorted(self._tried, reverse=True):
            if number >= kept - 1:  # a foot of the old legs: blocks before it need not vary now
                kept = min(kept, self._window(number)[0] + 1)
        del self._reached[kept:]
        self._tried = {number: size for number, size in self._tried.items() if number < kept - 1}
        self._flexible = {each for number in self._tried for each in self._window(number)}
        self._legs = tuple(legs)

    def _loosen(self, number: int) -> None:
        """A foot stays short behind this block: go back, and let the blocks before it vary."""
        had = self._tried.get(number, 0)
        self._tried[number] = next(size for size in _WINDOWS if size > had)
        window = self._window(number)
        self._flexible.update(window)
        del self._reached[window[0] + 1 :]

    def _window(self, number: int) -> range:
        """The blocks that may vary because of the foot behind one."""
        return range(max(0, number + 1 - self._tried[number]), number + 1)

    def _step(self, number: int, legs: Sequence[int]) -> _States:
        """All states worth knowing after one more block: the cheapest for each place in the
        legs; none if the legs run out."""
        block, company = self._galley.blocks[number], self._company[number]
        others = self._variants(block) if self._all or number in self._flexible else ()
        reached: _States = {}
        for state in self._reached[number].values():
            for version, cost in ((block, 0), *others):
                for early in range(1 + self._all):
                    new = _place(state, version, company, legs, early)
                    if new is None:
                        continue
                    new = (new[0] + cost, *new[1:])
                    known = reached.get((new[1], new[2]))
                    if known is None or new[0] < known[0]:
                        reached[(new[1], new[2])] = new
        return reached if self._all or len(reached) <= _BEAM else _best(reached)


def _best(states: _States) -> _States:
    """The cheapest of many states."""
    return {state[1:3]: state for state in sorted(states.values(), key=_BY_COST)[:_BEAM]}


def _rows_short(states: _States) -> int:
    """The squares of the rows that legs stay short on the cheapest way."""
    return _cheapest(states)[0] // _SHORT_COST


def _end(states: _States, legs: Sequence[int], full: bool) -> _Path:
    """The cheapest of the last states; with `full` the rows left over behind it cost, too."""
    if not full:
        best = _cheapest(states)
        return _Path(best, best[0], 0)
    white = {key: _white(state, legs) for key, state in states.items()}
    key = min(states, key=lambda key: (states[key][0] + white[key], key))
    return _Path(states[key], states[key][0] + white[key], 0)


def _white(state: _State, legs: Sequence[int]) -> int:
    """The cost of all rows that stay empty behind a state."""
    rows = [legs[state[1]] - state[2], *legs[state[1] + 1 :]] if legs else []
    return _SHORT_COST * sum(row * row for row in rows)


def _furthest(states: _States) -> int:
    return max(leg for leg, _ in states)


_BY_COST = itemgetter(0, 1, 2)  # cost, then the place that is further back


def _company(blocks: tuple[GalleyBlock, ...]) -> list[int]:
    """For each block the rows that must follow it in its leg: none, but for crossheads the space
    and first lines of what they head, all of it where that cannot be broken; for the end of a
    letter its signature, for that of a quotation its credit; and for what stands beside a mug shot
    all else that does."""
    company = [0] * len(blocks)
    for number in range(len(blocks) - 2, -1, -1):
        block, following = blocks[number], blocks[number + 1]
        if following.clings:
            space = max(block.after, following.before)
            company[number] = space + following.depth * following.rows + company[number + 1]
        elif following.goes_on:
            company[number] = _beside(following, company[number + 1])
        elif block.keep:
            lines = KEEP_LINES if _breakable(following) else following.depth
            rows = lines * following.rows + company[number + 1]
            rows = _beside(following, company[number + 1]) if following.beside else rows
            company[number] = max(block.after, following.before) + rows
    return company


def _beside(block: GalleyBlock, company: int) -> int:
    """The rows that a block whose first lines stand beside a mug shot has in one leg at least; all
    of it with its company where the lines below those are too few to be parted from them."""
    rows = _unbroken(block)
    return block.depth + company if block.depth - KEEP_LINES < rows else rows


def _unbroken(block: GalleyBlock) -> int:
    """The lines of a block that stand beside a mug shot, and two below: no picture stands at a
    foot."""
    return block.beside + LINES_BELOW if 0 < block.beside < block.depth else block.beside


def _cheapest(states: _States) -> _State:
    return min(states.values(), key=_BY_COST)


def _place(
    state: _State, block: GalleyBlock, company: int, legs: Sequence[int], early: int = 0
) -> _State | None:
    """The state after a block is set from a state on, the leg that it begins in ending `early`
    rows before its foot; None if the legs run out."""
    cost, leg, filled, owed, _, _ = state
    pieces: list[Piece] = []
    line, depth = 0, block.depth
    space = max(owed, block.before) if filled else 0
    while True:
        if not line and block.goes_on and leg != state[1]:
            return None
        left = legs[leg] - filled - space - early
        room, early = left // block.rows, 0
        if (depth - line) * block.rows + company <= left:
            pieces.append(Piece(block, leg, filled + space, line, depth))
            rows = (depth - line) * block.rows
            return cost, leg, filled + space + rows, block.after, state, tuple(pieces)
        take = _take(block, line, room) or (_forced(block, line, room) if not filled else 0)
        if take:
            pieces.append(Piece(block, leg, filled + space, line, line + take))
            filled += space + take * block.rows
            line += take
            if line == depth:  # forced: its company could not come along
                return cost, leg, filled, block.after, state, tuple(pieces)
        short = legs[leg] - filled
        cost += _SHORT_COST * short * short
        leg, filled, space = leg + 1, 0, 0
        if leg == len(legs):
            return None


def _breakable(block: GalleyBlock) -> bool:
    """Whether a block has lines enough for both sides of a break; a table is not broken."""
    return not block.keep and block.cells == 1 and block.depth >= 2 * KEEP_LINES


def _take(block: GalleyBlock, line: int, room: int) -> int:
    """How many of a block's lines from `line` on go into `room` for lines, broken legally."""
    left = block.depth - line
    if block.keep or room <= 0:
        return 0
    least = KEEP_LINES if left >= 2 * KEEP_LINES or line else left
    if block.cells > 1 or left < 2 * KEEP_LINES:
        return 0 if not line else min(room, left)
    if not line:
        least = max(least, _unbroken(block), LINES if block.initial else 0)
    take = min(room, left - KEEP_LINES)
    return take if take >= least else 0


def _forced(block: GalleyBlock, line: int, room: int) -> int:
    """How many lines go on top of a leg that holds no legal break: what must be broken somewhere
    is broken where it has an empty leg to fill. Lines beside a mug shot are not broken at all."""
    return 0 if block.beside > line else max(0, min(room, block.depth - line))


def _trace(state: _State) -> tuple[Piece, ...]:
    steps = []
    at: Any = state
    while at is not None:
        steps.append(at[5])
        at = at[4]
    return tuple(piece for step in reversed(steps) for piece in step)


def _overset(galley: Galley, number: int, best: _State, legs: Sequence[int]) -> int:
    """The rows of what did not go in before the legs ran out."""
    rest = Galley(galley.measure, galley.blocks[number:])
    left = sum(legs[best[1] :]) - best[2]
    return max(1, rest.rows - left)
