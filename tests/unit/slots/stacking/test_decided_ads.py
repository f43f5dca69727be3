"""Decisions about ads, by example: what the stack makes of them; and beside closed pages."""

from dataclasses import replace

import pytest
from support.audits.ad_stacks import audit

from slots.book.booking import Apart, Booking, Lock
from slots.prices_of_taste import OUR_PRICES
from slots.rules.size import Pages
from slots.stacking.decide import stack_decided
from slots.stacking.refused_ad import NO_ADS, AdsDecided, AdWish, RuleOf
from slots.stacking.task.ad_decision import AdDecision, Spot
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan
from slots.stacking.task.ads_and_pages import Limits, Standing, task_of

LEADING = 10_000


def booking(name, columns, rows, **more):
    """A booking that takes so many rows, its air included."""
    more.setdefault("advertiser", f"firm of {name}")
    return Booking(name, more.pop("advertiser"), columns, (rows - 2) * LEADING, **more)


def sheet(count=4):
    return tuple(StackPage(n, "news", 4, 60, 0) for n in range(1, count + 1))


def decide(book, decided, bare=(), pages=None, before=(), standing=()):
    pages = pages or sheet()
    task = task_of(book, pages, LEADING, before, Limits(), OUR_PRICES.ads)
    made = stack_decided(replace(task, standing=standing), before, AdsDecided(decided, bare))
    assert audit(made.plan, _locked(book, decided, made), pages, LEADING) == ()
    return made


def _locked(book, decided, made):
    """A book of which those ads are locked whose very cells are decided, as the audit knows it."""
    cells = {one.id: Lock(one.page, one.column, one.row) for one in made.plan.places}
    exact = {name for name, one in decided.items() if one.exact}
    return [replace(one, lock=cells[one.id]) if one.id in exact else one for one in book]


def places(made):
    return {one.id: (one.page, one.column, one.row) for one in made.plan.places}


@pytest.mark.parametrize(
    ("decision", "cells"),
    [
        (AdDecision((3,), spot=Spot("left", foot=True)), (3, 0, 50)),
        (AdDecision((3,), spot=Spot("outside")), (3, 2, 50)),
        (AdDecision((2,), spot=Spot("outside")), (2, 0, 50)),
        (AdDecision((2,), spot=Spot("inside")), (2, 2, 50)),
        (AdDecision((3,), spot=Spot(column=0)), (3, 0, 50)),
        (AdDecision((3,), spot=Spot(column=1, foot=True)), (3, 1, 50)),
        (AdDecision((3,), spot=Spot(column=1, row=20)), (3, 1, 20)),
        (AdDecision(stays=AdPlace("a", 4, 1, 50, 2, 10)), (4, 1, 50)),
    ],
)
def test_an_ad_is_where_it_is_decided(decision, cells):
    made = decide([booking("a", 2, 10)], {"a": decision})
    assert places(made) == {"a": cells} and made.refused == ()


def test_others_make_room_and_as_little_as_can_be_moves():
    book = [booking("a", 4, 20), booking("b", 4, 30), booking("c", 4, 30)]
    first = decide(book, {})
    was = places(first)
    wanted = next(n for n in range(1, 5) if n != was["a"][0])
    made = decide(book, {"a": AdDecision((wanted,))}, before=first.plan.places)
    (move,) = [one for one in made.plan.moves if one.id == "a"]
    assert move.after.page == wanted and move.why == "so it is decided"


def test_a_page_without_ads_says_why_they_moved():
    first = decide([booking("a", 4, 20)], {"a": AdDecision((3,))})
    made = decide([booking("a", 4, 20)], {}, bare=(3,), before=first.plan.places)
    assert [one.why for one in made.plan.moves] == ["page 3 is to have no ads"]


def test_what_a_booking_forbids_is_refused_with_its_rule():
    book = [booking("a", 2, 10, pages=Pages("2"), side="left")]
    (refused,) = decide(book, {"a": AdDecision((4,), spot=Spot(foot=True))}).refused
    assert refused.wish == AdWish("a", "page") and refused.together == (refused.wish,)
    assert refused.rules == (RuleOf("a", "pages", "only on pages: 2"),)


def test_a_lock_of_the_book_is_no_matter_of_decisions():
    book = [booking("a", 2, 10, lock=Lock(2, 1))]
    (refused,) = decide(book, {"a": AdDecision(spot=Spot(column=0))}).refused
    assert refused.wish.key == "place" and {one.rule for one in refused.rules} == {"lock"}


def test_the_place_is_given_up_and_the_page_is_kept():
    book = [booking("a", 4, 20), booking("b", 4, 20, price=100)]
    foot = AdDecision((3,), spot=Spot(foot=True))
    made = decide(book, {"a": foot, "b": foot})
    (refused,) = made.refused
    assert refused.wish == AdWish("a", "place") and {w.id for w in refused.together} == {"a", "b"}
    assert {page for page, *_ in places(made).values()} == {3}


def test_competitors_do_not_go_together():
    book = [booking(name, 2, 10, category="cars", apart=Apart.SPREAD) for name in "ab"]
    (refused,) = decide(book, {"a": AdDecision((2,)), "b": AdDecision((3,))}).refused
    assert {one.id for one in refused.together} == {"a", "b"}
    assert {one.rule for one in refused.rules} == {"apart"}


def test_a_decision_costs_no_other_ad_its_place():
    book = [booking("a", 4, 60), booking("b", 4, 40, pages=Pages("3"))]
    made = decide(book, {"a": AdDecision((3,))})
    (refused,) = made.refused
    assert refused.ads == ("b",) and [one.rule for one in refused.rules] == ["pages"]
    assert places(made)["b"][0] == 3 and made.plan.conflicts == ()


def test_pages_without_ads_stay_while_there_is_room():
    book = [booking(name, 4, 60) for name in "abc"]
    made = decide(book, {}, bare=(1, 2))
    (refused,) = made.refused
    assert refused.wish.key == NO_ADS and {w.page for w in refused.together} == {1, 2}
    assert len(places(made)) == 3


# --- beside ads of closed pages -------------------------------------------------------------------


def standing(one, page, column=0):
    rows = one.depth // LEADING + 2
    return Standing(one, AdPlace(one.id, page, column, 60 - rows, one.columns, rows))


@pytest.mark.parametrize(
    ("apart", "of_closed", "pages"),
    [
        ({"apart": Apart.SPREAD}, {}, {1, 4}),
        ({}, {"apart": Apart.SPREAD}, {1, 4}),
        ({"pages_apart": 2}, {"apart": Apart.NONE}, {4}),
        ({"apart": Apart.NONE}, {"apart": Apart.NONE}, {1, 3, 4}),
    ],
)
def test_competitors_keep_off_a_closed_page(apart, of_closed, pages):
    closed = standing(booking("z", 2, 10, category="cars", **of_closed), 2)
    open_ = tuple(replace(page, most=0) if page.number == 2 else page for page in sheet())
    for number in (1, 3, 4):
        one = booking("a", 2, 10, category="cars", pages=Pages(str(number)), **apart)
        made = decide([one], {}, pages=open_, standing=(closed,))
        assert bool(made.plan.places) is (number in pages), number
        for conflict in made.plan.conflicts:
            assert "closed-rivals" in dict(conflict.rules)


def test_an_ad_of_the_same_advertiser_is_no_competitor():
    closed = standing(booking("z", 2, 10, category="cars", advertiser="one"), 2)
    one = booking("a", 2, 10, category="cars", advertiser="one", pages=Pages("3"))
    assert decide([one], {}, standing=(closed,)).plan.places


def test_a_column_in_which_no_stack_has_it_is_refused():
    (refused,) = decide([booking("a", 2, 10)], {"a": AdDecision((3,), spot=Spot(column=1))}).refused
    assert refused.wish == AdWish("a", "place") and refused.rules == ()


def test_a_coupon_that_has_no_place_beside_one_at_its_back_is_told():
    closed = standing(booking("z", 4, 60, coupon=True), 3)
    (conflict,) = decide(
        [booking("a", 2, 10, coupon=True, pages=Pages("4"))], {}, standing=(closed,)
    ).plan.conflicts
    assert "coupon" in dict(conflict.rules)


@pytest.mark.parametrize("column", [0, 2])
def test_coupons_keep_off_one_at_their_back(column):
    closed = standing(booking("z", 2, 10, coupon=True), 3, column)
    one = booking("a", 2, 10, coupon=True, pages=Pages("4"))
    open_ = tuple(replace(page, most=0) if page.number == 3 else page for page in sheet())
    made = decide([one], {}, pages=open_, standing=(closed,))
    both = AdPlan((*made.plan.places, closed.place))
    assert audit(both, [one, closed.booking], sheet(), LEADING) == ()
    free = decide([replace(one, coupon=False)], {}, pages=open_, standing=(closed,))
    assert len(free.plan.places) == 1


def test_each_change_of_a_set_has_what_the_stack_loses_with_it():
    """Two ads for the same cells: by brute force, what either costs is the stack made so."""
    spot = {"pages": (2,), "spot": Spot(column=0, row=20)}
    book = [booking("a", 2, 10, price=900), booking("b", 2, 10, price=500)]
    decided = {name: AdDecision(**spot) for name in ("a", "b")}
    (one,) = decide(book, decided).refused
    free = decide(book, {}).plan.objective
    assert {(change.wish.id, change.wish.key) for change in one.changes} == {
        (wish.id, wish.key) for wish in one.together
    }
    for change in one.changes:
        left = [wish for wish in one.together if wish != change.wish]
        keys = {name: {wish.key for wish in left if wish.id == name} for name in decided}
        kept = {name: decided[name].only(said) for name, said in keys.items() if said}
        assert change.cost == free - decide(book, kept).plan.objective


def test_an_ad_that_would_have_no_place_is_a_change_with_its_price():
    (one,) = decide([booking("a", 4, 50, pages=Pages("2"))], {}, bare=(2,)).refused
    bare, gone = one.changes
    assert (bare.wish, bare.cost, bare.ad) == (AdWish("", NO_ADS, 2), 0, "")
    assert gone.ad == "a" and gone.cost > 0
