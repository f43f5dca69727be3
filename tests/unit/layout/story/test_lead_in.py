"""Lead-ins: which blocks lead to the next, and that nothing stands between them."""

from __future__ import annotations

import pytest

from layout.desk.preview.web.overlay import overlay, sight_of
from layout.story.as_written import Story
from layout.story.block import Crosshead, Embed, Listing, Paragraph, Quote, Table
from layout.story.lead_in import ends_in_colon, leads
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.run import Emphasis, Run, plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.pages.compose import plan_story
from slots.problem.why_closed import Trace
from slots.rulebook.load import parse_rules

BOLD = Emphasis.BOLD


@pytest.mark.parametrize(
    "text",
    [
        *("The council agreed:", "Le conseil a décidé : ", "Le conseil a décidé\u202f:"),
        *(
            "理事会は次のように決めた：",
            "理事会决定︓",
            "“The council agreed:”",
            "»Der Rat beschloss:«",
        ),
        *(
            "„Der Rat beschloss:“",
            "« Le conseil a décidé : »",
            "(the council agreed:)",
            "「決定：」",
        ),
        *("as follows:—", "as follows: -", "It read:'", "He said:\u200f", "*He said:*"),
    ],
)
def test_a_line_that_ends_in_a_colon(text: str) -> None:
    assert ends_in_colon(text) and leads(Paragraph(plain(text)))


@pytest.mark.parametrize(
    "text",
    [
        *("The council agreed.", "At 6:15", "Well :)", "Well :-)", "", ")", "Read: this", "Ende։"),
        *("One thing: two.", "He said: “go”", "https://example.org/", "The end —"),
    ],
)
def test_a_line_that_does_not(text: str) -> None:
    assert not ends_in_colon(text) and not leads(Paragraph(plain(text)))


def test_other_blocks_of_text_lead_where_their_last_line_does() -> None:
    ends, goes_on = plain("They asked:"), plain("They asked.")
    assert leads(Crosshead(ends)) and not leads(Crosshead(goes_on))
    assert leads(Listing((goes_on, ends))) and not leads(Listing((ends, goes_on)))
    assert leads(Quote((ends,))) and not leads(Quote((ends,), credit=plain("A. B.")))
    assert not leads(Embed("https://a.example", "Watch:")) and not leads(Table((), ((ends,),)))
    assert not leads(Listing(())) and not leads(Quote(()))


@pytest.mark.parametrize(
    ("runs", "stands"),
    [
        ((Run("What changes", BOLD),), True),
        ((Run("What ", BOLD), Run("changes", BOLD | Emphasis.ITALIC), Run(" ")), True),
        ((Run("May I bring my bicycle, and may I bring it on Sundays?", BOLD),), True),
        ((Run("What changes", BOLD), Run(" is this.")), False),
        ((Run("What changes", Emphasis.ITALIC),), False),
        ((Run("Read more on the ferry", BOLD, "https://a.example"),), False),
        ((Run("The council said so. " * 8, BOLD),), False),
        ((Run(" "),), False),
    ],
)
def test_a_short_bold_paragraph_stands_for_a_heading(runs: tuple[Run, ...], stands: bool) -> None:
    assert leads(Paragraph(runs)) is stands


COPY = "The council announced on Wednesday that the harbour would open again after the storm. " * 4
RULES = """
[breakpoints]
mobile = "320px..479px"
[slot.ad]
holds = "ad"
auto = 20
sizes = ["300x250", "250x250"]
label = "Advertisement"
"""
LED = {
    "list": ("The council agreed:", "- to open\n- to close"),
    "quote": ("The mayor said:", "> It is open."),
    "paragraph": ("The mayor said:", COPY),
    "bold": ("**What changes**", COPY),
    "wide colon": ("市议会决定：", COPY),
}


def _story(first: str, second: str) -> Story:
    text = "\n\n".join((COPY, COPY, first, second, COPY, COPY))
    return parse_markdown(f"---\nheadline: A harbour\nlanguage: en\n---\n\n{text}\n", "s.md")[0]


@pytest.mark.parametrize("kind", LED)
@pytest.mark.parametrize("strategy", ["exact", "greedy", "stable"])
def test_no_ad_stands_between_a_lead_in_and_what_it_leads_to(kind: str, strategy: str) -> None:
    """On 0.4.0 one stood there wherever it was worth anything."""
    story = _story(*LED[kind])
    asked = f'[page]\nstrategy = "{strategy}"\n{RULES}'
    for allowed in (False, True):
        rules = parse_rules(asked + f"after_lead_in = {str(allowed).lower()}\n", "slots.toml")
        plan = plan_story(story, load_theme(), Foundry(), rules)
        stood = {each.before for each in plan.breakpoints[0].decision.placements}
        assert ("b4" in stood) is allowed and "b3" in stood


def test_the_overlay_tells_why_and_what_would_help() -> None:
    story, rules = _story(*LED["list"]), parse_rules(RULES, "slots.toml")
    plan = plan_story(story, load_theme(), Foundry(), rules, trace=Trace.ALL)
    found = overlay(sight_of(plan, story, rules, 375), ())
    (told,) = next(
        each["refusals"]
        for each in found["candidates"]
        if each["gap"] == "b4" and each["slot"] == "ad-auto-1"
    )
    assert told["said"] == (
        "The paragraph “The council agreed:” leads to what follows, and nothing may come between."
    )
    assert told["remedy"] == (
        "Put a paragraph below the paragraph, or set slot.ad.after_lead_in = true."
    )
