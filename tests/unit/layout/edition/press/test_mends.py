"""What is mended in artwork: of ads alone, each told once, refused where it is not listed."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest

from layout.edition.press.mends import mend_findings, mends_of, refusals, without_trim
from layout.press.colour.notes import Seen
from layout.press.standard.press_settings import CONDITIONS, Mend, PressSettings


def page(folder: Path, **more: Any) -> Any:
    """A page with a picture, an ad in PDF without a TrimBox, one with an ArtBox, and a JPEG."""
    for name in ("bare", "boxed"):
        pdf = pikepdf.new()
        pdf.add_blank_page(page_size=(90, 90))
        if name == "boxed":
            pdf.pages[0].obj.ArtBox = [0, 0, 90, 90]
        pdf.save(folder / f"{name}.pdf")
    files = ("quay.jpg", "bare.pdf", "boxed.pdf", "tea.jpg")
    images = tuple(
        SimpleNamespace(role="ad" if at else "picture", id=f"A{at}", file=folder / name)
        for at, name in enumerate(files)
    )
    return SimpleNamespace(number=3, images=images, boxes=(), **more)


NOTED = (
    Seen(3, "Im1", "rgb", 1),
    Seen(3, "", "rgb", 2),
    Seen(3, "Im2 > Fm0", "rgb", 2),
    Seen(3, "Im2 > Fm1", "rgb", 2),
    Seen(3, "Im2", "white-overprint", 2),
    Seen(3, "Im4", "rgb", 4),
    Seen(3, "Fm5", "spots", 5),
    Seen(9, "Im2", "rgb", 2),
)


def test_only_artwork_of_ads_is_mended_each_kind_once(tmp_path: Path) -> None:
    mended = list(mends_of([page(tmp_path)], NOTED))
    assert mended == [NOTED[2], NOTED[4]]
    (finding,) = mend_findings({3: page(tmp_path)}, mended)
    assert finding.where.file == str(tmp_path / "bare.pdf")
    assert finding.message == (
        "page 3, ad A1: mended: what was in RGB, in Lab or by a profile is in the inks of the "
        "press; white that was set to overprint, and would not be seen, hides what lies under it"
    )


def test_an_ad_without_a_box_of_its_own_is_found(tmp_path: Path) -> None:
    assert list(without_trim([page(tmp_path)])) == [Seen(3, "", "boxes", 2)]
    (tmp_path / "bare.pdf").unlink()
    page_without = page(tmp_path)
    (tmp_path / "bare.pdf").unlink()
    assert list(without_trim([page_without])) == []


@pytest.mark.parametrize("kind", [Mend.RGB, Mend.SPOTS, Mend.BOXES])
def test_what_is_not_listed_is_refused(kind: Mend) -> None:
    seen = Seen(3, "Im2", kind.value, 2)
    (refused,) = refusals([seen], PressSettings(None, CONDITIONS["SNAP"], mend=()))
    assert (refused.page, refused.nth) == (3, 2) and f'"{kind.value}"' in refused.message
    listed = PressSettings(None, CONDITIONS["SNAP"], mend=(kind,))
    assert list(refusals([seen], listed)) == []
