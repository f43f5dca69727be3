"""Structure, bookmarks and page labels of an edition of which some pages are closed: what each of
these says of itself goes into the tree of the whole, in the order of the pages.

    Document ── Art  page 1, as it was closed          parent tree   0   page 2, its forms behind it
             ├─ Art  page 2, painted now                             4   page 1
             └─ ...                                                  5   a form on page 1

A story on two closed pages is one Art on each: their PDFs know nothing of each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from layout.press.ink.claim import CLAIM
from layout.press.pictures.copy_objects import listed

_DEEPEST = 200


class JoinedTags:
    """Joins what pages say of themselves into a PDF; `finish` when all are in."""

    def __init__(self, whole: pikepdf.Pdf) -> None:
        self.whole = whole
        root = whole.Root.get("/StructTreeRoot")
        self._document: Any = root["/K"] if root is not None else None
        self._parents: Any = root["/ParentTree"]["/Nums"] if root is not None else None
        self._next = int(root.get("/ParentTreeNextKey", 0)) if root is not None else 0
        self._bookmarks: list[pikepdf.OutlineItem] = []

    def add(self, page: pikepdf.Page, source: pikepdf.Pdf) -> None:
        """A page that was put into the whole, the first of its own file."""
        root = source.Root.get("/StructTreeRoot")
        if root is None or self._document is None:
            for it in _tagged(page):
                del it["/StructParents"]
        else:
            self._add_tree(page, self.whole.copy_foreign(root))
        with source.open_outline() as outline:
            self._bookmarks += [_bookmark(item, page) for item in outline.root]

    def _add_tree(self, page: pikepdf.Page, root: Any) -> None:
        for it in _tagged(page):
            it["/StructParents"] = self._next + int(it["/StructParents"])
        entries = list(root["/ParentTree"]["/Nums"])
        for key, parents in zip(entries[::2], entries[1::2], strict=True):
            self._parents.append(self._next + int(key))
            self._parents.append(parents)
        self._next += int(root.get("/ParentTreeNextKey", len(entries) // 2))
        for element in listed(root["/K"].get("/K")):
            element["/P"] = self._document
            _lead(element, page.obj, 0)
            self._document["/K"].append(element)

    def finish(self, numbers: Sequence[int]) -> None:
        """Puts all in the order of the pages, which are called by these `numbers`."""
        places = {page.obj.objgen: place for place, page in enumerate(self.whole.pages)}
        if self._document is not None:
            kids = sorted(listed(self._document.get("/K")), key=lambda kid: _first(kid, places))
            self._document["/K"] = pikepdf.Array(kids)
            self.whole.Root["/StructTreeRoot"]["/ParentTreeNextKey"] = self._next
        if self._bookmarks:
            with self.whole.open_outline() as outline:
                outline.root[:] = _merged([*outline.root, *self._bookmarks], places)
        labels: list[Any] = []
        for place, number in enumerate(numbers):
            if not place or numbers[place - 1] != number - 1:
                labels += [place, pikepdf.Dictionary(S=pikepdf.Name.D, St=number)]
        self.whole.Root["/PageLabels"] = pikepdf.Dictionary(Nums=pikepdf.Array(labels))


def without_claim(pdf: pikepdf.Pdf) -> None:
    """Takes away what says that a file is PDF/UA-1."""
    packet = pdf.Root.get("/Metadata")
    if packet is not None:
        packet.write(packet.read_bytes().replace(CLAIM, b""))


def _tagged(page: pikepdf.Page) -> Iterator[Any]:
    """A page and the forms on it, those of them that have tagged content."""
    forms = page.obj.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
    seen = set()
    for it in (page.obj, *(form for _, form in sorted(forms.items()))):
        if "/StructParents" in it and it.objgen not in seen:
            seen.add(it.objgen)
            yield it


def _lead(element: Any, page: Any, depth: int) -> None:
    """Has an element and those in it lead to a page."""
    if "/Pg" in element:
        element["/Pg"] = page
    if depth < _DEEPEST:
        for kid in listed(element.get("/K")):
            if isinstance(kid, pikepdf.Dictionary):
                _lead(kid, page, depth + 1)


def _first(element: Any, places: dict[tuple[int, int], int], depth: int = 0) -> int:
    """The first page, by its place, on which anything of an element stands."""
    own = element.get("/Pg")
    found = [places.get(own.objgen, len(places))] if own is not None else []
    if depth < _DEEPEST:
        kids = (kid for kid in listed(element.get("/K")) if isinstance(kid, pikepdf.Dictionary))
        found += [_first(kid, places, depth + 1) for kid in kids]
    return min(found, default=len(places))


def _bookmark(item: pikepdf.OutlineItem, page: pikepdf.Page) -> pikepdf.OutlineItem:
    to = item.destination
    where = [page.obj, *list(to)[1:]] if isinstance(to, pikepdf.Array) else [page.obj]
    made = pikepdf.OutlineItem(item.title, pikepdf.Array(where))
    made.children.extend(_bookmark(child, page) for child in item.children)
    return made


def _merged(
    items: list[pikepdf.OutlineItem], places: dict[tuple[int, int], int]
) -> list[pikepdf.OutlineItem]:
    """Bookmarks in the order of the pages that they lead to; sections of the same name are one."""
    sections: dict[str, pikepdf.OutlineItem] = {}
    made = []
    for item in sorted(items, key=lambda item: _place(item, places)):
        section = sections.get(str(item.title)) if item.children else None
        if section is not None:
            section.children.extend(item.children)
            continue
        if item.children:
            sections[str(item.title)] = item
        made.append(item)
    for item in sections.values():
        item.children.sort(key=lambda child: _place(child, places))
    return made


def _place(item: pikepdf.OutlineItem, places: dict[tuple[int, int], int]) -> int:
    to = item.destination
    page = to[0] if isinstance(to, pikepdf.Array) and len(to) else None
    return places.get(page.objgen, len(places)) if page is not None else len(places)
