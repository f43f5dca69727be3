"""A page as ALTO 4.4 (Library of Congress): each word with its place, in reading order.

    ComposedBlock (a zone) ── TextBlock (a fragment) ── TextLine ── String, SP, HYP
                           └─ Illustration (a picture, an ad)

Measures are tenths of a millimetre from the upper left corner of the trim.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from layout.epaper.issue import IssuePage
from layout.epaper.marked import Element, child, document
from layout.epaper.zones.outline import Polygon
from layout.epaper.zones.printed_words import PrintedLine, PrintedWord, TextBlock, around
from layout.epaper.zones.zone import Zone
from layout.page.rect import Rect
from layout.press.ink.pdf_operators import number
from layout.story.text.language import tag_of

_NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
_MM10 = 254 / 72_000
"""Tenths of a millimetre in a millipoint."""


def alto_of(page: IssuePage, language: str) -> bytes:
    """A page of an issue in this language as an ALTO document."""
    zoned = page.zoned
    spaces: Any = {None: _NAMESPACE}
    root = etree.Element(f"{{{_NAMESPACE}}}alto", nsmap=spaces, SCHEMAVERSION="4.4")
    description = child(root, "Description")
    child(description, "MeasurementUnit").text = "mm10"
    source = child(description, "sourceImageInformation")
    child(source, "fileName").text = f"../{page.picture}"
    processing = child(description, "Processing", ID="made")
    software = child(processing, "processingSoftware")
    child(software, "softwareName").text = "newsgrid"
    tags = child(root, "Tags")
    for kind in dict.fromkeys(zone.kind for zone in zoned.zones):
        child(tags, "LayoutTag", ID=f"is-{kind}", LABEL=kind)
    slugs = dict.fromkeys(zone.story for zone in zoned.zones if zone.story)
    names = {slug: f"story-{at}" for at, slug in enumerate(slugs, 1)}
    for slug, name in names.items():
        child(tags, "StructureTag", ID=name, TYPE="story", LABEL=slug)
    if not len(tags):
        root.remove(tags)
    whole = Rect(0, 0, zoned.width, zoned.height)
    printed = str(page.number)
    made = child(child(root, "Layout"), "Page", ID=page.name, **_language(language))
    made.set("PHYSICAL_IMG_NR", printed)
    made.set("PRINTED_IMG_NR", printed)
    made.set("POSITION", "Right" if page.number % 2 else "Left")
    made.set("WIDTH", _mm(zoned.width))
    made.set("HEIGHT", _mm(zoned.height))
    space = child(made, "PrintSpace", **_place(whole))
    for zone in zoned.zones:
        _zone(zone, space, names, language)
    return document(root, pretty=True)


def _zone(zone: Zone, space: Element, names: dict[str, str], language: str) -> None:
    """A zone as a block of blocks."""
    corners = [Rect(x, y, 0, 0) for polygon in zone.polygons for x, y in polygon]
    tags = f"is-{zone.kind} {names.get(zone.story, '')}".strip()
    place = _place(around(corners))
    block = child(space, "ComposedBlock", ID=zone.id, TAGREFS=tags, **place, TYPE=zone.kind)
    if len(zone.polygons) == 1 and len(zone.polygons[0]) > 4:
        child(child(block, "Shape"), "Polygon", POINTS=_points(zone.polygons[0]))
    if zone.image:
        child(block, "Illustration", ID=f"{zone.id}-image", **_place(zone.image.rect))
    for at, text in enumerate(zone.blocks, 1):
        _text(text, block, f"{zone.id}-t{at}", _language(zone.language, language))


def _text(block: TextBlock, parent: Element, name: str, language: dict[str, str]) -> None:
    rect = around([block.rect, *(line.rect for line in block.lines)])
    made = child(parent, "TextBlock", ID=name, **_place(rect), **language)
    for line in block.lines:
        _line(line, made)


def _line(line: PrintedLine, parent: Element) -> None:
    made = child(parent, "TextLine", **_place(line.rect), BASELINE=_mm(line.baseline))
    for at, word in enumerate(line.words):
        if at:
            left = line.words[at - 1].rect.right
            gap = max(0, word.rect.x - left)
            child(made, "SP", HPOS=_mm(left), VPOS=_mm(word.rect.y), WIDTH=_mm(gap))
        _word(word, made)
    if line.words[-1].hyphen:
        child(made, "HYP", CONTENT="-")


def _word(word: PrintedWord, parent: Element) -> None:
    half = {"SUBS_TYPE": f"HypPart{word.half}", "SUBS_CONTENT": word.whole} if word.half else {}
    child(parent, "String", **_place(word.rect), CONTENT=word.text, **half)


def _language(language: str, known: str = "") -> dict[str, str]:
    """The language of a part of the page, where it is another one than what is known."""
    return {"LANG": tag_of(language)} if language and language != known else {}


def _place(rect: Rect) -> dict[str, str]:
    return {
        "HPOS": _mm(rect.x),
        "VPOS": _mm(rect.y),
        "WIDTH": _mm(max(0, rect.width)),
        "HEIGHT": _mm(max(0, rect.height)),
    }


def _points(polygon: Polygon) -> str:
    return " ".join(f"{_mm(x)},{_mm(y)}" for x, y in polygon)


def _mm(length: int) -> str:
    return number(length * _MM10, 1)
