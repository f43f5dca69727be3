"""Escaping of text that others wrote, for output: no name ends a line, or colours a terminal.

A file's name may hold any byte but NUL and the slash. On a terminal an escape in it would be
obeyed, a newline would begin what looks like a line of ours, and a bidi control would turn what
follows (Boucher and Anderson, "Trojan Source", 2021); a byte that is no UTF-8, which Python keeps
as half a character, no JSON, page or terminal takes. All of them are spelled out.
"""

from __future__ import annotations

import os
import re

_TURNING = "\u2028\u2029\u202a-\u202e\u2066-\u2069"
_TEXT = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_TURNING}\ud800-\udfff]")
_LINE = re.compile(f"[\x00-\x1f\x7f-\x9f{_TURNING}\ud800-\udfff]")


def shown(name: str | os.PathLike[str]) -> str:
    r"""A file's name, safe for output: characters that do not print are escaped.

    >>> shown("a\nb"), shown(b"caf\xe9.md".decode("utf-8", "surrogateescape"))
    ('a\\nb', 'caf\\xe9.md')
    """
    text = os.fspath(name)
    return text if text.isprintable() else "".join(map(_spelled, text))


def legible(text: str) -> str:
    """A report, safe for output: control characters are escaped, but lines stay lines."""
    return _TEXT.sub(_found, text)


def on_a_line(text: str) -> str:
    """The same for what must be one line."""
    return _LINE.sub(_found, text)


def legible_json(text: str) -> str:
    r"""JSON, safe for output: valid UTF-8, with nothing in it that a terminal would obey. Its data
    stay the same, but for bytes of names that are no UTF-8, which JSON cannot hold: they are
    escaped.

    >>> legible_json('{"file": "caf\udce9.md"}')
    '{"file": "caf\\\\xe9.md"}'
    """
    return _TEXT.sub(_escaped, text)


def _found(found: re.Match[str]) -> str:
    return _spelled(found[0])


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    if _is_half(sign):
        return _spelled(sign).replace("\\", "\\\\")
    return f"\\u{ord(sign):04x}"


def _spelled(sign: str) -> str:
    if "\udc80" <= sign <= "\udcff":  # a byte that is no UTF-8, as Python keeps it in names
        return f"\\x{ord(sign) - 0xDC00:02x}"
    return sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii")


def _is_half(sign: str) -> bool:
    return "\ud800" <= sign <= "\udfff"
