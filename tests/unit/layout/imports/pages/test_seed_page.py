"""The seed's own page, built again as its site has it, gives the seed's story."""

from __future__ import annotations

from dataclasses import replace

from layout.story.as_written import Ask
from layout.story.block import Paragraph
from layout.story.module import Module
from layout.story.run import text_of
from layout.story.text.pieces import assemble
from tests.support.imports.pages_at_hand import given_of
from tests.support.imports.seed_page import seed_page, seed_story


def _bare(ask: Ask) -> Ask:
    """An ask without what a text cannot say: addresses, and lines of the file."""
    content = replace(ask.content, line=0)
    if isinstance(content, Module):
        blocks = tuple(replace(block, line=0) for block in content.blocks)
        items = tuple(replace(item, href=None) for item in content.items)
        content = replace(content, blocks=blocks, items=items, action=None)
    return replace(ask, content=content)


def test_the_page_of_the_seed_gives_the_story_of_the_seed():
    story = seed_story()
    (item,) = given_of(seed_page(), "https://highland.example/pledges-assistance/")
    body, asks = assemble(item.copy.pieces)
    head = item.head
    assert head.headline == story.headline
    assert text_of(head.deck) == text_of(story.deck)
    assert (head.date, head.comments) == (story.date, story.comments)
    assert (head.byline, head.kicker) == (story.byline, story.kicker)
    assert all(isinstance(block, Paragraph) for block in body)
    assert [block.runs for block in body] == [block.runs for block in story.body]
    assert [_bare(ask) for ask in asks] == [_bare(ask) for ask in story.asks]
    assert item.key == "https://highland.example/pledges-assistance/"
    (button, rest) = item.copy.left_out
    assert button.text == "Subscribe"
    assert rest.text.startswith("Home News About us Search Dec 16, 2022 | 6 comments 6 Comments")
