"""Renaming with a condition, as Linux can: two names change places, or a name is taken only where
nobody has it (renameat2(2)). Elsewhere, and on file systems that cannot, Unsupported."""

from __future__ import annotations

import ctypes
import errno
import os
from functools import cache
from typing import Any

_NO_REPLACE, _EXCHANGE = 1, 2
_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM})


class Unsupported(Exception):
    """This system, or the file system, renames without conditions only."""


def exchange(folder: int, one: str, other: str) -> None:
    """Two files of a folder, given by its descriptor, change names in one step. Raises OSError,
    FileNotFoundError where one is not there, Unsupported."""
    _renamed(folder, one, other, _EXCHANGE)


def take(folder: int, old: str, new: str) -> None:
    """A file of a folder gets a name that no other has. Raises OSError, FileExistsError where one
    has it, Unsupported."""
    _renamed(folder, old, new, _NO_REPLACE)


def _renamed(folder: int, old: str, new: str, flags: int) -> None:
    call = _call()
    if call is None:
        raise Unsupported
    if call(folder, os.fsencode(old), folder, os.fsencode(new), flags) == 0:
        return
    number = ctypes.get_errno()
    if number in _CANNOT:
        raise Unsupported
    raise OSError(number, os.strerror(number), new)


@cache
def _call() -> Any:
    """The C library's function, None where it has none."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, TypeError, AttributeError):
        return None
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    call.restype = ctypes.c_int
    return call
