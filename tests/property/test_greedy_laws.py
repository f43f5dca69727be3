"""Laws of the strategy `greedy`: the published Spacefinder, as it is told, is what it does.

The oracle is written from ../shared/domain/web-ads.md ("Spacefinder's published distances") and
uses nothing of the code under test; its lengths are px.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slots.audit.measure_again import audit
from slots.case import Case
from slots.interchange.place_strip import contents_of
from slots.placing.greedy import greedy
from slots.placing.place import exact, place
from slots.rulebook.by_name import load_preset
from slots.rules.terms import Rules
from slots.strip.content import About, Content
from slots.strip.measured_flow import Display, Item, Role, Strip

PX = 750

# --- Spacefinder, from its description ------------------------------------------------------------


@dataclass(frozen=True)
class Box:
    """A block of the body: what it is, and its edges in px."""

    id: str
    kind: str
    top: int
    bottom: int


@dataclass(frozen=True)
class Pass:
    """One pass: distances from top and to end, to opponents (above, below), between winners."""

    candidates: tuple[str, ...]
    top: int
    end: int
    opponents: dict[str, tuple[int, int]]
    apart: int | None
    lenient: bool = False


def spacefinder(blocks, height, rules):
    """The candidates a pass takes, from top to bottom."""
    winners = []
    for candidate in (block for block in blocks if block.kind in rules.candidates):
        near = any(_refuses(block, candidate, rules) for block in blocks if block is not candidate)
        if near or candidate.top < rules.top or height - candidate.top < rules.end:
            continue
        if not winners or (rules.apart and candidate.top - winners[-1].top >= rules.apart):
            winners.append(candidate)
    return winners


def _refuses(opponent, candidate, rules):
    if opponent.kind not in rules.opponents:
        return False
    above, below = rules.opponents[opponent.kind]
    if rules.lenient and candidate.kind == "h2" and (above, below) == (35, 200):
        below = 0
    if opponent.bottom <= candidate.top:
        return candidate.top - opponent.bottom < above
    if opponent.top >= candidate.bottom:
        return opponent.top - candidate.top < below
    return True


def inline_pass(high_value=False, immersive=False):
    figures = {"figure": (35, 200), "full-width": (200, 200), "immersive": (0, 150)}
    small = {"rich-link": (50, 100), "thumbnail": (50, 100)}
    heading = (150, 0) if high_value else (150, 190)
    opponents = {"h2": heading, "h3": heading, "ad": (500, 500), **figures, **small}
    return Pass(("paragraph",), 700 if immersive else 300, 300, opponents, None)


def rail_pass(items, tags):
    pictures = any(item.role is Role.IMAGE for item in items) or "showcase" in tags
    video = any(item.role is Role.EMBED for item in items)
    top = 1000 if pictures else 1250 if video else 1600
    top = max(top, 1250) if "showcase" in tags else top
    top = 1600 if "paid" in tags else top
    return Pass(("paragraph",), top, 300, {"ad": (500, 500), "immersive": (0, 600)}, 600 + 500)


def narrow_pass(high_value=False):
    between = 500 if high_value else 750
    figures = dict.fromkeys(("figure", "rich-link", "thumbnail", "immersive"), (35, 200))
    others = {"h2": (100, 0), "h3": (100, 0), "ad": (between, between), "full-width": (200, 200)}
    candidates = ("paragraph", "h2")
    return Pass(candidates, 200, 200, {**figures, **others}, between, lenient=True)


# --- strips ---------------------------------------------------------------------------------------

KINDS = {
    "figure": [(role, display) for role in ("image", "embed") for display in (None, "inline")]
    + [("image", "supporting"), ("image", "showcase"), ("embed", "half-width")],
    "full-width": [("image", "full-width"), ("embed", "full-width")],
    "thumbnail": [("image", "thumbnail"), ("embed", "thumbnail")],
    "immersive": [("image", "immersive"), ("embed", "immersive")],
}
PLAIN = ("paragraph",) * 9
HEADINGS = {"h2": 2, "h3": 3, "h4": 4, "h6": 6}
OTHERS = (*HEADINGS, "rich-link", "ad", "list", "quote", "table", "rule", *KINDS)
blocks_of = st.tuples(
    st.sampled_from((*PLAIN, *OTHERS)),
    st.integers(0, 6),
    st.sampled_from((1, 28, 60, 84, 100, 140, 190, 300, 500)),
    st.sampled_from((0, 8, 10, 20, 35)),
)


@st.composite
def bodies(draw):
    """A body of blocks, with the strip that says the same."""
    blocks, items, top = [], [], draw(st.sampled_from((0, 0, 40)))
    for number, (kind, which, tall, white) in enumerate(
        draw(st.lists(blocks_of, min_size=draw(st.sampled_from((1, 20))), max_size=45))
    ):
        options = KINDS.get(kind, [("heading" if kind in HEADINGS else kind, None)])
        role, display = options[which % len(options)]
        blocks.append(Box(f"b{number}", kind, top, top + tall))
        shown = Display(display) if display else None
        edges = top * PX, (top + tall) * PX
        level = HEADINGS.get(kind, 2)
        items.append(Item(f"b{number}", Role(role), *edges, 20, shown, level=level))
        top += tall + white
    height = blocks[-1].bottom + draw(st.sampled_from((0, 20)))
    strip = Strip(343 * PX, (375 * PX, 667 * PX), height * PX, tuple(items))
    return blocks, height, strip


RULES = {name: load_preset(name) for name in ("spacefinder", "spacefinder-high-value")}
NO_STORY = About()


def taken(strip, preset, breakpoint, about=NO_STORY):
    """(slot, item below) of every box the preset places."""
    rules = RULES[preset]
    contents, _ = contents_of(Case((strip,), (), rules, breakpoint, about))
    decision = place(Case((strip,), contents, rules, breakpoint, about), trace=False)
    slots = {content.id: content.slot for content in contents}
    return [(slots[box.slot], box.before) for box in decision.placements]


PRESETS = [("spacefinder", False), ("spacefinder-high-value", True)]


@pytest.mark.parametrize(("preset", "high_value"), PRESETS)
@given(bodies(), st.sampled_from(("mobile", "tablet")))
def test_on_narrow_screens_the_preset_takes_the_candidates_of_spacefinder(
    preset, high_value, body, breakpoint
):
    blocks, height, strip = body
    winners = spacefinder(blocks, height, narrow_pass(high_value))
    wanted = [("inline-ad", winner.id) for winner in winners]
    assert taken(strip, preset, breakpoint) == wanted


@pytest.mark.slow
@pytest.mark.parametrize(("preset", "high_value"), PRESETS)
@given(bodies(), st.booleans(), st.sampled_from(((), (), ("paid",), ("showcase",))))
def test_on_wide_screens_the_preset_takes_the_candidates_of_both_passes(
    preset, high_value, body, immersive, tags
):
    blocks, height, strip = body
    strip = replace(strip, width=620 * PX, viewport=(1280 * PX, 800 * PX))
    slot = "immersive-ad" if immersive else "inline-ad"
    first = spacefinder(blocks, height, inline_pass(high_value, immersive))
    after, pushed = [], 0
    for block in blocks:
        if first and block is first[0]:
            pushed = 350  # the largest that the slot accepts on a wide screen: 620x350
            after.append(Box("ad", "ad", block.top, block.top + pushed))
        after.append(replace(block, top=block.top + pushed, bottom=block.bottom + pushed))
    beside = spacefinder(after, height + pushed, rail_pass(strip.items, tags))
    about = About(tags=(*tags, "immersive") if immersive else tags)
    found = taken(strip, preset, "desktop", about)
    railed = [name for slot, name in found if slot.startswith("rail-ad")]
    assert [each for each in found if each[1] not in railed] == [(slot, w.id) for w in first]
    assert railed == [w.id for w in beside]


# --- laws of any rules ----------------------------------------------------------------------------

HEIGHTS = st.sampled_from((28, 84, 140, 300))
ROLES = st.sampled_from(("paragraph", "paragraph", "paragraph", "heading", "image", "ad"))


@st.composite
def strips(draw):
    items, top = [], 0
    parts = st.tuples(ROLES, HEIGHTS, st.sampled_from((8, 20)), st.integers(0, 60))
    for number, (role, tall, white, words) in enumerate(draw(st.lists(parts, max_size=14))):
        items.append(Item(f"i{number}", Role(role), top * PX, (top + tall) * PX, words))
        top += tall + white
    height = items[-1].bottom if items else 0
    return Strip(343 * PX, (375 * PX, 667 * PX), height, tuple(items))


LENGTHS = st.sampled_from(("0px", "100px", "400px", "2 paragraphs", "20 words", "20%"))
TERMS = st.fixed_dictionaries(
    {"holds": st.sampled_from(("ad", "ad", "blue_box")), "sizes": st.just(["300x250"])},
    optional={
        "from_top": LENGTHS,
        "from_end": LENGTHS,
        "max": st.integers(0, 2),
        "margin": st.sampled_from(("0px", "24px")),
        "region": st.sampled_from(("article", "beside")),
        "never_after": st.just(["heading"]),
        "clearance": st.fixed_dictionaries({"ad": LENGTHS, "image": LENGTHS}),
        "distance": st.dictionaries(st.sampled_from(("same", "ad", "any")), LENGTHS, max_size=2),
    },
).map(lambda own: {**own, "distance": {"any": "0px", **own.get("distance", {})}})
PAGES = st.fixed_dictionaries(
    {},
    optional={
        "density": st.sampled_from(("20%", "30%", "50%")),
        "max_ads": st.integers(0, 4),
        "fewer_ads": st.just(["2 under 400 words", "0 under 9 words"]),
        "order": st.just(["a", "b"]),
        "never_together": st.just([["a", "b"]]),
        "spacing": st.just(["300px", "1 screen after 2 ads"]),
        "max_per_screen": st.integers(1, 2),
    },
)


def typed(page, **slots):
    return Rules.model_validate({"page": page, "slot": slots})


def asked(slots, tall=250):
    return tuple(Content(f"{s}-{n}", s, ((300 * PX, tall * PX),)) for n, s in enumerate(slots))


@given(strips(), PAGES, TERMS, TERMS, st.lists(st.sampled_from("ab"), max_size=5))
def test_tracing_changes_nothing_and_refuses_every_gap_that_is_not_taken(strip, page, a, b, slots):
    rules, contents = typed(page, a=a, b=b), asked(slots)
    traced = greedy(Case((strip,), contents, rules, "mobile"))
    silent = greedy(Case((strip,), contents, rules, "mobile"), trace=False)
    assert silent == replace(traced, refusals=())
    placed = {box.slot for box in traced.placements}
    refused = {(each.slot, each.candidate) for each in traced.refusals}
    gaps = [*(item.id for item in strip.items), None]
    for content in contents:
        if content.id not in placed:
            assert all((content.id, gap) in refused for gap in gaps)


@given(strips(), PAGES, TERMS, st.integers(0, 4))
def test_one_slot_alone_keeps_every_rule_and_is_worth_no_more_than_the_best(strip, page, a, count):
    """With one turn there is no flow but that of the copy: the exact rules hold."""
    rules, contents = typed(page, a=a), asked("a" * count)
    found = greedy(Case((strip,), contents, rules, "mobile"), trace=False)
    best = exact(Case((strip,), contents, rules, "mobile"), trace=False)
    assert found.objective <= best.objective == best.bound <= found.bound
    assert audit(Case((strip,), contents, rules, "mobile"), found) == ()


@given(strips(), PAGES, TERMS, st.integers(1, 4))
def test_one_slot_alone_gets_as_many_as_any_placement_could(strip, page, a, count):
    rules, contents = typed({**page, "evenness": 0}, a={**a, "value": 1000}), asked("a" * count)
    found = greedy(Case((strip,), contents, rules, "mobile"), trace=False)
    best = exact(Case((strip,), contents, rules, "mobile"), trace=False)
    assert len(found.placements) == len(best.placements)


def test_later_turns_measure_the_flow_with_the_ads_of_earlier_ones():
    """An ad of 250 px above it takes the second slot's `from_top` from the fifth to the third."""
    items = tuple(
        Item(f"p{n}", Role.PARAGRAPH, n * 100 * PX, n * 100 * PX + 100 * PX, 20) for n in range(9)
    )
    strip = Strip(343 * PX, (375 * PX, 667 * PX), 900 * PX, items)
    first = {"holds": "ad", "sizes": ["300x250"], "margin": "0px", "from_top": "100px"}
    second = {**first, "from_top": "500px", "clearance": {"ad": "100px"}}
    rules = typed({}, a=first, b=second)
    found = greedy(Case((strip,), asked("ab"), rules, "mobile"))
    assert [(box.slot, box.before) for box in found.placements] == [("a-0", "p1"), ("b-1", "p3")]
    (near,) = [str(r) for r in found.refusals if (r.slot, r.candidate) == ("b-1", "p2")]
    assert near == "from_top needs 500px, has 450px"


def test_an_ad_beside_the_copy_moves_nothing_and_counts_from_its_head():
    items = tuple(
        Item(f"p{n}", Role.PARAGRAPH, n * 100 * PX, n * 100 * PX + 100 * PX, 20) for n in range(9)
    )
    strip = Strip(620 * PX, (1280 * PX, 667 * PX), 900 * PX, items)
    rail = {"holds": "ad", "sizes": ["300x600"], "region": "beside", "from_top": "200px"}
    inline = {"holds": "ad", "sizes": ["300x250"], "margin": "0px", "clearance": {"ad": "150px"}}
    rules = typed({}, a=rail, b=inline)
    contents = (*asked("a", 600), Content("b-1", "b", ((300 * PX, 250 * PX),)))
    found = greedy(Case((strip,), contents, rules, "mobile"))
    assert [(box.slot, box.before) for box in found.placements] == [("b-1", "p0"), ("a-0", "p2")]
    near = [(r.candidate, str(r)) for r in found.refusals if r.slot == "b-1"]
    assert ("p1", 'clearance below ad against "a-0" needs 150px, has 100px') in near
    assert ("p3", 'clearance above ad against "a-0" needs 150px, has 100px') in near
    assert ("p4", 'clearance above ad against "a-0" needs 150px, has 200px') not in near


def test_a_turn_takes_steps_of_relaxation_only_as_far_as_they_help():
    items = tuple(
        Item(f"p{n}", Role.PARAGRAPH, n * 100 * PX, n * 100 * PX + 100 * PX, 20) for n in range(9)
    )
    strip = Strip(343 * PX, (375 * PX, 667 * PX), 900 * PX, items)
    steps = [{"rule": "from_end", "to": "100px"}, {"rule": "from_top", "to": "300px"}]
    own = {"holds": "ad", "sizes": ["300x250"], "from_top": "2000px", "min": 1, "relax": steps}
    found = greedy(Case((strip,), asked("a"), typed({}, a=own), "mobile"))
    assert [box.before for box in found.placements] == ["p3"]
    assert [(step.step, step.rule, step.instead) for step in found.relaxed] == [
        (1, "from_end", "100px"),
        (2, "from_top", "300px"),
    ]
    hopeless = {**own, "relax": [{"rule": "from_end", "to": "100px"}]}
    assert greedy(Case((strip,), asked("a"), typed({}, a=hopeless), "mobile")).relaxed == ()
