"""Temporaries: named so that a later run knows them, and takes away those whose run was killed.

    .newsgrid-PID-START-RANDOM~     a file on its way to its name
    ...-KNOWN-OURS~                 the same, about to change places with what stands there
    newsgrid-PID-START-RANDOM       a folder in the system's folder for such

A run that lives is left alone: its process is there, begun when the name says, or somebody holds
the temporary (flock), as processes in other containers do. What changed places may be somebody
else's text by now: it is taken away only where it is one of the two it may be, by its digest.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from slots.files.door import listed

_LIFE = r"(?P<pid>[1-9]\d{0,9})-(?P<start>[0-9a-f]{1,16})-\w{8,32}"
_FILE = re.compile(rf"\.newsgrid-{_LIFE}(-(?P<known>[0-9a-f]{{16}})-(?P<ours>[0-9a-f]{{16}}))?~")
_FOLDER = re.compile(rf"newsgrid-{_LIFE}")
_LOOK = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOLDERS = getattr(os, "O_DIRECTORY", 0)


def file_name() -> str:
    """A name for a file that is being written."""
    return f".newsgrid-{_life()}-{secrets.token_hex(8)}~"


def is_temporary(name: str) -> bool:
    """Whether a name is that of a file that is being written, or was when its run was killed."""
    return bool(_FILE.fullmatch(name))


def exchange_name(name: str, known: bytes, ours: bytes) -> str:
    """The name under which a file with `ours` in it, called by `file_name`, changes places with
    one with `known` in it."""
    return f"{name[:-1]}-{_digest(known)}-{_digest(ours)}~"


def _digest(data: bytes) -> str:
    """What is in a file, in few characters."""
    return hashlib.sha256(data).hexdigest()[:16]


def held(handle: int) -> None:
    """Holds a temporary until its descriptor is closed, however the process ends."""
    with suppress(OSError):  # a file system without locks
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)


@contextmanager
def temporary_folder() -> Iterator[str]:
    """A folder that is gone after use, for files a renderer wants to see on disk."""
    tidy_folders()
    with tempfile.TemporaryDirectory(prefix=f"newsgrid-{_life()}-") as name:
        handle = os.open(name, _LOOK | _FOLDERS)
        try:
            held(handle)
            yield name
        finally:
            os.close(handle)


def tidy(folder: Path) -> None:
    """Takes away the files that killed runs left in a folder; what cannot be, stays."""
    with suppress(OSError):
        handle = os.open(folder, _LOOK | _FOLDERS)
        try:
            tidy_at(handle)
        finally:
            os.close(handle)


def tidy_at(folder: int) -> None:
    """The same for a folder by its descriptor. Raises OSError where it cannot be listed."""
    for name in os.listdir(folder):
        if name.startswith(".newsgrid-") and (found := _FILE.fullmatch(name)):
            with suppress(OSError):
                handle = os.open(name, _LOOK | _NO_LINK, dir_fd=folder)
                try:
                    if _abandoned(handle, found) and _worthless(handle, found):
                        os.unlink(name, dir_fd=folder)
                finally:
                    os.close(handle)


def tidy_below(folder: Path, most: int = 10_000) -> None:
    """The same for a folder and those in it, so many at most; links and hidden folders are passed
    over."""
    for count, (place, below, _) in enumerate(os.walk(folder)):
        if count == most:
            return
        below[:] = [name for name in below if not name.startswith(".")]
        tidy(Path(place))


def tidy_folders() -> None:
    """Takes away the folders that killed runs of this user left in the system's folder for such."""
    for folder in listed(Path(tempfile.gettempdir())):
        if found := _FOLDER.fullmatch(folder.name):
            with suppress(OSError):
                handle = os.open(folder.path, _LOOK | _FOLDERS | _NO_LINK)
                try:
                    if _abandoned(handle, found):
                        shutil.rmtree(folder.path, ignore_errors=True)
                finally:
                    os.close(handle)


def _abandoned(handle: int, found: re.Match[str]) -> bool:
    """Whether the run that made a temporary of this user's is no more."""
    made = os.fstat(handle)
    ours = stat.S_ISREG(made.st_mode) or stat.S_ISDIR(made.st_mode)
    if not ours or made.st_uid != os.geteuid():
        return False
    if _lives(int(found["pid"]), found["start"]):
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def _worthless(handle: int, found: re.Match[str]) -> bool:
    """Whether what is in a file is none of somebody else's."""
    if not found["known"]:
        return True
    with os.fdopen(os.dup(handle), "rb") as file:
        return _digest(file.read()) in (found["known"], found["ours"])


def _lives(pid: int, start: str) -> bool:
    """Whether a process is there, and the one that began at `start`."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # another user's
        return True
    state, began = _process(pid)
    return began in (start, NO_START) and state != "Z"  # a zombie writes nothing any more


NO_START = "0"
"""Stands for the start of a process where the system does not give it."""


def _process(pid: int) -> tuple[str, str]:
    """The state of a process, and when it began, in clock ticks since the machine did
    (proc_pid_stat(5), fields 3 and 22)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        return fields[0], f"{int(fields[19]):x}"
    except (OSError, IndexError, ValueError):
        return "", NO_START


def _life() -> str:
    """This process, as names of temporaries have it."""
    return _life_of(os.getpid())


@cache
def _life_of(pid: int) -> str:
    return f"{pid}-{_process(pid)[1]}"
