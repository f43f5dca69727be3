"""The make-up of an edition: which story where, at which depth, on all pages of all sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from layout.makeup.edition.article import Article
from layout.makeup.edition.assign import Given, assign
from layout.makeup.edition.finish import Finished, Finisher
from layout.makeup.edition.hole import hole_of
from layout.makeup.edition.index_lot import index_lot
from layout.makeup.edition.lot import Jump, Lot, story_of
from layout.makeup.edition.room import Room
from layout.makeup.edition.search import Known, Made, make
from layout.makeup.edition.setting import Shapes
from layout.makeup.edition.shapes import opening_shapes, shapes_of, turned_shapes
from layout.page.grid import Grid
from slots.book.booking import Booking
from slots.stacking.ad_plan import AdPlan
from slots.stacking.page import StackPage

OPENING_SHARE = 45  # per cent of its text that the first part of a story should have, at first
FULL = 92  # per cent of the largest hole that a story may take where it need not jump
LEAD_SHARE = 0.45
"""A lead that would take more of page one jumps: other stories begin there, too."""


@dataclass(frozen=True, slots=True, eq=False)
class EditionTask:
    """What is to be made up: the pages with their ads, the book these are from, the articles, and
    the page on which each lot stood last time, by its id. With `steady` stories stay there unless
    a page cannot be filled. `index` is the number of entries the index on page one has."""

    pages: Sequence[StackPage]
    ads: AdPlan
    book: Sequence[Booking]
    articles: Sequence[Article]
    grid: Grid
    before: Mapping[str, int]
    steady: bool = False
    index: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class EditionPlan:
    """The finished pages, the page of each lot, what it all costs and costs at least, and the slugs
    of stories that found no page."""

    pages: tuple[Finished, ...]
    standing: Mapping[str, int]
    cost: int
    bound: int
    held: tuple[str, ...]


def plan_edition(task: EditionTask, known: Known) -> EditionPlan:
    """The pages of an edition; what has no room is held over, never lost in silence."""
    made = [_section(task, rooms, known) for rooms in _sections(task)]
    finisher = Finisher({article.story.slug: article for article in task.articles})
    standings = sorted(
        (one for section in made for one in section.pages.values()), key=lambda one: one.room.page
    )
    pages = finisher.complete([finisher.page(one) for one in standings])
    standing = {lot.id: one.room.page for one in standings for lot in one.lots}
    held = sorted({story_of(name) for section in made for name in section.held})
    cost, bound = sum(one.cost for one in made), sum(one.bound for one in made)
    return EditionPlan(pages, standing, cost, bound, tuple(held))


def rooms_of(task: EditionTask) -> tuple[Room, ...]:
    """The pages as stories see them."""
    bookings = {booking.id: booking for booking in task.book}
    away: dict[int, set[str]] = {}
    near: dict[int, set[str]] = {}
    for place in task.ads.places:
        booking = bookings[place.id]
        near.setdefault(place.page, set()).update(booking.near)
        for page in _seen_with(place.page):
            away.setdefault(page, set()).update(booking.away_from)
    return tuple(
        Room(
            hole_of(page, task.ads.on(page.number)),
            page.section,
            frozenset(away.get(page.number, ())),
            frozenset(near.get(page.number, ())),
        )
        for page in task.pages
    )


def _seen_with(page: int) -> tuple[int, int]:
    """A page and the one it faces."""
    return page, page - 1 if page % 2 else page + 1


def _sections(task: EditionTask) -> Iterator[tuple[Room, ...]]:
    """The rooms of each section, in the order of their first pages."""
    rooms = rooms_of(task)
    for section in dict.fromkeys(room.section for room in rooms):
        yield tuple(room for room in rooms if room.section == section)


def _section(task: EditionTask, rooms: tuple[Room, ...], known: Known) -> Made:
    """The pages of one section."""
    most = max(max(room.hole.floors) for room in rooms)
    articles = tuple(_of_section(task, rooms))
    jumping = _jumping(task, articles, rooms, most)
    lots = [
        Lot(shapes_of(article, task.grid, most), frozenset(article.story.tags))
        for article in articles
        if article.story.slug not in jumping
    ]
    index = index_lot(task.index, task.grid) if rooms[0].page == 1 else None
    if index:
        lots.append(index)
    by_slug = {article.story.slug: article for article in articles}

    def turned(jump: Jump, body: int) -> Shapes:
        return turned_shapes(by_slug[jump.id], body, task.grid, most)

    given = Given(rooms, lots, list(jumping.values()), task.before)
    return make(given, assign(given), turned, known, task.steady)


def _of_section(task: EditionTask, rooms: tuple[Room, ...]) -> Iterator[Article]:
    """The articles of the section that rooms belong to; those of no section go to the first."""
    names = {page.section for page in task.pages}
    first = task.pages[0].section
    for article in task.articles:
        section = article.story.section if article.story.section in names else first
        if section == rooms[0].section:
            yield article


def _jumping(
    task: EditionTask, articles: Iterable[Article], rooms: tuple[Room, ...], most: int
) -> dict[str, Jump]:
    """The stories that jump: the lead of page one, and those longer than any page of theirs.

    Each begins on a page of its own, that which has most room.
    """
    found: dict[str, Jump] = {}
    free = sorted(rooms[:-1], key=lambda room: (-room.hole.cells, room.page))
    ordered = sorted(articles, key=lambda a: (a.story.rank, -a.bodies[0].rows, a.story.slug))
    for number, article in enumerate(ordered):
        if not article.story.jump or not free:
            continue
        room = rooms[0] if rooms[0] in free and rooms[0].page == 1 and not number else None
        least, best, _ = shapes_of(article, task.grid, most).cells
        if room and best <= room.hole.cells * LEAD_SHARE:
            continue
        if room is None and (least + best) * 50 <= max(r.hole.cells for r in rooms) * FULL:
            continue
        room = room or free[0]
        if not room.admits(article.story.tags):
            continue
        free.remove(room)
        opening = opening_shapes(article, task.grid, most)
        cells = _cells_of(article, best)
        lot = Lot(opening, frozenset(article.story.tags), room.page)
        if opening.settings:
            body = article.bodies[0].rows * OPENING_SHARE // 100
            found[article.story.slug] = Jump(lot, cells, body)
    return found


def _cells_of(article: Article, best: int) -> int:
    """About how many cells both parts of a story take: its text alone where it fits no page."""
    text = article.bodies[0].rows
    return best if best < 10 * text else text * 13 // 10
