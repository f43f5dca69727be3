"""What artwork comes to is reckoned up before it is taken: operations, bytes, pixels, points."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from support.press.damaged_files import whole_files
from support.press.sample_pictures import kept

from layout.press.ink.pdf_objects import Objects
from layout.press.pictures.copy_objects import MOST_OBJECTS
from layout.press.pictures.painting_cost import DEEPEST, MOST_OPERATIONS
from layout.press.pictures.pdf_artwork import pdf_form, pdf_size
from layout.press.pictures.unpacked_size import MOST_UNPACKED, flate_size, lzw_size
from layout.story.pictures.unreadable import Unreadable

Made = Callable[[pikepdf.Pdf, pikepdf.Page], None]
ADVERTISERS = Path(__file__).parents[5] / "shared" / "corpora" / "advertiser-pdfs"


def artwork(made: Made) -> bytes:
    """A page 100 points wide and deep, with something made of it."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 100))
        page.Contents = pdf.make_stream(b"")
        made(pdf, page)
        return kept(pdf)


def form(pdf: pikepdf.Pdf, content: bytes, **entries: Any) -> pikepdf.Object:
    stream = pdf.make_stream(content)
    stream.Subtype, stream.BBox = Name.Form, Array([0, 0, 100, 100])
    for key, value in entries.items():
        stream[f"/{key}"] = value
    return pdf.make_indirect(stream)


def nested(depth: int, content: bytes = b"/F Do " * 10) -> Made:
    """Forms in forms, each with some content that may ask for the next one as F."""

    def made(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        below = form(pdf, b"0 0 1 1 re f")
        for _ in range(depth):
            below = form(pdf, content, Resources=Dictionary(XObject=Dictionary(F=below)))
        page.Resources = Dictionary(XObject=Dictionary(F=below))
        page.Contents = pdf.make_stream(b"/F Do")

    return made


def painting(content: bytes, **resources: Callable[[pikepdf.Pdf, Any], Any]) -> Made:
    """A page with some content; each resource is made from a form of 10,000 operations."""

    def made(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        busy = form(pdf, b"f " * 10_000)
        page.Resources = Dictionary({f"/{key}": make(pdf, busy) for key, make in resources.items()})
        page.Contents = pdf.make_stream(content)

    return made


def drawn_font(pdf: pikepdf.Pdf, busy: Any) -> Any:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary(a=busy))
    return Dictionary(T=pdf.make_indirect(font))


def tile(pdf: pikepdf.Pdf, busy: Any) -> Any:
    busy.PatternType, busy.XStep, busy.YStep = 1, 50, 50
    return Dictionary(P=busy)


def fine_tile(pdf: pikepdf.Pdf, busy: Any) -> Any:
    made = form(pdf, b"f", PatternType=1, XStep=0.01, YStep=0.01)
    return Dictionary(P=made)


def mask(pdf: pikepdf.Pdf, busy: Any) -> Any:
    return Dictionary(G=Dictionary(SMask=Dictionary(S=Name.Alpha, G=busy)))


def mesh(pdf: pikepdf.Pdf, busy: Any) -> Any:
    return Dictionary(S=pdf.make_indirect(pikepdf.Stream(pdf, bytes(80_000), ShadingType=7)))


def xobject(pdf: pikepdf.Pdf, busy: Any) -> Any:
    return Dictionary(F=busy)


MULTIPLIED = {
    "nested": nested(12),
    "forms": painting(b"/F Do " * 2_000, XObject=xobject),
    "spelled": painting(b"/#46 Do " * 2_000, XObject=xobject),
    "hidden": painting(b"/F % said\nDo " * 2_000, XObject=xobject),
    "glyphs": painting(b"BT /T 9 Tf (" + b"a" * 2_000 + b") Tj ET", Font=drawn_font),
    "codes": painting(b"BT /T 9 Tf <" + b"61" * 2_000 + b"> Tj ET", Font=drawn_font),
    "lines": painting(b"BT /T 9 Tf (a) ' " + b"(a) ' " * 2_000 + b"ET", Font=drawn_font),
    "tiles": painting(b"/P scn 0 0 9 9 re f " * 2_000, Pattern=tile),
    "fine": painting(b"/P scn 0 0 9 9 re f", Pattern=fine_tile),
    "masks": painting(b"/G gs " * 2_000, ExtGState=mask),
    "meshes": painting(b"/S sh " * 2_000, Shading=mesh),
}


@pytest.mark.parametrize("name", MULTIPLIED)
def test_what_multiplies_is_told(name: str) -> None:
    data = artwork(MULTIPLIED[name])
    assert len(data) < 60_000
    with pytest.raises(Unreadable, match=r"^comes to .* operations, at most 10 million$"):
        pdf_size(data)


@pytest.mark.parametrize("name", ["forms", "glyphs", "tiles", "masks", "meshes"])
def test_a_tenth_of_it_is_an_ad(name: str) -> None:
    with pikepdf.open(io.BytesIO(artwork(MULTIPLIED[name]))) as pdf:
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(page.Contents.read_bytes()[:1_500] + b")")
        data = kept(pdf)
    assert pdf_size(data) == (100, 100)


def test_three_kilobytes_for_a_million_million() -> None:
    data = artwork(nested(12))
    assert len(data) < 3_500
    with pytest.raises(Unreadable, match=r"more than 10\^12 operations"):
        pdf_size(data)


def test_text_in_a_font_that_was_chosen_outside_is_counted() -> None:
    def made(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        text = form(pdf, b"BT (" + b"a" * 2_000 + b") Tj ET", Resources=Dictionary())
        fonts = drawn_font(pdf, form(pdf, b"f " * 10_000))
        page.Resources = Dictionary(XObject=Dictionary(F=text), Font=fonts)
        page.Contents = pdf.make_stream(b"BT /T 9 Tf (a) Tj ET /F Do")

    with pytest.raises(Unreadable, match="operations"):
        pdf_size(artwork(made))


def test_what_paints_itself_is_told() -> None:
    def made(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        inner = form(pdf, b"/F Do")
        inner.Resources = Dictionary(XObject=Dictionary(F=inner))
        page.Resources = Dictionary(XObject=Dictionary(F=inner))
        page.Contents = pdf.make_stream(b"/F Do")

    with pytest.raises(Unreadable, match="paints itself"):
        pdf_size(artwork(made))


def test_depth_has_a_bound() -> None:
    assert pdf_size(artwork(nested(DEEPEST // 2, b"/F Do")))
    with pytest.raises(Unreadable, match="too deeply"):
        pdf_size(artwork(nested(2 * DEEPEST, b"/F Do")))


def test_a_form_without_resources_has_those_around_it() -> None:
    def made(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        busy = form(pdf, b"f " * 10_000)
        page.Resources = Dictionary(XObject=Dictionary(F=busy, G=form(pdf, b"/F Do " * 2_000)))
        page.Contents = pdf.make_stream(b"/G Do")

    with pytest.raises(Unreadable, match="operations"):
        pdf_size(artwork(made))


def test_a_map_of_half_a_million_strokes_is_an_ad() -> None:
    def made(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.Contents = pdf.make_stream(b"10.25 20.5 m 30.125 40 l S\n" * 500_000)

    assert pdf_size(artwork(made)) == (100, 100)
    assert MOST_OPERATIONS > 1_500_000


def bomb(size: int) -> bytes:
    """Zeros deflated, so many whole megabytes: the same block of them over and over (RFC 1950)."""
    packer, piece = zlib.compressobj(9), bytes(1 << 20)
    first, again = (packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    count = size >> 20
    checksum = ((count << 20) % 65_521 << 16 | 1).to_bytes(4, "big")
    return first + again * (count - 1) + b"\x03\x00" + checksum


def packed(data: bytes, filters: Any, **entries: Any) -> Made:
    """An image that is packed."""

    def made(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        image = pikepdf.Stream(pdf, data, Filter=filters)
        image.Subtype, image.Width, image.Height = Name.Image, 9, 9
        image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
        for key, value in entries.items():
            image[f"/{key}"] = value
        page.Resources = Dictionary(XObject=Dictionary(I=pdf.make_indirect(image)))

    return made


def lzw_bomb(codes: int) -> bytes:
    """One sign and ever longer repetitions of it."""
    bits = [(256, 9), (65, 9)]
    table = 258
    for _ in range(codes):
        width = min(12, max(9, (table + 1).bit_length()))
        bits.append((min(table, 4095), width))
        table = min(4096, table + 1)
    spelled = "".join(f"{code:0{width}b}" for code, width in bits)
    spelled += "0" * (-len(spelled) % 8)
    return int(spelled, 2).to_bytes(len(spelled) // 8, "big")


BOMBS: dict[str, Callable[[], Made]] = {  # made when they are wanted: some take seconds
    "flate": lambda: packed(bomb(MOST_UNPACKED + (2 << 20)), Name.FlateDecode),
    "twice": lambda: packed(zlib.compress(bomb(MOST_UNPACKED * 2)), Array([Name.FlateDecode] * 2)),
    "lzw": lambda: packed(lzw_bomb(75_000), Name.LZWDecode),
    "lzw twice": lambda: packed(lzw_bomb(4_000), Array([Name.LZWDecode, Name.LZWDecode])),
    "pixels": lambda: packed(b"0", Name.FlateDecode, Width=100_000, Height=100_000),
    "fax": lambda: packed(b"0", Name.CCITTFaxDecode, DecodeParms=Dictionary(Columns=10**9, Rows=9)),
    "jpeg": lambda: packed(
        b"\xff\xd8\xff\xc0\x00\x0b\x08\xff\xff\xff\xff\x01\x01\x11\x00", Name.DCTDecode
    ),
    "jpeg 2000": lambda: packed(
        b"\xff\x4f\xff\x51" + bytes(4) + b"\x00\x0f\xff\xff" * 2 + bytes(20), Name.JPXDecode
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_what_unpacks_to_too_much_is_told(name: str) -> None:
    with pytest.raises(Unreadable, match=r"MB and more|an image of|packed twice|is damaged"):
        pdf_form(artwork(BOMBS[name]()), Objects())


@pytest.mark.slow
def test_content_that_unpacks_to_too_much_is_told() -> None:
    def made(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.Contents = pikepdf.Stream(pdf, bomb(MOST_UNPACKED * 2), Filter=Name.FlateDecode)

    with pytest.raises(Unreadable, match="MB and more"):
        pdf_size(artwork(made))


def test_lengths_are_those_that_qpdf_unpacks() -> None:
    data = lzw_bomb(3_500)
    with pikepdf.new() as pdf:
        stream = pikepdf.Stream(pdf, data, Filter=Name.LZWDecode)
        assert lzw_size(data) == len(stream.read_bytes()) > 6_000_000
    assert flate_size(zlib.compress(b"words " * 90_000)) == 540_000
    assert flate_size(zlib.compress(b"words" * 90)[:-20]) < 450


def test_a_page_of_kilometres_is_told() -> None:
    def made(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.MediaBox = Array([0, 0, 10**9, 10**9])

    with pytest.raises(Unreadable, match="35 m"):
        pdf_size(artwork(made))


@pytest.mark.slow
def test_too_many_parts_are_told() -> None:
    def made(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        parts = [pdf.make_indirect(Dictionary(N=number)) for number in range(MOST_OBJECTS + 9)]
        page.Resources = Dictionary(Properties=Dictionary(A=Array(parts)))

    with pytest.raises(Unreadable, match="too many parts"):
        pdf_form(artwork(made), Objects())


def test_a_page_tree_without_a_page_is_told() -> None:
    data = whole_files()["drawn.pdf"]
    for spoiled in (data.replace(b"/Kids", b"/Kidz"), data.replace(b"/Pages", b"/Pagez")):
        with pytest.raises(Unreadable, match=r"is damaged: .* page"):
            pdf_size(spoiled)


def test_what_is_wrong_behind_the_first_page_is_nothing_to_an_ad() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 50))
        pages = pdf.Root.Pages
        pages.Count = 9
        pages.Kids.extend([pages, Dictionary(Type=Name.Pages), 7])
        data = kept(pdf)
    assert pdf_size(data) == (100, 50) and pdf_form(data, Objects())


def test_a_page_has_what_nodes_above_give_to_it() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 50))
        page, pages = pdf.pages[0].obj, pdf.Root.Pages
        pages.MediaBox, pages.Rotate = Array([0, 0, 30, 20]), 90
        del page.MediaBox, page.Parent
        data = kept(pdf)
    assert pdf_size(data) == (20, 30)


@pytest.mark.slow
def test_hundreds_of_thousands_of_pages_are_not_looked_for() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 50))
        pdf.Root.Pages.Kids = Array([pdf.pages[0].obj] * 200_000)
        data = kept(pdf)
    assert pdf_size(data) == (100, 50)


@pytest.mark.skipif(not ADVERTISERS.is_dir(), reason="needs ../shared/corpora")
def test_every_ad_of_advertisers_is_taken_but_those_that_are_encrypted() -> None:
    refused = {}
    for file in sorted(ADVERTISERS.glob("*.pdf")):
        try:
            pdf_form(file.read_bytes(), Objects())
            assert min(pdf_size(file.read_bytes())) > 1
        except Unreadable as error:
            refused[file.name] = error.why
    assert set(refused.values()) == {"is encrypted"} and len(refused) == 4
