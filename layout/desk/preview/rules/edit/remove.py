"""Taking keys and tables out of a file of rules, with their lines and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.desk.preview.rules.edit.byte_spans import Block, Pair, Source, members, pairs_in
from layout.desk.preview.rules.edit.splice import (
    Splice,
    above,
    attached,
    blank,
    comment,
    holder_of,
    last_line,
    spliced,
)
from slots.text.source_map import Path

if TYPE_CHECKING:
    from tree_sitter import Node


def removed(source: Source, path: Path) -> Source:
    """A source without what stands at a path: a value, an entry of a list, or a whole table."""
    while (splices := _one(source, path)) is not None:
        source = spliced(source, splices)
        if isinstance(path[-1], int):
            return source  # what followed it in its list has its index now
    return source


def pruned(source: Source, path: Path) -> Source:
    """A source without the tables along a path that have nothing in them, not even a comment; and
    without the header of the last one, where the table is made by headers below it alone."""
    for block in source.blocks:
        bare = block.head and not (block.array or block.pairs or _spoken(source, block))
        if bare and block.path == path and source.at(path):
            return spliced(source, [_block(source, block)])
    while path and isinstance(path[-1], str) and source.at(path) == {}:
        heads = [block for block in source.blocks if block.head and block.path == path]
        if any(_spoken(source, block) for block in heads):
            return source
        source, path = removed(source, path), path[:-1]
    return source


def _one(source: Source, path: Path) -> list[Splice] | None:
    """What to cut for one part of what stands at a path; None where nothing is left."""
    for block in reversed(source.blocks):
        if block.head and block.path[: len(path)] == path:
            return [_block(source, block)]
        for pair in reversed(block.pairs):
            if pair.path[: len(path)] == path:
                return [_lines(source, pair.node.start_byte, pair.value.end_byte)]
    held = holder_of(source, path)
    return _inside(source, held[1].value, held[1].path, path) if held else None


def _inside(source: Source, node: Node, here: Path, path: Path) -> list[Splice] | None:
    """What to cut from a value that a path leads into."""
    while True:
        if node.type == "array":
            index = path[len(here)]
            assert isinstance(index, int)
            if index >= len(members(node)):
                return None
            if len(here) + 1 == len(path):
                return _entry(source, node, index)
            here, node = (*here, index), members(node)[index]
            continue
        if node.type != "inline_table":
            return None
        pairs = pairs_in(node, here)
        gone = [each for each, pair in enumerate(pairs) if pair.path[: len(path)] == path]
        if gone:
            return [_braced(node, pairs, gone[-1])]
        inner = [pair for pair in pairs if path[: len(pair.path)] == pair.path]
        if not inner:
            return None
        here, node = inner[0].path, inner[0].value


def _braced(node: Node, pairs: list[Pair], index: int) -> Splice:
    """A pair of a table in braces, with a comma."""
    if len(pairs) == 1:
        return Splice(node.start_byte + 1, node.end_byte - 1, "")
    if index == 0:
        return Splice(pairs[0].node.start_byte, pairs[1].node.start_byte, "")
    return Splice(pairs[index - 1].value.end_byte, pairs[index].value.end_byte, "")


def _entry(source: Source, node: Node, index: int) -> list[Splice]:
    """A value of a list, with a comma; with its line, if it has one to itself."""
    values = members(node)
    value = values[index]
    commas = [child.start_byte for child in node.children if child.type == ","]
    comma = next((at for at in commas if at >= value.end_byte), None)
    end = value.end_byte if comma is None else comma + 1
    if _alone(source, value.start_byte, end):
        cut = _lines(source, value.start_byte, end)
        before = [at for at in commas if at < value.start_byte]
        if comma is None and before:
            return [Splice(before[-1], before[-1] + 1, ""), cut]
        return [cut]
    if index + 1 < len(values) and values[index + 1].start_point[0] == value.end_point[0]:
        return [Splice(value.start_byte, values[index + 1].start_byte, "")]
    if index and values[index - 1].end_point[0] == value.start_point[0]:
        return [Splice(values[index - 1].end_byte, value.end_byte, "")]
    return [Splice(value.start_byte, end, "")]


def _alone(source: Source, start: int, end: int) -> bool:
    """Whether something has its lines to itself, but for a comment at the end."""
    before = source.code[source.start_of(start) : start]
    after = source.code[end : source.end_of(end)].strip()
    return not before.strip() and (not after or after.startswith(b"#"))


def _lines(source: Source, start: int, end: int) -> Splice:
    """Whole lines, with the newline before them; the first lines with the one behind them."""
    first = source.start_of(start)
    if first:
        return Splice(source.end_of(source.start_of(first - 1)), source.end_of(end), "")
    return Splice(first, source.next_line(end), "")


def _block(source: Source, block: Block) -> Splice:
    """A header with its pairs and the comment directly above, and with the blank lines above."""
    assert block.head is not None
    first = attached(source, block.head.start_byte)
    end = source.end_of(last_line(block, source))
    up = above(source, first)
    if up is not None:
        return Splice(up, end, "")
    below = source.next_line(end)
    if below < len(source.code) and blank(source, below):
        below = source.next_line(below)
    return Splice(first, below, "")


def _spoken(source: Source, block: Block) -> bool:
    """Whether a header has a comment: above it, on its line, or below it."""
    assert block.head is not None
    start = source.start_of(block.head.start_byte)
    line = source.code[last_line(block, source) : source.end_of(last_line(block, source))]
    below = source.next_line(start)
    under = below < len(source.code) and comment(source, below)
    return b"#" in line or attached(source, start) < start or under
