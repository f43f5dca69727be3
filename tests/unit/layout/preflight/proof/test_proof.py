"""The proof of a preflight: a PDF that shows what was found."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
from support.preflight.files import image, made, over

from layout.preflight.geometry import Box, Matrix
from layout.preflight.profile import own_profile
from layout.preflight.proof.draw import LONGEST, MARGIN, InkLimit, Proofed, proof_of
from layout.preflight.proof.marks import Pen
from layout.preflight.run import preflight

AD = b"1 1 1 0 k 20 20 80 80 re f q 50 0 0 50 120 120 cm /I Do Q"


def ad(turn: int = 0) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        over(pdf, "XObject", "I", image(pdf, 10, 10))
        pdf.pages[0].obj["/Rotate"] = turn

    return made(AD, change)


def drawn(data: bytes) -> bytes:
    verdict = preflight(data, own_profile("gwg-2022-newspaper"))
    return proof_of([Proofed("ad (1).pdf", data, verdict)])


def text_of(proof: bytes) -> str:
    document = pypdfium2.PdfDocument(proof)
    try:
        return document[0].get_textpage().get_text_bounded()
    finally:
        document.close()


def test_the_legend_says_what_was_found():
    said = text_of(drawn(ad()))
    for words in (
        "ad (1).pdf, page 1",
        "trim 70.6 x 70.6 mm",
        "most ink in 15 mm: 300 %",
        "inks: Cyan, Magenta, Yellow",
        "mean: C 16.2, M 16.2, Y 16.2, K 3.2 %",  # 16 and 3.1 by area: cells at edges count whole
        "red: over 245 %; pale: over 208 %",
        "TrimBox 70.6 x 70.6 mm",
        "14 ppi",
        "TrimBox",
        "R0026: 300 % ink",
    ):
        assert words in said


def test_places_are_drawn_on_the_page_as_it_is_seen():
    for turn in (0, 90, 180, 270):
        proof = drawn(ad(turn))
        document = pypdfium2.PdfDocument(proof)
        try:
            page = document[0]
            assert page.get_size() == (LONGEST + MARGIN, LONGEST)
            picture = page.render().to_numpy()
        finally:
            document.close()
        # red frames and shades lie on the heavy square, which is seen in another corner each time
        x, y = {0: (40, 225), 90: (40, 145), 180: (160, 140), 270: (120, 265)}[turn]
        across, down = round(x * LONGEST / 200), round((y - 100) * LONGEST / 200)
        blue, green, red = (int(each) for each in picture[down, across][:3])
        assert red > green + 40 and red > blue + 40


def test_only_what_is_over_the_limit_is_red():
    data = made(b"1 1 0.2 0 k 20 20 160 160 re f")
    verdict = preflight(data, own_profile("gwg-2022-newspaper"))

    def middle(limit: float) -> tuple[int, int, int]:
        proof = proof_of([Proofed("a", data, verdict)], InkLimit(limit, 15))
        document = pypdfium2.PdfDocument(proof)
        try:
            blue, green, red = document[0].render().to_numpy()[350, 350][:3]
        finally:
            document.close()
        return int(red), int(green), int(blue)

    plain, near, over = middle(300), middle(230), middle(210)
    assert plain[0] < near[0] < over[0] and over[0] > 150


def test_the_same_each_time_and_whole():
    first, second = drawn(ad()), drawn(ad())
    assert first == second
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert len(pdf.pages) == 1


def test_a_file_that_cannot_be_opened_has_a_page_that_says_so():
    said = text_of(proof_of([Proofed("no.pdf", b"no", preflight(b"no", own_profile("pdf-x-4")))]))
    assert said.startswith("no.pdf: it cannot be read")


def test_a_pen_writes_content():
    pen = Pen()
    pen.placed("/Page", Matrix())
    pen.frame(Box(0, 0, 1, 2), (1, 0, 0), 0.5)
    pen.text(1, 2, "a (b) \\ é ☃", 7, (0, 0, 0))
    pen.tag(0, 0, "12", (0, 0, 1))
    content = pen.content()
    assert b"/Page Do" in content and b"1 0 0 RG 0.5 w 0.00 0.00 1.00 2.00 re S" in content
    assert rb"(a \(b\) \\ " in content and b"?) Tj" in content
