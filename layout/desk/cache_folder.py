"""A folder that keeps what one run worked out for the next: `.newsgrid` in the publication's own.

It may be deleted at any time: a run gives the same bytes without it. What cannot be written is not
kept, and nobody is troubled with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

NAME = ".newsgrid"
IGNORE = "# Kept by newsgrid between runs; may be deleted at any time.\n*\n"


@dataclass(frozen=True, slots=True)
class CacheFolder:
    """Bytes by key, a file each. `used` are the keys asked for or put in this run."""

    folder: Path
    used: set[str] = field(default_factory=set)

    def get(self, key: str) -> bytes | None:
        """What was put under a key, in this run or an earlier one."""
        self.used.add(key)
        try:
            return (self.folder / key).read_bytes()
        except OSError:
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key."""
        self.used.add(key)
        try:
            self.folder.mkdir(exist_ok=True)
            if not (self.folder / ".gitignore").exists():
                (self.folder / ".gitignore").write_text(IGNORE)
            (self.folder / key).write_bytes(data)  # half a file is noticed by its digest
        except OSError:
            return

    def tidy(self) -> None:
        """Take away what this run had no use for."""
        try:
            for file in self.folder.iterdir():
                if file.name not in self.used and file.name != ".gitignore" and file.is_file():
                    file.unlink()
        except OSError:
            return
