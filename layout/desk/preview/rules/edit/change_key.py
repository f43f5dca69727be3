"""Edits of a file of rules: what is requested changes, and every other byte stays as it is.

Each edit is made of small ones, each of which replaces some bytes and is parsed again. The data of
the result is compared with the data wanted; a text with any other data is never returned.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layout.desk.preview.rules.edit.byte_spans import MISSING, Source, source_of, value_at
from layout.desk.preview.rules.edit.insert import inserted
from layout.desk.preview.rules.edit.remove import pruned, removed
from layout.desk.preview.rules.edit.splice import Splice, node_at, spliced
from layout.desk.preview.rules.edit.toml_values import key_text, refused, value_text
from slots.text.source_map import Path


@dataclass(frozen=True, slots=True)
class Edit:
    """A value to be set at a path, None: taken away; or a new name for what stands there."""

    path: Path
    value: Any = None
    rename: str | None = None


def edited(text: str, edits: Sequence[Edit]) -> str:
    """A text with edits made, one after another. Raises BadInput where the text cannot be read, or
    where one cannot be made without touching what it should not."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    try:
        source = source_of(text.removeprefix(mark).encode())
    except UnicodeEncodeError:
        raise refused((), "half a character cannot be written") from None
    for edit in edits:
        try:
            wanted = _wanted(source.data, edit)
            source = _made(source, edit)
        except RecursionError:
            raise refused(edit.path, "too deeply nested") from None
        if _bare(source.data) != _bare(wanted):
            raise refused(edit.path, "the text is written in a way that the form cannot change")
    return mark + source.code.decode()


def _changed(source: Source, path: Path, value: Any) -> Source:
    """A source with a value at a path, by as few changes as lists and tables allow."""
    old = source.at(path)
    if old is MISSING:
        return inserted(source, path, value)
    if same(old, value):
        return source
    if isinstance(old, dict) and isinstance(value, dict) and value:
        return _table(source, path, old, value)
    if isinstance(old, list) and isinstance(value, list) and old and value:
        return _list(source, path, old, value)
    node = node_at(source, path)
    if node is None:
        return _rewritten(source, path, value)
    literal = (node.text or b"").startswith((b"'", b"['"))
    return spliced(source, [Splice(node.start_byte, node.end_byte, value_text(value, literal))])


def same(one: Any, other: Any) -> bool:
    """Whether two values are written the same way: 1 is not true, and not 1.0."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def _made(source: Source, edit: Edit) -> Source:
    if edit.rename is not None:
        return _renamed(source, edit.path, edit.rename)
    if edit.value is not None:
        return _changed(source, edit.path, edit.value)
    if source.at(edit.path) is MISSING:
        return source
    return pruned(removed(source, edit.path), edit.path[:-1])


def _table(source: Source, path: Path, old: dict[str, Any], new: dict[str, Any]) -> Source:
    for key, value in new.items():
        source = _changed(source, (*path, key), value)
    for key in old:
        if key not in new:
            source = removed(source, (*path, key))
    return source


def _list(source: Source, path: Path, old: list[Any], new: list[Any]) -> Source:
    """A list with what both begin and end with left alone."""
    headers = node_at(source, path) is None
    if headers and not all(isinstance(each, dict) for each in new):
        return _rewritten(source, path, new)
    short = min(len(old), len(new))
    head = next((i for i in range(short) if not same(old[i], new[i])), short)
    rest = 0 if headers else short - head  # only the last of [[headers]] can have one below
    tail = next((i for i in range(rest) if not same(old[-1 - i], new[-1 - i])), rest)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    both = min(len(before), len(after))
    for index in range(both):
        source = _changed(source, (*path, head + index), after[index])
    for index in reversed(range(both, len(before))):
        source = removed(source, (*path, head + index))
    for index in range(both, len(after)):
        source = inserted(source, (*path, head + index), after[index])
    return source


def _rewritten(source: Source, path: Path, value: Any) -> Source:
    """A value in place of a table with headers, of which nothing is left."""
    last = path[-1]
    if isinstance(last, int):
        path, listed = path[:-1], source.at(path[:-1])
        value = [*listed[:last], value, *listed[last + 1 :]]
    return inserted(removed(source, path), path, value)


def _renamed(source: Source, path: Path, name: str) -> Source:
    """Every key that names what stands at a path, written another way."""
    place = len(path) - 1
    if source.at(path) is MISSING or source.at((*path[:-1], name)) is not MISSING:
        raise refused(path, f'it cannot be called "{name}"')
    found = []
    for block in source.blocks:
        found += [(block.path, block.names)]
        found += [(pair.path, pair.names) for pair in block.pairs]
    parts = []
    for whole, names in found:
        first = len(whole) - len(names)  # a list's index in the path has no name: not reached here
        if whole[: place + 1] == path and first <= place and place - first < len(names):
            node = names[place - first]
            parts.append(Splice(node.start_byte, node.end_byte, key_text(name)))
    return spliced(source, parts)


def _wanted(data: dict[str, Any], edit: Edit) -> dict[str, Any]:
    """The data that should come of an edit."""
    wanted = copy.deepcopy(data)
    inner: Any = wanted
    if edit.rename is None and edit.value is None and value_at(data, edit.path) is MISSING:
        return wanted
    for part in edit.path[:-1]:
        found = value_at(inner, (part,))
        if found is MISSING and isinstance(inner, dict) and isinstance(part, str):
            found = inner.setdefault(part, {})
        if not isinstance(found, dict | list):
            raise refused(edit.path, "what it should stand in is no table")
        inner = found
    _put(inner, edit)
    return wanted


def _put(inner: Any, edit: Edit) -> None:
    last = edit.path[-1]
    if isinstance(inner, dict) != isinstance(last, str):
        raise refused(edit.path, "what it should stand in is of another kind")
    if edit.rename is not None:
        renamed = {edit.rename if key == last else key: inner[key] for key in inner}
        inner.clear()
        inner.update(renamed)
    elif edit.value is None:
        del inner[last]
    elif isinstance(inner, list) and isinstance(last, int) and last == len(inner):
        inner.append(edit.value)
    elif isinstance(inner, list) and not 0 <= int(last) < len(inner):
        raise refused(edit.path, "the list is shorter")
    else:
        inner[last] = edit.value


def _bare(data: Any) -> Any:
    """Data as it is compared: with its kinds, and without tables that have nothing in them."""
    if isinstance(data, dict):
        inner = {key: _bare(value) for key, value in data.items()}
        return {key: value for key, value in inner.items() if value != {}}
    if isinstance(data, list):
        return [_bare(value) for value in data]
    return type(data), data
