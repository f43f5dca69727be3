"""The text of OpenDocument as HTML: each element by the one function that knows it.

What none knows is read through: its text and what is in it are the text of what it stands in, so
that fields, marks and elements of versions to come lose no word.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from layout.imports.documents.archive import xml_of
from layout.imports.documents.open_styles import Looks, OpenStyles
from layout.imports.documents.written import (
    BOX,
    CAPTION,
    DEEPEST_HEADING,
    NOTE,
    QUOTE,
    RULE,
    TITLE,
    Album,
)
from slots.files.decoding import Undecodable

_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = {
    "office": f"{_NAMES}:office:1.0",
    "text": f"{_NAMES}:text:1.0",
    "table": f"{_NAMES}:table:1.0",
    "draw": f"{_NAMES}:drawing:1.0",
    "svg": f"{_NAMES}:svg-compatible:1.0",
    "form": f"{_NAMES}:form:1.0",
    "chart": f"{_NAMES}:chart:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "math": "http://www.w3.org/1998/Math/MathML",
}
_MOST_COLUMNS = 50


def _tag(name: str) -> str:
    space, _, local = name.partition(":")
    return f"{{{_SPACES[space]}}}{local}"


@dataclass(slots=True)
class Page:
    """One document while it is read: its styles and pictures, and what is noted of it.

    `part` gives the bytes of another part by its name.
    """

    styles: OpenStyles
    album: Album
    part: Callable[[str], bytes]
    left_out: list[tuple[str, str]] = field(default_factory=list)
    deleted: int = 0
    formulas: int = 0
    notes: list[etree._Element] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    boxes: list[list[etree._Element]] = field(default_factory=lambda: [[]])

    def leave_out(self, what: str, text: str) -> None:
        """Words that are seen in the document and stand not in the copy."""
        if text.strip():
            self.left_out.append((what, text.strip()))


def words_in(element: etree._Element) -> str:
    """All text in an element: what stands in paragraphs of their own, or after a tab, apart."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts.append(" " if node.tag in _APART else "")
            parts.append(node.text or "")
        else:
            parts.append(" " if node.tag in _BLOCKS else "")
            parts.append((node.tail or "") if node is not element else "")
    return " ".join("".join(parts).split())


def html_of(root: etree._Element, page: Page) -> etree._Element:
    """The HTML of a document's content: <div> with its blocks, notes last."""
    body = etree.Element("div")
    text = next(root.iter(_tag("office:text")), None)
    if text is None:
        raise Undecodable("it has no text: a table or a drawing is no story")
    _blocks(text, body, page)
    body.extend(page.notes)
    return body


def _blocks(parent: etree._Element, into: etree._Element, page: Page) -> None:
    """The blocks in an element."""
    for element in parent:
        read = _BLOCK_READERS.get(element.tag)
        if read is not None:
            read(element, into, page)
        elif element.tag in _INLINE_READERS or element.tag in _DRAWN:
            _loose(element, into, page)
        elif element.tag not in _SILENT:
            _blocks(element, into, page)


def _loose(element: etree._Element, into: etree._Element, page: Page) -> None:
    """What stands between paragraphs but belongs in one: a frame that hangs on the page."""
    paragraph = etree.Element("p")
    page.boxes.append([])
    _inline_one(element, paragraph, page)
    _put(paragraph, into, page.boxes.pop())


# --- paragraphs ----------------------------------------------------------------------------------


def _paragraph(element: etree._Element, into: etree._Element, page: Page) -> None:
    style = element.get(_tag("text:style-name"), "")
    hidden = element.find(f".//{_tag('text:hidden-paragraph')}")
    is_hidden = hidden is not None and hidden.get(_tag("text:is-hidden")) == "true"
    if is_hidden or page.styles.is_hidden("paragraph", style):
        page.leave_out("hidden text", words_in(element))
        return
    role = page.styles.role(style)
    if element.tag == _tag("text:h") and role != TITLE:
        level = element.get(_tag("text:outline-level"), "1")
        role = f"h{min(max(int(level) if level.isdecimal() else 1, 1), DEEPEST_HEADING)}"
    paragraph = _element_for(role)
    page.boxes.append([])
    _inline(element, paragraph, page)
    boxes = page.boxes.pop()
    if role == RULE and not _has_text(paragraph):
        into.append(etree.Element("hr"))
        return
    if paragraph.tag == "p" and not role:
        _look_of_paragraph(paragraph, page.styles.looks("paragraph", style))
    if role == CAPTION:
        _pictures_first(paragraph, into)
    _put(paragraph, into, boxes)


def _element_for(role: str) -> etree._Element:
    if role == TITLE:
        return etree.Element("h1", {"class": TITLE})
    if role.startswith("h") and role[1:].isdecimal():
        return etree.Element(role)
    return etree.Element("p", {"class": role}) if role else etree.Element("p")


def _look_of_paragraph(paragraph: etree._Element, looks: Looks) -> None:
    """A paragraph whose style is bold or italic is so as a whole."""
    for name in [*(["strong"] * looks.bold), *(["em"] * looks.italic)]:
        if not _has_text(paragraph):
            return
        inner = etree.Element(name)
        inner.text, paragraph.text = paragraph.text, None
        inner.extend(list(paragraph))
        paragraph.append(inner)


def _pictures_first(paragraph: etree._Element, into: etree._Element) -> None:
    """A cutline that has its picture in it: the picture stands above it."""
    for image in list(paragraph.iter("img")):
        _say(image, image.tail or "", after=True)
        image.tail = None
        above = etree.Element("p")
        above.append(image)
        into.append(above)


def _say(element: etree._Element, text: str, after: bool = False) -> None:
    """Adds text before an element, where it would be lost if the element moves."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def _has_text(element: etree._Element) -> bool:
    return any(str(text).strip() for text in element.itertext())


def _put(paragraph: etree._Element, into: etree._Element, boxes: list[etree._Element]) -> None:
    """A paragraph, where there is something in it, and the boxes that hang on it."""
    if _has_text(paragraph) or paragraph.find(".//img") is not None:
        if paragraph.get("class") == QUOTE:
            del paragraph.attrib["class"]
            last = into[-1] if len(into) else None
            if last is None or last.tag != "blockquote":
                last = etree.SubElement(into, "blockquote")
            last.append(paragraph)
        else:
            into.append(paragraph)
    into.extend(boxes)


# --- what stands in a line -----------------------------------------------------------------------


def _inline(parent: etree._Element, into: etree._Element, page: Page) -> None:
    """The text of an element, and what is in it."""
    _add(into, parent.text)
    for element in parent:
        _inline_one(element, into, page)
        _add(into, element.tail)


def _inline_one(element: etree._Element, into: etree._Element, page: Page) -> None:
    read = _INLINE_READERS.get(element.tag)
    if read is not None:
        read(element, into, page)
    elif element.tag in _DRAWN:
        _drawn(element, into, page)
    elif element.tag in _BLOCK_READERS:
        block = etree.Element("div")
        _BLOCK_READERS[element.tag](element, block, page)
        page.boxes[-1].extend(block)
    elif element.tag not in _SILENT:
        _inline(element, into, page)


def _add(into: etree._Element, text: str | None) -> None:
    """Adds text at the end of an element."""
    if not text:
        return
    if len(into):
        into[-1].tail = (into[-1].tail or "") + text
    else:
        into.text = (into.text or "") + text


def _spaces(element: etree._Element, into: etree._Element, page: Page) -> None:
    _add(into, " ")


def _line(element: etree._Element, into: etree._Element, page: Page) -> None:
    etree.SubElement(into, "br")


def _span(element: etree._Element, into: etree._Element, page: Page) -> None:
    looks = page.styles.looks("text", element.get(_tag("text:style-name"), ""))
    if looks.hidden:
        page.leave_out("hidden text", words_in(element))
        return
    names = (("strong", looks.bold), ("em", looks.italic), ("s", looks.struck))
    for name in [name for name, on in names if on] + ([looks.raised] if looks.raised else []):
        into = etree.SubElement(into, name)
    _inline(element, into, page)


def _link(element: etree._Element, into: etree._Element, page: Page) -> None:
    address = element.get(_tag("xlink:href"), "")
    if address and not address.startswith("#"):
        into = etree.SubElement(into, "a", {"href": address})
    _inline(element, into, page)


def _note(element: etree._Element, into: etree._Element, page: Page) -> None:
    """A foot- or endnote: "[1]" where it is referred to, a paragraph at the end."""
    body = element.find(_tag("text:note-body"))
    if body is None:
        return
    number = len(page.notes) + 1
    place = etree.Element("p", {"class": NOTE})
    page.notes.append(place)
    etree.SubElement(into, "sup").text = f"[{number}]"
    blocks = etree.Element("div")
    _blocks(body, blocks, page)
    place.text = f"[{number}] "
    first = blocks[0] if len(blocks) and blocks[0].tag == "p" else None
    if first is not None:
        _add(place, first.text)
        place.extend(list(first))
        blocks.remove(first)
    page.notes.extend(blocks)


def _annotation(element: etree._Element, into: etree._Element, page: Page) -> None:
    author = element.findtext(_tag("dc:creator")) or ""
    skipped = (_tag("dc:creator"), _tag("dc:date"))
    words = " ".join(words_in(each) for each in element if each.tag not in skipped)
    words = words.replace(author, "", 1).strip() if words.startswith(author) and author else words
    page.leave_out("a comment", f"{author}: {words}" if author else words)


def _hidden_text(element: etree._Element, into: etree._Element, page: Page) -> None:
    if element.get(_tag("text:is-hidden")) == "true":
        page.leave_out("hidden text", words_in(element))
    else:
        _add(into, element.get(_tag("text:string-value"), "") or words_in(element))


def _placeholder(element: etree._Element, into: etree._Element, page: Page) -> None:
    page.leave_out("a placeholder", words_in(element))


def _variable(element: etree._Element, into: etree._Element, page: Page) -> None:
    """A field that sets a variable shows it, unless it says not to."""
    if element.get(_tag("text:display")) != "none":
        _inline(element, into, page)


def _ruby(element: etree._Element, into: etree._Element, page: Page) -> None:
    for part in element:
        reading = part.tag == _tag("text:ruby-text") and words_in(part)
        _add(into, "(" if reading else "")
        _inline(part, into, page)
        _add(into, ")" if reading else "")


# --- frames, pictures, shapes --------------------------------------------------------------------


def _drawn(element: etree._Element, into: etree._Element, page: Page) -> None:
    """What is drawn: a picture stands in the line, the text of a box comes after its paragraph."""
    alt = " ".join((element.findtext(_tag("svg:desc")) or "").split())
    alt = alt or " ".join((element.findtext(_tag("svg:title")) or "").split())
    shown = False
    for part in element:
        if part.tag == _tag("draw:image"):
            shown = shown or _image(part, into, page, alt)
        elif part.tag in (_tag("draw:object"), _tag("math:math")):
            shown = _object(part, into, page)
        elif part.tag == _tag("draw:text-box"):
            _box(part, page)
        elif part.tag in _DRAWN:
            _drawn(part, into, page)
    if any(part.tag in _TEXTS for part in element):
        _box(element, page)


def _box(element: etree._Element, page: Page) -> None:
    """The blocks of a text box; a picture with its cutline is no box."""
    box = etree.Element("div", {"class": BOX})
    page.boxes.append([])
    _blocks(element, box, page)
    inner = page.boxes.pop()
    box.extend(inner)
    plain = all(
        block.get("class") == CAPTION or (block.tag == "p" and not _has_text(block))
        for block in box
    )
    nested = len(page.boxes) > 2
    page.boxes[-1].extend(list(box) if plain or nested else [box])


def _image(element: etree._Element, into: etree._Element, page: Page, alt: str) -> bool:
    """A picture of the document, or of elsewhere. Whether there was one."""
    address = element.get(_tag("xlink:href"), "")
    data = element.findtext(_tag("office:binary-data"))
    if data is not None:
        src = _decoded(data, page)
    elif "://" in address or address.startswith("../"):
        src = address.removeprefix("../")
    else:
        src = _embedded(address, page)
    if src:
        etree.SubElement(into, "img", {"src": src, "alt": alt})
    return bool(src)


def _decoded(data: str, page: Page) -> str:
    found = bytes_of(data)
    if not found:
        page.album.unreadable("in the text", "it is damaged")
        return ""
    return page.album.embedded("picture", found)


def bytes_of(data: str) -> bytes:
    """The bytes of a picture that is written as base64, none where that is damaged."""
    try:
        return base64.b64decode(data)
    except ValueError:
        return b""


def _embedded(address: str, page: Page) -> str:
    try:
        data = page.part(address)
    except Undecodable as error:
        page.album.unreadable(address, str(error))
        return ""
    if not data:
        page.album.unreadable(address, "it is not in the document")
        return ""
    return page.album.embedded(address, data)


def _object(element: etree._Element, into: etree._Element, page: Page) -> bool:
    """A formula as its characters; the words of a chart are left out. Whether it was read."""
    root: etree._Element | None = element if len(element) else None
    if root is None:
        name = element.get(_tag("xlink:href"), "").removeprefix("./")
        data = page.part(f"{name}/content.xml") if name and "://" not in name else b""
        root = xml_of(data, name) if data.strip() else None
    if root is None:
        return False
    formula = next(root.iter(_tag("math:math")), None)
    if formula is not None:
        page.formulas += 1
        for note in list(formula.iter(_tag("math:annotation"))):
            note.text = ""
        _add(into, f" {words_in(formula)} ")
        return True
    page.leave_out("a chart", words_in(root))
    return False


# --- lists, tables, the rest ---------------------------------------------------------------------


def _listing(element: etree._Element, into: etree._Element, page: Page) -> None:
    if _is_headings(element):
        for item in element:
            _blocks(item, into, page)
        return
    inherited = page.lists[-1] if page.lists else ""
    style = element.get(_tag("text:style-name"), "") or inherited
    page.lists.append(style)
    level = len(page.lists)
    ordered, first = page.styles.numbering(style, level)
    goes_on = element.get(_tag("text:continue-numbering")) == "true" or element.get(
        _tag("text:continue-list")
    )
    start = page.counts.get((style, level), 0) + 1 if goes_on else first
    item_start = element[0].get(_tag("text:start-value"), "") if len(element) else ""
    start = int(item_start) if item_start.isdecimal() and len(item_start) < 6 else start
    listing = etree.SubElement(into, "ol", {"start": str(start)} if start != 1 else {})
    if not ordered:
        listing.tag = "ul"
        listing.attrib.clear()
    for item in element:
        _blocks(item, etree.SubElement(listing, "li"), page)
    page.counts[style, level] = start - 1 + len(listing)
    page.lists.pop()


def _is_headings(element: etree._Element) -> bool:
    """Whether a list is nothing but numbered headings, as office programs write chapters."""
    blocks = list(element.iter(_tag("text:p"), _tag("text:h")))
    return bool(blocks) and all(block.tag == _tag("text:h") for block in blocks)


def _table(element: etree._Element, into: etree._Element, page: Page) -> None:
    table = etree.SubElement(into, "table")
    outer, page.lists = page.lists, []
    for row in _rows(element):
        in_head = row.getparent() is not None and row.getparent().tag == _HEAD_ROWS  # type: ignore[union-attr]
        line = etree.SubElement(table, "tr")
        for cell in row:
            _cell(cell, line, page, "th" if in_head else "td")
        if not len(line):
            table.remove(line)
    page.lists = outer


_HEAD_ROWS = _tag("table:table-header-rows")


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == _tag("table:table-row"):
            yield child
        elif child.tag not in (*_BLOCK_READERS, *_SILENT):
            yield from _rows(child)


def _cell(cell: etree._Element, line: etree._Element, page: Page, name: str) -> None:
    covered = cell.tag == _tag("table:covered-table-cell")
    if cell.tag != _tag("table:table-cell") and not (covered and words_in(cell)):
        return
    many = cell.get(_tag("table:number-columns-repeated"), "1")
    many = min(int(many), _MOST_COLUMNS) if many.isdecimal() and len(many) < 9 else 1  # type: ignore[assignment]
    for _ in range(int(many)):
        made = etree.SubElement(line, name)
        for attribute, span in (("colspan", "columns"), ("rowspan", "rows")):
            count = cell.get(_tag(f"table:number-{span}-spanned"), "1")
            if count.isdecimal() and 1 < int(count[:6]) <= 1_000:
                made.set(attribute, count)
        _blocks(cell, made, page)


def _section(element: etree._Element, into: etree._Element, page: Page) -> None:
    if element.get(_tag("text:display")) in ("none", "condition"):
        page.leave_out("hidden text", words_in(element))
    else:
        _blocks(element, into, page)


def _contents(element: etree._Element, into: etree._Element, page: Page) -> None:
    body = element.find(_tag("text:index-body"))
    page.leave_out("a table of contents", "" if body is None else words_in(body))


def _changes(element: etree._Element, into: etree._Element, page: Page) -> None:
    for deletion in element.iter(_tag("text:deletion")):
        skipped = deletion.find(_tag("office:change-info"))
        words = words_in(deletion).split()
        page.deleted += len(words) - (0 if skipped is None else len(words_in(skipped).split()))


_Reader = Callable[[etree._Element, etree._Element, Page], None]
_TEXTS = frozenset(map(_tag, ("text:p", "text:h", "text:list")))
_BLOCKS = _TEXTS | frozenset(map(_tag, ("table:table-cell", "text:list-item", "math:mrow")))
_APART = _BLOCKS | frozenset(map(_tag, ("text:s", "text:tab", "text:line-break")))
_INDEXES = (
    *("table-of-content", "illustration-index", "table-index", "object-index", "user-index"),
    *("alphabetical-index",),
)
_BLOCK_READERS: dict[str, _Reader] = {
    _tag("text:p"): _paragraph,
    _tag("text:h"): _paragraph,
    _tag("text:list"): _listing,
    _tag("table:table"): _table,
    _tag("text:section"): _section,
    _tag("text:tracked-changes"): _changes,
    **{_tag(f"text:{name}"): _contents for name in _INDEXES},
}
_INLINE_READERS: dict[str, _Reader] = {
    _tag("text:s"): _spaces,
    _tag("text:tab"): _spaces,
    _tag("text:line-break"): _line,
    _tag("text:span"): _span,
    _tag("text:a"): _link,
    _tag("text:note"): _note,
    _tag("office:annotation"): _annotation,
    _tag("text:hidden-text"): _hidden_text,
    _tag("text:placeholder"): _placeholder,
    _tag("text:variable-set"): _variable,
    _tag("text:user-field-get"): _variable,
    _tag("text:sequence"): _variable,
    _tag("text:ruby"): _ruby,
}
_SHAPES = (
    *("frame", "g", "a", "rect", "line", "polyline", "polygon", "regular-polygon", "path"),
    *("circle", "ellipse", "connector", "caption", "measure", "custom-shape", "page-thumbnail"),
)
_DRAWN = frozenset(_tag(f"draw:{name}") for name in _SHAPES)
_SILENT = frozenset(
    map(
        _tag,
        (
            *("office:forms", "office:event-listeners", "office:annotation-end", "text:script"),
            *("text:sequence-decls", "text:variable-decls", "text:user-field-decls"),
            *("text:soft-page-break", "text:number", "svg:title", "svg:desc", "table:title"),
            *("table:desc", "text:hidden-paragraph", "office:binary-data", "text:note-citation"),
        ),
    )
)
