"""Silence for libraries that read files: what is wrong with a file is reported once, as a finding.

WeasyPrint makes Pillow, for the whole process, accept files that end early. Whether a damaged
picture is reported must not depend on whether WeasyPrint was imported before.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_SPEAKERS = ("PIL", "pikepdf")


@contextmanager
def hushed() -> Iterator[None]:
    """Keeps Pillow and pikepdf from warning and logging, and Pillow from making do with half a
    file, in all threads, while it stands."""
    reader = sys.modules.get("PIL.ImageFile")
    lenient = getattr(reader, "LOAD_TRUNCATED_IMAGES", False)
    if lenient:
        setattr(reader, "LOAD_TRUNCATED_IMAGES", False)  # noqa: B010 - a module known by name only
    logs = [logging.getLogger(name) for name in _SPEAKERS]
    before = [(log.handlers[:], log.propagate) for log in logs]
    for log in logs:
        log.handlers, log.propagate = [logging.NullHandler()], False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        if lenient:
            setattr(reader, "LOAD_TRUNCATED_IMAGES", True)  # noqa: B010
        for log, (handlers, propagate) in zip(logs, before, strict=True):
            log.handlers, log.propagate = handlers, propagate


_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_MUTING = threading.Lock()
"""Held while the process has no standard error: it has one only, all threads together."""


@contextmanager
def muted(data: bytes) -> Iterator[None]:
    """Keeps libtiff from writing to standard error by itself, while it stands, where data are a
    TIFF file's; nothing else does, and nothing is done about it where there is none."""
    if not data.startswith(_TIFF):
        yield
        return
    with _MUTING:
        before = None
        with suppress(OSError):
            before = os.dup(2)
        try:
            if before is not None:
                with suppress(AttributeError, OSError, ValueError):  # none, or closed
                    sys.stderr.flush()
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, 2)
                os.close(nowhere)
            yield
        finally:
            if before is not None:
                os.dup2(before, 2)
                os.close(before)
