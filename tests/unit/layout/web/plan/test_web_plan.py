from __future__ import annotations

from dataclasses import replace
from datetime import date

from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.block import Crosshead, Paragraph
from layout.story.module import Module
from layout.story.run import plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.html.nodes import BESIDE, TRACK, nodes_of
from layout.web.pages.compose import plan_story
from layout.web.plan.page_plan import BreakpointPlan, WebPlan
from slots.rulebook.load import parse_rules
from slots.rules.terms import Region, Rules

TEXT = "The council announced on Wednesday that the harbour would open again after the storm. "
POINTS = """
[breakpoints]
mobile = "320px..599px"
desktop = "980px..1600px"
"""
RAIL = """
[slot.side]
holds = "ad"
takes = ["side"]
region = "rail"
sizes = ["300x600", "300x250"]
"""
INLINE = """
[slot.inline]
holds = "ad"
takes = ["inline"]
sizes = ["300x250", "250x250"]
"""


def ruled(text: str) -> Rules:
    return parse_rules(POINTS + text, "slots.toml")


def story_of(paragraphs: int, *asks: str) -> Story:
    body = tuple(Paragraph(plain(TEXT * 4)) for _ in range(paragraphs))
    offers = tuple(Ask(paragraphs, SlotAsk(name, name)) for name in asks)
    return Story("slug", plain("A headline"), body, offers, date=date(2026, 11, 20))


def planned(story: Story, rules: str, today: date | None = None) -> WebPlan:
    return plan_story(story, load_theme(), Foundry(), ruled(rules), today)


def at(plan: WebPlan, name: str) -> BreakpointPlan:
    return next(point for point in plan.breakpoints if point.name == name)


def codes(plan: WebPlan) -> list[str]:
    return [finding.code for finding in plan.findings]


def test_ads_added_by_rules_stand_beside_those_asked_for():
    plan = planned(story_of(12, "inline-1"), INLINE + 'auto = 2\ndistance = { ad = "300px" }')
    names = ["inline-1", "inline-auto-1", "inline-auto-2"]
    assert [offer.content.id for offer in plan.offers] == names
    assert [node.content.id for node in nodes_of(plan) if node.id in names] == names
    assert set(dict(at(plan, "mobile").homes).values()) == {Region.ARTICLE}


def test_a_breakpoint_offers_only_its_own():
    plan = planned(story_of(12), INLINE + "auto = 1\n[slot.inline.at.desktop]\nauto = 0")
    assert dict(at(plan, "desktop").homes) == {}
    (node,) = nodes_of(plan)
    assert node.shown == ("mobile",)


def test_added_ads_without_a_place_are_told_once_for_information():
    plan = planned(story_of(1), INLINE + 'auto = 3\nfrom_top = "2 paragraphs"')
    assert codes(plan) == ["left-out"]
    (finding,) = plan.findings
    assert "ads added by slot inline – mobile, desktop: 3 of 3" in finding.message


def test_conditions_hold_outside_the_copy_too():
    rules = RAIL + '[slot.side.when]\nsections = ["Sport"]'
    assert dict(at(planned(story_of(9, "side-1"), rules), "desktop").homes) == {"side-1": None}
    sport = replace(story_of(9, "side-1"), section="Sport")
    assert dict(at(planned(sport, rules), "desktop").homes) == {"side-1": Region.RAIL}


def test_an_advertisers_category_stays_away_by_a_word():
    rules = RAIL + 'categories = ["airline"]\n[category.airline]\nwithout_words = ["crash"]'
    assert at(planned(story_of(9, "side-1"), rules), "desktop").homes[0][1] is Region.RAIL
    crash = replace(story_of(9, "side-1"), deck=plain("After the crash"))
    assert at(planned(crash, rules), "desktop").homes[0][1] is None


def test_an_age_nobody_can_tell_is_told_and_keeps_the_slot_away():
    rules = RAIL + "[slot.side.when]\nmax_age = 7"
    story = story_of(9, "side-1")
    plan = planned(story, rules)
    assert codes(plan)[0] == "no-age" and "--date" in str(plan.findings[0].hint)
    assert at(plan, "desktop").homes[0][1] is None
    fresh = planned(story, rules, date(2026, 11, 24))
    assert "no-age" not in codes(fresh) and at(fresh, "desktop").homes[0][1] is Region.RAIL
    assert at(planned(story, rules, date(2026, 12, 24)), "desktop").homes[0][1] is None


def test_a_sticky_ad_is_as_tall_as_its_run_lets_it():
    rules = RAIL + 'sticky = true\nmin_run = "400px"'
    tall, low = (at(planned(story_of(n, "side-1"), rules), "desktop") for n in (12, 4))
    sizes = [point.sizes("side-1", 1280, ruled(rules)) for point in (tall, low)]
    assert [[str(size) for size in each] for each in sizes] == [["300x600", "300x250"], ["300x250"]]
    assert low.limits == (("side-1", 250),) and tall.limits == ()
    assert min(low.rail.boxes[0].runs) >= 400 * 750
    refused = [each for each in low.decision.refusals if each.slot == "side-1"]
    assert [(str(each.rule), each.against) for each in refused] == [("min_run", "size 300x600")]


def test_without_room_in_the_rail_it_goes_to_its_fallback():
    rules = RAIL + 'sticky = true\nmin_run = "2 screens"\nfallback = "end"'
    plan = planned(story_of(3, "side-1"), rules)
    assert dict(at(plan, "desktop").homes) == {"side-1": Region.END}
    assert "moved" in codes(plan)
    (finding,) = (each for each in plan.findings if each.code == "moved")
    assert (
        "desktop: slot.side.min_run alone keeps it out of the rail: it must stay in view along"
        in (finding.message)
    )
    assert finding.message.endswith("for that; fallback = end")


def test_a_sticky_box_has_a_track_and_one_beside_the_copy_a_frame():
    rules = RAIL + 'sticky = true\n[slot.by]\nholds = "ad"\ntakes = ["by"]\nregion = "beside"\n'
    rules += 'sizes = ["300x250"]\nfrom_top = "6 paragraphs"'
    plan = planned(story_of(20, "side-1", "by-1"), rules)
    assert {node.content.id: node.frame for node in nodes_of(plan)} == {
        "side-1": TRACK,
        "by-1": BESIDE,
    }
    (box,) = at(plan, "desktop").beside
    assert box.runs == (0,) * len(at(plan, "desktop").screens), "it is not sticky"


def test_beside_the_copy_needs_a_rail():
    rules = '[slot.by]\nholds = "ad"\ntakes = ["by"]\nregion = "beside"\nsizes = ["250x250"]'
    plan = planned(story_of(12, "by-1"), rules + '\nfallback = "end"')
    assert dict(at(plan, "mobile").homes) == {"by-1": Region.END}
    assert dict(at(plan, "desktop").homes) == {"by-1": Region.BESIDE}
    (refusal,) = at(plan, "mobile").decision.refusals
    assert str(refusal) == "beside needs a rail at every width, has none at 320px"


def test_boxes_beside_the_copy_stand_under_the_stack_and_end_with_the_copy():
    rules = RAIL + '[slot.by]\nholds = "ad"\ntakes = ["by"]\nregion = "beside"\nauto = 4\n'
    rules += 'sizes = ["300x600", "300x250"]'
    point = at(planned(story_of(14, "side-1"), rules), "desktop")
    placed = [each for each in point.decision.placements if each.slot.startswith("by")]
    assert placed and point.rail.boxes
    assert all(each.top >= point.strips[0].rail > 0 for each in placed)
    assert all(each.bottom <= point.strips[0].height + 18 * 750 for each in placed)


def test_an_ad_after_the_copy_is_as_tall_as_density_lets_it():
    end = '[slot.end]\nholds = "ad"\ntakes = ["end"]\nregion = "end"\n'
    end += 'sizes = ["250x250", "250x50"]\n[page.at.mobile]\ndensity = "30%"'
    homes = {}
    for paragraphs in (8, 3):
        point = at(planned(story_of(paragraphs, "end-1"), end), "mobile")
        homes[paragraphs] = [str(size) for size in point.sizes("end-1", 375, ruled(end))]
        assert point.density <= 0.3
    assert homes == {8: ["250x250", "250x50"], 3: ["250x50"]}


def test_an_ad_after_the_copy_that_density_forbids_is_left_out():
    end = '[slot.end]\nholds = "ad"\ntakes = ["end"]\nregion = "end"\nsizes = ["250x250"]\n'
    plan = planned(story_of(1, "end-1"), end + '[page.at.mobile]\ndensity = "30%"')
    assert dict(at(plan, "mobile").homes) == {"end-1": None}
    (finding,) = plan.findings
    assert finding.code == "unplaced" and finding.hint == (
        'in slots.toml: [page.at.mobile] density = "57.8%"'
    )
    assert (
        "mobile: page.at.mobile.density alone keeps it from the end: ads may be" in finding.message
    )


def test_an_ad_too_wide_for_its_region_is_left_out():
    rules = '[slot.end]\nholds = "ad"\ntakes = ["end"]\nregion = "end"\nsizes = ["970x250"]\n'
    point = at(planned(story_of(9, "end-1"), rules), "mobile")
    assert dict(point.homes) == {"end-1": None}
    assert str(point.decision.refusals[0]) == "width needs 970px, has 280px"


def test_modules_are_never_lost():
    module = Module("box", "box-1", plain("A box"), items=())
    story = replace(story_of(1), asks=(Ask(1, module),))
    rules = '[slot.box]\nholds = "module"\nregion = "beside"\n'
    plan = planned(story, rules)
    homes = [dict(point.homes)["box-1"] for point in plan.breakpoints]
    assert homes == [Region.END, Region.BESIDE]


def test_lighthouse_counts_the_rail_and_the_copy():
    rules = RAIL + INLINE
    both = at(planned(story_of(12, "side-1", "inline-1"), rules), "desktop")
    one = at(planned(story_of(12, "inline-1"), rules), "desktop")
    assert both.lighthouse > 0 and one.lighthouse > 0
    assert both.density == one.density, "the stack of the rail is no part of the main column"


def test_a_block_keeps_its_head_where_no_box_stands_before_it():
    """A box before the first block on phones only: elsewhere the copy begins without a margin."""
    from layout.web.html.nodes import node_css
    from layout.web.measure.story_strips import Shaped

    story = replace(story_of(6, "inline-1"), body=(Crosshead(plain("One")), *story_of(6).body))
    plan = planned(story, INLINE + 'positions = ["before paragraph 1"]\nnever_after = []')
    shaped = Shaped(story.body, (), (), (), ())
    nodes = tuple(replace(node, spot="b1") for node in nodes_of(plan))
    assert node_css(nodes, plan, shaped, ruled(INLINE)).startswith("#b1{margin-top:0}\n")
