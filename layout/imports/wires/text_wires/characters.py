"""The bytes of text wires as text: their encoding recognised, their lines counted."""

from __future__ import annotations

import bisect
import re
import unicodedata
from dataclasses import dataclass, field

from layout.imports.encodings import line_at
from layout.imports.source import Source
from layout.imports.wires.agency_file import bytes_of
from slots.finding import Finding, Severity, Where

_MOST_BYTES = 16_000_000
_ACCENTS = {
    **{0xC1: "\u0300", 0xC2: "\u0301", 0xC3: "\u0302", 0xC4: "\u0303", 0xC5: "\u0304"},
    **{0xC6: "\u0306", 0xC7: "\u0307", 0xC8: "\u0308", 0xCA: "\u030a", 0xCB: "\u0327"},
    **{0xCD: "\u030b", 0xCE: "\u0328", 0xCF: "\u030c"},
}
"""Accents of ISO 6937 (ITU-T T.51), which stand before their letter."""
_HIGH = re.compile(rb"[\x80-\xff]")
_ACCENTED = re.compile(rb"[\xc1-\xc8\xca\xcb\xcd-\xcf](?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class _Wire:
    """The text of a wire and the file it is from."""

    text: str = field(repr=False)
    where: Where
    line_ends: tuple[int, ...] = field(repr=False)

    def where_of(self, offset: int) -> Where:
        """The place of a character."""
        return Where(self.where.file, bisect.bisect_left(self.line_ends, offset) + 1)


def text_of_wire(source: Source) -> tuple[_Wire, tuple[Finding, ...]]:
    """The text of a source: UTF-8; else ISO 6937 where all its accents stand before letters; else
    Windows-1252. Raises BadInput for one too large."""
    data = bytes_of(source, _MOST_BYTES)
    text, encoding, at = _decoded(data)
    line_ends = tuple(each.start() for each in re.finditer("\n", text))
    wire = _Wire(text, source.where, line_ends)
    if not encoding:
        return wire, ()
    message = f"not UTF-8: read as {encoding}"
    place = Where(source.where.file, line_at(at, data))
    hint = "look at its accented letters"
    return wire, (Finding("encoding", Severity.INFO, message, place, hint),)


def _decoded(data: bytes) -> tuple[str, str, int]:
    """Text, the encoding where it is not UTF-8, and the first byte that shows it."""
    try:
        return data.decode("utf-8-sig"), "", 0
    except UnicodeDecodeError as error:
        at = error.start
    if _is_iso_6937(data):
        return _from_iso_6937(data), "ISO 6937", at
    return data.decode("cp1252", "replace"), "Windows-1252", at


_FEWEST = 3
"""Accents before letters from which on they are no capitals of Windows-1252 ("SÃO")."""


def _is_iso_6937(data: bytes) -> bool:
    """Whether all that is not ASCII are accents before letters that there are."""
    accented = list(_ACCENTED.finditer(data))
    if len(accented) < _FEWEST or len(accented) != len(_HIGH.findall(data)):
        return False
    pairs = {data[each.start() : each.start() + 2] for each in accented}
    return all(len(_from_iso_6937(pair)) == 1 for pair in pairs)


_PAIR = re.compile("([\xc1-\xc8\xca\xcb\xcd-\xcf])([A-Za-z])")


def _from_iso_6937(data: bytes) -> str:
    return _PAIR.sub(
        lambda pair: unicodedata.normalize("NFC", pair[2] + _ACCENTS[ord(pair[1])]),
        data.decode("latin-1"),
    )
