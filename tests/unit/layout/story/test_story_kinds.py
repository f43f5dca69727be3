"""Kinds of story in front matter: what is read, what is told of a kind that is none, and how far
letters and notices may be shortened."""

from __future__ import annotations

import pytest

from layout.makeup.edition.shapes.article import Beside, article_of
from layout.page.format import FORMATS, grid_of
from layout.story.as_written import Story
from layout.story.block import Block, Paragraph
from layout.story.kinds import BRIEF_RANK, KINDS
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.run import Emphasis, Run, plain
from layout.typeset.set_text import compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

TEXT = Paragraph(plain("The council voted on Monday to keep the harbour open all winter. " * 5))
NAME = Paragraph((Run("Eusebio Larrea, San Telmo", Emphasis.ITALIC),))


def written(front: str) -> str:
    return f"---\nheadline: A\n{front}\n---\n\nText.\n"


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_read(kind: str) -> None:
    story, findings = parse_markdown(written(f"kind: {kind.upper()}"), "a.md")
    assert story.kind == kind and findings == ()


def test_a_kind_that_is_none_is_told_with_its_place_and_what_was_meant() -> None:
    story, (told,) = parse_markdown(written("kind: breif"), "a.md")
    assert story.kind == "" and (told.where.file, told.where.line) == ("a.md", 3)
    assert told.hint == "did you mean brief?"
    _, (other,) = parse_markdown(written("kind: recipe"), "a.md")
    assert other.hint == "leave it out for an ordinary story"


def test_a_brief_without_a_rank_has_that_of_briefs() -> None:
    story, _ = parse_markdown(written("kind: brief"), "a.md")
    assert (story.rank, story.ranked) == (BRIEF_RANK, True)
    ranked, _ = parse_markdown(written("kind: brief\nrank: 2"), "a.md")
    assert ranked.rank == 2


def stops(kind: str, cut: int | None) -> list[int]:
    """Before which blocks a story of two letters may end."""
    theme = load_theme()
    body: tuple[Block, ...] = (TEXT, NAME, TEXT, TEXT, NAME)
    story = Story("a", plain("A"), body, rank=3, kind=kind, cut=cut)
    by, grid = compositor(theme, Foundry(theme.fallback), "en"), grid_of(FORMATS["compact"], 5)
    return [one.stop for one in article_of(story, "a", Beside(), grid, by).bodies]


def test_letters_and_notices_are_cut_only_where_they_say_so() -> None:
    assert stops("letters", None) == [5] and stops("notices", None) == [5]
    assert len(stops("", None)) > 1


def test_no_letter_is_cut_down_to_its_text_without_the_name() -> None:
    assert set(stops("letters", 4)) & {1, 4} == set()
    assert 2 in stops("letters", 4)
