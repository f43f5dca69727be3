"""Silence for libraries that read files: what is wrong with a file is told once, as a finding."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

SPEAKERS = ("PIL", "pikepdf")


@contextmanager
def hushed() -> Iterator[None]:
    """Keeps Pillow and pikepdf from warning and logging, in all threads, while it stands."""
    logs = [logging.getLogger(name) for name in SPEAKERS]
    before = [(log.handlers[:], log.propagate) for log in logs]
    for log in logs:
        log.handlers, log.propagate = [logging.NullHandler()], False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for log, (handlers, propagate) in zip(logs, before, strict=True):
            log.handlers, log.propagate = handlers, propagate
