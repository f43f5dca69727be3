"""The files of a publication as the desk reads and writes them: text, whole, and never another's.

A name is one below the publication's folder, with slashes. What leads out of it, by "..", by a
link, or into what newsgrid keeps for itself, is refused like a file that is not there.

Links within the folder are followed by name, once; then the way to the file is gone from folder to
folder without following any (slots/files/door.py), so that one that is put in a folder's place
between the look and the opening leads nowhere. A text is put in place of what was compared and of
nothing else (layout/work/writing/replace_unchanged.py).
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from layout.story.read.suffixes import SUFFIXES
from layout.work.writing.replace_unchanged import Changed, InUse, replace
from layout.work.writing.temporaries import tidy_at
from layout.work.writing.whole_files import complaint
from slots.files.door import folder_of, open_below
from slots.finding import BadInput, Where, bad_input

TEXTS = frozenset({".toml", ".csv", *SUFFIXES})
"""What may be read and written: sources that people write. Pictures and PDFs are no texts."""

LARGEST = 2_000_000
"""Bytes of a text that the desk shows or takes."""

_LONGEST = 255
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


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a text lies: parts of a path, none of them a link, below a folder that is none."""

    name: str
    root: Path
    parts: tuple[str, ...]


def located(folder: Path, name: str) -> Path:
    """The file of a name, which has one spelling. Raises BadInput where it is outside the folder,
    hidden, no text or no file; a link is what it leads to."""
    _spot(folder, name)
    return Path(os.path.realpath(folder)).joinpath(*PurePosixPath(name).parts)


def _spot(folder: Path, name: str) -> _Spot:
    """The same, all links followed."""
    path = PurePosixPath(name)
    parts = path.parts
    if str(path) != name or not _plain(parts) or not _is_text(name):
        raise _refused(name)
    try:
        root = Path(os.path.realpath(folder))
        file = root.joinpath(*parts)
        behind = Path(os.path.realpath(file))
        other = _is_other(file)
    except (OSError, RuntimeError, ValueError):  # too long, a link that leads to itself, no name
        raise _refused(name) from None
    if other or not behind.is_relative_to(root):
        raise _refused(name)
    within = behind.relative_to(root).parts
    if not _plain(within) or not _is_text(behind.name):
        raise _refused(name)
    return _Spot(name, root, within)


def _is_other(file: Path) -> bool:
    """Whether something other than a file is there: reading a pipe would block. Raises OSError
    where a link leads to itself, which Path.resolve no longer does since Python 3.13."""
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
        and len(part.encode()) <= _LONGEST
        for part in parts
    )


def _is_text(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in TEXTS


def _refused(name: str) -> BadInput:
    hint = f"name a file below the publication's folder that ends in {', '.join(sorted(TEXTS))}"
    return bad_input("no-such-text", "not a text of this publication", Where(name), hint)


def read(folder: Path, name: str) -> Text:
    """A file's text. Raises BadInput where it is none, too large or not UTF-8."""
    data = _data(_spot(folder, name))
    if data is None:
        hint = "it may have been renamed or taken away"
        raise bad_input("missing-file", "no such file", Where(name), hint)
    return _text(name, data)


def _text(name: str, data: bytes) -> Text:
    """A file's text, by its bytes."""
    if len(data) > LARGEST:
        hint = "open it in an editor of your own"
        raise bad_input("too-large", f"longer than {LARGEST:,} bytes", Where(name), hint)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        hint = "save it as UTF-8"
        raise bad_input("not-utf-8", "not UTF-8", Where(name), hint) from None
    return Text(name, text, revision_of(data))


def _data(spot: _Spot) -> bytes | None:
    """The bytes of a file, so many that it is seen whether they are too many; None where there is
    no file. Raises BadInput where there is something else by now, OSError where it cannot be
    read."""
    try:
        handle = open_below(spot.parts, spot.root)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _swapped(spot, error) from None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise _refused(spot.name)
        return file.read(LARGEST + 1)


def _swapped(spot: _Spot, error: OSError) -> Exception:
    """The error where the way to a file is another than it was a moment ago: where there is a link
    now, or a file, no text is."""
    gone = error.errno in (errno.ELOOP, errno.ENOTDIR, errno.ENXIO)
    return _refused(spot.name) if gone else error


def write(folder: Path, name: str, text: str, revision: str) -> Text:
    """Writes a text whole where the file is as it was at `revision` (NEW: was not there).

    Raises Conflict where it is not, BadInput where it cannot be written.
    """
    spot = _spot(folder, name)
    try:
        data = text.encode()
    except UnicodeEncodeError:
        hint = "take out the halves of characters in it"
        raise bad_input("not-utf-8", "cannot be written as UTF-8", Where(name), hint) from None
    if len(data) > LARGEST:
        hint = "split it"
        raise bad_input("too-large", f"longer than {LARGEST:,} bytes", Where(name), hint)
    known = _data(spot)
    there = Text(name, "", NEW) if known is None else _text(name, known)
    if there.revision != revision:
        raise Conflict(there)
    _replace(spot, data, known)
    return Text(name, text, revision_of(data))


def _replace(spot: _Spot, data: bytes, known: bytes | None) -> None:
    """Puts data in place of what is known, all by descriptors."""
    try:
        with folder_of(spot.parts, spot.root, make=True) as folder:
            tidy_at(folder)
            replace(folder, spot.parts[-1], data, known)
    except Changed:
        now = _data(spot)
        raise Conflict(Text(spot.name, "", NEW) if now is None else _text(spot.name, now)) from None
    except InUse:
        hint = "close it there, or save it there"
        message = "not saved: another program has it open for writing"
        raise bad_input("file-in-use", message, Where(spot.name), hint) from None
    except OSError as error:
        swapped = _swapped(spot, error)
        file = spot.root.joinpath(*spot.parts)
        raise swapped if swapped is not error else complaint(file, error) from None


def revision_of(data: bytes) -> str:
    """The revision of a file of these bytes."""
    return hashlib.sha256(data).hexdigest()[:32]
