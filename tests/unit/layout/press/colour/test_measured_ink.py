"""Artwork in more ink than any press takes, as Ghostscript separates it afterwards: never over the
limit in any square of 15 mm, and near it, so that there was something to do."""

import io
import shutil

import numpy as np
import pikepdf
import pytest
from PIL import Image
from support.press.press_files import in_print, inks_of, most_ink, page_of, picture, saved

N = pikepdf.Name
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("gs"), reason="Ghostscript is not installed"),
]


def noise(seed=5):
    return np.random.default_rng(seed).integers(180, 256, (300, 300, 4)).astype(np.uint8)


def jpeg(pdf):
    file = io.BytesIO()
    Image.frombytes("CMYK", (300, 300), noise().tobytes()).save(file, "JPEG", quality=90)
    it = pdf.make_stream(file.getvalue())
    it.Type, it.Subtype, it.Filter = N.XObject, N.Image, N.DCTDecode
    it.Width = it.Height = 300
    it.BitsPerComponent, it.ColorSpace, it.Decode = 8, N.DeviceCMYK, [1, 0] * 4
    return it


def shading():
    fade = pikepdf.Dictionary(
        FunctionType=2, Domain=[0, 1], C0=[1, 1, 1, 0.9], C1=[0.9, 1, 0.8, 1], N=1
    )
    return pikepdf.Dictionary(
        ShadingType=2, ColorSpace=N.DeviceCMYK, Function=fade, Coords=[0, 0, 200, 0]
    )


CONTENTS = {
    "a solid": b"0.95 0.9 0.9 0.9 k 0 0 200 200 re f",
    "a picture": b"q 200 0 0 200 0 0 cm /Im0 Do Q",
    "a picture in JPEG": b"q 200 0 0 200 0 0 cm /Im1 Do Q",
    "a shading": b"/Sh0 sh",
}


@pytest.mark.parametrize("limit", [180, 220, 260])
@pytest.mark.parametrize("what", CONTENTS)
def test_ink_is_at_the_limit_and_never_over_it(what, limit):
    pdf = page_of(CONTENTS[what], Shading=pikepdf.Dictionary(Sh0=shading()))
    tables = pikepdf.Dictionary(Im0=picture(pdf, noise(), N.DeviceCMYK), Im1=jpeg(pdf))
    pdf.pages[0].obj.Resources.XObject = tables
    before = most_ink(inks_of(saved(pdf)))
    assert not in_print(pdf, limit).refused
    after = most_ink(inks_of(saved(pdf)))
    assert before > 300
    assert limit - 6 <= after <= limit + 0.5
