"""Putting new keys and tables into a file of rules, where a reader would look for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from layout.desk.preview.rules.edit.byte_spans import (
    MISSING,
    Block,
    Pair,
    Source,
    members,
    pairs_in,
)
from layout.desk.preview.rules.edit.splice import (
    Splice,
    above,
    attached,
    foot,
    holder_of,
    last_line,
    node_at,
    spliced,
)
from layout.desk.preview.rules.edit.toml_values import dotted, key_text, refused, value_text
from slots.text.source_map import Path

if TYPE_CHECKING:
    from tree_sitter import Node

NAMED = ("slot", "category")
"""Tables of tables, which have no header of their own."""

_FIRST = {"breakpoints": 0, "page": 1, "defaults": 2, "category": 3, "slot": 4}
_THEN = {"clearance": 1, "distance": 2, "when": 3, "relax": 4, "at": 5, "print": 6}


def inserted(source: Source, path: Path, value: Any) -> Source:
    """A source with a value at a path where there is none; what it stands in is made as needed."""
    depth = next(n for n in range(len(path) - 1, -1, -1) if source.at(path[:n]) is not MISSING)
    base, rest = path[:depth], path[depth:]
    around = source.at(base)
    if isinstance(around, list):
        return spliced(source, _into_list(source, base, rest, value))
    if not isinstance(around, dict) or not all(isinstance(part, str) for part in rest):
        raise refused(path, "what it should stand in is no table")
    return spliced(source, [_into_table(source, base, path, value)])


def _nested(rest: Path, value: Any) -> Any:
    for part in reversed(rest):
        value = {part: value}
    return value


def _into_table(source: Source, base: Path, path: Path, value: Any) -> Splice:
    held = holder_of(source, base) if base else None
    if held:
        return _into_braces(source, held[1], base, path, value)
    head = next((b for b in source.blocks if b.path == base and (b.head or not base)), None)
    section = _section(base, path, value)
    if head and section is None:
        inner = _nested(path[len(base) + 1 :], value)
        return _line(source, head, (path[len(base)],), inner, head.pairs)
    spread = [] if head else _dotted(source, base)
    if spread and section is None:
        block, pairs = spread[-1]
        names = path[len(block.path) : len(base) + 1]
        return _line(source, block, names, _nested(path[len(base) + 1 :], value), pairs)
    table = base if section is None else section
    content = _nested(path[len(table) :], value)
    return _sections(source, table, content)


def _dotted(source: Source, base: Path) -> list[tuple[Block, list[Pair]]]:
    """Blocks whose dotted keys make the table at a path, with those pairs."""
    found = []
    for block in source.blocks:
        if len(block.path) < len(base):
            pairs = [pair for pair in block.pairs if pair.path[: len(base)] == base]
            if pairs:
                found.append((block, pairs))
    return found


def _section(base: Path, path: Path, value: Any) -> Path | None:
    """The table on the way to a path that gets a header of its own, None where none does."""
    longest = len(path) if isinstance(value, dict) else len(path) - 1
    for length in range(longest, len(base), -1):
        if headed(path[:length]):
            return path[:length]
    return None


def headed(table: Path) -> bool:
    """Whether a table is written with a header, rather than in braces."""
    if any(isinstance(part, int) for part in table):
        return False
    if len(table) == 1:
        return table[0] not in NAMED
    return (len(table) == 2 and table[0] in NAMED) or table[-2] == "at" or table[-1] == "print"


def _line(source: Source, block: Block, names: Path, value: Any, after: list[Pair]) -> Splice:
    """A new pair on a line of its own, below the last of others, written as those are."""
    key = dotted(str(name) for name in names)
    indent, width = _style(source, block)
    text = f"{indent}{key.ljust(width)} = {value_text(value)}"
    newline = source.newline().decode()
    if after:
        at: int | None = source.end_of(after[-1].value.end_byte)
    elif block.head:
        at = source.end_of(last_line(block, source))
    else:
        at = _before_headers(source)
    if at is None:
        return Splice(0, 0, text + newline)
    return Splice(at, at, newline + text)


def _before_headers(source: Source) -> int | None:
    """Where a root without pairs ends."""
    heads = [block.head for block in source.blocks if block.head]
    start = attached(source, heads[0].start_byte) if heads else len(source.code)
    return _above_end(source, start)


def _above_end(source: Source, start: int) -> int | None:
    """Where the last line above an offset that is not blank ends; it may be the offset's own."""
    if start == len(source.code) and source.code[source.start_of(start) :].strip():
        return source.end_of(source.start_of(start))
    return above(source, source.start_of(start))


def _style(source: Source, block: Block) -> tuple[str, int]:
    """How a block's keys are indented, and to which width they are filled up."""
    if not block.pairs:
        return "", 0
    last = block.pairs[-1]
    indent = source.code[source.start_of(last.node.start_byte) : last.node.start_byte]
    keys = [(pair.names[0].start_byte, pair.names[-1].end_byte) for pair in block.pairs]
    signs = [source.code.find(b"=", end) - start for start, end in keys]
    filled = len(block.pairs) > 1 and len(set(signs)) == 1
    width = signs[0] - 1 if filled and any(end - start < signs[0] - 1 for start, end in keys) else 0
    return (indent.decode() if not indent.strip() else ""), width


def _into_braces(source: Source, pair: Pair, base: Path, path: Path, value: Any) -> Splice:
    """A pair in a table in braces: in the one at `base`, or the one whose dotted keys make it."""
    around = base
    while (node := node_at(source, around)) is None:
        around = around[:-1]
    inner = value_text(_nested(path[len(base) + 1 :], value))
    key = dotted(str(part) for part in path[len(around) : len(base) + 1])
    pairs = pairs_in(node, around)
    if not pairs:
        return Splice(node.start_byte + 1, node.end_byte - 1, f" {key} = {inner} ")
    return Splice(pairs[-1].value.end_byte, pairs[-1].value.end_byte, f", {key} = {inner}")


def _into_list(source: Source, base: Path, rest: Path, value: Any) -> list[Splice]:
    index, size = rest[0], len(source.at(base))
    if not isinstance(index, int) or not 0 <= index <= size:
        raise refused((*base, *rest), "the list is shorter")
    value = _nested(rest[1:], value)
    node = node_at(source, base)
    if node is not None:
        return _listed(source, node, index, value_text(value, _literals(node)))
    if index < size or not isinstance(value, dict):
        raise refused((*base, *rest), "only the end of this list can grow")
    blocks = [b for b in source.blocks if b.path[: len(base) + 1] == (*base, size - 1)]
    head = next(b for b in blocks if b.array and b.path == (*base, size - 1))
    lines = [f"[[{dotted(str(p) for p in head.path if isinstance(p, str))}]]", *_plain(value)]
    at, newline = foot(source, blocks[-1]), source.newline().decode()
    return [Splice(at, at, newline * 2 + newline.join(lines))]


def _literals(node: Node) -> bool:
    """Whether a list's texts stand in single quotes."""
    return any((each.text or b"").startswith(b"'") for each in members(node)[:1])


def _listed(source: Source, node: Node, index: int, text: str) -> list[Splice]:
    """A value of a list, on a line of its own where the others have such."""
    values = members(node)
    if not values:
        return [Splice(node.start_byte + 1, node.start_byte + 1, text)]
    near = values[min(index, len(values) - 1)]
    start = source.start_of(near.start_byte)
    indent = source.code[start : near.start_byte]
    apart = source.newline().decode() + indent.decode() if not indent.strip() else " "
    if index < len(values):
        return [Splice(near.start_byte, near.start_byte, f"{text},{apart}")]
    commas = [
        each for each in node.children if each.type == "," and each.start_byte > near.start_byte
    ]
    if apart == " ":
        at = commas[-1].end_byte if commas else near.end_byte
        return [Splice(at, at, f" {text}," if commas else f", {text}")]
    own = source.end_of(near.end_byte)
    at = own if own < node.end_byte else (commas[-1].end_byte if commas else near.end_byte)
    if commas:
        return [Splice(at, at, f"{apart}{text},")]
    if at == near.end_byte:
        return [Splice(at, at, f",{apart}{text}")]
    return [Splice(near.end_byte, near.end_byte, ","), Splice(at, at, f"{apart}{text}")]


def _sections(source: Source, table: Path, content: Any) -> Splice:
    """A new header with its pairs, and headers below it, between blank lines."""
    newline = source.newline().decode()
    parts = [newline.join(lines) for lines in _written(table, content)]
    text = (newline * 2).join(parts)
    at = _place(source, table)
    if isinstance(at, int):
        return Splice(at, at, newline * 2 + text)
    heads = [block.head for block in source.blocks if block.head]
    first = attached(source, heads[0].start_byte) if heads else 0
    rest = source.code[first:]
    return Splice(first, first, text + (newline * 2 if rest else newline))


def _written(table: Path, content: dict[str, Any]) -> Iterator[list[str]]:
    """The lines of each header that a table needs."""
    apart = {
        key: value
        for key, value in content.items()
        if isinstance(value, dict) and value and (headed((*table, key)) or key == "at")
    }
    plain = {key: value for key, value in content.items() if key not in apart}
    if plain or not (apart or table[-1] == "at"):
        yield [f"[{dotted(str(part) for part in table)}]", *_plain(plain)]
    for key, value in apart.items():
        yield from _written((*table, key), value)


def _plain(content: dict[str, Any]) -> list[str]:
    width = max((len(key_text(key)) for key in content), default=0)
    return [f"{key_text(key).ljust(width)} = {value_text(content[key])}" for key in content]


def _place(source: Source, table: Path) -> int | None:
    """Where the line ends below which a new header stands; None: at the top of the file."""
    blocks = [block for block in source.blocks if block.head]
    below = [block for block in blocks if block.path[: len(table)] == table]
    if below:
        return _over(source, below[0])
    for length in range(len(table) - 1, 0, -1):
        near = [block for block in blocks if block.path[:length] == table[:length]]
        if near:
            rank = _rank(table, length)
            early = [b for b in near if len(b.path) <= length or _rank(b.path, length) <= rank]
            return foot(source, early[-1]) if early else _over(source, near[0])
    early = [block for block in blocks if _rank(block.path, 0) <= _rank(table, 0)]
    if early:
        return foot(source, early[-1])
    if blocks:
        return _over(source, blocks[0])
    return _above_end(source, len(source.code))


def _over(source: Source, block: Block) -> int | None:
    """Where the line ends below which a header stands that comes before a block."""
    assert block.head is not None
    return above(source, attached(source, block.head.start_byte))


def _rank(path: Path, place: int) -> int:
    """Where a table stands among its neighbours, by its name."""
    return (_THEN if place else _FIRST).get(str(path[place]), 0 if place else 5)
