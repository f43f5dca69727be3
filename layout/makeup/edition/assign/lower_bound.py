"""Lagrangean lower bound of what a section costs, however its stories are assigned, parted, tiled.

Each story is held over, or stands whole at its cheapest where a cell has some price, or in parts at
the least that these can cost then; less the price of all cells there are to fill. That is the
relaxation of "all cells are filled", and valid for any price of a cell down to minus that of a
house ad's: house ads take what stories leave, each cell at that at least. The best of some prices
is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layout.makeup.edition.assign.by_area import SectionProblem
from layout.makeup.edition.assign.parts import MOST_PARTS, LongStory, PartFacts
from layout.makeup.edition.shapes.item import PageItem
from slots.prices_of_taste import by_rank

_FINE = 20  # a cell's multiplier in twentieths of a point: whole numbers, so the bound is exact
_STEP = 5  # of them from one price that is tried to the next


def least_cost(problem: SectionProblem) -> int:
    """Lower bound: no way to make up a section costs less."""
    choices = [_choices(item, problem) for item in problem.items]
    cells = sum(page.hole.cells for page in problem.pages)
    highest = max((max(story.cuts) for story in problem.long.values()), default=0) // 40 + 4
    lowest = -problem.prices.pages.house_ad_cell * _FINE
    found = _dual(choices, cells, range(lowest, highest * _FINE + 1, _STEP))
    return found - problem.prices.stories.near * _nearable(problem)


def _nearable(problem: SectionProblem) -> int:
    """How many stories could stand near an ad that asks for such as they are."""
    near = frozenset().union(*(each.near for each in problem.pages))
    return sum(not near.isdisjoint(item.tags) for item in problem.items)


def _choices(item: PageItem, problem: SectionProblem) -> list[tuple[int, int]]:
    """(cells, cost) of what an item can be: held over, whole in some shape, or the extremes of what
    it can be in parts. No other is cheaper than all of these where a cell has a price."""
    held = 0, by_rank(problem.prices.stories.held_over, item.rank)
    story = problem.long.get(item.id)
    return [held, *item.shapes.outline, *(_in_parts(story, problem) if story else ())]


def _in_parts(story: LongStory, problem: SectionProblem) -> list[tuple[int, int]]:
    """(cells, cost) below those of all ways to print a story in parts: the fewest and the most
    cells, its first part at its cheapest, at each of its lengths."""
    deepest = max(max(page.hole.floors) for page in problem.pages)
    columns = max(page.hole.columns for page in problem.pages)
    cost = min(cost for _, group in story.opening.groups for cost, _ in group)
    first, turned = _besides(story.opening), _besides(story.middle)
    found = []
    for tightest, cut in zip(story.tightest, story.cuts, strict=True):
        found.append((max(0, tightest + first.least + turned.least), cost + cut))
    most = story.lengths[0] * 2 + first.most + (MOST_PARTS - 1) * (turned.most + columns * deepest)
    return [*found, (most, cost)]


@dataclass(frozen=True, slots=True)
class _Besides:
    """The fewest and the most cells that a part takes besides its text."""

    least: int
    most: int


def _besides(part: PartFacts) -> _Besides:
    found = [columns * rows - body for (columns, rows), group in part.groups for _, body in group]
    return _Besides(min(found, default=0), max(found, default=0))


def _dual(choices: Sequence[Sequence[tuple[int, int]]], cells: int, prices: range) -> int:
    """The highest bound that some price of a cell gives, 0 at least."""
    import numpy as np  # slow to import

    price = np.array(prices, dtype=np.int64)
    cheapest = np.zeros(len(price), dtype=np.int64)
    for ways in choices:
        taken, cost = np.array(ways, dtype=np.int64).T[:, :, None]
        cheapest += np.min(cost * _FINE + taken * price, axis=0)
    return int(np.max((cheapest - price * cells) // _FINE, initial=0))
