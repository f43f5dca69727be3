"""Which texts a publication has: all that people write, none that newsgrid makes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from layout.desk.preview.access.writable_files import TEXTS
from layout.site.manifest import NAME as MANIFEST
from slots.files.door import Unopened, is_inside, listed

_MOST = 20_000
"""Names at most: a folder with more is no publication, but somebody's home."""


def texts_below(folder: Path) -> list[str]:
    """The names of the texts below a folder, sorted; MOST at most.

    Hidden files, links that lead out of the folder, folders that are links, and sites that newsgrid
    wrote into it are passed over.
    """
    return sorted(
        name
        for name, entry in files_below(folder)
        if PurePosixPath(name).suffix.lower() in TEXTS and not _leads_out(entry, folder)
    )


def files_below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All files below a folder by their names, also those that links lead to; MOST at most."""
    waiting, found = [(folder, "")], 0
    while waiting:
        below, prefix = waiting.pop()
        entries = _entries(below)
        if prefix and any(entry.name == MANIFEST for entry in entries):
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append((Path(entry.path), f"{prefix}{entry.name}/"))
            elif _is_file(entry):
                yield f"{prefix}{entry.name}", entry
                found += 1
                if found == _MOST:
                    return


def _leads_out(entry: os.DirEntry[str], root: Path) -> bool:
    """Whether something is a link that leads out of a folder: nobody is shown what lies there."""
    return entry.is_symlink() and not is_inside(Path(entry.path), root)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether something is a file that can be read; a link that leads to itself is none."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder, nothing where it cannot be read or is gone by now."""
    try:
        return list(listed(folder))
    except Unopened:
        return []
