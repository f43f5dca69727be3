"""Where stories may begin: on the pages they were given, on none that is kept for others, and on
none led by one that they would stand above."""

from __future__ import annotations

import pytest
from support.editions.decided_stories import page, written

from layout.makeup.edition.decisions.where_to_begin import (
    SectionDecisions,
    in_their_sections,
)
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import NOWHERE
from layout.makeup.edition.shapes.setting import shapes_from
from layout.story.decided import Decided, Decisions, PageDecided, Place, Rest
from slots.stacking.task.ad_page import StackPage

QUAY, TIDE = written("quay", 2, rank=3), written("tide", 2, rank=2)
PAGES = tuple(page(number) for number in (3, 4, 5))
ANY = frozenset[int]()


def bound(decisions: Decisions, article: Article = QUAY) -> tuple[frozenset[int], frozenset[int]]:
    """The pages a story may begin on (none: any), and those it would rather."""
    item = SectionDecisions(PAGES, (QUAY, TIDE), decisions).item(article, shapes())
    return item.pages, item.rather


def shapes():
    return shapes_from("quay", "quay", 3, {})


@pytest.mark.parametrize(
    ("decided", "pages", "rather", "given"),
    [
        (Decided(), ANY, ANY, False),
        (Decided((4,)), {4}, ANY, True),
        (Decided((3, 5)), {3, 5}, ANY, True),
        (Decided((3, 4, 5)), ANY, ANY, True),
        (Decided((5, 9)), {5}, ANY, True),
        (Decided((9,)), NOWHERE, ANY, False),
        (Decided((4,), rather=True), ANY, {4}, False),
        (Decided((4, 9), rather=True), ANY, {4}, False),
        (Decided((9,), rather=True), ANY, ANY, False),
    ],
)
def test_a_story_begins_on_one_of_its_pages(
    decided: Decided, pages: set[int], rather: set[int], given: bool
) -> None:
    found = SectionDecisions(PAGES, (QUAY,), Decisions({"quay": decided})).item(QUAY, shapes())
    assert (found.pages, found.rather, found.given) == (pages, rather, given)


def test_a_story_has_its_place_and_what_stands_for_the_section_says_so() -> None:
    place = Place(column=2)
    at = SectionDecisions(PAGES, (QUAY,), Decisions({"quay": Decided((4,), place=place)}))
    free = SectionDecisions(PAGES, (QUAY,), Decisions({"quay": Decided((4,))}))
    assert at.item(QUAY, shapes()).place == place and free.item(QUAY, shapes()).place is None
    assert at.bindings != free.bindings and len(at.bindings) == len(free.bindings) + 1


def test_no_other_begins_on_a_page_that_is_kept_for_some() -> None:
    only = {4: PageDecided(("tide",), only=True)}
    decisions = Decisions({"tide": Decided((4,))}, only)
    assert bound(decisions) == ({3, 5}, ANY)
    assert bound(decisions, TIDE) == ({4}, ANY)
    assert bound(Decisions({"quay": Decided((4,))}, only)) == ({4}, ANY)  # given to it elsewhere
    assert bound(Decisions({"quay": Decided((4,), rather=True)}, only)) == (ANY, {4})


def test_where_all_pages_are_kept_for_others_it_begins_nowhere() -> None:
    only = PageDecided(only=True)
    assert bound(Decisions({}, {3: only, 4: only, 5: only})) == (NOWHERE, ANY)


@pytest.mark.parametrize(("rank", "pages"), [(1, {3, 5}), (2, {3, 5}), (3, ANY), (4, ANY)])
def test_what_would_stand_above_a_lead_begins_elsewhere(rank: int, pages: set[int]) -> None:
    decisions = Decisions({"tide": Decided((4,), lead=True)})
    other = written("quay", 2, rank=rank)
    section = SectionDecisions(PAGES, (other, TIDE), decisions)
    assert section.item(other, shapes()).pages == pages
    assert section.item(TIDE, shapes()).pages == {4}


def test_a_lead_that_is_not_there_keeps_nobody_away() -> None:
    decisions = Decisions({"tide": Decided((4,), lead=True)})
    assert SectionDecisions(PAGES, (QUAY,), decisions).item(QUAY, shapes()).pages == ANY
    rather = Decisions({"tide": Decided((4,), lead=True, rather=True)})
    assert bound(rather, written("quay", 2, rank=1)) == (ANY, ANY)


def test_only_what_is_bound_is_named_in_what_a_section_depends_on() -> None:
    def bindings(decided: Decided) -> tuple[str, ...]:
        return SectionDecisions(PAGES, (QUAY, TIDE), Decisions({"quay": decided})).bindings

    assert bindings(Decided()) == () == bindings(Decided((9,), rather=True))
    several = [Decided((4,)), Decided((4,), rather=True), Decided((3, 4)), Decided((3, 4, 5))]
    assert len({bindings(one) for one in several}) == 4 and all(map(bindings, several))
    given_and_left = Decisions({"tide": Decided((3,), lead=True)}, {5: PageDecided(only=True)})
    left = SectionDecisions(PAGES, (written("quay", 2, 1), TIDE), given_and_left).bindings
    assert left[0] != bindings(Decided((4,)))[0]  # one was given page 4, to the other it is left


def test_a_story_is_bound_to_the_page_on_which_it_goes_on() -> None:
    section = SectionDecisions(PAGES, (QUAY, TIDE), Decisions({"quay": Decided(turns=(5,))}))
    item = section.item(QUAY, shapes())
    assert item.turns == {5} and item.given and item.pages == ANY
    assert item.may_turn(5) and not item.may_turn(4)
    free = section.item(TIDE, shapes())
    assert free.turns == set() and free.may_turn(4) and not free.given
    assert section.bindings != SectionDecisions(PAGES, (QUAY, TIDE), Decisions({})).bindings


def test_the_rest_of_a_story_has_its_place_where_its_page_is_decided() -> None:
    rest = Rest(Place(region="top"), 2)
    for turns, kept in (((5,), rest), ((4, 5), rest), ((), None)):
        decided = Decisions({"quay": Decided(turns=turns, rest=rest)})
        section = SectionDecisions(PAGES, (QUAY, TIDE), decided)
        assert section.item(QUAY, shapes()).rest == kept
    without = Decisions({"quay": Decided(turns=(5,))})
    decided = Decisions({"quay": Decided(turns=(5,), rest=rest)})
    bindings = [SectionDecisions(PAGES, (QUAY, TIDE), one).bindings for one in (without, decided)]
    assert bindings[0] != bindings[1]


def test_a_story_goes_to_the_section_of_its_page() -> None:
    pages = [StackPage(n, "News" if n < 5 else "Sport", 5, 100, 5) for n in range(3, 7)]
    decided = {"quay": Decided((5,)), "tide": Decided((4, 6)), "lost": Decided((9,))}
    stories = (QUAY, TIDE, written("lost", 2), written("free", 2))
    found = in_their_sections(stories, pages, Decisions(decided))
    assert [one.story.section for one in found] == ["Sport", "News", "News", "News"]
    rather = Decisions({"quay": Decided((5,), rather=True)})
    assert in_their_sections((QUAY,), pages, rather)[0].story.section == "Sport"
