"""What is told of house ads, on pages made by hand: no make-up, so that every number is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.editions.samples import GRID, paragraph, setter

from layout.edition.thin.too_thin import THIN, house_ad_findings
from layout.makeup.edition.all_pages import EditionPlan, EditionTask
from layout.makeup.edition.assign.last_edition import NO_LAST_EDITION
from layout.makeup.edition.choose_settings import FinishedPage
from layout.makeup.edition.shapes.article import Article, Beside, article_of
from layout.makeup.edition.shapes.news_hole import AIR
from layout.makeup.edition.tiling.section_layout import Tile
from layout.publication.settings.newsgrid_toml import House
from layout.story.as_written import Story
from layout.story.block import Paragraph
from layout.story.publication import PrintPlan, PrintSection, Publication
from layout.story.reading_order import words_of_blocks
from layout.story.run import plain
from slots.book.booking import Booking, Lock
from slots.finding import NOWHERE, Finding, Severity
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan, Conflict

COLUMNS, FIRST = 4, 4
ROWS = 102  # so that a page has 4 x 100 cells, its air included
CELLS = COLUMNS * (ROWS - FIRST + AIR)


def house(*sections: tuple[str, int], file: Path | None = Path("newsgrid.toml")) -> House:
    named = tuple(PrintSection(*one) for one in sections)
    plan = PrintPlan(sum(count for _, count in sections), named)
    return House(Publication("The Quay News", print_plan=plan), {}, file)


def task(
    *sections: tuple[str, int],
    ads: tuple[AdPlace, ...] = (),
    book: tuple[Booking, ...] = (),
    conflicts: tuple[Conflict, ...] = (),
) -> EditionTask:
    """Sections, each of so many pages."""
    names = [name for name, count in sections for _ in range(count)]
    pages = [StackPage(n, name, COLUMNS, ROWS, FIRST) for n, name in enumerate(names, 1)]
    return EditionTask(pages, AdPlan(ads, conflicts), book, (), GRID)


def plan(given: EditionTask, **fillers: tuple[Tile, ...]) -> EditionPlan:
    """A plan with fillers on some pages: `p2=...`."""
    pages = tuple(
        FinishedPage(page.number, (), fillers.get(f"p{page.number}", ()), 0) for page in given.pages
    )
    return EditionPlan(pages, NO_LAST_EDITION, 0, 0, (), ())


def article(slug: str, section: str) -> Article:
    body = tuple(Paragraph(plain(paragraph(number))) for number in range(4))
    story = Story(slug, plain("The ferry"), body, section=section)
    return article_of(story, slug, Beside(), GRID, setter())


def filler(cells: int = CELLS, row: int = 0) -> Tile:
    return Tile(-1, 0, row, COLUMNS, cells // COLUMNS)


def full(*numbers: int) -> dict[str, tuple[Tile, ...]]:
    """Pages that are one house ad."""
    return {f"p{number}": (filler(),) for number in numbers}


def told(code: str, found: tuple[Finding, ...]) -> list[Finding]:
    return [one for one in found if one.code == code]


EIGHT = ("News", 8)


def test_an_edition_without_house_ads_says_nothing() -> None:
    """However little copy it has: then it is white, which is another matter."""
    given = task(EIGHT)
    assert house_ad_findings(plan(given), given, house(EIGHT)) == ()


def test_an_edition_too_thin_is_a_warning_with_what_to_write() -> None:
    given = task(EIGHT)
    found = house_ad_findings(plan(given, **full(4, 5, 6, 7, 8)), given, house(EIGHT))
    (warning,) = told(THIN, found)
    assert warning.severity is Severity.WARNING and warning.where.file == "newsgrid.toml"
    assert warning.message == (
        "the edition is too thin for 8 pages: 5 house ads fill 5.0 of them (News 5.0); 4 would "
        "hold all of its copy and ads"
    )
    assert warning.hint == (
        'write pages = 4 under [print], pages = 4 in the section "News"; or have more copy or ads'
    )


def test_tenths_of_a_page_are_rounded() -> None:
    """130 of 400 cells are 0.325 of a page, 140 are 0.35."""
    for cells, tenths in ((128, "4.3"), (140, "4.4")):
        given = task(EIGHT)
        made = plan(given, **full(5, 6, 7, 8), p4=(filler(cells),))
        (warning,) = told(THIN, house_ad_findings(made, given, house(EIGHT)))
        assert f"5 house ads fill {tenths} of them" in warning.message


def test_sections_without_house_ads_are_not_listed() -> None:
    sections = ("News", 4), ("Sport", 8)
    given = task(*sections)
    found = house_ad_findings(plan(given, **full(8, 9, 10, 11, 12)), given, house(*sections))
    (warning,) = told(THIN, found)
    assert "(Sport 5.0)" in warning.message and "12 pages" in warning.message
    assert "8 would hold" in warning.message


def test_an_edition_that_names_no_section_lists_none() -> None:
    given = task(("", 8))
    bare = House(Publication("The Quay News"), {})
    (warning,) = told(THIN, house_ad_findings(plan(given, **full(4, 5, 6, 7, 8)), given, bare))
    assert "5.0 of them; 4 would" in warning.message
    assert warning.where == NOWHERE


def spare(*numbers: int) -> dict[str, tuple[Tile, ...]]:
    """Pages that are one house ad, and one before each with a fifth of a page: to spare one."""
    before = {f"p{number - 1}": (filler(CELLS // 5, 80),) for number in numbers}
    return {**full(*numbers), **before}


def test_where_no_sheet_can_go_each_section_that_is_thin_has_a_note() -> None:
    """A page of each of two sections is no sheet."""
    sections = ("News", 4), ("Sport", 4)
    given = task(*sections)
    notes = told(THIN, house_ad_findings(plan(given, **spare(4, 8)), given, house(*sections)))
    assert [note.severity for note in notes] == [Severity.INFO] * 2
    assert [note.message for note in notes] == [
        f"{name} is too thin for 4 pages: 2 house ads fill 1.2 of them; 3 would hold all of its "
        "copy and ads"
        for name in ("News", "Sport")
    ]
    only = "; only whole sheets can go, and no page that an ad is booked for"
    assert [note.hint for note in notes] == [f"write stories for it{only}"] * 2


def test_what_copy_would_fill_it_is_told_in_words() -> None:
    """As many to a row as its own stories have."""
    sections = ("News", 4), ("Sport", 4)
    news = article("a", "News")
    given = replace(task(*sections), articles=(news,))
    notes = told(THIN, house_ad_findings(plan(given, **spare(4, 8)), given, house(*sections)))
    words = 480 * words_of_blocks(news.story.body) // news.bodies[0].rows
    assert (notes[0].hint or "").startswith(f"about {words:,} words more would fill it; only")
    assert (notes[1].hint or "").startswith("write stories for it; only")


def test_pages_to_spare_are_offered_to_the_section_that_is_shortest_of_room() -> None:
    """Whose stories wait, rather than those that were cut."""
    sections = ("News", 4), ("Sport", 4), ("Arts", 4), ("Books", 4)
    copy = article("a", "Sport"), article("b", "Arts"), article("c", "Arts"), article("d", "Books")
    given = replace(task(*sections), articles=copy)
    made = replace(plan(given, **spare(4)), held=("a", "b", "c", "d"))
    (note,) = told(THIN, house_ad_findings(made, given, house(*sections)))
    assert note.hint == (
        'write stories for it; or write pages = 3 in the section "News" and pages = 5 in "Arts", '
        "whose stories are short of room"
    )


def test_a_story_that_waits_has_the_pages_before_a_sheet_goes() -> None:
    sections = ("News", 8), ("Sport", 4)
    given = replace(task(*sections), articles=(article("a", "Sport"),))
    made = replace(plan(given, **full(4, 5, 6, 7, 8)), held=("a",))
    (note,) = told(THIN, house_ad_findings(made, given, house(*sections)))
    assert note.severity is Severity.INFO
    assert 'pages = 4 in the section "News" and pages = 8 in "Sport"' in (note.hint or "")


def test_what_cannot_be_placed_wants_the_pages_as_they_are() -> None:
    without = Conflict("A1", (), (), "")
    given = task(EIGHT, conflicts=(without,))
    found = house_ad_findings(plan(given, **full(4, 5, 6, 7, 8)), given, house(EIGHT))
    assert told(THIN, found) == []


def test_an_ad_that_keeps_its_page_keeps_the_sheet() -> None:
    ad = Booking("A1", "Bank", 1, 9, lock=Lock(7, None, None))
    given = task(EIGHT, ads=(AdPlace("A1", 7, 0, ROWS - 10, 1, 10),), book=(ad,))
    notes = told(THIN, house_ad_findings(plan(given, **full(4, 5, 6, 8)), given, house(EIGHT)))
    assert [note.severity for note in notes] == [Severity.INFO]
    assert "no page that an ad is booked for" in (notes[0].hint or "")


# --- house ads where none should stand ------------------------------------------------------------

PLACE = "house-ad-place"
HALF = ROWS // 2 - (FIRST - AIR)
"""Rows of the upper half of a page, from where stories begin."""


def places(found: tuple[Finding, ...]) -> list[str]:
    return [one.message.partition(", where")[0] for one in told(PLACE, found)]


@pytest.mark.parametrize(
    ("number", "row", "where"),
    [
        (1, 90, ["a house ad stands on page 1"]),
        (2, 0, []),
        (3, HALF - 1, ["a house ad stands in the upper half of page 3, a right-hand page"]),
        (3, HALF, []),
        (4, 0, []),
        (5, 90, ["a house ad stands on page 5, the first of Sport"]),
        (6, 0, []),
    ],
)
def test_a_house_ad_on_a_page_one_a_first_or_the_head_of_a_right_hand_page_is_told(
    number: int, row: int, where: list[str]
) -> None:
    sections = ("News", 4), ("Sport", 4)
    given = task(*sections)
    one: Any = {f"p{number}": (filler(40, row),)}
    found = house_ad_findings(plan(given, **one), given, house(*sections))
    assert places(found) == where
    assert all(note.severity is Severity.INFO and note.hint for note in found)


def test_each_house_ad_is_told_in_the_order_of_pages() -> None:
    given = task(EIGHT)
    made = plan(given, p3=(filler(40, 1),), p1=(filler(40, 0), filler(40, 60)))
    found = house_ad_findings(made, given, house(EIGHT))
    assert places(found) == [
        "a house ad stands on page 1",
        "a house ad stands on page 1",
        "a house ad stands in the upper half of page 3, a right-hand page",
    ]


def test_the_reason_is_that_copy_is_short_or_has_no_such_shape() -> None:
    """By the rows that house ads fill; where a story waits, copy is not what is wanting."""
    given = task(EIGHT)
    made = plan(given, p1=(filler(40),))
    (note,) = told(PLACE, house_ad_findings(made, given, house(EIGHT)))
    assert note.message.endswith("News is short of copy by 40 rows of a column")
    assert note.hint == "write stories for it; or give it fewer pages, or pictures"
    waiting = replace(given, articles=(article("a", "News"),))
    (note,) = told(PLACE, house_ad_findings(replace(made, held=("a",)), waiting, house(EIGHT)))
    assert note.message.endswith("no story of News has a shape that goes there with the others")
    assert note.hint == "make a story of that page longer or shorter, or give it a picture"
