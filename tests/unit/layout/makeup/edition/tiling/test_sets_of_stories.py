"""Sets of stories as bit masks, beside Python's own sets: an oracle that lists every subset."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.makeup.edition.shapes.setting import NEVER
from layout.makeup.edition.tiling.sets_of_stories import (
    best_ranks,
    parts_of,
    splits_of,
    sums_of_sets,
    with_parts,
    within_others,
)

STORIES = st.integers(0, 127)
LEVELS = [(count, level) for count in range(1, 6) for level in range(1, count + 1)]


def members(stories: int) -> frozenset[int]:
    """The numbers of the stories in a set."""
    return frozenset(n for n in range(stories.bit_length()) if stories >> n & 1)


def subsets(whole: frozenset[int], least: int = 0) -> set[frozenset[int]]:
    """All sets of at least so many of these."""
    sizes = range(least, len(whole) + 1)
    return {frozenset(some) for size in sizes for some in combinations(whole, size)}


@given(STORIES)
def test_the_parts_of_a_set_are_each_there_once_the_largest_number_first(stories: int) -> None:
    parts = list(parts_of(stories))
    assert Counter(map(members, parts)) == Counter(subsets(members(stories), least=1))
    assert parts == sorted(parts, reverse=True)


@pytest.mark.parametrize(("count", "level"), LEVELS)
def test_every_set_is_split_in_every_way(count: int, level: int) -> None:
    """`halves` without an empty part and each way once, `across` with something on top, `down` with
    anything at the left; the parts of a pair are apart and make up the set."""
    splits = splits_of(count, level)
    sets = [members(stories) for stories in splits.sets.tolist()]
    wanted = {some for some in subsets(frozenset(range(count))) if len(some) == level}
    assert Counter(sets) == Counter(wanted)
    for pairs, least in ((splits.across, 1), (splits.down, 0)):
        ways = [(members(a), members(b)) for a, b in zip(*(p.tolist() for p in pairs), strict=True)]
        assert Counter(ways) == Counter(
            (part, whole - part) for whole in sets for part in subsets(whole, least)
        )
    both = zip(*(half.tolist() for half in splits.halves), strict=True)
    halves = [frozenset({members(a), members(b)}) for a, b in both]
    assert Counter(halves) == Counter(
        {frozenset({p, whole - p}) for whole in sets for p in subsets(whole, 1) if p != whole}
    )


@given(st.sampled_from(LEVELS), st.randoms(use_true_random=False))
def test_the_sets_that_are_wanted_keep_all_their_ways_and_order(at, dice) -> None:
    """Sets and pairs come as they were, those of the others left out."""
    count, level = at
    wanted = np.array([dice.random() < 0.5 for _ in range(1 << count)])
    splits = splits_of(count, level)
    kept = splits.of(wanted)
    assert kept.sets.tolist() == [stories for stories in splits.sets if wanted[stories]]
    for name in ("halves", "across", "down"):
        pairs = zip(*getattr(splits, name), strict=True)
        of_wanted = [(int(one), int(other)) for one, other in pairs if wanted[one | other]]
        found = zip(*(half.tolist() for half in getattr(kept, name)), strict=True)
        assert list(found) == of_wanted


@given(st.sets(STORIES))
def test_a_set_with_its_parts_has_no_other(chosen: set[int]) -> None:
    sets = np.zeros(128, dtype=bool)
    sets[list(chosen)] = True
    before = sets.copy()
    wanted = {part for stories in chosen for part in subsets(members(stories))}
    assert {members(n) for n, there in enumerate(with_parts(sets)) if there} == wanted
    assert (sets == before).all(), "what was handed in is left as it was"


@given(st.lists(st.integers(1, 6), max_size=6))
def test_a_set_is_as_good_as_its_best_story(ranks: list[int]) -> None:
    """The best rank is the lowest number; a set of none is worse than any."""
    found = best_ranks(ranks)
    assert len(found) == 1 << len(ranks) and found[0] == NEVER
    for stories in range(1, len(found)):
        assert found[stories] == min(ranks[n] for n in members(stories))


@given(st.lists(st.integers(0, NEVER), max_size=6), st.integers(0, 2 * NEVER))
def test_a_set_costs_what_its_stories_cost_and_never_more_than_the_most(
    costs: list[int], most: int
) -> None:
    sums = [sum(costs[n] for n in members(stories)) for stories in range(1 << len(costs))]
    assert sums_of_sets(costs) == sums
    assert sums_of_sets(costs, most) == [min(most, total) for total in sums]


@given(st.sets(STORIES))
def test_what_is_within_others_has_one_story_less(some: set[int]) -> None:
    there = np.isin(np.arange(128), list(some))
    found = set(np.nonzero(within_others(there))[0].tolist())
    assert found == {
        stories
        for stories in some
        if any(
            members(stories) < members(other) and (stories ^ other).bit_count() == 1
            for other in some
        )
    }
