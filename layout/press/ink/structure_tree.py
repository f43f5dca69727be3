"""The structure tree of a tagged PDF: what each piece of type is, in reading order.

    Document ── Art (one a story) ── H1 headline, P deck, P body paragraph, H2 crosshead, ...
             │                    ├─ L ── LI ── Lbl, LBody
             │                    ├─ Table ── TR ── TH, TD     see `tagged_tables`
             │                    └─ Figure ── Caption    beside its cutline's place in the copy
             ├─ Aside (one a box)    mapped to Sect, which every reader knows; in it P (the word
             │                       over an ad), then what stands in the box, as it says itself
             └─ Figure (an ad)       what is advertised as its alternative

A story is one Art however many pages it runs over and whatever stands between, in its own language;
a paragraph that runs over legs and pages one P with several marked contents. Pictures are painted
before the type of their page; in the tree they stand where their cutline does, those without one
after the page's part of their story; ads and boxes follow the stories of their page. Headings of
boxes are below those of stories. Furniture is no part of
the tree, nor is a headline said again over the rest of a story: it is marked as an artifact.
Source: ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from layout.page.document import Box, Fragment, Image, PlacedLine
from layout.page.rect import Rect
from layout.press.ink.pdf_objects import Objects
from layout.press.ink.pdf_operators import number, pt, text_string
from layout.press.ink.tagged_parts import Marking, TaggedForm, TaggedPart
from layout.press.ink.tagged_tables import TableRows, is_tabular
from layout.typeset.words.set_line import Ending, inked

_TAGS = {
    "headline": "H1",
    "crosshead": "H2",
    "cutline": "Caption",
    "credit": "Caption",
    "pull_quote": "BlockQuote",
    "quote": "BlockQuote",
}
_HEADING = re.compile("H[1-6]")
_CAPTIONS = ("cutline", "credit")
_AD = "Advertisement"
_PROMO = "promo"  # a picture printed once more, to say where its story is
_FURNITURE = ("folio", "masthead", "ear", "jump", "label", "furniture", "turn_head")
_BULLET = "•"
_MARK = re.compile(rf"{_BULLET}|\d+\.")
_SCOPE = "/A<</O/Table/Scope/Column>>"
ARTIFACT = "/Artifact BMC"


class _Key(NamedTuple):
    """What the fragments of one element have in common: `paragraph` is the number of that."""

    story: str
    role: str
    paragraph: int


@dataclass(slots=True)
class _Element:
    """A structure element: its tag, the marked contents that belong to it (index of the page,
    number on that, number of the form it is in, 0 for the page itself), its children; `title` is
    its name, `alternative` the text read instead of it, `attributes` more entries of its
    dictionary, `language` its own, "" where it has none.
    """

    tag: str
    contents: list[tuple[int, int, int]] = field(default_factory=list)
    children: list[_Element] = field(default_factory=list)
    title: str = ""
    alternative: str = ""
    attributes: str = ""
    language: str = ""

    def entries(self) -> str:
        """Its dictionary's entries besides type, parent and content."""
        title = f"/T{text_string(self.title)}" if self.title else ""
        alternative = f"/Alt{text_string(self.alternative)}" if self.alternative else ""
        language = f"/Lang{text_string(self.language)}" if self.language else ""
        return f"{title}{alternative}{language}{self.attributes}"


@dataclass(slots=True)
class _Table:
    """A table: its element, which line is in which row, and the cells that have any, by row and
    column."""

    element: _Element
    rows: TableRows
    cells: dict[tuple[int, int], _Element] = field(default_factory=dict)

    def fill(self) -> None:
        """Puts the cells into their rows, with empty ones where nothing stands."""
        columns = sorted({column for _, column in self.cells})
        for row in range(self.rows.count):
            cells = [self.cells.get((row, column)) or _Element("TD") for column in columns]
            self.element.children.append(_Element("TR", children=cells))


@dataclass(slots=True)
class _Figure:
    """A picture of the page that is being painted: its element, and whether that is in the tree."""

    element: _Element
    story: str
    rect: Rect
    placed: bool = False

    def distance(self, rect: Rect) -> int:
        """How far it is from a rectangle, across and down together."""
        across = max(self.rect.x - rect.right, rect.x - self.rect.right, 0)
        return across + max(self.rect.y - rect.bottom, rect.y - self.rect.bottom, 0)


@dataclass(slots=True)
class _Aside:
    """A box: its element, where it stands on the page of that index, the height of which is given,
    and whether a heading comes before it."""

    element: _Element
    rect: Rect
    page: int
    height: int
    headed: bool


class Structure:
    """Collects the elements of a document while its pages are painted, then writes the tree."""

    def __init__(self, languages: Mapping[str, str] | None = None) -> None:
        """`languages` are those of stories that are in another one than the document, by slug."""
        self._languages = languages or {}
        self._top: list[_Element] = []
        self._articles: dict[str, _Element] = {}
        self._pieces: dict[_Key, _Element] = {}
        self._lists: dict[_Key, _Element] = {}
        self._tables: dict[_Key, _Table] = {}
        self._marked: list[list[_Element | None]] = []
        self._forms: list[list[_Element | None]] = []
        self._asides: list[_Aside] = []
        self._figures: list[_Figure] = []
        self._headed = False

    def turn_to_next_page(self) -> None:
        """Begin a page: marked contents are numbered from 0 on each."""
        self._place_figures()
        self._marked.append([])

    def parts(self, fragment: Fragment) -> Iterator[tuple[str, Fragment]]:
        """A fragment as the marked contents that it is painted in, one after the other: the
        operator that opens each, and the type in it."""
        key = _Key(fragment.story, fragment.role, fragment.paragraph)
        if not fragment.story or fragment.role in _FURNITURE:
            yield ARTIFACT, fragment
        elif not fragment.lines:
            return
        elif fragment.role == "list":
            yield from self._item(fragment, key)
        elif fragment.role == "table" and (key in self._tables or is_tabular(fragment)):
            yield from self._cells(fragment, key)
        else:
            yield self._mark(self._piece(fragment, key, self._tag(fragment))), fragment

    def _tag(self, fragment: Fragment) -> str:
        """The tag of what is neither list nor table. Before any headline a crosshead is one."""
        tag = _TAGS.get(fragment.role, "P")
        if tag == "Caption" and not self._figures_of(fragment.story):
            return "P"
        if tag == "H2" and not self._headed:
            tag = "H1"
        self._headed = self._headed or tag == "H1"
        return tag

    def _piece(self, fragment: Fragment, key: _Key, tag: str) -> _Element:
        """The element of a fragment: that of the one before it, where its paragraph goes on."""
        piece = self._pieces.get(key)
        if piece is None:
            piece = self._pieces[key] = _Element(tag)
            self._parent(fragment).children.append(piece)
        if fragment.lines[-1].line.ending is Ending.LAST:
            del self._pieces[key]
        return piece

    def _item(self, fragment: Fragment, key: _Key) -> Iterator[tuple[str, Fragment]]:
        """An item of a list, or the rest of one that began elsewhere: its mark, and its text."""
        first, last = fragment.lines[0], fragment.lines[-1]
        whole = self._lists.get(key)
        body = self._pieces.get(key)
        if body is None and not _is_marked(first):  # its beginning is on a page of another file
            body = _Element("LBody")
            whole = self._lists[key] = _Element("L")
            self._parent(fragment).children.append(whole)
            whole.children.append(_Element("LI", children=[body]))
            self._pieces[key] = body
        if body is None:
            mark, text = _mark_and_text(first)
            if whole is None:
                numbering = "Disc" if mark.line.text == _BULLET else "Decimal"
                attributes = f"/A<</O/List/ListNumbering/{numbering}>>"
                whole = self._lists[key] = _Element("L", attributes=attributes)
                self._parent(fragment).children.append(whole)
            label, body = _Element("Lbl"), _Element("LBody")
            whole.children.append(_Element("LI", children=[label, body]))
            self._pieces[key] = body
            yield self._mark(label), replace(fragment, lines=(mark,))
            fragment = replace(fragment, lines=(text, *fragment.lines[1:]))
        if last.line.ending is Ending.LAST:
            del self._pieces[key]
        yield self._mark(body), fragment

    def _cells(self, fragment: Fragment, key: _Key) -> Iterator[tuple[str, Fragment]]:
        """The lines of a table, each as a part of its cell."""
        table = self._tables.get(key)
        if table is None:
            table = self._tables[key] = _Table(_Element("Table"), TableRows(fragment))
            self._parent(fragment).children.append(table.element)
        for row, column, placed in table.rows.placed(fragment):
            head = table.rows.has_head and row == 0
            cell = table.cells.get((row, column))
            if cell is None:
                cell = _Element("TH", attributes=_SCOPE) if head else _Element("TD")
                table.cells[row, column] = cell
            yield self._mark(cell), replace(fragment, lines=(placed,))

    def _figures_of(self, story: str) -> list[_Figure]:
        """The pictures of a story on the page that is being painted."""
        return [figure for figure in self._figures if figure.story == story]

    def _parent(self, fragment: Fragment) -> _Element:
        """The element that a fragment's element goes below: its story's; of a cutline that of the
        nearest of the story's pictures on this page, which now gets its place in the story."""
        article = self._article(fragment.story)
        figures = self._figures_of(fragment.story)
        if fragment.role not in _CAPTIONS or not figures:
            return article
        nearest = min(figures, key=lambda figure: figure.distance(fragment.rect))
        if not nearest.placed:
            article.children.append(nearest.element)
            nearest.placed = True
        return nearest.element

    def image(self, image: Image, height: int) -> str:
        """The operator that opens the marked content of an image on a page `height` high."""
        if image.role == _PROMO:
            return ARTIFACT
        rect = image.rect
        edges = " ".join(
            pt(it) for it in (rect.x, height - rect.bottom, rect.right, height - rect.y)
        )
        alternative = image.alternative or image.id
        if image.role == "ad" and not alternative.startswith(_AD):
            alternative = f"{_AD}: {alternative}"
        attributes = f"/A<</O/Layout/Placement/Block/BBox[{edges}]>>"
        figure = _Element("Figure", alternative=alternative, attributes=attributes)
        self._figures.append(_Figure(figure, image.story, rect))
        return self._mark(figure)

    def _place_figures(self) -> None:
        """End a page: pictures without a cutline go to the end of their story, ads below the
        document itself."""
        for figure in self._figures:
            if not figure.placed:
                siblings = self._article(figure.story).children if figure.story else self._top
                siblings.append(figure.element)
        self._figures = []

    def box(self, box: Box, height: int) -> None:
        """A box of the page that is being painted, which is `height` high: what is in it comes
        later, see `fill`."""
        element = _Element("Aside", title=box.label or box.role.replace("_", " "))
        self._top.append(element)
        page = len(self._marked) - 1
        self._asides.append(_Aside(element, box.rect, page, height, self._headed))

    def box_label(self) -> str:
        """The operator that opens the word over the box that was told of last."""
        label = _Element("P")
        self._asides[-1].element.children.append(label)
        return self._mark(label)

    def fill(self, make: Callable[[Marking], TaggedForm]) -> int:
        """Puts what is in a box into its place, the first that has nothing yet: once all pages are
        painted. `make` makes its form; the number of that."""
        aside = self._asides[len(self._forms)]
        marked = self._marked[aside.page]
        first, key = len(marked), len(self._marked) + len(self._forms)
        form = make(Marking(first, key, aside.element.tag))
        its: list[_Element | None] = [None] * (first + form.marks)
        for part in form.parts:
            aside.element.children.append(_element(part, aside, form.number, its))
        if not form.parts and form.marks:
            _mark_in_form(aside.element, (first,), aside.page, form.number, its)
        marked += its[first:]  # pdfium looks for them among the page's
        self._forms.append(its)
        return form.number

    def _article(self, story: str) -> _Element:
        found = self._articles.get(story)
        if found is None:
            found = self._articles[story] = _Element("Art", language=self._languages.get(story, ""))
            self._top.append(found)
        return found

    def _mark(self, element: _Element) -> str:
        marked = self._marked[-1]
        mark = len(marked)
        marked.append(element)
        element.contents.append((len(self._marked) - 1, mark, 0))
        return f"/{element.tag}<</MCID {mark}>>BDC"

    def write(self, objects: Objects, pages: list[int]) -> int:
        """Add the tree to the objects of a PDF, given the numbers of its pages; its own number."""
        self._place_figures()
        for table in self._tables.values():
            table.fill()
        root, whole = objects.reserve(), objects.reserve()
        numbers: dict[int, int] = {}
        kids = [self._write(element, whole, objects, pages, numbers) for element in self._top]
        objects.set(whole, f"<</Type/StructElem/S/Document/P {root} 0 R/K[{_references(kids)}]>>")
        parents = "".join(
            f"{key}[{' '.join(_parents(marked, numbers))}]"
            for key, marked in enumerate((*self._marked, *self._forms))
        )
        tree = objects.add(f"<</Nums[{parents}]>>")
        objects.set(
            root,
            f"<</Type/StructTreeRoot/K {whole} 0 R/ParentTree {tree} 0 R"
            f"/ParentTreeNextKey {len(self._marked) + len(self._forms)}/RoleMap<</Aside/Sect>>>>",
        )
        return root

    def _write(
        self,
        element: _Element,
        parent: int,
        objects: Objects,
        pages: list[int],
        numbers: dict[int, int],
    ) -> int:
        own = numbers[id(element)] = objects.reserve()
        kids = [
            f"<</Type/MCR/Pg {pages[page]} 0 R{_in_form(form)}/MCID {marked}>>"
            for page, marked, form in element.contents
        ]
        kids += [
            f"{self._write(child, own, objects, pages, numbers)} 0 R" for child in element.children
        ]
        objects.set(
            own,
            f"<</Type/StructElem/S/{element.tag}/P {parent} 0 R{element.entries()}"
            f"/K[{' '.join(kids)}]>>",
        )
        return own


def _element(part: TaggedPart, aside: _Aside, form: int, marked: list[_Element | None]) -> _Element:
    """An element of a box, as it stands in the whole."""
    tag = part.tag
    if _HEADING.fullmatch(tag) and aside.headed:
        tag = f"H{min(6, int(tag[1]) + 1)}"
    attributes = f"/A{part.attributes}" if part.attributes else ""
    if part.edges:
        rect = aside.rect
        right, up = rect.x / 1000, (aside.height - rect.bottom) / 1000
        edges = " ".join(
            number(edge + by, 3) for edge, by in zip(part.edges, (right, up) * 2, strict=True)
        )
        attributes = f"/A<</O/Layout/Placement/Block/BBox[{edges}]>>"
    element = _Element(
        tag, alternative=part.alternative, attributes=attributes, language=part.language
    )
    _mark_in_form(element, part.marks, aside.page, form, marked)
    element.children = [_element(each, aside, form, marked) for each in part.parts]
    return element


def _mark_in_form(
    element: _Element,
    marks: tuple[int, ...],
    page: int,
    form: int,
    marked: list[_Element | None],
) -> None:
    for mark in marks:
        element.contents.append((page, mark, form))
        marked[mark] = element


def _in_form(form: int) -> str:
    return f"/Stm {form} 0 R" if form else ""


def _parents(marked: list[_Element | None], numbers: Mapping[int, int]) -> Iterator[str]:
    """The elements of marked contents, as the parent tree has them."""
    last = max((i for i, element in enumerate(marked, 1) if element), default=0)
    for element in marked[:last]:
        yield f"{numbers[id(element)]} 0 R" if element else "null"


def _is_marked(placed: PlacedLine) -> bool:
    """Whether a line of a list begins with the mark of an item."""
    words = placed.line.words
    return bool(words) and words[0].tight and bool(_MARK.fullmatch(words[0].text))


def _mark_and_text(placed: PlacedLine) -> tuple[PlacedLine, PlacedLine]:
    """The first line of a list item as two: its mark, and the text beside it."""
    line = placed.line
    wide = inked(line.words[:1], line.scale, line.letters)
    mark = replace(line, words=line.words[:1], width=wide, extra=0, ending=Ending.SPACE)
    shift, left = line.indent + wide, line.width - wide
    text = replace(line, words=line.words[1:], width=left, indent=shift)
    return replace(placed, line=mark), replace(placed, line=text)


def _references(numbers: list[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)
