"""Gaps that the copy closes to a slot, and all else that keeps a content out of one."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from support.placement.small_cases import (
    case_of,
    content,
    paragraphs,
    problem_of,
    rules_of,
    strip_of,
)

from slots.problem.barriers import Barriers, out_of_the_rail, too_wide
from slots.problem.clearance import closed, closing, kept, shut
from slots.problem.conditions_met import Tally, categories_of, tally_of, unmet, unmet_by
from slots.rules.conditions import When
from slots.rules.terms import Rules
from slots.strip.content import About
from slots.strip.distance import rulers_of
from slots.strip.measured_flow import Display, Item, Role
from slots.strip.refusal import Kind
from slots.units import PX

ROLES = ["paragraph", "heading", "paragraph", "image", "paragraph", "paragraph"]
RULERS = rulers_of((strip_of(ROLES),))


def terms(**own):
    return rules_of(a=own).terms("a", "mobile")


def gaps(rulers=RULERS, **own):
    """The gaps that rules close, which both ways to ask must agree on."""
    found = closed(terms(**own), rulers)
    assert shut(terms(**own), rulers) == frozenset(found)
    return {gap: [str(o.rule) for o in obstacles] for gap, obstacles in found.items()}


@pytest.mark.parametrize(
    ("own", "closed_gaps"),
    [
        ({}, []),
        ({"from_top": "0px"}, []),
        ({"from_top": "1px"}, [0]),
        ({"from_top": "120px"}, [0]),
        ({"from_top": "121px"}, [0, 1]),
        ({"from_top": "2 paragraphs"}, [0, 1, 2]),
        ({"from_end": "1px"}, [6]),
        ({"from_end": "100px"}, [6]),
        ({"from_end": "101px"}, [5, 6]),
        ({"from_end": "1 paragraphs"}, [6]),
        ({"never_after": ["heading"]}, [2]),
        ({"never_before": ["heading"]}, [1]),
        ({"never_between": [["heading", "paragraph"]]}, [2]),
        ({"never_between": [["paragraph", "heading"]]}, [1]),
        ({"never_inside": ["paragraph"]}, [5]),
        ({"only_before": ["heading", "image"]}, [0, 2, 4, 5, 6]),
        ({"adjacent": "50 words"}, []),
        ({"adjacent": "51 words"}, [0, 1, 2, 3, 4, 5, 6]),
        ({"clearance": {"heading": {"above": "20px"}}}, []),
        ({"clearance": {"heading": {"above": "21px"}}}, [2]),
        ({"clearance": {"heading": {"below": "1px"}}}, [1]),
        ({"clearance": {"heading": {"below": "120px"}}}, [1]),
        ({"clearance": {"heading": {"below": "121px"}}}, [0, 1]),
        ({"clearance": {"heading": {"below": "121px", "unless_before": ["heading"]}}}, [0]),
        ({"clearance": {"heading": "99px", "h2": "0px"}}, []),
        ({"positions": ["after paragraph 1"]}, [0, 2, 3, 4, 5, 6]),
        ({"positions": ["after paragraph 9"]}, [0, 1, 2, 3, 4, 5, 6]),
    ],
)
def test_each_rule_about_the_copy_closes_exactly_its_gaps(own, closed_gaps):
    assert sorted(gaps(**own)) == closed_gaps


def test_one_obstacle_a_rule_is_told_the_nearest_one():
    rulers = rulers_of((strip_of(["image", "paragraph", "image"]),))
    (obstacle,) = closed(terms(clearance={"image": {"above": "900px"}}), rulers)[3]
    assert (obstacle.against, obstacle.has // PX) == ("i2", 0)
    assert str(obstacle.refusal(None, "a-1", rulers)).endswith("needs 900px, has 0px")


def test_a_gap_is_closed_where_it_is_on_any_strip_and_told_where_most_is_lacking():
    rulers = rulers_of((strip_of(ROLES), strip_of(ROLES, high=50)))
    (obstacle,) = closed(terms(from_top="100px"), rulers)[1]
    assert (obstacle.strip, obstacle.has // PX) == (1, 70)
    assert sorted(gaps(rulers, from_top="100px")) == [0, 1]


def test_a_lead_in_is_not_parted_from_what_it_leads_to():
    strip = strip_of(["paragraph"] * 3)
    items = (replace(strip.items[0], leads=True), *strip.items[1:])
    rulers = rulers_of((replace(strip, items=items),))
    assert gaps(rulers) == {1: ["after_lead_in"]}
    assert gaps(rulers, after_lead_in=True) == {}
    assert gaps(rulers, region="beside") == {}


def test_what_is_kept_from_each_item_is_told_by_its_place():
    found = {
        place: ([n.amount // PX for n in above], [n.amount // PX for n in below])
        for place, above, below in kept(
            terms(clearance={"image": "90px", "heading": {"below": "9px"}}), RULERS
        )
    }
    assert found == {1: ([], [9]), 3: ([90], [90])}


def test_terms_that_differ_in_other_things_close_the_same_gaps():
    assert closing(terms(value=3, margin="9px")) == closing(terms())
    assert closing(terms(from_top="1px")) != closing(terms())


def test_a_content_wider_than_the_narrowest_strip_has_no_gap():
    strips = (paragraphs(2), replace(paragraphs(2), width=290 * PX))
    (obstacle,) = too_wide(content("a-1", strips=2), rulers_of(strips))
    refusal = obstacle.refusal(None, "a-1", rulers_of(strips))
    assert (str(refusal), obstacle.strip) == ("width needs 300px, has 290px", 1)
    assert list(too_wide(content("a-1", (290, 9), strips=2), rulers_of(strips))) == []


def beside(rail=0, high=100, count=4, **own):
    made = rules_of(a={"region": "beside", **own}).terms("a", "mobile")
    rulers = rulers_of((paragraphs(count, rail=rail * PX),))
    found = out_of_the_rail(content("a-1", (300, high)), made, rulers)
    return {gap: str(obstacle.refusal(None, "a-1", rulers)) for gap, (obstacle,) in found.items()}


def test_no_box_stands_beside_the_stack_of_the_rail():
    assert beside(rail=121) == {
        0: "beside needs 121px, has 0px",
        1: "beside needs 121px, has 120px",
    }
    assert beside(rail=120) == {0: "beside needs 120px, has 0px"}


def test_a_run_is_asked_of_the_copy_below_a_box():
    """Four paragraphs end at 460: a gap at 360 has room for a box of 100, and for no run."""
    assert beside() == {}
    found = beside(sticky=True, min_run="20px")
    assert found == {
        3: "min_run needs 20px, has 0px",
        4: 'beside against "its lowest size" needs 100px, has 0px',
    }


def test_conditions_close_every_gap_and_come_first():
    made = rules_of(a={"when": {"sections": ["news"]}, "from_top": "1px"})
    problem = problem_of(made, ["a-1"], paragraphs(2), about=About(section="sport"))
    found = Barriers(problem).of(0)
    assert sorted(found) == [0, 1, 2] and problem.shut[0] == {0, 1, 2}
    assert [o.rule.kind for o in found[0]] == [Kind.WHEN, Kind.FROM_TOP]
    assert [o.rule.kind for o in found[1]] == [Kind.WHEN]


def test_what_closes_gaps_to_a_slot_is_found_once_for_all_its_contents():
    problem = problem_of(rules_of(a={"from_top": "1px"}), ["a-1", "a-2"], paragraphs(2))
    barriers = Barriers(problem)
    assert barriers.of(0) is barriers.of(1)
    assert set(barriers.of(0)) == set(problem.shut[0])


ABOUT = About(
    section="news",
    tags=("fire",),
    authors=("Ada Lovelace",),
    language="es-EC",
    date=datetime.date(2026, 3, 4),
    today=datetime.date(2026, 3, 9),
    text="The dam\n broke at noon. Café closed.",
)
TALLY = Tally(100, 4, 6, frozenset({"paragraph", "image", "#crash"}))


@pytest.mark.parametrize(
    "when",
    [
        {},
        {"sections": ["sport", "news"], "tags": ["fire", "flood"]},
        {"words": ["DAM BROKE"]},
        {"words": ["cafÉ"]},
        {"without_words": ["dam brok", "am"]},
        {"authors": ["ada lovelace"], "without_authors": ["Grace"]},
        {"languages": ["ES"]},
        {"languages": ["es-ec"]},
        {"published_from": datetime.date(2026, 3, 4), "published_until": datetime.date(2026, 3, 4)},
        {"min_age": 5, "max_age": 5},
        {"min_words": 100, "max_words": 100, "min_paragraphs": 4, "max_blocks": 6},
        {"blocks": ["table", "image"], "without_blocks": ["list"]},
        {"devices": ["mobile"]},
    ],
)
def test_conditions_that_a_story_meets(when):
    assert list(unmet(When.model_validate(when), ABOUT, TALLY, "mobile")) == []


@pytest.mark.parametrize(
    ("when", "rule", "asks", "has"),
    [
        ({"sections": ["sport"]}, "sections", "section sport", "news"),
        ({"without_sections": ["news"]}, "without_sections", "another section", "news"),
        ({"tags": ["flood"]}, "tags", "a tag of flood", "fire"),
        ({"without_tags": ["flood", "fire"]}, "without_tags", "no tag fire", "fire"),
        ({"words": ["dams", "flood"]}, "words", "a word of dams, flood", "none of them"),
        ({"without_words": ["noon"]}, "without_words", "no word noon", "noon"),
        ({"authors": ["Grace"]}, "authors", "by Grace", "Ada Lovelace"),
        (
            {"without_authors": ["ADA LOVELACE"]},
            "without_authors",
            "another author",
            "ADA LOVELACE",
        ),
        ({"languages": ["e"]}, "languages", "e", "es-ec"),
        ({"languages": ["es-MX"]}, "languages", "es-MX", "es-ec"),
        (
            {"published_from": datetime.date(2026, 3, 5)},
            *("published_from", "from 2026-03-05", "2026-03-04"),
        ),
        (
            {"published_until": datetime.date(2026, 3, 3)},
            *("published_until", "until 2026-03-03", "2026-03-04"),
        ),
        ({"min_age": 6}, "min_age", "6 days", "5 days"),
        ({"max_age": 4}, "max_age", "at most 4 days", "5 days"),
        ({"min_words": 101}, "min_words", "101 words", "100 words"),
        ({"max_paragraphs": 3}, "max_paragraphs", "at most 3 paragraphs", "4 paragraphs"),
        ({"min_blocks": 7}, "min_blocks", "7 blocks", "6 blocks"),
        ({"blocks": ["table"]}, "blocks", "a block of table", "none of them"),
        ({"without_blocks": ["#crash"]}, "without_blocks", "no block #crash", "#crash"),
        ({"devices": ["desktop"]}, "devices", "desktop", "mobile"),
    ],
)
def test_each_condition_says_what_it_asks_and_what_there_is(when, rule, asks, has):
    (obstacle,) = unmet(When.model_validate(when), ABOUT, TALLY, "mobile")
    refusal = obstacle.refusal(None, "a-1", ())
    assert (str(refusal.rule), refusal.required, refusal.actual) == (f"when.{rule}", asks, has)


def test_a_story_of_which_nothing_is_known_meets_no_condition_but_those_on_lengths():
    """Of no story a length, or a block, is judged that nobody has counted."""
    asks = {"sections": ["x"], "tags": ["x"], "words": ["x"], "authors": ["x"], "languages": ["x"]}
    days = {"published_from": datetime.date(2026, 1, 1), "max_age": 3}
    lengths = {"min_words": 9, "max_blocks": 0, "blocks": ["image"], "devices": ["mobile"]}
    when = When.model_validate({**asks, **days, **lengths})
    found = [o.rule.path[0] for o in unmet(when, About(), Tally())]
    assert found == [*asks, "published_from", "max_age"]


def test_the_words_that_are_known_of_a_story_count_before_those_of_the_strip():
    when = When(min_words=100)
    assert [o.has.value for o in unmet(when, replace(ABOUT, words=99), TALLY)] == [99]
    assert list(unmet(when, replace(ABOUT, words=100), Tally())) == []


def test_a_tally_counts_words_paragraphs_blocks_and_names():
    items = (
        Item("p", Role.PARAGRAPH, 0, 9, 40, tags=("crash",)),
        Item("i", Role.IMAGE, 9, 19, 3, Display.INLINE),
        Item("h", Role.HEADING, 19, 29, 2, level=3),
    )
    assert tally_of(items) == Tally(
        45, 1, 3, frozenset({"#crash", "paragraph", "inline-image", "image", "h3", "heading"})
    )
    assert tally_of(()) == Tally(0, 0, 0, frozenset())


def test_conditions_of_a_category_hold_for_an_advertiser_and_for_its_slot():
    made = Rules.model_validate(
        {
            "category": {"air": {"without_tags": ["crash"]}, "bank": {"tags": ["money"]}},
            "slot": {"a": {"holds": "ad", "categories": ["air", "shoes"]}},
        }
    )
    one = replace(content("a-1"), categories=("bank", "air"))
    assert categories_of(one, made.terms("a", "mobile")) == ("bank", "air", "shoes")
    case = case_of(made, [one], paragraphs(1), about=About(tags=("crash",)))
    found = [str(o.rule) for o in unmet_by(case, one, Tally())]
    assert found == ["category.bank.tags", "category.air.without_tags"]
