"""Preferences for ads: met where the plan can afford it, told with their cost where it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from slots.book.booking import Booking
from slots.prices_of_taste import OUR_PRICES
from slots.rules.size import Pages
from slots.stacking.prefer import with_preferences
from slots.stacking.refused_ad import Preference
from slots.stacking.solve import stack_task
from slots.stacking.task.ad_decision import AdDecision, Spot
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan
from slots.stacking.task.ads_and_pages import Limits, StackingTask, task_of

LEADING = 10_000
PAGES = tuple(StackPage(number, "news", 4, 60, 0) for number in range(1, 5))


def booking(name: str, columns: int, rows: int, **more: object) -> Booking:
    """A booking that takes so many rows, its air included."""
    return Booking(name, f"firm of {name}", columns, (rows - 2) * LEADING, **more)  # type: ignore


def task(
    *book: Booking, rather: int = OUR_PRICES.ads.rather, before: Sequence[AdPlace] = ()
) -> StackingTask:
    prices = replace(OUR_PRICES.ads, rather=rather)
    return task_of(book, PAGES, LEADING, before, Limits(), prices)


def page_of(plan: AdPlan, name: str) -> int:
    (page,) = [place.page for place in plan.places if place.id == name]
    return page


def elsewhere(plan: AdPlan, name: str) -> int:
    return next(page.number for page in PAGES if page.number != page_of(plan, name))


def test_a_preference_that_is_met_already_costs_nothing() -> None:
    work = task(booking("a", 2, 10))
    plan = stack_task(work)
    wanted = {"a": AdDecision((page_of(plan, "a"),))}
    assert with_preferences(work, plan, (), wanted) == (plan, (Preference("a", True, 0),))


def test_ads_without_a_preference_are_not_spoken_of() -> None:
    work = task(booking("a", 2, 10))
    plan = stack_task(work)
    assert with_preferences(work, plan, (), {"gone": AdDecision((3,))}) == (plan, ())


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_preference_is_met_where_any_price_is_paid_for_it(number: int) -> None:
    work = task(booking("a", 2, 10), booking("b", 2, 10), rather=10**9)
    plan, (found,) = with_preferences(
        work, stack_task(work), (), {"a": AdDecision((number,), spot=Spot("inside", foot=True))}
    )
    assert found.met and found.cost is not None and not found.lost
    assert page_of(plan, "a") == number
    assert {place.id for place in plan.places} == {"a", "b"}


def test_it_is_left_with_its_cost_where_nothing_is_paid() -> None:
    work = task(booking("a", 2, 10), rather=0)
    plan = stack_task(work)
    wanted = {"a": AdDecision((elsewhere(plan, "a"),))}
    after, (found,) = with_preferences(work, plan, (), wanted)
    assert after == plan
    assert not found.met and found.cost is not None and found.cost >= 0


def test_it_is_met_for_a_point_more_than_it_costs_and_not_for_its_cost() -> None:
    book = [booking("a", 2, 10), booking("b", 4, 20)]
    plan = stack_task(task(*book))
    wanted = {"a": AdDecision(spot=Spot(column=1, row=20))}
    _, (told,) = with_preferences(task(*book, rather=0), plan, (), wanted)
    assert told.cost, "an ad in mid-air is worth less"
    for rather, met in ((told.cost, False), (told.cost + 1, True)):
        _, (found,) = with_preferences(task(*book, rather=rather), plan, (), wanted)
        assert found == Preference("a", met, told.cost)


def test_no_other_ad_loses_its_place_whatever_is_paid() -> None:
    work = task(booking("a", 4, 60), booking("b", 4, 60, pages=Pages("3")), rather=10**9)
    plan = stack_task(work)
    assert page_of(plan, "a") != 3
    after, (found,) = with_preferences(work, plan, (), {"a": AdDecision((3,))})
    assert after == plan
    assert (found.met, found.cost) == (False, None) and len(found.lost) == 1


def test_that_the_ad_leaves_its_last_place_is_no_loss() -> None:
    book = [booking("a", 2, 10)]
    first = stack_task(task(*book))
    was = first.places
    work = task(*book, rather=10**9, before=was)
    again = stack_task(work, was)
    assert again.places == was
    fresh = {"a": AdDecision((elsewhere(first, "a"),))}
    _, (without,) = with_preferences(task(*book, rather=10**9), first, (), fresh)
    after, (found,) = with_preferences(work, again, was, fresh)
    assert found.met and found.cost == without.cost
    assert page_of(after, "a") == fresh["a"].pages[0]


def test_the_ad_worth_most_is_heard_first_and_what_it_has_it_keeps() -> None:
    book = [booking("a", 4, 60, price=100), booking("b", 4, 60, price=90_000)]
    work = task(*book, rather=10**9)
    wanted = {"a": AdDecision((3,)), "b": AdDecision((3,))}
    plan, found = with_preferences(work, stack_task(work), (), wanted)
    assert [(one.id, one.met) for one in found] == [("b", True), ("a", False)]
    assert page_of(plan, "b") == 3 and page_of(plan, "a") != 3
