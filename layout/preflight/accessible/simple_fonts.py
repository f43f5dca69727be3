"""Fonts whose codes have one byte: which glyphs their codes show, and what text these stand for.
Source: ISO 32000-1, 9.6 and annex D."""

from __future__ import annotations

from typing import Any

from fontTools import agl
from fontTools.encodings.MacRoman import MacRoman
from fontTools.encodings.StandardEncoding import StandardEncoding

from layout.preflight.accessible.barrier import dictionary_at, name_of
from layout.preflight.accessible.programs import NOTDEF, Compact, Program, TrueType, Type1
from layout.preflight.content.fonts import differences

_SYMBOLIC = 4
_PRIVATE = 0xF000
_WINDOWS, _SYMBOL, _MAC = (3, 1), (3, 0), (1, 0)


def _win_ansi() -> dict[int, str]:
    names = {}
    for code in range(32, 256):
        char = bytes([code]).decode("cp1252", "ignore")
        names[code] = agl.UV2AGL.get(ord(char), NOTDEF) if char else "bullet"
    return names | {0xA0: "space", 0xAD: "hyphen", 0x7F: "bullet"}


_BASES = {
    "WinAnsiEncoding": _win_ansi(),
    "MacRomanEncoding": dict(enumerate(MacRoman)),
    "StandardEncoding": dict(enumerate(StandardEncoding)),
}
KNOWN_BASES = ("WinAnsiEncoding", "MacRomanEncoding")


def is_symbolic(descriptor: Any) -> bool:
    """Whether a font's characters are its own."""
    flags = descriptor.get("/Flags")
    return isinstance(flags, int) and bool(flags & _SYMBOLIC)


def base_of(font: Any) -> str:
    """The name of the encoding that a font builds on; "" where it is its own."""
    return name_of(font, "/Encoding") or name_of(dictionary_at(font, "/Encoding"), "/BaseEncoding")


def glyph_names(font: Any, program: Program | None) -> dict[int, str]:
    """The names of a font's glyphs by their codes."""
    base = _BASES.get(base_of(font))
    if base is None:
        own = program.encoding() if isinstance(program, Compact | Type1) else {}
        base = own or _BASES["StandardEncoding"]
    return base | differences(font)


def true_type_glyph(font: Any, descriptor: Any, program: TrueType, code: int) -> int:
    """The id of the glyph that a TrueType font shows for a code; 0 where it has none."""
    maps = program.maps
    if not is_symbolic(descriptor) and base_of(font) in _BASES:
        found = _by_name(glyph_names(font, program).get(code, NOTDEF), maps)
        if found:
            return found
    symbols = maps.get(_SYMBOL, {})
    for start in (0, _PRIVATE, 0xF100, 0xF200):
        if start + code in symbols:
            return symbols[start + code]
    return maps.get(_MAC, {}).get(code, 0) or maps.get(_WINDOWS, {}).get(code, 0)


def _by_name(name: str, maps: dict[tuple[int, int], dict[int, int]]) -> int:
    text = agl.toUnicode(name)
    found = maps.get(_WINDOWS, {}).get(ord(text), 0) if len(text) == 1 else 0
    if not found and name in MacRoman:
        found = maps.get(_MAC, {}).get(MacRoman.index(name), 0)
    return found


def text_of_name(name: str) -> str:
    """The text that a glyph stands for by its name, as Adobe's glyph list has it; "" without."""
    return str(agl.toUnicode(name)) if name != NOTDEF else ""
