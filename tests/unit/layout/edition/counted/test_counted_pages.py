"""Figures of pages made by hand: editorial space, pictures, grey, legs, heads, house ads."""

from __future__ import annotations

import pytest
from support.counted.by_hand import (
    GRID,
    ROW,
    box,
    house_ad,
    leg,
    line,
    mm,
    page,
    picture,
    rect,
    type_at,
)

from layout.edition.counted.grey import Grey, grey_in_all, grey_of
from layout.edition.counted.heads import Heads, heads_of
from layout.edition.counted.house_ad_places import HouseAdPlaces, house_ad_places
from layout.edition.counted.legs import LegDepths, briefs_among, leg_depths, legs_in_all
from layout.edition.counted.pictures import paper_of, pictures_of
from layout.page.rect import Rect
from layout.press.boxes.house_ads import HOUSE_ADS

# editorial space ----------------------------------------------------------------------------------


def test_editorial_space_is_what_furniture_and_ads_leave() -> None:
    open_page = page(2, floors=(52, 42, 0))
    assert open_page.rect == Rect(0, 3 * ROW, mm(200), 50 * ROW)
    assert open_page.closed == (
        Rect(mm(70), 43 * ROW, mm(60), 10 * ROW),
        Rect(mm(140), 3 * ROW, mm(60), 50 * ROW),
    )
    columns = mm(60) * 50 * ROW + mm(60) * 40 * ROW
    assert open_page.area == columns + mm(10) * 40 * ROW  # one gutter is open, 40 rows deep


def test_a_page_of_ads_has_none() -> None:
    full = page(2, floors=(0, 0, 0))
    assert (full.area, full.rect.height, full.closed) == (0, 0, ())
    assert grey_of(full) == Grey(0, 0, 0, 0)
    assert pictures_of(full).share == grey_of(full).share == 0.0


# pictures -----------------------------------------------------------------------------------------


def test_a_picture_of_twice_the_next_and_half_the_columns_leads() -> None:
    found = pictures_of(page(2, picture(0, 0, 130, 80), picture(140, 0, 60, 86)))
    assert found.columns == (2, 1)
    assert found.dominance == pytest.approx(130 * 80 / (60 * 86), abs=0.001)  # 2.016
    assert found.dominant and found.led
    assert found.share == pytest.approx((130 * 80 + 60 * 86) / (200 * 280), abs=0.001)


@pytest.mark.parametrize(
    ("things", "dominance"),
    [
        ((picture(0, 0, 130, 80), picture(140, 0, 60, 87)), 1.99),
        ((picture(0, 0, 130, 80), box(140, 0, 60, 87)), 1.99),
        ((picture(0, 0, 60, 80),), None),
        ((), None),
    ],
    ids=["too near the next", "too near a box", "alone, but one column", "none"],
)
def test_else_none_does(things, dominance) -> None:
    found = pictures_of(page(2, *things))
    assert not found.dominant and not found.led
    assert found.dominance == (dominance and pytest.approx(dominance, abs=0.01))


def test_a_box_may_dominate_but_no_picture_leads_then() -> None:
    found = pictures_of(page(2, box(0, 0, 130, 80), picture(140, 0, 60, 40)))
    assert found.dominant and not found.led
    assert found.largest and found.largest.kind == "digest"


def test_house_ads_are_no_elements() -> None:
    found = pictures_of(page(2, house_ad("space", 0, 0, 200, 100), picture(0, 110, 130, 40)))
    assert found.led and found.dominance is None


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (picture(70, 0, 60, 40), 1),
        (picture(70, 20, 60, 40), 1),
        (picture(70, 21, 60, 40), 0),
        (picture(70, 0, 60, 61), 0),
        (picture(140, 0, 60, 40), 0),
        (picture(0, 45, 60, 40), 0),
    ],
    ids=["level", "half level", "less", "half as large again", "a column between", "below"],
)
def test_pictures_of_like_size_side_by_side(other, alike) -> None:
    assert pictures_of(page(2, picture(0, 0, 60, 40), other)).alike == alike


def test_paper_goes_from_trim_to_trim() -> None:
    assert paper_of([page(1), page(2)]) == 2 * mm(200) * mm(300)


# grey ---------------------------------------------------------------------------------------------


def body(face, rows: int):
    return type_at("body", 0, 0, *[line(face, "aa bb cc")] * rows)


def test_a_page_of_text_alone_is_grey(square_face) -> None:
    grey = grey_of(page(2, body(square_face, 50)))
    assert (grey.windows, grey.standing) == (4, 3)  # 280 / 66 deep; 200 / 66 wide, once 156 deep
    assert grey.share == 1.0
    # rows 0 to 42 leave 66 mm below; left edges at 0, 140 - 96 ... and right edges at 200
    assert grey.places == 43 * 2


def test_heads_crossheads_quotes_pictures_and_boxes_relieve_it(square_face) -> None:
    for relief in (
        type_at("headline", 0, 60, line(square_face, "n" * 40)),
        type_at("crosshead", 0, 60, line(square_face, "n" * 40)),
        type_at("pull_quote", 0, 60, line(square_face, "n" * 40)),
        picture(0, 60, 200, 2),
        box(0, 60, 200, 2),
        house_ad("tip", 0, 60, 200, 2),
    ):
        grey = grey_of(page(2, relief, floors=(29, 29, 29)))  # 135 mm deep
        assert (grey.windows, grey.share < 0.5) == (1, True), relief  # none but below


def test_running_text_does_not(square_face) -> None:
    for role in ("body", "quote", "list", "embed", "jump"):
        text = type_at(role, 0, 60, line(square_face, "n" * 40))
        assert grey_of(page(2, text)).share == 1.0


def test_ads_end_the_space_and_edges_may_touch() -> None:
    exact = page(2, picture(156, 0, 44, 66), floors=(16, 16, 16))  # 70 mm deep
    assert grey_of(exact).windows == 1
    assert grey_of(page(2, picture(155, 0, 45, 66), floors=(16, 16, 16))).windows == 0
    assert grey_of(page(2, floors=(16, 10, 16))).places == 0  # a column ends too high


def test_the_grey_of_pages_adds_up() -> None:
    assert grey_in_all([Grey(1, 2, 3, 6), Grey(1, 0, 0, 6)]) == Grey(2, 2, 3, 12)
    assert grey_in_all([Grey(1, 2, 3, 6), Grey(1, 0, 0, 6)]).share == 0.25


# legs ---------------------------------------------------------------------------------------------


def test_legs_are_measured_down_to_their_last_line_and_briefs_apart() -> None:
    legs = (
        leg("long", 0, 0, 51),  # 255 mm
        leg("long", 70, 0, 49),  # 245 mm
        leg("long", 140, 0, 30, 11),  # 55 mm of 150
        leg("brief", 140, 160, 10),
        leg("brief", 140, 220, 9),
        leg("none", 140, 290, 2, 0),
    )
    first = page(2, *legs).page
    second = page(3, leg("long", 0, 0, 9), leg("brief", 70, 0, 11)).page
    briefs = briefs_among([first, second])
    assert briefs == {"brief", "none"}
    found = [leg_depths(each, briefs) for each in (first, second)]
    assert found == [LegDepths(3, 2, 0, 1), LegDepths(1, 1, 1, 0)]
    assert legs_in_all(found) == LegDepths(4, 3, 1, 1)


def test_a_story_of_more_than_thirty_lines_is_no_brief() -> None:
    assert briefs_among([page(2, leg("a", 0, 0, 20), leg("a", 70, 0, 11)).page]) == set()


# heads --------------------------------------------------------------------------------------------


def head(face, x: float, y: float, size: int, width: float = 60, role: str = "headline"):
    return type_at(role, x, y, line(face, "n n", size=size, space=size), width=width)


def test_heads_fall_in_size_down_the_page(square_face) -> None:
    lead = head(square_face, 0, 0, 34_000, 130)
    under = head(square_face, 0, 100, 18_000)
    beside = head(square_face, 140, 50, 40_000)
    assert heads_of(page(2, lead, under).page) == Heads(2, 0, 0, True)
    assert heads_of(page(2, lead, beside).page).climb == 0  # lower, in another column
    over = head(square_face, 70, 0, 24_000, 130)
    low = head(square_face, 0, 100, 24_000, 200)
    found = heads_of(page(2, head(square_face, 0, 0, 18_000), over, low).page)
    assert found == Heads(3, 1, 0, False)  # it is larger than one of those above; two are largest


def test_tombstones_are_neighbours_of_one_size(square_face) -> None:
    one = head(square_face, 0, 0, 18_000)
    for other, stones in (
        (head(square_face, 70, 0, 18_000), 1),
        (head(square_face, 70, 0, 18_000, role="turn_head"), 1),
        (head(square_face, 70, 0, 19_000), 1),
        (head(square_face, 70, 0, 20_000), 0),
        (head(square_face, 140, 0, 18_000), 0),
        (head(square_face, 70, 60, 18_000), 0),
    ):
        assert heads_of(page(2, one, other).page).tombstones == stones


def test_pages_without_heads_have_no_lead_and_a_lone_head_leads(square_face) -> None:
    assert heads_of(page(2).page) == Heads(0, 0, 0, False)
    assert heads_of(page(2, head(square_face, 0, 0, 18_000)).page) == Heads(1, 0, 0, True)


# house ads ----------------------------------------------------------------------------------------


def test_house_ads_are_counted_where_none_should_stand() -> None:
    first, second, third = HOUSE_ADS[:3]
    found = house_ad_places(
        [
            page(1, house_ad(first, 0, 200, 130, 50), opens=True),
            page(2, house_ad(second, 0, 0, 130, 50)),
            page(3, house_ad(third, 0, 0, 60, 50), house_ad(second, 70, 200, 130, 50), opens=True),
        ]
    )
    assert found == HouseAdPlaces(
        house_ads=4, page_one=1, openers=2, top_right=1, narrow=1, again=1
    )


def test_the_upper_half_of_a_right_hand_page_begins_at_its_middle() -> None:
    middle = (GRID.live.y + GRID.live.height // 2 - 3 * ROW) / mm(1)
    for above, count in ((0.1, 1), (-0.1, 0)):
        ad = house_ad("tip", 0, middle - above, 130, 20)
        assert house_ad_places([page(3, ad)]).top_right == count
        assert house_ad_places([page(4, ad)]).top_right == 0


def test_all_kinds_once_and_they_may_begin_anew() -> None:
    ads = [page(2, house_ad(kind, 0, 0, 130, 20)) for kind in (*HOUSE_ADS, *HOUSE_ADS)]
    assert house_ad_places(ads).again == 0
    assert house_ad_places([*ads[:3], ads[0], *ads[3:8]]).again == 1


def test_ads_that_were_sold_are_no_house_ads() -> None:
    assert house_ad_places([page(1, box(0, 0, 60, 20, "ad"))]).house_ads == 0


def test_a_rectangle_by_hand_is_one_from_the_top_of_the_space() -> None:
    assert rect(0, 0, 10, 5) == Rect(0, page(2).top, mm(10), ROW)
