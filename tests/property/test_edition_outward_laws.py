"""Laws of turning leads outwards: nothing but sides changes."""

from hypothesis import given
from hypothesis import strategies as st
from support.editions.samples import tiny_holes, tiny_stories

from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.shapes.item import PageItem
from layout.makeup.edition.tiling.tile_page import tile
from layout.makeup.edition.tiling.tiled_page import TiledPage, outward
from slots.prices_of_taste import OUR_PRICES


def _cells(tiles):
    return sorted(
        (column, row)
        for one in tiles
        for column in range(one.column, one.column + one.columns)
        for row in range(one.row, one.row + one.rows)
    )


@given(st.data())
def test_the_same_cells_are_covered_by_the_same_rectangles(data):
    hole = data.draw(tiny_holes())
    shapes = data.draw(tiny_stories())
    tiling = tile(hole, shapes, OUR_PRICES.pages)
    one = TiledPage(SectionPage(hole, ""), tuple(PageItem(each) for each in shapes), tiling)
    turned = outward(one)
    before, after = tiling.tiles, turned.tiling.tiles
    assert _cells(before) == _cells(after)
    assert sorted((t.owner, t.row, t.columns, t.rows) for t in before) == sorted(
        (t.owner, t.row, t.columns, t.rows) for t in after
    )
    assert outward(turned).tiling.tiles == after
