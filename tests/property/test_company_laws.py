"""Laws of stories that are to begin on one page or on different ones: by brute force over all sets
of wishes, what is refused names a smallest set, and what is kept can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.editions.decided_stories import formed, page, sheet, written

from layout.makeup.edition.decisions.in_company import Beginner, InCompany
from layout.makeup.edition.decisions.page_wishes import PageWishes, Sheet
from layout.makeup.edition.decisions.refusal import APART, PAGE, SECTION, TOGETHER, Wish
from layout.makeup.edition.decisions.refused import kept_decisions
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.setting import NEVER
from layout.story.decided import UNDECIDED, Decided, Decisions, Place

ONE = written("one", 14, rank=2, jump=False)
OTHER = written("other", 9, rank=3, jump=False)
THIRDS = (
    written("tall", 18, rank=3, jump=False),
    written("short", 5, rank=4, jump=False),
)
FORMS: tuple[dict[str, Any], ...] = ({}, {}, {"columns": 5}, {"columns": 3}, {"rows": 40})
PAGES = ((), (), (2,), (3,), (2, 3), (3, 4))
PLACES = (None, None, Place(region="top"), Place(region="foot left"))


@st.composite
def companies(draw) -> tuple[list[Article], dict[str, Decided], Sheet, bool]:
    """Two stories that are to have company, or not to, beside others on pages of little room."""
    together = draw(st.booleans())
    stories, decided = [], {}
    for one in (ONE, OTHER):
        pages = draw(st.sampled_from(PAGES))
        place = draw(st.sampled_from(PLACES)) if len(pages) == 1 else None
        stories.append(formed(one, **draw(st.sampled_from(FORMS))))
        cut = draw(st.sampled_from([None, 0]))
        decided[one.story.slug] = Decided(pages, place=place, cut=cut)
    said = ("other",)
    more = {"together": said} if together else {"apart": said}
    first = decided["one"]
    decided["one"] = replace(first, **more)
    for one in draw(st.lists(st.sampled_from(THIRDS), max_size=2, unique=True)):
        stories.append(formed(one, **draw(st.sampled_from(FORMS))))
        on, cut = draw(st.sampled_from([2, 3])), draw(st.sampled_from([None, 0]))
        decided[one.story.slug] = Decided((on,), cut=cut)
    rows = [draw(st.one_of(st.integers(14, 90), st.just(240))) for _ in range(3)]
    return (
        stories,
        decided,
        sheet(*(page(n, r) for n, r in zip((2, 3, 4), rows, strict=True))),
        together,
    )


def asked(
    stories: Sequence[Article], decided: dict[str, Decided], where: Sheet, together: bool
) -> InCompany:
    """The question of the two, put together by hand."""
    named = {each.story.slug: each for each in stories}
    every = tuple(each.number for each in where.pages)

    def beginner(slug: str) -> Beginner:
        pages = decided.get(slug, UNDECIDED).pages
        return Beginner(slug, "News", pages or every, every, bool(pages))

    def on(here) -> PageWishes:
        bound = [slug for slug, one in decided.items() if one.pages == (here.number,)]
        slugs = dict.fromkeys((*bound, "one", "other"))
        return PageWishes([named[slug] for slug in slugs], decided, here, where, named)

    wish = Wish("one", TOGETHER if together else APART, "other")
    pages = {each.number: on(each) for each in where.pages}
    return InCompany(wish, beginner("one"), beginner("other"), pages)


def could(question: InCompany, kept: frozenset[Wish]) -> bool:
    """Whether wishes go together: every two pages are tried, and what stands on each of them."""
    company = question.wish in kept
    begins = []
    for each in (question.one, question.other):
        stays = Wish(each.slug, PAGE) in kept or not each.given
        begins.append((each.slug, each.pages if stays else each.freely, stays))
    for at in product(*(pages for _, pages, _ in begins)):
        if company and (at[0] == at[1]) is not (question.wish.key == TOGETHER):
            continue
        fits = True
        for number in {*at}:
            here = {slug for (slug, _, _), page in zip(begins, at, strict=True) if page == number}
            wishes = {
                w
                for w in question.pages[number].all
                if w in kept and w.slug not in ("one", "other")
            }
            for slug, _, stays in begins:
                own = {w for w in question.pages[number].all if w.slug == slug and w in kept}
                own = {w for w in own if w.key != PAGE and (stays or w.key != "place")}
                wishes |= ({*own, Wish(slug, PAGE)}) if slug in here else set()
            fits &= question.pages[number].cost(wishes) < NEVER
        if fits:
            return True
    return False


def subsets(wishes: Sequence[Wish]) -> Iterator[tuple[Wish, ...]]:
    return chain.from_iterable(combinations(wishes, n) for n in range(len(wishes) + 1))


@pytest.mark.slow
@settings(max_examples=40)
@given(companies())
def test_company_is_refused_with_a_smallest_set_or_can_be_had(case) -> None:
    stories, decided, where, together = case
    question = asked(stories, decided, where, together)
    every = frozenset(question.all)
    found = question.refused()
    if found is None:
        assert could(question, every | {question.wish}) or not could(question, every)
        return
    assert could(question, every) and not could(question, every | {question.wish})
    assert found.wish == question.wish == found.together[-1]
    assert {*found.together} <= every | {question.wish}
    for some in subsets(found.together):
        assert could(question, frozenset(some)) == (len(some) < len(found.together))
    assert {c.wish for c in found.changes if not c.ad} == {*found.together}


@pytest.mark.slow
@settings(max_examples=30)
@given(companies(), st.randoms(use_true_random=False))
def test_kept_decisions_have_the_company_that_is_left(case, dice) -> None:
    stories, decided, where, together = case
    found = kept_decisions(stories, Decisions(decided), where)
    left = {slug: found.decisions.of(slug) for slug in decided}
    key = TOGETHER if together else APART
    refused = [one.wish for one in found.refused if one.wish.other]
    kept = bool(left["one"].together or left["one"].apart)
    assert kept is not bool(refused) and refused in ([], [Wish("one", key, "other")])
    question = asked(found.articles, left, where, together)
    every = frozenset(question.all)
    if could(question, every):
        assert could(question, every | {question.wish}) is kept
    mixed, turned = list(stories), list(decided.items())
    dice.shuffle(mixed)
    dice.shuffle(turned)
    again = kept_decisions(mixed, Decisions(dict(turned)), where)
    assert sorted(map(repr, found.refused)) == sorted(map(repr, again.refused))


def test_two_stories_of_different_pages_cannot_be_together() -> None:
    decided = {"one": Decided((2,), together=("other",)), "other": Decided((3,))}
    found = kept_decisions([ONE, OTHER], Decisions(decided), sheet(page(2), page(3)))
    (one,) = found.refused
    company = Wish("one", TOGETHER, "other")
    assert {*one.together} == {Wish("one", PAGE), Wish("other", PAGE), company}
    assert one.wish == company and one.pages == () and not one.facts
    assert {each.wish for each in one.changes} == {*one.together}
    assert found.decisions.of("one").together == ()


def test_two_stories_of_one_page_cannot_be_apart_and_either_may_say_so() -> None:
    decided = {"one": Decided((2,)), "other": Decided((2,), apart=("one",))}
    found = kept_decisions([ONE, OTHER], Decisions(decided), sheet(page(2), page(3)))
    assert [each.wish for each in found.refused] == [Wish("one", APART, "other")]
    assert found.decisions.of("other").apart == ()


def test_stories_of_two_sections_have_no_page_in_common() -> None:
    away = written("away", 9, rank=3, section="Sport")
    decided = {"one": Decided(together=("away",)), "away": Decided((4,))}
    where = sheet(page(2), page(3), page(4, section="Sport"))
    (one,) = kept_decisions([ONE, away], Decisions(decided), where).refused
    assert one.together == (Wish("away", TOGETHER, "one"),)
    assert [(fact.key, fact.of, fact.numbers) for fact in one.facts] == [
        (SECTION, "Sport", (4,)),
        (SECTION, "News", (2, 3)),
    ]
