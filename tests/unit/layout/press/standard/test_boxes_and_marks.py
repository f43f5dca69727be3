"""The boxes of pages that go to the press, and where the marks for trimming stand."""

from __future__ import annotations

import re

import pikepdf
import pytest

from layout.page.format import MM
from layout.press.standard.page_boxes import set_boxes

BLEED = 9_000


def page(pdf: pikepdf.Pdf, **boxes: list[float]) -> pikepdf.Page:
    pdf.add_blank_page(page_size=(100, 200))
    made = pdf.pages[-1]
    made.obj["/Contents"] = pdf.make_stream(b"0 0 5 5 re f")
    for key, box in boxes.items():
        made.obj[f"/{key}"] = pikepdf.Array(box)
    return made


def box(of: pikepdf.Page, key: str) -> list[float]:
    return [float(edge) for edge in of.obj[f"/{key}"]]


def test_boxes_lie_around_the_trim() -> None:
    with pikepdf.new() as pdf:
        one = page(pdf, CropBox=[1, 1, 9, 9], ArtBox=[1, 1, 9, 9])
        set_boxes(pdf, BLEED, False)
        assert box(one, "TrimBox") == [0, 0, 100, 200]
        assert box(one, "BleedBox") == box(one, "MediaBox") == [-9, -9, 109, 209]
        assert "/CropBox" not in one.obj
        assert "/ArtBox" not in one.obj
        assert one.obj.Contents.read_bytes() == b"0 0 5 5 re f"


def test_a_trim_of_its_own_is_kept_and_the_sheet_does_not_shrink() -> None:
    with pikepdf.new() as pdf:
        one, other = page(pdf, TrimBox=[90, 180, 20, 40]), page(pdf)
        set_boxes(pdf, BLEED, False)
        assert box(one, "TrimBox") == [20, 40, 90, 180]
        assert box(one, "BleedBox") == [11, 31, 99, 189]
        assert box(one, "MediaBox") == [0, 0, 100, 200]
        assert box(other, "BleedBox") == [-9, -9, 109, 209]


def test_marks_are_black_lines_outside_the_bleed_in_line_with_the_trim() -> None:
    near, far = 9 + 3 * MM / 1000, 9 + 8 * MM / 1000
    with pikepdf.new() as pdf:
        one = page(pdf)
        set_boxes(pdf, BLEED, True)
        assert box(one, "MediaBox") == pytest.approx([-far, -far, 100 + far, 200 + far], abs=1e-3)
        assert box(one, "BleedBox") == [-9, -9, 109, 209]
        first, last = (part.read_bytes().decode("ascii") for part in one.obj.Contents)
    assert last == "0 0 5 5 re f"
    assert first.startswith("/Artifact BMC q 0 0 0 1 K 0.25 w ")
    assert first.endswith(" Q EMC\n")
    found = re.findall(r"(\S+) (\S+) m (\S+) (\S+) l S", first)
    lines = sorted(tuple(float(edge) for edge in one) for one in found)
    wanted = [
        line
        for x, out in ((0, -1), (100, 1))
        for y, up in ((0, -1), (200, 1))
        for line in (
            (x + out * near, y, x + out * far, y),
            (x, y + up * near, x, y + up * far),
        )
    ]
    assert len(lines) == 8
    for line, right in zip(lines, sorted(wanted), strict=True):
        assert line == pytest.approx(right, abs=2e-3)
