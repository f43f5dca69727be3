"""Zips of files: members as sources, each read as a stream, and no more of it than it says it has.

What a zip is refused or loses a member for: a path that leads out of it, a link, a password, a way
of packing that nobody here knows, far more in it than a zip of its size can have (Fifield, "A
better zip bomb", 2019: 42 kB that unpack to 5 GB), more members than anybody's export has.
"""

from __future__ import annotations

import shutil
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BufferedReader, RawIOBase
from pathlib import PurePosixPath
from typing import IO

from layout.imports.source import START, Source
from slots.files.door import PICTURE, Kind
from slots.finding import Finding, Severity, Where

_MEMBER = Kind("a file in a zip", 1_000_000_000)
_MOST_MEMBERS = 100_000
_MOST_UNPACKED = 8_000_000_000
_RATIO, _SMALL = 250, 20_000_000
"""How much larger a member may be than it is packed, from so many bytes on: text packs to a tenth,
lists to a hundredth."""

_PACKINGS = frozenset(
    {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
)
_UNPACK = "unpack it, and import the folder"
_LOCKED = 0x1


class Damaged(Exception):
    """A source that cannot be read on from some place: why."""


def is_zip(start: bytes) -> bool:
    """Whether bytes begin as a zip does."""
    return start.startswith((b"PK\x03\x04", b"PK\x05\x06"))


@dataclass(slots=True)
class ZipFiles:
    """A zip that is open: what is wrong with it as a whole, and its members."""

    source: Source
    findings: list[Finding] = field(default_factory=list)
    _file: zipfile.ZipFile | None = None
    _stream: IO[bytes] | None = None
    _named: dict[str, zipfile.ZipInfo] = field(default_factory=dict)

    def __enter__(self) -> ZipFiles:
        try:
            self._stream = _seekable(self.source.stream())
            self._file = zipfile.ZipFile(self._stream)
            members = self._file.infolist()
        except Exception as error:  # zipfile raises what its inside stumbled over
            self._refuse("damaged-zip", f"is a damaged zip: {error}", "pack it again")
            return self
        if len(members) > _MOST_MEMBERS:
            message = f"has {len(members):,} files in it: at most {_MOST_MEMBERS:,}"
            self._refuse("too-many-files", message, _UNPACK)
        elif sum(each.file_size for each in members) > _MOST_UNPACKED:
            message = f"unpacks to more than {_MOST_UNPACKED:,} bytes"
            self._refuse("zip-bomb", message, _UNPACK)
        else:
            files = (each for each in members if not each.is_dir())
            self._named = {each.filename: each for each in files}
        return self

    def __exit__(self, *error: object) -> None:
        for each in (self._file, self._stream):
            if each is not None:
                each.close()

    def _refuse(self, code: str, message: str, hint: str) -> None:
        self.findings.append(Finding(code, Severity.ERROR, message, self.source.where, hint))

    def members(self) -> Iterator[Source | Finding]:
        """The files in it by their names, as sources, and why one is none."""
        for name in sorted(self._named):
            wrong = self._problem(self._named[name])
            yield wrong or self._member(name)

    def _member(self, name: str) -> Source | Finding:
        try:
            with self._opened(name) as stream:
                start = stream.read(START)
        except Damaged as error:
            return self._wrong("damaged-zip", name, str(error), "pack it again")
        place = f"{self.source.name}/{name}"
        return Source(place, start, lambda: self._opened(name), self._beside(name))

    def _opened(self, name: str) -> IO[bytes]:
        assert self._file is not None
        try:
            return BufferedReader(_Member(self._file.open(self._named[name])))
        except Exception as error:
            raise Damaged(f"cannot be unpacked: {error}") from None

    def _beside(self, name: str) -> Callable[[str], bytes | None]:
        """What gives the bytes of another member by its path from this one."""

        def found(path: str) -> bytes | None:
            there = self._named.get(_joined(name, path) or "")
            if there is None or self._problem(there) or there.file_size > PICTURE.most:
                return None
            try:
                with self._opened(there.filename) as stream:
                    return stream.read(PICTURE.most)
            except Damaged:
                return None

        return found

    def _problem(self, member: zipfile.ZipInfo) -> Finding | None:
        """Why a member is not read; None where it is."""
        name = member.filename
        if _leads_out(name):
            message = "has a path that leads out of the zip: it is left out"
            return self._wrong("outside", name, message, "pack it again, from inside its folder")
        if stat.S_ISLNK(member.external_attr >> 16):
            return self._wrong("link", name, "is a link: it is left out", "pack the file itself")
        if member.flag_bits & _LOCKED:
            return self._wrong("locked-zip", name, "is locked with a password", _UNPACK)
        if member.compress_type not in _PACKINGS:
            message = f"is packed in a way newsgrid cannot unpack (method {member.compress_type})"
            return self._wrong("unknown-packing", name, message, _UNPACK)
        if member.file_size > _MEMBER.most:
            message = f"has {member.file_size:,} bytes: {_MEMBER.name} may have {_MEMBER.most:,}"
            return self._wrong("large-file", name, message, "export it in several parts")
        if member.file_size > max(_SMALL, _RATIO * member.compress_size):
            message = f"unpacks to {member.file_size:,} bytes, of {member.compress_size:,}"
            return self._wrong("zip-bomb", name, message, _UNPACK)
        return None

    def _wrong(self, code: str, name: str, message: str, hint: str) -> Finding:
        where = Where(f"{self.source.name}/{name}")
        return Finding(code, Severity.ERROR, message, where, hint)


def _seekable(stream: IO[bytes]) -> IO[bytes]:
    """A stream that can be read from any place: of a zip in a zip a copy."""
    if stream.seekable():
        return stream
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the zip
    with stream:
        shutil.copyfileobj(stream, copy)
    return copy


class _Member(RawIOBase):
    """A member as it is read: whatever its unpacking raises is reported as its damage."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._packed = stream

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """So many bytes as fit."""
        try:
            data = self._packed.read(len(buffer))
        except Exception as error:
            raise Damaged(f"is damaged: {error}") from None
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """No more of it."""
        self._packed.close()
        super().close()


def _leads_out(name: str) -> bool:
    r"""Whether a path in a zip would be written elsewhere by whoever unpacks it: "../x", "/x",
    "C:\x"."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in path.parts[0] or "\0" in name


def _joined(name: str, path: str) -> str | None:
    """A path from where a member lies, as a name in the zip; None where it leads out."""
    parts = list(PurePosixPath(name).parent.parts)
    for part in PurePosixPath(path).parts:
        if part == "/" or (part == ".." and not parts):
            return None
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
