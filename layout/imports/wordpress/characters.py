"""The characters of an export or an answer, out of its bytes: decoded as it says, and mended.

Bytes that are no UTF-8 are read as Windows-1252 has them, which is what they are where old texts
were copied into a site; control characters, which no text has, go. Both are reported, with their
line.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from layout.imports.encodings import declared_encoding, marked_encoding, with_windows
from layout.imports.source import Source
from slots.finding import Finding, Severity, Where

_CHUNK = 262_144
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udc7f\udd00-\udfff]")
"""Characters that XML forbids."""


@dataclass(slots=True)
class Characters:
    """One reading of a source's text, and what was wrong with its bytes."""

    source: Source
    undecoded: int = 0
    undecoded_line: int = 0
    illegal: int = 0
    illegal_line: int = 0

    def of(self, stream: IO[bytes]) -> Iterator[str]:
        """The text of a stream in pieces, its lines ended by "\\n"."""
        decoder = codecs.getincrementaldecoder(encoding_of(self.source.start))("surrogateescape")
        line = 1
        held = ""
        ended = False
        while not ended:
            data = stream.read(_CHUNK)
            ended = not data
            text = held + decoder.decode(data, final=ended)
            held = "\r" if text.endswith("\r") and not ended else ""
            text = text[: len(text) - len(held)].replace("\r\n", "\n").replace("\r", "\n")
            text = self._as_windows(text, line)
            if ILLEGAL.search(text):
                text = self._without_illegal(text, line)
            line += text.count("\n")
            yield text

    def _as_windows(self, text: str, line: int) -> str:
        text, count, first = with_windows(text)
        if count and not self.undecoded:
            self.undecoded_line = line + text.count("\n", 0, first)
        self.undecoded += count
        return text

    def _without_illegal(self, text: str, line: int) -> str:
        first = ILLEGAL.search(text)
        if first and not self.illegal:
            self.illegal_line = line + text.count("\n", 0, first.start())
        clean, number = ILLEGAL.subn("", text)
        self.illegal += number
        return clean

    def findings(self) -> Iterator[Finding]:
        """What was wrong with the bytes, once they have been read."""
        name = self.source.name
        if self.undecoded:
            message = f"{self.undecoded:,} bytes are not UTF-8: read as Windows-1252 has them"
            hint = "look at the letters with accents from this line on"
            where = Where(name, self.undecoded_line)
            yield Finding("source-encoding", Severity.WARNING, message, where, hint)
        if self.illegal:
            message = f"{self.illegal:,} control characters, which no text has: removed"
            where = Where(name, self.illegal_line)
            yield Finding("source-control", Severity.WARNING, message, where, "nothing to do")


def encoding_of(start: bytes) -> str:
    """The encoding that an export says it is in, by its mark or its declaration; UTF-8 if none
    that is known."""
    if marked := marked_encoding(start):
        return marked
    try:
        found = codecs.lookup(declared_encoding(start) or "utf-8")
    except LookupError:
        return "utf-8"
    is_text = getattr(found, "_is_text_encoding", True) and found.incrementaldecoder
    wide = found.name.startswith(("utf-16", "utf-32", "utf-7"))
    return (
        "cp1252" if found.name == "iso8859-1" else found.name if is_text and not wide else "utf-8"
    )
