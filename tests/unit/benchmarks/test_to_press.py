"""The bench of print files: what its readers find in small files that are known."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest
from support.press.press_files import page_of

from benchmarks.to_press import readers
from benchmarks.to_press.__main__ import HEADS, Row, table

N = pikepdf.Name


def written(pdf: pikepdf.Pdf, file: Path) -> Path:
    pdf.save(file)
    return file


def test_colours_are_found_in_operators_forms_and_pictures(tmp_path: Path) -> None:
    pdf = page_of(b"0 0 0 1 k 0 0 9 9 re f /Fm0 Do")
    form = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f")
    form.Type, form.Subtype, form.BBox = N.XObject, N.Form, [0, 0, 9, 9]
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Fm0=form)
    assert readers.spaces(written(pdf, tmp_path / "a.pdf")) == ("DeviceCMYK", "DeviceRGB")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("gs"), reason="Ghostscript is not installed")
def test_ink_is_that_of_the_heaviest_square_and_pixel_of_all_plates(tmp_path: Path) -> None:
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[0, 1, 0, 0], N=1)
    gold = pikepdf.Array([N.Separation, N.Gold, N.DeviceCMYK, pikepdf.Dictionary(tint)])
    content = b"1 0.5 0 0 k 0 0 60 60 re f /Cs cs 1 scn 100 100 5 5 re f 0 0 0 1 k 9 0 0 1 re f"
    pdf = page_of(content, ColorSpace=pikepdf.Dictionary(Cs=gold))
    found = readers.ink(written(pdf, tmp_path / "a.pdf"))
    assert (round(found.square), found.square_page, found.spots, found.said) == (
        150,
        1,
        ("Gold",),
        (),
    )
    assert round(found.pixel) == 150


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler's pdftotext is not installed")
def test_a_file_without_words_has_not_the_same_text(tmp_path: Path) -> None:
    file = written(page_of(b""), tmp_path / "a.pdf")
    assert not readers.same_text(file, file)


def test_an_empty_page_is_told_by_pdfium(tmp_path: Path) -> None:
    empty, inked = page_of(b""), page_of(b"0 0 0 1 k 0 0 99 99 re f")
    assert readers.told_by_pdfium(written(empty, tmp_path / "a.pdf")) == ("page 1 is empty",)
    assert readers.told_by_pdfium(written(inked, tmp_path / "b.pdf")) == ()


def test_the_table_has_a_cell_for_each_head() -> None:
    lines = table([Row(tuple(map(str, range(len(HEADS)))), ())]).splitlines()
    assert {line.count("|") for line in lines} == {len(HEADS) + 1}
