"""What stories cost on a page at least, and what its parts may cost."""

from __future__ import annotations

import numpy as np

from layout.makeup.edition.shapes.setting import NEVER
from layout.makeup.edition.tiling.cell_prices import cell_prices
from slots.prices_of_taste import OUR_PRICES

HOUSE_AD_CELL = OUR_PRICES.pages.house_ad_cell


def stories(*shapes: dict[tuple[int, int], int]) -> np.ndarray:
    """The costs of stories by columns and rows."""
    found = np.full((len(shapes), 3, 11), NEVER, dtype=np.int16)
    for story, costs in zip(found, shapes, strict=True):
        for (columns, rows), cost in costs.items():
            story[columns, rows] = cost
    return found


def test_stories_cost_more_where_their_best_shapes_do_not_fill_the_page() -> None:
    """Both at their best have 10 cells of 20 and cost nothing: each cell more costs ten points."""
    each = {(1, 5): 0, (1, 10): 50}
    found = cell_prices(stories(each, each), 20, HOUSE_AD_CELL)
    assert found.least[0b11] > 0
    assert found.least[0b11] <= 100, "what both cost that fill it"


def test_a_part_may_cost_what_the_rest_of_the_page_leaves_to_it() -> None:
    one, other = {(1, 10): 30}, {(1, 10): 70}
    found = cell_prices(stories(one, other), 20, HOUSE_AD_CELL)
    assert found.least[0b11] == 100
    limits = found.limits(np.array([-1, -1, -1, 120]))
    most = limits.of(np.array([0b01, 0b10, 0b11]), np.array([[10, 20]]))
    assert most[0, 0, 0] == 50, "the other takes 70 of 120"
    assert most[1, 0, 0] == 90
    assert most[2, 0, 1] == 120


def test_a_set_that_nobody_asks_for_may_cost_nothing() -> None:
    found = cell_prices(stories({(1, 10): 30}, {(1, 10): 70}), 20, HOUSE_AD_CELL)
    limits = found.limits(np.array([-1, 200, -1, -1]))
    most = limits.of(np.array([0b10, 0b11]), np.array([[10]]))
    assert (most < 0).all()
