"""The one door for files: every file that anybody else wrote is looked for and read through here.

What comes in is a regular file, no larger than its kind may be, and, where a folder is given, one
that lies inside it when it is opened, not only when it was looked for:

    root ──openat──▶ stories ──openat──▶ flood.md      each step without following a link, so that
                                                       a folder swapped for one leads nowhere

Links inside a publication may lead to other files of it: they are followed first, by name, and what
comes out is walked. Source of the walk: POSIX openat(2), O_NOFOLLOW and O_NONBLOCK (a pipe is
opened, seen to be none of ours, and closed again, without waiting for who might write to it).
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from slots.finding import BadInput, Where, bad_input

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of file is read: what messages call it, and how many bytes it may have."""

    name: str
    most: int


SETTINGS = Kind("a file of settings", 2 * MEGABYTE)
BOOK = Kind("an ad book", 8 * MEGABYTE)
STORY = Kind("a story", 8 * MEGABYTE)
STRIP = Kind("a strip", 16 * MEGABYTE)
TEMPLATE = Kind("a template or style sheet", MEGABYTE)
PICTURE = Kind("a picture", 200 * MEGABYTE)
ARTWORK = Kind("artwork", 200 * MEGABYTE)
CREATIVE = Kind("a file of a creative", 2 * MEGABYTE)
RECORD = Kind("a record of a plan", 64 * MEGABYTE)


class Unopened(Exception):
    """A file that does not come in: `code` of its finding, why, and what would help."""

    def __init__(self, code: str, why: str, hint: str) -> None:
        super().__init__(why)
        self.code, self.why, self.hint = code, why, hint

    def at(self, where: Where) -> BadInput:
        """The same, as bad input at a place."""
        return bad_input(self.code, self.why, where, self.hint)


def read_file(path: Path, kind: Kind, root: Path | None = None) -> bytes:
    """All bytes of a file, of a kind, inside `root` where one is given. Raises Unopened."""
    with os.fdopen(open_file(path, root), "rb") as file:
        size = os.fstat(file.fileno()).st_size
        try:
            data = file.read(kind.most + 1)
        except OSError as error:
            raise _unopened(error) from None
    if len(data) > kind.most:
        why = f"has {max(size, len(data)):,} bytes: {kind.name} may have {kind.most:,}"
        raise Unopened("large-file", why, "make it smaller, or split it")
    return data


def open_file(path: Path, root: Path | None = None) -> int:
    """A descriptor of a regular file, open for reading, inside `root` where one is given; who asks
    closes it. Raises Unopened."""
    try:
        handle = _opened(path) if root is None else _walked(path, root)
    except (OSError, ValueError) as error:
        raise _unopened(error) from None
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


def shown(name: str | os.PathLike[str]) -> str:
    r"""A name as it can be said: what is no UTF-8 or would break the line is spelled out.

    >>> shown("a\nb"), shown(b"caf\xe9.md".decode("utf-8", "surrogateescape"))
    ('a\\nb', 'caf\\xe9.md')
    """
    text = os.fspath(name)
    if text.isprintable():
        return text
    return "".join(_spelled(sign) for sign in text)


def _spelled(sign: str) -> str:
    if "\udc80" <= sign <= "\udcff":  # a byte that is no UTF-8, as Python keeps it in names
        return f"\\x{ord(sign) - 0xDC00:02x}"
    return sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii")


FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)


def _opened(path: Path) -> int:
    return os.open(path, FLAGS)


def _walked(path: Path, root: Path) -> int:
    """A file opened step by step from its root."""
    real = inside(path, root)
    if real is None:
        raise _outside()
    parts = real.relative_to(os.path.realpath(root)).parts
    if not parts:
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    try:
        return open_below(parts, root)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR) and path.exists():  # swapped on the way
            raise _outside() from None
        raise


def open_below(parts: tuple[str, ...], root: Path) -> int:
    """A descriptor of the file of `parts` below `root`, open for reading, no link followed.

    It may be no regular file. Raises OSError, with ELOOP or ENOTDIR where there is a link.
    """
    with folder_of(parts, root) as folder:
        return os.open(parts[-1], FLAGS | NO_LINK, dir_fd=folder)


@contextmanager
def folder_of(parts: tuple[str, ...], root: Path, make: bool = False) -> Iterator[int]:
    """The descriptor of the folder that a file's `parts` below `root` lie in, while it stands.

    No link is followed on the way: OSError with ELOOP or ENOTDIR where there is one. With `make`
    folders that are not there are made.
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
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unopened(error) from None
    yield from found


def _outside() -> Unopened:
    hint = "put it into the publication's folder, and name it from there"
    return Unopened("outside", "lies outside the publication", hint)


def _irregular(mode: int) -> Unopened:
    if stat.S_ISDIR(mode):
        return Unopened("folder", "is a folder, not a file", "name a file in it")
    kinds = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device"}
    what = kinds.get(stat.S_IFMT(mode), "no regular file")
    return Unopened("no-file", f"is {what}, not a file", "put a regular file in its place")


def _unopened(error: OSError | ValueError) -> Unopened:
    """What the system says of a file, in our words."""
    if isinstance(error, ValueError):  # a NUL, which no name holds
        return Unopened("missing-file", "no file can have that name", "check the name")
    found = {
        errno.ENOENT: ("missing-file", "no such file", "check the path"),
        errno.ENOTDIR: ("missing-file", "no such file", "check the path"),
        errno.EISDIR: ("folder", "is a folder, not a file", "name a file in it"),
        errno.ELOOP: ("link-loop", "is a link that leads to itself", "replace it by the file"),
        errno.ENXIO: ("no-file", "is a socket, not a file", "put a regular file in its place"),
        errno.EACCES: ("unreadable-file", "permission denied", "check its permissions"),
        errno.ENAMETOOLONG: ("missing-file", "the name is too long", "check the name"),
    }.get(error.errno or 0)
    if found:
        return Unopened(*found)
    why = f"cannot be read: {(error.strerror or str(error)).lower()}"
    return Unopened("unreadable-file", why, "check the disk it lies on")
