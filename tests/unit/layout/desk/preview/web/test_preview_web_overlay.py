"""The overlay: each gap taken, free or refused; refusals in sentences, with what would help."""

import re
import tomllib
from fractions import Fraction
from itertools import pairwise

import pytest
from support.newspapers.gazette import gazette, name

from layout.desk.preview.web.overlay import explained
from layout.desk.preview.web.tasks import WebBench
from slots.reasons.scene import KINDS, Scene
from slots.reasons.why_not_in_a_gap import missing
from slots.rulebook.load import default_text, parse_rules
from slots.rules.keys import Keys
from slots.strip.measured_flow import Display, Item, Role
from slots.strip.refusal import Kind, Refusal, Rule
from slots.units import parse_length

L = parse_length
FROM_TOP, GAP = Rule(Kind.FROM_TOP), Rule(Kind.GAP)
STORY = f"stories/{name(0)}.md"
RULES = """
[page]
max_ads = 2
density = "10%"
spacing = ["1 screen"]
order = ["first", "second"]
[page.at.mobile]
max_per_screen = 1
[defaults]
from_top = "2 paragraphs"
[slot.first]
holds = "ad"
sizes = ["300x250"]
value = 50
min = 1
adjacent = "12 words"
[slot.first.clearance]
inline-image = { below = "100px" }
image = "60px"
"#crash" = "1 screen"
[slot.first.at.mobile]
from_top = "200px"
[slot.first.distance]
ad = "500px"
[[slot.first.relax]]
rule = "clearance.image"
to = "20px"
[slot.second]
holds = "ad"
sizes = ["300x250"]
value = 80
never_after = ["heading"]
[slot.second.distance]
same = "1 screen"
"""


@pytest.fixture(scope="module")
def scene():
    items = (
        Item("p1", Role.PARAGRAPH, 0, 10, 9),
        Item("i2", Role.IMAGE, 10, 20, display=Display.INLINE),
        Item("h3", Role.HEADING, 20, 30, 2, tags=("crash",)),
    )
    openings = {"p1": "The ferry is back", "i2": "", "h3": "Storm"}
    slots = {"a-1": "first", "a-2": "first", "b-1": "second"}
    keys = Keys(parse_rules(RULES, "slots.toml"), "mobile")
    return Scene(keys, {i.id: i for i in items}, openings, slots, frozenset({"b-1"}))


def px(number):
    return parse_length(f"{number}px")


def told(scene, rule, asks=None, has=None, against=None, slot="a-1", size=None):
    return explained(Refusal("p1", slot, rule, asks, has, against, size), scene)


def test_a_clearance_says_what_is_kept_from_what_and_three_ways_out(scene):
    found = told(scene, Rule(Kind.CLEARANCE, ("image", "below")), px(100), px(62), "i2")
    assert found["missing"] == 38
    assert found["said"] == "It must stand 100px above the picture i2, and here it is 62px."
    assert found["remedy"] == (
        "It needs 38px more above the picture: move the picture down, or let "
        "slot.first.clearance.inline-image.below go to 62px, or allow a relax step: "
        '{rule = "clearance.inline-image.below", to = "62px"}.'
    )


def test_a_step_of_relaxation_that_is_there_is_named(scene):
    found = told(scene, Rule(Kind.CLEARANCE, ("image", "above")), px(60), px(8), "i2")
    assert "slot.first.clearance.image.above go to 8px" in found["remedy"]
    assert "relax step 1 (clearance.image to 20px)" in found["remedy"]


def test_a_slot_that_stands_need_not_give_way(scene):
    found = told(
        scene,
        FROM_TOP,
        L("2 paragraphs"),
        L("1 paragraph"),
        slot="b-1",
    )
    assert "relax" not in found["remedy"] and found["missing"] == "1 paragraph"
    assert "let defaults.from_top go to 1 paragraph" in found["remedy"]
    assert "It needs 1 more paragraph of copy above this gap" in found["remedy"]


def test_the_key_is_the_one_that_holds_at_the_breakpoint(scene):
    assert "slot.first.at.mobile.from_top" in told(scene, FROM_TOP, px(200), px(9))["remedy"]
    assert (
        "page.at.mobile.max_per_screen"
        in told(scene, Rule(Kind.MAX_PER_SCREEN), 1, 2, "b-1")["remedy"]
    )
    assert "page.density" in told(scene, Rule(Kind.DENSITY), L("10%"), Fraction(1, 8))["remedy"]


def test_a_distance_is_that_of_the_slot_that_asks_for_it(scene):
    ad = Rule(Kind.DISTANCE, ("ad",))
    own = told(scene, ad, px(500), px(132), "b-1")
    assert "slot.first.distance.ad go to 132px" in own["remedy"]
    theirs = told(scene, ad, px(500), px(132), "a-1", slot="b-1")
    assert "slot.first.distance.ad go to 132px" in theirs["remedy"]
    between = told(
        scene,
        Rule(Kind.DISTANCE, ("same",), "b-1"),
        L("1 screen"),
        L("0.5 screens"),
        "a-2",
    )
    assert between["said"].startswith("With it here, a-2 would be 0.5 screens from b-1")


def test_a_taken_gap_names_who_has_it_and_what_decides(scene):
    found = told(scene, GAP, against="b-1")
    assert found["said"] == "The gap is taken by b-1."
    assert "raise slot.first.value over that of slot second" in found["remedy"]
    assert "worth no more" in told(scene, GAP, against="a-2")["remedy"]
    better = told(scene, GAP, against="a-1", slot="b-1")
    assert "raise" not in better["remedy"]


SIZE = (300, 250)
EACH = (
    (
        "clearance above heading: 1 screen, 0.2 screens",
        Rule(Kind.CLEARANCE, ("heading", "above")),
        L("1 screen"),
        L("0.2 screens"),
        "h3",
    ),
    ("region: a front, a story", Rule(Kind.REGION)),
    (
        "after_lead_in: no lead-in directly above, a lead-in",
        Rule(Kind.AFTER_LEAD_IN),
        None,
        None,
        "p1",
    ),
    ("from_top: 200px, 90px", Rule(Kind.FROM_TOP), px(200), px(90)),
    ("from_end: 25% of text, 3% of text", Rule(Kind.FROM_END), L("25% of text"), L("3% of text")),
    ("distance any: 150px, 132px", Rule(Kind.DISTANCE, ("any",)), px(150), px(132), "b-1"),
    (
        "distance ad from a-2: 150px, 132px",
        Rule(Kind.DISTANCE, ("ad",), "a-2"),
        px(150),
        px(132),
        "b-1",
    ),
    ("spacing: 1 screen, 0.3 screens", Rule(Kind.SPACING), L("1 screen"), L("0.3 screens"), "b-1"),
    (
        "spacing of b-1: 1 screen, 0.3 screens",
        Rule(Kind.SPACING, third="b-1"),
        L("1 screen"),
        L("0.3 screens"),
        "a-2",
    ),
    ("max_per_screen: at most 1 in view, 2", Rule(Kind.MAX_PER_SCREEN), 1, 2, "b-1"),
    (
        "max_per_screen of b-1: at most 1 in view, 2",
        Rule(Kind.MAX_PER_SCREEN, third="b-1"),
        1,
        2,
        "a-2",
    ),
    ("gap: an empty gap, a slot", Rule(Kind.GAP), None, None, "b-1"),
    ("width: 300px, 280px", Rule(Kind.WIDTH), px(300), px(280)),
    ("beside: 620px, 300px", Rule(Kind.BESIDE), px(620), px(300)),
    ("beside: a rail at every width, none at 980px", Rule(Kind.NO_RAIL), None, px(980)),
    ("beside: 250px, 100px", Rule(Kind.BESIDE), px(250), px(100), "size 300x250"),
    ("rail: 294px, 100px", Rule(Kind.RAIL), px(294), px(100), "size 300x250"),
    ("min_run: 600px, 20px", Rule(Kind.MIN_RUN), px(600), px(20), "size 300x250"),
    ("min_run: 600px, 20px", Rule(Kind.MIN_RUN), px(600), px(20)),
    ("density: at most 10%, 12.5%", Rule(Kind.DENSITY), L("10%"), Fraction(125, 1000)),
    ("promotion: at most 50%, 60.1%", Rule(Kind.PROMOTION), L("50%"), Fraction(601, 1000)),
    ("max: at most 1 of first, 2", Rule(Kind.MAX, ("first",)), 1, 2),
    ("max_ads: at most 2, 3", Rule(Kind.MAX_ADS), 2, 3),
    ("fewer_ads: at most 2 under 600 words, 3", Rule(Kind.FEWER_ADS, ("600",)), 2, 3),
    ("order: a place below it, above", Rule(Kind.ORDER), "below", "above", "b-1"),
    (
        "never_together: one slot of first, second, a-1, b-1",
        Rule(Kind.NEVER_TOGETHER),
        ("first", "second"),
        ("a-1", "b-1"),
    ),
    ("when.devices: desktop, mobile", Rule(Kind.WHEN, ("devices",)), ("desktop",), ("mobile",)),
    ("when.sections: section Town, Sport", Rule(Kind.WHEN, ("sections",)), ("Town",), ("Sport",)),
    (
        "when.min_words: 300 words, 120 words",
        Rule(Kind.WHEN, ("min_words",)),
        L("300 words"),
        L("120 words"),
    ),
    (
        "category.airline.without_tags: no tag crash, crash",
        Rule(Kind.CATEGORY, ("airline", "without_tags")),
        ("crash",),
        ("crash",),
        "h3",
    ),
    (
        "adjacent below: 12 words, 9 words",
        Rule(Kind.ADJACENT, ("below",)),
        L("12 words"),
        L("9 words"),
        "p1",
    ),
    (
        "never_after heading: no heading directly above, heading",
        Rule(Kind.NEVER_AFTER, ("heading",)),
        None,
        None,
        "h3",
    ),
    (
        "never_before image: no image directly below, image",
        Rule(Kind.NEVER_BEFORE, ("image",)),
        None,
        None,
        "i2",
    ),
    (
        "never_inside list: a gap outside of list, inside list",
        Rule(Kind.NEVER_INSIDE, ("list",)),
        None,
        None,
        "p1",
    ),
    (
        "never_between paragraph and list: another gap, between paragraph and list",
        Rule(Kind.NEVER_BETWEEN, ("paragraph", "list")),
        None,
        None,
        "p1",
    ),
    (
        "only_before: heading directly below, image",
        Rule(Kind.ONLY_BEFORE),
        ("heading",),
        "image",
        "i2",
    ),
    (
        "positions: a gap at after paragraph 3, 1 paragraph above",
        Rule(Kind.POSITIONS),
        ("after paragraph 3",),
        L("1 paragraph"),
    ),
    ("worth: more than 0 points, -5 points", Rule(Kind.WORTH), None, -5.0),
    ("strategy: one that goes back, greedy", Rule(Kind.STRATEGY), "goes back", "greedy"),
    ("stable: 1 screen, 0.4 screens", Rule(Kind.STABLE), L("1 screen"), L("0.4 screens")),
    (
        "stable: a block directly below, the end",
        Rule(Kind.STABLE),
        "a block directly below",
        "the end",
    ),
)


@pytest.mark.parametrize(
    ("written", "rule", "asks", "has", "against"), [(*each, None, None, None)[:5] for each in EACH]
)
def test_every_rule_has_two_plain_sentences(scene, written, rule, asks, has, against):
    size = SIZE if against and against.startswith("size") else None
    found = told(scene, rule, asks, has, against, size=size)
    for text in (found["said"], found["remedy"]):
        assert re.fullmatch(r"[A-Z][^\n]{14,400}\.", text), text
        assert "None" not in text and "  " not in text and ".." not in text
    assert f"{found['rule']}: {found['required']}, {found['actual']}" == written
    assert found["against"] == against


def test_every_kind_that_refuses_on_the_web_is_told():
    print_only = {Kind.PAGES, Kind.COLUMNS, Kind.ROWS, Kind.ROOM}
    assert set(Kind) - print_only == {each[1].kind for each in EACH}


@pytest.mark.parametrize(
    ("required", "actual", "lacking"),
    [
        ("100px", "62px", 38),
        ("100px", "62.5px", 38),
        ("3 paragraphs", "1 paragraph", "2 paragraphs"),
        ("1.5 screens", "0.3 screens", "1.2 screens"),
        ("25% of text", "3% of text", "22% of text"),
    ],
)
def test_what_is_missing_is_counted(required, actual, lacking):
    asks, has = L(required), L(actual)
    assert missing(Refusal(None, "a", FROM_TOP, asks, has)) == lacking


def test_nothing_is_missing_where_that_cannot_be_counted():
    assert missing(Refusal(None, "a", Rule(Kind.MAX_ADS), 2, 3)) is None
    assert missing(Refusal(None, "a", GAP)) is None
    assert missing(Refusal(None, "a", FROM_TOP, px(100), L("2 lines"))) is None
    assert missing(Refusal(None, "a", FROM_TOP, px(100), px(100))) is None


def test_every_role_has_a_name_that_people_use():
    assert set(KINDS) == {role.value for role in Role}


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    folder = gazette(tmp_path_factory.mktemp("over") / "gazette", 3)
    (folder / "slots.toml").write_text(default_text(), encoding="utf-8")
    return WebBench(str(folder), False)


@pytest.mark.parametrize("width", [320, 375, 768, 980, 1300, 4000])
def test_each_gap_is_taken_free_or_refused_for_each_slot_of_the_copy(bench, width):
    found = bench.overlay(STORY, "", None, width)
    gaps = [gap["candidate"] for gap in found["gaps"]]
    assert gaps == [*(block["id"] for block in found["blocks"]), None]
    said = [gap["text"] for gap in found["gaps"]] + [slot["where"] for slot in found["slots"]]
    assert not [text for text in said if re.search(r"\bb\d+ “", text)], "ids are for machines"
    asked = {each["slot"] for each in found["candidates"]}
    for slot in asked:
        own = [each for each in found["candidates"] if each["slot"] == slot]
        assert [each["gap"] for each in own] == gaps
        assert all(bool(each["refusals"]) == (each["state"] == "refused") for each in own)
        standing = next(each for each in found["slots"] if each["id"] == slot)
        taken = [each["gap"] for each in own if each["state"] == "taken"]
        inside = standing["place"].get("region") in ("article", "beside")
        assert taken == ([standing["place"]["before"]] if inside else [])
    assert set(found["clearances"]) == asked


def test_what_stands_has_a_node_in_the_page_and_blocks_and_boxes_do_not_overlap(bench):
    html = bench.html(STORY, "", None)[2].decode()
    for width in (375, 768, 1300):
        found = bench.overlay(STORY, "", None, width)
        for slot in found["slots"]:
            assert bool(slot["node"]) == slot["placed"]
            assert not slot["node"] or f'id="{slot["node"]}"' in html
        boxes = [
            (each["place"]["top"], each["place"]["top"] + each["place"]["size"][1])
            for each in found["slots"]
            if each["place"].get("region") == "article"
        ]
        edges = sorted([(b["top"], b["bottom"]) for b in found["blocks"]] + boxes)
        assert all(upper[1] <= lower[0] + 1 for upper, lower in pairwise(edges))


def test_bands_say_in_px_what_rules_ask(bench):
    rules = tomllib.loads(default_text())["defaults"]
    found = bench.overlay(STORY, "", None, 375)
    asked = next(iter(found["clearances"].values()))
    images = [each for each in asked if each["kind"] == "image"]
    assert rules["clearance"]["image"] == "60px" and images
    assert all((each["above"], each["below"]) == (60, 60) for each in images)
    tops = {block["id"]: (block["top"], block["bottom"]) for block in found["blocks"]}
    assert all(tops[each["opponent"]] == (each["top"], each["bottom"]) for each in images)
    top = next(each for each in asked if each["kind"] == "the top of the copy")
    assert top["opponent"] is None and top["above"] > 0
    two = [block for block in found["blocks"] if block["role"] == "paragraph"][1]
    assert top["above"] >= two["bottom"] - two["top"]


def test_a_refusal_outside_the_copy_is_told_with_its_slot(bench):
    draft = default_text().replace('"300x250"]                # add', '"300x9000"]  # add')
    found = bench.overlay(STORY, "tab", draft, 1300)
    outside = [each for slot in found["slots"] for each in slot["refusals"]]
    assert outside and {each["candidate"] for each in outside} <= {"rail", "end"}
    assert all(each["said"] and each["remedy"] for each in outside)


def test_a_front_is_explained_like_a_story_whose_paragraphs_are_its_containers(bench):
    while "making" in bench.page("front:home", "", None):
        continue
    found = bench.overlay("front:home", "", None, 375)
    assert found["blocks"][0]["id"] == "lead"
    assert found["slots"] and all(each["slot"] == "front-ad" for each in found["slots"])
    html = bench.html("front:home", "", None)[2].decode()
    assert all(f'id="{block["id"]}"' in html for block in found["blocks"])
    draft = default_text().replace('margin   = "40px"', 'never_after = ["paragraph"]')
    while "making" in bench.page("front:home", "tab", draft):
        continue
    refused = bench.overlay("front:home", "tab", draft, 375)["candidates"]
    said = {each["said"] for candidate in refused for each in candidate["refusals"]}
    assert any("below the container “" in each for each in said)


def test_a_gap_that_is_refused_names_the_nearest_that_would_do(bench):
    found = bench.overlay(STORY, "", None, 375)
    tops = {gap["candidate"]: gap["top"] for gap in found["gaps"]}
    for slot in {each["slot"] for each in found["candidates"]}:
        own = {c["gap"]: c for c in found["candidates"] if c["slot"] == slot}
        fit = [gap for gap, each in own.items() if each["state"] != "refused"]
        refused = [each for each in own.values() if "nearest" in each]
        assert fit and refused
        for each in refused:
            near, top = each["nearest"], tops[each["gap"]]
            assert near["gap"] in fit and near["px"] == pytest.approx(
                tops[near["gap"]] - top, abs=1
            )
            assert all(abs(tops[gap] - top) + 1 >= abs(near["px"]) for gap in fit)
            way = "down" if near["px"] > 0 else "up"
            assert near["said"].endswith(f", {abs(near['px'])} px further {way}.")


def test_where_no_gap_would_do_none_is_named(bench):
    draft = default_text().replace('from_top      = "2 paragraphs"', 'from_top = "99 paragraphs"')
    found = bench.overlay(STORY, "far", draft, 375)
    assert found["candidates"]
    assert all(each["nearest"] is None for each in found["candidates"])
