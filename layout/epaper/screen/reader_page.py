"""The reader page: all pages of an issue to be turned, each with its stories as links over its
picture; a story that is tapped opens beside it, as text.

It is plain files: opened from a disk it needs no server, and no file asks for another one that is
not in the folder, which its Content-Security-Policy makes sure of. Without script all pages stand
below each other, their stories are links to pages of their own, and the contents come last.

    bar      name, date, turning, larger type, contents
    pages    one, or the two of a spread ── picture, and a drawing of links over it
    strip    thumbnails of all pages
    dialogs  contents; the story that is read
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from layout.epaper.issue import EPUB, READER, Issue, IssuePage, IssueStory
from layout.epaper.marked import Element, as_html, element, fill
from layout.epaper.page_files import Sizes
from layout.epaper.screen.epaper_words import EpaperWords
from layout.epaper.stories.story_markup import article_of
from layout.epaper.zones.printed_words import text_of_blocks
from layout.epaper.zones.zone import Zone
from layout.story.text.sanitise import legal

_POLICY = "default-src 'none'; img-src {own}; style-src {own}; font-src {own}; script-src {own}"
_OWN = "'self' file:"
"""Browsers do not agree whether a file on the disk is of the same origin as the page."""

_DOCUMENT = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="{above}{icon}" type="image/svg+xml">
<link rel="stylesheet" href="{above}{css}">{script}
</head>
<body{kind}>
{body}
</body>
</html>
"""
_SCRIPT = '\n<script src="{name}" defer></script>'
_SIGNS = {
    "previous": "M15 5l-7 7 7 7",
    "next": "M9 5l7 7-7 7",
    "larger": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5L20 20M7.5 10.5h6M10.5 7.5v6",
    "contents": "M4 6h16M4 12h16M4 18h10",
    "close": "M6 6l12 12M18 6L6 18",
}
"""The signs on buttons, as paths of 24 px."""


@dataclass(frozen=True, slots=True)
class ReaderFiles:
    """The names of the files that the pages share: style sheet, script and icon."""

    css: str
    script: str
    icon: str


def reader_page(
    issue: Issue, words: EpaperWords, sizes: Mapping[str, Sizes], shared: ReaderFiles
) -> bytes:
    """The reader page of an issue, whose pictures of pages have these sizes, by their names."""
    writer = _Writer(issue, words, sizes)
    body = [writer.bar(), writer.pages(), writer.strip(), writer.story_dialog()]
    parts = [*map(as_html, (*body, writer.contents())), *map(writer.template, issue.stories)]
    return _document(issue.title, issue.language, "\n".join(parts), shared)


def story_page(one: IssueStory, issue: Issue, shared: ReaderFiles) -> bytes:
    """The page of one story, for those who have it alone."""
    back = f"../{READER}#page-{one.pages[0]}"
    home = element("p", element("a", issue.name, href=back), class_="nameplate")
    bar = element("header", home, element("p", issue.day, class_="day"), class_="bar")
    main = element("main", article_of(one.story, one.pictures, "../"), class_="page reading")
    title = f"{one.title} - {issue.title}"
    body = f"{as_html(bar)}\n{as_html(main)}"
    return _document(title, one.story.language, body, shared, "../")


def _document(title: str, language: str, body: str, shared: ReaderFiles, above: str = "") -> bytes:
    return _DOCUMENT.format(
        language=escape(language),
        policy=_POLICY.format(own=_OWN),
        title=escape(legal(title)),
        above=above,
        icon=shared.icon,
        css=shared.css,
        script="" if above else _SCRIPT.format(name=shared.script),
        kind=' class="alone"' if above else "",
        body=body,
    ).encode("utf-8", "replace")


class _Writer:
    """Writes the parts of a reader page."""

    def __init__(self, issue: Issue, words: EpaperWords, sizes: Mapping[str, Sizes]) -> None:
        self.issue, self.words, self.sizes = issue, words, sizes
        self.by_slug = issue.by_slug

    def bar(self) -> Element:
        """Name and date, and what pages are turned by."""
        words, count = self.words, len(self.issue.pages)
        name = element("h1", self.issue.name, class_="nameplate")
        told = element("output", words.page_of.format(page=1, count=count), id="where")
        told.set("data-one", words.page_of)
        told.set("data-two", words.pages_of)
        turning = element(
            "div",
            _button("previous", words.previous),
            told,
            _button("next", words.next),
            class_="turning",
        )
        larger = _button("larger", words.larger)
        larger.set("aria-pressed", "false")
        contents = _button("contents", words.contents, words.contents)
        tools = element("div", larger, contents, class_="tools")
        day = element("p", self.issue.day, class_="day")
        return element("header", name, day, turning, tools, class_="bar")

    def pages(self) -> Element:
        """All pages, in their order."""
        made = element("main", id="pages", tabindex="-1")
        return fill(made, *map(self._page, self.issue.pages))

    def _page(self, page: IssuePage) -> Element:
        width, height = self.sizes[page.picture]
        image = element("img", src=page.picture, alt="", width=width, height=height)
        image.set("loading", "eager" if page is self.issue.pages[0] else "lazy")
        label = self.words.page.format(page=page.number)
        label = ", ".join(filter(None, (label, page.zoned.section)))
        made = element("section", image, id=f"page-{page.number}", class_="sheet")
        made.set("data-page", str(page.number))
        made.set("aria-label", legal(label))
        return fill(made, self._links(page))

    def _links(self, page: IssuePage) -> Element:
        """The drawing over a page: a link for each story, and for what leads to another page."""
        zoned = page.zoned
        drawing = element("svg", class_="zones")
        drawing.set("viewBox", f"0 0 {zoned.width / 1000:g} {zoned.height / 1000:g}")
        told: set[str] = set()
        for zone in zoned.zones:
            story = self.by_slug.get(zone.story)
            if story and zone.story not in told:
                told.add(zone.story)
                own = [each for each in zoned.zones if each.story == zone.story]
                link = _link(story.html, story.title, own)
                link.set("data-story", story.name)
                link.set("lang", story.story.language)
                fill(drawing, link)
            elif zone.leads_to:
                text = " ".join(text_of_blocks(zone.blocks).split())
                fill(drawing, _link(f"#page-{zone.leads_to}", text, [zone]))
            elif zone.kind == "ad" and zone.title:
                group = element("g", *_outlines([zone]), role="img", class_="ad")
                group.set("aria-label", legal(f"{self.words.advertisement}: {zone.title}"))
                fill(drawing, group)
        return drawing

    def strip(self) -> Element:
        """Small pictures of all pages, to go to."""
        made = element("nav", class_="strip", id="strip")
        made.set("aria-label", self.words.pages)
        for page in self.issue.pages:
            width, height = self.sizes[page.thumbnail]
            image = element("img", src=page.thumbnail, alt="", width=width, height=height)
            image.set("loading", "lazy")
            link = element("a", image, element("span", str(page.number)))
            link.set("href", f"#page-{page.number}")
            link.set("aria-label", self.words.page.format(page=page.number))
            fill(made, link)
        return made

    def contents(self) -> Element:
        """Sections with their stories, and what else there is of the issue."""
        words, made = self.words, element("dialog", id="contents-of-issue", open="")
        made.set("aria-labelledby", "contents-title")
        title = element("h2", words.contents, id="contents-title")
        fill(made, element("div", title, _close(words), class_="dialog-bar"))
        inside = element("div", class_="list")
        for name, stories in self.issue.sections.items():
            fill(inside, element("h3", name or self.issue.name))
            fill(inside, element("ul", *map(self._entry, stories)))
        fill(inside, element("p", element("a", words.book, href=EPUB), class_="files"))
        return fill(made, inside)

    def _entry(self, one: IssueStory) -> Element:
        link = element("a", one.title, href=one.html, lang=one.story.language)
        link.set("data-story", one.name)
        page = element("span", str(one.pages[0]), class_="number")
        page.set("aria-label", self.words.page.format(page=one.pages[0]))
        page.set("role", "img")
        return element("li", link, page)

    def story_dialog(self) -> Element:
        """Where a story is read; the script fills it."""
        words = self.words
        bar = element(
            "div",
            _button("previous", words.previous_story, role="story-previous"),
            _button("next", words.next_story, role="story-next"),
            element("p", id="story-place"),
            _close(words),
            class_="dialog-bar",
        )
        made = element("dialog", bar, id="story")
        made.set("aria-label", self.issue.name)
        text = element("div", id="story-text", class_="page reading", tabindex="0", role="region")
        text.set("aria-label", words.contents)
        return fill(made, text)

    def template(self, one: IssueStory) -> str:
        """The text of a story, of which nothing is loaded before it is read."""
        article = as_html(article_of(one.story, one.pictures, top=2))
        place = self.words.page.format(page=one.pages[0])
        if len(one.pages) > 1:
            place = f"{self.words.pages} {', '.join(map(str, one.pages))}"
        return (
            f'<template id="story-{one.name}" data-page="{one.pages[0]}" '
            f'data-place="{escape(place)}">{article}</template>'
        )


def _link(href: str, label: str, zones: list[Zone]) -> Element:
    link = element("a", *_outlines(zones), href=href, class_="zone")
    link.set("aria-label", legal(label))
    return link


def _outlines(zones: list[Zone]) -> Iterator[Element]:
    for zone in zones:
        for polygon in zone.polygons:
            points = " ".join(f"{x / 1000:g},{y / 1000:g}" for x, y in polygon)
            yield element("polygon", points=points)


def _button(sign: str, label: str, text: str = "", role: str = "") -> Element:
    made = element("button", _sign(sign), type="button", id=role or sign)
    if text:
        return fill(made, element("span", text))
    made.set("aria-label", label)
    made.set("title", label)
    return made


def _close(words: EpaperWords) -> Element:
    made = element("button", _sign("close"), type="button", class_="close", title=words.close)
    made.set("aria-label", words.close)
    return made


def _sign(name: str) -> Element:
    made = element("svg", element("path", d=_SIGNS[name]), class_="sign")
    made.set("viewBox", "0 0 24 24")
    made.set("aria-hidden", "true")
    return made
