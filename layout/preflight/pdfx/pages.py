"""What PDF/X asks of pages: their boxes, and what lies on them that is not printed."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from layout.preflight.content.events import Text
from layout.preflight.geometry import Box
from layout.preflight.opened.numbers import box, name, table
from layout.preflight.subject.fault import Fault, Limits
from layout.preflight.subject.subject import Subject

_SLACK = 0.01
"""Points by which a box may stand out of another: what is left of rounding."""

_NEST = (
    ("/TrimBox", "/BleedBox"),
    ("/ArtBox", "/BleedBox"),
    ("/TrimBox", "/MediaBox"),
    ("/ArtBox", "/MediaBox"),
    ("/BleedBox", "/MediaBox"),
    ("/TrimBox", "/CropBox"),
    ("/ArtBox", "/CropBox"),
)
_AREAS = ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip")
_MOST_NOTES = 10_000


def media_box(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """A MediaBox on each page."""
    for sheet in subject.sheets:
        found = sheet.page.leaf.box("/MediaBox")
        if not found or not found.width or not found.height:
            yield sheet.fault("the page has no MediaBox")


def trim_box(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """A TrimBox or an ArtBox on each page, not both."""
    for sheet in subject.sheets:
        boxes = [sheet.page.leaf.box(key) for key in ("/TrimBox", "/ArtBox")]
        if all(boxes):
            yield sheet.fault("the page has both a TrimBox and an ArtBox")
        elif not any(boxes):
            yield sheet.fault("the page has neither a TrimBox nor an ArtBox")


def boxes_nest(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """The trim within the bleed, and both within the sheet."""
    for sheet in subject.sheets:
        leaf = sheet.page.leaf
        for inner, outer in _NEST:
            small, large = leaf.box(inner), leaf.box(outer)
            if small and large and not small.within(large, _SLACK):
                yield sheet.fault(f"its {inner[1:]} stands out of its {outer[1:]}")


def view_areas(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """No viewer is asked to show or print less than the bleed of pages that have one."""
    if not any(sheet.page.leaf.box("/BleedBox") for sheet in subject.sheets):
        return
    wishes = table(subject.pdf.Root.get("/ViewerPreferences"))
    for key in _AREAS:
        area = name(wishes.get(key))
        if area and area not in ("MediaBox", "BleedBox"):
            yield Fault(f"it asks viewers to cut its bleed off ({key[1:]} is {area[:20]})")


def composite(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """No page that is one ink of another."""
    for sheet in subject.sheets:
        if "/SeparationInfo" in sheet.page.leaf.own:
            yield sheet.fault("the page is one ink of a page (SeparationInfo)")


def notes(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """Nothing on the page that is no part of it: notes, fields, links; but for trap nets."""
    for sheet in subject.sheets:
        leaf = sheet.page.leaf
        page = leaf.box("/BleedBox") or leaf.trim
        found = leaf.own.get("/Annots")
        for each in list(found)[:_MOST_NOTES] if isinstance(found, pikepdf.Array) else []:
            if not isinstance(each, pikepdf.Dictionary):
                continue
            kind, place = name(each.get("/Subtype")), box(each.get("/Rect"))
            if kind != "TrapNet" and place and _on(place, page):
                told = f"an annotation lies on the page ({kind[:20] or 'of no kind'})"
                yield Fault(told, leaf.number, place)


def _on(place: Box, page: Box) -> bool:
    point = place.width == 0 or place.height == 0
    return place.grown(_SLACK if point else 0.0).meets(page)


def fonts(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """All fonts embedded that something is set in."""
    for sheet, event in subject.painted(Text):
        if event.seen and not event.font.embedded:
            font = event.font.name[:60] or "that is not there"
            yield sheet.fault(f"text is set in a font that is not embedded: {font}", event)


def readable(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """Content that can be read to its end."""
    for sheet in subject.sheets:
        for odd in sheet.page.odd:
            yield sheet.fault(odd)
