"""TOML as it is written: values and keys of JSON's kinds as text for a file of rules."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable
from typing import Any

from slots.finding import Where, bad_input
from slots.text.source_map import Path

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_LITERAL = re.compile(r"[^'\x00-\x08\x0a-\x1f\x7f]*")
_CONTROL = re.compile(r"[\x7f-\x9f\ud800-\udfff]")


def key_text(name: str) -> str:
    """A key, in quotes where it needs them."""
    return name if _BARE.fullmatch(name) else _basic(name)


def dotted(names: Iterable[str]) -> str:
    """A dotted key."""
    return ".".join(key_text(name) for name in names)


def value_text(value: Any, literal: bool = False) -> str:
    """A value in one line; tables in braces. With `literal`, texts are written 'text' rather than
    "text" where possible. Raises BadInput for a value that TOML cannot express."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        plain = literal and _LITERAL.fullmatch(value)
        return f"'{value}'" if plain else _basic(value)
    if isinstance(value, int):
        return _whole(value)
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(value_text(each, literal) for each in value)}]"
    if isinstance(value, dict):
        pairs = (f"{key_text(name)} = {value_text(each, literal)}" for name, each in value.items())
        inner = ", ".join(pairs)
        return f"{{ {inner} }}" if inner else "{}"
    raise refused((), "TOML has no word for null")


def refused(path: Path, why: str) -> Exception:
    """An edit that cannot be made, and why."""
    name = ".".join(str(part) for part in path)
    hint = "change it in the text"
    return bad_input("edit-refused", f"{name or 'this'}: {why}", Where("slots.toml"), hint)


def _whole(value: int) -> str:
    if abs(value) >= 2**63:
        raise refused((), "the number is too large")
    return str(value)


def _basic(text: str) -> str:
    """A text in double quotes, with what cannot stand in them escaped."""
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise refused((), "half a character cannot be written")
    return _CONTROL.sub(
        lambda found: f"\\u{ord(found[0]):04X}", json.dumps(text, ensure_ascii=False)
    )
