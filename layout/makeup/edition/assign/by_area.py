"""Integer program over areas (generalised assignment): which story goes onto which page, how long
it is, and where those that jump are parted.

Shapes are left to the tiling of each page; here a story takes cells between the least and the most
it can take on a page, at the cost of the lower hull of its shapes there: so it knows what it costs
to cut a story, to part it in up to three, to leave cells to a house ad. What areas cannot know (a
set of stories that fills no page well) is fed back, page by page, as a cut.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from layout.makeup.edition.assign.blocks_of_pages import USUAL_PAGES, Block, blocks_of
from layout.makeup.edition.assign.last_edition import NO_LAST_EDITION, LastEdition
from layout.makeup.edition.assign.parts import MOST_PARTS, USUAL_PARTS, LongStory, PartFacts
from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.shapes.item import INDEX, PageItem, held_cost, turned_id
from layout.makeup.edition.shapes.news_hole import LEAST_DEPTH
from layout.makeup.edition.shapes.setting import Outline, outline_of
from layout.story.decided import Company
from layout.work.memory.remembered import remembered
from slots.prices_of_taste import OUR_PRICES, JumpPrices, Prices, StoryPrices
from slots.solver import Answer, Program, Sum, total

MOST_STORIES = 12
"""Stories on a page at most."""

LOWEST_STORY = 5
"""The lowest rank that makes a page one with a story on it: below it come the index and nothing."""

_SECOND = 3
"""The lowest rank that a second story may have: lower ones are briefs."""

_WORK, _WORK_AGAIN = 0.2, 0.1
"""The solver's deterministic time for a section at first, and when tiling has told something: it
corrects what areas cannot know, so that a proven optimum is seldom worth waiting for."""

_WORK_MORE = 1.0
"""Of a block in which nothing is found with that."""

_TUNING_MORE = "linearization_level:2 add_lp_constraints_lazily:false"
"""Relaxations lead to cheap answers."""

_TUNING = f"{_TUNING_MORE} cp_model_presolve:false"
"""Where little is searched, presolving takes as long as that, and finds little to take away."""

_TEXT = 80  # per cent of a page that a part of a long story may fill with text

_MOST_POINTS = 5
"""Points of a hull that are kept: each between its ends is a constraint for each page."""

_OVER, _UNDER = 8, 12
"""Cells by which the stories of a page may miss its hole by this count: their shapes give."""

BOUND = 200_000
"""Points of holding over what an editor gave a page: more than all else on two pages together."""

ILL_COMPANY = 3_000
"""Points of two stories that are not together, or apart, as an editor decided: more than what a
page may cost to have it so, less than to hold one of them over."""

_USUAL = 40
"""Points that a part may cost above its cheapest shape and still be counted as usual."""


@dataclass(frozen=True, slots=True)
class SectionProblem:
    """What has to be assigned: pages in their order, items (whole stories, the index), those of
    them that may stand in parts, how the section was made up last time, what things cost, and which
    stories go together or keep apart."""

    pages: Sequence[SectionPage]
    items: Sequence[PageItem]
    long: Mapping[str, LongStory] = field(default_factory=dict)
    last_edition: LastEdition = NO_LAST_EDITION
    prices: Prices = OUR_PRICES
    company: tuple[Company, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """The page of each item, and of each part of a story that jumps, by id; the rows of text that
    parts should have which are not the last. `held` are the ids of those that found no page."""

    pages: Mapping[str, int]
    bodies: Mapping[str, int]
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What tiling told: that these stories on a page (whole ones, first parts, those turned to)
    cost so much more than their areas say."""

    page: int
    whole: frozenset[str]
    begun: frozenset[str]
    turned: frozenset[str]
    excess: int


def assign(problem: SectionProblem, lessons: Sequence[Lesson] = ()) -> Assignment:
    """The pages of all items of a section, with what tiling told of former answers. There always is
    an answer: what has no room is held. A section in which nothing is found with little work is
    assigned in blocks, and not again: an exchange that begins from nothing ends with much held
    over, and with tiling's news all its pages would be tiled once more."""
    model = _Model(problem, lessons, Block(problem.pages, problem.items))
    found = model.read(_answer(model.program, model.all_costs, bool(lessons)))
    if found is None and not lessons:
        return assign_in_blocks(problem)
    return found or model.nothing_found


def assign_in_blocks(problem: SectionProblem, most: int = USUAL_PAGES) -> Assignment:
    """The same in blocks of so many pages, one after the other: what one has no room for may stand
    in the next. It never costs more than to hold all over."""
    items = {item.id: item for item in problem.items}
    pages: dict[str, int] = {}
    bodies: dict[str, int] = {}
    held: tuple[str, ...] = ()
    for block in blocks_of(problem.pages, problem.items, problem.long, most, problem.company):
        share = Block(block.pages, (*block.items, *(items[name] for name in held)))
        model = _Model(problem, (), share)
        found = model.read(_patient_answer(model.program, model.all_costs))
        found = found or model.nothing_found
        pages.update(found.pages)
        bodies.update(found.bodies)
        held = found.held
    return Assignment(pages, bodies, held)


def _asked(program: Program, cost: Sum, again: bool) -> tuple[str, bool]:
    return program.text(cost), again


@remembered(_asked)
def _answer(program: Program, cost: Sum, again: bool) -> Answer:
    """The best that is found with little work."""
    return program.minimise(cost, _WORK_AGAIN if again else _WORK, tuning=_TUNING)


def _text_of(program: Program, cost: Sum) -> str:
    return program.text(cost)


@remembered(_text_of)
def _patient_answer(program: Program, cost: Sum) -> Answer:
    """The best of a block. Where that is nothing, as with a story of many pages, it is looked for
    with more work."""
    found = program.minimise(cost, _WORK, tuning=_TUNING)
    if found.values is None and not found.proven:
        found = program.minimise(cost, _WORK_MORE, tuning=_TUNING_MORE)
    return found


def cost_to_hold(item: PageItem, prices: StoryPrices) -> int:
    """What it costs that an item is held over: a story that was given its pages is never held over
    for one that was not."""
    given = item.given and item.id != INDEX  # that is where it is without being dear
    return held_cost(item.id, item.rank, prices) + (BOUND if given else 0)


def cost_on_page(item: PageItem, section_page: SectionPage, index: int, prices: StoryPrices) -> int:
    """What it costs that an item stands on a page, which is number `index` of its section: better
    ranks belong further forward."""
    cost = prices.later * index * max(0, 4 - item.rank)
    if item.rather and section_page.number not in item.rather:
        cost += prices.elsewhere
    return cost if section_page.near.isdisjoint(item.tags) else cost - prices.near


def free_share(section_page: SectionPage, prices: JumpPrices) -> int:
    """The cells that a story may take of a page before it crowds out others."""
    share = prices.lead_share if section_page.number == 1 else prices.page_share
    return section_page.hole.cells * share // 100


def crowding_price(section_page: SectionPage, prices: JumpPrices) -> int:
    """What each cell costs that a story takes of a page beyond that."""
    return 100 * prices.crowding // max(1, section_page.hole.cells)


@dataclass(frozen=True, slots=True)
class _Lead:
    """What a page costs more on which fewer stories than `stories`, one or two, have such a rank or
    a better one."""

    rank: int
    cost: int
    stories: int = 1

    def missing(self, best: int, second: int) -> bool:
        """Whether they are missing on a page with such ranks, the best and the second-best."""
        return (best if self.stories == 1 else second) > self.rank


def leads(problem: SectionProblem, section_page: SectionPage) -> tuple[_Lead, ...]:
    """What a page costs more that has no story to lead it; the first of its section also if it has
    no story at all, or none of the section's best; page one if none is beside its lead."""
    if not any(section_page.hole.floors):
        return ()
    prices = problem.prices.pages
    leader = _Lead(2, prices.leader)
    if section_page.number != problem.pages[0].number:
        return (leader,)
    bare = _Lead(LOWEST_STORY, prices.bare_front)
    best, second, *_ = (*sorted(item.rank for item in problem.items), LOWEST_STORY, LOWEST_STORY)
    front = (_Lead(best, prices.front),) if best <= 2 else ()
    wanted = section_page.number == 1 and second <= _SECOND
    beside = (_Lead(max(2, second), prices.second, 2),) if wanted else ()
    return leader, bare, *front, *beside


@dataclass(frozen=True, slots=True)
class _Span:
    """A part on a page: the rows of text it can have, the cells it takes besides, its cost."""

    least: int
    most: int
    besides: int
    cost: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a story on a page: the choice that it stands there, and its rows of text."""

    choice: Sum
    rows: Sum


class _Model:
    """The program of a block of a section, or of all of it, and its choices by id and page."""

    def __init__(self, problem: SectionProblem, lessons: Sequence[Lesson], block: Block) -> None:
        self.problem, self.block, self.program = problem, block, Program()
        self.prices = problem.prices
        self.cost: list[Sum] = []
        self.whole: dict[tuple[str, int], Sum] = {}
        self.begun: dict[tuple[str, int], _Part] = {}
        self.turned: dict[tuple[str, int], _Part] = {}
        self.held: dict[str, Sum] = {}
        self.cells: dict[int, list[Sum]] = {each.number: [] for each in block.pages}
        self.index = {each.number: index for index, each in enumerate(problem.pages)}
        self._outlines: dict[tuple[str, tuple[int, ...]], Outline] = {}
        for item in block.items:
            self._item(item)
        for section_page in block.pages:
            self._page(section_page)
        for lesson in lessons:
            if lesson.page in self.cells:
                self._learn(lesson)
        for company in problem.company:
            if company.one in self.held and company.other in self.held:
                self._in_company(company)

    @property
    def all_costs(self) -> Sum:
        """What is to be as little as possible."""
        return total(self.cost)

    @property
    def nothing_found(self) -> Assignment:
        """The answer where the solver finds none: all are held but what was given a page."""
        whole = (item for item in self.block.items if not item.turns)
        given = {item.id: item.page for item in whole if item.given and item.page}
        there = {page.number for page in self.block.pages}
        given = {name: page for name, page in given.items() if page in there}
        return Assignment(given, {}, tuple(name for name in self.held if name not in given))

    def read(self, found: Answer) -> Assignment | None:
        """What an answer of the solver says; None where it found nothing."""
        if found.values is None:
            return None
        pages = {name: page for (name, page), choice in self.whole.items() if found(choice)}
        bodies: dict[str, int] = {}
        for name in self.problem.long:
            first = self._chosen(self.begun, name, found)
            parts = first + sorted(self._chosen(self.turned, name, found))
            named = [(turned_id(name, number), *part) for number, part in enumerate(parts)]
            pages.update((part, page) for part, page, _ in named)
            bodies.update((part, rows) for part, _, rows in named[:-1])
        held = tuple(name for name, choice in self.held.items() if found(choice))
        return Assignment(pages, bodies, held)

    def _chosen(
        self, parts: Mapping[tuple[str, int], _Part], name: str, found: Answer
    ) -> list[tuple[int, int]]:
        """(page, rows of text) of the parts of a story that stand."""
        return [
            (page, found(part.rows))
            for (one, page), part in parts.items()
            if one == name and found(part.choice)
        ]

    # stories ------------------------------------------------------------------------------------

    def _item(self, item: PageItem) -> None:
        choices = [self._may_be_held(item)]
        for section_page in () if item.turns else self.block.pages:
            if item.may_begin(section_page.number) and section_page.admits(item.tags):
                choices += self._stands(item, section_page)
        story = self.problem.long.get(item.id)
        if story:
            choices += self._parts(item, story)
        self.program.exactly_one(choices)

    def _may_be_held(self, item: PageItem) -> Sum:
        held = self.held[item.id] = self.program.choice()
        self.cost.append(held * cost_to_hold(item, self.prices.stories))
        return held

    def _stands(self, item: PageItem, section_page: SectionPage) -> list[Sum]:
        """The choice that an item stands whole on a page: it takes some cells, and costs what its
        shapes of so many cost at least."""
        outline = self._outline(item, section_page.hole.deepest)
        if not outline:
            return []
        number, program = section_page.number, self.program
        choice = self.whole[item.id, number] = program.choice()
        (least, _), (most, _) = outline[0], outline[-1]
        cells = program.whole(0, most)
        program.most(cells, choice * most)
        program.least(cells, choice * least)
        self.cells[number].append(cells)
        cost = program.whole(0, max(cost for _, cost in outline))
        program.least(cost, choice * min(cost for _, cost in outline))
        self._above_hull(cost, cells, outline, (choice,))
        self.cost += [cost, choice * self._wish(item, section_page, (item.id,))]
        self._crowds(section_page, cells, most)
        return [choice]

    def _above_hull(
        self, cost: Sum, size: Sum, outline: Outline, only_if: Sequence[Sum] = ()
    ) -> None:
        """A cost is what a hull says of a size, in cells or rows, at least."""
        for (x, low), (after, high) in pairwise(outline):
            wide, rise = after - x, high - low
            self.program.least(cost * wide, size * rise + (low * wide - rise * x), only_if)

    def _crowds(self, section_page: SectionPage, cells: Sum, most: int) -> None:
        """What it costs that a story of so many cells leaves little of a page to others."""
        prices = self.prices.jumps
        limit, price = free_share(section_page, prices), crowding_price(section_page, prices)
        if most > limit:
            over = self.program.whole(0, most - limit)
            self.program.least(over, cells - limit)
            self.cost.append(over * price)

    def _outline(self, item: PageItem, deepest: tuple[int, ...]) -> Outline:
        """The lower hull of (cells, cost) of an item where no rectangle is deeper than that."""
        key = item.id, deepest
        if key not in self._outlines:
            points = (
                (columns * rows, cost)
                for (columns, rows), cost in item.shapes.costs.items()
                if columns <= len(deepest) and rows <= deepest[columns - 1]
            )
            self._outlines[key] = _fewer(outline_of(points))
        return self._outlines[key]

    def _wish(self, item: PageItem, section_page: SectionPage, names: Iterable[str]) -> int:
        """What it costs besides that an item, of one of these names, stands on a page."""
        index, stories = self.index[section_page.number], self.prices.stories
        return cost_on_page(item, section_page, index, stories) + self._moved(section_page, names)

    def _moved(self, section_page: SectionPage, names: Iterable[str]) -> int:
        """What it costs that an item of one of these names is not where it was last time."""
        pages = self.problem.last_edition.pages
        before = {pages[name] for name in names if name in pages}
        elsewhere = before and section_page.number not in before
        return self.prices.stories.moved if elsewhere else 0

    def _parts(self, item: PageItem, story: LongStory) -> list[Sum]:
        """The choices of the page on which a story begins that goes on on one or two others."""
        pages = [page for page in self.block.pages if page.admits(story.tags)]
        begun: list[_Part] = []
        turned: list[_Part] = []
        for page in pages:
            span = _span(story.middle, page.hole.deepest)
            if begun and span and item.may_turn(page.number):
                part = self._turn(story, page, span)
                self.program.most(part.choice, total(one.choice for one in begun))
                turned.append(part)
            span = _span(story.opening, page.hole.deepest)
            if span and page is not pages[-1] and item.may_begin(page.number):
                begun.append(self._begin(item, story, page, span))
        first = [part.choice for part in begun]
        jumps, turns = total(first), total(part.choice for part in turned)
        more = self.program.whole(0, MOST_PARTS)
        decided = len(item.turns)  # a part on each of them
        self.program.most(turns, jumps * (decided or _most_parts(story, pages) - 1))
        self.program.least(turns, jumps * max(1, decided))
        self.program.least(more, turns - jumps)
        self.cost.append(more * self.prices.jumps.jump)
        printed = total(part.rows for part in (*begun, *turned))
        self.program.equal(printed + self._trimmed(story), jumps * story.lengths[0])
        return first

    def _trimmed(self, story: LongStory) -> Sum:
        """The rows that are cut from a story that jumps, at their price."""
        full = story.lengths[0]
        points = zip((full - rows for rows in story.lengths), story.cuts, strict=True)
        outline = outline_of(points)
        rows, cost = self.program.whole(0, outline[-1][0]), self.program.whole(0, max(story.cuts))
        self._above_hull(cost, rows, outline)
        self.cost.append(cost)
        return rows

    def _begin(self, item: PageItem, story: LongStory, page: SectionPage, span: _Span) -> _Part:
        part = self.begun[story.id, page.number] = self._part(page, span)
        wish = self._wish(item, page, (story.id,))
        self.cost.append(part.choice * (span.cost + wish))
        return part

    def _turn(self, story: LongStory, page: SectionPage, span: _Span) -> _Part:
        part = self.turned[story.id, page.number] = self._part(page, span)
        later = self.prices.stories.later * self.index[page.number]
        names = (turned_id(story.id, number) for number in range(1, MOST_PARTS))
        self.cost.append(part.choice * (later + self._moved(page, names)))
        return part

    def _part(self, page: SectionPage, span: _Span) -> _Part:
        """A part on a page: the choice that it stands there, and the rows of text it has."""
        choice, rows = self.program.choice(), self.program.whole(0, span.most)
        self.program.most(rows, choice * span.most)
        self.program.least(rows, choice * span.least)
        cells = rows + choice * span.besides
        self.cells[page.number].append(cells)
        self._crowds(page, cells, span.most + max(0, span.besides))
        return _Part(choice, rows)

    # pages --------------------------------------------------------------------------------------

    def _page(self, section_page: SectionPage) -> None:
        """Stories that fill the hole, or leave the rest to a house ad; not too many, and a
        leader."""
        number, hole, prices = section_page.number, section_page.hole, self.prices.pages
        house, any_ = self.program.whole(0, hole.cells), self.program.choice()
        self.program.most(house, any_ * hole.cells)
        self.program.least(house, any_ * LEAST_DEPTH)
        barred = prices.house_ad_barred if hole.barred > max(hole.floors) else 0
        self.cost.append(house * prices.house_ad_cell + any_ * (prices.house_ad + barred))
        over, under = self.program.whole(0, _OVER), self.program.whole(0, _UNDER)
        self.program.equal(total(self.cells[number]) + house + under, over + hole.cells)
        self.cost.append((over + under) * prices.misfit)
        here = self._here(number)
        self.program.most(total(here), MOST_STORIES)
        few = self.program.whole(0, hole.levels)
        self.program.least(total(here) + few, hole.levels)
        self.cost.append(few * prices.bare_level)
        for lead in leads(self.problem, section_page):
            self._led(number, lead)

    def _here(self, page: int) -> list[Sum]:
        """The choices of all that may stand on a page."""
        whole = [choice for (_, on), choice in self.whole.items() if on == page]
        parts = (*self.begun.items(), *self.turned.items())
        return whole + [part.choice for (_, on), part in parts if on == page]

    def _led(self, page: int, lead: _Lead) -> None:
        """What a page costs more without the stories that lead it so."""
        none, leaders = self.program.choice(), list[Sum]()
        for item in self.block.items:
            if item.rank <= lead.rank:
                leaders += self._begins(item.id, page)
        if lead.stories == 1:
            self.program.any_of([none, *leaders])
        else:
            self.program.least(total(leaders) + none * lead.stories, lead.stories)
        self.cost.append(none * lead.cost)

    def _in_company(self, company: Company) -> None:
        """What it costs that two stories do not begin on one page, or do and should not."""
        amiss = self.program.choice()
        self.cost.append(amiss * ILL_COMPANY)
        names = company.one, company.other
        for page in self.block.pages:
            one, other = (total(self._begins(name, page.number)) for name in names)
            if company.together:
                self.program.most(one, other + self.held[company.other] + amiss)
                self.program.most(other, one + self.held[company.one] + amiss)
            else:
                self.program.most(one + other, amiss + 1)

    def _begins(self, name: str, page: int) -> list[Sum]:
        """The choices that a story begins on a page."""
        begun = self.begun.get((name, page))
        whole = self.whole.get((name, page))
        return [*([whole] if whole else []), *([begun.choice] if begun else [])]

    def _learn(self, lesson: Lesson) -> None:
        """The excess of a page is paid wherever all that stood on it stands there, and nothing
        besides."""
        whole = {name: c for (name, on), c in self.whole.items() if on == lesson.page}
        begun = {name: part.choice for (name, on), part in self.begun.items() if on == lesson.page}
        turned = {name: p.choice for (name, on), p in self.turned.items() if on == lesson.page}
        there, others = [], []
        for names, choices in (
            (lesson.whole, whole),
            (lesson.begun, begun),
            (lesson.turned, turned),
        ):
            there += [choice for name, choice in choices.items() if name in names]
            others += [choice for name, choice in choices.items() if name not in names]
        paid = self.program.whole(0, lesson.excess)
        missing = total(there) * -1 + len(there)
        self.program.least(paid + (missing + total(others)) * lesson.excess, lesson.excess)
        self.cost.append(paid)


def _most_parts(story: LongStory, pages: Sequence[SectionPage]) -> int:
    """The parts that a story may have: as many as usual, or as many pages as all of it takes, the
    largest first."""
    left, count = story.lengths[0], 0
    for cells in sorted((page.hole.cells for page in pages), reverse=True):
        if left <= 0:
            break
        left -= cells * _TEXT // 100
        count += 1
    return min(MOST_PARTS, max(USUAL_PARTS, count))


def _fewer(outline: Outline) -> Outline:
    """A hull with few points: its ends, its cheapest, and some between."""
    if len(outline) <= _MOST_POINTS:
        return outline
    last = len(outline) - 1
    cheapest = min(range(len(outline)), key=lambda at: outline[at][1])
    kept = {0, cheapest, last, cheapest // 2, (cheapest + last) // 2}
    return tuple(outline[at] for at in sorted(kept))


def _span(part: PartFacts, deepest: tuple[int, ...]) -> _Span | None:
    """What a part can be on a page; None where it has no shape there."""
    options = [
        (cost, body, columns * rows)
        for (columns, rows), group in part.groups
        if columns <= len(deepest) and rows <= deepest[columns - 1]
        for cost, body in group[:1]
    ]
    if not options:
        return None
    lowest = min(cost for cost, _, _ in options)
    usual = [one for one in options if one[0] <= lowest + _USUAL]
    bodies = [body for _, body, _ in usual]
    besides = round(statistics.median(cells - body for _, body, cells in usual))
    return _Span(min(bodies), max(bodies), besides, lowest)
