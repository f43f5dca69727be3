"""The structure tree of a PDF as elements with their standard types. Source: ISO 32000-1, 14.7.

role map:  Aside -> Sect          an element's kind is the standard type that its tag is mapped
                                  to, over as many steps as it takes; "" where to none
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from layout.preflight.accessible.barrier import Barrier, all_at, dictionary_at, name_of, text_at

_STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 "
    "H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry "
    "Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form".split()
)
"""The standard structure types of ISO 32000-1, 14.8.4."""

_DEEPEST = 500  # elements one in the other
_MOST = 500_000  # elements


@dataclass(slots=True, eq=False)
class Element:
    """A structure element. `language` is its own or that of what is around it; None without."""

    entry: Any
    tag: str
    kind: str
    parent: Element | None
    language: str | None
    kids: list[Element] = field(default_factory=list)

    def attribute(self, owner: str, key: str, classes: Any) -> Any:
        """The value of one of its attributes, from its attribute objects, else from those of its
        classes; None without."""
        for held in (all_at(self.entry, "/A"), _of_classes(self.entry, classes)):
            for attributes in held:
                if name_of(attributes, "/O") == owner and key in attributes:
                    return attributes[key]
        return None

    def described(self) -> bool:
        """Whether a text stands for it: an alternative that says something, or the actual one."""
        return bool(text_at(self.entry, "/Alt")) or text_at(self.entry, "/ActualText") is not None


def _of_classes(entry: Any, classes: Any) -> Iterator[Any]:
    for name in all_at(entry, "/C"):
        if isinstance(name, pikepdf.Name):
            yield from all_at(classes, str(name))


@dataclass(frozen=True, slots=True)
class Tree:
    """The elements of a file in reading order; where their marked contents lead; what is wrong with
    their tags. `parents` has the arrays and elements of the parent tree by their number."""

    root: Any
    elements: tuple[Element, ...]
    by_object: dict[tuple[int, int], Element]
    parents: dict[int, Any]
    barriers: tuple[Barrier, ...]

    @property
    def classes(self) -> Any:
        """The attributes of classes, by their names."""
        return dictionary_at(self.root, "/ClassMap")

    def of_content(self, holder: Any, mcid: int) -> Element | None:
        """The element that a marked content of a page or form belongs to; None where to none."""
        parents = self.parents.get(_whole(holder.get("/StructParents")))
        if not isinstance(parents, pikepdf.Array) or not 0 <= mcid < len(parents):
            return None
        return self._known(parents[mcid])

    def of_object(self, it: Any) -> Element | None:
        """The element that an annotation or a whole form belongs to; None where to none."""
        return self._known(self.parents.get(_whole(it.get("/StructParent"))))

    def _known(self, it: Any) -> Element | None:
        return self.by_object.get(it.objgen) if isinstance(it, pikepdf.Object) else None


def tree_of(pdf: pikepdf.Pdf) -> Tree:
    """The structure tree of a file; an empty one where it has none."""
    root = dictionary_at(pdf.Root, "/StructTreeRoot")
    reader = _Reader(dictionary_at(root, "/RoleMap"))
    reader.read(root, text_at(pdf.Root, "/Lang"))
    elements = tuple(reader.elements)
    by_object = {each.entry.objgen: each for each in elements if each.entry.is_indirect}
    parents = dict(_numbers(dictionary_at(root, "/ParentTree")))
    return Tree(root, elements, by_object, parents, tuple(reader.barriers))


class _Reader:
    """Reads elements in reading order."""

    def __init__(self, roles: Any) -> None:
        self.roles = roles
        self.elements: list[Element] = []
        self.barriers: list[Barrier] = []
        self._seen: set[tuple[int, int]] = set()
        self._kinds: dict[str, str] = {}

    def read(self, root: Any, language: str | None) -> None:
        self._kids(root, None, language, 0)

    def _kids(self, holder: Any, parent: Element | None, language: str | None, depth: int) -> None:
        for entry in all_at(holder, "/K"):
            if not isinstance(entry, pikepdf.Dictionary) or "/S" not in entry:
                continue
            if entry.is_indirect and entry.objgen in self._seen:
                continue
            self._seen.add(entry.objgen)
            tag, own = name_of(entry, "/S"), text_at(entry, "/Lang")
            language_here = language if own is None else own
            element = Element(entry, tag, self._kind(tag), parent, language_here)
            self.elements.append(element)
            if parent is not None:
                parent.kids.append(element)
            if depth < _DEEPEST and len(self.elements) < _MOST:
                self._kids(entry, element, language_here, depth + 1)

    def _kind(self, tag: str) -> str:
        if tag not in self._kinds:
            self._kinds[tag] = self._mapped(tag)
        return self._kinds[tag]

    def _mapped(self, tag: str) -> str:
        if tag in _STANDARD and f"/{tag}" in self.roles:
            self._lacks("remapped", f"the standard tag {tag} is mapped to another one")
        steps, now = {tag}, tag
        while now not in _STANDARD:
            now = name_of(self.roles, f"/{now}")
            if now in steps:
                self._lacks("circular", f"the tag {tag} is mapped in a circle")
                return ""
            if not now:
                self._lacks("unmapped", f"the tag {tag} is not mapped to a standard one")
                return ""
            steps.add(now)
        return now

    def _lacks(self, rule: str, message: str) -> None:
        self.barriers.append(Barrier("7.1", f"role-{rule}", message))


def _numbers(node: Any, depth: int = 0) -> Iterator[tuple[int, Any]]:
    """The entries of a number tree."""
    if depth > _DEEPEST:
        return
    entries = list(all_at(node, "/Nums"))
    for key, value in zip(entries[::2], entries[1::2], strict=False):
        yield _whole(key), value
    for kid in all_at(node, "/Kids"):
        yield from _numbers(kid, depth + 1)


def _whole(it: Any) -> int:
    return it if isinstance(it, int) and not isinstance(it, bool) else -1
