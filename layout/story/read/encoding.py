"""From a file's bytes to text: UTF-8, or UTF-16 and UTF-32 that say so by a byte order mark."""

from __future__ import annotations

import codecs

from slots.finding import BadInput, Where, bad_input

_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark its own begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"PK\x03\x04", "a Word, OpenDocument or zip file"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "an RTF file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_SAVE_AS_TEXT = "open it in its own program and save it as plain text in UTF-8 (.txt)"


def decode(data: bytes, source: str) -> str:
    """The text of a file. Raises BadInput for no text, a binary file, or one that is not UTF-8."""
    if not data.strip():
        raise bad_input("empty-file", "the file is empty", Where(source), "write the story first")
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise bad_input(
                "binary-file", f"this is {name}, not text", Where(source), _SAVE_AS_TEXT
            )
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _decode_marked(data, mark, encoding, source)
    return _decode_utf8(data, source)


def _decode_marked(data: bytes, mark: bytes, encoding: str, source: str) -> str:
    if encoding == "utf-8":
        return _decode_utf8(data[len(mark) :], source)
    try:
        return _with_text(data.decode(encoding), source)
    except UnicodeDecodeError as error:
        name = encoding.upper()
        message = f"the file says it is {name} but byte {error.start + 1} is not"
        raise bad_input("not-utf-8", message, Where(source), "save it as UTF-8") from None


def _decode_utf8(data: bytes, source: str) -> str:
    nul = data.find(b"\0")
    if nul >= 0:
        where = _place(data, nul, source)
        message = f"binary file: byte {nul + 1} is NUL, which no text holds"
        raise bad_input("binary-file", message, where, _SAVE_AS_TEXT)
    try:
        return _with_text(data.decode("utf-8"), source)
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start, source) from None


def _with_text(text: str, source: str) -> str:
    if not text.strip("\ufeff\0 \t\r\n"):
        raise bad_input("empty-file", "the file is empty", Where(source), "write the story first")
    return text


def _not_utf8(data: bytes, offset: int, source: str) -> BadInput:
    """The error for a byte that is no UTF-8, with what Windows-1252 would make of it."""
    byte = data[offset]
    sign = bytes([byte]).decode("cp1252", "ignore")
    guess = f' (in Windows-1252 it would be "{sign}")' if sign else ""
    message = f"not UTF-8: byte {offset + 1} is 0x{byte:02X}{guess}"
    hint = "save it as UTF-8, or run: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW"
    return bad_input("not-utf-8", message, _place(data, offset, source), hint)


def _place(data: bytes, offset: int, source: str) -> Where:
    """Line and column of a byte; what stands before it is UTF-8, or nearly so."""
    line_start = data.rfind(b"\n", 0, offset) + 1
    column = len(data[line_start:offset].decode("utf-8", "replace")) + 1
    return Where(source, data.count(b"\n", 0, offset) + 1, column)
