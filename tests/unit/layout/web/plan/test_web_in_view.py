"""max_per_screen counts every ad of a page: in the copy, beside it, in the rail, after it."""

from __future__ import annotations

from functools import lru_cache

import pytest

from benchmarks.every_width import planned, seen
from benchmarks.story_mill import stories
from slots.rulebook.load import default_rules, parse_rules
from slots.rules.terms import AD, Region

WIDE = """
[breakpoints]
desktop = "980px..1600px"

[page]
max_per_screen = %d

[slot.inline-ad]
holds = "ad"
takes = ["google-ad"]
max = 1
sizes = ["300x250"]
label = "Advertisement"
value = 60

[slot.rail-ad]
holds = "ad"
auto = %d
takes = ["rail"]
region = "rail"
sizes = ["300x250"]
label = "Advertisement"
value = 80
%s
[slot.module]
holds = "module"
region = "end"
"""


@lru_cache(maxsize=1)
def milled():
    return stories(13, seed=5)


def page_of(text: str, story):
    (made,) = planned(story, parse_rules(text, "rules"))
    return made, made.plan.breakpoints[-1]


def ads_at(made, point, home: Region) -> list[str]:
    slots = {each.id: each.slot for each in point.contents}
    return [
        name
        for name, its in point.homes
        if its is home and made.rules.slot[slots[name]].holds == AD
    ]


def too_full(made, point) -> list[int]:
    return [
        each.screen for each in seen(made, point) if any("per_screen" in b for b in each.broken)
    ]


@pytest.mark.parametrize("number", [0, 3, 4, 6])
def test_no_screen_of_the_default_rules_shows_three_ads(number: int):
    (made,) = planned(milled()[number], default_rules())
    for point in made.plan.breakpoints:
        assert too_full(made, point) == []


def asking(number: int):
    """A long story of the mill that asks for ads in its copy."""
    return milled()[number]


@pytest.mark.parametrize("sticky", ["", "sticky = true\n", 'sticky = true\nmin_run = "300px"\n'])
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_ads_of_the_rail_count_as_long_as_they_travel(sticky: str, limit: int):
    stood = 0
    for number in (0, 3, 6):
        made, point = page_of(WIDE % (limit, 2, sticky), asking(number))
        assert too_full(made, point) == []
        stood += len(ads_at(made, point, Region.RAIL)) + len(ads_at(made, point, Region.ARTICLE))
    assert stood >= 3


def test_bounds_are_narrow_enough_that_few_screens_are_planned_for():
    """Of 621 screens of the breakpoint; each would be, were the bounds between them too wide."""
    made, point = page_of(WIDE % (2, 2, "sticky = true\n"), asking(3))
    assert len(ads_at(made, point, Region.RAIL)) == 2 and ads_at(made, point, Region.ARTICLE)
    assert len(point.screens) < 20


def test_an_ad_of_the_copy_stands_below_those_of_the_rail_where_both_can_stay():
    story = asking(6)
    text = WIDE.replace("value = 60", 'value = 60\ndecay = "40%%"')
    _, bare = page_of(text % (1, 0, ""), story)
    (first,) = [each for each in bare.decision.placements if each.slot == "google-ad-1"]
    made, point = page_of(text % (1, 1, ""), story)
    (moved,) = [each for each in point.decision.placements if each.slot == "google-ad-1"]
    assert ads_at(made, point, Region.RAIL) == ["rail-ad-auto-1"]
    assert moved.top > first.top
    assert too_full(made, point) == []


def test_what_is_left_out_of_the_rail_is_told_with_the_ad_in_its_way():
    _, point = page_of(WIDE % (1, 2, ""), asking(6))
    out = [each for each in point.decision.refusals if each.candidate == "rail"]
    assert [(each.slot, str(each.rule)) for each in out] == [("rail-ad-auto-2", "max_per_screen")]
    assert str(out[0]) == 'max_per_screen against "rail-ad-auto-1" needs at most 1 in view, has 2'


def test_ads_that_follow_the_copy_count_too():
    text = WIDE.replace('region = "rail"', 'region = "end"') % (2, 4, "")
    made, point = page_of(text, asking(6))
    assert len(ads_at(made, point, Region.END)) == 2
    assert too_full(made, point) == []
    told = {each.slot for each in point.decision.refusals if each.candidate == "end"}
    assert told == {"rail-ad-auto-3", "rail-ad-auto-4"}


@pytest.mark.parametrize("limit", [1, 2])
def test_a_box_beside_the_copy_travels_no_further_than_the_next_ad_allows(limit: int):
    text = WIDE.replace('region = "rail"', 'region = "beside"') % (limit, 3, "sticky = true\n")
    runs = []
    for number in (0, 3, 6):
        made, point = page_of(text, asking(number))
        assert too_full(made, point) == []
        runs += [min(box.runs) for box in point.beside]
    assert any(runs)
