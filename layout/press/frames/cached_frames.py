"""Frames rendered or measured once, and kept for the next run: see `layout.work.store.cache`."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from layout.press.frames.look_key import FrameKeys
from layout.press.frames.skeleton import Frame, frame_depths, frames_pdfs
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import Theme
from layout.work.processes.fork import Begin, at_once
from layout.work.store.cache import BoxCache, keep, kept

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
