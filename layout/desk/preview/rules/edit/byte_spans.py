"""Where everything of a TOML text stands, by bytes: what an edit must know to change no more.

# about it                      a block: a header with the pairs below it (the root: without)
[slot.a]
max = 1                         a pair: path ("slot", "a", "max"), its value a node
distance = { ad = "9px" }       a pair with pairs of its own in its node
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from layout.desk.preview.rules.edit.toml_values import refused
from slots.text.broken_toml import parsed
from slots.text.source_map import Path

if TYPE_CHECKING:
    from tree_sitter import Node

MISSING = object()


@dataclass(frozen=True, slots=True)
class Pair:
    """A key with its value. `names` are the nodes of the key's parts, whose path ends in them."""

    path: Path
    node: Node
    names: tuple[Node, ...]
    value: Node


@dataclass(slots=True)
class Block:
    """A table's header with its pairs; the root has no header. `array`: a [[header]]."""

    path: Path
    head: Node | None
    names: tuple[Node, ...] = ()
    array: bool = False
    pairs: list[Pair] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Source:
    """A TOML text that parses: its bytes, its data, and its blocks in order, the root first."""

    code: bytes
    data: dict[str, Any]
    blocks: tuple[Block, ...]

    def at(self, path: Path) -> Any:
        """The value at a path, MISSING where there is none."""
        return value_at(self.data, path)

    def start_of(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self.code.rfind(b"\n", 0, offset) + 1

    def end_of(self, offset: int) -> int:
        """Where the line of an offset ends, before its newline."""
        end = self.code.find(b"\n", offset)
        if end < 0:
            return len(self.code)
        return end - 1 if end > offset and self.code[end - 1 : end] == b"\r" else end

    def next_line(self, offset: int) -> int:
        """Where the line after that of an offset begins; the text's end where there is none."""
        end = self.code.find(b"\n", offset)
        return len(self.code) if end < 0 else end + 1

    def newline(self) -> bytes:
        """The newline that the text is written with."""
        first = self.code.find(b"\n")
        return b"\r\n" if first > 0 and self.code[first - 1 : first] == b"\r" else b"\n"


def source_of(text: bytes) -> Source:
    """The source of a text. Raises BadInput where it is no TOML, or stranger than can be edited."""
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    try:
        data = parsed(text.decode())
    except (tomllib.TOMLDecodeError, RecursionError):
        raise refused((), "the text cannot be read now: mend it first") from None
    root = Parser(Language(tree_sitter_toml.language())).parse(text).root_node
    if root.has_error:
        raise refused((), "the text is written in a way that only its writer should change")
    return Source(text, data, tuple(_blocks(root)))


def value_at(data: Any, path: Path) -> Any:
    """The value at a path of nested tables and lists, MISSING where there is none."""
    for part in path:
        listed = isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data)
        if not listed and not (isinstance(data, dict) and part in data):
            return MISSING
        data = data[part]
    return data


def pairs_in(node: Node, base: Path) -> list[Pair]:
    """The pairs of a table in braces that stands at a path."""
    return [_pair(child, base) for child in node.named_children if child.type == "pair"]


def members(node: Node) -> list[Node]:
    """The values in a list."""
    return [child for child in node.named_children if child.type != "comment"]


def _blocks(root: Node) -> Iterator[Block]:
    top = Block((), None)
    yield top
    counts: dict[Path, int] = {}
    for node in root.named_children:
        if node.type == "pair":
            top.pairs.append(_pair(node, ()))
        elif node.type in ("table", "table_array_element"):
            array = node.type == "table_array_element"
            names = tuple(_parts(node.named_children[0]))
            path = _resolved(tuple(map(_name, names)), array, counts)
            inner = [_pair(each, path) for each in node.named_children[1:] if each.type == "pair"]
            yield Block(path, node, names, array, inner)


def _resolved(names: tuple[str, ...], array: bool, counts: dict[Path, int]) -> Path:
    """A header's path: the last entry of each list of tables that its name leads through."""
    path: Path = ()
    for index, name in enumerate(names):
        path = (*path, name)
        if array and index == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _pair(node: Node, base: Path) -> Pair:
    names = tuple(_parts(node.named_children[0]))
    value = next(child for child in node.named_children[1:] if child.type != "comment")
    return Pair((*base, *map(_name, names)), node, names, value)


def _parts(key: Node) -> Iterator[Node]:
    if key.type == "dotted_key":
        for child in key.named_children:
            yield from _parts(child)
    else:
        yield key


def _name(node: Node) -> str:
    """A part of a key, as what is in quotes means it."""
    text = (node.text or b"").decode()
    return next(iter(tomllib.loads(f"{text} = 0"))) if node.type == "quoted_key" else text
