"""What a chain of boxes comes to in the flow, and rules that give way for as few as it takes."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from support.placement.small_cases import (
    case_of,
    content,
    paragraphs,
    problem_of,
    rules_of,
    strip_of,
)

from slots.placing.flow_measures import density_of, flow, lighthouse_of, measured
from slots.placing.relax import ProblemBuilder, lightened, recorded, relax, terms_of
from slots.placing.sole_rule import alone_of
from slots.problem.build import build_open_problem, build_problem
from slots.problem.choices import objective
from slots.problem.why_closed import refusals
from slots.strip.decision import Relaxation
from slots.units import PX

EFFORT = 1_000


def edges(placements):
    return [(p.slot, p.before, p.top // PX, p.bottom // PX) for p in placements]


def test_boxes_stand_below_their_margin_and_push_down_what_follows():
    made = problem_of(rules_of(a={"margin": "30px"}), ["a-1", "a-2"], paragraphs(3))
    assert edges(flow(made, ((1, 0), (3, 1)), 0)) == [
        ("a-1", "p1", 120 + 10, 230),
        ("a-2", None, 340 + 140 + 30, 610),
    ]
    assert flow(made, (), 0) == ()


def test_a_box_of_the_rail_starts_at_its_mark_and_moves_nothing():
    made = rules_of(a={"margin": "20px"}, b={"region": "beside"})
    problem = problem_of(made, ["a-1", "b-1"], paragraphs(3))
    assert edges(flow(problem, ((1, 1), (2, 0)), 0)) == [
        ("b-1", "p1", 120, 220),
        ("a-1", "p2", 240, 340),
    ]
    assert edges(flow(problem, ((1, 0), (2, 1)), 0))[1] == ("b-1", "p2", 240 + 120, 460)


def test_density_is_that_of_the_worst_strip():
    made = rules_of(a={})
    strips = paragraphs(4), paragraphs(4, high=200)
    problem = problem_of(made, ["a-1"], *strips)
    assert density_of(problem, ((1, 0),)) == pytest.approx(100 / 560)
    assert density_of(problem, ()) == 0.0


def test_lighthouse_counts_the_ads_of_the_copy_and_those_placed():
    """The last ad of those in the copy is the one it brings along, moved down by the first."""
    strip = strip_of(["paragraph", "paragraph", "ad", "paragraph"])
    problem = problem_of(rules_of(a={"margin": "20px"}), ["a-1"], strip)
    moved = 240 + 120
    share = 200 / (moved + 50 + 600)
    assert lighthouse_of(problem, ((1, 0),)) == pytest.approx(share)
    alone = 100 / (240 + 50 + 600)
    assert lighthouse_of(problem, ()) == pytest.approx(alone)


def test_ads_that_stand_beside_each_other_are_not_counted_twice():
    made = rules_of(a={"margin": "20px"}, b={"region": "beside"})
    problem = problem_of(made, ["a-1", "b-1"], paragraphs(3))
    assert lighthouse_of(problem, ((1, 1), (2, 0))) == pytest.approx(100 / (240 + 50 + 600))


def test_a_decision_has_the_worth_of_its_chain_and_a_bound_no_lower():
    problem = problem_of(rules_of(a={}), ["a-1"], paragraphs(4))
    poor, good = measured(problem, ((0, 0),)), measured(problem, ((2, 0),))
    assert poor.objective == objective(problem, ((0, 0),)) < good.objective
    assert poor.bound == good.bound == good.objective


def builder(rules, names, strip):
    case = case_of(rules, names, strip)
    return ProblemBuilder(
        closed=lambda steps: build_problem(case, steps),
        opened=lambda leaves: build_open_problem(case, leaves),
    )


def relaxed(rules, names, strip):
    """What gave way for whom, and the gaps of the chain."""
    made = builder(rules, names, strip)
    chosen = relax(made, EFFORT)
    problem = lightened(chosen)
    given = tuple(recorded(made.closed({}), problem, chosen.chain))
    return given, [gap for gap, _ in chosen.chain]


FIRST = [{"rule": "from_top", "to": "200px"}, {"rule": "from_top"}]
BOTH = {"min": 2, "from_top": "440px", "distance": {"same": "100px"}}


def test_nothing_gives_way_where_min_is_met():
    rules = rules_of(a={"min": 1, "from_top": "240px", "relax": FIRST})
    assert relaxed(rules, ["a-1"], paragraphs(4))[0] == ()


def test_nothing_gives_way_that_does_not_help():
    rules = rules_of(a={"min": 1, "only_before": ["table"], "relax": FIRST, "from_top": "9px"})
    assert relaxed(rules, ["a-1"], paragraphs(4)) == ((), [])


def test_the_first_step_that_is_enough_is_the_last_that_is_taken():
    """Only the end is open as written; the second ad needs 100 px to it, and the first step."""
    rules = rules_of(a={**BOTH, "relax": FIRST})
    given, gaps = relaxed(rules, ["a-1", "a-2"], paragraphs(4))
    assert given == (Relaxation("a", 1, "from_top", "440px", "200px", ("a-1",)),)
    assert gaps[1] == 4 and 2 <= gaps[0] < 4


def test_both_steps_are_recorded_for_a_content_that_needs_both():
    own = {**BOTH, "positions": ["before paragraph 1", "after paragraph 4"]}
    given, gaps = relaxed(rules_of(a={**own, "relax": FIRST}), ["a-1", "a-2"], paragraphs(4))
    assert gaps == [0, 4]
    assert [(g.step, g.asked, g.instead, g.ads) for g in given] == [
        (1, "440px", "200px", ("a-1",)),
        (2, "200px", "nothing", ("a-1",)),
    ]


def test_a_slot_that_no_step_fills_frees_no_more_than_it_helps():
    own = {**BOTH, "min": 3, "positions": ["before paragraph 1", "after paragraph 4"]}
    rules = rules_of(a={**own, "relax": FIRST})
    given, gaps = relaxed(rules, ["a-1", "a-2", "a-3"], paragraphs(4))
    assert gaps == [0, 4]
    assert {name for each in given for name in each.ads} == {"a-1"}


def test_terms_as_written_are_found_among_those_with_steps_taken():
    rules = rules_of(a={"min": 1, "from_top": "9px", "relax": FIRST})
    made = builder(rules, ["a-1", "a-2"], paragraphs(2))
    assert terms_of(made.closed({"a-1": 1}), "a").from_top == rules.slot["a"].from_top


def sole(rules, names, strip, chain):
    problem = problem_of(rules, names, strip)
    return [
        (name, str(rule))
        for name, rule in alone_of(problem, chain, tuple(refusals(problem, chain)))
    ]


@pytest.mark.parametrize(
    ("page", "own", "rule"),
    [
        ({}, {"max": 1}, "max"),
        ({"max_ads": 1}, {}, "max_ads"),
        ({"fewer_ads": ["1 under 9000 words"]}, {}, "fewer_ads"),
    ],
)
def test_a_quota_is_the_only_one_where_others_could_make_room(page, own, rule):
    """A first ad in the middle is too near to every gap; without the quota it would stand at the
    top, and the second at the end."""
    rules = rules_of(page, a={**own, "distance": {"same": "300px"}})
    chain = ((2, 0),)
    assert sole(rules, ["a-1", "a-2"], paragraphs(4), chain) == [("a-2", rule)]
    rules = rules_of(page, a={**own, "distance": {"same": "900px"}})
    assert sole(rules, ["a-1", "a-2"], paragraphs(4), chain) == []


@pytest.mark.parametrize(("distance", "told"), [("900px", [("c-1", "distance any")]), ("1px", [])])
def test_a_distance_is_the_only_one_where_the_others_could_stand_elsewhere(distance, told):
    own = {"positions": ["after paragraph 1", "after paragraph 3"], "distance": {"any": distance}}
    rules = rules_of({"spacing": ["300px"]}, a={}, c=own)
    assert sole(rules, ["a-1", "c-1"], paragraphs(4), ((2, 0),)) == told


def test_where_one_rule_closes_a_gap_by_itself_the_trace_has_said_so():
    rules = rules_of(a={"from_top": "900px"})
    assert sole(rules, ["a-1"], paragraphs(3), ()) == []


def test_two_rules_that_close_the_same_gaps_leave_no_sole_one():
    rules = rules_of(a={"from_top": "900px", "from_end": "900px"})
    assert sole(rules, ["a-1"], paragraphs(3), ()) == []


def test_more_contents_than_can_be_searched_are_told_nothing():
    names = [f"a-{n}" for n in range(13)]
    rules = rules_of({"max_ads": 1}, a={"distance": {"same": "300px"}})
    assert sole(rules, names, paragraphs(4), ((2, 0),)) == []
    assert sole(rules, names[:12], paragraphs(4), ((2, 0),))


def test_small_contents_are_no_part_of_their_slots_neighbours():
    """Every pair of boxes in the flow keeps what its own margins ask, whatever their sizes."""
    made = rules_of(a={"margin": "25px"})
    contents = (content("a-1", (300, 10)), content("a-2", (100, 250)), content("a-3", (9, 9)))
    problem = problem_of(made, contents, paragraphs(3))
    boxes = flow(problem, ((0, 0), (1, 1), (3, 2)), 0)
    assert all(below.top - above.bottom >= 50 * PX for above, below in combinations(boxes, 2))
    assert replace(boxes[0], top=0).size == (300 * PX, 10 * PX)
