"""The ads of a front: offered by rules of fronts alone, placed between its containers by the rules
of all, and shown at their breakpoints and nowhere else."""

from __future__ import annotations

import re

import pytest
from support.small_pages.square_theme import square_theme

from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.run import plain
from layout.typeset.words.foundry import Foundry
from layout.web.cards.addresses import Placed, Section
from layout.web.cards.container_parts import ShapedContainer, shape_container
from layout.web.cards.order_on_fronts import Container, Front, Shape
from layout.web.cards.story_card import card_of
from layout.web.fronts.ads_between import front_node_css, front_nodes, plan_front, served_at
from layout.web.fronts.container_lengths import FRONT_LENGTHS, frame_width, front_sheet
from layout.web.html.relative_lengths import at_least, rem
from layout.web.measure.blocks_to_forms import Shaper
from layout.web.measure.column_and_rail_widths import PX, step_of
from layout.web.measure.text_width import Gauge
from layout.web.plan.box_sizes import ad_around
from layout.web.plan.page_plan import BreakpointPlan, WebPlan
from slots.rulebook.load import parse_rules
from slots.rules.size import Size
from slots.rules.terms import Region, Rules

pytestmark = pytest.mark.usefixtures("square_font")
TOWN = Section("Town", "town")
PHONE, DESK = "375px..500px", "1200px..1600px"
TWO = f'[breakpoints]\nphone = "{PHONE}"\ndesk = "{DESK}"\n'
AD = '[slot.front-ad]\nholds = "ad"\nregion = "front"\nsizes = ["300x250", "728x90"]\n'
GAP = FRONT_LENGTHS["container-gap"]


def rules(text: str = AD, breakpoints: str = TWO) -> Rules:
    return parse_rules(breakpoints + text, "slots.toml")


def front(count: int = 4, section: Section | None = None) -> Front:
    """A front of so many rows, c0 and so on, of two stories each."""
    stories = (Story(name, plain("Words of it"), (), section="Town") for name in ("a", "b"))
    cards = (card_of(story, f"{story.slug}.md", "", ()) for story in stories)
    placed = tuple(Placed(card, TOWN, f"town/{card.title}.html") for card in cards)
    rows = (Container(f"c{number}", Shape.ROW, placed) for number in range(count))
    return Front("index.html", tuple(rows), section)


def shaped(of: Front) -> tuple[ShapedContainer, ...]:
    theme = square_theme()
    shaper = Shaper(front_sheet(theme), Gauge(Foundry(theme.fallback), (), "en"), {})
    return tuple(shape_container(each, {"en": shaper}, shaper) for each in of.containers)


def planned(by: Rules, of: Front | None = None) -> WebPlan:
    of = of or front()
    return plan_front(of, shaped(of), front_sheet(square_theme()), by)


def asking(plan: WebPlan) -> Story:
    asks = tuple(Ask(0, SlotAsk(content, content)) for content, _ in plan.slots)
    return Story("index.html", plain("Home"), (), asks)


def spots(point: BreakpointPlan) -> list[str | None]:
    return sorted((one.before for one in point.decision.placements), key=lambda one: one or "~")


# --- which ads stand where ------------------------------------------------------------------------


def test_breakpoints_come_by_their_widths_however_they_are_written() -> None:
    other = f'[breakpoints]\ndesk = "{DESK}"\nphone = "{PHONE}"\n'
    assert [point.name for point in planned(rules(AD, other)).breakpoints] == ["phone", "desk"]


def test_an_ad_stands_between_containers_and_nowhere_else() -> None:
    text = AD + 'from_top = "1 paragraph"\nfrom_end = "1 paragraph"\n'
    for count, most in ((1, 0), (2, 1), (4, 1)):
        for point in planned(rules(text), front(count)).breakpoints:
            assert len(point.decision.placements) == most
            assert set(spots(point)) <= {f"c{number}" for number in range(1, count)}


def test_what_is_no_ad_of_fronts_is_offered_to_none() -> None:
    text = (
        AD
        + '[slot.inline]\nholds = "ad"\nsizes = ["300x250"]\n'
        + '[slot.blue-box]\nholds = "blue_box"\nregion = "end"\n'
    )
    plan = planned(rules(text))
    assert {slot for _, slot in plan.slots} == {"front-ad"}


def test_a_slot_is_offered_once_or_as_often_as_it_says() -> None:
    many = planned(rules(AD + "[slot.front-ad.at.desk]\nauto = 3\n"))
    phone, desk = many.breakpoints
    assert len(phone.contents) == 1 and len(desk.contents) == 3
    assert len(set(many.slots)) == len(many.slots) == 3


def test_an_ad_that_finds_no_gap_stands_nowhere_and_nobody_is_told() -> None:
    plan = planned(rules(AD + 'from_top = "9 paragraphs"\n'))
    assert plan.findings == () and plan.slots
    for point in plan.breakpoints:
        assert set(dict(point.homes).values()) == {None}
        (fate,) = point.fates
        assert fate.content == point.contents[0].id and fate.fallback is None
        (miss,) = fate.misses
        assert miss.region is Region.ARTICLE and "from_top" in {str(r.rule) for r in miss.refusals}


@pytest.mark.parametrize(
    ("section", "tag", "stands"),
    [
        (None, "home", True),
        (None, "section-front", False),
        (TOWN, "home", False),
        (TOWN, "section-front", True),
    ],
)
def test_the_two_kinds_of_front_are_told_apart(section, tag: str, stands: bool) -> None:
    text = AD + f'when = {{ tags = ["{tag}"] }}\n'
    plan = planned(rules(text), front(section=section))
    for point in plan.breakpoints:
        assert (Region.ARTICLE in dict(point.homes).values()) is stands


@pytest.mark.parametrize(("name", "stands"), [("Town", True), ("Sport", False)])
def test_the_front_of_a_section_is_about_that_section(name: str, stands: bool) -> None:
    text = AD + f'when = {{ sections = ["{name}"] }}\n'
    for point in planned(rules(text), front(section=TOWN)).breakpoints:
        assert (Region.ARTICLE in dict(point.homes).values()) is stands


def test_an_ad_takes_its_largest_size_and_its_label() -> None:
    plan = planned(rules())
    for point, size in zip(plan.breakpoints, ((300, 250), (728, 250)), strict=True):
        (content,) = point.contents
        for screen, box in zip(point.screens, content.sizes, strict=True):
            around = ad_around(front_sheet(square_theme()), step_of(screen))
            assert box == (size[0] * PX, (size[1] + around) * PX)


def test_what_may_be_served_fits_the_frame() -> None:
    """A leaderboard is too wide for a phone; where nothing fits, the narrowest is told."""
    by = rules()
    phone, desk = (point for point in planned(by).breakpoints)
    served = served_at(by)
    (name,) = (content.id for content in desk.contents)
    assert served(name, desk, 1200) == (Size(300, 250), Size(728, 90))
    assert served(name, phone, 375) == (Size(300, 250),)
    narrow = rules(AD.replace('"300x250", "728x90"', '"970x250", "800x90", "728x300"'))
    (point, _) = planned(narrow).breakpoints
    assert served_at(narrow)(point.contents[0].id, point, 375) == (Size(728, 300),)
    assert frame_width(375) < 728


def test_a_plan_says_how_much_of_the_front_is_ads() -> None:
    for point in planned(rules()).breakpoints:
        assert 0 < point.density == point.decision.density
        assert 0 < point.lighthouse == point.decision.lighthouse


# --- nodes and CSS --------------------------------------------------------------------------------

APART = (
    AD
    + '[slot.front-ad.at.phone]\nfrom_end = "3 paragraphs"\n'
    + '[slot.front-ad.at.desk]\nfrom_top = "3 paragraphs"\n'
)
"""An ad that stands higher up on phones than on wide screens."""


def test_an_ad_has_one_node_for_each_place() -> None:
    plan = planned(rules(APART))
    phone, desk = (spots(point)[0] for point in plan.breakpoints)
    assert phone != desk
    nodes = front_nodes(plan, asking(plan))
    name = plan.slots[0][0]
    assert [(node.id, node.spot, node.shown) for node in nodes] == [
        (name, phone, ("phone",)),
        (f"{name}-at-2", desk, ("desk",)),
    ]


def test_an_ad_in_one_place_everywhere_has_one_node() -> None:
    plan = planned(rules(AD + 'from_top = "2 paragraphs"\nfrom_end = "2 paragraphs"\n'))
    (node,) = front_nodes(plan, asking(plan))
    assert (node.spot, node.shown) == ("c2", ("phone", "desk"))


def test_an_ad_that_stands_nowhere_has_no_node() -> None:
    plan = planned(rules(AD + 'from_top = "9 paragraphs"\n'))
    assert front_nodes(plan, asking(plan)) == ()


def test_an_ad_under_all_containers_stands_before_none() -> None:
    plan = planned(rules(AD + 'from_top = "4 paragraphs"\n'))
    (node,) = front_nodes(plan, asking(plan))
    assert node.spot == "" and node.shown == ("phone", "desk")


def css(plan: WebPlan, by: Rules) -> str:
    nodes = front_nodes(plan, asking(plan))
    return front_node_css(nodes, plan, ("c0", "c1", "c2", "c3"), by)


def test_the_first_and_the_last_breakpoint_reach_to_all_screens_beyond() -> None:
    by = rules(AD + 'from_top = "2 paragraphs"\nfrom_end = "2 paragraphs"\n')
    first, second = css(planned(by), by).split("\n")
    assert first.startswith(f"@container page (width<{at_least(501)}){{")
    assert second.startswith(f"@container page (width>={at_least(1200)}){{")


def test_a_breakpoint_without_an_ad_has_no_css() -> None:
    by = rules(AD + '[slot.front-ad.at.phone]\nfrom_top = "9 paragraphs"\n')
    (line,) = css(planned(by), by).split("\n")
    assert line.startswith(f"@container page (width>={at_least(1200)}){{")


AIR = 'from_top = "{}"\nfrom_end = "{}"\nmargin = "{}"\n'


@pytest.mark.parametrize(
    ("top", "end", "margin", "above", "below", "next_above"),
    [
        (2, 2, 10, GAP, 10, 10),  # the containers' gap is above it at least
        (2, 2, 10.5, GAP, 11, 11),  # in whole px
        (2, 2, GAP + 8, GAP + 8, GAP + 8, GAP),
        (0, 4, 10, 10, 10, 0),  # at the head of the front
    ],
)
def test_an_ad_has_its_air_and_the_gap_of_containers(
    top: int, end: int, margin: float, above: int, below: int, next_above: int
) -> None:
    air = AIR.format(f"{top} paragraphs", f"{end} paragraphs", f"{margin}px")
    by = rules(AD + air)
    plan = planned(by)
    (node,) = front_nodes(plan, asking(plan))
    text = css(plan, by)
    assert f"#{node.id}{{display:block;margin-block:{rem(above)} {rem(below)}}}" in text
    assert f"#{node.spot}{{margin-top:{rem(next_above)}}}" in text


def test_under_all_containers_its_own_air_is_enough_and_nothing_follows() -> None:
    by = rules(AD + 'from_top = "4 paragraphs"\nmargin = "10px"\n')
    text = css(planned(by), by)
    assert f"margin-block:{rem(10)} {rem(10)}" in text and "margin-top" not in text


def test_the_box_that_is_reserved_changes_where_a_larger_size_fits() -> None:
    """Said once at the breakpoint's head, and again at the first screen where it is another."""
    by = rules(AD + 'from_top = "2 paragraphs"\nfrom_end = "2 paragraphs"\n', "")
    wide = next(px for px in range(320, 2000) if frame_width(px) >= 728)
    plan = planned(by)
    point = next(each for each in plan.breakpoints if wide in each.widths)
    assert wide > point.widths.first, "a breakpoint within which the box changes"
    lines = css(plan, by).split("\n")
    text = next(line for line in lines if f"(width>={at_least(point.widths.first)})" in line)
    beds = re.findall(r">\.ad-bed\{width:(\d+)px;height:(\d+)px\}", text)
    assert beds == [("300", "250"), ("728", "250")]
    assert re.findall(r"\{--ad:(\d+)px\}", text) == ["300", "728"], "the ground is as wide"
    assert f"@container page (width>={at_least(wide)}){{#" in text


def test_a_node_has_css_at_its_own_breakpoints_alone() -> None:
    by = rules(APART)
    plan = planned(by)
    first, second = front_nodes(plan, asking(plan))
    phone, desk = css(plan, by).split("\n")
    for text, shown, hidden in ((phone, first, second), (desk, second, first)):
        assert f"#{shown.id}{{display:block" in text and f"#{hidden.id}{{" not in text
