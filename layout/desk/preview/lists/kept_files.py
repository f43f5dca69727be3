"""Files that are handed to the desk, and kept with the publication's: pictures, artwork of ads.

A file that is there is never written over. One that is taken back is gone, unless somebody else has
come to use it, or changed it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from contextlib import suppress
from itertools import count
from pathlib import Path, PurePosixPath

from layout.desk.preview.access import writable_files
from layout.desk.preview.lists.text_names import texts_below
from layout.imports.publication.disk import Busy, Disk
from layout.story.text.pieces import name_of
from slots.finding import BadInput, Where, bad_input

_LONGEST = 60
"""Characters of the name that a file is given, without its suffix."""


def kept(disk: Disk, home: str, stem: str, suffix: str, data: bytes) -> str:
    """Keeps a file in a folder of the publication's, under its name in safe letters; where that is
    taken, under the next that is free. Gives its name below the publication's folder."""
    stem = name_of(stem)[:_LONGEST].strip("-") or "picture"
    for number in count(1):
        own = f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}"
        name = f"{home}/{own}" if home else own
        if disk.exists(name):
            continue
        with suppress(Busy):  # somebody took it just now
            disk.put(name, data, None)
            return name
    raise AssertionError("names never end")


def check_ours(name: str, suffixes: Collection[str]) -> None:
    """Raises BadInput where a file of this name cannot be one that the desk kept."""
    path = PurePosixPath(name)
    odd = any(part.startswith((".", "/")) for part in path.parts)
    if path.suffix not in suffixes or odd:
        hint = "reload the page"
        raise bad_input("no-such-picture", "no file of the desk's", Where(name), hint)


def taken_away(folder: Path, name: str, digest: str) -> bool:
    """Takes a file away that was kept; leaves it, and gives False, where any text of the
    publication names it, or it is not what it was."""
    disk = Disk(folder)
    data = disk.read(name)
    ours = data is not None and hashlib.sha256(data).hexdigest() == digest
    if not ours or _is_named(folder, PurePosixPath(name).name):
        return False
    disk.drop(name)
    return True


def _is_named(folder: Path, name: str) -> bool:
    """Whether any text of the publication names a file."""
    for each in texts_below(folder):
        with suppress(BadInput):  # what cannot be read names nothing that an edition could show
            if name in writable_files.read(folder, each).text:
                return True
    return False
