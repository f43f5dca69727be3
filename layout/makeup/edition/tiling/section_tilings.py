"""Evaluation of an assignment: the pages of a section tiled, and their cost in points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from layout.makeup.edition.assign.by_area import (
    Assignment,
    SectionProblem,
    best_rank,
    cost_on_page,
)
from layout.makeup.edition.assign.section_pages import PartSetter, SectionPage
from layout.makeup.edition.shapes.item import Jump, PageItem, held_rank
from layout.makeup.edition.shapes.rectangles import aimed
from layout.makeup.edition.tiling.section_layout import Tiling
from layout.makeup.edition.tiling.tiled_page import (
    TiledPage,
    body_of,
    setting_of,
    without,
)
from layout.work.memory.remembered import remembered
from slots.prices_of_taste import PagePrices, by_rank

_UNTILED = 100_000  # points of a page that cannot be filled: dearer than to hold its stories over
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
        prices,
        *(item.shapes.key for item in items),
    )


@remembered(_made_from, form=Tiling)
def _tiled(section_page: SectionPage, items: tuple[PageItem, ...], prices: PagePrices) -> Tiling:
    """The tiling of a page with items."""
    from layout.makeup.edition.tiling.fill_hole import tile  # NumPy: slow to import

    return tile(section_page.hole, [item.shapes for item in items], prices)


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
        self.jumps = {jump.turned: jump for jump in problem.jumps}
        self.openings = {jump.id: jump for jump in problem.jumps}
        self.problem, self.prices = problem, problem.prices
        self.best = best_rank(problem)
        self.parts = parts
        self._tilings: dict[tuple[object, ...], Tiling] = {}
        self._aimed: dict[tuple[str, int], PageItem] = {}

    def from_areas(self, assignment: Assignment) -> PageAssignment:
        """Who stands where by an assignment; an opening whose rest has no page stands nowhere."""
        assigned: dict[int, set[str]] = {page: set() for page in (HELD, *self.section_pages)}
        for name, page in assignment.pages.items():
            assigned[page].add(name)
        assigned[HELD].update(assignment.held)
        for jump in self.openings.values():
            page = jump.opening.page if jump.turned in assignment.pages else HELD
            assigned[page].add(jump.id)
        pages = {page: frozenset(names) for page, names in assigned.items()}
        return PageAssignment(pages, {name: jump.body for name, jump in self.openings.items()})

    def as_last_time(self) -> PageAssignment:
        """Who stands where as last time; what was nowhere, or may not be there now, is held."""
        last_edition = self.problem.last_edition.pages
        pages: dict[int, set[str]] = {page: set() for page in (HELD, *self.section_pages)}
        for item in self.items.values():
            page = last_edition.get(item.id, HELD)
            fits = page in self.section_pages and item.page in (0, page)
            fits = fits and self.section_pages[page].admits(item.tags)
            pages[page if fits else HELD].add(item.id)
        for jump in self.openings.values():
            second = last_edition.get(jump.turned, HELD)
            fits = last_edition.get(jump.id) == jump.opening.page and second in self.section_pages
            fits = fits and second > jump.opening.page
            fits = fits and self.section_pages[second].admits(jump.opening.tags)
            pages[jump.opening.page if fits else HELD].add(jump.id)
            pages[second if fits else HELD].add(jump.turned)
        found = {page: frozenset(names) for page, names in pages.items()}
        return PageAssignment(found, {name: jump.body for name, jump in self.openings.items()})

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
        for page, section_page in self.section_pages.items():
            items = tuple(
                sorted((self.item(n, assigned, pages) for n in assigned.pages[page]), key=_order)
            )
            was = old.pages[page] if old else None
            if was and [item.shapes.key for item in was.items] == [
                item.shapes.key for item in items
            ]:
                pages[page] = was
            else:
                pages[page] = self._tiled_page(section_page, items)
        held = sum(self.held_cost(name) for name in assigned.pages[HELD])
        return State(assigned, pages, held + sum(self._cost(one) for one in pages.values()))

    def _tiled_page(self, section_page: SectionPage, items: tuple[PageItem, ...]) -> TiledPage:
        """A page tiled so that the first parts of jumps fill their legs: their rectangles that do
        not are struck, and the page is tiled anew."""
        for _ in range(_STRUCK):
            one = TiledPage(section_page, items, self.tiling(section_page, items))
            bad = [
                item for item in items if item.id in self.openings and not self._pours(one, item)
            ]
            if not bad:
                return one
            items = tuple(without(item, one) if item in bad else item for item in items)
        return one

    def _pours(self, one: TiledPage, item: PageItem) -> bool:
        setting = setting_of(one, item.id)
        return setting is None or self.parts.pours(self.openings[item.id], setting)

    def item(self, name: str, assigned: PageAssignment, pages: Mapping[int, TiledPage]) -> PageItem:
        """An item as it is now: the second part of a jump depends on the first, on a page
        before."""
        jump = self.jumps.get(name)
        if jump is None:
            opening = self.openings.get(name)
            return self._opening(opening, assigned.bodies[name]) if opening else self.items[name]
        first = pages[jump.opening.page]
        return PageItem(self.parts.turned(jump, body_of(first, jump.id)), jump.opening.tags)

    def _opening(self, jump: Jump, body: int) -> PageItem:
        """The first part of a jump where it should have `body` rows of text."""
        key, prices = (jump.id, body), self.prices.jumps
        if key not in self._aimed:
            self._aimed[key] = replace(
                jump.opening, shapes=aimed(jump.opening.shapes, body, prices)
            )
        return self._aimed[key]

    def rank(self, name: str) -> int:
        """The rank of a story, whichever part of it is meant."""
        jump = self.jumps.get(name) or self.openings.get(name)
        return jump.opening.rank if jump else self.items[name].rank

    def tiling(self, section_page: SectionPage, items: tuple[PageItem, ...]) -> Tiling:
        """The tiling of a page with items: a search comes back to the same ones."""
        key = section_page.number, *(item.shapes.key for item in items)
        if key not in self._tilings:
            self._tilings[key] = _tiled(section_page, items, self.prices.pages)
        return self._tilings[key]

    def _cost(self, one: TiledPage) -> int:
        index = self.index[one.section_page.number]
        wishes = sum(
            cost_on_page(item, one.section_page, index, self.prices.stories)
            + self.moved(item.id, one.section_page.number)
            for item in one.items
        )
        best = min((item.rank for item in one.items), default=LOWEST)
        tiled = one.tiling.cost if one.tiling.found else _UNTILED
        return tiled + wishes + self.led(one.section_page, best)

    def moved(self, name: str, page: int) -> int:
        """What it costs that an item stands elsewhere than last time; nothing where it was not."""
        elsewhere = self.problem.last_edition.pages.get(name, page) != page
        return self.prices.stories.moved if elsewhere else 0

    def held_cost(self, name: str) -> int:
        """What it costs that a story is held over, whichever part of it is meant."""
        return by_rank(self.prices.stories.held_over, held_rank(name, self.rank(name)))

    def led(self, section_page: SectionPage, best: int) -> int:
        """What a page costs more for the best rank that stands on it."""
        if not any(section_page.hole.floors):
            return 0
        prices = self.prices.pages
        away = not self.index[section_page.number] and self.best <= 2 and best > self.best
        return (prices.front if away else 0) + (prices.leader if best > 2 else 0)


def _order(item: PageItem) -> tuple[int, str]:
    return item.rank, item.id


@dataclass(frozen=True, slots=True)
class PageAssignment:
    """The ids of the items of each page, and of those held over; for each jump the rows of text
    that its first part should have."""

    pages: Mapping[int, frozenset[str]]
    bodies: Mapping[str, int]
