"""Runs of the columns of a hole, the cuts through them, and what they cost without a story."""

from __future__ import annotations

from layout.makeup.edition.shapes.news_hole import LEAST_DEPTH, Hole
from layout.makeup.edition.shapes.setting import NEVER
from layout.makeup.edition.tiling.spans_of_hole import spans_of
from slots.prices_of_taste import OUR_PRICES

OURS = OUR_PRICES.pages
HOLE = Hole(3, 4, (30, 30, 20))


def test_runs_with_the_same_floors_are_one_span() -> None:
    found = spans_of(HOLE, OURS, LEAST_DEPTH)
    assert found.floors == ((30,), (20,), (30, 30), (30, 20), (30, 30, 20))
    assert found.widths.tolist() == [1, 1, 2, 2, 3]
    assert [found.floors[number] for number in found.cuts.of] == [
        (30, 30),
        (30, 20),
        (30, 30, 20),
        (30, 30, 20),
    ]
    sides = zip(found.cuts.left, found.cuts.right, strict=True)
    parts = [found.floors[left] + found.floors[right] for left, right in sides]
    assert parts == [found.floors[number] for number in found.cuts.of]


def test_what_is_empty_is_a_house_ads_down_to_each_floor() -> None:
    found = spans_of(HOLE, OURS, LEAST_DEPTH)
    two, all_ = found.number[30, 30], found.number[30, 30, 20]
    ten_rows = OURS.house_ad + 2 * 10 * OURS.house_ad_cell
    assert found.empty[two, 20] == ten_rows
    assert found.empty[two, 30] == 0
    assert found.empty[two, 30 - LEAST_DEPTH + 1] == NEVER, "too little for an ad"
    assert found.empty[all_, 20] == ten_rows, "the third column ends there"


def test_cells_are_counted_from_each_row_down() -> None:
    found = spans_of(HOLE, OURS, LEAST_DEPTH)
    all_ = found.number[30, 30, 20]
    assert [found.cells[all_, row] for row in (0, 10, 20, 29, 30)] == [80, 50, 20, 2, 0]
