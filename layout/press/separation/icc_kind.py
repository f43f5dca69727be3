"""What an ICC profile is of, read off its head. Source: ICC.1:2022, 7.2."""

from __future__ import annotations

_MODES = {b"RGB ": "RGB", b"CMYK": "CMYK", b"Lab ": "LAB", b"GRAY": "L"}
_HEAD = 132


def profile_kind(profile: bytes) -> str:
    """What a profile is of, as Pillow calls it: RGB, CMYK, LAB, L; "" where it is none.

    >>> profile_kind(b"")
    ''
    """
    if len(profile) < _HEAD or profile[36:40] != b"acsp":
        return ""
    return _MODES.get(profile[16:20], "")
