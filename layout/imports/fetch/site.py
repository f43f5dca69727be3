"""The stories of a site: its posts by WordPress's REST, else its feeds, else the page itself.

    https://paper.example ──▶ the page ─┬─ says where its REST is ─▶ posts, a hundred an answer
                                        ├─ names feeds ────────────▶ the feeds
                                        └─ neither ────────────────▶ the page
    https://paper.example/2024/ferry ──▶ that page; of a feed or an answer of REST, that

A site's REST is taken only where the page is the site's home: with any other address the page was
meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from layout.imports.fetch.fetcher import PAGES, Fetched, Fetcher
from layout.imports.fetch.hosts import Refused
from layout.imports.source import START, Source
from slots.files.decoding import Undecodable, decoding
from slots.finding import Finding

_API = "https://api.w.org/"
_LINK = re.compile(r"<([^<>]*)>\s*;[^,]*?rel=\"?([^\",;]+)")
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_POSTS, _PAGES_TOO = ("posts",), ("posts", "pages")
_QUERY = "per_page=100&orderby=id&order=asc&_embed=1"
_MOST_PAGES = 10_000
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Site:
    """A site that is imported by its address; of WordPress's, its `pages` too."""

    fetcher: Fetcher
    pages: bool = False

    def sources(self, address: str) -> Iterator[Source | Finding]:
        """The sources that an address leads to."""
        try:
            page = self.fetcher.fetch(address, PAGES)
        except Refused as error:
            yield error.finding
            return
        if page.kept.kind not in _HTML:
            yield _source(page)
            return
        links = _links_of(page)
        rest = _rest_of(page, links)
        if rest:
            for kind in _PAGES_TOO if self.pages else _POSTS:
                yield from self._all_of(kind, rest)
        elif _is_home(page) and links.feeds:
            yield from self._each(links.feeds)
        else:
            yield _source(page)

    def _each(self, addresses: tuple[str, ...]) -> Iterator[Source | Finding]:
        for address in addresses:
            try:
                yield _source(self.fetcher.fetch(address, PAGES))
            except Refused as error:
                yield error.finding

    def _all_of(self, kind: str, rest: str) -> Iterator[Source | Finding]:
        """All posts or pages of a site, in the order in which they were begun."""
        mark = "&" if "?" in rest else "?"
        number, count = 1, 1
        while number <= min(count, _MOST_PAGES):
            try:
                found = self.fetcher.fetch(f"{rest}wp/v2/{kind}{mark}{_QUERY}&page={number}", PAGES)
            except Refused as error:
                yield error.finding
                return
            count = max(count, found.kept.pages)
            yield _source(found)
            number += 1


def _source(fetched: Fetched) -> Source:
    with fetched.file.open("rb") as stream:
        start = stream.read(START)
    final = fetched.kept.final
    return Source(final, start, lambda: fetched.file.open("rb"), address=final)


@dataclass(frozen=True, slots=True)
class _Links:
    """What a page says of where else its site can be had."""

    rest: str = ""
    feeds: tuple[str, ...] = ()


def _links_of(page: Fetched) -> _Links:
    """The links in the head of a page, and in the answer's own."""
    final = page.kept.final
    rest = next((to for to, rel in _LINK.findall(page.kept.links) if rel == _API), "")
    feeds: dict[str, None] = {}
    for link in _elements(page):
        rel = (link.get("rel") or "").lower().split()
        href = link.get("href") or ""
        if _API in rel and not rest:
            rest = href
        elif "alternate" in rel and (link.get("type") or "").lower() in _FEEDS and href:
            feeds.setdefault(urljoin(final, href))
    feeds = {each: None for each in feeds if "/comments/" not in urlsplit(each).path}
    return _Links(urljoin(final, rest) if rest else "", tuple(feeds)[:1])


def _elements(page: Fetched) -> list[etree._Element]:
    """The link elements of a page."""
    try:
        with decoding():
            parser = html.HTMLParser(no_network=True, huge_tree=False)
            root = html.document_fromstring(page.read()[:2_000_000], parser=parser)
            return list(root.iter("link"))
    except Undecodable:
        return []


def _rest_of(page: Fetched, links: _Links) -> str:
    """The address of a site's REST, where the page is the site's home; "" else."""
    if not links.rest:
        return ""
    base, _, route = links.rest.partition("?rest_route=")
    home = base if route else base.removesuffix("wp-json/")
    if not route and home == base:
        return ""
    same = urlsplit(home).path.rstrip("/") == urlsplit(page.kept.final).path.rstrip("/")
    return links.rest if same else ""


def _is_home(page: Fetched) -> bool:
    return urlsplit(page.kept.final).path.strip("/") == ""
