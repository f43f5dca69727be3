"""Word spaces and last lines as an art director asks: on copy that nobody here wrote, in columns of
a page of five and of six."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from support.press.spaces_of_lines import LinesCounted, count_lines

from benchmarks.corpora import CORPORA, corpus_stories
from layout.story.as_written import Story
from layout.typeset.set_body import Copy, typeset
from layout.typeset.set_text import Compositor, compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

FIVE, SIX = 136_063, 111_500  # columns of a compact page
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CORPORA.exists(), reason="needs ../shared/corpora"),
]


@cache
def stories() -> tuple[Story, ...]:
    return tuple(story for group, story in corpus_stories(CORPORA) if group == "wikinews-fr")


def counted(measure: int, letterspacing: int = 15) -> LinesCounted:
    theme = load_theme()
    body = replace(theme.styles["body"], letterspacing=letterspacing)
    theme = replace(theme, styles={**theme.styles, "body": body})
    by: Compositor = compositor(theme, Foundry(theme.fallback), "fr")
    galleys = [typeset(Copy(story.body), measure, by) for story in stories()]
    blocks = [block for galley in galleys for block in galley.blocks if block.role == "body"]
    return count_lines([block.lines for block in blocks])


@pytest.mark.parametrize(("measure", "seen", "gaping"), [(FIVE, 0.10, 0.01), (SIX, 0.20, 0.05)])
def test_spaces_are_as_wide_as_readers_bear(measure: int, seen: float, gaping: float) -> None:
    found = counted(measure)
    assert found.lines > 4_000
    assert found.seen <= seen * found.lines, found
    assert found.gaping <= gaping * found.lines, found
    assert found.runts <= 0.04 * found.last, found
    assert found.ladders == 0


def test_a_theme_without_letterspacing_has_wider_spaces() -> None:
    assert counted(FIVE, letterspacing=0).seen > 2 * counted(FIVE).seen
