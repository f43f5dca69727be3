import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.service.asked import SCREENS, post_of_paragraphs

from layout.service.answer import Placer, answer, placements
from layout.service.breakpoints import LABEL, placed_at
from layout.service.flows import opening, post_of
from layout.service.openapi import EXAMPLE
from layout.service.post_parts import path_of
from layout.service.refused import Refused
from layout.service.request import PlacementRequest, read_request
from layout.service.reserved_css import css_of, nodes_of
from slots.rulebook.load import default_rules, parse_rules

RULES = default_rules()
PLACER = Placer(RULES, "", 20_000)
LONG = post_of_paragraphs([60] * 4 + [4] + [60] * 8, heads={4})


def answered(data, placer=PLACER):
    return placements(placer, read_request(json.dumps(data).encode()))


def refused(data, placer=PLACER):
    with pytest.raises(Refused) as caught:
        answered(data, placer)
    return caught.value


def test_a_post_gets_boxes_at_each_breakpoint():
    found = answered(LONG)
    assert list(found["breakpoints"]) == ["mobile", "tablet", "desktop"]
    for point in found["breakpoints"].values():
        assert point["placements"] and point["objective"] == point["bound"]


@settings(deadline=None)
@given(st.lists(st.integers(4, 160), max_size=14), st.sets(st.integers(0, 13)))
def test_no_screen_has_more_ads_than_its_density_allows(words, heads):
    """Measured again from what the answer says: every height of every screen that was sent."""
    data = post_of_paragraphs(words, heads=heads)
    for point in answered(data)["breakpoints"].values():
        most = 0.5 if point["from"] >= 980 else 0.3
        boxes = [each["height"] for each in point["placements"]]
        air = 24
        for index, (width, _) in enumerate(SCREENS):
            if width in point["screens"] and boxes:
                copy = data["blocks"][-1]["edges"][index][1]
                whole = copy + sum(boxes) + 2 * air * len(boxes)
                assert sum(boxes) <= most * whole


@settings(deadline=None)
@given(st.lists(st.integers(4, 160), max_size=14), st.sets(st.integers(0, 13)))
def test_no_box_follows_a_heading_or_opens_the_post(words, heads):
    data = post_of_paragraphs(words, heads=heads)
    for gap in answered(data)["gaps"]:
        assert gap["after"] > 0
        assert data["blocks"][gap["after"] - 1]["role"] != "heading"


def test_reserved_css_has_each_box_at_its_breakpoints_and_no_other():
    found = answered(LONG)
    shown = {}
    for screens, rules in re.findall(r"@media (.*?)\{(.*)\}\n", found["css"]):
        for name, high in re.findall(
            r"\.newsgrid-box\.(newsgrid-\S+?)\{display:block;width:\d+px;height:(\d+)px", rules
        ):
            shown[int(re.search(r"\d+", screens)[0]), name] = int(high)
    told = {
        (point["from"], box["class"]): box["reserved"][name]["height"]
        for gap in found["gaps"]
        for box in gap["boxes"]
        for name, point in found["breakpoints"].items()
        if name in box["reserved"]
    }
    assert shown == told and told
    assert found["css"].startswith(".newsgrid-box{display:none")


def test_a_box_is_higher_by_its_label_and_cuts_off_what_is_larger():
    found = answered(LONG)
    first = found["breakpoints"]["mobile"]["placements"][0]
    assert (first["width"], first["height"]) == (300, 250 + LABEL)
    assert "overflow:hidden" in found["css"]


def test_elements_say_what_may_be_served_and_hold_no_markup_of_the_post():
    boxes = [box for gap in answered(LONG)["gaps"] for box in gap["boxes"]]
    (box,) = (
        each for each in boxes if each["id"] == "inline-ad-1" and "mobile" in each["reserved"]
    )
    assert box["html"].count("<") == 2
    assert "&quot;320&quot;:[&quot;300x250&quot;,&quot;250x250&quot;]" in box["html"]


def test_what_stands_nowhere_has_a_reason_and_what_would_change_it():
    found = answered(post_of_paragraphs([60] * 2))
    (each,) = [e for e in found["breakpoints"]["mobile"]["unplaced"] if e["slot"] == "inline-ad"]
    assert "inline-ad" in each["ids"][0] and each["why"]


def test_every_refusal_only_if_asked_for():
    short = post_of_paragraphs([60] * 6)
    assert not any(p["refusals"] for p in answered(short)["breakpoints"].values())
    told = answered({**short, "every_refusal": True})["breakpoints"]["mobile"]["refusals"]
    assert {"from_top", "from_end"} <= {each["rule"].split()[0] for each in told}
    assert len(told) == len({json.dumps(each) for each in told})


def test_a_breakpoint_without_a_screen_is_told():
    found = answered(post_of_paragraphs([60] * 9, screens=SCREENS[:3]))
    assert list(found["breakpoints"]) == ["mobile"]
    lacking = [each["message"] for each in found["findings"] if each["code"] == "no-screen"]
    assert len(lacking) == 2 and "tablet" in lacking[0]


def test_the_widest_breakpoint_has_no_end():
    post = post_of(PlacementRequest.model_validate(post_of_paragraphs([60] * 9, [(2560, 1440)])))
    point = placed_at(post, RULES, "desktop", False)
    assert point.last is None and point.screens == (2560,)
    assert "max-width" not in css_of(nodes_of([point])).split("@media")[1]


def test_conditions_ask_of_the_post():
    rules = parse_rules(
        '[slot.a]\nholds = "ad"\nsizes = ["300x250"]\nwhen = { without_sections = ["obits"] }', "r"
    )
    placer = Placer(rules, "", 20_000)
    assert answered(LONG, placer)["gaps"]
    assert not answered({**LONG, "about": {"section": "obits"}}, placer)["gaps"]


def test_slots_beside_the_copy_are_left_out_and_said_to_be():
    rules = parse_rules(
        '[slot.a]\nholds = "ad"\nregion = "beside"\nsizes = ["300x250"]\nmax = 2', "r"
    )
    found = answered(LONG, Placer(rules, "", 20_000))
    assert not found["gaps"] and "not-in-posts" in {each["code"] for each in found["findings"]}


def test_a_post_without_blocks_has_no_gaps():
    found = answered({**LONG, "blocks": []})
    assert (found["blocks"], found["gaps"], found["css"]) == (0, [], "")


def test_all_that_does_not_go_together_is_told_at_once():
    data = json.loads(json.dumps(LONG))
    data["screens"][1]["viewport"] = data["screens"][0]["viewport"]
    data["blocks"][0]["id"] = data["blocks"][1]["id"] = "same"
    data["blocks"][2]["edges"].pop()
    data["blocks"][3]["edges"][0] = [900, 20]
    data["blocks"][5]["edges"][0][0] = 0
    found = refused(data)
    assert found.status == 422
    assert {each.where.file for each in found.problems} >= {
        "screens[1]",
        "blocks[0].id",
        "blocks[2].edges",
        "blocks[3].edges[0]",
        "blocks[5].edges[0]",
    }
    assert all(each.hint for each in found.problems)


def test_what_is_not_as_the_schema_says_is_told_at_its_path():
    data = {**LONG, "blocks": [{"role": "pragraph", "edges": [[0, "x"]], "colour": 1}], "nix": 1}
    found = refused(data)
    assert found.status == 400
    paths = [each.where.file for each in found.problems]
    assert paths == ["blocks[0].role", "blocks[0].edges[0][1]", "blocks[0].colour", "nix"]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[]", b'{"a": NaN}', b"[" * 100_000])
def test_what_is_no_request_is_refused(body):
    with pytest.raises(Refused) as caught:
        read_request(body)
    assert caught.value.status == 400


def test_many_mistakes_are_counted():
    found = refused({"screens": [], "blocks": [{}] * 100})
    assert found.problems[-1].code == "more"


def test_words_are_limited():
    assert refused(LONG, Placer(RULES, "", 100)).problems[0].code == "too-many-words"


def test_the_same_request_is_answered_in_the_same_bytes():
    body = json.dumps(LONG).encode()
    assert answer(PLACER, body) == answer(PLACER, body)


def test_the_example_gets_boxes():
    assert answered(EXAMPLE)["gaps"]


def test_words_by_which_blocks_are_named():
    assert opening("one two") == "one two" and path_of(("a", 1, "b")) == "a[1].b"
