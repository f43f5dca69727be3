"""The ad book: sizes, cells, tables and TOML, every mistake at its cell, contradictions."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest

from slots.book.ad_settings import FIELDS
from slots.book.ad_size import columns_of, parse_ad_size
from slots.book.booking import Apart, Lock, Position
from slots.book.cell_values import parse_book_pages, parse_list, parse_price
from slots.book.read import read_book
from slots.book.sheet import Sheet
from slots.finding import Severity
from slots.rules.size import Pages

SHEET = Sheet(6, 99 * 10_500, 117_000, 11_339, 10_500, first_row=2, modules=(("Big", "4x200mm"),))
MM = Fraction(360_000, 127)


def booked(text: str, source: str = "ads.csv"):
    return read_book(text, source, SHEET)


def told(text: str, source: str = "ads.csv") -> list[str]:
    """What is said of a book, without its file and hints."""
    findings = booked(text, source)[1]
    return [f"{f.where.line}:{f.where.column}: {f.message}" for f in findings]


@pytest.mark.parametrize(
    "text, columns, points",
    [
        ("3x120mm", 3, 120 * MM / 1000),
        ("3 × 12 cm", 3, 120 * MM / 1000),
        ("3 x 5in", 3, 360),
        ('3 by 5"', 3, 360),
        ("3 cols x 40 agate", 3, Fraction(40 * 72, 14)),
        ("3 columns x 28 agate lines", 3, 144),
        ("2 x 10 ci", 2, 720),
        ("20 column inches at 2 columns", 2, 720),
        ("20 ci over 2 cols", 2, 720),
        ("1 col x 12p6", 1, 150),
        ("1 x 12 picas", 1, 144),
        ("6x300pt", 6, 300),
        ("big", 4, 200 * MM / 1000),
    ],
)
def test_sizes_in_every_unit_of_the_trade(text, columns, points):
    assert parse_ad_size(text, SHEET) == (columns, round(points * 1000))


@pytest.mark.parametrize("count, name", [(1, "full page"), (2, "half page"), (3, "1/3 page")])
def test_parts_of_the_page_fill_it_and_one_row_more_would_not(count, name):
    columns, depth = parse_ad_size(name, SHEET)
    assert columns == SHEET.columns
    rows = SHEET.rows_of(depth)
    assert count * rows <= SHEET.rows < count * SHEET.rows_of(depth + 1)
    assert SHEET.depth_of(rows) == depth


@pytest.mark.parametrize(
    "name, count", [("¼ page", 4), ("quarter page", 4), ("eighth", 8), ("1/16 page", 16)]
)
def test_small_parts_are_so_many_on_a_page(name, count):
    sheet = replace(SHEET, columns=8)
    columns, depth = parse_ad_size(name, sheet)
    across, down = sheet.columns // columns, sheet.rows // sheet.rows_of(depth)
    assert across * down == count


def test_parts_of_pages_of_any_number_of_columns():
    for columns in range(1, 13):
        sheet = Sheet(columns, 80 * 10_000, 60_000, 10_000, 10_000)
        names = ("full page", "3/4 page", "1/2 page", "1/3 page", "1/4 page", "1/8 page")
        areas = [
            across * sheet.rows_of(depth)
            for name in names
            for across, depth in [parse_ad_size(name, sheet)]
        ]
        assert all(first > second for first, second in pairwise(areas))
        for area, share in zip(areas, (1, 3 / 4, 1 / 2, 1 / 3, 1 / 4, 1 / 8), strict=True):
            assert share * 80 * columns - columns <= area <= share * 80 * columns


@pytest.mark.parametrize(
    "text, part",
    [
        ("3x120", "no unit"),
        ("3 x 40 lines", "no depth of an ad"),
        ("quater page", 'did you mean "quarter page"'),
        ("0x10mm", "no area"),
        ("3x0mm", "no area"),
        ("3x12,5mm", "comma"),
        ("3 x deep", "no depth"),
        ("", "no size"),
        ("9" * 5000 + "x10mm", "no size"),
    ],
)
def test_what_is_no_size_says_so(text, part):
    with pytest.raises(ValueError, match=part):
        parse_ad_size(text, SHEET)


def test_a_width_is_columns_or_what_columns_measure():
    assert columns_of("3", SHEET) == columns_of("3 cols", SHEET) == 3
    wide = SHEET.width(3) / MM
    assert columns_of(f"{float(wide):.1f}mm", SHEET) == 3
    with pytest.raises(ValueError, match="no width of whole columns, which have 1: 41"):
        columns_of("100mm", SHEET)


@pytest.mark.parametrize(
    "text, cents",
    [
        ("1,200.50", 120_050),
        ("$1200", 120_000),
        ("1.200,5 €", 120_050),
        ("USD 1 200", 120_000),
        ("1'200.05 CHF", 120_005),
        ("0", 0),
    ],
)
def test_prices(text, cents):
    assert parse_price(text) == cents


@pytest.mark.parametrize("text", ["1.200", "-5", "free", "", "1,20,000", "1e5"])
def test_prices_that_may_be_read_two_ways_are_none(text):
    with pytest.raises(ValueError, match="no price"):
        parse_price(text)


def test_pages_and_lists_as_people_write_them():
    assert parse_book_pages("pp. 4-9") == parse_book_pages("4 to 9") == Pages("4..9")
    assert parse_book_pages("Page 5") == Pages("5")
    assert parse_book_pages("right") == Pages("right")
    with pytest.raises(ValueError, match="no edition has so many"):
        parse_book_pages("7" * 5000)
    assert parse_list(" #crash; storm ;crash|war") == ("crash", "storm", "war")


EVERYTHING = """\
id,advertiser,category,size,section,pages,position,side,colour,coupon,double_truck,solus,\
far_forward,apart,away_from,near,priority,price,lock,label,artwork
A1,Bank of X,bank,3x120mm,News,4..6,Outside,left,yes,x,no,1,true,3 pages,crash; storm,money,1,\
"1,200.50","page 4, column 2, row 40",y,ads/bank.pdf
"""


def test_every_column_is_read():
    bookings, findings = booked(EVERYTHING)
    assert findings == ()
    (ad,) = bookings
    assert (ad.id, ad.advertiser, ad.category, ad.section) == ("A1", "Bank of X", "bank", "News")
    assert (ad.columns, ad.depth) == (3, round(120 * MM))
    assert (ad.pages, ad.position, ad.side) == (Pages("4..6"), Position.OUTSIDE, "left")
    flags = (ad.colour, ad.coupon, ad.double_truck, ad.solus, ad.far_forward, ad.label)
    assert flags == (True, True, False, True, True, True)
    assert (ad.apart, ad.pages_apart) == (Apart.PAGE, 3)
    assert (ad.away_from, ad.near) == (("crash", "storm"), ("money",))
    assert (ad.priority, ad.price, ad.artwork) == (1, 120_050, "ads/bank.pdf")
    assert ad.lock == Lock(4, 1, 39)
    assert (ad.where.line, ad.where.column) == (2, 1)


def test_the_same_book_in_toml():
    toml = """\
[[ad]]
id = "A1"
advertiser = "Bank of X"
category = "bank"
size = "3x120mm"
section = "News"
pages = "4..6"
position = "outside"
side = "left"
colour = true
coupon = true
double_truck = false
solus = true
far_forward = true
apart = "3 pages"
away_from = ["crash", "storm"]
near = ["money"]
priority = 1
price = 1200.5
lock = "page 4, column 2, row 40"
label = true
artwork = "ads/bank.pdf"
"""
    (ad,), findings = booked(toml, "ads.toml")
    assert findings == ()
    (other,), _ = booked(EVERYTHING)
    assert [getattr(ad, name) for name in ad.__slots__ if name != "where"] == [
        getattr(other, name) for name in other.__slots__ if name != "where"
    ]
    assert set(FIELDS) - {"width", "depth"} == {
        line.split(" ")[0] for line in toml.split("\n")[1:-1]
    }


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_ends_of_line(delimiter, end):
    rows = [["Ad No.", "CLIENT", "Columns", "Depth"], ["7", "Inn", "2", "50mm"], ["", "", "", ""]]
    text = end.join(delimiter.join(row) for row in rows)
    bookings, findings = booked(text)
    assert findings == ()
    assert [(ad.id, ad.advertiser, ad.columns, ad.depth) for ad in bookings] == [
        ("7", "Inn", 2, round(50 * MM))
    ]


def test_excel_says_which_delimiter_it_uses():
    bookings, findings = booked('sep=;\nid;advertiser;size\n1;"Sons, ""Ltd""";strip\n')
    assert findings == ()
    assert bookings[0].advertiser == 'Sons, "Ltd"'
    assert bookings[0].where.line == 3


MISTAKES = """\
id;client;size;page;side;color;price;lock;positon;coupon
A1;Bank of X;3x120mm;5;left;yes;1,200.50
A1;Baker;3x;5;;maybe;free;page 0
A2;Mill;7x400mm;;;;;page 3, column 5
;X;1/4 page
A3;Inn;2x100mm;;;;;page 3, column 6, row 99;;x
A4;"Z
and Sons";2x50mm;1;;;;;;;too many
A5;Fine;1/4 page
"""


def test_every_mistake_of_a_table_at_its_cell_and_the_rest_is_booked():
    bookings, findings = booked(MISTAKES)
    assert [ad.id for ad in bookings] == ["A5"]
    assert {finding.severity for finding in findings} == {Severity.ERROR}
    assert told(MISTAKES) == [
        '1:43: unknown column "positon" (did you mean "position"?)',
        "2:24: A1: side: pages 5 has no left-hand page",
        "3:1: A1: id: A1 is already the ad of line 2",
        '3:10: A1: size: "3x" is no size of an ad',
        '3:16: A1: colour: "maybe" is neither yes nor no',
        '3:22: A1: price: "free" is no price',
        '3:27: A1: lock: "page 0" is no lock',
        "4:9: A2: size: 7 columns are wider than the page, which has 6",
        "4:9: A2: size: 400 mm is deeper than the page, which has room for 361.4 mm below its "
        "folio",
        "5:1: id: there is none",
        "6:20: A3: lock: from column 6 on there is no room for 2 columns",
        "6:20: A3: lock: from row 99 on there is no room for its 29 rows",
        "8:26: 11 cells, where the first line names 10 columns",
    ]


def test_every_mistake_of_a_toml_book():
    text = """\
[modules]
jumbo = "5x300mm"
x = 3
[[ad]]
id = "J"
advertiser = "Us"
size = "jumbo"
pages = 4
[[ad]]
id = "K"
advertser = "z"
size = 4
side = "lft"
[[ad]]
id = "L"
advertiser = "z"
size = "double truck"
lock = "page 5"
[adds]
"""
    bookings, _ = booked(text, "ads.toml")
    assert [(ad.id, ad.columns, ad.pages) for ad in bookings] == [("J", 5, Pages("4"))]
    assert told(text, "ads.toml") == [
        "3:5: modules: expected a size, found 3",
        "10:1: K: advertiser: there is none",
        '11:1: unknown key "advertser" in [[ad]] (did you mean "advertiser"?)',
        "12:8: K: size: expected text in quotes",
        '13:8: K: side: "lft" is no side (did you mean "left"?)',
        "18:8: L: lock: a double truck is locked by its left-hand page, and page 5 is a right",
        '19:2: unknown key "adds" in the file (did you mean "ad"?)',
    ]


@pytest.mark.parametrize(
    "columns, row, message",
    [
        ("position,side", "front-strip,left", "front-strip is on page 1, which is a right-hand"),
        ("position,pages", "front-strip,7", "front-strip is on page 1, which is not among the"),
        ("position,lock", "front-strip,page 3", "front-strip is on page 1, and the lock is on"),
        ("position,double_truck", "front-strip,yes", "does not fit on page 1"),
        ("position,far_forward", "back-page,yes", "not in the first half"),
        ("position,side", "back-page,right", "a left-hand page"),
        ("side,pages", "left,3", "pages 3 has no left-hand page"),
        ("side,pages", "right,last", "pages last has no right-hand page"),
        ("pages,lock", "4..6,page 8", "locked on page 8, which is not among the pages"),
        ("side,lock", "left,page 5", "locked on page 5, a right-hand page"),
        ("double_truck,lock", "yes,page 7", "left-hand page, and page 7 is a right"),
        ("double_truck,side", "yes,left", "on both sides"),
        ("size,double_truck,lock", '3x50mm,yes,"page 4, column 1"', "not begin in column 1"),
        ("double_truck,pages", "yes,first", "the first page faces no page"),
    ],
)
def test_contradictions_within_a_booking(columns, row, message):
    columns, row = (columns, row) if "size" in columns else (f"size,{columns}", f"6x50mm,{row}")
    bookings, (finding, *_) = booked(f"id,advertiser,{columns}\n1,X,{row}\n")
    assert bookings == ()
    assert message in finding.message
    assert finding.hint


def test_demands_that_go_together_are_none():
    rows = [
        "1,X,6x50mm,1,front-strip,right,,page 1,,",
        "2,X,6x50mm,last,back-page,left,,,,",
        "3,X,6x50mm,4..7,,,yes,page 4,,",
        "4,X,2x50mm,,,left,,page 4,yes,yes",
        '5,X,full page,,,,,"page 5, column 1, row 3",,',
    ]
    head = "id,advertiser,size,pages,position,side,double_truck,lock,far_forward,solus"
    bookings, findings = booked("\n".join([head, *rows]))
    assert findings == ()
    assert len(bookings) == 5


def test_a_front_strip_is_as_wide_as_the_page():
    assert told("id,advertiser,size,position\n1,X,3x50mm,front-strip\n") == [
        "2:5: 1: size: a front strip has the 6 columns of the page, not 3"
    ]


@pytest.mark.parametrize(
    "text, messages",
    [
        ("", ["None:None: the ad book is empty"]),
        ("id,advertiser,size\n", []),
        ("id,size\n1,strip\n", ["1:1: the ad book needs a column advertiser"]),
        ("id,client,width\n1,a,2\n", ["1:1: the ad book needs a column size (or width and depth)"]),
        ('id,client,size\n1,"a,strip\n', ["2:3: the quote that opens this cell is never closed"]),
        ("id,ID,client,size\n1,2,a,strip\n", ['1:4: column "ID" is a second one for id']),
        ("id,client,size\n1,a\n", ["2:1: 1: size: there is none"]),
        (
            "id,client,size,width,depth\n1,a,strip,2,\n",
            ["2:5: 1: size: width and depth are given too"],
        ),
        ("id,client,width,depth\n1,a,2,deep\n", None),
    ],
)
def test_tables_that_are_hardly_any(text, messages):
    assert messages is None or told(text) == messages
    assert messages or told(text) or not booked(text)[0]


@pytest.mark.parametrize("text", ["ad = 3", "[ad]\nid = 1", "[[ad]]\n[[ad]]\nid=", "modules = 3"])
def test_toml_that_is_hardly_any_book(text):
    bookings, findings = booked(text, "ads.toml")
    assert bookings == () and findings
