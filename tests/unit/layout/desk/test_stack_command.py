"""newsgrid stack: the plan for people, for programs and for the wall; all that can be wrong."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree

import pikepdf
import pytest
from PIL import Image

from layout.desk.command import main
from layout.edition.last_plan import RECORD, Record, record_text
from slots.book.ad_settings import FIELDS
from slots.stacking.task.ad_plan import AdPlace

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


@pytest.mark.slow
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


@pytest.mark.slow
def test_the_thumbnails_as_png(capsys, paper):
    run(capsys, paper, "--proof", paper / "plan.png")
    with Image.open(io.BytesIO((paper / "plan.png").read_bytes())) as image:
        assert image.size == (2480, 1754)
        assert len(image.getcolors(10**6)) > 50


def test_other_kinds_of_proof_are_refused_before_any_work(capsys, paper):
    code, _, err = run(capsys, paper, "--proof", paper / "plan.gif")
    assert code == 2 and "--proof cannot be drawn as plan.gif" in err


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
