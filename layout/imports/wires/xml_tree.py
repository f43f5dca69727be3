"""XML of agencies, read whole: hostile or broken as it may be, a tree or a finding comes of it.

No entity is expanded, no DTD loaded, nothing fetched. The names of HTML's characters (`&eacute;`),
which agencies write without a DTD that declares them, are those characters.
"""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from layout.imports.encodings import declared_encoding, line_at, with_windows
from layout.imports.safe_xml import mistake_of, xml_parser
from layout.imports.source import Source
from layout.imports.wires.agency_file import bytes_of
from slots.finding import Finding, Severity, Where, bad_input

Node: TypeAlias = etree._Element

_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml[^>]*\?>")
_OWN = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})


@dataclass(frozen=True, slots=True)
class _Tree:
    """A tree and what was wrong with its file."""

    root: Node
    findings: tuple[Finding, ...] = ()


def tree_of(source: Source) -> _Tree:
    """The tree of a source. Raises BadInput where there is none at all."""
    return parsed(bytes_of(source), source.where)


def parsed(data: bytes, where: Where) -> _Tree:
    """The tree of bytes. Raises BadInput where there is none at all."""
    data, findings = _in_its_encoding(data, where)
    data = _NAMED.sub(_numbered, data)
    parser = xml_parser(recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        first = next(iter(parser.error_log), None)
        reason = f": {first.message}" if first else ""
        place = Where(where.file, first.line if first else None)
        raise bad_input(
            "not-xml", f"no XML that can be read{reason}", place, "ask the agency for it"
        )
    return _Tree(root, (*findings, *_mistakes(parser, where), *_unresolved(root, where)))


def _numbered(named: re.Match[bytes]) -> bytes:
    if named[1] in _OWN:
        return named[0]
    character = html.entities.html5.get(named[1].decode() + ";")
    return "".join(f"&#{ord(each)};" for each in character).encode() if character else named[0]


def _in_its_encoding(data: bytes, where: Where) -> tuple[bytes, tuple[Finding, ...]]:
    """Bytes in the encoding that they say, or in UTF-8 where they are not what they say: Latin 1
    that is called UTF-8, and the other way round."""
    name = declared_encoding(data) or "utf-8"
    if name not in (*_UTF_8, *_LATIN_1) or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data, ()
    first_high = _HIGH.search(data)
    if first_high is None:
        return data, ()
    try:
        text, really = data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        text, _, _ = with_windows(data.decode("utf-8", "surrogateescape"))
        really = "Windows-1252"
    if (really == "UTF-8") is (name in _UTF_8):
        return data, ()
    message = f"says it is {name.upper()} and is not: read as {really}"
    hint = "look at its accented letters"
    place = Where(where.file, line_at(first_high.start(), data))
    return _DECLARATION.sub("", text).encode(), (
        Finding("encoding", Severity.WARNING, message, place, hint),
    )


_UTF_8 = ("utf-8", "utf8", "us-ascii", "ascii")
_LATIN_1 = ("iso-8859-1", "iso8859-1", "latin-1", "latin1", "windows-1252", "cp1252")
_HIGH = re.compile(rb"[\x80-\xff]")


def _mistakes(parser: etree.XMLParser, where: Where) -> Iterator[Finding]:
    """What was wrong with the XML: the first of its mistakes, and how many there are."""
    if mistake := mistake_of(parser):
        more = f", and {mistake.more:,} more" if mistake.more else ""
        message = f"broken XML, read as far as it goes: {mistake.message}{more}"
        place = Where(where.file, mistake.line, mistake.column)
        hint = "compare the story with the agency's own page"
        yield Finding("broken-xml", Severity.WARNING, message, place, hint)


def _unresolved(root: Node, where: Where) -> Iterator[Finding]:
    names = {each.text or "" for each in root.iter(etree.Entity)}
    if names:
        shown = ", ".join(sorted(names)[:5])
        message = f"names of characters that nobody knows stay as they are: {shown}"
        yield Finding("unknown-entity", Severity.WARNING, message, where, "write the characters")


def name_of(node: Node) -> str:
    """The local name of an element, "" for what is none (an entity that is not expanded)."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(node: Node, *names: str) -> Iterator[Node]:
    """The child elements of these names, in order; all where no name is given."""
    for child in node:
        if (name := name_of(child)) and (not names or name in names):
            yield child


def child(node: Node | None, *path: str) -> Node | None:
    """The first element by a path of names, None where there is none."""
    for name in path:
        node = next(children(node, name), None) if node is not None else None
    return node


def descendants(node: Node, *names: str) -> Iterator[Node]:
    """The elements of these names below a node, in reading order, at any depth."""
    for each in node.iter():
        if each is not node and name_of(each) in names:
            yield each


def first(node: Node, *names: str) -> Node | None:
    """The first element of these names below a node, None where there is none."""
    return next(descendants(node, *names), None)


def text_in(node: Node | None) -> str:
    """All text of an element on one line, "" for none."""
    return " ".join(all_text(node).split()) if node is not None else ""


def all_text(node: Node) -> str:
    """All text of an element, as it is."""
    return "".join(str(text) for text in node.itertext(with_tail=False))


def line_of(node: Node, where: Where) -> Where:
    """Where an element stands."""
    line = node.sourceline
    return Where(where.file, line if isinstance(line, int) and line > 0 else where.line)
