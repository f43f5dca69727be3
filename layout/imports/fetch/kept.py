"""What was fetched, kept in the user's cache folder, so that a run that was stopped goes on, and a
later one asks only whether anything is new.

    ~/.cache/newsgrid/fetched/4f0c….json      address, type, what tells versions apart
                              4f0c….body      the bytes, whole or, in .part, as far as they came

It may be deleted at any time. Only the user may look into it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from layout.work.memory.folder import cache_folder
from layout.work.writing.whole_files import keep_at, opened

_FOLDER = "fetched"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of an address: where it led, its type, what marks its version, the links and
    the count of pages that it named."""

    address: str
    final: str
    kind: str
    etag: str = ""
    modified: str = ""
    links: str = ""
    pages: int = 0

    @property
    def condition(self) -> Mapping[str, str]:
        """The headers that ask for it only where it changed."""
        found = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in found.items() if value}

    @property
    def version(self) -> str:
        """What marks a part as one of the same bytes: a strong tag, or the time; "" where nothing
        does."""
        return self.modified if self.etag.startswith("W/") else self.etag or self.modified


@dataclass(frozen=True, slots=True)
class Cache:
    """The folder of what was fetched."""

    folder: Path

    def body(self, address: str) -> Path:
        """The file of the bytes of an address."""
        return self._file(address, "body")

    def part(self, address: str) -> Path:
        """The file of bytes that came so far."""
        return self._file(address, "part")

    def known(self, address: str, part: bool = False) -> Kept | None:
        """What is kept of an address, whole or in `part`; None where nothing is, or it is
        damaged."""
        bytes_there = self.part(address) if part else self.body(address)
        try:
            data = json.loads(self._file(address, "part-json" if part else "json").read_bytes())
            found = Kept(**data)
        except (OSError, ValueError, TypeError):
            return None
        return found if found.address == address and bytes_there.is_file() else None

    def begin(self, kept: Kept) -> None:
        """Bytes of an address begin to come."""
        self._write(kept.address, "part-json", kept)

    def finish(self, kept: Kept) -> None:
        """They are all there."""
        self.part(kept.address).replace(self.body(kept.address))
        self._write(kept.address, "json", kept)
        with suppress(OSError):
            self._file(kept.address, "part-json").unlink()

    def forget_part(self, address: str) -> None:
        """What came so far is of no use."""
        for suffix in ("part", "part-json"):
            with suppress(OSError):
                self._file(address, suffix).unlink()

    def _write(self, address: str, suffix: str, kept: Kept) -> None:
        folder = opened(self.folder)
        try:
            keep_at(folder, self._file(address, suffix).name, json.dumps(asdict(kept)).encode())
        finally:
            os.close(folder)

    def _file(self, address: str, suffix: str) -> Path:
        digest = hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / f"{digest[:32]}.{suffix}"


def cache() -> Cache:
    """The user's own. Raises OSError or RuntimeError where there can be none."""
    folder = cache_folder() / _FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.geteuid() or found.st_mode & 0o077 or folder.is_symlink():
        raise PermissionError(f"{folder} is not the user's own")
    return Cache(folder)
