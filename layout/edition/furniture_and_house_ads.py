"""What the house itself puts on the pages of an edition: furniture, the index, its own ads."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace

from layout.edition.set_stories import Copy
from layout.makeup.edition.all_pages import EditionPlan
from layout.makeup.type.furniture import Furniture, Issue, folio, masthead, section_head
from layout.makeup.type.furniture_words import Wording, wording
from layout.makeup.type.index import IndexEntry
from layout.page.document import Box, Document, Page
from layout.page.grid import Grid
from layout.press.boxes.house_ads import AdNote, ad_note_html, house_ad_html, house_ad_kind
from layout.publication.all_stories import Shelf
from layout.story.publication import Publication
from layout.story.run import text_of
from layout.typeset.set_text import Compositor
from slots.book.ad_size import in_mm
from slots.book.booking import Booking
from slots.stacking.task.ad_page import StackPage


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
            for one in page.placed
            if one.article and not one.turned
        ]
        best = min(stories, key=lambda story: (story.rank, story.slug), default=None)
        headline = text_of(best.headline) if best else ""
        entries.append(IndexEntry(starts[number], headline, number))
    return tuple(entries)


def with_markup(
    document: Document, copy: Copy, bookings: Sequence[Booking], shelf: Shelf
) -> Document:
    """The document with the content of its modules and house ads, and with a note in the place of
    each ad that has no artwork. House ads take turns from page to page: each design is printed
    before one is printed again, so those of a spread differ."""
    house, theme, foundry = shelf.house.publication, shelf.around.theme, shelf.foundry
    booked = {booking.id: booking for booking in bookings}
    turns = itertools.count()

    def filled(box: Box, page: Page) -> Box:
        columns = sum(box.rect.x <= x < box.rect.right for x, _ in page.grid.columns)
        html = copy.markup.get((box.id, columns)) if box.role != "ad" else None
        files = copy.files.get(box.id, ()) if html is not None else ()
        if html is None and box.id in booked:
            note = note_for(booked[box.id], wording(house.language))
            html = ad_note_html(note, box.rect, theme, foundry)
        if html is None:
            turn = next(turns)
            html = house_ad_html(turn, box.rect, house, theme, foundry)
            box = replace(box, house_ad=house_ad_kind(turn))
        return replace(box, html=html, files=files)

    return replace(
        document,
        pages=tuple(
            replace(page, boxes=tuple(filled(box, page) for box in page.boxes))
            for page in document.pages
        ),
    )


def note_for(booking: Booking, words: Wording) -> AdNote:
    """What stands in an ad's place until its artwork does."""
    waiting = words.artwork_missing if booking.artwork else words.artwork_to_come
    size = f"{booking.columns} × {in_mm(booking.depth)}"
    return AdNote(booking.advertiser, f"{booking.id} · {size}", waiting)
