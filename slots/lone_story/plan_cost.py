"""Objective of a plan, the cost to minimise: white first, then wishes.

    white    an empty cell between story and items, one of the open foot, a row by which a page's
             worst leg is a stub: times the price of white, which outweighs all wishes together
    legs     a row too short or too long (worst leg of a page), a leg too many
    piled    an ad that stands on another ad
    growth   a row of body that copyfitting must add
    squared  a row between deepest and least deep ad
    order    two ads, or two modules, the wrong way round
    side     a column away from the side wanted, by the item's value
    module   a row below the top of its page, or a column left of the right edge
    stretch  a row a module is stretched by, and a row of the most stretched one
    late     a page further back

What each of them costs is set in `slots.prices_of_taste` (`AlonePrices`). This file counts the cost
of a finished plan; `slots.lone_story.program` states the same as sums to minimise, and the two
must agree (an assert and a property test see to it).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import NamedTuple

from slots.lone_story.items import PageSpace, StackItem, StoryCopy
from slots.lone_story.page_plan import PagePlan, StackedItem, StoryArea
from slots.prices_of_taste import OUR_PRICES, AlonePrices

_WHITE = 10_000
"""What a unit of white weighs for each item, at our prices: more than all wishes of any plan, so
that the sum is as good as a lexicographic order."""


def price_of_white(items: tuple[StackItem, ...], prices: AlonePrices) -> int:
    """What one unit of white weighs against wishes. It grows with the number of items, whose
    wishes it must outweigh, and with the prices of these, but never with their shapes."""
    ours = OUR_PRICES.alone
    dearer: int = max(
        -(-getattr(prices, one.name) // max(1, getattr(ours, one.name))) for one in fields(prices)
    )
    return _WHITE * (1 + len(items)) * max(1, dearer)


def side_price(item: StackItem, items: tuple[StackItem, ...], prices: AlonePrices) -> int:
    """The cost of a column between an item and the side it wants: 1 to `off_side`, by its value."""
    dearest = max(1, *(other.value for other in items), item.value)
    return 1 + (prices.off_side - 1) * item.value // dearest


def wanted_side(item: StackItem, page: PageSpace) -> str:
    """ "left", "right" or "any" for an item on this page."""
    if item.side == "outside":
        return page.outside
    if item.side == "inside":
        return "left" if page.outside == "right" else "right"
    return item.side


def place_cost(
    item: StackItem, page: PageSpace, column: int, columns: int, price: int, prices: AlonePrices
) -> int:
    """The cost of a column: side wanted (`price` is the item's side_price), modules to the
    right."""
    right = page.columns - column - columns
    away = {"left": column, "right": right, "any": 0}[wanted_side(item, page)]
    free = (item.kind, item.side) == ("module", "any")
    return price * away + (right * prices.module_left if free else 0)


def legs_cost(shortest: int, longest: int, legs: int, prices: AlonePrices) -> int:
    """The cost of a page's legs: too short, too long, too many."""
    short = prices.short_leg * max(0, prices.short_below - shortest)
    long = prices.long_leg * max(0, longest - prices.long_from)
    return short + long + prices.many_legs * max(0, legs - prices.most_legs)


def cost(copy: StoryCopy, items: tuple[StackItem, ...], pages: tuple[PagePlan, ...]) -> int:
    """What a plan costs; every one of `items` stands on one of the pages."""
    prices = copy.prices
    white = sum(prices.hole * page.holes + prices.open_foot * page.open_foot for page in pages)
    white += sum(prices.stub * _stub(page.story, prices) for page in pages if page.story)
    legs = sum(_story_cost(page.story, prices) for page in pages if page.story)
    wishes = legs + prices.growth * growth(copy, pages) + _items_cost(items, pages, prices)
    return white * price_of_white(items, prices) + wishes


def growth(copy: StoryCopy, pages: tuple[PagePlan, ...]) -> int:
    """Rows that copyfitting must add to the body so that it fills its level legs."""
    stories = [page.story for page in pages if page.story]
    poured = sum(story.capacity for story in stories[:-1])
    last = stories[-1]
    return max(0, last.capacity - (last.columns - 1) - (copy.rows - poured))


def _stub(story: StoryArea, prices: AlonePrices) -> int:
    """The rows that the worst leg lacks of the fewest that a leg may decently have."""
    return max(0, prices.stub_below - min(leg.rows for leg in story.legs))


def _story_cost(story: StoryArea, prices: AlonePrices) -> int:
    depths = [leg.rows for leg in story.legs]
    return legs_cost(min(depths), max(depths), story.columns, prices)


def _items_cost(
    items: tuple[StackItem, ...], pages: tuple[PagePlan, ...], prices: AlonePrices
) -> int:
    found = {
        placed.id: (late, page, placed) for late, page in enumerate(pages) for placed in page.items
    }
    places = [found[item.id] for item in items]
    sides = [side_price(item, items, prices) for item in items]
    single = sum(
        place_cost(item, page.space, placed.column, placed.columns, side, prices)
        + late * prices.later
        + _own_cost(placed, page, prices)
        for item, side, (late, page, placed) in zip(items, sides, places, strict=True)
    )
    placed = [place[2] for place in places]
    keys = [_InReadingOrder(one.kind, reading_key(one, late)) for late, _, one in places]
    return single + _group_cost(placed, prices) + prices.wrong_order * _inversions(keys)


def _own_cost(placed: StackedItem, page: PagePlan, prices: AlonePrices) -> int:
    """The cost of how an ad, or a module, stands."""
    if placed.kind == "ad":
        return prices.piled if placed.bottom < page.foot else 0
    down = placed.row - page.space.first_row
    return prices.module_down * down + prices.stretch * placed.stretch


def _group_cost(placed: list[StackedItem], prices: AlonePrices) -> int:
    depths = [one.rows for one in placed if one.kind == "ad"]
    stretches = [one.stretch for one in placed if one.kind == "module"]
    squared = max(depths) - min(depths) if depths else 0
    return prices.uneven_ads * squared + prices.most_stretched * max(stretches, default=0)


def reading_key(placed: StackedItem, page: int) -> tuple[int, int, int]:
    """The key of reading order: page by page, ads along the foot, modules from the top down."""
    if placed.kind == "ad":
        return page, placed.column, placed.row
    return page, placed.row, placed.column


class _InReadingOrder(NamedTuple):
    """A kind of item, and the place of one in reading order."""

    kind: str
    key: tuple[int, int, int]


def _inversions(keys: Sequence[_InReadingOrder]) -> int:
    return sum(
        one.kind == other.kind and one.key > other.key
        for index, one in enumerate(keys)
        for other in keys[index + 1 :]
    )
