"""The cells of each section of a finished edition, counted on pages that are made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support.editions.samples import GRID, paragraph, setter

from layout.edition.thin.count_space import section_spaces
from layout.edition.thin.section_space import PageSpace, SectionSpace
from layout.makeup.edition.all_pages import EditionPlan, EditionTask
from layout.makeup.edition.assign.by_area import MOST_STORIES
from layout.makeup.edition.assign.last_edition import NO_LAST_EDITION
from layout.makeup.edition.choose_settings import FinishedPage, PlacedStory
from layout.makeup.edition.gathered_article import gathered_article
from layout.makeup.edition.shapes.article import Article, Beside, article_of
from layout.makeup.edition.shapes.item import turned_id
from layout.makeup.edition.shapes.setting import Setting
from layout.makeup.edition.tiling.section_layout import Tile
from layout.story.as_written import Story
from layout.story.block import Paragraph
from layout.story.reading_order import words_of_blocks
from layout.story.run import plain
from slots.book.booking import Apart, Booking
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan

COLUMNS, FIRST = 5, 6
DEEP = COLUMNS * (GRID.rows - FIRST + 2)
"""The cells of a page below its furniture, the air under that included."""


def article(slug: str, section: str = "News", paragraphs: int = 6, **more: Any) -> Article:
    body = tuple(Paragraph(plain(paragraph(number))) for number in range(paragraphs))
    story = Story(slug, plain("The ferry"), body, section=section, **more)
    return article_of(story, f"{slug} {paragraphs}", Beside(), GRID, setter())


def sheet(number: int, section: str = "News", **more: Any) -> StackPage:
    return StackPage(number, section, COLUMNS, GRID.rows, FIRST, **more)


def ad(name: str, page: int, rows: int = 30, columns: int = 2) -> AdPlace:
    return AdPlace(name, page, 0, GRID.rows - rows, columns, rows)


def booked(name: str, **more: Any) -> Booking:
    return Booking(name, f"Bank {name}", 2, 100_000, **more)


def placed(name: str, *, of: Article | None = None, cut: int = 0) -> PlacedStory:
    return PlacedStory(name, Tile(0, 0, 0, 1, 30), Setting(1, 30, 0, cut=cut), of)


def finished(number: int, *stories: PlacedStory, fillers: tuple[Tile, ...] = ()) -> FinishedPage:
    return FinishedPage(number, stories, fillers, 0)


def counted(
    sheets: list[StackPage],
    pages: tuple[FinishedPage, ...] = (),
    *,
    copy: tuple[Article, ...] = (),
    ads: tuple[AdPlace, ...] = (),
    book: tuple[Booking, ...] = (),
    held: tuple[str, ...] = (),
) -> dict[str, SectionSpace]:
    """The sections by their names."""
    plan = EditionPlan(pages, NO_LAST_EDITION, 0, 0, held, ())
    task = EditionTask(sheets, AdPlan(ads), book, copy, GRID)
    return {one.name: one for one in section_spaces(plan, task)}


def test_sections_are_told_in_the_order_of_their_pages() -> None:
    found = counted([sheet(1), sheet(2, "Sport"), sheet(3)])
    assert list(found) == ["News", "Sport"]
    assert [page.number for page in found["News"].pages] == [1, 3]
    assert [page.number for page in found["Sport"].pages] == [2]


def test_every_cell_is_copy_or_an_ad_or_a_house_ad_or_lost() -> None:
    """An ad leaves two columns with four rows above it: nothing can stand there."""
    filler = Tile(-1, 2, 40, 3, 10)
    rows = GRID.rows - FIRST + 2
    ads = ad("A", 1), ad("B", 2, rows=rows - 4), ad("C", 3)
    found = counted(
        [sheet(1), sheet(2), sheet(3, "Sport")], (finished(1, fillers=(filler, filler)),), ads=ads
    )
    news = found["News"]
    assert news.ads == 2 * 30 + 2 * (rows - 4) and found["Sport"].ads == 2 * 30
    assert news.lost == 2 * 4 and found["Sport"].lost == 0
    assert (news.house_ads, news.filled) == (2, 60)
    assert (found["Sport"].house_ads, found["Sport"].filled) == (0, 0)
    for section in found.values():
        cells = sum(page.cells for page in section.pages)
        assert section.copy.cells + section.ads + section.filled + section.lost == cells


@pytest.mark.parametrize(
    ("settings", "for_ads"),
    [
        ({}, COLUMNS * (GRID.rows - FIRST)),
        ({"most": 500}, COLUMNS * (GRID.rows - FIRST) // 2),
        ({"reserved": 20}, COLUMNS * (GRID.rows - 20)),
        ({"reserved": 3}, COLUMNS * (GRID.rows - FIRST)),
        ({"reserved": GRID.rows - 4, "most": 500}, COLUMNS * 4),
    ],
)
def test_ads_may_take_what_is_not_kept_for_copy(settings: Any, for_ads: int) -> None:
    (page,) = counted([sheet(4, **settings)])["News"].pages
    assert page == PageSpace(4, DEEP, for_ads)


def test_copy_is_told_by_section_and_that_of_none_goes_to_the_first() -> None:
    stories = article("a"), article("b", "Sport", 3), article("c", "", 2)
    found = counted([sheet(1), sheet(2, "Sport")], copy=stories)
    words = [words_of_blocks(one.story.body) for one in stories]
    rows = [one.bodies[0].rows for one in stories]
    assert (found["News"].copy.words, found["News"].copy.rows) == (
        words[0] + words[2],
        rows[0] + rows[2],
    )
    assert (found["Sport"].copy.words, found["Sport"].copy.rows) == (words[1], rows[1])


def test_what_waits_is_told_once_in_its_own_section() -> None:
    stories = article("a"), article("b", "Sport"), article("c", "Sport")
    held = ("b", "c", "nobody")
    found = counted([sheet(1), sheet(2, "Sport")], copy=stories, held=held)
    assert found["News"].copy.waiting == 0 and found["Sport"].copy.waiting == 2


def test_a_rail_waits_by_its_stories_and_is_no_measure_of_copy() -> None:
    """How many words take how many rows is told by stories that stand alone."""
    briefs = [article(f"brief-{n}", paragraphs=1, kind="brief") for n in range(3)]
    rail = gathered_article("brief/News/0", "In brief", briefs, GRID)
    rail = replace(rail, story=replace(rail.story, section="News"))
    copy = counted([sheet(1)], copy=(rail,), held=("brief-0", "brief-2"))["News"].copy
    assert (copy.waiting, copy.words, copy.rows) == (2, 0, 0)


def test_the_rows_that_were_cut_are_told() -> None:
    long = article("a", paragraphs=14)
    short = next(body for body in long.bodies if body.cut)
    lost = long.bodies[0].rows - short.rows
    assert lost > 0
    stories = placed("a", of=long, cut=short.cut), placed("b", of=long), placed("index", cut=1)
    assert counted([sheet(1)], (finished(1, *stories),))["News"].copy.cut == lost
    assert counted([sheet(1)], (finished(2, *stories),))["News"].copy.cut == 0


@pytest.mark.parametrize(
    ("names", "least"),
    [
        ([], 1),
        (["a"], 1),
        (["a", turned_id("a")], 2),
        (["a", turned_id("a"), turned_id("a", 2)], 3),
        ([f"s{n}" for n in range(MOST_STORIES)], 1),
        ([f"s{n}" for n in range(MOST_STORIES + 1)], 2),
        ([f"s{n}" for n in range(2 * MOST_STORIES + 1)], 3),
    ],
)
def test_parts_and_stories_need_their_pages(names: list[str], least: int) -> None:
    stories = [placed(name) for name in names]
    assert counted([sheet(1)], (finished(1, *stories),))["News"].least == least


BANK = {"category": "bank"}


@pytest.mark.parametrize(
    ("ads", "least"),
    [
        ([{}], 1),
        ([{"solus": True}], 1),
        ([{"solus": True}, {}], 2),
        ([{"solus": True}, {"solus": True}], 2),
        ([{"solus": True}, {"solus": True}, {}, {}], 3),
        ([{**BANK, "apart": Apart.PAGE}, {**BANK, "apart": Apart.PAGE}], 2),
        ([{**BANK, "apart": Apart.SPREAD}, {**BANK, "apart": Apart.PAGE}], 4),
        ([{**BANK, "apart": Apart.NONE}, {**BANK, "apart": Apart.NONE}], 1),
        ([{**BANK, "pages_apart": 3}, {**BANK, "apart": Apart.NONE}], 6),
        ([{**BANK, "apart": Apart.SPREAD}, {"category": "cars"}], 1),
        ([{"apart": Apart.SPREAD}, {"apart": Apart.SPREAD}], 1),
        ([{**BANK, "apart": Apart.PAGE}] * 3, 3),
    ],
)
def test_ads_that_stand_alone_or_apart_need_their_pages(ads: Any, least: int) -> None:
    book = tuple(booked(f"A{n}", **terms) for n, terms in enumerate(ads))
    places = tuple(ad(one.id, 1, rows=2 + n) for n, one in enumerate(book))
    assert counted([sheet(1)], ads=places, book=book)["News"].least == least


def test_only_ads_that_stand_in_a_section_need_pages_of_it() -> None:
    alone = tuple(booked(f"A{n}", solus=True) for n in range(3))
    places = ad("A0", 1), ad("A1", 2)
    found = counted([sheet(1), sheet(2), sheet(3, "Sport")], ads=places, book=alone)
    assert found["News"].least == 2 and found["Sport"].least == 1
