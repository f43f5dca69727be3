"""A file of JSON, read whole: its value, the places of its keys, and what is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from layout.imports.source import Source
from layout.imports.wires.ninjs.kinds import Json
from slots.finding import Finding, Severity, Where, bad_input

Object: TypeAlias = Mapping[str, Json]

_MOST_BYTES = 64_000_000
_HINT = "ask the agency for a file that is JSON"


@dataclass(frozen=True, slots=True)
class File:
    """The value of a file, None where it has none that can be read, and its text."""

    value: Json
    text: str = field(repr=False)
    where: Where
    findings: tuple[Finding, ...] = ()

    def where_of(self, text: str) -> Where:
        """The line that a text first stands on."""
        return self._line(self.text.find(json.dumps(text, ensure_ascii=False)) if text else -1)

    def where_of_key(self, key: str, near: Where) -> Where:
        """The line of a key, the first at or after a place where there is one."""
        sign = re.compile(re.escape(json.dumps(key, ensure_ascii=False)) + r"\s*:")
        found = sign.search(self.text)
        return self._line(found.start()) if found else near

    def _line(self, offset: int) -> Where:
        line = self.text.count("\n", 0, offset) + 1 if offset >= 0 else None
        return Where(self.where.file, line)


def file_of(source: Source) -> File:
    """The file of a source; where it is no JSON, a finding says where and why. Raises BadInput for
    one too large."""
    with source.stream() as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        message = f"over {_MOST_BYTES:,} bytes: no agency sends one file so large"
        raise bad_input("too-many", message, source.where, "split it into several files")
    text, findings = _decoded(data, source.where)
    try:
        return File(json.loads(text), text, source.where, findings)
    except json.JSONDecodeError as error:
        return _loosely(text, source.where, (*findings, _broken(error, source.where)))
    except (RecursionError, ValueError) as error:
        message = f"JSON that nobody can read: {str(error)[:80]}"
        told = Finding("broken-json", Severity.ERROR, message, source.where, _HINT)
        return File(None, text, source.where, (*findings, told))


def _loosely(text: str, where: Where, findings: tuple[Finding, ...]) -> File:
    """The value of JSON whose texts hold line breaks as they are; None where more is wrong."""
    try:
        return File(json.loads(text, strict=False), text, where, findings)
    except (RecursionError, ValueError):
        return File(None, text, where, findings)


def _broken(error: json.JSONDecodeError, where: Where) -> Finding:
    message = f"broken JSON: {error.msg}"
    place = Where(where.file, error.lineno, error.colno)
    return Finding("broken-json", Severity.ERROR, message, place, _HINT)


def _decoded(data: bytes, where: Where) -> tuple[str, tuple[Finding, ...]]:
    encoding = json.detect_encoding(data)
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    message = "not UTF-8: read as Windows-1252"
    told = Finding("encoding", Severity.WARNING, message, Where(where.file, line))
    return data.decode("cp1252", "replace"), (told,)
