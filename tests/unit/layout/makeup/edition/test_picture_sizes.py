"""Pictures go by news: how wide they should stand by rank, worth, proportions and pixels."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.editions.samples import GRID, picture, setter

from layout.makeup.edition.shapes.article import Beside, article_of
from layout.makeup.edition.shapes.which_pictures_hang import Hung, leg_tops, ways_to_hang
from layout.page.grid import Area
from layout.story.as_written import Story
from layout.story.block import Paragraph
from layout.story.run import plain
from slots.prices_of_taste import OUR_PRICES
from slots.strip.measured_flow import Display

pytestmark = pytest.mark.slow

PRICES = OUR_PRICES.pictures
WIDE = picture(1, 3, 2)
UPRIGHT = picture(1, 2, 3)


def cheapest(*pictures, rank: int = 1, columns: int = 5, rows: int = 300) -> Hung:
    """The cheapest way to hang pictures in a story of so many rows, whatever room it takes."""
    body = tuple(Paragraph(plain("word " * 60)) for _ in range(rows // 12))
    story = Story("a", plain("Dam holds"), body, rank=rank)
    article = article_of(story, "a", Beside(pictures), GRID, setter())
    return min(ways_to_hang(article, columns, GRID, 10_000), key=lambda one: one.cost)


@pytest.mark.parametrize(("rank", "columns"), [*enumerate(PRICES.columns, 1)])
def test_a_picture_is_as_wide_as_its_storys_rank_asks_for(rank, columns):
    assert cheapest(WIDE, rank=rank, rows=160).columns in (columns, columns + 1)
    assert cheapest(UPRIGHT, rank=rank, rows=160).columns == (columns + 1) // 2


def test_what_a_story_shows_large_or_small_is_larger_or_smaller():
    def shown(display: Display) -> int:
        return cheapest(
            replace(WIDE, picture=replace(WIDE.picture, display=display)), rank=2
        ).columns

    assert shown(Display.THUMBNAIL) == 1
    assert shown(Display.HALF_WIDTH) < shown(Display.INLINE) < shown(Display.SHOWCASE)


def test_a_picture_is_no_wider_than_its_pixels_bear():
    width = GRID.rect(Area(0, 0, 2, 1)).width
    two = replace(WIDE, pixels=width * PRICES.dots // 72_000 + 1)
    assert two.sharp_columns(GRID, PRICES.dots) == 2 and cheapest(two).columns == 2
    assert replace(WIDE, pixels=20).sharp_columns(GRID, PRICES.dots) == 1
    assert WIDE.sharp_columns(GRID, PRICES.dots) == len(GRID.columns)


def test_of_two_pictures_the_first_leads():
    hung = cheapest(WIDE, picture(2, 3, 2))
    first, second = (columns * rows for columns, rows in zip(hung.widths, hung.rows, strict=True))
    assert first >= 2 * second and hung.others == (max(1, hung.columns // 2),)


def test_text_begins_under_the_pictures_of_its_column():
    hung = Hung(3, (20, 8), 0, 0, (1,))
    assert leg_tops(5, hung) == [0, 0, 20, 20, 28]
    assert leg_tops(5, Hung(3, (20, 8), 4, 0, (3,))) == [0, 4, 28, 28, 28]
    assert hung.cells == 68
