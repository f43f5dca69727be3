"""Boxes, tagged by themselves, as forms on a page: what is marked in them is numbered on from what
is marked on the page, and their elements go into the tree of the whole.

    page   /P <</MCID 0>> .. /P <</MCID 41>>           its marks
    form   /H2 <</MCID 42>> ..                         StructParents leads to its own elements

Numbers are the page's, where ISO 32000-1 asks for a form's alone, and the page's entry in the
parent tree has the elements, too: there are readers (pdfium) that look nowhere else. A box without
tags is one marked content.
Source: ISO 32000-1, 14.7.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pikepdf

from layout.press.ink.pdf_objects import Objects
from layout.press.ink.tagged_parts import Marking, TaggedForm, TaggedPart
from layout.press.pictures.copy_objects import listed
from layout.press.pictures.pdf_artwork import form_of

_MARK = re.compile(rb"/MCID (\d+)")
_DEEPEST = 100


@dataclass(slots=True)
class _Reader:
    """Reads the elements of a box; `marks` is how many marks it was found to have."""

    first: int
    marks: int = 0
    seen: set[tuple[int, int]] = field(default_factory=set)

    def parts(self, holder: Any, depth: int = 0) -> Iterator[TaggedPart]:
        """The elements in one."""
        for kid in listed(holder.get("/K")):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid and depth < _DEEPEST:
                yield self._part(kid, depth)

    def _part(self, it: Any, depth: int) -> TaggedPart:
        marks = [kid for kid in listed(it.get("/K")) if isinstance(kid, int)]
        self.marks = max([self.marks, *(mark + 1 for mark in marks)])
        attributes = it.get("/A")
        edges: tuple[float, ...] = ()
        if isinstance(attributes, pikepdf.Dictionary) and "/BBox" in attributes:
            edges = tuple(float(edge) for edge in attributes["/BBox"])
            attributes = None
        return TaggedPart(
            str(it["/S"])[1:],
            tuple(self.first + mark for mark in marks),
            tuple(self.parts(it, depth + 1)),
            str(it.get("/Alt", "")),
            str(it.get("/Lang", "")),
            attributes.unparse(resolved=True).decode("latin-1") if attributes is not None else "",
            edges,
        )


def tagged_form(data: bytes, objects: Objects, marking: Marking) -> TaggedForm:
    """Add a box to the objects of a PDF, its PDF given, as a form whose origin is its lower left
    corner."""

    def made(pdf: pikepdf.Pdf) -> tuple[tuple[TaggedPart, ...], int]:
        reader = _Reader(marking.first)
        root = pdf.Root.get("/StructTreeRoot")
        if root is None:
            return (), 1
        return tuple(reader.parts(root["/K"])), max(reader.marks, _most(pdf))

    entries = f"/StructParents {marking.key}".encode("ascii")
    number, (parts, marks) = form_of(data, objects, made, partial(_marked, marking), entries)
    return TaggedForm(number, parts, marks)


def _most(pdf: pikepdf.Pdf) -> int:
    """How many numbers the parent tree of a box has."""
    return len(pdf.Root["/StructTreeRoot"]["/ParentTree"]["/Nums"][1])


def _marked(marking: Marking, pdf: pikepdf.Pdf, content: bytes) -> bytes:
    """The content of a box with its marks."""
    if "/StructTreeRoot" in pdf.Root:
        return _MARK.sub(lambda mark: b"/MCID %d" % (marking.first + int(mark[1])), content)
    opening = f"/{marking.tag}<</MCID {marking.first}>>BDC\n".encode("ascii")
    return opening + content + b"\nEMC"
