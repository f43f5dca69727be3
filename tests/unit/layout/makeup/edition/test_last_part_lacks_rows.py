"""Stories of which legs hold fewer rows than was counted on: their last part tells how many."""

from __future__ import annotations

from support.editions.samples import GRID, MOST, setter

from layout.makeup.edition.assign.parts import StoryParts
from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.choose_settings import Finisher
from layout.makeup.edition.shapes.article import Article, Beside, article_of
from layout.makeup.edition.shapes.item import PageItem
from layout.makeup.edition.shapes.news_hole import Hole
from layout.makeup.edition.shapes.setting import Shape, Shapes
from layout.makeup.edition.tiling.section_layout import Tile, Tiling, TornShape
from layout.makeup.edition.tiling.tiled_page import TiledPage
from layout.story.as_written import Story
from layout.story.block import Crosshead, Listing
from layout.story.run import plain
from slots.prices_of_taste import OUR_PRICES


def lists() -> Article:
    """Crossheads over short lists: a leg seldom ends where it may, and nothing in it gives."""
    items = tuple(plain(name) for name in ("Quay and mole", "Sea wall", "Crane", "Old slip"))
    body = [
        block
        for number in range(48)
        for block in (Crosshead(plain(f"What of pier {number}?")), Listing(items[: 1 + number % 3]))
    ]
    story = Story("quay", plain("Quay in lists"), tuple(body), rank=2, jump=True, cut=0)
    return article_of(story, "lists", Beside(), GRID, setter())


def page(number: int, shapes: Shapes, shape: Shape) -> TiledPage:
    """A page on which nothing else stands."""
    columns, rows = shape
    hole = Hole(number, 0, (rows,) * columns)
    tiling = Tiling((Tile(0, 0, 0, columns, rows),), shapes.costs[shape])
    return TiledPage(SectionPage(hole, "News"), (PageItem(shapes),), tiling)


def torn(parts: StoryParts, article: Article, first: Shape, last: Shape) -> tuple[TornShape, ...]:
    """What is found out about a story when its last part is poured."""
    finisher = Finisher({article.story.slug: article}, OUR_PRICES)
    long = parts.long(article.story.slug)
    assert long
    begun = parts.begun(long, 150)
    gone = begun.settings[first][0].body
    finisher.page(page(1, begun, first))
    return finisher.page(page(2, parts.rest(article.story.slug, 1, gone), last)).torn


def test_it_says_how_many_rows_no_leg_has_and_with_these_it_fits() -> None:
    article = lists()
    parts = StoryParts([article], GRID, MOST, OUR_PRICES.jumps)
    long = parts.long(article.story.slug)
    assert long
    begun = parts.begun(long, 150)
    lacking: dict[tuple[Shape, Shape], TornShape] = {}
    for first in [shape for shape in begun.costs if shape[0] in (3, 4, 5)][:12]:
        rest = parts.rest(article.story.slug, 1, begun.settings[first][0].body)
        for last in [shape for shape in rest.costs if shape[0] == 2]:
            for one in torn(parts, article, first, last):
                if one.missing:
                    lacking[first, last] = one
    assert lacking, "legs hold all that was counted on"
    assert all(one.id == "quay>" and one.cost > 0 for one in lacking.values())
    (first, last), one = max(lacking.items(), key=lambda item: item[1].missing)
    parts.lengthen(one.id, one.missing)
    gone = begun.settings[first][0].body
    deeper = parts.rest(article.story.slug, 1, gone)
    fits = [shape for shape in deeper.costs if shape[0] == last[0]]
    assert any(not torn(parts, article, first, shape) for shape in fits)
