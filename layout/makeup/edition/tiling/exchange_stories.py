"""Large neighbourhood search by exchange: two pages at a time divide their stories anew.

The assignment knows areas alone; what a set of stories really costs on a page only its tiling
tells. So the costliest page divides its stories anew with each other page, in the best way; what
lowers the cost of the section stays. Then the next page.

This is a large neighbourhood, and the best division in it is found exactly: the tables of a page's
tiling know what every set of the stories costs on it, so that those of two pages give the best of
all ways to divide their stories between them; and which ones, together with those that have no page
yet, had better be held over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any

from layout.makeup.edition.assign.by_area import (
    MOST_STORIES,
    Assignment,
    Lesson,
    SectionProblem,
    assign,
    cost_on_page,
)
from layout.makeup.edition.assign.lower_bound import least_cost
from layout.makeup.edition.assign.section_pages import PartSetter
from layout.makeup.edition.shapes.item import PageItem, part_of, story_of, turned_id
from layout.makeup.edition.tiling.section_tilings import (
    HELD,
    LOWEST,
    UNTILED,
    PageAssignment,
    SectionTilings,
    State,
    tiled_cost,
    two_best,
)
from layout.makeup.edition.tiling.tiled_page import TiledPage, body_of

if TYPE_CHECKING:
    from layout.makeup.edition.tiling.divide_stories import Side

_MOST_UNITED = 7
"""Stories of two pages that are divided anew together: the tables of either have all sets of them,
and are as large as those of the fullest page."""

_MOST_PAIRED = 11
"""Stories of two pages that are divided anew: of more than `_MOST_UNITED` the largest stay."""

_MOST_PAIRS = 12
"""Pages that a page is divided anew with."""

_TRIED_HELD = 12
"""Pairs of pages tried for those without a page: more, as a story held over costs most."""

_EFFORT = 32
"""Exchanges tried for each page of a section, on average, at most: the work grows with the pages,
not with their square."""

_ROUNDS, _MOST_ROUNDS = 1, 3
"""Times that a section is assigned by area again, each time with what the best tilings told: more
often while something is held over, or a house ad stands."""

_MORE_HELD = 1
"""Stories that an answer may hold over beyond what the best does, and still be tiled: exchange
reinstates one, seldom more."""

_WORTH_TELLING = 60
"""Points that a page must cost above its stories at their best to be told of."""

_PARTINGS = (-12, -6, -3, 3, 6, 12)
"""Rows of text by which a jump is parted elsewhere: a few keep the tiling of its pages, a dozen
give another."""


@dataclass(frozen=True, slots=True, eq=False)
class SectionMakeup:
    """The pages of a section, what they cost and cost at least, the ids without a place, and the
    rows of text that first parts were to have."""

    pages: Mapping[int, TiledPage]
    cost: int
    bound: int
    held: tuple[str, ...]
    bodies: Mapping[str, int]


def make_up_section(problem: SectionProblem, parts: PartSetter) -> SectionMakeup:
    """The pages of a section: with as little moved as possible where there was a last time, and
    from the beginning where there was none."""
    section, effort = _StoryExchange(problem, parts), _EFFORT * len(problem.pages)
    if problem.pages[0].number in problem.last_edition.sections:
        state = section.mended(effort)
        places = state.assigned.places
        ill = not all(one.kept(places) for one in problem.company)
        if state.assigned.pages[HELD] or ill:
            state = min(state, section.planned(effort), key=lambda each: each.cost)
    else:
        state = section.planned(effort)
    return _made(section, state)


def mend_section(problem: SectionProblem, parts: PartSetter) -> SectionMakeup:
    """The pages of a section as they were last time, but for what can no longer be so, and what is
    better now: nothing is planned anew, whatever is held over."""
    section = _StoryExchange(problem, parts)
    return _made(section, section.mended(_EFFORT * len(problem.pages)))


def section_as_before(problem: SectionProblem, parts: PartSetter) -> SectionMakeup:
    """The pages of a section as they were last time: nothing is different."""
    section = _StoryExchange(problem, parts)
    return _made(section, section.possible(section.state(section.as_last_time())))


def _made(section: _StoryExchange, state: State) -> SectionMakeup:
    held = tuple(sorted(state.assigned.pages[HELD]))
    bound = least_cost(section.problem)
    moved = sum(
        section.moved(item.id, page) for page, one in state.pages.items() for item in one.items
    )
    return SectionMakeup(state.pages, state.cost - moved, bound, held, state.assigned.bodies)


def _next(name: str) -> str:
    """The part of a story that follows a part of it."""
    return turned_id(story_of(name), part_of(name) + 1)


def _is_whole(state: State) -> bool:
    """Whether nothing is held over, and no house ad stands in a state."""
    tiles = (tile for one in state.pages.values() for tile in one.tiling.tiles)
    return not state.assigned.pages[HELD] and all(tile.owner >= 0 for tile in tiles)


def _excess(one: TiledPage) -> int:
    """What a page costs above what its items cost at their best."""
    return one.tiling.cost - sum(item.shapes.cheapest for item in one.items)


def fingerprint_of(problem: SectionProblem) -> str:
    """What stands for all that the pages of a section depend on."""
    section_pages = [
        (
            each.hole.page,
            each.hole.top,
            each.hole.floors,
            each.hole.barred,
            sorted(each.away),
            sorted(each.near),
        )
        for each in problem.pages
    ]
    items = sorted((item.shapes.key, sorted(item.tags), item.page) for item in problem.items)
    wishes = sorted(
        (item.id, sorted(item.pages), sorted(item.rather), item.given)
        for item in problem.items
        if len(item.pages) > 1 or item.rather or item.given != bool(item.page)
    )
    long = sorted((one.id, one.opening.key, one.middle.key) for one in problem.long.values())
    turns = sorted((item.id, sorted(item.turns)) for item in problem.items if item.turns)
    places = sorted((item.id, item.place) for item in problem.items if item.place)
    rests = sorted((item.id, item.rest) for item in problem.items if item.rest)
    company = *([turns] if turns else []), *([problem.company] if problem.company else [])
    decided = *([wishes] if wishes else []), *company, *([places] if places else [])
    decided = *decided, *([rests] if rests else [])
    facts = section_pages, items, long, problem.prices, *decided
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:24]


class _StoryExchange(SectionTilings):
    """Exchanges of stories between the pages of a section."""

    def mended(self, effort: int) -> State:
        """The section as it was last time, what cannot be so any more or is worse made better."""
        state = self.possible(self.state(self.as_last_time()))
        return self.possible(self.improved(state, effort, self.no_worse(state)))

    # from the beginning -------------------------------------------------------------------------

    def planned(self, effort: int) -> State:
        """The section from the beginning: assigned by area, tiled, improved by exchange; and again
        from there, with what tiling told."""
        start = assign(self.problem)
        best = self._settled(start, effort)
        lessons: list[Lesson] = []
        for number in range(_MOST_ROUNDS):
            told = self._told(best)
            if not told or (number >= _ROUNDS and _is_whole(best)):
                break
            lessons += told
            most = len(best.assigned.pages[HELD]) + _MORE_HELD
            again = assign(self.problem, lessons)
            if len(again.held) > most:
                break
            state = self._settled(again, effort)
            best = state if state.cost < best.cost else best
        return best

    def _settled(self, start: Assignment, effort: int) -> State:
        """An assignment by area tiled, and improved by exchange."""
        state = self.state(self.from_areas(start))
        state = self.possible(self.improved(state, effort, frozenset()))
        if state.assigned.pages[HELD]:
            state = self.possible(self.improved(state, effort, frozenset()))
        return state

    def _told(self, state: State) -> list[Lesson]:
        """What the tilings of a state tell about its pages that areas did not say."""
        places = state.assigned.places
        told = []
        for page, one in state.pages.items():
            cost = tiled_cost(one)
            excess = cost - sum(min(item.shapes.cheapest, cost) for item in one.items)
            if excess > _WORTH_TELLING:
                names = [item.id for item in one.items]
                jumping = {n for n in names if turned_id(story_of(n), part_of(n) + 1) in places}
                turned = frozenset(story_of(name) for name in names if part_of(name))
                begun = frozenset(name for name in jumping if not part_of(name))
                whole = frozenset(n for n in names if not part_of(n)) - begun
                told.append(Lesson(page, whole, begun, turned, excess * 8 // 10))
        return told

    # exchanges ----------------------------------------------------------------------------------

    def improved(self, state: State, effort: int, good: frozenset[int]) -> State:
        """The state after as many helpful exchanges as the effort finds; pages that are `good` need
        none, though they may take part in those of others."""
        settled = set(good)
        tried: set[Any] = set()
        while effort > 0:
            page = self._costliest(state, settled)
            if page is None:
                break
            for assigned in self._exchanges(state, page, tried):
                effort -= 1
                other = self.state(assigned, state) if assigned else state
                if other.cost < state.cost:
                    settled -= {p for p, one in other.pages.items() if one is not state.pages[p]}
                    state = other
                    settled |= good
                    break
                if effort <= 0:
                    break
            else:
                settled.add(page)
        return state

    def _costliest(self, state: State, settled: set[int]) -> int | None:
        """The page that costs most above what its items cost at best; before all, what has none."""
        excess = {p: _excess(one) for p, one in state.pages.items() if p not in settled}
        if HELD not in settled and state.assigned.pages[HELD]:
            return HELD
        page = max(excess, key=lambda p: (excess[p], -p), default=None)
        return page if page is not None and excess[page] > self.prices.pages.bearable else None

    def _exchanges(
        self, state: State, page: int, tried: set[Any]
    ) -> Iterator[PageAssignment | None]:
        """Assignments in which a jump is parted elsewhere, or the page and another one have divided
        their stories anew, each tried once; None where they are divided best as they are."""
        first = self._reinstated(state) if page == HELD else self._partings(state, page)
        for key, assigned in first:
            if key not in tried:
                tried.add(key)
                yield assigned
        yield from self._refilled(state, page, tried)
        for pair in self._pairs(state, page):
            key = pair, *(state.assigned.pages[number] for number in (*pair, HELD))
            if key not in tried:
                tried.add(key)
                divided = self._divided(state, pair)
                yield divided if divided != state.assigned else None

    def _pairs(self, state: State, page: int) -> list[tuple[int, ...]]:
        """The pages to divide anew with a page: in turn one that costs most above its stories at
        their best, which has most to gain, and one whose stories fit it best; any two of these for
        what is held over. The page of a section that has no other is divided anew alone."""
        pairs = [
            pair
            for pair in combinations(self.section_pages, min(2, len(self.section_pages)))
            if page in (HELD, *pair)
            and sum(len(state.assigned.pages[p]) for p in pair) <= _MOST_PAIRED
        ]
        misfit = {p: self._misfit(state, p) for p in self.section_pages}
        fitting = sorted(pairs, key=lambda pair: (sum(misfit[p] for p in pair), pair))
        if page == HELD:
            return fitting[:_TRIED_HELD]
        dear = {p: _excess(one) for p, one in state.pages.items()}
        dearest = sorted(pairs, key=lambda pair: (-sum(dear[p] for p in pair), pair))
        in_turn = chain.from_iterable(zip(dearest, fitting, strict=True))
        return [*dict.fromkeys(in_turn)][:_MOST_PAIRS]

    def _divided(self, state: State, pair: tuple[int, ...]) -> PageAssignment | None:
        """The assignment in which two pages, or one, have divided their stories, and what is held
        over, in the best way."""
        pages, places = state.assigned.pages, state.assigned.places
        staying = {p: self._staying(state, p, pair) for p in pair}
        free = [n for p in pair for n in sorted(pages[p] - staying[p])]
        bound = {p: sorted(staying[p]) for p in pair}
        from layout.makeup.edition.tiling.divide_stories import (
            Free,
            divided,
        )  # NumPy: slow to import

        space = _MOST_UNITED - len(free) - max(map(len, bound.values()))
        waiting = sorted(n for n in pages[HELD] if self._moves(n))
        waiting.sort(key=lambda n: -self.held_cost(n))
        free += waiting[: max(0, space)]
        names = (*free, *(n for here in bound.values() for n in here))
        items = {n: self.item(n, state.assigned, places, state.pages) for n in names}
        ranks = [min(LOWEST, items[n].rank) for n in free]
        sides = [self._side(state.pages[p], free, bound[p], items, places) for p in pair]
        held = [UNTILED if self._is_part(n, places) else self.held_cost(n) for n in free]
        found = divided(sides, Free(ranks, held), self.prices.pages)
        if found is None:
            return None
        new = {**pages, HELD: pages[HELD] | set(free)}
        for page, chosen in zip(pair, found, strict=True):
            part = frozenset(n for number, n in enumerate(free) if chosen >> number & 1)
            new[page] = part | set(bound[page])
            new[HELD] -= part
        if any(self._is_part(n, places) for n in new[HELD]):
            return None  # a story is in print with all its parts, or not at all
        return PageAssignment(new, state.assigned.bodies)

    def _staying(self, state: State, page: int, pair: tuple[int, ...]) -> frozenset[str]:
        """What stays on a page whatever is divided: what is bound to it, and of too many its
        largest, as many as let the rest be divided."""
        names, united = state.assigned.pages[page], sum(len(state.assigned.pages[p]) for p in pair)
        bound = frozenset(name for name in names if not self._moves(name))
        cells = {item.id: item.shapes.cells[1] for item in state.pages[page].items}
        largest = sorted(names - bound, key=lambda name: (-cells[name], name))
        return bound | frozenset(largest[: max(0, united - _MOST_UNITED)])

    def _side(
        self,
        one: TiledPage,
        free: list[str],
        bound: list[str],
        items: Mapping[str, PageItem],
        places: Mapping[str, int],
    ) -> Side:
        """A page as one side of a division."""
        from layout.makeup.edition.tiling.divide_stories import Side

        section_page, page = one.section_page, one.section_page.number
        index, stories = self.index[page], self.prices.stories
        admits = now = 0
        for number, name in enumerate(free):
            between = self._keeps_order(name, page, places)
            item = items[name]
            may = item.may_begin(page) and section_page.admits(item.tags)
            admits |= (between and may) << number
            now |= (places.get(name) == page) << number
        wishes = [
            cost_on_page(items[n], section_page, index, stories) + self.moved(n, page) for n in free
        ]
        stay = [items[n].rank for n in bound]
        ranks = range(LOWEST + 1)
        leading = [
            [self.led(section_page, *two_best((*stay, best, second))) for second in ranks]
            for best in ranks
        ]
        here = [items[n] for n in (*bound, *free)]
        costs = one.tiling.cost
        return Side(section_page, here, len(bound), admits, wishes, leading, now, costs)

    def _is_part(self, name: str, places: Mapping[str, int]) -> bool:
        """Whether an item is a part of a story that stands in several."""
        return turned_id(story_of(name)) in places

    def _keeps_order(self, name: str, page: int, places: Mapping[str, int]) -> bool:
        """Whether a part on a page would still follow those before it, and precede those after."""
        story, number = story_of(name), part_of(name)
        before = places.get(turned_id(story, number - 1), 0) if number else 0
        after = places.get(turned_id(story, number + 1), page + 1)
        return before < page < after

    def _partings(self, state: State, page: int) -> Iterator[tuple[Any, PageAssignment]]:
        """Assignments in which a jump that has to do with the page has more or less of the part
        before it."""
        places, here = state.assigned.places, state.assigned.pages[page]
        for name in sorted(state.assigned.bodies):
            if not here & {name, turned_id(story_of(name), part_of(name) + 1)}:
                continue
            body = body_of(state.pages[places[name]], name)
            for step in _PARTINGS:
                bodies = {**state.assigned.bodies, name: max(1, body + step)}
                key = name, bodies[name], tuple(state.assigned.pages.items())
                yield key, PageAssignment(state.assigned.pages, bodies)

    def _refilled(
        self, state: State, page: int, tried: set[Any]
    ) -> Iterator[PageAssignment | None]:
        """Assignments in which a part of a jump takes the place of the house ads of its page, and
        the page that has the other part, which is as much shorter, divides its stories anew."""
        if page == HELD:
            return
        tiles = state.pages[page].tiling.tiles
        cells = sum(tile.columns * tile.rows for tile in tiles if tile.owner < 0)
        assigned, places = state.assigned, state.assigned.places
        here = {name for name in assigned.bodies if page == places[name]}
        before = {n for n in assigned.bodies if page == places[_next(n)]}
        for name in sorted(here | before) if cells else ():
            key = "refilled", name, tuple(assigned.pages.items()), assigned.bodies[name]
            if key in tried:
                continue
            tried.add(key)
            body = body_of(state.pages[places[name]], name)
            bodies = {**assigned.bodies, name: max(1, body + (cells if name in here else -cells))}
            other = places[_next(name)] if name in here else places[name]
            parted = self.state(PageAssignment(assigned.pages, bodies), state)
            yield parted.assigned
            for pair in self._pairs(parted, other):
                yield self._divided(parted, pair)

    def _reinstated(self, state: State) -> Iterator[tuple[Any, PageAssignment]]:
        """Assignments in which a long story that was held over stands in two parts, or in as many
        as were decided, on the pages first that have most room."""
        assigned = state.assigned
        for name in sorted(assigned.pages[HELD] & set(self.problem.long)):
            item = self.items[name]
            open_ = [p for p, one in self.section_pages.items() if one.admits(item.tags)]
            count = max(1, len(item.turns)) + 1
            ways = [
                way
                for way in combinations(open_, count)
                if item.may_begin(way[0]) and all(map(item.may_turn, way[1:]))
            ]
            ways.sort(key=lambda way: sum(self._misfit(state, p) for p in way))
            each = self.problem.long[name].lengths[0] // count
            for way in ways[:_TRIED_HELD]:
                pages = {page: names - {name} for page, names in assigned.pages.items()}
                parts = {turned_id(name, number): page for number, page in enumerate(way)}
                for part, page in parts.items():
                    pages[page] |= {part}
                bodies = {**assigned.bodies, **dict.fromkeys([*parts][:-1], each)}
                yield tuple(pages.items()), PageAssignment(pages, bodies)

    def _moves(self, name: str) -> bool:
        """Whether an item may stand elsewhere, or not at all: a later part may wherever its first
        is bound to."""
        item = self.items[story_of(name)]
        if part_of(name):
            return not item.turns
        return not (item.given and item.page)

    def _misfit(self, state: State, page: int) -> int:
        """By how many cells the items of a page miss its hole; out of their reach counts 20
        times."""
        items = state.pages[page].items
        least = sum(item.shapes.cells[0] for item in items)
        best = sum(item.shapes.cells[1] for item in items)
        hole = self.section_pages[page].hole
        few = self.prices.pages.bare_level * max(0, hole.levels - len(items))
        if any(item.shapes.bodies is not None for item in items):
            return few + max(0, least - hole.cells)
        return few + abs(best - hole.cells) + 20 * max(0, least - hole.cells)

    # what cannot be -----------------------------------------------------------------------------

    def possible(self, state: State) -> State:
        """The state with as little as possible held over for which every page can be tiled."""
        while True:
            bad = [page for page, one in state.pages.items() if not one.tiling.found]
            if not bad:
                return state
            state = self.state(self._without(state, bad[0]), state)

    def _without(self, state: State, page: int) -> PageAssignment:
        """The assignment without those items of a page that it costs least to hold over so that the
        rest can be tiled; a jump is held over with both its parts."""
        out = self._least_dear(state.pages[page])
        stories = {story_of(item.id) for item in out}
        assigned = {
            page: frozenset(name for name in there if story_of(name) not in stories)
            for page, there in state.assigned.pages.items()
        }
        assigned[HELD] |= stories
        bodies = {n: b for n, b in state.assigned.bodies.items() if story_of(n) not in stories}
        return PageAssignment(assigned, bodies)

    def _least_dear(self, one: TiledPage) -> tuple[PageItem, ...]:
        """The items of a page that it costs least to hold over so that the rest can be tiled; of
        more than a page can have those beyond, before anything is tried."""
        free = [item for item in one.items if not item.given] or [*one.items]
        price = {item.id: self.held_cost(item.id) for item in free}
        free.sort(key=lambda item: -price[item.id])
        if len(free) > MOST_STORIES:
            return tuple(free[MOST_STORIES:])
        choices = [gone for count in range(1, len(free) + 1) for gone in combinations(free, count)]
        choices.sort(key=lambda gone: sum(price[item.id] for item in gone))
        for gone in choices:
            left = tuple(item for item in one.items if item not in gone)
            if self.tiling(one.section_page, left).found:
                return gone
        return tuple(free)
