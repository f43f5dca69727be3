from __future__ import annotations

from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.block import Paragraph
from layout.story.run import plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.pages.compose import plan_story
from layout.web.plan.page_outcomes import MissedAt, findings_once
from slots.finding import Severity
from slots.reasons.why_it_stands_or_not import Hint, Missed
from slots.rulebook.load import parse_rules

RULES = """
[breakpoints]
mobile = "320px..599px"
desktop = "600px..1600px"
[slot.ad]
holds = "ad"
sizes = ["250x250"]
fallback = "end"
[page.at.mobile]
density = "1%"
[page.at.desktop]
density = "1%"
"""


def moved(breakpoint: str, reason: str) -> MissedAt:
    hints = (Hint("see [slot.ad], key from_top"),)
    own = Missed("moved", Severity.INFO, "moved to the end", ("ad-1",), reason, hints)
    return MissedAt(breakpoint, own)


def test_each_reason_names_its_breakpoints():
    found = findings_once((moved("mobile", "a"), moved("tablet", "b"), moved("wide", "a")), "")
    assert [each.message for each in found] == [
        "moved to the end: ad-1 – mobile, wide: a; tablet: b"
    ]
    assert found[0].hint == "see [slot.ad], key from_top"


def test_a_plan_tells_of_density_once_and_points_to_the_page():
    ask = Ask(2, SlotAsk("google-ad-1", "Google ad"))
    copy = tuple(Paragraph(plain("A paragraph of the story, of some words. " * 6)) for _ in "1234")
    story = Story("slug", plain("A headline"), copy, (ask,), source="stories/slug.md")
    plan = plan_story(story, load_theme(), Foundry(), parse_rules(RULES, "slots.toml"))
    (found,) = (each for each in plan.findings if each.code == "unplaced")
    assert found.where.file == "stories/slug.md"
    assert found.hint == (
        'in slots.toml: [page.at.mobile] density = "37.0%"; [page.at.desktop] density = "35.6%"'
    )
    assert "google-ad-1 – mobile: " in found.message
    assert "desktop: " in found.message
