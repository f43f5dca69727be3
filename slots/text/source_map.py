"""Where every key and value of a TOML text stands: line and column, counted from 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from slots.files.decoding import Undecodable, decoding
from slots.finding import Edit, Where

if TYPE_CHECKING:
    from tree_sitter import Node

Path = tuple[str | int, ...]
"""Keys and indices from the top of the file to a value."""

_MOST = 2_000
"""Entries of one list or inline table that get places of their own; those beyond have the
list's."""

_WORDS = frozenset({"bare_key", "quoted_key", "string", "integer", "float", "boolean"})
_LONGEST = 200
"""The most bytes of what may be a misspelt word, or a wrong number."""

_DEEPEST = 30
"""The longest path that gets a place of its own; what lies deeper has the place of what contains
it. No file of settings goes half as deep (`file_limits`), and paths cost the square of their
length."""


@dataclass(frozen=True, slots=True)
class Positions:
    """The places of keys and of values, by path. Columns count characters. `spelled` is how those
    of one line are written, by their places: with quotes, where they have some."""

    file: str
    keys: dict[Path, Where] = field(default_factory=dict)
    values: dict[Path, Where] = field(default_factory=dict)
    spelled: dict[Where, str] = field(default_factory=dict)

    def key(self, path: Path) -> Where:
        """Where a key is written; where its table is, if it is written nowhere."""
        return self._nearest(self.keys, self.values, path)

    def value(self, path: Path) -> Where:
        """Where a value is written; where what contains it is, if it is written nowhere."""
        return self._nearest(self.values, self.keys, path)

    def edits(self, path: Path, meant: str | int | None, *, key: bool = False) -> tuple[Edit, ...]:
        """The edit that writes what was meant in place of the key or value at a path, as one; none
        where nothing was, where it is not known how that is written, or the table has the key."""
        where = (self.keys if key else self.values).get(path)
        written = self.spelled.get(where) if where else None
        twice = key and (*path[:-1], meant) in self.keys
        if meant in (None, "") or not where or not written or twice:
            return ()
        return (Edit(where.line or 1, where.column or 1, written, as_written(meant, written)),)

    def _nearest(self, first: dict[Path, Where], then: dict[Path, Where], path: Path) -> Where:
        for length in range(len(path), 0, -1):
            where = first.get(path[:length]) or then.get(path[:length])
            if where:
                return where
        return Where(self.file)


def as_written(meant: str | int, like: str) -> str:
    """A word or number as it stands in a file, in quotes as those of another one."""
    if not isinstance(meant, str):
        return str(meant)
    quote = like[0] if like[0] in "\"'" and like[0] not in meant else ""
    bare = not quote and re.fullmatch(r"[\w-]+", meant)
    return f"{quote}{meant}{quote}" if quote or bare else f'"{meant}"'


def positions(text: str, file: str) -> Positions:
    """The positions of a TOML text that parses."""
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    source = text.encode(errors="replace")
    columns = _Columns(source.split(b"\n"))
    found = Positions(file)
    tree = Parser(Language(tree_sitter_toml.language())).parse(source)
    for kind, path, node in _sound(tree.root_node):
        row, column = node.start_point
        where = Where(file, row + 1, columns.of(row, column))
        # A path may be named more than once: a reader looks for it where it is named first.
        (found.keys if kind == "key" else found.values).setdefault(path, where)
        if node.type in _WORDS and node.end_byte - node.start_byte <= _LONGEST:
            found.spelled.setdefault(where, (node.text or b"").decode(errors="replace"))
    return found


def _sound(root: Node) -> Iterator[tuple[str, Path, Node]]:
    """What is found until the two parsers disagree on what TOML is: whatever comes later has the
    place of what contains it."""
    with suppress(Undecodable), decoding():
        yield from _walk(root)


@dataclass(slots=True)
class _Columns:
    """Counts characters along the lines of a text, each time from the place requested last, so that
    a line of many values is counted once."""

    lines: list[bytes]
    row: int = -1
    at: int = 0
    column: int = 1

    def of(self, row: int, offset: int) -> int:
        """The column, from 1, of a byte of a row."""
        if row != self.row or offset < self.at:
            self.row, self.at, self.column = row, 0, 1
        between = self.lines[row][self.at : offset]
        self.column += len(between.decode(errors="replace"))
        self.at = offset
        return self.column


def _walk(root: Node) -> Iterator[tuple[str, Path, Node]]:
    """("key" or "value", path, node) for everything in the file."""
    counts: dict[Path, int] = {}
    for node in root.named_children:
        if node.type == "pair":
            yield from _pair(node, ())
        elif node.type in ("table", "table_array_element"):
            table: Path = tuple(name for name, _ in _names(node.named_children[0]))
            if node.type == "table_array_element":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            yield from _keys((), node.named_children[0])
            for pair in node.named_children[1:]:
                if pair.type == "pair":
                    yield from _pair(pair, table)


def _pair(pair: Node, table: Path) -> Iterator[tuple[str, Path, Node]]:
    names = _names(pair.named_children[0])
    if len(table) + len(names) > _DEEPEST:
        return
    yield from _keys(table, pair.named_children[0])
    path = (*table, *(name for name, _ in names))
    value = next(child for child in pair.named_children[1:] if child.type != "comment")
    yield from _value(value, path)


def _value(node: Node, path: Path) -> Iterator[tuple[str, Path, Node]]:
    yield "value", path, node
    if len(path) == _DEEPEST:
        return
    children = (child for child in node.named_children if child.type != "comment")
    if node.type == "array":
        for index, child in enumerate(islice(children, _MOST)):
            yield from _value(child, (*path, index))
    elif node.type == "inline_table":
        for child in islice(children, _MOST):
            yield from _pair(child, path)


def _keys(table: Path, key: Node) -> Iterator[tuple[str, Path, Node]]:
    """Every part of a dotted key, at the part that names it."""
    path = table
    for name, node in _names(key):
        path = (*path, name)
        yield "key", path, node


def _names(key: Node) -> list[tuple[str, Node]]:
    """The parts of a key, with quotes taken off."""
    if key.type == "dotted_key":
        return [part for child in key.named_children for part in _names(child)]
    text = (key.text or b"").decode()
    return [(text[1:-1] if key.type == "quoted_key" else text, key)]
