"""Stacking in words and drawings: sizes, conflicts, moves, lists, tints and spreads."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from layout.desk.reports.ads.drawing import Box, Drawing, Ring, Stroke, Words
from layout.desk.reports.ads.no_place import conflict_words, remedy_words
from layout.desk.reports.ads.sheet_file import svg_of
from layout.desk.reports.ads.thumbnail_sheets import (
    PALETTE,
    PLAIN,
    Entry,
    depth_of,
    flowed,
    spreads_of,
    tints_of,
)
from layout.edition.ad_words import (
    cells_words,
    lock_words,
    move_words,
    new_words,
    notes_on,
    size_words,
    wish_missed,
)
from layout.edition.stacked_ads import Stacked
from slots.book.booking import Apart, Booking, Lock, Position
from slots.book.sheet import Sheet
from slots.rules.size import Pages
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan, Conflict, Move

A1 = Booking("A1", "Bank of X", 3, 340_157, lock=Lock(5, 1, 39))
B3 = Booking("B3", "Mill", 2, 141_732, lock=Lock(5))
PLACE = AdPlace("A1", 5, 1, 39, 3, 30)


def test_sizes_and_places_in_words():
    assert (size_words(A1), size_words(B3)) == ("3x120mm", "2x50mm")
    assert cells_words(PLACE) == "columns 2-4, rows 40-69"
    assert cells_words(AdPlace("A", 1, 0, 9, 1, 1)) == "column 1, row 10"
    assert lock_words(A1.lock) == "page 5, column 2, row 40"
    assert lock_words(B3.lock) == "page 5"


def scene(*bookings, places=(), most=800):
    sheet = Sheet(6, 98 * 10_500, 117_000, 11_339, 10_500, first_row=2)
    pages = tuple(StackPage(n, "News", 6, 100, 2, most=most) for n in range(1, 9))
    plan = AdPlan(tuple(places))
    return Stacked(None, None, sheet, None, None, bookings, pages, plan, False, ())


def test_a_conflict_names_rules_and_ads_with_their_locks():
    work = scene(A1, B3, places=[AdPlace("B3", 5, 0, 40, 2, 30)])
    rules = (("lock", "locked to page 5, column 1, row 39"), ("colour", "only on colour pages"))
    conflict = Conflict("A1", rules, ("B3",), "move B3")
    assert conflict_words(conflict, work) == (
        "A1 (Bank of X, 3x120mm) has no place: locked on page 5, column 2, row 40; only on colour "
        "pages; in its way is B3 (Mill, 2x50mm), locked on page 5"
    )
    assert remedy_words(conflict, work) == "move B3"
    alone = Conflict("A1", rules, (), "")
    assert remedy_words(alone, work) == (
        "one of these: take its lock off; print one of its pages in colour"
    )
    assert conflict_words(Conflict("B3", (), (), ""), work).endswith("has no place")
    unknown = Conflict("A1", (("size", "said"),), (), "book less")
    assert remedy_words(unknown, work) == "book less"


def test_more_than_the_most_of_a_page_says_how_much():
    whole = Booking("W", "Mill", 6, 900_000, section="News")
    conflict = Conflict("W", (("most", "the most"),), (), "")
    work = scene(whole)
    assert conflict_words(conflict, work) == (
        "W (Mill, 6x317.5mm) has no place: ads may take 80 % of a page at most, one that "
        "takes 90 % only alone"
    )
    assert remedy_words(conflict, work) == (
        'raise "most" of News in newsgrid.toml to 90, or book a smaller size'
    )


def test_many_ads_in_the_way_are_counted():
    others = [Booking(f"B{n}", "Mill", 1, 28_346) for n in range(7)]
    conflict = Conflict("A1", (("most", "the most"),), tuple(each.id for each in others), "")
    assert conflict_words(conflict, scene(A1, *others)) == (
        "A1 (Bank of X, 3x120mm) has no place: ads may take 80 % of a page at most; in its way are "
        "B0 (Mill, 1x10mm), B1 (Mill, 1x10mm), B2 (Mill, 1x10mm) and 4 others"
    )


def entries(*depths):
    return [Entry(tuple("x" * depth)) for depth in depths]


def test_lists_flow_through_three_level_columns():
    columns = flowed(entries(2, 2, 2, 2, 2, 2), 400_000)
    assert [len(column) for column in columns] == [2, 2, 2]
    assert flowed((), 400_000) in ((), ((),))
    title = Entry(("Title",), title=True)
    columns = flowed([*entries(3, 1), title, *entries(3, 3)], 400_000)
    assert all(not column[-1].title for column in columns)


def test_lists_that_are_too_long_say_how_much_is_left_out():
    columns = flowed(entries(*[2] * 60), 200_000)
    assert len(columns) == 3 and depth_of(columns) <= 200_000
    shown = sum(map(len, columns)) - 1
    assert columns[-1][-1].lines == (f"and {60 - shown} more",)


def test_tints_are_for_competitors():
    ads = [
        Booking("A", "Mill", 1, 1, "food"),
        Booking("B", "Inn", 1, 1, "food"),
        Booking("C", "Bus", 1, 1, "travel"),
        Booking("D", "Bus", 1, 1, "travel"),
        Booking("E", "None", 1, 1),
    ]
    assert tints_of(scene(*ads)) == {"food": PALETTE[0], "travel": PLAIN, "": PLAIN}


def test_moves_in_words():
    other = AdPlace("A1", 7, 0, 50, 3, 30)
    assert move_words(Move("A1", other, PLACE, "L9 is new there"), A1) == (
        "A1 (Bank of X, 3x120mm) moved from page 7, columns 1-3, rows 51-80 to "
        "page 5, columns 2-4, rows 40-69: L9 is new there"
    )
    assert new_words(Move("A1", None, PLACE, "it is new"), A1) == (
        "A1 (Bank of X, 3x120mm) on page 5, columns 2-4, rows 40-69"
    )
    assert move_words(Move("Z", PLACE, None, "not booked"), None) == (
        "Z is gone from page 5, columns 2-4, rows 40-69: not booked"
    )


def test_notes_say_what_was_asked_for_and_nothing_else():
    assert notes_on(Booking("A", "x", 1, 1)) == ()
    asked = Booking(
        "A",
        "x",
        1,
        1,
        pages=Pages("2..4"),
        side="left",
        position=Position.TOP,
        coupon=True,
        pages_apart=3,
        lock=Lock(3),
    )
    assert notes_on(asked) == (
        "coupon",
        "left-hand page",
        "pages 2..4",
        "top",
        "3 pages apart",
        "locked: page 3",
    )
    assert notes_on(Booking("A", "x", 1, 1, apart=Apart.SPREAD)) == ("apart: spread",)


@pytest.mark.parametrize("number, outside, inside", [(2, 0, 4), (3, 4, 0)])
def test_wishes_that_a_place_does_not_meet(number, outside, inside):
    page = StackPage(number, "", 6, 100, 2)

    def missed(position, column, row, *others):
        booking = Booking("A", "x", 2, 1, position=position)
        place = AdPlace("A", number, column, row, 2, 20)
        return wish_missed(booking, place, page, AdPlan((place, *others)))

    above, beside = (AdPlace("B", number, column, 40, 2, 20) for column in (3, 0))
    assert missed(Position.OUTSIDE, outside, 70) == ""
    assert missed(Position.OUTSIDE, inside, 70) == "outside"
    assert missed(Position.INSIDE, inside, 70) == ""
    assert missed(Position.INSIDE, 2, 70) == "inside"
    assert missed(Position.FOOT, 2, 80) == ""
    assert missed(Position.FOOT, 2, 79) == "foot"
    assert missed(Position.TOP, 2, 60, beside) == ""
    assert missed(Position.TOP, 2, 60, beside, above) == "top"
    assert missed(Position.ANY, 2, 60, above) == ""


def test_spreads_are_as_readers_open_them():
    pages = [StackPage(number, "", 6, 100, 2) for number in range(1, 9)]
    numbers = [tuple(page.number if page else 0 for page in each) for each in spreads_of(pages)]
    assert numbers == [(0, 1), (2, 3), (4, 5), (6, 7), (8, 0)]


def test_a_drawing_as_svg():
    marks = (
        Box(0, 0, 10_000, 5_500, "#fff", "#000", 500, dashed=True),
        Stroke(((0, 0), (1_000, 2_000)), "#111", 250),
        Ring(3_000, 3_000, 1_000),
        Words(1_000, 2_000, "Mill & <Sons>", 7_000, bold=True, anchor="end"),
    )
    root = ElementTree.fromstring(svg_of(Drawing(20_000, 10_000, marks)))
    assert [each.tag.split("}")[1] for each in root] == ["rect", "path", "circle", "text"]
    assert root[3].text == "Mill & <Sons>" and root[3].get("text-anchor") == "end"
    assert root.get("viewBox") == "0 0 20 10"
