"""The folder of a publication's memory, in the user's own cache: a file for each value.

    ~/.cache/newsgrid/4f0c…/          of a publication, named after where that lies; mode 0700
        publication                   where it lies, so that the folder goes when that is gone
        91be4c…                       a value, after a digest that shows damage

A publication may come from elsewhere: so nothing of this lies in it. What lies here is believed
where the folder is this user's, and nobody else may look into it or write there. It may be deleted
at any time; where it cannot be written nothing is kept, and nobody is troubled.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from layout.work.writing.temporaries import is_temporary, tidy_at
from layout.work.writing.whole_files import keep_at
from slots.files.door import FLAGS, FOLDER, NO_LINK

_PLACE, _DIGEST = "publication", 32
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINK | os.O_CLOEXEC


def cache_folder() -> Path:
    """newsgrid's part of the user's cache folder. Raises RuntimeError where the user has none."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base.startswith("/") else Path.home() / ".cache") / "newsgrid"


def folder_of(publication: Path) -> Path | None:
    """Where the memory of a publication lies; None where the user has no cache folder."""
    place = os.fsencode(os.path.realpath(publication))
    try:
        return cache_folder() / hashlib.sha256(place).hexdigest()[:24]
    except RuntimeError:
        return None


def read_entry(folder: Path, name: str) -> bytes | None:
    """What was kept under a name; None where there is nothing, or something damaged."""
    try:
        with _opened(folder) as home:
            handle = os.open(name, FLAGS | NO_LINK, dir_fd=home)
        with os.fdopen(handle, "rb") as file:
            found = file.read()
    except OSError:
        return None
    digest, data = found[:_DIGEST], found[_DIGEST:]
    return data if hashlib.sha256(data).digest() == digest else None


def write_entries(
    folder: Path, publication: Path, entries: Mapping[str, bytes], unused: Callable[[str], bool]
) -> None:
    """Keep entries by their names, and take away those that are of no use."""
    with suppress(OSError):
        if entries:
            folder.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                folder.mkdir(0o700)
                _tidied(folder.parent)
        with _opened(folder) as home:
            tidy_at(home)
            if entries:
                keep_at(home, _PLACE, os.fsencode(os.path.realpath(publication)))
            for name, data in entries.items():
                _keep(home, name, hashlib.sha256(data).digest() + data)
            _cleared(home, unused)


def _keep(home: int, name: str, data: bytes) -> None:
    """Keeps an entry. A new one, and there are hundreds, is written where it lies: where that is
    broken off, its digest tells."""
    try:
        handle = os.open(name, _NEW, 0o600, dir_fd=home)
    except FileExistsError:
        keep_at(home, name, data)
        return
    with os.fdopen(handle, "wb") as file:
        file.write(data)


def _cleared(home: int, unused: Callable[[str], bool]) -> None:
    for name in os.listdir(home):
        if name != _PLACE and not is_temporary(name) and unused(name):
            with suppress(OSError):
                os.unlink(name, dir_fd=home)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    """The descriptor of a folder that is the user's own. Raises OSError for any other."""
    handle = os.open(folder, FOLDER | NO_LINK)
    try:
        found = os.fstat(handle)
        if found.st_uid != os.geteuid() or found.st_mode & 0o077:
            raise PermissionError(f"{folder} is not the user's own")
        yield handle
    finally:
        os.close(handle)


def _tidied(home: Path) -> None:
    """Takes away the folders of publications that are no more."""
    for folder in home.iterdir():
        with suppress(OSError), _opened(folder) as handle:
            place = os.open(_PLACE, FLAGS | NO_LINK, dir_fd=handle)
            with os.fdopen(place, "rb") as file:
                gone = not Path(os.fsdecode(file.read())).exists()
            if gone:
                shutil.rmtree(folder, ignore_errors=True)
