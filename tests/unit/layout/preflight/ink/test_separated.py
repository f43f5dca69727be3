"""A file in which ink stands for colour: what content, images and states come to on each plane."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from support.preflight.files import bytes_of, image, new, over, spot, state

from layout.preflight.content.colour import CMYK
from layout.preflight.ink.separated import PLANES, Images, Separation
from layout.preflight.opened.pdf import leaves, opened

COLOURS = ("rg", "RG", "g", "G", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN")


def separated(source: pikepdf.Pdf, plane: str, look: Callable[[pikepdf.Page], Any]) -> Any:
    """What is seen of the first page of a file after it is rewritten."""
    with opened(bytes_of(source)) as pdf:
        Separation(pdf, plane, Images()).page(leaves(pdf)[0])
        return look(pdf.pages[0])


def colours(page: pikepdf.Page) -> list[tuple[str, list[float]]]:
    """The colours that content sets, names left out."""
    return [
        (
            str(one.operator),
            [round(float(it), 3) for it in one.operands if not isinstance(it, Name)],
        )
        for one in pikepdf.parse_content_stream(page)
        if str(one.operator) in COLOURS
    ]


def first_pixel(stream: Any) -> list[int]:
    return list(stream.read_bytes()[:3])


def cmyk_image(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    found = image(pdf, 2, 2, space=Name.DeviceCMYK)
    found.write(bytes([255, 51, 0, 102]) * 4)
    return found


@pytest.mark.parametrize(
    ("content", "colour", "black"),
    [
        (b"0.1 0.2 0.3 0.4 k", ("rg", [0.9, 0.8, 0.7]), ("rg", [0.6] * 3)),
        (b"0.1 0.2 0.3 0.4 K", ("RG", [0.9, 0.8, 0.7]), ("RG", [0.6] * 3)),
        (b"0.25 g", ("rg", [1, 1, 1]), ("rg", [0.25] * 3)),
        (b"1 0.5 0.25 rg", ("rg", [1, 0.5, 0.25]), ("rg", [1, 1, 1])),
        (b"0.5 0.25 0.25 RG", ("RG", [1, 0.75, 0.75]), ("RG", [0.5] * 3)),
        (b"/DeviceCMYK cs", ("rg", [1, 1, 1]), ("rg", [0, 0, 0])),
    ],
)
def test_a_colour_of_content_is_shown_as_its_inks(
    content: bytes, colour: tuple[str, list[float]], black: tuple[str, list[float]]
) -> None:
    found = {plane: separated(new(content), plane, colours) for plane in PLANES}
    assert found == {"colour": [colour], "black": [black]}


def test_colours_go_by_the_space_that_was_chosen_and_come_back_with_the_state() -> None:
    pdf = new(b"/S cs 0.5 scn q 0 0 0 1 k Q 1 scn 0 0 9 9 re f")
    over(pdf, "ColorSpace", "S", spot(pdf))
    assert [values for _, values in separated(pdf, "colour", colours)] == [
        [1, 0.7, 0],  # a space begins with all of its ink
        [1, 0.85, 0.5],
        [1, 1, 1],
        [1, 0.7, 0],
    ]


def test_what_is_no_colour_stays_as_it_was() -> None:
    content = b"q 2 w 1 0 0 1 5 5 cm 0 0 9 9 re S Q"
    plain = separated(new(content), "black", lambda page: pikepdf.parse_content_stream(page))
    assert pikepdf.unparse_content_stream(plain).split() == content.split()


def test_images_are_their_inks_on_both_planes() -> None:
    found = {}
    for plane in PLANES:
        pdf = new(b"/I Do")
        over(pdf, "XObject", "I", cmyk_image(pdf))
        found[plane] = separated(pdf, plane, lambda page: first_pixel(page.obj.Resources.XObject.I))
    assert found["colour"] == [0, 204, 255]
    assert found["black"][0] == 153


def test_an_image_in_content_becomes_a_resource() -> None:
    pdf = new(b"q BI /W 1 /H 1 /CS /CMYK /BPC 8 ID \xff\x00\xff\x00 EI Q")

    def look(page: pikepdf.Page) -> tuple[list[str], list[int]]:
        content = [str(one.operator) for one in pikepdf.parse_content_stream(page)]
        (only,) = page.obj.Resources.XObject.values()
        return content, first_pixel(only)

    assert separated(pdf, "colour", look) == (["q", "Do", "Q"], [0, 255, 0])


def test_a_form_is_rewritten_once_however_often_it_is_drawn() -> None:
    pdf = new(b"/A Do /B Do")
    form = pdf.make_indirect(
        pdf.make_stream(
            b"0.5 g 0 0 9 9 re f",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 9, 9]),
            Resources=Dictionary(),
            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK),
        )
    )
    over(pdf, "XObject", "A", form)
    over(pdf, "XObject", "B", form)

    def look(page: pikepdf.Page) -> tuple[bytes, str]:
        made = page.obj.Resources.XObject.A
        return bytes(made.read_bytes()), str(made.Group.CS)

    content, space = separated(pdf, "black", look)
    assert content.split()[:4] == [b"0.5", b"0.5", b"0.5", b"rg"]
    assert space == "/DeviceRGB"


@pytest.mark.parametrize(
    ("keys", "blended"),
    [
        ({"OP": True, "OPM": 1}, "/Darken"),
        ({"op": True, "OPM": 1, "BM": Name.Normal}, "/Darken"),
        ({"op": True, "OPM": 0}, "/Normal"),
        ({"OP": False, "op": False, "OPM": 1}, "/Normal"),
        ({"OP": True, "OPM": 1, "BM": Name.Multiply}, "/Multiply"),
        ({"ca": 0.5}, "None"),
    ],
)
def test_what_overprints_leaves_inks_that_it_has_none_of(
    keys: dict[str, object], blended: str
) -> None:
    pdf = new(b"/S gs 0 0 9 9 re f")
    over(pdf, "ExtGState", "S", state(**keys))
    found = separated(pdf, "colour", lambda page: page.obj.Resources.ExtGState.S.get("/BM"))
    assert str(found) == blended


def test_a_page_is_cut_to_its_trim_and_upright() -> None:
    pdf = new()
    pdf.pages[0].obj["/TrimBox"] = Array([10, 20, 150, 180])
    pdf.pages[0].obj["/Rotate"] = 90

    def look(page: pikepdf.Page) -> tuple[list[float], int, bool]:
        box = [float(side) for side in page.obj.MediaBox]
        return box, int(page.obj.Rotate), "/TrimBox" in page.obj

    assert separated(pdf, "colour", look) == ([10, 20, 150, 180], 0, False)


def test_images_are_read_once_for_both_planes() -> None:
    pdf = pikepdf.new()
    stream = pdf.make_indirect(cmyk_image(pdf))
    kept = Images()
    assert kept.of(stream, CMYK) is kept.of(stream, CMYK)
    assert kept.of(stream, CMYK)[0].tolist() == [[[255, 51, 0, 102]] * 2] * 2
