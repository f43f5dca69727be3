"""A folder that keeps what one run worked out for the next: `.newsgrid` in the publication's own.

It may be deleted at any time: a run gives the same bytes without it. What cannot be written is not
kept, and nobody is troubled with it. Only in a folder that newsgrid has made itself, which its
.gitignore tells, are files taken away; one that leads elsewhere by a link is left alone. What came
with a publication from elsewhere is not believed: see `layout.desk.cache_seal`.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from layout.desk.cache_seal import own_key, sealed, unsealed

NAME, MARK = ".newsgrid", ".gitignore"
IGNORE = "# Kept by newsgrid between runs; may be deleted at any time.\n*\n"


@dataclass(frozen=True, slots=True)
class CacheFolder:
    """Bytes by key, a file each. `used` are the keys asked for or put in this run, `fresh` what was
    put: it reaches the disk with `save`, so that a run which is refused or broken off leaves
    nothing behind."""

    folder: Path
    key: bytes = field(default_factory=own_key, repr=False)
    used: set[str] = field(default_factory=set)
    fresh: dict[str, bytes] = field(default_factory=dict)

    def get(self, key: str) -> bytes | None:
        """What was put under a key, in this run or an earlier one."""
        self.used.add(key)
        if key in self.fresh:
            return self.fresh[key]
        try:
            return unsealed(self.key, key, (self.folder / key).read_bytes())
        except OSError:
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key."""
        self.used.add(key)
        self.fresh[key] = data

    def recall(self, key: Hashable) -> Any:
        """What was remembered under a key. A folder remembers nothing: that is for a process which
        makes the same again and again, and what it remembers must change nothing but the time."""

    def remember(self, key: Hashable, thing: Any) -> None:
        """Remember a thing that is never changed, where there is a memory."""

    def save(self) -> None:
        """Write what was put, and take away what this run had no use for."""
        if self.folder.is_symlink():
            return
        mark = self.folder / MARK
        try:
            if self.fresh:
                self.folder.mkdir(exist_ok=True)
                if not mark.exists():
                    mark.write_text(IGNORE)
            for key, data in self.fresh.items():
                # half a file is noticed by its seal
                (self.folder / key).write_bytes(sealed(self.key, key, data))
            if mark.is_file() and mark.read_bytes() == IGNORE.encode():
                self._tidy()
        except OSError:
            return

    def _tidy(self) -> None:
        for file in self.folder.iterdir():
            if file.name not in self.used and file.name != MARK and file.is_file():
                file.unlink()
