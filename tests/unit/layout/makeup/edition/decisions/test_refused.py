"""What cannot be kept of decisions: forms that a story cannot have, pages that are closed to it or
have no room; the smallest set that does not go together, and what is given up of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from support.editions.decided_stories import formed, formless, page, sheet, written
from support.editions.samples import GRID

from layout.makeup.edition.assign.by_area import MOST_STORIES
from layout.makeup.edition.assign.parts import least_rows
from layout.makeup.edition.decisions.page_wishes import PageWishes, Sheet
from layout.makeup.edition.decisions.refusal import (
    BOOKING,
    CUT,
    EDITION,
    FORM,
    LENGTH,
    NO_JUMP,
    PAGE,
    PLACE,
    ROOM,
    SECTION,
    TURN,
    Change,
    Fact,
    Refused,
    Wish,
    smallest,
)
from layout.makeup.edition.decisions.refused import Kept, kept_decisions
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import index_item
from layout.makeup.edition.shapes.setting import NEVER
from layout.story.decided import UNDECIDED, Decided, Decisions, Form, OnePicture, Place
from slots.prices_of_taste import OUR_PRICES
from slots.stacking.task.ad_plan import AdPlace

LONG = written("long", 24, rank=1, pictures=1, jump=False)
NEXT = written("next", 24, rank=2, pictures=1, jump=False)
SHORT = written("short", 3)
TWO = written("two", 24, rank=2, pictures=2, jump=False)
SECOND = replace(TWO.every[1], picture=replace(TWO.every[1].picture, src="p2.jpg"))
TWO = replace(TWO, every=(TWO.every[0], SECOND))
WIDE = (OnePicture("p2.jpg", 3),)
BOTH = ("p.jpg", "p2.jpg")
FREE = written("free", 24, cut=None)
HALVES = ("The harbour council", "votes on the night ferry")
ROOMY = sheet(page(3), page(4))


def kept(*articles: Article, on: Sheet = ROOMY, **decided: Decided) -> Kept:
    return kept_decisions(articles, Decisions(decided), on)


def only(found: Kept) -> Refused:
    """The one thing that was refused."""
    assert len(found.refused) == 1
    return found.refused[0]


def bare(refused: Refused) -> Refused:
    """What was refused without the facts of its set, and without what changes cost."""
    return replace(refused, facts=(), changes=())


def on_three(*articles: Article, **more: Decided) -> dict[str, Decided]:
    return {one.story.slug: Decided((3,)) for one in articles} | more


# --- the smallest set -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("least", "found"),
    [(0, ()), (1, (1,)), (5, (3, 2)), (7, (4, 2, 1)), (10, (4, 3, 2, 1))],
)
def test_of_a_smallest_set_the_first_things_go_first(least: int, found: tuple[int, ...]) -> None:
    assert smallest([4, 3, 2, 1], lambda some: sum(some) >= least) == found


def test_things_that_are_equal_are_counted_each() -> None:
    assert smallest([2, 2, 2], lambda some: sum(some) >= 4) == (2, 2)


# --- forms ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("article", "form", "together", "others"),
    [
        (LONG, {"columns": 1}, ["columns"], (3, 4, 5)),
        (LONG, {"columns": 3, "picture": 4}, ["columns", "picture"], (1, 2, 3)),
        (SHORT, {"picture": 2}, ["picture"], ()),
        (SHORT, {"headline": 99_000}, ["headline"], (14_000, 18_000, 24_000)),
        (written("bare", 3, deck=()), {"deck": True}, ["deck"], ()),
        (SHORT, {"headline_lines": 8}, ["headline_lines"], (1, 2, 3, 4)),
        (SHORT, {"columns": 5, "headline_lines": 3}, ["columns", "headline_lines"], (1,)),
        (SHORT, {"breaks": ("The harbour council",)}, ["breaks"], (1, 2, 3, 4)),
        (SHORT, {"breaks": HALVES, "headline_lines": 3}, ["headline_lines", "breaks"], (3,)),
        (SHORT, {"quote": True}, ["quote"], ()),
        (written("own", 9, quoted=True), {"quote": False}, ["quote"], ()),
        (written("by", 3, byline=""), {"byline": True}, ["byline"], ()),
        (LONG, {"pictures": ("q.jpg",)}, ["pictures"], ()),
        (SHORT, {"keep": (0, 0, 50, 50)}, ["keep"], ()),
        (LONG, {"dominant": "q.jpg"}, ["dominant"], ()),
        (SHORT, {"dominant": "p.jpg"}, ["dominant"], ()),
        (TWO, {"pictures": ("p.jpg",), "dominant": "p2.jpg"}, ["pictures", "dominant"], ()),
        (TWO, {"each": (OnePicture("p2.jpg", 6),)}, ["columns of p2.jpg"], (1, 2, 3, 4)),
        (
            TWO,
            {"pictures": ("p.jpg",), "each": (OnePicture("p.jpg", 9),)},
            ["columns of p.jpg"],
            (1, 2, 3, 4, 5),
        ),
        (TWO, {"picture": 2, "each": WIDE}, ["picture", "columns of p2.jpg"], (1, 2)),
        (
            TWO,
            {"pictures": BOTH[::-1], "each": (OnePicture("p.jpg", 4), OnePicture("p2.jpg", 3))},
            ["pictures", "columns of p.jpg", "columns of p2.jpg"],
            (4,),
        ),
        (FREE, {"words": (20,)}, ["words"], (57, 85, 108, 143)),
        (FREE, {"words": (9_000, 9_999)}, ["words"], (882, 912, 940, 978)),
        (SHORT, {"words": (60,)}, ["words"], (108,)),
        (SHORT, {"cut_lines": 6}, ["cut_lines"], ()),
        (FREE, {"cut_lines": 190}, ["cut_lines"], (163, 170, 174, 180)),
        (FREE, {"rows": 80, "words": (100,)}, ["rows", "words"], (346, 533)),
    ],
)
def test_a_form_that_a_story_cannot_have(
    article: Article, form: dict[str, int], together: list[str], others: tuple[int, ...]
) -> None:
    found = kept(formed(article, **form))
    slug = article.story.slug
    assert bare(only(found)) == Refused(
        Wish(slug, together[-1]), tuple(Wish(slug, key) for key in together), others=others
    )
    assert set(found.articles[0].form.decided) == {*Form(**form).decided} - {together[-1]}


@pytest.mark.parametrize(
    ("article", "form"),
    [
        (LONG, {"columns": 4, "picture": 2, "deck": False}),
        (LONG, {}),
        (SHORT, {"headline": 18_000}),
        (written("bare", 3, deck=()), {"deck": False}),
        (SHORT, {"deck": True}),
        (SHORT, {"headline_lines": 3}),
        (SHORT, {"columns": 2, "headline_lines": 2}),
        (SHORT, {"breaks": HALVES}),
        (LONG, {"quote": True}),
        (LONG, {"quote": False, "byline": False}),
        (SHORT, {"byline": True}),
        (LONG, {"pictures": ("p.jpg",), "keep": (0, 0, 50, 50)}),
        (LONG, {"pictures": ()}),
        (TWO, {"pictures": BOTH, "dominant": "p2.jpg"}),
        (LONG, {"dominant": "p.jpg"}),
        (TWO, {"pictures": BOTH, "each": WIDE, "columns": 4}),
        (TWO, {"each": (OnePicture("p.jpg", 3), OnePicture("p2.jpg", 1, (0, 0, 50, 50)))}),
        (TWO, {"dominant": "p2.jpg", "each": (OnePicture("p2.jpg", 3), OnePicture("p.jpg", 2))}),
        (FREE, {"words": (400,)}),
        (FREE, {"words": (200, 400), "cut_lines": 60, "columns": 2}),
        (SHORT, {"words": (400,)}),
    ],
)
def test_a_form_that_a_story_can_have_is_kept_with_its_key(article: Article, form: dict) -> None:
    given = formed(article, **form)
    found = kept(given)
    assert found.refused == () and found.articles == (given,)


def test_a_length_that_too_little_may_be_cut_for_is_refused_with_that() -> None:
    short = written("free", 24, cut=2)
    found = only(kept(formed(short, words=(400,)), free=Decided(form=Form(words=(400,)), cut=2)))
    assert found.wish == Wish("free", "words")
    assert found.together == (Wish("free", CUT), Wish("free", "words"))
    assert found.others == (912, 940, 978)
    own = only(kept(formed(short, words=(400,))))  # the writer says it, and nobody decided it
    assert bare(own) == replace(bare(found), together=(Wish("free", "words"),))
    assert own.facts == found.facts
    more, *others = found.changes
    assert (more.wish.key, more.cost) == (CUT, 0)  # it costs least as it may be cut freely
    assert [one.value for one in own.changes] == [one.value for one in others]
    none = replace(bare(found), together=(Wish("free", "words"),), others=(978,))
    nothing = written("free", 24, cut=0)
    decided = Decided(form=Form(words=(7, 9)), cut=0)
    assert (
        bare(only(kept(formed(nothing, words=(7, 9)), free=decided))) == none
    )  # more would not do


def test_every_other_length_can_be_had() -> None:
    for form in ({"words": (100,), "rows": 80}, {"cut_lines": 400, "columns": 2}):
        found = only(kept(formed(FREE, **form)))
        key = found.wish.key
        for other in found.others:
            value = (other, other) if key == "words" else other
            assert not kept(formed(FREE, **{**form, key: value})).refused


def test_every_other_value_can_be_had() -> None:
    others = only(kept(formed(SHORT, columns=2, rows=90))).others
    assert others and all(not kept(formed(SHORT, columns=2, rows=rows)).refused for rows in others)
    left = set(range(4, GRID.rows)) - set(others)
    assert all(kept(formed(SHORT, columns=2, rows=rows)).refused for rows in left)


def test_of_two_mistakes_both_are_refused() -> None:
    found = kept(formed(SHORT, picture=2, headline=99_000))
    assert {one.wish.key for one in found.refused} == {"picture", "headline"}
    assert formless(found.articles[0]) and found.articles[0].key != SHORT.key


def test_a_story_that_may_jump_can_have_the_form_of_its_beginning() -> None:
    deep = {"columns": 3, "rows": 40}
    assert not kept(formed(written("tale", 30, rank=1), **deep)).refused
    assert kept(formed(written("tale", 30, rank=1, jump=False), **deep)).refused


# --- pages that are closed to a story -------------------------------------------------------------


def test_a_page_that_the_edition_does_not_have() -> None:
    found = kept(SHORT, short=Decided((8, 9), lead=True))
    assert bare(only(found)) == Refused(Wish("short", PAGE), (Wish("short", PAGE),))
    assert found.decisions.of("short") == UNDECIDED


def test_one_page_of_several_is_enough() -> None:
    assert not kept(SHORT, short=Decided((4, 9))).refused


def test_ads_that_keep_a_story_away_are_named() -> None:
    fire = frozenset({"fire"})
    burnt = written("burnt", 3, tags=("fire", "quay"))
    away = {3: {"fire": ("A1", "A2"), "cars": ("A3",)}, 4: {"fire": ("A2",)}}
    closed = sheet(page(3, away=fire), page(4, away=fire), page(5), away=away)
    found = only(kept(burnt, on=closed, burnt=Decided((3, 4))))
    assert (found.page, found.ads) == (3, ("A1", "A2"))
    assert not kept(burnt, on=closed, burnt=Decided((3, 5))).refused
    assert not kept(SHORT, on=closed, short=Decided((3,))).refused


def test_what_is_decided_of_a_story_that_is_not_there_is_left_alone() -> None:
    found = kept(SHORT, gone=Decided((9,)), short=Decided((3,)))
    assert found.refused == () and found.decisions.of("gone") == Decided((9,))


# --- pages without room ---------------------------------------------------------------------------


def test_a_page_in_which_no_shape_of_a_story_has_room() -> None:
    found = kept(LONG, on=sheet(page(3, 20)), long=Decided((3,), lead=True))
    one = only(found)
    assert (one.wish, one.together, one.page) == (Wish("long", PAGE), (Wish("long", PAGE),), 3)
    assert found.decisions.of("long") == UNDECIDED


def test_of_too_many_stories_the_least_is_given_up() -> None:
    one = only(found := kept(LONG, NEXT, SHORT, on=sheet(page(3)), **on_three(LONG, NEXT, SHORT)))
    assert one.together == (Wish("long", PAGE), Wish("next", PAGE))
    assert one.wish == Wish("next", PAGE)
    assert found.decisions.of("next").pages == () and found.decisions.of("short").pages == (3,)


def test_a_lead_is_given_up_last() -> None:
    decided = on_three(LONG, next=Decided((3,), lead=True))
    assert only(kept(LONG, NEXT, on=sheet(page(3)), **decided)).wish == Wish("long", PAGE)


def test_changes_say_what_the_page_costs_without_each() -> None:
    where = sheet(page(3))
    decided = on_three(LONG, NEXT)
    one = only(kept(LONG, NEXT, on=where, **decided))
    wishes = PageWishes((LONG, NEXT), decided, where.pages[0], where)
    assert [change.wish for change in one.changes] == list(one.together)
    assert [change.cost for change in one.changes] == [
        wishes.cost([Wish("next", PAGE)]),
        wishes.cost([Wish("long", PAGE)]),
    ]
    assert all(0 < change.cost < NEVER for change in one.changes)


def test_a_form_is_given_up_before_a_page() -> None:
    wide = formed(SHORT, columns=1)
    stepped = sheet(page(3, (15, 15, 15, 15, 15)))
    one = only(found := kept(wide, on=stepped, short=Decided((3,))))
    assert one.wish == Wish("short", FORM)
    assert one.together == (Wish("short", PAGE), Wish("short", FORM))
    assert formless(found.articles[0]) and found.articles[0].key != wide.key
    assert found.decisions.of("short") == Decided((3,))


def test_a_story_that_must_not_jump_may_where_it_has_no_room_else() -> None:
    low = sheet(page(3, 40), page(4))
    whole = Decided((3,), jump=False)
    one = only(found := kept(LONG, on=low, long=whole))
    assert one.wish == Wish("long", NO_JUMP)
    assert one.together == (Wish("long", PAGE), Wish("long", NO_JUMP))
    assert found.articles[0].story.jump and found.articles[0].key != LONG.key
    assert found.decisions.of("long") == Decided((3,))


TALE = written("tale", 24, rank=1, pictures=1)


@pytest.mark.parametrize(
    ("article", "decided", "others"),
    [
        (SHORT, Decided(turns=(4,)), ()),  # too short to be parted
        (TALE, Decided(turns=(7,)), (4, 5)),  # none of its section
        (TALE, Decided(turns=(6,)), (4, 5)),
        (TALE, Decided(turns=(3,)), (4, 5)),  # it begins there at the earliest
        (TALE, Decided((4,), turns=(4,)), (5,)),
        (TALE, Decided((5,), turns=(4,)), ()),
    ],
)
def test_a_page_on_which_a_story_cannot_go_on(
    article: Article, decided: Decided, others: tuple[int, ...]
) -> None:
    where = sheet(page(3), page(4), page(5), page(6, section="Sport"))
    slug = article.story.slug
    one = only(found := kept(article, on=where, **{slug: decided}))
    wish, turn = Wish(slug, TURN), decided.turns[0]
    assert bare(one) == Refused(wish, (wish,), turn, others=others)
    assert found.decisions.of(slug) == replace(decided, turns=(), jump=None)


def test_of_all_lists_of_pages_to_go_on_on_those_are_kept_that_could_be() -> None:
    """By brute force: a list is kept where each of its pages is one of the section behind the first
    on which the story may begin; else any page that is named instead of the bad one mends it."""
    where = sheet(page(3), page(4), page(5), page(6, section="Sport"), page(7), page(8))
    here, mended = (3, 4, 5, 7, 8), 0
    for begins in ((), (3,), (5,), (4, 7)):
        first = min(begins or here)
        for count in (1, 2, 3):
            for turns in combinations(range(2, 10), count):
                found = kept(TALE, on=where, tale=Decided(begins, turns=turns))
                bad = [n for n in turns if n not in here or n <= first]
                assert bool(found.refused) == bool(bad), (begins, turns)
                if not bad:
                    continue
                one = only(found)
                assert one.page == bad[0] and found.decisions.of("tale").turns == ()
                for other in one.others if len(bad) == 1 else ():
                    again = tuple(other if n == bad[0] else n for n in turns)
                    assert again == tuple(sorted(set(again)))
                    assert not kept(TALE, on=where, tale=Decided(begins, turns=again)).refused
                    mended += 1
    assert mended > 50


def test_a_story_that_is_to_stand_in_many_parts_has_text_for_each() -> None:
    where = sheet(*(page(number) for number in range(3, 9)))
    rows = TALE.bodies[0].rows
    for count in range(1, 6):
        found = kept(TALE, on=where, tale=Decided(turns=tuple(range(4, 4 + count))))
        assert bool(found.refused) == (rows < least_rows(count))


def test_an_ad_keeps_a_story_from_the_page_on_which_it_would_go_on() -> None:
    fire = written("fire", 24, rank=1, tags=("fire",))
    burnt = page(4, away=frozenset({"fire"}))
    where = sheet(page(3), burnt, page(5), away={4: {"fire": ("A1",)}})
    one = only(kept(fire, on=where, fire=Decided(turns=(4,))))
    assert (one.ads, one.others) == (("A1",), (5,))


def test_a_page_without_room_for_a_part_is_none_to_go_on_on() -> None:
    where = sheet(page(3), page(4, 4), page(5))
    assert only(kept(TALE, on=where, tale=Decided(turns=(4,)))).others == (5,)


def test_a_story_that_is_to_go_on_elsewhere_needs_room_for_its_beginning_alone() -> None:
    low, decided = sheet(page(3, 40), page(4)), Decided((3,), turns=(4,), jump=True)
    assert kept(TALE, on=low, tale=decided).refused == ()
    lowest = kept(TALE, on=sheet(page(3, 12), page(4)), tale=decided)
    assert [one.wish for one in lowest.refused] == [Wish("tale", PAGE), Wish("tale", TURN)]
    assert lowest.refused[1].pages == (3, 4)  # of the pages before it none has room, either


def test_a_story_that_says_so_itself_stays_whole_where_its_page_to_go_on_on_is_given_up() -> None:
    own = Decisions({"tale": Decided(jump=True, turns=(9,))}, whole=frozenset({"tale"}))
    assert not kept_decisions([TALE], own, ROOMY).articles[0].story.jump
    free = replace(own, whole=frozenset())
    assert kept_decisions([TALE], free, ROOMY).articles[0].story.jump


def test_nobody_jumps_from_the_last_page_of_a_section() -> None:
    decided = Decided((4,), jump=False)
    last = sheet(page(3), page(4, 40), page(5, section="Sport"))
    assert only(kept(LONG, on=last, long=decided)).wish == Wish("long", PAGE)


# --- places on a page -----------------------------------------------------------------------------


def test_of_two_at_one_place_the_lesser_is_given_up_and_keeps_its_page() -> None:
    corner = Decided((3,), place=Place(region="top left"))
    found = kept(NEXT, SHORT, on=sheet(page(3)), next=corner, short=corner)
    one = only(found)
    pages = Wish("next", PAGE), Wish("short", PAGE)
    assert one.together == (*pages, Wish("next", PLACE), Wish("short", PLACE))
    assert one.wish == Wish("short", PLACE) and one.ads == ()
    assert found.decisions.of("next") == corner and found.decisions.of("short") == Decided((3,))
    assert {change.wish for change in one.changes} == set(one.together)


def test_a_place_is_given_up_before_a_form() -> None:
    wide = formed(SHORT, columns=2)
    at_edge = Decided((3,), place=Place(column=5))
    found = kept(wide, on=sheet(page(3)), short=at_edge)
    one = only(found)
    assert one.together == (Wish("short", PAGE), Wish("short", FORM), Wish("short", PLACE))
    assert one.wish == Wish("short", PLACE) and found.articles == (wide,)


def test_ads_in_the_way_of_a_place_are_named_those_alone() -> None:
    """Of two ads at the foot one stands in the third column, where there is room without it."""
    stands = {"A1": AdPlace("A1", 3, 0, 60, 2, 33), "A2": AdPlace("A2", 3, 2, 13, 1, 80)}

    def floors(_: int, some) -> tuple[int, ...]:
        ends = [90] * 5
        for ad in some:
            for column in range(ad.column, ad.right):
                ends[column] = min(ends[column], ad.row - 3)
        return tuple(ends)

    both = [*stands.values()]
    where = replace(sheet(page(3, floors(3, both))), ads={3: both}, floors=floors)
    found = kept(formed(SHORT, columns=1), on=where, short=Decided((3,), place=Place(column=3)))
    assert only(found).ads == ("A2",)
    free = kept(formed(SHORT, columns=1), on=where, short=Decided((3,), place=Place(column=4)))
    assert free.refused == ()


def test_what_is_given_up_of_a_page_is_its_place_too() -> None:
    lost = kept(LONG, on=sheet(page(3, 20)), long=Decided((3,), place=Place(region="top")))
    assert lost.decisions.of("long") == UNDECIDED
    nowhere = kept(SHORT, short=Decided((8,), place=Place(region="top")))
    assert nowhere.decisions.of("short") == UNDECIDED


def test_a_preference_and_a_choice_of_pages_are_not_refused_for_want_of_room() -> None:
    for decided in (Decided((3,), rather=True), Decided((3, 4))):
        assert not kept(LONG, on=sheet(page(3, 20), page(4)), long=decided).refused


def test_the_index_needs_its_room_on_page_one() -> None:
    index = index_item(6, GRID, OUR_PRICES.pages)
    assert index
    rows = min(rows for columns, rows in kept_shapes(SHORT) if columns == 4)
    low = page(1, rows), page(2)
    decided = Decided((1,))
    assert not kept(formed(SHORT, columns=4), on=sheet(*low), short=decided).refused
    found = kept(formed(SHORT, columns=4), on=sheet(*low, index=index), short=decided)
    assert found.refused and found.refused[0].wish.slug == "short"


def kept_shapes(article: Article):
    from layout.makeup.edition.shapes.rectangles import shapes_of

    return shapes_of(article, GRID, GRID.rows).costs


def test_more_stories_than_a_page_takes_are_never_tried() -> None:
    some = [written(f"s{number:02}", 1) for number in range(MOST_STORIES + 2)]
    found = kept(*some, on=sheet(page(3)), **on_three(*some))
    assert len(found.refused) >= 2
    assert len(found.refused[0].together) <= MOST_STORIES + 1


def test_nothing_is_refused_where_nothing_is_decided() -> None:
    found = kept(LONG, NEXT, SHORT)
    assert found.refused == () and found.articles == (LONG, NEXT, SHORT)


# --- facts, and what changes cost -----------------------------------------------------------------


def keys_of(refused: Refused) -> list[str]:
    return [fact.key for fact in refused.facts]


def cheapest(article: Article) -> int:
    return min(kept_shapes(article).values(), default=NEVER)


def test_of_an_edition_without_its_page_the_pages_are_told_with_what_they_cost() -> None:
    one = only(kept(LONG, on=sheet(page(3, 20), page(4, 60), page(5)), long=Decided((9,))))
    assert one.facts == (Fact(EDITION, numbers=(3, 4, 5)),)
    low, roomy = (
        min(cost for (_, rows), cost in kept_shapes(LONG).items() if rows <= most)
        for most in (60, 90)
    )
    freely = cheapest(LONG)
    assert one.changes == (
        Change(one.wish, low - freely, 4),
        Change(one.wish, roomy - freely, 5),
    )


def test_a_booking_that_keeps_a_story_away_is_a_fact() -> None:
    burnt = written("burnt", 3, tags=("fire",))
    closed = sheet(page(3, away=frozenset({"fire"})), page(4), away={3: {"fire": ("A1",)}})
    one = only(kept(burnt, on=closed, burnt=Decided((3,))))
    assert one.facts == (Fact(BOOKING, "A1", 3, tag="fire"),)
    assert [change.value for change in one.changes] == [4]


def with_ads(*ads: AdPlace) -> Sheet:
    """Page 3 with ads from the foot up."""

    def floors(_: int, some) -> tuple[int, ...]:
        ends = [90] * 5
        for ad in some:
            for column in range(ad.column, ad.right):
                ends[column] = min(ends[column], ad.row - 3)
        return tuple(ends)

    return replace(sheet(page(3, floors(3, ads)), page(4)), ads={3: ads}, floors=floors)


def test_a_set_of_wishes_ads_and_facts_is_minimal_and_each_change_has_its_price() -> None:
    """By brute force: of wishes and ads no smaller part clashes, and what is told of each change is
    what the page costs then."""
    low, high = AdPlace("A1", 3, 0, 33, 5, 60), AdPlace("A2", 3, 0, 83, 1, 10)
    where = with_ads(low, high)
    decided = on_three(NEXT, SHORT)
    one = only(kept(NEXT, SHORT, on=where, **decided))

    def cost(wishes: tuple[Wish, ...], ads: tuple[AdPlace, ...]) -> int:
        hole = replace(where.pages[0].hole, floors=where.floors(3, ads))
        bare = replace(where.pages[0], hole=hole)
        return PageWishes((NEXT, SHORT), decided, bare, where).cost(wishes)

    ads = {ad.id: ad for ad in (low, high)}
    named = tuple(ads[name] for name in one.ads)
    assert one.ads and cost(one.together, named) >= NEVER
    parts = [(w, named) for n in range(len(one.together)) for w in combinations(one.together, n)]
    parts += [(one.together, a) for n in range(len(named)) for a in combinations(named, n)]
    assert all(cost(*part) < NEVER for part in parts)
    assert keys_of(one) == ([ROOM] if len(one.together) > 1 else [ROOM, LENGTH])
    assert len(one.changes) == len(one.together) + len(one.ads)
    for change in one.changes:
        wishes = tuple(w for w in one.together if change.ad or w != change.wish)
        left = tuple(ad for name, ad in ads.items() if name != change.ad)
        assert change.cost == cost(wishes, left)


def test_places_that_contradict_each_other_do_so_on_any_page() -> None:
    corner = Decided((3,), place=Place(region="top left"))
    assert only(kept(NEXT, SHORT, on=sheet(page(3)), next=corner, short=corner)).facts == ()


def test_what_a_story_costs_more_in_two_parts() -> None:
    where = sheet(page(3), page(4), page(5))
    one = only(kept(TALE, on=where, tale=Decided(turns=(9,))))
    assert one.facts == (Fact(SECTION, "News", numbers=(3, 4, 5)),)
    assert [change.value for change in one.changes] == [4, 5]
    assert len({change.cost for change in one.changes}) == 1
