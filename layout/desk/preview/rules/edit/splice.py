"""Splices: bytes of a source replaced, and the places at which that is done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from layout.desk.preview.rules.edit.byte_spans import (
    Block,
    Pair,
    Source,
    members,
    pairs_in,
    source_of,
)
from slots.text.source_map import Path

if TYPE_CHECKING:
    from tree_sitter import Node


class Splice(NamedTuple):
    """Bytes from the first offset to the second, and the text that stands there instead."""

    start: int
    end: int
    text: str


def spliced(source: Source, splices: Iterable[Splice]) -> Source:
    """A source with some bytes replaced, read anew. Splices do not touch each other."""
    code = source.code
    for start, end, text in sorted(splices, reverse=True):
        code = code[:start] + text.encode() + code[end:]
    return source_of(code)


def holder_of(source: Source, path: Path) -> tuple[Block, Pair] | None:
    """The pair of a block in whose value a path leads, or which it names."""
    for block in source.blocks:
        for pair in block.pairs:
            if path[: len(pair.path)] == pair.path:
                return block, pair
    return None


def node_at(source: Source, path: Path) -> Node | None:
    """The value at a path as it is written; None where it is no value but a table of headers or
    dotted keys."""
    found = holder_of(source, path)
    if found is None:
        return None
    here, node = found[1].path, found[1].value
    while len(here) < len(path):
        step = _within(node, here, path)
        if step is None:
            return None
        here, node = step
    return node


def _within(node: Node, here: Path, path: Path) -> tuple[Path, Node] | None:
    """One step into a value, towards a path."""
    part = path[len(here)]
    if node.type == "array" and isinstance(part, int) and part < len(members(node)):
        return (*here, part), members(node)[part]
    if node.type == "inline_table":
        for pair in pairs_in(node, here):
            if path[: len(pair.path)] == pair.path:
                return pair.path, pair.value
    return None


def blank(source: Source, start: int) -> bool:
    """Whether the line that begins at an offset has nothing on it."""
    return not source.code[start : source.end_of(start)].strip()


def comment(source: Source, start: int) -> bool:
    """Whether the line that begins at an offset has a comment and nothing else."""
    return source.code[start : source.end_of(start)].lstrip().startswith(b"#")


def last_line(block: Block, source: Source) -> int:
    """An offset on the last line of a block that is not a comment below it."""
    if block.pairs:
        return block.pairs[-1].value.end_byte
    return _head_end(block) if block.head else 0


def _head_end(block: Block) -> int:
    """Where a header's brackets end."""
    assert block.head is not None, "the root has no header"
    return next(each.end_byte for each in block.head.children if each.type in ("]", "]]"))


def attached(source: Source, start: int) -> int:
    """Where the comment directly above a line begins; the line's start where there is none."""
    start = source.start_of(start)
    while start > 0 and comment(source, source.start_of(start - 1)):
        start = source.start_of(start - 1)
    return start


def foot(source: Source, block: Block) -> int:
    """Where a block ends: after its last line, and the comments directly below that belong to no
    header below."""
    end = source.end_of(last_line(block, source))
    below = source.next_line(end)
    while below < len(source.code) and comment(source, below):
        following = source.next_line(below)
        if following >= len(source.code) or blank(source, following):
            return source.end_of(below)
        below = following
    return end


def above(source: Source, start: int) -> int | None:
    """Where the last line above an offset that is not blank ends; None where there is none."""
    while start > 0:
        start = source.start_of(start - 1)
        if not blank(source, start):
            return source.end_of(start)
    return None
