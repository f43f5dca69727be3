"""The structure tree of a tagged PDF: what each piece of type is, in reading order.

    Document ── Art (one a story) ── H1 headline, P deck, P body paragraph, H2 crosshead, ...
             ── Aside (one a box)    mapped to Sect, which every reader knows

A paragraph that runs over legs and pages is one P with several marked contents. Furniture is no
part of it: it is marked as an artifact. Source: ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from layout.page.document import Box, Fragment
from layout.press.objects import Objects
from layout.press.operator import text_string

TAGS = {
    "headline": "H1",
    "crosshead": "H2",
    "cutline": "Caption",
    "credit": "Caption",
    "pull_quote": "BlockQuote",
    "quote": "BlockQuote",
}
FURNITURE = ("folio", "masthead", "ear", "jump", "label", "furniture")
ARTIFACT = "/Artifact BMC"
Key = tuple[str, str, int]


@dataclass(slots=True)
class _Element:
    """A structure element: its tag, what is marked as its content (page, MCID), its children."""

    tag: str
    contents: list[tuple[int, int]] = field(default_factory=list)
    children: list[_Element] = field(default_factory=list)
    alternative: str = ""


class Structure:
    """Collects the elements of a document while its pages are painted, then writes the tree."""

    def __init__(self) -> None:
        self._top: list[_Element] = []
        self._articles: dict[str, _Element] = {}
        self._pieces: dict[Key, _Element] = {}
        self._marked: list[list[_Element]] = []

    def turn_to_next_page(self) -> None:
        """Begin a page: marked contents are numbered from 0 on each."""
        self._marked.append([])

    def fragment(self, fragment: Fragment) -> str:
        """The operator that opens the marked content of a fragment."""
        if not fragment.story or fragment.role in FURNITURE:
            return ARTIFACT
        key = (fragment.story, fragment.role, fragment.paragraph)
        piece = self._pieces.get(key)
        if piece is None:
            piece = self._pieces[key] = _Element(TAGS.get(fragment.role, "P"))
            self._article(fragment.story).children.append(piece)
        return self._mark(piece)

    def box(self, box: Box) -> str:
        """The operator that opens the marked content of a box."""
        element = _Element("Aside", alternative=box.label or box.role.replace("_", " "))
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
        title = f"/T{text_string(element.alternative)}" if element.alternative else ""
        objects.set(
            number,
            f"<</Type/StructElem/S/{element.tag}/P {parent} 0 R{title}/K[{' '.join(kids)}]>>",
        )
        return number


def _references(numbers: list[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)
