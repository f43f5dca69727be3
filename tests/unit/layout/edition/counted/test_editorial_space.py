"""Editorial space beside a count of cells: what is open, what is closed, and how large it is."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from support.counted.by_hand import GRID, ROW, mm

from layout.edition.counted.space import EditorialPage
from layout.makeup.edition.shapes.news_hole import AIR, Hole
from layout.page.document import Page
from layout.page.rect import Rect

WIDE, GUTTER = mm(60), mm(10)


def page(*floors: int, top: int = 0) -> EditorialPage:
    return EditorialPage(Page(3, GRID, ()), Hole(3, top, floors))


def test_stories_begin_below_the_air_under_the_furniture() -> None:
    assert page(20, 20, 20, top=4).top == GRID.row_top(4 + AIR)
    assert page(20, 20, 20, top=4).rect.y == GRID.row_top(4 + AIR)


def test_what_ads_take_of_a_page_is_closed_column_by_column() -> None:
    """Ads stand under the second column, and all of the third is theirs."""
    made = page(22, 12, 0)
    assert made.rect == Rect(0, made.top, mm(200), 20 * ROW)
    found = [(one.x, one.y - made.top, one.width, one.height) for one in made.closed]
    assert found == [(mm(70), 10 * ROW, WIDE, 10 * ROW), (mm(140), 0, WIDE, 20 * ROW)]
    assert made.area == WIDE * 30 * ROW + GUTTER * 10 * ROW


def test_a_page_of_ads_has_no_editorial_space() -> None:
    """Not even the air."""
    for floors in ((0, 0, 0), (AIR, 1, 0)):
        made = page(*floors)
        assert made.rect.height == 0 == made.area and made.closed == ()


@given(st.lists(st.integers(0, 58), min_size=3, max_size=3))
def test_a_gutter_is_open_as_far_as_both_columns_beside_it(floors: list[int]) -> None:
    """Counted row by row: the columns that are open there, and the gutters between two of them."""
    made, area = page(*floors), 0
    for row in range(58):
        open_ = [row < floor - AIR for floor in floors]
        area += ROW * (WIDE * sum(open_) + GUTTER * sum(map(all, pairwise(open_))))
    assert made.area == area


@given(st.lists(st.integers(0, 58), min_size=3, max_size=3))
def test_columns_are_open_and_then_closed_down_to_the_foot(floors: list[int]) -> None:
    made = page(*floors)
    closed = {one.x: one for one in made.closed}
    for (x, width), floor in zip(GRID.columns, floors, strict=True):
        depth = max(0, floor - AIR) * ROW
        if x in closed:
            assert closed[x].y == made.top + depth and closed[x].width == width
            assert closed[x].bottom == made.rect.bottom
        else:
            assert depth == made.rect.height
