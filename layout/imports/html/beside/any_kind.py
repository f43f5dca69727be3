"""What stands beside a story: places for ads, sign-up forms, boxes, and the elements of our own by
which other readers hand them over.

    <newsgrid-slot name="google-ad"></newsgrid-slot>
    <newsgrid-module kind="blue_box" title="Before you board">…</newsgrid-module>
"""

from __future__ import annotations

from layout.imports.html.beside.ads import ad_place
from layout.imports.html.beside.boxes import box, sign_up
from layout.imports.html.element import Element
from layout.imports.html.reading import PLAIN, Reading
from layout.imports.html.seen import unhidden
from layout.story.markdown.module_directive import Settings, module_of
from layout.story.module import KINDS, kind_of
from layout.story.run import plain
from layout.story.text.pieces import Piece, slot_named
from layout.story.text.sanitise import fold

_SLOT, _MODULE = "newsgrid-slot", "newsgrid-module"


def beside_story(element: Element, reading: Reading) -> list[Piece] | None:
    """The pieces of an element that stands beside the story; None for all others."""
    if element.name == _SLOT:
        inner = reading.inside(element, reading, PLAIN)
        return [slot_named(element.get("name"), reading.line(element)), *inner]
    if element.name == _MODULE:
        return _own_module(element, reading)
    if element.name in _READ and unhidden(element):
        for reader in (ad_place, sign_up, box):
            pieces = reader(element, reading)
            if pieces is not None:
                return pieces
    return None


_READ = frozenset(
    "div section aside p figure span center ins form iframe amp-ad amp-embed amp-sticky-ad".split()
)


def _own_module(element: Element, reading: Reading) -> list[Piece]:
    kind = kind_of(element.get("kind"))
    settings = Settings(
        plain(fold(element.get("note")).strip()),
        reading.joined(element.get("action")) if element.get("action") else "",
        fold(element.get("success")).strip(),
    )
    title = plain(fold(element.get("title")).strip())
    kind = kind if kind in KINDS else "blue_box"
    pieces = reading.inside(element, reading, PLAIN)
    return reading.noted(module_of(kind, title, settings, pieces, reading.where(element)))
