"""The regions of a page at one breakpoint, each by itself: edges in the copy, boxes beside it, the
rail, what follows; how dense the page is, and what a screen shows."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from support.small_pages.square_theme import square_theme

from layout.story.about import about_of
from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.block import Paragraph
from layout.story.run import plain
from layout.typeset.words.foundry import Foundry
from layout.web.measure.blocks_to_forms import Shaper
from layout.web.measure.column_and_rail_widths import AROUND, LENGTHS, PX, RAIL, sheet_of, step_of
from layout.web.measure.story_strips import shape_story
from layout.web.measure.text_width import Gauge
from layout.web.plan.ad_density import Arrangement, column_parts, room_for_ads, worst_density
from layout.web.plan.ads_on_screen import sets_to_leave_out, too_many
from layout.web.plan.below_copy import ads_after_copy
from layout.web.plan.beside_copy import beside_of
from layout.web.plan.box_sizes import ad_around, ad_options, room_of, too_wide
from layout.web.plan.boxes_in_copy import edges_of
from layout.web.plan.measured_breakpoint import (
    BETWEEN,
    MeasuredBreakpoint,
    Task,
    measured_breakpoints,
)
from layout.web.plan.offers import requested_slots
from layout.web.plan.story_rail import barred_top, copy_foot, rail_length, rail_of
from slots.regions.rail import Rail
from slots.rulebook.load import parse_rules
from slots.rules.terms import Region
from slots.strip.content import Content
from slots.strip.decision import Decision, Placement
from slots.strip.refusal import Kind

pytestmark = pytest.mark.usefixtures("square_font")
RULES = """
[breakpoints]
w{screen} = "{screen}px..{screen}px"
[page]
{page}
[slot.inline]
holds = "ad"
takes = ["inline"]
sizes = ["300x250"]
[slot.side]
holds = "ad"
takes = ["side"]
region = "beside"
sizes = ["300x600", "300x250"]
{side}
[slot.rail]
holds = "ad"
takes = ["rail"]
region = "rail"
sizes = ["300x600", "300x250"]
{rail}
[slot.last]
holds = "ad"
takes = ["last"]
region = "end"
sizes = ["300x600", "300x250"]
"""

AIR = 24 * PX
"""Around a box in the copy, where no rule says another."""

LIFT = AIR - AROUND["paragraph"][1] * PX
"""What it takes of that above, for paragraphs have less white between them."""


def measured(
    names: Sequence[str] = (),
    page: str = "",
    side: str = "",
    screen: int = 1300,
    rail: str = "",
) -> MeasuredBreakpoint:
    """A story of eight paragraphs that asks for ads of these slots, on one screen."""
    theme = square_theme()
    shaper = Shaper(sheet_of(theme), Gauge(Foundry(), (), "en"), {})
    body = tuple(Paragraph(plain("word " * 150)) for _ in range(8))
    asks = tuple(Ask(8, SlotAsk(name, name.partition("-")[0])) for name in names)
    story = Story("s", plain("A headline"), body, asks, language="en")
    text = RULES.format(screen=screen, page=page, side=side, rail=rail)
    rules = parse_rules(text, "slots.toml")
    shaped = shape_story(story, shaper)
    slots, _ = requested_slots(story, rules)
    about = about_of(story, None, sum(shaped.words))
    (point,) = measured_breakpoints(Task(story, shaped, {}, shaper.sheet, rules, slots, about))
    return point


def contents_of(point: MeasuredBreakpoint) -> dict[str, Content]:
    """All that is offered, each as large as it may be."""
    found = {}
    for name, slot in point.slots.items():
        bare = Content(name, slot, ())
        option = point.options(bare, point.terms(bare).region)[0]
        found[name] = Content(name, slot, option.boxes)
    return found


def decided(**before: str | None) -> Decision:
    """Contents placed before these blocks, in this order; their edges are computed anew."""
    placements = (
        Placement(name.replace("_", "-"), block, (0, 0), 0, 0) for name, block in before.items()
    )
    return Decision(tuple(placements), (), 0, 0, 0.0)


def arranged(point: MeasuredBreakpoint, homes: dict[str, Region | None], decision: Decision):
    contents = contents_of(point)
    return Arrangement(point, contents, homes, edges_of(point, contents, decision), Rail())


def test_a_box_moves_what_is_below_it_and_one_beside_the_copy_nothing():
    point = measured(["inline-1", "side-1", "inline-2"])
    contents = contents_of(point)
    ((first, side, second),) = edges_of(
        point, contents, decided(inline_1="b2", side_1="b3", inline_2="b5")
    )
    marks, height = [item.top for item in point.strips[0].items], contents["inline-1"].sizes[0][1]
    assert first.top == marks[1] + LIFT and first.bottom == first.top + height
    assert side.top == marks[2] + LIFT + height + AIR
    assert second.top == marks[4] + 2 * LIFT + height + AIR, "one beside the copy moved nothing"


def test_the_copy_ends_below_its_last_block_and_all_boxes():
    point = measured(["inline-1"])
    strip = point.strips[0]
    assert copy_foot(point, 0, ()) == strip.height + point.tail
    height = contents_of(point)["inline-1"].sizes[0][1]
    (edges,) = edges_of(point, contents_of(point), decided(inline_1="b3"))
    assert copy_foot(point, 0, edges) == strip.height + LIFT + height + AIR + point.tail


def test_the_rail_ends_with_the_article_or_above_the_first_box_beside_it():
    point = measured(["side-1"])
    (edges,) = edges_of(point, contents_of(point), decided(side_1="b4"))
    whole = rail_length(point, 0, (), ())
    assert whole == point.heads[0] + point.strips[0].height + point.tail
    above = point.heads[0] + point.strips[0].items[3].top - BETWEEN
    assert rail_length(point, 0, edges, ("side-1",)) == above


def test_boxes_of_the_rail_stand_one_below_the_other_as_large_as_there_is_room():
    point = measured(["rail-1", "rail-2"])
    members = tuple(contents_of(point).values())
    rail = rail_of(point, members, ((),))
    first, second = rail.boxes
    assert first.tops == (0,) and second.tops[0] == first.heights[0] + BETWEEN
    assert second.tops[0] + second.heights[0] <= rail_length(point, 0, (), ())


def test_boxes_beside_the_copy_stand_below_the_stack_with_its_least_runs():
    point = measured(["rail-1", "rail-2"], rail='sticky = true\nmin_run = "150px"')
    members = tuple(contents_of(point).values())
    heights = sum(box.heights[0] for box in rail_of(point, members, ((),)).boxes)
    foot = heights + 2 * (150 * PX + BETWEEN)
    assert barred_top(point, members) == (foot - point.heads[0],)
    assert barred_top(point, ()) == (0,)


def test_an_option_is_a_bed_with_its_label_and_needs_room():
    point = measured(["rail-1"])
    terms, sheet = point.terms(Content("rail-1", "rail", ())), point.task.sheet
    tall, low = ad_options(terms, Region.RAIL, (1300,), sheet)
    around = ad_around(sheet, step_of(1300))
    label = sheet.style("label", step_of(1300)).leading // PX
    assert around == label + LENGTHS["ad-label-gap"] + 2 * LENGTHS["ad-padding"]
    assert (tall.creative, low.creative) == ((300, 600), (300, 250))
    assert (tall.heights, low.heights) == (((600 + around) * PX,), ((250 + around) * PX,))
    assert room_of(Region.RAIL, 1300) == RAIL and room_of(Region.RAIL, 375) == 335
    assert too_wide(terms, Region.RAIL, (1300, 375, 320)) == 320, "280 px are left of 320"
    assert too_wide(terms, Region.RAIL, (1300, 375)) is None


def test_ads_may_grow_until_the_limit_of_density_and_not_a_bit_more():
    point = measured(["inline-1"], page='density = "30%"')
    page = arranged(point, {"inline-1": Region.ARTICLE}, decided(inline_1="b3"))
    (room,) = room_for_ads(page, grows=True)
    ads, content = column_parts(page, 0)
    limit = Fraction(3, 10)
    assert Fraction(ads + room, content + room) <= limit < Fraction(ads + room + 1, content + room)
    better, _ = worst_density(page)
    height = contents_of(point)["inline-1"].sizes[0][1]
    copy = point.strips[0].height
    assert better == pytest.approx(height / (copy + height)), "of the copy, where that is more"
    assert room_for_ads(arranged(measured(["inline-1"]), {}, decided()), grows=True) is None


def test_an_ad_after_the_copy_is_as_large_as_density_allows():
    tall, low = (_after(measured(["last-1"], page=f'density = "{limit}%"')) for limit in (35, 12))
    assert tall == ({"last-1": 0}, []) and low == ({"last-1": 1}, [(Kind.DENSITY, (300, 600))])
    none, refusals = _after(measured(["last-1"], page='density = "5%"'))
    assert none == {} and [size for _, size in refusals] == [(300, 600), (300, 250)]


def _after(point: MeasuredBreakpoint):
    content = Content("last-1", "last", ((0, 0),))
    bare = Arrangement(point, {"last-1": content}, {"last-1": Region.END}, ((),), Rail())
    options, refusals = ads_after_copy(point, bare, (content,))
    return options, [(each.rule.kind, each.size) for each in refusals]


def test_a_box_beside_the_copy_grows_where_there_is_room_and_goes_where_its_run_has_none():
    point = measured(["side-1", "side-2"], side='sticky = true\nmin_run = "150px"')
    contents = {
        name: Content(name, "side", point.options(each, Region.BESIDE)[-1].boxes)
        for name, each in contents_of(point).items()
    }
    high = beside_of(point, contents, edges_of(point, contents, decided(side_1="b2")), None)
    assert [box.option for box in high.boxes] == [0] and high.boxes[0].runs[0] >= 150 * PX
    edges = edges_of(point, contents, decided(side_1="b2", side_2="b4"))
    assert [box.option for box in beside_of(point, contents, edges, (0,)).boxes] == [1, 1]
    late = beside_of(point, contents, edges_of(point, contents, decided(side_1="b8")), None)
    assert late.boxes == () and late.refusals[0].rule.kind is Kind.MIN_RUN


def test_too_many_ads_are_those_that_one_screen_shows():
    near = decided(inline_1="b2", inline_2="b3")
    far = decided(inline_1="b2", inline_2="b7")
    point = measured(["inline-1", "inline-2"], page="max_per_screen = 1")
    homes = dict.fromkeys(point.slots, Region.ARTICLE)
    met = too_many(arranged(point, homes, near), ())
    assert {each.id for each in met} == {"inline-1", "inline-2"}
    assert too_many(arranged(point, homes, far), ()) == ()


def test_what_is_worth_least_is_left_out_first():
    point = measured(["inline-1", "rail-1", "rail-2"])
    page = arranged(point, dict.fromkeys(point.slots, Region.RAIL), decided())
    values = {name: page.breakpoint.terms(each).value for name, each in page.contents.items()}
    sets = list(sets_to_leave_out(page, tuple(values)))
    worth = [sum(values[name] for name in each) for each in sets]
    assert worth == sorted(worth) and len(sets) == 7 and len(sets[-1]) == 3
    assert sets[0] == ("rail-2",), "of equals what the story asks for last"
