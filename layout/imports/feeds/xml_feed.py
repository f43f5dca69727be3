"""RSS 0.90 to 2.0 and Atom 0.3 and 1.0, read by names that hold in all of them.

Sources: RSS 2.0 (cyber.harvard.edu/rss), RSS 1.0 with content and Dublin Core (purl.org/rss/1.0),
RFC 4287 (Atom), Media RSS 1.5.1.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from layout.imports.dates import moment_in
from layout.imports.feeds.entry import Channel, Entry, Shot, item_of, paragraphs
from layout.imports.feeds.mended import mended
from layout.imports.item import Format, Given
from layout.imports.source import Source
from slots.files.decoding import Undecodable
from slots.finding import Finding, Severity, Where

_PREFIXES = {
    "": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://www.w3.org/2005/Atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://search.yahoo.com/mrss": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://purl.org/rss/1.0/modules/slash/": "slash:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/2007/app": "app:",
    "http://purl.org/syndication/thread/1.0": "thr:",
}
_ROOT = re.compile(rb"<(?:[\w.-]{1,30}:)?(rss|RDF|feed)(?=[\s>/])")
_SKIPPED = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>)+",
    re.DOTALL | re.IGNORECASE,
)
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_OF_OTHERS = re.compile(rb"wordpress\.org/export/\d|feed\.wenn\.com/xmlns/")
"""Names in the root of what is a feed with more in it: exports of WordPress, news of WENN."""


def _recognises(source: Source) -> bool:
    """Whether a source is RSS or Atom, and none of those that others read."""
    start = source.start
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", "replace").encode()
    skipped = _SKIPPED.match(start)
    root = _ROOT.match(start, skipped.end() if skipped else 0)
    if root is None:
        return False
    tag = start[root.start() : start.find(b">", root.end()) + 1 or len(start)]
    if _OF_OTHERS.search(tag):
        return False
    if root[1] == b"RDF":
        return b"purl.org/rss/1.0" in tag or b"netscape.com/rdf" in tag
    return root[1] == b"rss" or b"Atom" in tag or b"purl.org/atom" in tag


def _read(source: Source) -> Iterator[Given]:
    """The items of a feed, in its order."""
    try:
        feed = mended(source)
    except Undecodable as error:
        hint = "ask for the feed again, or save it anew"
        message = f"the feed cannot be read: {error}"
        yield Finding("damaged-feed", Severity.ERROR, message, source.where, hint)
        return
    yield from feed.findings
    base = _base_of(feed.root, source.address)
    channel = _channel(feed.root, base)
    based = any(isinstance(one.tag, str) and one.get(_BASE) for one in feed.root.iter())
    there = _Place(channel, source, based)
    count = 0
    for element in feed.root.iter():
        if isinstance(element.tag, str) and _name(element) in ("item", "atom:entry"):
            count += 1
            yield item_of(_entry(element, there), channel)
    if not count:
        hint = "ask for the feed again; it may be a list of feeds, or a page"
        yield Finding("empty-feed", Severity.ERROR, "the feed has no entry", source.where, hint)


def _name(element: etree._Element) -> str:
    """The name of an element with the prefix that its namespace has here."""
    space, _, local = str(element.tag).rpartition("}")
    if not space:
        return local
    return f"{_PREFIXES.get(space[1:], '?:')}{local}"


def _children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    for child in element:
        if isinstance(child.tag, str) and _name(child) in names:
            yield child


def _text(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def _first(element: etree._Element, *names: str) -> str:
    """The first text that is not empty under names, the best name first."""
    for name in names:
        for child in _children(element, name):
            text = _text(child)
            if text:
                return text
    return ""


def _base_of(element: etree._Element, address: str) -> str:
    """Where relative addresses in an element start, by xml:base of all that it stands in."""
    bases = [one.get(_BASE, "") for one in (element, *element.iterancestors())]
    for base in reversed([base for base in bases if base]):
        try:
            address = urljoin(address, base)
        except ValueError:
            continue
    return address


def _channel(root: etree._Element, base: str) -> Channel:
    about = next(_children(root, "channel"), root)
    language = _first(about, "language", "dc:language") or root.get(_LANG, "")
    link = _link(about, base)
    return Channel(
        _plain_of(_html_of(next(_children(about, "title", "atom:title"), None))),
        link if link.startswith(("http://", "https://")) else base,
        language.replace("_", "-"),
        tuple(_atom_names(about)),
    )


def _plain_of(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", "", markup)).split())


def _link(element: etree._Element, base: str) -> str:
    """The address of the page that an entry, or a feed, is on."""
    found = _first(element, "link")
    for link in _children(element, "atom:link"):
        if not found and link.get("rel", "alternate") == "alternate":
            found = link.get("href", "")
    try:
        return urljoin(base, found) if base and found else found
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an entry stands: its feed, and where relative addresses of that start. `based`: whether
    any element says so for itself."""

    channel: Channel
    source: Source
    based: bool


# --- an entry ------------------------------------------------------------------------------------


def _entry(element: etree._Element, there: _Place) -> Entry:
    line = element.sourceline
    where = Where(there.source.name, line if isinstance(line, int) and line > 0 else None)
    address = there.source.address or there.channel.link
    base = _base_of(element, address) if there.based else address
    link = _link(element, base)
    content, outside = _content(element, where)
    summary = next(
        (text for text in map(_html_of, _children(element, *_SUMMARIES)) if text.strip()), ""
    )
    published, changed = _first(element, *_PUBLISHED), _first(element, *_CHANGED)
    comments = _first(element, "slash:comments", "thr:total")
    holder = next(_children(element, "content:encoded", "atom:content"), element)
    return Entry(
        id=_id(element),
        where=where,
        title=_title(element),
        content=content,
        summary=summary,
        link=link,
        base=_base_of(holder, address) if there.based else link or base,
        authors=tuple(_authors(element)),
        categories=tuple(_categories(element)),
        date=moment_in(published) if published else None,
        updated=moment_in(changed) if changed else None,
        language=(element.get(_LANG, "") or _first(element, "dc:language")).replace("_", "-"),
        shots=tuple(_shots(element, base)),
        recordings=tuple(_recordings(element, base)),
        comments=int(comments) if comments.isdecimal() and len(comments) < 8 else None,
        draft=any(_first(one, "app:draft") == "yes" for one in _children(element, "app:control")),
        asides=tuple(_asides(element)),
        findings=(*outside, *_undated(published or changed, where)),
    )  # fmt: skip


def _title(element: etree._Element) -> str:
    own = _html_of(next(_children(element, "title", "atom:title"), None))
    return own if own.strip() else html.escape(_first(element, "dc:title", "media:title"))


_SUMMARIES = ("description", "atom:summary", "dc:description", "itunes:summary", "itunes:subtitle")
_PUBLISHED = (
    "pubDate",
    "atom:published",
    "atom:issued",
    "dc:date",
    "dcterms:issued",
    "atom:created",
)
_CHANGED = ("atom:updated", "atom:modified", "dcterms:modified", "dcterms:updated")


def _undated(written: str, where: Where) -> Iterator[Finding]:
    if written and moment_in(written) is None:
        message = f'date "{written[:60]}" cannot be read: left out'
        yield Finding(
            "unclear-date", Severity.WARNING, message, where, "write it as RFC 822 has it"
        )


def _id(element: etree._Element) -> str:
    return _first(element, "guid", "atom:id", "dc:identifier") or element.get(_RDF_ABOUT, "")


def _content(element: etree._Element, where: Where) -> tuple[str, tuple[Finding, ...]]:
    """The whole text of an entry as HTML."""
    names = ("content:encoded", "xhtml:body", "xhtml:div", "atom:content", "content")
    for name in names:
        for child in _children(element, name):
            if child.get("src") and not len(child) and not _text(child):
                message = f'the content is elsewhere: "{child.get("src")}"'
                hint = "take the story from its page"
                return "", (Finding("no-copy", Severity.WARNING, message, where, hint),)
            text = _html_of(child)
            if text.strip():
                return text, ()
    return "", ()


_MARKUP = re.compile(r"<[A-Za-z!/][^<>]*>")


def _html_of(element: etree._Element | None) -> str:
    """The HTML of a text, whichever way it stands in its feed: escaped, as elements, or plain."""
    if element is None:
        return ""
    kind = element.get("type", "")
    if len(element):
        return _inner(element)
    text = element.text or ""
    if _name(element).startswith("atom:") and kind in ("", "text", "text/plain"):
        if _name(element) != "atom:content" or not _MARKUP.search(text):
            return html.escape(text, quote=False) if "title" in _name(element) else paragraphs(text)
        return text
    if _MARKUP.search(text) or _name(element).endswith("title"):
        return text if _MARKUP.search(text) or "&" in text else html.escape(text, quote=False)
    return paragraphs(html.unescape(text))


def _inner(element: etree._Element) -> str:
    """What stands in an element that has markup as elements, in names without a namespace."""
    for child in element.iterdescendants():
        if isinstance(child.tag, str):
            child.tag = child.tag.rpartition("}")[2]
    etree.cleanup_namespaces(element)
    inside = (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return html.escape(element.text or "", quote=False) + "".join(inside)


_EMAIL = re.compile(r"[^\s()<>]+@[^\s()<>]+")


def _authors(element: etree._Element) -> Iterator[str]:
    """The people who wrote an entry: their names, not their addresses."""
    found = [_text(one) for one in _children(element, "dc:creator")]
    found += list(_atom_names(element))
    if not found:
        found = [_text(one) for one in _children(element, "author", "itunes:author")]
    for name in found:
        yield _EMAIL.sub("", name).strip(" ()<>,") or ("" if _EMAIL.search(name) else name)


def _atom_names(element: etree._Element) -> Iterator[str]:
    for author in _children(element, "atom:author"):
        yield _first(author, "atom:name") or ("" if len(author) else _text(author))


def _categories(element: etree._Element) -> Iterator[str]:
    for one in _children(element, "category", "atom:category", "dc:subject"):
        yield one.get("label", "") or _text(one) or one.get("term", "")
    for one in _children(element, "media:keywords", "itunes:keywords"):
        yield from (word.strip() for word in _text(one).split(","))


def _asides(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Other words of an entry that some readers show."""
    for names, what in (
        (("source",), "where it is from"),
        (("dc:rights", "atom:rights", "media:copyright"), "rights"),
        (("dc:contributor",), "a contributor"),
    ):
        for child in _children(element, *names):
            yield what, _text(child)
    for contributor in _children(element, "atom:contributor"):
        yield "a contributor", _first(contributor, "atom:name")


# --- pictures and recordings ---------------------------------------------------------------------


_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|\Z)", re.IGNORECASE)


def _media(element: etree._Element) -> Iterator[etree._Element]:
    """All media of an entry, those in groups too."""
    for child in _children(element, "enclosure", "atom:link", "media:content", "media:group"):
        if _name(child) == "media:group":
            yield from _children(child, "media:content")
        elif _name(child) != "atom:link" or child.get("rel") == "enclosure":
            yield child


def _is_picture(media: etree._Element) -> bool:
    kind = media.get("medium") or media.get("type") or ""
    return kind.startswith("image") or (not kind and bool(_PICTURE.search(_address(media))))


def _address(media: etree._Element) -> str:
    return media.get("url") or media.get("href") or ""


def _width(media: etree._Element) -> int:
    width = media.get("width", "")
    return int(width) if width.isdecimal() and len(width) < 7 else 0


def _shots(element: etree._Element, base: str) -> Iterator[Shot]:
    """The pictures of an entry, the widest first; thumbnails where there is nothing larger."""
    pictures = [one for one in _media(element) if _is_picture(one) and _address(one)]
    pictures.sort(key=_width, reverse=True)
    if not pictures:
        places = (element, *_children(element, "media:group", "media:content"))
        pictures = [one for place in places for one in _children(place, "media:thumbnail")]
        pictures.sort(key=_width, reverse=True)
        pictures = pictures[:1] or list(_children(element, "itunes:image"))[:1]
    for picture in pictures:
        places = (picture, *(one for one in (picture.getparent(),) if one is not None))
        if _address(picture):
            yield Shot(
                _joined(base, _address(picture)),
                _nearest(places, "media:description") or _nearest(places[:1], "media:title"),
                _nearest(places, "media:credit"),
                _nearest(places, "media:text"),
            )


def _nearest(places: tuple[etree._Element, ...], name: str) -> str:
    return next(filter(None, (_first(place, name) for place in places)), "")


def _recordings(element: etree._Element, base: str) -> Iterator[tuple[str, str]]:
    for media in _media(element):
        if _address(media) and not _is_picture(media):
            title = _first(media, "media:title") or _first(element, "title", "atom:title")
            yield _joined(base, _address(media)), title


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return address


FEED = Format("RSS and Atom", _recognises, _read)
