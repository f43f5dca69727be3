"""Integer program over areas (generalised assignment): which story goes onto which page.

Shapes are left to the tiling of each page; here a story is the cells it takes at its best, and half
way from there to the least it can take: stories that all had to be at their least would seldom fill
a page together. The second part of a story that jumps takes the cells its first part leaves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from layout.makeup.edition.assign.last_edition import NO_LAST_EDITION, LastEdition
from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.shapes.item import Jump, PageItem, held_rank
from layout.work.memory.remembered import remembered
from slots.prices_of_taste import OUR_PRICES, Prices, StoryPrices, by_rank
from slots.solver import Answer, Program, Sum, total

MOST_STORIES = 7
"""Stories on a page at most: its tiling looks at every split of every set of them, 3^n of them."""

_LEADING = 65
"""Per cent of its page to which the first part of a jump may be held down: others begin there,
too."""

_WORK = 0.5
"""The solver's deterministic time for a section: the tiling corrects what areas cannot know, so
that a proven optimum of these is seldom worth waiting for."""


@dataclass(frozen=True, slots=True)
class SectionProblem:
    """What has to be assigned: pages in their order, items, jumps (whose openings are bound to
    pages), how the section was made up last time, and what things cost."""

    pages: Sequence[SectionPage]
    items: Sequence[PageItem]
    jumps: Sequence[Jump] = ()
    last_edition: LastEdition = NO_LAST_EDITION
    prices: Prices = OUR_PRICES


@dataclass(frozen=True, slots=True)
class Assignment:
    """The page of each item, and of the second part of each jump, by id. `held` are the ids of
    those that found none."""

    pages: Mapping[str, int]
    held: tuple[str, ...]


def assign(problem: SectionProblem) -> Assignment:
    """The pages of all items of a section. There always is an answer: what has no room is held."""
    return _Model(problem).answer()


@remembered(Program.text)
def _answer(program: Program, cost: Sum) -> Answer:
    return program.minimise(cost, _WORK)


def cost_on_page(item: PageItem, section_page: SectionPage, index: int, prices: StoryPrices) -> int:
    """What it costs that an item stands on a page, which is number `index` of its section: better
    ranks belong further forward."""
    cost = prices.later * index * max(0, 4 - item.rank)
    return cost if section_page.near.isdisjoint(item.tags) else cost - prices.near


def best_rank(problem: SectionProblem) -> int:
    """The best rank of the stories that may stand on a section's first page."""
    first = problem.pages[0].number
    items = (*problem.items, *(j.opening for j in problem.jumps if j.opening.page == first))
    return min((item.rank for item in items), default=1)


class _Model:
    """The program, and its choices by id and page."""

    def __init__(self, problem: SectionProblem) -> None:
        self.problem, self.program = problem, Program()
        self.prices = problem.prices
        self.cost: list[Sum] = []
        self.on: dict[tuple[str, int], Sum] = {}
        self.held: dict[str, Sum] = {}
        self.cells: dict[int, list[Sum]] = {each.number: [] for each in problem.pages}
        self.least: dict[int, list[Sum]] = {each.number: [] for each in problem.pages}
        for item in problem.items:
            self._item(item)
        for jump in problem.jumps:
            self._jump(jump)
        for section_page in problem.pages:
            self._page(section_page)

    def answer(self) -> Assignment:
        """Solve it."""
        found = _answer(self.program, total(self.cost))
        if found.values is None:
            return Assignment({}, tuple(self.held))
        pages = {name: page for (name, page), choice in self.on.items() if found(choice)}
        held = tuple(name for name, choice in self.held.items() if found(choice))
        return Assignment(pages, held)

    def _item(self, item: PageItem) -> None:
        least, best, _ = item.shapes.cells
        choices = [self._may_be_held(item.id, held_rank(item.id, item.rank))]
        for index, section_page in enumerate(self.problem.pages):
            if item.page in (0, section_page.number) and _fits(item, section_page):
                choice = self.on[item.id, section_page.number] = self.program.choice()
                choices.append(choice)
                self.cells[section_page.number].append(choice * best)
                self.least[section_page.number].append(choice * ((least + best) // 2))
                wish = cost_on_page(item, section_page, index, self.prices.stories)
                self.cost.append(choice * wish)
        self.program.exactly_one(choices)

    def _jump(self, jump: Jump) -> None:
        """The opening takes `part` cells of its page; the rest stands on one page after it."""
        _, best, most = jump.opening.shapes.cells
        page = jump.opening.page
        hole = next(each.hole.cells for each in self.problem.pages if each.number == page)
        least = min(best, hole * _LEADING // 100)
        part = self.program.whole(least, max(least, min(most, jump.cells)))
        self.cells[page].append(part)
        self.least[page].append(Sum((), least))
        choices = [self._may_be_held(jump.turned, jump.opening.rank)]
        rests = []
        for index, section_page in enumerate(self.problem.pages):
            if section_page.number <= page or not section_page.admits(jump.opening.tags):
                continue
            choice = self.on[jump.turned, section_page.number] = self.program.choice()
            rest = self.program.whole(0, jump.cells)
            self.program.most(rest, choice * jump.cells)
            self.cells[section_page.number].append(rest)
            self.least[section_page.number].append(rest)
            choices.append(choice)
            rests.append(rest)
            self.cost.append(choice * (self.prices.stories.later * index))
        self.program.exactly_one(choices)
        self.program.equal(total(rests) + part, jump.cells, (choices[0] * -1 + 1,))

    def _may_be_held(self, name: str, rank: int) -> Sum:
        held = self.held[name] = self.program.choice()
        self.cost.append(held * by_rank(self.prices.stories.held_over, rank))
        return held

    def _page(self, section_page: SectionPage) -> None:
        """Stories that fit, as near as can be to the hole, not too many, and a leader."""
        page, cells, prices = section_page.number, section_page.hole.cells, self.prices.pages
        self.program.most(total(self.least[page]), cells)
        over, under = self.program.whole(0, 10**6), self.program.whole(0, 10**6)
        self.program.equal(total(self.cells[page]) + under, over + cells)
        self.cost.append((over + under) * prices.misfit)
        few = self.program.whole(0, section_page.hole.levels)
        self.cost.append(few * prices.bare_level)
        here = [choice for (_, on), choice in self.on.items() if on == page]
        self.program.most(total(here), MOST_STORIES - self._openings(page))
        self.program.least(total(here) + few, section_page.hole.levels - self._openings(page))
        if not self._openings(page):
            self._led(page, 2, prices.leader)
        if section_page is self.problem.pages[0] and best_rank(self.problem) <= 2:
            openings = [j for j in self.problem.jumps if j.opening.page == page]
            if not any(jump.opening.rank == best_rank(self.problem) for jump in openings):
                self._led(page, best_rank(self.problem), prices.front)

    def _led(self, page: int, rank: int, cost: int) -> None:
        """A cost for a page on which no story has such a rank or a better one."""
        leaders = [
            self.on[item.id, page]
            for item in self.problem.items
            if item.rank <= rank and (item.id, page) in self.on
        ]
        none = self.program.choice()
        self.program.any_of([none, *leaders])
        self.cost.append(none * cost)

    def _openings(self, page: int) -> int:
        return sum(jump.opening.page == page for jump in self.problem.jumps)


def _fits(item: PageItem, section_page: SectionPage) -> bool:
    """Whether an item can stand on a page at all."""
    return section_page.admits(item.tags) and item.most_in(section_page.hole) > 0
