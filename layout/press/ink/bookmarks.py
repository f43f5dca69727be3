"""Bookmarks: the sections of an edition and the headlines in each, with the page they lead to.

    Front page ── Dam holds, river town waits
               └─ Council adjourns
    Sport ─────── Late goal

Each story has one, at its first headline. Pages without a section put their stories at the top.
Source: ISO 32000-1, 12.3.3.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from layout.page.document import Document, Fragment
from layout.press.ink.pdf_objects import Objects
from layout.press.ink.pdf_operators import pt, text_string
from layout.typeset.words.set_line import Ending

_HEADLINE = "headline"


@dataclass(slots=True)
class _Mark:
    """A bookmark: what it says, the index of its page and how high on it, those below it."""

    title: str
    page: int
    y: int
    marks: list[_Mark] = field(default_factory=list)


def bookmarks(document: Document, objects: Objects, pages: list[int]) -> str:
    """Add the bookmarks to the objects of a PDF, given the numbers of its pages; the catalog's
    entry for them (empty where no page has a headline)."""
    marks = _marks(document)
    if not marks:
        return ""
    root = objects.reserve()
    first, last, count = _write(marks, root, objects, pages)
    objects.set(root, f"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {count}>>")
    return f"/Outlines {root} 0 R"


def _marks(document: Document) -> list[_Mark]:
    """The bookmarks of the top level, with those below them."""
    top: list[_Mark] = []
    sections: dict[str, _Mark] = {}
    marked: set[str] = set()
    for number, page in enumerate(document.pages):
        for fragment in page.fragments:
            if fragment.role != _HEADLINE or not fragment.story or fragment.story in marked:
                continue
            marked.add(fragment.story)
            height = page.grid.trim[1]
            mark = _Mark(_text(fragment), number, height - fragment.rect.y)
            if page.section:
                found = sections.get(page.section)
                if found is None:
                    found = sections[page.section] = _Mark(page.section, number, height)
                    top.append(found)
                found.marks.append(mark)
            else:
                top.append(mark)
    return top


def _text(fragment: Fragment) -> str:
    """The words of a headline, its lines put together again."""
    text = ""
    for placed in fragment.lines:
        line = placed.line
        if line.ending is Ending.HYPHEN:
            text += line.text.removesuffix("-")
        else:
            text += line.text + ("" if line.ending is Ending.TIGHT else " ")
    return text.strip()


def _write(
    marks: list[_Mark], parent: int, objects: Objects, pages: list[int]
) -> tuple[int, int, int]:
    """Add bookmarks of one level and those below them. Gives the numbers of the first and the last,
    and how many there are in all: a PDF's entries First, Last and Count."""
    numbers = [objects.reserve() for _ in marks]
    after = {a: f"/Next {b} 0 R" for a, b in pairwise(numbers)}
    before = {b: f"/Prev {a} 0 R" for a, b in pairwise(numbers)}
    total = len(marks)
    for number, mark in zip(numbers, marks, strict=True):
        below = ""
        if mark.marks:
            first, last, count = _write(mark.marks, number, objects, pages)
            below, total = f"/First {first} 0 R/Last {last} 0 R/Count {count}", total + count
        objects.set(
            number,
            f"<</Title{text_string(mark.title)}/Parent {parent} 0 R"
            f"{before.get(number, '')}{after.get(number, '')}{below}"
            f"/Dest[{pages[mark.page]} 0 R/XYZ 0 {pt(mark.y)} null]>>",
        )
    return numbers[0], numbers[-1], total
