"""A folder that keeps what one run worked out for the next: `.newsgrid` in the publication's own.

It may be deleted at any time: a run gives the same bytes without it. What cannot be written is not
kept, and nobody is troubled with it. Only in a folder that newsgrid has made itself, which its
.gitignore tells, are files taken away; one that leads elsewhere by a link is left alone. What came
with a publication from elsewhere is not believed: see `layout.work.store.seal`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from layout.work.store.seal import own_key, sealed, unsealed
from layout.work.writing.temporaries import is_temporary, tidy_at
from layout.work.writing.whole_files import keep_at
from slots.files.door import FOLDER, NO_LINK, RECORD, Unopened, read_file

NAME, _MARK = ".newsgrid", ".gitignore"
_IGNORE = "# Kept by newsgrid between runs; may be deleted at any time.\n*\n"


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
            return unsealed(self.key, key, read_file(self.folder / key, RECORD, self.folder))
        except Unopened:
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
        """Write what was put, and take away what this run had no use for. All of it in the folder
        itself: a link that came with it is replaced, and what it leads to is left alone."""
        with suppress(OSError):
            if self.fresh:
                self.folder.mkdir(exist_ok=True)
            folder = os.open(self.folder, FOLDER | NO_LINK)
            try:
                self._saved(folder)
            finally:
                os.close(folder)

    def _saved(self, folder: int) -> None:
        if self.fresh and _MARK not in os.listdir(folder):
            keep_at(folder, _MARK, _IGNORE.encode())
        for key, data in self.fresh.items():
            keep_at(folder, key, sealed(self.key, key, data))  # half a file is noticed by its seal
        try:
            ours = read_file(self.folder / _MARK, RECORD, self.folder) == _IGNORE.encode()
        except Unopened:
            return
        if ours:
            tidy_at(folder)
            self._cleared(folder)

    def _cleared(self, folder: int) -> None:
        for name in os.listdir(folder):
            kept = name in self.used or name == _MARK or is_temporary(name)
            if not kept and not stat.S_ISDIR(os.lstat(name, dir_fd=folder).st_mode):
                os.unlink(name, dir_fd=folder)
