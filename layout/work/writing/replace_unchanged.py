"""Replacing what was read and nothing else: a text that an editor saves meanwhile is not lost.

    known ──read──▶ look ─▶ write a temporary ─▶ exchange it with the file ─▶ what came out?
                                                                              known: done
                                                                              other: back with it

Between a look at a file and a rename over it another program may save: the rename would take its
version away, and nobody would have seen it. So nothing is renamed over. The new text and the file
change places in one step, what came out is compared, and where it is not what was read, they change
places again. An editor that writes into the file where it is, without renaming, may be at it still
when it comes out: its end is waited for, with a lease (fcntl(2)), which the kernel gives to nobody
while a file is open for writing.

Where names cannot change places (other systems than Linux, some network file systems), the file is
compared once more directly before the rename: an editor that saves in between is overwritten.
"""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
import time
from contextlib import suppress

from layout.work.writing.exchange_names import Unsupported, exchange, take
from layout.work.writing.temporaries import exchange_name, held
from layout.work.writing.whole_files import mode_of, temporary

_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_TURN, _TURNS = 0.005, 400
"""Seconds between two looks whether a writer is done, and how many there are."""


class Changed(Exception):
    """The file is not what was read: it is as it was, and nothing was written."""


class InUse(Exception):
    """Another program holds the file open for writing, and goes on holding it."""


def replace(folder: int, name: str, data: bytes, known: bytes | None) -> None:
    """Puts data in place of `known` in a file of a folder, given by its descriptor; None: there is
    no file of that name. Raises Changed, InUse, OSError."""
    if known is None:
        _put(folder, name, data)
        return
    standing = _opened(folder, name)
    if standing is None:
        raise Changed
    try:
        held(standing)  # under the temporary's name it is still ours to take away, and no others'
        with temporary(folder, data, mode_of(folder, name)) as made:
            try:
                _exchanged(folder, made, name, (known, data))
            except Unsupported:
                _renamed(folder, made, name, known)
    finally:
        os.close(standing)


def _put(folder: int, name: str, data: bytes) -> None:
    """A new file, where there is none."""
    with temporary(folder, data, None) as made:
        try:
            take(folder, made, name)
        except FileExistsError:
            raise Changed from None
        except Unsupported:
            _linked(folder, made, name)


def _linked(folder: int, made: str, name: str) -> None:
    """The same by a second name for the file (POSIX link(2)), which none that is taken can be."""
    try:
        os.link(made, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
    except FileExistsError:
        raise Changed from None
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        _renamed(folder, made, name, None)


def _renamed(folder: int, made: str, name: str, known: bytes | None) -> None:
    """The same without conditions: compared last thing before."""
    if _content(folder, name) != known:
        raise Changed
    os.rename(made, name, src_dir_fd=folder, dst_dir_fd=folder)


def _exchanged(folder: int, made: str, name: str, texts: tuple[bytes, bytes]) -> None:
    """The temporary and the file change places, if the file has in it what is known: `texts` are
    that and what is new."""
    known, data = texts
    out = exchange_name(made, known, data)
    os.rename(made, out, src_dir_fd=folder, dst_dir_fd=folder)
    try:
        exchange(folder, out, name)
    except (OSError, Unsupported) as error:
        os.rename(out, made, src_dir_fd=folder, dst_dir_fd=folder)
        if isinstance(error, FileNotFoundError):
            raise Changed from None
        raise
    used, came = _used(folder, out), _content(folder, out)
    if used or came != known:
        _given_back(folder, (out, name), came, data)
    with suppress(FileNotFoundError):
        os.unlink(out, dir_fd=folder)
    if used and came == known:
        raise InUse
    if came != known:
        raise Changed


def _given_back(
    folder: int, names: tuple[str, str], theirs: bytes | None, ours: bytes | None
) -> None:
    """Puts what came out back in its place, where ours stands now. Where that does not stand there
    any more, somebody saved over it: what they saved is newer, and goes back in its turn."""
    out, name = names
    while True:
        try:
            exchange(folder, out, name)
        except FileNotFoundError:  # it was taken away
            with suppress(FileExistsError):
                take(folder, out, name)
                return
            continue
        _used(folder, out)
        came = _content(folder, out)
        if came == ours:
            return
        theirs, ours = came, theirs


def _used(folder: int, name: str) -> bool:
    """Whether a file is open for writing, and stays so until nobody would wait any more."""
    handle = _opened(folder, name)
    if handle is None:
        return False
    try:
        for _ in range(_TURNS):
            try:
                fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)  # else a word of it would end us
                fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
                fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
            except BlockingIOError:
                time.sleep(_TURN)
            except OSError:  # another's file, or a file system without leases: nobody can know
                return False
            else:
                return False
        return True
    finally:
        os.close(handle)


def _content(folder: int, name: str) -> bytes | None:
    """What is in a file, None where there is none that can be read."""
    handle = _opened(folder, name)
    if handle is None:
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read()


def _opened(folder: int, name: str) -> int | None:
    """A regular file's descriptor, None where it is none."""
    try:
        handle = os.open(name, _READ, dir_fd=folder)
    except OSError:
        return None
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    return None
