"""A file of an agency: what it is by its first bytes (the root of XML, the keys of JSON, control
characters), and all its bytes within limits.

To recognise a file, at most the start of a source is looked at, once from left to right; nothing is
parsed.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from layout.imports.encodings import marked_encoding
from layout.imports.source import Source
from slots.finding import bad_input

_MOST_BYTES = 64_000_000
_NOT_ROOT = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.S)
_ROOT = re.compile(r"\s*<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)([^>]*)")


def text_of_start(start: bytes) -> str:
    """The start of a source as text, good enough to recognise it by: what is not UTF-8 is Latin
    1."""
    if marked := marked_encoding(start):
        return start.decode(marked, "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return start.decode("latin-1")


@dataclass(frozen=True, slots=True)
class _Root:
    """The root element of XML: its local name, its attributes as written, what follows it."""

    name: str
    attributes: str
    after: str = field(repr=False)


def root_of(start: bytes) -> _Root | None:
    """The root element of what looks like XML, None for anything else."""
    text = text_of_start(start)
    at = 0
    while passed := _NOT_ROOT.match(text, at):
        at = passed.end()
    found = _ROOT.match(text, at)
    return _Root(found[1], found[2], text[found.end() :]) if found else None


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an object in JSON: how many objects and lists it stands in, and how its value
    begins."""

    name: str
    depth: int
    value: str


_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*+)(?:"|\\?\Z)|[{}\[\]]', re.S)
_VALUE = re.compile(r"\s*:\s*")
_MOST_KEYS = 4_000


def keys_of(start: bytes) -> Iterator[Key]:
    """The keys of JSON as far as the start goes; none where it does not begin as JSON."""
    text = text_of_start(start)
    if not text.lstrip().startswith(("{", "[")):
        return
    depth = found = 0
    for token in _TOKEN.finditer(text):
        if (sign := token[0]) in ("{", "["):
            depth += 1
        elif sign in ("}", "]"):
            depth -= 1
        elif value := _VALUE.match(text, token.end()):
            yield Key(token[1], depth, text[value.end() : value.end() + 80])
            found += 1
        if found > _MOST_KEYS:
            return


def bytes_of(source: Source, most: int = _MOST_BYTES) -> bytes:
    """All bytes of an agency's file. Raises BadInput where they are too many."""
    data = source.whole(most)
    if data is None:
        message = f"over {most:,} bytes: no agency sends one file so large"
        raise bad_input("too-many", message, source.where, "split it into several files")
    return data
