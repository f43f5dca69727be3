"""docs/ads.md is read by this test, so that it stays true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from layout.publication.ads.artwork_files import COARSE, OFF
from slots.book.ad_settings import FIELDS
from slots.book.ad_size import DOUBLE_TRUCKS, parse_ad_size
from slots.book.booking import Apart, Position
from slots.book.read import read_book
from slots.book.sheet import Sheet

ROOT = Path(__file__).parents[4]
GUIDE = (ROOT / "docs" / "ads.md").read_text(encoding="utf-8")
FIVE = Sheet(5, 98 * 10_500, 137_000, 11_339, 10_500, first_row=2)
SIX = Sheet(6, 98 * 10_500, 117_000, 11_339, 10_500, first_row=2)


def block(language: str) -> str:
    return re.search(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)[1]


def test_every_column_is_explained_in_order():
    rows = re.findall(r"^\| `(\w+)` \|", GUIDE.split("## Sizes")[0], re.MULTILINE)
    assert tuple(rows) == FIELDS


def test_the_table_is_a_book_without_a_finding():
    bookings, findings = read_book(block("csv"), "ads.csv", FIVE)
    assert findings == ()
    assert [ad.id for ad in bookings] == ["A1", "A2", "A3", "A4", "A5"]
    assert bookings[0].position is Position.FRONT_STRIP and bookings[0].price == 150_000


def test_the_toml_is_a_book_without_a_finding():
    bookings, findings = read_book(block("toml"), "ads.toml", SIX)
    assert findings == ()
    assert [(ad.id, ad.columns, ad.double_truck) for ad in bookings] == [
        ("A1", 4, False),
        ("A2", 6, True),
    ]


def sizes() -> list[str]:
    table = GUIDE.split("## Sizes")[1].split("\n\n")[1]
    return re.findall(r"`((?:\d|full|strip|double)[^`]*)`", table)


@pytest.mark.parametrize("size", sizes())
def test_every_size_can_be_written_so(size):
    columns, depth = parse_ad_size(size, SIX)
    assert 1 <= columns <= 6 and SIX.rows_of(depth) <= SIX.rows


def test_sizes_are_what_the_table_says():
    assert len(sizes()) >= 16
    assert parse_ad_size("2 x 10 ci", SIX) == parse_ad_size("20 ci at 2 columns", SIX)
    assert parse_ad_size("double truck", SIX) == parse_ad_size("full page", SIX)
    assert "double truck" in DOUBLE_TRUCKS
    assert parse_ad_size("1/4 page", SIX)[0] == 3
    assert parse_ad_size("1/4 page", FIVE)[0] == 3
    half, whole = (parse_ad_size(name, SIX)[1] for name in ("1/2 page", "full page"))
    assert parse_ad_size("1/2 page upright", SIX) == (3, whole)
    assert 2 * SIX.rows_of(half) == SIX.rows_of(whole)


def test_positions_and_distances_are_all_named():
    names = [position.value for position in Position if position is not Position.ANY]
    assert all(f"`{name}`" in GUIDE for name in (*names, *(apart.value for apart in Apart)))


def test_the_mistakes_are_told_as_printed():
    text = (
        "id,advertiser,size,pages,side\nA1,Quay Bank,3x120mm,5,left\n"
        "A1,Quay Bank,3x120mm,6,left\nA2,Mill,7x40mm,,\n"
    )
    told = {str(f).split(": ", 1)[1] for f in read_book(text, "ads.csv", SIX)[1]}
    printed = {line.split(": ", 1)[1] for line in block("text").splitlines()}
    assert told == printed


def test_limits_are_the_programs():
    assert f"more than {OFF / 10:g} %" in GUIDE
    assert f"fewer than {COARSE} dots" in GUIDE
