"""Headings by their levels, and what must be described or named: figures, formulas, notes.
Source: ISO 14289-1, 7.3, 7.4, 7.7 and 7.9."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from layout.preflight.accessible.barrier import Barrier, text_at
from layout.preflight.accessible.tree import Tree

_LEVELS = {f"H{level}": level for level in range(1, 7)}
_DESCRIBED = {"Figure": "7.3", "Formula": "7.7"}


def heading_barriers(tree: Tree) -> Iterator[Barrier]:
    """Headings that skip a level, or that are of two ways to have them."""
    last, numbered, bare = 0, False, False
    for element in tree.elements:
        if element.kind == "H":
            bare = True
        elif element.kind in _LEVELS:
            numbered, level = True, _LEVELS[element.kind]
            if level > last + 1:
                after = f"H{last}" if last else "no heading"
                yield Barrier("7.4.2", "heading-skipped", f"{element.kind} follows {after}")
            last = level
        if sum(kid.kind == "H" for kid in element.kids) > 1:
            yield Barrier("7.4.4", "heading-twice", f"{element.tag} has more than one H")
    if bare and numbered:
        yield Barrier("7.4.4", "heading-mixed", "headings with and without a level stand together")


def description_barriers(tree: Tree) -> Iterator[Barrier]:
    """Figures and formulas without an alternative, notes without a name of their own."""
    names = Counter(text_at(each.entry, "/ID") for each in tree.elements if each.kind == "Note")
    for element in tree.elements:
        if element.kind in _DESCRIBED and not element.described():
            clause, what = _DESCRIBED[element.kind], element.kind.lower()
            yield Barrier(clause, f"{what}-undescribed", f"a {what} has no alternative text")
        if element.kind == "Note":
            name = text_at(element.entry, "/ID")
            if not name:
                yield Barrier("7.9", "note-unnamed", "a note has no ID")
            elif names[name] > 1:
                yield Barrier("7.9", "note-alike", f"notes have the same ID {name!r}")
