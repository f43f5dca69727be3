"""Instances of variable fonts as files of their own, for renderers that load font files.

Instancing takes HarfBuzz some 15 ms a font, so instances are kept in the user's cache folder, named
by a digest of the font's content, the point in design space and HarfBuzz's version. Where that
folder cannot be written to they are made anew: the cache changes the time taken and nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import uharfbuzz as hb

from layout.typeset.words.face import Face
from layout.work.memory.folder import cache_folder
from layout.work.writing.temporaries import tidy
from layout.work.writing.whole_files import write_whole
from slots.finding import BadInput


def instance(face: Face, cache: Path | None = None) -> bytes:
    """The whole font of a face, with all its glyphs and features, at the face's point in design
    space."""
    data = face.file.read_bytes()
    kept = (cache or cache_folder()) / f"{_key(data, face)}.ttf"
    with suppress(OSError):
        found = kept.read_bytes()
        if _whole(found):
            return found
    made = _cut(face)
    with suppress(OSError, BadInput):
        kept.parent.mkdir(parents=True, exist_ok=True)
        tidy(kept.parent)
        write_whole(kept, made)
    return made


def instances_in(folder: Path, faces: Mapping[str, Face]) -> None:
    """Write the instances of faces into a folder, each under its name."""
    for name, face in faces.items():
        (folder / name).write_bytes(instance(face))


def _key(data: bytes, face: Face) -> str:
    point = ",".join(f"{axis}={value:g}" for axis, value in face.variations)
    digest = hashlib.sha256(data)
    digest.update(f"|{point}|{hb.version_string()}".encode())
    return digest.hexdigest()[:32]


def _whole(data: bytes) -> bool:
    """Whether a cached file is a font that HarfBuzz can read: caches get cut short and mixed up."""
    return len(data) > 12 and hb.Face(data).glyph_count > 0 and data[:4] in _SIGNATURES


_SIGNATURES = (b"\0\1\0\0", b"OTTO", b"true")


def _cut(face: Face) -> bytes:
    order = hb.SubsetInput()
    order.keep_everything()
    order.flags |= hb.SubsetFlags.DOWNGRADE_CFF2
    for axis, value in face.variations:
        order.pin_axis_location(face.font.face, axis, value)
    cut = order.subset(face.font.face)
    assert cut is not None, f"HarfBuzz could not cut {face.file}"
    return bytes(cut.blob.data)
