"""Laws of the rectangles of packages: each is filled by its stories, every sidebar touches its main
story under a smaller headline, and no other way costs less: brute force tries them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.makeup.edition.shapes.package import package_of
from layout.makeup.edition.shapes.setting import (
    NEVER,
    Setting,
    Shape,
    Shapes,
    by_shape,
    shapes_from,
)

COLUMNS, ROWS = 4, 6
DWARFED = 3
"""Points of each cell that a sidebar below has more than its main story."""

Costs = dict[tuple[Shape, int], int]
"""What a story costs in a shape with a headline of a size."""


@st.composite
def stories(draw: st.DrawFn, most: int) -> tuple[Costs, ...]:
    """A main story and up to so many sidebars."""
    shapes = st.tuples(st.integers(1, COLUMNS), st.integers(1, 4))
    costs = st.dictionaries(
        st.tuples(shapes, st.sampled_from([14, 18, 24])), st.integers(0, 40), min_size=1, max_size=9
    )
    return tuple(draw(st.lists(costs, min_size=2, max_size=most + 1)))


def shapes_of(name: str, rank: int, costs: Costs) -> Shapes:
    made = [Setting(*shape, cost, size) for (shape, size), cost in costs.items()]
    return shapes_from(name, name, rank, by_shape(made))


@dataclass(frozen=True)
class Brute:
    """Each sidebar in each of its shapes, under a headline smaller than a size."""

    costs: tuple[Costs, ...]
    size: int

    def cost(self, sidebar: int, shape: Shape) -> int:
        of = self.costs[sidebar + 1]
        return min(
            (c for (s, size), c in of.items() if s == shape and size < self.size), default=NEVER
        )


def every_way(costs: tuple[Costs, ...]) -> Iterator[tuple[Shape, int]]:
    """Each rectangle that a package fills in some way, and what it costs so."""
    sidebars = range(len(costs) - 1)
    for ((wide, deep), size), own in costs[0].items():
        by = Brute(costs, size)
        for count in range(len(sidebars) + 1):
            for beside in combinations(sidebars, count):
                below = [one for one in sidebars if one not in beside]
                for more in range(1, wide + 1) if beside else [0]:
                    width = wide + more
                    piles = [
                        sum(
                            by.cost(one, (more, rows))
                            for one, rows in zip(beside, each, strict=True)
                        )
                        for each in product(range(1, deep + 1), repeat=count)
                        if sum(each) == deep or not count
                    ]
                    head = own + min(piles, default=NEVER)
                    for shape, row in rows_under(by, below, _Main(wide, deep, width)):
                        yield shape, head + row


@dataclass(frozen=True)
class _Main:
    """A main story, and how wide it is with what stands beside it."""

    wide: int
    deep: int
    width: int


def rows_under(by: Brute, below: list[int], main: _Main) -> Iterator[tuple[Shape, int]]:
    """The rectangles with some sidebars side by side below, each touching the main story."""
    if not below:
        yield (main.width, main.deep), 0
        return
    for order, under in product(permutations(below), range(1, 5)):
        for columns in product(range(1, main.width + 1), repeat=len(order)):
            lefts = [sum(columns[:i]) for i in range(len(columns))]
            if sum(columns) != main.width or max(lefts) >= main.wide:
                continue
            dwarfed = sum(max(0, c * under - main.wide * main.deep) for c in columns)
            cost = sum(by.cost(one, (c, under)) for one, c in zip(order, columns, strict=True))
            yield (main.width, main.deep + under), cost + DWARFED * dwarfed


def cheapest(costs: tuple[Costs, ...]) -> Mapping[Shape, int]:
    found: dict[Shape, int] = {}
    for (columns, rows), cost in every_way(costs):
        if columns <= COLUMNS and rows <= ROWS and cost < NEVER:
            found[columns, rows] = min(cost, found.get((columns, rows), NEVER))
    return found


def made_of(costs: tuple[Costs, ...]) -> Shapes:
    main, *others = (shapes_of(f"story-{i}", 2 + i, each) for i, each in enumerate(costs))
    return package_of(main, others, COLUMNS, ROWS)


@given(stories(3))
def test_no_way_to_fill_a_rectangle_costs_less(costs: tuple[Costs, ...]) -> None:
    assert dict(made_of(costs).costs) == cheapest(costs)


@given(stories(3), st.booleans())
def test_stories_fill_their_rectangle_and_sidebars_touch_their_story(
    costs: tuple[Costs, ...], mirrored: bool
) -> None:
    package = made_of(costs).package
    assert package is not None
    for shape in package.ways:
        main, *others = parts = package.parts(shape, mirrored=mirrored)
        cells = [
            (part.column + x, part.row + y)
            for part in parts
            for x, y in product(range(part.columns), range(part.rows))
        ]
        assert sorted(cells) == sorted(product(range(shape[0]), range(shape[1])))
        for part in others:
            under = part.row == main.row + main.rows
            over = range(part.column, part.column + part.columns)
            assert part.row >= main.row
            assert not under or {*over} & {*range(main.column, main.column + main.columns)}
            assert under or part.columns <= main.columns
        first, *rest = package.settings(shape)
        least = min(one.size for one in first)
        assert all(one.size < least for each in rest for one in each)


def test_a_sidebar_that_is_never_smaller_has_no_rectangle() -> None:
    loud = {((1, 2), 24): 0}
    assert not made_of(({((2, 2), 24): 0}, loud)).costs
    assert made_of(({((2, 2), 24): 0}, {((1, 2), 18): 5})).costs == {(3, 2): 5}


@pytest.mark.parametrize("wide", [3, 4])
def test_nothing_wider_than_its_story_stands_beside_it(wide: int) -> None:
    assert not made_of(({((2, 2), 24): 0}, {((wide, 2), 14): 0})).costs
