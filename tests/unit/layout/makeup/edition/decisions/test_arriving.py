"""Parts of stories that are to go on on a page: whether it has room for them is tried beforehand,
and what does not go together is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.editions.decided_stories import page, sheet, written
from support.editions.samples import GRID

from layout.makeup.edition.decisions.arriving import arriving
from layout.makeup.edition.decisions.page_wishes import PageWishes, Sheet
from layout.makeup.edition.decisions.refusal import (
    LENGTH,
    PAGE,
    PLACE,
    REST,
    ROOM,
    TURN,
    Refused,
    Wish,
)
from layout.makeup.edition.decisions.refused import Kept, kept_decisions
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.rectangles import middle_shapes, rest_shapes
from layout.story.decided import Decided, Decisions, Place, Rest

TALE = written("tale", 24, rank=1, pictures=1)
OTHER = written("other", 24, rank=2, pictures=1, jump=False)
ROWS = TALE.bodies[0].rows


def kept(*articles: Article, on: Sheet, **decided: Decided) -> Kept:
    return kept_decisions(articles, Decisions(decided), on)


def only(found: Kept) -> Refused:
    (one,) = found.refused
    return one


def pages(*low: int) -> Sheet:
    """Pages 3 and on, of so many rows."""
    return sheet(*(page(number, rows) for number, rows in enumerate(low, 3)))


def test_a_rest_is_any_that_may_be_left_after_what_stands_before() -> None:
    here = {one.number: one for one in pages(30, 90, 90).pages}
    found = arriving(TALE, (4,), 4, here, GRID)
    most = max(
        gone
        for gone in range(24, ROWS - 24)
        if rest_shapes(TALE, gone, GRID, 90).costs.keys() <= found.keys()
    )
    assert most < ROWS - 40  # no more has room on page 3
    middle = arriving(TALE, (4, 5), 4, here, GRID)
    assert {*middle} == {*middle_shapes(TALE, GRID, GRID.rows).costs}
    roomy = arriving(TALE, (4,), 4, {**here, 3: page(3)}, GRID)
    assert min(rows for _, rows in roomy) < min(rows for _, rows in found)


def test_a_page_that_has_no_room_for_any_rest_is_refused_alone() -> None:
    where = pages(40, 12, 90)
    one = only(found := kept(TALE, on=where, tale=Decided(turns=(4,), rest=Rest(columns=2))))
    wish = Wish("tale", TURN)
    assert (one.wish, one.together, one.page) == (wish, (wish,), 4)
    assert [fact.key for fact in one.facts] == [ROOM, LENGTH]
    assert found.decisions.of("tale") == Decided(rest=Rest(columns=2))
    assert kept(TALE, on=where, tale=Decided(turns=(5,))).refused == ()


def test_a_page_that_others_need_has_no_room_for_a_rest_beside_them() -> None:
    given = Decided((4,), jump=False)
    where = pages(40, 60, 90)
    one = only(kept(TALE, OTHER, on=where, tale=Decided(turns=(4,)), other=given))
    assert one.wish == Wish("tale", TURN)  # a page goes before how a story goes on
    assert one.together == (Wish("other", PAGE), Wish("tale", TURN)) or PAGE in {
        wish.key for wish in one.together
    }
    costs = {change.wish for change in one.changes}
    assert costs == {*one.together}
    assert kept(TALE, on=where, tale=Decided(turns=(4,))).refused == ()


@pytest.mark.parametrize("rest", [Rest(columns=9), Rest(Place(column=5), 2)])
def test_a_rest_that_no_page_can_have_so_is_refused_and_goes_on_all_the_same(rest: Rest) -> None:
    one = only(found := kept(TALE, on=pages(60, 90), tale=Decided(turns=(4,), rest=rest)))
    assert one.together == (Wish("tale", TURN), Wish("tale", REST))
    assert found.decisions.of("tale") == Decided(turns=(4,))
    assert bool([fact for fact in one.facts if fact.key == ROOM]) is (rest.columns == 9)


def test_two_that_are_to_have_one_place() -> None:
    spot = Place(region="top left")
    given = Decided((4,), place=spot)
    tale = Decided(turns=(4,), rest=Rest(spot, 2))
    one = only(kept(TALE, OTHER, on=pages(60, 90), tale=tale, other=given))
    assert one.wish == Wish("tale", REST) and Wish("other", PLACE) in one.together


def test_nothing_is_given_up_for_a_part_that_has_no_room_on_a_later_page() -> None:
    """Beside the middle part on page 4 another story has no room as it was decided; the rest has
    none on page 5, so that there is no middle part."""
    spot = Decided((4,), place=Place(region="top"))
    where, tale = pages(60, 90, 8), Decided(turns=(4, 5))
    one = only(kept(TALE, OTHER, on=where, tale=tale, other=spot))
    assert (one.wish, one.page) == (Wish("tale", TURN), 5)
    roomy = replace(where, pages=(*where.pages[:2], page(5)))
    wishes = PageWishes(
        [OTHER], {"tale": tale, "other": spot}, roomy.pages[1], roomy, {"tale": TALE}
    )
    assert wishes.arriving == ("tale",) and Wish("tale", REST) not in wishes.all
