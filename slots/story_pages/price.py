"""What a plan costs: white first, then wishes. The fewer the better.

    white    an empty cell between story and items       10   times the price of white, which
             an empty cell of the open foot               1   outweighs all wishes together
             a row a page's worst leg is short of 5     100   (a stub of text looks like a slip)
    legs     a row short of 12, or over 60               25, 10   (worst leg of a page)
             a leg more than six                        100
    piled    an ad that stands on another ad            100
    growth   a row of body that copyfitting must add      1
    squared  a row between deepest and least deep ad      8
    order    two ads, or two modules, the wrong way round  30
    side     a column away from the side wanted        1..20   by the item's value
    module   a row below the top of its page, or a        1, 2
             column left of the right edge
    stretch  a row a module is stretched by, and a row    2, 4
             of the most stretched one
    late     a page further back                         50

This file counts the cost of a finished plan; `slots.story_pages.program` states the same as sums to
minimise, and the two must agree (an assert and a property test see to it).
"""

from __future__ import annotations

from collections.abc import Sequence

from slots.story_pages.items import Copy, PageSpace, StackItem
from slots.story_pages.page_plan import PagePlan, StackedItem, StoryArea

HOLE, OPEN_FOOT = 10, 1
STUB, FEWEST_ROWS = 100, 5
SHORTEST_LEG, LONGEST_LEG, _MOST_LEGS = 12, 60, 6
SHORT_LEG, LONG_LEG, _TOO_MANY_LEGS = 25, 10, 100
GROWTH = 1
UNSQUARED = 8
PILED = 100
WRONG_ORDER = 30
MODULE_DOWN, _MODULE_LEFT = 1, 2
STRETCH, MOST_STRETCHED = 2, 4
_LATE = 50
_DEAREST_SIDE = 20


def price_of_white(items: tuple[StackItem, ...]) -> int:
    """What one unit of white weighs against wishes. It grows with the number of items, whose
    wishes it must outweigh, and never with their shapes."""
    return 10_000 * (1 + len(items))


def side_price(item: StackItem, items: tuple[StackItem, ...]) -> int:
    """The cost of a column between an item and the side it wants: 1 to 20, by its value."""
    dearest = max(1, *(other.value for other in items), item.value)
    return 1 + (_DEAREST_SIDE - 1) * item.value // dearest


def wanted_side(item: StackItem, page: PageSpace) -> str:
    """ "left", "right" or "any" for an item on this page."""
    if item.side == "outside":
        return page.outside
    if item.side == "inside":
        return "left" if page.outside == "right" else "right"
    return item.side


def place_cost(
    item: StackItem, price: int, page: PageSpace, late: int, column: int, columns: int
) -> int:
    """The cost of page and column: side wanted, modules to the right, early pages.

    `late` counts the pages before this one, `price` is the item's side_price.
    """
    right = page.columns - column - columns
    away = {"left": column, "right": right, "any": 0}[wanted_side(item, page)]
    modules_right = right * _MODULE_LEFT if (item.kind, item.side) == ("module", "any") else 0
    return price * away + modules_right + late * _LATE


def legs_cost(shortest: int, longest: int, legs: int) -> int:
    """The cost of a page's legs: too short, too long, too many."""
    short = SHORT_LEG * max(0, SHORTEST_LEG - shortest)
    long = LONG_LEG * max(0, longest - LONGEST_LEG)
    return short + long + _TOO_MANY_LEGS * max(0, legs - _MOST_LEGS)


def cost(copy: Copy, items: tuple[StackItem, ...], pages: tuple[PagePlan, ...]) -> int:
    """What a plan costs; every one of `items` stands on one of the pages."""
    white = sum(HOLE * page.holes + OPEN_FOOT * page.open_foot for page in pages)
    white += sum(STUB * _stub(page.story) for page in pages if page.story)
    legs = sum(_story_cost(page.story) for page in pages if page.story)
    wishes = legs + GROWTH * growth(copy, pages) + _items_cost(items, pages)
    return white * price_of_white(items) + wishes


def growth(copy: Copy, pages: tuple[PagePlan, ...]) -> int:
    """Rows that copyfitting must add to the body so that it fills its level legs."""
    stories = [page.story for page in pages if page.story]
    poured = sum(story.capacity for story in stories[:-1])
    last = stories[-1]
    return max(0, last.capacity - (last.columns - 1) - (copy.rows - poured))


def _stub(story: StoryArea) -> int:
    """By how many rows the worst leg is shorter than a leg may decently be."""
    return max(0, FEWEST_ROWS - min(leg.rows for leg in story.legs))


def _story_cost(story: StoryArea) -> int:
    depths = [leg.rows for leg in story.legs]
    return legs_cost(min(depths), max(depths), story.columns)


def _items_cost(items: tuple[StackItem, ...], pages: tuple[PagePlan, ...]) -> int:
    found = {
        placed.id: (late, page, placed) for late, page in enumerate(pages) for placed in page.items
    }
    places = [found[item.id] for item in items]
    single = sum(
        place_cost(item, side_price(item, items), page.space, late, placed.column, placed.columns)
        + (_module_cost(placed, page.space) if item.kind == "module" else _ad_cost(placed, page))
        for item, (late, page, placed) in zip(items, places, strict=True)
    )
    placed = [place[2] for place in places]
    keys = [(one.kind, reading_key(one, late)) for late, _, one in places]
    return single + _group_cost(placed) + WRONG_ORDER * _inversions(keys)


def _ad_cost(placed: StackedItem, page: PagePlan) -> int:
    return PILED if placed.bottom < page.foot else 0


def _module_cost(placed: StackedItem, page: PageSpace) -> int:
    return MODULE_DOWN * (placed.row - page.first_row) + STRETCH * placed.stretch


def _group_cost(placed: list[StackedItem]) -> int:
    depths = [one.rows for one in placed if one.kind == "ad"]
    stretches = [one.stretch for one in placed if one.kind == "module"]
    squared = max(depths) - min(depths) if depths else 0
    return UNSQUARED * squared + MOST_STRETCHED * max(stretches, default=0)


def reading_key(placed: StackedItem, page: int) -> tuple[int, int, int]:
    """The order in which one comes upon items: ads along the foot, modules from the top down."""
    if placed.kind == "ad":
        return page, placed.column, placed.row
    return page, placed.row, placed.column


def _inversions(keys: Sequence[tuple[str, tuple[int, int, int]]]) -> int:
    return sum(
        one[0] == other[0] and one[1] > other[1]
        for index, one in enumerate(keys)
        for other in keys[index + 1 :]
    )
