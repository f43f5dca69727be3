"""Feeds and sitemaps: RSS 2.0, JSON Feed 1.1, sitemap.xml, robots.txt.

Sources: rssboard.org/rss-specification; jsonfeed.org/version/1.1; sitemaps.org/protocol; Google's
news sitemaps (stories of the last two days). All but robots.txt need whole addresses: there are
none where the publication has no `site`.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from layout.site.page_metadata import (
    JSON_FEED,
    RSS,
    RSS_TYPE,
    address,
    authors_of,
    largest,
    picture_address,
)
from layout.story.publication import Publication
from layout.web.cards.addresses import FRONT, Placed, Section

if TYPE_CHECKING:
    from lxml.etree import _Element

_ITEMS = 40
"""Stories of a feed: the newest; readers have had the older ones."""

_NEWS_DAYS = 2
"""Days for which Google wants a story in a news sitemap."""

_MOST = 50_000
"""Addresses that a sitemap may hold, by its protocol."""

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"


def newest(stories: Iterable[Placed]) -> tuple[Placed, ...]:
    """Stories as feeds have them: the newest first, then by rank; those without a date last."""

    def key(placed: Placed) -> tuple[int, int, str]:
        date = placed.card.date
        return (-date.toordinal() if date else 0), placed.card.rank, placed.path

    return tuple(sorted(stories, key=key))


def rss(
    stories: tuple[Placed, ...],
    publication: Publication,
    section: Section | None,
    sizes: Mapping[str, int],
) -> bytes:
    """The RSS 2.0 feed of the site, or of a section; `stories` are those of it, the newest first.

    `sizes` are the lengths of the pictures' files in bytes, by their address in the assets.
    """
    from lxml import etree

    title = f"{publication.name}: {section.name}" if section else publication.name
    own = f"{section.folder}/{RSS}" if section else RSS
    front = section.front if section else FRONT
    root = etree.Element(
        "rss", {"version": "2.0"}, nsmap={"atom": _ATOM, "content": _CONTENT, "dc": _DC}
    )
    channel = etree.SubElement(root, "channel")
    _add(channel, "title", title)
    _add(channel, "link", address(publication, front))
    _add(channel, "description", publication.tagline or title)
    _add(channel, "language", publication.language)
    link = {"href": address(publication, own), "rel": "self", "type": RSS_TYPE}
    etree.SubElement(channel, f"{{{_ATOM}}}link", link)
    dated = [placed.card.date for placed in stories if placed.card.date]
    if dated:
        _add(channel, "lastBuildDate", _rss_date(max(dated)))
    for placed in stories[:_ITEMS]:
        _item(channel, placed, publication, sizes)
    return _document(root)


def _item(
    channel: _Element, placed: Placed, publication: Publication, sizes: Mapping[str, int]
) -> None:
    from lxml import etree

    card = placed.card
    item = etree.SubElement(channel, "item")
    _add(item, "title", card.title)
    _add(item, "link", address(publication, placed.path))
    _add(item, "guid", address(publication, placed.path))
    _add(item, "description", card.summary or card.title)
    if card.content:
        _add(item, f"{{{_CONTENT}}}encoded", card.content)
    for author in authors_of(card.byline):
        _add(item, f"{{{_DC}}}creator", author)
    for category in dict.fromkeys((placed.section.name, *card.tags)):
        _add(item, "category", category)
    if card.date:
        _add(item, "pubDate", _rss_date(card.date))
    picture = largest(placed)
    if picture:
        facts = {
            "url": picture_address(picture, publication),
            "length": str(sizes[picture.href]),
            "type": "image/jpeg",
        }
        etree.SubElement(item, "enclosure", facts)


def _rss_date(date: datetime.date) -> str:
    """A day as RFC 822 writes it, at midnight UTC: stories have days, not hours.

    >>> _rss_date(datetime.date(2025, 3, 14))
    'Fri, 14 Mar 2025 00:00:00 +0000'
    """
    day = "Mon Tue Wed Thu Fri Sat Sun".split()[date.weekday()]
    month = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()[date.month - 1]
    return f"{day}, {date.day:02} {month} {date.year:04} 00:00:00 +0000"


def json_feed(stories: tuple[Placed, ...], publication: Publication) -> bytes:
    """The JSON Feed 1.1 of the site; `stories` come the newest first."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": publication.name,
        "home_page_url": address(publication, FRONT),
        "feed_url": address(publication, JSON_FEED),
        "description": publication.tagline,
        "language": publication.language,
        "items": [_json_item(placed, publication) for placed in stories[:_ITEMS]],
    }
    kept = {key: value for key, value in feed.items() if value != ""}
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(placed: Placed, publication: Publication) -> dict[str, Any]:
    card, url = placed.card, address(publication, placed.path)
    picture = largest(placed)
    item: dict[str, Any] = {
        "id": url,
        "url": url,
        "title": card.title,
        "content_html": card.content,
        "content_text": "" if card.content else card.summary or card.title,
        "summary": card.summary,
        "image": picture_address(picture, publication) if picture else "",
        "date_published": f"{card.date.isoformat()}T00:00:00Z" if card.date else "",
        "date_modified": f"{card.updated.isoformat()}T00:00:00Z" if card.updated else "",
        "authors": [{"name": name} for name in authors_of(card.byline)],
        "tags": list(dict.fromkeys((placed.section.name, *card.tags))),
        "language": card.language,
    }
    return {key: value for key, value in item.items() if value not in ("", [])}


def sitemap(
    stories: tuple[Placed, ...],
    fronts: tuple[str, ...],
    publication: Publication,
    day: datetime.date | None,
) -> bytes:
    """The sitemap: the home page and all other fronts by their paths, and the stories, the newest
    first; those not older than two days on `day`, the edition's, with what news search asks for."""
    from lxml import etree

    spaces: Any = {None: _MAP, "news": _NEWS, "image": _IMAGE}  # the stubs forget the default one
    root = etree.Element(f"{{{_MAP}}}urlset", nsmap=spaces)
    for path in fronts[:_MOST]:
        url = etree.SubElement(root, f"{{{_MAP}}}url")
        _add(url, f"{{{_MAP}}}loc", address(publication, path))
        if day:
            _add(url, f"{{{_MAP}}}lastmod", day.isoformat())
    for placed in stories[: max(_MOST - len(fronts), 0)]:
        _url(root, placed, publication, day)
    return _document(root)


def _url(
    root: _Element, placed: Placed, publication: Publication, day: datetime.date | None
) -> None:
    from lxml import etree

    card = placed.card
    url = etree.SubElement(root, f"{{{_MAP}}}url")
    _add(url, f"{{{_MAP}}}loc", address(publication, placed.path))
    changed = card.updated or card.date
    if changed:
        _add(url, f"{{{_MAP}}}lastmod", changed.isoformat())
    if card.date and day and 0 <= (day - card.date).days <= _NEWS_DAYS:
        news = etree.SubElement(url, f"{{{_NEWS}}}news")
        paper = etree.SubElement(news, f"{{{_NEWS}}}publication")
        _add(paper, f"{{{_NEWS}}}name", publication.name)
        _add(paper, f"{{{_NEWS}}}language", card.language.split("-")[0].lower())
        _add(news, f"{{{_NEWS}}}publication_date", card.date.isoformat())
        _add(news, f"{{{_NEWS}}}title", card.title)
    picture = largest(placed)
    if picture:
        image = etree.SubElement(url, f"{{{_IMAGE}}}image")
        _add(image, f"{{{_IMAGE}}}loc", picture_address(picture, publication))


def robots(publication: Publication) -> bytes:
    """robots.txt: all may read all; and where the sitemap is, if the site has an address."""
    where = f"\nSitemap: {publication.site}/sitemap.xml\n" if publication.site else ""
    return f"User-agent: *\nAllow: /\n{where}".encode()


def _add(parent: _Element, name: str, text: str) -> None:
    from lxml import etree

    etree.SubElement(parent, name).text = "".join(sign for sign in text if _allowed(sign))


def _allowed(sign: str) -> bool:
    """Whether XML 1.0 can hold a character."""
    code = ord(sign)
    return code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code not in (0xFFFE, 0xFFFF)


def _document(root: _Element) -> bytes:
    from lxml import etree

    etree.indent(root, " ")
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data + b"\n"
