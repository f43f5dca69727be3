"""The skyline over page one: its places, its pictures, its words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.drawings.display_list import dump
from support.editions.samples import GRID, setter
from support.newspapers.promoted_stories import shape

from layout.makeup.edition.skyline import Promo, cut_short, lowered, skyline, skyline_rows
from layout.makeup.type.furniture import Furniture
from layout.page.document import Document, Page
from layout.page.format import FORMATS, grid_of
from layout.typeset.words.theme import StrokeStyle

WORDS = "The woman who redraws the river every winter"
LONG = "Bezirkshauptmannschaft"


def promos(count, words=WORDS, **picture):
    return [
        Promo(f"Section {n}", words, 8 + n, shape(Path(f"/{n}.jpg"), **picture), f"s{n}")
        for n in range(1, count + 1)
    ]


def lefts(made: Furniture) -> list[int]:
    return [image.rect.x for image in made.images]


@pytest.mark.parametrize(
    ("columns", "count", "firsts"),
    [(6, 3, [0, 2, 4]), (5, 3, [0, 2, 4]), (6, 4, [0, 2, 4, 5]), (5, 2, [0, 3]), (4, 1, [0])],
)
def test_promos_share_the_columns_and_the_first_are_the_wider(columns, count, firsts):
    grid = grid_of(FORMATS["compact"], columns)
    made = skyline(promos(count), grid, setter())
    assert lefts(made) == [grid.columns[first][0] for first in firsts]


def test_a_picture_has_a_column_and_half_of_it_where_that_is_all():
    first, _, last = skyline(promos(3), GRID, setter()).images
    assert first.rect.width == GRID.columns[0][1]
    assert last.rect.width == (GRID.columns[4][1] - 9_000) // 2
    assert first.rect.height == last.rect.height >= 7.5 * GRID.leading


def test_a_picture_has_two_columns_where_its_story_says_what_must_be_seen_and_that_is_flat():
    two = GRID.columns[1][0] + GRID.columns[1][1] - GRID.columns[0][0]
    flat, deep = (0, 30, 100, 70), (0, 0, 100, 100)
    assert skyline(promos(2, keep=flat), GRID, setter()).images[0].rect.width == two
    assert skyline(promos(2, keep=deep), GRID, setter()).images[0].rect.width < two


@pytest.mark.parametrize("sides", [(3, 2), (2, 3), (1, 1), (12, 1), (1, 12)])
@pytest.mark.parametrize("keep", [(0, 0, 100, 100), (0, 40, 100, 60), (45, 0, 55, 100)])
def test_what_must_be_seen_is_seen_and_nothing_is_stretched(sides, keep):
    for image in skyline(
        promos(3, keep=keep, across=sides[0], down=sides[1]), GRID, setter()
    ).images:
        crop, rect = image.crop, image.rect
        left, top, right, bottom = (edge * 1_000 for edge in keep)
        assert crop.left <= left + 600 and crop.right >= right - 600
        assert crop.top <= top + 600 and crop.bottom >= bottom - 600
        across = sides[0] * (crop.right - crop.left)
        down = sides[1] * (crop.bottom - crop.top)
        assert across * rect.height == pytest.approx(down * rect.width, rel=0.002)


def test_words_are_as_large_as_all_can_be():
    def size(*texts):
        made = skyline([Promo("Town", text, 9) for text in texts], GRID, setter())
        return {f.lines[0].line.words[0].size for f in made.fragments[1::3]}

    usual = setter().style("promo_words").size
    assert size("The cup", "The boat") == {usual * 3 // 2}
    (both,) = size("The cup", " ".join([WORDS] * 5))
    assert both < usual, "one size for all"


def test_words_that_find_no_room_are_told():
    short, long = Promo("Town", "The cup", 9), Promo("Town", " ".join([WORDS] * 12), 11, slug="s")
    assert cut_short([short, long], GRID, setter()) == (long,)
    assert cut_short([short], GRID, setter()) == cut_short([], GRID, setter()) == ()
    words = skyline([short, long], GRID, setter()).fragments[4]
    assert words.lines[-1].line.text.endswith("…")


def test_a_word_that_is_too_long_beside_the_picture_takes_its_place():
    made = skyline(promos(3, LONG), GRID, setter())
    assert [image.id for image in made.images] == ["promo-s1", "promo-s2"]
    assert cut_short(promos(3, LONG), GRID, setter()) == ()


def test_a_section_alone_has_words_over_all_of_its_place():
    made = skyline([Promo("", "Sport", 9)], GRID, setter())
    assert not made.images
    words = made.fragments[1].lines[0]
    assert (words.x, words.line.text) == (GRID.live.x, "Sport")
    assert made.fragments[2].lines[0].line.text == "Page 9"


def test_a_small_page_has_none():
    below = 8
    assert skyline_rows(GRID, below) == skyline(promos(3), GRID, setter()).first_row == 10
    assert skyline_rows(grid_of(FORMATS["a5"], 2), below) == 0
    down = lowered(GRID, 10)
    assert down.baseline(0) == GRID.baseline(10) and down.rows == GRID.rows - 10
    assert down.live.bottom == GRID.live.bottom


def test_lines_stand_in_gutters_and_below_unless_a_theme_draws_none():
    made = skyline(promos(3), GRID, setter())
    upright = [stroke for stroke in made.strokes if stroke.x1 == stroke.x2]
    assert len(upright) == 2 and len(made.strokes) == 3
    ends = [x + width for x, width in GRID.columns]
    between = [(ends[n - 1] + GRID.columns[n][0]) // 2 for n in (2, 4)]
    assert [stroke.x1 for stroke in upright] == between
    theme = setter().theme
    bare = replace(theme, strokes={**theme.strokes, "promo": StrokeStyle(0)})
    assert skyline(promos(3), GRID, replace(setter(), theme=bare)).strokes == ()


def test_type_of_a_theme_that_is_larger_than_its_place_is_set_smaller():
    theme = setter().theme
    huge = replace(theme.styles["promo_words"], size=300_000, leading=320_000)
    by = replace(setter(), theme=replace(theme, styles={**theme.styles, "promo_words": huge}))
    (first, *_) = skyline(promos(3, "Cup"), GRID, by).fragments[1].lines
    assert first.line.words[0].size < 100_000 and first.baseline < GRID.row_top(8)


def test_a_skyline_as_it_is_painted(golden):
    made = skyline(promos(3), GRID, setter())
    page = Page(1, GRID, made.fragments, strokes=made.strokes, images=made.images)
    golden("skyline.txt", dump(Document("Skyline", "en-GB", None, (page,))))
