"""What is painted, with the marks around it: nothing is without, and nothing in two kinds of them.

A page's operators are gone through once, those of its forms where they are painted, with the marks
that stand around them there. Gathered besides: which text is shown with which font (see `fonts`),
and what language it is in (see `languages`). Source: ISO 32000-1, 14.6 and 14.7.4.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from layout.preflight.accessible.barrier import Barrier, dictionary_at, name_of, text_at
from layout.preflight.accessible.tree import Element, Tree

_SHOWING = frozenset(("Tj", "TJ", "'", '"'))
_PAINTING = frozenset("S s f F f* B B* b b* sh INLINE IMAGE".split())
_DEEPEST = 40  # forms one in the other
_INVISIBLE = 3
_OPENING, _CLOSING = frozenset(("BDC", "BMC")), "EMC"


@dataclass(frozen=True, slots=True)
class _Mark:
    """A marked content: an artifact, a part of an element, or neither. `properties` are those it
    has."""

    artifact: bool
    element: Element | None
    properties: Any


@dataclass(slots=True)
class UsedFont:
    """A font with the strings that are shown with it, those that are to be seen apart."""

    font: Any
    seen: set[bytes] = field(default_factory=set)
    hidden: set[bytes] = field(default_factory=set)
    page: int = 0


@dataclass(slots=True)
class Marked:
    """What was gathered of all pages: fonts in use; properties of marks, whose texts have a
    language or not, by the page they were first met on; text without a language."""

    fonts: dict[Any, UsedFont] = field(default_factory=dict)
    texts: list[tuple[Any, str | None, int]] = field(default_factory=list)
    speechless: list[int] = field(default_factory=list)
    barriers: list[Barrier] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    """What q keeps and Q brings back."""

    font: Any = None
    mode: int = 0


def marked_content(pdf: pikepdf.Pdf, tree: Tree) -> Marked:
    """The contents of all pages of a file."""
    found = Marked()
    painted: dict[tuple[int, int], int] = defaultdict(int)
    for number, page in enumerate(pdf.pages, 1):
        walk = _Walk(number, tree, found, painted, text_at(pdf.Root, "/Lang"))
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        walk.through(page, page.obj, resources, (), 0)
    return found


def placed_content(pdf: pikepdf.Pdf) -> Marked:
    """The content of the first page of a file as it is where it stands, placed as a form without
    its tags, in an element of another file."""
    found, tree = Marked(), Tree(pikepdf.Dictionary(), (), {}, {}, ())
    figure = _Mark(False, Element(pikepdf.Dictionary(), "Figure", "Figure", None, ""), {})
    page = pdf.pages[0]
    walk = _Walk(1, tree, found, defaultdict(int), "")
    walk.through(page, page.obj, page.obj.get("/Resources", pikepdf.Dictionary()), (figure,), 0)
    return found


class _Walk:
    """Goes through the content of one page."""

    def __init__(
        self,
        page: int,
        tree: Tree,
        found: Marked,
        painted: dict[tuple[int, int], int],
        language: str | None,
    ) -> None:
        self.page, self.tree, self.found, self.painted = page, tree, found, painted
        self.language = language

    def through(
        self, content: Any, holder: Any, resources: Any, around: tuple[_Mark, ...], depth: int
    ) -> None:
        """The operators of a page or form; `around` are the marks that it is painted in."""
        marks, states = list(around), [_State()]
        for operands, operator in _instructions(content):
            if operator in _SHOWING:
                self._painted(marks, "text")
                self._shown(operands, operator, states[-1], marks)
            elif operator in _PAINTING:
                self._painted(marks, "an image" if operator == "INLINE IMAGE" else "a drawing")
            elif operator in _OPENING:
                marks.append(self._mark(operands, holder, resources, marks))
            elif operator == _CLOSING:
                del marks[max(len(around), len(marks) - 1) :]
            elif operator == "Do":
                self._object(operands, resources, tuple(marks), depth)
            else:
                _turn(states, operator, operands, resources)

    def _mark(self, operands: Any, holder: Any, resources: Any, marks: list[_Mark]) -> _Mark:
        tag = str(operands[0])[1:] if operands else ""
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = dictionary_at(dictionary_at(resources, "/Properties"), str(properties))
        if not isinstance(properties, pikepdf.Dictionary):
            properties = pikepdf.Dictionary()
        element = None
        mcid = properties.get("/MCID")
        if isinstance(mcid, int):
            element = self.tree.of_content(holder, mcid)
        mark = _Mark(tag == "Artifact", element, properties)
        self._nested(mark, marks)
        self._spoken(mark, marks)
        return mark

    def _nested(self, mark: _Mark, marks: list[_Mark]) -> None:
        if mark.artifact and any(each.element for each in marks):
            self._lacks("artifact-in-content", "an artifact stands in tagged content")
        if mark.element and any(each.artifact for each in marks):
            self._lacks("content-in-artifact", "tagged content stands in an artifact")

    def _spoken(self, mark: _Mark, marks: list[_Mark]) -> None:
        if any(key in mark.properties for key in ("/ActualText", "/Alt", "/E", "/Lang")):
            language = self._language([*marks, mark])
            self.found.texts.append((mark.properties, language, self.page))

    def _language(self, marks: list[_Mark]) -> str | None:
        for mark in reversed(marks):
            own = text_at(mark.properties, "/Lang")
            if own is not None:
                return own
            if mark.element is not None and mark.element.language is not None:
                return mark.element.language
        return self.language

    def _painted(self, marks: list[_Mark], what: str) -> None:
        if not any(each.artifact or each.element for each in marks):
            self._lacks("unmarked", f"{what} is neither tagged nor an artifact")

    def _shown(self, operands: Any, operator: str, state: _State, marks: list[_Mark]) -> None:
        if self.language is None and self._language(marks) is None:
            self.found.speechless.append(self.page)
        font = state.font
        if font is None:
            return
        key = font.objgen if font.is_indirect else font.unparse()
        used = self.found.fonts.get(key)
        if used is None:
            used = self.found.fonts[key] = UsedFont(font, page=self.page)
        strings = used.hidden if state.mode == _INVISIBLE else used.seen
        strings.update(_strings(operands, operator))

    def _object(self, operands: Any, resources: Any, marks: tuple[_Mark, ...], depth: int) -> None:
        if not operands:
            return
        painted = dictionary_at(resources, "/XObject").get(str(operands[0]))
        if not isinstance(painted, pikepdf.Stream):
            return
        whole = self.tree.of_object(painted)
        if whole is not None:
            marks = (*marks, _Mark(False, whole, pikepdf.Dictionary()))
        if name_of(painted, "/Subtype") != "Form":
            self._painted(list(marks), "an image")
            return
        if "/Ref" in painted:
            self._lacks("reference-xobject", "a form refers to another file", "7.20")
        tagged = "/StructParents" in painted
        self.painted[painted.objgen] += 1
        if tagged and self.painted[painted.objgen] == 2:
            message = "a form with tagged content of its own is painted more than once"
            self._lacks("form-painted-again", message, "7.20")
        if depth < _DEEPEST:
            self.through(painted, painted, painted.get("/Resources", resources), marks, depth + 1)

    def _lacks(self, rule: str, message: str, clause: str = "7.1") -> None:
        self.found.barriers.append(Barrier(clause, rule, message, self.page))


def _turn(states: list[_State], operator: str, operands: Any, resources: Any) -> None:
    """What an operator does to the graphics state, the last of those that are kept."""
    now = states[-1]
    if operator == "q":
        states.append(_State(now.font, now.mode))
    elif operator == "Q" and len(states) > 1:
        states.pop()
    elif operator == "Tf" and operands:
        now.font = dictionary_at(dictionary_at(resources, "/Font"), str(operands[0]))
    elif operator == "Tr" and operands:
        now.mode = int(operands[0])


def _instructions(content: Any) -> Iterator[tuple[Any, str]]:
    for instruction in pikepdf.parse_content_stream(content):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            yield (), "INLINE IMAGE"
        else:
            yield instruction.operands, str(instruction.operator)


def _strings(operands: Any, operator: str) -> Iterator[bytes]:
    if not operands:
        return
    last = operands[-1] if operator != "TJ" else operands[0]
    parts = last if isinstance(last, pikepdf.Array | list) else [last]
    for part in parts:
        if isinstance(part, pikepdf.String):
            yield bytes(part)
