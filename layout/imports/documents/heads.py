"""The head of a document: what its styles say, else what the reader of plain text goes by.

    title, deck, byline by their styles        Ferry returns to the bay     Title or Heading 1
    else the first heading                     Boats sail again on Monday   Subtitle
    else the first short paragraph             By Inés Carrasco             a byline by its looks

What the file's properties say stands in only where the document says nothing itself.
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from layout.imports.dates import Moment, version_of
from layout.imports.documents.written import (
    BOX,
    BYLINE,
    CAPTION,
    DECK,
    KICKER,
    NOTE,
    TITLE,
    Properties,
    Written,
    base_of,
)
from layout.imports.html.copy_of import Setting, copy_of, runs_of
from layout.imports.item import Copy, Head, Item, Media
from layout.imports.languages import byline_of, day_first_in
from layout.imports.source import Source
from layout.story.markdown.inline_tokens import is_bold
from layout.story.plain.chunks import Chunk
from layout.story.plain.head_lines import read_head
from layout.story.run import Emphasis, Runs, plain, text_of
from layout.story.text.dates import DateLine, is_byline, read_date_line
from layout.story.text.marker_lines import Mark
from layout.story.text.sanitise import fold
from slots.finding import Finding, Severity, Where

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LOOKED_AT = 8
"""Paragraphs at the top in which a head is looked for."""
_TITLE_WORDS = 30
_KICKER_WORDS = 6
_WORD = re.compile(r"[^\W\d_]")
_NOBODY = ("author", "user", "admin", "administrator", "microsoft", "office", "windows", "unknown")
"""Words in the names that programs give their user."""


@dataclass(slots=True)
class _Top:
    """The head while it is gathered, and the blocks that went into it."""

    headline: Runs = ()
    deck: Runs = ()
    kicker: str = ""
    byline: str = ""
    date_line: DateLine = field(default_factory=DateLine)
    used: list[etree._Element] = field(default_factory=list)


def item_of(written: Written, source: Source, kind: str) -> Item:
    """The item that a document is; `kind` is what its key begins with."""
    where = source.where
    top = _top_of(written.body, where)
    copy_blocks = [block for block in written.body if block.get("class") != NOTE]
    if len(top.used) == len(copy_blocks) or not _WORD.search(text_of(top.headline)):
        top = _Top()  # nothing would be left under the headline, or it is the sign of a note
    for block in top.used:
        written.body.remove(block)
    head, head_findings = _head(top, written.properties, source)
    copy = copy_of(_html(written.body), Setting(where))
    copy = Copy(
        copy.pieces,
        _with_bytes(copy.media, written.pictures),
        (*written.left_out, *copy.left_out),
        (*written.findings, *head_findings, *copy.findings),
    )
    changed = written.properties.modified
    parts = (version_of(changed), written.properties.revision)
    name = source.name.replace("\\", "/")
    return Item(f"{kind} {name}", " ".join(filter(None, parts)), where, head, copy)


def _with_bytes(media: tuple[Media, ...], pictures: tuple[Media, ...]) -> tuple[Media, ...]:
    """The pictures that the copy names, with the bytes that the document has."""
    known = {picture.src: picture.data for picture in pictures}
    return tuple(
        Media(one.src, known[one.places[0]]) if one.places and one.places[0] in known else one
        for one in media
    )


# --- what stands at the top --------------------------------------------------------------------


def _text(block: etree._Element) -> str:
    return fold("".join(map(str, block.itertext()))).strip()


def _top_of(body: etree._Element, where: Where) -> _Top:
    blocks = list(_leading(body))
    title = next((block for block in blocks if block.get("class") == TITLE), None)
    if title is None:
        title = next((block for block in blocks if block.tag in _HEADINGS), None)
        if title is not None and any(not _is_above(one) for one in _before(blocks, title)):
            title = None
    day_first = day_first_in("\n".join(map(_text, blocks)))
    if title is None:
        return _by_looks(blocks, where, day_first)
    return _by_styles(blocks, title, where, day_first)


def _leading(body: etree._Element) -> Iterator[etree._Element]:
    """The first paragraphs and headings with a text."""
    seen = 0
    for block in body:
        if block.tag != "p" and block.tag not in _HEADINGS:
            return
        if _text(block) and block.find(".//img") is None:
            yield block
            seen += 1
        if seen == _LOOKED_AT:
            return


def _before(blocks: list[etree._Element], title: etree._Element) -> list[etree._Element]:
    return blocks[: blocks.index(title)]


def _is_above(block: etree._Element) -> bool:
    """Whether a block may stand over a headline: a kicker, a byline, a date."""
    text = _text(block)
    return _is_kicker(block, text) or is_byline(text) or read_date_line(text) is not None


def _is_kicker(block: etree._Element, text: str) -> bool:
    words = len(text.split())
    return block.get("class") == KICKER or (words <= _KICKER_WORDS and text.isupper())


def _by_styles(
    blocks: list[etree._Element], title: etree._Element, where: Where, day_first: bool | None
) -> _Top:
    top = _Top(headline=_runs(title, where), used=[title])
    for block in _before(blocks, title):
        text = _text(block)
        if not top.kicker and _is_kicker(block, text):
            top.kicker = text
            top.used.append(block)
        else:
            _take_line(top, block, text, day_first)
    for block in blocks[blocks.index(title) + 1 :]:
        text = _text(block)
        if block.get("class") == DECK and not top.deck:
            top.deck = _runs(block, where)
            top.used.append(block)
        elif block.get("class") == KICKER and not top.kicker:
            top.kicker = text
            top.used.append(block)
        elif not _take_line(top, block, text, day_first):
            break
    return top


def _take_line(top: _Top, block: etree._Element, text: str, day_first: bool | None) -> bool:
    """Whether a block is a byline or date line that says something new; it goes into the head. A
    date that means none stays in the copy, where it can be read."""
    if block.get("class") == BYLINE and not top.byline:
        top.byline = text
        top.used.append(block)
        return True
    line = read_date_line(text, day_first) if block.tag == "p" else None
    if line is None or (line.date_text and line.date is None):
        return False
    old = top.date_line
    if (line.byline and top.byline) or (line.date and old.date) or (line.section and old.section):
        return False
    top.byline = line.byline or top.byline
    top.date_line = DateLine(
        date=line.date or old.date,
        comments=line.comments if line.comments is not None else old.comments,
        section=line.section or old.section,
    )
    top.used.append(block)
    return True


def _by_looks(blocks: list[etree._Element], where: Where, day_first: bool | None) -> _Top:
    """The head as the reader of plain text finds it, in paragraphs that have no style for it."""
    chunks = tuple(
        Chunk(_mark(text, day_first), text, at) for at, text in enumerate(map(_text, blocks))
    )
    head = read_head(chunks, where.file or "", day_first)
    top = _Top()
    if not head.headline:
        return top
    deck = head.deck.line if head.deck else None
    for at in range(head.body):
        block, text = blocks[at], chunks[at].text
        if at == deck:
            top.deck = _runs(block, where)
            top.used.append(block)
        elif chunks[at].mark is Mark.DATE_LINE:
            _take_line(top, block, text, day_first)
        elif text == head.kicker and not top.kicker and not top.headline:
            top.kicker = text
            top.used.append(block)
        else:
            top.headline = _runs(block, where)
            top.used.append(block)
    return top


def _mark(text: str, day_first: bool | None) -> Mark:
    dated = is_byline(text) or read_date_line(text, day_first) is not None
    return Mark.DATE_LINE if dated else Mark.TEXT


def _runs(block: etree._Element, where: Where) -> Runs:
    """A line of the head: without the bold that all of it has, which is the look of a headline."""
    runs = runs_of(_inner(block), Setting(where))
    if is_bold(runs):
        runs = tuple(replace(run, emphasis=run.emphasis & ~Emphasis.BOLD) for run in runs)
    return runs


def _inner(block: etree._Element) -> str:
    inner = "".join(_markup(child) for child in block)
    return html.escape(block.text or "", quote=False) + inner


def _markup(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", method="html")


# --- the item's head ---------------------------------------------------------------------------


def _head(top: _Top, properties: Properties, source: Source) -> tuple[Head, tuple[Finding, ...]]:
    findings: list[Finding] = []
    headline = top.headline
    if not text_of(headline).strip():
        text, origin = (properties.title, "the title in its properties")
        if not text:
            text, origin = base_of(source.name) or "Untitled", "its file's name"
        headline = plain(text)
        message = f"no headline: it is {origin}, as nothing at the top is one"
        hint = f"give the headline the style Title, or put up to {_TITLE_WORDS} words first"
        findings.append(Finding("no-headline", Severity.WARNING, message, source.where, hint))
    byline = top.byline
    if not byline and _is_somebody(properties.creator):
        byline = byline_of([properties.creator], properties.language)
        message = f'byline "{byline}" is from the file\'s properties, as none is in the document'
        findings.append(Finding("byline-from-file", Severity.INFO, message, source.where))
    date = top.date_line.date or properties.created
    return (
        Head(
            headline=headline,
            kicker=top.kicker,
            deck=top.deck,
            byline=byline,
            date=date,
            updated=_later(properties.modified, date),
            section=top.date_line.section,
            tags=properties.keywords,
            language=properties.language,
            comments=top.date_line.comments,
        ),
        tuple(findings),
    )


def _is_somebody(name: str) -> bool:
    """Whether the creator of a file is a person by name, and not what a program calls its user."""
    words = name.lower().split()
    return (
        2 <= len(words) <= 5
        and not any(word in _NOBODY for word in words)
        and is_byline(f"By {name}")
    )


def _later(changed: Moment | None, date: Moment | None) -> Moment | None:
    """When a document was changed, if that is a day after its date, or it has none."""
    if changed is None or date is None:
        return changed
    return changed if _day(changed) > _day(date) else None


def _day(moment: Moment) -> datetime.date:
    return moment.date() if isinstance(moment, datetime.datetime) else moment


# --- the copy as HTML that every reader of HTML knows -------------------------------------------


def _html(body: etree._Element) -> str:
    _make_figures(body)
    for box in list(body.iter("div")):
        if box.get("class") == BOX:
            _make_module(box)
    return "\n".join(_markup(block) for block in body)


def _make_figures(body: etree._Element) -> None:
    """A cutline joins the picture above it."""
    for caption in list(body.iter("p")):
        before = caption.getprevious()
        if caption.get("class") != CAPTION or before is None or not _is_picture(before):
            continue
        figure = etree.Element("figure")
        before.addprevious(figure)
        figure.extend((*before.iter("img"), caption))
        caption.tag = "figcaption"
        for image in figure.iter("img"):
            image.tail = None
        parent = before.getparent()
        if parent is not None:
            parent.remove(before)


def _is_picture(block: etree._Element) -> bool:
    return block.tag == "p" and not _text(block) and block.find(".//img") is not None


def _make_module(box: etree._Element) -> None:
    """A text box is a Blue Box; its first heading, or first line that is bold, is its title."""
    box.tag = "newsgrid-module"
    del box.attrib["class"]
    box.set("kind", "blue_box")
    first = box[0] if len(box) else None
    if first is None or len(box) < 2:
        return
    bold = len(first) == 1 and first[0].tag == "strong" and not (first.text or first[0].tail)
    if first.tag in _HEADINGS or (first.tag == "p" and bold and len(_text(first)) <= 120):
        box.set("title", _text(first))
        box.remove(first)
