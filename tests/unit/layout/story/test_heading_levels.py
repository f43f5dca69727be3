"""Levels of headings: those of strips and of stories are those that pages print."""

from __future__ import annotations

import json
import re

import pytest
from support.placement.strip_samples import item_with
from support.schemas.json_schema import fits

from layout.story.markdown.read_markdown import parse_markdown
from layout.story.publication import Publication
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.measure.story_strips import levels_of
from layout.web.pages.compose import compose, plan_story
from slots.finding import BadInput
from slots.interchange.strip_file import read_strip
from slots.interchange.strip_schema import json_schema
from slots.lint.all_warnings import linted
from slots.rulebook.load import parse_rules
from slots.rules.names import names_of
from slots.strip.measured_flow import Item, Role

EMPTY = '[breakpoints]\nmobile = "320px..479px"\n'
WRITTEN = {
    "first below h2": "### a\n\nOne.\n\n## b\n\n### c",
    "one left out": "## a\n\n#### b\n\nOne.\n\n##### c\n\n#### d",
    "all": "## a\n\n### b\n\n#### c\n\n##### d\n\n###### e\n\n## f\n\n###### g",
    "level 1": "# a\n\nOne.\n\n## b\n\n### c\n\n# d",
}


@pytest.mark.slow
@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN.keys())
def test_levels_of_items_are_those_of_the_page(text: str) -> None:
    story, _ = parse_markdown(f"---\nheadline: H\nlanguage: en\n---\n\nOne.\n\n{text}\n", "s.md")
    rules = parse_rules(EMPTY, "slots.toml")
    site = compose(story, load_theme(), Foundry(), rules, Publication(name="The Gazette"))
    page = dict(site.files)["index.html"].decode()
    printed = {name: int(level) for level, name in re.findall(r'<h(\d)[^>]* id="(b\d+)"', page)}
    (strip, *_) = plan_story(story, load_theme(), Foundry(), rules).breakpoints[0].strips
    headings = {item.id: item.level for item in strip.items if item.role is Role.HEADING}
    assert printed == headings and len(printed) >= 3
    assert levels_of(story.body) == tuple(item.level for item in strip.items)


def heading(**more: object) -> Item:
    return read_strip(item_with(role="heading", **more), "s.json").strip.items[1]


def test_a_strip_says_the_level_of_a_heading() -> None:
    assert names_of(heading(level=3, tags=["faq"])) == ("#faq", "h3", "heading")
    assert names_of(heading()) == names_of(heading(level=None)) == ("h2", "heading")
    paragraph = read_strip(item_with(level=None), "s.json").strip.items[1]
    assert names_of(paragraph) == ("paragraph",)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"role": "heading", "level": 1}, "level: expected a whole number from 2 to 6, found 1"),
        ({"role": "heading", "level": 7}, "level: expected a whole number from 2 to 6, found 7"),
        ({"role": "heading", "level": 2.5}, "level: expected a whole number from 2 to 6"),
        (
            {"role": "heading", "level": "2"},
            'level: expected a whole number from 2 to 6, found "2"',
        ),
        ({"role": "heading", "level": True}, "level: expected a whole number from 2 to 6"),
        ({"level": 2}, "level: a paragraph has none, only a heading"),
    ],
)
def test_a_level_that_cannot_be_is_told(more: dict[str, object], said: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_strip(item_with(**more), "s.json")
    (finding,) = caught.value.findings
    assert said in str(finding) and finding.where.line == 1


PAGE = '[page]\ndensity = "30%"\n'


def test_the_schema_of_strips_says_the_same() -> None:
    for more in ({"role": "heading", "level": 3}, {"role": "heading"}, {"level": None}):
        assert fits(json.loads(item_with(**more)), json_schema())
    wrong = ({"level": 3}, {"role": "heading", "level": 7}, {"role": "heading", "level": "2"})
    for more in (*wrong, {"display": "inline"}):
        assert not fits(json.loads(item_with(**more)), json_schema())


SLOT = '[slot.a]\nholds = "ad"\nsizes = ["300x250"]\nlabel = "Advertisement"\nauto = 1\n'


def told(text: str) -> list[str]:
    """What is said of rules."""
    return [f"{each.code} {each}" for each in linted(PAGE + SLOT + text, "f")]


def test_rules_that_name_levels_are_linted_as_those_that_name_displays() -> None:
    (line,) = told("only_before = ['h2']\nnever_before = ['heading']\n")
    assert "only_before wants what" in line
    levels = "".join(f"h{level} = '1px'\n" for level in range(2, 7))
    (line,) = told(f"[slot.a.clearance]\nheading = '9px'\n{levels}")
    assert "clearance.heading is never asked: each level of it has a clearance" in line
    assert told("[slot.a.clearance]\nheading = '9px'\nh3 = '1px'\n") == []
    (line,) = told("never_after = ['heading']\nnever_between = [['h3', 'list']]\n")
    assert 'never_after = ["heading"] says so already' in line


def test_a_level_that_no_heading_has_is_an_unknown_name() -> None:
    with pytest.raises(BadInput) as caught:
        parse_rules(SLOT + "never_after = ['h1']\n", "f")
    assert 'unknown opponent "h1"' in str(caught.value.findings[0])
