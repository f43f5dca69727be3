"""Completion in slots.toml: what may stand at the cursor, from the schema and from the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from layout.desk.preview.rules.at_cursor import Scene, scene
from layout.desk.preview.rules.edit.byte_spans import value_at
from layout.desk.preview.rules.edit.insert import NAMED, headed
from layout.desk.preview.rules.edit.toml_values import dotted, key_text
from layout.desk.preview.rules.keys_at_path import Node, at, followed, keys, options, step, words
from layout.desk.preview.rules.saved_text import titled
from slots.text.broken_toml import read_toml
from slots.text.source_map import Path
from slots.units import LENGTH_PATTERN

_UNITS = (
    *("px", "mm", "cm", "in", "pt", "pc"),
    *(" lines", " words", " characters", " paragraphs", " screens"),
    *("%", "% of text", "% of paragraphs"),
)
_NUMBER = re.compile(r"\d+(\.\d+)?")
_REST = re.compile(r"[\w.+:-]*")
_QUOTED = re.compile(r"""[^"',\]}#\n]*""")
_MADE = {"array": "[]", "object": "{}", "string": '""'}


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing that may stand here: what lists show, what is written, its kind, and its words."""

    value: str
    insert: str
    meta: str
    doc: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rules name, as far as they can be read."""

    data: dict[str, Any]

    @property
    def slots(self) -> tuple[str, ...]:
        return tuple(self._table("slot"))

    @property
    def points(self) -> tuple[str, ...]:
        from slots.rules.terms import DEFAULT_BREAKPOINTS

        return tuple(self._table("breakpoints")) or tuple(DEFAULT_BREAKPOINTS)

    @property
    def categories(self) -> tuple[str, ...]:
        return tuple(self._table("category"))

    def _table(self, name: str) -> dict[str, Any]:
        found = self.data.get(name)
        return found if isinstance(found, dict) else {}


def completed(text: str, line: int, column: int) -> dict[str, Any]:
    """What may stand at a line and column (from 1) of a text, and what it would replace."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    cursor = _offset(text, line, column)
    here = scene(text, cursor)
    known = _Known(read_toml(text, "slots.toml")[0])
    rest = (_QUOTED if here.quote else _REST).match(text, cursor)
    end = rest.end() if rest and here.kind != "nothing" else cursor
    after = text[end:].partition("\n")[0]
    items = [] if here.kind == "nothing" else [*_items(here, known, after)]
    if not text.strip():
        items += _presets()
    return {
        "from": _spot(text, here.start if here.kind != "nothing" else cursor),
        "to": _spot(text, end),
        "items": [asdict(item) for item in _once(items)],
    }


def _once(items: list[_Item]) -> Iterator[_Item]:
    """The first item of each value."""
    seen: set[str] = set()
    for item in items:
        if item.value not in seen:
            seen.add(item.value)
            yield item


def _offset(text: str, line: int, column: int) -> int:
    """The offset of a place; the nearest one where there is no such place."""
    lines = text.split("\n")
    row = min(max(line, 1), len(lines)) - 1
    return sum(len(each) + 1 for each in lines[:row]) + min(max(column, 1) - 1, len(lines[row]))


def _spot(text: str, offset: int) -> list[int]:
    return [text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)]


def _items(here: Scene, known: _Known, after: str) -> Iterator[_Item]:
    if here.kind == "header":
        yield from _headers(known, after)
    elif here.kind == "key":
        yield from _top(known, here) if not here.path else _keys(here, known, after)
    else:
        yield from _values(here, known, after)


def _headers(known: _Known, after: str) -> Iterator[_Item]:
    """Every table that may have a header."""
    close = "" if after.lstrip().startswith("]") else "]"
    for path in _tables(known):
        name = dotted(str(part) for part in path)
        yield _Item(name, name + close, "table", at(path).get("description", ""))


def _tables(known: _Known) -> Iterator[Path]:
    tops: list[Path] = [("page",), ("defaults",)]
    tops += [("slot", name) for name in known.slots]
    yield ("breakpoints",)
    for top in tops:
        yield top
        yield from ((*top, "at", point) for point in known.points)
        if top[0] != "page":
            yield from ((*top, name) for name in ("clearance", "distance", "when"))
        if top[0] == "slot":
            yield (*top, "print")
    yield ("slot", "name")
    yield ("category", "name")


def _top(known: _Known, here: Scene) -> Iterator[_Item]:
    """Headers, where none is above yet: no key stands there."""
    if not here.quote:
        for path in _tables(known):
            name = dotted(str(part) for part in path)
            doc = at(path).get("description", "")
            yield _Item(f"[{name}]", f"[{name}]", "table", doc)


def _keys(here: Scene, known: _Known, after: str) -> Iterator[_Item]:
    """The keys of a table, without those it has."""
    node = at(here.path)
    there = value_at(known.data, here.path)
    taken = there if isinstance(there, dict) else {}
    for name, inner in (*keys(node).items(), *_named_keys(here.path, node, known)):
        if name in taken or headed((*here.path, name)) or name == "at":
            continue
        written = name if here.quote else key_text(name)
        sign = after.lstrip().lstrip("\"'").lstrip().startswith(("=", "."))
        made = "" if sign or here.quote else f" = {_MADE.get(_kind(inner), '')}"
        yield _Item(name, written + made, _meta(inner), inner.get("description", ""))


def _named_keys(path: Path, node: Node, known: _Known) -> Iterator[tuple[str, Node]]:
    """Keys that are names: opponents, slots, breakpoints."""
    from slots.checks.unknown_names import GROUPS
    from slots.rules.terms import AD, MODULE_KINDS

    last = path[-1]
    names: tuple[str, ...] = ()
    if last == "distance":
        names = (*GROUPS, AD, *known.slots, *MODULE_KINDS)
    elif last in ("at", "breakpoints"):
        names = known.points
    elif last not in NAMED:
        spelled = (option.get("propertyNames", {}) for option in options(node))
        names = tuple(word for each in spelled for word in words(each))
    for name in names:
        yield name, followed(step(node, name))


def _values(here: Scene, known: _Known, after: str) -> Iterator[_Item]:
    node = at(here.path)
    inner = step(node, 0) if _kind(node) == "array" else {}
    for item in _plain(here, node, known):
        yield _written(item, here.quote, after)
    if inner and not here.quote and not here.word:
        for item in _plain(Scene("value", (*here.path, 0)), inner, known):
            yield _Item(f"[{item.insert}]", f"[{item.insert}]", item.meta, item.doc)


def _plain(here: Scene, node: Node, known: _Known) -> Iterator[_Item]:
    """Values, as they are written outside of quotes."""
    doc = node.get("description", "")
    names = () if _kind(node) == "array" else _names(here.path, known)
    for name, meta in names:
        yield _Item(name, f'"{name}"', meta, doc)
    for option in options(node):
        kind = option.get("type")
        if kind == "boolean":
            yield from (_Item(word, word, "true or false", doc) for word in ("true", "false"))
        for word in words(option):
            yield _Item(word, f'"{word}"', "word", doc)
        number = _NUMBER.match(here.word)
        if option.get("pattern") == LENGTH_PATTERN and number:
            spelled = [f"{number[0]}{unit}" for unit in _UNITS]
            yield from (_Item(each, f'"{each}"', "length", doc) for each in spelled)
        elif kind == "string":
            examples = option.get("examples", ())
            yield from (_Item(each, f'"{each}"', "example", doc) for each in examples)
        if "default" in option and kind in ("integer", "string") and option["default"] != "":
            value = option["default"]
            yield _Item(
                str(value), f'"{value}"' if kind == "string" else str(value), "default", doc
            )


def _names(path: Path, known: _Known) -> Iterator[tuple[str, str]]:
    """Names that rules use as values, with what they are names of."""
    from slots.rules.terms import AD, MODULE_KINDS

    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    if name in ("order", "never_together"):
        yield from ((each, "slot") for each in known.slots)
    if name == "never_together":
        yield from ((f"#{each}", "category") for each in known.categories)
    if name == "devices":
        yield from ((each, "breakpoint") for each in known.points)
    if name == "categories":
        yield from ((each, "category") for each in known.categories)
    if name == "holds":
        yield from ((each, "kind") for each in (AD, *MODULE_KINDS, "module"))


def _written(item: _Item, quote: str, after: str) -> _Item:
    """A value as it is written in quotes that are there already."""
    if not quote or not item.insert.startswith('"'):
        return item
    close = "" if after.startswith(quote) else quote
    return _Item(item.value, item.insert[1:-1] + close, item.meta, item.doc)


def _kind(node: Node) -> str:
    return next((str(each["type"]) for each in options(node) if "type" in each), "")


def _meta(node: Node) -> str:
    """What a value is, in a word or two."""
    if any(option.get("pattern") == LENGTH_PATTERN for option in options(node)):
        return "length"
    if words(node):
        return "word"
    kinds = {"integer": "number", "boolean": "true or false", "array": "list", "object": "table"}
    return kinds.get(_kind(node), "text")


def _presets() -> Iterator[_Item]:
    from slots.rulebook.by_name import PREFIX, preset_names, preset_text

    for name in preset_names():
        text = preset_text(name)
        yield _Item(f"{PREFIX}{name}", text, "preset", titled(text))
