"""Front matter of Hugo, Jekyll, Eleventy: YAML between ---, TOML between +++, JSON as it stands.

Values are texts as they are written, lists and tables of them, whatever the notation.
"""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import yaml

from layout.story.front_matter.fields import KEYS
from slots.files.decoding import decoding

_MOST = 64_000
"""Characters of front matter, as in stories of ours."""
_OPENING = re.compile(r"\ufeff?\s*(?:(---)[ \t]*(json|toml|yaml)?|(\+\+\+)|(;;;))[ \t]*\r?\n")
_KEY = re.compile(r"^[\"']?([A-Za-z_][\w-]*)[\"']?[ \t]*:(?:[ \t]|$)", re.MULTILINE)

_Value = str | list["_Value"] | dict[str, "_Value"]


@dataclass(frozen=True, slots=True)
class Front:
    """The values of a front matter by their keys in small letters, and the text below it."""

    values: Mapping[str, _Value] = field(default_factory=dict)
    text: str = ""
    lines: int = 0

    def first(self, *keys: str) -> str:
        """The first text under one of these keys, the first of a list."""
        return next(filter(None, (text for key in keys for text in _texts(self.at(key))[:1])), "")

    def all(self, *keys: str) -> tuple[str, ...]:
        """All texts under these keys, each once."""
        return tuple(dict.fromkeys(text for key in keys for text in _texts(self.at(key))))

    def at(self, path: str) -> _Value:
        """The value under a key, or one of a table: "cover.image"."""
        value: _Value = dict(self.values)
        for key in path.split("."):
            if not isinstance(value, dict) or key not in value:
                return ""
            value = value[key]
        return value


def _texts(value: _Value) -> list[str]:
    """The texts of a value; of tables the name or the first text that is none of a key's."""
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if isinstance(value, dict):
        for key in ("name", "title", "src", "url", "image", "path"):
            if isinstance(value.get(key), str):
                return _texts(value[key])
        return []
    return [text for each in value if not isinstance(each, list) for text in _texts(each)]


def is_of_others(start: str) -> bool:
    """Whether a text opens with front matter that is not ours: TOML, JSON, or keys of others."""
    opening = _OPENING.match(start)
    if opening is None:
        return _is_json(start)
    if opening[2] or opening[3] or opening[4]:
        return True
    end = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE).search(start, opening.end())
    keys = _KEY.findall(start[opening.end() : end.start() if end else len(start)])
    return bool(end) and any(key not in KEYS for key in keys)


def _is_json(start: str) -> bool:
    """Whether a text is a table of JSON and then something else."""
    bare = start.removeprefix("\ufeff").lstrip()
    if not bare.startswith("{"):
        return False
    try:
        values, end = json.JSONDecoder().raw_decode(bare[:_MOST])
    except (ValueError, RecursionError):
        return False
    return isinstance(values, dict) and bool(bare[end:].strip()) and bare[end : end + 1] in "\r\n"


def front_of(text: str) -> Front:
    """The front matter of a text, if it has any. Raises Undecodable where it cannot be read."""
    opening = _OPENING.match(text)
    if opening is None:
        return _json_front(text) if _is_json(text) else Front(text=text)
    mark = opening[1] or opening[3] or opening[4]
    closing = re.compile(rf"^{re.escape(mark)}[ \t]*\r?$", re.MULTILINE)
    end = closing.search(text, opening.end(), opening.end() + _MOST)
    if end is None:
        return Front(text=text)
    inside = text[opening.end() : end.start()]
    kind = "json" if mark == ";;;" else "toml" if mark == "+++" else opening[2] or "yaml"
    with decoding():
        values = _READERS[kind](inside)
    return _front(values, text, text[end.end() :])


def _json_front(text: str) -> Front:
    bare = text.removeprefix("\ufeff").lstrip()
    values, end = json.JSONDecoder().raw_decode(bare)
    return _front(values, text, bare[end:])


def _front(values: object, text: str, below: str) -> Front:
    """A front matter and what is below it, without the blank lines between."""
    below = below.lstrip("\r\n")
    return Front(_small(values), below, text.count("\n", 0, len(text) - len(below)))


_READERS: dict[str, Callable[[str], object]] = {
    "yaml": lambda text: yaml.load(text, Loader=yaml.BaseLoader),  # texts alone
    "toml": tomllib.loads,
    "json": json.loads,
}


def _small(values: object) -> dict[str, _Value]:
    """A table with its keys in small letters and its values as texts; Hugo's own keys may stand in
    a table of parameters."""
    if not isinstance(values, dict):
        return {}
    small = {str(key).lower(): _value(value, 0) for key, value in values.items()}
    for table in ("params", "extra", "taxonomies"):
        inner = small.get(table)
        if isinstance(inner, dict):
            small = {**inner, **small}
    return small


_DEEPEST = 6


def _value(value: object, depth: int) -> _Value:
    if depth > _DEEPEST or value is None:
        return ""
    if isinstance(value, dict):
        return {str(key).lower(): _value(one, depth + 1) for key, one in list(value.items())[:200]}
    if isinstance(value, list):
        return [_value(one, depth + 1) for one in value[:200]]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    return str(value)
