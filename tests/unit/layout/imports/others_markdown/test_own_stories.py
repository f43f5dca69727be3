"""A story of newsgrid, and plain text, come in as the reader of stories reads them."""

from __future__ import annotations

import datetime

import pytest

from layout.imports.item import Item
from layout.imports.others_markdown.own import STORY
from layout.imports.source import source_of
from layout.story.as_written import SlotAsk
from layout.story.block import Paragraph, Picture, Tagged
from layout.story.module import Module
from layout.story.run import text_of
from slots.finding import Finding

OURS = """---
headline: Ferry returns
deck: Boats sail
byline: By Ana Torres
date: 2024-05-06
rank: 2
jump: false
---
PUERTO ALBA — One.

::: slot google-ad

![The pier](media/pier.jpg)

::: tag faq
Two.
:::

::: blue_box Before
Tickets.
:::
"""


def test_our_own_story() -> None:
    source = source_of(OURS.encode(), "stories/ferry.md")
    assert STORY.recognises(source)
    (item,) = STORY.read(source)
    assert isinstance(item, Item)
    head = item.head
    assert item.key == "story stories/ferry.md"
    assert (text_of(head.headline), head.dateline, head.rank) == ("Ferry returns", "PUERTO ALBA", 2)
    assert head.date == datetime.date(2024, 5, 6)
    kinds = [type(piece) for piece in item.copy.pieces]
    assert kinds == [Paragraph, SlotAsk, Picture, Tagged, Module]
    ids = [piece.id for piece in item.copy.pieces if isinstance(piece, SlotAsk | Module)]
    assert ids == ["google-ad", "blue-box"]
    assert [one.places for one in item.copy.media] == [("media/pier.jpg",)]
    assert [one.code for one in item.copy.findings] == ["unknown-key"]


def test_plain_text() -> None:
    text = "Ferry returns\n\nThe ferry will sail on Monday.\n\nIt is good.\n"
    (item,) = STORY.read(source_of(text.encode(), "ferry.txt"))
    assert isinstance(item, Item)
    assert text_of(item.head.headline) == "Ferry returns"
    assert len(item.copy.pieces) == 2


@pytest.mark.parametrize(
    "data", [b"Only one", b"---\nheadline: [\n---\nx", b"\xff\xfe", b"caf\xe9 one"]
)
def test_what_cannot_be_read_is_a_finding(data: bytes) -> None:
    found = list(STORY.read(source_of(data, "a.md")))
    assert found
    assert all(isinstance(one, Finding) for one in found) or data == b"Only one"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n",
        b"<p>x</p>",
        b'{"a": 1}',
        b"PK\x03\x04",
        b"a\0b",
        b"\x01q 12",
        b"{\\rtf1",
        b"caf\xe9 one",
        b'baseURL = "https://x"\ntitle = "The Bay"\n',
        b"title: The Bay\nurl: https://x\n",
    ],
)
def test_others_are_none_of_ours(data: bytes) -> None:
    assert not STORY.recognises(source_of(data, "a.txt"))
