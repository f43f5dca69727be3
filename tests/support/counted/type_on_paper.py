"""The type of a PDF as pdfium shows it: lines of one font and size, with the widths of the gaps
between their words. What stands in forms (ads, boxes) is left out: they are no type of the page."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from support.counted.facts import Facts, Place

POINT = 1000
# pdfium has U+0002 for a hyphen at the end of a line; one of the copy has a word joiner behind it
HYPHENS = ("-", "\u2010", "\x02", "\u00ad", "\u2060")
APART = 0.4  # of its size: a wider gap parts two lines of display type that stand level


@dataclass(frozen=True, slots=True)
class Sign:
    """A glyph: its origin, where its advance ends, its font and size, and its horizontal scale."""

    text: str
    x: float
    end: float
    baseline: float
    font: str
    size: float
    scale: float


@dataclass(frozen=True, slots=True, eq=False)
class TypeLine:
    """Glyphs on one baseline in one column (body type) or close together (all other). `gaps` are
    the widths between words, `natural` the width of the font's own space, unscaled (0: it has no
    space)."""

    text: str
    font: str
    size: float
    left: float
    right: float
    baseline: float
    gaps: tuple[float, ...]
    natural: float

    @property
    def hyphenated(self) -> bool:
        return self.text.endswith(HYPHENS)


def signs(page: pdfium.PdfPage) -> Iterator[Sign]:
    """All glyphs and spaces that the file itself has."""
    height, text = page.get_height(), page.get_textpage()
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium_c.FS_RECTF()
    name, flags, matrix = (
        ctypes.create_string_buffer(200),
        ctypes.c_int(),
        pdfium_c.FS_MATRIX(),
    )
    for index in range(text.count_chars()):
        if pdfium_c.FPDFText_IsGenerated(text, index) == 1:
            continue
        pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium_c.FPDFText_GetLooseCharBox(text, index, box)
        pdfium_c.FPDFText_GetFontInfo(text, index, name, 200, flags)
        pdfium_c.FPDFText_GetMatrix(text, index, matrix)
        yield Sign(
            chr(pdfium_c.FPDFText_GetUnicode(text, index) or 0xFFFD),
            x.value * POINT,
            box.right * POINT,
            (height - y.value) * POINT,
            name.value.decode("ascii", "replace").partition("+")[2],
            round(pdfium_c.FPDFText_GetFontSize(text, index), 2),
            matrix.a,
        )


def lines_of(
    pdf: Path, pages: Sequence[Facts], forms: Sequence[Sequence[Place]], body: float
) -> list[list[TypeLine]]:
    """The lines of each page; type of the size `body` is parted at the columns' edges."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [
            list(_lines(list(signs(page)), facts, inside, body))
            for page, facts, inside in zip(document, pages, forms, strict=True)
        ]
    finally:
        document.close()


def _lines(
    every: list[Sign], facts: Facts, forms: Sequence[Place], body: float
) -> Iterator[TypeLine]:
    rows: dict[tuple[int, float, int], list[Sign]] = defaultdict(list)
    for sign in every:
        if any(form.holds(sign.x, sign.baseline) for form in forms):
            continue
        column = _column(sign, facts) if abs(sign.size - body) < 0.01 else -1
        rows[round(sign.baseline / 100), sign.size, column].append(sign)
    for (_, size, column), row in rows.items():
        row.sort(key=lambda sign: (sign.x, sign.text != " "))
        parts = [row] if column >= 0 else list(_parted(row, APART * size * POINT))
        yield from (_line(part) for part in parts if any(sign.text.strip() for sign in part))


def _column(sign: Sign, facts: Facts) -> int:
    """The column that a glyph stands in: the last one whose left edge is not right of it."""
    return sum(left - 2_000 <= sign.x for left, _ in facts.columns) - 1


def _parted(row: list[Sign], apart: float) -> Iterator[list[Sign]]:
    part: list[Sign] = []
    for sign in row:
        if part and sign.x - part[-1].end > max(9_000, apart):
            yield part
            part = []
        part.append(sign)
    yield part


def _line(row: list[Sign]) -> TypeLine:
    inked = [(at, sign) for at, sign in enumerate(row) if sign.text.strip()]
    pairs = list(pairwise(inked))
    close = [after.x - before.end for (one, before), (other, after) in pairs if other == one + 1]
    letters = median(close) if close else 0.0  # each glyph of a word has it after it, the last too
    gaps = [
        after.x - before.end - letters
        for (one, before), (other, after) in pairs
        if other > one + 1  # a space, or two where the file begins another string
    ]
    spaces = [(sign.end - sign.x) / sign.scale for sign in row if sign.text == " "]
    first = inked[0][1]
    return TypeLine(
        "".join(sign.text for sign in row).strip(),
        first.font,
        first.size,
        first.x,
        inked[-1][1].end,
        first.baseline,
        tuple(gaps),
        spaces[0] if spaces else 0.0,
    )
