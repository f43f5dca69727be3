"""The record of what was imported: for each item a text file in a hidden folder of the publication.

    .imported/
        record/ferry-returns-4f0c1a2b9d3e.record    what its source gave last: what merges are
                                                    reckoned from
        conflicts/ferry-returns.md                  the source's text, where both sides changed the
                                                    same: to be looked through, then deleted
        left-out/ferry-returns.txt                  words of the source that no story holds
        killed/ferry-returns.md                     stories that their source took back

A record's file is named after its key, so that one is found without reading the others, and is
nothing but lines, so that it can be versioned and reviewed with the stories. Each shows by itself
whether it is whole. Where it is not, the story stays as it is here, and both texts are kept.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from layout.imports.publication.disk import Disk
from layout.story.text.pieces import name_of

HOME = ".imported"
CONFLICTS, LEFT_OUT, KILLED = f"{HOME}/conflicts", f"{HOME}/left-out", f"{HOME}/killed"
_FOLDER = f"{HOME}/record"
_README = f"{HOME}/README.txt"
_HEAD = "newsgrid import, record 1"
_RULE = "-----"
_ABOUT = """\
What newsgrid import wrote last is recorded here, so that it can tell what you changed since from
what its source changed. Keep this folder with the stories, and version it with them. docs/import.md
of newsgrid tells what the folders in it are.
"""


class State(StrEnum):
    """What became of an item: its story is here, was deleted here, was killed by its source, or
    another item took its place."""

    HERE = "here"
    DELETED = "deleted"
    KILLED = "killed"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture of an item: its `src` there, the name of its file here, the digest of its bytes."""

    src: str
    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of an item: its version, the working name of its story and the file it was
    written to, the text that its source gave last, its pictures; the `heir` is the key of the item
    that took its place."""

    key: str
    version: str = ""
    slug: str = ""
    file: str = ""
    state: State = State.HERE
    text: str = ""
    media: tuple[Kept, ...] = ()
    heir: str = ""

    def kept(self, src: str) -> Kept | None:
        """What is known of one of its pictures."""
        return next((each for each in self.media if each.src == src), None)


class DamagedRecord(Exception):
    """A record that is there and does not say what it said: the name of its file."""


@dataclass(frozen=True, slots=True)
class Records:
    """All records of a publication, each read when it is asked for."""

    disk: Disk

    def of(self, key: str) -> Record | None:
        """The record of a key, None where nothing is known of it. Raises DamagedRecord."""
        name = _file_of(key)
        data = self.disk.read(name)
        if data is None:
            return None
        record = _read(data)
        if record is None or record.key != key:
            raise DamagedRecord(name)
        return record

    def keep(self, record: Record) -> None:
        """Writes a record, where it says anything new."""
        if not self.disk.exists(_README):
            self.disk.keep(_README, _ABOUT.encode())
        self.disk.refresh(_file_of(record.key), _written(record))


def _file_of(key: str) -> str:
    digest = digest_of(key)
    stem = name_of(key)[-40:].strip("-")
    return f"{_FOLDER}/{stem}-{digest[:16]}.record".replace("/-", "/")


def _written(record: Record) -> bytes:
    fields: dict[str, Any] = {
        "key": record.key,
        "version": record.version,
        "slug": record.slug,
        "file": record.file,
        "state": record.state.value,
        "heir": record.heir,
    }
    lines = [
        f"{name} {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items() if value
    ]
    lines += (
        f"picture {json.dumps([one.src, one.name, one.digest], ensure_ascii=False)}"
        for one in record.media
    )
    body = "\n".join((*lines, _RULE, record.text))
    return f"{_HEAD}\nsha256 {digest_of(body)}\n{body}".encode("utf-8", "surrogatepass")


def digest_of(text: str) -> str:
    """The digest by which keys and records are told apart, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _read(data: bytes) -> Record | None:
    """A record of the bytes of its file; None where they are damaged."""
    try:
        head, digest, body = data.decode("utf-8", "surrogatepass").split("\n", 2)
        if head != _HEAD or digest != f"sha256 {digest_of(body)}":
            return None
        above, text = body.split(f"\n{_RULE}\n", 1)
        record = Record("", text=text)
        for line in above.split("\n"):
            name, value = line.split(" ", 1)
            record = _with(record, name, json.loads(value))
        return record
    except (ValueError, TypeError):
        return None


def _with(record: Record, name: str, value: Any) -> Record:
    """A record with one of its lines. Raises ValueError or TypeError where it is none."""
    if name == "picture":
        return replace(record, media=(*record.media, Kept(*map(str, value))))
    known: dict[str, Any] = {name: State(value) if name == "state" else str(value)}
    return replace(record, **known)


# --- versions -----------------------------------------------------------------------------------

_FIGURES = re.compile(r"(\d+)")


def is_older(version: str, known: str) -> bool:
    """Whether a version comes before a known one: by time, where both are times, else by the
    numbers in them. Nobody can say where one of them is "".

    >>> is_older("9", "10"), is_older("2024-05-01T10:00:00+02:00", "2024-05-01T09:00:00Z")
    (True, True)
    """
    if not version or not known or version == known:
        return False
    times = _time(version), _time(known)
    if times[0] and times[1]:
        return times[0] < times[1]
    for one, other in zip_longest(_FIGURES.split(version), _FIGURES.split(known), fillvalue=""):
        if one != other:
            if one.isdecimal() and other.isdecimal():
                if int(one) != int(other):
                    return int(one) < int(other)
            else:
                return one < other
    return False


def _time(version: str) -> datetime.datetime | None:
    """A version as a time; one without a zone as if in Greenwich."""
    try:
        found = datetime.datetime.fromisoformat(version)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)
