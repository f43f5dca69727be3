"""Silence for libraries that read files: what is wrong with a file is told once, as a finding.

WeasyPrint tells Pillow, for the whole process, to make do with files that end early. Whether it was
imported before must not decide whether a damaged picture is told.
"""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

SPEAKERS = ("PIL", "pikepdf")


@contextmanager
def hushed() -> Iterator[None]:
    """Keeps Pillow and pikepdf from warning and logging, and Pillow from making do with half a
    file, in all threads, while it stands."""
    reader = sys.modules.get("PIL.ImageFile")
    lenient = getattr(reader, "LOAD_TRUNCATED_IMAGES", False)
    if lenient:
        setattr(reader, "LOAD_TRUNCATED_IMAGES", False)  # noqa: B010 - a module known by name only
    logs = [logging.getLogger(name) for name in SPEAKERS]
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
