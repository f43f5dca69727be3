"""Colours to inks, and the functions that mix spot colours."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from support.preflight.files import icc, new, spot

from layout.preflight.content.calculator import calculator
from layout.preflight.content.colour import (
    CMYK,
    GRAY,
    RGB,
    Colour,
    Space,
    as_process,
    device,
    looked_up,
)
from layout.preflight.content.fonts import UNKNOWN, Fonts
from layout.preflight.content.functions import function_of
from layout.preflight.content.read_space import Spaces

PROGRAMS = {
    b"{dup 0.84 mul exch 0.44 mul}": ((0.5,), [0.42, 0.22]),
    b"{1 exch sub}": ((0.25,), [0.75]),
    b"{2 copy add 3 1 roll mul}": ((2, 3), [5, 6]),
    b"{dup 0.5 gt {pop 1} {pop 0} ifelse}": ((0.6,), [1]),
    b"{dup 0.5 gt {pop 1} if}": ((0.4,), [0.4]),
    b"{3 2 roll pop exch}": ((1, 2, 3), [3, 2]),
    b"{1 index}": ((7, 8), [7, 8, 7]),
    b"{90 sin exch 0 cos exch pop}": ((5,), [1, 1]),
    b"{sqrt 2 exp neg abs}": ((9,), [9]),
    b"{7 2 idiv 7 2 mod 5 3 bitshift}": ((), [3, 1, 40]),
    b"{true false and not 1 1 eq}": ((), [1, 1]),
    b"{2.5 round -2.5 truncate 2.2 ceiling 2.8 floor}": ((), [3, -2, 3, 2]),
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_calculators(program):
    operands, expected = PROGRAMS[program]
    assert calculator(program)(operands) == pytest.approx(expected)


@pytest.mark.parametrize(
    "program",
    [b"", b"{", b"1 add}", b"{nonsense}", b"{pop}", b"{0 div}", b"{-1 copy}", b"{9 9 roll}"],
)
def test_broken_calculators_give_nothing(program):
    assert calculator(program)(()) == []


def tabled(pdf: pikepdf.Pdf, data: bytes, bits: int, **keys: object) -> pikepdf.Stream:
    return pdf.make_stream(data, FunctionType=0, BitsPerSample=bits, **keys)


def test_sampled_functions_interpolate():
    pdf = new()
    one = {"Domain": Array([0, 1]), "Range": Array([0, 1]), "Size": Array([2])}
    assert function_of(tabled(pdf, b"\x00\xff", 8, **one))((0.25,)) == (0.25,)
    assert function_of(tabled(pdf, b"\x00\x00\xff\xff", 16, **one))((0.5,)) == (0.5,)
    assert function_of(tabled(pdf, b"\x40", 1, **one))((1,)) == (1.0,)
    two = {"Domain": Array([0, 1] * 2), "Range": Array([0, 1]), "Size": Array([2, 2])}
    plane = function_of(tabled(pdf, bytes([0, 255, 0, 255]), 8, **two))
    assert plane((0.5, 0.9)) == (0.5,)
    assert function_of(tabled(pdf, b"", 7, **one))((0.5,)) == ()


def test_stitched_and_exponential_functions():
    up = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([1]), N=2)
    down = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([0]), N=1)
    both = Dictionary(
        FunctionType=3,
        Domain=Array([0, 1]),
        Functions=Array([up, down]),
        Bounds=Array([0.5]),
        Encode=Array([0, 1, 0, 1]),
    )
    made = function_of(both)
    assert made((0.25,)) == (0.25,) and made((0.75,)) == (0.5,) and made((9,)) == (0.0,)
    assert function_of(Array([up, down]))((0.5,)) == (0.25, 0.5)
    assert function_of(None)((1,)) == ()


def test_inks_of_colours():
    pdf, spaces = new(), Spaces()
    gold = spaces.of(spot(pdf), Dictionary())
    assert Colour(gold, (0.5,)).inks == (("Gold", 0.5),)
    assert as_process(gold, (0.5,)) == (0, 0.15, 0.5, 0)
    assert Colour(CMYK, (0, 0, 0, 1)).black_only and not Colour(CMYK, (0.1, 0, 0, 1)).black_only
    assert Colour(GRAY, (1,)).white and Colour(RGB, (1, 1, 1)).white
    assert Colour(RGB, (1, 1, 0.9)).inks is None
    assert Colour(CMYK, (0.5, 0.5, 0, 0)).total == 1
    everywhere = spaces.of(spot(pdf, "All"), Dictionary())
    assert Colour(everywhere, (1,)).total == 4
    nowhere = spaces.of(spot(pdf, "None"), Dictionary())
    assert Colour(nowhere, (1,)).white and as_process(nowhere, (1,)) == (0, 0, 0, 0)
    assert Colour(device("Lab"), (100, 0, 0)).white
    assert sum(as_process(device("Lab"), (100, 0, 0))) < 0.02


def test_colours_of_several_colorants():
    pdf = new()
    names = Array([Name.Cyan, Name.Black])
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1)
    space = Spaces().of(Array([Name.DeviceN, names, Name.DeviceCMYK, tint]), Dictionary())
    assert (space.names, space.components, space.first) == (("Cyan", "Black"), 2, (1, 1))
    assert as_process(space, (0.2, 0.7)) == (0.2, 0, 0, 0.7)
    assert Colour(space, (0, 0.5)).inks == (("Black", 0.5),)
    assert pdf is not None


def test_spaces_that_are_none_count_as_grey_and_are_told():
    spaces = Spaces()
    loop = new()
    itself = loop.make_indirect(Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(b"")]))
    itself[1] = itself
    for odd in (None, 5, Array([]), Name.Nothing, Array([Name.Odd, 1]), itself):
        assert spaces.of(odd, Dictionary()).kind in ("gray", "indexed")
    assert spaces.odd
    assert looked_up(Space("Indexed", 1, base=RGB, lookup=b"abc"), 7) == (0, 0, 0)


def test_a_profile_with_lab_is_lab():
    pdf = new()
    assert Spaces().of(icc(pdf, "Lab ", 3), Dictionary()).kind == "lab"


def test_the_same_spot_is_mixed_in_the_same_way():
    pdf, spaces = new(), Spaces()
    one, two, other = (spaces.of(spot(pdf, "A", top), Dictionary()) for top in (1, 1, 0.9))
    assert one.tint_key == two.tint_key != other.tint_key


@given(st.tuples(*[st.floats(0, 1)] * 3))
def test_inks_of_light_are_never_more_than_three(light):
    inks = as_process(RGB, light)
    assert all(-1e-9 <= ink <= 1 + 1e-9 for ink in inks)
    assert min(inks[:3]) < 1e-9  # all grey is in black


def test_what_is_no_font():
    assert Fonts().of(None) is UNKNOWN
    assert UNKNOWN.width(65) == 0.5 and list(UNKNOWN.codes(b"ab")) == [97, 98]
