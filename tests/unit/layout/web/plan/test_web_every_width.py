"""All rules hold on every screen of a breakpoint, not only where a page was planned."""

from __future__ import annotations

from functools import lru_cache

import pytest

from benchmarks.every_width import Planned, planned, seen
from benchmarks.story_mill import stories
from benchmarks.widths_report import books, breaks
from layout.story.about import about_of
from layout.web.plan.between_screens import between_screens, failing
from layout.web.plan.measured_breakpoint import Task, measured_breakpoints, sampled
from layout.web.plan.offers import requested_slots
from layout.web.plan.one_breakpoint import arranged
from slots.rulebook.load import parse_rules
from slots.rules.terms import Rules

pytestmark = pytest.mark.slow

FAR = """
[breakpoints]
mobile = "320px..479px"

[slot.filler]
holds = "ad"
auto = 9
label = "Advertisement"
sizes = ["300x250", "250x250"]
distance = { ad = "750px" }
from_top = "200px"
%s
[slot.module]
holds = "module"
region = "end"
"""
GALLERY = 3
"""A story of the mill that is nearly all pictures: wider screens make them higher, and the text
between them less high, so that two ads come nearest to each other on some screen between."""


@lru_cache(maxsize=1)
def gallery():
    return stories(GALLERY + 1, seed=3)[GALLERY]


def rules_of(more: str = "", page: str = "") -> Rules:
    return parse_rules(page + FAR % more, "rules")


def task_of(made: Planned, rules: Rules, story) -> Task:
    slots, _ = requested_slots(story, rules)
    about = about_of(story, None, sum(made.shaped.words))
    return Task(story, made.shaped, made.panels, made.sheet, rules, slots, about)


def broken(made: Planned):
    return [
        (each.screen, each.sampled, each.broken)
        for point in made.plan.breakpoints
        for each in seen(made, point)
        if each.broken
    ]


@pytest.mark.parametrize(
    ("more", "page"),
    [
        ("", ""),
        ("", '[page]\nstrategy = "greedy"\n'),
        ("clearance = { image = '24px' }\n", ""),
        ("positions = ['every 900px from 400px']\n", ""),
        ("", '[page]\nspacing = ["20%"]\ndensity = "30%"\n'),
    ],
    ids=["distance", "greedy", "clearance", "positions", "share of the height"],
)
def test_a_rule_holds_on_screens_that_no_device_has(more: str, page: str):
    (made,) = planned(gallery(), rules_of(more, page))
    assert made.plan.breakpoints[0].decision.placements
    assert broken(made) == []


def test_a_page_that_holds_only_where_it_was_planned_is_planned_anew():
    rules = rules_of()
    (made,) = planned(gallery(), rules)
    (span,) = measured_breakpoints(task_of(made, rules, gallery()))
    once = arranged(span)
    assert [p.before for p in once.decision.placements] != [
        p.before for p in made.plan.breakpoints[0].decision.placements
    ]
    found = failing(once)
    assert found and found.isdisjoint(sampled(rules.breakpoints["mobile"]))
    more = set(made.plan.breakpoints[0].screens) - set(sampled(rules.breakpoints["mobile"]))
    assert found <= more


@pytest.mark.parametrize("seed", [3, 4])
def test_between_two_screens_every_block_keeps_within_its_bounds(seed: int):
    rules = parse_rules(books()["default, 12 ads"], "rules")
    for story in stories(13, seed=seed)[seed % 2 :: 3]:
        (made,) = planned(story, rules)
        task = task_of(made, rules, story)
        for span in measured_breakpoints(task):
            for each in between_screens(arranged(span)):
                screens = range(each.first, each.last + 1, 3)
                task.measure(screens)
                for screen in screens:
                    strip, head = task.known[screen]
                    assert each.heads[0] <= head <= each.heads[1]
                    assert strip.height <= each.most
                    for least, item in zip(each.least.items, strip.items, strict=True):
                        assert least.bottom - least.top <= item.bottom - item.top


def test_no_rule_is_broken_on_any_of_all_screens():
    found = books()
    rules = tuple(parse_rules(text, name) for name, text in found.items())
    for story in (stories(8, seed=5)[at] for at in (0, 3, 7)):
        assert [str(each) for each in breaks(story, rules, tuple(found))] == []
