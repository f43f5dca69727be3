"""Marks: what tells that files are as they were when something was found out about them."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from layout.desk.preview.lists.text_names import files_below
from layout.edition.last_plan import OLD, RECORD
from layout.publication.ads.book_file import BOOKS
from layout.publication.story_files import SUFFIXES

Mark = tuple[int, int, int, int]
"""A file's size, its times of change and of being changed (ns), and its number on the disk: one
that is written anew differs, even within a tick of the clock."""

_GONE: Mark = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Marks:
    """`around` marks all that a story's findings depend on beside its own file: settings, rules,
    creatives, modules, themes, pictures. `others` marks that too, and the ad book with its artwork.
    """

    around: str
    others: str


def mark_of(file: Path) -> Mark:
    """The mark of one file; GONE where it is not there."""
    try:
        return _mark(file.stat())
    except OSError:
        return _GONE


def marks_of(folder: Path) -> Marks:
    """The marks of a publication as it is now."""
    around, others = hashlib.sha256(), hashlib.sha256()
    for name, entry in sorted(files_below(folder), key=lambda item: item[0]):
        path = PurePosixPath(name)
        if name in (RECORD, OLD) or _is_copy(path):
            continue
        try:
            said = f"{name}\0{_mark(entry.stat())}\0".encode("utf-8", "surrogatepass")
        except OSError:
            continue
        others.update(said)
        if name not in BOOKS and path.suffix.lower() != ".pdf":
            around.update(said)
    return Marks(around.hexdigest(), others.hexdigest())


def _is_copy(path: PurePosixPath) -> bool:
    """Whether a file is a story, which has a mark of its own, and no module."""
    return path.suffix.lower() in SUFFIXES and path.parts[0] != "modules"


def _mark(stat: os.stat_result) -> Mark:
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino
