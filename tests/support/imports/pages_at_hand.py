"""Small pages for tests of the page reader, and what it makes of them."""

from __future__ import annotations

from layout.imports.item import Item
from layout.imports.pages.open_page import Page, open_page
from layout.imports.pages.read_page import HTML
from layout.imports.source import source_of
from layout.story.block import Crosshead, Paragraph
from layout.story.run import text_of
from slots.finding import Finding

ADDRESS = "https://paper.example/town/ferry-returns/"
FIRST = (
    "The ferry will sail again on Monday, the harbour council said, after nine weeks in which the "
    "northern bay could be reached only by road."
)
SECOND = (
    "Two boats will cross each hour from six in the morning, and the last one leaves at seven, two "
    "hours earlier than before the storm."
)
THIRD = (
    "Tickets cost what they cost last year, said Elvira Monge, who runs the line, and those bought "
    "before the storm are still good."
)
STORY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def page_of(body: str, head: str = "", address: str = ADDRESS) -> Page:
    """A page with a body and a head, opened."""
    return open_page(source_of(whole(body, head).encode(), "ferry.html", address))


def whole(body: str, head: str = "") -> str:
    """The text of a page."""
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def read_page(body: str, head: str = "", address: str = ADDRESS) -> Item:
    """The one item of a page."""
    (item,) = (one for one in given_of(whole(body, head), address) if isinstance(one, Item))
    return item


def findings_of(body: str, head: str = "") -> list[Finding]:
    """All that is to be told of a page, of its item too."""
    found: list[Finding] = []
    for one in given_of(whole(body, head)):
        found.extend(one.copy.findings if isinstance(one, Item) else [one])
    return found


def given_of(text: str | bytes, address: str = ADDRESS) -> list[Item | Finding]:
    """What the reader gives for a page."""
    data = text.encode() if isinstance(text, str) else text
    return list(HTML.read(source_of(data, "ferry.html", address)))


def texts(item: Item) -> list[str]:
    """The texts of an item's paragraphs and crossheads."""
    return [
        text_of(piece.runs)
        for piece in item.copy.pieces
        if isinstance(piece, Paragraph | Crosshead)
    ]
