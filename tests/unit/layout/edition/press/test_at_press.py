"""A document at its press: its PDF as a print file, or what keeps it from there."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from support.press.press_files import page_of, saved
from support.press.press_profile import press_profile

from layout.edition.press.at_press import AtPress
from layout.press.standard.press_settings import CONDITIONS, PressSettings
from slots.finding import BadInput

N = pikepdf.Name


def document(folder: Path) -> Any:
    """One page that draws one ad."""
    ad = SimpleNamespace(role="ad", id="B07", file=folder / "ferry.pdf")
    page = SimpleNamespace(number=1, images=(ad,), boxes=())
    return SimpleNamespace(title="Ferry", language="en", date=None, pages=[page])


def at_press(folder: Path, **more: Any) -> AtPress:
    file = folder / "press.icc"
    if not file.exists():
        file.write_bytes(press_profile())
    (folder / "ferry.pdf").write_bytes(trimmed())
    return AtPress(document(folder), PressSettings(file, CONDITIONS["SNAP"], **more), folder)


def trimmed() -> bytes:
    pdf = page_of(b"")
    pdf.pages[0].obj.TrimBox = [0, 0, 200, 200]
    return saved(pdf)


def drawn(content: bytes) -> bytes:
    pdf = page_of(b"/Im0 Do")
    form = pdf.make_stream(content)
    form.Type, form.Subtype, form.BBox = N.XObject, N.Form, [0, 0, 99, 99]
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im0=form)
    return saved(pdf)


def test_all_pages_are_pressed_and_what_was_mended_is_told(tmp_path: Path) -> None:
    data, told = at_press(tmp_path).whole(drawn(b"1 0 0 rg 0 0 9 9 re f"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/OutputIntents" in pdf.Root
    (finding,) = told
    assert finding.code == "mended" and "page 1, ad B07" in finding.message


def test_what_keeps_it_from_the_press_is_told_all_together(tmp_path: Path) -> None:
    content = b"1 0 0 rg 0 0 9 9 re f BT /F1 9 Tf (a) Tj ET"
    with pytest.raises(BadInput) as error:
        at_press(tmp_path, mend=()).whole(drawn(content))
    told = [one.message for one in error.value.findings]
    assert len(told) == 2 and all("page 1, ad B07 cannot go to the press" in one for one in told)
    assert 'there is no font "F1"' in told[0] and 'mend has not "rgb"' in told[1]


def test_a_profile_of_no_press_is_refused(tmp_path: Path) -> None:
    (tmp_path / "press.icc").write_bytes(b"none")
    with pytest.raises(BadInput, match="no ICC profile"):
        at_press(tmp_path)
