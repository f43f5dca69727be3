"""Steps of relaxation: which give way, which cannot, and from what they give way."""

from __future__ import annotations

import pytest

from slots.checks.relaxation_steps import check_relax
from slots.finding import Severity
from slots.rules.relaxation import general_distances, relaxed_terms, required_before
from slots.rules.terms import Rules


def rules(**own):
    slot = {"holds": "ad", "sizes": ["300x250"], **own}
    return Rules.model_validate({"slot": {"a": slot, "b": {"holds": "ad"}}})


def codes(**own):
    return [(each.code, each.severity) for each in check_relax(rules(**own))]


def step(rule, to=None):
    return {"rule": rule, **({"to": to} if to else {})}


@pytest.mark.parametrize(
    "own",
    [
        {"relax": []},
        {"from_top": "100px", "relax": [step("from_top", "50px"), step("from_top")]},
        {"adjacent": "9 words", "relax": [step("adjacent", "6 words")]},
        {"never_after": ["image"], "relax": [step("never_after")]},
        {"clearance": {"image": "9px"}, "relax": [step("clearance.inline-image", "5px")]},
        {"clearance": {"image": {"below": "9px"}}, "relax": [step("clearance.image.below")]},
        {"clearance": {"image": "9px"}, "relax": [step("clearance.#crash")]},
        {"distance": {"ad": "90px"}, "relax": [step("distance.b", "50px")]},
        {"distance": {"any": "90px"}, "relax": [step("distance.same", "50px")]},
    ],
)
def test_a_step_that_asks_for_less_is_in_order(own):
    assert codes(**own) == []


@pytest.mark.parametrize(
    ("own", "code"),
    [
        ({"relax": [step("from_tp")]}, "unknown-rule"),
        ({"relax": [step("distance")]}, "unknown-rule"),
        ({"relax": [step("from_top.image")]}, "unknown-rule"),
        ({"relax": [step("from_top")]}, "relax-nothing"),
        ({"distance": {"module": "9px"}, "relax": [step("distance.ad")]}, "relax-nothing"),
        ({"distance": {"any": "9px"}, "relax": [step("distance.#air")]}, "relax-nothing"),
        ({"from_top": "9px", "relax": [step("from_top", "9px")]}, "relax-stronger"),
        ({"never_after": ["image"], "relax": [step("never_after", "9px")]}, "bad-value"),
        ({"adjacent": "9 words", "relax": [step("adjacent", "9px")]}, "bad-value"),
        (
            {"clearance": {"image": "9px"}, "relax": [step("clearance.image.above", "10px")]},
            "relax-stronger",
        ),
    ],
)
def test_a_step_that_does_not_give_way_is_an_error(own, code):
    assert codes(**own) == [(code, Severity.ERROR)]


def test_units_that_only_a_story_compares_are_a_warning():
    assert codes(from_top="9 words", relax=[step("from_top", "9px")]) == [
        ("relax-unit", Severity.WARNING)
    ]


def test_more_than_is_asked_at_one_breakpoint_only_is_a_warning():
    own = {"from_top": "9px", "at": {"mobile": {"from_top": "99px"}}}
    assert codes(**own, relax=[step("from_top", "50px")]) == [("relax-stronger", Severity.WARNING)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (step("from_top"), step("from_top", "1px")),
        (step("from_top", "5px"), step("from_top", "5px")),
        (step("from_top", "5px"), step("from_top", "6px")),
        (step("clearance.image"), step("clearance.image.above", "1px")),
    ],
)
def test_a_step_that_an_earlier_one_has_taken_repeats_it(first, second):
    own = {"from_top": "9px", "clearance": {"image": "9px"}, "relax": [first, second]}
    assert codes(**own) == [("relax-repeats", Severity.ERROR)]


def test_one_direction_after_the_other_repeats_nothing():
    steps = [step("clearance.image.above", "1px"), step("clearance.image.below", "1px")]
    assert codes(clearance={"image": "9px"}, relax=steps) == []


def test_steps_that_reach_no_slot_are_told_of_nothing():
    """A breakpoint sets its own steps everywhere: those of the slot never hold."""
    at = {point: {"relax": []} for point in ("mobile", "tablet", "desktop")}
    assert codes(relax=[step("from_top")], at=at) == []


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("distance.b", "90px"),
        ("distance.ad", "90px"),
        ("distance.blue_box", "70px"),
        ("distance.digest", "40px"),
        ("distance.any", "40px"),
        ("distance.#airline", "nothing"),
        ("distance.same-category", "nothing"),
        ("clearance.inline-image.above", "30px"),
        ("clearance.image", "30px / nothing"),
        ("clearance.list", "nothing"),
        ("never_after", "image, quote"),
        ("from_end", "nothing"),
    ],
)
def test_what_gave_way_is_what_held_before_by_whatever_name(rule, told):
    own = {
        "distance": {"ad": "90px", "blue_box": "70px", "any": "40px"},
        "clearance": {"image": {"above": "30px"}},
        "never_after": ["image", "quote"],
        "relax": [step(rule)],
    }
    terms = rules(**own).terms("a", "mobile")
    assert required_before(terms, terms.relax[0]) == told
    assert required_before(relaxed_terms(terms, 1), terms.relax[0]) in (
        "0px",
        "nothing",
        "0px / nothing",
    )


SPLIT = {"clearance": {"inline-image": {"below": "20px"}, "image": {"above": "90px"}}}
"""A special name that asks in one direction, and leaves the other to a more general one."""


@pytest.mark.parametrize(
    ("rule", "to", "told", "above", "below"),
    [
        ("clearance.inline-image.above", "30px", "90px", "30px", "20px"),
        ("clearance.inline-image.below", "10px", "20px", "None", "10px"),
        ("clearance.inline-image", "10px", "90px / 20px", "10px", "10px"),
        ("clearance.inline-image", None, "90px / 20px", "0px", "0px"),
    ],
)
def test_each_direction_of_a_clearance_falls_back_by_itself(rule, to, told, above, below):
    own = {**SPLIT, "relax": [step(rule, to)]}
    assert codes(**own) == []
    terms = rules(**own).terms("a", "mobile")
    assert required_before(terms, terms.relax[0]) == told
    eased = relaxed_terms(terms, 1).clearance
    assert (str(eased["inline-image"].above), str(eased["inline-image"].below)) == (above, below)
    assert eased["image"] == terms.clearance["image"]


def test_what_spares_a_clearance_spares_the_weaker_one_too():
    """A more special name takes the place of the general one, with its exceptions."""
    image = {"below": "90px", "unless_before": ["heading"]}
    own = {"clearance": {"image": image}, "relax": [step("clearance.inline-image.below", "30px")]}
    eased = relaxed_terms(rules(**own).terms("a", "mobile"), 1).clearance["inline-image"]
    assert (str(eased.below), eased.unless_before) == ("30px", ("heading",))


@pytest.mark.parametrize(
    ("name", "general"),
    [
        ("any", ()),
        ("#airline", ()),
        ("same-category", ()),
        ("ad", ("any",)),
        ("module", ("any",)),
        ("digest", ("module", "any")),
        ("b", ("ad", "module", "any")),
    ],
)
def test_a_distance_falls_back_on_more_general_names(name, general):
    assert general_distances(name) == general
