"""Lexicographic optimisation: ads, modules and one story on the fewest pages, then for least cost.

    [masthead                                   ]     The fewest pages that hold everything come
    [story: head,                    ][ module  ]     first, then no white, then what a designer
    [ level legs                     ][ module  ]     wishes for (see `price`). Where ads or
    [ad               ][ad                      ]     modules take part, OR-Tools CP-SAT decides.

Steps: refuse what fits no page; pour text that comes alone; else try one number of pages after the
other, from the least that can do, until a plan is found. A plan is proven optimal for its pages, or
says how far off its bound is. The solver's limit counts work, not seconds, so the same input gives
the same plan.

On long stories the solver makes up the first pages only (and those that items ask for); the pages
behind are nothing but text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from slots.finding import bad_input
from slots.lone_story.items import PageSpace, StackItem, StoryCopy
from slots.lone_story.no_page import misfit, out_of_room
from slots.lone_story.page_plan import Stack
from slots.lone_story.pages_to_solve import Spaces, StoryTask, heads, pour_text
from slots.lone_story.plan_cost import cost
from slots.lone_story.without_solver import pile_up
from slots.strip.refusal import Refusal

_WORK_LIMIT = 8.0
"""The limit of one solve in CP-SAT's deterministic time, about seconds: a limit in real seconds
would give other plans on another machine."""

_SOLVED_PAGES = 2
"""The pages of a long story on which items stand if they can: the first ones, as what belongs to a
story should be seen with its beginning; and each page more multiplies the solver's time."""


def stack(
    copy: StoryCopy,
    items: tuple[StackItem, ...],
    space: Spaces,
    first: int = 1,
    work_limit: float = _WORK_LIMIT,
) -> Stack:
    """The best plan of a story with its ads and modules on pages from number `first` on.

    `space` gives the grid of each page by its number. Items that fit no page, or that ask for
    pages where there is no room beside items worth more, are refused; all others stand somewhere.
    `work_limit` bounds each solve, in CP-SAT's deterministic time.

    Raises BadInput where a page is too small for the story's head.
    """
    assert len({item.id for item in items}) == len(items), "items have names of their own"

    def nth_page(index: int) -> PageSpace:
        return space(first + index - 1)

    _check_room(copy, nth_page)
    fitting, refusals = _sort_out(copy, items, nth_page)
    if not fitting:
        return replace(_text_alone(copy, nth_page), refusals=refusals)
    plan = _fewest_pages(copy, fitting, nth_page, work_limit)
    if not plan:
        plan = _without_some(copy, fitting, nth_page, work_limit)
    order = {item.id: index for index, item in enumerate(items)}
    refused = sorted((*refusals, *plan.refusals), key=lambda refusal: order[refusal.slot])
    return replace(plan, refusals=tuple(refused))


def _check_room(copy: StoryCopy, space: Spaces) -> None:
    for index in (1, 2):
        page = space(index)
        if not heads(copy, page, opens=index == 1):
            least = min(shape.head_rows for shape in copy.shapes) if index == 1 else copy.turn_rows
            narrowest = min(shape.columns for shape in copy.shapes) if index == 1 else 1
            raise bad_input(
                "page-too-small",
                f"page {page.number}: {page.columns} columns x {page.depth} rows are too small: "
                f"the head of the story takes {narrowest} columns and {least} rows, and text "
                "must follow",
                hint="take a larger format, smaller margins or a smaller headline",
            )


def _sort_out(
    copy: StoryCopy, items: tuple[StackItem, ...], space: Spaces
) -> tuple[tuple[StackItem, ...], tuple[Refusal, ...]]:
    """The items that fit an empty page they may stand on, and why the others do not."""
    pages = tuple(space(index + 1) for index in range(_most_pages(copy, items, space)))
    verdicts = [(item, misfit(item, pages)) for item in items]
    fitting = tuple(item for item, refusal in verdicts if not refusal)
    return fitting, tuple(refusal for _, refusal in verdicts if refusal)


def _text_alone(copy: StoryCopy, space: Spaces) -> Stack:
    pages = pour_text(copy, space)
    price = cost(copy, (), pages)
    return Stack(pages, price, price, "direct")


def _fewest_pages(
    copy: StoryCopy, items: tuple[StackItem, ...], space: Spaces, work: float
) -> Stack | None:
    """The best plan on the fewest pages that take all items; None where no number of pages does."""
    for count in range(_least_pages(copy, items, space), _most_pages(copy, items, space) + 1):
        plan = _on_pages(copy, items, tuple(space(i + 1) for i in range(count)), work)
        if plan:
            return plan
    return None


def _on_pages(
    copy: StoryCopy, items: tuple[StackItem, ...], spaces: tuple[PageSpace, ...], work: float
) -> Stack | None:
    """The best plan on exactly these pages."""
    from slots.lone_story.program import solve

    for solved in _solved_pages(copy, items, spaces):
        found = solve(StoryTask(copy, items, spaces, solved), work)
        best = None
        if found.pages:
            best = Stack(found.pages, found.objective, found.bound, "cp-sat")
        if not found.proven:
            return _better(best, _greedy(copy, items, spaces, found.bound))
        if best:
            return best
    return None


def _better(one: Stack | None, other: Stack | None) -> Stack | None:
    plans = [plan for plan in (one, other) if plan]
    return min(plans, key=lambda plan: plan.objective, default=None)


def _greedy(
    copy: StoryCopy, items: tuple[StackItem, ...], spaces: tuple[PageSpace, ...], bound: int
) -> Stack | None:
    def nth_page(index: int) -> PageSpace:
        return spaces[index - 1] if index <= len(spaces) else replace(spaces[-1], number=index)

    pages = pile_up(copy, items, nth_page, len(spaces))
    if not pages:
        return None
    price = cost(copy, items, pages)
    return Stack(pages, price, min(bound, price), "greedy")


def _solved_pages(
    copy: StoryCopy, items: tuple[StackItem, ...], spaces: tuple[PageSpace, ...]
) -> Iterator[tuple[int, ...]]:
    """Which of the pages the solver makes up: all of two; of more, as few as can do, then one more,
    then those at the end as well, where items that cannot stand beside text get their own pages.

    Pages that an item asks for are always among them.
    """
    count = len(spaces)
    if count <= _SOLVED_PAGES:
        yield tuple(range(count))
        return
    needed = _pages_for(_items_area(items) + _head_area(copy), lambda index: spaces[index - 1])
    first = max(_SOLVED_PAGES, min(needed, count))
    start, end = set(range(first)), set(range(max(0, count - len(items) - 1), count))
    tried: list[set[int]] = []
    for pages in (start, start | {min(first, count - 1)}, start | end):
        solved = pages | _wanted_pages(items, spaces, pages)
        if solved not in tried:
            tried.append(solved)
            yield tuple(sorted(solved))


def _wanted_pages(
    items: tuple[StackItem, ...], spaces: tuple[PageSpace, ...], solved: set[int]
) -> set[int]:
    """For each item that may stand on none of the solved pages, the first page it may stand on."""
    wanted = [
        [i for i, page in enumerate(spaces) if _may_stand(item, page, spaces)] for item in items
    ]
    return {pages[0] for pages in wanted if pages and not solved.intersection(pages)}


def _may_stand(item: StackItem, page: PageSpace, spaces: tuple[PageSpace, ...]) -> bool:
    fits = any(s.columns <= page.columns and s.rows <= page.depth for s in item.shapes)
    return fits and item.pages.include(page.number, spaces[-1].number)


def _without_some(
    copy: StoryCopy, items: tuple[StackItem, ...], space: Spaces, work: float
) -> Stack:
    """A plan without the items that have no room: ads are taken before modules, then by value."""
    ranked = sorted(items, key=lambda item: (item.kind, -item.value))
    kept: tuple[StackItem, ...] = ()
    plan, refusals = _text_alone(copy, space), []
    for item in ranked:
        candidates = tuple(one for one in items if one in kept or one is item)
        better = _fewest_pages(copy, candidates, space, work)
        if better:
            kept, plan = candidates, better
        else:
            refusals.append(out_of_room(item, plan))
    return replace(plan, refusals=tuple(refusals))


def _items_area(items: tuple[StackItem, ...]) -> int:
    return sum(min(shape.columns * shape.rows for shape in item.shapes) for item in items)


def _head_area(copy: StoryCopy) -> int:
    return min(shape.columns * shape.head_rows for shape in copy.shapes)


def _pages_for(cells: int, space: Spaces) -> int:
    """How many pages have this many cells."""
    count = 0
    while cells > 0:
        count += 1
        cells -= space(count).columns * space(count).depth
    return max(count, 1)


def _least_pages(copy: StoryCopy, items: tuple[StackItem, ...], space: Spaces) -> int:
    cells = _items_area(items) + _head_area(copy) + copy.rows
    return max(_pages_for(cells, space), len(pour_text(copy, space)))


def _most_pages(copy: StoryCopy, items: tuple[StackItem, ...], space: Spaces) -> int:
    """More pages than this never help: the story's own, one for each item, and three for the room
    that items take from the story's first two."""
    return len(pour_text(copy, space)) + len(items) + 3
