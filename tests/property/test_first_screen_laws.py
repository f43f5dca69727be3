"""Laws of the first screen and of the rail: whatever story and rules, no reader is met by three ads
at once, and beside the copy there is something to see wherever one reads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.every_width import Planned, planned
from benchmarks.story_mill import stories
from layout.web.measure.column_and_rail_widths import LENGTHS, PX, step_of
from layout.web.measure.story_strips import heads_of
from layout.web.plan.page_plan import BreakpointPlan
from slots.placing.place import edges
from slots.rulebook.load import default_rules, parse_rules
from slots.rules.terms import AD, Region

STORIES = 13
BETWEEN = LENGTHS["box-between"] * PX
RULES = """
[breakpoints]
mobile  = "320px..599px"
tablet  = "600px..979px"
desktop = "980px..1600px"

[page]
max_per_screen = 2

[defaults]
label = "Advertisement"

[slot.inline-ad]
holds = "ad"
takes = ["google-ad"]
auto  = {inline}
sizes = ["300x250"]

[slot.last-ad]
holds  = "ad"
takes  = ["last"]
auto   = {last}
region = "end"
sizes  = ["300x250"]

[slot.rail-ad]
holds  = "ad"
takes  = ["rail"]
sizes  = ["300x600", "300x250"]
region = "rail"
{sticky}

[slot.rail-ad.at.desktop]
auto = {rail}

[slot.module]
holds  = "module"
region = "rail"
{sticky}
"""
TRAVEL = ("", "sticky = true", 'sticky = true\nmin_run = "1 screen"')


@cache
def milled():
    return stories(STORIES, seed=18)


@st.composite
def pages(draw: st.DrawFn) -> Planned:
    """A milled story under rules that ask for more ads than a screen may show."""
    text = RULES.format(
        inline=draw(st.integers(0, 4)),
        last=draw(st.integers(0, 3)),
        rail=draw(st.integers(0, 4)),
        sticky=draw(st.sampled_from(TRAVEL)),
    )
    (made,) = planned(milled()[draw(st.integers(0, STORIES - 1))], parse_rules(text, "rules"))
    return made


def in_first_screen(made: Planned, point: BreakpointPlan, index: int) -> list[str]:
    """The ads of which any part is in the screen that a page opens with, told again from where each
    stands: in the copy, in the rail, below."""
    screen, strip = point.screens[index], point.strips[index]
    (head,) = heads_of(made.shaped, [screen], made.sheet)
    placed = edges(point.case(made.rules), point.decision, index)
    tops = {each.slot: head + each.top for each in placed}
    railed = [at for at, each in enumerate(point.screens) if step_of(each).rail]
    if index in railed:
        tops |= {box.id: box.tops[railed.index(index)] for box in point.rail.boxes}
    foot = head + max([strip.height, *(each.bottom for each in placed)])
    for content in point.contents:
        if dict(point.homes)[content.id] in (Region.END, Region.RAIL) and content.id not in tops:
            tops[content.id], foot = foot, foot + content.sizes[index][1] + BETWEEN
    slots = {each.id: each.slot for each in point.contents}
    ads = [name for name in tops if made.rules.slot[slots[name]].holds == AD]
    return [name for name in ads if tops[name] < strip.viewport[1]]


def every_screen(made: Planned) -> Iterator[tuple[BreakpointPlan, int]]:
    for point in made.plan.breakpoints:
        yield from ((point, index) for index in range(len(point.screens)))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(pages())
def test_no_first_screen_has_three_ads(made: Planned):
    for point, index in every_screen(made):
        assert len(in_first_screen(made, point, index)) <= 2, point.screens[index]


def test_no_first_screen_has_three_ads_by_the_rules_that_come_with_newsgrid():
    for story in milled():
        (made,) = planned(story, default_rules())
        for point, index in every_screen(made):
            assert len(in_first_screen(made, point, index)) <= 2, (story.slug, point.name)


def test_three_ads_would_be_seen_if_the_rules_let_them():
    text = RULES.format(inline=0, last=0, rail=3, sticky="").replace("= 2\n", "= 9\n", 1)
    rules = parse_rules(text.replace('"300x600", ', ""), "rules")
    made = planned(milled()[0], rules)[0]
    assert max(len(in_first_screen(made, *at)) for at in every_screen(made)) == 3


@settings(max_examples=40, deadline=None, derandomize=True)
@given(pages())
def test_a_rail_of_boxes_that_travel_is_never_blank(made: Planned):
    """From where its first box begins to the end of the story no stretch is longer than the air
    between two boxes."""
    for point in made.plan.breakpoints:
        if not point.rail.boxes or not all(box.sticky for box in point.rail.boxes):
            continue
        for at in range(len(point.rail.boxes[0].tops)):
            seen = 0
            for box in point.rail.boxes:
                assert box.tops[at] - seen <= BETWEEN
                seen = box.tops[at] + box.heights[at] + box.runs[at]
