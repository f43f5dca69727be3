"""What the house itself puts on the pages of an edition: furniture, the index, its own ads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import escape

from layout.desk.edition_stories import Copy
from layout.desk.shelf import Shelf
from layout.makeup.edition.plan import EditionPlan
from layout.makeup.furniture import Furniture, Issue, folio, masthead, section_head
from layout.makeup.index import IndexEntry
from layout.makeup.wording import wording
from layout.page.document import Box, Page
from layout.page.grid import Grid
from layout.press.house import house_ad_html
from layout.story.publication import Publication
from layout.story.run import text_of
from layout.typeset.text import Compositor
from slots.stacking.page import StackPage


def furniture_of(
    house: Publication,
    pages: Sequence[StackPage],
    starts: Mapping[int, str],
    grid: Grid,
    by: Compositor,
) -> dict[int, Furniture]:
    """Masthead, section heads and folios by page."""
    words = wording(house.language)
    issue = Issue(house, words.date(house.date) if house.date else "", "", words)
    found = {}
    for page in pages:
        here = replace(issue, section=page.section)
        if page.number == 1:
            found[1] = masthead(grid, here, by)
        elif page.number in starts:
            found[page.number] = section_head(grid, page.number, here, by)
        else:
            found[page.number] = folio(grid, page.number, here, by)
    return found


def index_of(plan: EditionPlan, starts: Mapping[int, str]) -> tuple[IndexEntry, ...]:
    """An entry for each section but that of page one: its first page, and the best story there."""
    entries = []
    for number in sorted(number for number in starts if number > 1):
        stories = [
            one.article.story
            for page in plan.pages
            if number == page.page
            for one in page.stood
            if one.article and not one.turned
        ]
        best = min(stories, key=lambda story: (story.rank, story.slug), default=None)
        headline = text_of(best.headline) if best else ""
        entries.append(IndexEntry(starts[number], headline, number))
    return tuple(entries)


def house_markup(copy: Copy, shelf: Shelf) -> Callable[[Box, Page], Box]:
    """Fills a box of a page: a module, a house ad, a note where artwork is missing."""
    house, theme, foundry = shelf.house.publication, shelf.around.theme, shelf.foundry

    def fill(box: Box, page: Page) -> Box:
        columns = sum(box.rect.x <= x < box.rect.right for x, _ in page.grid.columns)
        html = copy.markup.get((box.id, columns))
        if html is None and box.id.startswith("house-"):
            number = page.number + int(box.id.rpartition("-")[2])
            html = house_ad_html(number, box.rect, house, theme, foundry)
        if html is None:
            html = f'<p class="missing">{escape(box.id)}: no artwork</p>'
        return replace(box, html=html)

    return fill
