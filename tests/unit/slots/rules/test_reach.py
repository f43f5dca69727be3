"""Which table of a rule file a slot's terms come from, and what a key written in one reaches."""

from __future__ import annotations

import pytest

from slots.rules.reach import (
    layers,
    page_tables,
    page_writer,
    reached,
    sets,
    spots,
    term_tables,
    writer,
)
from slots.rules.terms import Rules

POINTS = {"mobile": "320px..479px", "desktop": "480px..999px"}
RULES = Rules.model_validate(
    {
        "breakpoints": POINTS,
        "defaults": {
            "margin": "10px",
            "clearance": {"image": "50px"},
            "at": {"mobile": {"margin": "12px"}},
        },
        "slot": {
            "a": {
                "holds": "ad",
                "value": 3,
                "clearance": {"image": {"above": "9px"}},
                "distance": {"any": "1px"},
                "at": {"mobile": {"margin": "14px"}},
            },
            "b": {"holds": "ad"},
        },
        "page": {"max_ads": 4, "at": {"mobile": {"density": "30%"}}},
    }
)
DEFAULTS, OWN = ("defaults",), ("slot", "a")
NEAR, MOBILE = ("defaults", "at", "mobile"), ("slot", "a", "at", "mobile")


def test_every_table_of_terms_is_found_in_the_order_of_the_file():
    assert [path for path, _ in term_tables(RULES)] == [
        *(DEFAULTS, NEAR, OWN, MOBILE),
        ("slot", "b"),
    ]
    assert [path for path, _ in page_tables(RULES)] == [("page",), ("page", "at", "mobile")]


def test_a_spot_is_a_slot_at_a_breakpoint():
    assert list(spots(RULES)) == [(s, p) for s in "ab" for p in ("mobile", "desktop")]
    assert list(spots(Rules())) == []


@pytest.mark.parametrize(
    ("spot", "tables"),
    [
        (("a", "mobile"), (DEFAULTS, NEAR, OWN, MOBILE)),
        (("a", "desktop"), (DEFAULTS, OWN)),
        (("b", "mobile"), (DEFAULTS, NEAR, ("slot", "b"))),
    ],
)
def test_the_most_special_table_comes_last(spot, tables):
    assert tuple(path for path, _ in layers(RULES, spot)) == tables


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ((), True),
        (("value",), True),
        (("max",), False),
        (("clearance",), True),
        (("clearance", "image"), True),
        (("clearance", "image", "above"), True),
        (("clearance", "image", "below"), False),
        (("clearance", "heading"), False),
        (("clearance", "heading", "above"), False),
        (("distance", "any"), True),
        (("value", "deeper"), False),
    ],
)
def test_a_key_is_set_where_it_is_written_and_not_where_it_has_its_default(keys, found):
    assert sets(RULES.slot["a"], keys) is found


@pytest.mark.parametrize(
    ("spot", "options", "path"),
    [
        (("a", "mobile"), [("margin",)], (*MOBILE, "margin")),
        (("a", "desktop"), [("margin",)], (*DEFAULTS, "margin")),
        (("b", "mobile"), [("margin",)], (*NEAR, "margin")),
        (("a", "mobile"), [("max",), ("value",)], (*OWN, "value")),
        (("a", "mobile"), [("value",), ("margin",)], (*MOBILE, "margin")),
        (("a", "mobile"), [("clearance", "image", "above")], (*OWN, "clearance", "image", "above")),
        (
            ("a", "mobile"),
            [("clearance", "image", "below")],
            (*DEFAULTS, "clearance", "image", "below"),
        ),
        (("b", "desktop"), [("max",)], ("slot", "b")),
    ],
)
def test_what_holds_is_written_in_the_most_special_table_that_sets_it(spot, options, path):
    assert writer(RULES, spot, *options) == path


@pytest.mark.parametrize(
    ("table", "keys", "held"),
    [
        (DEFAULTS, ("margin",), {("a", "desktop"), ("b", "desktop")}),
        (NEAR, ("margin",), {("b", "mobile")}),
        (MOBILE, ("margin",), {("a", "mobile")}),
        (OWN, ("value",), {("a", "mobile"), ("a", "desktop")}),
        (OWN, ("margin",), set()),
        (("slot", "a", "at", "tablet"), ("margin",), set()),
    ],
)
def test_a_key_reaches_the_spots_for_which_no_later_table_sets_it(table, keys, held):
    assert set(reached(RULES, table, keys)) == held


def test_a_key_of_the_page_is_found_at_its_breakpoint_first():
    assert page_writer(RULES, "mobile", "density") == ("page", "at", "mobile", "density")
    assert page_writer(RULES, "mobile", "max_ads") == ("page", "max_ads")
    assert page_writer(RULES, "desktop", "density") == ("page",)
