"""Documents that have to be saved anew before they can be read: .doc, .rtf, and Word files with a
password. Each is reported, with what to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.imports.item import Format, Given
from layout.imports.source import Source
from slots.finding import Finding, Severity

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_DOCUMENT = "WordDocument".encode("utf-16-le")
_MOST_BYTES = 200_000_000
_STEP = 1_000_000


def _recognises(source: Source) -> bool:
    """Whether a source is one of them."""
    if source.start.startswith(b"{\\rtf"):
        return True
    return source.start.startswith(_COMPOUND) and bool(_held(source))


def _read(source: Source) -> Iterator[Given]:
    """The finding that says what to do."""
    if source.start.startswith(b"{\\rtf"):
        message, hint = "this is rich text (.rtf), which is not read", "save it as .docx or .odt"
        yield Finding("old-document", Severity.ERROR, message, source.where, hint)
    elif _held(source) == _LOCKED:
        message = "the document has a password, or rights that somebody manages"
        hint = "open it in its own program, take the password off, and save it as .docx"
        yield Finding("locked-document", Severity.ERROR, message, source.where, hint)
    else:
        message = "this is a Word file of before 2007 (.doc), which is not read"
        yield Finding("old-document", Severity.ERROR, message, source.where, "save it as .docx")


def _held(source: Source) -> bytes:
    """Which of two streams a compound file names: one with a text, or one that is locked."""
    before, seen = b"", 0
    with source.stream() as stream:
        while seen < _MOST_BYTES and (part := stream.read(_STEP)):
            for name in (_LOCKED, _DOCUMENT):
                if name in before + part:
                    return name
            before, seen = part[-64:], seen + len(part)
    return b""


OLD_WORD = Format("Word before 2007, rich text", _recognises, _read)
