"""How far boxes are from one another, and which rules they break by where they stand."""

from __future__ import annotations

import pytest
from support.placement.small_cases import case_of, content, paragraphs, problem_of, rules_of

from slots.problem.between_boxes import (
    apart,
    beyond,
    conflicts,
    last_fits,
    loosened,
    ordered,
    spacing_after,
    weak_without,
)
from slots.problem.build import build_problem
from slots.strip.distance import Axis
from slots.strip.measured_flow import Standing
from slots.strip.refusal import Kind
from slots.units import PX

NAMES = ("a-1", "a-2", "a-3")


def problem(page=None, names=NAMES, count=8, screen=600, **own):
    made = rules_of(page, a={"margin": "20px", **own}, b={"margin": "20px", "region": "beside"})
    return problem_of(made, names, paragraphs(count, screen=screen))


def kinds(found):
    return [obstacle.rule.kind for obstacle in found]


def test_boxes_are_measured_from_foot_to_head_in_the_final_flow():
    """Below the first its margin of 20, two paragraphs with the white below each; the head of the
    second is where its white of 20 ends, as much as its margin."""
    made = problem()
    assert apart(made, ((1, 0), (3, 1)), Axis.MPT, 0) == (20 + 240) * PX
    assert apart(made, ((1, 0), (3, 1)), Axis.WORDS, 0) == 100
    assert apart(made, ((1, 0), (3, 1)), Axis.PARAGRAPHS, 0) == 2


def test_a_box_between_two_holds_them_apart_by_its_growth():
    """It brings its height and one margin more: 100 + 20; the white above it is there anyway."""
    made = problem()
    near, far = ((1, 0), (3, 2)), ((1, 0), (2, 1), (3, 2))
    assert apart(made, far, Axis.MPT, 0) - apart(made, near, Axis.MPT, 0) == 120 * PX
    assert apart(made, far, Axis.WORDS, 0) == apart(made, near, Axis.WORDS, 0)


def test_a_margin_wider_than_the_white_lifts_a_box_down():
    wide = problem(margin="50px")
    assert apart(wide, ((1, 0), (2, 1)), Axis.MPT, 0) == (50 + 120 + 30) * PX


def test_two_boxes_of_the_rail_are_measured_there_and_one_passes_the_copy():
    beside = problem(names=("b-1", "b-2", "a-1"))
    assert apart(beside, ((1, 0), (3, 1)), Axis.MPT, 0) == (240 - 100) * PX
    assert apart(beside, ((1, 0), (3, 2)), Axis.MPT, 0) == 240 * PX
    assert apart(beside, ((1, 2), (3, 0)), Axis.MPT, 0) == (20 + 240) * PX


@pytest.mark.parametrize(
    ("distance", "broken"),
    [("260px", False), ("261px", True), ("2 paragraphs", False), ("3 paragraphs", True)],
)
def test_exactly_the_distance_is_enough(distance, broken):
    made = problem(distance={"same": distance})
    chain = ((1, 0), (3, 1))
    assert kinds(conflicts(made, chain, 0)) == kinds(conflicts(made, chain, 1))
    assert kinds(conflicts(made, chain, 1)) == [Kind.DISTANCE] * broken
    assert last_fits(made, chain) is not broken


def test_what_is_lacking_is_told_against_the_other_in_the_unit_of_the_rule():
    made = problem(distance={"same": "300px"})
    (obstacle,) = conflicts(made, ((1, 0), (3, 1)), 1)
    refusal = obstacle.refusal("p3", "a-2", made.rulers)
    assert str(refusal) == 'distance same against "a-1" needs 300px, has 260px'


def test_order_of_slots_is_kept_however_far_they_are():
    made = problem_of(
        rules_of({"order": ["a", "c"]}, a={}, c={}, d={}), ["a-1", "c-1", "d-1"], paragraphs(40)
    )
    assert ordered(made, 0, 1) and not ordered(made, 1, 0)
    assert ordered(made, 2, 0) and ordered(made, 0, 2) and ordered(made, 0, 0)
    chain = ((1, 1), (39, 0))
    assert [(o.rule.kind, o.needed, o.has, o.against) for o in conflicts(made, chain, 1)] == [
        (Kind.ORDER, "above", "below", "c-1")
    ]
    assert not last_fits(made, chain)


def test_spacing_grows_with_the_ads_above():
    made = problem({"spacing": ["100px", "300px after 2 ads"]})
    assert spacing_after(made, 0) is None
    assert [n.amount // PX for a in (1, 2, 9) for n in spacing_after(made, a)] == [100, 300, 300]
    two, three = ((1, 0), (2, 1)), ((1, 0), (2, 1), (3, 2))
    assert last_fits(made, two)
    assert not last_fits(made, three)
    (obstacle,) = conflicts(made, three, 2)
    assert (obstacle.rule.kind, obstacle.against) == (Kind.SPACING, "a-2")


def test_an_ad_above_answers_for_what_one_below_breaks_with_it():
    """The third has two above only because of the first: it is refused for its sake, too."""
    made = problem({"spacing": ["100px", "300px after 2 ads"]})
    (obstacle,) = conflicts(made, ((1, 0), (2, 1), (3, 2)), 0)
    assert (obstacle.rule.kind, obstacle.rule.third, obstacle.against) == (
        *(Kind.SPACING, "a-3", "a-2"),
    )


@pytest.mark.parametrize(("screen", "broken"), [(140, False), (141, True)])
def test_a_screen_shows_both_if_the_way_between_them_is_less_than_its_height(screen, broken):
    made = problem({"max_per_screen": 1}, screen=screen)
    chain = ((1, 0), (2, 1))
    assert apart(made, chain, Axis.MPT, 0) == 140 * PX
    assert kinds(conflicts(made, chain, 1)) == [Kind.MAX_PER_SCREEN] * broken


@pytest.mark.parametrize(("top", "broken"), [(999, True), (1001, False)])
def test_ads_beside_the_copy_meet_one_where_those_above_it_have_moved_it(top, broken):
    """The second box stands at 480 + 120 = 600, down to 700: 300 px from there nothing is seen."""
    rail = (Standing("rail-1", top * PX, (top + 100) * PX),)
    made = rules_of({"max_per_screen": 1}, a={"margin": "20px"})
    between = problem_of(made, NAMES[:2], paragraphs(12, screen=300, standing=rail))
    chain = ((1, 0), (4, 1))
    assert kinds(conflicts(between, chain, 1)) == [Kind.MAX_PER_SCREEN] * broken


def test_a_box_that_holds_two_apart_is_missed_where_it_is_taken_away():
    made = problem(distance={"same": "200px"})
    assert weak_without(made, ((1, 0), (2, 1))).pairs == ((0, 1),)
    assert not weak_without(made, ((1, 0), (3, 1)))


def test_what_a_third_must_hold_apart_is_told_of_both():
    made = rules_of(None, a={"distance": {"same": "200px"}}, m={"holds": "blue_box"})
    between = build_problem(case_of(made, ["a-1", "a-2", "m-1"], paragraphs(8)))
    weak = weak_without(between, ((1, 0), (2, 1)))
    held = ((1, 0), (2, 2), (2, 1))
    assert list(loosened(between, held, 1, weak)) == []
    (obstacle,) = loosened(between, ((0, 2), (1, 0), (2, 1)), 0, weak)
    assert (obstacle.rule.kind, obstacle.rule.third, obstacle.against) == (
        *(Kind.DISTANCE, "a-1", "a-2"),
    )


def test_beyond_the_greatest_need_nothing_is_asked():
    made = problem(distance={"same": "300px"})
    chain = ((1, 0), (3, 1))
    assert made.far[Axis.MPT] == (300 + 100) * PX
    assert not beyond(made, chain, made.far[Axis.MPT] - 1)
    assert beyond(made, chain, made.far[Axis.MPT])
    counted = problem(distance={"same": "3 paragraphs"})
    assert not beyond(counted, ((1, 0), (3, 1)), 10**9)
    assert beyond(counted, ((1, 0), (4, 1)), 10**9)


def test_modules_do_not_count_among_ads():
    made = rules_of({"max_per_screen": 1, "spacing": ["900px"]}, a={}, m={"holds": "blue_box"})
    mixed = problem_of(made, ["a-1", "m-1"], paragraphs(4))
    assert list(conflicts(mixed, ((1, 0), (2, 1)), 0)) == []
    assert last_fits(mixed, ((1, 0), (2, 1)))


def test_a_problem_without_rules_between_boxes_has_no_quarrels():
    made = problem(names=(content("a-1"), content("a-2", (100, 10))))
    assert list(conflicts(made, ((1, 0), (2, 1)), 0)) == []
