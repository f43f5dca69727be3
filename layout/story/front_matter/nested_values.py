"""Nested YAML under one key of a front matter: values by their path, each with its place."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from layout.story.text.sanitise import fold
from slots.finding import Finding, Severity, Where
from slots.rules.story_overrides import NO_RULES, OwnRules, Plain
from slots.text.file_limits import LARGEST
from slots.text.source_map import Path

_DEEPEST = 8
_MOST = 2_000
_LONGEST = 2_000
_TAGS = "tag:yaml.org,2002:"
_PLAIN = {f"{_TAGS}{kind}" for kind in ("int", "float", "bool", "timestamp")}


@dataclass(slots=True)
class _Reader:
    """What has been read so far of one nested value, top down."""

    source: str
    leaves: list[tuple[Path, Plain]] = field(default_factory=list)
    empty: list[tuple[Path, str]] = field(default_factory=list)
    keys: list[tuple[Path, Where]] = field(default_factory=list)
    values: list[tuple[Path, Where]] = field(default_factory=list)

    def read(self, node: yaml.Node, path: Path) -> Iterator[Finding]:
        """Takes in a node and all below it; a finding for each key written twice.

        Raises OverflowError where it is deeper or longer than anybody would write: an alias of
        YAML can make millions of values of a few lines.
        """
        if len(path) > _DEEPEST or len(self.values) > _MOST:
            raise OverflowError
        if path:
            self.values.append((path, _where(node, self.source)))
        if isinstance(node, yaml.MappingNode):
            yield from self._mapping(node, path)
        elif isinstance(node, yaml.SequenceNode):
            if not node.value:
                self.empty.append((path, "[]"))
            for index, each in enumerate(node.value):
                yield from self.read(each, (*path, index))
        elif len(node.value) > _LONGEST:
            message = f"a text of {len(node.value):,} characters: at most {_LONGEST:,}"
            yield _error(message, _where(node, self.source), "make it shorter")
        else:
            self.leaves.append((path, _plain(node)))

    def _mapping(self, node: yaml.MappingNode, path: Path) -> Iterator[Finding]:
        if not node.value and path:
            self.empty.append((path, "{}"))
        seen: set[str] = set()
        for key, value in node.value:
            name, where = fold(str(key.value)).strip(), _where(key, self.source)
            if name in seen:
                yield _error(f"{name}: written twice", where, "drop one")
                continue
            seen.add(name)
            self.keys.append(((*path, name), where))
            yield from self.read(value, (*path, name))


def nested(name: str, node: yaml.Node, source: str) -> tuple[OwnRules, tuple[Finding, ...]]:
    """The tables under a key as rules of a story, and what is wrong with how they are written."""
    where = _where(node, source)
    hint = f"write tables below it, such as {name}: {{page: {{max_ads: 1}}}}"
    if not isinstance(node, yaml.MappingNode):
        return NO_RULES, (_error(f"{name}: expected tables of rules", where, hint),)
    reader = _Reader(source)
    try:
        findings = tuple(reader.read(node, ()))
    except OverflowError:
        message = (
            f"{name}: more than {_MOST:,} values, or more than {_DEEPEST} tables in each other"
        )
        return NO_RULES, (_error(message, where, "write them out, without aliases"),)
    if not reader.leaves and not reader.empty:
        return NO_RULES, (*findings, _error(f"{name}: found nothing in it", where, hint))
    leaves, empty = tuple(reader.leaves), tuple(reader.empty)
    return OwnRules(source, leaves, empty, tuple(reader.keys), tuple(reader.values)), findings


def _plain(node: yaml.Node) -> Plain:
    """A scalar as TOML would have it: a number, true or false, a day, or else its text."""
    text = fold(str(node.value)).strip()
    if node.tag == f"{_TAGS}null":
        return None
    if node.tag not in _PLAIN:
        return text
    try:
        value = yaml.SafeLoader("").construct_object(node)
    except (ValueError, OverflowError, yaml.YAMLError):
        return text
    if isinstance(value, int) and abs(value) > LARGEST:
        return text
    return value if isinstance(value, int | float | bool | datetime.date) else text


def _error(message: str, where: Where, hint: str) -> Finding:
    return Finding("own-rules", Severity.ERROR, message, where, hint)


def _where(node: yaml.Node, source: str) -> Where:
    """File, line and column of a node; the front matter begins on line 2."""
    return Where(source or None, node.start_mark.line + 2, node.start_mark.column + 1)
