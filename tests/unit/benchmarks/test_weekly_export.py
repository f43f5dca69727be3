"""The sample export is the weekly as WordPress would have it: imported, it is the weekly again."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.weekly_export import WEEKLY, as_typed, export
from layout.imports.item import Item
from layout.imports.source import source_of
from layout.imports.wordpress.wxr import WXR
from layout.publication.story_files import stories_in
from layout.story.as_written import Story
from layout.story.block import Block
from layout.story.read.any_format import read_story
from layout.story.reading_order import texts_of_block
from layout.story.run import text_of
from layout.story.text.pieces import assemble

pytestmark = pytest.mark.slow

FILE = Path(__file__).parents[3] / "seeds" / "saltmere-wordpress.xml"


def test_the_file_is_what_the_script_writes():
    stories = tuple(read_story(each)[0] for each in stories_in(WEEKLY))
    assert FILE.read_text("utf-8") == "".join(export(stories))


def test_what_is_read_of_it_is_the_weekly_word_for_word():
    items = {
        one.head.slug: one
        for one in WXR.read(source_of(FILE.read_bytes(), FILE.name))
        if isinstance(one, Item)
    }
    stories = {each.stem: read_story(each)[0] for each in stories_in(WEEKLY)}
    assert items.keys() == stories.keys() and len(items) > 60
    for name, story in stories.items():
        assert _said(items[name]) == _printed(story), name


def _said(item: Item) -> tuple[object, ...]:
    head = item.head
    body, _ = assemble(item.copy.pieces)
    deck, headline = text_of(head.deck), text_of(head.headline)
    return headline, deck, head.byline, head.section, set(head.tags), _blocks(body)


def _printed(story: Story) -> tuple[object, ...]:
    deck, headline = as_typed(text_of(story.deck)), as_typed(text_of(story.headline))
    return headline, deck, story.byline, story.section, set(story.tags), _blocks(story.body)


def _blocks(body: tuple[Block, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(type(block).__name__, tuple(map(as_typed, texts_of_block(block)))) for block in body]
