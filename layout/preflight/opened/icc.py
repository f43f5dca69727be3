"""What the head of an ICC profile says: its class, what colours it is of, and its version.

Source: ICC.1:2010, 7.2.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import pikepdf

from layout.preflight.opened.unpacked import TooMuch, unpacked
from slots.files.decoding import Undecodable

_HEAD, _MARK = 128, b"acsp"
COMPONENTS = {"GRAY": 1, "RGB ": 3, "CMYK": 4, "Lab ": 3}
"""How many components colours of a profile have, by its four letters for them."""

_MOST = 1 << 24
"""Bytes of a profile: those of presses have some two million."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile: `kind` is its class ("prtr" for a press, "mntr" for a screen), `space` its four
    letters for colours, `version` its major one; `digest` tells whether two are the same."""

    kind: str
    space: str
    version: int
    digest: str


def profile_of(stream: Any) -> Profile | None:
    """The profile in a stream, None where there is none that can be read."""
    if not isinstance(stream, pikepdf.Stream):
        return None
    try:
        data = unpacked(stream, _MOST)
    except (Undecodable, TooMuch):
        return None
    if len(data) < _HEAD or data[36:40] != _MARK:
        return None
    kind, space = data[12:16].decode("latin-1"), data[16:20].decode("latin-1")
    return Profile(kind, space, data[8], hashlib.sha256(data).hexdigest()[:16])
