"""The head of a page's story: of what the page shows around its headline, and of what it says of
itself for machines. What is shown counts for words, what is said for dates, names and languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml.etree import _Element as Element

from layout.imports.dates import Moment, mail_moment, moment_of
from layout.imports.item import Head
from layout.imports.languages import byline_of, declared_language
from layout.imports.pages.figures import line_of
from layout.imports.pages.find_article import Found
from layout.imports.pages.lines import Line, Lines, lines_of
from layout.imports.pages.metadata import Metadata
from layout.imports.pages.open_page import Page
from layout.imports.titles import names_of_host, without_site_name
from layout.story.run import plain
from layout.story.text.dates import is_byline, read_date
from layout.story.text.pieces import name_of
from layout.story.text.written_dates import day_first

_MOST_AUTHORS = 8
_MOST_TAGS, _LONGEST_TAG, _MOST_KEYWORDS = 30, 60, 15
_YEARS = range(1600, 2200)
_NO_SLUG = frozenset("index amp print default article articles story news blog posts".split())
_WORD = re.compile("[a-z]{3}")
_NO_NAME = re.compile(r"https?:|[@/<>{}]|^\W*$")


@dataclass(frozen=True, slots=True)
class PageHead:
    """The head of a story; the elements whose words it has, and those in the article that say what
    it says in other words: the line with the date."""

    head: Head
    used: frozenset[Element]
    about: frozenset[Element]


def head_of(page: Page, found: Found, metadata: Metadata, text: str) -> PageHead:
    """The head of the article found on a page, from whose `text` the language is recognised."""
    names = (*metadata.sites, *names_of_host(page.address), *metadata.sections[:1])
    titles = [without_site_name(title, names) for title in (*metadata.headlines, *metadata.titles)]
    lines = lines_of(page.body, found, titles)
    language = declared_language(metadata.languages, text)
    first = day_first(language) if language else None
    shown = "" if lines.headline is None else line_of(lines.headline)
    headline = without_site_name(shown.rstrip("¶# "), names) or next(filter(None, titles), "")
    deck, kicker = lines.deck(metadata.descriptions, headline), lines.kicker()
    byline, by = _byline(lines, metadata, language or "en", names)
    date, comments = _dated(lines, metadata, first)
    section, tags = _filed(page.body, metadata)
    head = Head(
        headline=plain(headline),
        kicker=kicker.text if kicker else "",
        deck=plain(deck.text) if deck else (),
        byline=byline,
        date=date,
        updated=_first_moment(metadata.modified, first),
        section=section,
        tags=tags,
        language=language,
        comments=comments or None,
        slug=_slug(page.address),
    )
    used = {line.element for line in (deck, kicker, by) if line}
    if lines.headline is not None:
        used.add(lines.headline)
    return PageHead(head, frozenset(used), lines.about(first))


def _byline(
    lines: Lines, metadata: Metadata, language: str, names: Iterable[str]
) -> tuple[str, Line | None]:
    """Who wrote it, and the line that says so in the same words."""
    sites = {name.casefold() for name in names}
    authors = [
        name for name in metadata.authors if _is_author(name) and name.casefold() not in sites
    ]
    shown = list(lines.bylines())
    bylines = [(line, text) for line, text in shown if is_byline(text)]
    for line, text in bylines:
        if not authors or any(author.casefold() in text.casefold() for author in authors):
            return text, line if text == line.text else None
    if not authors:
        authors = [text for _, text in shown[:1]]
    if not authors:
        return "", None
    authors = authors[:_MOST_AUTHORS]
    who = byline_of(authors, language)
    alike = (who, who.partition(" ")[2])  # with its "By" and without
    lone = next((line for line, text in shown if text in alike and line.text == text), None)
    return who, lone


def _is_author(name: str) -> bool:
    return 1 < len(name) <= 80 and not _NO_NAME.search(name)


def _dated(
    lines: Lines, metadata: Metadata, first: bool | None
) -> tuple[Moment | None, int | None]:
    """When it was published, and how many comments it has."""
    date, comments = _first_moment(metadata.published, first), metadata.comments
    for line, read in lines.date_lines(first):
        date = date or _first_moment(_times(line.element), first) or read.date
        comments = read.comments if comments is None else comments
    for line in lines.around:
        date = date or _first_moment(_times(line.element), first)
    return date, comments


def _times(element: Element) -> Iterable[str]:
    return (each.get("datetime") or "" for each in element.iter("time"))


def _first_moment(texts: Iterable[str], first: bool | None) -> Moment | None:
    moments = (_moment(text, first) for text in texts)
    return next((moment for moment in moments if moment and moment.year in _YEARS), None)


def _moment(text: str, first: bool | None) -> Moment | None:
    """A point in time as ISO 8601, RFC 5322 or people write it; a day where no time is said."""
    text = text.strip()[:80]
    if moment := moment_of(text) or mail_moment(text):
        return moment
    written = read_date(text, first)
    return written.day if written else None


def _filed(body: Element, metadata: Metadata) -> tuple[str, tuple[str, ...]]:
    """The section a story is in, and its tags."""
    linked: dict[str, list[str]] = {"category": [], "tag": []}
    for link in body.iter("a"):
        rels = (link.get("rel") or "").lower().split()
        kind = "category" if "category" in rels else "tag" if "tag" in rels else ""
        if kind:
            linked[kind].append(line_of(link))
    sections = [*metadata.sections, *linked["category"]]
    section = next((text for text in sections if text and len(text) <= _LONGEST_TAG), "")
    tags = [part for text in metadata.tags for part in text.split(",")] + linked["tag"]
    if not tags and len(metadata.keywords) <= _MOST_KEYWORDS:
        tags = list(metadata.keywords)
    once: dict[str, str] = {}
    for tag in (" ".join(tag.split()) for tag in tags):
        if 0 < len(tag) <= _LONGEST_TAG and tag.casefold() != section.casefold():
            once.setdefault(tag.casefold(), tag)
    return section, tuple(once.values())[:_MOST_TAGS]


def _slug(address: str) -> str:
    """The last words of an address: "/2022/12/ferry-returns.html" gives "ferry-returns"."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return ""
    for part in path.rstrip("/").split("/")[:-3:-1]:
        name = name_of(part.rsplit(".", 1)[0])
        if _WORD.search(name) and name not in _NO_SLUG:
            return name[:80]
    return ""
