"""Frames rendered or measured once, and kept for the next run: see `layout.press.box_cache`."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from layout.press.box_cache import BoxCache, keep, kept
from layout.press.frame_key import FrameKeys
from layout.press.skeleton import Frame, frame_depths, frames_pdfs
from layout.typeset.foundry import Foundry
from layout.typeset.theme import Theme

Make = Callable[[tuple[Frame, ...]], Sequence[bytes]]


class KeptFrames:
    """Renders and measures the frames of one run; without a cache, all of them.

    Frames that the cache has cost no WeasyPrint, not even its import. What is made is the same
    whichever frames had to be made with it.
    """

    def __init__(self, theme: Theme, foundry: Foundry, date: datetime.date, language: str) -> None:
        self.theme, self.foundry, self.date, self.language = theme, foundry, date, language

    def pdfs(self, frames: Sequence[Frame], cache: BoxCache | None) -> dict[Frame, bytes]:
        """A PDF of one page for each frame. Raises BadInput where something in one of them cannot
        be rendered; then nothing is kept."""

        def make(missing: tuple[Frame, ...]) -> tuple[bytes, ...]:
            return frames_pdfs(missing, self.theme, self.foundry, self.date, self.language)

        return self._made(frames, cache, "box", make)

    def depths(self, frames: Sequence[Frame], cache: BoxCache | None) -> tuple[int, ...]:
        """How deep each frame is when nothing limits it, in millipoints, as `frame_depths` says."""

        def make(missing: tuple[Frame, ...]) -> list[bytes]:
            depths = frame_depths(missing, self.theme, self.foundry, self.date, self.language)
            return [b"%d" % depth for depth in depths]

        found = self._made(frames, cache, "depth", make)
        return tuple(int(found[frame]) for frame in frames)

    def _made(
        self, frames: Sequence[Frame], cache: BoxCache | None, kind: str, make: Make
    ) -> dict[Frame, bytes]:
        """What is kept of each frame, or made now; each once."""
        if cache is None:
            once = tuple(dict.fromkeys(frames))
            return dict(zip(once, make(once), strict=True)) if once else {}
        names = FrameKeys(self.theme, self.foundry, self.language)
        keys = {frame: names.key(frame, kind) for frame in dict.fromkeys(frames)}
        found = {frame: kept(cache, key) if key else None for frame, key in keys.items()}
        missing = tuple(frame for frame, data in found.items() if data is None)
        made = dict(zip(missing, make(missing), strict=True)) if missing else {}
        for frame, data in made.items():
            key = keys[frame]
            if key is not None:
                keep(cache, key, data)
        return {frame: made[frame] if data is None else data for frame, data in found.items()}
