"""The make-up of an edition: which story where, at which depth, on all pages of all sections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import TypeVar

from layout.makeup.edition.assign.by_area import Given
from layout.makeup.edition.assign.jumping import Parts, Setter, facts_key, jumps_of
from layout.makeup.edition.assign.last_edition import NEVER_MADE, Before
from layout.makeup.edition.assign.section_pages import Room
from layout.makeup.edition.choose_settings import Finished, Finisher
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.index_item import INDEX, index_lot
from layout.makeup.edition.shapes.item import Lot, story_of, turned_id
from layout.makeup.edition.shapes.news_hole import hole_of
from layout.makeup.edition.shapes.setting import ShapeFacts
from layout.makeup.edition.tiling.exchange_stories import Made, make
from layout.makeup.edition.tiling.section_layout import Asked, LaidGroup, LaidPage, LaidSection
from layout.makeup.edition.tiling.section_tilings import Known, Lore
from layout.makeup.edition.tiling.tiled_page import Standing
from layout.makeup.edition.tiling.turn_outwards import outward
from layout.page.grid import Grid
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
    worse. `index` is the number of entries the index on page one has. `laid` are sections, by their
    first page, of which it is known what they come to, `kept` pages whose type is there: their
    stories are not poured again. `facts` are what is known of the shapes of stories, `lore` is what
    was found out when sections were made up before, and only makes it faster. `prices` say what
    is weighed: the theme's of the articles."""

    pages: Sequence[StackPage]
    ads: AdPlan
    book: Sequence[Booking]
    articles: Sequence[Article]
    grid: Grid
    before: Before = NEVER_MADE
    index: int = 0
    laid: Mapping[int, LaidSection] = field(default_factory=dict)
    kept: Mapping[str, LaidGroup] = field(default_factory=dict)
    facts: Mapping[str, ShapeFacts] = field(default_factory=dict)
    lore: Lore = field(default_factory=dict)
    prices: Prices = OUR_PRICES


@dataclass(frozen=True, slots=True, eq=False)
class EditionPlan:
    """The finished pages, how they were made up, what it all costs and costs at least, the slugs of
    stories that found no page, and the sections as they are laid out."""

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


def plan_edition(task: EditionTask, known: Known, begin: Begin = at_once) -> EditionPlan:
    """The pages of an edition; what has no room is held over, never lost in silence. Sections are
    laid out as `begin` says, and come out the same however that is."""
    sections = _laid(task, known, begin)
    for section in sections:
        for key, tiling in section.tilings.items():
            if key not in known or known[key] != tiling:
                known[key] = tiling
    articles = {article.story.slug: article for article in task.articles}
    finisher = Finisher(articles, task.prices)
    pages = sorted((page for one in sections for page in one.pages), key=lambda page: page.page)
    before = Before(
        _together(one.standing for one in sections),
        _together(one.bodies for one in sections),
        _together(one.costs for one in sections),
        {one.pages[0].page: one.fingerprint for one in sections},
    )
    held = sorted({story_of(name) for one in sections for name in one.held})
    cost, bound = sum(one.cost for one in sections), sum(one.bound for one in sections)
    there = {
        page.page
        for section in sections
        for key, group in section.groups.items()
        for page in group.pages
        if key in task.kept
    }
    finished = finisher.complete(
        [finisher.bare(page) if page.page in there else finisher.poured(page) for page in pages]
    )
    return EditionPlan(finished, before, cost, bound, tuple(held), tuple(sections))


def _together(parts: Iterable[Mapping[_Key, _Value]]) -> dict[_Key, _Value]:
    return {key: value for part in parts for key, value in part.items()}


def _laid(task: EditionTask, known: Known, begin: Begin) -> list[LaidSection]:
    """The sections laid out: of those that are not yet, the one with most pages here, the others as
    `begin` says."""
    laid: dict[tuple[Room, ...], Callable[[], LaidSection]] = {}
    rooms = list(_sections(task))
    for one in sorted(rooms, key=len):
        there = task.laid.get(one[0].page)
        if there:
            laid[one] = partial(_itself, there)
            continue
        for article in _of_section(task, one):
            if facts_key(article, _deepest(one)) not in task.facts:
                article.text.set()  # once, and not in the copy of the process as well
    open_ = [one for one in sorted(rooms, key=len) if one not in laid]
    for one in open_[:-1]:
        laid[one] = begin(partial(_laid_section, task, one, known))
    for one in open_[-1:]:
        laid[one] = partial(_itself, _laid_section(task, one, known))
    return [laid[one]() for one in rooms]


def _itself(section: LaidSection) -> LaidSection:
    return section


def _laid_section(task: EditionTask, rooms: tuple[Room, ...], known: Known) -> LaidSection:
    """A section made up, its pages finished, and only what stands where kept of them."""
    asked, setter = Asked(known), Setter(task.grid, _deepest(rooms), task.facts)
    made = _section(task, rooms, asked, setter)
    articles = {article.story.slug: article for article in _of_section(task, rooms)}
    finisher = Finisher(articles, task.prices)
    standings = [outward(made.pages[room.page]) for room in rooms]
    groups = {
        key: task.kept.get(key) or _finished(group, finisher)
        for key, group in ((_group_facts(task, group), group) for group in _groups(standings))
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
        asked.asked,
        setter.told,
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


def _group_facts(task: EditionTask, group: Sequence[Standing]) -> str:
    """A digest of all that the type of pages depends on besides the code."""
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
    return sha256(repr((told, ids, pictures, task.prices)).encode()).hexdigest()[:40]


def _finished(group: Sequence[Standing], finisher: Finisher) -> LaidGroup:
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


def section_facts(task: EditionTask, before: Before) -> dict[int, tuple[object, ...]]:
    """All that each section, by its first page, depends on, if it was made up so before."""
    return {rooms[0].page: _facts(task, rooms, before) for rooms in _sections(task)}


def _facts(task: EditionTask, rooms: tuple[Room, ...], before: Before) -> tuple[object, ...]:
    articles = tuple(_of_section(task, rooms))
    first, slugs = rooms[0].page, [article.story.slug for article in articles]
    names = (*slugs, *map(turned_id, slugs), INDEX)
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


def _section(task: EditionTask, rooms: tuple[Room, ...], known: Known, setter: Setter) -> Made:
    """The pages of one section. A story that should jump and so finds no place may stand whole."""
    made = _with_jumps(task, rooms, setter, known, frozenset())
    torn = frozenset(name for name in made.held if turned_id(name) in made.held)
    if torn:
        whole = _with_jumps(task, rooms, setter, known, torn)
        made = min(made, whole, key=lambda each: each.cost)
    return made


def _with_jumps(
    task: EditionTask, rooms: tuple[Room, ...], setter: Setter, known: Known, whole: frozenset[str]
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
    return make(given, Parts(articles, setter), known, task.lore)


def _of_section(task: EditionTask, rooms: tuple[Room, ...]) -> Iterator[Article]:
    """The articles of the section that rooms belong to; those of no section go to the first."""
    names = {page.section for page in task.pages}
    first = task.pages[0].section
    for article in task.articles:
        section = article.story.section if article.story.section in names else first
        if section == rooms[0].section:
            yield article
