"""Headlines that are typed on the desk: written into a story with all else as it was, or not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.desk.preview.print.headline import HEADLINE_ROUTES, with_print_headline
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.run import text_of
from slots.finding import BadInput

STORY = (
    "---\nheadline: Flood\n# a note\nsection: News\n---\n\nThe river rose.\n\n## Then\n\nIt fell.\n"
)
WORDS = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=60)


def test_the_routes_are_those_that_are_documented() -> None:
    posts = ["POST /api/headline", "POST /api/headline/trial"]
    assert sorted(HEADLINE_ROUTES) == [*posts, "PUT /api/headline"]


@pytest.mark.parametrize(
    "story",
    [
        STORY,
        STORY.replace("---\n", "---\nprint_headline: Old\n", 1),
        STORY.replace("---\n", "---\nprint_headline:\n  Old and\n  long\n", 1),
        "# Flood\n\nThe river rose.\n",
    ],
)
def test_a_headline_is_written_and_all_else_stays(story: str) -> None:
    written = with_print_headline(story, 'High: "water" – 3', "f.md")
    now, _ = parse_markdown(written, "f.md")
    assert text_of(now.print_headline) == 'High: "water" – 3'
    assert text_of(now.headline) == "Flood"
    assert "Old" not in written
    kept = [line for line in story.splitlines() if "rint_headline" not in line and line != "---"]
    assert all(line in written for line in kept if not re.match(r"  Old|  long", line))


def test_what_would_be_read_otherwise_is_not_written() -> None:
    with pytest.raises(BadInput, match="cannot be written into this story with certainty"):
        with_print_headline(STORY, "High *water*", "f.md")


@given(WORDS)
def test_it_says_just_that_afterwards_or_is_refused(words: str) -> None:
    line = " ".join(words.split())
    if not line:
        return
    try:
        written = with_print_headline(STORY, line, "f.md")
    except BadInput:
        return
    now, _ = parse_markdown(written, "f.md")
    assert text_of(now.print_headline) == line
    assert with_print_headline(written, line, "f.md") == written
