"""Placing on small stories, drawn as text: what stands where, and what is said of the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from slots.case import Case
from slots.placing.place import edges, place
from slots.reasons.outcome import fates_of
from slots.reasons.scene import Scene
from slots.reasons.why_it_stands_or_not import unplaced
from slots.regions.outside_copy import homes, kept_away, regions
from slots.rulebook.load import default_rules
from slots.rules.keys import Keys
from slots.rules.requested_and_added import assign
from slots.rules.terms import Region, Rules
from slots.strip.content import About, Content, Wanted
from slots.strip.measured_flow import Display, Item, Role, Strip

PX = 750


def strip(*parts, white=20, width=343, screen=(375, 667), line=30):
    """A strip of (role, height in px[, words]) with the same white between all items."""
    items, top = [], 0
    for number, (role, tall, *words) in enumerate(parts):
        name = f"{role[0]}{number}"
        items.append(Item(name, Role(role), top * PX, (top + tall) * PX, *words or (50,)))
        top += tall + white
    height = items[-1].bottom if items else 0
    shown = (screen[0] * PX, screen[1] * PX)
    return Strip(width * PX, shown, height, tuple(items), line * PX)


def paragraphs(count, tall=100):
    return [("paragraph", tall)] * count


def ads(count, size=(300, 250), slot="a", strips=1):
    box = (size[0] * PX, size[1] * PX)
    return tuple(Content(f"{slot}-{n + 1}", slot, (box,) * strips) for n in range(count))


def rules(own=None, page=None, **others):
    slots = {"a": {"holds": "ad", "sizes": ["300x250"], **(own or {})}, **others}
    return Rules.model_validate({"page": page or {}, "slot": slots})


def told(decision, candidate, slot="a-1"):
    return [str(r) for r in decision.refusals if (r.candidate, r.slot) == (candidate, slot)]


def where(decision):
    return [(placement.slot, placement.before) for placement in decision.placements]


def test_one_ad_stands_in_the_middle():
    decision = place(Case((strip(*paragraphs(4)),), ads(1), rules(), "mobile"))
    assert where(decision) == [("a-1", "p2")]
    assert decision.objective == decision.bound
    assert decision.refusals == ()


def test_its_edges_are_those_of_the_drawing():
    """Margin 24px over a natural white of 20px: 100 + 20 + 100 + 24 = 244."""
    (placement,) = place(Case((strip(*paragraphs(4)),), ads(1), rules(), "mobile")).placements
    assert (placement.top, placement.bottom) == (244 * PX, 494 * PX)


def test_natural_white_wider_than_the_margin_stays_above_the_box():
    one = (strip(*paragraphs(4), white=32),)
    (placement,) = place(Case(one, ads(1), rules(), "mobile")).placements
    assert placement.top == (100 + 32 + 100 + 32) * PX


def test_a_second_box_is_pushed_down_by_the_first():
    one = (strip(*paragraphs(6)),)
    first, second = place(Case(one, ads(2), rules(), "mobile")).placements
    assert (first.before, second.before) == ("p2", "p4")
    assert second.top - first.bottom == (24 + 100 + 20 + 100 + 24) * PX


def test_distances_are_refused_in_the_unit_of_the_rule():
    own = {"from_top": "2 paragraphs", "from_end": "25%", "clearance": {"heading": "100px"}}
    one = (strip(*paragraphs(3), ("heading", 30), *paragraphs(3)),)
    decision = place(Case(one, ads(1), rules(own), "mobile"))
    assert told(decision, "p0") == ["from_top needs 2 paragraphs, has 0 paragraphs"]
    assert told(decision, "p1") == ["from_top needs 2 paragraphs, has 1 paragraph"]
    assert told(decision, "h3") == ['clearance below heading against "h3" needs 100px, has 0px']
    assert told(decision, "p4") == ['clearance above heading against "h3" needs 100px, has 20px']
    assert told(decision, None) == ["from_end needs 25%, has 0%"]
    assert where(decision) == [("a-1", "p2")]


def test_what_is_short_by_a_hair_never_reads_as_enough():
    own = {"from_top": "120px"}
    shy = Strip(343 * PX, (375 * PX, 667 * PX), 400 * PX, (Item("p", Role.PARAGRAPH, 0, 1),))
    nearly = Item("q", Role.PARAGRAPH, 120 * PX - 1, 120 * PX)
    one = Strip(shy.width, shy.viewport, 400 * PX, (*shy.items, nearly))
    assert told(place(Case((one,), ads(1), rules(own), "mobile")), "q") == [
        "from_top needs 120px, has 119px"
    ]
    own = {"from_top": "3 lines"}
    assert told(
        place(Case((one,), ads(1), rules({**own, "from_end": "0.2 screens"}), "mobile")), "p"
    ) == ["from_top needs 3 lines, has 0 lines"]


def test_the_nearest_opponent_is_named():
    one = (strip(("heading", 30), ("heading", 30), *paragraphs(3)),)
    decision = place(Case(one, ads(1), rules({"clearance": {"heading": "200px"}}), "mobile"))
    assert told(decision, "p2") == ['clearance above heading against "h1" needs 200px, has 20px']


def test_the_most_specific_opponent_counts():
    picture = Item("i", Role.IMAGE, 120 * PX, 220 * PX, 0, Display.FULL_WIDTH)
    one = Strip(
        *(343 * PX, (375 * PX, 667 * PX), 500 * PX),
        (Item("p", Role.PARAGRAPH, 0, 100 * PX, 50), picture),
    )
    own = {"clearance": {"image": "300px", "full-width-image": {"below": "5px"}}}
    decision = place(Case((one,), ads(1), rules(own), "mobile"))
    assert told(decision, None) == ['clearance above image against "i" needs 300px, has 280px']
    assert told(decision, "i") == ['clearance below image against "i" needs 5px, has 0px']


@pytest.mark.parametrize(
    ("own", "candidate", "refusal"),
    [
        (
            {"never_after": ["heading"]},
            "p2",
            'never_after heading against "h1" needs no heading directly above, has heading',
        ),
        (
            {"never_before": ["heading"]},
            "h1",
            'never_before heading against "h1" needs no heading directly below, has heading',
        ),
        (
            {"never_between": [["paragraph", "heading"]]},
            "h1",
            'never_between paragraph and heading against "p0" needs another gap, '
            "has between paragraph and heading",
        ),
        (
            {"adjacent": "51 words"},
            "p0",
            'adjacent below against "p0" needs 51 words, has 50 words',
        ),
        ({"when": {"min_words": 500}}, "p0", "when.min_words needs 500 words, has 200 words"),
        ({"when": {"max_words": 99}}, "p0", "when.max_words needs at most 99 words, has 200 words"),
        ({"when": {"sections": ["news"]}}, "p0", "when.sections needs section news, has sport"),
        (
            {"when": {"without_sections": ["sport"]}},
            "p0",
            "when.without_sections needs another section, has sport",
        ),
        (
            {"when": {"tags": ["fire", "flood"]}},
            "p0",
            "when.tags needs a tag of fire, flood, has crash",
        ),
        (
            {"when": {"without_tags": ["crash"]}},
            "p0",
            "when.without_tags needs no tag crash, has crash",
        ),
        ({"max": 0}, "p0", "max needs at most 0 of a, has 1"),
    ],
)
def test_each_rule_refuses(own, candidate, refusal):
    one = (strip(("paragraph", 100), ("heading", 30), *paragraphs(2)),)
    about = About("sport", ("crash",))
    decision = place(Case(one, ads(1), rules(own), "mobile", about))
    assert refusal in "\n".join(told(decision, candidate))


def test_a_box_wider_than_the_copy_is_refused_everywhere():
    one = (strip(*paragraphs(2)), strip(*paragraphs(2), width=288))
    decision = place(Case(one, ads(1, strips=2), rules(), "mobile"))
    assert decision.placements == ()
    assert [told(decision, c) for c in ("p0", "p1", None)] == [["width needs 300px, has 288px"]] * 3


def test_rules_hold_at_every_width():
    """At the first width two ads are far enough apart; at the second, copy is half as high."""
    own = {"distance": {"ad": "400px"}}
    wide = strip(*paragraphs(8, 50), width=680)
    narrow = strip(*paragraphs(8))
    assert len(place(Case((narrow,), ads(2), rules(own), "mobile")).placements) == 2
    decision = place(Case((narrow, wide), ads(2, strips=2), rules(own), "mobile"))
    first, second = edges(Case((narrow, wide), ads(2, strips=2), rules(own), "mobile"), decision, 1)
    assert second.top - first.bottom >= 400 * PX


def test_distance_runs_over_what_stands_between():
    """520px from ad to ad: the 508px of copy and air do not do; with a module between they do."""
    slots = {"m": {"holds": "blue_box"}}
    own = {"distance": {"ad": "520px"}, "from_top": "1 paragraph", "from_end": "1 paragraph"}
    one = (strip(*paragraphs(6)),)
    module = Content("m-1", "m", ((300 * PX, 200 * PX),))
    assert len(place(Case(one, ads(2), rules(own, **slots), "mobile")).placements) == 1
    decision = place(Case(one, (*ads(2), module), rules(own, **slots), "mobile"))
    assert [slot for slot, _ in where(decision)] == ["a-1", "m-1", "a-2"] or len(
        where(decision)
    ) == 3


def test_a_box_that_holds_two_others_apart_is_told_so():
    slots = {"m": {"holds": "blue_box"}}
    own = {"distance": {"ad": "520px"}, "from_top": "1 paragraph", "from_end": "1 paragraph"}
    one = (strip(*paragraphs(6)),)
    module = Content("m-1", "m", ((300 * PX, 200 * PX),))
    decision = place(Case(one, (*ads(2), module), rules(own, **slots), "mobile"))
    assert where(decision)[0] == ("a-1", "p1")
    assert told(decision, "p0", "m-1") == [
        'distance ad from a-1 against "a-2" needs 520px, has 388px'
    ]


def test_both_slots_may_ask_for_distance():
    slots = {"m": {"holds": "blue_box", "distance": {"ad": "300px"}}}
    one = (strip(*paragraphs(3)),)
    module = Content("m-1", "m", ((300 * PX, 100 * PX),))
    decision = place(Case(one, (*ads(1), module), rules({"value": 90}, **slots), "mobile"))
    assert len(decision.placements) == 2
    upper, lower = decision.placements
    assert lower.top - upper.bottom >= 300 * PX


def test_density_counts_every_ad_at_its_largest():
    one = (strip(*paragraphs(12)),)
    decision = place(Case(one, ads(3), rules(page={"density": "30%"}), "mobile"))
    assert len(decision.placements) == 2
    assert decision.density == 500 / (1420 + 500)
    assert "density needs at most 30%, has 34.6%" in told(decision, "p0", "a-3")


def test_ads_in_the_copy_count_but_do_not_bar_modules():
    one = (strip(("ad", 500), *paragraphs(2)),)
    slots = {"m": {"holds": "blue_box"}}
    module = Content("m-1", "m", ((300 * PX, 100 * PX),))
    decision = place(
        Case(one, (*ads(1), module), rules(page={"density": "30%"}, **slots), "mobile")
    )
    assert [slot for slot, _ in where(decision)] == ["m-1"]
    assert decision.density > 0.3


def test_order_and_exclusion():
    slots = {"m": {"holds": "blue_box"}}
    module = Content("m-1", "m", ((300 * PX, 100 * PX),))
    one = (strip(*paragraphs(5)),)
    page = {"order": ["m", "a"]}
    decision = place(Case(one, (*ads(1), module), rules(page=page, **slots), "mobile"))
    assert [slot for slot, _ in where(decision)] == ["m-1", "a-1"]
    assert told(decision, "p0") == ['order against "m-1" needs a place below it, has above']
    page = {"never_together": [["m", "a"]]}
    decision = place(Case(one, (*ads(1), module), rules(page=page, **slots), "mobile"))
    assert [slot for slot, _ in where(decision)] == ["a-1"]
    assert told(decision, "p0", "m-1") == ["never_together needs one slot of m, a, has a-1, m-1"]


def test_the_order_asked_for_is_kept_among_equals():
    slots = {"m": {"holds": "blue_box"}}
    module = Content("m-1", "m", ((300 * PX, 100 * PX),))
    one = (strip(*paragraphs(6)),)
    assert [s for s, _ in where(place(Case(one, (module, *ads(1)), rules(**slots), "mobile")))] == [
        *("m-1", "a-1")
    ]
    assert [s for s, _ in where(place(Case(one, (*ads(1), module), rules(**slots), "mobile")))] == [
        *("a-1", "m-1")
    ]


def test_a_minimum_comes_before_value():
    slots = {"m": {"holds": "blue_box", "value": 1, "min": 1}}
    module = Content("m-1", "m", ((300 * PX, 100 * PX),))
    one = (strip(*paragraphs(1)),)
    both = {"never_together": [["m", "a"]]}
    decision = place(Case(one, (*ads(1), module), rules(page=both, **slots), "mobile"))
    assert [slot for slot, _ in where(decision)] == ["m-1"]


def test_depth_costs():
    one = (strip(*paragraphs(40)),)
    page = {"evenness": 0}
    decision = place(Case(one, ads(1), rules({"decay": "5%", "from_top": "25%"}, page), "mobile"))
    assert where(decision) == [("a-1", "p10")]
    assert decision.objective < 100_000


def test_a_slot_worth_less_than_its_disorder_is_left_out_and_told():
    slots = {"m": {"holds": "blue_box", "value": 1, "from_end": "90%"}}
    module = Content("m-1", "m", ((300 * PX, 100 * PX),))
    own, page = {"from_top": "50%"}, {"source_order": 50, "evenness": 0}
    one = (strip(*paragraphs(10)),)
    decision = place(Case(one, (*ads(1), module), rules(own, page, **slots), "mobile"))
    assert where(decision) == [("a-1", "p5")]
    assert told(decision, "p0", "m-1") == ["worth needs more than 0 points, has -49 points"]


def test_a_taken_gap_is_told():
    slots = {"m": {"holds": "blue_box", "value": 1}}
    module = Content("m-1", "m", ((300 * PX, 100 * PX),))
    own = {"from_top": "1 paragraph", "from_end": "1 paragraph"}
    slots["m"] |= own
    one = (strip(*paragraphs(2)),)
    decision = place(Case(one, (*ads(1), module), rules(own, **slots), "mobile"))
    assert where(decision) == [("a-1", "p1")]
    assert told(decision, "p1", "m-1") == ['gap against "a-1" needs an empty gap, has a slot']


def test_a_story_without_items_has_one_gap():
    empty = Strip(343 * PX, (375 * PX, 667 * PX), 0, ())
    decision = place(Case((empty,), ads(2), rules(), "mobile"))
    assert [(p.slot, p.before, p.top) for p in decision.placements] == [("a-1", None, 24 * PX)]
    assert decision.density == 1.0


def test_nothing_asked_is_nothing_placed():
    decision = place(Case((strip(*paragraphs(3)),), (), rules(), "mobile"))
    assert (decision.placements, decision.objective, decision.bound) == ((), 0, 0)


def test_strips_out_of_order_are_our_own_bug():
    items = (Item("a", Role.PARAGRAPH, 0, 100), Item("b", Role.PARAGRAPH, 50, 200))
    with pytest.raises(AssertionError, match="overlap"):
        place(Case((Strip(1, (1, 1), 200, items),), ads(1), rules(), "mobile"))


# --- regions --------------------------------------------------------------------------------------


def test_contents_outside_the_article_are_left_to_the_page():
    slots = {
        "r": {"holds": "ad", "sizes": ["300x250"], "region": "rail", "max": 1},
        "m": {"holds": "blue_box", "from_top": "99 paragraphs"},
        "n": {"holds": "newsletter", "region": "end", "when": {"sections": ["news"]}},
    }
    box = ((300 * PX, 250 * PX),)
    contents = (
        *ads(1),
        *(Content("r-1", "r", box), Content("r-2", "r", box)),
        *(Content("m-1", "m", box), Content("n-1", "n", box)),
    )
    own = rules({"from_top": "99 paragraphs"}, **slots)
    decision = place(Case((strip(*paragraphs(3)),), contents, own, "mobile"))
    assert decision.placements == ()
    assert {refusal.slot for refusal in decision.refusals} == {"a-1", "m-1"}
    assert regions(Case((), contents, own, "mobile")) == {
        **{"a-1": Region.ARTICLE, "r-1": Region.RAIL, "r-2": None},
        **{"m-1": Region.ARTICLE, "n-1": None},
    }
    planned = regions(Case((), contents, own, "mobile"))
    stages = (planned, homes(Case((), contents, own, "mobile"), decision, planned))
    stages = (*stages, stages[1], stages[1])
    news = regions(Case((), contents, own, "mobile", About("news")))
    assert homes(Case((), contents, own, "mobile"), decision, news) == {
        **{"a-1": None, "r-1": Region.RAIL, "r-2": None},
        **{"m-1": Region.END, "n-1": Region.END},
    }
    away = tuple(kept_away(Case((), contents, own, "mobile")))
    decision = replace(decision, refusals=(*decision.refusals, *away))
    items = {item.id: item for item in strip(*paragraphs(3)).items}
    scene = Scene(Keys(own, "mobile"), items, {}, {c.id: c.slot for c in contents})
    fates = fates_of(stages, contents, decision, scene)
    top = "at the end of the copy it must keep 99 paragraphs from the top of the article, and here"
    assert [str(each.finding()) for each in unplaced(fates, contents, scene)] == [
        f"unplaced: a-1 – slot.a.from_top alone keeps it out of the copy: {top} it is "
        "3 paragraphs; its rules name no fallback "
        '(hint: in slots.toml: [slot.a] from_top = "3 paragraphs")',
        "unplaced: r-2 – slot.r.max alone keeps it out of the rail: at most 1 of r may stand on "
        "the page, and this would be the 2nd (hint: in slots.toml: [slot.r] max = 2)",
        f"moved to the end: m-1 – slot.m.from_top alone keeps it out of the copy: {top} it is "
        "3 paragraphs; a box without a place follows the copy "
        '(hint: in slots.toml: [slot.m] from_top = "3 paragraphs")',
        "unplaced: n-1 – slot.n.when.sections alone keeps it from the end: its slot asks for "
        "section news, and the story has no section "
        "(hint: in slots.toml: [slot.n] when.sections = [])",
    ]


# --- the default rules on a story like the seed ---------------------------------------------------

SEED = [
    ("paragraph", 168, 21),
    ("paragraph", 308, 66),
    ("paragraph", 336, 71),
    ("paragraph", 392, 73),
]


@pytest.mark.parametrize("breakpoint", ["mobile", "tablet", "desktop"])
def test_the_seed_has_its_blue_box_and_first_ad_in_the_copy(breakpoint):
    wanted = tuple(
        Wanted(name, kind)
        for name, kind in (
            *(("blue-box-1", "blue_box"), ("google-ad-1", "ad"), ("digest-1", "digest")),
            *(("google-ad-2", "ad"), ("newsletter-1", "newsletter")),
        )
    )
    slots, _ = assign(wanted, default_rules())
    box = ((300 * PX, 274 * PX),)
    contents = tuple(Content(name, slot, box) for name, slot in slots.items())
    decision = place(Case((strip(*SEED),), contents, default_rules(), breakpoint))
    inside = ["blue-box-1"] if breakpoint == "desktop" else ["blue-box-1", "google-ad-1"]
    assert [slot for slot, _ in where(decision)] == inside
    assert decision.density <= 0.3
    assert decision.objective == decision.bound
