"""The one door for decoders that others wrote: whatever they raise is said of the file they read.

Pillow, pikepdf, pypdfium2, fontTools, lxml, tomllib and tree-sitter are made for files that are
whole. Of one that is damaged, or made to harm, each raises what its inside stumbled over: an
IndexError, a struct.error, a zlib.error, an OverflowError. A list of those is never complete, so
here all of it is one thing; our own mistakes stay ours, since no code of ours runs in the block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager


class Undecodable(Exception):
    """A file that its decoder could not read: why, in the decoder's words or ours."""


_LONGEST = 200
"""Characters of a decoder's words that are repeated."""

_HANDLE = re.compile(r"(?:(?:stream|image file) )?<_io\.\w+ object[^>]*>[: ]*")
"""What decoders call a file that they were handed as bytes: its place in memory, new each time."""


@contextmanager
def decoding(*ours: type[Exception]) -> Iterator[None]:
    """Turns whatever is raised while it stands into Undecodable, but for errors of `ours`, which
    say already what is wrong."""
    try:
        yield
    except Exception as error:
        if isinstance(error, (Undecodable, *ours)):
            raise
        raise Undecodable(_words(error)) from None


def _words(error: Exception) -> str:
    """What a decoder said, on one line; the name of what it raised where it said nothing."""
    if isinstance(error, MemoryError):
        return "it takes more memory than there is"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    said = " ".join(_HANDLE.sub("", str(error)).split())
    if not said or isinstance(error, KeyError | IndexError | AttributeError | AssertionError):
        return f"its parts contradict each other ({type(error).__name__})"
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]} ..."
