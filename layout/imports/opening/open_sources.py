"""Opens what is to be imported: a file, a folder, a zip, standard input.

    export.xml ───────────────────────────────────────▶ Source
    wires/ ──files below, sorted──▶ a.xml, b.json ────▶ Source, Source
    site.zip ──no format of its own──▶ members, sorted ▶ Source, Source      a zip in it: once more
    - ──kept in a temporary file──────────────────────▶ Source

A format may be a zip itself (Word, OpenDocument), so what a file is, is checked before it is taken
for a zip of files. Pictures among files are media of stories, and no failures.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import IO

from layout.imports.item import Format
from layout.imports.opening.seems import Seems, seems
from layout.imports.opening.zip_files import ZipFiles, is_zip
from layout.imports.source import START, Source
from layout.work.writing.temporaries import temporary_folder
from slots.files.door import (
    PICTURE,
    STDIN,
    Kind,
    Unopened,
    inside,
    is_folder,
    open_file,
    read_file,
    there,
)
from slots.files.listing import files_below
from slots.files.nearby import did_you_mean
from slots.finding import BadInput, Finding, Severity, Where

_EXPORT = Kind("an export", 1_000_000_000)
"""What is imported is read as a stream: it need not fit into memory."""

_PART = 1_000_000
_SILENT = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
"""What systems leave in folders and zips."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a file is called. Its `own` name is that of its source: the way to it from the
    publication, which is the same from whatever folder it is imported, so that an item may be known
    by it. Its `place`, as it was named on the command line, is the one that findings name."""

    own: str
    place: str

    def shown(self, where: Where) -> Where:
        """A place in the file, or in one of those in it, as findings name it."""
        file = where.file
        if file is None or not (file == self.own or file.startswith(f"{self.own}/")):
            return where
        return replace(where, file=self.place + file[len(self.own) :])

    def finding(self, finding: Finding) -> Finding:
        """A finding with its place as the user named it."""
        where = self.shown(finding.where)
        return finding if where == finding.where else _at(finding, where)


def _at(finding: Finding, where: Where) -> Finding:
    return Finding(finding.code, finding.severity, finding.message, where, finding.hint or "")


@dataclass(frozen=True, slots=True)
class Opened:
    """A source, the format it is, its names, and by which of those of the command line it came."""

    source: Source
    format: Format
    names: Names
    given: str


_Found = Opened | Finding
Network = Callable[[str], Iterator[Source | Finding]]
"""What gives the sources of an address."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How sources are opened: the formats there are, the publication, which is passed over where it
    lies among them, and the network, where there is leave to use it."""

    formats: Sequence[Format]
    publication: Path
    network: Network | None = None
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Opening:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def opened(self, given: Path | str) -> Iterator[_Found]:
        """The sources of what was named, one after the other, each to be read before the next is
        asked for; and what is none. Raises BadInput where nothing of that name can be read."""
        if isinstance(given, str):
            yield from self._fetched(given)
        elif given is STDIN:
            source = self._piped()
            yield from self._recognised(source, Names(source.name, "<stdin>"), "-")
        elif is_folder(given):
            yield from self._folder(given)
        else:
            names = self._names(given)
            yield from self._recognised(_file_source(given, given.parent, names), names, str(given))

    def _names(self, file: Path) -> Names:
        """What a file is called."""
        own = os.path.relpath(os.path.realpath(file), os.path.realpath(self.publication))
        return Names(Path(own).as_posix(), str(file))

    def _fetched(self, address: str) -> Iterator[_Found]:
        assert self.network is not None, "the command asks for leave"
        for each in self.network(address):
            if isinstance(each, Finding):
                yield each
            else:
                yield from self._recognised(each, Names(each.name, each.name), address)

    def _folder(self, folder: Path) -> Iterator[_Found]:
        """The files below a folder."""
        listing = files_below(folder, lambda name: not name.startswith("."))
        yield from listing.findings
        for file in listing.files:
            if self._is_passed(file, folder):
                continue
            names = self._names(file)
            try:
                source = _file_source(file, folder, names)
            except BadInput as error:
                yield from error.findings
                continue
            yield from self._recognised(source, names, str(folder), lone=False)

    def _is_passed(self, file: Path, folder: Path) -> bool:
        """Whether nobody means a file: what systems leave, hidden folders, the publication."""
        parts = file.relative_to(folder).parts
        if any(part.startswith(".") or part in _SILENT for part in parts):
            return True
        return file.absolute().is_relative_to(self.publication.absolute())

    def _recognised(
        self, source: Source, names: Names, given: str, lone: bool = True, depth: int = 0
    ) -> Iterator[_Found]:
        """A source with its format; of a zip, those in it; else what it seems to be."""
        named = self.format_of(source)
        if named:
            yield Opened(source, named, names, given)
        elif is_zip(source.start):
            yield from self._zip(source, names, given, depth)
        else:
            yield from map(names.finding, _unknown(seems(source), source, lone))

    def format_of(self, source: Source) -> Format | None:
        """The format of a source, None where nobody knows it."""
        if not source.start:
            return None
        return next((each for each in self.formats if each.recognises(source)), None)

    def _zip(self, source: Source, names: Names, given: str, depth: int) -> Iterator[_Found]:
        """The files in a zip, and in a zip in that."""
        office = seems(source)
        if office is not Seems.ZIP:
            yield from map(names.finding, _unknown(office, source, lone=True))
            return
        if depth > 1:
            hint = "unpack it, and import the folder"
            message = "is a zip in a zip in a zip: it is not looked into"
            where = names.shown(source.where)
            yield Finding("nested-zip", Severity.ERROR, message, where, hint)
            return
        with ZipFiles(source) as zipped:
            yield from map(names.finding, zipped.findings)
            for member in zipped.members():
                if isinstance(member, Finding):
                    yield names.finding(member)
                elif not _is_silent(member.name[len(source.name) + 1 :]):
                    yield from self._recognised(member, names, given, False, depth + 1)

    def _piped(self) -> Source:
        """Standard input, kept in a file so that it can be read more than once."""
        folder = Path(self._stack.enter_context(temporary_folder()))
        file = folder / "stdin"
        size, digest = 0, hashlib.sha256()
        with file.open("wb") as out:
            while part := sys.stdin.buffer.read(_PART):
                size += len(part)
                digest.update(part)
                if size > _EXPORT.most:
                    raise _too_large("-", None)
                out.write(part)
        name = f"stdin-{digest.hexdigest()[:16]}"  # what comes next is another one
        return Source(name, _start_of(file), lambda: file.open("rb"))


def _is_silent(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith(".") or part in _SILENT for part in parts)


def check_given(given: Sequence[Path | str]) -> None:
    """Raises BadInput with all names of which there is nothing."""
    wrong = []
    for path in given:
        if isinstance(path, str) or path is STDIN:
            continue
        if not there(path):
            message = f"no such file or folder{did_you_mean(path)}"
            hint = "check the name, and that you are in the right folder"
            wrong.append(Finding("missing-file", Severity.ERROR, message, Where(str(path)), hint))
    if wrong:
        raise BadInput(wrong)


def _file_source(file: Path, root: Path, names: Names) -> Source:
    """A file as a source; what lies beside it may lie anywhere in `root`. Raises BadInput."""
    return Source(names.own, _start_of(file), lambda: _stream(file), _beside(file.parent, root))


def _stream(file: Path) -> IO[bytes]:
    return os.fdopen(open_file(file), "rb")


def _start_of(file: Path) -> bytes:
    try:
        with os.fdopen(open_file(file), "rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > _EXPORT.most:
                raise _too_large(str(file), size)
            return stream.read(START)
    except Unopened as error:
        raise error.at(Where(str(file))) from None
    except OSError as error:
        hint = "check the disk it lies on"
        why = f"cannot be read: {(error.strerror or str(error)).lower()}"
        found = Finding("unreadable-file", Severity.ERROR, why, Where(str(file)), hint)
        raise BadInput([found]) from None


def _too_large(name: str, size: int | None) -> BadInput:
    known = f"{size:,} bytes" if size else f"over {_EXPORT.most:,} bytes"
    message = f"has {known}: {_EXPORT.name} may have {_EXPORT.most:,}"
    hint = "export it in several parts"
    return BadInput([Finding("large-file", Severity.ERROR, message, Where(name), hint)])


def _beside(folder: Path, root: Path) -> Callable[[str], bytes | None]:
    """What gives the bytes of a file by its path from a folder, if it lies in a root."""

    def found(name: str) -> bytes | None:
        path = folder / name
        if not name or "\0" in name or not there(path) or inside(path, root) is None:
            return None
        try:
            return read_file(path, PICTURE, root)
        except Unopened:
            return None

    return found


_OF_PAGES = frozenset({Seems.PICTURE, Seems.STYLE, Seems.MEDIA})


def _unknown(what: Seems, source: Source, lone: bool) -> Iterator[Finding]:
    """The finding for a file that is no format we know: an error where it was named itself; of one
    among others a warning, and nothing of what belongs to stories and pages."""
    if not lone and what in _OF_PAGES:
        return
    message = f"is nothing that newsgrid imports: {what.value}"
    severity = Severity.ERROR if lone else Severity.WARNING
    yield Finding("unknown-format", severity, message, source.where, what.remedy)
