"""JSON that may be broken: its data, where every key and value stands, and every mistake in it.

A parser stops at the first mistake. This reader says what is wrong, goes on with what was meant
(`'x'` is a text, `NaN` no value, a comma too many no comma), and so finds the mistakes after it in
the same run. RFC 8259; numbers come as int or Fraction, so that 0.1 is a tenth.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from fractions import Fraction
from json import JSONDecodeError, JSONDecoder
from typing import Any

from slots.finding import Finding, Severity, Where
from slots.text.file_limits import MEND_FIRST, TOO_MANY
from slots.text.source_map import Path, Positions

BROKEN = object()
"""Stands for a value that could not be read; what is wrong with it is noted already."""

_DEEPEST = 50
"""The most lists and objects nested in each other."""

_MOST = 200
"""Mistakes after which a text is not read on."""

MOST_VALUES = 200_000
"""Values in a text after which it is not read on: 10,000 items of a strip have 100,000."""

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WORD = re.compile(r"[^\s,:\[\]{}\"']+")
_SPACE = re.compile(r"[ \t\r\n]*")
_ODD_SPACE = re.compile(r"[^\S \t\r\n]+")
_COMMENT = re.compile(r"//[^\n]*|#[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_BINARY = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LITERALS = {"true": True, "false": False, "null": None}
_TEXTS = JSONDecoder()
_CLOSED = re.compile(r'"(?:\\.|[^"\\\n])*"')
_SINGLE = re.compile(r"'([^'\n]*)'?")
_HALF = re.compile("[\ud800-\udfff]")
_VALUES = "write a text in quotes, a number, true, false, null, a list or an object"
_LONGEST = 400  # characters of a number: a double written out has up to 327 (1e308, and its point)
_EXACT = 40  # longer numbers, and powers, are read as floats


def read_json(text: str, file: str) -> tuple[Any, Positions, tuple[Finding, ...]]:
    """The data of a JSON text (BROKEN where there is none), its positions, and its mistakes.

    Where a key is given twice, the first one counts.
    """
    reader = _Reader(text, file)
    return reader.whole(), reader.places, tuple(reader.findings)


class _Stop(Exception):
    """Raised where nothing more can be read."""


@dataclass(slots=True)
class _Reader:
    """One reading under way: where it is, and what it found. Lives as long as one call."""

    text: str
    file: str
    at: int = 0
    lines: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    ended: bool = False
    torn: bool = False
    """Whether the text ended too early; and, until it is dropped, in the midst of an object."""

    noted: set[str] = field(default_factory=set)
    """The messages noted so far that are given only where they first apply."""

    values: int = 0
    """How many values have been begun."""

    places: Positions = field(init=False)

    def __post_init__(self) -> None:
        self.places = Positions(self.file)
        self.lines = [0, *(found.end() for found in re.finditer("\n", self.text))]

    def whole(self) -> Any:
        """The value of the whole text."""
        binary = _BINARY.search(self.text)
        if binary:
            self.wrong("this is a binary file, not JSON", binary.start(), "name a text file")
            return BROKEN
        self.skip()
        if self.at >= len(self.text):
            self.wrong("the file is empty", 0, "newsgrid schema strip says what belongs in it")
            return BROKEN
        try:
            value = self.value((), 0)
            self.skip()
            if self.at < len(self.text):
                self.wrong("expected the end of the file", self.at, "a file has one value")
            return value
        except _Stop:
            return BROKEN

    def wrong(self, message: str, at: int, hint: str) -> None:
        """Notes a mistake at a place of the text."""
        found = Finding("json-syntax", Severity.ERROR, message, self.where(at), hint)
        self.findings.append(found)
        if len(self.findings) == _MOST:
            message = f"{_MOST} mistakes are told: what follows is not looked at"
            self.findings.append(
                Finding("json-syntax", Severity.ERROR, message, self.where(at), MEND_FIRST)
            )
            raise _Stop

    def once(self, message: str, at: int, hint: str) -> None:
        """Notes a mistake that is likely to be made all over the text, only where it is first
        made."""
        if message not in self.noted:
            self.noted.add(message)
            self.wrong(message, at, hint)

    def where(self, at: int) -> Where:
        """Line and column of a place."""
        line = bisect_right(self.lines, at)
        return Where(self.file, line, at - self.lines[line - 1] + 1)

    def skip(self) -> None:
        """Goes past white space and, noting the first of each as a mistake, past comments and white
        space that JSON does not know, such as no-break spaces."""
        while True:
            space = _SPACE.match(self.text, self.at)
            self.at = space.end() if space else self.at
            odd = _ODD_SPACE.match(self.text, self.at)
            other = odd or _COMMENT.match(self.text, self.at)
            if not other:
                return
            if odd:
                message = f"U+{ord(odd[0][0]):04X} is no white of JSON"
                self.once(message, self.at, "write a plain space")
            else:
                self.once("JSON has no comments", self.at, "drop it")
            self.at = other.end()

    def peek(self) -> str:
        """The next character, "" at the end."""
        return self.text[self.at : self.at + 1]

    def value(self, path: Path, depth: int) -> Any:
        """The value that begins here."""
        self.places.values.setdefault(path, self.where(self.at))
        self.values += 1
        if self.values > MOST_VALUES:
            message = f"the file has over {MOST_VALUES:,} values"
            found = Finding(TOO_MANY, Severity.ERROR, message, self.where(self.at), "split it")
            self.findings.append(found)
            raise _Stop
        if depth > _DEEPEST:
            self.wrong("lists and objects are nested too deeply", self.at, "take a few levels out")
            raise _Stop
        match self.peek():
            case "{":
                return self.object(path, depth)
            case "[":
                return self.list(path, depth)
            case '"' | "'":
                return self.string()
            case _:
                return self.word()

    def object(self, path: Path, depth: int) -> Any:
        """An object, up to its closing brace; one in which the text ends is dropped, unless it is
        the whole."""
        found: dict[str, Any] = {}
        start, self.at = self.at, self.at + 1
        while self.goes_on("}", start, bool(found)):
            place = self.at
            key = self.key()
            inner = (*path, key)
            if key in found:
                line = self.places.key(inner).line
                self.wrong(f'"{key}" is given twice: first on line {line}', place, "drop one")
            self.places.keys.setdefault(inner, self.where(place))
            self.skip()
            self.colon(key)
            value = self.value(inner, depth + 1)
            found.setdefault(key, value)
        if self.torn and path:
            self.torn = False
            return BROKEN
        return found

    def list(self, path: Path, depth: int) -> list[Any]:
        """A list, up to its closing bracket."""
        found: list[Any] = []
        start, self.at = self.at, self.at + 1
        while self.goes_on("]", start, bool(found)):
            found.append(self.value((*path, len(found)), depth + 1))
        return found

    def goes_on(self, close: str, start: int, some: bool) -> bool:
        """Whether another member follows in a list or object; goes past commas and the close."""
        self.skip()
        comma = self.at if self.peek() == "," else None
        while self.peek() == ",":
            if not some or comma != self.at:
                self.wrong("there is a comma too many", self.at, "drop it")
            self.at += 1
            self.skip()
        if self.peek() == close:
            if comma is not None and some:
                self.wrong(f'there is a comma too many before "{close}"', comma, "drop it")
            self.at += 1
            return False
        if self.ended:
            return False
        if not self.peek() or self.peek() in "]}":
            opened = self.where(start)
            what = "list" if close == "]" else "object"
            place = f"line {opened.line}, column {opened.column}"
            self.wrong(f"the {what} that begins at {place} is not closed", self.at, f"add {close}")
            if self.peek() and not start:
                raise _Stop
            self.ended = not self.peek()
            self.torn = self.ended and close == "}"
            return False
        if some and comma is None:
            self.wrong("a comma is missing", self.at, "put one before it")
        return True

    def key(self) -> str:
        """The name of a member; without quotes it is taken as it is."""
        if self.peek() in ('"', "'"):
            key = self.string()
            return key if isinstance(key, str) else ""
        word = _WORD.match(self.text, self.at)
        if not word:
            self.wrong('expected a name in quotes, as "width"', self.at, "write it before a colon")
            raise _Stop
        self.wrong(f"{_short(word[0])} needs quotes", self.at, f'write "{_short(word[0])}"')
        self.at = word.end()
        return word[0]

    def colon(self, key: str) -> None:
        """The colon after a name."""
        if self.peek() == ":":
            self.at += 1
        else:
            self.wrong(
                f'expected ":" after "{_short(key)}"', self.at, f'write "{_short(key)}": ...'
            )
            self.at += self.peek() == "="
        self.skip()

    def string(self) -> Any:
        """A text in quotes; where it is not closed, the rest of its line is skipped."""
        start, quote = self.at, self.peek()
        if quote == "'":
            return self.single()
        try:
            found, self.at = _TEXTS.raw_decode(self.text, start)
        except JSONDecodeError as error:
            return self.broken_string(error)
        if _HALF.search(found):
            self.wrong(
                "this text has half a character (\\ud800 to \\udfff)",
                start,
                "write the character itself",
            )
            return BROKEN
        return found

    def broken_string(self, error: JSONDecodeError) -> Any:
        """Notes what is wrong with a text in quotes, and skips it or the rest of its line."""
        start = self.at
        close = _CLOSED.match(self.text, start)
        if not close:
            self.wrong("the text in quotes is not closed on its line", start, 'add "')
        elif "escape" in error.msg:
            self.wrong("a backslash in quotes is doubled", error.pos, "write \\\\")
        else:
            self.wrong("a tab stands in quotes", error.pos, "write \\t")
        line = self.text.find("\n", start)
        self.at = close.end() if close else line if line >= 0 else len(self.text)
        return BROKEN

    def single(self) -> Any:
        """A text in single quotes, which is a mistake in JSON."""
        close = _SINGLE.match(self.text, self.at)
        assert close
        self.wrong("JSON has double quotes only", self.at, f'write "{_short(close[1])}"')
        self.at = close.end()
        return close[1]

    def word(self) -> Any:
        """A number, true, false or null; or something that is none of them."""
        word = _WORD.match(self.text, self.at)
        if not word:
            self.wrong("expected a value", self.at, _VALUES)
            if not self.peek() or self.peek() == ":":
                raise _Stop
            return BROKEN
        start, self.at = self.at, word.end()
        if word[0] in _LITERALS:
            return _LITERALS[word[0]]
        if _NUMBER.fullmatch(word[0]):
            if len(word[0]) > _LONGEST:
                digits = f"a number of {len(word[0]):,} signs: at most {_LONGEST}"
                self.wrong(digits, start, "write fewer digits")
                return BROKEN
            return _number(word[0])
        self.wrong(f"{_short(word[0])} is no JSON value", start, _meant(word[0]))
        return BROKEN


def _number(text: str) -> Any:
    """A number: int or an exact Fraction; those with an exponent or many digits as the nearest
    double, which is infinite where they are too large for one."""
    if len(text) > _EXACT or "e" in text.lower():
        near = float(text)
        return near if near in (float("inf"), float("-inf")) else Fraction(near)
    exact = Fraction(text)
    return exact.numerator if exact.denominator == 1 else exact


def _meant(word: str) -> str:
    """What may have been meant by a word that is no value."""
    lower = word.lower()
    if lower in _LITERALS:
        return f"write {lower}"
    if lower in ("none", "undefined", "nil"):
        return "write null"
    if lower.lstrip("+-") in ("nan", "inf", "infinity"):
        return "write a number"
    number = re.match(r"[+]?0*(\d+(?:\.\d+)?|\.\d+)", word)
    if number:
        return f"write {_short(number[1] if number[1][0] != '.' else '0' + number[1])}"
    near = difflib.get_close_matches(lower, _LITERALS, 1, 0.7)
    return f"write {near[0]}" if near else f'text stands in quotes: "{_short(word)}"'


def _short(word: str) -> str:
    return f"{word[:40]}…" if len(word) > 40 else word
