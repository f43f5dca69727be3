"""The files of a publication as the desk reads and writes them: text, whole, and never another's.

A name is one below the publication's folder, with slashes. What leads out of it, by "..", by a
link, or into what newsgrid keeps for itself, is refused like a file that is not there.
"""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from layout.desk.output import write_file
from slots.finding import BadInput, Where, bad_input

TEXTS = frozenset({".toml", ".md", ".markdown", ".txt", ".text", ".csv"})
"""What may be read and written: sources that people write. Pictures and PDFs are no texts."""

LARGEST = 2_000_000
"""Bytes of a text that the desk shows or takes."""

LONGEST = 255
"""Bytes of one part of a name."""

NEW = ""
"""The revision of a file that is not there yet."""


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text with its revision: a digest of its bytes, by which a lost update is noticed."""

    name: str
    text: str
    revision: str


class Conflict(Exception):
    """The file is not as it was when its text was read. Carries what stands there now."""

    def __init__(self, now: Text) -> None:
        super().__init__(now.name)
        self.now = now


def located(folder: Path, name: str) -> Path:
    """The file of a name, which has one spelling. Raises BadInput where it is outside the folder,
    hidden, no text or no file; a link is what it leads to."""
    path = PurePosixPath(name)
    parts = path.parts
    if str(path) != name or not _plain(parts) or not _is_text(name):
        raise _refused(name)
    try:
        root = folder.resolve()
        file = root.joinpath(*parts)
        behind = file.resolve()
        other = _is_other(file)
    except (OSError, RuntimeError, ValueError):  # too long, a link that leads to itself, no name
        raise _refused(name) from None
    if other or not behind.is_relative_to(root):
        raise _refused(name)
    within = behind.relative_to(root).parts
    if not _plain(within) or not _is_text(behind.name):
        raise _refused(name)
    return file


def _is_other(file: Path) -> bool:
    """Whether something else than a file is there: a pipe would be waited for. Raises OSError where
    a link leads to itself; of that Path.resolve says nothing any more since Python 3.13."""
    try:
        return not stat.S_ISREG(file.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _plain(parts: tuple[str, ...]) -> bool:
    """Whether parts of a path are names that people give to files."""
    return all(
        part.isprintable()
        and not part.startswith((".", "/"))
        and "\\" not in part
        and len(part.encode()) <= LONGEST
        for part in parts
    )


def _is_text(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in TEXTS


def _refused(name: str) -> BadInput:
    hint = f"name a file below the publication's folder that ends in {', '.join(sorted(TEXTS))}"
    return bad_input("no-such-text", "not a text of this publication", Where(name), hint)


def read(folder: Path, name: str) -> Text:
    """A file's text. Raises BadInput where it is none, too large or not UTF-8."""
    file = located(folder, name)
    if not file.is_file():
        hint = "it may have been renamed or taken away"
        raise bad_input("missing-file", "no such file", Where(name), hint)
    if file.stat().st_size > LARGEST:
        hint = "open it in an editor of your own"
        raise bad_input("too-large", f"longer than {LARGEST:,} bytes", Where(name), hint)
    data = file.read_bytes()
    try:
        text = data.decode()
    except UnicodeDecodeError:
        hint = "save it as UTF-8"
        raise bad_input("not-utf-8", "not UTF-8", Where(name), hint) from None
    return Text(name, text, revision_of(data))


def write(folder: Path, name: str, text: str, revision: str) -> Text:
    """Writes a text whole where the file is as it was at `revision` (NEW: was not there).

    Raises Conflict where it is not, BadInput where it cannot be written. Callers hold a lock:
    between the look and the write nothing of the desk's comes in between.
    """
    file = located(folder, name)
    try:
        data = text.encode()
    except UnicodeEncodeError:
        hint = "take out the halves of characters in it"
        raise bad_input("not-utf-8", "cannot be written as UTF-8", Where(name), hint) from None
    if len(data) > LARGEST:
        hint = "split it"
        raise bad_input("too-large", f"longer than {LARGEST:,} bytes", Where(name), hint)
    there = read(folder, name) if file.is_file() else Text(name, "", NEW)
    if there.revision != revision:
        raise Conflict(there)
    write_file(file, data)
    return Text(name, text, revision_of(data))


def revision_of(data: bytes) -> str:
    """The revision of a file of these bytes."""
    return hashlib.sha256(data).hexdigest()[:32]
