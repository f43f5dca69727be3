"""Names that nobody knows, and slots that lack something or ask for what no story can give."""

from __future__ import annotations

import datetime

import pytest

from slots.checks.slot_bounds import check_slots, check_when
from slots.checks.unknown_names import check_names
from slots.finding import Severity
from slots.rules.terms import Rules

POINTS = {"mobile": "320px..479px", "desktop": "480px..999px"}


def rules(own=None, category=None, page=None, **others):
    ad = {"holds": "ad", "label": "Advertisement", "sizes": ["300x250"], **(own or {})}
    data = {"breakpoints": POINTS, "page": page or {}, "category": category or {}}
    return Rules.model_validate({**data, "slot": {"a": ad, **others}})


def unknown(made):
    found = check_names(made, tuple(made.slot), tuple(made.breakpoints))
    return [(each.code, each.path, each.key) for each in found]


def bounds(made):
    return [(each.code, each.path) for each in check_slots(made)]


@pytest.mark.parametrize(
    "own",
    [
        {"clearance": {"h3": "9px", "#crash": "9px", "inline-image": "9px"}},
        {"distance": dict.fromkeys(("same", "any", "same-category", "module", "a"), "9px")},
        {"distance": {"digest": "9px", "#airline": "9px"}},
        {"never_between": [["heading", "#faq"]]},
        {"when": {"devices": ["mobile"], "blocks": ["table"]}},
        {"at": {"desktop": {"margin": "9px"}}},
    ],
)
def test_names_that_mean_something_are_let_be(own):
    assert unknown(rules(own)) == []


@pytest.mark.parametrize(
    ("own", "code", "path", "key"),
    [
        ({"clearance": {"imag": "9px"}}, "unknown-opponent", ("clearance", "imag"), True),
        (
            {"clearance": {"image": {"above": "9px", "unless_before": ["image", "hedding"]}}},
            *("unknown-opponent", ("clearance", "image", "unless_before", 1), False),
        ),
        ({"distance": {"b": "9px"}}, "unknown-slot", ("distance", "b"), True),
        ({"never_after": ["list", "lsit"]}, "unknown-opponent", ("never_after", 1), False),
        (
            {"never_between": [["list", "rule"], ["list", "ruler"]]},
            *("unknown-opponent", ("never_between", 1, 1), False),
        ),
        ({"when": {"devices": ["tablet"]}}, "unknown-breakpoint", ("when", "devices", 0), False),
        ({"when": {"blocks": ["h7"]}}, "unknown-opponent", ("when", "blocks", 0), False),
        ({"at": {"tablet": {}}}, "unknown-breakpoint", ("at", "tablet"), True),
    ],
)
def test_an_unknown_name_is_told_at_its_key_or_in_its_list(own, code, path, key):
    assert unknown(rules(own)) == [(code, ("slot", "a", *path), key)]


def test_a_page_orders_slots_and_groups_slots_and_categories():
    page = {"order": ["a", "#air"], "never_together": [["a", "#air"], ["a", "b"]]}
    assert unknown(rules(page=page)) == [
        ("unknown-slot", ("page", "order", 1), False),
        ("unknown-slot", ("page", "never_together", 1, 1), False),
    ]
    (order, _) = check_names(rules(page=page), ("a",), tuple(POINTS))
    assert "no tag or category stands here" in order.hint


def test_names_of_all_slots_of_a_file_are_known_wherever_its_rules_come_from():
    made = rules({"distance": {"b": "9px"}})
    assert list(check_names(made, ("a", "b"), tuple(POINTS))) == []


@pytest.mark.parametrize("name", ["same", "any", "same-category", "page", "slot", "defaults"])
def test_a_slot_cannot_have_a_name_that_means_something_else(name):
    made = Rules.model_validate({"slot": {name: {"holds": "blue_box"}}})
    assert ("bad-name", ("slot", name), True) in unknown(made)


@pytest.mark.parametrize(
    ("own", "found"),
    [
        ({}, []),
        ({"sizes": []}, [("no-sizes", ("slot", "a"))]),
        ({"sizes": [], "at": {p: {"sizes": ["300x250"]} for p in POINTS}}, []),
        ({"label": "Reklama"}, [("label", ("slot", "a", "label"))]),
        ({"label": "SPONSORED LINKS"}, []),
        ({"promotional": True}, [("modules-only", ("slot", "a", "promotional"))]),
        ({"min": 3, "max": 2}, [("contradiction", ("slot", "a", "min"))]),
        (
            {"max": 2, "at": {"desktop": {"min": 3}}},
            [("contradiction", ("slot", "a", "at", "desktop", "min"))],
        ),
        ({"min": 2, "max": 2}, []),
        ({"sticky": True}, [("no-effect", ("slot", "a", "sticky"))]),
        ({"sticky": True, "at": {"desktop": {"region": "rail"}}}, []),
        ({"region": "rail", "min_run": "9px"}, [("no-effect", ("slot", "a", "min_run"))]),
        ({"sizes": ["999x90"]}, []),
        ({"sizes": ["300x250", "1000x90"]}, [("too-wide", ("slot", "a", "sizes", 1))]),
        (
            {"at": {"mobile": {"sizes": ["480x90"]}}},
            [("too-wide", ("slot", "a", "at", "mobile", "sizes", 0))],
        ),
    ],
)
def test_what_a_slot_for_ads_lacks_or_cannot_have(own, found):
    assert bounds(rules(own)) == found


@pytest.mark.parametrize(
    ("own", "codes"),
    [
        ({"holds": "blue_box"}, []),
        ({"holds": "module"}, []),
        ({"holds": "bluebox"}, ["unknown-kind"]),
        ({"holds": "blue_box", "takes": ["x"], "sizes": ["1x1"]}, ["ads-only", "ads-only"]),
        ({"holds": "blue_box", "auto": 1, "categories": ["air"]}, ["ads-only", "ads-only"]),
    ],
)
def test_what_only_ads_have_does_nothing_for_a_module(own, codes):
    found = [each for each in check_slots(rules(b=own)) if each.path[1] == "b"]
    assert [each.code for each in found] == codes
    assert all(each.severity is Severity.WARNING for each in found)


@pytest.mark.parametrize(
    ("when", "path"),
    [
        ({"min_words": 3, "max_words": 3}, None),
        ({"min_words": 4, "max_words": 3}, ("min_words",)),
        ({"min_blocks": 4, "max_blocks": 3}, ("min_blocks",)),
        ({"min_age": 4, "max_age": 3}, ("min_age",)),
        (
            {
                "published_from": datetime.date(2026, 1, 2),
                "published_until": datetime.date(2026, 1, 2),
            },
            None,
        ),
        (
            {
                "published_from": datetime.date(2026, 1, 2),
                "published_until": datetime.date(2026, 1, 1),
            },
            ("published_from",),
        ),
        ({"tags": ["x"], "without_tags": ["x", "y"]}, ("tags",)),
        ({"tags": ["x", "z"], "without_tags": ["x", "y"]}, None),
        ({"authors": ["x"], "without_authors": ["x"]}, ("authors",)),
        ({"sections": ["x"], "without_sections": ["x"]}, ("sections",)),
        ({"blocks": ["list"], "without_blocks": ["list"]}, ("blocks",)),
    ],
)
def test_conditions_that_no_story_meets_are_told_once_a_slot_and_category(when, path):
    own = rules({"when": when}, {"air": when})
    places = [("category", "air"), ("slot", "a", "when")]
    wanted = [(*place, *path) for place in places] if path else []
    assert [each.path for each in check_when(own)] == wanted
    assert all(each.code == "contradiction" and each.hint for each in check_when(own))
