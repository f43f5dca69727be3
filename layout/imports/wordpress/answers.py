"""Answers of WordPress's REST interface as values: JSON, read as it comes, one post at a time.

A file may hold a list of posts, one post, an object of several answers, or answers one after the
other. What is damaged is reported with its line, and reading goes on with the next object.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from layout.imports.source import Source
from layout.imports.wordpress.characters import Characters
from slots.finding import Finding, Severity, Where

_LONGEST = 32_000_000
"""So many characters one value has at most."""
_HELD = 1_000_000
_MOST_DAMAGED = 50
_SPACE = re.compile(r"[\s,\]]*")
_NEXT = re.compile(r"\{\s*\"(?:id|post|taxonomy)\"\s*:")
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """One object of an answer, and the line on which it begins."""

    values: dict[str, object]
    line: int


@dataclass(slots=True)
class Answers:
    """One reading of a source of answers."""

    source: Source
    characters: Characters = field(init=False)
    _pieces: Iterator[str] = field(init=False)
    _text: str = ""
    _at: int = 0
    _line: int = 1
    _ended: bool = False
    _damaged: int = 0

    def objects(self) -> Iterator[Answer | Finding]:
        """All objects of all answers, in their order; lists and objects of lists are gone into."""
        self.characters = Characters(self.source)
        with self.source.stream() as stream:
            self._pieces = self.characters.of(stream)
            while self._skip():
                if self._text[self._at] == "[":
                    self._at += 1
                    continue
                found = self._value()
                if isinstance(found, Finding):
                    yield found
                    if not self._go_on():
                        return
                elif isinstance(found, Answer):
                    yield from _objects_in(found)

    def _more(self) -> bool:
        """Reads on; whether there was more."""
        piece = "" if self._ended else next(self._pieces, "")
        self._ended = not piece
        self._text += piece
        return not self._ended

    def _skip(self) -> bool:
        """Goes on to the next value; whether there is one."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at > _HELD:
                self._forget()
            if self._at < len(self._text):
                return True
            if not self._more():
                return False

    def _forget(self) -> None:
        self._line += self._text.count("\n", 0, self._at)
        self._text, self._at = self._text[self._at :], 0

    def _value(self) -> Answer | Finding | None:
        """The value that begins here; None for one that is no object."""
        self._forget()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._may_go_on(error) and self._twice_as_much():
                    continue
                line = self._line + error.lineno - 1
                return self._broken(f"damaged JSON: {error.msg}", line)
            except (RecursionError, ValueError):
                return self._broken("values too deep in each other, or too long", self._line)
            if not isinstance(value, dict) and end == len(self._text) and self._more():
                continue
            self._at = end
            return Answer(value, self._line) if isinstance(value, dict) else None

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        """Whether a value is broken only because it has not been read to its end."""
        near_end = error.pos >= len(self._text) - 32 or error.msg.startswith("Unterminated")
        return near_end and not self._ended and len(self._text) < _LONGEST

    def _twice_as_much(self) -> bool:
        """Reads as much again as there is, so that long values are not tried too often."""
        wanted = 2 * len(self._text)
        more = self._more()
        while more and len(self._text) < wanted and self._more():
            pass
        return more

    def _broken(self, message: str, line: int) -> Finding:
        self._damaged += 1
        where = Where(self.source.name, line)
        hint = "ask the site again; what stands before and after it is read"
        return Finding("damaged-answer", Severity.ERROR, message, where, hint)

    def _go_on(self) -> bool:
        """Looks for the next object after a damaged one."""
        if self._damaged >= _MOST_DAMAGED:
            return False
        self._at += 1
        while True:
            match = _NEXT.search(self._text, self._at)
            if match:
                self._at = match.start()
                return True
            self._at = max(self._at, len(self._text) - 64)
            self._forget()
            if not self._more():
                return False


def _objects_in(answer: Answer) -> Iterator[Answer]:
    """The object itself, or those in the lists it holds by name."""
    lists = [each for each in answer.values.values() if isinstance(each, list)]
    if "id" in answer.values or not lists:
        yield answer
        return
    for each in lists:
        for value in each:
            if isinstance(value, dict):
                yield Answer(value, answer.line)
