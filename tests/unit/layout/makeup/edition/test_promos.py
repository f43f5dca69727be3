"""Which stories page one promotes, and what is told of those that it does not."""

from __future__ import annotations

import pytest
from support.newspapers.promoted_stories import Placed, article, inside, pages_of

from layout.makeup.edition.promo_findings import Promoted, promo_findings
from layout.makeup.edition.promos import promos_of, promotable
from layout.story.as_written import PromoAsk
from slots.finding import Severity

PAGES = pages_of({"News": 4, "Business": 2, "Living": 2, "Sport": 4})
WORDS = PromoAsk(True, "The cup comes home", 4)
BARE = Placed("bare", 12, 1, files=())
FRONT = Placed("front", 1, 1)
BANKS = Placed("banks", 5, 2)
CHESS = Placed("chess", 7, 3)
GOAL = Placed("goal", 9, 1)
RACE = Placed("race", 10, 2)


def slugs(*stories, wanted=None, away=frozenset()):
    return [promo.slug for promo in promos_of(inside(PAGES, stories, wanted, away))]


def test_the_best_story_with_a_picture_of_each_other_section_by_page():
    assert slugs(RACE, GOAL, CHESS, BANKS, FRONT, BARE) == ["banks", "chess", "goal"]
    assert slugs(BARE, RACE, CHESS, Placed("town", 3, 1)) == ["chess", "race"]


def test_one_other_section_has_its_second_best_too():
    assert slugs(GOAL, RACE, Placed("third", 11)) == ["goal", "race"]
    assert slugs(GOAL) == ["goal"]


def test_as_many_as_are_wanted_one_more_of_each_section_in_turn():
    more = Placed("more", 6, 3)
    every = BANKS, CHESS, GOAL, RACE, more
    assert slugs(*every, wanted=4) == ["banks", "chess", "goal", "race"]
    assert slugs(*every, wanted=1) == ["goal"]
    assert slugs(*every, wanted=2) == ["banks", "goal"]


def test_what_an_editor_asks_for_comes_first_from_any_section():
    asked = Placed("asked", 3, 4, files=(), promo=WORDS)
    first, *others = promos_of(inside(PAGES, [BANKS, CHESS, GOAL, asked]))
    assert (first.slug, first.words, first.section) == ("asked", "The cup comes home", "News")
    assert first.picture is None and [one.slug for one in others] == ["banks", "goal"]
    brief = Placed("brief", 7, 4, kind="brief", promo=PromoAsk(True))
    assert promos_of(inside(PAGES, [brief]))[0].words == "Headline of brief"


def test_what_must_not_be_promoted_is_not():
    no = Placed("no", 9, 1, promo=PromoAsk(False))
    assert slugs(no, RACE, CHESS) == ["chess", "race"]
    wet = Placed("wet", 9, 1, tags=("flood",))
    assert slugs(wet, RACE, CHESS, away=frozenset({"flood"})) == ["chess", "race"]
    held = Placed("held", 0, 1, promo=WORDS)
    assert slugs(held, RACE, CHESS) == ["chess", "race"]


def test_no_picture_stands_on_page_one_twice():
    front = Placed("front", 1, 1, files=("boat",))
    same = Placed("same", 9, 1, files=("boat",))
    assert slugs(front, same, RACE, CHESS) == ["chess", "race"]
    another = Placed("same", 9, 1, files=("boat", "crew"))
    made = promos_of(inside(PAGES, [front, another, CHESS]))
    assert [promo.picture.file.stem for promo in made] == ["chess", "crew"]
    twin, other = Placed("a", 5, files=("sea",)), Placed("b", 7, files=("sea",))
    assert slugs(twin, other, RACE) == ["a", "race"]
    asked = Placed("b", 7, files=("sea",), promo=WORDS), Placed("c", 9, files=("sea",), promo=WORDS)
    made = promos_of(inside(PAGES, [*asked, RACE]))
    assert [(one.slug, bool(one.picture)) for one in made] == [
        ("b", True),
        ("c", False),
    ]


def test_a_story_that_goes_on_is_promoted_where_it_begins():
    (promo, _) = promos_of(inside(PAGES, [Placed("long", 9, 1, rest=12), CHESS]))[::-1]
    assert (promo.slug, promo.page) == ("long", 9)
    assert slugs(Placed("lead", 1, 1, rest=4), CHESS) == ["chess"]


def test_there_is_something_wherever_there_is_another_section():
    assert slugs(BARE, FRONT) == ["bare"]
    made = promos_of(inside(PAGES, [FRONT]))
    assert [(one.slug, one.words, one.page) for one in made] == [
        ("", "Business", 5),
        ("", "Living", 7),
    ]


def test_whether_any_story_can_have_a_promo():
    def can(*stories):
        return promotable([article(one, section) for one, section in stories], PAGES)

    assert can((GOAL, "Sport")) and can((BARE, "Sport"), (GOAL, "Sport"))
    assert not can((BARE, "Sport"), (GOAL, "News"), (GOAL, ""), (GOAL, "Unheard of"))
    assert not can((Placed("no", 9, promo=PromoAsk(False)), "Sport"))
    assert can((Placed("asked", 3, files=(), promo=WORDS), "News"))


def told(*stories, wanted=None, away=frozenset(), cut=(), drawn=True):
    found = inside(PAGES, stories, wanted, away)
    promos = promos_of(found) if drawn else ()
    cut = [promo for promo in promos if promo.slug in cut]
    made = Promoted(promos, cut, found, "newsgrid.toml")
    written = [article(one, "News").story for one in stories]
    return [str(one) for one in promo_findings(made, written)]


@pytest.mark.parametrize(
    ("stories", "how", "words"),
    [
        ([Placed("a", 1, promo=WORDS)], {}, "it stands on page one itself"),
        ([Placed("a", 9, promo=WORDS)], {"drawn": False}, "this edition has no promos"),
        (
            [Placed("a", 9, promo=WORDS, tags=("flood",)), GOAL],
            {"away": frozenset({"flood"})},
            "an ad on page one must not be seen with it",
        ),
        (
            [Placed(f"a{n}", 9, n, promo=WORDS) for n in (1, 2)],
            {"wanted": 1},
            "page one has room for 1 promo",
        ),
    ],
)
def test_a_promo_that_is_asked_for_and_left_out_is_told(stories, how, words):
    (said,) = told(*stories, **how)
    assert words in said and ".md:4: " in said and "hint: " in said


def test_nothing_is_told_where_nobody_asked_or_the_story_is_held_over():
    assert told(BANKS, CHESS, GOAL) == told(BANKS, drawn=False) == []
    assert told(Placed("held", 0, promo=WORDS), GOAL) == []
    assert told(Placed("a", 9, promo=WORDS), BANKS) == []


def test_promos_that_nobody_can_have_are_told():
    (said,) = told(BANKS, GOAL, wanted=4)
    assert said.startswith("newsgrid.toml: promos = 4, and page one has 2 promos (hint: ")
    assert told(BANKS, GOAL, wanted=2) == []


def test_words_that_are_cut_short_are_told_the_editors_own_as_a_warning():
    found = inside(PAGES, [BANKS, Placed("a", 9, promo=WORDS)])
    promos = promos_of(found)
    made = Promoted(promos, promos, found, None)
    stories = [article(BANKS, "Business").story, article(Placed("a", 9, promo=WORDS), "").story]
    first, second = promo_findings(made, stories)
    assert (first.severity, second.severity) == (Severity.INFO, Severity.WARNING)
    assert "its headline" in first.message and str(second.where) == "a.md:4"
