"""What may stand at a path of slots.toml: the part of its JSON Schema, with references followed."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from slots.text.source_map import Path

Node = dict[str, Any]


@lru_cache(maxsize=1)
def schema() -> Node:
    """The JSON Schema of slots.toml."""
    from slots.rulebook.json_schema import json_schema

    return json_schema()


def at(path: Path) -> Node:
    """The schema of what stands at a path; empty where nothing may."""
    node = schema()
    for part in path:
        node = step(node, part)
    return followed(node)


def step(node: Node, part: str | int) -> Node:
    """The schema of one key, or one entry, of what a schema describes; empty where none may be."""
    for option in options(node):
        found = _entry(option, part) if isinstance(part, int) else _key(option, part)
        if found:
            return found
    return {}


def options(node: Node) -> list[Node]:
    """The schemas of which a value must meet one."""
    node = followed(node)
    found = [each for option in node.get("anyOf", ()) for each in options(option)]
    return [*([node] if node.keys() - {"anyOf"} else []), *found]


def followed(node: Node) -> Node:
    """A schema in place of its reference; keys beside the reference override the schema's own."""
    reference = node.get("$ref")
    if reference is None:
        return node
    target = schema()["$defs"][reference.rpartition("/")[2]]
    beside = {key: value for key, value in node.items() if key != "$ref"}
    return {**followed(target), **beside}


def keys(node: Node) -> dict[str, Node]:
    """The keys that a table may have, by name, with their schemas."""
    found: dict[str, Node] = {}
    for option in options(node):
        for name, inner in option.get("properties", {}).items():
            found.setdefault(name, followed(inner))
    return found


def words(node: Node) -> list[str]:
    """The words of which a value, or a key, may be one."""
    return list(dict.fromkeys(word for each in options(node) for word in each.get("enum", ())))


def _key(node: Node, name: str) -> Node:
    found = node.get("properties", {}).get(name) or node.get("additionalProperties")
    return found if isinstance(found, dict) else {}


def _entry(node: Node, index: int) -> Node:
    fixed = node.get("prefixItems", [])
    found = fixed[index] if 0 <= index < len(fixed) else node.get("items")
    return found if isinstance(found, dict) else {}
