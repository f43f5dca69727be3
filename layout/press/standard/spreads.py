"""Two facing pages as one sheet, for a double truck that is printed whole: each becomes a form,
tags and bookmarks lead to it. Source: ISO 32000-1, 8.10 and 14.7.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pikepdf

from layout.press.ink.pdf_operators import number
from layout.press.pictures.copy_objects import listed
from layout.press.pictures.painting_cost import contents_of
from layout.press.pictures.pdf_artwork import Edges
from layout.press.standard.page_boxes import trim_of

_DEEPEST = 100_000


def join_pages(pdf: pikepdf.Pdf, at: int) -> None:
    """Makes one page of that in a place and the next: side by side, trim at trim."""
    pages = [pdf.pages[at], pdf.pages[at + 1]]
    left, right = pages[0].obj, pages[1].obj
    boxes = [trim_of(page) for page in pages]
    wide = boxes[0][2] - boxes[0][0]
    forms = [_form(pdf, page, box) for page, box in zip(pages, boxes, strict=True)]
    for page, form in ((left, forms[0]), (right, forms[1])):
        _lead_tags(pdf, page, form, left)
    _lead_bookmarks(pdf, (left, right), (-boxes[0][0], wide - boxes[1][0]))
    height = max(box[3] - box[1] for box in boxes)
    sheet = pikepdf.Array([0, 0, round(wide + boxes[1][2] - boxes[1][0], 3), height])
    for key in ("/Group", "/StructParents", "/Rotate", "/CropBox", "/BleedBox"):
        if key in left:
            del left[key]
    left["/MediaBox"], left["/TrimBox"] = sheet, pikepdf.Array(list(cast(Any, sheet)))
    left["/Resources"] = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(Left=forms[0], Right=forms[1])
    )
    over = number(wide, 3).encode("ascii")
    left["/Contents"] = pdf.make_stream(b"/Left Do q 1 0 0 1 %b 0 cm /Right Do Q" % over)
    del pdf.pages[at + 1]


def _form(pdf: pikepdf.Pdf, page: pikepdf.Page, box: Edges) -> Any:
    """A page as a form whose origin is the lower left corner of its trim."""
    made: Any = pdf.make_stream(b"\n".join(part.read_bytes() for part in contents_of(page)))
    made["/Type"], made["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
    made["/BBox"] = pikepdf.Array([round(edge, 3) for edge in box])
    made["/Matrix"] = pikepdf.Array([1, 0, 0, 1, -round(box[0], 3), -round(box[1], 3)])
    for key in ("/Resources", "/Group", "/StructParents"):
        if key in page.obj:
            made[key] = page.obj[key]
    return made


def _elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """The elements of the structure tree, each once."""
    root = pdf.Root.get("/StructTreeRoot")
    waiting: list[Any] = [root] if isinstance(root, pikepdf.Dictionary) else []
    for _ in range(_DEEPEST):
        if not waiting:
            return
        it = waiting.pop()
        yield it
        waiting += [
            kid
            for kid in listed(it.get("/K"))
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
        ]


def _lead_tags(pdf: pikepdf.Pdf, page: Any, form: Any, sheet: Any) -> None:
    """Has the tags of a page lead to what is marked in its form, on the sheet."""
    for it in _elements(pdf):
        own = it.get("/Pg")
        kids = [_led(kid, own, page, (form, sheet)) for kid in listed(it.get("/K"))]
        if kids:
            it["/K"] = pikepdf.Array(kids) if len(kids) > 1 else kids[0]
        if _is(own, page):
            it["/Pg"] = sheet


def _led(kid: Any, own: Any, page: Any, to: tuple[Any, Any]) -> Any:
    form, sheet = to
    if isinstance(kid, int):
        if not _is(own, page):
            return kid
        return pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=sheet, Stm=form, MCID=kid)
    if not isinstance(kid, pikepdf.Dictionary) or "/MCID" not in kid:
        return kid
    if _is(kid.get("/Pg", own), page):
        kid["/Pg"] = sheet
        if "/Stm" not in kid:  # or it is marked in a form of its own already
            kid["/Stm"] = form
    return kid


def _is(one: Any, page: Any) -> bool:
    return isinstance(one, pikepdf.Dictionary) and bool(one.objgen == page.objgen)


def _lead_bookmarks(pdf: pikepdf.Pdf, pages: tuple[Any, Any], aside: tuple[float, float]) -> None:
    """Has bookmarks of both pages lead to the sheet, so far aside as the page now stands."""
    outlines = pdf.Root.get("/Outlines")
    waiting = [outlines["/First"]] if outlines is not None and "/First" in outlines else []
    for _ in range(_DEEPEST):
        if not waiting:
            return
        it: Any = waiting.pop()
        to = it.get("/Dest")
        for page, by in zip(pages, aside, strict=True):
            if isinstance(to, pikepdf.Array) and len(to) and _is(to[0], page):
                it["/Dest"] = _moved(list(cast(Any, to)), pages[0], by)
                break
        waiting += [it[key] for key in ("/First", "/Next") if key in it]


def _moved(to: list[Any], sheet: Any, by: float) -> Any:
    to[0] = sheet
    if len(to) > 2 and str(to[1]) == "/XYZ" and to[2] is not None:
        to[2] = round(float(to[2]) + by, 3)
    return pikepdf.Array(to)
