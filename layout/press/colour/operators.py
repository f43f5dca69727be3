"""Content streams, operator by operator, without making objects of what nobody asks for.

One match of a regular expression takes the operands of an operator and the operator; what it means
is for those who asked. Source: ISO 32000-1, 7.2, 7.8 and 8.9.7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from layout.press.separation.refused import Unpressable

_STRING = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+\))*+\)"
_OPERATION = re.compile(
    rb"(?:[\s\0+\-.0-9\[\]]++|<<|>>|<[0-9A-Fa-f\s\0]*+>|/[^\s\0()<>\[\]{}/%]*+|%[^\r\n]*+|"
    + _STRING
    + rb"|(?:true|false|null)(?![A-Za-z]))*+([A-Za-z'\"][^\s\0()<>\[\]{}/%]*+)?",
    re.DOTALL,
)
_NAME = re.compile(rb"/([^\s\0()<>\[\]{}/%]*)")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_TO_ESCAPE = re.compile(rb"[^\x21-\x7e]|[#/()<>\[\]{}%]")
_NUMBER = re.compile(rb"[+-]?(?:\d{1,40}\.?\d{0,40}|\.\d{1,40})")
_END = re.compile(rb"(?<=[\s\0>])EI(?=[\s\0/\[(<%]|$)")
_SIGNS = re.compile(rb"[\t\n\r\x20-\x7e]*+$")
_LOOK_ON = 24


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator: where its operands begin in the content, where it begins, where it ends. Of an
    inline image (BI) the operands are those of its dictionary, and `data` what stands after ID."""

    name: bytes
    start: int
    at: int
    end: int
    data: bytes = b""


def operations(content: bytes) -> Iterator[Operation]:
    """The operators of a content stream, in order. Raises Unpressable where it cannot be read."""
    match, at, end = _OPERATION.match, 0, len(content)
    while at < end:
        found = match(content, at)
        assert found is not None, "it matches nothing, at least"
        name = found[1]
        if name is None:
            if found.end() >= end:
                return
            stop = _passed(content, found.end())
            if stop >= end:
                return
            # What nobody can read belongs to nothing; viewers go on behind it, too.
            at = stop
            continue
        if name == b"BI":
            inline = _inline(content, found.end())
            yield inline
            at = inline.end
            continue
        yield Operation(name, at, found.start(1), found.end())
        at = found.end()


def _passed(content: bytes, at: int) -> int:
    """The place after something that the expression does not read: a string with many brackets in
    it, or a sign that stands alone."""
    if content[at : at + 1] != b"(":
        return at + 1
    depth, end = 0, len(content)
    while at < end:
        sign = content[at]
        if sign == 0x5C:
            at += 1
        elif sign == 0x28:
            depth += 1
        elif sign == 0x29:
            depth -= 1
            if not depth:
                return at + 1
        at += 1
    return end


def _inline(content: bytes, at: int) -> Operation:
    found = _OPERATION.match(content, at)
    if found is None or found[1] != b"ID":
        raise Unpressable("a picture among the operators has no data")
    start = found.end() + 1
    for end in _END.finditer(content, start):
        if _SIGNS.match(content[end.end() : end.end() + _LOOK_ON]):
            break
    else:
        raise Unpressable("a picture among the operators does not end")
    stop = end.start()
    return Operation(b"BI", at, found.start(1), end.end(), content[start:stop])


def names_in(operands: bytes) -> list[str]:
    """The names among operands, with their slash.

    >>> names_in(b"0.5 /P1 /A#20B")
    ['/P1', '/A B']
    """
    return [_name(raw) for raw in _NAME.findall(operands)]


def _name(raw: bytes) -> str:
    if b"#" in raw:
        raw = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), raw)
    return "/" + raw.decode("utf-8", "surrogateescape")


def written_name(name: str) -> bytes:
    """A name as content has it.

    >>> written_name("/A B")
    b'/A#20B'
    """
    raw = name[1:].encode("utf-8", "surrogateescape")
    return b"/" + _TO_ESCAPE.sub(lambda found: b"#%02X" % ord(found[0]), raw)


def numbers_in(operands: bytes) -> list[float] | None:
    """The numbers among operands; None where one cannot be read.

    >>> numbers_in(b" 0 .5 -1. /P1"), numbers_in(b"1 x"), numbers_in(b"nan")
    ([0.0, 0.5, -1.0], None, None)
    """
    words = (_NAME.sub(b" ", operands) if b"/" in operands else operands).split()
    if not all(map(_NUMBER.fullmatch, words)):
        return None
    return [float(word) for word in words]
