"""Forms, patterns, shadings, soft masks, glyphs that are drawn: each in the inks of a press."""

import numpy as np
import pikepdf
import pytest
from support.press.press_files import colours_in, in_print, page_of, printer, saved

from layout.press.separation.functions import function_of
from layout.press.separation.printer import Target
from layout.press.separation.spaces import DEVICE

N = pikepdf.Name
FADE = {"FunctionType": 2, "Domain": [0, 1], "C0": [1, 0, 0], "C1": [1, 1, 1], "N": 1}


def form(pdf, content, **entries):
    made = pdf.make_stream(content)
    made.Type, made.Subtype, made.BBox = N.XObject, N.Form, [0, 0, 100, 100]
    for key, value in entries.items():
        made[f"/{key}"] = value
    return made


def xobjects(pdf):
    return pdf.pages[0].obj.Resources.XObject


def only_inks(pdf):
    found = set(colours_in(saved(pdf)))
    other = [one for one in found if any(bad in one for bad in ("RGB", "Lab", "ICC", "Cal"))]
    return not other and not found & {"rg", "RG", "g", "G", "sc", "SC"}


def red():
    return DEVICE["/DeviceRGB"].printed(np.array([[1.0, 0, 0]]), printer(), Target.COLOUR)[0]


def test_a_form_is_translated_once_and_its_group_mixes_inks():
    pdf = page_of(b"/Fm0 Do /Fm0 Do")
    group = pikepdf.Dictionary(S=N.Transparency, CS=N.DeviceRGB, I=True)
    made = form(pdf, b"1 0 0 rg 0 0 9 9 re f", Group=group)
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Fm0=made)
    assert not in_print(pdf).refused
    assert list(xobjects(pdf).keys()) == ["/Fm0"]
    assert str(xobjects(pdf)["/Fm0"].Group.CS) == "/DeviceCMYK"
    assert only_inks(pdf)


def test_a_form_on_a_page_in_colour_and_on_one_without_is_two():
    pdf = page_of(b"/Fm0 Do")
    made = form(pdf, b"1 0 0 rg 0 0 9 9 re f")
    shared = pdf.make_indirect(pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm0=made)))
    pdf.pages[0].obj.Resources = shared
    pdf.pages.append(pdf.pages[0])
    pdf.pages[1].obj.Resources = shared
    assert not in_print(pdf, black=frozenset({2})).refused
    first, second = (page.obj.Resources.XObject["/Fm0"].read_bytes() for page in pdf.pages)
    assert b"0 0 0 0.7 k" in second
    assert first != second


def test_a_form_takes_the_colours_of_where_it_is_drawn():
    """Type in it is black by what was chosen outside: so it overprints in one place alone."""
    font = pikepdf.Dictionary(
        Type=N.Font, Subtype=N.Type1, FontDescriptor=pikepdf.Dictionary(FontFile=1)
    )
    pdf = page_of(b"0 g /Fm0 Do 1 0 0 rg /Fm0 Do 3 0 0 3 0 0 cm 0 g /Fm0 Do")
    inner = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    made = form(pdf, b"BT /F1 6 Tf (a) Tj ET", Resources=inner)
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Fm0=made)
    assert not in_print(pdf).refused
    names = list(xobjects(pdf).keys())
    assert len(names) == 2
    over = [b"PressOver101" in xobjects(pdf)[name].read_bytes() for name in names]
    assert sorted(over) == [False, True]


def test_a_form_that_draws_itself_is_refused():
    pdf = page_of(b"/Fm0 Do")
    made = form(pdf, b"/Fm0 Do")
    made.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm0=made))
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Fm0=made)
    (refused,) = in_print(pdf).refused
    assert str(refused) == "Fm0 > Fm0: it draws itself"


@pytest.mark.parametrize("kind", [1, 2, 3])
def test_shadings_along_a_function_are_sampled_in_inks(kind):
    pdf = page_of(b"/Sh0 sh")
    if kind == 1:
        program, domain = b"{ pop 1 exch dup }", [0, 1, 0, 1]
        function = pdf.make_stream(program, FunctionType=4, Domain=domain, Range=[0, 1] * 3)
    else:
        function = pikepdf.Dictionary({f"/{key}": value for key, value in FADE.items()})
    coords = {2: [0, 0, 100, 0], 3: [50, 50, 0, 50, 50, 40]}.get(kind)
    it = pikepdf.Dictionary(ShadingType=kind, ColorSpace=N.DeviceRGB, Function=function)
    if coords:
        it.Coords = coords
    it.Background = [1, 1, 1]
    pdf.pages[0].obj.Resources.Shading = pikepdf.Dictionary(Sh0=it)
    assert not in_print(pdf).refused
    made = pdf.pages[0].obj.Resources.Shading["/Sh0"]
    assert str(made.ColorSpace) == "/DeviceCMYK"
    assert [float(one) for one in made.Background] == [0, 0, 0, 0]
    again = function_of(made.Function)
    start = again(np.array([[0.0] * (2 if kind == 1 else 1)]))[0]
    assert np.allclose(start, red(), atol=0.01)
    end = again(np.array([[1.0] * (2 if kind == 1 else 1)]))[0]
    assert np.allclose(end, 0, atol=0.01)
    assert only_inks(pdf)


def test_the_corners_of_a_mesh_are_inks():
    pdf = page_of(b"/Sh0 sh")
    corner = bytes([0, 10, 20, 255, 0, 0])
    it = pdf.make_stream(corner * 3)
    it.ShadingType, it.ColorSpace = 4, N.DeviceRGB
    it.BitsPerCoordinate, it.BitsPerComponent, it.BitsPerFlag = 8, 8, 8
    it.Decode = [0, 100, 0, 100, 0, 1, 0, 1, 0, 1]
    pdf.pages[0].obj.Resources.Shading = pikepdf.Dictionary(Sh0=it)
    assert not in_print(pdf).refused
    made = pdf.pages[0].obj.Resources.Shading["/Sh0"]
    data = made.read_bytes()
    assert len(data) == 3 * 7
    assert data[:3] == bytes([0, 10, 20])
    assert np.allclose(np.frombuffer(data[3:7], np.uint8) / 255, red(), atol=0.01)
    assert len(made.Decode) == 12


def test_patterns():
    pdf = page_of(b"/Pattern cs /P0 scn 0 0 50 50 re f /P1 scn 0 0 50 50 re f")
    tile = pdf.make_stream(b"1 0 0 rg 0 0 2 2 re f")
    tile.PatternType, tile.PaintType, tile.TilingType = 1, 1, 1
    tile.BBox, tile.XStep, tile.YStep, tile.Resources = [0, 0, 4, 4], 4, 4, pikepdf.Dictionary()
    fade = pikepdf.Dictionary({f"/{key}": value for key, value in FADE.items()})
    shading = pikepdf.Dictionary(
        ShadingType=2, ColorSpace=N.DeviceRGB, Function=fade, Coords=[0, 0, 50, 0]
    )
    smooth = pikepdf.Dictionary(PatternType=2, Shading=shading)
    pdf.pages[0].obj.Resources.Pattern = pikepdf.Dictionary(P0=tile, P1=smooth)
    assert not in_print(pdf).refused
    assert only_inks(pdf)
    patterns = pdf.pages[0].obj.Resources.Pattern
    assert b" k" in patterns["/P0"].read_bytes()
    assert str(patterns["/P1"].Shading.ColorSpace) == "/DeviceCMYK"


def test_soft_masks_are_greys_by_lightness():
    pdf = page_of(b"/G0 gs 0 1 0 0 k 0 0 50 50 re f")
    group = pikepdf.Dictionary(S=N.Transparency, CS=N.DeviceRGB)
    made = form(pdf, b"1 0 0 rg 0 0 50 50 re f", Group=group, Resources=pikepdf.Dictionary())
    mask = pikepdf.Dictionary(S=N.Luminosity, G=made, BC=[1, 1, 1])
    state = pikepdf.Dictionary(SMask=mask)
    pdf.pages[0].obj.Resources.ExtGState = pikepdf.Dictionary(G0=state)
    done = in_print(pdf)
    assert not done.refused
    assert [one.what for one in done.transparent] == ["there is a soft mask"]
    own = pdf.pages[0].obj.Resources.ExtGState["/G0"].SMask
    assert str(own.G.Group.CS) == "/DeviceGray"
    assert own.G.read_bytes().split()[:2] == [b"0.3", b"g"]
    assert [float(one) for one in own.BC] == [1]


def test_glyphs_that_are_drawn():
    pdf = page_of(b"BT /T3 9 Tf (a) Tj ET")
    glyph = pdf.make_stream(b"500 0 d0 1 0 0 rg 0 0 400 400 re f")
    font = pikepdf.Dictionary(
        Type=N.Font,
        Subtype=N.Type3,
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        FontBBox=[0, 0, 500, 500],
        CharProcs=pikepdf.Dictionary(a=glyph),
        Resources=pikepdf.Dictionary(),
    )
    pdf.pages[0].obj.Resources.Font = pikepdf.Dictionary(T3=font)
    assert not in_print(pdf).refused
    drawn = pdf.pages[0].obj.Resources.Font["/T3"].CharProcs["/a"].read_bytes()
    assert b"rg" not in drawn
    assert b" k" in drawn


def test_a_device_may_stand_for_another_space():
    lab = pikepdf.Array([N.Lab, pikepdf.Dictionary(WhitePoint=[0.96, 1, 0.82])])
    pdf = page_of(b"0.5 0 0 rg 0 0 9 9 re f", ColorSpace={"/DefaultRGB": lab})
    assert not in_print(pdf).refused
    assert pdf.pages[0].obj.Contents.read_bytes().split()[:3] == [b"0", b"0", b"0"]


def test_what_names_nothing_draws_nothing():
    pdf = page_of(b"/Nothing Do 0 0 9 9 re f")
    assert not in_print(pdf).refused
    assert int(xobjects(pdf)["/Nothing"].BBox[2]) == 0
