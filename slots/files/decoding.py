"""Errors of third-party decoders: whatever one raises becomes an error of the file that it read.

Pillow, pikepdf, pypdfium2, fontTools, lxml, tomllib and tree-sitter are made for files that are
whole. For one that is damaged, or made to do harm, each raises whatever its code stumbled over: an
IndexError, a struct.error, a zlib.error, an OverflowError. A list of those is never complete, so
all of them become one error here. Our own mistakes are not hidden by it, since no code of ours runs
in the block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager


class Undecodable(Exception):
    """A file that its decoder could not read: why, in the decoder's words or ours."""


_LONGEST = 200
"""The most characters of a decoder's message that are repeated."""

_HANDLE = re.compile(r"(?:(?:stream|image file) )?<_io\.\w+ object[^>]*>[: ]*")
"""What decoders call a file that they were given as bytes: its address in memory, which differs
from run to run."""


@contextmanager
def decoding(*ours: type[Exception]) -> Iterator[None]:
    """Turns whatever is raised in its block into Undecodable, except errors of `ours`, which say
    already what is wrong."""
    try:
        yield
    except Exception as error:
        if isinstance(error, (Undecodable, *ours)):
            raise
        raise Undecodable(_words(error)) from None


def _words(error: Exception) -> str:
    """A decoder's message, on one line; the name of the exception where it has none."""
    if isinstance(error, MemoryError):
        return "it takes more memory than there is"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    message = " ".join(_HANDLE.sub("", str(error)).split())
    if not message or isinstance(error, KeyError | IndexError | AttributeError | AssertionError):
        return f"its parts contradict each other ({type(error).__name__})"
    return message if len(message) <= _LONGEST else f"{message[:_LONGEST]} ..."
