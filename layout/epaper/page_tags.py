"""The tags of a page that is cut out of an edition: that part of the structure tree that has
anything on it, with its own parent tree, so that the page alone is heard as in the edition.

    Document ─ Art ─ H1, P, P, ...     those elements, and above them the whole way to the root,
                  └─ Table ─ TR        whose content is on the page; rows with all their cells

Source: ISO 32000-1, 14.7.2 (elements), 14.7.4 (their content) and 14.7.4.4 (parent tree).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf

from layout.press.pictures.copy_objects import listed

_SAID = ("/S", "/T", "/Lang", "/Alt", "/E", "/ActualText", "/A", "/C", "/ID")
"""What an element says of itself, besides what it leads to."""
_ROW = "/TR"
_MOST = 1_000_000
_Name = tuple[int, int]
"""Number and generation of an object."""


class _Content(NamedTuple):
    """What belongs to an element: a marked content, of its page or of a form (`thing`), or an
    annotation (`thing`, without a number)."""

    page: _Name
    mcid: int | None
    thing: Any = None


@dataclass(slots=True)
class _Element:
    """An element of the edition: its dictionary, and its children and contents in their order; the
    pages on which it, or what is below it, has anything."""

    entry: Any
    above: _Element | None
    kids: list[_Element | _Content] = field(default_factory=list)
    pages: set[_Name] = field(default_factory=set)


class EditionTags:
    """The structure tree of an edition, read once for all its pages."""

    def __init__(self, whole: pikepdf.Pdf) -> None:
        self._whole = whole
        root = whole.Root.get("/StructTreeRoot")
        self._root: Any = root if isinstance(root, pikepdf.Dictionary) else pikepdf.Dictionary()
        self._top = _Element(self._root, None)
        self._parents = dict(_numbers(self._root.get("/ParentTree")))
        self._read()

    def give(self, page: pikepdf.Page, alone: pikepdf.Pdf) -> bool:
        """Tags the first page of `alone`, a copy of this page of the edition, as this one is tagged
        there; whether it is tagged at all."""
        name = page.obj.objgen
        if name not in self._top.pages:
            return False
        cut = _Cut(self._whole, name, alone)
        root = alone.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        root["/K"] = pikepdf.Array(cut.kids(self._top, root))
        for key in ("/RoleMap", "/ClassMap"):
            if key in self._root:
                root[key] = cut.copied(self._root[key])
        keys = sorted(
            {int(it) for it in [page.obj.get("/StructParents"), *cut.keys] if it is not None}
        )
        numbers = [it for key in keys for it in (key, cut.parents(self._parents.get(key)))]
        tree = pikepdf.Dictionary(Nums=pikepdf.Array(numbers))
        root["/ParentTree"] = alone.make_indirect(tree)
        root["/ParentTreeNextKey"] = max(keys, default=-1) + 1
        alone.Root["/StructTreeRoot"] = root
        alone.Root["/MarkInfo"] = pikepdf.Dictionary(Marked=True)
        return True

    def _read(self) -> None:
        """Reads all elements, and tells those above each which pages it is on."""
        waiting = [(self._top, self._root.get("/Pg"))]
        for _ in range(_MOST):
            if not waiting:
                return
            above, page = waiting.pop()
            for kid in listed(above.entry.get("/K")):
                content = _content(kid, page)
                if content is not None:
                    above.kids.append(content)
                    _tell(above, content.page)
                elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    element = _Element(kid, above)
                    above.kids.append(element)
                    waiting.append((element, kid.get("/Pg", page)))


class _Cut:
    """The elements of one page as they are copied; `keys` are those in the parent tree of the forms
    and annotations on it."""

    def __init__(self, whole: pikepdf.Pdf, page: _Name, alone: pikepdf.Pdf) -> None:
        self._whole, self._page, self._alone = whole, page, alone
        self._made: dict[_Name, Any] = {}
        self.keys: list[Any] = []

    def kids(self, element: _Element, made: Any, row: bool = False) -> Iterator[Any]:
        """The copies of what an element has on the page; of a `row` all cells."""
        for kid in element.kids:
            if isinstance(kid, _Content):
                if kid.page == self._page:
                    yield self._content(kid)
            elif row or self._page in kid.pages:
                yield self._element(kid, made)

    def _element(self, element: _Element, above: Any) -> Any:
        entry = element.entry
        made = self._alone.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem))
        made["/P"] = above
        for key in _SAID:
            if key in entry:
                made[key] = self.copied(entry[key])
        if entry.is_indirect:
            self._made[entry.objgen] = made
        made["/K"] = pikepdf.Array(self.kids(element, made, entry["/S"] == _ROW))
        return made

    def _content(self, content: _Content) -> Any:
        sheet = self._alone.pages[0].obj
        if content.mcid is None:
            self.keys.append(content.thing.get("/StructParent"))
            thing = self._alone.copy_foreign(content.thing)
            return pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Pg=sheet, Obj=thing)
        found = pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=sheet, MCID=content.mcid)
        if content.thing is not None:
            self.keys.append(content.thing.get("/StructParents"))
            found["/Stm"] = self._alone.copy_foreign(content.thing)
        return found

    def copied(self, value: Any) -> Any:
        """What an element says of itself, for the page's own PDF."""
        if not isinstance(value, pikepdf.Object):
            return value
        if value.is_indirect:
            return self._alone.copy_foreign(value)
        if isinstance(value, pikepdf.Dictionary | pikepdf.Array):
            return self._alone.copy_foreign(self._whole.make_indirect(value))
        return pikepdf.Object.parse(value.unparse())

    def parents(self, entry: Any) -> Any:
        """An entry of the parent tree: the copies of the elements that it names."""
        if isinstance(entry, pikepdf.Array):
            return pikepdf.Array([self._parent(it) for it in listed(entry)])
        return self._parent(entry)

    def _parent(self, entry: Any) -> Any:
        return self._made.get(entry.objgen) if isinstance(entry, pikepdf.Object) else None


def _content(kid: Any, page: Any) -> _Content | None:
    """A kid that is no element: what it leads to; None for an element, and for what is nowhere."""
    if isinstance(kid, int):
        return _Content(page.objgen, kid) if page is not None else None
    if not isinstance(kid, pikepdf.Dictionary):
        return None
    on = kid.get("/Pg", page)
    if on is None:
        return None
    if "/MCID" in kid:
        return _Content(on.objgen, int(kid["/MCID"]), kid.get("/Stm"))
    if "/Obj" in kid and "/S" not in kid:
        return _Content(on.objgen, None, kid["/Obj"])
    return None


def _tell(element: _Element | None, page: _Name) -> None:
    while element is not None and page not in element.pages:
        element.pages.add(page)
        element = element.above


def _numbers(tree: Any) -> Iterator[tuple[int, Any]]:
    """The entries of a number tree."""
    waiting = [tree]
    for _ in range(_MOST):
        if not waiting:
            return
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            continue
        flat = listed(node.get("/Nums"))
        yield from ((int(key), value) for key, value in zip(flat[::2], flat[1::2], strict=False))
        waiting += listed(node.get("/Kids"))
