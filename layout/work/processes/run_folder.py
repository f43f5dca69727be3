"""The folder of one run, for what libraries keep in files for a while; nothing of it is left.

    /tmp/newsgrid-1000/            the user's own, nobody else may look into it
        4711-9f3a60c2/             a run's, locked for as long as that lives

A run that is killed cannot take its folder away: the next one does, which finds it unlocked.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from layout.work.processes.copies import take_away, temporaries_in

_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class RunFolder:
    """A run's folder, and the descriptor that locks it."""

    folder: Path
    lock: int

    def end(self) -> None:
        """Takes it away."""
        take_away(self.folder)


def run_folder() -> RunFolder | None:
    """A new folder, where libraries put their temporary files from now on. None where none can be
    made: then they are put where the system has them put."""
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    home = Path(os.environ.get("TMPDIR") or "/tmp", f"newsgrid-{os.getuid()}")
    try:
        if not _own(home):
            return None
        _sweep(home)
        folder = home / f"{os.getpid()}-{os.urandom(4).hex()}"
        if not temporaries_in(folder):
            return None
        lock = os.open(folder, _FOLDER)
        fcntl.flock(lock, fcntl.LOCK_EX)
    except OSError:
        return None
    return RunFolder(folder, lock)


def _own(home: Path) -> bool:
    """Whether a folder is the user's alone; makes it where there is nothing."""
    with suppress(FileExistsError):
        home.mkdir(0o700)
    found = home.lstat()
    return (
        stat.S_ISDIR(found.st_mode)
        and found.st_uid == os.getuid()
        and not stat.S_IMODE(found.st_mode) & 0o077
    )


def _sweep(home: Path) -> None:
    """Takes away the folders of runs that are no more."""
    import fcntl

    for folder in home.iterdir():
        with suppress(OSError):
            handle = os.open(folder, _FOLDER)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                take_away(folder)
            finally:
                os.close(handle)
