"""Frames rendered or measured with the memory: those it has cost no WeasyPrint, not even its
import.

The longer part are the keys by which it knows them again: digests of all that their look depends
on.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from layout.press.frames.print_faces import PrintFace, print_faces
from layout.press.frames.skeleton import Frame, frame_depths, frame_markup, frames_pdfs
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import Theme
from layout.work.memory.remembered import remembered_each
from slots.files.door import Unopened, digest_file


class FrameSetup:
    """What all frames of a run are rendered with."""

    def __init__(self, theme: Theme, foundry: Foundry, date: datetime.date, language: str) -> None:
        self.theme, self.foundry, self.date, self.language = theme, foundry, date, language

    @cached_property
    def keys(self) -> FrameKeys:
        """Makes the keys of its frames."""
        return FrameKeys(self.theme, self.foundry, self.language)


def _key(frame: Frame, setup: FrameSetup) -> str | None:
    return setup.keys.key(frame)


@remembered_each(_key, form=bytes)
def pdfs(frames: Sequence[Frame], setup: FrameSetup) -> Sequence[bytes]:
    """A PDF of one page for each frame: the same whichever frames are made with it. Raises BadInput
    where something in one of them cannot be rendered."""
    return frames_pdfs(tuple(frames), setup.theme, setup.foundry, setup.date, setup.language)


@remembered_each(_key, form=int)
def depths(frames: Sequence[Frame], setup: FrameSetup) -> Sequence[int]:
    """How deep each frame is when nothing limits it, in millipoints."""
    return frame_depths(tuple(frames), setup.theme, setup.foundry, setup.date, setup.language)


# --- the keys of frames: digests of everything that their look depends on -------------------------


_LINK = re.compile(
    r"""(?:\b(?:src|srcset|href|data|poster)\s*=\s*|\burl\(\s*|@import\s+)["']?([^"'\s)>]+)"""
)
_HARMLESS = ("data:", "http:", "https:", "mailto:", "tel:", "#")
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif"})


class FrameKeys:
    """Makes the keys of frames, for one theme and language."""

    def __init__(self, theme: Theme, foundry: Foundry, language: str) -> None:
        self.theme, self.foundry, self.language = theme, foundry, language
        files: dict[Path, str] = {}
        digest = hashlib.sha256()
        for face in print_faces(theme, foundry):
            digest.update(
                f"{face.file_name} {_point(face)} {_of_file(face.face.file, files)}".encode()
            )
        self._base = digest.hexdigest()
        self._files = files

    def key(self, frame: Frame) -> str | None:
        """The digest of all that a frame's look depends on.

        None where it may depend on files that its markup does not name, as it may if it has
        drawings or style sheets: then it is rendered each time.
        """
        markup = frame_markup(frame, self.theme, self.foundry, self.language)
        digest = hashlib.sha256(f"{self._base}\n{markup}".encode())
        for link in dict.fromkeys(_LINK.findall(markup)):
            if link.startswith(_HARMLESS):
                continue
            file = self._file(link)
            if file.suffix.lower() not in _PICTURES:
                return None
            digest.update(f"\n{link} {_of_file(file, self._files)}".encode())
        return digest.hexdigest()

    def _file(self, link: str) -> Path:
        parts = urlsplit(link)
        return self.theme.folder / unquote(parts.path)


def _point(face: PrintFace) -> str:
    axes = ",".join(f"{axis}={value:g}" for axis, value in face.face.variations)
    return f"{face.family} {face.weight} {face.italic} {axes}"


def _of_file(file: Path, known: dict[Path, str]) -> str:
    found = known.get(file)
    if found is None:
        try:
            found = digest_file(file)
        except Unopened:
            found = "missing"
        known[file] = found
    return found
