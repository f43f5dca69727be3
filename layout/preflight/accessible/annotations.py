"""Annotations: links, fields of forms, comments, attached files. Source: ISO 14289-1, 7.18."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from layout.preflight.accessible.barrier import (
    Barrier,
    all_at,
    dictionary_at,
    name_of,
    number_of,
    text_at,
)
from layout.preflight.accessible.tree import Tree

_HIDDEN = 2  # the flag
_DEEPEST = 50  # fields one in the other
_IN = {"Widget": ("Form", "7.18.4"), "Link": ("Link", "7.18.5")}
"""By subtype, the kind of element that an annotation belongs into; all others into Annot."""


def annotation_barriers(pdf: pikepdf.Pdf, tree: Tree) -> Iterator[Barrier]:
    """What is wrong with the annotations of a file."""
    for number, page in enumerate(pdf.pages, 1):
        annotations = [
            each for each in all_at(page.obj, "/Annots") if isinstance(each, pikepdf.Dictionary)
        ]
        if annotations and name_of(page.obj, "/Tabs") != "S":
            message = "the tab order of its annotations is not that of the structure"
            yield Barrier("7.18.3", "tab-order", message, number)
        for each in annotations:
            kind = name_of(each, "/Subtype")
            if kind == "TrapNet":
                yield Barrier("7.18.2", "trap-net", "it has a trap network", number)
            if _is_there(each, page):
                yield from _one(each, kind, tree, number)


def _is_there(annotation: Any, page: pikepdf.Page) -> bool:
    """Whether anything of it can be met: it is not hidden, and not all out of the page."""
    flags = annotation.get("/F")
    if isinstance(flags, int) and flags & _HIDDEN:
        return False
    rect = [number_of(edge) for edge in all_at(annotation, "/Rect")]
    box = [number_of(edge) for edge in page.cropbox]
    if len(rect) != 4 or len(box) != 4 or None in (*rect, *box):
        return True
    edges, sheet = [edge or 0.0 for edge in rect], [edge or 0.0 for edge in box]
    across = min(edges[::2]) < max(sheet[::2]) and max(edges[::2]) > min(sheet[::2])
    down = min(edges[1::2]) < max(sheet[1::2]) and max(edges[1::2]) > min(sheet[1::2])
    return across and down


def _one(annotation: Any, kind: str, tree: Tree, page: int) -> Iterator[Barrier]:
    element = tree.of_object(annotation)
    around = element.kind if element else ""
    if kind == "PrinterMark":
        if element:
            yield Barrier("7.18.8", "printer-mark", "a printer's mark is tagged", page)
        return
    if kind == "Popup":
        return
    wanted, clause = _IN.get(kind, ("Annot", "7.18.1"))
    if around != wanted:
        message = f"an annotation ({kind}) is in {around or 'no element'}, not in {wanted}"
        yield Barrier(clause, "annotation-untagged", message, page)
    alternative = bool(element and text_at(element.entry, "/Alt"))
    if kind == "Widget":
        if not (_field_says(annotation) or alternative):
            yield Barrier("7.18.1", "field-undescribed", "a field has no description", page)
    elif not (text_at(annotation, "/Contents") or (alternative and kind != "Link")):
        message = f"an annotation ({kind}) has no description"
        yield Barrier("7.18.1", "annotation-undescribed", message, page)
    if kind == "FileAttachment":
        file = dictionary_at(annotation, "/FS")
        if not (text_at(file, "/F") and text_at(file, "/UF")):
            yield Barrier("7.18.7", "attachment-name", "an attached file has no name", page)


def _field_says(field: Any) -> bool:
    """Whether the field that a widget shows, or one that this is a part of, has a description. What
    has no name of its own is a widget of the field above it, and no field."""
    for _ in range(_DEEPEST):
        if text_at(field, "/TU") and ("/T" in field or "/Parent" not in field):
            return True
        field = dictionary_at(field, "/Parent")
    return False
