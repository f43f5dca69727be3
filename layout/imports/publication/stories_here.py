"""Which stories stand in a publication: by the item they came of, and by their working names.

An editor may rename a story's file, or move it: its front matter says which item it is, under
`source`. A name that a story has is given to no other, in whatever folder it lies.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import yaml

from layout.imports.item import Item
from layout.imports.publication.disk import Disk
from layout.imports.publication.record import Record, digest_of
from layout.imports.publication.story_parts import level, parts_of
from layout.publication.story_files import stories_of
from layout.story.read.suffixes import MARKDOWN_SUFFIXES
from layout.story.run import text_of
from layout.story.text.pieces import name_of
from slots.files.door import Unopened, open_file
from slots.finding import BadInput, Finding

STORIES = "stories"
_LONGEST = 60
"""Characters of a name: an address that can still be read aloud."""

_FRONT = 70_000
"""Bytes that front matter may have at most, with some to spare."""

_NAMED = re.compile(rb"^[\"']?(?:source|slug)[\"']?[ \t]*:", re.MULTILINE)


@dataclass(slots=True)
class StoriesHere:
    """The stories of a publication: their files by the keys of the items they came of, and all
    names that are taken. `findings` say where some may have been passed over."""

    disk: Disk
    files: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    findings: tuple[Finding, ...] = ()

    def file_of(self, record: Record) -> str | None:
        """The file of an item's story: the one that names its key, else the one it was written to,
        if that names no other; None where there is none."""
        found = self.files.get(record.key)
        if found and self.disk.exists(found):
            return found
        if not record.file or not self.disk.exists(record.file):
            return None
        front = source_and_slug(self.disk.read(record.file) or b"")
        return None if front.get("source", record.key) != record.key else record.file

    def stands(self, key: str, file: str) -> None:
        """A story is in a file from now on."""
        self.files[key] = file
        self.names.add(PurePosixPath(file).stem)

    def left(self, key: str) -> None:
        """A story is no more; its name may be given to another one."""
        file = self.files.pop(key, None)
        if file:
            self.names.discard(PurePosixPath(file).stem)

    def name_for(self, item: Item) -> str:
        """A working name for a new story: as its source calls it, else its headline; with a few
        characters of its key where another story has that name."""
        head = item.head
        name = name_of(unquote(head.slug)) or name_of(text_of(head.headline)) or "story"
        name = _shortened(name)
        if name not in self.names and not self.disk.exists(f"{STORIES}/{name}.md"):
            return name
        digest = digest_of(item.key)
        for length in range(6, len(digest)):
            own = f"{name}-{digest[:length]}"
            if own not in self.names and not self.disk.exists(f"{STORIES}/{own}.md"):
                return own
        raise AssertionError("two keys of one digest")


def _shortened(name: str) -> str:
    """A name of whole words that is not too long."""
    if len(name) <= _LONGEST:
        return name
    return name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]


def stories_here(disk: Disk) -> StoriesHere:
    """The stories that stand in a publication. Raises BadInput where nobody can say which do."""
    if not disk.root.is_dir():
        return StoriesHere(disk)
    listing = stories_of(disk.root)
    if listing.errors:
        raise BadInput(listing.errors)
    here = StoriesHere(disk, findings=listing.findings)
    for file in listing.files:
        name = file.relative_to(disk.root).as_posix()
        here.names.add(file.stem)
        if file.suffix.lower() in MARKDOWN_SUFFIXES:
            front = source_and_slug(_start(file, disk.root))
            here.names |= {front["slug"]} if "slug" in front else set()
            if "source" in front:
                here.files.setdefault(front["source"], name)
    return here


def _start(file: Path, root: Path) -> bytes:
    """The beginning of a file; nothing of what cannot be read, which is reported where it is
    read."""
    try:
        handle = open_file(file, root)
        with os.fdopen(handle, "rb") as stream:
            return stream.read(_FRONT)
    except (OSError, Unopened):
        return b""


def source_and_slug(data: bytes) -> dict[str, str]:
    """What the front matter of a file says of `source` and `slug`."""
    if not _NAMED.search(data[:_FRONT]):
        return {}
    return dict(_named_in_front(level(data[:_FRONT].decode("utf-8", "replace"))))


def _named_in_front(text: str) -> Iterator[tuple[str, str]]:
    for part in parts_of(text).front or ():
        if part.name not in ("source", "slug"):
            continue
        try:
            value = yaml.load(part.text, yaml.BaseLoader)
        except yaml.YAMLError:
            continue
        if isinstance(value, dict) and isinstance(value.get(part.name), str):
            yield part.name, value[part.name]
