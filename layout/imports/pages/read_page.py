"""A saved web page is read: its article is a story, the rest of the page is left out, and
reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from urllib.parse import urljoin, urlsplit

from lxml.etree import _Element as Element

from layout.imports.dates import version_of
from layout.imports.html.copy_of import Setting, copy_of
from layout.imports.item import Copy, Format, Given, Head, Item, LeftOut
from layout.imports.pages.article_html import take_article
from layout.imports.pages.figures import line_of, place_of, words_of
from layout.imports.pages.find_article import Found, find_article
from layout.imports.pages.head import PageHead, head_of
from layout.imports.pages.metadata import Metadata, metadata_of
from layout.imports.pages.open_page import Page, open_page, opens_as_page, title_of_page
from layout.imports.source import Source
from layout.story.as_written import SlotAsk
from layout.story.block import Crosshead, Paragraph, Picture, Tagged
from layout.story.module import Module
from layout.story.reading_order import words_of_blocks
from layout.story.run import text_of
from layout.story.text.pieces import Piece
from slots.finding import Finding, Severity, Where

_FRONT_LINKS = 0.5
"""The share of a front's text that is links; an article's page has less."""

_FRONT_TEASERS = 5
_LEAST = 600
"""Characters that an article on a page of teasers has, at least."""

_TEASED = 250
"""Words of a story for subscribers that are few enough to be its teaser alone."""

_SAME = 5
"""Words that a deck and a first paragraph open with, where the deck is the paragraph's summary."""

_NO_PICTURE = re.compile(r"logo|placeholder|default|favicon|avatar|blank|sprite", re.IGNORECASE)
_NEXT = re.compile(r"[?&](?:page|p|pg|seite|pagina)=([2-9]|\d\d)\b|/(?:page/)?([2-9])/?$")


def _read(source: Source) -> Iterator[Given]:
    page = open_page(source)
    yield from page.findings
    metadata, found = metadata_of(page.root), find_article(page.body)
    if _is_front(page.body, found, metadata):
        hint = "save the page of one story, or import the site's feed"
        message = "no article found: a page of links to others"
        yield Finding("no-article", Severity.WARNING, message, page.where, hint)
        return
    text = " ".join(words_of(part) for part in found.parts)
    top = head_of(page, found, metadata, text)
    goes_on = _goes_on(page)
    where = place_of(found.core, source.name)
    taken = take_article(page.root, found, _in_head(top), top.about | top.used)
    copy = copy_of(taken.html, Setting(where, page.address))
    copy = _without_headline(_led(copy, metadata, page), top.head, where)
    head, pieces = _with_deck(top.head, copy.pieces)
    if not pieces:
        hint = "a page that is made by scripts has to be saved with all that it shows"
        message = "no article found: a page without text"
        yield Finding("no-article", Severity.WARNING, message, page.where, hint)
        return
    findings = (*copy.findings, *goes_on, *_for_subscribers(metadata, pieces, page.where))
    left = (*copy.left_out, *_rest(taken.rest, page.where))
    copy = replace(copy, pieces=pieces, left_out=left, findings=findings)
    site = next(iter(metadata.sites), "")
    yield Item(_key(page, metadata, source), _version(head), where, head, copy, site=site)


HTML = Format("web page", opens_as_page, _read, title_of_page)
"""The article of a saved web page."""


def _is_front(body: Element, found: Found, metadata: Metadata) -> bool:
    """Whether a page is one that leads to stories: mostly links, many teasers, and no article."""
    if found.are_teasers and found.teasers >= _FRONT_TEASERS:
        return True
    if found.characters >= _LEAST or (metadata.is_article and found.characters >= _LEAST / 3):
        return False
    whole = found.figures.get(body)
    if whole is None or whole.teasers < _FRONT_TEASERS:
        return whole is not None and whole.density > 0.9 and whole.linked > _LEAST
    return whole.density > _FRONT_LINKS or found.characters < _LEAST / 2


def _in_head(top: PageHead) -> Iterator[Element]:
    """The elements whose words are those of the head, and need not be reported as left out."""
    head = top.head
    shown = {
        " ".join(text.split())
        for text in (text_of(head.headline), text_of(head.deck), head.kicker, head.byline)
    }
    for element in top.used:
        if line_of(element) in shown:
            yield element


def _without_headline(copy: Copy, head: Head, where: Where) -> Copy:
    """The copy, without a heading at its beginning that says the headline again."""
    headline = _folded(text_of(head.headline))
    for number, piece in enumerate(copy.pieces[:3]):
        if isinstance(piece, Crosshead) and _folded(text_of(piece.runs)) == headline:
            again = LeftOut("the headline, said again", text_of(piece.runs), where)
            pieces = (*copy.pieces[:number], *copy.pieces[number + 1 :])
            return replace(copy, pieces=pieces, left_out=(again, *copy.left_out))
    return copy


def _with_deck(head: Head, pieces: tuple[Piece, ...]) -> tuple[Head, tuple[Piece, ...]]:
    """The head with the first paragraph as its deck, where the second opens with the same words: it
    is so with plain stories, too."""
    first, second = (*pieces[:2], None, None)[:2]
    if head.deck or not isinstance(first, Paragraph) or not isinstance(second, Paragraph):
        return head, pieces
    opening = text_of(first.runs).split()[:_SAME]
    if len(opening) < _SAME or opening != text_of(second.runs).split()[:_SAME]:
        return head, pieces
    return replace(head, deck=first.runs), pieces[1:]


def _folded(text: str) -> str:
    return "".join(text.casefold().split())


def _led(copy: Copy, metadata: Metadata, page: Page) -> Copy:
    """The copy with the picture that the page names for itself, where the article shows none."""
    pictures = [each for each in metadata.pictures if not _NO_PICTURE.search(each)]
    if not pictures or not metadata.is_article or any(_is_picture(each) for each in copy.pieces):
        return copy
    caption = escape(metadata.picture_texts[0]) if metadata.picture_texts else ""
    address = escape(page.absolute(pictures[0]))
    html = f'<figure><img src="{address}"><figcaption>{caption}</figcaption></figure>'
    lead = copy_of(html, Setting(page.where, page.address))
    return replace(copy, pieces=(*lead.pieces, *copy.pieces), media=(*lead.media, *copy.media))


def _is_picture(piece: Piece) -> bool:
    return isinstance(piece, Picture)


def _rest(text: str, where: Where) -> tuple[LeftOut, ...]:
    return (LeftOut("the rest of the page", text, where),) if text else ()


def _goes_on(page: Page) -> tuple[Finding, ...]:
    """A finding for a story that has more pages than this."""
    for link in page.root.iter("link", "a"):
        rel, href = (link.get("rel") or "").lower().split(), page.absolute(link.get("href") or "")
        if "next" in rel and _NEXT.search(href) and _is_of(href, page.address):
            hint = "save the story on one page, as printed, or import its other pages by hand"
            message = f"the story goes on on another page: {href[:200]}"
            place = place_of(link, page.where.file)
            return (Finding("goes-on", Severity.WARNING, message, place, hint),)
    return ()


def _is_of(href: str, address: str) -> bool:
    """Whether a page is a further one of the same story."""
    here, there = urlsplit(address), urlsplit(href)
    return not address or there.path.startswith(here.path.rstrip("/").removesuffix(".html"))


def _for_subscribers(
    metadata: Metadata, pieces: tuple[Piece, ...], where: Where
) -> tuple[Finding, ...]:
    """A finding for a story that is not for all."""
    if metadata.free is not False:
        return ()
    blocks = (piece for piece in pieces if not isinstance(piece, Module | SlotAsk | Tagged))
    words = words_of_blocks(blocks)
    if words < _TEASED:
        message = f"the story is for subscribers: the page shows only {words:,} words"
        hint = "save the page while you are signed in"
        return (Finding("for-subscribers", Severity.WARNING, message, where, hint),)
    message = f"the page says that it is for subscribers: {words:,} words of it are here"
    return (Finding("for-subscribers", Severity.INFO, message, where),)


def _key(page: Page, metadata: Metadata, source: Source) -> str:
    """The address by which the page wants to be known: the same for its AMP and print versions."""
    for address in (*metadata.addresses, source.address):
        try:
            whole = urljoin(source.address, address)
            parts = urlsplit(whole)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and (parts.path.strip("/") or parts.query):
            return whole.partition("#")[0]
    return source.name


def _version(head: Head) -> str:
    return version_of(head.updated or head.date)
