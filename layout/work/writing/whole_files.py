"""Writing results: whole or not at all, and by the folder's descriptor.

The bytes go to a temporary file in the same folder, reach the disk, and take the name in one step.
All of it is done in the folder that was opened first: one that is swapped for a link meanwhile
leads nowhere.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from layout.work.processes.signals import undisturbed
from layout.work.writing.temporaries import file_name, held
from slots.finding import BadInput, Where, bad_input

_READABLE = 0o666  # what open() asks for; the user's mask takes away from it
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_CLOEXEC
"""How a folder is opened to write in it: it need not be readable."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_LOOK = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or is as it was.

    Raises BadInput where the folder is missing or cannot be written to, or the name is a folder's.
    """
    try:
        folder = opened(path.parent)
        try:
            _write_at(folder, path.name, data)
        finally:
            os.close(folder)
    except OSError as error:
        raise complaint(path, error) from None


def opened(folder: Path) -> int:
    """The descriptor of a folder to write in. Raises OSError."""
    return os.open(folder, _FOLDER)


def _write_at(folder: int, name: str, data: bytes) -> None:
    """The same for a name in a folder that is open: the file has the permissions of the one that it
    replaces, or of any new file. Raises OSError."""
    with temporary(folder, data, mode_of(folder, name)) as made:
        os.rename(made, name, src_dir_fd=folder, dst_dir_fd=folder)


def keep_at(folder: int, name: str, data: bytes) -> None:
    """The same for what can be made again and shows by itself whether it is whole: the disk is not
    waited for."""
    with temporary(folder, data, None, False) as made:
        os.rename(made, name, src_dir_fd=folder, dst_dir_fd=folder)


@contextmanager
def temporary(folder: int, data: bytes, mode: int | None, lasting: bool = True) -> Iterator[str]:
    """The name of a file with these bytes in a folder, if `lasting` all on the disk; held, so that
    no other run takes it away. It is gone at the end, where it has that name still; no signal ends
    us in between."""
    with undisturbed(), _temporary(folder, data, mode, lasting) as name:
        yield name


@contextmanager
def _temporary(folder: int, data: bytes, mode: int | None, lasting: bool) -> Iterator[str]:
    name = file_name()
    # one that replaces another is nobody else's to read, until it is as readable as that was
    writing = os.open(name, _NEW, _READABLE if mode is None else 0o600, dir_fd=folder)
    holding = None
    try:
        with os.fdopen(writing, "wb") as file:
            held(writing)
            holding = os.open(name, _LOOK, dir_fd=folder)
            held(holding)
            file.write(data)
            file.flush()
            if lasting:
                os.fsync(writing)
            if mode is not None:
                os.fchmod(writing, mode)
        yield name
    finally:
        if holding is not None:
            os.close(holding)
        with suppress(FileNotFoundError):
            os.unlink(name, dir_fd=folder)


def mode_of(folder: int, name: str) -> int | None:
    """The permissions of a file that is to be replaced, None where there is none."""
    try:
        there = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return None
    return there.st_mode & 0o777 if stat.S_ISREG(there.st_mode) else None


def complaint(path: Path, error: OSError) -> BadInput:
    """Why a file could not be written, in words that help."""
    folder = path.parent
    if path.is_dir():
        message, hint = "is a folder, not a file", "name a file in it"
    elif not folder.exists():
        message, hint = f"folder {folder} does not exist", f"make it first: mkdir -p {folder}"
    elif not folder.is_dir():
        message, hint = f"{folder} is a file, not a folder", "name another place to write to"
    else:
        message = f"cannot be written: {error.strerror or error}"
        hint = "free some space, change the folder's permissions or name another place"
    return bad_input("cannot-write", message, Where(str(path)), hint)
