"""A printed edition as other programs read it: words by poppler, glyphs by pdfium, the places of
pictures and forms by qpdf (pikepdf).

Lengths in millipoints from the top left corner of the page, as in a Document.
"""

from __future__ import annotations

import ctypes
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"
POINT = 1000


@dataclass(frozen=True, slots=True)
class Word:
    """A word as pdftotext finds it, in its box (ascender to descender, not ink)."""

    text: str
    left: int
    top: int
    right: int
    bottom: int

    @property
    def depth(self) -> int:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph as pdfium finds it: its origin on the baseline, and the box of its ink."""

    text: str
    x: int
    baseline: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture ("image") or a form ("form": PDF artwork, a box) where a page shows it; `name` is
    its resource's."""

    kind: str
    name: str
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the PDF; `number` counts from 1."""

    number: int
    width: int
    height: int
    words: tuple[Word, ...]
    glyphs: tuple[Glyph, ...]
    shown: tuple[Shown, ...]


def read_sheets(pdf: Path) -> tuple[Sheet, ...]:
    """All pages of a PDF."""
    words = read_words(pdf)
    document = pdfium.PdfDocument(pdf)
    try:
        with pikepdf.open(pdf) as file:
            return tuple(
                Sheet(
                    number,
                    _mpt(page.get_width()),
                    _mpt(page.get_height()),
                    words[number - 1],
                    tuple(_glyphs(page)),
                    tuple(_shown(file.pages[number - 1])),
                )
                for number, page in enumerate(document, 1)
            )
    finally:
        document.close()


def read_words(pdf: Path) -> list[tuple[Word, ...]]:
    """The words of each page by pdftotext -bbox. Control characters, which would not be XML, are
    thrown out by the parser."""
    run = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True)
    root = etree.fromstring(run.stdout, etree.XMLParser(recover=True, resolve_entities=False))
    return [
        tuple(
            Word(word.text or "", *(_mpt(float(word.get(edge))) for edge in EDGES))
            for word in page.iter(f"{XHTML}word")
        )
        for page in root.iter(f"{XHTML}page")
    ]


EDGES = ("xMin", "yMin", "xMax", "yMax")


def _glyphs(page: pdfium.PdfPage) -> Iterator[Glyph]:
    height = page.get_height()
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        sign = chr(pdfium_c.FPDFText_GetUnicode(text, index) or 0xFFFD)
        if sign.isspace() or pdfium_c.FPDFText_IsGenerated(text, index) == 1:
            continue
        pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
        left, bottom, right, top = text.get_charbox(index)
        if right > left and top > bottom:
            yield Glyph(
                sign,
                _mpt(x.value),
                _mpt(height - y.value),
                _mpt(left),
                _mpt(height - top),
                _mpt(right),
                _mpt(height - bottom),
            )


def _shown(page: pikepdf.Page) -> Iterator[Shown]:
    """Pictures and forms with the places they fill: matrices multiplied out (ISO 32000-1, 8.3)."""
    height = float(page.mediabox[3])
    things = page.obj.get("/Resources", {}).get("/XObject", {})
    matrix, stack = pikepdf.Matrix(), []
    for operands, operator in pikepdf.parse_content_stream(page, "q Q cm Do"):
        match str(operator):
            case "q":
                stack.append(matrix)
            case "Q":
                matrix = stack.pop()
            case "cm":
                matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
            case "Do":
                name = str(operands[0])
                yield _placed(name, things[name], matrix, height)


def _placed(name: str, thing: pikepdf.Object, matrix: pikepdf.Matrix, height: float) -> Shown:
    kind, box = "image", (0.0, 0.0, 1.0, 1.0)
    if thing.get("/Subtype") == "/Form":
        kind, box = "form", tuple(float(edge) for edge in thing.BBox)
        if "/Matrix" in thing:
            matrix = pikepdf.Matrix(*(float(n) for n in thing.Matrix)) @ matrix
    corners = [matrix.transform((x, y)) for x in box[::2] for y in box[1::2]]
    xs, ys = zip(*corners, strict=True)
    edges = (min(xs), height - max(ys), max(xs), height - min(ys))
    return Shown(kind, name, *map(_mpt, edges))


def _mpt(points: float) -> int:
    return round(points * POINT)
