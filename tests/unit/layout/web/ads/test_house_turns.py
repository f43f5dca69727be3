from __future__ import annotations

from itertools import pairwise

import pytest

from benchmarks.every_width import planned
from benchmarks.story_mill import stories
from layout.web.ads.house_turns import house_turns
from slots.rulebook.load import parse_rules
from slots.rules.terms import AD

RULES = """
[breakpoints]
mobile  = "320px..979px"
desktop = "980px..1600px"
[slot.inline-ad]
holds = "ad"
auto  = 3
sizes = ["300x250"]
label = "Advertisement"
[slot.rail-ad]
holds  = "ad"
takes  = ["rail"]
auto   = 3
sizes  = ["300x250"]
label  = "Advertisement"
region = "rail"
[slot.module]
holds  = "module"
region = "end"
"""


@pytest.mark.parametrize("number", range(0, 12, 2))
def test_ads_that_follow_each_other_in_the_rail_show_different_ones(number: int):
    story = stories(13, seed=9)[number]
    (made,) = planned(story, parse_rules(RULES, "rules"))
    ads = [name for name, slot in made.plan.slots if made.rules.slot[slot].holds == AD]
    turns = house_turns(made.plan, ads, story.slug)
    assert turns.keys() == set(ads)
    for point in made.plan.breakpoints:
        rail = [box.id for box in point.rail.boxes if box.id in turns]
        assert all(turns[a] != turns[b] for a, b in pairwise(rail)), point.name


def test_which_is_the_first_depends_on_story_and_edition():
    (made,) = planned(stories(13, seed=9)[0], parse_rules(RULES, "rules"))
    ads = [name for name, slot in made.plan.slots if made.rules.slot[slot].holds == AD]
    seeds = [f"story\n2026-12-{day:02}" for day in range(1, 15)]
    assert len({house_turns(made.plan, ads, seed)[ads[0]] for seed in seeds}) == 3
    assert house_turns(made.plan, ads, seeds[0]) == house_turns(made.plan, ads, seeds[0])
