"""What bytes say of their characters, and what is done where they are not what they say: the same
for feeds, exports, wires and pages.

    byte order mark       taken at its word
    XML's declaration     as the format has it
    bytes not in UTF-8    each as Windows-1252 has it: old texts that were copied into a new system

Text wires have more encodings to tell apart (`wires/text_wires/characters.py`), pages the labels of
the web (`pages/open_page.py`).
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32 before UTF-16, whose mark its own begins with."""

_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""", re.IGNORECASE
)
_DECLARED_IN = 1_000
_NOT_UTF_8 = re.compile("[\udc80-\udcff]")


def marked_encoding(start: bytes) -> str:
    """The encoding that a byte order mark says, as Python calls it: one that takes the mark off; ""
    where there is no mark.

    >>> marked_encoding(b"\\xef\\xbb\\xbf<rss>"), marked_encoding(b"<rss>")
    ('utf-8-sig', '')
    """
    return next((name for mark, name in _MARKS if start.startswith(mark)), "")


def declared_encoding(start: bytes) -> str:
    """The encoding in the declaration that XML opens with, in small letters, known or not; "" where
    there is none.

    >>> declared_encoding(b'<?xml version="1.0" encoding="ISO-8859-1"?><nitf/>')
    'iso-8859-1'
    """
    found = _DECLARED.match(start[:_DECLARED_IN].lstrip())
    return found[1].decode("ascii").lower() if found else ""


def with_windows(text: str) -> tuple[str, int, int]:
    """Text that was decoded with "surrogateescape", its undecoded bytes as Windows-1252 has them;
    how many they were, and where the first stood.

    >>> with_windows(b"Caf\\xe9 \\xc3\\xa9".decode("utf-8", "surrogateescape"))
    ('Café é', 1, 3)
    """
    first = _NOT_UTF_8.search(text)
    if first is None:
        return text, 0, 0
    mended, count = _NOT_UTF_8.subn(_of_windows, text)
    return mended, count, first.start()


def _of_windows(found: re.Match[str]) -> str:
    return bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace")


def line_at(at: int, data: bytes | str) -> int:
    """The line that a byte, or a character, stands on; the first is 1."""
    end = b"\n" if isinstance(data, bytes) else "\n"
    return data.count(end, 0, at) + 1  # type: ignore[arg-type]
