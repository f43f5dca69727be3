"""What is set to one value before output is hashed: only what must change from run to run, or with
the code that writes it. Everything else counts, to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

DIGEST = rb"[0-9a-f]{%d}"


@dataclass(frozen=True, slots=True)
class _Settled:
    """A part of a file, or of a stream, that is replaced; `why` it says nothing about the page."""

    names: tuple[str, ...]
    part: re.Pattern[bytes]
    by: bytes
    why: str


TABLE = (
    _Settled(
        ("stdout",),
        re.compile(rb'"(wall|cpu)": \d+(?:\.\d+)?(?:e-\d+)?'),
        rb'"\1": 0',
        "seconds that the stages of an edition took (print --json)",
    ),
    _Settled(
        ("stdout",),
        re.compile(rb"^Seconds: .* in all$", re.MULTILINE),
        rb"Seconds: 0 in all",
        "the same for people (print --verbose)",
    ),
    _Settled(
        (".newsgrid-manifest.json",),
        re.compile(rb'^( *"(?:context|key)": )"' + DIGEST % 32 + rb'"', re.MULTILINE),
        rb'\1"*"',
        "digests of newsgrid's own files and of the versions of libraries, by which a site's "
        "manifest tells that a page must be made again: a comment in the code changes them",
    ),
    _Settled(
        ("edition.plan.json",),
        re.compile(rb'("\d+": )"' + DIGEST % 24 + rb'"'),
        rb'\1"*"',
        "what a section depended on: digests of the repr of our own classes, which change with "
        "the name of a class or field; that they are found again shows in the warm run's report",
    ),
)


def settled(name: str, data: bytes) -> bytes:
    """The bytes of a file or stream with what may change set to one value."""
    for each in _about(PurePosixPath(name).name):
        data = each.part.sub(each.by, data)
    return data


def _about(name: str) -> Iterator[_Settled]:
    return (each for each in TABLE if name in each.names)
