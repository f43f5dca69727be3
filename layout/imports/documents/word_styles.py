"""What Word's styles and lists say of a paragraph: its role, its looks, its number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from layout.imports.documents.word_names import child_of, is_on, tag, value_of
from layout.imports.documents.written import DEEPEST_HEADING, role_of

_TOC = ("toc ", "table of figures", "toc heading")
_DEEPEST_LIST = 5
"""Levels of lists that mammoth tells apart."""


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str
    element: etree._Element


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by their ids."""

    styles: dict[str, _Style]

    def role(self, properties: etree._Element | None) -> str:
        """The role of a paragraph with these properties: that of its style, or of the nearest one
        which that is made from; else its outline level's; "" for running text."""
        own = value_of(child_of(properties, "w:pStyle"))
        for style in self._chain(own):
            role = role_of(style.name)
            if role:
                return role
        outlines = [child_of(properties, "w:outlineLvl")]
        outlines += [child_of(style.element, "w:pPr/w:outlineLvl") for style in self._chain(own)]
        level = next((value_of(each) for each in outlines if each is not None), "")
        if level.isdecimal() and int(level) < 9:
            return f"h{min(int(level) + 1, DEEPEST_HEADING)}"
        return ""

    def is_contents(self, properties: etree._Element | None) -> bool:
        """Whether a paragraph is a line of a table of contents."""
        own = value_of(child_of(properties, "w:pStyle"))
        return any(style.name.lower().startswith(_TOC) for style in self._chain(own))

    def has(self, name: str, run: etree._Element, paragraph: str = "") -> bool:
        """Whether a property ("w:b") is on for a run: by itself, or by its character style; by its
        paragraph's style, too, where that is given."""
        properties = run.find(tag("w:rPr"))
        own = child_of(properties, name)
        if own is not None:
            return is_on(own)
        ids = (value_of(child_of(properties, "w:rStyle")), paragraph)
        for style in (each for id in ids for each in self._chain(id)):
            found = child_of(style.element, f"w:rPr/{name}")
            if found is not None:
                return is_on(found)
        return False

    def numbering(self, properties: etree._Element | None) -> tuple[str, str]:
        """The list and the level that a paragraph is in, by itself or by its style."""
        own = child_of(properties, "w:numPr")
        list_id, level = value_of(child_of(own, "w:numId")), value_of(child_of(own, "w:ilvl"))
        if list_id:
            return list_id, level or "0"
        for style in self._chain(value_of(child_of(properties, "w:pStyle"))):
            found = child_of(style.element, "w:pPr/w:numPr")
            if found is not None:
                list_id = value_of(child_of(found, "w:numId"))
                return list_id, level or value_of(child_of(found, "w:ilvl")) or "0"
        return "", "0"

    def _chain(self, id: str) -> Iterator[_Style]:
        """A style and those it is made from."""
        seen: set[str] = set()
        while id in self.styles and id not in seen:
            seen.add(id)
            yield self.styles[id]
            id = self.styles[id].based_on


def styles_in(root: etree._Element | None) -> Styles:
    """The styles of the part that has them."""
    styles: dict[str, _Style] = {}
    for element in () if root is None else root.iter(tag("w:style")):
        name = value_of(child_of(element, "w:name"))
        style = _Style(name, value_of(child_of(element, "w:basedOn")), element)
        styles.setdefault(value_of(element, "w:styleId"), style)
    return Styles(styles)


@dataclass(frozen=True, slots=True)
class _ListPlace:
    """Where a paragraph stands in a list: level from 0, numbered or not, and its number."""

    level: int
    ordered: bool
    number: int = 1


@dataclass(slots=True)
class Lists:
    """The lists of a document, and how far each is counted.

    Lists that are made from one definition count on from each other, unless one says where it
    starts anew. Source: ISO/IEC 29500-1, 17.9.
    """

    definitions: dict[str, dict[str, etree._Element]]
    lists: dict[str, tuple[str, dict[int, int]]]
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def place(self, list_id: str, level: str) -> _ListPlace | None:
        """The place of the next paragraph that is in a list at a level; None where its list shows
        neither bullets nor numbers."""
        definition, starts = self.lists.get(list_id, ("", {}))
        element = self.definitions.get(definition, {}).get(level)
        depth = int(level) if level.isdecimal() else 0
        kind = value_of(child_of(element, "w:numFmt")) if element is not None else "none"
        if kind == "none":
            return None
        shown = min(depth, _DEEPEST_LIST - 1)
        if kind == "bullet":
            return _ListPlace(shown, False)
        first = value_of(child_of(element, "w:start"))
        start = int(first) if first.isdecimal() else 1
        if depth in starts and (list_id, depth) not in self.begun:
            start = starts[depth]
            self.counts.pop((definition, depth), None)
        self.begun.add((list_id, depth))
        number = self.counts.get((definition, depth), start - 1) + 1
        self.counts[definition, depth] = number
        for deeper in range(depth + 1, 9):
            self.counts.pop((definition, deeper), None)
        return _ListPlace(shown, True, number)


def lists_in(root: etree._Element | None) -> Lists:
    """The lists of the part that has them."""
    definitions: dict[str, dict[str, etree._Element]] = {}
    lists: dict[str, tuple[str, dict[int, int]]] = {}
    if root is None:
        return Lists(definitions, lists)
    for element in root.iter(tag("w:abstractNum")):
        levels = {value_of(one, "w:ilvl") or "0": one for one in element.iter(tag("w:lvl"))}
        definitions[value_of(element, "w:abstractNumId")] = levels
    for element in root.iter(tag("w:num")):
        definition = value_of(child_of(element, "w:abstractNumId"))
        lists[value_of(element, "w:numId")] = (definition, _starts(element))
    return Lists(definitions, lists)


def _starts(element: etree._Element) -> dict[int, int]:
    """The levels of a list that start anew, and where."""
    starts = {}
    for override in element.iter(tag("w:lvlOverride")):
        level = value_of(override, "w:ilvl")
        start = value_of(child_of(override, "w:startOverride"))
        if level.isdecimal() and start.isdecimal():
            starts[int(level)] = int(start)
    return starts
