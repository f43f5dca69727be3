"""File access: every file that somebody else wrote is looked for and read through this module.

What comes in is a regular file, no larger than its kind may be, and, where a folder is given, one
that lies inside it when it is opened, not only when it was looked for:

    root ──openat──▶ stories ──openat──▶ flood.md      each step without following a link, so that
                                                       a folder swapped for one leads nowhere

Links inside a publication may lead to other files of it: they are followed first, by name, and what
comes out is walked. Source of the walk: POSIX openat(2), O_NOFOLLOW and O_NONBLOCK (a pipe is
seen to be none of ours, and never waited for, even if it came between the look and the opening).
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from slots.files.nearby import did_you_mean
from slots.finding import BadInput, Where, bad_input
from slots.legible import shown as shown  # readers of files name them, too

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of file is read: what messages call it, and how many bytes it may have."""

    name: str
    most: int


SETTINGS = Kind("a file of settings", MEGABYTE)
BOOK = Kind("an ad book", 8 * MEGABYTE)
STORY = Kind("a story", 8 * MEGABYTE)
STRIP = Kind("a strip", 16 * MEGABYTE)
TEMPLATE = Kind("a template or style sheet", MEGABYTE)
PICTURE = Kind("a picture", 200 * MEGABYTE)
ARTWORK = Kind("artwork", 200 * MEGABYTE)
CREATIVE = Kind("a file of a creative", 2 * MEGABYTE)
PROFILE = Kind("an ICC profile", 16 * MEGABYTE)
FONT = Kind("a font", 64 * MEGABYTE)
RECORD = Kind("a record of a plan", 64 * MEGABYTE)
MANIFEST = Kind("a manifest", 1_000 * MEGABYTE)


STDIN = Path("<stdin>")
"""What "-" stands for on the command line: this very object, so that a file of that name is another
one. What it names is named from the working folder."""


class Unopened(Exception):
    """A file that is refused: the `code` of its finding, why, and what would help."""

    def __init__(self, code: str, why: str, hint: str) -> None:
        super().__init__(why)
        self.code, self.why, self.hint = code, why, hint

    def at(self, where: Where) -> BadInput:
        """The same, as bad input at a place."""
        return bad_input(self.code, self.why, where, self.hint)


class TooLarge(Unopened):
    """A file over the limit of its kind: how many bytes it has (None: nobody knows, it is read from
    a pipe), and its `start` up to there."""

    def __init__(self, kind: Kind, size: int | None, start: bytes) -> None:
        self.size, self.start = size, start
        self.length = f"over {kind.most:,} bytes" if size is None else f"{size:,} bytes"
        why = f"has {self.length}: {kind.name} may have {kind.most:,}"
        super().__init__("large-file", why, "make it smaller, or split it")


def read_file(path: Path, kind: Kind, root: Path | None = None) -> bytes:
    """All bytes of a file of a kind, which must lie inside `root` where one is given. Raises
    Unopened, and TooLarge where it has more bytes than its kind may. STDIN is read to its end,
    once."""
    if path is STDIN:
        return _piped(kind)
    with os.fdopen(open_file(path, root), "rb") as file:
        size = os.fstat(file.fileno()).st_size
        try:
            data = file.read(kind.most + 1)
        except OSError as error:
            raise _unopened(error) from None
    if len(data) > kind.most:
        raise TooLarge(kind, max(size, len(data)), data)
    return data


def _piped(kind: Kind) -> bytes:
    try:
        data: bytes = sys.stdin.buffer.read(kind.most + 1)
    except (OSError, ValueError) as error:
        raise _unopened(error) from None
    if len(data) > kind.most:
        raise TooLarge(kind, None, data)
    return data


def digest_file(path: Path, root: Path | None = None) -> str:
    """The SHA-256 of a file of any size, in hexadecimal; `root` as in `read_file`. Raises
    Unopened."""
    digest = hashlib.sha256()
    handle = open_file(path, root)
    try:
        while part := os.read(handle, MEGABYTE):
            digest.update(part)
    except OSError as error:
        raise _unopened(error) from None
    finally:
        os.close(handle)
    return digest.hexdigest()


def there(path: Path) -> bool:
    """Whether there is anything of that name: also what cannot be read, or a link to nowhere, so
    that whoever reads it says what is wrong."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError as error:
        return error.errno not in (errno.EACCES, errno.ENAMETOOLONG, errno.ELOOP)
    return True


def is_file(path: Path) -> bool:
    """Whether a path is, links followed, a regular file; False where the system does not say. Never
    raises."""
    return stat.S_ISREG(_mode(path))


def is_folder(path: Path) -> bool:
    """The same for a folder."""
    return stat.S_ISDIR(_mode(path))


def _mode(path: Path) -> int:
    """The mode of a path, links followed; 0 where the system gives none. `Path.is_file` and its
    like will not do: some versions of Python raise where others do not."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return 0


def open_file(path: Path, root: Path | None = None) -> int:
    """A descriptor of a regular file, open for reading, inside `root` where one is given; the
    caller closes it. Raises Unopened."""
    try:
        handle = _opened(path) if root is None else _walked(path, root)
    except (OSError, ValueError) as error:
        raise _unopened(error, path, root) from None
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        raise _irregular(mode)
    return handle


def inside(path: Path, root: Path) -> Path | None:
    """The file or folder that a path of a publication stands for, links followed; None where it
    leads out of `root`. It need not be there."""
    if "\0" in str(path):
        return None
    real, home = Path(os.path.realpath(path)), Path(os.path.realpath(root))
    return real if real.is_relative_to(home) else None


def is_inside(path: Path, root: Path) -> bool:
    """Whether a path, links followed, stays in a folder."""
    return inside(path, root) is not None


FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)


def _opened(path: Path) -> int:
    return _regular(path, FLAGS)


def _regular(name: str | Path, flags: int, folder: int | None = None) -> int:
    """The descriptor of a file, which is opened only once it is seen to be regular: opening a pipe
    wakes whoever waits to write to it, and opening a device may do anything."""
    mode = os.stat(name, dir_fd=folder, follow_symlinks=not flags & NO_LINK).st_mode
    if stat.S_ISREG(mode) or stat.S_ISLNK(mode):  # a link is refused where it is opened
        return os.open(name, flags, dir_fd=folder)
    raise _irregular(mode)


def _walked(path: Path, root: Path) -> int:
    """A file opened step by step from its root."""
    real = inside(path, root)
    if real is None:
        raise _outside()
    parts = real.relative_to(os.path.realpath(root)).parts
    if not parts:
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    try:
        with folder_of(parts, root) as folder:
            return _regular(parts[-1], FLAGS | NO_LINK, folder)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR) and _mode(path):  # swapped on the way
            raise _outside() from None
        raise


def open_below(parts: tuple[str, ...], root: Path) -> int:
    """A descriptor of the file of `parts` below `root`, open for reading, no link followed.

    Whether it is a regular file is not checked. Raises OSError, with ELOOP or ENOTDIR where there
    is a link.
    """
    with folder_of(parts, root) as folder:
        return os.open(parts[-1], FLAGS | NO_LINK, dir_fd=folder)


@contextmanager
def folder_of(parts: tuple[str, ...], root: Path, make: bool = False) -> Iterator[int]:
    """The descriptor of the folder that holds the file of `parts` below `root`, open as long as the
    `with` block.

    No link is followed on the way: OSError with ELOOP or ENOTDIR where there is one. With `make`,
    missing folders are made.
    """
    handle = os.open(root, FOLDER)
    try:
        for part in parts[:-1]:
            if make:
                with suppress(FileExistsError):
                    os.mkdir(part, dir_fd=handle)
            below = os.open(part, FOLDER | NO_LINK, dir_fd=handle)
            os.close(handle)
            handle = below
        yield handle
    finally:
        os.close(handle)


def listed(folder: Path) -> Iterator[os.DirEntry[str]]:
    """What lies in a folder, by name; nothing where there is no such folder.

    Raises Unopened where it cannot be listed, or is none.
    """
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except (OSError, ValueError) as error:
        if not there(folder) and isinstance(error, FileNotFoundError):
            return
        raise _unlisted(error, folder) from None
    yield from found


def check_folder(folder: Path) -> None:
    """Raises Unopened where a folder is not there, or something else is."""
    try:
        mode = folder.stat().st_mode
    except (OSError, ValueError) as error:
        raise _unlisted(error, folder) from None
    if not stat.S_ISDIR(mode):
        raise _no_folder()


def _outside() -> Unopened:
    hint = "put it into the publication's folder, and name it from there"
    return Unopened("outside", "lies outside the publication", hint)


def _irregular(mode: int) -> Unopened:
    if stat.S_ISDIR(mode):
        return Unopened("folder", "is a folder, not a file", "name a file in it")
    kinds = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device"}
    what = kinds.get(stat.S_IFMT(mode), "no regular file")
    return Unopened("no-file", f"is {what}, not a file", "put a regular file in its place")


def _no_folder() -> Unopened:
    return Unopened("no-folder", "is not a folder", "put a folder in its place")


def _unlisted(error: OSError | ValueError, folder: Path) -> Unopened:
    """What the system says of a folder, in our words."""
    if isinstance(error, NotADirectoryError) and _mode(folder):
        return _no_folder()
    found = _unopened(error, folder)
    code = {"missing-file": "missing-folder", "unreadable-file": "unreadable-folder"}
    why = found.why.replace("no such file", "no such folder", 1)
    hint = found.hint.replace("put the file", "put the folder")
    return Unopened(code.get(found.code, found.code), why, hint)


def _unopened(
    error: OSError | ValueError, path: Path | None = None, root: Path | None = None
) -> Unopened:
    """What the system says of a file, in our words; for one that is not there, with the name
    nearest to it."""
    if isinstance(error, ValueError):  # a NUL, which no name holds
        return Unopened("missing-file", "no file can have that name", "check the name")
    if error.errno == errno.ENOENT and path is not None and there(path):
        why, hint = "is a link that leads nowhere", "mend the link, or take it away"
        return Unopened("missing-file", why, hint)
    found = {
        errno.ENOENT: ("missing-file", "no such file", "check the path"),
        errno.ENOTDIR: ("missing-file", "no such file", "check the path"),
        errno.EISDIR: ("folder", "is a folder, not a file", "name a file in it"),
        errno.ELOOP: ("link-loop", "is a link that leads to itself", "put the file in its place"),
        errno.ENXIO: ("no-file", "is a socket, not a file", "put a regular file in its place"),
        errno.EACCES: ("unreadable-file", "permission denied", "check its permissions"),
        errno.ENAMETOOLONG: ("missing-file", "the name is too long", "check the name"),
    }.get(error.errno or 0)
    if found:
        code, why, hint = found
        if path is not None and why == "no such file":
            why += did_you_mean(path, root)
        return Unopened(code, why, hint)
    why = f"cannot be read: {(error.strerror or str(error)).lower()}"
    return Unopened("unreadable-file", why, "check the disk it lies on")
