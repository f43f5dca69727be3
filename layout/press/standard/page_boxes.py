"""The boxes of pages that go to the press, and the marks that show where they are trimmed."""

from __future__ import annotations

import pikepdf

from layout.page.format import MM
from layout.press.ink.pdf_operators import number
from layout.press.pictures.pdf_artwork import Edges, edges_of

_MARK = 5 * MM  # millipoints: how long a mark is
_AWAY = 3 * MM  # from the bleed: a mark must not be seen on a page that is cut a little wide
_LINE = 0.25  # points


def set_boxes(pdf: pikepdf.Pdf, bleed: int, marks: bool) -> None:
    """Gives all pages their boxes: TrimBox as it is, BleedBox so many millipoints outside it,
    MediaBox around both and the marks."""
    for page in pdf.pages:
        trim = trim_of(page)
        sheet = edges_of(page, "/MediaBox") or trim
        bled = _outside(trim, bleed)
        beyond = _outside(trim, bleed + _AWAY + _MARK) if marks else bled
        page.obj["/TrimBox"] = _array(trim)
        page.obj["/BleedBox"] = _array(bled)
        page.obj["/MediaBox"] = _array(_around(sheet, beyond))
        for key in ("/CropBox", "/ArtBox"):
            if key in page.obj:
                del page.obj[key]
        if marks:
            _mark(page, trim, bleed)


def trim_of(page: pikepdf.Page) -> Edges:
    """The edges of one of our pages as it is trimmed."""
    trim = edges_of(page, "/TrimBox") or edges_of(page, "/MediaBox")
    assert trim is not None, "our pages have boxes"
    return trim


def _outside(box: Edges, by: float) -> Edges:
    wide = by / 1000
    return box[0] - wide, box[1] - wide, box[2] + wide, box[3] + wide


def _around(one: Edges, other: Edges) -> Edges:
    low = min(one[0], other[0]), min(one[1], other[1])
    return *low, max(one[2], other[2]), max(one[3], other[3])


def _array(box: Edges) -> pikepdf.Array:
    return pikepdf.Array([round(edge, 3) for edge in box])


def _mark(page: pikepdf.Page, trim: Edges, bleed: int) -> None:
    """Two lines at each corner, in black ink: four inks would be over any limit."""
    start, end = (bleed + _AWAY) / 1000, (bleed + _AWAY + _MARK) / 1000
    lines = []
    for x, out in ((trim[0], -1), (trim[2], 1)):
        for y, up in ((trim[1], -1), (trim[3], 1)):
            lines.append((x + out * start, y, x + out * end, y))
            lines.append((x, y + up * start, x, y + up * end))
    drawn = " ".join(
        f"{number(a, 3)} {number(b, 3)} m {number(c, 3)} {number(d, 3)} l S" for a, b, c, d in lines
    )
    content = f"/Artifact BMC q 0 0 0 1 K {_LINE} w {drawn} Q EMC\n".encode("ascii")
    page.contents_add(content, prepend=True)
