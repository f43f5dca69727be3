"""Laws of wishes that are about several pages: by brute force, with each number of rows that a
first part could have, what is kept goes together, and what is refused names a smallest set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.editions.decided_stories import formed, page, sheet, written
from support.editions.samples import GRID

from layout.makeup.edition.decisions.forms import only, uncut
from layout.makeup.edition.decisions.over_pages import OverPages
from layout.makeup.edition.decisions.page_wishes import PageWishes, Sheet
from layout.makeup.edition.decisions.refusal import CUT, FORM, PAGE, TURN, Wish
from layout.makeup.edition.decisions.refused import kept_decisions
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.leg_depths import LEAST_PART
from layout.makeup.edition.shapes.rectangles import middle_shapes, opening_shapes, rest_shapes
from layout.makeup.edition.shapes.setting import NEVER, Shape, Shapes
from layout.story.decided import Decided, Decisions, Place, Rest

LONG = written("long", 22, rank=2, pictures=1)
OTHERS = (
    written("tall", 20, rank=3, jump=False),
    written("deck", 9, rank=3, jump=False),
    written("short", 5, rank=4),
)
FORMS: tuple[dict[str, Any], ...] = ({}, {}, {"columns": 5}, {"columns": 3}, {"rows": 40})
RESTS = (None, None, Rest(columns=2), Rest(Place(region="top left"), 3))


@st.composite
def parted(draw) -> tuple[list[Article], dict[str, Decided], Sheet]:
    """A story that begins on page 2 and goes on on page 3, perhaps on page 4, too, or begins on any
    page, beside others of which each has one of these pages; there is little room."""
    turns = draw(st.sampled_from([(3,), (3,), (3, 4), ()]))
    pages = draw(st.sampled_from([(2,), (2,), (2, 3), ()]))
    rest = draw(st.sampled_from(RESTS)) if turns else None
    stories = [formed(LONG, **draw(st.sampled_from(FORMS)))]
    jump, cut = True if turns else None, draw(st.sampled_from([None, 0]))
    decided = {"long": Decided(pages, turns=turns, jump=jump, rest=rest, cut=cut)}
    for one in draw(st.lists(st.sampled_from(OTHERS), max_size=3, unique=True)):
        stories.append(formed(one, **draw(st.sampled_from(FORMS))))
        on = draw(st.sampled_from([2, 3, 4]))
        decided[one.story.slug] = Decided((on,), cut=draw(st.sampled_from([None, 0])))
    rows = [draw(st.integers(14, 90)) for _ in range(2)]
    return stories, decided, sheet(page(2, rows[0]), page(3, rows[1]), page(4, 40))


def over(stories: Sequence[Article], decided: dict[str, Decided], where: Sheet) -> OverPages:
    named = {one.story.slug: one for one in stories}

    def on(number: int, *more: str) -> PageWishes:
        (here,) = (each for each in where.pages if each.number == number)
        bound = [slug for slug, one in decided.items() if one.pages == (number,)]
        return PageWishes(
            [named[slug] for slug in dict.fromkeys((*bound, *more))], decided, here, where, named
        )

    one = decided["long"]
    begins = one.pages or [each.number for each in where.pages]
    return OverPages("long", [on(n, "long") for n in begins], [on(n) for n in one.turns])


def could(asked: OverPages, kept: frozenset[Wish], given: bool) -> bool:
    """Whether wishes go together: those of a parted story with some numbers of rows of its parts,
    all tried."""
    start = frozenset() if given else frozenset({Wish("long", PAGE)})

    def fits(one: PageWishes, more: frozenset[Wish] = frozenset()) -> bool:
        return one.go_together((kept | more) & {*one.all})

    if Wish("long", TURN) not in kept or Wish("long", PAGE) not in kept | start:
        every = [fits(one) for one in asked.turns]
        return all(every) and any(fits(one, start) for one in asked.begins)
    *between, last = asked.turns
    named, decided = last.named["long"], last.decided["long"]
    lengths = [named] if Wish("long", CUT) in kept or decided.cut is None else [named, uncut(named)]
    bare = [] if Wish("long", FORM) in kept else [only(one, ()) for one in lengths]
    forms = [*lengths, *bare]
    middle = [cheapest(middle_shapes(one, GRID, GRID.rows) for one in forms)]
    ways = [
        [rows for rows, costs in by_rows.items() if fits(page.with_part("long", costs))]
        for page, by_rows in zip(between, middle, strict=False)
    ]
    ends = {sum(rows) for rows in product(*ways)}
    for begin in (one for one in asked.begins if one.page.number < asked.turns[0].page.number):
        openings = cheapest(opening_shapes(one, GRID, GRID.rows) for one in forms)
        firsts = (n for n in openings if fits(begin.with_begun("long", range(n, n + 1)), start))
        gone = {rows + more for rows in firsts for more in ends}
        for rows in sorted(n for n in gone if n <= named.bodies[0].rows - LEAST_PART):
            costs: dict[tuple[int, int], int] = {}
            for one in forms:
                for shape, cost in rest_shapes(one, rows, GRID, GRID.rows).costs.items():
                    costs[shape] = min(cost, costs.get(shape, NEVER))
            if fits(last.with_part("long", costs)):
                return True
    return False


def cheapest(each: Iterable[Shapes]) -> Mapping[int, dict[Shape, int]]:
    """By the rows of its text, the rectangles of a part and what each costs at least."""
    found: dict[int, dict[Shape, int]] = {}
    for shapes in each:
        for shape, group in shapes.settings.items():
            for one in group:
                costs = found.setdefault(one.body, {})
                costs[shape] = min(shapes.costs[shape], costs.get(shape, NEVER))
    return found


@pytest.mark.slow
@settings(max_examples=30)
@given(parted())
def test_wishes_over_pages_are_those_of_all_lengths_of_a_first_part(case) -> None:
    stories, decided, where = case
    asked, given_pages = over(stories, decided, where), bool(decided["long"].pages)
    every = frozenset(asked.all)
    assert asked.go_together(every) == could(asked, every, given_pages)
    found = asked.refused()
    if found is None:
        return
    assert found.wish == found.together[-1] and {*found.together} <= every
    assert not could(asked, frozenset(found.together), given_pages)
    for wish in found.together:
        left = frozenset(found.together) - {wish}
        assert could(asked, left, given_pages)
    assert {c.wish for c in found.changes if not c.ad} == {*found.together}


@pytest.mark.slow
@settings(max_examples=20)
@given(parted())
def test_what_was_not_refused_goes_together_over_pages(case) -> None:
    stories, decided, where = case
    found = kept_decisions(stories, Decisions(decided), where)
    left = {slug: found.decisions.of(slug) for slug in decided}
    asked = over(found.articles, left, where)
    given_pages = bool(left["long"].pages)
    if any(each.wish == Wish("long", PAGE) for each in found.refused):
        return  # that no page has room for it is told where it is held over
    bare = frozenset(wish for wish in asked.all if wish.slug != "long")
    assert could(asked, frozenset(asked.all), given_pages) or not could(asked, bare, given_pages)


def test_two_pages_that_need_opposite_lengths_of_a_first_part() -> None:
    """Page 2 has room for a short first part alone, and page 3 for a short rest: that is found out
    beforehand, and without what is given up there is a length for both."""
    tall, deck = formed(OTHERS[0], columns=5), formed(OTHERS[1], columns=5)
    decided = {
        "long": Decided((2,), turns=(3,), jump=True),
        "tall": Decided((3,)),
        "deck": Decided((2,)),
    }
    joint = 0
    for first, second in combinations(range(30, 80, 6), 2):
        where = sheet(page(2, first), page(3, second), page(4))
        found = kept_decisions([LONG, tall, deck], Decisions(decided), where)
        for one in (each for each in found.refused if each.parted):
            joint += 1
            assert one.pages == (2, 3)
            assert {*one.together} >= {Wish("long", PAGE), Wish("long", TURN)}
        left = {slug: found.decisions.of(slug) for slug in decided}
        asked = over(found.articles, left, where)
        assert could(asked, frozenset(asked.all), given=True)
    assert joint > 1
