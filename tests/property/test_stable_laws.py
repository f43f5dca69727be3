"""Laws of the strategy `stable`: copy added at the end never moves a slot, and every rule holds."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from slots.audit.measure_again import audit
from slots.case import Case
from slots.lint.reads_whole_story import unstable_rules
from slots.placing.growing_copy import stable
from slots.placing.place import exact
from slots.rules.terms import Rules
from slots.strip.content import Content
from slots.strip.measured_flow import Display, Item, Role, Strip

PX = 750
HOLDS = {"a": "ad", "b": "ad", "m": "blue_box"}

blocks = st.tuples(
    st.sampled_from(("paragraph",) * 5 + ("heading", "image", "list", "quote")),
    st.sampled_from((28, 60, 84, 140, 230, 400)),
    st.sampled_from((0, 8, 20, 40)),
    st.integers(0, 60),
)


def strip_of(parts, tail=0):
    """A strip of blocks, each with its white above."""
    items, top = [], 0
    for number, (role, tall, white, words) in enumerate(parts):
        top += white if number else 0
        shown = Display.FULL_WIDTH if role == "image" and tall > 200 else None
        items.append(Item(f"i{number}", Role(role), top * PX, (top + tall) * PX, words, shown))
        top += tall
    return Strip(343 * PX, (375 * PX, 667 * PX), (top + tail) * PX, tuple(items))


lengths = st.sampled_from(
    ("0px", "60px", "300px", "3 lines", "30 words", "2 paragraphs", "1 screen")
)
opponents = st.sampled_from(("heading", "image", "full-width-image", "list", "paragraph"))
clearances = st.dictionaries(
    opponents, st.fixed_dictionaries({}, optional={"above": lengths, "below": lengths}), max_size=2
)
positions = st.lists(
    st.sampled_from(("after paragraph 2", "before paragraph 4", "300px", "every 2 paragraphs")),
    min_size=1,
    max_size=2,
)
terms = st.fixed_dictionaries(
    {},
    optional={
        "from_top": lengths,
        "from_end": lengths,
        "margin": st.sampled_from(("0px", "24px")),
        "min": st.integers(0, 2),
        "max": st.integers(0, 3),
        "value": st.sampled_from((3, 80, 300)),
        "decay": st.sampled_from(("5%", "40%")),
        "adjacent": st.just("10 words"),
        "never_after": st.just(["heading"]),
        "never_before": st.just(["list"]),
        "never_between": st.just([["paragraph", "image"]]),
        "only_before": st.just(["paragraph", "heading"]),
        "positions": positions,
        "clearance": clearances,
        "distance": st.dictionaries(st.sampled_from(("same", "any", "ad")), lengths, max_size=2),
        "promotional": st.booleans(),
    },
)
pages = st.fixed_dictionaries(
    {},
    optional={
        "density": st.sampled_from(("20%", "30%", "50%")),
        "promotion": st.just("40%"),
        "sticky_ad": st.just("50px"),
        "max_ads": st.integers(0, 4),
        "order": st.just(["b", "a"]),
        "never_together": st.just([["a", "m"]]),
        "spacing": st.just(["200px", "1 screen after 2 ads"]),
        "max_per_screen": st.integers(1, 2),
        "source_order": st.sampled_from((0, 5, 200)),
    },
)
regions = st.sampled_from(("article", "article", "article", "beside"))


@st.composite
def rule_files(draw):
    slots = {}
    for name, holds in HOLDS.items():
        own = draw(terms)
        if holds == "ad":
            own.pop("promotional", None)
        slots[name] = {"holds": holds, "region": draw(regions), **own}
        slots[name]["distance"] = {"any": "0px", **own.get("distance", {})}  # not over each other
    return Rules.model_validate({"page": draw(pages), "slot": slots})


wanted = st.lists(st.sampled_from("aabm"), max_size=6).map(
    lambda slots: tuple(
        Content(f"{slot}-{n}", slot, ((300 * PX, (250, 100)[slot == "m"] * PX),))
        for n, slot in enumerate(slots)
    )
)


def told(decision):
    return [(box.slot, box.before, box.size, box.top, box.bottom) for box in decision.placements]


@given(st.lists(blocks, max_size=14), st.lists(blocks, max_size=8), rule_files(), wanted)
def test_copy_added_at_the_end_moves_nothing(parts, added, rules, contents):
    """The old placements are the first of the new ones, so all others stand below them."""
    short, long = strip_of(parts), strip_of([*parts, *added])
    before = told(stable(Case((short,), contents, rules, "mobile"), trace=False))
    after = told(stable(Case((long,), contents, rules, "mobile"), trace=False))
    assert after[: len(before)] == before


ends = st.sampled_from(
    (
        {"from_end": "300px"},
        {"from_end": "2 paragraphs"},
        {"clearance": {"image": {"below": "300px"}}},
        {"clearance": {"heading": {"below": "1 screen"}, "list": {"below": "40 words"}}},
        {"region": "beside", "from_end": "100px", "distance": {"same": "0px"}},
        {"distance": {"same": "100px"}},
    )
)


@given(
    st.lists(st.sampled_from((60, 100, 140, 300)), min_size=3, max_size=12),
    st.lists(st.sampled_from(("paragraph", "image", "heading", "list")), min_size=1, max_size=6),
    ends,
    st.sampled_from(("20%", "30%", "90%")),
)
def test_what_is_added_is_never_too_near_to_what_stood(paragraphs, added, own, density):
    """One rule about what is below, and copy that has just that added to it."""
    rules = Rules.model_validate(
        {"page": {"density": density}, "slot": {"a": {"holds": "ad", "margin": "0px", **own}}}
    )
    parts = [("paragraph", tall, 0, 25) for tall in paragraphs]
    longer = [*parts, *((role, 100, 0, 25) for role in added)]
    contents = tuple(Content(f"a-{n}", "a", ((300 * PX, 100 * PX),)) for n in range(9))
    before = stable(Case((strip_of(parts),), contents, rules, "mobile"), trace=False)
    after = stable(Case((strip_of(longer),), contents, rules, "mobile"), trace=False)
    assert told(after)[: len(told(before))] == told(before)
    assert audit(Case((strip_of(longer),), contents, rules, "mobile"), after) == ()


@given(
    st.lists(blocks, max_size=12), st.lists(blocks, min_size=1, max_size=4), rule_files(), wanted
)
def test_at_two_widths_too(parts, added, rules, contents):
    both = tuple(replace(each, sizes=each.sizes * 2) for each in contents)

    def strips(every):
        lower = [(role, tall // 2, white, words) for role, tall, white, words in every]
        return strip_of(every), replace(strip_of(lower), width=680 * PX)

    before = stable(Case(strips(parts), both, rules, "mobile"), trace=False)
    after = stable(Case(strips([*parts, *added]), both, rules, "mobile"), trace=False)
    assert told(after)[: len(told(before))] == told(before)


@given(st.lists(blocks, max_size=10), rule_files(), wanted)
def test_it_keeps_every_rule_and_is_worth_no_more_than_the_best(parts, rules, contents):
    strip = strip_of(parts)
    found = stable(Case((strip,), contents, rules, "mobile"), trace=False)
    best = exact(Case((strip,), contents, rules, "mobile"), trace=False)
    assert found.objective <= best.objective <= found.bound
    assert audit(Case((strip,), contents, rules, "mobile"), found) == ()
    assert all(box.before is not None for box in found.placements)


@given(st.lists(blocks, max_size=10), rule_files(), wanted)
def test_tracing_changes_nothing_and_refuses_every_gap_that_is_not_taken(parts, rules, contents):
    strip = strip_of(parts)
    traced = stable(Case((strip,), contents, rules, "mobile"))
    silent = stable(Case((strip,), contents, rules, "mobile"), trace=False)
    assert silent == replace(traced, refusals=())
    placed = {box.slot for box in traced.placements}
    refused = {(each.slot, each.candidate) for each in traced.refusals}
    for content in contents:
        if content.id not in placed:
            gaps = [*(item.id for item in strip.items), None]
            assert all((content.id, gap) in refused for gap in gaps)


@given(rule_files())
def test_none_of_these_rules_depend_on_the_whole(rules):
    assert unstable_rules(rules, "mobile") == ()


def test_it_waits_for_copy_where_the_end_is_near():
    """300 px must follow: the last gaps are the business of copy to come."""
    own = {"holds": "ad", "from_end": "300px", "distance": {"same": "100px"}}
    rules = Rules.model_validate({"slot": {"a": own}})
    contents = tuple(Content(f"a-{n}", "a", ((300 * PX, 250 * PX),)) for n in range(9))
    strip = strip_of([("paragraph", 100, 0, 20)] * 6)
    found = stable(Case((strip,), contents, rules, "mobile"))
    assert [box.before for box in found.placements] == ["i0", "i1", "i2", "i3"]
    why = [str(each) for each in found.refusals if (each.slot, each.candidate) == ("a-8", "i4")]
    assert "stable needs 300px, has 200px" in why
    ends = [str(each) for each in found.refusals if (each.slot, each.candidate) == ("a-8", None)]
    assert "stable needs a block directly below, has the end" in ends


def test_density_is_that_of_the_copy_so_far():
    """Of 30 % a box of 250 px needs 584 px of copy above it, though there is more below."""
    rules = Rules.model_validate({"page": {"density": "30%"}, "slot": {"a": {"holds": "ad"}}})
    contents = (Content("a-1", "a", ((300 * PX, 250 * PX),)),)
    strip = strip_of([("paragraph", 100, 0, 20)] * 20)
    found = stable(Case((strip,), contents, rules, "mobile"))
    assert [box.before for box in found.placements] == ["i6"]
    (why,) = [str(each) for each in found.refusals if each.candidate == "i5"]
    assert why == "density needs at most 30%, has 33.4%"
