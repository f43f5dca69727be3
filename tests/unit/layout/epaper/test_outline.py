"""Outlines of rectangles that stand together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from layout.epaper.zones.outline import outline, rectangle
from layout.page.rect import Rect

HEAD = Rect(0, 0, 210, 20)
LEGS = (Rect(0, 20, 100, 80), Rect(110, 20, 100, 40))


def _area(polygon):
    edges = zip(polygon, (*polygon[1:], polygon[0]), strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in edges)) // 2


def test_one_rectangle_is_its_own_outline():
    assert outline([HEAD], 10) == (rectangle(HEAD),)
    assert outline([], 10) == ()
    assert outline([Rect(0, 0, 0, 9)], 10) == ()


def test_legs_under_a_head_are_one_outline_without_the_gutter():
    assert outline([HEAD, *LEGS], 10) == (
        ((0, 0), (210, 0), (210, 60), (100, 60), (100, 100), (0, 100)),
    )


def test_a_wide_gap_is_no_gutter():
    legs = outline([HEAD, *LEGS], 9)
    assert len(legs) == 1 and len(legs[0]) > 6
    assert len(outline(LEGS, 9)) == 2


def test_parts_that_do_not_hang_together_are_several():
    assert len(outline([Rect(0, 50, 10, 10), Rect(10, 0, 10, 10)], 5)) == 2


rects = st.builds(
    Rect, st.integers(0, 90), st.integers(0, 90), st.integers(1, 60), st.integers(1, 60)
)


@given(st.lists(rects, min_size=1, max_size=6), st.integers(0, 20))
def test_outlines_cover_all_rectangles_and_stay_within_them_all(given_rects, gutter):
    made = outline(given_rects, gutter)
    left, right = min(r.x for r in given_rects), max(r.right for r in given_rects)
    top, bottom = min(r.y for r in given_rects), max(r.bottom for r in given_rects)
    corners = [point for polygon in made for point in polygon]
    assert all(left <= x <= right and top <= y <= bottom for x, y in corners)
    assert sum(map(_area, made)) >= max(r.width * r.height for r in given_rects)
    for polygon in made:
        assert len(set(polygon)) == len(polygon) >= 4
        edges = zip(polygon, (*polygon[1:], polygon[0]), strict=True)
        assert all(one[0] == two[0] or one[1] == two[1] for one, two in edges)
