"""Stacking an edition, by example: rules, stacks, conflicts, moves."""

import random
from dataclasses import replace

import pytest
from support.audits.ad_stacks import audit

from slots.book.booking import Apart, Booking, Lock, Position
from slots.book.sheet import rows_for
from slots.rules.size import Pages
from slots.stacking.remedy import listed
from slots.stacking.solve import stack_edition
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan
from slots.stacking.task.ads_and_pages import Limits

LEADING = 10_000


def booking(name, columns, rows, **more):
    """A booking that takes so many rows, its air included."""
    air = 2 if more.get("label") else 1
    return Booking(name, f"firm of {name}", columns, (rows - air - 1) * LEADING, **more)


def pages(count=4, columns=6, rows=60, **more):
    return tuple(StackPage(n, "news", columns, rows, 0, **more) for n in range(1, count + 1))


def stacked(book, sheet, **more):
    """The plan, after the audit."""
    plan = stack_edition(book, sheet, LEADING, **more)
    assert audit(plan, book, sheet, LEADING) == ()
    return plan


def place(plan, name):
    """The one place of a booking."""
    (found,) = [place for place in plan.places if place.id == name]
    return found


def conflict(plan, name):
    (found,) = [conflict for conflict in plan.conflicts if conflict.id == name]
    return found


def test_an_ad_takes_whole_rows_from_cap_height_to_baseline():
    assert rows_for(10_000, 10_000) == 3
    assert rows_for(15_750, 10_000) == 3
    assert rows_for(15_751, 10_000) == 4
    assert rows_for(15_751, 10_000, air=2) == 5


def test_ads_are_piled_from_the_outside_corner():
    book = [booking("tall", 2, 30), booking("flat", 2, 15)]
    plan = stacked(book, pages(1))
    assert place(plan, "tall") == AdPlace("tall", 1, 4, 30, 2, 30)
    assert place(plan, "flat") == AdPlace("flat", 1, 2, 45, 2, 15)


def test_an_ad_rests_on_ads_that_are_nearly_level():
    book = [booking("a", 3, 20), booking("b", 3, 22), booking("wide", 6, 20)]
    plan = stacked(book, pages(1, share=1000))
    assert place(plan, "wide").bottom == 38
    uneven = [booking("a", 3, 12), booking("b", 3, 25), booking("c", 3, 25), booking("d", 3, 12)]
    assert not stacked(uneven, pages(1, share=1000)).conflicts


def test_a_page_is_covered_or_has_room_for_copy():
    plan = stacked([booking("nearly", 6, 55)], pages(1))
    assert plan.places == ()
    assert [rule for rule, _ in conflict(plan, "nearly").rules] == ["shape"]
    assert stacked([booking("full", 6, 59)], pages(1)).conflicts == ()


@pytest.mark.parametrize(
    ("wish", "numbers"),
    [
        ({"section": "sport"}, {3, 4}),
        ({"pages": Pages("2..3")}, {2, 3}),
        ({"pages": Pages("last")}, {4}),
        ({"side": "left"}, {2, 4}),
        ({"far_forward": True}, {1, 2}),
        ({"colour": True}, {1, 4}),
        ({"position": Position.BACK_PAGE}, {4}),
        ({"lock": Lock(3)}, {3}),
    ],
)
def test_hard_rules_choose_the_page(wish, numbers):
    sheet = [
        replace(page, section="sport" if n > 1 else "news", colour=n in (0, 3))
        for n, page in enumerate(pages())
    ]
    assert place(stacked([booking("ad", 2, 20, **wish)], sheet), "ad").page in numbers


def test_the_front_strip_is_the_foot_of_page_one():
    book = [booking("strip", 6, 15, position=Position.FRONT_STRIP), booking("other", 6, 15)]
    assert place(stacked(book, pages()), "strip") == AdPlace("strip", 1, 0, 45, 6, 15)
    narrow = booking("strip", 5, 15, position=Position.FRONT_STRIP)
    assert conflict(stacked([narrow], pages()), "strip").rules[0][0] == "position"


def test_a_double_truck_touches_the_spine_on_both_pages():
    plan = stacked([booking("truck", 4, 30, double_truck=True)], pages())
    assert plan.places == (
        AdPlace("truck", 2, 2, 30, 4, 30),
        AdPlace("truck", 3, 0, 30, 4, 30),
    )


def test_competitors_are_as_far_apart_as_the_stricter_asks():
    one = booking("one", 2, 20, category="cars", pages=Pages("2"))
    other = booking("other", 2, 20, category="cars")
    assert place(stacked([one, other], pages()), "other").page != 2
    shy = replace(other, apart=Apart.SPREAD)
    assert place(stacked([one, shy], pages()), "other").page in (1, 4)
    assert place(stacked([one, replace(other, pages_apart=2)], pages()), "other").page == 4
    calm = [replace(b, apart=Apart.NONE, pages=Pages("2")) for b in (one, other)]
    assert not stacked(calm, pages()).conflicts


def test_coupons_do_not_lie_back_to_back():
    """Outside lies on outside: at least one of them has to leave its corner."""
    book = [
        booking("front", 3, 20, coupon=True, pages=Pages("1")),
        booking("back", 3, 20, coupon=True, pages=Pages("2")),
    ]
    plan = stacked(book, pages(2))
    assert not plan.conflicts
    assert place(plan, "front").column == place(plan, "back").column
    wide = [replace(one, columns=4) for one in book]
    (refused,) = stacked(wide, pages(2)).conflicts
    assert refused.id in ("front", "back")
    assert "coupon" in [rule for rule, _ in refused.rules]


def test_a_solus_ad_is_alone():
    book = [booking("alone", 2, 20, solus=True), *(booking(f"ad-{n}", 2, 20) for n in range(5))]
    plan = stacked(book, pages(2))
    assert [one.id for one in plan.on(place(plan, "alone").page)] == ["alone"]


def test_a_lock_keeps_page_and_cells():
    book = [booking("fixed", 2, 20, lock=Lock(2, 1, 25)), booking("free", 6, 20)]
    assert place(stacked(book, pages()), "fixed") == AdPlace("fixed", 2, 1, 25, 2, 20)


@pytest.mark.parametrize(
    ("change", "rule", "hint"),
    [
        ({"columns": 7}, "size", "at most 6 columns"),
        ({"depth": 900_000}, "size", "60 rows"),
        ({"section": "weather"}, "section", "name one of the sections: news"),
        ({"lock": Lock(9)}, "lock", "one of the pages 1 to 4"),
        ({"lock": Lock(2, 5, 0)}, "lock", "cells"),
        ({"pages": Pages("7..9")}, "pages", ""),  # nothing but to give it up
        ({"columns": 0}, "size", "at most"),
    ],
)
def test_what_no_page_can_take_is_a_conflict_of_its_own_rules(change, rule, hint):
    plan = stacked([replace(booking("ad", 2, 20), **change)], pages())
    assert [name for name, _ in conflict(plan, "ad").rules] == [rule]
    assert conflict(plan, "ad").bookings == ()
    found = conflict(plan, "ad").hint
    assert hint in found if hint else found == ""


def test_one_column_is_not_called_columns():
    narrow = [replace(page, columns=1) for page in pages()]
    found = conflict(stacked([booking("ad", 2, 20)], narrow), "ad")
    assert found.hint.startswith("book at most 1 column and ")
    tall = conflict(stacked([replace(booking("ad", 1, 20), depth=900_000)], narrow), "ad")
    assert dict(tall.rules)["size"].startswith("1 column by ")


def test_no_pages_at_all():
    plan = stacked([booking("ad", 2, 20)], ())
    assert conflict(plan, "ad").hint == "give the edition pages"
    assert stacked([], ()) == AdPlan(())


def test_two_locks_on_the_same_cells_name_each_other():
    book = [
        booking("dear", 3, 20, price=90_000, lock=Lock(2, 0, 40)),
        booking("cheap", 3, 20, lock=Lock(2, 2, 40)),
        *(booking(f"ad-{n}", 2, 20) for n in range(4)),
    ]
    refused = conflict(stacked(book, pages()), "cheap")
    assert refused.bookings == ("dear",)
    assert [rule for rule, _ in refused.rules] == ["lock", "room"]
    assert refused.hint == "move or drop dear to have it on page 2"


def test_a_full_section_is_told_with_its_room():
    sheet = [replace(page, section="sport" if n == 3 else "news") for n, page in enumerate(pages())]
    book = [
        booking("big", 6, 40, section="sport", priority=1),
        booking("late", 3, 25, section="sport"),
    ]
    refused = conflict(stacked(book, sheet), "late")
    assert refused.bookings == ("big",)
    assert dict(refused.rules) == {
        "section": 'only in section "sport"',
        "room": "page 4 is taken: at most 20 rows free over 3 columns, it needs 25",
    }


def test_the_more_valuable_ads_are_placed():
    book = [
        booking("cheap", 6, 40, price=10_000),
        booking("dear", 6, 40, price=20_000),
        booking("first", 6, 40, priority=4),
    ]
    plan = stacked(book, pages(2))
    assert {one.id for one in plan.places} == {"dear", "first"}


def test_a_late_ad_moves_the_least_and_says_why():
    book = [booking("a", 6, 20), booking("b", 3, 20), booking("c", 3, 15)]
    sheet = pages(1, share=1000)
    plan = stacked(book, sheet)
    assert plan.moves == ()
    late = booking("late", 2, 10, position=Position.BACK_PAGE)
    after = stacked([*book, late], sheet, before=plan.places)
    assert [move.id for move in after.moves if move.before] == []
    assert [(move.id, move.why) for move in after.moves] == [("late", "it is new")]
    gone = stacked(book[1:], sheet, before=plan.places)
    assert ("a", "it is no longer booked") in [(move.id, move.why) for move in gone.moves]


@pytest.mark.slow
def test_the_plan_again_is_the_plan_at_once():
    book = [booking(f"ad-{n}", 1 + n % 3, 8 + n) for n in range(12)]
    plan = stacked(book, pages())
    again = stacked(book, pages(), before=plan.places)
    assert (again.places, again.moves, again.gap) == (plan.places, (), 0.0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 6, 10])
def test_the_plan_of_an_overbooked_book_again_is_the_plan(seed):
    dice = random.Random(seed)
    book = [
        booking(
            f"ad-{n}",
            dice.choice((1, 2, 2, 3, 6)),
            dice.choice((12, 18, 24, 36)),
            category=f"trade {n % 6}",
            price=dice.randrange(100, 900) * 100,
        )
        for n in range(34)
    ]
    plan = stacked(book, pages(), limits=Limits(work=0.1))
    again = stacked(book, pages(), before=plan.places, limits=Limits(work=0.1))
    assert plan.conflicts and (again.places, again.moves) == (plan.places, ())


def test_little_work_still_gives_a_sound_plan():
    book = [booking(f"ad-{n}", 1 + n % 4, 10 + n) for n in range(20)]
    plan = stacked(book, pages(), limits=Limits(work=0.0, nodes=20, reasons=0))
    assert {one.id for one in plan.places} | {one.id for one in plan.conflicts} == {
        one.id for one in book
    }


def test_page_numbers_are_drawn_together():
    assert listed([3, 9, 10, 11, 14]) == "3, 9-11, 14"


# --- Level tops. ---------------------------------------------------------------------------------


def tops(plan, page):
    """The height of each column's ads in rows, from the left."""
    heights = [0] * page.columns
    for spot in plan.on(page.number):
        for column in range(spot.column, spot.right):
            heights[column] = max(heights[column], page.rows - spot.row)
    return heights


def test_a_stack_is_level_where_it_can_be():
    book = [booking("tall", 2, 36), *(booking(f"flat-{n}", 4, 18) for n in range(2))]
    (page,) = sheet = pages(1)
    assert tops(stacked(book, sheet), page) == [36] * 6


def test_a_tower_is_better_than_a_low_step_but_not_up_to_the_head():
    book = [booking("a", 2, 24), booking("b", 2, 18)]
    (page,) = sheet = pages(1, rows=80)
    assert tops(stacked(book, sheet), page) == [0, 0, 0, 0, 42, 42]
    book = [booking("a", 2, 36), booking("b", 2, 24)]
    assert tops(stacked(book, sheet), page) == [0, 0, 24, 24, 36, 36]


def test_ads_change_pages_for_level_tops():
    """Twelve ads, of which six go level on each of two pages, if they go together."""
    wide = [booking(f"wide-{n}", 3, 24, section="news") for n in range(4)]
    thin = [booking(f"thin-{n}", 2, 18) for n in range(6)]
    sheet = pages(2, share=1000)
    plan = stacked([*wide, *thin], sheet)
    assert not plan.conflicts
    for page in sheet:
        assert len(set(tops(plan, page))) == 1


# --- An ad larger than the most of a page. -------------------------------------------------------


def test_an_ad_above_the_most_of_a_page_stands_alone():
    book = [booking("full", 6, 59, priority=1), *(booking(f"ad-{n}", 3, 15) for n in range(4))]
    sheet = pages(2, most=500)
    plan = stacked(book, sheet)
    page = place(plan, "full").page
    assert [one.id for one in plan.on(page)] == ["full"]
    assert not plan.conflicts


def test_where_rows_are_reserved_the_most_of_a_page_holds():
    sheet = pages(1, most=250, reserved=20)
    refused = conflict(stacked([booking("large", 6, 30)], sheet), "large")
    assert [rule for rule, _ in refused.rules] == ["most"]


# --- Plans with ads that have no place. ----------------------------------------------------------


@pytest.mark.slow
def test_an_overbooked_plan_stays_as_it_is():
    book = [booking(f"ad-{n}", 2 + n % 3, 20 + n, price=n * 1000) for n in range(24)]
    plan = stacked(book, pages(), limits=Limits(work=1.0))
    again = stacked(book, pages(), before=plan.places, limits=Limits(work=1.0))
    assert plan.conflicts
    if len(again.places) == len(plan.places):
        assert (again.places, again.moves) == (plan.places, ())


def test_a_set_that_is_not_reduced_is_said_to_be_so():
    book = [booking(f"ad-{n:02}", 3, 20, price=n * 1000) for n in range(20)]
    plan = stacked(book, pages(2), limits=Limits(work=0.0, reasons=0))
    refused = plan.conflicts[0]
    assert not refused.minimal
    assert len(refused.bookings) > 5
    assert refused.hint.endswith(f"and {len(refused.bookings) - 5} more")
    (small,) = stacked(book[:13], pages(2)).conflicts
    assert small.minimal


def test_locks_are_said_with_columns_and_rows_from_one():
    plan = stacked([booking("ad", 2, 20, lock=Lock(2, 5, 0))], pages())
    assert dict(conflict(plan, "ad").rules)["lock"] == "locked to page 2, column 6, row 1"


# --- The audit sees what is wrong. ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "row", "said"),
    [
        (0, 39, "hangs in the air"),
        (5, 40, "beyond the columns"),
        (0, 41, "beyond the rows"),
        (2, 40, "no slope"),
    ],
)
def test_the_audit_sees_a_misplaced_ad(column, row, said):
    plan = AdPlan((AdPlace("ad", 1, column, row, 2, 20),))
    faults = audit(plan, [booking("ad", 2, 20)], pages(1), LEADING)
    assert said in " ".join(faults)


def test_the_audit_sees_cells_used_twice_and_ads_lost():
    book = [booking("a", 2, 20), booking("b", 2, 20), booking("c", 2, 20)]
    plan = AdPlan((AdPlace("a", 1, 4, 40, 2, 20), AdPlace("b", 1, 4, 40, 2, 20)))
    faults = " ".join(audit(plan, book, pages(1), LEADING))
    assert "40 cells are in two ads" in faults
    assert "c: 0 places, 0 conflicts" in faults


def test_the_audit_sees_coupons_back_to_back():
    book = [booking(name, 2, 20, coupon=True) for name in "ab"]
    plan = AdPlan((AdPlace("a", 1, 4, 40, 2, 20), AdPlace("b", 2, 0, 40, 2, 20)))
    assert audit(plan, book, pages(2), LEADING) == ("a and b: coupons back to back",)


def test_a_high_ad_leaves_the_top_of_a_first_page_free():
    """Two ads that have no room above each other, on two pages that could have either."""
    book = [booking("high", 2, 50), booking("low", 6, 15)]
    sheet = pages(2, share=300)
    for number in (1, 2):
        opener = tuple(replace(page, opens=page.number == number) for page in sheet)
        plan = stacked(book, opener)
        assert {place(plan, "low").page, place(plan, "high").page} == {1, 2}
        assert place(plan, "low").page == number


def test_no_ad_is_left_out_to_keep_a_first_page_free():
    opener = tuple(replace(page, opens=True) for page in pages(2, share=100))
    book = [booking(f"a{n}", 3, 30) for n in range(8)]
    assert not stacked(book, opener).conflicts
