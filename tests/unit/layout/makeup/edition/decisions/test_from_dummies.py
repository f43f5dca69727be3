"""Dummies turned into decisions: who takes a region, with what place and form; what is decided
elsewhere goes first, and what takes no region is as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.editions.decided_stories import formed, page, sheet, written
from support.editions.samples import GRID

from layout.makeup.edition.decisions.from_dummies import Filled, FromDummies, from_dummies
from layout.makeup.edition.decisions.page_wishes import Sheet
from layout.makeup.edition.decisions.refused import kept_decisions
from layout.makeup.edition.gathered_article import gathered_article
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import index_item
from layout.story.decided import (
    Decided,
    Decisions,
    Dummy,
    DummyRegion,
    Form,
    PageDecided,
    Place,
    Takes,
)
from slots.prices_of_taste import OUR_PRICES

FIRST = written("first", 14, rank=1, pictures=1)
AFTER = written("after", 12, rank=2, pictures=1)
THIRD = written("third", 8, rank=3)
FOURTH = written("fourth", 5, rank=4)
ALL = (FOURTH, THIRD, AFTER, FIRST)
RAIL = gathered_article(
    "brief/News/0", "In brief", [written(f"b{n}", 1, rank=4, kind="brief") for n in range(3)], GRID
)
TOP = Place(1, region="top")


def region(name: str, takes: Takes, first: int, last: int, at: str = "top", **form) -> DummyRegion:
    """A region of some columns, at an edge."""
    return DummyRegion(name, takes, Place(first, region=at), Form(last - first + 1, **form))


TWO = (region("lead", "lead", 1, 3), region("second", "second", 4, 5))


def filled(
    *articles: Article,
    regions: tuple[DummyRegion, ...] = TWO,
    pages: dict[int, PageDecided] | None = None,
    on: Sheet | None = None,
    columns: int = 5,
    **decided: Decided,
) -> FromDummies:
    """What a dummy of these regions decides: on page 3 if nothing else is said."""
    dummies = {"quay": Dummy("quay", "", columns, regions)}
    given = pages or {3: PageDecided(dummy="quay")}
    decisions = Decisions(decided, given, dummies=dummies)
    return from_dummies(articles, decisions, on or sheet(page(3), page(4)))


def taken(found: FromDummies) -> dict[str, str]:
    """Who takes the regions of the one page with a dummy."""
    (one,) = found.filled
    return dict(one.taken)


def test_the_best_takes_the_lead_and_those_below_the_leads_of_other_pages_the_rest() -> None:
    found = filled(*ALL)
    assert found.filled == (Filled(3, "quay", {"lead": "first", "second": "third"}, {}),)
    assert found.decisions.of("first") == Decided((3,), lead=True, form=Form(3), place=TOP)
    second = Decided((3,), form=Form(2), place=Place(4, region="top"))
    assert found.decisions.of("third") == second
    assert found.decisions.pages[3].stories == ("first", "third")
    named = {article.story.slug: article for article in found.articles}
    assert [article.story.slug for article in found.articles] == [a.story.slug for a in ALL]
    assert named["first"].form == Form(3) and named["first"].key != FIRST.key
    assert named["after"] is AFTER and named["fourth"] is FOURTH


def test_a_later_page_leaves_the_pages_before_it_their_leads() -> None:
    assert taken(filled(*ALL, pages={4: PageDecided(dummy="quay")}))["lead"] == "after"
    led = {3: PageDecided(("fourth",)), 4: PageDecided(dummy="quay")}
    found = filled(*ALL, pages=led, fourth=Decided((3,), lead=True))
    assert taken(found)["lead"] == "first"


def test_a_story_that_was_named_takes_its_region() -> None:
    named = PageDecided(("third",), dummy="quay", regions={"lead": "third"})
    found = filled(*ALL, pages={3: named}, third=Decided((3,)))
    assert taken(found)["lead"] == "third" and found.decisions.of("third").lead
    (third,) = (one for one in found.articles if one.story.slug == "third")
    assert third.story.rank == 2  # it leads, so it is one that may


def test_a_lead_and_stories_that_the_page_was_given_come_first() -> None:
    given = PageDecided(("fourth", "third"), dummy="quay")
    found = filled(*ALL, pages={3: given}, fourth=Decided((3,), lead=True), third=Decided((3,)))
    assert taken(found) == {"lead": "fourth", "second": "third"}
    ranks = {one.story.slug: one.story.rank for one in found.articles}
    assert ranks["fourth"] == 2 and ranks["third"] == 3


def test_what_is_decided_of_a_story_itself_goes_before_its_region() -> None:
    wide = formed(FIRST, columns=2)
    own = Decided((3,), form=Form(2))
    found = filled(wide, THIRD, pages={3: PageDecided(("first",), dummy="quay")}, first=own)
    assert found.decisions.of("first") == replace(own, lead=True, place=TOP)
    placed = filled(FIRST, first=Decided((3,), place=Place(2)))
    assert taken(placed) == {}  # it has a place already


def test_a_story_that_is_decided_on_elsewhere_takes_none() -> None:
    found = filled(FIRST, THIRD, first=Decided((4,)))
    assert found.decisions.of("first") == Decided((4,))
    assert taken(found)["lead"] == "third"


def test_stories_of_other_sections_and_such_as_are_kept_away_take_none() -> None:
    sport = written("sport", 14, rank=1, section="Sport")
    away = written("away", 14, rank=1, tags=("fire",))
    where = sheet(page(3, away=frozenset({"fire"})), page(4), page(5, section="Sport"))
    assert taken(filled(sport, away, THIRD, on=where)) == {"lead": "third"}


@pytest.mark.parametrize(
    ("takes", "slug"), [("briefs", RAIL.story.slug), ("picture", "first"), ("story", "first")]
)
def test_a_region_takes_what_it_is_for(takes: Takes, slug: str) -> None:
    only = (region("one", takes, 1, 2),)
    stories = (RAIL, FIRST, written("best", 40, rank=1, jump=False))  # too long for its columns
    found = filled(*stories, regions=only, on=sheet(page(3)))
    assert taken(found) == {"one": slug}
    assert not found.decisions.of(slug).lead


def test_nothing_is_left_of_what_was_tried_in_vain() -> None:
    long = written("long", 40, rank=1, jump=False)
    found = filled(long, regions=(region("one", "story", 5, 5),), on=sheet(page(3, 20)))
    assert found.articles == (long,) and found.decisions.stories == {}
    assert found.decisions.pages == {3: PageDecided(dummy="quay")}
    (one,) = found.filled
    assert one.taken == {} and "fits" in one.empty["one"]


def test_a_page_has_its_lead_and_what_it_cannot_have_of_its_region_is_refused() -> None:
    where = sheet(page(3, (90, 90, 90, 40, 40)))
    deep = (region("lead", "lead", 4, 5, rows=80),)
    found = filled(FIRST, regions=deep, on=where)
    assert taken(found) == {"lead": "first"}
    kept = kept_decisions(found.articles, found.decisions, where)
    assert kept.refused and kept.decisions.of("first").pages == (3,)


def test_a_dummy_of_another_grid_decides_nothing() -> None:
    found = filled(*ALL, columns=6)
    (one,) = found.filled
    assert one.taken == {} and one.empty["lead"] == (
        "the dummy is drawn for 6 columns, the page has 5"
    )
    assert found.decisions.stories == {} and found.articles == ALL


def test_a_dummy_over_two_facing_pages_without_its_gutter_is_told_to_need_it() -> None:
    (one,) = filled(*ALL, columns=10).filled
    assert one.empty["lead"] == (
        "the dummy is drawn for 10 columns, the page has 5; over two facing pages it needs its "
        "gutter: gutter = 5"
    )


def test_the_index_has_its_place_on_page_one_alone() -> None:
    index = index_item(6, GRID, OUR_PRICES.pages)
    low = (*TWO, region("index", "index", 1, 5, at="foot"))
    first = sheet(page(1), page(2), index=index)
    found = filled(*ALL, regions=low, pages={1: PageDecided(dummy="quay")}, on=first)
    assert taken(found)["index"] == "index"
    assert found.decisions.pages[1].index_place == Place(1, region="foot")
    other = filled(*ALL, regions=low)
    assert (
        "page one" in other.filled[0].empty["index"]
        and other.decisions.pages[3].index_place is None
    )


def test_where_the_index_has_no_room_it_is_the_engines() -> None:
    index = index_item(6, GRID, OUR_PRICES.pages)
    tops = (region("lead", "lead", 1, 5), region("index", "index", 1, 5, at="top"))
    first = sheet(page(1), page(2), index=index)
    found = filled(*ALL, regions=tops, pages={1: PageDecided(dummy="quay")}, on=first)
    assert (
        "no room" in found.filled[0].empty["index"] and found.decisions.pages[1].index_place is None
    )


def test_what_is_none_takes_nothing() -> None:
    found = filled(*ALL, regions=(region("rest", "none", 1, 5),))
    assert found.filled == (Filled(3, "quay", {}, {}),) and found.decisions.stories == {}


def test_without_a_dummy_that_is_known_all_is_as_it_was() -> None:
    decisions = Decisions({}, {3: PageDecided(dummy="gone")})
    found = from_dummies(ALL, decisions, sheet(page(3)))
    assert (found.articles, found.filled) == (ALL, ()) and found.decisions is decisions


@pytest.mark.parametrize("regions", [TWO, (region("large", "picture", 1, 4, picture=3), TWO[0])])
def test_what_takes_regions_of_a_page_goes_together(regions: tuple[DummyRegion, ...]) -> None:
    regions = tuple(replace(one, place=Place(one.place.column, region="")) for one in regions)
    found = filled(*ALL, regions=regions)
    kept = kept_decisions(found.articles, found.decisions, sheet(page(3), page(4)))
    assert kept.refused == ()
