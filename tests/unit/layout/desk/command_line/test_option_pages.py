"""Pages as they are named on the command line."""

from __future__ import annotations

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.desk.command_line.options import PAGES


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("3", (3,)),
        ("3,6-7", (3, 6, 7)),
        ("7,3", (7, 3)),
        ("2-2", (2,)),
        (" 2 , 4-5 ", (2, 4, 5)),
        ("5,4-6,5", (5, 4, 6)),
        ("007", (7,)),
    ],
)
def test_pages_are_read_in_their_order_each_once(written: str, meant: tuple[int, ...]) -> None:
    assert PAGES.convert(written, None, None) == meant


@pytest.mark.parametrize(
    "written", ["", ",", "3,", "x", "3-", "-3", "1-2-3", "3.5", "³", "٣", "12345", "3 4", "+3"]
)
def test_what_names_no_pages_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(click.BadParameter, match="names no pages: write them as in 3,6-7"):
        PAGES.convert(written, None, None)


@pytest.mark.parametrize("written", ["0", "7-6", "0-3", "3,9-1"])
def test_a_range_the_wrong_way_round_is_refused(written: str) -> None:
    with pytest.raises(click.BadParameter, match="is no range: the lower page comes first"):
        PAGES.convert(written, None, None)


@given(st.lists(st.integers(1, 9999), min_size=1, max_size=8, unique=True))
def test_what_is_written_page_by_page_is_meant(numbers: list[int]) -> None:
    assert PAGES.convert(",".join(map(str, numbers)), None, None) == tuple(numbers)
