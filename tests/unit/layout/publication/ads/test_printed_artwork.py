"""Where a place on an ad's artwork is printed: as the press puts artwork into its rectangle."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.makeup.edition.placed_ads import ad_rect
from layout.page.format import FORMATS, MM, grid_of
from layout.publication.ads.printed_artwork import alike, printed_at
from slots.book.booking import Booking
from slots.finding import Spot
from slots.stacking.task.ad_plan import AdPlace

GRID = grid_of(FORMATS["compact"], None)
AD = Booking("A1", "Inn", 2, round(80 * MM))
PLACE = AdPlace("A1", 3, 1, 20, 2, 30)
RECT = ad_rect(PLACE, AD, GRID)
SIZE = RECT.width / 1000, RECT.height / 1000


def mm(length: float) -> float:
    return round(length / MM, 1)


def test_the_corners_of_artwork_that_fills_its_ad():
    first, last = (printed_at(AD, (PLACE,), GRID, SIZE, corner) for corner in ((0, 0), (1, 1)))
    assert first == Spot(3, mm(RECT.x), mm(RECT.y))
    assert last == Spot(3, mm(RECT.right), mm(RECT.bottom))


def test_artwork_of_other_proportions_stands_in_the_middle():
    narrow = SIZE[0] / 2, SIZE[1]
    assert printed_at(AD, (PLACE,), GRID, narrow, (0, 0)) == Spot(
        3, pytest.approx(mm(RECT.x + RECT.width / 4), abs=0.11), mm(RECT.y)
    )


def test_an_ad_that_stands_nowhere_and_a_fault_of_the_whole_file():
    assert printed_at(AD, (), GRID, SIZE, (0, 0)) is None
    assert printed_at(AD, (replace(PLACE, id="A2"),), GRID, SIZE, (0, 0)) is None
    assert printed_at(AD, (PLACE,), GRID, SIZE) == Spot(3)


def test_a_double_truck_is_told_on_the_page_that_has_that_half():
    ad = replace(AD, double_truck=True)
    both = AdPlace("A1", 5, 0, 20, 2, 30), AdPlace("A1", 4, len(GRID.columns) - 2, 20, 2, 30)
    left, right = ad_rect(both[1], ad, GRID), ad_rect(both[0], ad, GRID)
    size = (left.width + right.width) / 1000, left.height / 1000
    assert printed_at(ad, both, GRID, size, (0, 0)) == Spot(4, mm(left.x), mm(left.y))
    assert printed_at(ad, both, GRID, size, (0.5, 0)) == Spot(5, 0.0, mm(right.y))
    assert printed_at(ad, both, GRID, size) == Spot(4)


@given(st.tuples(st.floats(-2, 3), st.floats(-2, 3)), st.floats(0.1, 9))
def test_nothing_is_told_outside_of_its_ad(spot: tuple[float, float], wide: float):
    found = printed_at(AD, (PLACE,), GRID, (wide, 1), spot)
    assert found is not None and found.x_mm is not None and found.y_mm is not None
    assert mm(RECT.x) - 0.1 <= found.x_mm <= mm(RECT.right) + 0.1
    assert mm(RECT.y) - 0.1 <= found.y_mm <= mm(RECT.bottom) + 0.1


def test_boxes_are_the_same_whose_proportions_are():
    assert alike((100, 50), (283.46, 141.73)) and not alike((100, 50), (283.46, 150))
