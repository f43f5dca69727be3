"""Laws of costs by rows: the least cost of two things, one after the other, is that of trying all
rows of both."""

from __future__ import annotations

from collections.abc import Sequence
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from layout.makeup.edition.shapes.setting import NEVER
from layout.makeup.edition.tiling import rows_of_costs
from layout.makeup.edition.tiling.rows_of_costs import Pairs, RowsOfCosts, above, after

_Costs = list[int]


@st.composite
def tables(draw, rows: int) -> list[_Costs]:
    """What some things cost by their rows: often nothing but NEVER, mostly a stretch."""
    cost = st.one_of(st.integers(0, 400), st.integers(0, 5), st.just(NEVER))
    made = []
    for _ in range(draw(st.integers(1, 5))):
        first = draw(st.integers(0, rows))
        stop = draw(st.integers(first, rows))
        inside = draw(st.lists(cost, min_size=stop - first, max_size=stop - first))
        made.append([*[NEVER] * first, *inside, *[NEVER] * (rows - stop)])
    return made


def table_of(made: list[_Costs]) -> RowsOfCosts:
    table = RowsOfCosts(len(made), len(made[0]))
    table.costs[:] = made
    table.note(np.arange(len(made)))
    return table


@st.composite
def couples(draw) -> tuple[list[_Costs], list[_Costs], list[tuple[int, int, int]]]:
    """Two tables, and pairs of their things, with what each pair costs besides."""
    rows = draw(st.integers(1, 14))
    upper, lower = draw(tables(rows)), draw(tables(rows))
    pair = st.tuples(
        st.integers(0, len(upper) - 1), st.integers(0, len(lower) - 1), st.integers(0, 90)
    )
    return upper, lower, draw(st.lists(pair, min_size=1, max_size=12))


def found(work, made, at_once: int) -> list[_Costs]:
    """What is found, all at once or a few pairs at a time."""
    upper, lower, pairs = made
    one, other, besides = (np.array(part) for part in zip(*pairs, strict=True))
    asked = Pairs(one, other, besides.astype(np.int16))
    with patch.object(rows_of_costs, "_AT_ONCE", at_once):
        costs = work(table_of(upper), table_of(lower), asked)
    return [[min(int(cost), NEVER) for cost in line] for line in costs]


def least(sums: Sequence[int], besides: int) -> int:
    return min([NEVER, *(each + besides for each in sums)])


@given(couples(), st.sampled_from([1, 3, 1024]))
def test_one_after_the_other_costs_the_least_of_all_ways_to_share_the_rows(made, at_once) -> None:
    upper, lower, pairs = made
    rows = range(len(upper[0]))
    assert found(after, made, at_once) == [
        [
            least([upper[one][r] + lower[other][both - r] for r in range(both + 1)], besides)
            for both in rows
        ]
        for one, other, besides in pairs
    ]


@given(couples(), st.sampled_from([1, 3, 1024]))
def test_one_above_the_other_costs_the_least_of_all_rows_the_upper_may_have(made, at_once) -> None:
    upper, lower, pairs = made
    rows = range(len(upper[0]))
    assert found(above, made, at_once) == [
        [
            least([upper[one][r] + lower[other][row + r] for r in rows if row + r in rows], besides)
            for row in rows
        ]
        for one, other, besides in pairs
    ]
