"""Two facing pages as one sheet: what is drawn where, and what leads to it."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest

from layout.press.standard.spreads import join_pages

N, D, A = pikepdf.Name, pikepdf.Dictionary, pikepdf.Array


def pages(pdf: pikepdf.Pdf, count: int = 3) -> None:
    """Pages of 120 by 220 points, to be trimmed to 100 by 200."""
    for at in range(count):
        pdf.add_blank_page(page_size=(120, 220))
        page = pdf.pages[at].obj
        page.TrimBox, page.StructParents = A([10, 10, 110, 210]), at
        page.BleedBox = A([5, 5, 115, 215])
        page.Contents = A([pdf.make_stream(b"%d 0 0 1 k" % at), pdf.make_stream(b"f")])
        page.Resources = D(Font=D(F1=D(BaseFont=N(f"/Of{at}"))))


def numbers(of: Any) -> list[float]:
    return [float(one) for one in of]


def test_pages_stand_side_by_side_trim_at_trim() -> None:
    with pikepdf.new() as pdf:
        pages(pdf)
        join_pages(pdf, 1)
        assert len(pdf.pages) == 2
        assert b"0 0 0 1 k" in pdf.pages[0].obj.Contents[0].read_bytes()
        sheet = pdf.pages[1].obj
        assert numbers(sheet.MediaBox) == numbers(sheet.TrimBox) == [0, 0, 200, 200]
        assert "/BleedBox" not in sheet
        assert "/StructParents" not in sheet
        assert sheet.Contents.read_bytes() == b"/Left Do q 1 0 0 1 100 0 cm /Right Do Q"


def test_each_page_becomes_a_form_with_all_it_had() -> None:
    with pikepdf.new() as pdf:
        pages(pdf)
        join_pages(pdf, 1)
        forms = pdf.pages[1].obj.Resources.XObject
        for at, name in ((1, "/Left"), (2, "/Right")):
            form = forms[name]
            assert (str(form.Type), str(form.Subtype)) == ("/XObject", "/Form")
            assert form.read_bytes() == b"%d 0 0 1 k\nf" % at
            assert numbers(form.BBox) == [10, 10, 110, 210]
            assert numbers(form.Matrix) == [1, 0, 0, 1, -10, -10]
            assert int(form.StructParents) == at
            assert str(form.Resources.Font.F1.BaseFont) == f"/Of{at}"


def test_tags_lead_to_the_forms_on_the_sheet() -> None:
    with pikepdf.new() as pdf:
        pages(pdf)
        before, left, right = (page.obj for page in pdf.pages)
        root = pdf.make_indirect(D(Type=N.StructTreeRoot))
        own = [pdf.make_indirect(D(S=N.P, Pg=page, K=at)) for at, page in ((4, before), (5, left))]
        marked = D(Type=N.MCR, Pg=right, MCID=7)
        own.append(pdf.make_indirect(D(S=N.P, Pg=right, K=A([6, marked]))))
        root.K = A(own)
        pdf.Root.StructTreeRoot = root
        join_pages(pdf, 1)
        forms = pdf.pages[1].obj.Resources.XObject
        first, second, third = own
        assert int(first.K) == 4
        assert first.Pg.objgen == pdf.pages[0].obj.objgen
        wanted = [(second.K, forms.Left, 5)]
        wanted += [(kid, forms.Right, at) for kid, at in zip(third.K, (6, 7), strict=True)]
        for kid, form, at in wanted:
            assert int(kid.MCID) == at
            assert kid.Stm.objgen == form.objgen
            assert kid.Pg.objgen == pdf.pages[1].obj.objgen
        assert second.Pg.objgen == third.Pg.objgen == pdf.pages[1].obj.objgen


@pytest.mark.parametrize(("at", "across"), [(0, 30.0), (1, 20.0), (2, 120.0)])
def test_bookmarks_lead_to_where_the_page_now_stands(at: int, across: float) -> None:
    with pikepdf.new() as pdf:
        pages(pdf)
        first = pdf.make_indirect(D())
        mark = pdf.make_indirect(D(Dest=A([pdf.pages[at].obj, N.XYZ, 30, 90, 0])))
        first.Next = mark
        pdf.Root.Outlines = pdf.make_indirect(D(First=first, Last=mark))
        join_pages(pdf, 1)
        to = mark.Dest
        assert to[0].objgen == pdf.pages[min(at, 1)].obj.objgen
        assert [str(to[1]), float(to[2]), float(to[3])] == ["/XYZ", across, 90]
