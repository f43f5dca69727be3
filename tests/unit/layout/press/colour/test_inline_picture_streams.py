"""Pictures among operators: short names written out, and which of them may stay."""

from __future__ import annotations

import pikepdf
import pytest

from layout.press.colour.inline_pictures import picture_stream
from layout.press.separation.refused import Unpressable
from layout.press.separation.spaces import DEVICE, Inks, Space


def space_of(name: str) -> Space:
    return DEVICE[name]


def test_short_names_are_written_out() -> None:
    with pikepdf.new() as pdf:
        made = picture_stream(
            pdf, b"/W 2 /H 1 /BPC 8 /CS /RGB /F /AHx /I true", b"ff000000ff00>", space_of
        )
        assert made is not None
        assert (int(made.Width), int(made.Height), int(made.BitsPerComponent)) == (2, 1, 8)
        assert str(made.ColorSpace) == "/RGB"
        assert str(made.Filter) == "/ASCIIHexDecode"
        assert (str(made.Type), str(made.Subtype)) == ("/XObject", "/Image")
        assert bool(made.Interpolate)
        assert made.read_bytes() == b"\xff\0\0\0\xff\0"


def test_each_of_several_filters_is_written_out() -> None:
    with pikepdf.new() as pdf:
        made = picture_stream(
            pdf, b"/W 1 /H 1 /BPC 8 /CS /CMYK /F [/A85 /Fl /DCTDecode]", b"", space_of
        )
        assert made is not None
        names = [str(one) for one in made.Filter]
        assert names == ["/ASCII85Decode", "/FlateDecode", "/DCTDecode"]


def test_stencils_and_greys_stay() -> None:
    with pikepdf.new() as pdf:
        assert picture_stream(pdf, b"/W 8 /H 1 /IM true", b"\xaa", space_of) is None
        for name in (b"/G", b"/DeviceGray"):
            grey = b"/W 1 /H 1 /BPC 8 /CS " + name
            assert picture_stream(pdf, grey, b"\x80", space_of) is None
            # Not where the resources have another space in the place of grey.
            assert picture_stream(pdf, grey, b"\x80", lambda name: Inks()) is not None


def test_what_is_no_dictionary_is_refused() -> None:
    with pikepdf.new() as pdf, pytest.raises(Unpressable, match="cannot be read"):
        picture_stream(pdf, b"/W (", b"", space_of)
