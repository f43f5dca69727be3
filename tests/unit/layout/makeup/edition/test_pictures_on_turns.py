"""Pictures on turns: of several pictures of a story that jumps, one goes on with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.editions.checker import problems_of
from support.editions.report import printed_edition
from support.editions.samples import GRID, paragraph, setter
from support.editions.samples import picture as shape
from support.newspapers.sample_newspaper import newspaper, picture, story, usual_stories

from layout.edition.in_numbers import figures_of
from layout.makeup.edition.shapes.article import Article, Beside, article_of
from layout.makeup.edition.shapes.rectangles import opening_shapes, rest_shapes
from layout.makeup.edition.shapes.setting import Setting, Shapes
from layout.makeup.edition.shapes.which_pictures_hang import (
    MOST_HUNG,
    Part,
    carried,
    left_out,
    ways_to_carry,
)
from layout.story.as_written import Story
from layout.story.block import Paragraph
from layout.story.run import plain

TEXT = tuple(Paragraph(plain(paragraph(number))) for number in range(40))
PRICES = setter().theme.prices.pictures


def told(pictures: int) -> Article:
    shapes = tuple(shape(number, 3, 2) for number in range(1, pictures + 1))
    story_ = Story("long", plain("The harbour and its people"), TEXT, rank=1)
    return article_of(story_, f"long {pictures}", Beside(shapes), GRID, setter())


def settings(shapes: Shapes) -> list[Setting]:
    return [one for group in shapes.settings.values() for one in group]


def test_the_last_part_may_have_the_last_of_several_and_the_first_part_all_others():
    article = told(3)
    opening = settings(opening_shapes(article, GRID, GRID.rows - 2))
    rest = settings(rest_shapes(article, 120, GRID, GRID.rows - 2))
    assert {len(one.hung.rows) for one in opening} == {0, 1, 2}
    assert {len(one.hung.rows) for one in rest} == {0, 1}


def test_one_picture_stays_with_the_head():
    article = told(1)
    assert (
        max(len(s.hung.rows) for s in settings(opening_shapes(article, GRID, GRID.rows - 2))) == 1
    )
    assert not list(ways_to_carry(article, 3, GRID, GRID.rows))
    rest = settings(rest_shapes(article, 120, GRID, GRID.rows - 2))
    assert {len(one.hung.rows) for one in rest} == {0}


def test_a_turn_without_it_pays_for_a_picture_left_out():
    with_one, without = (rest_shapes(told(n), 120, GRID, GRID.rows - 2) for n in (2, 1))
    for place, group in with_one.settings.items():
        bare = [one for one in group if not one.hung.rows and one.cut == 0]
        same = [one for one in without.settings.get(place, ()) if one.cut == 0]
        if bare and same:
            assert min(s.cost for s in bare) >= min(s.cost for s in same) + PRICES.more_left_out


@pytest.mark.parametrize(
    ("pictures", "part", "names"),
    [
        (3, Part(3, turned=False, jumps=False), []),
        (3, Part(1, turned=False, jumps=False), [2, 3]),
        (3, Part(1, turned=False, jumps=True), [2]),
        (3, Part(0, turned=True, jumps=True), []),
        (3, Part(0, turned=True, jumps=False), [3]),
        (3, Part(1, turned=True, jumps=False), []),
        (1, Part(0, turned=True, jumps=False), []),
        (8, Part(5, turned=False, jumps=True), [7, 8]),
        (8, Part(0, turned=True, jumps=False), [6]),
    ],
)
def test_what_is_left_out_is_told_once_by_the_part_it_would_stand_in(pictures, part, names):
    article = told(pictures)
    assert carried(article) < MOST_HUNG
    found = [one.name for one in left_out(article, part)]
    assert found == [f"picture-{number}" for number in names]


@pytest.mark.slow
def test_in_an_edition_it_stands_under_the_turn_and_nothing_is_wrong_there(tmp_path: Path):
    two = "".join(f'\n![A boat]({n}.png "Boat {n} on Friday.")\n' for n in ("one", "two"))
    copy = usual_stories()
    copy["news-0"] = story("news-0", "News", 640, rank=1).replace("cut: 0\n", "") + two
    del copy["news-1"], copy["news-3"]
    paper = newspaper(tmp_path / "paper", copy)
    for name in ("one", "two"):
        picture(paper / "stories" / f"{name}.png", 1500, 1000)
    made, edition = printed_edition(paper, tmp_path / "edition.pdf")
    figures = figures_of(made)
    (to,) = [one["to"] for one in figures["jumped"] if one["id"] == "news-0"]
    where = {i.id: p.number for p in made.document.pages for i in p.images if i.story == "news-0"}
    assert where["news-0-picture-1"] == 1 and where["news-0-picture-2"] == to
    assert figures["left_out"] == []
    known = ("the artwork of", "rows are white")
    assert [each for each in problems_of(edition) if not any(w in each for w in known)] == []
