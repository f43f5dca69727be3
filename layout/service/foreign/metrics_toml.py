"""The metrics of a theme as TOML, as `newsgrid serve --metrics` reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def metrics_toml(
    notes: Sequence[str], whole: Mapping[str, Any], roles: Mapping[str, Mapping[str, Any]]
) -> str:
    """A file of metrics: notes as comments, what holds for all roles, and a table for each.

    >>> whole, roles = {"screens": [{"width": 300}]}, {"h2": {"size": [9, 9.5]}}
    >>> print(metrics_toml(["of a page"], whole, roles))
    # of a page
    <BLANKLINE>
    screens = [
      {width = 300},
    ]
    <BLANKLINE>
    [h2]
    size = [9, 9.5]
    <BLANKLINE>
    """
    lines = [*(f"# {_comment(note)}".rstrip() for note in notes), ""]
    for key, value in whole.items():
        lines += _whole(key, value)
    for role, table in roles.items():
        lines += ["", f"[{_key(role)}]"]
        lines += [f"{_key(key)} = {_value(value)}" for key, value in table.items()]
    return "\n".join(lines) + "\n"


def _comment(note: str) -> str:
    """A note on one line, with nothing that a comment of TOML cannot have."""
    return "".join(sign if sign.isprintable() else " " for sign in note)


def _whole(key: str, value: Any) -> Iterator[str]:
    """A key before all tables; each table of a list on a line of its own."""
    if not (isinstance(value, list) and all(isinstance(each, Mapping) for each in value)):
        yield f"{_key(key)} = {_value(value)}"
        return
    yield f"{_key(key)} = ["
    yield from (f"  {_value(each)}," for each in value)
    yield "]"


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return _string(value)
        case Mapping():
            pairs = ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items())
            return f"{{{pairs}}}"
        case _:
            return f"[{', '.join(map(_value, value))}]"


def _key(key: str) -> str:
    plain = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if plain else _string(key)


def _string(text: str) -> str:
    """A basic string: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
