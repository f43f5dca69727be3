"""The structure of a frame, written into its PDF: headings, paragraphs, lists, tables, figures, as
its markup has them, whatever stands where.

WeasyPrint marks the texts and pictures that it draws (`pdf_tags`); its own tree of them is not
taken: it has a box for each element, blanks and anonymous boxes included, levels of headings as
they come, cells without a scope, and stumbles over what is not drawn. So the tree is made here of
the markup's elements (`frame_elements`), in their order, with what is drawn of each:

    Document ── H1 ── P ── L ── LI ── LBody
             │        └─ Span    where a part is in another language
             ├─ Table ── TR ── TH, TD
             └─ Figure ── Caption

Drawings and pictures that say nothing (no label, an empty alternative text, `aria-hidden`) are
artifacts. A frame of which a part would be lost (it is drawn in a group of its own, as what is
translucent is) has no tree: it is `Untold`, and one piece of text where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from layout.press.frames.frame_elements import Drawn, Told, told_elements

_FRAME = "section"
_POINTS = 0.75  # in a CSS pixel
_BLANK = ""


class Untold(Exception):
    """A frame of which a part would be lost to those who follow its structure."""


def tag_as_marked_up() -> None:
    """Has WeasyPrint write this tree in place of its own, for the rest of the process."""
    from weasyprint import pdf

    pdf.add_tags = _add_tags


@dataclass(slots=True)
class _Tree:
    """The tree of one page while it is written. `parents` are the elements of marks by their
    number, `tags` what these elements are."""

    pdf: Any
    page: int
    height: float
    parents: dict[int, bytes] = field(default_factory=dict)
    tags: dict[int, str] = field(default_factory=dict)

    def add(self, told: Told, parent: Any) -> bytes:
        """Writes an element with all that is in it; its reference."""
        from weasyprint.pdf import pydyf

        entries = {
            "Type": "/StructElem",
            "S": f"/{told.tag}",
            "P": parent.reference,
            "Pg": self.pdf.page_references[self.page],
        }
        element = pydyf.Dictionary(entries)
        self.pdf.add_object(element)
        if told.alternative:
            element["Alt"] = pydyf.String(told.alternative)
        if told.language:
            element["Lang"] = pydyf.String(told.language)
        if attributes := told.attributes | self._place(told):
            element["A"] = pydyf.Dictionary(attributes)
        kids: list[bytes | int] = []
        for kid in told.kids:
            if isinstance(kid, Told):
                kids.append(self.add(kid, element))
            else:
                kids.append(kid)
                self.parents[kid], self.tags[kid] = element.reference, told.tag
        element["K"] = pydyf.Array(kids)
        return bytes(element.reference)

    def _place(self, told: Told) -> dict[str, Any]:
        """The attributes that say where a figure is."""
        from weasyprint.pdf import pydyf

        if told.tag != "Figure" or told.box is None:
            return {}
        box = told.box
        left, top = box.content_box_x() * _POINTS, box.content_box_y() * _POINTS
        edges = (
            left,
            self.height - top - box.height * _POINTS,
            left + box.width * _POINTS,
            self.height - top,
        )
        place = pydyf.Array([round(edge, 3) for edge in edges])
        return {"O": "/Layout", "Placement": "/Block", "BBox": place}


def _add_tags(pdf: Any, document: Any, _version: Any, page_streams: Any) -> None:
    """Adds the tree of a frame, the only page of a document, to its PDF. Raises Untold."""
    from weasyprint.pdf import pydyf

    ((page, stream),) = zip(document.pages, page_streams, strict=True)
    marks = {id(box): mark["mcid"] for box, mark in stream._tags.items()}
    places = _places(stream)
    if len(places) != len(marks):
        raise Untold
    drawn = [Drawn(box, marks[id(box)]) for box in _all(page._page_box) if id(box) in marks]
    if len(drawn) != len(marks):
        raise Untold
    section = _section(page._page_box)
    if section is None:
        raise Untold
    tree = _Tree(pdf, 0, page.height * _POINTS)
    root, whole = pydyf.Dictionary({"Type": "/StructTreeRoot"}), pydyf.Dictionary({})
    pdf.add_object(root)
    pdf.add_object(whole)
    kids = [tree.add(told, whole) for told in told_elements(section, drawn)]
    whole |= {"Type": "/StructElem", "S": "/Document", "P": root.reference, "K": pydyf.Array(kids)}
    parents = pydyf.Array([tree.parents.get(number, "null") for number in range(len(marks))])
    numbers = pydyf.Dictionary({"Nums": pydyf.Array([0, parents])})
    pdf.add_object(numbers)
    root |= {"K": whole.reference, "ParentTree": numbers.reference}
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    for number, at in places.items():
        _name(stream.stream, at, tree.tags.get(number, ""))


def _places(stream: Any) -> dict[int, int]:
    """Where the numbers of marks stand among the operators of a page."""
    from weasyprint.pdf import pydyf

    return {
        operator["MCID"]: at
        for at, operator in enumerate(stream.stream)
        if isinstance(operator, pydyf.Dictionary) and "MCID" in operator
    }


def _name(operators: list[Any], at: int, tag: str) -> None:
    """Has a mark be a part of an element of this tag, or an artifact without one."""
    if tag:
        operators[at - 1] = f"/{tag}"
    else:
        operators[at - 1 : at + 2] = ["/Artifact", _BLANK, b"BMC"]


def _all(page: Any) -> Iterator[Any]:
    return iter(page.descendants(placeholders=True))


def _section(page: Any) -> Any:
    """The element of a frame."""
    return next((box.element for box in _all(page) if box.element_tag == _FRAME), None)
