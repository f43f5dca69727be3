"""Ink summed by ourselves: what each kind of painting leaves on the plates, and the same
by Ghostscript, which separates."""

from __future__ import annotations

import io
import shutil
import subprocess

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image
from support.preflight.files import icc, image, made, new, over, spot, state

from layout.preflight.content.pages import walk_pages
from layout.preflight.ink.coverage import CELL_MM, PLANES, ROUNDING, Coverage, Heavy, coverage_of
from layout.preflight.opened.pdf import opened

HALF = b"0.5 0.5 0 0 k 0 0 200 200 re f "


def ink(data: bytes) -> Coverage:
    with opened(data) as pdf:
        return coverage_of(data, tuple(walk_pages(pdf)))[1]


def at(data: bytes, x: float, y: float) -> float:
    """The ink at a point of the page, in per cent."""
    grid = ink(data).grid
    step = CELL_MM * 72 / 25.4
    return float(grid[int((200 - y) / step), int(x / step)])


def with_resource(kind: str, value, content: bytes, *more) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        over(pdf, kind, "S", value(pdf))
        for other, name, made_ in more:
            over(pdf, other, name, made_(pdf))

    return made(content, change)


def cmyk_image(pdf: pikepdf.Pdf, **keys: object) -> pikepdf.Stream:
    found = image(pdf, 2, 2, space=Name.DeviceCMYK)
    found.write(bytes([255, 51, 0, 0]) * 4)
    for key, value in keys.items():
        found[f"/{key}"] = value
    return found


def jpeg_image(pdf: pikepdf.Pdf, *, inverted: bool) -> pikepdf.Stream:
    """Cyan 60 %, as Photoshop stores it (inverted, told by Decode), or plainly."""
    out = io.BytesIO()
    inks = (153, 0, 0, 0) if inverted else (102, 255, 255, 255)  # Pillow stores them turned
    Image.new("CMYK", (32, 32), inks).save(out, "JPEG", quality=100)
    data = out.getvalue()
    if not inverted:
        at_ = data.index(b"Adobe") - 4
        length = int.from_bytes(data[at_ + 2 : at_ + 4], "big")
        data = data[:at_] + data[at_ + 2 + length :]
    keys = {"Decode": Array([1, 0] * 4)} if inverted else {}
    return pdf.make_stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=32,
        Height=32,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceCMYK,
        Filter=Name.DCTDecode,
        **keys,
    )


def shading(pdf: pikepdf.Pdf) -> Dictionary:
    ramp = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 1, 0, 0]), C1=Array([0, 0, 0, 0.2]), N=1
    )
    return Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceCMYK,
        Coords=Array([0, 0, 200, 0]),
        Function=ramp,
        Extend=Array([True, True]),
    )


def mesh(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    """A triangle over half of the page, in one colour."""
    points = [(0, 0), (255, 0), (0, 255)]
    data = b"".join(bytes([0, x, y, 255, 128, 0, 0]) for x, y in points)
    return pdf.make_stream(
        data,
        ShadingType=4,
        ColorSpace=Name.DeviceCMYK,
        BitsPerCoordinate=8,
        BitsPerComponent=8,
        BitsPerFlag=8,
        Decode=Array([0, 200, 0, 200, 0, 1, 0, 1, 0, 1, 0, 1]),
    )


def form(content: bytes, **keys: object):
    return lambda pdf: pdf.make_stream(
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 200, 200]),
        Resources=Dictionary(),
        **keys,
    )


def tiles(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    """Stripes: half of each cell solid magenta."""
    return pdf.make_stream(
        b"0 1 0 0 k 0 0 20 10 re f",
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 20, 20]),
        XStep=20,
        YStep=20,
        Resources=Dictionary(),
    )


def plain_tiles(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    found = tiles(pdf)
    found["/PaintType"] = 2
    found.write(b"0 0 20 10 re f")
    return found


def soft(pdf: pikepdf.Pdf) -> Dictionary:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    half = form(b"0.5 g 0 0 200 200 re f", Group=group)(pdf)
    return state(SMask=Dictionary(S=Name.Luminosity, G=half))


def indexed(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    found = image(pdf, 8, 8, bits=1)
    table = pikepdf.String(bytes([255, 255, 0, 0, 0, 0, 0, 51]))
    found["/ColorSpace"] = Array([Name.Indexed, Name.DeviceCMYK, 1, table])
    found.write(b"\x0f" * 8)  # four of the first, four of the second in each row
    return found


ALL_OVER = b"q 200 0 0 200 0 0 cm /S Do Q"
CASES: dict[str, tuple[bytes, tuple[float, float], float]] = {
    # what: (file, a point, per cent of ink there)
    "CMYK": (made(b"0.1 0.2 0.3 0.4 k 0 0 200 200 re f"), (100, 100), 100),
    "grey": (made(b"0.25 g 0 0 200 200 re f"), (100, 100), 75),
    "RGB by its complement": (made(b"1 0.5 0.5 rg 0 0 200 200 re f"), (100, 100), 100),
    "a stroke": (made(b"0 1 1 0 K 40 w 0 100 m 200 100 l S"), (100, 100), 200),
    "alpha": (
        with_resource("ExtGState", lambda pdf: state(ca=0.5), b"/S gs 1 1 1 1 k 0 0 200 200 re f"),
        (100, 100),
        200,
    ),
    "multiply": (
        with_resource(
            "ExtGState",
            lambda pdf: state(BM=Name.Multiply),
            HALF + b"/S gs 0.5 0 0 0 k 0 0 200 200 re f",
        ),
        (100, 100),
        125,
    ),
    "a spot by what it is mixed of": (
        with_resource("ColorSpace", spot, b"/S cs 0.5 scn 0 0 200 200 re f"),
        (100, 100),
        65,
    ),
    "registration": (
        with_resource("ColorSpace", lambda pdf: spot(pdf, "All"), b"/S cs 1 scn 0 0 200 200 re f"),
        (100, 100),
        400,
    ),
    "CMYK by a profile": (
        with_resource("ColorSpace", icc, b"/S cs 1 1 0 0 scn 0 0 200 200 re f"),
        (100, 100),
        200,
    ),
    "knocking out": (made(HALF + b"0 0 0 1 k 0 0 200 200 re f"), (100, 100), 100),
    "overprinting": (made(HALF + b"/Over gs 0 0 0 1 k 0 0 200 200 re f"), (100, 100), 200),
    "an image": (with_resource("XObject", cmyk_image, ALL_OVER), (100, 100), 120),
    "an image whose values are turned": (
        with_resource("XObject", lambda pdf: cmyk_image(pdf, Decode=Array([1, 0] * 4)), ALL_OVER),
        (100, 100),
        280,
    ),
    "an image of which a colour is left out": (
        with_resource(
            "XObject",
            lambda pdf: cmyk_image(pdf, Mask=Array([255, 255, 51, 51, 0, 0, 0, 0])),
            ALL_OVER,
        ),
        (100, 100),
        0,
    ),
    "a JPEG as Photoshop has it": (
        with_resource("XObject", lambda pdf: jpeg_image(pdf, inverted=True), ALL_OVER),
        (100, 100),
        60,
    ),
    "a JPEG of bare values": (
        with_resource("XObject", lambda pdf: jpeg_image(pdf, inverted=False), ALL_OVER),
        (100, 100),
        60,
    ),
    "an indexed image": (with_resource("XObject", indexed, ALL_OVER), (20, 100), 200),
    "the other colour of it": (with_resource("XObject", indexed, ALL_OVER), (180, 100), 20),
    "an image in content": (
        made(b"q 200 0 0 200 0 0 cm BI /W 1 /H 1 /CS /CMYK /BPC 8 ID \xff\x00\xff\x00 EI Q"),
        (100, 100),
        200,
    ),
    "a shading": (with_resource("Shading", shading, b"/S sh"), (100, 100), 110),
    "a shading as a pattern": (
        with_resource(
            "Pattern",
            lambda pdf: Dictionary(PatternType=2, Shading=shading(pdf)),
            b"/Pattern cs /S scn 0 0 200 200 re f",
        ),
        (100, 100),
        110,
    ),
    "a mesh": (with_resource("Shading", mesh, b"/S sh"), (40, 40), 150),
    "a form": (
        with_resource("XObject", form(b"1 0 1 0 k 0 0 200 200 re f"), b"/S Do"),
        (100, 100),
        200,
    ),
    "a group that is half opaque": (
        with_resource(
            "XObject",
            form(b"1 0 1 0 k 0 0 200 200 re f", Group=Dictionary(S=Name.Transparency)),
            b"/H gs /S Do",
            ("ExtGState", "H", lambda pdf: state(ca=0.5)),
        ),
        (100, 100),
        100,
    ),
    "a soft mask, which is no ink": (
        with_resource("ExtGState", soft, b"/S gs 1 1 1 0 k 0 0 200 200 re f"),
        (100, 100),
        150,
    ),
    "a pattern": (
        with_resource("Pattern", tiles, b"/Pattern cs /S scn 0 0 200 200 re f"),
        (105, 105),
        100,
    ),
    "between its stripes": (
        with_resource("Pattern", tiles, b"/Pattern cs /S scn 0 0 200 200 re f"),
        (105, 115),
        0,
    ),
    "a pattern that is given its colour": (
        with_resource(
            "Pattern",
            plain_tiles,
            b"/U cs 1 1 0 0 /S scn 0 0 200 200 re f",
            ("ColorSpace", "U", lambda pdf: Array([Name.Pattern, Name.DeviceCMYK])),
        ),
        (105, 105),
        200,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_ink_of_each_kind_of_painting(case):
    data, (x, y), expected = CASES[case]
    assert ink(data).why == ""
    assert at(data, x, y) == pytest.approx(expected, abs=3.5)


def by_ghostscript(data: bytes, tmp_path) -> np.ndarray:
    """The same sums by Ghostscript."""
    (tmp_path / "a.pdf").write_bytes(data)
    dots = 25.4 / CELL_MM
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-dUseTrimBox", "-sDEVICE=tiff32nc"]
    command += [f"-r{dots:.4f}", f"-sOutputFile={tmp_path / 'a.tif'}", str(tmp_path / "a.pdf")]
    subprocess.run(command, check=True, capture_output=True)
    with Image.open(tmp_path / "a.tif") as picture:
        return np.asarray(picture, np.float32).sum(axis=2) * (100 / 255)


ORACLE = [
    case
    for case in CASES
    # Ghostscript has its own black for RGB, and gives a spot a plate of its own
    if case not in ("RGB by its complement", "a spot by what it is mixed of", "CMYK by a profile")
]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("gs"), reason="Ghostscript is not installed")
@pytest.mark.parametrize("case", ORACLE)
def test_ink_is_what_ghostscript_separates(case, tmp_path):
    data, _, _ = CASES[case]
    ours, theirs = ink(data).grid, by_ghostscript(data, tmp_path)
    rows, columns = (min(sides) for sides in zip(ours.shape, theirs.shape, strict=True))
    inner = slice(3, rows - 3), slice(3, columns - 3)
    assert abs(float(ours[inner].mean()) - float(theirs[inner].mean())) < 2.5


def test_the_heaviest_square_is_found_wherever_it_lies():
    found = list(ink(made(b"1 1 1 0 k 51 37 60 60 re f")).heaviest(245, 15))
    (heavy,) = found
    assert isinstance(heavy, Heavy)
    assert heavy.percent == pytest.approx(300, abs=ROUNDING)
    assert heavy.box.left > 51 - 1.1 and heavy.box.right < 111 + 1.1
    assert str(heavy.place).endswith("mm from the top")


def test_squares_that_are_told_do_not_overlap():
    found = list(ink(made(b"1 1 1 0 k 0 0 200 200 re f")).heaviest(245, 15))
    assert len(found) == 5
    assert not any(a.box.grown(-1.1).meets(b.box) for a in found for b in found if a is not b)


def test_a_page_that_is_turned_or_in_other_units_is_counted_in_mm():
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/Rotate"] = 90
        pdf.pages[0].obj["/UserUnit"] = 2

    grid = ink(made(b"1 1 1 0 k 0 0 100 200 re f", change)).grid
    assert grid.shape == (377, 377)
    assert grid[:, 60].mean() > 290 > 10 > grid[:, 300].mean()


def test_only_the_trim_counts():
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/TrimBox"] = Array([100, 0, 200, 200])

    assert not ink(made(b"1 1 1 0 k 0 0 99 200 re f", change)).any


def test_what_cannot_be_counted_says_why():
    huge = new()
    huge.pages[0].obj["/MediaBox"] = huge.pages[0].obj["/TrimBox"] = Array([0, 0, 1e6, 1e6])
    out = io.BytesIO()
    huge.save(out)
    found = ink(out.getvalue())
    assert not found.counted and not found.any
    assert found.why == "the page is larger or smaller than any that is printed"
    tiny = with_resource(
        "Pattern",
        lambda pdf: _tiny(tiles(pdf)),
        b"/Pattern cs /S scn 0 0 200 200 re f",
    )
    assert ink(tiny).why == "it is filled with a pattern of too many cells"


def _tiny(pattern: pikepdf.Stream) -> pikepdf.Stream:
    pattern["/XStep"] = pattern["/YStep"] = 0.01
    return pattern


def test_there_are_two_planes():
    assert PLANES == ("colour", "black")
