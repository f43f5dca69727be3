"""Laws of filling the hole of a page: exact cover, honest cost, no tiling is cheaper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from unittest.mock import patch

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support.editions.samples import cut_pages, shapes, tiny_holes, tiny_stories
from support.placement.drawn_prices import drawn_prices

from layout.makeup.edition.shapes.item import PageItem
from layout.makeup.edition.shapes.news_hole import Hole
from layout.makeup.edition.shapes.setting import NEVER, Shapes
from layout.makeup.edition.tiling import tile_page, tile_placed
from layout.makeup.edition.tiling.section_layout import Tile, Tiling
from layout.story.decided import REGIONS, Place
from slots.prices_of_taste import OUR_PRICES, PagePrices

SMALL = 2  # rows of a filler in holes of a dozen rows
OURS = OUR_PRICES.pages


def tile(hole: Hole, stories: Sequence[Shapes], prices: PagePrices = OURS) -> Tiling:
    """The tiling of a hole, at our prices."""
    return tile_page.tile(hole, stories, prices)


def tiled(
    hole: Hole, stories: Sequence[Shapes], filler: int = SMALL, prices: PagePrices = OURS
) -> Tiling:
    """The tiling where fillers may be so small."""
    with patch.object(tile_page, "LEAST_FILLER", filler):
        return tile(hole, stories, prices)


def tile_cost(
    one: Tile, stories: Sequence[Shapes], hole: Hole, top: int, prices: PagePrices = OURS
) -> int:
    """What a tile costs by itself, in a hole that begins in row `top`."""
    if one.owner >= 0:
        return stories[one.owner].settings[one.columns, one.rows][0].cost
    cost = prices.house_ad + prices.house_ad_cell * one.columns * one.rows
    cost += prices.house_ad_alone * (one.row == top)
    cost += prices.house_ad_narrow * (one.columns == 1)
    return cost + prices.house_ad_barred * (one.row - top < hole.barred)


# The oracle: all exact covers of a hole, and for each the cheapest way to cut it -----------------


def covers(hole: Hole, stories: Sequence[Shapes], filler: int) -> Iterator[tuple[Tile, ...]]:
    """Every way to cover a hole with one rectangle a story and fillers that reach its floors: the
    first cell that is free, in rows, must be the corner of something."""
    floors = hole.floors

    def fits(column: int, row: int, columns: int, rows: int, filled: tuple[int, ...]) -> bool:
        inside = range(column, column + columns)
        return inside.stop <= len(floors) and all(
            filled[c] == row and row + rows <= floors[c] for c in inside
        )

    def step(filled: tuple[int, ...], left: frozenset[int], done: tuple[Tile, ...]):
        free = [(row, c) for c, row in enumerate(filled) if row < floors[c]]
        if not free:
            if not left:
                yield done
            return
        row, column = min(free)
        choices = [
            (owner, *shape) for owner in sorted(left) for shape in stories[owner].settings
        ] + [(-1, width, floors[column] - row) for width in range(1, len(floors) - column + 1)]
        for owner, columns, rows in choices:
            if not fits(column, row, columns, rows, filled):
                continue
            if owner < 0 and (rows < filler or len({*floors[column : column + columns]}) > 1):
                continue
            after = list(filled)
            after[column : column + columns] = [row + rows] * columns
            new = Tile(owner, column, row, columns, rows)
            yield from step(tuple(after), left - {owner}, (*done, new))

    yield from step((0,) * len(floors), frozenset(range(len(stories))), ())


def split(part: frozenset[Tile], edge: int, down: bool):
    """The tiles on both sides of a line, across (down the page so far) or downwards; None if it
    goes through one."""
    ends = {t: t.row + t.rows if down else t.column + t.columns for t in part}
    first = frozenset(t for t in part if ends[t] <= edge)
    rest = part - first
    return (first, rest) if all((t.row if down else t.column) >= edge for t in rest) else None


class Cuts:
    """The ways to cut a cover from edge to edge, and what they cost.

    That a story stands under one of worse rank costs only where the cut is one of the page: inside
    a rectangle of stories the better one can always be the upper, unless some are `placed`.
    """

    def __init__(
        self,
        hole: Hole,
        stories: Sequence[Shapes],
        prices: PagePrices,
        placed: Mapping[int, Place] = MappingProxyType({}),
    ) -> None:
        self.floors, self.prices, self.placed = hole.floors, prices, placed
        self.rank = {-1: NEVER, **{number: one.rank for number, one in enumerate(stories)}}

    def least(self, part: frozenset[Tile], first: int, stop: int) -> int:
        """The least penalty of cutting columns of the hole; NEVER if they cannot be cut so."""
        if not part or (len(part) == 1 and next(iter(part)).owner < 0):
            return 0
        costs = [NEVER]
        for edge in {
            t.row + t.rows for t in part if t.row + t.rows <= min(self.floors[first:stop])
        }:
            found = split(part, edge, True)
            if found and (inside := self.alone(found[0])) < NEVER:
                rest = self.least(found[1], first, stop)
                costs.append(inside + self.penalty(*found) + rest)
        for edge in range(first + 1, stop):
            found = split(part, edge, False)
            if found:
                costs.append(self.least(found[0], first, edge) + self.least(found[1], edge, stop))
        return min(costs)

    def alone(self, part: frozenset[Tile]) -> int:
        """The least penalty of cutting stories from each other; NEVER if that cannot be, or if
        not all are stories."""
        if len(part) <= 1:
            return 0 if all(t.owner >= 0 for t in part) else NEVER
        costs = [NEVER]
        for edge, down in {
            (t.row if down else t.column, down) for t in part for down in (True, False)
        }:
            found = split(part, edge, down)
            if found and all(found):
                stay = down and any(t.owner in self.placed for t in part)
                costs.append(sum(map(self.alone, found)) + (self.penalty(*found) if stay else 0))
        return min(costs)

    def penalty(self, top: frozenset[Tile], rest: frozenset[Tile]) -> int:
        """For what stands under a cut with a better rank than all above it; NEVER where something
        above goes after something below in the order of the page."""
        above_, below_ = (
            [n for t in part if (place := self.placed.get(t.owner)) and (n := place.order)]
            for part in (top, rest)
        )
        if any(one > other for one in above_ for other in below_):
            return NEVER
        above = min(self.rank[t.owner] for t in top)
        below = min((self.rank[t.owner] for t in rest), default=NEVER)
        lead = below == min(self.rank.values())
        price = self.prices.lead_beneath if lead else self.prices.beneath
        return price if below < above else 0


def cut_cost(
    hole: Hole,
    stories: Sequence[Shapes],
    cover: tuple[Tile, ...],
    prices: PagePrices = OURS,
    placed: Mapping[int, Place] = MappingProxyType({}),
) -> int:
    """The least penalty of cutting a cover; NEVER if it cannot be cut from edge to edge."""
    return min(NEVER, Cuts(hole, stories, prices, placed).least(frozenset(cover), 0, hole.columns))


def brute_force(
    hole: Hole,
    stories: Sequence[Shapes],
    filler: int,
    prices: PagePrices,
    places: Mapping[int, Place] = MappingProxyType({}),
) -> int:
    best = NEVER
    for cover in covers(hole, stories, filler):
        if not all(stands(one, places, hole) for one in cover):
            continue
        cost = sum(tile_cost(one, stories, hole, 0, prices) for one in cover)
        if all(one.owner < 0 for one in cover):
            cost = min(cost, NEVER - 1)  # however dear: what else should stand there
        if cost < best:
            best = min(best, cost + cut_cost(hole, stories, cover, prices, places))
    return best


def stands(one: Tile, places: Mapping[int, Place], hole: Hole, top: int = 0) -> bool:
    """Whether a tile is at its place, by its cells, in a hole that begins in row `top`."""
    place = places.get(one.owner)
    if place is None:
        return True
    columns = range(one.column, one.column + one.columns)
    row, foot = one.row - top, one.row - top + one.rows
    edges = {
        "top": row == 0,
        "foot": all(hole.floors[column] == foot for column in columns),
        "left": columns.start == 0,
        "right": columns.stop == hole.columns,
    }
    wanted = (place.column or columns.start + 1, place.row or row + 1)
    return wanted == (columns.start + 1, row + 1) and all(edges[e] for e in place.region.split())


@settings(max_examples=120)
@given(
    tiny_holes(),
    tiny_stories(),
    st.sampled_from([0, tile_page.SPARE]),
    st.one_of(st.just(OURS), drawn_prices(OURS, "pages")),
)
def test_no_tiling_is_cheaper(
    hole: Hole, stories: list[Shapes], spare: int, prices: PagePrices
) -> None:
    with patch.object(tile_page, "SPARE", spare):
        found = tiled(hole, stories, SMALL, prices)
    assert found.cost == brute_force(hole, stories, SMALL, prices)


# Places on the page ------------------------------------------------------------------------------


def some_places(count: int, columns: int, rows: int) -> st.SearchStrategy[dict[int, Place]]:
    """Places of some of the stories."""
    order = st.sampled_from([None, None, 1, 2, 3])
    place = st.one_of(
        st.builds(Place, order=order),
        st.builds(Place, region=st.sampled_from(REGIONS), order=order),
        st.builds(
            Place,
            st.none() | st.integers(1, columns),
            st.none() | st.integers(1, rows),
            st.just(""),
        ),
    )
    return st.dictionaries(st.integers(0, max(0, count - 1)), place, max_size=count)


def placed(
    hole: Hole,
    stories: Sequence[Shapes],
    places: Mapping[int, Place],
    filler: int = SMALL,
    prices: PagePrices = OURS,
) -> Tiling:
    """The tiling where stories have places, and fillers may be so small."""
    with patch.object(tile_page, "LEAST_FILLER", filler):
        return tile_placed.tile_placed(hole, stories, places, prices)


@settings(max_examples=200)
@given(
    tiny_holes(),
    tiny_stories(),
    st.sampled_from([0, tile_page.SPARE]),
    st.one_of(st.just(OURS), drawn_prices(OURS, "pages")),
    st.sampled_from([1, 500_000]),
    st.data(),
)
def test_no_tiling_with_places_is_cheaper(
    hole: Hole,
    stories: list[Shapes],
    spare: int,
    prices: PagePrices,
    at_once: int,
    data: st.DataObject,
) -> None:
    places = data.draw(some_places(len(stories), hole.columns, max(1, *hole.floors)))
    places = {number: place for number, place in places.items() if number < len(stories)}
    with patch.object(tile_page, "SPARE", spare), patch.object(tile_placed, "_AT_ONCE", at_once):
        found = placed(hole, stories, places, SMALL, prices)
    assert found.cost == brute_force(hole, stories, SMALL, prices, places)
    assert all(stands(one, places, hole, hole.top) for one in found.tiles)


@given(cut_pages(), st.data())
def test_what_was_cut_stands_again_at_its_places(page, data) -> None:
    """Stories that are told to stand where they stand in the cheapest tiling cost as much."""
    hole, stories = page
    free = tile(hole, stories)
    chosen = [one for one in free.tiles if one.owner >= 0 and data.draw(st.booleans())]
    places = {one.owner: Place(one.column + 1, one.row - hole.top + 1) for one in chosen}
    found = tile_placed.tile_placed(hole, stories, places, OURS)
    assert found.found and found.cost >= free.cost
    assert all(stands(one, places, hole, hole.top) for one in found.tiles)
    check(hole, stories, found, places)


@given(cut_pages(), st.data())
def test_a_place_that_is_anywhere_changes_no_cost(page, data) -> None:
    hole, stories = page
    anywhere = {n: Place() for n in range(len(stories)) if data.draw(st.booleans())}
    assert placed(hole, stories, anywhere, 7).cost == tile(hole, stories).cost


@settings(max_examples=40)
@given(cut_pages(), st.data())
def test_every_set_costs_what_its_tiling_does(page, data) -> None:
    hole, stories = page
    places = data.draw(some_places(len(stories), hole.columns, max(hole.floors)))
    items = [PageItem(one, place=places.get(number)) for number, one in enumerate(stories)]
    sets = data.draw(st.lists(st.integers(0, (1 << len(items)) - 1), max_size=4))
    asked = bytes(each in sets for each in range(1 << len(items)))
    most = tile_page.most_spread(OURS)
    found = tile_placed.set_costs(hole, items, OURS, tile_page.Asked(asked, most))
    for each in sets:
        here = [item for number, item in enumerate(items) if each >> number & 1]
        cost = tile_placed.tile_items(hole, here, OURS).cost
        cheapest = sum(min(item.shapes.costs.values()) for item in here)
        assert found[each] == cost or (cost > cheapest + most and found[each] == NEVER)


# What is found -----------------------------------------------------------------------------------


def check(
    hole: Hole,
    stories: Sequence[Shapes],
    found: Tiling,
    placed: Mapping[int, Place] = MappingProxyType({}),
) -> None:
    """Each cell covered once, each story in one of its shapes, the cost that of what is there."""
    cells = [
        (column, row)
        for one in found.tiles
        for column in range(one.column, one.column + one.columns)
        for row in range(one.row - hole.top, one.row - hole.top + one.rows)
    ]
    assert sorted(cells) == [(c, r) for c, floor in enumerate(hole.floors) for r in range(floor)]
    owners = [one.owner for one in found.tiles if one.owner >= 0]
    assert sorted(owners) == list(range(len(stories)))
    cost = sum(tile_cost(one, stories, hole, hole.top) for one in found.tiles)
    cover = tuple(replace(one, row=one.row - hole.top) for one in found.tiles)
    assert found.cost == cost + cut_cost(hole, stories, cover, placed=placed)


@given(tiny_holes(rows=40), tiny_stories(most=4, rows=40))
def test_cells_are_covered_once_and_the_cost_is_theirs(hole: Hole, stories: list[Shapes]) -> None:
    found = tiled(hole, stories)
    assert found.found == (found.cost < NEVER)
    if found.found:
        check(hole, stories, found)
    else:
        assert not found.tiles


@given(cut_pages())
def test_what_was_cut_can_be_tiled(page: tuple[Hole, list[Shapes]]) -> None:
    hole, stories = page
    found = tile(hole, stories)
    assert found.found
    check(hole, stories, found)
    assert found == tile(hole, stories)


@given(cut_pages(), st.integers(1, 3), st.integers(3, 30), st.integers(0, 60), st.data())
def test_another_shape_never_makes_it_worse(page, columns, rows, cost, data) -> None:
    hole, stories = page
    at = data.draw(st.integers(0, len(stories) - 1))
    old = stories[at]
    costs = {shape: group[0].cost for shape, group in old.settings.items()}
    costs[columns, rows] = min(cost, costs.get((columns, rows), cost))
    more = [*stories]
    more[at] = shapes(old.id, old.rank, costs)
    assert tile(hole, more).cost <= tile(hole, stories).cost


@given(tiny_holes(), tiny_stories(), st.integers(1, 6))
def test_smaller_fillers_never_make_it_worse(hole, stories, least) -> None:
    assert tiled(hole, stories, least).cost <= tiled(hole, stories, least + 1).cost


@given(cut_pages(), st.randoms(use_true_random=False))
def test_the_order_of_the_stories_does_not_matter(page, dice) -> None:
    hole, stories = page
    other = [*stories]
    dice.shuffle(other)
    assert tile(hole, other).cost == tile(hole, stories).cost


@given(cut_pages())
def test_the_best_story_touches_the_head_unless_that_is_paid_for(page) -> None:
    hole, stories = page
    found = tile(hole, stories)
    paid = found.cost - sum(tile_cost(one, stories, hole, hole.top) for one in found.tiles)
    assert paid >= 0
    assume(paid < OURS.lead_beneath)
    best = min(one.rank for one in stories)
    assert any(
        t.row == hole.top for t in found.tiles if t.owner >= 0 and stories[t.owner].rank == best
    )


@given(cut_pages(most=10))
def test_many_stories_are_tiled_as_well(page: tuple[Hole, list[Shapes]]) -> None:
    """The smallest of more than seven share rectangles: what is found is a tiling like any."""
    hole, stories = page
    found = tile(hole, stories)
    if found.found:
        check(hole, stories, found)
    assert found == tile(hole, stories)


def test_a_dozen_briefs_have_room_on_a_page() -> None:
    brief = {(1, rows): abs(rows - 10) for rows in range(8, 13)} | {(2, 6): 3}
    hole, stories = Hole(2, 3, (40, 40, 40)), [shapes(f"s{n}", 4, brief) for n in range(12)]
    found = tile(hole, stories)
    assert found.found
    check(hole, stories, found)


def test_a_rail_stands_as_high_as_its_best_story_asks() -> None:
    """Eight stories are one too many: the two smallest share a rectangle, of which one is best."""
    ranks, rows = (1, 4, 3, 3, 3, 3, 3, 3), (4, 4, 8, 8, 8, 8, 8, 8)
    stories = [
        shapes(f"s{n}", rank, {(1, deep): 0})
        for n, (rank, deep) in enumerate(zip(ranks, rows, strict=True))
    ]
    hole = Hole(2, 3, (sum(rows),))
    found = tile(hole, stories)
    check(hole, stories, found)
    assert found.cost == 0 and found.tiles[0].owner == 0


def test_a_hole_without_room_holds_nothing_but_nothing() -> None:
    shut = Hole(4, 3, (0, 0, 0))
    assert tile(shut, []) == Tiling((), 0)
    assert not tile(shut, [shapes("s", 1, {(1, 3): 0})]).found
