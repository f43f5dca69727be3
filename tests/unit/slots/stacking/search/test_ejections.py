"""Large books: ads that put out others, pages by gain, and small ads laid on each other."""

from __future__ import annotations

import pytest

from slots.book.booking import Apart, Booking
from slots.prices_of_taste import OUR_PRICES
from slots.stacking.search.draft import Board, Draft
from slots.stacking.search.eject import Ejector
from slots.stacking.search.first_plan import PagesByGain, fill
from slots.stacking.solve import stack_edition
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ads_and_pages import Limits, task_of
from slots.stacking.task.allowed import Verdicts, broken, fits, stands
from slots.stacking.unplaced import conflicts_of

LEADING = 10_000
ENOUGH = 100_000


def booking(name, columns=2, rows=10, **more):
    return Booking(name, more.pop("firm", f"firm of {name}"), columns, (rows - 2) * LEADING, **more)


def sheet(count, **page):
    return [
        StackPage(n, page.pop("section", "news"), 6, 60, 0, **page) for n in range(1, count + 1)
    ]


def draft_of(book, pages, stands_of):
    board = Board(task_of(book, pages, LEADING, (), Limits(), OUR_PRICES.ads))
    return Draft(board, stands_of)


def test_an_ad_has_a_page_to_itself_that_others_leave():
    book = [*(booking(f"ad-{n}") for n in range(3)), booking("alone", solus=True)]
    draft = draft_of(book, sheet(3), {0: 1, 1: 2, 2: 3})
    Ejector(draft).place([3], ENOUGH)
    assert sorted(draft.stands) == [0, 1, 2, 3]
    assert draft.on[draft.stands[3]] == [3]
    assert all(draft.pile(leaf).places is not None for leaf in draft.board.leaves)


def test_an_ad_takes_a_page_from_its_competitor():
    here = {"category": "cars", "apart": Apart.SPREAD}
    book = [booking("one", **here), booking("two", **here), booking("three", **here)]
    draft = draft_of(book, sheet(7), {0: 4, 1: 2})
    everywhere = [at for at in range(1, 8) if draft.rival(2, at) is None]
    assert everywhere == [1, 6, 7]
    draft = draft_of(book, sheet(5), {0: 4, 1: 2})
    Ejector(draft).place([2], ENOUGH)
    assert sorted(draft.stands) == [0, 1, 2]
    assert all(draft.rival(ad, draft.stands[ad]) is None for ad in range(3))


def test_where_the_others_find_no_page_all_stay_where_they_were():
    book = [booking("old", 6, 60, price=900_000), booking("new", 6, 60, price=100)]
    draft = draft_of(book, sheet(1), {0: 1})
    ejector = Ejector(draft)
    ejector.place([1], ENOUGH)
    assert draft.stands == {0: 1} and draft.on[1] == [0]
    assert ejector.steps >= 0


def test_an_ad_worth_more_takes_the_page_of_one_that_has_no_other():
    book = [booking("old", 6, 60, price=100), booking("new", 6, 60, price=900_000)]
    draft = draft_of(book, sheet(1), {0: 1})
    Ejector(draft).place([1], ENOUGH)
    assert draft.stands == {1: 1}


def test_ejections_end_when_their_steps_are_taken():
    book = [*(booking(f"ad-{n}") for n in range(3)), booking("alone", solus=True)]
    draft = draft_of(book, sheet(3), {0: 1, 1: 2, 2: 3})
    Ejector(draft).place([3], 0)
    assert draft.stands == {0: 1, 1: 2, 2: 3}


def test_pages_come_by_gain_and_none_that_an_ad_has_to_itself():
    pages = sheet(50)
    book = [booking("alone", solus=True), booking("large", 6, 50), booking("small")]
    draft = draft_of(book, pages, {})
    by_gain = PagesByGain(draft)
    by_gain.put(0, 7)
    by_gain.put(1, 9)
    order = list(by_gain.for_ad(2))
    assert len(order) == 49 and 7 not in order and order[-1] == 9
    by_gain.take(0)
    by_gain.take(1)
    assert list(by_gain.for_ad(2)) == list(range(1, 51))


def test_a_coupon_that_finds_no_room_keeps_no_other_ad_off():
    """Two pages back to back, one of them covered by a coupon: another has no room on its back."""
    book = [
        booking("front", 6, 40, coupon=True, priority=1, pages=_page(1)),
        booking("back", 6, 40, coupon=True, priority=2, pages=_page(2)),
        booking("plain", 6, 45, priority=3, pages=_page(2)),
    ]
    draft = draft_of(book, sheet(2), {})
    fill(draft)
    assert sorted(draft.stands) == [0, 2]


def _page(number):
    from slots.rules.size import Pages

    return Pages(str(number))


def test_a_page_of_dozens_of_small_ads_is_filled():
    book = [booking(f"ad-{n:03}", 1, 4 + n % 3, coupon=n % 12 == 0) for n in range(200)]
    draft = draft_of(book, sheet(4), {})
    fill(draft)
    cells = sum(ad.area for ad in draft.board.task.ads)
    assert cells < 4 * 6 * 60
    assert len(draft.stands) >= 190


def test_verdicts_are_those_of_the_rules_asked_one_by_one():
    pages = [
        *(StackPage(n, "news", 6, 60, 0, colour=n % 2 == 0, most=500) for n in range(1, 6)),
        *(StackPage(n, "sport", 4, 50, 4, reserved=10) for n in range(6, 9)),
    ]
    book = [
        booking("a"),
        booking("b", 5, 30, section="sport"),
        booking("c", 6, 59, side="left", colour=True),
        booking("d", 3, 20, double_truck=True, far_forward=True),
        booking("e", 3, 20, pages=_page(3)),
        booking("f", 6, 50),
    ]
    task = task_of(book, pages, LEADING, (), Limits(), OUR_PRICES.ads)
    verdicts = Verdicts(task)
    for ad in task.ads:
        fit = [number for number in sorted(task.pages) if fits(ad, number, task)]
        assert verdicts.of(ad) == {number: broken(ad, number, task) for number in fit}
        assert verdicts.stands(ad) == stands(ad, task)
        assert verdicts.stand_set(ad) == {*stands(ad, task)}


@pytest.mark.parametrize("reasons", [0, 50, 16_000])
def test_explaining_ends_whatever_is_in_the_way(reasons):
    rivals = {"category": "cars", "pages_apart": 3}
    book = [booking(f"ad-{n:03}", 1, 12, **rivals) for n in range(150)]
    pages = sheet(60)
    limits = Limits(reasons=reasons)
    board = Board(task_of(book, pages, LEADING, (), limits, OUR_PRICES.ads))
    draft = Draft(board, {n: 1 + 3 * n for n in range(20)})
    conflicts = conflicts_of(draft)
    assert len(conflicts) == 130
    assert all(conflict.bookings for conflict in conflicts)
    proven = sum(conflict.minimal for conflict in conflicts)
    assert (proven == 0) if not reasons else proven <= 130
    assert proven > 0 or reasons < 16_000


def test_a_book_of_thousands_has_all_its_lone_ads_placed():
    """Two hundred pages, each with small ads, and forty ads that want one to themselves."""
    small = [booking(f"ad-{n:03}", 1 + n % 3, 8, priority=3) for n in range(600)]
    lone = [booking(f"lone-{n:02}", 2, 10, solus=True) for n in range(40)]
    plan = stack_edition([*small, *lone], sheet(200), LEADING, limits=Limits(work=0.3))
    assert not plan.conflicts
