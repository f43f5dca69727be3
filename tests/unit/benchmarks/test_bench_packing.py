"""The bench of packing: its instances are those of the literature, its count trusts nobody."""

from __future__ import annotations

import pytest

from benchmarks.packing.beside_rectpack import Row, counted, rectpack_bins, rows
from benchmarks.packing.classes import BINS, NAMES, instance
from benchmarks.packing.fewest_bins import pack

FIRST = (
    "1x5 2x4 3x5 4x10 4x2 4x5 5x7 5x9 6x3 6x7 6x9 7x2 7x8 8x3 8x3 8x3 8x7 10x3 10x6 10x7".split()
)
"""cl02_020_01 of 2DPackLib; the same items are those of class I."""


@pytest.mark.parametrize("number", [1, 2])
def test_an_instance_is_the_published_one(number: int) -> None:
    assert sorted(map(str, instance(number, 20, 1).items)) == sorted(FIRST)


@pytest.mark.parametrize("number", range(1, 11))
def test_items_are_of_their_class(number: int) -> None:
    one = instance(number, 100, 3)
    assert len(one.items) == 100
    assert one.bin.width == one.bin.height == BINS[number - 1]
    assert all(i.width <= one.bin.width and i.height <= one.bin.height for i in one.items)
    if number > 6:
        kinds = (
            sum(i.width >= 66 and i.height <= 50 for i in one.items),
            sum(i.width <= 50 and i.height >= 66 for i in one.items),
            sum(i.width >= 50 and i.height >= 50 for i in one.items),
            sum(i.width <= 50 and i.height <= 50 for i in one.items),
        )
        assert kinds[number - 7] == max(kinds) > 50


def test_both_pack_and_are_counted() -> None:
    one = instance(1, 20, 1)
    packing = pack(one.items, one.bin)
    best, plain = rectpack_bins(one, packing.bound)
    assert packing.bound <= best <= plain
    assert packing.proven and len(packing.bins) <= best


def test_a_packing_that_is_none_is_not_counted() -> None:
    one = instance(1, 20, 1)
    apart = [[(0, 0, item.width, item.height)] for item in one.items]
    assert counted(one, apart) == 20
    for wrong in (
        apart[:-1],
        [apart[0] + apart[1], *apart[2:]],
        [[(-1, 0, one.items[0].width - 1, one.items[0].height)], *apart[1:]],
        [[(0, 0, one.items[0].height, one.items[0].width)], *apart[1:]],
    ):
        with pytest.raises(AssertionError):
            counted(one, wrong)


def test_the_last_row_has_the_sums() -> None:
    found = [Row(name, 5, 10, 11, 4, 12, 13, None, 0.5, 0.25) for name in NAMES]
    *_, last = rows(found)
    assert last == ("all", "50", "100", "110", "80%", "120", "130", "", "5.0", "2.5")
