"""The boxes of pages that go to the press, and the marks that show where they are trimmed."""

from __future__ import annotations

from typing import Any, cast

import pikepdf

from layout.page.format import MM
from layout.press.ink.pdf_operators import number
from layout.press.pictures.copy_objects import inherited

_MARK = 5 * MM  # millipoints: how long a mark is
_AWAY = 3 * MM  # from the bleed: a mark must not be seen on a page that is cut a little wide
_LINE = 0.25  # points

_Edges = tuple[float, float, float, float]


def set_boxes(pdf: pikepdf.Pdf, bleed: int, marks: bool) -> None:
    """Gives all pages their boxes: TrimBox as it is, BleedBox so many millipoints outside it,
    MediaBox around both and the marks."""
    for page in pdf.pages:
        trim = _edges(page.obj.get("/TrimBox")) or _edges(inherited(page, "/MediaBox"))
        assert trim is not None, "our pages have boxes"
        sheet = _edges(inherited(page, "/MediaBox")) or trim
        bled = _outside(trim, bleed)
        beyond = _outside(trim, bleed + _AWAY + _MARK) if marks else bled
        page.obj["/TrimBox"] = _array(trim)
        page.obj["/BleedBox"] = _array(bled)
        page.obj["/MediaBox"] = _array(_around(sheet, beyond))
        for key in ("/CropBox", "/ArtBox"):
            if key in page.obj:
                del page.obj[key]
        if marks:
            _mark(pdf, page, trim, bleed)


def _edges(it: Any) -> _Edges | None:
    if not isinstance(it, pikepdf.Array) or len(it) != 4:
        return None
    edges = [float(edge) for edge in cast(Any, it)]
    return min(edges[::2]), min(edges[1::2]), max(edges[::2]), max(edges[1::2])


def _outside(box: _Edges, by: float) -> _Edges:
    wide = by / 1000
    return box[0] - wide, box[1] - wide, box[2] + wide, box[3] + wide


def _around(one: _Edges, other: _Edges) -> _Edges:
    low = min(one[0], other[0]), min(one[1], other[1])
    return *low, max(one[2], other[2]), max(one[3], other[3])


def _array(box: _Edges) -> pikepdf.Array:
    return pikepdf.Array([round(edge, 3) for edge in box])


def _mark(pdf: pikepdf.Pdf, page: pikepdf.Page, trim: _Edges, bleed: int) -> None:
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
    del pdf
