"""Colour spaces of PDF: what each makes of its colours, on a press made for tests."""

import numpy as np
import pikepdf
import pytest
from support.press.press_files import printer
from support.press.press_profile import press_profile

from layout.press.separation.printer import Printer, Target
from layout.press.separation.refused import Unpressable
from layout.press.separation.spaces import SpaceReader

TINT = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[1, 0.5, 0, 0], N=1)
PRESS = printer()


def nothing(name):
    return None


def space(*parts, spots=()):
    return SpaceReader(frozenset(spots)).space(pikepdf.Array(parts), nothing)


def printed(made, *values, target=Target.COLOUR):
    inks = made.printed(np.array([values], dtype=float), PRESS, target)[0]
    return [round(float(ink), 3) for ink in inks]


def name(text):
    return pikepdf.Name(text)


def device(text):
    return SpaceReader().space(name(text), nothing)


def test_devices():
    assert printed(device("/DeviceGray"), 0.25) == [0, 0, 0, 0.75]
    assert printed(device("/DeviceRGB"), 0, 0, 0) == [0, 0, 0, 1]
    assert printed(device("/DeviceRGB"), 35 / 255, 31 / 255, 32 / 255)[:3] == [0, 0, 0]
    assert printed(device("/DeviceCMYK"), 0.1, 0.2, 0.3, 0.4) == [0.1, 0.2, 0.3, 0.4]
    red = printed(device("/DeviceRGB"), 1, 0, 0)
    assert red[0] < 0.15
    assert red[1] > 0.8
    assert red[2] > 0.8


def test_rich_colours_are_limited():
    assert printed(device("/DeviceCMYK"), 1, 1, 1, 1) == [0.4, 0.4, 0.4, 1]


def test_lab_and_calibrated_light_are_the_colours_they_say():
    lab = space(name("/Lab"), pikepdf.Dictionary(WhitePoint=[0.9642, 1, 0.8249]))
    red, same = printed(lab, 54.3, 80, 70), printed(device("/DeviceRGB"), 1, 0, 0)
    assert np.allclose(red, same, atol=0.12)
    assert printed(lab, 0, 0, 0) == [0, 0, 0, 1]
    assert printed(lab, 100, 0, 0) == [0, 0, 0, 0]
    srgb = pikepdf.Dictionary(
        WhitePoint=[0.9505, 1, 1.089],
        Gamma=[2.2] * 3,
        Matrix=[0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505],
    )
    calibrated = space(name("/CalRGB"), srgb)
    for light in ((1, 0, 0), (0, 1, 0), (0.2, 0.4, 0.8), (0.5, 0.5, 0.5), (1, 1, 1)):
        wanted = printed(device("/DeviceRGB"), *light)
        assert np.allclose(printed(calibrated, *light), wanted, atol=0.06), light
    grey = space(name("/CalGray"), pikepdf.Dictionary(WhitePoint=[0.95, 1, 1.09], Gamma=2.2))
    assert printed(grey, 0.5) == pytest.approx([0, 0, 0, 0.5], abs=0.02)


def test_a_table_of_colours():
    table = pikepdf.String(bytes([0, 0, 0, 255, 255, 255, 255, 0, 0]))
    made = space(name("/Indexed"), name("/DeviceRGB"), 2, table)
    assert printed(made, 0) == [0, 0, 0, 1]
    assert printed(made, 1) == [0, 0, 0, 0]
    assert printed(made, 2) == printed(device("/DeviceRGB"), 1, 0, 0)
    assert printed(made, 9) == printed(made, 2)


def test_spot_colours_are_made_of_the_four_inks():
    made = space(name("/Separation"), name("/Pantone 300"), name("/DeviceCMYK"), TINT)
    assert printed(made, 0.5) == [0.5, 0.25, 0, 0]
    assert not made.kept
    kept = space(
        name("/Separation"), name("/Pantone 300"), name("/DeviceCMYK"), TINT, spots=["Pantone 300"]
    )
    assert kept.kept
    black = space(name("/Separation"), name("/Black"), name("/DeviceCMYK"), TINT)
    assert printed(black, 0.5) == [0, 0, 0, 0.5]
    every = space(name("/Separation"), name("/All"), name("/DeviceCMYK"), TINT)
    assert sum(printed(every, 1)) == pytest.approx(2.2)
    two = pikepdf.Array([name("/Magenta"), name("/Black")])
    both = space(name("/DeviceN"), two, name("/DeviceCMYK"), TINT)
    assert printed(both, 0.3, 0.6) == [0, 0.3, 0, 0.6]


def test_profiles():
    with pikepdf.new() as pdf:
        own = pdf.make_stream(press_profile(), N=4)
        made = space(name("/ICCBased"), own)
        assert printed(made, 0.1, 0.2, 0.3, 0.4) == [0.1, 0.2, 0.3, 0.4]
        broken = pdf.make_stream(b"no profile", N=3, Alternate=name("/DeviceRGB"))
        assert printed(space(name("/ICCBased"), broken), 0, 0, 0) == [0, 0, 0, 1]
        odd = pdf.make_stream(b"no profile", N=7)
        with pytest.raises(Unpressable):
            space(name("/ICCBased"), odd)


def test_black_of_another_press_stays_black_alone():
    other = Printer(press_profile(), 300)
    with pikepdf.new() as pdf:
        stream = pdf.make_stream(press_profile() + b"\0\0\0\0", N=4)
        made = space(name("/ICCBased"), stream)
        inks = made.printed(np.array([[0, 0, 0, 1.0]]), other, Target.COLOUR)
        assert inks[0].tolist() == [0, 0, 0, 1]


def test_masks_and_pages_without_colour_go_by_lightness():
    assert printed(device("/DeviceRGB"), 1, 0, 0, target=Target.MASK) == [0.3]
    assert printed(device("/DeviceCMYK"), 0, 1, 1, 0, target=Target.MASK) == [0.3]
    assert printed(device("/DeviceRGB"), 1, 0, 0, target=Target.BLACK) == [0, 0, 0, 0.7]


@pytest.mark.parametrize(
    "parts",
    [
        ("/Foo", 1),
        ("/Indexed", "/Foo", 1, b""),
        ("/Separation", "/X", "/DeviceCMYK", 3),
        ("/Lab", {"Range": [1, 2]}),
    ],
)
def test_what_is_no_space_is_refused(parts):
    made = [
        name(part)
        if isinstance(part, str)
        else pikepdf.Dictionary({f"/{key}": value for key, value in part.items()})
        if isinstance(part, dict)
        else pikepdf.String(part)
        if isinstance(part, bytes)
        else part
        for part in parts
    ]
    with pytest.raises(Unpressable):
        space(*made)


def test_a_profile_that_is_none_of_a_press_is_refused():
    for wrong in (b"", b"x" * 200):
        with pytest.raises(Unpressable):
            Printer(wrong, 220)
