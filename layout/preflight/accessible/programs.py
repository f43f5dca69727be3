"""Embedded font programs: which glyphs they have, and how wide these are.

TrueType, CFF and OpenType are read with fontTools; Type 1 here, for what fontTools has for it would
run the PostScript of a stranger. Widths are in thousandths of an em. Source: ISO 32000-1, 9.9;
Adobe's Type 1 Font Format, 6 and 7.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Protocol

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont

from layout.preflight.accessible.barrier import name_of, stream_at

NOTDEF = ".notdef"
_EEXEC, _CHARSTRING = 55665, 4330  # keys of Type 1's ciphers
_THOUSAND = 1000
_CHARS = re.compile(rb"/([^\s/{}()<>\[\]]+)\s+(\d+)\s+(?:RD|-\||\S{1,3})\s")


class Program(Protocol):
    """A font program. Glyphs are known by name, or by number where the font has CIDs or is
    TrueType."""

    def width(self, glyph: str | int) -> float | None:
        """The advance of a glyph; None where it has no such glyph."""
        ...

    def glyphs(self) -> set[str | int]:
        """All glyphs that it has."""
        ...


class TrueType:
    """The program of a TrueType font, its glyphs by their ids."""

    def __init__(self, data: bytes) -> None:
        self.font = TTFont(io.BytesIO(data), lazy=True, fontNumber=0)
        self._count = self._number("maxp", 4)
        self._upem = self._number("head", 18)
        self._advances = self._read_advances()

    def _number(self, table: str, at: int) -> int:
        """Two bytes of a table, read as they stand: fontTools would complain of odd dates."""
        return int.from_bytes(self.font.reader[table][at : at + 2], "big")

    def _read_advances(self) -> list[int]:
        data, count = self.font.reader["hmtx"], self._number("hhea", 34)
        advances = [advance for advance, _ in struct.iter_unpack(">HH", data[: 4 * count])]
        return advances + advances[-1:] * (self._count - count)

    def width(self, glyph: str | int) -> float | None:
        """The advance of a glyph; None where it has no such glyph."""
        if isinstance(glyph, str) or not 0 <= glyph < self._count:
            return None
        return self._advances[glyph] * _THOUSAND / self._upem

    def glyphs(self) -> set[str | int]:
        """The ids of all glyphs that are drawn."""
        size = 4 if self._number("head", 50) else 2
        data = self.font.reader["loca"]
        at = [int.from_bytes(data[i : i + size], "big") for i in range(0, len(data), size)]
        return {i for i in range(min(self._count, len(at) - 1)) if at[i] != at[i + 1]}

    @cached_property
    def maps(self) -> dict[tuple[int, int], dict[int, int]]:
        """By platform and encoding, the glyph ids of characters."""
        if "cmap" not in self.font:
            return {}
        number = self.font.getGlyphID
        return {
            (table.platformID, table.platEncID): {
                code: number(name) for code, name in table.cmap.items()
            }
            for table in self.font["cmap"].tables
            if hasattr(table, "cmap")
        }


class Compact:
    """A CFF program: its glyphs by their names, of a font with CIDs by these."""

    def __init__(self, data: bytes) -> None:
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(data), None)
        self._top: Any = fonts[0]
        self._scale = float(getattr(self._top, "FontMatrix", [0.001])[0]) * _THOUSAND
        self.has_cids = hasattr(self._top, "ROS")
        self._names = {self._key(name): name for name in self._top.charset}

    def _key(self, name: str) -> str | int:
        if not self.has_cids:
            return name
        return int(name[3:]) if name.startswith("cid") else 0

    def width(self, glyph: str | int) -> float | None:
        """The advance of a glyph; None where it has no such glyph."""
        if isinstance(glyph, int) and not self.has_cids:
            names = self._top.charset
            name = names[glyph] if 0 <= glyph < len(names) else None
        else:
            name = self._names.get(glyph)
        if name is None:
            return None
        drawing = self._top.CharStrings[name]
        drawing.draw(NullPen())
        return float(drawing.width) * self._scale

    def glyphs(self) -> set[str | int]:
        """The names or CIDs of all glyphs."""
        return set(self._names)

    def encoding(self) -> dict[int, str]:
        """The names of glyphs by the codes that the font itself gives them."""
        given = getattr(self._top, "Encoding", None)
        if not isinstance(given, list):
            return {}
        return {code: name for code, name in enumerate(given) if name and name != NOTDEF}


class Type1:
    """A Type 1 program, its glyphs by their names."""

    def __init__(self, data: bytes) -> None:
        at = data.find(b"eexec")
        if at < 0:
            raise ValueError("no eexec")
        self._clear = data[:at]
        secret = data[at + 5 :].lstrip(b" \t\r\n")
        if re.fullmatch(rb"[0-9A-Fa-f\s]{8}", secret[:8]):
            digits = re.sub(rb"[^0-9A-Fa-f]", b"", secret)
            secret = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
        self._widths = dict(_type1_widths(_decrypted(secret, _EEXEC)[4:]))

    def width(self, glyph: str | int) -> float | None:
        """The advance of a glyph; None where it has no such glyph."""
        return self._widths.get(str(glyph))

    def glyphs(self) -> set[str | int]:
        """The names of all glyphs."""
        return set(self._widths)

    def encoding(self) -> dict[int, str]:
        """The names of glyphs by the codes that the font itself gives them."""
        found = re.findall(rb"dup\s+(\d+)\s*/([^\s/]+)\s+put", self._clear)
        return {int(code): name.decode("latin-1") for code, name in found}


def _type1_widths(private: bytes) -> Iterator[tuple[str, float]]:
    skipped = re.search(rb"/lenIV\s+(\d+)", private)
    lead = int(skipped[1]) if skipped else 4
    at = private.find(b"/CharStrings")
    while at >= 0:
        found = _CHARS.search(private, at + 1)
        if found is None:
            return
        start, length = found.end(), int(found[2])
        drawing = _decrypted(private[start : start + length], _CHARSTRING)[lead:]
        yield found[1].decode("latin-1"), _advance(drawing)
        at = start + length


def _advance(drawing: bytes) -> float:
    """The width that a charstring begins with, by hsbw or sbw."""
    stack, at = list[float](), 0
    while at < len(drawing):
        byte = drawing[at]
        at += 1
        if byte == 255:
            stack.append(int.from_bytes(drawing[at : at + 4], "big", signed=True))
            at += 4
        elif byte >= 247:
            high, low = byte, drawing[at] if at < len(drawing) else 0
            value = (high - 247) * 256 + low + 108
            stack.append(value if high < 251 else -(high - 251) * 256 - low - 108)
            at += 1
        elif byte >= 32:
            stack.append(byte - 139)
        elif byte == 12 and drawing[at : at + 1] == b"\x0c" and len(stack) > 1:
            divisor = stack.pop()
            stack[-1] = stack[-1] / divisor if divisor else 0
            at += 1
        else:
            break
    return stack[1] if len(stack) > 1 else 0.0


def _decrypted(data: bytes, key: int) -> bytes:
    made = bytearray()
    for byte in data:
        made.append(byte ^ (key >> 8))
        key = ((byte + key) * 52845 + 22719) & 0xFFFF
    return bytes(made)


def program_of(descriptor: Any) -> Program | None:
    """The program that a font descriptor embeds; None where it embeds none. Raises whatever a
    damaged one makes its reader stumble over."""
    stream = stream_at(descriptor, "/FontFile")
    if stream is not None:
        return Type1(stream.read_bytes())
    stream = stream_at(descriptor, "/FontFile2")
    if stream is not None:
        return TrueType(stream.read_bytes())
    stream = stream_at(descriptor, "/FontFile3")
    return None if stream is None else _program3(stream)


def _program3(stream: pikepdf.Stream) -> Program:
    data = stream.read_bytes()
    if name_of(stream, "/Subtype") != "OpenType":
        return Compact(data)
    whole = TTFont(io.BytesIO(data), lazy=True)
    return Compact(whole.reader["CFF "]) if "CFF " in whole else TrueType(data)
