"""A late ad tried: the book's text with it, and what is wrong, by its field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.newspapers.sample_newspaper import BOOK, newspaper

from layout.publication.ads.late_ad import late_ad
from layout.publication.settings.newsgrid_toml import House, load_house

CELLS = {"id": "A9", "advertiser": "Late Lamps", "size": "1x40mm"}
WORDS = st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=30)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return load_house(newspaper(tmp_path_factory.mktemp("tried") / "paper") / "newsgrid.toml")


@given(words=st.fixed_dictionaries({"id": WORDS, "advertiser": WORDS, "size": WORDS}))
@pytest.mark.parametrize(("name", "text"), [("ads.csv", BOOK), ("ads.toml", "")])
def test_whatever_is_said_the_book_only_grows(
    house: House, name: str, text: str, words: dict[str, str]
) -> None:
    late = late_ad(house, name, text, words)
    assert late.text.startswith(text)
    assert (late.booking is None) == bool(late.errors)


def test_both_books_give_the_same_booking(house: House) -> None:
    table, toml = late_ad(house, "ads.csv", BOOK, CELLS), late_ad(house, "ads.toml", "", CELLS)
    assert table.booking and toml.booking
    for name in ("id", "advertiser", "columns", "depth"):
        assert getattr(table.booking, name) == getattr(toml.booking, name)


def test_what_it_lacks_is_told_beside_what_is_wrong(house: House) -> None:
    late = late_ad(house, "ads.csv", BOOK, {**CELLS, "id": "", "pages": "x"})
    assert late.wrong.keys() == {"id", "pages"} and late.booking is None


def test_a_book_that_is_begun_has_the_columns_that_are_needed(house: House) -> None:
    late = late_ad(house, "ads.csv", "", {**CELLS, "price": "9", "side": ""})
    assert late.before.strip().endswith(",price") and "side" not in late.before
    assert not late.errors


@pytest.mark.parametrize(("name", "text"), [("ads.csv", BOOK), ("ads.toml", "")])
def test_of_an_empty_form_all_is_told_that_an_ad_needs(house: House, name: str, text: str) -> None:
    late = late_ad(house, name, text, {"id": "", "advertiser": "", "size": ""})
    assert late.wrong.keys() == {"id", "advertiser", "size"} and late.booking is None
