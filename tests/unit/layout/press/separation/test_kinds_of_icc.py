"""What ICC profiles are of, told by their heads."""

from __future__ import annotations

import pytest
from PIL import ImageCms
from support.press.press_profile import press_profile

from layout.press.separation.icc_kind import profile_kind


def test_profiles_of_programs_and_presses() -> None:
    for name, kind in (("sRGB", "RGB"), ("LAB", "LAB")):
        made = ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()
        assert profile_kind(made) == kind
    assert profile_kind(press_profile()) == "CMYK"


@pytest.mark.parametrize(
    ("space", "kind"),
    [(b"RGB ", "RGB"), (b"CMYK", "CMYK"), (b"Lab ", "LAB"), (b"GRAY", "L"), (b"XYZ ", "")],
)
def test_a_head_says_the_space(space: bytes, kind: str) -> None:
    head = b"\0" * 16 + space + b"\0" * 16 + b"acsp"
    assert profile_kind(head.ljust(132, b"\0")) == kind


def test_what_is_no_profile_is_of_nothing() -> None:
    whole = press_profile()
    assert profile_kind(whole[:131]) == ""
    assert profile_kind(whole[:132]) == "CMYK"
    assert profile_kind(whole[:36] + b"ACSP" + whole[40:]) == ""
