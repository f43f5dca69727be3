"""The sizes that a form offers: those of the book, those with names, parts of a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import BOOK, newspaper

from layout.publication.ads.book_file import sheet_of
from layout.publication.ads.sold_sizes import size_as_booked, sold_sizes
from layout.publication.settings.newsgrid_toml import House, load_house
from layout.publication.settings.print_grid import AS_PUBLISHED, grid_for
from slots.book.ad_size import NAMED_SIZES
from slots.book.read import read_book


@pytest.fixture
def house(tmp_path: Path) -> House:
    return load_house(newspaper(tmp_path / "paper") / "newsgrid.toml")


def test_those_of_the_book_come_first_the_most_frequent_before(house: House) -> None:
    sizes = sold_sizes(house, "ads.csv", BOOK)
    assert [(one.size, one.booked) for one in sizes[:2]] == [("2x60mm", 3), ("4x62mm", 1)]
    assert {one.size for one in sizes[2:]} <= set(NAMED_SIZES)
    assert all(one.booked == 0 for one in sizes[2:])


def test_names_of_ones_own_stand_before_parts_of_a_page(house: House) -> None:
    sizes = sold_sizes(house, "ads.toml", '[modules]\njumbo = "2x80mm"\nodd = "no size"\n')
    assert (sizes[0].size, sizes[0].columns) == ("jumbo", 2)
    assert sizes[0].paper.endswith(" x 80 mm")
    assert "odd" not in [one.size for one in sizes]


def test_a_size_is_told_as_its_ad_is_printed(house: House) -> None:
    sheet = sheet_of(grid_for(house, AS_PUBLISHED))
    first = read_book(BOOK, "ads.csv", sheet)[0][0]
    assert size_as_booked(first, sheet) == sold_sizes(house, "ads.csv", BOOK)[0].paper
