"""The ad book of a publication: its mistakes are told by line, with those of sections and
artwork."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from layout.publication.ads.book_mistakes import book_findings, booked

BOOK = """\
id,advertiser,size,section,artwork
a,Harbour Bakery,1 x 100 mm,Town,
b,Town Baths,1 x 100 mm,Sprot,
c,Ferry Line,1 x 100 mm,Town,ads/none.png
d,Fish Market,1 x 100 mm,Town,ads/fish.png
e,Hat Shop,1 x 100,Town,
"""
SETTINGS = """\
[print]
pages = 4
[[print.sections]]
name = "Town"
[[print.sections]]
name = "Sport"
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "newsgrid.toml").write_text(SETTINGS)
    (tmp_path / "ads").mkdir()
    Image.new("L", (200, 40)).save(tmp_path / "ads" / "fish.png")
    (tmp_path / "ads.csv").write_text(BOOK)
    return tmp_path / "ads.csv"


def told(found) -> list[tuple[int | None, str]]:
    return [(each.where.line, each.code) for each in found]


def test_all_mistakes_are_told_by_line(book: Path):
    bookings, found = booked(book)
    assert [each.id for each in bookings] == ["a", "c", "d"], "those that can be stacked"
    assert told(found) == [
        (3, "unknown-section"),
        (4, "no-artwork"),
        (5, "artwork-shape"),
        (5, "artwork-coarse"),
        (6, "bad-size"),
    ]
    assert "Sport" in found[0].message, "a suggestion"
    assert book_findings(book) == found


def test_an_ad_without_artwork_yet_is_no_mistake_of_the_book(book: Path):
    book.write_text("".join(BOOK.splitlines(keepends=True)[:2]))
    assert told(book_findings(book)) == []


def test_without_a_publication_sections_are_not_looked_at(book: Path):
    (book.parent / "newsgrid.toml").write_text("[print\n")
    lines = [code for _, code in told(book_findings(book))]
    assert "unknown-section" not in lines and "bad-size" in lines
