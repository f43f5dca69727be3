"""Make-up of an edition, section by section: which story where, at which depth, on every page.

A heuristic with a bound: an integer program assigns stories to pages by area (`assign.by_area`),
each page is tiled exactly (`tiling.tile_page`), and stories are exchanged while that lowers the
cost (`tiling.exchange_stories`).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TypeVar

from layout.makeup.edition.assign.by_area import SectionProblem
from layout.makeup.edition.assign.last_edition import NO_LAST_EDITION, LastEdition
from layout.makeup.edition.assign.parts import MOST_PARTS, StoryParts
from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.choose_settings import FinishedPage, Finisher
from layout.makeup.edition.decisions.where_to_begin import SectionDecisions
from layout.makeup.edition.rails import held_apart
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import (
    INDEX,
    PageItem,
    house_ad_item,
    index_item,
    places_of,
    story_of,
    turned_id,
)
from layout.makeup.edition.shapes.news_hole import Hole, hole_of
from layout.makeup.edition.tiling.exchange_stories import (
    SectionMakeup,
    fingerprint_of,
    make_up_section,
    mend_section,
    section_as_before,
)
from layout.makeup.edition.tiling.section_layout import (
    PageGroup,
    PageLayout,
    SectionLayout,
    TornShape,
)
from layout.makeup.edition.tiling.tiled_page import TiledPage, outward
from layout.page.grid import Grid
from layout.story.decided import NOTHING_DECIDED, Decisions
from layout.story.publication import section_among
from layout.typeset.set_text import fonts_of
from layout.work.memory.remembered import remembered
from layout.work.processes.fork import Begin, at_once
from slots.book.booking import Booking
from slots.prices_of_taste import OUR_PRICES, Prices
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlan

_MENDED = 6
"""Times a section is mended at most in which legs do not hold a story, whatever its shapes say, or
not without a fault: each time rectangles are struck, and little else moves."""

_IN_VAIN = 2
"""Of these so many in a row that gain nothing are the last."""

_WORST = 2
"""Of pages that came out dearer, those are mended at a time that did by this share of the most."""

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, eq=False)
class EditionTask:
    """What is to be made up: the pages with their ads, the book these are from, the articles, and
    how the edition was made up last time: stories stay where they were, unless their page came out
    worse. `index` is the number of entries the index on page one has. `prices` say what is
    weighed: the theme's of the articles; `decisions` what is not. Pages that are `closed` are none
    of it: the articles are those of the others."""

    pages: Sequence[StackPage]
    ads: AdPlan
    book: Sequence[Booking]
    articles: Sequence[Article]
    grid: Grid
    last_edition: LastEdition = NO_LAST_EDITION
    index: int = 0
    prices: Prices = OUR_PRICES
    decisions: Decisions = NOTHING_DECIDED
    closed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class EditionPlan:
    """The pages, with nothing in their legs yet, how they were made up, what it all costs and costs
    at least, the slugs of stories that found no page, and the sections as they are laid out."""

    pages: tuple[FinishedPage, ...]
    made: LastEdition
    cost: int
    bound: int
    held: tuple[str, ...]
    sections: tuple[SectionLayout, ...]

    @property
    def page_of(self) -> Mapping[str, int]:
        """The page of each item by its id, and of each story by its slug."""
        return self.made.pages


def plan_edition(task: EditionTask, begin: Begin = at_once) -> EditionPlan:
    """The pages of an edition; what has no room is held over, never lost in silence. Sections are
    laid out as `begin` says, and come out the same however that is."""
    sections = _layouts(task, begin)
    finisher = finisher_of(task.articles, task.prices)
    pages = sorted((page for one in sections for page in one.pages), key=lambda page: page.page)
    last_edition = LastEdition(
        _together(one.page_of for one in sections),
        _together(one.bodies for one in sections),
        _together(one.costs for one in sections),
        {one.pages[0].page: one.fingerprint for one in sections},
        _together(one.kept_out for one in sections),
        _together(one.more for one in sections),
    )
    cost, bound = sum(one.cost for one in sections), sum(one.bound for one in sections)
    bare = tuple(finisher.bare(page) for page in pages)
    without = {story_of(name) for one in sections for name in one.held}
    without |= {one.story.slug for one in task.articles if closed_to(one, task.pages, task.closed)}
    without |= {name for slug in without for name in task.decisions.of(slug).sidebar}
    held = sorted(held_apart(without, bare, task.articles))
    members = {slug: page.page for page in bare for one in page.placed for slug in one.slugs}
    made = replace(last_edition, pages={**members, **last_edition.pages})
    return EditionPlan(bare, made, cost, bound, tuple(held), tuple(sections))


def closed_to(article: Article, pages: Sequence[StackPage], closed: Container[int]) -> bool:
    """Whether every page of an article's section is closed."""
    section = section_among(article.story.section, [page.section for page in pages])
    return all(page.number in closed for page in pages if page.section == section)


def finisher_of(articles: Iterable[Article], prices: Prices) -> Finisher:
    """Who pours these articles."""
    return Finisher({article.story.slug: article for article in articles}, prices)


def _together(parts: Iterable[Mapping[_Key, _Value]]) -> dict[_Key, _Value]:
    return {key: value for part in parts for key, value in part.items()}


def _layouts(task: EditionTask, begin: Begin) -> list[SectionLayout]:
    """The sections laid out: of those that no memory has, the one with most pages here, the others
    as `begin` says, in processes beside it."""
    sections = list(_sections(task))
    missing = [
        section_pages
        for section_pages in sorted(sections, key=len)
        if not _layout_of.known(section_pages, task)
    ]
    for section_pages in missing[:-1]:
        for article in _of_section(task, section_pages):
            article.text.set()  # once, and not in the copy of the process as well
    begun = {
        section_pages: _layout_of.aside(
            begin if section_pages in missing[:-1] else at_once, section_pages, task
        )
        for section_pages in sections
    }
    here = {section_pages: begun[section_pages]() for section_pages in missing[-1:]}
    return [here.get(section_pages) or begun[section_pages]() for section_pages in sections]


def _made_from(section_pages: tuple[SectionPage, ...], task: EditionTask) -> tuple[object, ...]:
    return _facts(section_pages, task, task.last_edition), _fonts(task)


def _made_so_before(
    section: SectionLayout, section_pages: tuple[SectionPage, ...], task: EditionTask
) -> tuple[object, ...]:
    """What a section is made from that was made up so before: it comes out the same."""
    first = {section_pages[0].number: section.fingerprint}
    last_edition = LastEdition(
        section.page_of, section.bodies, section.costs, first, section.kept_out, section.more
    )
    return _facts(section_pages, task, last_edition), _fonts(task)


def _fonts(task: EditionTask) -> list[str]:
    return [fonts_of(article.by) for article in task.articles[:1]]


@remembered(_made_from, form=SectionLayout, also=_made_so_before)
def _layout_of(section_pages: tuple[SectionPage, ...], task: EditionTask) -> SectionLayout:
    """A section made up, its pages finished, and only what stands where kept of them."""
    articles = tuple(_of_section(task, section_pages))
    parts = _parts(articles, section_pages, task)
    problem = _problem(task, section_pages, parts)
    fingerprint = fingerprint_of(problem)
    if task.last_edition.sections.get(section_pages[0].number) == fingerprint:
        best = _as_before(task, section_pages, parts)
    else:
        best = _mended(task, section_pages, parts)
    return replace(best, fingerprint=fingerprint)


def _parts(
    articles: Sequence[Article], section_pages: Sequence[SectionPage], task: EditionTask
) -> StoryParts:
    """The stories of a section in all their shapes."""
    sidebars = {
        article.story.slug: names
        for article in articles
        if (names := task.decisions.of(article.story.slug).sidebar)
    }
    most = _deepest(section_pages)
    return StoryParts(articles, task.grid, most, task.prices.jumps, sidebars)


def _as_before(
    task: EditionTask, section_pages: tuple[SectionPage, ...], parts: StoryParts
) -> SectionLayout:
    """A section laid out as last time, of which nothing is different."""
    struck = _learnt_last(task, parts)
    made = section_as_before(_problem(task, section_pages, parts), parts)
    return replace(_laid_out(section_pages, task, made), struck=tuple(struck))


def section_as_made(
    task: EditionTask, made: LastEdition, section: str
) -> tuple[SectionProblem, StoryParts] | None:
    """What a section was made up from, and its stories in parts, as `made` has it. None where the
    edition has no open page of it."""
    task = replace(task, last_edition=made)
    pages = next((each for each in _sections(task) if each[0].section == section), None)
    if pages is None:
        return None
    articles = tuple(_of_section(task, pages))
    parts = _parts(articles, pages, task)
    _learnt_last(task, parts)
    return _problem(task, pages, parts), parts


def _learnt_last(task: EditionTask, parts: StoryParts) -> list[TornShape]:
    """What parts know of what was torn last time."""
    slugs = {article.story.slug for article in parts.articles}
    struck = [
        TornShape(name, *shape)
        for name, shapes in task.last_edition.struck.items()
        if story_of(name) in slugs
        for shape in shapes
    ]
    struck += [
        TornShape(name, 0, 0, rows)
        for name, rows in task.last_edition.more.items()
        if story_of(name) in slugs
    ]
    _learn(parts, struck)
    return struck


def _mended(
    task: EditionTask, section_pages: tuple[SectionPage, ...], parts: StoryParts
) -> SectionLayout:
    """A section laid out, and again without the rectangles in which stories were not what their
    shapes said: the best of what came out."""
    made = make_up_section(_problem(task, section_pages, parts), parts)
    best = last = _laid_out(section_pages, task, made)
    before: LastEdition | None = None
    in_vain = 0
    for _ in range(_MENDED):
        torn = _worst([one for group in last.groups.values() for one in group.torn])
        struck, as_made = set(last.struck), _as_made(made, section_pages)
        if not torn or in_vain == _IN_VAIN or (struck.issuperset(torn) and as_made == before):
            break  # nothing is torn, or nothing that would come out otherwise
        before = as_made
        _learn(parts, torn)
        again = replace(task, last_edition=as_made)
        made = mend_section(_problem(again, section_pages, parts), parts)
        last = replace(_laid_out(section_pages, task, made), struck=(*last.struck, *torn))
        in_vain = 0 if _rank(last) < _rank(best) else in_vain + 1
        best = min(best, last, key=_rank)
    return best


def _worst(torn: Sequence[TornShape]) -> list[TornShape]:
    """What made its page dearest, or nearly so: what costs little is left until that is mended, for
    each rectangle that is struck moves others."""
    most = max((one.cost for one in torn), default=0)
    return [one for one in torn if one.cost * _WORST >= most]


def _learn(parts: StoryParts, torn: Iterable[TornShape]) -> None:
    """What stands where it is not what its shape says stands there no more, or is longer."""
    for one in torn:
        if one.missing:
            parts.lengthen(one.id, one.missing)
        else:
            parts.strike(one.id, (one.columns, one.rows))


def _rank(section: SectionLayout) -> tuple[int, int]:
    """Of two ways to lay a section out that which comes first is better."""
    return len(section.held), section.cost


def _as_made(made: SectionMakeup, section_pages: tuple[SectionPage, ...]) -> LastEdition:
    """A section as the last edition it is mended from: what is torn finds another place, and little
    else moves."""
    pages = {item.id: page for page, one in made.pages.items() for item in one.items}
    costs = {page: one.tiling.cost for page, one in made.pages.items()}
    return LastEdition(pages, made.bodies, costs, {section_pages[0].number: ""})


def _laid_out(
    section_pages: tuple[SectionPage, ...], task: EditionTask, made: SectionMakeup
) -> SectionLayout:
    """The pages of a section finished, and only what stands where kept of them."""
    finisher = finisher_of(_of_section(task, section_pages), task.prices)
    tiled_pages = [outward(made.pages[each.number]) for each in section_pages]
    groups = {
        _group_facts(group, task): _finished(group, task, finisher)
        for group in _groups(tiled_pages)
    }
    held = {name for group in groups.values() for name in group.held}
    tiled = {one.section_page.number: one.tiling.cost for one in tiled_pages}
    cost = sum(page.cost for group in groups.values() for page in group.pages)
    return SectionLayout(
        groups,
        {
            item.id: one.section_page.number
            for one in tiled_pages
            for item in one.items
            if item.id not in held
        },
        made.bodies,
        tiled,
        tuple(sorted({*made.held, *held})),
        made.cost + cost - sum(tiled.values()),
        made.bound,
    )


def _deepest(section_pages: Sequence[SectionPage]) -> int:
    return max(max(each.hole.floors) for each in section_pages)


def _groups(tiled_pages: Sequence[TiledPage]) -> list[list[TiledPage]]:
    """Pages by the jumps that tie them to each other."""
    groups: list[list[TiledPage]] = []
    for one in tiled_pages:
        stories = {story_of(item.id) for item in one.items}
        tied = [group for group in groups if not stories.isdisjoint(_stories(group))]
        group = [each for group in tied for each in group]
        groups = [*(group for group in groups if group not in tied), [*group, one]]
    return groups


def _stories(group: Sequence[TiledPage]) -> set[str]:
    return {story_of(item.id) for one in group for item in one.items}


def _group_facts(group: Sequence[TiledPage], task: EditionTask, *_: object) -> str:
    """A digest of all that the type of pages depends on."""
    stories = _stories(group)
    beside = {name for slug in stories for name in task.decisions.of(slug).sidebar}
    pictures = [
        str(picture.file)
        for article in task.articles
        if article.story.slug in stories | beside
        for picture in article.every
    ]
    where = [
        (
            one.section_page.hole,
            one.section_page.section,
            [item.shapes.key for item in one.items],
            one.tiling,
            *places_of(one.items),
        )
        for one in group
    ]
    ids = [item.id for one in group for item in one.items]
    facts = where, ids, pictures, task.prices, _fonts(task)
    return sha256(repr(facts).encode()).hexdigest()[:40]


@remembered(_group_facts, form=PageGroup)
def _finished(group: Sequence[TiledPage], _: EditionTask, finisher: Finisher) -> PageGroup:
    """Pages finished, without the stories of which a part has no place."""
    finished = [finisher.page(one) for one in group]
    held, gone = _held(finished), frozenset[str]()
    while torn := frozenset(map(story_of, held)) - gone:
        gone |= torn
        finished = [
            finisher.page(one, gone) if torn & _stories([one]) else page
            for one, page in zip(group, finished, strict=True)
        ]
        held |= _held(finished)
    layouts = tuple(_page_layout(page) for page in finished)
    shapes = tuple(one for page in finished for one in page.torn)
    return PageGroup(layouts, tuple(sorted(held)), shapes)


def _held(pages: Iterable[FinishedPage]) -> frozenset[str]:
    return frozenset(name for page in pages for name in page.held)


def _facts(
    section_pages: tuple[SectionPage, ...], task: EditionTask, last_edition: LastEdition
) -> tuple[object, ...]:
    """All that a section depends on, if it was made up so before."""
    articles = tuple(_of_section(task, section_pages))
    first, slugs = section_pages[0].number, [article.story.slug for article in articles]
    index = (INDEX,) if first == 1 else ()
    parts = (turned_id(slug, number) for slug in slugs for number in range(MOST_PARTS))
    names = (*parts, *index)
    holes = [
        (
            each.hole,
            sorted(each.away),
            sorted(each.near),
            each.section,
        )
        for each in section_pages
    ]
    pictures = [str(picture.file) for article in articles for picture in article.every]
    decided = SectionDecisions(section_pages, articles, task.decisions)
    return (
        holes,
        [article.key for article in articles],
        pictures,
        task.index if first == 1 else 0,
        [(name, last_edition.pages.get(name), last_edition.bodies.get(name)) for name in names],
        [last_edition.costs.get(each.number) for each in section_pages],
        last_edition.sections.get(first),
        [(name, last_edition.struck[name]) for name in names if name in last_edition.struck],
        [(name, last_edition.more[name]) for name in names if name in last_edition.more],
        task.prices,
        decided.bindings,
        decided.company,
        *([place] if first == 1 and (place := task.decisions.front.index_place) else []),
        *(
            (name, one)
            for name, one in task.decisions.house_ads.items()
            if any(page.number == one.page for page in section_pages)
        ),
    )


def _page_layout(page: FinishedPage) -> PageLayout:
    placed = tuple((one.id, one.tile, one.setting) for one in page.placed)
    return PageLayout(page.page, placed, page.fillers, page.cost)


def section_pages_of(task: EditionTask) -> tuple[SectionPage, ...]:
    """The pages as stories see them."""
    bookings = {booking.id: booking for booking in task.book}
    bare = {number for number, page in task.decisions.pages.items() if not page.house_ads}
    away: dict[int, set[str]] = {}
    near: dict[int, set[str]] = {}
    sections = {page.section for page in task.pages}
    for place in task.ads.places:
        booking = bookings[place.id]
        near.setdefault(place.page, set()).update(booking.near)
        for page in seen_with(place.page):
            away.setdefault(page, set()).update(booking.away_from)
    firsts = {next(p.number for p in task.pages if p.section == s) for s in sections}
    return tuple(
        SectionPage(
            _barred(hole_of(page, task.ads.on(page.number)), page, page.number in firsts | bare),
            page.section,
            frozenset(away.get(page.number, ())),
            frozenset(near.get(page.number, ())),
        )
        for page in task.pages
        if page.number not in task.closed
    )


def _barred(hole: Hole, page: StackPage, all_of_it: bool) -> Hole:
    """A hole with the rows in which no house ad should begin: all those of page one, of the first
    page of a section, and of one of which it is so decided; of the upper half of a right-hand
    page."""
    half = max(0, page.rows // 2 - hole.top) if page.number % 2 else 0
    return replace(hole, barred=max(hole.floors) + 1 if all_of_it else half)


def seen_with(page: int) -> tuple[int, int]:
    """A page and the one it faces."""
    return page, page - 1 if page % 2 else page + 1


def _sections(task: EditionTask) -> Iterator[tuple[SectionPage, ...]]:
    """The pages of each section, in the order of their first pages."""
    section_pages = section_pages_of(task)
    for section in dict.fromkeys(each.section for each in section_pages):
        yield tuple(each for each in section_pages if each.section == section)


def _problem(
    task: EditionTask, section_pages: tuple[SectionPage, ...], parts: StoryParts
) -> SectionProblem:
    """What has to be made up: the pages of one section, and its stories as they may stand there."""
    beside = {name for names in parts.sidebars.values() for name in names}
    articles = sorted(parts.articles, key=lambda article: article.story.slug)
    articles = [article for article in articles if article.story.slug not in beside]
    decided = SectionDecisions(section_pages, articles, task.decisions)
    items = [decided.item(article, parts.whole(article.story.slug)) for article in articles]
    index = index_of(task) if section_pages[0].number == 1 else None
    if index:
        items.append(index)
    numbers = {page.number for page in section_pages}
    items += [item for item in house_ads_of(task) if numbers & item.pages]
    several = len(section_pages) > 1
    slugs = [article.story.slug for article in articles] if several else []
    long = {slug: story for slug in slugs if (story := parts.long(slug))}
    known = task.last_edition, task.prices, decided.company
    return SectionProblem(section_pages, items, long, *known)


def house_ads_of(task: EditionTask) -> tuple[PageItem, ...]:
    """The house ads that are decided, each bound to its page."""
    decided = task.decisions.house_ads.items()
    return tuple(house_ad_item(name, one, task.grid, task.prices.pages) for name, one in decided)


def index_of(task: EditionTask) -> PageItem | None:
    """The index of page one, at its place if it has one; None where there is nothing to list."""
    item = index_item(task.index, task.grid, task.prices.pages)
    return replace(item, place=task.decisions.front.index_place) if item else None


def _of_section(task: EditionTask, section_pages: tuple[SectionPage, ...]) -> Iterator[Article]:
    """The articles of the section that pages belong to; those of no section go to the first."""
    names = [page.section for page in task.pages]
    for article in task.articles:
        if section_among(article.story.section, names) == section_pages[0].section:
            yield article
