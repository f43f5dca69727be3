"""A story as NITF 3.6, the News Industry Text Format (IPTC): for archives and news agencies.

What NITF has no element for (crossheads below the first level, pull quotes, links of boxes) is
written as what comes nearest to it, with `class` saying what it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from layout.epaper.issue import Issue, IssueStory
from layout.epaper.marked import Content, Element, document, element, fill
from layout.epaper.stories.story_markup import address, copy_of
from layout.story.block import (
    Block,
    Crosshead,
    Divider,
    Embed,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Table,
)
from layout.story.module import Module
from layout.story.run import Emphasis, Run, Runs
from layout.story.text.sanitise import legal
from layout.web.html.text_markup import alignment
from layout.web.measure.module_boxes import link_runs

_NAMESPACE = "http://iptc.org/std/NITF/2006-10-18/"
_VERSION = "-//IPTC//DTD NITF 3.6//EN"
_ALIGNED = {"left": "left", "centre": "center", "right": "right"}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def nitf_of(one: IssueStory, issue: Issue) -> bytes:
    """A story of an issue as a NITF document."""
    spaces: Any = {None: _NAMESPACE}
    root = etree.Element("nitf", nsmap=spaces, version=_VERSION)
    root.set("baselang", one.story.language)
    fill(root, _head(one, issue), _body(one))
    for each in root.iter():
        each.tag = f"{{{_NAMESPACE}}}{each.tag}" if not each.tag.startswith("{") else each.tag
    return document(root)


def _head(one: IssueStory, issue: Issue) -> Element:
    story = one.story
    data = element("docdata")
    source = urlsplit(issue.identifier).path
    fill(data, element("doc-id", regsrc=issue.name, id__string=f"{source}:{one.name}"))
    fill(data, element("urgency", ed__urg=str(min(max(story.rank, 1), 8))))
    if issue.date:
        fill(data, element("date.issue", norm=issue.date.strftime("%Y%m%d")))
    if story.tags:
        keys = (element("keyword", key=tag) for tag in story.tags)
        fill(data, element("key-list", *keys))
    made = element("head", element("title", one.title), data)
    for page in one.pages:
        public = element("pubdata", type="print", name=issue.name)
        day = issue.date.strftime("%Y%m%d") if issue.date else None
        where = {"date.publication": day, "number": issue.number or None}
        where |= {"position.section": one.section or None, "position.sequence": str(page)}
        for key, value in where.items():
            if value:
                public.set(key, value)
        fill(made, public)
    return made


def _body(one: IssueStory) -> Element:
    story, writer = one.story, _Writer(one)
    head = element("body.head")
    title = _inline(story.headline) or [one.title]
    fill(head, element("hedline", element("hl1", *title), *_second(story.deck)))
    if story.byline:
        fill(head, element("byline", story.byline))
    if story.dateline or story.date:
        line = element("dateline")
        if story.dateline:
            fill(line, element("location", story.dateline))
        if story.date:
            day = story.date_text or story.date.isoformat()
            fill(line, element("story.date", day, norm=story.date.strftime("%Y%m%d")))
        fill(head, line)
    content = element("body.content", *writer.copy())
    made = element("body", head, content)
    made.set(_LANGUAGE, story.language)
    return made


def _second(deck: Runs) -> list[Element]:
    return [element("hl2", *_inline(deck))] if deck else []


def _inline(runs: Runs) -> list[Content]:
    return [_marked(run) for run in runs]


def _marked(run: Run) -> Content:
    made: Content = run.text
    if run.emphasis & Emphasis.ITALIC:
        made = element("em", made, class_="italic")
    if run.emphasis & Emphasis.BOLD:
        made = element("em", made, class_="bold")
    href = address(run.href or "")
    return element("a", made, href=href) if href else made


class _Writer:
    """Writes the copy of one story."""

    def __init__(self, one: IssueStory) -> None:
        self.story, self.pictures = one.story, one.pictures

    def copy(self) -> Iterator[Element]:
        """All blocks, with the boxes where the story asks for them."""
        for part in copy_of(self.story):
            if isinstance(part, Module):
                yield self._box(part)
            else:
                yield from self._block(part)

    def _block(self, block: Block) -> Iterator[Element]:
        match block:
            case Paragraph():
                yield element("p", *_inline(block.runs))
            case Crosshead():
                kind = "crosshead" if block.level <= 2 else f"crosshead-{block.level}"
                yield element("hl2", *_inline(block.runs), class_=kind)
            case Quote():
                yield _quote(block)
            case Listing():
                yield from _listing(block)
            case Picture():
                yield from self._media(block)
            case Table():
                yield from _table(block)
            case Embed():
                words, href = block.title or block.href, address(block.href)
                link: Content = element("a", words, href=href) if href else words
                yield element("p", link, class_="embed")
            case Divider():
                yield element("hr")

    def _media(self, block: Picture) -> Iterator[Element]:
        found = self.pictures.get(block.src)
        if found is None:
            if block.cutline:
                yield element("p", *_inline(block.cutline), class_="cutline")
            return
        reference = element("media-reference", source=f"../{found.href}", units="pixels")
        reference.set("height", str(found.height))
        reference.set("width", str(found.width))
        reference.set("mime-type", found.mime)
        reference.set("alternate-text", legal(block.alt))
        made = fill(element("media", media__type="image"), reference)
        if block.cutline:
            fill(made, element("media-caption", element("p", *_inline(block.cutline))))
        if block.credit:
            fill(made, element("media-producer", block.credit))
        yield made

    def _box(self, module: Module) -> Element:
        content = element("body.content")
        if module.title:
            fill(content, element("hl2", *_inline(module.title), class_="box-title"))
        if module.note:
            fill(content, element("p", *_inline(module.note)))
        for block in module.blocks:
            fill(content, *self._block(block))
        for item in module.items:
            link = link_runs(item)
            more: list[Content] = [" ", *_inline(link)] if link else []
            fill(content, element("p", *_inline(item.runs), *more, class_="entry"))
        return element("note", content, class_=module.kind, noteclass="undef")


def _quote(block: Quote) -> Element:
    kind = "pull-quote" if block.pulled else None
    paragraphs = (element("p", *_inline(runs)) for runs in block.paragraphs)
    made = element("bq", element("block", *paragraphs), class_=kind)
    return fill(made, element("credit", *_inline(block.credit))) if block.credit else made


def _listing(block: Listing) -> Iterator[Element]:
    if block.items:
        start = block.start if block.ordered and block.start != 1 else None
        made = element("ol" if block.ordered else "ul", seqnum=start)
        yield fill(made, *(element("li", *_inline(runs)) for runs in block.items))


def _table(block: Table) -> Iterator[Element]:
    rows = [row for row in block.rows if row]
    if not rows and not block.head:
        return
    made = element("table")
    if block.head:
        fill(made, element("thead", element("tr", *_cells("th", block.head, block))))
    body = [element("tr", *_cells("td", row, block)) for row in rows]
    yield fill(made, element("tbody", *body)) if body else made


def _cells(name: str, row: tuple[Runs, ...], table: Table) -> Iterator[Element]:
    for at, runs in enumerate(row):
        yield element(name, *_inline(runs), align=_ALIGNED.get(alignment(table, at), "left"))
