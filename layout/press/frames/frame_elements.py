"""What of a frame's markup is told to those who cannot see it: elements of HTML, with the roles of
ARIA that they have, as the structure elements of PDF, with what is drawn of each.

- Elements that only group or dress (`div`, `section`, `b`) are none; text that stands in a group
  beside other things is a paragraph.
- `role="paragraph"` makes one of lines that are elements of their own; `list`, `listitem`,
  `heading` with `aria-level`, `img` and `presentation` are as ARIA has them.
- Levels of headings begin at 1 and skip none, whatever the markup says.
- Cells of the first row of a table are over columns, other heads beside rows, where `scope` does
  not say it. A table whose rows are not alike is told as text.

Sources: HTML (WHATWG), ARIA 1.2, ISO 32000-1, 14.8.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

_SVG = "{http://www.w3.org/2000/svg}"
_PICTURES = ("img", f"{_SVG}svg")
_KINDS = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "p": "P",
    "blockquote": "BlockQuote",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "dt": "LI",
    "dd": "LI",
    "table": "Table",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
    "img": "Figure",
    f"{_SVG}svg": "Figure",
}
_ROLES = {
    "paragraph": "P",
    "list": "L",
    "listitem": "LI",
    "img": "Figure",
    "presentation": "",
    "none": "",
}
_GROUPS = frozenset(
    "section div article header footer main aside nav address hgroup details summary figure "
    "fieldset form center thead tbody tfoot colgroup pre hr".split()
)
_WITHIN = {"LI": ("L",), "TR": ("Table",), "TH": ("TR",), "TD": ("TR",), "Caption": ("Table",)}
"""What must stand in what; elsewhere it is a group."""

_INLINE = "inline"
_HEADING = re.compile(r"H[1-6]")
_FLAT = re.compile(r"P|H[1-6]|Caption|Lbl|Span")
"""What holds text and no paragraphs."""

_SCOPES = {"row": "Row", "rowgroup": "Row", "col": "Column", "colgroup": "Column"}
_WIDEST = 1000


@dataclass(slots=True, eq=False)
class Told:
    """A structure element: its standard tag; the numbers of marked contents and the elements in it;
    alternative text; language, where it has its own; attributes of its owner; of a figure the `box`
    that WeasyPrint has drawn."""

    tag: str
    kids: list[Told | int] = field(default_factory=list)
    alternative: str = ""
    language: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    box: Any = None


@dataclass(slots=True, eq=False)
class _Node:
    """An element of the markup of which something is drawn: what it `kind` of element it is in PDF
    ("" for a group), what is in it, in order, and its pseudo-elements' texts apart."""

    element: Any
    kind: str
    kids: list[_Node | int] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    box: Any = None


class Drawn(NamedTuple):
    """A box of WeasyPrint's that is drawn, and the number of its mark."""

    box: Any
    number: int


def told_elements(frame: Any, drawn: Iterable[Drawn]) -> list[Told]:
    """The elements of a frame, the markup's element given, in order. `drawn` is what is
    drawn in it; a number that is in none of the elements is an artifact's."""
    grown = _Grown(frame)
    for box, number in drawn:
        grown.add(box, number)
    found = list(_blocks(_items(grown.root)))
    _level(found)
    return found


class _Grown:
    """Grows the tree of a frame from what is drawn."""

    def __init__(self, frame: Any) -> None:
        self.root = _Node(frame, "")
        self._parents = {child: parent for parent in frame.iter() for child in parent}
        self._nodes: dict[Any, _Node] = {frame: self.root}

    def add(self, box: Any, number: int) -> None:
        """Takes in what is drawn of a box: nothing of a blank, or of what is not to be seen."""
        if not getattr(box, "text", "text").strip() or box.style["visibility"] != "visible":
            return
        node = self._node(box.element)
        if node is None:
            return
        if _is_silent(node.element):
            return
        if node.kind == "Figure" or node.element.tag in _PICTURES:
            node.box = node.box or box
        if "::" in box.element_tag and node.kind == "LI":
            node.marks.append(number)
        else:
            node.kids.append(number)

    def _node(self, element: Any) -> _Node | None:
        """The node of an element, new ones below those of the elements around it; None where it is
        hidden, or in no frame."""
        if element in self._nodes:
            return self._nodes[element]
        parent = self._parents.get(element)
        above = self._node(parent) if parent is not None else None
        if above is None or element.get("aria-hidden") == "true":
            return None
        if element in self._nodes:  # a cell, with its table
            return self._nodes[element]
        node = self._nodes[element] = _Node(element, self._kind(element))
        above.kids.append(node)
        if node.kind == "Table":
            self._cells(element)
        return node

    def _cells(self, table: Any) -> None:
        """Rows and cells of a table, also those in which nothing is drawn."""
        for each in table.iter():
            if each.tag in ("tr", "td", "th"):
                self._node(each)

    def _kind(self, element: Any) -> str:
        role = element.get("role", "")
        kind = _KINDS.get(element.tag, "" if element.tag in _GROUPS else _INLINE)
        if role == "heading" and element.get("aria-level", "").isdigit():
            kind = f"H{min(6, max(1, int(element.get('aria-level'))))}"
        elif role in _ROLES:
            kind = _ROLES[role]
        if element.tag == "figure" and not role and len(_pictures(element)) == 1:
            kind = "Figure"
        if kind == "Figure" and self._around(element) == "Figure" and element.tag != "figcaption":
            kind = _INLINE  # the picture of a figure is that figure
        if kind == "Caption" and self._around(element) == "Figure":
            return kind
        if kind in _WITHIN and self._around(element) not in _WITHIN[kind]:
            return ""
        return kind

    def _around(self, element: Any) -> str:
        """The kind of the nearest element around one that has any."""
        parent = self._parents.get(element)
        while parent is not None and parent in self._nodes:
            if self._nodes[parent].kind not in ("", _INLINE):
                return self._nodes[parent].kind
            parent = self._parents.get(parent)
        return ""


def _pictures(element: Any) -> list[Any]:
    pictures = (each for each in element.iter() if each.tag in _PICTURES)
    return [each for each in pictures if not _is_silent(each)]


def _is_silent(element: Any) -> bool:
    """Whether it is a picture that says nothing: it is there for its looks."""
    if element.tag not in _PICTURES:
        return False
    if element.get("role") in ("presentation", "none"):
        return True
    if element.tag == "img":
        return bool(element.get("alt") == "")
    return element.get("role") != "img" and not _said_by(element)


def _said_by(element: Any) -> str:
    """The alternative text of a picture, "" where it has none."""
    title = element.find(f"{_SVG}title")
    named = element.get("alt") or element.get("aria-label") or element.get("title")
    return " ".join((named or (title.text if title is not None else "") or "").split())


def _items(node: _Node) -> Iterator[Told | int]:
    """What is in an element, elements without a meaning of their own taken away."""
    for kid in node.kids:
        if isinstance(kid, int):
            yield kid
        elif kid.kind == _INLINE:
            inner = list(_items(kid))
            language = kid.element.get("lang", "")
            if language and inner:
                yield Told("Span", _apart(inner), language=language)
            else:
                yield from inner
        elif kid.kind == "":
            yield from _blocks(_items(kid))
        else:
            yield from _told(kid)


def _told(node: _Node) -> Iterator[Told]:
    """A node as an element: none where it is empty, several where it is no good table."""
    kind, language = node.kind, node.element.get("lang", "")
    inner = list(_items(node))
    if kind == "Table":
        yield from _table(inner, language)
    elif kind == "TR":
        cells = [each for each in inner if isinstance(each, Told) and each.tag in ("TH", "TD")]
        yield Told(kind, [*cells], language=language)
    elif kind in ("TH", "TD"):
        yield Told(kind, _body(inner), language=language, attributes=_spans(node.element))
    elif kind == "L":
        yield from _list(node, inner, language)
    elif kind == "LI":
        label = [Told("Lbl", [*node.marks])] if node.marks else []
        body = [Told("LBody", _body(inner))] if inner else []
        if label or body:
            yield Told(kind, [*label, *body], language=language)
    elif kind == "Figure":
        yield from _figure(node, inner, language)
    elif inner:
        yield Told(kind, _text(inner) if _FLAT.fullmatch(kind) else _body(inner), "", language)


def _table(inner: list[Told | int], language: str) -> Iterator[Told]:
    """A table with its caption; what is in it, as text, where its rows are not alike."""
    rows = [each for each in inner if isinstance(each, Told) and each.tag == "TR"]
    captions = [each for each in inner if isinstance(each, Told) and each.tag == "Caption"]
    if not _is_regular(rows):
        yield from _blocks(_loose(inner))
    elif any(_is_inked(each) for each in (*captions, *rows)):
        _scope(rows)
        yield Told("Table", [*captions[:1], *rows], language=language)


def _list(node: _Node, inner: list[Told | int], language: str) -> Iterator[Told]:
    items = [_as_item(each) for each in _blocks(inner)]
    if items:
        numbering = "Decimal" if node.element.tag == "ol" else "None"
        attributes = {"O": "/List", "ListNumbering": f"/{numbering}"}
        yield Told("L", [*items], language=language, attributes=attributes)


def _figure(node: _Node, inner: list[Told | int], language: str) -> Iterator[Told]:
    """A picture with its caption; a figure of which only words are drawn is these."""
    pictures = [node.element] if node.element.tag != "figure" else _pictures(node.element)
    captions = [each for each in inner if isinstance(each, Told) and each.tag == "Caption"]
    rest = [each for each in inner if each not in captions]
    if not rest:
        yield from (Told("P", caption.kids) for caption in captions)
        return
    alternative = _said_by(pictures[0]) if pictures else ""
    caption = [Told("Caption", [kid for each in captions for kid in each.kids])]
    kids = [*_text(rest), *(caption if captions else [])]
    yield Told("Figure", kids, alternative, language, box=_box_of(node))


def _box_of(node: _Node) -> Any:
    """The box that is drawn of a figure, or of the picture in it."""
    kids = (_box_of(kid) for kid in node.kids if isinstance(kid, _Node))
    return node.box or next((box for box in kids if box is not None), None)


def _blocks(items: Iterable[Told | int]) -> Iterator[Told]:
    """What is in a group: text that stands there by itself in paragraphs."""
    run: list[Told | int] = []
    for each in items:
        if _is_inline(each):
            run.append(each)
            continue
        yield from _paragraph(run)
        run = []
        assert isinstance(each, Told)
        yield each
    yield from _paragraph(run)


def _paragraph(run: list[Told | int]) -> Iterator[Told]:
    figures = [each for each in run if isinstance(each, Told) and each.tag == "Figure"]
    if run and len(figures) == len(run):
        yield from figures
    elif run:
        yield Told("P", _apart(run))


def _is_inline(item: Told | int) -> bool:
    return isinstance(item, int) or item.tag in ("Span", "Figure")


def _body(inner: list[Told | int]) -> list[Told | int]:
    """What is in an element that may hold paragraphs: text alone as it is."""
    return _apart(inner) if all(map(_is_inline, inner)) else [*_blocks(inner)]


def _text(inner: list[Told | int]) -> list[Told | int]:
    """What is in an element that holds text alone: paragraphs in it are its lines."""
    return _apart(list(_loose(inner)))


def _loose(items: Iterable[Told | int]) -> Iterator[Told | int]:
    """Texts and figures of elements, without these."""
    for each in items:
        if _is_inline(each):
            yield each
        else:
            assert isinstance(each, Told)
            yield from _loose(each.kids)


def _apart(items: list[Told | int]) -> list[Told | int]:
    """Texts beside elements as elements of their own, so that all stay in order."""
    if not any(isinstance(each, Told) for each in items):
        return items
    made: list[Told | int] = []
    for each in items:
        if isinstance(each, Told):
            made.append(each)
        elif made and isinstance(made[-1], Told) and made[-1].tag == "Span" and _is_plain(made[-1]):
            made[-1].kids.append(each)
        else:
            made.append(Told("Span", [each]))
    return made


def _is_plain(span: Told) -> bool:
    return not span.language


def _as_item(told: Told) -> Told:
    """What stands in a list, as an item of it."""
    if told.tag == "LI":
        return told
    return Told("LI", [Told("LBody", told.kids if told.tag == "P" else [told])])


def _is_inked(told: Told) -> bool:
    return any(isinstance(kid, int) or _is_inked(kid) for kid in told.kids)


def _spans(element: Any) -> dict[str, Any]:
    """The attributes of a cell: what it spans, and what it is a head of."""
    made: dict[str, Any] = {}
    for key, name in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
        said = element.get(key, "")
        if said.isdigit() and 1 < int(said) <= _WIDEST:
            made[name] = int(said)
    scope = _SCOPES.get(element.get("scope", "").lower())
    if element.tag == "th" and scope:
        made["Scope"] = f"/{scope}"
    return {"O": "/Table"} | made if made else {}


def _is_regular(rows: list[Told]) -> bool:
    """Whether the rows of a table are as wide as each other, and no cell reaches out of it."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row.kids:
            assert isinstance(cell, Told)
            while (number, column) in taken:
                column += 1
            across, down = (cell.attributes.get(key, 1) for key in ("ColSpan", "RowSpan"))
            place = {(number + y, column + x) for y in range(down) for x in range(across)}
            if place & taken:
                return False
            taken |= place
            column += across
    widths = {sum(1 for at, _ in taken if at == number) for number in range(len(rows))}
    return len(widths) == 1 and 0 not in widths and all(at < len(rows) for at, _ in taken)


def _scope(rows: list[Told]) -> None:
    """Says of each head whether it is over a column or beside a row."""
    for number, row in enumerate(rows):
        for cell in row.kids:
            if isinstance(cell, Told) and cell.tag == "TH" and "Scope" not in cell.attributes:
                scope = "Row" if number else "Column"
                cell.attributes = {"O": "/Table", **cell.attributes, "Scope": f"/{scope}"}


def _level(elements: Iterable[Told | int]) -> None:
    """Has headings begin at level 1 and skip none."""
    last = 0
    for heading in _headings(elements):
        last = min(int(heading.tag[1:]), last + 1)
        heading.tag = f"H{last}"


def _headings(elements: Iterable[Told | int]) -> Iterator[Told]:
    for each in elements:
        if isinstance(each, Told):
            if _HEADING.fullmatch(each.tag):
                yield each
            yield from _headings(each.kids)
