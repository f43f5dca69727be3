"""preset:spacefinder on whole pages: it takes Spacefinder's own gaps, on every screen.

Spacefinder is `spacefinder_passes`: written a second time, from its published distances.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.placement.spacefinder_passes import Article, Element, narrow, wide

from benchmarks.corpora import CORPORA, corpus_stories, imported_stories
from benchmarks.story_mill import stories
from layout.story.as_written import Story
from layout.story.block import Crosshead, Embed, Paragraph, Picture
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.read.any_format import read_story
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.measure.lead_picture import picture_first
from layout.web.measure.picture_files import pictures_of, sizes_of
from layout.web.measure.story_strips import body_of
from layout.web.pages.compose import plan_story
from slots.rulebook.by_name import load_preset
from slots.rules.frozen_table import Table
from slots.rules.size import Widths
from slots.strip.measured_flow import Strip

pytestmark = pytest.mark.slow

SEEDS = Path(__file__).parents[4] / "seeds" / "stories"
SCREENS = {"mobile": 375, "tablet": 800, "desktop": 1300}
PX = 750


@pytest.fixture(scope="module")
def foundry() -> Foundry:
    return Foundry()


def _body(story: Story, strip: Strip) -> list[Element]:
    """The children of the body, as they stand on one screen."""
    elements, level = [], 1
    for block, item in zip(body_of(story), strip.items, strict=True):
        if isinstance(block, Crosshead):
            level = min(block.level, level + 1)
        elements.append(Element(item.id, *_tag(block, level), item.top / PX, item.bottom / PX))
    return elements


def _tag(block: object, level: int) -> tuple[str, str]:
    """What it is in HTML, a crosshead of a level in the page, and the role of a figure."""
    match block:
        case Paragraph():
            return "p", ""
        case Crosshead():
            return f"h{level}", ""
        case Picture(display=display):
            return "figure", display.value
        case Embed():
            return "figure", "video"
        case _:
            return "other", ""


def _smaller(story: Story) -> bool:
    """Whether it has crossheads below h2."""
    return any(isinstance(each, Crosshead) and each.level > 2 for each in story.body)


def _gaps(story: Story, preset: str, name: str, foundry: Foundry) -> tuple[object, object]:
    """Our gaps on one screen, and Spacefinder's: those in the copy, and those beside it."""
    story = picture_first(story, sizes_of(pictures_of(story)[0]))
    width = SCREENS[name]
    rules = load_preset(preset).model_copy(
        update={"breakpoints": Table({name: Widths(width, width)})}
    )
    plan = plan_story(story, load_theme(), foundry, rules).breakpoints[0]
    (strip,) = plan.strips
    slots = {content.id: content.slot for content in plan.contents}
    placed = plan.decision.placements
    inside = [each for each in placed if not slots[each.slot].startswith("rail-ad")]
    beside = [each.before for each in placed if slots[each.slot].startswith("rail-ad")]
    ours = [each.before for each in inside], beside
    body, height = _body(story, strip), strip.height / PX
    article = Article(
        high_value=preset.endswith("high-value"),
        immersive="immersive" in story.tags,
        paid="paid" in story.tags,
        showcase="showcase" in story.tags,
    )
    if name != "desktop":
        return ours, (narrow(body, height, article), [])
    tall = (inside[0].bottom - inside[0].top) / PX if inside else 0
    return ours, wide(body, height, article, tall)


def _agree(found: Iterator[Story], preset: str, foundry: Foundry) -> int:
    """How many stories were looked at; each must agree on every screen."""
    count = 0
    for story in found:
        for name in SCREENS:
            ours, theirs = _gaps(story, preset, name, foundry)
            assert ours == theirs, f"{story.slug} on {name}"
        count += 1
    return count


@pytest.mark.parametrize("preset", ["spacefinder", "spacefinder-high-value"])
def test_on_sample_stories(preset: str, foundry: Foundry) -> None:
    """On 0.4.0 six of them differed on wide screens alone."""
    found = (read_story(file)[0] for file in sorted(SEEDS.glob("*.md")))
    assert _agree(found, preset, foundry) >= 12


DEEP = """\
---
headline: Levels
language: en
---

{copy}

### First of all, printed as h2

{copy}

### Below it

![The pier](pier.jpg)

{copy}

#### Smaller

{copy}

##### The smallest

{copy}

![The quay](quay.jpg)

{copy}

## Another section

![The mole](mole.jpg)

{copy}
"""


@pytest.mark.parametrize("preset", ["spacefinder", "spacefinder-high-value"])
@pytest.mark.parametrize("paragraphs", range(1, 7))
def test_on_headings_of_every_level(preset: str, paragraphs: int, foundry: Foundry) -> None:
    """It stops before h2, keeps from h2 and h3, and knows none below."""
    copy = "\n\n".join(["The harbour would open again after the storm, it said. " * 4] * paragraphs)
    story, _ = parse_markdown(DEEP.format(copy=copy), "levels.md")
    assert _agree(iter((story,)), preset, foundry) == 1


def test_on_generated_stories(foundry: Foundry) -> None:
    assert _agree(iter(stories(16)), "spacefinder", foundry) == 16


@pytest.mark.skipif(not CORPORA.is_dir(), reason="no ../shared/corpora here")
def test_on_foreign_stories(foundry: Foundry) -> None:
    french = [story for _, story in corpus_stories()][:8]
    found = [story for _, story in imported_stories()]
    sites = [story for at, story in enumerate(found) if at % 3 == 0 or _smaller(story)]
    assert sum(map(_smaller, sites)) >= 10, "crossheads below h2"
    assert _agree(iter((*french, *sites)), "spacefinder", foundry) == len(french) + len(sites)
