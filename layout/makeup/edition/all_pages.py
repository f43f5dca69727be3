"""The make-up of an edition: which story where, at which depth, on all pages of all sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from layout.makeup.edition.assign.by_area import Given
from layout.makeup.edition.assign.jumping import Parts, Setter, jumps_of
from layout.makeup.edition.assign.last_edition import NEVER_MADE, Before
from layout.makeup.edition.assign.section_pages import Room
from layout.makeup.edition.choose_settings import Finished, Finisher
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.index_item import INDEX, index_lot
from layout.makeup.edition.shapes.item import Lot, story_of, turned_id
from layout.makeup.edition.shapes.news_hole import hole_of
from layout.makeup.edition.tiling.exchange_stories import Made, make
from layout.makeup.edition.tiling.section_layout import LaidGroup, LaidPage, LaidSection
from layout.makeup.edition.tiling.tiled_page import Standing
from layout.makeup.edition.tiling.turn_outwards import outward
from layout.page.grid import Grid
from layout.typeset.set_text import fonts_of
from layout.work.memory.remembered import remembered
from layout.work.processes.fork import Begin, at_once
from slots.book.booking import Booking
from slots.prices_of_taste import OUR_PRICES, Prices
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlan

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, eq=False)
class EditionTask:
    """What is to be made up: the pages with their ads, the book these are from, the articles, and
    how the edition was made up last time: stories stay where they were, unless their page came out
    worse. `index` is the number of entries the index on page one has. `prices` say what is
    weighed: the theme's of the articles."""

    pages: Sequence[StackPage]
    ads: AdPlan
    book: Sequence[Booking]
    articles: Sequence[Article]
    grid: Grid
    before: Before = NEVER_MADE
    index: int = 0
    prices: Prices = OUR_PRICES


@dataclass(frozen=True, slots=True, eq=False)
class EditionPlan:
    """The pages, with nothing in their legs yet, how they were made up, what it all costs and costs
    at least, the slugs of stories that found no page, and the sections as they are laid out."""

    pages: tuple[Finished, ...]
    made: Before
    cost: int
    bound: int
    held: tuple[str, ...]
    sections: tuple[LaidSection, ...]

    @property
    def standing(self) -> Mapping[str, int]:
        """The page of each lot by its id."""
        return self.made.pages


def plan_edition(task: EditionTask, begin: Begin = at_once) -> EditionPlan:
    """The pages of an edition; what has no room is held over, never lost in silence. Sections are
    laid out as `begin` says, and come out the same however that is."""
    sections = _laid(task, begin)
    finisher = finisher_of(task.articles, task.prices)
    pages = sorted((page for one in sections for page in one.pages), key=lambda page: page.page)
    before = Before(
        _together(one.standing for one in sections),
        _together(one.bodies for one in sections),
        _together(one.costs for one in sections),
        {one.pages[0].page: one.fingerprint for one in sections},
    )
    held = sorted({story_of(name) for one in sections for name in one.held})
    cost, bound = sum(one.cost for one in sections), sum(one.bound for one in sections)
    bare = tuple(finisher.bare(page) for page in pages)
    return EditionPlan(bare, before, cost, bound, tuple(held), tuple(sections))


def finisher_of(articles: Iterable[Article], prices: Prices) -> Finisher:
    """Who pours these articles."""
    return Finisher({article.story.slug: article for article in articles}, prices)


def _together(parts: Iterable[Mapping[_Key, _Value]]) -> dict[_Key, _Value]:
    return {key: value for part in parts for key, value in part.items()}


def _laid(task: EditionTask, begin: Begin) -> list[LaidSection]:
    """The sections laid out: of those that are to be, the one with most pages here, the others as
    `begin` says."""
    sections = list(_sections(task))
    to_be = [rooms for rooms in sorted(sections, key=len) if not _laid_section.known(rooms, task)]
    for rooms in to_be[:-1]:
        for article in _of_section(task, rooms):
            article.text.set()  # once, and not in the copy of the process as well
    begun = {
        rooms: _laid_section.aside(begin if rooms in to_be[:-1] else at_once, rooms, task)
        for rooms in sections
    }
    here = {rooms: begun[rooms]() for rooms in to_be[-1:]}
    return [here.get(rooms) or begun[rooms]() for rooms in sections]


def _made_from(rooms: tuple[Room, ...], task: EditionTask) -> tuple[object, ...]:
    return _facts(rooms, task, task.before), _fonts(task)


def _made_so_before(
    section: LaidSection, rooms: tuple[Room, ...], task: EditionTask
) -> tuple[object, ...]:
    """What a section is made from that was made up so before: it comes out the same."""
    first = {rooms[0].page: section.fingerprint}
    before = Before(section.standing, section.bodies, section.costs, first)
    return _facts(rooms, task, before), _fonts(task)


def _fonts(task: EditionTask) -> list[str]:
    return [fonts_of(article.by) for article in task.articles[:1]]


@remembered(_made_from, form=LaidSection, also=_made_so_before)
def _laid_section(rooms: tuple[Room, ...], task: EditionTask) -> LaidSection:
    """A section made up, its pages finished, and only what stands where kept of them."""
    made = _section(task, rooms, Setter(task.grid, _deepest(rooms)))
    finisher = finisher_of(_of_section(task, rooms), task.prices)
    standings = [outward(made.pages[room.page]) for room in rooms]
    groups = {
        _group_facts(group, task): _finished(group, task, finisher) for group in _groups(standings)
    }
    held = {name for group in groups.values() for name in group.held}
    tiled = {one.room.page: one.tiling.cost for one in standings}
    cost = sum(page.cost for group in groups.values() for page in group.pages)
    return LaidSection(
        groups,
        {lot.id: one.room.page for one in standings for lot in one.lots if lot.id not in held},
        made.bodies,
        tiled,
        tuple(sorted({*made.held, *held})),
        made.cost + cost - sum(tiled.values()),
        made.bound,
        made.fingerprint,
    )


def _deepest(rooms: tuple[Room, ...]) -> int:
    return max(max(room.hole.floors) for room in rooms)


def _groups(standings: Sequence[Standing]) -> list[list[Standing]]:
    """Pages by the jumps that tie them to each other."""
    groups: list[list[Standing]] = []
    for one in standings:
        stories = {story_of(lot.id) for lot in one.lots}
        tied = [group for group in groups if not stories.isdisjoint(_stories(group))]
        group = [standing for group in tied for standing in group]
        groups = [*(group for group in groups if group not in tied), [*group, one]]
    return groups


def _stories(group: Sequence[Standing]) -> set[str]:
    return {story_of(lot.id) for one in group for lot in one.lots}


def _group_facts(group: Sequence[Standing], task: EditionTask, *_: object) -> str:
    """A digest of all that the type of pages depends on."""
    stories = _stories(group)
    pictures = [
        str(picture.file)
        for article in task.articles
        if article.story.slug in stories
        for picture in article.pictures
    ]
    told = [
        (one.room.hole, one.room.section, [lot.shapes.key for lot in one.lots], one.tiling)
        for one in group
    ]
    ids = [lot.id for one in group for lot in one.lots]
    facts = told, ids, pictures, task.prices, _fonts(task)
    return sha256(repr(facts).encode()).hexdigest()[:40]


@remembered(_group_facts, form=LaidGroup)
def _finished(group: Sequence[Standing], _: EditionTask, finisher: Finisher) -> LaidGroup:
    """Pages finished, without the stories whose second part has no place."""
    finished = [finisher.page(one) for one in group]
    held, gone = _held(finished), frozenset[str]()
    while torn := frozenset(map(story_of, held)) - held:  # whose second part has no place
        gone |= torn
        finished = [
            finisher.page(one, gone) if torn & {lot.id for lot in one.lots} else page
            for one, page in zip(group, finished, strict=True)
        ]
        held |= torn | _held(finished)
    return LaidGroup(tuple(_bare(page) for page in finished), tuple(sorted(held)))


def _held(pages: Iterable[Finished]) -> frozenset[str]:
    return frozenset(name for page in pages for name in page.held)


def _facts(rooms: tuple[Room, ...], task: EditionTask, before: Before) -> tuple[object, ...]:
    """All that a section depends on, if it was made up so before."""
    articles = tuple(_of_section(task, rooms))
    first, slugs = rooms[0].page, [article.story.slug for article in articles]
    index = (INDEX,) if first == 1 else ()
    names = (*slugs, *map(turned_id, slugs), *index)
    holes = [(room.hole, sorted(room.away), sorted(room.near), room.section) for room in rooms]
    pictures = [str(picture.file) for article in articles for picture in article.pictures]
    return (
        holes,
        [article.key for article in articles],
        pictures,
        task.index if first == 1 else 0,
        [(name, before.pages.get(name), before.bodies.get(name)) for name in names],
        [before.costs.get(room.page) for room in rooms],
        before.sections.get(first),
        task.prices,
    )


def _bare(page: Finished) -> LaidPage:
    stood = tuple((one.id, one.tile, one.setting) for one in page.stood)
    return LaidPage(page.page, stood, page.fillers, page.cost)


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


def _section(task: EditionTask, rooms: tuple[Room, ...], setter: Setter) -> Made:
    """The pages of one section. A story that should jump and so finds no place may stand whole."""
    made = _with_jumps(task, rooms, setter, frozenset())
    torn = frozenset(name for name in made.held if turned_id(name) in made.held)
    if torn:
        whole = _with_jumps(task, rooms, setter, torn)
        made = min(made, whole, key=lambda each: each.cost)
    return made


def _with_jumps(
    task: EditionTask, rooms: tuple[Room, ...], setter: Setter, whole: frozenset[str]
) -> Made:
    """The pages of a section in which these stories do not jump."""
    articles = sorted(_of_section(task, rooms), key=lambda article: article.story.slug)
    may_jump = [article for article in articles if article.story.slug not in whole]
    jumping = jumps_of(may_jump, rooms, setter, task.before)
    lots = [
        Lot(setter.whole(article), frozenset(article.story.tags))
        for article in articles
        if article.story.slug not in jumping
    ]
    index = index_lot(task.index, task.grid, task.prices.pages) if rooms[0].page == 1 else None
    if index:
        lots.append(index)
    given = Given(rooms, lots, list(jumping.values()), task.before, task.prices)
    return make(given, Parts(articles, setter))


def _of_section(task: EditionTask, rooms: tuple[Room, ...]) -> Iterator[Article]:
    """The articles of the section that rooms belong to; those of no section go to the first."""
    names = {page.section for page in task.pages}
    first = task.pages[0].section
    for article in task.articles:
        section = article.story.section if article.story.section in names else first
        if section == rooms[0].section:
            yield article
