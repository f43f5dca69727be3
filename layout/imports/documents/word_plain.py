"""Word as mammoth takes it: each paragraph with a style and a list of ours, each run with its own
looks, each link and picture under a relation of ours; then mammoth makes HTML of it.

Footnotes and endnotes stand as paragraphs at the end, and open with the sign of their reference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from layout.imports.documents.accepted import BOX_BEGINS, BOX_ENDS, Accepted, accept
from layout.imports.documents.archive import MOST_PICTURE, Archive
from layout.imports.documents.word_names import (
    child_of,
    dropped,
    every,
    made,
    tag,
    unwrapped,
    value_of,
    within,
    words_in,
)
from layout.imports.documents.word_package import BULLETS, NUMBERS, Part, Relations, package_of
from layout.imports.documents.word_styles import Lists, Styles
from layout.imports.documents.written import (
    BYLINE,
    CAPTION,
    DECK,
    KICKER,
    NOTE,
    QUOTE,
    RULE,
    TITLE,
    Album,
)
from layout.imports.safe_xml import xml_parser
from slots.files.decoding import Undecodable, decoding

_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_CLASSES = (DECK, BYLINE, KICKER, CAPTION, RULE, BOX_BEGINS, BOX_ENDS)
_MAP = "\n".join(
    (
        f"p[style-name='{TITLE}'] => h1.{TITLE}:fresh",
        *(f"p[style-name='{name}'] => {name}:fresh" for name in _HEADINGS),
        *(f"p[style-name='{name}'] => p.{name}:fresh" for name in _CLASSES),
        f"p[style-name='{QUOTE}'] => blockquote > p:fresh",
    )
)
_STYLES = (TITLE, *_HEADINGS, *_CLASSES, QUOTE)
_START = "number-"
"""What a bookmark is called that says the number of a list's item."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What is at hand while the parts of one document are made plain."""

    archive: Archive
    styles: Styles
    lists: Lists
    album: Album
    accepted: Accepted
    relations: Relations


def html_of(document: Part, notes: dict[str, Part], bench: Bench) -> etree._Element:
    """The HTML of a document and its notes ("footnotes", "endnotes"). Raises Undecodable."""
    ids = {kind: _note_ids(part) for kind, part in notes.items()}
    for kind, name in (("footnotes", "w:footnoteReference"), ("endnotes", "w:endnoteReference")):
        _without_lost_notes(document, name, ids.get(kind, set()))
    for part in (document, *notes.values()):
        _plain(part, bench, boxes=part is document)
    roots = {"document": document.root} | {kind: part.root for kind, part in notes.items()}
    with decoding():
        html = _by_mammoth(package_of(roots, bench.relations, _STYLES))
    return _tidied(html)


def _by_mammoth(data: bytes) -> str:
    from io import BytesIO

    import mammoth

    def address(image: Any) -> dict[str, str]:
        with image.open() as text:
            return {"src": text.read().decode()}

    made_ = mammoth.convert_to_html(
        BytesIO(data),
        style_map=_MAP,
        include_embedded_style_map=False,
        external_file_access=False,
        convert_image=mammoth.images.img_element(address),
    )
    return str(made_.value)


# --- before mammoth ----------------------------------------------------------------------------


def _note_ids(part: Part) -> set[str]:
    names = (tag("w:footnote"), tag("w:endnote"))
    return {value_of(note, "w:id") for note in part.root.iter(*names) if not _is_rule(note)}


def _is_rule(note: etree._Element) -> bool:
    """Whether a note is one of those that only hold the rule above the notes."""
    return value_of(note, "w:type") not in ("", "normal")


def _without_lost_notes(document: Part, name: str, ids: set[str]) -> None:
    """References to notes that are not there go: there is nothing to read."""
    for reference in every(document.root, name):
        if value_of(reference, "w:id") not in ids:
            dropped(reference)


def _plain(part: Part, bench: Bench, boxes: bool) -> None:
    accept(part.root, bench.styles, bench.accepted, boxes)
    for element in every(part.root, "w:hyperlink"):
        _link(element, part, bench)
    for element in every(part.root, *_DRAWN):
        _picture(element, part, bench)
    for paragraph in every(part.root, "w:p"):
        _paragraph(paragraph, bench)


def _paragraph(paragraph: etree._Element, bench: Bench) -> None:
    """A paragraph with properties that are all ours."""
    old = paragraph.find(tag("w:pPr"))
    own = value_of(child_of(old, "w:pStyle"))
    if bench.styles.is_contents(old):
        bench.accepted.leaves_out("a table of contents", words_in(paragraph))
        for child in list(paragraph):  # it stays, empty: a cell must have one
            paragraph.remove(child)
        return
    role = own if own in (BOX_BEGINS, BOX_ENDS, RULE) else bench.styles.role(old)
    new = made("w:pPr")
    if role:
        new.append(made("w:pStyle", val=role))
    place = None if role in _STYLES else bench.lists.place(*bench.styles.numbering(old))
    if place is not None:
        numbers = made("w:numPr")
        numbers.append(made("w:ilvl", val=str(place.level)))
        numbers.append(made("w:numId", val=NUMBERS if place.ordered else BULLETS))
        new.append(numbers)
    if old is not None:
        paragraph.remove(old)
    if place is not None and place.ordered:
        paragraph.insert(0, made("w:bookmarkStart", name=f"{_START}{place.number}"))
    paragraph.insert(0, new)
    for run in paragraph.iter(tag("w:r")):
        _run(run, bench.styles, heading=role in (TITLE, *_HEADINGS))


def _run(run: etree._Element, styles: Styles, heading: bool) -> None:
    """A run with its looks said by itself; those of a heading are the heading's."""
    looks = [name for name in ("w:b", "w:i", "w:strike") if styles.has(name, run)]
    old = run.find(tag("w:rPr"))
    new = made("w:rPr")
    for name in looks:
        if not (heading and name == "w:b"):
            new.append(made(name))
    align = value_of(child_of(old, "w:vertAlign"))
    if align in ("superscript", "subscript"):
        new.append(made("w:vertAlign", val=align))
    if old is not None:
        run.remove(old)
    run.insert(0, new)


_ID = tag("r:id")
_DRAWN = ("w:drawing", "w:pict", "w:object")


def _link(element: etree._Element, part: Part, bench: Bench) -> None:
    """A link under a relation of ours; one that leads to a place in the document is its words."""
    relation = part.relations.get(element.get(_ID, ""))
    address = element.get("address") or (relation.target if relation and relation.outside else "")
    anchor = value_of(element, "w:anchor")
    if not address:
        unwrapped(element)
        return
    for name in list(element.attrib):
        del element.attrib[name]
    if anchor and "#" not in address:
        address = f"{address}#{anchor}"
    element.set(_ID, bench.relations.link(address))


def _picture(element: etree._Element, part: Part, bench: Bench) -> None:
    """A drawing as the pictures that are in it; its words are left out, with those of a chart."""
    if next(within(element, *_DRAWN), None) is not None:  # it went with the one that it stands in
        return
    for what, words in _drawn_words(element, part, bench):
        bench.accepted.leaves_out(what, words)
    if any(shape.get(tag("o:hr")) in ("t", "true") for shape in element.iter(tag("v:rect"))):
        _rule(element)
        return
    for blip in element.iter(tag("a:blip"), tag("v:imagedata")):
        address = _address_of(blip, part, bench)
        if address:
            new = _drawing(bench.relations.picture(address), _alt_of(blip, element))
            element.addprevious(new)
    dropped(element)


def _rule(element: etree._Element) -> None:
    paragraph = next(within(element, "w:p"), None)
    dropped(element)
    if paragraph is not None and not words_in(paragraph):
        for old in paragraph.findall(tag("w:pPr")):
            paragraph.remove(old)
        properties, run, text = made("w:pPr"), made("w:r"), made("w:t")
        properties.append(made("w:pStyle", val=RULE))
        text.text = RULE
        run.append(text)
        paragraph.insert(0, properties)
        paragraph.append(run)


def _address_of(blip: etree._Element, part: Part, bench: Bench) -> str:
    """The address of a picture, "" where it has none, or its part cannot be read."""
    for name in ("r:embed", "r:id", "r:link"):
        relation = part.relations.get(blip.get(tag(name), ""))
        if relation is None:
            continue
        if relation.outside:
            return relation.target
        try:
            data = bench.archive.part(relation.target, MOST_PICTURE)
        except Undecodable as error:
            bench.album.unreadable(relation.target, str(error))
            return ""
        if data:
            return bench.album.embedded(relation.target, data)
        bench.album.unreadable(relation.target, "it is not in the document")
    return ""


_MACHINE = re.compile(r"\s*(?:Description automatically generated[^.]*|AI-generated content.*)\Z")


def _alt_of(blip: etree._Element, drawing: etree._Element) -> str:
    """What a picture shows, in words that somebody wrote; a file's name is none."""
    described = [*within(blip, "pic:pic", "v:shape")]
    named = [one.find(f"{tag('pic:nvPicPr')}/{tag('pic:cNvPr')}") for one in described]
    named += list(drawing.iter(tag("wp:docPr")))
    texts = [one.get("descr", "") for one in named if one is not None]
    texts += [one.get("alt", "") for one in described]
    for text in texts:
        text = _MACHINE.sub("", " ".join(text.split()))
        if text and not re.search(r"[\\/]|\.\w{3,4}\Z", text):
            return text
    return ""


def _drawing(id: str, alt: str) -> etree._Element:
    """The least drawing that a picture can be."""
    drawing, inline, about = made("w:drawing"), made("wp:inline"), made("wp:docPr")
    about.set("descr", alt)
    inline.append(about)
    parent = inline
    for name in ("a:graphic", "a:graphicData", "pic:pic", "pic:blipFill", "a:blip"):
        child = made(name)
        parent.append(child)
        parent = child
    parent.set(tag("r:embed"), id)
    drawing.append(inline)
    return drawing


_ELSEWHERE = {"c:chart": ("r:id", "a chart"), "dgm:relIds": ("r:dm", "a diagram")}


def _drawn_words(element: etree._Element, part: Part, bench: Bench) -> list[tuple[str, str]]:
    """The words that are drawn: in shapes, as WordArt, in charts and diagrams."""
    found = [("words in a drawing", words_in(shape)) for shape in element.iter(tag("a:t"))]
    art = (path.get("string", "") for path in element.iter(tag("v:textpath")))
    found += [("words in a drawing", " ".join(text.split())) for text in art]
    for name, (id, what) in _ELSEWHERE.items():
        for one in element.iter(tag(name)):
            relation = part.relations.get(one.get(tag(id), ""))
            root = bench.archive.xml(relation.target) if relation else None
            if root is not None:
                texts = root.iter(tag("a:t"), tag("c:v"))
                found.append((what, " ".join((each.text or "").strip() for each in texts)))
    return found


# --- after mammoth -----------------------------------------------------------------------------


def _tidied(html: str) -> etree._Element:
    """The tree of mammoth's HTML: notes as paragraphs, boxes closed, lists with their numbers."""
    root = etree.fromstring(f"<div>{html}</div>", xml_parser(huge=True))
    _number_lists(root)
    _note_paragraphs(root)
    _close_boxes(root)
    for rule in root.findall(f"p[@class='{RULE}']"):
        rule.getparent().replace(rule, etree.Element("hr"))  # type: ignore[union-attr]
    return root


def _number_lists(root: etree._Element) -> None:
    for mark in list(root.iter("a")):
        number = mark.get("id", "")
        if not number.startswith(_START) or mark.get("href") is not None:
            continue
        item = mark.getparent()
        listing = item.getparent() if item is not None else None
        if listing is not None and listing.tag == "ol" and listing[0] is item:
            listing.set("start", number.removeprefix(_START))
        _dissolve(mark)


def _dissolve(element: etree._Element) -> None:
    """Takes an element out, its text and children stay where they are."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    text = element.text or ""
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    for child in list(element):
        element.addprevious(child)
    tail, last = element.tail or "", element.getprevious()
    if last is None:
        parent.text = (parent.text or "") + tail
    else:
        last.tail = (last.tail or "") + tail
    parent.remove(element)


_NOTE_ID = re.compile(r"(?:footnote|endnote)-")


def _note_paragraphs(root: etree._Element) -> None:
    """The list of notes, which mammoth puts last, as paragraphs that open with "[1]"; references
    are no links, as there is nowhere to lead to."""
    for reference in list(root.iter("a")):
        if _NOTE_ID.match(reference.get("id", "")) or _NOTE_ID.match(
            reference.get("href", "#")[1:]
        ):
            if reference.get("id") is None and reference.text == "\u2191":
                reference.text = ""
            _dissolve(reference)
    last = root[-1] if len(root) else None
    if last is None or last.tag != "ol" or not _NOTE_ID.match(last[0].get("id", "")):
        return
    root.remove(last)
    for number, item in enumerate(last, 1):
        blocks = list(item)
        if not blocks or blocks[0].tag != "p":
            blocks.insert(0, etree.Element("p"))
        blocks[0].text = f"[{number}] {blocks[0].text or ''}"
        for block in blocks:
            if block.tag == "p":
                block.set("class", NOTE)
            root.append(block)


def _close_boxes(root: etree._Element) -> None:
    """What stands between the marks of a text box, in a <div class="box">."""
    box: etree._Element | None = None
    for block in list(root):
        if block.get("class") == BOX_BEGINS:
            box = etree.Element("div", {"class": "box"})
            root.replace(block, box)
        elif block.get("class") == BOX_ENDS:
            box = None
            root.remove(block)
        elif box is not None:
            box.append(block)
