"""How many words pages hold, and what stories take of them: sums that two runs are compared by."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from benchmarks.foreign.story_pool import sheet
from benchmarks.foreign.supply import (
    Need,
    natural,
    need_of,
    picture_cells,
    rooms_of,
    share,
    words_held,
    words_of,
)
from layout.makeup.edition.shapes.news_hole import AIR
from layout.story.as_written import Story
from layout.story.block import Crosshead, Listing, Paragraph, Picture
from layout.story.run import plain
from layout.typeset.set_text import compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from slots.stacking.task.ad_page import StackPage

GRID = sheet("compact")
WORDS = "The ferry will sail again on Monday, the harbour council said after a long night. "


@pytest.fixture(scope="module")
def by():
    theme = load_theme()
    return compositor(theme, Foundry(theme.fallback), "en")


def story(paragraphs, words=WORDS * 4):
    body = tuple(Paragraph(plain(words.strip())) for _ in range(paragraphs))
    return Story("ferry", plain("Ferry returns to the bay"), body)


def test_a_story_takes_the_rows_of_its_text_and_a_head_over_its_natural_width(by):
    need = need_of(story(6), GRID, by)
    assert need.words == 6 * 4 * len(WORDS.split())
    assert need.wide == natural(need.rows, 5)[0] > 1
    head = need.cells - need.rows
    assert head % need.wide == 0  # whole rows over the whole width
    assert head // need.wide > AIR


def test_twice_the_text_takes_twice_the_rows(by):
    assert need_of(story(12), GRID, by).rows == 2 * need_of(story(6), GRID, by).rows


def test_nobodys_rank_and_no_picture_change_what_text_takes(by):
    bare, ranked = story(6), replace(story(6), rank=4)
    shown = replace(bare, body=(*bare.body, Picture("a.png", "a", plain("A picture of the bay."))))
    assert need_of(bare, GRID, by) == need_of(ranked, GRID, by) == need_of(shown, GRID, by)


def test_words_are_those_of_the_body():
    listing = Listing((plain("one two"), plain("three")), False)
    body = (Paragraph(plain("Four words stand here.")), Crosshead(plain("And two"), 2), listing)
    picture = Picture("a.png", "a quay", plain("No word of this counts."))
    assert words_of(Story("a", plain("Not these"), (*body, picture))) == 4 + 2 + 3


@pytest.mark.parametrize("rows, columns, wide", [(5, 5, 1), (21, 5, 2), (90, 5, 3), (900, 5, 4)])
def test_longer_stories_are_naturally_wider(rows, columns, wide):
    assert natural(rows, columns)[0] == wide
    assert natural(rows, 2)[0] == min(wide, 2)


def test_a_picture_takes_its_depth_and_a_cutline():
    width = GRID.columns[1][0] + GRID.columns[1][1] - GRID.columns[0][0]
    rows = 20
    size = (width, rows * GRID.leading)
    assert picture_cells(size, 2, GRID) == 2 * (rows + 3)
    assert picture_cells((width, rows * GRID.leading + 600), 2, GRID) == 2 * (rows + 1 + 3)


def test_pictures_are_added_a_column_narrower_than_the_story():
    need = Need(100, 30, 3, 60)
    assert need.pictured([(300, 200)], GRID).cells == 60 + picture_cells((300, 200), 2, GRID)
    assert replace(need, wide=1).pictured([(3, 2)], GRID).cells == 60 + picture_cells(
        (3, 2), 1, GRID
    )
    assert need.pictured([], GRID) == need


def test_rooms_are_what_furniture_and_ads_leave_by_section():
    pages = (
        StackPage(1, "News", 5, 100, 10),
        StackPage(2, "News", 5, 100, 4),
        StackPage(3, "Sport", 5, 100, 4),
    )
    ads = {2: [SimpleNamespace(column=0, right=2, row=60)]}
    plan = SimpleNamespace(on=lambda page: ads.get(page, []))
    rooms = rooms_of(SimpleNamespace(pages=pages, plan=plan))
    assert rooms == {
        "News": 5 * (100 - 10 + AIR) + 5 * (100 - 4 + AIR) - 2 * 40,
        "Sport": 5 * (100 - 4 + AIR),
    }


def test_supply_and_words_held_are_two_sides_of_one_sum():
    needs = [Need(400, 90, 3, 100), Need(200, 45, 2, 60)]
    assert share(needs, 160) == 1.0 and words_held(needs, 160) == 600
    assert share(needs, 200) == 0.8 and words_held(needs, 200) == 750
    assert words_held([], 200) == 0
