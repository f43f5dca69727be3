"""Stories dealt to sections: none twice, none too large, each section as full as was wanted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.foreign.dealing import LARGEST, Offer, deal, shuffled
from benchmarks.foreign.editions import EDITIONS, NAMES
from benchmarks.foreign.other_kinds import BRIEF, TOO_BRIEF, opening_of

ROOMS = {"News": 2_000, "Sport": 900}
SIZES = st.lists(st.integers(20, 1_500), min_size=1, max_size=60)
SUPPLIES = st.sampled_from((0.8, 0.95, 1.0, 1.1, 1.3))


def offers(sizes):
    return [Offer(f"story-{number}", size) for number, size in enumerate(sizes)]


@given(SIZES, SUPPLIES)
def test_no_story_twice_none_too_large_and_the_goal_is_the_nearest_there_is(sizes, supply):
    every = {offer.name: offer.cells for offer in offers(sizes)}
    dealt = deal(offers(sizes), ROOMS, supply)
    names = [name for some in dealt.values() for name in some]
    assert len(names) == len(set(names)) and set(names) <= every.keys()
    left = [cells for name, cells in every.items() if name not in names]
    for section, some in dealt.items():
        assert all(every[name] <= LARGEST * ROOMS[section] for name in some)
        short = supply * ROOMS[section] - sum(every[name] for name in some)
        assert short >= -max((every[name] for name in some), default=0) / 2  # over by half of one
        fitting = [cells for cells in left if cells <= LARGEST * ROOMS[section]]
        if section == "Sport":  # the last: nobody took of what it could have had
            assert all(abs(short - cells) >= abs(short) for cells in fitting)


def test_enough_small_stories_come_to_the_goal():
    for supply in (0.8, 1.0, 1.3):
        dealt = deal(offers([30 + number % 40 for number in range(200)]), ROOMS, supply)
        for section, some in dealt.items():
            cells = sum(30 + int(name.removeprefix("story-")) % 40 for name in some)
            assert abs(cells / ROOMS[section] - supply) < 0.02


def test_the_order_is_one_of_chance_that_is_always_the_same():
    some = offers(range(20))
    assert shuffled(some, "web") == shuffled(list(reversed(some)), "web") != some
    assert shuffled(some, "wires") != shuffled(some, "web")


def test_there_are_twenty_editions_and_those_of_the_issue_among_them():
    assert len(EDITIONS) == 20 == len(set(NAMES))
    assert sum(bool(edition.issue) for edition in EDITIONS) == 7
    assert {edition.pages for edition in EDITIONS} == {8, 16, 24, 48, 96}
    assert {80, 95, 100, 110, 130} <= {edition.supply for edition in EDITIONS}
    kinds = [bool(edition.pictured) for edition in EDITIONS if edition.kind == "news"]
    assert any(kinds) and not all(kinds)


def test_a_brief_is_the_paragraphs_that_open_a_story():
    line = " ".join(["word"] * 30)
    assert opening_of([line, line, line, line]) == [line, line, line]
    assert opening_of([line, "## A heading", line]) == [line]
    assert opening_of(["| a | table |", line]) == []
    assert opening_of([" ".join(["word"] * (TOO_BRIEF - 1))]) == []
    assert opening_of([" ".join(["word"] * (BRIEF + 1))]) == []
