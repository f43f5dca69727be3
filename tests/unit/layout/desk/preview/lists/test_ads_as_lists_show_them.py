"""The ad book and the creatives as lists: all that is written, booked or not, with its problems."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest

from layout.desk.preview.lists.ad_list import bookings_data, creatives_data
from slots.stacking.task.ad_plan import AdPlace

HEAD = "id,advertiser,size,colour,price,priority,artwork,coupon\n"


@pytest.fixture
def book(tmp_path):
    """The list of a book of these lines."""
    (tmp_path / "newsgrid.toml").write_text('name = "T"\n[print]\nformat = "compact"\n')

    def listed(text, *places, name="ads.csv"):
        (tmp_path / name).write_text(text)
        return bookings_data(tmp_path, places)

    listed.folder = tmp_path
    return listed


def test_a_publication_without_a_book_has_no_bookings(tmp_path):
    data = bookings_data(tmp_path, ())
    assert (data["book"], data["bookings"]) == (None, [])


def test_a_booking_is_shown_as_it_is_written_and_as_it_is_understood(book):
    (book.folder / "a.pdf").write_bytes(b"%PDF")
    data = book(HEAD + "A1,Bakery,2x100mm,yes,$120,1,a.pdf,no\n", AdPlace("A1", 7, 0, 40, 2, 20))
    (row,) = data["bookings"]
    assert data["book"] == "ads.csv"
    assert (row["size"], row["price"]) == ("2x100mm", "$120")
    assert (row["columns"], row["millimetres"], row["cents"], row["rank"]) == (2, 100.0, 12000, 1)
    assert (row["booked"], row["page"], row["line"], row["there"]) == (True, 7, 2, True)
    assert row["marks"] == ["colour"]


def test_what_cannot_be_booked_is_shown_with_its_problems_beside_it(book):
    text = HEAD + "A1,Bakery,2x100mm,,,,,\nA2,Butcher,odd size,,,,b.pdf,\nA3,Smith,1x50mm,,,,,\n"
    data = book(text)
    rows = {row["id"]: row for row in data["bookings"]}
    assert [row["booked"] for row in rows.values()] == [True, False, True]
    assert [len(row["problems"]) > 0 for row in rows.values()] == [False, True, False]
    assert (rows["A2"]["columns"], rows["A2"]["there"], rows["A2"]["page"]) == (0, False, None)
    assert rows["A2"]["size"] == "odd size"


def test_what_is_wrong_with_the_book_itself_is_nobodys(book):
    data = book("advertiser,size\nBakery,2x100mm\n")
    assert data["bookings"] == [] and data["book_problems"]


def test_a_width_and_a_depth_are_shown_as_a_size(book):
    (row,) = book("id,advertiser,width,depth\nA1,B,2,100mm\n")["bookings"]
    assert row["size"] == "2 x 100mm"


def test_artwork_outside_the_publication_is_not_there(book):
    (book.folder.parent / "out.pdf").write_bytes(b"%PDF")
    (row,) = book(HEAD + "A1,B,2x100mm,,,,../out.pdf,\n")["bookings"]
    assert row["there"] is False


def test_a_book_in_toml_has_its_lines_too(book):
    (one, two) = book(
        '[[ad]]\nid = "A1"\nadvertiser = "B"\nsize = "2x100mm"\nsolus = true\n\n'
        '[[ad]]\nid = "A2"\nadvertiser = "C"\nsize = "1x50mm"\n',
        name="ads.toml",
    )["bookings"]
    assert (one["line"], two["line"], one["marks"]) == (2, 8, ["solus"])


CREATIVES = """\
[[seller]]
domain = "a.example"

[creative.bakery]
kind = "image"
image = "media/bakery.png"
slots = ["inline"]
from = 2026-03-01
until = 2026-03-31

[creative.late]
template = "x.html"
from = 2026-04-01
"""


def creatives(folder, text, day=None):
    (folder / "creatives.toml").write_text(text)
    house = SimpleNamespace(publication=SimpleNamespace(date=day)) if day else None
    return creatives_data(folder, house)


@pytest.mark.parametrize(
    ("day", "when"),
    [
        (None, ["now", "now"]),
        (datetime.date(2026, 2, 28), ["later", "later"]),
        (datetime.date(2026, 3, 1), ["now", "later"]),
        (datetime.date(2026, 3, 31), ["now", "later"]),
        (datetime.date(2026, 4, 1), ["over", "now"]),
    ],
)
def test_a_creative_is_shown_from_its_first_day_to_its_last(tmp_path, day, when):
    data = creatives(tmp_path, CREATIVES, day)
    assert data["day"] == (day.isoformat() if day else None)
    assert [row["when"] for row in data["creatives"]] == when


def test_a_creative_is_what_it_shows_where_it_shows_it(tmp_path):
    one, two = creatives(tmp_path, CREATIVES)["creatives"]
    assert (one["name"], one["what"], one["slots"]) == ("bakery", "media/bakery.png", ["inline"])
    assert (one["line"], two["line"], two["what"]) == (4, 11, "x.html")


def test_problems_of_a_creative_stand_with_it_and_those_of_sellers_with_the_file(tmp_path):
    data = creatives(tmp_path, CREATIVES)
    codes = [[problem["code"] for problem in row["problems"]] for row in data["creatives"]]
    assert codes == [["bad-value", "unknown-slot"], ["missing-key"]]
    assert [(p["code"], p["line"]) for p in data["creative_problems"]] == [("missing-key", 1)]


def test_a_publication_without_creatives_has_none(tmp_path):
    assert creatives_data(tmp_path, None) == {
        "day": None,
        "creatives_file": None,
        "creatives": [],
        "creative_problems": [],
    }
