"""Frames rendered or measured once, and kept for the next run: see `layout.work.store.cache`."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote, urlsplit

from layout.press.frames.print_faces import PrintFace, print_faces
from layout.press.frames.skeleton import Frame, frame_depths, frame_markup, frames_pdfs
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import Theme
from layout.work.processes.fork import Begin, at_once
from layout.work.store.cache import BoxCache, keep, kept
from slots.files.door import Unopened, digest_file

_Make = Callable[[tuple[Frame, ...]], Sequence[bytes]]


class KeptFrames:
    """Renders and measures the frames of one run; without a cache, all of them.

    Frames that the cache has cost no WeasyPrint, not even its import. What is made is the same
    whichever frames had to be made with it.
    """

    def __init__(self, theme: Theme, foundry: Foundry, date: datetime.date, language: str) -> None:
        self.theme, self.foundry, self.date, self.language = theme, foundry, date, language

    def pdfs(
        self, frames: Sequence[Frame], cache: BoxCache | None, begin: Begin = at_once
    ) -> Callable[[], dict[Frame, bytes]]:
        """Begins to render, and gives what gives a PDF of one page for each frame. That raises
        BadInput where something in one of them cannot be rendered; then nothing is kept."""

        def make(missing: tuple[Frame, ...]) -> tuple[bytes, ...]:
            return frames_pdfs(missing, self.theme, self.foundry, self.date, self.language)

        return self._made(frames, cache, "box", make, begin)

    def depths(
        self, frames: Sequence[Frame], cache: BoxCache | None, begin: Begin = at_once
    ) -> Callable[[], tuple[int, ...]]:
        """Begins to measure, and gives what says how deep each frame is when nothing limits it, in
        millipoints, as `frame_depths` says."""

        def make(missing: tuple[Frame, ...]) -> list[bytes]:
            depths = frame_depths(missing, self.theme, self.foundry, self.date, self.language)
            return [b"%d" % depth for depth in depths]

        made = self._made(frames, cache, "depth", make, begin)

        def measured() -> tuple[int, ...]:
            found = made()
            return tuple(int(found[frame]) for frame in frames)

        return measured

    def _made(
        self,
        frames: Sequence[Frame],
        cache: BoxCache | None,
        kind: str,
        make: _Make,
        begin: Begin,
    ) -> Callable[[], dict[Frame, bytes]]:
        """What is kept of each frame, or is made; each once."""
        once = tuple(dict.fromkeys(frames))
        keys: dict[Frame, str | None] = dict.fromkeys(once)
        if cache is not None:
            names = FrameKeys(self.theme, self.foundry, self.language)
            keys = {frame: names.key(frame, kind) for frame in once}
        found = {frame: kept(cache, key) if key else None for frame, key in keys.items()}
        missing = tuple(frame for frame, data in found.items() if data is None)
        making = begin(lambda: tuple(make(missing))) if missing else tuple

        def ended() -> dict[Frame, bytes]:
            made = dict(zip(missing, making(), strict=True))
            for frame, data in made.items():
                key = keys[frame]
                if key is not None:
                    keep(cache, key, data)
            return {frame: made[frame] if data is None else data for frame, data in found.items()}

        return ended


# --- names for frames, made from everything that their look depends on ----------------------------


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
