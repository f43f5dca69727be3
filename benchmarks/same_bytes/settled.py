"""What is set to one value before output is hashed: only what must change from run to run, or with
the code that writes it. Everything else counts, to the byte."""

from __future__ import annotations

import io
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
        ("stdout",),
        re.compile(rb'("(?:density|lighthouse)_mean": 0\.\d{12})\d+'),
        rb"\1",
        "sums of floats (simulate --json): from Python 3.12 on, sum() carries what it rounds away, "
        "and the last digits are others than with 3.11; twelve count",
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


IMAGE = re.compile(rb"/i[0-9a-f]{32}[01]\b")
"""How WeasyPrint names a picture in a box: by the MD5 of its address, and whether it is smoothed.
The address is that of a file, so that a story printed alone with pictures has other bytes in each
folder it lies in."""


def settled(name: str, data: bytes) -> bytes:
    """The bytes of a file or stream with what may change set to one value."""
    if data.startswith(b"%PDF-") and IMAGE.search(data):
        return _without_image_names(data)
    for each in _about(PurePosixPath(name).name):
        data = each.part.sub(each.by, data)
    return data


def _about(name: str) -> Iterator[_Settled]:
    return (each for each in TABLE if name in each.names)


def _without_image_names(data: bytes) -> bytes:
    """All objects of a PDF in their order, streams unpacked, with the pictures numbered as they
    come: packed, and with other lengths, they would differ by more than the names."""
    import pikepdf

    parts: list[bytes] = []
    with pikepdf.open(io.BytesIO(data)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                entries = thing.stream_dict
                packed = entries.get("/Subtype") == "/Image"
                body = thing.read_raw_bytes() if packed else thing.read_bytes()
                del entries["/Length"]
                parts += [entries.unparse(), body]
            else:
                parts.append(thing.unparse())
    numbers: dict[bytes, int] = {}
    return IMAGE.sub(
        lambda found: b"/i%d" % numbers.setdefault(found[0], len(numbers)), b"\n".join(parts)
    )
