"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from layout.imports.dates import moment_in
from layout.imports.feeds.entry import Channel, Entry, Shot, item_of, paragraphs
from layout.imports.feeds.mended import bytes_of
from layout.imports.item import Format, Given
from layout.imports.json_values import Values, json_text, json_value, objects_at, place_of, text_at
from layout.imports.source import Source
from slots.files.decoding import Undecodable
from slots.finding import Finding, Severity, Where

_VERSION = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/1')


def _recognises(source: Source) -> bool:
    """Whether a source is a JSON Feed: it says so by the address of its version."""
    start = source.start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and _VERSION.search(start) is not None


def _read(source: Source) -> Iterator[Given]:
    """The items of a JSON Feed, in its order."""
    try:
        text, findings = json_text(bytes_of(source), source.where)
        feed = json_value(text)
    except Undecodable as error:
        hint = "ask for the feed again, or save it anew"
        message, place = f"the feed cannot be read: {error}", place_of(error, source.where)
        yield Finding("damaged-feed", Severity.ERROR, message, place, hint)
        return
    yield from findings
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not isinstance(items, list) or not items:
        hint = "ask for the feed again"
        yield Finding("empty-feed", Severity.ERROR, "the feed has no entry", source.where, hint)
        return
    link = text_at(feed, "home_page_url") or source.address
    authors = tuple(_names(feed))
    channel = Channel(text_at(feed, "title"), link, text_at(feed, "language"), authors)
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            yield item_of(_entry(item, source.where), channel)
        else:
            message = f"item {number} of the feed is no object"
            hint = "see that what writes the feed writes it as its standard says"
            yield Finding("broken-feed", Severity.WARNING, message, source.where, hint)


def _names(of: Values) -> Iterator[str]:
    """The names of authors: a list in 1.1, one in 1.0."""
    single = of.get("author")
    for author in (*objects_at(of, "authors"), *([single] if isinstance(single, dict) else [])):
        yield text_at(author, "name")


def _entry(item: Values, where: Where) -> Entry:
    content = text_at(item, "content_html") or paragraphs(text_at(item, "content_text"))
    link = text_at(item, "url")
    published, changed = text_at(item, "date_published"), text_at(item, "date_modified")
    tags = item.get("tags")
    outside = text_at(item, "external_url")
    return Entry(
        id=text_at(item, "id"),
        where=where,
        title=html.escape(text_at(item, "title"), quote=False),
        content=content,
        summary=paragraphs(text_at(item, "summary")),
        link=link or outside,
        authors=tuple(_names(item)),
        categories=tuple(str(tag) for tag in tags) if isinstance(tags, list) else (),
        date=moment_in(published) if published else None,
        updated=moment_in(changed) if changed else None,
        language=text_at(item, "language"),
        shots=tuple(_shots(item)),
        recordings=tuple(_recordings(item)),
    )


def _shots(item: Values) -> Iterator[Shot]:
    address = text_at(item, "image") or text_at(item, "banner_image")
    if address:
        yield Shot(address)
    for one in objects_at(item, "attachments"):
        if text_at(one, "mime_type").startswith("image/") and text_at(one, "url"):
            yield Shot(text_at(one, "url"), text_at(one, "title"))


def _recordings(item: Values) -> Iterator[tuple[str, str]]:
    for one in objects_at(item, "attachments"):
        if not text_at(one, "mime_type").startswith("image/") and text_at(one, "url"):
            yield text_at(one, "url"), text_at(one, "title") or text_at(item, "title")


JSON_FEED = Format("JSON Feed", _recognises, _read)
