"""Each lint by itself: at single breakpoints, and how long density says a story must be."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from slots.finding import Severity
from slots.lint.contradictions import copy_lints, page_lints
from slots.lint.per_breakpoint import AtPoint, at_points
from slots.lint.shadowed_rules import shadow_lints
from slots.lint.unreachable_density import density_lints
from slots.rules.mistake import Mistake
from slots.rules.terms import Rules

POINTS = {"mobile": "320px..479px", "desktop": "480px..999px"}


def rules(own=None, page=None, **others):
    slots = {"a": {"holds": "ad", "sizes": ["300x250"], **(own or {})}, **others}
    return Rules.model_validate({"breakpoints": POINTS, "page": page or {}, "slot": slots})


def said(lints, made):
    """What lints say, each once: some say it for each breakpoint."""
    return list(dict.fromkeys((each.code, each.path, each.message) for each in lints(made)))


MISTAKE = Mistake("x", ("slot", "a"), "it is so", severity=Severity.WARNING)


def test_what_holds_at_every_breakpoint_is_said_once_and_without_them():
    found = [AtPoint("mobile", MISTAKE), AtPoint("desktop", MISTAKE), AtPoint("mobile", MISTAKE)]
    assert list(at_points(found, rules())) == [MISTAKE]


def test_what_holds_at_one_breakpoint_names_it():
    found = [AtPoint("desktop", MISTAKE), AtPoint("desktop", MISTAKE)]
    assert [each.message for each in at_points(found, rules())] == ["it is so, at desktop"]


def test_a_contradiction_at_one_breakpoint_is_told_where_it_is_written():
    made = rules({"from_top": "60%", "at": {"mobile": {"from_end": "50%"}}})
    ((code, path, message),) = said(copy_lints, made)
    assert (code, path) == ("contradictory", ("slot", "a", "at", "mobile", "from_end"))
    assert message.endswith("overlap, at mobile")


@pytest.mark.parametrize(
    "own",
    [
        {"from_top": "60%", "from_end": "50% of text"},
        {"from_top": "60 paragraphs", "from_end": "50 paragraphs"},
        {"from_top": "100%"},
        {"positions": ["25% of text"], "from_top": "50% of text"},
        {"positions": ["before paragraph 3"], "only_before": ["#crash"]},
        {"region": "end", "from_top": "60%", "from_end": "50%"},
    ],
)
def test_what_some_story_can_meet_is_no_contradiction(own):
    assert said(copy_lints, rules(own)) == []


@pytest.mark.parametrize(
    ("position", "rule", "lost"),
    [
        ("after paragraph 2", {"from_top": "2 paragraphs"}, False),
        ("after paragraph 2", {"from_top": "3 paragraphs"}, True),
        ("before paragraph 2", {"from_top": "1 paragraphs"}, False),
        ("before paragraph 2", {"from_top": "2 paragraphs"}, True),
        ("after paragraph -2", {"from_end": "1 paragraphs"}, False),
        ("after paragraph -2", {"from_end": "2 paragraphs"}, True),
        ("before paragraph -2", {"from_end": "2 paragraphs"}, False),
        ("before paragraph -2", {"from_end": "3 paragraphs"}, True),
    ],
)
def test_paragraphs_above_and_below_a_position_are_counted(position, rule, lost):
    assert bool(said(copy_lints, rules({"positions": [position], **rule}))) is lost


def test_slots_with_conditions_may_take_turns_within_max_ads():
    page = {"max_ads": 1}
    b = {"holds": "ad", "min": 1}
    assert said(page_lints, rules({"min": 1}, page, b=b))
    assert said(page_lints, rules({"min": 1, "when": {"tags": ["x"]}}, page, b=b)) == []
    assert said(page_lints, rules({"min": 1}, page, b={**b, "region": "end"})) == []


def test_a_category_belongs_to_a_group_by_its_tag():
    page = {"never_together": [["#air", "b"]]}
    b = {"holds": "ad", "min": 1}
    own = {"min": 2, "categories": ["air"]}
    assert [path for _, path, _ in said(page_lints, rules(own, page, b=b))] == [
        ("page", "never_together", 0)
    ]
    assert said(page_lints, rules({"min": 2}, page, b=b)) == []


def test_one_slot_of_a_group_may_stand_as_often_as_it_wants():
    """A slot named in a group counts once; a category's contents each for themselves."""
    assert said(page_lints, rules({"min": 3}, {"never_together": [["a", "b"]]})) == []
    own = {"min": 2, "categories": ["air"]}
    assert said(page_lints, rules(own, {"never_together": [["#air"]]}))


@pytest.mark.parametrize(
    ("own", "keys"),
    [
        ({"value": 3, "at": {"mobile": {"value": 4}, "desktop": {"value": 5}}}, ["value"]),
        ({"value": 3, "at": {"mobile": {"value": 4}}}, []),
        (
            {
                "when": {"tags": ["x"], "min_words": 9},
                "at": {p: {"when": {"tags": ["y"]}} for p in POINTS},
            },
            ["when.tags"],
        ),
        ({"clearance": {"image": "3px"}, "at": {p: {"clearance": {}} for p in POINTS}}, []),
    ],
)
def test_a_key_never_holds_if_every_breakpoint_sets_it(own, keys):
    never = [m for _, _, m in said(shadow_lints, rules(own)) if "never holds" in m]
    assert [message.split(" in ")[0] for message in never] == keys


@pytest.mark.parametrize(
    ("own", "code"),
    [
        ({"max": 1, "distance": {"same": "9px"}}, ["no-effect"]),
        ({"max": 2, "distance": {"same": "9px"}}, []),
        ({"distance": {"same": "9px", "a": "9px"}}, ["shadowed"]),
        ({"distance": {"ad": "9px", "any": "3px"}}, ["shadowed"]),
        ({"distance": {"#air": "9px", "same-category": "3px"}}, []),
    ],
)
def test_a_distance_that_nothing_asks_by_its_name(own, code):
    assert [each for each, _, _ in said(shadow_lints, rules(own))] == code


def test_every_level_of_heading_covers_headings_in_the_directions_that_it_asks():
    levels = {f"h{level}": "9px" for level in range(2, 7)}
    whole = {"clearance": {"heading": "3px", **levels}}
    half = {"clearance": {"heading": "3px", **levels, "h4": {"above": "9px"}}}
    assert [p for _, p, _ in said(shadow_lints, rules(whole))] == [
        ("slot", "a", "clearance", "heading")
    ]
    assert said(shadow_lints, rules(half)) == []


@pytest.mark.parametrize("density", [10, 30, 50, 99])
@pytest.mark.parametrize("least", [1, 2, 7])
@pytest.mark.parametrize("sticky", [0, 50])
def test_density_asks_for_the_least_copy_that_keeps_it(density, least, sticky):
    page = {"density": f"{density}%", **({"sticky_ad": f"{sticky}px"} if sticky else {})}
    told = [m for _, _, m in said(density_lints, rules({"min": least}, page))]
    assert len(told) == 2  # one a breakpoint: words on a line differ
    copy = int(re.search(r"in from (\d+)px of copy", told[0])[1])
    ads, limit = 250 * least, Fraction(density, 100)

    def kept(height):
        return (ads + sticky) <= limit * (height + ads)

    assert kept(copy)
    assert copy == 0 or not kept(copy - 1)


@pytest.mark.parametrize(
    ("own", "severity"),
    [
        ({}, Severity.INFO),
        ({"min_from": "584px"}, None),
        ({"min_from": "583px"}, Severity.WARNING),
        ({"min_from": "9 paragraphs"}, None),
        ({"min_from": "200 words"}, None),
        ({"min_from": "60 words"}, Severity.WARNING),
        ({"when": {"min_words": 60}}, Severity.WARNING),
        ({"when": {"max_words": 40}}, Severity.ERROR),
    ],
)
def test_a_min_is_told_of_where_shorter_stories_may_have_it(own, severity):
    made = rules({"min": 1, **own}, {"density": "30%"})
    found = {each.severity for each in density_lints(made) if "mobile" in each.message}
    assert found == ({severity} if severity else set())


def test_slots_outside_the_copy_ask_nothing_of_density():
    page = {"density": "0%"}
    assert [c for c, _, _ in said(density_lints, rules({}, page))] == ["density-unreachable"] * 2
    assert said(density_lints, rules({"region": "end"}, page)) == []
    assert said(density_lints, rules({"holds": "blue_box", "sizes": []}, page)) == []
