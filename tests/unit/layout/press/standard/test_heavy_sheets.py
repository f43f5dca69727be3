"""Where inks that lie over each other come over the limit, the artwork is brought down."""

from __future__ import annotations

import io
import shutil

import pikepdf
import pytest
from support.press.press_files import inks_of, most_ink, page_of, printer, saved
from support.press.press_profile import press_profile

from layout.press.standard.declared import Facts
from layout.press.standard.heavy_sheets import heavy_sheets
from layout.press.standard.press_settings import CONDITIONS, PressSettings, Standard
from layout.press.standard.pressed import Pressed, Sheets, pressed

N = pikepdf.Name
CONDITION = CONDITIONS["IFRA26S"]
MULTIPLY = pikepdf.Dictionary(BM=N.Multiply)
OVERPRINT = pikepdf.Dictionary(op=True, OP=True, OPM=1)
UNDER, OVER = b"0.8 0.6 0 0 k 0 0 200 200 re f ", b"0 0 0.8 0.4 k 0 0 200 200 re f"


def paper(state: pikepdf.Dictionary) -> bytes:
    """Two pages: each draws a solid, then an ad; the ad of the second adds ink to ink."""
    pdf = page_of(b"", 200, 200)
    pdf.add_blank_page(page_size=(200, 200))
    for page, content in zip(pdf.pages, (UNDER, UNDER + b"/G0 gs " + OVER), strict=True):
        form = pdf.make_stream(content)
        form.Type, form.Subtype, form.BBox = N.XObject, N.Form, [0, 0, 200, 200]
        form.Resources = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(G0=state))
        page.obj.Contents = pdf.make_stream(b"0.9 0.9 0 0.1 k 0 0 9 9 re f /Im0 Do")
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=form))
    return saved(pdf)


def made(data: bytes, limit: int = 220) -> Pressed:
    settings = PressSettings(None, CONDITION, Standard.X4, limit)
    facts = Facts("T", "en", None, Standard.X4, CONDITION, press_profile())
    return pressed(data, Sheets((4, 5)), settings, printer(limit), facts)


@pytest.mark.parametrize("state", [MULTIPLY, OVERPRINT])
def test_artwork_in_which_inks_add_up_is_brought_within_the_limit(state) -> None:
    done = made(paper(state))
    (told,) = done.overlaps
    assert (told.page, told.nths, told.left) == (5, (1,), None)
    assert told.before.percent == pytest.approx(260, abs=2)
    assert heavy_sheets(done.data, (0, 1), 220) == {}
    with pikepdf.open(io.BytesIO(done.data)) as pdf:
        for page in pdf.pages:  # what is not of that artwork stays as it is
            assert b"0.9 0.9 0 0.1 k" in page.Contents.read_bytes()
        assert UNDER.strip() in pdf.pages[0].Resources.XObject.Im0.read_bytes()
    if shutil.which("gs"):
        assert most_ink(inks_of(done.data, 2)) <= 221


def test_where_that_is_not_enough_it_is_told_what_is_left() -> None:
    with pikepdf.open(io.BytesIO(paper(MULTIPLY))) as pdf:
        data = saved(_many(pdf))
    (told,) = made(data, 150).overlaps
    assert told.left is not None and told.left.percent > 150


def _many(pdf: pikepdf.Pdf) -> pikepdf.Pdf:
    """Four layers of an ink each, of which nothing is left out."""
    form = pdf.pages[1].obj.Resources.XObject.Im0
    layers = (b"1 0 0 0", b"0 1 0 0", b"0 0 1 0", b"0 0 0 1")
    form.write(b"/G0 gs " + b" ".join(inks + b" k 0 0 200 200 re f" for inks in layers))
    return pdf


def test_what_is_partly_opaque_and_what_does_not_add_is_not_counted(monkeypatch) -> None:
    from layout.press.standard import pressed as module

    asked = []

    def counted(data: bytes, places: tuple[int, ...], ink: int) -> dict[int, object]:
        asked.append(places)
        return {}

    monkeypatch.setattr(module, "heavy_sheets", counted)
    assert made(paper(pikepdf.Dictionary(ca=0.5))).overlaps == ()
    assert asked == [()]
