"""newsgrid stack: the plan for people, for programs and for the wall; all that can be wrong."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree

import pikepdf
import pytest
from PIL import Image

from layout.desk.command import main
from layout.desk.drawing import Box, Drawing, Ring, Stroke, Words
from layout.desk.drawing_svg import svg_of
from layout.desk.plan_record import RECORD, Record, record_text
from layout.desk.stack_conflict import conflict_words, remedy_words
from layout.desk.stack_lists import Entry, depth_of, flowed
from layout.desk.stack_sheets import PALETTE, PLAIN, spreads_of, tints_of
from layout.desk.stack_words import (
    cells_words,
    lock_words,
    move_words,
    new_words,
    notes_on,
    size_words,
    wish_missed,
)
from layout.desk.stack_work import Stacked
from slots.book.ad_settings import FIELDS
from slots.book.booking import Apart, Booking, Lock, Position
from slots.book.sheet import Sheet
from slots.size import Pages
from slots.stacking.ad_plan import AdPlace, AdPlan, Conflict, Move
from slots.stacking.page import StackPage

PAPER = """\
name = "The Gazette"
[edition]
number = "7"
date = 2026-11-26
[print]
pages = 8
colour = [1, 8]
[[print.sections]]
name = "News"
pages = 4
[[print.sections]]
name = "Sport"
"""
BOOK = """\
id,advertiser,category,size,section,pages,position,colour,coupon,double_truck,price,lock
F1,Quay Bank,bank,6x50mm,,,front-strip,yes,,,1500,
D1,Netley Motors,motor,6x120mm,,6..7,,,,yes,2000,page 6
C1,Harbour Deli,food,2x100mm,News,,,,yes,,180,
L1,Mill & Sons,food,3x120mm,,,,,,,240,page 3
S1,Tide Garage,motor,1/4 page,Sport,,outside,,,,90,
"""
NO_ROOM = "X1,Giant,,full page,,3,,,,,10,\nX2,Bad,,9x9mm,,,,,,,,\nX3,Lost,,strip,Sprot,,,,,,,\n"


@pytest.fixture
def paper(tmp_path):
    (tmp_path / "newsgrid.toml").write_text(PAPER)
    (tmp_path / "ads.csv").write_text(BOOK)
    return tmp_path


def run(capsys, *arguments):
    code = main(["stack", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def data_of(capsys, *arguments):
    code, out, _ = run(capsys, *arguments, "--json")
    return code, json.loads(out)


def test_a_plan_for_people(capsys, paper):
    code, out, err = run(capsys, paper)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].split() == "page ads wanted ad advertiser size place notes".split()
    assert [line.split()[0] for line in lines[1:] if line[1:2].isdigit()] == list("12345678")
    assert "double truck, pages 6..7, locked: page 6" in out
    assert any(line.startswith(" 1 News right") and "F1" in line for line in lines)
    assert "5 of 5 ads placed on 8 pages" in out
    assert "plan: worth" in lines[-1]


def test_a_plan_for_programs(capsys, paper):
    code, data = data_of(capsys, paper)
    assert code == data["exit"] == 0 and data["command"] == "stack"
    assert [page["section"] for page in data["pages"]] == ["News"] * 4 + ["Sport"] * 4
    assert [page["colour"] for page in data["pages"]] == [True, *[False] * 6, True]
    on = {ad["id"]: page["page"] for page in data["pages"] for ad in page["ads"]}
    assert (on["F1"], on["L1"]) == (1, 3) and on["C1"] <= 4 < on["S1"]
    assert [page["page"] for page in data["pages"] if "D1" in str(page["ads"])] == [6, 7]
    assert data["placed"] == data["booked"] == 5 and data["unplaced"] == []
    assert data["bound"] >= data["objective"] > 0
    for page in data["pages"]:
        for ad in page["ads"]:
            assert page["first_row"] <= ad["rows"][0] <= ad["rows"][1]
            assert 1 <= ad["columns"][0] <= ad["columns"][1] <= 6


def test_the_same_plan_twice(capsys, paper):
    assert run(capsys, paper) == run(capsys, paper / "newsgrid.toml")


def test_all_that_is_wrong_at_once_and_the_rest_is_placed(capsys, paper):
    (paper / "ads.csv").write_text(BOOK + NO_ROOM)
    code, data = data_of(capsys, paper)
    assert code == 1
    codes = [finding["code"] for finding in data["findings"]]
    assert sorted(codes) == ["contradiction", "no-place", "unknown-section"]
    assert data["placed"] == 5
    (unplaced,) = data["unplaced"]
    assert unplaced["id"] == "X1"
    assert unplaced["why"].startswith("X1 (Giant, 6x") and "has no place" in unplaced["why"]


def test_an_ad_that_moved_is_told_with_its_place_before(capsys, paper):
    _, first = data_of(capsys, paper)
    places = [
        AdPlace(
            ad["id"],
            page["page"],
            ad["columns"][0] - 1,
            ad["rows"][0] - 1,
            ad["columns"][1] - ad["columns"][0] + 1,
            ad["rows"][1] - ad["rows"][0] + 1,
        )
        for page in first["pages"]
        for ad in page["ads"]
    ]
    (paper / RECORD).write_text(record_text(Record(tuple(places))))
    code, out, err = run(capsys, paper)
    assert (code, err) == (0, "")
    assert "Nothing moved since the last plan." in out
    (paper / "ads.csv").write_text(BOOK + "Z1,Late Lamps,,1x40mm,,,,,,,,\n")
    out = run(capsys, paper)[1]
    assert "New since the last plan (1):\n  Z1 (Late Lamps, 1x40mm) on page" in out
    assert "it is new" not in out and out.count("Z1 (") == 1
    data = data_of(capsys, paper)[1]
    assert data["new_ads"] == ["Z1"] and "Z1" not in [move["id"] for move in data["moves"]]
    (paper / "ads.csv").write_text(BOOK)
    (paper / RECORD).write_text("{")
    code, _, err = run(capsys, paper)
    assert code == 0 and "warning: the record of the last plan is no JSON" in err
    assert run(capsys, paper, "--strict")[0] == 1


@pytest.mark.parametrize(
    "change, message",
    [
        (lambda folder: (folder / "ads.csv").unlink(), "there is no ad book to stack"),
        (lambda folder: (folder / "ads.toml").write_text(""), "there are two ad books"),
        (lambda folder: (folder / "newsgrid.toml").unlink(), "there is no newsgrid.toml here"),
        (lambda folder: (folder / "ads.csv").write_bytes(b"PK\x03\x04"), "this is a workbook"),
    ],
)
def test_what_cannot_be_stacked_at_all(capsys, paper, change, message):
    change(paper)
    code, out, err = run(capsys, paper)
    assert (code, out) == (2, "")
    assert message in err and "hint:" in err


def test_check_reads_the_book_too(capsys, paper):
    (paper / "ads.csv").write_text(BOOK + NO_ROOM)
    code = main(["check", str(paper / "ads.csv")])
    out = capsys.readouterr().out
    assert code == 1
    assert "9 columns are wider than the page" in out and 'there is no section "Sprot"' in out


def test_the_thumbnails_as_pdf(capsys, paper):
    _, data = data_of(capsys, paper, "--proof", paper / "out" / "plan.pdf")
    file = paper / "out" / "plan.pdf"
    assert data["proof"] == str(file)
    with pikepdf.open(file) as pdf:
        assert [round(float(edge)) for edge in pdf.pages[0].mediabox] == [0, 0, 1191, 842]
        assert len(pdf.pages) == 1
    again = file.read_bytes()
    run(capsys, paper, "--proof", file)
    assert file.read_bytes() == again


def test_the_thumbnails_as_svg_name_everything(capsys, paper):
    run(capsys, paper, "--proof", paper / "plan.svg")
    text = (paper / "plan.svg").read_text(encoding="utf-8")
    words = [each.text for each in ElementTree.fromstring(text).iter() if "text" in each.tag]
    assert words.count("The Gazette: the ads") == 1
    assert {
        "F1",
        "D1",
        "C1",
        "L1",
        "S1",
        "Mill & Sons",
        "motor 2",
        "others 1",
        "coupon",
        "locked",
    } <= {*words}
    assert {str(number) for number in range(1, 9)} <= {*words}
    assert words.count("D1") == 1
    assert "stroke-dasharray" in text and "@font-face" in text and "http://" not in text[40:]


def test_the_thumbnails_as_png(capsys, paper):
    run(capsys, paper, "--proof", paper / "plan.png")
    with Image.open(io.BytesIO((paper / "plan.png").read_bytes())) as image:
        assert image.size == (2480, 1754)
        assert len(image.getcolors(10**6)) > 50


def test_other_kinds_of_proof_are_refused_before_any_work(capsys, paper):
    code, _, err = run(capsys, paper, "--proof", paper / "plan.gif")
    assert code == 2 and "--proof cannot be drawn as plan.gif" in err


# --- Words. -------------------------------------------------------------------------------------

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
    alone = Conflict("A1", rules, (), "give up one of: lock, colour")
    assert remedy_words(alone, work) == (
        "one of these: take its lock off; print one of its pages in colour"
    )
    assert conflict_words(Conflict("B3", (), (), ""), work).endswith("has no place")
    unknown = Conflict("A1", (("size", "said"),), (), "book less")
    assert remedy_words(unknown, work) == "book less"


def test_more_than_the_most_of_a_page_says_how_much():
    whole = Booking("W", "Mill", 6, 900_000, section="News")
    conflict = Conflict("W", (("most", "the most"),), (), "give up one of: most")
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


OPEN = (
    "[print]\n[[print.sections]]\nname = 'News'\n[[print.sections]]\nname = 'Sport'\nshare = 25\n"
)


@pytest.mark.parametrize(
    "rows, counts",
    [
        ("1,X,strip,,", {"News": 3, "Sport": 1}),
        ("1,X,full page,News,\n2,X,full page,News,\n3,X,1/2 page,News,", {"News": 7, "Sport": 1}),
        ("1,X,1/2 page,Sport,", {"News": 2, "Sport": 2}),
        ("1,X,double truck,Sport,", {"News": 4, "Sport": 8}),
        ("1,X,strip,,page 14", {"News": 15, "Sport": 1}),
    ],
)
def test_open_sections_have_the_pages_their_ads_need(capsys, paper, rows, counts):
    (paper / "newsgrid.toml").write_text(OPEN)
    (paper / "ads.csv").write_text(f"id,advertiser,size,section,lock\n{rows}\n")
    data = data_of(capsys, paper)[1]
    made = [page["section"] for page in data["pages"]]
    assert {name: made.count(name) for name in counts} == counts


def test_the_schema_of_ads_has_every_key(capsys):
    assert main(["schema", "ads"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["title"] == "ads.toml" and schema["properties"].keys() == {"modules", "ad"}
    ad = schema["$defs"]["Ad"]
    assert tuple(ad["properties"]) == FIELDS and ad["required"] == ["id", "advertiser"]
