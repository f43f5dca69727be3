"""Names for rendered frames, made from everything that their look depends on."""

from __future__ import annotations

import hashlib
import re
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote, urlsplit

from layout.press.frames.print_faces import PrintFace, print_faces
from layout.press.frames.skeleton import Frame, frame_markup
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import Theme
from slots.files.door import Unopened, digest_file

_RENDERERS = ("weasyprint", "pydyf", "tinycss2", "fonttools", "uharfbuzz")
_LINK = re.compile(
    r"""(?:\b(?:src|srcset|href|data|poster)\s*=\s*|\burl\(\s*|@import\s+)["']?([^"'\s)>]+)"""
)
_HARMLESS = ("data:", "http:", "https:", "mailto:", "tel:", "#")
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif"})


class FrameKeys:
    """Gives frames their keys, for one theme and language."""

    def __init__(self, theme: Theme, foundry: Foundry, language: str) -> None:
        self.theme, self.foundry, self.language = theme, foundry, language
        files: dict[Path, str] = {}
        digest = hashlib.sha256()
        for name in _RENDERERS:
            digest.update(f"{name} {version(name)}\n".encode())
        for face in print_faces(theme, foundry):
            digest.update(
                f"{face.file_name} {_point(face)} {_of_file(face.face.file, files)}".encode()
            )
        self._base = digest.hexdigest()
        self._files = files

    def key(self, frame: Frame, kind: str = "box") -> str | None:
        """The key under which something (a `kind`) of a frame is kept.

        None where it may depend on files that its markup does not name (drawings, style sheets),
        and so must be made each time.
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
        return f"{kind}-{digest.hexdigest()[:40]}"

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
