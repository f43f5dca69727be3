"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping

from layout.imports.dates import moment_in
from layout.imports.feeds.entry import Channel, Entry, Shot, item_of, paragraphs
from layout.imports.feeds.mended import bytes_of
from layout.imports.item import Format, Given
from layout.imports.source import Source
from slots.files.decoding import Undecodable, decoding
from slots.finding import Finding, Severity, Where

_VERSION = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/1')


def _tells(source: Source) -> bool:
    """Whether a source is a JSON Feed: it says so by the address of its version."""
    start = source.start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and _VERSION.search(start) is not None


def _read(source: Source) -> Iterator[Given]:
    """The items of a JSON Feed, in its order."""
    try:
        with decoding(Undecodable):
            feed = json.loads(bytes_of(source).decode("utf-8-sig", "replace"))
    except Undecodable as error:
        hint = "ask for the feed again, or save it anew"
        message = f"the feed cannot be read: {error}"
        yield Finding("damaged-feed", Severity.ERROR, message, source.where, hint)
        return
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not items:
        hint = "ask for the feed again"
        yield Finding("empty-feed", Severity.ERROR, "the feed has no entry", source.where, hint)
        return
    link = _text(feed, "home_page_url") or source.address
    authors = tuple(_names(feed))
    channel = Channel(_text(feed, "title"), link, _text(feed, "language"), authors)
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            yield item_of(_entry(item, source.where), channel)
        else:
            message = f"item {number} of the feed is no object"
            hint = "see that what writes the feed writes it as its standard says"
            yield Finding("broken-feed", Severity.WARNING, message, source.where, hint)


def _text(of: Mapping[str, object], key: str) -> str:
    """The text under a key; a number as it is written."""
    value = of.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def _list(of: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    value = of.get(key)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _names(of: Mapping[str, object]) -> Iterator[str]:
    """The names of authors: a list in 1.1, one in 1.0."""
    single = of.get("author")
    for author in (*_list(of, "authors"), *([single] if isinstance(single, dict) else [])):
        yield _text(author, "name")


def _entry(item: Mapping[str, object], where: Where) -> Entry:
    content = _text(item, "content_html") or paragraphs(_text(item, "content_text"))
    link = _text(item, "url")
    published, changed = _text(item, "date_published"), _text(item, "date_modified")
    tags = item.get("tags")
    outside = _text(item, "external_url")
    return Entry(
        id=_text(item, "id"),
        where=where,
        title=html.escape(_text(item, "title"), quote=False),
        content=content,
        summary=paragraphs(_text(item, "summary")),
        link=link or outside,
        authors=tuple(_names(item)),
        categories=tuple(str(tag) for tag in tags) if isinstance(tags, list) else (),
        date=moment_in(published) if published else None,
        updated=moment_in(changed) if changed else None,
        language=_text(item, "language"),
        shots=tuple(_shots(item)),
        recordings=tuple(_recordings(item)),
    )


def _shots(item: Mapping[str, object]) -> Iterator[Shot]:
    address = _text(item, "image") or _text(item, "banner_image")
    if address:
        yield Shot(address)
    for one in _list(item, "attachments"):
        if _text(one, "mime_type").startswith("image/") and _text(one, "url"):
            yield Shot(_text(one, "url"), _text(one, "title"))


def _recordings(item: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for one in _list(item, "attachments"):
        if not _text(one, "mime_type").startswith("image/") and _text(one, "url"):
            yield _text(one, "url"), _text(one, "title") or _text(item, "title")


JSON_FEED = Format("JSON Feed", _tells, _read)
