"""JSON as others write it: bytes to text to a value, and what is taken out of a value.

The answers of WordPress, which are read one post at a time, have a reader of their own
(`wordpress/answers.py`), ninjs keeps the lines of its keys (`wires/ninjs/file.py`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from layout.imports.encodings import line_at, with_windows
from slots.files.decoding import Undecodable, decoding
from slots.finding import Finding, Severity, Where

Values = Mapping[str, object]


class _BrokenJson(Undecodable):
    """A text that is no JSON, and where it breaks."""

    def __init__(self, error: json.JSONDecodeError) -> None:
        super().__init__(f"broken JSON: {error.msg}")
        self.line, self.column = error.lineno, error.colno


def json_text(data: bytes, where: Where) -> tuple[str, tuple[Finding, ...]]:
    """Text in whichever Unicode it is in; bytes that are none of UTF-8 as Windows-1252 has them,
    which is reported."""
    encoding = json.detect_encoding(data)
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        place = Where(where.file, line_at(error.start, data))
    text, _, _ = with_windows(data.decode("utf-8", "surrogateescape"))
    message, hint = "not UTF-8: read as Windows-1252", "look at its accented letters"
    found = Finding("encoding", Severity.WARNING, message, place, hint)
    return text.removeprefix("\ufeff"), (found,)


def json_value(text: str) -> object:
    """The value of a text; line breaks may stand in its strings as they are. Raises Undecodable."""
    try:
        with decoding(json.JSONDecodeError):
            return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        raise _BrokenJson(error) from None


def place_of(error: Undecodable, where: Where) -> Where:
    """Where a source breaks: the line and column of its JSON, where that is what is broken."""
    return Where(where.file, error.line, error.column) if isinstance(error, _BrokenJson) else where


def text_at(values: Values, key: str) -> str:
    """The text under a key, a number as it is written; "" for all else.

    >>> text_at({"id": 12}, "id"), text_at({"id": None}, "id"), text_at({}, "id")
    ('12', '', '')
    """
    value = values.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def objects_at(values: Values, key: str) -> list[Values]:
    """The objects in the list under a key; none where there is no list."""
    value = values.get(key)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
