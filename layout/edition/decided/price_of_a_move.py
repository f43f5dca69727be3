"""What it would cost to give a story a page, or a region of one: told while it is dragged, before
anything is decided.

An estimate, made of what make-up has worked out: all pages but two stay as they are. The page that
the story comes to is tiled anew with it, at its place; the one that it leaves without it. The price
is what these cost then, less what they cost now. Where the page has no room for all, it is told who
would have to leave; one that the page which was left has room for goes there. Where others go, and
what that costs, is not known before the edition is made, nor what exchange finds then, or the type
asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import NamedTuple

from layout.edition.decided.kept_in_edition import away_from
from layout.makeup.edition.all_pages import EditionPlan, EditionTask, section_as_made
from layout.makeup.edition.shapes.item import PageItem, is_rail, story_of
from layout.makeup.edition.tiling.section_tilings import HELD, SectionTilings, State, tiled
from layout.makeup.edition.tiling.tiled_page import TiledPage, is_in_place
from layout.story.decided import Place, Region
from layout.story.publication import section_among

_LEAVING = 2
"""Stories of a page at most that are tried to leave it."""


class _Section(NamedTuple):
    """A section, and its pages as they were made."""

    tilings: SectionTilings
    state: State


@dataclass(frozen=True, slots=True)
class Leaving:
    """A story that makes way, by its slug, and the page that has room for it: one that the moved
    story leaves; 0 where that is none, so that it is not known what becomes of it."""

    slug: str
    page: int


@dataclass(frozen=True, slots=True)
class PriceOfAMove:
    """What a move would cost, in points of the make-up's prices (negative where it is better so),
    and the stories that would have to leave the page. Where it is not `possible` that is all that
    is known, but for the `ads` that keep the story away."""

    possible: bool
    points: int = 0
    leaving: tuple[Leaving, ...] = ()
    ads: tuple[str, ...] = ()

    @property
    def unsettled(self) -> int:
        """The number of stories of which it is not known what becomes of them."""
        return sum(not one.page for one in self.leaving)


class MovePrices:
    """What moves of the stories of an edition cost, as it was made: `task` with the decisions that
    are kept, and the plan that was made of it. A section is read when a move first asks for it."""

    def __init__(self, task: EditionTask, plan: EditionPlan) -> None:
        self._task, self._plan = task, plan
        self._known: dict[tuple[str, str], _Section | None] = {}
        self._away = away_from(task)

    def price(self, slug: str, page: int, region: Region | None) -> PriceOfAMove | None:
        """What it costs to have a story begin on a page, in a region of it or anywhere. None where
        nobody can say: it stands in a rail of briefs, or must not appear; or the page is closed, or
        none of the edition's."""
        sections = {each.number: each.section for each in self._task.pages}
        article = next((one for one in self._task.articles if one.story.slug == slug), None)
        if article is None or page not in sections or page in self._task.closed:
            return None
        from_, to = section_among(article.story.section, [*sections.values()]), sections[page]
        here, there = self._section(from_), self._section(to, "" if from_ == to else slug)
        return self._priced(slug, page, region, here, there) if here and there else None

    def _section(self, name: str, guest: str = "") -> _Section | None:
        """A section as it was made; with a story of another one as its guest, that has no page in
        it. None of which all pages are closed."""
        key = name, guest
        if key not in self._known:
            articles = (
                replace(one, story=replace(one.story, section=name))
                if one.story.slug == guest
                else one
                for one in self._task.articles
            )
            task = replace(self._task, articles=tuple(articles))
            made = section_as_made(task, self._plan.made, name)
            tilings = SectionTilings(*made) if made else None
            self._known[key] = (
                _Section(tilings, tilings.state(tilings.as_last_time())) if tilings else None
            )
        return self._known[key]

    def _priced(
        self, slug: str, page: int, region: Region | None, here: _Section, there: _Section
    ) -> PriceOfAMove:
        section, state = there
        now, tags = state.pages[page], section.items[slug].tags
        if not now.section_page.admits(tags):
            away = self._away.get(page, {})
            ads = dict.fromkeys(ad for tag in sorted(tags) for ad in away.get(tag, ()))
            return PriceOfAMove(False, ads=tuple(ads))
        place = Place(region=region) if region else None
        found = [
            price
            for item, left in _ways(slug, page, here, there)
            for price in _Arrival(section, now, replace(item, place=place), left).prices()
        ]
        if not found:
            return PriceOfAMove(False)
        best = min(found, key=lambda one: (len(one.leaving), one.unsettled, one.points))
        return replace(best, points=best.points - section.moved(slug, page))


@dataclass(frozen=True, slots=True, eq=False)
class _Left:
    """What a story leaves: pages of its section without it, and what all of them cost more so
    (less, where negative)."""

    section: SectionTilings
    state: State
    pages: tuple[TiledPage, ...]
    points: int

    def is_whole(self, name: str) -> bool:
        """Whether a story stands in one part, so that it could stand on a page that is left."""
        return sum(story_of(each) == name for each in self.state.assigned.places) == 1


def _ways(
    slug: str, page: int, here: _Section, there: _Section
) -> Iterator[tuple[PageItem, _Left]]:
    """A story as it could begin on a page, whole, or with the rest where that stands now; and what
    it leaves."""
    section, state = there
    places = {name: n for name, n in here.state.assigned.places.items() if story_of(name) == slug}
    whole = replace(section.items[slug], pages=frozenset({page}), given=True)
    yield whole, _left(slug, places, page, here)
    rest = [n for name, n in places.items() if name != slug]
    if here.tilings is section and rest and min(rest) > page:
        begun = section.item(slug, state.assigned, places, state.pages)
        first = {name: n for name, n in places.items() if name == slug}
        yield replace(begun, pages=frozenset({page}), given=True), _left(slug, first, page, here)


def _left(slug: str, places: dict[str, int], page: int, here: _Section) -> _Left:
    """What a story leaves that goes to a page, of the pages of some of its parts."""
    section, state = here
    held = slug in state.assigned.pages[HELD]
    points, pages = -section.held_cost(slug) if held else 0, list[TiledPage]()
    for number in sorted({*places.values()} - {page}):
        now = state.pages[number]
        gone = {name for name, on in places.items() if on == number}
        then = _tiled(section, now, (item for item in now.items if item.id not in gone))
        points += section.cost(then) - section.cost(now)
        pages.append(then)
    return _Left(section, state, tuple(pages), points)


@dataclass(frozen=True, slots=True, eq=False)
class _Arrival:
    """A story comes to a page as it is now, and leaves something."""

    section: SectionTilings
    now: TiledPage
    item: PageItem
    left: _Left

    def prices(self) -> Iterator[PriceOfAMove]:
        """What it costs with as few others leaving the page as can be: each way to have so few."""
        slug = story_of(self.item.id)
        others = [each for each in self.now.items if story_of(each.id) != slug]
        free = [each for each in others if not each.given and not is_rail(each.id)]
        for count in range(min(_LEAVING, len(free)) + 1):
            ways = combinations(free, count)
            found = [price for gone in ways if (price := self._price(others, gone))]
            if found:
                yield from found
                return

    def _price(self, others: Sequence[PageItem], gone: tuple[PageItem, ...]) -> PriceOfAMove | None:
        staying = (each for each in others if each not in gone)
        then = _tiled(self.section, self.now, (self.item, *staying))
        if not then.tiling.found or not _all_in_place(then):
            return None
        points = self.section.cost(then) - self.section.cost(self.now) + self.left.points
        homes = [self._home(each) for each in gone] if len(gone) == 1 else [None] * len(gone)
        points += sum(more for _, more in filter(None, homes))
        leaving = tuple(
            Leaving(story_of(each.id), home[0] if home else 0)
            for each, home in zip(gone, homes, strict=True)
        )
        return PriceOfAMove(True, points, leaving)

    def _home(self, gone: PageItem) -> tuple[int, int] | None:
        """A page that the arriving story left and that has room for one that makes way for it, and
        what that costs there; None where there is none."""
        if self.left.section is not self.section or not self.left.is_whole(gone.id):
            return None
        found = []
        for page in self.left.pages:
            number = page.section_page.number
            if page.section_page.admits(gone.tags) and gone.may_begin(number):
                then = _tiled(self.section, page, (*page.items, gone))
                if then.tiling.found:
                    more = self.section.cost(then) - self.section.cost(page)
                    found.append((more - self.section.moved(gone.id, number), number))
        return min(found)[::-1] if found else None


def _tiled(section: SectionTilings, page: TiledPage, items: Iterable[PageItem]) -> TiledPage:
    """A page with other items. What a section remembers of tilings does not tell apart places of
    one item, which are the same throughout a make-up."""
    ordered = tuple(sorted(items, key=lambda one: (one.rank, one.id)))
    tiling = tiled(page.section_page, ordered, section.prices.pages)
    return TiledPage(page.section_page, ordered, tiling)


def _all_in_place(one: TiledPage) -> bool:
    """Whether all that has its place on a page stands there: a tiling gives places up, at a price,
    rather than stories."""
    tiles = ((tile, one.items[tile.owner].place) for tile in one.tiling.tiles if tile.owner >= 0)
    hole = one.section_page.hole
    return all(place is None or is_in_place(tile, place, hole) for tile, place in tiles)
