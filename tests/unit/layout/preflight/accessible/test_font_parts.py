"""What fonts of other makers are read with: CMaps, programs, encodings of one byte."""

from __future__ import annotations

import io

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from layout.preflight.accessible.cmaps import PREDEFINED, read_cmap, two_bytes
from layout.preflight.accessible.programs import Compact, TrueType, Type1, program_of
from layout.preflight.accessible.simple_fonts import (
    base_of,
    glyph_names,
    is_symbolic,
    text_of_name,
    true_type_glyph,
)
from layout.preflight.content.fonts import differences

WIDTHS = {".notdef": 500, "A": 600, "eacute": 432}


def builder(*, truetype: bool) -> FontBuilder:
    made = FontBuilder(1000, isTTF=truetype)
    made.setupGlyphOrder(list(WIDTHS))
    made.setupCharacterMap({ord("A"): "A", 0xE9: "eacute"})
    made.setupHorizontalMetrics({name: (width, 0) for name, width in WIDTHS.items()})
    return made


def true_type() -> bytes:
    made = builder(truetype=True)
    made.setupGlyf({name: drawn(TTGlyphPen(None)).glyph() for name in WIDTHS})
    made.setupHorizontalHeader()
    made.setupPost()
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def drawn(pen):
    pen.moveTo((0, 0))
    pen.lineTo((100, 0))
    pen.lineTo((100, 100))
    pen.closePath()
    return pen


def compact() -> bytes:
    made = builder(truetype=False)
    strings = {
        name: drawn(T2CharStringPen(width, None)).getCharString() for name, width in WIDTHS.items()
    }
    made.setupCFF("Box", {"FullName": "Box"}, strings, {})
    file = io.BytesIO()
    made.font["CFF "].cff.compile(file, made.font)
    return file.getvalue()


def encrypted(data: bytes, key: int) -> bytes:
    made = bytearray()
    for byte in data:
        cipher = byte ^ (key >> 8)
        made.append(cipher)
        key = ((cipher + key) * 52845 + 22719) & 0xFFFF
    return bytes(made)


def type1(hexadecimal: bool) -> bytes:
    drawing = encrypted(b"\0\0\0\0" + bytes([139, 247 + 1, 600 - 108 - 256, 13, 14]), 4330)
    private = b"\0\0\0\0/CharStrings 1 dict dup begin\n/A %d RD %b ND\nend" % (
        len(drawing),
        drawing,
    )
    secret = encrypted(private, 55665)
    head = b"%!PS-AdobeFont-1.0: Box\n/Encoding 256 array\ndup 65 /A put\ncurrentfile eexec\n"
    return head + (secret.hex().encode() if hexadecimal else secret)


def test_a_cmap_is_read():
    cmap = read_cmap(
        b"%!PS comment <00>\n/WMode 1 def /CMapName /X def\n"
        b"2 begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange\n"
        b"1 begincidrange <8140> <8142> 633 endcidrange 1 begincidchar <20> 1 endcidchar\n"
        b"2 beginbfrange <20> <21> <0041> <30> <31> [<0066006C> <0062>] endbfrange\n"
        b"1 beginbfchar <40> <D83DDE00> endbfchar /GBK-EUC-H usecmap"
    )
    assert list(cmap.codes(b"\x20\x81\x41\x21")) == [0x20, 0x8141, 0x21]
    assert cmap.cids == {0x8140: 633, 0x8141: 634, 0x8142: 635, 0x20: 1}
    assert cmap.texts == {0x20: "A", 0x21: "B", 0x30: "fl", 0x31: "b", 0x40: "\U0001f600"}
    assert cmap.said["WMode"] == "1" and cmap.uses in PREDEFINED


@given(st.binary(max_size=200))
def test_any_bytes_are_a_cmap(data):
    list(read_cmap(data).codes(data))
    assert len(list(two_bytes(data))) == (len(data) + 1) // 2


def test_programs_tell_widths_and_glyphs():
    program = TrueType(true_type())
    assert [program.width(glyph) for glyph in (0, 1, 2, 3, "A")] == [500, 600, 432, None, None]
    assert program.glyphs() == {0, 1, 2} and program.maps[3, 1] == {65: 1, 0xE9: 2}
    other = Compact(compact())
    assert [other.width(name) for name in WIDTHS] == list(WIDTHS.values())
    assert other.width("B") is None and other.glyphs() == set(WIDTHS) and not other.has_cids


@pytest.mark.parametrize("hexadecimal", [False, True])
def test_a_type_1_program_is_deciphered(hexadecimal):
    program = Type1(type1(hexadecimal))
    assert program.width("A") == 600 and program.glyphs() == {"A"}
    assert program.encoding() == {65: "A"} and program.width("B") is None


def test_a_font_without_a_program_has_none():
    assert program_of(Dictionary()) is None


def test_codes_of_one_byte_have_names_and_glyphs():
    font = Dictionary(
        Encoding=Dictionary(
            BaseEncoding=Name.WinAnsiEncoding, Differences=Array([65, Name.eacute, Name.zero])
        )
    )
    assert base_of(font) == "WinAnsiEncoding" and differences(font) == {65: "eacute", 66: "zero"}
    names = glyph_names(font, None)
    assert (names[65], names[66], names[67], names[0x80]) == ("eacute", "zero", "C", "Euro")
    assert text_of_name(names[65]) == "é" and text_of_name(".notdef") == ""
    program, plain = TrueType(true_type()), Dictionary(Flags=32)
    assert true_type_glyph(font, plain, program, 65) == 2
    assert true_type_glyph(Dictionary(), Dictionary(Flags=4), program, 65) == 1
    assert is_symbolic(Dictionary(Flags=4)) and not is_symbolic(plain)
