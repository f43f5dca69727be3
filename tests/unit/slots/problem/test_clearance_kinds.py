"""Clearance from every kind of block that a story can hold: what is written keeps the ad away."""

from __future__ import annotations

from typing import get_args

import pytest

from layout.story.as_written import Story
from layout.story.block import Block
from layout.story.markdown.read_markdown import parse_markdown
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.measure.story_strips import ROLES
from layout.web.pages.compose import plan_story
from layout.web.plan.page_plan import BreakpointPlan
from slots.audit.measure_again import audit
from slots.case import Case
from slots.problem.why_closed import Trace
from slots.rulebook.load import parse_rules
from slots.rules.notation import OPPONENTS
from slots.strip.measured_flow import Role

COPY = "The council announced on Wednesday that the harbour would open again after the storm. " * 4
HELD = {
    "paragraph": ("Paragraph", "The quay is open."),
    "heading": ("Crosshead", "## What changes"),
    **{f"h{level}": ("Crosshead", f"{'#' * level} What changes") for level in range(2, 7)},
    "list": ("Listing", "- one\n- two"),
    "quote": ("Quote", "> It is a good pier."),
    "table": ("Table", "| a | b |\n|---|---|\n| 1 | 2 |"),
    "image": ("Picture", "![The pier](pier.jpg)"),
    "inline-image": ("Picture", "![The pier](pier.jpg)"),
    "half-width-image": ("Picture", "![The pier](pier.jpg){.half-width}"),
    "full-width-image": ("Picture", "![The pier](pier.jpg){.full-width}"),
    "thumbnail-image": ("Picture", "![The pier](pier.jpg){.thumbnail}"),
    "embed": ("Embed", "::: embed https://video.example.org/ferry Watch: the crossing"),
    "rich-link": ("Embed", "::: embed https://video.example.org/ferry Watch: the crossing"),
    "rule": ("Divider", "---"),
    "#faq": ("Paragraph", "::: tag faq\nThe quay is open.\n:::"),
}
ELSEWHERE = {
    *("ad", "supporting-image", "showcase-image", "immersive-image"),
    *(name for name in OPPONENTS if name.endswith("-embed")),
}
"""What only strips of other systems have (docs/slots.md)."""

ALSO = {
    "pull quote": ("quote", "::: pull_quote\nI will sit down.\n:::"),
    "code": ("paragraph", "```\nprint(1)\n```"),
    "small crosshead": ("heading", "#### What changes"),
    "numbered list": ("list", "1. one\n2. two"),
}


def story_with(middle: str) -> Story:
    """A story with something as its third block from the end: a crosshead below higher ones."""
    level = len(middle) - len(middle.lstrip("#"))
    above = (f"{'#' * each} Above" for each in range(2, level))
    text = "\n\n".join((*above, COPY, COPY, middle, COPY, COPY))
    story, _ = parse_markdown(f"---\nheadline: H\nlanguage: en\n---\n\n{text}\n", "story.md")
    return story


def looked_at(story: Story) -> str:
    """The name of the block that `story_with` was asked for."""
    return f"b{len(story.body) - 2}"


def planned(story: Story, name: str, more: str = "") -> tuple[BreakpointPlan, set[str]]:
    """The plan of a story under a clearance, and the rules that refuse the gap above its block."""
    rules = parse_rules(
        '[breakpoints]\nmobile = "320px..479px"\n[slot.ad]\nholds = "ad"\nauto = 9\n'
        'sizes = ["300x250", "250x250"]\nlabel = "Advertisement"\nmargin = "0px"\n'
        f"{more}[slot.ad.clearance]\n" + (f'"{name}" = {{ below = "9px" }}\n' if name else ""),
        "slots.toml",
    )
    plan = plan_story(story, load_theme(), Foundry(), rules, trace=Trace.ALL)
    point = plan.breakpoints[0]
    assert audit(Case(point.strips, point.contents, rules, point.name), point.decision) == ()
    there = {
        str(each.rule) for each in point.decision.refusals if each.candidate == looked_at(story)
    }
    return point, {rule for rule in there if rule.startswith("clearance")}


def test_every_kind_of_block_and_every_name_of_one_is_looked_at() -> None:
    assert {kind.__name__ for kind in get_args(Block)} == {kind for kind, _ in HELD.values()}
    assert {kind.__name__ for kind in ROLES} == {kind for kind, _ in HELD.values()}
    assert {*OPPONENTS} == {name for name in HELD if name[0] != "#"} | ELSEWHERE


@pytest.mark.parametrize("name", HELD)
def test_a_clearance_keeps_an_ad_off_the_kind_of_block_it_names(name: str) -> None:
    """On 0.4.0 one from `embed` did nothing: a story's embeds were `rich-link` to rules."""
    kind, text = HELD[name]
    story = story_with(text)
    block = looked_at(story)
    assert type(story.body[-3]).__name__ == kind
    free, none = planned(story, "")
    assert none == set() and block in {each.before for each in free.decision.placements}
    point, told = planned(story, name)
    assert len(told) == 1 and block not in {each.before for each in point.decision.placements}


@pytest.mark.parametrize("what", ALSO)
def test_what_else_a_story_holds_is_one_of_these_kinds(what: str) -> None:
    name, text = ALSO[what]
    assert len(planned(story_with(text), name)[1]) == 1


@pytest.mark.parametrize("level", range(2, 7))
def test_a_crosshead_has_the_name_of_its_own_level_alone(level: int) -> None:
    story = story_with(f"{'#' * level} What changes")
    for other in range(2, 7):
        assert len(planned(story, f"h{other}")[1]) == (other == level)
    assert len(planned(story, "heading")[1]) == 1


def test_a_level_goes_before_headings_as_such() -> None:
    story = story_with("### What changes")
    assert planned(story, "heading", '[slot.ad.clearance.h3]\nbelow = "0px"\n')[1] == set()
    assert planned(story, "h3", '[slot.ad.clearance.heading]\nbelow = "0px"\n')[1] != set()
    spared = 'below = "9px"\nunless_before = ["{}"]\n'
    for name, refused in (("h3", False), ("heading", False), ("h2", True)):
        more = f"[slot.ad.clearance.heading]\n{spared.format(name)}"
        assert bool(planned(story, "", more)[1]) == refused


@pytest.mark.parametrize("rule", ["never_before", "only_before", "never_after"])
def test_other_rules_name_a_level_alike(rule: str) -> None:
    story = story_with("### What changes")
    block = looked_at(story) if rule != "never_after" else f"b{len(story.body) - 1}"
    for name in ("h2", "h3", "heading"):
        point, _ = planned(story, "", f'{rule} = ["{name}"]\n')
        meant = name != "h2"
        there = block in {each.before for each in point.decision.placements}
        assert there == (meant if rule == "only_before" else not meant), name


def test_the_clearance_from_an_embed_goes_before_that_from_a_link_box() -> None:
    story = story_with(HELD["embed"][1])
    both = '[slot.ad.clearance.rich-link]\nbelow = "0px"\n'
    assert planned(story, "embed", both)[1] == {"clearance below embed"}
    both = '[slot.ad.clearance.embed]\nbelow = "0px"\n'
    assert planned(story, "rich-link", both)[1] == set()


def test_other_rules_name_an_embed_alike() -> None:
    story = story_with(HELD["embed"][1])
    for name in ("embed", "rich-link"):
        point, _ = planned(story, "", f'never_before = ["{name}"]\n')
        assert looked_at(story) not in {each.before for each in point.decision.placements}
    assert planned(story, "")[0].strips[0].items[2].role is Role.EMBED
