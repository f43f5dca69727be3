"""Packing the ads of one page: no better stack than the one that trying them all finds."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slots.book.booking import Booking, Lock, Position
from slots.prices_of_taste import OUR_PRICES
from slots.stacking.search.pack_page import (
    NOTHING,
    Around,
    Piece,
    coupon_zones,
    level_up,
    pile_up,
    stretched,
)
from slots.stacking.search.packed_pages import Effort, Piler, ground_of, kind_of, piece_of
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace
from slots.stacking.task.ads_and_pages import Limits, task_of
from slots.stacking.task.stack_top import Ground, top_loss

GROUND = Ground(columns=3, depth=8, misfit=1, least_free=2)
PRICES = OUR_PRICES.ads
NODES = 20_000


def zones_of(pieces, spots):
    return [piece.zone(spot) for piece, spot in zip(pieces, spots, strict=True)]


def worth(ground, pieces, spots):
    """What a stack is worth, looked at cell by cell; None where it is none."""
    zones = zones_of(pieces, spots)
    heights, points = [0] * ground.columns, 0
    for n in sorted(range(len(zones)), key=lambda n: (zones[n][2], zones[n][0])):
        first, after, foot, top = zones[n]
        under = heights[first:after]
        if top > ground.depth or foot != max(under) or foot - min(under) > ground.misfit:
            return None
        heights[first:after] = [top] * (after - first)
        covered = any(
            z[0] < after and first < z[1] and z[2] >= top for m, z in enumerate(zones) if m != n
        )
        wish = pieces[n].position
        met = (
            (wish is Position.OUTSIDE and first == 0)
            or (wish is Position.INSIDE and after == ground.columns)
            or (wish is Position.FOOT and foot == 0)
            or (wish is Position.TOP and not covered)
        )
        points += met * PRICES.position
    shape = top_loss(ground, heights, ground.depth + 1, False)
    return None if shape is None else points - shape


def best_by_trying(ground, pieces):
    places = [
        [
            (column, row)
            for column in range(ground.columns - piece.columns + 1)
            for row in range(ground.depth - piece.rows + 1)
        ]
        for piece in pieces
    ]
    found = [worth(ground, pieces, spots) for spots in product(*places)]
    return max((each for each in found if each is not None), default=None)


pieces_of = st.lists(
    st.builds(
        Piece,
        st.integers(1, 3),
        st.integers(1, 6),
        position=st.sampled_from(
            [Position.ANY, Position.OUTSIDE, Position.INSIDE, Position.FOOT, Position.TOP]
        ),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=25)
@given(pieces=pieces_of, levels=st.booleans(), opens=st.booleans())
def test_no_stack_is_better_than_the_best_and_none_is_missed(pieces, levels, opens):
    ground = replace(GROUND, levels=levels, opens=opens)
    pile = pile_up(ground, pieces, NOTHING, NODES)
    best = best_by_trying(ground, pieces)
    assert pile.exact
    if best is None:
        assert pile.spots is None
    else:
        assert pile.points == best == worth(ground, pieces, pile.spots)


@settings(max_examples=25)
@given(pieces=pieces_of)
def test_levelling_ends_where_searching_anew_does(pieces):
    plain = pile_up(GROUND, pieces, NOTHING, NODES)
    if plain.spots is None:
        return
    level = GROUND.levelled
    assert level_up(level, pieces, NOTHING, NODES, plain).points == best_by_trying(level, pieces)
    kept = level_up(level, pieces, NOTHING, 1, plain)
    assert kept.spots is not None
    assert kept.points == worth(level, pieces, kept.spots)


def test_the_first_pile_found_is_a_stack_and_no_proof_that_it_is_best():
    pieces = [Piece(1, 4, position=Position.TOP), Piece(2, 2), Piece(1, 2)]
    pile = pile_up(GROUND, pieces, NOTHING, NODES, first=True)
    assert worth(GROUND, pieces, pile.spots) is not None
    assert not pile.exact


def test_a_column_that_is_low_by_a_misfit_can_still_be_covered():
    """The wide one comes last, over columns of two and of three rows: the top is level."""
    pieces = [Piece(1, 3, 0), Piece(1, 3, 0), Piece(1, 2, 1), Piece(1, 3, 2), Piece(2, 3)]
    pile = pile_up(GROUND.levelled, pieces, NOTHING, NODES)
    assert (pile.spots[-1], pile.points) == ((1, 3), 0)


@pytest.mark.parametrize("pieces", [[Piece(4, 8), Piece(1, 1)], [Piece(3, 3)] * 3])
def test_too_many_cells_are_seen_without_a_step(pieces):
    """Three of 3 by 3 have fewer cells than the page, but nothing stands beside any of them."""
    pile = pile_up(replace(GROUND, columns=4), pieces, NOTHING, NODES)
    assert (pile.spots, pile.exact, pile.steps) == (None, True, 0)


def test_a_search_that_ends_early_proves_nothing():
    pieces = [Piece(1, n) for n in (1, 2, 3, 4)]
    pile = pile_up(GROUND, pieces, NOTHING, 1)
    assert (pile.spots, pile.exact, pile.steps) == (None, False, 1)


@pytest.mark.parametrize(
    ("size", "least", "found"), [(10, 1, 10), (8, 3, 10), (7, 3, 7), (3, 3, 3), (2, 3, 0)]
)
def test_sizes_that_leave_less_than_the_least_count_as_the_whole(size, least, found):
    assert stretched(size, 10, least) == found


def test_sums_that_fit_still_fit_when_stretched():
    for one, other in product(range(11), repeat=2):
        for least in range(1, 6):
            if one + other <= 10:
                assert stretched(one, 10, least) + stretched(other, 10, least) <= 10


def test_a_coupon_keeps_off_the_cells_of_those_on_its_back():
    coupon = Piece(1, 2, coupon=True)
    free = pile_up(GROUND, [coupon], NOTHING, NODES)
    assert free.spots == ((0, 0),)
    (zone,) = coupon_zones([coupon, Piece(1, 1)], [(0, 0), (1, 0)])
    assert zone == (0, 1, 0, 2)
    kept = pile_up(GROUND, [coupon], Around((zone,)), NODES)
    assert kept.spots[0][0] > 0
    again = pile_up(GROUND, [coupon], Around((), frozenset({(zone,)})), NODES)
    assert again.spots != free.spots
    whole = Around(((0, 3, 0, 8),))
    assert pile_up(GROUND, [coupon], whole, NODES).spots is None


def booking(name, columns=2, rows=20, **more):
    return Booking(name, f"firm of {name}", columns, (rows - 2) * 10_000, **more)


def piler(book, before=(), count=2, **page):
    sheet = [StackPage(n, "news", 6, 60, 0, **page) for n in range(1, count + 1)]
    return task_of(book, sheet, 10_000, before, Limits(), PRICES)


def test_right_and_left_pages_are_piled_from_their_outside_corner():
    task = piler([booking("a")])
    made = Piler(task)
    assert made.leaf(1, [0], []).places == (AdPlace("a", 1, 4, 40, 2, 20),)
    assert made.leaf(1, [], [0]).places == (AdPlace("a", 2, 0, 40, 2, 20),)
    assert made.leaf(1, [], []).places == ()


def test_coupons_of_a_leaf_do_not_lie_back_to_back():
    task = piler([booking("a", coupon=True), booking("b", coupon=True)])
    places = Piler(task).leaf(1, [0], [1]).places
    columns = {}
    for place in places:
        outside = 6 - place.right if place.page == 1 else place.column
        columns[place.page] = range(outside, outside + place.columns)
    assert set(columns[1]).isdisjoint(columns[2])


def test_coupons_that_take_both_sides_have_no_place():
    task = piler([booking("a", 6, coupon=True, rows=50), booking("b", 6, coupon=True, rows=50)])
    assert Piler(task).leaf(1, [0], [1]).places is None
    assert Piler(task).leaf(1, [0], []).places is not None


def test_a_set_of_ads_is_packed_once_and_by_its_order_no_more():
    task = piler([booking("a"), booking("b", 3, 12)])
    made = Piler(task)
    made.leaf(1, [0, 1], [])
    steps = made.steps
    assert steps > 0
    made.leaf(1, [1, 0], [])
    made.sharing(task).leaf(1, [0, 1], [])
    assert made.steps == steps


def test_a_glance_finds_any_pile_in_fewer_steps():
    task = piler([booking(str(n), 1 + n % 3, 12 + n) for n in range(5)])
    glance, best = Piler(task), Piler(task)
    assert glance.leaf(1, range(5), [], Effort.GLANCE).places is not None
    best.leaf(1, range(5), [])
    assert glance.steps <= best.steps


def test_levelled_tops_cost_points_and_known_piles_are_kept():
    task = piler([booking("a", 3, 20), booking("b", 3, 30)])
    plain = Piler(task)
    level = plain.levelling()
    assert plain.leaf(1, [0, 1], []).points == 0
    assert level.leaf(1, [0, 1], []).points == -PRICES.small_step
    assert plain.most(1, [0, 1]) == 0


def test_pieces_fit_loosely_where_shape_does_not_matter():
    made = Piler(piler([]))
    uneven = [Piece(1, 30), Piece(4, 10), Piece(1, 30)]
    assert made.fits_loose(1, uneven)
    assert not made.fits_loose(1, [Piece(4, 31), Piece(4, 30)])


def test_an_ad_as_a_piece_counts_from_outside_and_foot():
    before = (AdPlace("a", 1, 0, 10, 2, 20), AdPlace("a", 2, 1, 40, 2, 20))
    task = piler([booking("a", coupon=True, position=Position.TOP, lock=Lock(1, 1, 15))], before)
    (ad,), (right, left) = task.ads, task.pages.values()
    piece = piece_of(ad, right)
    assert (piece.column, piece.foot, piece.hung, piece.stay) == (3, 25, True, (4, 30))
    assert piece_of(ad, left).stay == (1, 0)
    assert kind_of(ad, right) == Piece(2, 20, 3, 25, True)


def test_strips_and_double_trucks_have_their_places():
    task = piler(
        [
            booking("strip", 6, 8, position=Position.FRONT_STRIP),
            booking("truck", 5, 40, double_truck=True, position=Position.OUTSIDE),
            booking("resized", 2, 20),
        ],
        (AdPlace("resized", 1, 0, 10, 3, 20),),
        3,
    )
    strip, truck, resized = task.ads
    one, two, three = task.pages.values()
    assert piece_of(strip, one) == Piece(6, 8, 0, 0)
    assert piece_of(truck, two) == Piece(5, 40, 1, 0, position=Position.OUTSIDE)
    assert piece_of(truck, three) == Piece(5, 40, 1, 0)
    assert piece_of(resized, one).stay == (-1, -1)


def test_the_ground_of_a_page_is_what_ads_may_take():
    task = piler([], reserved=12)
    assert ground_of(task.pages[1], task) == Ground(6, 48, 2, 10)


@pytest.mark.parametrize(
    "top, high",
    [((5, 5, 5), 0), ((6, 6, 6), 1), ((8, 8, 8), 1), ((7, 7, 7), 1), ((0, 0, 0), 0)],
)
def test_a_high_stack_costs_more_where_a_section_begins(top, high):
    levelled = replace(GROUND, levels=True)
    opener = replace(levelled, opens=True)
    more = top_loss(opener, top, GROUND.depth + 1, False) - top_loss(
        levelled, top, GROUND.depth + 1, False
    )
    assert more == high * PRICES.high_opener
    unlevelled = replace(opener, levels=False)
    assert top_loss(unlevelled, top, GROUND.depth + 1, False) == 0


def test_steps_and_height_together_cost_no_more_than_all_steps_may():
    dear = replace(PRICES, high_opener=20_000)
    ground = replace(GROUND, levels=True, opens=True, prices=dear)
    assert top_loss(ground, (6, 3, 0), GROUND.depth + 1, False) == PRICES.most_steps
