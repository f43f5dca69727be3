"""A printed edition as other programs read it: words by poppler, glyphs and pictures by pdfium.

Lengths in millipoints from the top left corner of the page, as in a Document.
"""

from __future__ import annotations

import ctypes
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
    """A picture ("image") or a form ("form": PDF artwork, a box) where a page shows it."""

    kind: str
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
        return tuple(
            Sheet(
                number,
                _mpt(page.get_width()),
                _mpt(page.get_height()),
                words[number - 1],
                tuple(_glyphs(page)),
                tuple(_shown(page)),
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


def _shown(page: pdfium.PdfPage) -> Iterator[Shown]:
    height = page.get_height()
    kinds = {pdfium_c.FPDF_PAGEOBJ_IMAGE: "image", pdfium_c.FPDF_PAGEOBJ_FORM: "form"}
    for item in page.get_objects(max_depth=1):
        if item.type in kinds:
            left, bottom, right, top = item.get_bounds()
            yield Shown(
                kinds[item.type], _mpt(left), _mpt(height - top), _mpt(right), _mpt(height - bottom)
            )


def _mpt(points: float) -> int:
    return round(points * POINT)
