"""Laws of ad books: nothing raises, every ad is booked or told of, tables and TOML agree."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from slots.book.ad_settings import FIELDS
from slots.book.ad_size import in_mm, parse_ad_size
from slots.book.csv_cells import Unclosed, cells_of
from slots.book.demands import contradictions
from slots.book.read import read_book
from slots.book.sheet import Sheet
from slots.finding import Severity

SHEETS = st.builds(
    lambda columns, rows, leading: Sheet(columns, rows * leading, 60_000, 11_339, leading, 0, 2),
    st.integers(1, 12),
    st.integers(20, 150),
    st.integers(8_000, 14_000),
)
SHEET = Sheet(6, 97 * 10_500, 117_000, 11_339, 10_500, first_row=2)
POOLS = {
    "id": [*(f"A{number}" for number in range(25)), ""],
    "advertiser": [*("Mill", "Inn") * 8, ""],
    "category": ["", "food"],
    "size": [
        *("3x120mm", "6x30mm", "strip", "1/4 page") * 3,
        "full page",
        "9x9mm",
        "double truck",
        "?",
    ],
    "width": [""],
    "depth": [""],
    "section": ["", "News"],
    "pages": [*[""] * 15, "first", "2..5", "7", "right", "none"],
    "position": [*[""] * 9, "front-strip", "back-page", "outside"],
    "side": [*[""] * 6, "left", "right"],
    "double_truck": [*[""] * 9, "yes"],
    "apart": ["", "spread", "3 pages"],
    "away_from": ["", "crash; war"],
    "near": ["", "food"],
    "priority": ["", "1", "9"],
    "price": [*("", "$1,200.50", "80") * 4, "free"],
    "lock": [*[""] * 9, "page 5", "page 4, column 2, row 60"],
    "artwork": ["", "a.pdf"],
}
"""What cells may say; yes or nothing where it is not given."""

ROWS = st.lists(
    st.fixed_dictionaries(
        {field: st.sampled_from(POOLS.get(field, ["", "", "", "yes"])) for field in FIELDS}
    ),
    min_size=1,
    max_size=6,
)


def table(rows, delimiter=","):
    out = io.StringIO()
    writer = csv.DictWriter(out, FIELDS, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@given(st.text(max_size=300), st.sampled_from(["ads.csv", "ads.toml"]))
def test_whatever_the_text_is_it_is_read_or_told_of(text, source):
    bookings, findings = read_book(text, source, SHEET)
    assert bookings or findings or source == "ads.toml" or len(text.split("\n")) > 1
    assert all(finding.where.file == source for finding in findings)


@given(ROWS, st.sampled_from(",;\t"))
def test_every_ad_is_booked_or_an_error_names_its_line(rows, delimiter):
    text = table(rows, delimiter)
    bookings, findings = read_book(text, "ads.csv", SHEET)
    booked = {booking.where.line for booking in bookings}
    wrong = {finding.where.line for finding in findings if finding.severity is Severity.ERROR}
    filled = {number for number, row in enumerate(rows, 2) if any(row.values())}
    assert booked | wrong == filled
    assert not booked & wrong


@given(ROWS)
def test_what_is_booked_contradicts_itself_nowhere_and_fits(rows):
    bookings, _ = read_book(table(rows), "ads.csv", SHEET)
    assert len({booking.id.casefold() for booking in bookings}) == len(bookings)
    for booking in bookings:
        assert not list(contradictions(booking, SHEET))
        assert booking.columns <= SHEET.columns
        assert SHEET.rows_of(booking.depth, booking.label) <= SHEET.rows


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_and_case_of_columns_do_not_matter(rows, chance):
    fields = list(FIELDS)
    chance.shuffle(fields)
    lines = list(csv.reader(io.StringIO(table(rows))))
    order = [FIELDS.index(field) for field in fields]
    out = io.StringIO()
    writer = csv.writer(out)
    for number, line in enumerate(lines):
        cells = [line[place] for place in order]
        writer.writerow([cell.upper() for cell in cells] if not number else cells)
    one = read_book(table(rows), "ads.csv", SHEET)
    other = read_book(out.getvalue(), "ads.csv", SHEET)
    assert one[0] == other[0]
    assert sorted(finding.message for finding in one[1]) == sorted(
        finding.message for finding in other[1]
    )


@given(ROWS)
def test_a_book_in_toml_is_the_same_book(rows):
    text = "\n".join(
        "[[ad]]\n" + "\n".join(f'{field} = "{cell}"' for field, cell in row.items() if cell)
        for row in rows
        if any(row.values())
    )
    tables, _ = read_book(table(rows), "ads.csv", SHEET)
    tomls, _ = read_book(text, "ads.toml", SHEET)
    assert list(map(_without_place, tables)) == list(map(_without_place, tomls))


def _without_place(booking):
    return [getattr(booking, name) for name in booking.__slots__ if name != "where"]


@given(
    st.lists(st.lists(st.text("ab ,;\"\n'é", max_size=5), min_size=2, max_size=4), max_size=5),
    st.sampled_from(",;\t"),
)
def test_cells_are_those_of_the_csv_module(rows, delimiter):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([["head", "head"], *rows])
    text = out.getvalue()
    cleaned = [[" ".join(cell.split()) for cell in row] for row in rows]
    ours = [[cell.text for cell in row] for row in list(cells_of(text))[1:]]
    assert ours == [row for row in cleaned if any(row)]


@given(st.text('a",\n', max_size=30))
def test_every_cell_says_where_it_begins(text):
    try:
        rows = list(cells_of(text))
    except Unclosed as error:
        assert text.split("\n")[error.line - 1][error.column - 1 :].lstrip()[0] == '"'
        return
    lines = text.split("\n")
    for row in rows:
        for cell in row:
            if cell.text:
                start = lines[cell.line - 1][cell.column - 1 :]
                assert start == "" or start[0] in f'"{cell.text[0]}' or start[0] == " "


@given(SHEETS, st.integers(1, 12), st.integers(1, 400), st.sampled_from(["mm", "pt", "agate"]))
def test_a_depth_is_exact_whatever_the_sheet(sheet, columns, depth, unit):
    per = {"mm": 360_000 / 127, "pt": 1000, "agate": 72_000 / 14}[unit]
    size = parse_ad_size(f"{columns} x {depth} {unit}", sheet)
    assert size[0] == columns
    assert abs(size[1] - depth * per) <= 0.5
    assert unit != "mm" or in_mm(size[1]) == f"{depth} mm"


@given(SHEETS)
def test_larger_parts_of_a_page_are_larger_and_all_fit(sheet):
    names = ("1/16 page", "1/8 page", "1/4 page", "1/3 page", "1/2 page", "3/4 page", "full page")
    made = [parse_ad_size(name, sheet) for name in names]
    areas = [columns * sheet.rows_of(depth) for columns, depth in made]
    assert areas == sorted(areas)
    assert areas[-1] == sheet.columns * sheet.rows
    assert all(columns <= sheet.columns for columns, _ in made)
