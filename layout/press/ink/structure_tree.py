"""The structure tree of a tagged PDF: what each piece of type is, in reading order.

    Document ── Art (one a story) ── H1 headline, P deck, P body paragraph, H2 crosshead, ...
             │                    └─ Figure ── Caption    beside its cutline's place in the copy
             ├─ Aside (one a box)    mapped to Sect, which every reader knows
             └─ Figure (an ad)       what is advertised as its alternative

A story is one Art however many pages it runs over and whatever stands between, a paragraph that
runs over legs and pages one P with several marked contents. Pictures are painted before the type of
their page; in the tree they stand where their cutline does, those without one after the page's part
of their story; ads follow the stories of their page. Furniture is no part of the tree: it is marked
as an artifact. Source: ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from layout.page.document import Box, Fragment, Image
from layout.page.rect import Rect
from layout.press.ink.pdf_objects import Objects
from layout.press.ink.pdf_operators import pt, text_string

_TAGS = {
    "headline": "H1",
    "crosshead": "H2",
    "cutline": "Caption",
    "credit": "Caption",
    "pull_quote": "BlockQuote",
    "quote": "BlockQuote",
}
_CAPTIONS = ("cutline", "credit")
_AD = "Advertisement"
_PROMO = "promo"  # a picture printed once more, to say where its story is
_FURNITURE = ("folio", "masthead", "ear", "jump", "label", "furniture")
ARTIFACT = "/Artifact BMC"
_Key = tuple[str, str, int]
"""What the fragments of one element have in common: story, role, number of the paragraph."""


@dataclass(slots=True)
class _Element:
    """A structure element: its tag, the marked contents that belong to it (index of the page,
    MCID), its children; `title` is its name, `alternative` the text read instead of it,
    `attributes` more entries of its dictionary.
    """

    tag: str
    contents: list[tuple[int, int]] = field(default_factory=list)
    children: list[_Element] = field(default_factory=list)
    title: str = ""
    alternative: str = ""
    attributes: str = ""

    def entries(self) -> str:
        """Its dictionary's entries besides type, parent and content."""
        title = f"/T{text_string(self.title)}" if self.title else ""
        alternative = f"/Alt{text_string(self.alternative)}" if self.alternative else ""
        return f"{title}{alternative}{self.attributes}"


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


class Structure:
    """Collects the elements of a document while its pages are painted, then writes the tree."""

    def __init__(self) -> None:
        self._top: list[_Element] = []
        self._articles: dict[str, _Element] = {}
        self._pieces: dict[_Key, _Element] = {}
        self._marked: list[list[_Element]] = []
        self._figures: list[_Figure] = []

    def turn_to_next_page(self) -> None:
        """Begin a page: marked contents are numbered from 0 on each."""
        self._place_figures()
        self._marked.append([])

    def fragment(self, fragment: Fragment) -> str:
        """The operator that opens the marked content of a fragment."""
        if not fragment.story or fragment.role in _FURNITURE:
            return ARTIFACT
        key = (fragment.story, fragment.role, fragment.paragraph)
        piece = self._pieces.get(key)
        if piece is None:
            piece = self._pieces[key] = _Element(_TAGS.get(fragment.role, "P"))
            self._parent(fragment).children.append(piece)
        return self._mark(piece)

    def _parent(self, fragment: Fragment) -> _Element:
        """The element that a fragment's element goes below: its story's; of a cutline that of the
        nearest of the story's pictures on this page, which now gets its place in the story."""
        article = self._article(fragment.story)
        figures = [figure for figure in self._figures if figure.story == fragment.story]
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

    def box(self, box: Box) -> str:
        """The operator that opens the marked content of a box."""
        element = _Element("Aside", title=box.label or box.role.replace("_", " "))
        self._top.append(element)
        return self._mark(element)

    def _article(self, story: str) -> _Element:
        found = self._articles.get(story)
        if found is None:
            found = self._articles[story] = _Element("Art")
            self._top.append(found)
        return found

    def _mark(self, element: _Element) -> str:
        marked = self._marked[-1]
        number = len(marked)
        marked.append(element)
        element.contents.append((len(self._marked) - 1, number))
        return f"/{element.tag}<</MCID {number}>>BDC"

    def write(self, objects: Objects, pages: list[int]) -> int:
        """Add the tree to the objects of a PDF, given the numbers of its pages; its own number."""
        self._place_figures()
        root, whole = objects.reserve(), objects.reserve()
        numbers: dict[int, int] = {}
        kids = [self._write(element, whole, objects, pages, numbers) for element in self._top]
        objects.set(whole, f"<</Type/StructElem/S/Document/P {root} 0 R/K[{_references(kids)}]>>")
        parents = "".join(
            f"{page}[{_references([numbers[id(element)] for element in marked])}]"
            for page, marked in enumerate(self._marked)
        )
        tree = objects.add(f"<</Nums[{parents}]>>")
        objects.set(
            root,
            f"<</Type/StructTreeRoot/K {whole} 0 R/ParentTree {tree} 0 R"
            f"/ParentTreeNextKey {len(self._marked)}/RoleMap<</Aside/Sect>>>>",
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
        number = numbers[id(element)] = objects.reserve()
        kids = [
            f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {marked}>>" for page, marked in element.contents
        ]
        kids += [
            f"{self._write(child, number, objects, pages, numbers)} 0 R"
            for child in element.children
        ]
        objects.set(
            number,
            f"<</Type/StructElem/S/{element.tag}/P {parent} 0 R{element.entries()}"
            f"/K[{' '.join(kids)}]>>",
        )
        return number


def _references(numbers: list[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)
