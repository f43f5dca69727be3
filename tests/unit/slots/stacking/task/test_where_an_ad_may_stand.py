"""Pages where an ad may stand by its own rules, competitors, and the shape of a stack's top."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from slots.book.booking import Apart, Booking, Lock, Position
from slots.prices_of_taste import OUR_PRICES
from slots.rules.size import Pages
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ads_and_pages import (
    Limits,
    cells_on,
    most_cells,
    room,
    share_cells,
    task_of,
    value_of,
)
from slots.stacking.task.allowed import (
    RULES,
    broken,
    compete,
    fits,
    minds_on_page,
    near_pages,
    rule_words,
    stands,
    too_near,
    wants_distance,
)
from slots.stacking.task.stack_top import Ground, least_loss, top_loss

LEADING = 10_000
PRICES = OUR_PRICES.ads


def booking(columns=2, rows=20, name="x", firm="Firm", **more):
    return Booking(name, firm, columns, (rows - 2) * LEADING, **more)


def pages(count=6, **more):
    return [
        StackPage(n, "News" if n < 4 else "Sport", 6, 60, 2, colour=n % 2 == 0, **more)
        for n in range(1, count + 1)
    ]


def task(book, sheet=None):
    return task_of(book, sheet or pages(), LEADING, (), Limits(), PRICES)


def allowed(sheet=None, waived=(), **more):
    made = task([booking(**more)], sheet)
    return stands(made.ads[0], made, waived)


@pytest.mark.parametrize(
    ("more", "numbers"),
    [
        ({}, (1, 2, 3, 4, 5, 6)),
        ({"section": "Sport"}, (4, 5, 6)),
        ({"pages": Pages("last")}, (6,)),
        ({"side": "left"}, (2, 4, 6)),
        ({"side": "right"}, (1, 3, 5)),
        ({"colour": True}, (2, 4, 6)),
        ({"far_forward": True}, (1, 2, 3)),
        ({"position": Position.BACK_PAGE}, (6,)),
        ({"position": Position.FRONT_STRIP}, ()),
        ({"position": Position.FRONT_STRIP, "columns": 6}, (1,)),
        ({"position": Position.OUTSIDE}, (1, 2, 3, 4, 5, 6)),
        ({"lock": Lock(4)}, (4,)),
        ({"lock": Lock(4, 4, 40)}, (4,)),
        ({"lock": Lock(4, 5)}, ()),
        ({"lock": Lock(4, None, 1)}, ()),
        ({"lock": Lock(4, None, 41)}, ()),
        ({"double_truck": True}, (2, 4)),
        ({"double_truck": True, "section": "News"}, (2,)),
        ({"double_truck": True, "side": "right"}, (2, 4)),
        ({"columns": 7}, ()),
        ({"rows": 58}, (1, 2, 3, 4, 5, 6)),
        ({"rows": 59}, ()),
    ],
)
def test_each_rule_leaves_an_ad_its_pages(more, numbers):
    assert allowed(**more) == numbers


def test_a_rule_that_is_waived_forbids_nothing_and_size_is_never_waived():
    assert allowed(waived=("section",), section="Sport") == (1, 2, 3, 4, 5, 6)
    assert allowed(waived=RULES, rows=59, section="Sport") == ()


def test_every_rule_that_forbids_a_page_is_named():
    made = task([booking(section="Sport", side="left", colour=True, lock=Lock(6))])
    assert broken(made.ads[0], 1, made) == {"section", "side", "colour", "lock"}
    assert broken(made.ads[0], 6, made) == set()


def test_a_double_truck_needs_two_facing_pages_with_level_feet():
    sheet = [replace(page, rows=60 - 2 * (page.number == 3)) for page in pages()]
    assert allowed(sheet, double_truck=True) == (4,)
    made = task([booking(double_truck=True)], sheet)
    assert broken(made.ads[0], 2, made) == {"double-truck"}
    assert not fits(made.ads[0], 3, made) and not fits(made.ads[0], 6, made)


def test_a_page_whose_most_is_less_than_an_ad_takes_it_alone_unless_rows_are_reserved():
    """A tenth of the page is 34 cells; an ad of 2 by 20 is larger."""
    sheet = pages(most=100)
    made = task([booking()], sheet)
    assert cells_on(made.ads[0], sheet[0]) == most_cells(sheet[0]) == 34
    assert allowed(sheet) == (1, 2, 3, 4, 5, 6)
    assert allowed(pages(most=100, reserved=5)) == ()
    assert allowed(pages(most=0)) == ()


def test_reserved_rows_are_never_an_ads():
    page = pages(reserved=10)[0]
    assert (room(page), most_cells(page)) == (48, 48 * 6)
    assert room(replace(page, reserved=99)) == 0
    assert share_cells(page) == 58 * 6 // 2 and share_cells(page, 250) == 58 * 6 * 3 // 4


def test_each_rule_says_what_it_asks_of_this_ad():
    made = task([booking(columns=1, lock=Lock(4, 2, 9), section="Sport", far_forward=True)])
    words = rule_words(made.ads[0], made)
    assert {*RULES, "size", "solus", "apart", "coupon", "shape"} == set(words)
    assert words["lock"] == "locked to page 4, column 3, row 10"
    assert words["size"] == "1 column by 20 rows, its air included"
    assert words["far-forward"].endswith("pages 1 to 3")


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({}, {}, False),
        ({"category": "air"}, {"category": "air"}, True),
        ({"category": "air"}, {"category": "bank"}, False),
        ({"category": "air"}, {"category": "air", "firm": "Firm"}, False),
        ({"category": "air", "apart": Apart.NONE}, {"category": "air"}, True),
        (
            {"category": "air", "apart": Apart.NONE},
            {"category": "air", "apart": Apart.NONE},
            False,
        ),
        (
            {"category": "air", "apart": Apart.NONE},
            {"category": "air", "apart": Apart.NONE, "pages_apart": 2},
            True,
        ),
    ],
)
def test_competitors_are_other_firms_of_a_category_if_one_of_them_minds(one, other, found):
    first, second = booking(**one), booking(**{"firm": "Other", **other})
    assert compete(first, second) is compete(second, first) is found


@pytest.mark.parametrize(
    "more",
    [
        {"apart": Apart.NONE},
        {"apart": Apart.PAGE},
        {"apart": Apart.SPREAD},
        {"apart": Apart.NONE, "pages_apart": 1},
        {"apart": Apart.NONE, "pages_apart": 3},
        {"apart": Apart.SPREAD, "pages_apart": 3},
    ],
)
def test_the_pages_near_an_ad_are_those_that_are_too_near(more):
    one, other = booking(**more), booking(apart=Apart.NONE)
    for page in range(1, 8):
        near = {n for n in range(-5, 15) if too_near(one, page, other, n)}
        assert set(near_pages(one, page)) == near
        assert minds_on_page(one) is (page in near)
        assert wants_distance(one) is bool(near - {page}) or page == 1


def test_a_spread_is_two_pages_that_face_each_other():
    one, other = booking(apart=Apart.SPREAD), booking(apart=Apart.NONE)
    assert [n for n in range(1, 7) if too_near(one, 2, other, n)] == [2, 3]
    assert [n for n in range(1, 7) if too_near(other, 5, one, n)] == [4, 5]


def test_any_ad_of_a_priority_is_worth_more_than_any_of_the_next():
    for priority in range(1, 9):
        poorest = value_of(booking(priority=priority, price=0))
        dearest = value_of(booking(priority=priority + 1, price=10**9))
        assert poorest > dearest
    assert value_of(booking(price=100)) > value_of(booking(price=0))
    assert value_of(booking(price=10**9)) == value_of(booking(price=2_000_000))


GROUND = Ground(columns=4, depth=30, misfit=2, least_free=10)
HIGH = GROUND.depth + 1


@pytest.mark.parametrize(
    ("heights", "points"),
    [
        ((20, 20, 10, 0), 0),
        ((0, 10, 20, 20), PRICES.pyramid),
        ((20, 10, 20, 0), None),
        ((10, 20, 20, 10), None),
        ((30, 28, 20, 0), 0),
        ((30, 21, 0, 0), None),
        ((0, 0, 0, 0), 0),
    ],
)
def test_a_top_falls_from_the_outside_or_at_a_price_from_the_inside(heights, points):
    assert top_loss(GROUND, heights, HIGH, False) == points
    assert top_loss(GROUND.loosened, heights, HIGH, False) == 0


def test_a_person_who_locked_an_ad_may_have_any_shape_at_a_price():
    assert top_loss(GROUND, (20, 10, 20, 0), HIGH, True) == PRICES.pyramid
    assert top_loss(GROUND, (30, 21, 0, 0), HIGH, True) == 0


def test_steps_cost_points_on_a_ground_that_levels():
    level = GROUND.levelled
    assert top_loss(level, (20, 20, 20, 20), HIGH, False) == 0
    assert top_loss(level, (16, 16, 3, 3), HIGH, False) == PRICES.small_step  # shallow above it
    wide = replace(level, depth=100)
    assert top_loss(wide, (40, 40, 10, 10), 101, False) == PRICES.step
    assert top_loss(wide, (40, 40, 39, 39), 101, False) == PRICES.small_step
    prices = replace(PRICES, most_steps=PRICES.step)
    assert top_loss(replace(wide, prices=prices), (60, 40, 20, 0), 101, False) == PRICES.step


def test_what_may_still_grow_costs_no_more_than_what_comes_of_it():
    """A lower bound: for all heights that columns at or above `low` may grow to."""
    ground = replace(GROUND, columns=3, depth=12, least_free=3, levels=True)
    for heights in product(range(0, 13, 3), repeat=3):
        for low in (3, 6):
            bound = top_loss(ground, heights, low, False)
            grown = [
                top_loss(ground, after, ground.depth + 1, False)
                for after in product(*(range(h, 13, 3) if h >= low else (h,) for h in heights))
            ]
            possible = [each for each in grown if each is not None]
            assert bound is None or not possible or bound <= min(possible)
            assert bound is not None or not possible


@pytest.mark.parametrize(
    ("cells", "unit", "points"),
    [
        (40, 10, 0),
        (30, 10, PRICES.step),
        (30, 2, 0),
        (4 * 28, 10, 0),
        (45, 5, PRICES.step),
        (60, 5, 0),
    ],
)
def test_cells_that_make_no_level_top_cost_a_step_at_least(cells, unit, points):
    assert least_loss(GROUND.levelled, cells, unit) == points
    assert least_loss(GROUND, cells, unit) == 0
