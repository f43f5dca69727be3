"""Costs by rows: what many things cost at every depth, and the least cost of one after the other.

To find it is a min-plus convolution for each pair of things. Most depths have no cost, and those
that have one lie close together. So of every pair no more is looked at than the stretch of rows in
which it has costs, and pairs with stretches of like length are worked on side by side.

         rows  ─>                     pairs ─>
    ┌────────────────────┐        ┌───┬───┬───┬───┐
    │ . . . 8 3 0 2 . . .│   ─>   │ 8 │ 4 │ 0 │ 9 │   each line of this is added to all lines of the
    └────────────────────┘        │ 3 │ 0 │ 1 │ 2 │   same of the other things, shifted by as many
                                  │ 0 │ 7 │ . │ . │   rows; the least is kept
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from layout.makeup.edition.shapes.setting import NEVER

_AT_ONCE = 256
"""Pairs that are worked on side by side: what is known of them stays in the processor's cache."""


@dataclass(slots=True, eq=False)
class RowsOfCosts:
    """What each of `count` things costs at 0 to `rows` - 1 rows; NEVER what cannot be. Before and
    behind each of them are as many rows of NEVER, so that stretches may be read beyond their ends.
    `first` and `stop` are the ends of the stretches in which they have costs, 0 and 0 where they
    have none: `note` finds them."""

    count: int
    rows: int
    first: np.ndarray = field(init=False)
    stop: np.ndarray = field(init=False)
    _line: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self._line = np.full((2 * self.count + 1) * self.rows, NEVER, dtype=np.int16)
        self.first = np.zeros(self.count, dtype=np.intp)
        self.stop = np.zeros(self.count, dtype=np.intp)

    @property
    def costs(self) -> np.ndarray:
        """The costs of the things by their rows: to be read and written."""
        costs: np.ndarray = self._line[self.rows :].reshape(self.count, -1)[:, : self.rows]
        return costs

    def note(self, things: np.ndarray) -> None:
        """Find the stretches of these things, whose costs were written."""
        there = self.costs[things] < NEVER
        self.first[things] = there.argmax(axis=1)
        stop = self.rows - there[:, ::-1].argmax(axis=1)
        self.stop[things] = np.where(there.any(axis=1), stop, 0)

    def begin(self, things: np.ndarray, row: np.ndarray) -> np.ndarray:
        """Where these rows of these things are found among all stretches, of whatever length."""
        where: np.ndarray = (2 * things + 1) * self.rows + row
        return where

    def stretches(self, length: int) -> np.ndarray:
        """All stretches of a number of rows, by where they begin: to be read and written."""
        step, count = self._line.itemsize, len(self._line) - length + 1
        return np.ndarray((count, length), self._line.dtype, self._line, strides=(step, step))


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of things, by their numbers, and what each pair costs besides."""

    upper: np.ndarray
    lower: np.ndarray
    besides: np.ndarray | None = None


def after(upper: RowsOfCosts, lower: RowsOfCosts, pairs: Pairs) -> np.ndarray:
    """The least cost of one thing and the other after it, by pairs, for each sum of their rows."""
    found = RowsOfCosts(len(pairs.upper), upper.rows)
    first = upper.first[pairs.upper] + lower.first[pairs.lower]
    for some, deep, deeper in _alike(upper, lower, pairs, first < upper.rows):
        one, other = pairs.upper[some], pairs.lower[some]
        under = lower.stretches(deeper)[lower.begin(other, lower.first[other])]
        least = _summed(_stretches(upper, one, deep), under, upper.rows)
        if pairs.besides is not None:
            least += pairs.besides[some, None]
        found.stretches(least.shape[1])[found.begin(some, first[some])] = least
    return found.costs


def above(upper: RowsOfCosts, under: RowsOfCosts, pairs: Pairs) -> np.ndarray:
    """The least cost, by pairs, of one thing from each row on, and the other from its foot on: what
    that costs is told by the row it begins in."""
    found = RowsOfCosts(len(pairs.upper), upper.rows)
    last = under.stop[pairs.lower] - 1 - upper.first[pairs.upper]
    for some, deep, deeper in _alike(upper, under, pairs, last >= 0):
        one, other = pairs.upper[some], pairs.lower[some]
        rest = under.stretches(deeper)[under.begin(other, under.stop[other] - deeper), ::-1]
        least = _summed(_stretches(upper, one, deep), rest, upper.rows)
        if pairs.besides is not None:
            least += pairs.besides[some, None]
        count = least.shape[1]
        found.stretches(count)[found.begin(some, last[some] - count + 1)] = least[:, ::-1]
    return found.costs


def _stretches(table: RowsOfCosts, things: np.ndarray, length: int) -> np.ndarray:
    """The stretches of things."""
    found: np.ndarray = table.stretches(length)[table.begin(things, table.first[things])]
    return found


def _alike(
    upper: RowsOfCosts, lower: RowsOfCosts, pairs: Pairs, fits: np.ndarray
) -> Iterator[tuple[np.ndarray, int, int]]:
    """The pairs that fit and of which both have costs, some at a time, with the length of the
    longest upper and lower stretch among them."""
    one, other = pairs.upper, pairs.lower
    deep, deeper = upper.stop[one] - upper.first[one], lower.stop[other] - lower.first[other]
    these = np.nonzero((deep > 0) & (deeper > 0) & fits)[0]
    these = these[np.argsort(np.minimum(deep, deeper)[these], kind="stable")]
    for start in range(0, len(these), _AT_ONCE):
        some = these[start : start + _AT_ONCE]
        yield some, int(deep[some].max()), int(deeper[some].max())


def _summed(one: np.ndarray, other: np.ndarray, rows: int) -> np.ndarray:
    """What pairs cost at least for each sum of their rows: of so many sums, if there are more."""
    short, long = sorted((one.T, other.T), key=len)
    deep, pairs = short.shape
    count = min(rows, deep + len(long) - 1)
    padded = np.full((deep - 1 + count, pairs), NEVER, dtype=np.int16)
    padded[deep - 1 :][: len(long)] = long[:count]
    pace, step = padded.strides
    shifted = np.ndarray((deep, count, pairs), padded.dtype, padded, strides=(pace, pace, step))
    sums = shifted + np.ascontiguousarray(short[::-1])[:, None]
    least: np.ndarray = np.minimum(np.min(sums, axis=0), NEVER).T
    return least
