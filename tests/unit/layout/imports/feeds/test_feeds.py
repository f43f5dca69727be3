"""Feeds: what an entry's texts, names, dates and media become, in every format."""

from __future__ import annotations

import datetime
import json

import pytest
from support.imports.feed_words import entries_words
from support.imports.item_words import item_words

from layout.imports.feeds.json_feed import JSON_FEED
from layout.imports.feeds.mended import mended
from layout.imports.feeds.xml_feed import FEED
from layout.imports.item import Format, Item, Status
from layout.imports.source import source_of
from layout.story.block import Embed, Paragraph, Picture
from layout.story.run import text_of
from slots.finding import Finding

SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
)
LONG = "The ferry will sail again on Monday. " * 20


def rss(*items: str, channel: str = "<title>The Gazette</title>") -> bytes:
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {SPACES}><channel>{channel}{body}</channel></rss>'.encode()


def given(data: bytes, by: Format = FEED) -> tuple[list[Item], list[Finding]]:
    source = source_of(data, "feed.xml", "https://paper.example/feed/")
    assert [one for one in (FEED, JSON_FEED) if one.recognises(source)] == [by]
    found = list(by.read(source))
    items = [one for one in found if isinstance(one, Item)]
    return items, [one for one in found if isinstance(one, Finding)]


def item_of(data: bytes, by: Format = FEED) -> Item:
    (item,), findings = given(data, by)
    assert not findings
    return item


def texts(item: Item) -> list[str]:
    return [text_of(piece.runs) for piece in item.copy.pieces if isinstance(piece, Paragraph)]


def codes(item: Item) -> list[str]:
    return [one.code for one in item.copy.findings]


WHOLE = (
    "<title>Ferry returns &amp;amp; sails | The Gazette</title>"
    "<link>https://paper.example/2024/ferry-returns.html</link>"
    '<guid isPermaLink="false">12</guid><dc:creator>Ana Torres</dc:creator>'
    "<dc:creator>Luis Paz</dc:creator><category>Town</category><category>ferry</category>"
    "<pubDate>Mon, 06 May 2024 07:08:09 +0200</pubDate><slash:comments>6</slash:comments>"
    "<description>Boats sail on Monday.</description>"
    '<content:encoded><![CDATA[<p>The ferry <b>sails</b>.</p><img src="/pier.jpg">'
    '<script>track()</script><p>The post <a href="x">Ferry</a> appeared first on '
    '<a href="y">The Gazette</a>.</p>]]></content:encoded>'
    '<media:content url="https://paper.example/boat.jpg" medium="image"><media:description>The '
    "boat</media:description><media:credit>Ada Ruiz</media:credit></media:content>"
    '<media:content url="https://paper.example/pier-300x200.jpg" medium="image"/>'
)


def test_rss_with_content() -> None:
    data = rss(WHOLE, channel="<title>The Gazette</title><link>https://paper.example/</link>")
    item = item_of(data)
    head = item.head
    assert item.key == "feed https://paper.example/ 12"
    assert text_of(head.headline) == "Ferry returns & sails"
    assert text_of(head.deck) == "Boats sail on Monday."
    assert head.byline == "By Ana Torres and Luis Paz"
    assert (head.section, head.tags, head.comments) == ("Town", ("ferry",), 6)
    zone = datetime.timezone(datetime.timedelta(hours=2))
    assert head.date == datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=zone)
    assert head.slug == "ferry-returns"
    boat, paragraph, pier = item.copy.pieces
    assert isinstance(boat, Picture)
    assert isinstance(pier, Picture)
    assert isinstance(paragraph, Paragraph)
    assert (text_of(boat.cutline), boat.credit) == ("The boat", "Photo: Ada Ruiz")
    assert [one.places for one in item.copy.media] == [
        ("https://paper.example/boat.jpg",),
        ("https://paper.example/pier.jpg",),
    ]
    assert [one.what for one in item.copy.left_out] == [
        "the site's name",
        "where it appeared first",
    ]
    assert not entries_words(data)[0] - item_words(item)


def test_teasers_and_recordings_are_told() -> None:
    data = rss(
        "<title>One</title><description>Boats sail [&amp;hellip;]</description>",
        f"<title>Two</title><description>{LONG}</description>",
        '<title>Three</title><enclosure url="https://paper.example/a.mp3" type="audio/mpeg"/>',
        f"<title>Four</title><description>{LONG} Read more</description>",
    )
    items, _ = given(data)
    assert [codes(item) for item in items] == [["teaser"], [], ["no-copy"], ["teaser"]]
    (recording,) = items[2].copy.pieces
    assert isinstance(recording, Embed)
    assert recording.href == "https://paper.example/a.mp3"
    for item, seen in zip(items, entries_words(data), strict=True):
        assert not seen - item_words(item)


def test_description_that_begins_the_content_is_no_deck() -> None:
    item = item_of(
        rss(
            f"<title>A</title><description>{LONG[:60]}...</description>"
            f"<content:encoded>&lt;p&gt;{LONG}&lt;/p&gt;</content:encoded>"
        )
    )
    assert not item.head.deck
    long = item_of(
        rss(
            f"<title>A</title><description>{'other words ' * 40}</description>"
            "<content:encoded>&lt;p&gt;Copy&lt;/p&gt;</content:encoded>"
        )
    )
    assert [one.what for one in long.copy.left_out] == ["a summary"]


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="es" xml:base="https://paper.example/a/">
<title>Gaceta</title><author><name>Ana Torres</name></author>
<entry><id>urn:uuid:1</id><title type="html">El &lt;em&gt;ferry&lt;/em&gt;</title>
<link href="ferry.html"/><category term="t" label="Puerto"/>
<published>2024-05-06T07:08:09Z</published><updated>2024-05-07T07:08:09Z</updated>
{content}</entry></feed>"""
XHTML = '<div xmlns="http://www.w3.org/1999/xhtml"><p>Zarpa <a href="muelle">hoy</a></p></div>'


@pytest.mark.parametrize(
    "content",
    [
        f'<content type="xhtml">{XHTML}</content>',
        '<content type="html">&lt;p&gt;Zarpa &lt;a href="muelle"&gt;hoy&lt;/a&gt;</content>',
        '<content type="text">Zarpa hoy</content>',
        '<content type="html"><![CDATA[<p>Zarpa <a href="muelle">hoy</a></p>]]></content>',
    ],
)
def test_atom(content: str) -> None:
    data = ATOM.format(content=content).encode()
    item = item_of(data)
    assert item.key == "feed urn:uuid:1"
    assert item.version == "2024-05-07T07:08:09"
    assert (item.head.byline, item.head.section, item.head.language) == (
        "Por Ana Torres",
        "Puerto",
        "es",
    )
    assert texts(item) == ["Zarpa hoy"]
    links = [run.href for piece in item.copy.pieces for run in getattr(piece, "runs", ())]
    if "muelle" in content:
        assert "https://paper.example/a/muelle" in links
    assert not entries_words(data)[0] - item_words(item)


def test_drafts_and_content_elsewhere() -> None:
    control = '<control xmlns="http://www.w3.org/2007/app"><draft>yes</draft></control>'
    data = ATOM.format(content=f'{control}<content src="https://paper.example/x"/>').encode()
    item = item_of(data)
    assert item.status is Status.DRAFT
    assert codes(item)[0] == "no-copy"


RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    f'xmlns="http://purl.org/rss/1.0/" {SPACES}><channel rdf:about="x"><title>G</title></channel>'
    '<item rdf:about="https://paper.example/1"><title>One</title><dc:date>2024-05-06</dc:date>'
    "<content:encoded>&lt;p&gt;Copy&lt;/p&gt;</content:encoded></item></rdf:RDF>"
)
OLD = (
    '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x/y.dtd" '
    '[<!ENTITY nope "boom">]><rss version="0.91"><channel><title>G</title><item>'
    "<title>Caf&eacute; &nope; AT&T</title><description>Fish & chips</description></item>"
    "</channel></rss>"
)


def test_old_formats() -> None:
    item = item_of(RDF.encode())
    assert (item.key, item.head.date) == ("feed https://paper.example/1", datetime.date(2024, 5, 6))
    assert texts(item) == ["Copy"]
    item = item_of(OLD.encode())
    assert text_of(item.head.headline) == "Café &nope; AT&T"
    assert texts(item) == ["Fish & chips"]


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Gazette",
        "language": "en",
        "items": [
            {
                "id": 7,
                "title": "Ferry <returns>",
                "url": "https://paper.example/ferry",
                "content_html": f"<p>{LONG}</p>",
                "summary": "Boats sail",
                "image": "https://paper.example/a.jpg",
                "authors": [{"name": "Ana Torres"}],
                "tags": ["Town"],
                "date_published": "2024-05-06T07:08:09-05:00",
                "attachments": [{"url": "https://paper.example/a.mp3", "mime_type": "audio/mp3"}],
            },
            {"id": "8", "content_text": "One.\n\nTwo."},
            "odd",
        ],
    }
    (first, second), (odd,) = given(json.dumps(feed).encode(), JSON_FEED)
    assert (first.key, text_of(first.head.headline)) == (
        "feed https://paper.example/feed/ 7",
        "Ferry <returns>",
    )
    assert [type(piece) for piece in first.copy.pieces] == [Picture, Paragraph, Embed]
    assert (text_of(first.head.deck), first.head.byline) == ("Boats sail", "By Ana Torres")
    assert texts(second) == ["One.", "Two."]
    assert codes(second) == ["no-headline"]
    assert odd.code == "broken-feed"


def test_wrong_encodings_are_told_with_their_line() -> None:
    data = b'<?xml version="1.0" encoding="utf-8"?>\n' + rss(
        "<title>x</title>\n<description>It\x92s good</description>"
    ).replace(b"\xc2\x92", b"\x92")
    (item,), (finding,) = given(data)
    assert texts(item) == ["It’s good"]
    assert (finding.code, finding.where.line) == ("broken-feed", 3)


def test_what_is_cut_off_is_read_so_far() -> None:
    data = rss(WHOLE, "<title>Two</title><description>Copy</description>")
    items, findings = given(data[:-40])
    assert len(items) == 2
    assert findings[0].code == "broken-feed"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><body>rss</body></html>",
        b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel/></rss>',
        b"{}",
        b"<nitf/>",
        b'<feed xmlns="http://example.org/"/>',
    ],
)
def test_others_are_no_feeds(data: bytes) -> None:
    source = source_of(data, "feed.xml")
    assert not FEED.recognises(source)
    assert not JSON_FEED.recognises(source)


@pytest.mark.parametrize("data", [b"<rss", b"<rss>", b"<rss><channel>", rss()])
def test_empty_feeds_are_findings(data: bytes) -> None:
    found = list(FEED.read(source_of(data, "feed.xml")))
    assert found
    assert all(isinstance(one, Finding) for one in found)


@pytest.mark.slow
@pytest.mark.parametrize(
    "inside",
    ["<b>" * 50_000, "&x " * 50_000, "<![CDATA[" * 20_000, "]]>" * 20_000, "<item>" * 1_000],
)
def test_time_grows_with_the_text(inside: str) -> None:
    data = rss(f"<title>a</title><description>{inside}")
    assert mended(source_of(data, "feed.xml")).root is not None
    assert list(FEED.read(source_of(data, "feed.xml")))


def test_odd_dates_are_read_by_feedparser_and_lost_ones_told() -> None:
    items, _ = given(
        rss(
            "<title>a</title><description>b</description><pubDate>2004-W10-3</pubDate>",
            "<title>a</title><description>b</description><pubDate>Thursday week</pubDate>",
        )
    )
    assert items[1].head.date is None
    assert "unclear-date" in codes(items[1])
