"""Laws of a page's plan: whatever the story and the rules, limits hold at every width."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from layout.story.about import about_of
from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.block import Block, Crosshead, Paragraph
from layout.story.module import Module
from layout.story.run import plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.measure.blocks_to_forms import Shaper
from layout.web.measure.column_and_rail_widths import PX, sheet_of, step_of
from layout.web.measure.story_strips import heads_of, shape_story
from layout.web.measure.text_width import Gauge
from layout.web.plan.all_breakpoints import plan_page
from layout.web.plan.page_plan import BreakpointPlan, WebPlan
from slots.audit.measure_again import audit
from slots.case import Case
from slots.rules.terms import AD, Region, Rules

TEXT = "The council announced on Wednesday that the harbour would open again after the storm. "
SIZES = (["300x250"], ["300x600", "300x250"], ["320x100", "300x50"], ["300x1050", "300x250"])
WIDE = ["970x250"]
TODAY = datetime.date(2026, 11, 24)


@cache
def shaper() -> Shaper:
    return Shaper(sheet_of(load_theme()), Gauge(Foundry(), (), "en"), {})


@st.composite
def stories(draw: st.DrawFn) -> Story:
    lengths = draw(st.lists(st.integers(0, 9), max_size=14))
    body: list[Block] = [
        Paragraph(plain(TEXT * length)) if length else Crosshead(plain("What happened"))
        for length in lengths
    ]
    asks = tuple(
        Ask(
            len(body),
            SlotAsk(f"{name}-{n}", name)
            if name != "m"
            else Module("box", f"m-{n}", plain("A box")),
        )
        for n, name in enumerate(draw(st.lists(st.sampled_from("abm"), max_size=3)), 1)
    )
    return Story("s", plain("A headline"), tuple(body), asks, date=TODAY)


regions = st.sampled_from(("article", "beside", "rail", "end"))


@st.composite
def ad_slot(draw: st.DrawFn, name: str) -> dict[str, Any]:
    slot: dict[str, Any] = {
        "holds": AD,
        "takes": [name],
        "sizes": draw(st.sampled_from((*SIZES, *SIZES, WIDE))),
        "auto": draw(st.integers(0, 3)),
        "value": draw(st.sampled_from((1, 80, 100))),
        "region": draw(regions),
        "sticky": draw(st.booleans()),
        "at": {
            "wide": {"region": draw(regions)},
            "narrow": {"max": draw(st.integers(0, 3))},
        },
    }
    if draw(st.booleans()):
        slot["fallback"] = draw(st.sampled_from(("rail", "end", "none")))
    if draw(st.booleans()):
        slot["min_run"] = draw(st.sampled_from(("100px", "400px", "1 screen")))
    if draw(st.booleans()):
        slot["distance"] = {draw(st.sampled_from(("ad", "same", "any"))): "300px"}
    return slot


@st.composite
def rule_books(draw: st.DrawFn) -> Rules:
    limits = st.sampled_from(("10%", "30%", "50%", "100%"))
    page: dict[str, Any] = {"density": draw(limits)}
    if draw(st.booleans()):
        page["sticky_ad"] = "60px"
    return Rules.model_validate(
        {
            "breakpoints": draw(
                st.sampled_from(
                    (
                        {"narrow": "320px..599px", "wide": "600px..1600px"},
                        {"narrow": "320px..979px", "wide": "980px..1600px"},
                    )
                )
            ),
            "page": page,
            "slot": {
                "a": draw(ad_slot("a")),
                "b": draw(ad_slot("b")),
                "m": {"holds": "module", "region": draw(regions)},
            },
        }
    )


def planned(story: Story, rules: Rules) -> WebPlan:
    return plan_page(story, shape_story(story, shaper()), shaper(), rules, TODAY)


def readings(
    point: BreakpointPlan, rules: Rules, index: int, head: int
) -> Iterator[tuple[int, int]]:
    """Ads, and the content they stand in, told again: of the copy alone, and of its column."""
    railed = step_of(point.screens[index]).rail
    strip, homes = point.strips[index], dict(point.homes)
    ads = 60 * PX if rules.page_terms(point.name).sticky_ad else 0
    content, below, modules = strip.height, 0, 0
    for each in point.contents:
        home, height = homes[each.id], each.sizes[index][1]
        if rules.slot[each.slot].holds != AD:
            modules += height if home is Region.ARTICLE else 0
        elif home in (Region.ARTICLE, Region.BESIDE):
            ads += height
            content += height if home is Region.ARTICLE else 0
        elif home is Region.END or (home is Region.RAIL and not railed):
            below += height
    if content > strip.height or Region.BESIDE in homes.values():
        yield ads, content
    yield ads + below, head + content + modules + below


@settings(max_examples=60)
@given(stories(), rule_books())
def test_density_never_passes_its_limit_at_any_width(story: Story, rules: Rules):
    for point in planned(story, rules).breakpoints:
        limit = rules.page_terms(point.name).density
        assert limit is not None
        heads = heads_of(shape_story(story, shaper()), point.screens, shaper().sheet)
        for index, head in enumerate(heads):
            for ads, content in readings(point, rules, index, head):
                share = Fraction(ads, content) if content else Fraction(int(ads > 0))
                assert share <= limit.value / 100 or not _placed(point, rules, index)
                assert float(share) <= point.density + 1e-9


def _placed(point: BreakpointPlan, rules: Rules, index: int) -> bool:
    """Whether any placed ad counts: an ad that stays in view is there whatever is placed."""
    railed = step_of(point.screens[index]).rail
    counts = {name for name, home in point.homes if home and not (home is Region.RAIL and railed)}
    return any(each.id in counts and rules.slot[each.slot].holds == AD for each in point.contents)


@settings(max_examples=60)
@given(stories(), rule_books())
def test_what_stands_in_the_rail_meets_nothing_there(story: Story, rules: Rules):
    for point in planned(story, rules).breakpoints:
        for at, box in enumerate(point.rail.boxes):
            terms = rules.terms(next(c.slot for c in point.contents if c.id == box.id), point.name)
            assert not box.sticky or all(
                r >= n for r, n in zip(box.runs, box.least or (0,) * len(box.runs), strict=True)
            )
            assert box.sticky == terms.sticky
            if at + 1 < len(point.rail.boxes):
                below = point.rail.boxes[at + 1]
                ends = [t + h + r for t, h, r in zip(box.tops, box.heights, box.runs, strict=True)]
                assert all(t - end >= 32 * PX for t, end in zip(below.tops, ends, strict=True))
        _beside_apart(point)


def _beside_apart(point: BreakpointPlan) -> None:
    """Boxes beside the copy, with their runs, keep clear of each other and of the stack's foot."""
    boxes = {box.id: box for box in point.beside}
    placed = [each for each in point.decision.placements if each.slot in boxes]
    for upper, lower in pairwise(placed):
        foot = upper.bottom + boxes[upper.slot].runs[0]
        assert lower.top - foot >= 32 * PX
    for each in placed:
        assert each.top >= point.strips[0].rail


@settings(max_examples=60)
@given(stories(), rule_books())
def test_the_audit_finds_no_rule_broken(story: Story, rules: Rules):
    about = about_of(story, TODAY)
    for point in planned(story, rules).breakpoints:
        found = audit(Case(point.strips, point.contents, rules, point.name, about), point.decision)
        assert tuple(found) == ()


@settings(max_examples=40)
@given(stories(), rule_books())
def test_everything_offered_has_one_home_or_a_reason(story: Story, rules: Rules):
    plan = planned(story, rules)
    offered = [name for name, _ in plan.slots]
    for point in plan.breakpoints:
        homes = dict(point.homes)
        assert set(homes) <= set(offered)
        placed = {each.slot for each in point.decision.placements}
        gaps = {name for name, home in homes.items() if home in (Region.ARTICLE, Region.BESIDE)}
        assert placed == gaps
        refused = {each.slot for each in point.decision.refusals}
        for each in point.contents:
            terms = rules.terms(each.slot, point.name)
            full = terms.max is not None
            if homes[each.id] is None:
                assert each.id in refused or full
            if rules.slot[each.slot].holds == "module":
                assert homes[each.id], "a module is never lost"
