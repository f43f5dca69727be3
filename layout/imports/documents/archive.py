"""A document that is a zip: its parts, within limits, and its XML without anything that could harm.

Nothing is unpacked to disk, so no name can lead anywhere. A part is read as far as its limit goes,
whatever size the directory of the zip says it has. Source of the limits: a Word file of the Bible
has 5 MB of document.xml; XML packs 1:10 to 1:30, and 1:1000 is what bombs are made of.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from layout.imports.safe_xml import xml_parser
from layout.imports.source import Source
from slots.files.decoding import Undecodable, decoding
from slots.finding import Finding, Severity, Where

_MOST_BYTES = 200_000_000
"""Bytes of a document as it lies there; most of it are pictures."""
_MOST_PARTS = 5_000
"""Parts of a document."""
MOST_XML = 40_000_000
"""Bytes of one part that is text."""
MOST_PICTURE = 100_000_000
"""Bytes of one picture."""
_MOST_UNPACKED = 400_000_000
"""Bytes of all parts together."""
_MOST_RATIO = 300
"""How many times larger than packed a part of over a megabyte may be."""
DEEPEST = 120
"""Elements in each other: tables in tables in text boxes take some thirty."""

_LONG = 9_000_000
"""Bytes of XML from which on one of its texts may be longer than libxml2 reads unasked."""

_RATIO_FROM = 1_000_000
_ENCRYPTED = 1


@dataclass(frozen=True, slots=True)
class Archive:
    """The parts of a document by their names."""

    zip: zipfile.ZipFile
    names: frozenset[str]

    def part(self, name: str, most: int = MOST_XML) -> bytes:
        """The bytes of a part; none for one that is not there. Raises Undecodable."""
        if name not in self.names:
            return b""
        with decoding(), self.zip.open(name) as part:
            data = part.read(most + 1)
        if len(data) > most:
            raise Undecodable(f"{name} unpacks to over {most:,} bytes")
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part that is XML, None where there is none. Raises Undecodable."""
        data = self.part(name)
        return xml_of(data, name) if data.strip() else None


def xml_of(data: bytes, name: str) -> etree._Element:
    """The root of XML that a program wrote. Raises Undecodable for what is not well-formed, is too
    deep, or has a DTD: no office program writes one, and entities are what bombs are made of."""
    parser = xml_parser(huge=len(data) > _LONG)
    with decoding():
        root = etree.fromstring(data, parser)
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise Undecodable(f"{name} has a document type, which no office program writes")
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise Undecodable(f"{name} has elements over {DEEPEST} deep in each other")
    return root


@contextmanager
def archive_in(source: Source) -> Iterator[Archive]:
    """The parts of a source. Raises Undecodable where it is no whole zip, or over the limits."""
    data = source.whole(_MOST_BYTES)
    if data is None:
        raise Undecodable(f"it has over {_MOST_BYTES:,} bytes")
    with decoding():
        archive = zipfile.ZipFile(BytesIO(data))
    with archive:
        infos = archive.infolist()
        _check(infos)
        yield Archive(archive, frozenset(info.filename for info in infos))


def _check(infos: list[zipfile.ZipInfo]) -> None:
    """Raises Undecodable for what a document of that many parts and bytes would do to us."""
    if len(infos) > _MOST_PARTS:
        raise Undecodable(f"it has {len(infos):,} parts: at most {_MOST_PARTS:,}")
    if sum(info.file_size for info in infos) > _MOST_UNPACKED:
        raise Undecodable(f"it unpacks to over {_MOST_UNPACKED:,} bytes")
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            raise Undecodable("it has a password")
        if info.file_size > max(_RATIO_FROM, _MOST_RATIO * info.compress_size):
            raise Undecodable(f"{info.filename} unpacks to {info.file_size:,} bytes, as bombs do")


def names_in(source: Source) -> frozenset[str]:
    """The names of a source's parts; none where it is no zip. Never raises."""
    if not source.start.startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        with archive_in(source) as archive:
            return archive.names
    except Undecodable:
        return frozenset()


def damaged(source: Source, kind: str, error: Undecodable) -> Finding:
    """The finding for a document that cannot be read."""
    hint = "open it in its own program, save it anew without a password, and import that"
    message = f"{kind} cannot be read: {error}"
    return Finding("damaged-document", Severity.ERROR, message, Where(source.name), hint)
