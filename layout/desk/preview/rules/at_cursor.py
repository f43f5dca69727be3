"""What one is writing at a place of a TOML text, whole or broken: a header, a key or a value.

A parser gives up where a text is broken, and that is where one writes. This reads only as much as
it takes to know what stands around the cursor, and never more than what is before it:

    [slot.a.|            a header that begins with slot.a.
    [slot.a]
    dis|                 a key of ("slot", "a")
    distance = { a|      a key of ("slot", "a", "distance")
    region = "|          a value of ("slot", "a", "region"), in quotes
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from slots.text.source_map import Path

_Kind = Literal["header", "key", "value", "nothing"]

_BEGINS = re.compile(
    r"""[ \t]*(?:\[{1,2}[ \t]*[\w-]+(?:[ \t]*\.[^\]\n]*)?\]{1,2}[ \t]*(?:\#.*)?$"""
    r"""|(?:[\w-]+|"[^"\n]*")(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"))*[ \t]*=)""",
    re.MULTILINE,
)
_PART = re.compile(r"""[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([\w-]+))[ \t]*(?:\.|$)""")
_BARE = re.compile(r"[\w.+:-]")


@dataclass(frozen=True, slots=True)
class Scene:
    """What is written at the cursor: of which table or value, the word begun (what is before the
    cursor), where that begins, and the quotes it stands in."""

    kind: _Kind
    path: Path = ()
    word: str = ""
    start: int = 0
    quote: str = ""


@dataclass(slots=True)
class _Frame:
    """A list or table in braces that is still open."""

    brace: bool
    base: Path
    path: Path
    index: int = 0
    key: bool = False


def scene(text: str, cursor: int) -> Scene:
    """What is written at an offset of a text."""
    before = text[:cursor]
    table: Path = ()
    at = 0
    while True:
        at = _skipped(before, at)
        if at < 0:
            return Scene("nothing")
        if before[at : at + 1] == "[":
            end = before.find("\n", at)
            if end < 0:
                return _header(before, at)
            table, at = _parts(before[at:end].partition("]")[0].lstrip("[")), end
            continue
        found = _key(before, at, table)
        if isinstance(found, Scene):
            return found
        at, path = found
        if path is not None:
            value = _Value(before, at, path).read()
            if isinstance(value, Scene):
                return value
            at = value


def _skipped(text: str, at: int) -> int:
    """Where the next statement begins; -1 where the text ends in a comment."""
    while at < len(text):
        if text[at] == "#":
            at = text.find("\n", at)
            if at < 0:
                return -1
        elif not text[at].isspace():
            return at
        else:
            at += 1
    return at


def _header(text: str, at: int) -> Scene:
    inner = text[at:].lstrip("[")
    if "]" in inner:
        return Scene("nothing")
    word = inner.lstrip()
    return Scene("header", (), word, len(text) - len(word))


def _key(text: str, at: int, table: Path) -> Scene | tuple[int, Path | None]:
    """The key that begins at an offset: the place after its sign with its path, or after its line
    where it has none."""
    end = text.find("\n", at)
    line = text[at:] if end < 0 else text[at:end]
    quoted = re.sub(r"\"[^\"]*\"|'[^']*'", lambda found: "x" * len(found[0]), line)
    sign = quoted.find("=")
    if sign >= 0:
        return at + sign + 1, (*table, *_parts(line[:sign]))
    if end >= 0:
        return end, None
    if "#" in quoted:
        return Scene("nothing")
    return _begun(line, table, len(text))


def _begun(line: str, table: Path, end: int) -> Scene:
    """A key that is being written: of the table that what is before its last dot names."""
    head, _, word = line.rpartition(".")
    word = word.lstrip()
    quote = word[:1] if word[:1] in ('"', "'") else ""
    word = word.removeprefix(quote) if quote else word
    return Scene("key", (*table, *_parts(head)), word, end - len(word), quote)


def _parts(key: str) -> tuple[str, ...]:
    """The parts of a dotted key, as far as they can be read."""
    found = _PART.findall(key.strip())
    return tuple(first or second or third for first, second, third in found)


class _Value:
    """A value read up to its end, or up to the cursor."""

    def __init__(self, text: str, at: int, path: Path) -> None:
        self.text, self.at, self.path = text, at, path
        self.open: list[_Frame] = []
        self.word = at
        self.last = at

    def read(self) -> Scene | int:
        """Where the value ends, or the scene where the text ends in it."""
        while self.at < len(self.text):
            sign = self.text[self.at]
            if sign == "\n":
                if self._over():
                    return self.at
            elif sign == "#":
                end = self.text.find("\n", self.at)
                if end < 0:
                    return Scene("nothing")
                self.at = end
                continue
            elif sign in "\"'":
                inside = self._string(sign)
                if inside is not None:
                    return inside
                continue
            else:
                self._sign(sign)
            self.at += 1
            if not _BARE.match(sign):
                self.word = self.at
        return self._scene(self.text[self.word :], self.word, "")

    def _over(self) -> bool:
        """Whether a newline ends the value: lists go on, unless a statement begins below."""
        top = self.open[-1] if self.open else None
        return top is None or top.brace or bool(_BEGINS.match(self.text, self.at + 1))

    def _string(self, quote: str) -> Scene | None:
        """A text in quotes: passed, or the scene where it is not over."""
        triple = self.text.startswith(quote * 3, self.at)
        start = self.at + (3 if triple else 1)
        end = start
        while end < len(self.text):
            if self.text[end] == "\\" and quote == '"':
                end += 2
            elif self.text.startswith(quote * (3 if triple else 1), end):
                self.at = self.word = end + (3 if triple else 1)
                return None
            elif self.text[end] == "\n" and not triple:
                self.at = self.word = end
                return None
            else:
                end += 1
        return self._scene(self.text[start:], start, quote)

    def _sign(self, sign: str) -> None:
        top = self.open[-1] if self.open else None
        if sign in "[{":
            path = self._path()
            self.open.append(_Frame(sign == "{", path, path, key=sign == "{"))
            self.last = self.at + 1
        elif sign in "]}" and top:
            self.open.pop()
        elif sign == "," and top:
            top.index += 1
            top.key = top.brace
            self.last = self.at + 1
        elif sign == "=" and top and top.key:
            top.path = (*top.base, *_parts(self.text[self.last : self.at]))
            top.key = False

    def _path(self) -> Path:
        top = self.open[-1] if self.open else None
        if top is None:
            return self.path
        return top.path if top.brace else (*top.base, top.index)

    def _scene(self, word: str, start: int, quote: str) -> Scene:
        top = self.open[-1] if self.open else None
        if top and top.key:
            return _begun(self.text[self.last :], top.base, len(self.text))
        return Scene("value", self._path(), word, start, quote)
