"""Copies of this process that work for it, and end with it, however it ends.

A copy has all that this process has. Ctrl-C is for this process, which then ends its copies: they
hear nothing of it, from their first instant on. When this process is gone, killed even, the system
kills them (prctl(2), PR_SET_PDEATHSIG). What libraries put into folders for temporary files is
taken away when a copy has ended.

Only on Linux: elsewhere what a copy has may not work any more.
"""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from layout.work.processes.signals import SIGNALS, held_back

ABLE = sys.platform == "linux"
"""Whether this system can copy a process."""

STILL = Lock()
"""Held while a copy is made. A thread that runs beside holds it while it imports: a copy of a
process in the middle of that could import the same never more."""

OUTSIDE = dict(os.environ)
"""The environment as it was found: for programs that are none of ours, and stay when we end."""

_DEATH_SIGNAL = 1
_ALIVE: set[int] = set()


def copied(work: Callable[[], object]) -> int:
    """Copies this process. The copy does its work and leaves without a word, whatever that raises;
    here its number is given, for `end`. Raises OSError where the system has no room for one.

    To be called by a thread that stays for as long as the copy should.
    """
    parent, prctl = os.getpid(), _prctl()
    with STILL, warnings.catch_warnings():
        # Python warns of threads; those of libraries that count and wait are none of the copy's
        warnings.simplefilter("ignore", DeprecationWarning)
        with held_back(*SIGNALS):
            pid = os.fork()
            if not pid:
                _become_a_copy(parent, prctl)
    if pid:
        _ALIVE.add(pid)
        return pid
    try:
        work()
    finally:
        os._exit(0)


def end(pid: int) -> None:
    """Ends a copy, at once where it is at work, and takes away what it leaves."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(pid, 0)
    _ALIVE.discard(pid)
    take_away(_folder_of(pid))


def end_all() -> None:
    """Ends all copies of this process."""
    for pid in tuple(_ALIVE):
        end(pid)


def _become_a_copy(parent: int, prctl: Callable[..., int]) -> None:
    """What a copy does first: nothing of its parent's signals, and an end of its own."""
    prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # which was gone before we could say so
        os._exit(1)
    signal.set_wakeup_fd(-1)
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.SIG_IGN)
    _ALIVE.clear()
    temporaries_in(_folder_of(os.getpid()))


@cache
def _prctl() -> Callable[..., int]:
    import ctypes

    found: Callable[..., int] = ctypes.CDLL(None).prctl
    return found


def _folder_of(pid: int) -> Path:
    """Where a copy's libraries put their temporary files."""
    return Path(os.environ.get("TMPDIR", "/tmp"), f"newsgrid-copy-{pid}")


def temporaries_in(folder: Path) -> bool:
    """Makes a new folder that libraries put their temporary files into from now on; whether that
    could be done."""
    try:
        folder.mkdir(0o700)
    except OSError:
        return False
    os.environ["TMPDIR"] = str(folder)
    known: Any = sys.modules.get("tempfile")
    if known:
        known.tempdir = str(folder)
    return True


def take_away(folder: Path) -> None:
    """Takes away a folder of temporary files, if it is there."""
    try:
        folder.rmdir()
    except FileNotFoundError:
        return
    except OSError:
        import shutil

        shutil.rmtree(folder, ignore_errors=True)
