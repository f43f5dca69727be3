"""A file of JSON, read whole: its value, the places of its keys, and what is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from layout.imports.json_values import json_text
from layout.imports.source import Source
from layout.imports.wires.agency_file import bytes_of
from layout.imports.wires.ninjs.kinds import Json
from slots.finding import Finding, Severity, Where

Object: TypeAlias = Mapping[str, Json]

_HINT = "ask the agency for a file that is JSON"


@dataclass(frozen=True, slots=True)
class File:
    """The value of a file, None where it has none that can be read, and where its keys and the
    names of its items stand."""

    value: Json
    where: Where
    findings: tuple[Finding, ...] = ()
    items: Mapping[str, int] = field(default_factory=dict, repr=False)
    keys: Mapping[str, int] = field(default_factory=dict, repr=False)

    def where_of(self, name: str) -> Where:
        """The line that the uri or guid of an item stands on."""
        return Where(self.where.file, self.items.get(name))

    def where_of_key(self, key: str, near: Where) -> Where:
        """The first line of a key, at the item where there is none."""
        line = self.keys.get(key)
        return Where(self.where.file, line) if line else near


def file_of(source: Source) -> File:
    """The file of a source; where it is no JSON, a finding says where and why. Raises BadInput for
    one too large."""
    data = bytes_of(source)
    text, findings = json_text(data, source.where)
    try:
        return _placed(json.loads(text), text, File(None, source.where, findings))
    except json.JSONDecodeError as error:
        findings = (*findings, _broken(error, source.where))
        return _loosely(text, File(None, source.where, findings))
    except (RecursionError, ValueError) as error:
        message = f"JSON that nobody can read: {str(error)[:80]}"
        finding = Finding("broken-json", Severity.ERROR, message, source.where, _HINT)
        return File(None, source.where, (*findings, finding))


def _loosely(text: str, file: File) -> File:
    """The value of JSON whose texts hold line breaks as they are; None where more is wrong."""
    try:
        return _placed(json.loads(text, strict=False), text, file)
    except (RecursionError, ValueError):
        return file


_KEY = re.compile(r'"((?:[^"\\]|\\.)*+)"\s*:(?:\s*"((?:[^"\\]|\\.)*+)")?')


def _placed(value: Json, text: str, file: File) -> File:
    """A file with its value, and the first lines of its keys and of the names of its items."""
    keys: dict[str, int] = {}
    items: dict[str, int] = {}
    line, before = 1, 0
    for found in _KEY.finditer(text):
        line += text.count("\n", before, found.start())
        before = found.start()
        keys.setdefault(found[1], line)
        if found[1] in ("uri", "guid") and found[2]:
            items.setdefault(found[2].replace("\\/", "/"), line)
    return replace(file, value=value, keys=keys, items=items)


def _broken(error: json.JSONDecodeError, where: Where) -> Finding:
    message = f"broken JSON: {error.msg}"
    place = Where(where.file, error.lineno, error.colno)
    return Finding("broken-json", Severity.ERROR, message, place, _HINT)
