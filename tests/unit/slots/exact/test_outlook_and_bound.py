"""What the search looks up, and its upper bound: never lower than what can still be added."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from support.placement.small_cases import case_of, content, paragraphs, problem_of, rules_of

from slots.exact.outlook import SCALE, disorder, members, outlook
from slots.exact.upper_bound import upper_bound
from slots.frozen import light, light_by_identity
from slots.problem.between_boxes import last_fits
from slots.problem.build import build_open_problem
from slots.problem.choices import clashes, objective
from slots.rules.relaxation import Leave

PROBLEMS = {
    "two alike": problem_of(
        rules_of(a={"distance": {"same": "150px"}}), ["a-1", "a-2"], paragraphs(5)
    ),
    "values and decay": problem_of(
        rules_of(
            a={"value": 300, "decay": "40%"}, b={"value": 80, "positions": ["100px", "300px"]}
        ),
        ["a-1", "b-1", "a-2"],
        paragraphs(4, screen=200),
    ),
    "order and quotas": problem_of(
        rules_of({"order": ["a", "b"], "max_ads": 2, "evenness": 0}, a={"min": 1}, b={}, c={}),
        ["b-1", "a-1", "c-1"],
        paragraphs(4),
    ),
    "density": problem_of(
        rules_of({"density": "30%"}, a={}, m={"holds": "blue_box", "distance": {"ad": "200px"}}),
        ["a-1", "a-2", "m-1"],
        paragraphs(4),
    ),
    "air": problem_of(rules_of(a={"distance": {"same": "148px"}}), ["a-1", "a-2"], paragraphs(5)),
    "groups": problem_of(
        rules_of(
            a={"distance": {"ad": "400px"}},
            b={"distance": {"ad": "400px"}},
            m={"holds": "blue_box"},
            d={"holds": "digest"},
            n={"holds": "newsletter"},
        ),
        ["a-1", "m-1", "b-1", "d-1", "n-1"],
        paragraphs(4),
    ),
    "spacing": problem_of(
        rules_of({"spacing": ["100px", "250px after 2 ads"], "source_order": 50}, a={}, b={}),
        ["a-1", "b-1", "a-2", "b-2", "a-3"],
        paragraphs(3),
    ),
}


def chains_of(problem):
    """Every chain that all rules allow, by trying all."""
    count = range(len(problem.contents))
    found = []
    for some in range(len(problem.contents) + 1):
        for gaps in combinations(range(problem.end + 1), some):
            for order in permutations(count, some):
                chain = tuple(zip(gaps, order, strict=True))
                if (
                    all(problem.open(c, gap) for gap, c in chain)
                    and not any(clashes(problem, tuple(sorted(order))))
                    and all(last_fits(problem, chain[: n + 1]) for n in range(some))
                ):
                    found.append(chain)
    return found


@pytest.mark.parametrize("name", PROBLEMS)
def test_no_chain_gains_more_than_the_bound_of_its_beginning(name):
    problem = PROBLEMS[name]
    view = outlook(problem)
    bound = upper_bound(view)
    stops = {gap: place for place, gap in enumerate(view.stops)}
    chains = chains_of(problem)
    assert len(chains) > 10
    for chain in chains:
        for cut in range(1, len(chain) + 1):
            begun = chain[:cut]
            gap, last = begun[-1]
            mask = sum(1 << c for _, c in begun)
            place = stops[gap] + 1
            most = bound.below(mask, last)[place]
            gained = SCALE * (objective(problem, chain) - objective(problem, begun))
            assert gained + view.rest(place) <= most + SCALE


@pytest.mark.parametrize("name", sorted({*PROBLEMS} - {"spacing"}))  # where never all have room
def test_where_nothing_can_be_added_the_bound_is_nothing(name):
    """Not even what counts already towards a `min`: a bound that is loose is no error, but slow."""
    problem = PROBLEMS[name]
    view = outlook(problem)
    bound = upper_bound(view)
    stops = {gap: place for place, gap in enumerate(view.stops)}
    full = [c for c in chains_of(problem) if c and not view.addable(sum(1 << d for _, d in c))]
    assert full
    for chain in full:
        gap, last = chain[-1]
        place = stops[gap] + 1
        most = bound.below(sum(1 << c for _, c in chain), last)[place]
        assert 0 <= most - view.rest(place) <= SCALE


@pytest.mark.parametrize("name", PROBLEMS)
def test_breaking_symmetry_loses_no_best_chain(name):
    """Of all best chains one is made by taking only contents that may come next."""
    problem = PROBLEMS[name]
    view = outlook(problem)
    chains = chains_of(problem)
    best = max(objective(problem, chain) for chain in chains)

    def reached(chain):
        masks = [sum(1 << c for _, c in chain[:n]) for n in range(len(chain))]
        return all(c in view.next(mask) for mask, (_, c) in zip(masks, chain, strict=True))

    assert any(objective(problem, chain) == best and reached(chain) for chain in chains)
    assert all(
        c in members(view.addable(sum(1 << d for _, d in chain[:n])))
        for chain in chains
        for n, (_, c) in enumerate(chain)
    )


def test_interchangeable_contents_come_in_one_order():
    view = outlook(PROBLEMS["two alike"])
    assert view.next(0) == (0,)
    assert view.next(0b01) == (1,)
    assert view.next(0b11) == ()
    assert view.classes == (0, 0) and view.kinds == (0, 0)


def test_contents_of_other_sizes_or_categories_are_not_interchangeable():
    rules = rules_of(a={})
    sizes = content("a-1"), content("a-2", (300, 101))
    assert outlook(problem_of(rules, sizes, paragraphs(3))).next(0) == (0, 1)
    firms = content("a-1"), content("a-2", categories=("air",))
    assert outlook(problem_of(rules, firms, paragraphs(3))).next(0) == (0, 1)


def test_two_slots_that_ask_the_same_are_interchangeable_where_each_has_one():
    same = rules_of(a={}, b={})
    assert outlook(problem_of(same, ["a-1", "b-1"], paragraphs(3))).next(0) == (0,)
    ordered = rules_of({"order": ["b", "a"]}, a={}, b={})
    assert outlook(problem_of(ordered, ["a-1", "b-1"], paragraphs(3))).next(0) == (0, 1)
    dearer = rules_of(a={}, b={"value": 101})
    assert outlook(problem_of(dearer, ["a-1", "b-1"], paragraphs(3))).next(0) == (0, 1)
    farther = rules_of(a={"distance": {"c": "9px"}}, b={}, c={})
    assert outlook(problem_of(farther, ["a-1", "b-1", "c-1"], paragraphs(3))).next(0) == (0, 1, 2)


def test_only_gaps_open_to_some_content_are_stops():
    own = {"positions": ["after paragraph 1"]}, {"positions": ["after paragraph 3"]}
    view = outlook(problem_of(rules_of(a=own[0], b=own[1]), ["a-1", "b-1"], paragraphs(4)))
    assert view.stops == (1, 3)
    assert [[gain is not None for gain in row] for row in view.gains] == [
        [True, False],
        [False, True],
    ]


def test_of_gaps_worth_the_same_the_higher_one_gains_more():
    view = outlook(PROBLEMS["two alike"])
    for row in view.gains:
        assert list(row) == sorted(row, reverse=True)
        assert row[0] - row[-1] < SCALE


def test_variants_on_relaxed_terms_are_a_class_of_their_own():
    rules = rules_of(a={"from_top": "900px", "min": 1, "relax": [{"rule": "from_top"}]})
    case = case_of(rules, ["a-1", "a-2"], paragraphs(3))
    view = outlook(build_open_problem(case, {"a": (Leave(1, 1),)}))
    assert view.firsts == (0, 0, 2, 2)
    assert view.classes == (0, 1, 0, 1)
    assert view.most == (2, 1)
    assert not view.feasible(0b0011) and not view.feasible(0b1010) and view.feasible(0b1001)


def test_masks_are_sets_of_contents():
    assert members(0) == () and members(0b10110) == (1, 2, 4)
    assert disorder(0b10110, 1) == 2 and disorder(0b10110, 4) == 0 and disorder(0, 3) == 0


@light
class Point:
    x: int
    y: int = 0


@light_by_identity
class Word:
    text: str


def test_light_things_are_compared_by_their_fields_or_by_identity():
    assert Point(1) == Point(1, 0) != Point(2)
    assert len({Point(1), Point(1, 0), Point(2)}) == 2
    one, other = Word("a"), Word("a")
    assert one != other and len({one, other}) == 2
    assert not hasattr(Point(1), "__dict__") and not hasattr(one, "__dict__")
