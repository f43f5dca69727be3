"""Laws of turning leads outwards: nothing but sides changes."""

from hypothesis import given
from hypothesis import strategies as st
from support.editions.samples import tiny_holes, tiny_stories

from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.shapes.item import PageItem
from layout.makeup.edition.tiling.tile_page import tile
from layout.makeup.edition.tiling.tiled_page import TiledPage, outward
from layout.story.decided import Place
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


@given(st.data())
def test_what_has_its_place_stays_there(data):
    hole = data.draw(tiny_holes())
    shapes = data.draw(tiny_stories())
    tiling = tile(hole, shapes, OUR_PRICES.pages)
    owners = {one.owner: one for one in tiling.tiles if one.owner >= 0}
    placed = data.draw(st.sets(st.sampled_from([*owners])) if owners else st.just(set()))
    items = tuple(
        PageItem(each, place=Place(owners[n].column + 1) if n in placed else None)
        for n, each in enumerate(shapes)
    )
    turned = outward(TiledPage(SectionPage(hole, ""), items, tiling)).tiling.tiles
    after = {one.owner: one for one in turned}
    assert all(after[owner] == owners[owner] for owner in placed)
