"""Index item: the index as it is placed on page one, in all its widths."""

from __future__ import annotations

from layout.makeup.edition.shapes.item import PageItem
from layout.makeup.edition.shapes.news_hole import AIR
from layout.makeup.edition.shapes.setting import Setting, Shape, shapes_from
from layout.makeup.type.index import entries_across, index_rows
from layout.page.grid import Grid
from slots.prices_of_taste import PagePrices

INDEX = "index"
"""The id of its item; no story's slug is that of an item without a story."""
_RANK = 6  # below all stories
_STRETCH = 1  # rows of air it may have more than it needs


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
    return PageItem(shapes_from(INDEX, f"index of {sections}", _RANK, settings), page=1)
