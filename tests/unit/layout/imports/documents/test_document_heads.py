"""The head of a document: which lines at its top go into it, and which stay copy."""

from __future__ import annotations

import datetime

import pytest
from lxml import etree

from layout.imports.documents.heads import item_of
from layout.imports.documents.written import Written
from layout.imports.item import Item
from layout.imports.source import source_of
from layout.story.block import Paragraph
from layout.story.module import Module
from layout.story.run import text_of

TITLE = '<h1 class="title">Ferry returns</h1>'
LEDE = "<p>The ferry will sail again on Monday, the harbour council said after a long meeting.</p>"


def item_in(*blocks: str) -> Item:
    body = etree.fromstring(f"<div>{''.join(blocks)}</div>")
    return item_of(Written(body), source_of(b"", "desk/Harbour.docx"), "word")


def texts(item: Item) -> list[str]:
    return [text_of(piece.runs) for piece in item.copy.pieces if isinstance(piece, Paragraph)]


def test_a_byline_and_a_date_may_stand_above_the_headline() -> None:
    item = item_in("<p>TRANSPORT</p><p>By Ada Ruiz</p><p>Dec 16, 2022</p>", TITLE, LEDE)
    head = item.head
    assert (head.kicker, head.byline, head.date) == (
        "TRANSPORT",
        "By Ada Ruiz",
        datetime.date(2022, 12, 16),
    )
    assert len(texts(item)) == 1


def test_styles_say_what_a_line_is_whatever_its_order() -> None:
    item = item_in(
        TITLE,
        '<p class="kicker">On the water</p>',
        '<p class="byline">Ada Ruiz, at the pier</p>',
        '<p class="deck">Boats sail again</p>',
        LEDE,
    )
    head = item.head
    assert (head.kicker, head.byline) == ("On the water", "Ada Ruiz, at the pier")
    assert text_of(head.deck) == "Boats sail again"
    assert len(texts(item)) == 1


def test_what_the_head_has_already_stays_copy() -> None:
    item = item_in(TITLE, "<p>By Ada Ruiz</p><p>By Luis Paz</p>", LEDE)
    assert item.head.byline == "By Ada Ruiz"
    assert texts(item)[0] == "By Luis Paz"


def test_without_styles_a_short_line_in_capitals_is_the_kicker() -> None:
    item = item_in("<p>TRANSPORT</p><p><strong>Ferry returns</strong></p>", LEDE)
    assert (item.head.kicker, text_of(item.head.headline)) == ("TRANSPORT", "Ferry returns")
    assert len(texts(item)) == 1


def test_a_headline_is_looked_for_at_the_top_and_not_below() -> None:
    above = "<p>By Ada Ruiz</p>" * 8
    item = item_in(above, TITLE, LEDE)
    assert text_of(item.head.headline) == "Harbour"
    assert [one.code for one in item.copy.findings] == ["no-headline"]
    (seven,) = {
        text_of(item_in(above.removesuffix("<p>By Ada Ruiz</p>"), TITLE, LEDE).head.headline)
    }
    assert seven == "Ferry returns"


@pytest.mark.parametrize(
    ("blocks", "title", "left"),
    [
        ("<h2>Tickets</h2><p>At the pier.</p>", "Tickets", 1),
        ("<p><strong>Tickets</strong></p><p>At the pier.</p>", "Tickets", 1),
        ("<p><strong>Tickets</strong> now</p><p>At the pier.</p>", "", 2),
        ("<p>Only this.</p>", "", 1),
    ],
)
def test_the_first_line_of_a_box_is_its_title_where_it_looks_like_one(
    blocks: str, title: str, left: int
) -> None:
    item = item_in(TITLE, LEDE, f'<div class="box">{blocks}</div>', LEDE)
    (module,) = (piece for piece in item.copy.pieces if isinstance(piece, Module))
    assert len(module.blocks) == left
    assert not title or text_of(module.title) == title
