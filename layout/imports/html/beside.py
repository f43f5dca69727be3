"""What stands beside a story: places for ads, sign-up forms, boxes, and the elements of our own by
which other readers hand them over.

    <newsgrid-slot name="google-ad"></newsgrid-slot>
    <newsgrid-module kind="blue_box" title="Before you board">…</newsgrid-module>
"""

from __future__ import annotations

from layout.imports.html.reading import PLAIN, Reading
from layout.imports.html.tree import Element
from layout.story.markdown.module_directive import Settings, module_of
from layout.story.module import KINDS, kind_of
from layout.story.run import plain
from layout.story.text.pieces import Piece, slot_named
from layout.story.text.sanitise import fold
from slots.finding import Finding


def beside_story(element: Element, reading: Reading) -> list[Piece] | None:
    """The pieces of an element that stands beside the story; None for all others."""
    if element.name == "newsgrid-slot":
        return [slot_named(element.get("name"), reading.line(element)), *_inner(element, reading)]
    if element.name == "newsgrid-module":
        return _own_module(element, reading)
    return None


def _inner(element: Element, reading: Reading) -> list[Piece]:
    return reading.inside(element, reading, PLAIN)


def _own_module(element: Element, reading: Reading) -> list[Piece]:
    kind = kind_of(element.get("kind"))
    settings = Settings(
        plain(fold(element.get("note")).strip()),
        reading.joined(element.get("action")),
        fold(element.get("success")).strip(),
    )
    title = fold(element.get("title")).strip()
    kind = kind if kind in KINDS else "blue_box"
    return module(kind, title, settings, _inner(element, reading), element, reading)


def module(
    kind: str,
    title: str,
    settings: Settings,
    pieces: list[Piece],
    element: Element,
    reading: Reading,
) -> list[Piece]:
    """The module of these pieces, and what has no place in it."""
    out: list[Piece] = []
    for found in module_of(kind, plain(title), settings, pieces, reading.where(element)):
        if isinstance(found, Finding):
            reading.findings.append(found)
        else:
            out.append(found)
    return out
