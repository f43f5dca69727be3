"""A small case as pages of an edition: several stories around ads, as `newsgrid print PAPER` makes
them up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from support.drawings.page_in_characters import draw_page
from support.editions.samples import poured_edition
from support.small_pages.cases import Case
from support.small_pages.square_theme import CELL, LEADING, square_grid, square_setter

from layout.makeup.edition.all_pages import EditionPlan, EditionTask
from layout.makeup.edition.pages_from_plan import Setup, build_page, story_page
from layout.makeup.edition.placed_ads import AdBoxes
from layout.makeup.edition.shapes.article import Article, Beside, BoxShape, article_of
from layout.makeup.edition.shapes.picture_depth import PictureShape
from layout.makeup.type.cutline import cutline_depth
from layout.makeup.type.furniture import Furniture, Issue, folio, masthead, section_head
from layout.makeup.type.furniture_words import wording
from layout.makeup.type.index import IndexEntry
from layout.page.document import Document
from layout.page.grid import Area, Grid
from layout.story.block import Picture
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.module import Module
from layout.story.publication import Publication
from slots.book.booking import Booking
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan

PAPER = Publication("Quay News", "What the tide brought in")
SIZES = {"wide.jpg": (3, 2), "square.jpg": (1, 1), "tall.jpg": (2, 3)}
NEXT_STORY = "\n+++\n"


def made_up(case: Case) -> str:
    """The pages of a case, of `columns` of `wide` characters and `rows` rows each.

    `pages=2-3` are their numbers, those from `opens=3` on are the section Sport; page 1 has the
    masthead, and an index where a second section begins. `ads=bank:2:0:3x6` is an ad of three
    columns and six rows at the foot of page 2, from its first column on, `tea:2:0:1x9+6` one that
    stands six rows higher.
    """
    return "\n".join(_told(*_planned(case), case))


def document_of(case: Case) -> Document:
    """The same pages as a document, without its boxes, which need markup."""
    plan, setup = _planned(case)
    pages = (build_page(page, story_page(page, setup), setup) for page in plan.pages)
    return Document("Quay News", "en", None, tuple(replace(page, boxes=()) for page in pages))


def _planned(case: Case) -> tuple[EditionPlan, Setup]:
    first, _, last = case.settings.get("pages", "2").partition("-")
    numbers = range(int(first), int(last or first) + 1)
    grid = square_grid(case.number("columns", 3), case.number("wide", 20), case.number("rows", 30))
    opens = case.number("opens", 0)
    sections = {number: "Sport" if opens and number >= opens else "News" for number in numbers}
    furniture = {number: _furniture(number, sections, opens, grid) for number in numbers}
    ads = [_ad(text, grid) for text in case.settings.get("ads", "").split(",") if text]
    task = EditionTask(
        [
            StackPage(number, sections[number], len(grid.columns), grid.rows, own.first_row)
            for number, own in furniture.items()
        ],
        AdPlan(tuple(place for place, _ in ads)),
        [booking for _, booking in ads],
        [
            _article(text, number, grid)
            for number, text in enumerate(case.copy.split(NEXT_STORY))
            if text.strip()
        ],
        grid,
        index=1 if opens and 1 in numbers else 0,
    )
    plan = poured_edition(task)
    index = (IndexEntry("Sport", "Late goal sends Quay through", opens),) if task.index else ()
    boxes = AdBoxes(task.ads, task.book, {}, grid, "Advertisement")
    return plan, Setup(grid, furniture, sections, boxes, index, plan.page_of, square_setter())


def _furniture(number: int, sections: dict[int, str], opens: int, grid: Grid) -> Furniture:
    issue = Issue(PAPER, "26 November", sections[number], wording("en"))
    if number == 1:
        return masthead(grid, issue, square_setter())
    look = section_head if number == opens else folio
    return look(grid, number, issue, square_setter())


def _ad(text: str, grid: Grid) -> tuple[AdPlace, Booking]:
    name, page, column, size = text.split(":")
    size, _, up = size.partition("+")
    wide, rows = map(int, size.split("x"))
    top = grid.rows - rows - int(up or 0)
    place = AdPlace(name, int(page), int(column), top, wide, rows)
    return place, Booking(name, name, wide, (rows - 1) * LEADING)


def _article(text: str, number: int, grid: Grid) -> Article:
    story, _ = parse_markdown(text.strip("\n"), f"story-{number}.md")
    shown = [block for block in story.body if isinstance(block, Picture)]
    pictures = tuple(_picture(block, at, grid) for at, block in enumerate(shown, 1))
    asked = [ask.content for ask in story.asks if isinstance(ask.content, Module)]
    widths = range(1, len(grid.columns) + 1)
    boxes = tuple(
        BoxShape(one.id, one.kind, {wide: -(-6 // wide) * LEADING for wide in widths})
        for one in asked
    )
    key = f"{number} {text}"
    return article_of(story, key, Beside(pictures, boxes), grid, square_setter())


def _picture(block: Picture, number: int, grid: Grid) -> PictureShape:
    cutlines = {
        wide: cutline_depth(block, grid.rect(Area(0, 0, wide, 1)).width, square_setter())
        for wide in range(1, len(grid.columns) + 1)
    }
    across, down = SIZES[Path(block.src).name]
    return PictureShape(f"picture-{number}", block, across, down, cutlines, Path(block.src))


def _told(plan: EditionPlan, setup: Setup, case: Case) -> Iterator[str]:
    for page in plan.pages:
        if len(plan.pages) > 1:
            yield f"page {page.page}"
        whole = build_page(page, story_page(page, setup), setup)
        top = 0 if "furniture" in case.settings else setup.furniture[page.page].first_row
        yield draw_page(whole, CELL, top)
    if plan.held:
        yield f"held over: {', '.join(plan.held)}"
