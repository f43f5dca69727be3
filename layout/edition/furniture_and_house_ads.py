"""What the house itself puts on pages of an edition: furniture, promos, the index, its own ads."""

from __future__ import annotations

import itertools
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from layout.edition.set_stories import Copy
from layout.edition.stacked_ads import Stacked
from layout.makeup.edition.all_pages import EditionPlan
from layout.makeup.edition.promo_findings import Promoted
from layout.makeup.edition.promos import Inside, promos_of
from layout.makeup.edition.shapes.news_hole import hole_of
from layout.makeup.edition.skyline import Promo, cut_short, lowered, skyline
from layout.makeup.type.furniture import Furniture, Issue, folio, masthead, section_head
from layout.makeup.type.furniture_words import Wording, wording
from layout.makeup.type.index import IndexEntry
from layout.page.document import Box, Document, Page
from layout.page.grid import Grid
from layout.press.boxes.house_ads import (
    HOUSE_ADS,
    AdNote,
    ad_note_html,
    house_ad_html,
    house_ad_kind,
)
from layout.publication.all_stories import Shelf
from layout.publication.closed_pages import NONE_CLOSED, Closed
from layout.story.as_written import Story
from layout.story.publication import Publication
from layout.story.run import text_of
from layout.typeset.set_text import Compositor, compositor
from slots.book.ad_size import in_mm
from slots.book.booking import Booking

_FOR_STORIES = 40
"""Per cent of page one that promos leave to stories."""


def furniture_of(
    stacked: Stacked, starts: Mapping[int, str], promos: Sequence[Promo], by: Compositor
) -> dict[int, Furniture]:
    """Masthead with promos over it, section heads and folios by page."""
    house, grid = stacked.publication, stacked.grid
    issue = _issue(house)
    found = {}
    for page in stacked.pages:
        here = replace(issue, section=page.section)
        if page.number == 1:
            found[1] = _front(promos, grid, here, by)
        elif page.number in starts:
            found[page.number] = section_head(grid, page.number, here, by)
        else:
            found[page.number] = folio(grid, page.number, here, by)
    return found


def _issue(house: Publication) -> Issue:
    words = wording(house.language)
    return Issue(house, words.date(house.date) if house.date else "", "", words)


def _front(promos: Sequence[Promo], grid: Grid, issue: Issue, by: Compositor) -> Furniture:
    """The masthead, below its promos where there are some."""
    if not promos:
        return masthead(grid, issue, by)
    over = skyline(promos, grid, by)
    below = masthead(lowered(grid, over.first_row), issue, by)
    return Furniture(
        (*over.fragments, *below.fragments),
        (*over.strokes, *below.strokes),
        over.first_row + below.first_row,
        over.images,
    )


def kept_rows(stacked: Stacked) -> int:
    """The rows that page one keeps for promos: what stories begin lower than the masthead needs."""
    alone = masthead(stacked.grid, _issue(stacked.publication), _setter(stacked)).first_row
    return stacked.pages[0].first_row - alone


def has_room(stacked: Stacked) -> bool:
    """Whether promos leave page one enough for its stories: two fifths of it, unless the
    publication says itself how many it wants, or it is decided which there are."""
    front = stacked.pages[0]
    cells = hole_of(front, stacked.plan.on(front.number)).cells
    most = front.columns * front.rows
    wanted = stacked.publication.promos is not None or bool(stacked.decisions.front.promos)
    return wanted or cells * 100 >= most * _FOR_STORIES


def without_promos(stacked: Stacked) -> Stacked:
    """An edition that has no promos after all: page one has their rows for its stories. Its ads,
    which stand at the foot, stay where they are."""
    first, *others = stacked.pages
    rows = kept_rows(stacked)
    own = replace(first, first_row=first.first_row - rows, reserved=first.reserved + rows)
    return replace(stacked, pages=(own, *others))


def _inside(plan: EditionPlan, stacked: Stacked) -> Inside:
    """What the promos of an edition are chosen from."""
    ads = {place.id for place in stacked.plan.on(1)}
    away = {tag for one in stacked.bookings if one.id in ads for tag in one.away_from}
    wanted, promos = stacked.publication.promos, stacked.decisions.front.promos
    return Inside(plan, stacked.pages, wanted, frozenset(away), promos)


def promos_in(plan: EditionPlan, stacked: Stacked) -> tuple[Promo, ...]:
    """The promos of an edition; none where page one keeps no room for them."""
    return promos_of(_inside(plan, stacked)) if kept_rows(stacked) else ()


def promoted_in(plan: EditionPlan, stacked: Stacked) -> Promoted:
    """The promos of an edition with what is to be told of them."""
    promos, file = promos_in(plan, stacked), stacked.house.file
    cut = cut_short(promos, stacked.grid, _setter(stacked))
    return Promoted(promos, cut, _inside(plan, stacked), str(file) if file else None)


def _setter(stacked: Stacked) -> Compositor:
    return compositor(stacked.theme, stacked.foundry, stacked.publication.language)


def index_of(
    plan: EditionPlan,
    starts: Mapping[int, str],
    promos: Sequence[Promo] = (),
    closed: Mapping[int, Sequence[Story]] = MappingProxyType({}),
) -> tuple[IndexEntry, ...]:
    """An entry for each section but that of page one: its first page, and the best story there, if
    it can be one that no promo names already. `closed` are the stories of pages that are closed."""
    told = {promo.slug for promo in promos}
    entries = []
    for number in sorted(number for number in starts if number > 1):
        stories = [
            *closed.get(number, ()),
            *(
                one.article.story
                for page in plan.pages
                if number == page.page
                for one in page.placed
                if one.article and not one.turned
            ),
        ]
        best = min(stories, key=lambda story: _first(story, told), default=None)
        headline = text_of(best.headline) if best else ""
        entries.append(IndexEntry(starts[number], headline, number, best.slug if best else ""))
    return tuple(entries)


def _first(story: Story, told: Container[str]) -> tuple[bool, int, str]:
    return story.slug in told, story.rank, story.slug


def with_markup(
    document: Document,
    copy: Copy,
    bookings: Sequence[Booking],
    shelf: Shelf,
    closed: Closed = NONE_CLOSED,
) -> Document:
    """The document with the content of its modules and house ads, and with a note in the place of
    each ad that has no artwork. House ads take turns from page to page: each design is printed
    before one is printed again, so those of a spread differ; those of `closed` pages had theirs. A
    page of which they are decided has these, by turns of its own, and one that is decided to stand
    somewhere is itself."""
    house, theme, foundry = shelf.house.publication, shelf.around.theme, shelf.foundry
    booked = {booking.id: booking for booking in bookings}
    turns, decided = itertools.count(), shelf.decisions.pages
    own = {number: itertools.cycle(page.these) for number, page in decided.items() if page.these}

    def filled(box: Box, page: Page) -> Box:
        columns = sum(box.rect.x <= x < box.rect.right for x, _ in page.grid.columns)
        html = copy.markup.get((box.id, columns)) if box.role != "ad" else None
        files = copy.files.get(box.id, ()) if html is not None else ()
        if html is None and box.id in booked:
            note = note_for(booked[box.id], wording(house.language))
            html = ad_note_html(note, box.rect, theme, foundry)
        if html is None:
            if box.house_ad:
                turn = HOUSE_ADS.index(box.house_ad)
            elif page.number in own:
                turn = HOUSE_ADS.index(next(own[page.number]))
            else:
                turn = next(turns) + closed.house_ads_before(page.number)
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
