"""Items of the pages of a section: whole stories, the parts of those that jump, the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layout.makeup.edition.shapes.news_hole import AIR, Hole
from layout.makeup.edition.shapes.setting import Setting, Shape, Shapes, shapes_from
from layout.makeup.type.index import entries_across, index_rows
from layout.page.grid import Grid
from layout.story.decided import HouseAdDecided, Place, Rest
from slots.prices_of_taste import PagePrices, StoryPrices, by_rank

INDEX = "index"
"""The id of the index; no story's slug is that of an item without a story."""
_HOUSE = ">"
"""The ids of house ads that are decided begin so: no slug has any."""
_HOUSE_ROWS = range(14, 45)
"""How deep such a house ad is, where that is not decided."""
_RANK = 6  # below all stories
_RAIL_HELD = 2
NOWHERE = frozenset({0})
"""The pages of an item that may begin on none: no page has this number."""
_TURN = ">"
"""Each turn to another page adds one to the name of a story; no slug has any."""
_STRETCH = 1  # rows of air it may have more than it needs


@dataclass(frozen=True, slots=True, eq=False)
class PageItem:
    """A story, or something like it, as pages see it: its shapes, its tags, the `pages` on which it
    may begin where it is bound to some (none: on any), and those on which it would `rather`. Pages
    that were `given` to it are more than what is left to it: others give way to it there. One with
    `turns` stands in parts, those after its first on these pages alone, one on each, the last of
    them where its `rest` says."""

    shapes: Shapes
    tags: frozenset[str] = frozenset()
    pages: frozenset[int] = frozenset()
    rather: frozenset[int] = frozenset()
    given: bool = False
    turns: frozenset[int] = frozenset()
    place: Place | None = None
    rest: Rest | None = None

    @property
    def id(self) -> str:
        """As its shapes."""
        return self.shapes.id

    @property
    def rank(self) -> int:
        """As its shapes."""
        return self.shapes.rank

    @property
    def page(self) -> int:
        """The one page it may begin on; 0 where it has a choice."""
        return next(iter(self.pages)) if len(self.pages) == 1 else 0

    def may_begin(self, page: int) -> bool:
        """Whether it may begin on a page, as far as it is bound."""
        return not self.pages or page in self.pages

    def may_turn(self, page: int) -> bool:
        """Whether a part of it after its first may stand on a page, as far as they are bound."""
        return not self.turns or page in self.turns

    def turn(self, number: int) -> frozenset[int]:
        """The page of its part of a number, from 1, as far as that is bound (none: any)."""
        return frozenset(sorted(self.turns)[number - 1 : number])

    def most_in(self, hole: Hole) -> int:
        """The cells of its largest rectangle that a hole has room for; 0 where it fits none."""
        deepest = dict(enumerate(hole.deepest, 1))
        return max(
            (cols * rows for cols, rows in self.shapes.costs if rows <= deepest.get(cols, 0)),
            default=0,
        )


def places_of(items: Sequence[PageItem]) -> tuple[tuple[int, Place], ...]:
    """The places of those items that have one, by their numbers."""
    return tuple((number, item.place) for number, item in enumerate(items) if item.place)


def turned_id(story: str, number: int = 1) -> str:
    """What a part of a story after its first is called: the second, if no number is said."""
    return story + _TURN * number


def rail_name(kind: str, flock: str, number: int) -> str:
    """What stories that stand under one head are called together: no story's slug has a slash."""
    return f"{kind}/{flock}/{number}"


def is_rail(name: str) -> bool:
    """Whether an item of this name is several stories under one head."""
    return "/" in name


def held_cost(name: str, rank: int, prices: StoryPrices) -> int:
    """What it costs that an item of this name and rank is held over: many small stories under one
    head as much as a second story."""
    return by_rank(prices.held_over, _RAIL_HELD if is_rail(name) else rank)


def story_of(name: str) -> str:
    """The slug of the story that an item of this name is, or is a part of."""
    return name.rstrip(_TURN)


def part_of(name: str) -> int:
    """Which part of its story an item of this name is: 0 for a whole story, or a first part."""
    return len(name) - len(story_of(name))


def index_item(sections: int, grid: Grid, prices: PagePrices) -> PageItem | None:
    """The index of n sections, bound to page one; None where there is nothing to list."""
    if not sections:
        return None
    settings: dict[Shape, tuple[Setting, ...]] = {}
    for columns in range(1, len(grid.columns) + 1):
        if sections % entries_across(sections, columns):
            continue  # a row of entries would not be full
        rows = AIR + index_rows(sections, columns) - 1
        for more in range(_STRETCH + 1):
            cost = prices.index_air * more + prices.index_wider * (columns - 1)
            setting = Setting(columns, rows + more, cost)
            settings[columns, rows + more] = (setting,)
    shapes = shapes_from(INDEX, f"index of {sections}", _RANK, settings)
    return PageItem(shapes, pages=frozenset({1}), given=True)


def house_ad_item(name: str, decided: HouseAdDecided, grid: Grid, prices: PagePrices) -> PageItem:
    """A house ad that is decided, bound to its page. Its cells cost as those of others, and it
    costs nothing that it is there; one that is wider than the page has no shape."""
    most = len(grid.columns)
    columns = decided.wide(most)
    depths = (decided.rows,) if decided.rows else _HOUSE_ROWS
    settings: dict[Shape, tuple[Setting, ...]] = {
        (columns, rows): (Setting(columns, rows, prices.house_ad_cell * columns * rows),)
        for rows in depths
        if columns <= most and rows <= grid.rows
    }
    shapes = shapes_from(house_ad_id(name), f"house ad {name} {decided.looks}", _RANK, settings)
    return PageItem(shapes, pages=frozenset({decided.page}), given=True, place=decided.place)


def house_ad_id(name: str) -> str:
    """What an item is called that is a house ad of this name."""
    return f"{_HOUSE}{name}"


def house_ad_of(item: str) -> str:
    """The name of the house ad that an item of this name is; "" for all others."""
    return item.removeprefix(_HOUSE) if item.startswith(_HOUSE) else ""
