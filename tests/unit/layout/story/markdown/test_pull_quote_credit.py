"""The credit of a pull quote: its last line where that opens with a dash, as in a quotation."""

from __future__ import annotations

import pytest

from layout.story.block import Quote
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.run import text_of


def quotes(copy: str) -> list[tuple[list[str], str]]:
    """The words and the credit of each pull quote."""
    story, _ = parse_markdown(f"# Dam holds\n\nIt held.\n\n{copy}\n", "dam.md")
    pulled = [block for block in story.body if isinstance(block, Quote) and block.pulled]
    return [([text_of(runs) for runs in one.paragraphs], text_of(one.credit)) for one in pulled]


@pytest.mark.parametrize("dash", ["—", "–", "--"])
def test_a_last_line_that_opens_with_a_dash_is_the_credit(dash):
    assert quotes(f"::: pull_quote\nI will sit down.\n{dash} Ana Torres, captain\n:::") == [
        (["I will sit down."], "Ana Torres, captain")
    ]


def test_so_is_one_in_a_paragraph_of_its_own_and_in_a_quotation():
    expected = [(["I will.", "Sit down."], "Ana Torres")]
    assert quotes("::: pull_quote\nI will.\n\nSit down.\n\n— Ana Torres\n:::") == expected
    assert quotes("::: pull_quote\n> I will.\n>\n> Sit down.\n> — Ana Torres\n:::") == expected


def test_no_words_are_lost_where_there_is_nothing_else():
    assert quotes("::: pull_quote\n— Ana Torres\n:::") == [(["Ana Torres"], "")]


def test_a_dash_within_the_words_or_before_the_last_line_is_none():
    assert quotes("::: pull_quote\nI will — sit\ndown.\n:::") == [(["I will — sit down."], "")]
    assert quotes("::: pull_quote\nI will\n— sit\ndown.\n:::") == [(["I will — sit down."], "")]
