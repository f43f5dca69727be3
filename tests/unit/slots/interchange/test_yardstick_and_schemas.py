"""One measure for two placements; and what the reports of all commands have in common."""

from __future__ import annotations

import pytest
from support.placement.small_cases import case_of, paragraphs, rules_of
from support.schemas.json_schema import wrong

from slots.interchange.report_schema import (
    COUNT,
    TEXT,
    known,
    lists,
    maybe,
    objects,
    pair,
    report_schema,
)
from slots.interchange.yardstick import Trial, measured_by
from slots.placing.place import place


def trial(rules, names, count=6):
    case = case_of(rules, names, paragraphs(count))
    return Trial(case, place(case))


def test_a_placement_measured_by_its_own_rules_is_worth_what_it_is_and_breaks_none():
    own = trial(rules_of(a={"from_top": "100px", "distance": {"same": "200px"}}), ["a-1", "a-2"])
    found = measured_by(own, own)
    assert (found.objective, found.broken) == (own.decision.objective, ())


def test_rules_that_another_placement_breaks_are_told_box_by_box():
    loose = trial(rules_of(a={}), ["a-1"])
    strict = trial(rules_of({"max_ads": 0}, a={"only_before": ["table"]}), ["a-1"])
    found = measured_by(strict, loose)
    assert [(r.slot, str(r.rule)) for r in found.broken] == [
        ("a", "only_before"),
        ("all", "max_ads"),
    ]
    (box,) = loose.decision.placements
    assert found.broken[0].candidate == box.before
    assert found.objective == loose.decision.objective


def test_a_box_is_played_by_the_slot_of_its_name_else_by_one_of_its_kind_and_region():
    other = trial(rules_of(a={"value": 7}), ["a-1"])
    first = rules_of(r={"region": "beside", "value": 500}, b={"value": 300}, a={"value": 100})
    named = measured_by(trial(first, []), other)
    no_name = rules_of(r={"region": "beside", "value": 500}, b={"value": 300})
    same_region = measured_by(trial(no_name, []), other)
    assert named.objective < same_region.objective
    only_rail = rules_of(r={"region": "beside", "value": 500})
    assert measured_by(trial(only_rail, []), other).objective > same_region.objective


def test_contents_that_the_first_rules_have_are_played_before_new_ones():
    other = trial(rules_of(a={}), ["a-1", "a-2"])
    first = trial(rules_of(a={"max": 1}), ["a-1"])
    assert measured_by(first, other) == 'the first rules have no slot for "a-2"'
    endless = trial(rules_of(a={}), ["a-1"])
    assert measured_by(endless, other).objective == other.decision.objective


def test_what_the_first_rules_cannot_express_is_said():
    other = trial(rules_of(m={"holds": "blue_box"}), ["m-1"])
    for rules in (rules_of(a={}), rules_of(m={"holds": "blue_box", "region": "end"})):
        said = measured_by(trial(rules, []), other)
        assert said == 'the first rules have no slot for "m-1"'


POINT = objects({"x": COUNT, "name": TEXT}, optional=("name",))
SCHEMA = report_schema(
    "try", "a try", [objects({"points": lists(known("point"))})], {"point": POINT}
)
FINDING = {
    "code": "bad",
    "severity": "error",
    "message": "it is bad",
    "file": None,
    "line": 3,
    "column": None,
    "hint": "mend it",
}


@pytest.mark.parametrize(
    "report",
    [
        {"command": "try", "exit": 0, "points": [], "findings": []},
        {"command": "try", "exit": 1, "points": [{"x": 1}], "findings": [FINDING]},
        {"command": "try", "exit": 2, "findings": [FINDING]},
        {"command": "newsgrid", "exit": 70, "findings": [FINDING]},
        {
            "command": "try",
            "exit": 0,
            "points": [],
            "findings": [{**FINDING, "severity": "info", "hint": None}],
        },
    ],
)
def test_a_report_and_a_failure_are_both_in_order(report):
    assert list(wrong(report, SCHEMA)) == []


@pytest.mark.parametrize(
    "report",
    [
        {"command": "other", "exit": 0, "points": [], "findings": []},
        {"command": "try", "exit": 2, "points": [], "findings": []},
        {"command": "try", "exit": 0, "findings": []},
        {"command": "try", "exit": 0, "points": [], "findings": [], "more": 1},
        {"command": "try", "exit": 0, "points": [{"x": -1}], "findings": []},
        {"command": "try", "exit": 0, "points": [{"name": "x"}], "findings": []},
        {"command": "try", "exit": 2, "findings": []},
        {"command": "try", "exit": 2, "findings": [{**FINDING, "hint": None}]},
        {"command": "try", "exit": 2, "findings": [{**FINDING, "hint": ""}]},
        {"command": "try", "exit": 2, "findings": [{**FINDING, "line": 0}]},
        {"command": "try", "exit": 2, "findings": [{**FINDING, "severity": "fatal"}]},
    ],
)
def test_what_no_command_prints_is_refused(report):
    assert list(wrong(report, SCHEMA))


def test_pairs_are_of_two_and_what_may_be_missing_is_null():
    assert not list(wrong([1, 2], pair(COUNT)))
    assert list(wrong([1], pair(COUNT))) and list(wrong([1, 2, 3], pair(COUNT)))
    assert not list(wrong(None, maybe(TEXT))) and list(wrong(1, maybe(TEXT)))
