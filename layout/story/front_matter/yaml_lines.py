"""Front matter: the YAML between two lines of --- above a Markdown story or module.

Nested YAML under one of its keys is read as values by their path, each with its place.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import yaml

from layout.story.module import did_you_mean, nearest
from layout.story.text.lost_words import count_words, shortened
from layout.story.text.sanitise import fold
from slots.finding import BadInput, Edit, Finding, Severity, Where, bad_input
from slots.rules.story_overrides import NO_RULES, OwnRules, Plain
from slots.text.file_limits import LARGEST, TOO_LONG, TOO_MANY
from slots.text.source_map import Path

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"[A-Za-z_]\w*:(?:\s|$)")
_DIVIDED = re.compile(r"[ \t]*\n\s*(?![A-Za-z_]\w*:(?:\s|$)|---|#|\s|$)")
_LONGEST = 64_000
"""Characters of front matter."""

MOST_TEXTS = 100
"""Texts of a list, such as tags."""

LONGEST_TEXT = 2_000
"""Characters of one value; some 350 words."""

_MOST_KEYS = 200
"""Keys, with those nobody knows."""

_DEEPEST = 8
_MOST = 2_000
_LONGEST_VALUE = 2_000
_TAGS = "tag:yaml.org,2002:"
_PLAIN = {f"{_TAGS}{kind}" for kind in ("int", "float", "bool", "timestamp")}


@dataclass(frozen=True, slots=True)
class Nested:
    """What a key takes that may hold tables: `what` they are, an `example` of them, and the `code`
    of what is wrong with how they are written."""

    what: str
    example: str
    code: str


_NO_TABLES: Mapping[str, Nested] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Entry:
    """One value as read: its texts (one, or those of a list), where it stands, and how it is
    written there ("" for what is no plain word of one line)."""

    texts: tuple[str, ...]
    where: Where
    written: str = ""

    def edits(self, meant: str) -> tuple[Edit, ...]:
        """The edit that writes what was meant in its place; none where nothing was, or where it is
        not written as it is read."""
        line, column = self.where.line or 1, self.where.column or 1
        sure = meant and self.written
        return (Edit(line, column, self.written, meant),) if sure else ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The entries of the front matter, the text below it, and how many lines it took.

    `tables` are what it has under each key that may hold some.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    text: str = ""
    offset: int = 0
    findings: tuple[Finding, ...] = ()
    tables: Mapping[str, OwnRules] = field(default_factory=dict)

    def tables_of(self, key: str) -> OwnRules:
        """The tables under a key, none if the key is not there."""
        return self.tables.get(key, NO_RULES)

    def text_of(self, key: str) -> str:
        """The one text under a key, "" if the key is not there."""
        entry = self.entries.get(key)
        return entry.texts[0] if entry else ""

    def texts_of(self, key: str) -> tuple[str, ...]:
        """The texts of the list under a key, none if the key is not there."""
        entry = self.entries.get(key)
        return entry.texts if entry else ()

    def where_of(self, key: str) -> Where:
        """Where the value of a key stands; the key has to be there."""
        return self.entries[key].where

    def line_of(self, key: str) -> int:
        """The line of the value of a key; the key has to be there."""
        return self.where_of(key).line or 0


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys a front matter may have: all, those that may be lists, those of tables."""

    known: tuple[str, ...]
    lists: frozenset[str]
    tables: Mapping[str, Nested]


def read_front_matter(
    text: str,
    source: str,
    keys: Iterable[str],
    lists: Iterable[str] = (),
    tables: Mapping[str, Nested] = _NO_TABLES,
) -> FrontMatter:
    """The front matter of a sanitised text, if it has any.

    Every value is taken as the text that was written (so a headline may be 1984); those of
    `lists` may be YAML lists, or one text with commas, and only those of `tables` may nest. Unknown
    keys, keys twice, empty values and wrong kinds are findings. YAML that cannot be read, or that
    is never closed, is BadInput.
    """
    opening = _OPENING.match(text)
    if not opening or _DIVIDED.match(text, opening.end()):
        return FrontMatter(text=text)
    closing = _CLOSING.search(text, opening.end())
    if not closing or closing.start() > _LONGEST:
        _check_unclosed(text[opening.end() :], source, closing.start() if closing else 0)
        return FrontMatter(text=text)
    named = _Keys(tuple(keys), frozenset(lists), tables)
    pairs = tuple(_pairs(text[opening.end() : closing.start()], source))
    if len(pairs) > _MOST_KEYS:
        message = f"front matter has {len(pairs):,} keys: at most {_MOST_KEYS}"
        where = _where(pairs[_MOST_KEYS][0], source)
        raise bad_input(TOO_MANY, message, where, "keep those that docs/stories.md explains")
    entries, findings = _entries(pairs, source, named)
    nested, wrong = _tables(pairs, source, named)
    below = text[closing.end() + 1 :]
    offset = text.count("\n", 0, closing.end()) + 1
    return FrontMatter(entries, below, offset, (*findings, *wrong), nested)


def _check_unclosed(text: str, source: str, length: int) -> None:
    """Raises BadInput if an opening --- is followed by keys; else it was a divider. `length` is
    that of front matter which is closed, but too far below."""
    if not _KEY.match(text):
        return
    where = Where(source, 1)
    if length:
        message = f"front matter has {length:,} characters: at most {_LONGEST:,}"
        hint = "close it with a line of --- above the text, or make it shorter"
        raise bad_input(TOO_LONG, message, where, hint)
    hint = "close it with a line of --- above the text"
    raise bad_input("open-front-matter", "front matter is not closed", where, hint)


_Pairs = tuple[tuple[yaml.Node, yaml.Node], ...]


def _entries(
    pairs: _Pairs, source: str, keys: _Keys
) -> tuple[dict[str, Entry], tuple[Finding, ...]]:
    entries: dict[str, Entry] = {}
    findings: list[Finding] = []
    seen: set[str] = set()
    present = {str(key.value) for key, _ in pairs}
    for key, node in pairs:
        name, where = str(key.value), _where(key, source)
        if not isinstance(key, yaml.ScalarNode) or name not in keys.known:
            meant = nearest(name, keys.known)
            there = Entry((name,), where, _spelled(key))
            edits = () if meant in present else there.edits(meant)
            findings.append(replace(_unknown(name, where, keys.known), edits=edits))
        elif name in seen:
            findings.append(_finding("repeated-key", f"{name}: written twice", where, "drop one"))
        elif name not in keys.tables:
            read = _read_entry(name, node, source, keys.lists)
            if isinstance(read, Finding):
                findings.append(read)
                continue
            entries[name] = read
        seen.add(name)
    return entries, tuple(findings)


def _tables(
    pairs: _Pairs, source: str, keys: _Keys
) -> tuple[dict[str, OwnRules], tuple[Finding, ...]]:
    """What stands under each key of tables, the first time it is written."""
    found: dict[str, OwnRules] = {}
    wrong: list[Finding] = []
    for key, node in pairs:
        name = str(key.value)
        if name in keys.tables and name not in found:
            found[name], told = _nested(name, node, source, keys.tables[name])
            wrong += told
    return found, tuple(wrong)


def _pairs(text: str, source: str) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """The keys and values of the mapping that a front matter is."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise _unreadable(error, source) from None
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        hint = "write lines such as headline: Ferry returns"
        raise bad_input("front-matter", "front matter has no keys", _where(root, source), hint)
    yield from root.value


def _unreadable(error: Exception, source: str) -> BadInput:
    mark = getattr(error, "problem_mark", None)
    where = Where(source, mark.line + 2, mark.column + 1) if mark else Where(source, 2)
    problem = getattr(error, "problem", None) or "it is nested too deep or holds odd characters"
    message = f"front matter cannot be read: {problem}"
    hint = 'put quotes round values with a colon, "#" or "[" in them'
    return bad_input("front-matter", message, where, hint)


def _read_entry(name: str, node: yaml.Node, source: str, lists: frozenset[str]) -> Entry | Finding:
    """The entry a node is, or what is wrong with it."""
    where = _where(node, source)
    is_list = isinstance(node, yaml.SequenceNode)
    scalars = node.value if is_list else [node]
    if isinstance(node, yaml.MappingNode) or (is_list and name not in lists):
        kind = "a list" if is_list else "keys of its own"
        return _finding("wrong-type", f"{name}: expected text, found {kind}", where, "write text")
    if not all(isinstance(scalar, yaml.ScalarNode) for scalar in scalars):
        message = f"{name}: expected a plain list, found lists or keys in it"
        return _finding("wrong-type", message, where, "write [one, two]")
    texts = [str(scalar.value) for scalar in scalars]
    if name in lists and not is_list:
        texts = texts[0].split(",")
    passed = _passed(name, texts, where)
    if passed:
        return passed
    texts = [fold(text).strip() for text in texts if text.strip()]
    if not texts or _is_null(node):
        message = f"{name}: expected text, found nothing"
        return _finding("empty-value", message, where, "write one or drop the key")
    return Entry(tuple(texts), where, _spelled(node))


def _spelled(node: yaml.Node) -> str:
    """How a plain word of one line is written; "" for all else."""
    begin, end = node.start_mark, node.end_mark
    plain = isinstance(node, yaml.ScalarNode) and node.style is None and begin.line == end.line
    return str(node.value) if plain and end.column - begin.column == len(node.value) else ""


def _passed(name: str, texts: list[str], where: Where) -> Finding | None:
    """What is too much about the texts of a value."""
    if len(texts) > MOST_TEXTS:
        message = f"{name}: {len(texts):,} texts: at most {MOST_TEXTS}"
        return _finding(TOO_MANY, message, where, "take some out")
    longest = max(map(len, texts), default=0)
    if longest > LONGEST_TEXT:
        words = sum(map(count_words, texts))
        message = f"{name}: {longest:,} characters: at most {LONGEST_TEXT:,}"
        hint = f"write it shorter; its {words:,} words are not printed"
        return _finding(TOO_LONG, message, where, hint)
    return None


def _is_null(node: yaml.Node) -> bool:
    return bool(node.tag.endswith(":null")) and not isinstance(node, yaml.SequenceNode)


def _unknown(name: str, where: Where, known: tuple[str, ...]) -> Finding:
    hint = f"the keys are {', '.join(known)}"
    message = f'unknown key "{shortened(name)}"{did_you_mean(name, known)}'
    return _finding("unknown-key", message, where, hint)


def _finding(code: str, message: str, where: Where, hint: str) -> Finding:
    return Finding(code, Severity.WARNING, message, where, hint)


def _where(node: yaml.Node, source: str) -> Where:
    """File, line and column of a node; the front matter begins on line 2."""
    return Where(source or None, node.start_mark.line + 2, node.start_mark.column + 1)


@dataclass(slots=True)
class _Reader:
    """What has been read so far of one nested value, top down."""

    source: str
    code: str
    leaves: list[tuple[Path, Plain]] = field(default_factory=list)
    empty: list[tuple[Path, str]] = field(default_factory=list)
    keys: list[tuple[Path, Where]] = field(default_factory=list)
    values: list[tuple[Path, Where]] = field(default_factory=list)
    spelled: list[tuple[Where, str]] = field(default_factory=list)

    def read(self, node: yaml.Node, path: Path) -> Iterator[Finding]:
        """Takes in a node and all below it; a finding for each key written twice.

        Raises OverflowError where it is deeper or longer than anybody would write: an alias of
        YAML can make millions of values of a few lines.
        """
        if len(path) > _DEEPEST or len(self.values) > _MOST:
            raise OverflowError
        if path:
            self.values.append((path, _where(node, self.source)))
            self._spell(node)
        if isinstance(node, yaml.MappingNode):
            yield from self._mapping(node, path)
        elif isinstance(node, yaml.SequenceNode):
            if not node.value:
                self.empty.append((path, "[]"))
            for index, each in enumerate(node.value):
                yield from self.read(each, (*path, index))
        elif len(node.value) > _LONGEST_VALUE:
            message = f"a text of {len(node.value):,} characters: at most {_LONGEST_VALUE:,}"
            where = _where(node, self.source)
            yield Finding(self.code, Severity.ERROR, message, where, "make it shorter")
        else:
            self.leaves.append((path, _plain(node)))

    def _spell(self, node: yaml.Node) -> None:
        if word := _spelled(node):
            self.spelled.append((_where(node, self.source), word))

    def _mapping(self, node: yaml.MappingNode, path: Path) -> Iterator[Finding]:
        if not node.value and path:
            self.empty.append((path, "{}"))
        seen: set[str] = set()
        for key, value in node.value:
            name, where = fold(str(key.value)).strip(), _where(key, self.source)
            if name in seen:
                message = f"{name}: written twice"
                yield Finding(self.code, Severity.ERROR, message, where, "drop one")
                continue
            seen.add(name)
            self.keys.append(((*path, name), where))
            self._spell(key)
            yield from self.read(value, (*path, name))


def _nested(
    name: str, node: yaml.Node, source: str, takes: Nested
) -> tuple[OwnRules, tuple[Finding, ...]]:
    """The tables under a key as a story's own, and what is wrong with how they are written."""
    where, code = _where(node, source), takes.code
    hint = f"write {takes.what} below it, such as {name}: {takes.example}"
    if not isinstance(node, yaml.MappingNode):
        message = f"{name}: expected {takes.what}"
        return NO_RULES, (Finding(code, Severity.ERROR, message, where, hint),)
    reader = _Reader(source, code)
    try:
        findings = tuple(reader.read(node, ()))
    except OverflowError:
        message = (
            f"{name}: more than {_MOST:,} values, or more than {_DEEPEST} tables in each other"
        )
        hint = "write them out, without aliases"
        return NO_RULES, (Finding(code, Severity.ERROR, message, where, hint),)
    if not reader.leaves and not reader.empty:
        found = Finding(code, Severity.ERROR, f"{name}: found nothing in it", where, hint)
        return NO_RULES, (*findings, found)
    leaves, empty = tuple(reader.leaves), tuple(reader.empty)
    places = tuple(reader.keys), tuple(reader.values), tuple(reader.spelled)
    return OwnRules(source, leaves, empty, *places), findings


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
