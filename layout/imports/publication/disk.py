"""The files of a publication as an import reads and writes them, or, on trial, as it would.

    read ──▶ laid over? ──▶ the publication's own
    write ─▶ on trial: laid over, in a folder that is gone afterwards; else the publication

What stands in the publication is never overwritten unread: whoever writes says what was there, and
a text that an editor saved meanwhile stays. A trial sees what it would have written, and writes
nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from layout.work.writing.replace_unchanged import Changed, InUse, replace
from layout.work.writing.temporaries import temporary_folder, tidy
from layout.work.writing.whole_files import keep_at
from slots.files.door import Kind, Unopened, folder_of, inside, read_file, there
from slots.finding import BadInput, Where, bad_input

_FILE = Kind("a file of an import", 200_000_000)


class Busy(Exception):
    """A file that somebody saved while it was to be written, or that another program holds."""


@dataclass(slots=True)
class Disk:
    """A publication's folder; `over` is the folder of a trial, `gone` what it took away, `made` the
    names of all that was written, in their order."""

    root: Path
    over: Path | None = None
    gone: set[str] = field(default_factory=set)
    made: list[str] = field(default_factory=list)
    _tidied: set[Path] = field(default_factory=set)

    def read(self, name: str) -> bytes | None:
        """The bytes of a file by its name below the root; None where there is none.

        Raises BadInput where it is there and cannot be read, or lies outside.
        """
        if name in self.gone:
            return None
        if self.over and there(self.over / name):
            return (self.over / name).read_bytes()
        path = self.root / name
        if not there(path):
            return None
        try:
            return read_file(path, _FILE, self.root)
        except Unopened as error:
            raise error.at(Where(str(path))) from None

    def exists(self, name: str) -> bool:
        """Whether there is a file, or anything else, of a name."""
        if self.over and there(self.over / name):
            return True
        return name not in self.gone and there(self.root / name)

    def put(self, name: str, data: bytes, known: bytes | None) -> None:
        """Writes a file in place of what was `known` of it, None: nothing was there.

        Raises Busy, and BadInput where nothing can be written.
        """
        self._note(name)
        if self.over:
            _lay(self.over / name, data)
            return
        with self._place(name) as (folder, last):
            try:
                replace(folder, last, data, known)
            except (Changed, InUse):
                raise Busy(name) from None

    def keep(self, name: str, data: bytes) -> None:
        """Writes a file that is nobody else's, whatever is there."""
        self._note(name)
        if self.over:
            _lay(self.over / name, data)
            return
        with self._place(name) as (folder, last):
            keep_at(folder, last, data)

    def refresh(self, name: str, data: bytes) -> None:
        """The same, where the file says anything else."""
        if self.read(name) != data:
            self.keep(name, data)

    def move(self, name: str, to: str) -> None:
        """Gives a file another name, which nothing has. Raises BadInput where that cannot be."""
        self._note(to)
        if self.over:
            data = self.read(name)
            assert data is not None, "what is moved was read before"
            _lay(self.over / to, data)
            self.drop(name)
            return
        with self._place(name) as (folder, last), self._place(to) as (other, new):
            os.rename(last, new, src_dir_fd=folder, dst_dir_fd=other)

    def drop(self, name: str) -> None:
        """Takes a file away that is nobody else's."""
        if self.over:
            self.gone.add(name)
            with suppress(FileNotFoundError):
                (self.over / name).unlink()
            return
        with self._place(name) as (folder, last), suppress(FileNotFoundError):
            os.unlink(last, dir_fd=folder)

    def _note(self, name: str) -> None:
        self.gone.discard(name)
        self.made.append(name)

    @contextmanager
    def _place(self, name: str) -> Iterator[tuple[int, str]]:
        """The folder of a file, made where it is not there, and the file's own name; links within
        the publication are followed. Raises BadInput for what lies outside, or cannot be."""
        path = self.root / name
        real = inside(path, self.root)
        if real is None:
            hint = "put the folder itself into the publication"
            raise bad_input("outside", "lies outside the publication", Where(str(path)), hint)
        home = Path(os.path.realpath(self.root))
        if real.parent not in self._tidied:
            self._tidied.add(real.parent)
            tidy(real.parent)
        try:
            home.mkdir(parents=True, exist_ok=True)
            with folder_of(real.relative_to(home).parts, home, make=True) as folder:
                yield folder, real.name
        except OSError as error:
            raise _unwritten(path, error) from None


def _unwritten(path: Path, error: OSError) -> BadInput:
    message = f"cannot be written: {(error.strerror or str(error)).lower()}"
    hint = "free some space, or mend the permissions of its folder; then import again"
    return bad_input("cannot-write", message, Where(str(path)), hint)


def _lay(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@contextmanager
def disk_of(root: Path, trial: bool) -> Iterator[Disk]:
    """A publication's files, to be written, or on trial."""
    if not trial:
        yield Disk(root)
        return
    with temporary_folder() as folder:
        yield Disk(root, Path(folder))
