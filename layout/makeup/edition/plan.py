"""The make-up of an edition: which story where, at which depth, on all pages of all sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from layout.makeup.edition.article import Article
from layout.makeup.edition.assign import Given
from layout.makeup.edition.before import NEVER_MADE, Before
from layout.makeup.edition.finish import Finished, Finisher
from layout.makeup.edition.hole import hole_of
from layout.makeup.edition.index_lot import index_lot
from layout.makeup.edition.jumping import Parts, Setter, jumps_of
from layout.makeup.edition.lot import Lot, story_of
from layout.makeup.edition.room import Room
from layout.makeup.edition.search import Known, Made, make
from layout.page.grid import Grid
from slots.book.booking import Booking
from slots.stacking.ad_plan import AdPlan
from slots.stacking.page import StackPage


@dataclass(frozen=True, slots=True, eq=False)
class EditionTask:
    """What is to be made up: the pages with their ads, the book these are from, the articles, and
    how the edition was made up last time: stories stay where they were, unless their page came out
    worse. `index` is the number of entries the index on page one has."""

    pages: Sequence[StackPage]
    ads: AdPlan
    book: Sequence[Booking]
    articles: Sequence[Article]
    grid: Grid
    before: Before = NEVER_MADE
    index: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class EditionPlan:
    """The finished pages, how they were made up, what it all costs and costs at least, and the
    slugs of stories that found no page."""

    pages: tuple[Finished, ...]
    made: Before
    cost: int
    bound: int
    held: tuple[str, ...]

    @property
    def standing(self) -> Mapping[str, int]:
        """The page of each lot by its id."""
        return self.made.pages


def plan_edition(task: EditionTask, known: Known) -> EditionPlan:
    """The pages of an edition; what has no room is held over, never lost in silence."""
    made = [_section(task, rooms, known) for rooms in _sections(task)]
    finisher = Finisher({article.story.slug: article for article in task.articles})
    standings = sorted(
        (one for section in made for one in section.pages.values()), key=lambda one: one.room.page
    )
    pages = finisher.complete([finisher.page(one) for one in standings])
    before = Before(
        {lot.id: one.room.page for one in standings for lot in one.lots},
        {name: body for section in made for name, body in section.bodies.items()},
        {one.room.page: one.tiling.cost for one in standings},
        {min(section.pages): section.fingerprint for section in made},
    )
    held = sorted({story_of(name) for section in made for name in section.held})
    cost, bound = sum(one.cost for one in made), sum(one.bound for one in made)
    return EditionPlan(pages, before, cost, bound, tuple(held))


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
    articles = sorted(_of_section(task, rooms), key=lambda article: article.story.slug)
    setter = Setter(task.grid, most)
    jumping = jumps_of(articles, rooms, setter, task.before)
    lots = [
        Lot(setter.whole(article), frozenset(article.story.tags))
        for article in articles
        if article.story.slug not in jumping
    ]
    index = index_lot(task.index, task.grid) if rooms[0].page == 1 else None
    if index:
        lots.append(index)
    given = Given(rooms, lots, list(jumping.values()), task.before)
    return make(given, Parts(articles, setter), known)


def _of_section(task: EditionTask, rooms: tuple[Room, ...]) -> Iterator[Article]:
    """The articles of the section that rooms belong to; those of no section go to the first."""
    names = {page.section for page in task.pages}
    first = task.pages[0].section
    for article in task.articles:
        section = article.story.section if article.story.section in names else first
        if section == rooms[0].section:
            yield article
