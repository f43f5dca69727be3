"""The lines around a headline: which one is the headline, the deck, the byline, the date line.

What a page shows is recognised by where it stands (from a little above the headline to the first
paragraph of the article) and by its names; what it says for machines is `said.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.etree import _Element as Element

from layout.imports.pages.figures import HEADINGS, INLINE, FiguresOf, line_of
from layout.imports.pages.find_article import Found
from layout.imports.pages.marks import Mark, is_hidden, mark_of, names_of
from layout.story.text.dates import DateLine, is_byline, read_date_line

_ABOVE = 12
"""Lines above the headline that may be its kicker or its date line."""

_BELOW = 40
_LONGEST_LINE = 400
_WORD = re.compile(r"\w+")
_DECK = re.compile(
    r"\b(deck|dek|stand ?first|sub ?title|sub ?head(line|ing)?|strapline|bajada|entradilla|sumario|"
    r"chapeau|article (summary|description))\b"
)
_KICKER = re.compile(r"\b(kicker|eyebrow|overline|antetitulo|volanta)\b")
_BYLINE = re.compile(r"\b(by ?line|author|authors|writer|reporter|autor)\b")
_ABOUT = re.compile(r"\b(date|time|timestamp|published|pubdate|posted|meta|dateline)\b")
_LONGEST_DECK, _LONGEST_KICKER = 60, 6  # words
_LOWER = HEADINGS - {"h1"}
_RANKS = ("h1", "h2", "h3", "h4")
_ALIKE = 0.5
"""The share of the words of a title that its headline has, at least."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on the page: its element, the words of its names, whether the headline stands
    below it."""

    element: Element
    text: str
    names: str
    above: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """The headline's element, None where the page shows none, and the lines around it."""

    headline: Element | None
    around: tuple[Line, ...]
    core: frozenset[Element]

    def deck(self, descriptions: Iterable[str], lede: str) -> Line | None:
        """The line under the headline that says more of the story: by its names, as a heading right
        under the headline, or as the page's description where the article does not open with it."""
        below = [line for line in self.around if not line.above]
        described = {_folded(text) for text in descriptions}
        for number, line in enumerate(below):
            if not 4 <= len(line.text.split()) <= _LONGEST_DECK or line.text == lede:
                continue
            outside = line.element not in self.core
            heading = number == 0 and outside and self._is_under_headline(line.element)
            if _DECK.search(line.names) or heading or (outside and _folded(line.text) in described):
                return line
        return None

    def _is_under_headline(self, element: Element) -> bool:
        """Whether a heading stands right below the headline, in the same group."""
        around = None if self.headline is None else self.headline.getparent()
        return around is not None and element.tag in _LOWER and element.getparent() is around

    def kicker(self) -> Line | None:
        """The few words over the headline."""
        for line in self.around:
            fits = len(line.text.split()) <= _LONGEST_KICKER
            if line.above and fits and _KICKER.search(line.names):
                return line
        return None

    def bylines(self) -> Iterator[tuple[Line, str]]:
        """Texts that say who wrote the story, with the line they stand in: whole lines, and what is
        named a byline in one."""
        lines = [line for line in self.around if not _is_in_figure(line.element)]
        for line in lines:
            if is_byline(line.text):
                yield line, line.text
        for line in lines:
            for element in line.element.iter():
                text = line_of(element) if _names_author(element) else ""
                if text and is_byline(text if is_byline(text) else f"By {text}"):
                    yield line, text

    def date_lines(self, day_first: bool | None) -> Iterator[tuple[Line, DateLine]]:
        """Lines that are a date, a number of comments, or both."""
        for line in self.around:
            read = read_date_line(line.text, day_first) if len(line.text) <= 160 else None
            if read and (read.date or read.comments is not None):
                yield line, read

    def about(self, day_first: bool | None) -> frozenset[Element]:
        """Elements in the article that are not its text: byline and date line."""
        elements = {line.element for line, _ in self.date_lines(day_first)}
        for line in self.around:
            named = _BYLINE.search(line.names) or _ABOUT.search(line.names)
            if len(line.text) <= 200 and (is_byline(line.text) or named):
                elements.add(line.element)
        return frozenset(elements)


def lines_of(body: Element, found: Found, titles: Iterable[str]) -> Lines:
    """The lines around the headline of the article found. `titles`: what the page says it is."""
    elements = [each for each in body.iter() if each in found.figures]
    core = frozenset(each for part in found.parts for each in part.iter())
    first = _first_paragraph(found)
    headline = _headline(elements, found, core, titles)
    end = elements.index(first) if first is not None else len(elements)
    start = elements.index(headline) if headline is not None else end
    leaves = [each for each in elements[:end] if _is_line(each, found.figures)]
    if headline is None or start > end:
        around = [_line(each, False) for each in leaves if each in core]
        return Lines(headline if start <= end else None, tuple(around[-_BELOW:]), core)
    under = frozenset(headline.iter())
    before = frozenset(elements[:start])
    above = [_line(each, True) for each in leaves if each in before]
    below = [_line(each, False) for each in leaves if each not in before and each not in under]
    return Lines(headline, (*above[-_ABOVE:], *below[:_BELOW]), core)


def _line(element: Element, above: bool) -> Line:
    names, around = [names_of(element)], element.getparent()
    names += [names_of(inner) for inner in islice(element.iter("*"), 1, 6)]
    if around is not None and sum(1 for _ in islice(around, 4)) < 4:  # len counts them all
        names.append(names_of(around))
    rels = " ".join(inner.get("rel") or "" for inner in element.iter("a"))
    return Line(element, line_of(element), f"{' | '.join(names)} | {rels}", above)


def _is_in_figure(element: Element) -> bool:
    return element.tag == "figcaption" or any(True for _ in element.iterancestors("figure"))


def _names_author(element: Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return True
    return _BYLINE.search(names_of(element)) is not None


def _is_line(element: Element, figures: FiguresOf) -> bool:
    """Whether an element is a block of text with no block in it."""
    found = figures[element]
    if not 0 < found.characters <= _LONGEST_LINE * 3 or found.blocks != 1:
        return False
    if element.tag in INLINE or is_hidden(element) or mark_of(element) is Mark.NAVIGATION:
        return False
    return not any(each in figures and figures[each].blocks for each in element)


def _first_paragraph(found: Found) -> Element | None:
    """Where the text of the article begins."""
    for part in found.parts:
        waiting = [part]
        while waiting:
            element = waiting.pop()
            if element not in found.figures or element in found.strays:
                continue
            children = [each for each in reversed(element) if each in found.figures]
            inner = [each for each in children if found.figures[each].blocks]
            if found.figures[element].paragraphs and not inner and element.tag != "figcaption":
                return element
            waiting.extend(children)
    return None


def _headline(
    elements: list[Element], found: Found, core: frozenset[Element], titles: Iterable[str]
) -> Element | None:
    """The heading that is the headline: one that says what the page's titles say; where none does,
    the only heading of the first rank in the article, or on the page."""
    shown = [each for each in elements if each.tag in _RANKS and found.figures[each].characters]
    words = [_words(title) for title in titles]
    for rank in _RANKS:
        alike = [
            (each in core, likeness, -place, each)
            for place, each in enumerate(shown)
            if each.tag == rank and (likeness := _likeness(line_of(each), words)) >= _ALIKE
        ]
        if alike:
            return max(alike, key=lambda each: each[:3])[3]
    firsts = [each for each in shown if each.tag == "h1" and not _is_of_site(each)]
    within = [each for each in firsts if each in core]
    return (within or firsts)[0] if len(within) == 1 or len(firsts) == 1 else None


def _is_of_site(heading: Element) -> bool:
    """Whether a heading is the name of the site: in its header, or a link to its front."""
    if any(mark_of(around) is Mark.NAVIGATION for around in (heading, *heading.iterancestors())):
        return True
    links = [link.get("href") or "" for link in (*heading.iter("a"), *heading.iterancestors("a"))]
    return any(link.rstrip("/").count("/") in (0, 2) for link in links if not link.startswith("#"))


def _likeness(text: str, titles: list[frozenset[str]]) -> float:
    """How much of the words of a text and the likest of titles is in both; a text of some length
    that is part of a title is like it."""
    words = _words(text)
    if not words:
        return 0.0
    part = 0.6 if len(words) >= 3 and any(words < title for title in titles) else 0.0
    return max((len(words & title) / len(words | title) for title in titles), default=part)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
