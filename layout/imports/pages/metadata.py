"""What a page says of itself for machines: JSON-LD and microdata of schema.org, Open Graph, and the
metas of its head. Nothing is believed blindly: lengths have limits, and what is no text is none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml.etree import _Element as Element

from layout.imports.json_values import json_value
from layout.imports.pages.figures import line_of, words_of
from slots.files.decoding import Undecodable

_AROUND = re.compile(r"^\s*(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?|(?://|/\*)?\s*\]\]>\s*(?:\*/)?\s*$")
_LONGEST_SCRIPT = 2_000_000
_MOST_NODES = 20_000
_LONGEST = 2_000
"""Characters of one value, but for the body of the article."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself; each tuple has the best first, empty where it is silent.

    `free` is False where it says that it is for subscribers, None where it does not say.
    """

    headlines: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    picture_texts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    comments: int | None = None
    free: bool | None = None
    is_article: bool = False


def metadata_of(root: Element) -> Metadata:
    """All that a page says of itself."""
    metas = _metas(root)
    nodes = list(_nodes(root))
    article = _article(nodes)
    item = _Microdata(tuple(each for each in root.iter("*") if each.get("itemprop")))

    def meta(*names: str) -> list[str]:
        return [text for name in names for text in metas.get(name, ())]

    ld = _Linked(article)
    title = root.find(".//title")
    base = [] if title is None else [_text(title.text or "")]
    return Metadata(
        headlines=_each(ld.texts("headline"), meta("og:title", "twitter:title", "dc.title")),
        titles=_each(base),
        sites=_each(
            meta("og:site_name", "application-name", "apple-mobile-web-app-title"),
            ld.texts("publisher"),
            *(_Linked(node).texts("name") for node in nodes if _kinds(node) & {"website"}),
        ),
        authors=_each(
            ld.texts("author"),
            ld.texts("creator"),
            meta("author", "article:author", "dc.creator", "parsely-author", "sailthru.author"),
            item.texts("author"),
            (line_of(link) for link in root.iter("a") if link.get("rel") == "author"),
        ),
        published=_each(
            ld.texts("datePublished"),
            meta("article:published_time", "datepublished"),
            item.texts("datePublished", "dateCreated"),
            meta(*"date dc.date dc.date.issued dcterms.created pubdate publishdate".split()),
            meta("parsely-pub-date", "sailthru.date", "publish-date", "cxenseparse:publishtime"),
        ),
        modified=_each(
            ld.texts("dateModified"),
            meta("article:modified_time", "og:updated_time", "last-modified", "dcterms.modified"),
            item.texts("dateModified"),
        ),
        sections=_each(
            meta("article:section"),
            ld.texts("articleSection"),
            item.texts("articleSection"),
            _crumbs(nodes),
        ),
        tags=_each(meta("article:tag")),
        keywords=_listed(
            meta("news_keywords"), ld.texts("keywords"), meta("keywords", "parsely-tags")
        ),
        descriptions=_each(
            meta("og:description", "description", "twitter:description"), ld.texts("description")
        ),
        pictures=_each(
            meta("og:image", "og:image:url", "og:image:secure_url"),
            ld.texts("image", "url"),
            meta("twitter:image", "twitter:image:src"),
        ),
        picture_texts=_each(ld.texts("image", "caption"), meta("og:image:alt")),
        languages=_each(
            [root.get("lang") or "", root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""],
            ld.texts("inLanguage"),
            meta("og:locale", "content-language", "dc.language", "language"),
        ),
        addresses=_each(_canonical(root), meta("og:url"), ld.texts("mainEntityOfPage", "url")),
        comments=ld.count("commentCount"),
        free=ld.flag("isAccessibleForFree"),
        is_article=bool(article) or "article" in meta("og:type"),
    )


def _text(text: object) -> str:
    """Text as a page means it: no tags' entities, single spaces, not without end."""
    return " ".join(html.unescape(str(text)[: 2 * _LONGEST]).split())[:_LONGEST]


def _each(*lists: Iterable[str]) -> tuple[str, ...]:
    """Each text once, in order, none empty."""
    return tuple(dict.fromkeys(text for texts in lists for text in map(str.strip, texts) if text))


def _listed(*lists: Iterable[str]) -> tuple[str, ...]:
    """Words of the first of lists that has any, which may stand with commas in one text."""
    for texts in lists:
        words = _each(part for text in texts for part in text.replace(";", ",").split(","))
        if words:
            return words
    return ()


def _metas(root: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = _text(element.get("content") or "")
        names = (element.get("property"), element.get("name"), element.get("http-equiv"))
        for name in " ".join(name for name in names if name).lower().split():
            if content:
                found.setdefault(name, []).append(content)
    return found


def _canonical(root: Element) -> Iterator[str]:
    for element in root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            yield (element.get("href") or "").strip()


def _nodes(root: Element) -> Iterator[dict[str, Any]]:
    """All things that the JSON-LD of a page describes, each before those in it."""
    left = _MOST_NODES
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        try:
            waiting = [json_value(_bare_json(script.text))]
        except Undecodable:
            continue
        while waiting and left > 0:
            node = waiting.pop()
            left -= 1
            if isinstance(node, list):
                waiting.extend(reversed(node))
            elif isinstance(node, dict):
                yield node
                waiting.extend(each for each in node.values() if isinstance(each, dict | list))


def _bare_json(text: str) -> str:
    """JSON without what XHTML's authors put around it: CDATA, and comments that hide that."""
    return _AROUND.sub("", text[:_LONGEST_SCRIPT]).strip().rstrip(";")


def _kinds(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type")
    return {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _article(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """The article that a page is about: the first with a headline, {} where there is none."""
    for node in nodes:
        kinds = _kinds(node)
        if any(kind.endswith(("article", "posting", "report")) for kind in kinds):
            return node
    return {}


def _crumbs(nodes: list[dict[str, Any]]) -> Iterator[str]:
    """The last step but one on the way to the page: the last is the page."""
    for node in nodes:
        steps = node.get("itemListElement")
        if _kinds(node) & {"breadcrumblist"} and isinstance(steps, list) and len(steps) > 2:
            step = steps[-2]
            if isinstance(step, dict):
                yield from _Linked({"name": step.get("item"), **step}).texts("name")


@dataclass(frozen=True, slots=True)
class _Linked:
    """One thing of JSON-LD."""

    node: dict[str, Any]

    def texts(self, key: str, within: str = "name") -> list[str]:
        """What it says under a key, as text; of a thing, its name or what else is requested."""
        found: list[str] = []
        waiting = [self.node.get(key)]
        while waiting and len(found) < 50:
            value = waiting.pop()
            if isinstance(value, list):
                waiting.extend(reversed(value))
            elif isinstance(value, dict):
                inner = value.get(within) or value.get("@id" if within == "url" else within)
                waiting.append(inner if isinstance(inner, str | list) else None)
            elif isinstance(value, str) and (within != "caption" or value is not self.node[key]):
                found.append(_text(value))
        return found

    def count(self, key: str) -> int | None:
        """A number that it says."""
        value = self.node.get(key)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 8:
            return int(value)
        fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**7
        return value if fits else None

    def flag(self, key: str) -> bool | None:
        """A yes or no that it says."""
        value = self.node.get(key)
        if isinstance(value, str):
            return {"true": True, "false": False}.get(value.lower().rsplit("/", 1)[-1])
        return value if isinstance(value, bool) else None


@dataclass(frozen=True, slots=True)
class _Microdata:
    """What elements say by their itemprop: those of the page that have one."""

    elements: tuple[Element, ...]

    def texts(self, *names: str) -> list[str]:
        """The values of properties, those for machines before those for readers."""
        wanted = set(names)
        named = (
            element
            for element in self.elements
            if not wanted.isdisjoint((element.get("itemprop") or "").split())
        )
        return [
            _text(element.get("content") or element.get("datetime") or _shown(element))
            for element in islice(named, 20)
        ]


def _shown(element: Element) -> str:
    """What an element says of a property: its name or its only link, without the words around."""
    named = element.find(".//*[@itemprop='name']")
    links = element.findall(".//a")
    inner = named if named is not None else links[0] if len(links) == 1 else element
    return words_of(inner)
