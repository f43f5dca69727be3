"""The audit's two parts by themselves: one box against the bare copy, boxes in a finished flow."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.placement.small_cases import content, paragraphs, rules_of, strip_of

from slots.audit.box_in_copy import at_position, in_copy, names
from slots.audit.finished_flow import Guest, flow_of
from slots.audit.whole_flow import in_flow, in_numbers
from slots.rules.terms import PageTerms, Rules
from slots.strip.measured_flow import Display, Item, Role, Standing
from slots.units import PX

ROLES = ["paragraph", "heading", "paragraph", "image", "paragraph", "paragraph"]
STRIP = strip_of(ROLES)


def guest(gap=1, name="a-1", categories=(), size=(300, 100), **own):
    holds = own.pop("holds", "ad")
    slot = name.partition("-")[0]
    made = rules_of(**{slot: {"holds": holds, **own} if holds != "ad" else own})
    return Guest(content(name, size, categories), made.terms(slot, "mobile"), holds, gap)


def broken(gap, strips=(STRIP,), **own):
    return [each.rule for each in in_copy(guest(gap, **own), strips)]


@pytest.mark.parametrize(
    ("own", "gaps"),
    [
        ({}, []),
        ({"from_top": "120px"}, [0]),
        ({"from_top": "121px"}, [0, 1]),
        ({"from_top": "2 paragraphs"}, [0, 1, 2]),
        ({"from_end": "101px"}, [5, 6]),
        ({"never_after": ["heading"]}, [2]),
        ({"never_before": ["heading"]}, [1]),
        ({"never_between": [["heading", "paragraph"]]}, [2]),
        ({"never_inside": ["paragraph"]}, [5]),
        ({"only_before": ["heading", "image"]}, [0, 2, 4, 5, 6]),
        ({"adjacent": "50 words"}, []),
        ({"adjacent": "51 words"}, [0, 1, 2, 3, 4, 5, 6]),
        ({"clearance": {"heading": {"above": "21px"}}}, [2]),
        ({"clearance": {"heading": {"below": "121px"}}}, [0, 1]),
        ({"clearance": {"heading": {"below": "121px", "unless_before": ["heading"]}}}, [0]),
        ({"clearance": {"heading": "99px", "h2": "0px"}}, []),
        ({"clearance": {"image": {"below": "2 paragraphs"}}}, [1, 2, 3]),
        ({"clearance": {"image": {"above": "1 paragraphs"}}}, [4]),
    ],
)
def test_each_rule_is_broken_in_exactly_its_gaps(own, gaps):
    assert [gap for gap in range(7) if broken(gap, **own)] == gaps


def test_a_breach_says_what_is_asked_what_there_is_and_on_which_strip():
    lower = strip_of(ROLES, high=50)
    (breach,) = in_copy(guest(2, clearance={"image": {"below": "100px"}}), (STRIP, lower))
    assert (str(breach), breach.strip) == (
        'a-1: clearance below image against "i3" needs 100px, has 70px',
        1,
    )


def test_a_lead_in_stands_right_above_what_it_leads_to():
    items = (replace(STRIP.items[0], leads=True), *STRIP.items[1:])
    leading = (replace(STRIP, items=items),)
    assert broken(1, leading) == ["after_lead_in"]
    assert broken(1, leading, after_lead_in=True) == broken(1, leading, region="beside") == []
    assert broken(0, leading) == broken(2, leading) == []


def test_the_names_of_a_block_are_those_that_rules_know_it_by():
    image = Item("i", Role.IMAGE, 0, 1, display=Display.INLINE, tags=("crash",))
    assert names(image) == ("#crash", "inline-image", "image")
    assert names(Item("h", Role.HEADING, 0, 1, level=3)) == ("h3", "heading")
    assert names(Item("e", Role.EMBED, 0, 1)) == ("embed", "rich-link")
    assert names(Item("e", Role.EMBED, 0, 1, display=Display.INLINE)) == ("inline-embed", "embed")
    assert names(None) == ()


@pytest.mark.parametrize(
    ("position", "gaps"),
    [
        ("after paragraph 2", [3]),
        ("before paragraph 2", [2]),
        ("after paragraph -1", [6]),
        ("before paragraph -4", [0]),
        ("after paragraph 5", []),
        ("after paragraph -5", []),
        ("121px", [2]),
        ("-1 paragraphs", [5]),
        ("-9 paragraphs", []),
        ("every 2 paragraphs", [3, 6]),
        ("every 2 paragraphs from 1 paragraphs", [1, 5]),
        ("50% of text", [3]),
    ],
)
def test_a_position_is_at_its_gaps_and_nowhere_else(position, gaps):
    own = {"positions": [position]}
    found = [gap for gap in range(7) if not list(at_position(guest(gap, **own), (STRIP,)))]
    assert found == gaps


def test_a_position_holds_at_the_gap_that_is_past_it_at_every_width():
    strips = (paragraphs(6), paragraphs(6, high=50))
    own = {"positions": ["200px"]}
    found = [gap for gap in range(7) if not list(at_position(guest(gap, **own), strips))]
    assert found == [3]


def flow_breaches(guests, page=None, strip=None):
    made = flow_of(strip or paragraphs(6), 0, tuple(guests))
    return list(in_flow(made, PageTerms.model_validate(page or {}), 0))


def rules_broken(guests, page=None, strip=None):
    return [str(each.rule) for each in flow_breaches(guests, page, strip)]


def test_boxes_and_blocks_stand_clear_of_each_other_in_their_lanes():
    assert rules_broken([guest(1), guest(3, "b-1", region="beside")]) == []
    rail = [guest(n, f"b-{n}", region="beside", size=(300, 300)) for n in (1, 2)]
    (breach,) = flow_breaches(rail)
    assert str(breach) == 'b-2: overlap against "b-1" needs 0px, has -180px'


@pytest.mark.parametrize(
    ("length", "found"),
    [("264px", []), ("289px", ["distance same"] * 2), ("2 paragraphs", []), ("288px", [])],
)
def test_distance_is_from_foot_to_head_with_the_margins_in(length, found):
    """A margin of 24, two blocks of 100 with 20 between and below them, and 24 over the next."""
    own = {"distance": {"same": length}}
    pair = [guest(1, **own), guest(3, "a-2", **own)]
    there = flow_of(paragraphs(6), 0, tuple(pair)).boxes
    assert (there[1].top - there[0].bottom) // PX == 24 + 220 + 24
    assert rules_broken(pair) == (found if length != "288px" else ["distance same"] * 2)


def test_the_most_special_name_asks_and_every_category_besides():
    own = {"distance": {"any": "900px", "b": "1px", "#air": "800px", "same-category": "700px"}}
    one = guest(1, categories=("air",), **own)
    other = guest(2, "b-1", categories=("air",))
    assert rules_broken([one, other]) == ["distance #air", "distance same-category"]
    assert rules_broken([one, guest(2, "b-1")]) == []
    assert rules_broken([one, guest(2, "m-1", holds="blue_box")]) == ["distance any"]


def test_spacing_counts_the_ads_above():
    page = {"spacing": ["100px", "300px after 2 ads"]}
    three = [guest(1), guest(2, "a-2"), guest(3, "a-3")]
    (breach,) = flow_breaches(three, page)
    assert (breach.rule, breach.slot, breach.against) == ("spacing", "a-3", "a-2")
    module = guest(2, "m-1", holds="blue_box")
    assert rules_broken([three[0], module, replace(three[2], gap=3)], page) == []


@pytest.mark.parametrize(("screen", "found"), [(148, []), (149, ["max_per_screen"])])
def test_a_screen_shows_two_ads_if_it_reaches_from_foot_to_head(screen, found):
    pair = [guest(1), guest(2, "a-2")]
    strip = paragraphs(6, screen=screen)
    assert rules_broken(pair, {"max_per_screen": 1}, strip) == found


def test_ads_of_the_rail_are_in_view_with_those_of_the_copy():
    rail = (Standing("r", 0, 600 * PX),)
    one = [guest(1)]
    assert rules_broken(one, {"max_per_screen": 1}, paragraphs(6, standing=rail)) == [
        "max_per_screen"
    ]
    assert rules_broken([], {"max_per_screen": 1}, paragraphs(6, standing=rail)) == []
    assert rules_broken(one, {"max_per_screen": 2}, paragraphs(6, standing=rail)) == []


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ({"density": "12%"}, ["density"]),
        ({"density": "13%"}, []),
        ({"density": "14%", "sticky_ad": "50px"}, ["density"]),
        ({"sticky_video": True}, []),
        ({"density": "50%", "sticky_video": True}, []),
        ({"promotion": "12%"}, ["promotion"]),
        ({"promotion": "13%"}, []),
    ],
)
def test_shares_are_of_the_copy_with_the_ads_in_it(page, found):
    """Six blocks and the white between them are 700; an ad of 100 is 12.5 % of it and itself."""
    strip = paragraphs(6)
    assert strip.height == 700 * PX
    assert rules_broken([guest(1)], page, strip) == found


def test_a_sticky_video_allows_three_tenths_at_most():
    boxes = [guest(n, f"a-{n}", size=(300, 130)) for n in (1, 3, 5)]
    assert rules_broken(boxes, {"density": "50%"}) == []
    assert rules_broken(boxes, {"density": "50%", "sticky_video": True}) == ["density"]


def test_promotion_counts_modules_that_promote():
    box = guest(1, "m-1", holds="blue_box", promotional=True)
    assert rules_broken([box], {"promotion": "10%"}) == ["promotion"]
    assert rules_broken([guest(1, "m-1", holds="blue_box")], {"promotion": "10%"}) == []
    assert rules_broken([box], {"density": "1%"}) == []


@pytest.mark.parametrize(
    ("page", "guests", "found"),
    [
        ({}, [guest(1, max=1), guest(2, "a-2", max=1)], ["max"]),
        ({}, [guest(1, max=2), guest(2, "a-2", max=2)], []),
        ({"max_ads": 1}, [guest(1), guest(2, "b-1")], ["max_ads"]),
        ({"max_ads": 1}, [guest(1), guest(2, "m-1", holds="blue_box")], []),
        ({"order": ["b", "a"]}, [guest(1), guest(2, "b-1")], ["order"]),
        ({"order": ["a", "b"]}, [guest(1), guest(2, "b-1")], []),
        ({"order": ["c", "a"]}, [guest(1), guest(2, "b-1")], []),
        ({"never_together": [["a", "b"]]}, [guest(1), guest(2, "b-1")], ["never_together"]),
        ({"never_together": [["a", "b"]]}, [guest(1), guest(2, "a-2")], []),
        (
            {"never_together": [["#air"]]},
            [guest(1, categories=("air",)), guest(2, "a-2", categories=("air",))],
            ["never_together"],
        ),
        ({"never_together": [["#air", "b"]]}, [guest(1, categories=("air",))], []),
    ],
)
def test_counts_groups_and_order_are_those_of_all_boxes(page, guests, found):
    breaches = in_numbers(tuple(guests), PageTerms.model_validate(page))
    assert [each.rule for each in breaches] == found


def test_what_the_small_rules_say_is_what_files_say():
    """The helper's terms are those of a file with the same keys."""
    text = {"slot": {"a": {"holds": "ad", "sizes": ["300x100"], "from_top": "9px"}}}
    assert guest(from_top="9px").terms == Rules.model_validate(text).terms("a", "mobile")
