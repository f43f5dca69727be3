"""Evaluation of an assignment: the pages of a section tiled, and their cost in points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from layout.makeup.edition.assign.by_area import (
    ILL_COMPANY,
    Assignment,
    SectionProblem,
    cost_on_page,
    cost_to_hold,
    crowding_price,
    free_share,
    leads,
)
from layout.makeup.edition.assign.parts import MOST_PARTS
from layout.makeup.edition.assign.section_pages import PartSetter, SectionPage
from layout.makeup.edition.shapes.item import (
    NOWHERE,
    PageItem,
    part_of,
    places_of,
    story_of,
    turned_id,
)
from layout.makeup.edition.shapes.leg_depths import LEAST_PART
from layout.makeup.edition.shapes.setting import Shapes, leg_rows, struck
from layout.makeup.edition.tiling.section_layout import Tiling
from layout.makeup.edition.tiling.tiled_page import (
    TiledPage,
    body_of,
    setting_of,
    without,
)
from layout.story.decided import Rest
from layout.work.memory.remembered import remembered
from slots.prices_of_taste import PagePrices

UNTILED = 100_000
"""Points of a page that cannot be filled, and of a part that would be held over alone: dearer than
to hold the stories of a page over."""

LOWEST = 9  # rank: lower ones are as low
_STRUCK = 6
"""Times a page is tiled anew for the first part of a jump: each strikes a rectangle whose legs it
does not fill. What then still does not is a fault with a price when the page is finished."""

HELD = 0  # the page of what has no page


def _made_from(
    section_page: SectionPage, items: tuple[PageItem, ...], prices: PagePrices
) -> tuple[object, ...]:
    return (
        section_page.hole.top,
        section_page.hole.floors,
        section_page.hole.barred,
        prices,
        *(item.shapes.key for item in items),
        *places_of(items),
    )


@remembered(_made_from, form=Tiling)
def tiled(section_page: SectionPage, items: tuple[PageItem, ...], prices: PagePrices) -> Tiling:
    """The tiling of a page with items."""
    from layout.makeup.edition.tiling.tile_placed import tile_items  # NumPy: slow to import

    return tile_items(section_page.hole, items, prices)


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """An assignment, its pages tiled, and their cost."""

    assigned: PageAssignment
    pages: Mapping[int, TiledPage]
    cost: int


class SectionTilings:
    """The pages and items of a section, and what was found out about them."""

    def __init__(self, problem: SectionProblem, parts: PartSetter) -> None:
        self.section_pages = {each.number: each for each in problem.pages}
        self.index = {each.number: number for number, each in enumerate(problem.pages)}
        self.items = {item.id: item for item in problem.items}
        self.problem, self.prices = problem, problem.prices
        self.parts = parts
        self._leads = {each.number: leads(problem, each) for each in problem.pages}
        self._tilings: dict[tuple[object, ...], Tiling] = {}

    def from_areas(self, assignment: Assignment) -> PageAssignment:
        """Who stands where by an assignment."""
        assigned: dict[int, set[str]] = {page: set() for page in (HELD, *self.section_pages)}
        for name, page in assignment.pages.items():
            assigned[page].add(name)
        assigned[HELD].update(assignment.held)
        pages = {page: frozenset(names) for page, names in assigned.items()}
        return PageAssignment(pages, assignment.bodies)

    def as_last_time(self) -> PageAssignment:
        """Who stands where as last time; what was nowhere, or may not be there now, is held."""
        pages: dict[int, set[str]] = {page: set() for page in (HELD, *self.section_pages)}
        bodies: dict[str, int] = {}
        for item in self.items.values():
            stood = self._stood(item)
            for name, page in stood.items():
                pages[page].add(name)
            for name in [*stood][:-1]:
                bodies[name] = self._body(name, len(stood))
        return PageAssignment({page: frozenset(names) for page, names in pages.items()}, bodies)

    def _stood(self, item: PageItem) -> dict[str, int]:
        """The pages on which an item, or each part of it, stood last time and may stand now."""
        last = self.problem.last_edition.pages
        names = [turned_id(item.id, number) for number in range(MOST_PARTS)]
        stood = {name: last[name] for name in takewhile(last.__contains__, names)}
        pages, known = [*stood.values()], self.section_pages
        fits = bool(pages) and pages == sorted(set(pages)) and item.may_begin(pages[0])
        fits = fits and all(page in known and known[page].admits(item.tags) for page in pages)
        fits = fits and (len(pages) == 1 or item.id in self.problem.long)
        fits = fits and (not item.turns or pages[1:] == sorted(item.turns))
        if fits:
            return stood
        if item.turns:
            return self._begun_and_turned(item)
        page = known.get(item.page) if item.given else None  # it goes there at once, if it can
        return {item.id: page.number if page and item.most_in(page.hole) else HELD}

    def _begun_and_turned(self, item: PageItem) -> dict[str, int]:
        """The pages of all parts of an item that is to go on on some, where all are known."""
        pages = [item.page, *sorted(item.turns)]
        there = self.section_pages.keys() >= {*pages} and pages == sorted(pages)
        if not (there and item.id in self.problem.long):
            return {item.id: HELD}
        return {turned_id(item.id, number): page for number, page in enumerate(pages)}

    def _body(self, name: str, parts: int) -> int:
        """The rows of text that one of so many parts had last time; as many as each of the others
        has where it is not known."""
        rows = self.problem.long[story_of(name)].lengths[0]
        return self.problem.last_edition.bodies.get(name, rows // parts)

    def no_worse(self, state: State) -> frozenset[int]:
        """The pages that have not come out worse than last time."""
        costs = self.problem.last_edition.costs
        return frozenset(
            page
            for page, one in state.pages.items()
            if one.tiling.cost <= costs.get(page, 0) + self.prices.pages.bearable
        )

    def state(self, assigned: PageAssignment, old: State | None = None) -> State:
        """The pages of an assignment, in their order; those that are as they were are not made
        again."""
        pages: dict[int, TiledPage] = {}
        places = assigned.places
        for page, section_page in self.section_pages.items():
            here = (self.item(name, assigned, places, pages) for name in assigned.pages[page])
            items = tuple(sorted(here, key=_order))
            was = old.pages[page] if old else None
            if was and [item.shapes.key for item in was.items] == [
                item.shapes.key for item in items
            ]:
                pages[page] = was
            else:
                pages[page] = self._tiled_page(section_page, items, pages)
        held = sum(self.held_cost(name) for name in assigned.pages[HELD])
        ill = ILL_COMPANY * sum(not one.kept(places) for one in self.problem.company)
        return State(assigned, pages, held + ill + sum(self.cost(one) for one in pages.values()))

    def _tiled_page(
        self,
        section_page: SectionPage,
        items: tuple[PageItem, ...],
        before: Mapping[int, TiledPage],
    ) -> TiledPage:
        """A page tiled so that parts after which a story jumps fill their legs: rectangles in which
        they do not are struck, and the page is tiled anew."""
        for _ in range(_STRUCK):
            one = TiledPage(section_page, items, self.tiling(section_page, items))
            bad = [item for item in items if not self._pours(one, item, before)]
            if not bad:
                return one
            items = tuple(without(item, one) if item in bad else item for item in items)
        return one

    def _pours(self, one: TiledPage, item: PageItem, before: Mapping[int, TiledPage]) -> bool:
        """Whether an item, with the parts of its story before it, fills its legs as far as can be
        told now: that of a last part is told when it is poured."""
        if item.shapes.bodies is None or not one.tiling.found:
            return True
        story, number = story_of(item.id), part_of(item.id)
        names = [turned_id(story, earlier) for earlier in range(number + 1)]
        settings = [
            found
            for page in (*before.values(), one)
            for name in names
            if (found := setting_of(page, name))
        ]
        return self.parts.pours(story, tuple(rows for s in settings for rows in leg_rows(s)))

    def item(
        self,
        name: str,
        assigned: PageAssignment,
        places: Mapping[str, int],
        pages: Mapping[int, TiledPage],
    ) -> PageItem:
        """An item as it is now: the later parts of a story depend on those on pages before."""
        story, number = story_of(name), part_of(name)
        item, more = self.items[story], turned_id(story, number + 1) in places
        if not number and not more:
            return replace(item, pages=NOWHERE) if item.turns else item
        earlier = [turned_id(story, each) for each in range(number)]
        gone = sum(body_of(pages[places[each]], each) for each in earlier)
        if not more:
            rest = self.parts.rest(story, number, gone)
            last = PageItem(rest, item.tags, item.turn(number), given=bool(item.turns))
            page = self.section_pages.get(places[name])
            return _placed(last, item.rest, page) if item.rest and page else last
        long, body = self.problem.long[story], assigned.bodies[name]
        after = LEAST_PART * (len(item.turns) - number)  # rows that decided parts behind it need
        most = long.lengths[0] - gone - after
        if not number:
            begun = self.parts.begun(long, body)
            return replace(item, shapes=_no_longer(begun, most) if item.turns else begun)
        between = self.parts.between(long, number, body, gone)
        between = _no_longer(between, most) if item.turns else between
        return PageItem(between, item.tags, item.turn(number), given=bool(item.turns))

    def rank(self, name: str) -> int:
        """The rank of a story, whichever part of it is meant."""
        return self.items[story_of(name)].rank

    def tiling(self, section_page: SectionPage, items: tuple[PageItem, ...]) -> Tiling:
        """The tiling of a page with items: a search comes back to the same ones."""
        key = section_page.number, *(item.shapes.key for item in items)
        if key not in self._tilings:
            self._tilings[key] = tiled(section_page, items, self.prices.pages)
        return self._tilings[key]

    def cost(self, one: TiledPage) -> int:
        """What a page costs, with all that is wished for it."""
        index = self.index[one.section_page.number]
        wishes = sum(
            cost_on_page(item, one.section_page, index, self.prices.stories)
            + self.moved(item.id, one.section_page.number)
            for item in one.items
        )
        best, second = two_best(item.rank for item in one.items)
        led = self.led(one.section_page, best, second)
        return tiled_cost(one) + wishes + led + self._crowded(one)

    def _crowded(self, one: TiledPage) -> int:
        """What it costs that stories take more of a page than leaves others their share."""
        limit = free_share(one.section_page, self.prices.jumps)
        taken = [t.columns * t.rows for t in one.tiling.tiles if t.owner >= 0]
        over = sum(max(0, cells - limit) for cells in taken)
        return over * crowding_price(one.section_page, self.prices.jumps)

    def moved(self, name: str, page: int) -> int:
        """What it costs that an item stands elsewhere than last time; nothing where it was not."""
        elsewhere = self.problem.last_edition.pages.get(name, page) != page
        return self.prices.stories.moved if elsewhere else 0

    def held_cost(self, name: str) -> int:
        """What it costs that a story is held over, whichever part of it is meant."""
        return cost_to_hold(self.items[story_of(name)], self.prices.stories)

    def led(self, section_page: SectionPage, best: int, second: int) -> int:
        """What a page costs more for the best and the second-best rank that stand on it."""
        leads = self._leads[section_page.number]
        return sum(lead.cost for lead in leads if lead.missing(best, second))


def _placed(last: PageItem, rest: Rest, page: SectionPage) -> PageItem:
    """The last part of a story in its place, and as wide as it is to be; where it is in no shape so
    wide that the page has room for, it is as it fits, and that is told afterwards."""
    others = [shape for shape in last.shapes.costs if rest.columns not in (None, shape[0])]
    wide = replace(last, shapes=struck(last.shapes, others)) if others else last
    fitting = wide if wide.most_in(page.hole) else last
    return replace(fitting, place=None if rest.place.anywhere else rest.place)


def _no_longer(shapes: Shapes, most: int) -> Shapes:
    """The shapes of a part, without those of more rows of text than that."""
    longer = [shape for shape, body in (shapes.bodies or {}).items() if body > most]
    return struck(shapes, longer) if longer else shapes


def two_best(ranks: Iterable[int]) -> tuple[int, int]:
    """The best of some ranks and the second-best, the lowest where there is none."""
    best, second, *_ = (*sorted(ranks), LOWEST, LOWEST)
    return min(best, LOWEST), min(second, LOWEST)


def tiled_cost(one: TiledPage) -> int:
    """What the tiling of a page costs; `UNTILED` where it has none."""
    return one.tiling.cost if one.tiling.found else UNTILED


def _order(item: PageItem) -> tuple[int, str]:
    return item.rank, item.id


@dataclass(frozen=True, slots=True)
class PageAssignment:
    """The ids of the items of each page, and of the stories held over; the rows of text that parts
    should have which are not the last of their stories."""

    pages: Mapping[int, frozenset[str]]
    bodies: Mapping[str, int]

    @property
    def places(self) -> dict[str, int]:
        """The page of each item that has one."""
        return {name: page for page, names in self.pages.items() for name in names if page != HELD}
