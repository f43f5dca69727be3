"""The law of feeds: whatever a feed says, in whatever format, no word of it is lost."""

from __future__ import annotations

import html
import json

from hypothesis import given
from hypothesis import strategies as st
from support.imports.feed_words import entries_words
from support.imports.item_words import item_words, words

from layout.imports.feeds.json_feed import JSON_FEED
from layout.imports.feeds.xml_feed import FEED
from layout.imports.item import Item
from layout.imports.source import source_of

WORD = st.sampled_from("ferry pier café “smart” a<b AT&T Łódź 6:15 x-ray naïve 日本 1984".split())
TEXT = st.lists(WORD, min_size=1, max_size=12).map(" ".join)
INLINE = st.builds(
    lambda name, text: f"<{name}>{html.escape(text, quote=False)}</{name}>",
    st.sampled_from(("b", "em", "a href='/x'", "span", "code")).map(lambda tag: tag),
    TEXT,
).map(lambda markup: markup.replace("</a href='/x'>", "</a>"))
BLOCK = st.builds(
    lambda name, inside: f"<{name}>{inside}</{name}>",
    st.sampled_from(("p", "h2", "blockquote", "div")),
    st.one_of(INLINE, TEXT.map(lambda text: html.escape(text, quote=False))),
)
LIST = st.lists(BLOCK, min_size=1, max_size=3).map(
    lambda rows: f"<ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>"
)
HTML = st.lists(st.one_of(BLOCK, LIST), max_size=5).map("".join)
ENTRY = st.tuples(TEXT, HTML, st.one_of(st.just(""), TEXT), st.lists(TEXT, max_size=2))


def escaped(text: str) -> str:
    return html.escape(text, quote=False)


def rss(entries: list[tuple[str, str, str, list[str]]], cdata: bool) -> bytes:
    def encoded(markup: str) -> str:
        return f"<![CDATA[{markup}]]>" if cdata else escaped(markup)

    items = "".join(
        f"<item><title>{escaped(escaped(title))}</title><description>{escaped(escaped(about))}"
        f"</description><c:encoded>{encoded(copy)}</c:encoded>"
        + "".join(f"<category>{escaped(tag)}</category>" for tag in dict.fromkeys(tags))
        + "</item>"
        for title, copy, about, tags in entries
    )
    spaces = 'xmlns:c="http://purl.org/rss/1.0/modules/content/"'
    channel = f"<channel><title>Gazette</title>{items}</channel>"
    return f"<rss version='2.0' {spaces}>{channel}</rss>".encode()


@given(st.lists(ENTRY, min_size=1, max_size=3), st.booleans())
def test_no_word_of_rss_is_lost(
    entries: list[tuple[str, str, str, list[str]]], cdata: bool
) -> None:
    data = rss(entries, cdata)
    items = [one for one in FEED.read(source_of(data, "feed.xml")) if isinstance(one, Item)]
    for item, seen in zip(items, entries_words(data), strict=True):
        found = item_words(item)
        missing = {word for word in seen if word not in found}
        assert not missing


@given(st.lists(ENTRY, min_size=1, max_size=3))
def test_no_word_of_json_is_lost(entries: list[tuple[str, str, str, list[str]]]) -> None:
    rows = [
        {"id": str(at), "title": title, "content_text": about, "tags": tags}
        for at, (title, _, about, tags) in enumerate(entries)
    ]
    feed = {"version": "https://jsonfeed.org/version/1", "title": "G", "items": rows}
    source = source_of(json.dumps(feed).encode(), "feed.json")
    items = [one for one in JSON_FEED.read(source) if isinstance(one, Item)]
    for item, row in zip(items, rows, strict=True):
        seen = words(" ".join((row["title"], row["content_text"], *row["tags"])))  # type: ignore[arg-type]
        assert not {word for word in seen if word not in item_words(item)}


@given(st.binary(max_size=400), st.integers(0, 3_000))
def test_whatever_comes_is_read_or_told(noise: bytes, at: int) -> None:
    data = rss([("Ferry", "<p>It sails</p>", "", [])], True)
    at = at % len(data)
    for damaged in (data[:at] + noise + data[at:], data[:at], noise + data):
        list(FEED.read(source_of(damaged, "feed.xml")))
        list(JSON_FEED.read(source_of(damaged, "feed.json")))
