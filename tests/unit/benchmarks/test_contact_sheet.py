"""The picture of all pages in the README: every page once, in order, none over another."""

import pytest
from PIL import Image

from benchmarks.contact_sheet import ACROSS, AIR, DESK, contact_sheet

SIZE = (20, 28)


def pages(count):
    """Pages that can be told apart by their grey."""
    return [Image.new("RGB", SIZE, (number * 8,) * 3) for number in range(count)]


@pytest.mark.parametrize("count", [1, 3, ACROSS, ACROSS + 1, 24])
def test_every_page_stands_once_with_air_around_it(count):
    sheet = contact_sheet(pages(count)).convert("RGB")
    across, down = min(count, ACROSS), -(-count // ACROSS)
    assert sheet.size == (across * (SIZE[0] + AIR) + AIR, down * (SIZE[1] + AIR) + AIR)
    counts = {colour: number for number, colour in sheet.getcolors(1 << 16)}
    assert all(counts[(number * 8,) * 3] == SIZE[0] * SIZE[1] for number in range(count))
    assert sum(counts.values()) - counts[DESK] == count * SIZE[0] * SIZE[1]


def test_pages_follow_each_other_by_rows():
    sheet = contact_sheet(pages(6), across=4).convert("RGB")
    middles = [
        (AIR + column * (SIZE[0] + AIR) + 5, AIR + row * (SIZE[1] + AIR) + 5)
        for row, column in ((0, 0), (0, 3), (1, 0), (1, 1))
    ]
    assert [sheet.getpixel(middle)[0] for middle in middles] == [0, 24, 32, 40]
    assert sheet.getpixel((AIR + 2 * (SIZE[0] + AIR) + 5, AIR + SIZE[1] + AIR + 5)) == DESK
