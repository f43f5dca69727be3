"""What may stand in what: tables, lists, tables of contents. Source: ISO 32000-1, 14.8.4.3, as ISO
14289-1, 7.2 asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from layout.preflight.accessible.barrier import Barrier
from layout.preflight.accessible.tree import Element, Tree

_IN = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
"""By kind, what an element may stand in."""

_HOLDS = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOC", "TOCI", "Caption"},
}
"""By kind, what may stand in an element."""

_ONCE = ("THead", "TFoot", "Caption")


def nesting_barriers(tree: Tree) -> Iterator[Barrier]:
    """What stands in what it may not stand in."""
    for element in tree.elements:
        kind, around = element.kind, element.parent.kind if element.parent else ""
        if kind in _IN and around not in _IN[kind]:
            yield _lacks("outside", f"{kind} stands in {around or 'nothing'}")
        if kind in _HOLDS:
            for other in sorted({kid.kind for kid in element.kids} - _HOLDS[kind]):
                yield _lacks("inside", f"{other or 'an unknown tag'} stands in {kind}")
            yield from _order(element)


def _order(element: Element) -> Iterator[Barrier]:
    """Captions stand first, those of tables first or last; there is one of each kind."""
    kinds = [kid.kind for kid in element.kids]
    for kind in _ONCE:
        if kinds.count(kind) > 1:
            yield _lacks("twice", f"{element.kind} has more than one {kind}")
    places = {0, len(kinds) - 1} if element.kind == "Table" else {0}
    if "Caption" in kinds and kinds.index("Caption") not in places:
        yield _lacks("caption", f"the caption of {element.kind} is not at its beginning")
    if element.kind == "Table" and "TBody" not in kinds and {"THead", "TFoot"} & set(kinds):
        yield _lacks("body", "a table has a head or foot and no body")


def _lacks(rule: str, message: str) -> Barrier:
    return Barrier("7.2", f"nesting-{rule}", message)
