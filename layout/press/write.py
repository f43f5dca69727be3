"""Writing results: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from slots.finding import BadInput, Where, bad_input

READABLE = 0o666  # what open() asks for; the user's mask takes away from it


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or is as it was.

    The bytes go to a temporary file in the same folder, reach the disk, and take the name in one
    step. Raises BadInput where the folder is missing or cannot be written to, or the name is a
    folder's.
    """
    try:
        _replace(path, data)
    except OSError as error:
        raise _complaint(path, error) from None


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(path))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those of any new file."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return READABLE & ~mask


def _complaint(path: Path, error: OSError) -> BadInput:
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
