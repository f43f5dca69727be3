"""Fonts: embedded, with the widths that they really have, and with a text for every code in use.
Source: ISO 14289-1, 7.21."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from layout.preflight.accessible.barrier import (
    Barrier,
    all_at,
    dictionary_at,
    name_of,
    number_at,
    number_of,
    stream_at,
    text_at,
)
from layout.preflight.accessible.cmaps import IDENTITY, PREDEFINED, CMap, read_cmap, two_bytes
from layout.preflight.accessible.marked import Marked, UsedFont
from layout.preflight.accessible.programs import (
    NOTDEF,
    Compact,
    Program,
    TrueType,
    program_of,
)
from layout.preflight.accessible.simple_fonts import (
    KNOWN_BASES,
    base_of,
    glyph_names,
    is_symbolic,
    text_of_name,
    true_type_glyph,
)
from layout.preflight.content.fonts import cid_widths, differences
from layout.preflight.opened.numbers import table
from slots.files.decoding import Undecodable, decoding

_TOLERANCE = 1.0  # thousandths of an em, by ISO 14289-1, 7.21.5
_NO_TEXT = ("\x00", "\ufeff", "\ufffe")
_SUBSET = re.compile(r"[A-Z]{6}\+")
_CHARACTER_SETS = ("GB1", "CNS1", "Japan1", "Korea1")
_OWN_SYMBOLS = (3, 0)


def font_barriers(marked: Marked) -> Iterator[Barrier]:
    """What is wrong with the fonts of a file."""
    for used in marked.fonts.values():
        if used.seen or used.hidden:
            yield from _Checked(used).barriers()


class _Checked:
    """One font in use, with its parts."""

    def __init__(self, used: UsedFont) -> None:
        self.used, self.font = used, used.font
        self.kind = name_of(self.font, "/Subtype")
        self.composite = self.kind == "Type0"
        descendants = list(all_at(self.font, "/DescendantFonts"))
        self.cid_font: Any = descendants[0] if descendants else pikepdf.Dictionary()
        holder = self.cid_font if self.composite else self.font
        self.descriptor = dictionary_at(holder, "/FontDescriptor")
        self.encoding = stream_at(self.font, "/Encoding")
        self.cmap = read_cmap(self.encoding.read_bytes()) if self.encoding is not None else None
        to_unicode = stream_at(self.font, "/ToUnicode")
        self.texts = read_cmap(to_unicode.read_bytes()).texts if to_unicode is not None else {}
        self.program: Program | None = None

    def barriers(self) -> Iterator[Barrier]:
        """What is wrong with it."""
        if self.composite:
            yield from self._of_characters()
        if self.kind != "Type3":
            yield from self._embedded()
        codes = self._codes()
        try:
            with decoding():
                self.program = program_of(self.descriptor)
                found = [*self._encoded(), *self._of_codes(codes), *self._listed()]
        except Undecodable:
            found = [self._lacks("7.21.4.1", "font-damaged", "is damaged")]
        yield from dict.fromkeys(found)
        yield from self._texts_of(codes)

    def _embedded(self) -> Iterator[Barrier]:
        if self.used.seen and not any(
            f"/FontFile{kind}" in self.descriptor for kind in ("", "2", "3")
        ):
            yield self._lacks("7.21.4.1", "font-not-embedded", "is not embedded")

    # --- codes, and the glyphs that they show -----------------------------------------------------

    def _codes(self) -> list[int]:
        """The codes in use, sorted; none where only a CJK reader could tell them."""
        strings = self.used.seen | self.used.hidden
        if not self.composite:
            return sorted({byte for string in strings for byte in string})
        if self.cmap is not None and not self.cmap.uses:
            return sorted({code for string in strings for code in self.cmap.codes(string)})
        if self.cmap is None and name_of(self.font, "/Encoding") in IDENTITY:
            return sorted({code for string in strings for code in two_bytes(string)})
        return []

    def _of_codes(self, codes: list[int]) -> Iterator[Barrier]:
        if self.program is None:
            return
        for code, glyph, said in self._shown(codes, self.program):
            width = self.program.width(glyph)
            if glyph in (NOTDEF, 0):
                message = f"has no glyph for what it shows with code {code}"
                yield self._lacks("7.21.8", "font-notdef", message)
            elif width is None:
                message = f"lacks the glyph that it shows with code {code}"
                yield self._lacks("7.21.4.1", "font-glyph-missing", message)
            elif said is not None and abs(width - said) > _TOLERANCE:
                message = f"says that code {code} is {said:g} wide, where it is {width:g}"
                yield self._lacks("7.21.5", "font-width", message)

    def _shown(
        self, codes: list[int], program: Program
    ) -> Iterator[tuple[int, str | int, float | None]]:
        """(code, glyph of the program, width that the font says it has) of all codes in use."""
        if self.composite:
            widths = cid_widths(table(self.cid_font).get("/W"))
            default = number_at(self.cid_font, "/DW")
            to_glyph = self._glyph_ids()
            for code in codes:
                cid = self.cmap.cids.get(code, 0) if self.cmap else code
                yield code, to_glyph(cid), widths.get(cid, 1000 if default is None else default)
            return
        first = int(number_at(self.font, "/FirstChar") or 0)
        said = {first + i: number_of(it) for i, it in enumerate(all_at(self.font, "/Widths"))}
        names = glyph_names(self.font, program)
        for code in codes:
            if isinstance(program, TrueType):
                glyph: str | int = true_type_glyph(self.font, self.descriptor, program, code)
            else:
                glyph = names.get(code, NOTDEF)
            yield code, glyph, said.get(code)

    def _glyph_ids(self) -> Any:
        """What gives the glyph of a CID."""
        stream = stream_at(self.cid_font, "/CIDToGIDMap")
        if stream is None:
            return lambda cid: cid
        data = stream.read_bytes()
        return lambda cid: int.from_bytes(data[2 * cid : 2 * cid + 2], "big")

    # --- what the codes stand for -----------------------------------------------------------------

    def _texts_of(self, codes: list[int]) -> Iterator[Barrier]:
        texts = [self.texts.get(code) for code in codes]
        if any(text in _NO_TEXT for text in texts):
            message = "maps a code in use to U+0000, U+FEFF or U+FFFE"
            yield self._lacks("7.21.7", "font-no-character", message)
        silent = [code for code, text in zip(codes, texts, strict=True) if text is None]
        if silent and not self._known_otherwise(silent):
            message = f"does not say what text code {silent[0]} stands for"
            yield self._lacks("7.21.7", "font-without-text", message)

    def _known_otherwise(self, codes: list[int]) -> bool:
        """Whether codes have texts without a ToUnicode map: by their names, or because every reader
        knows the characters."""
        if self.composite:
            ordering = text_at(dictionary_at(self.cid_font, "/CIDSystemInfo"), "/Ordering")
            return ordering in _CHARACTER_SETS
        if self.kind == "TrueType" and is_symbolic(self.descriptor):
            return False
        names = glyph_names(self.font, self.program)
        return all(text_of_name(names.get(code, NOTDEF)) for code in codes)

    # --- how characters are found -----------------------------------------------------------------

    def _of_characters(self) -> Iterator[Barrier]:
        """CMaps and character collections."""
        name = name_of(self.font, "/Encoding")
        if self.encoding is None and name not in PREDEFINED:
            yield self._lacks("7.21.3.3", "font-cmap", f"has an unknown CMap, {name or 'none'}")
        if self.encoding is not None and self.cmap is not None:
            yield from self._own_cmap(self.encoding, self.cmap)
        if name not in IDENTITY and (self.encoding is not None or name in PREDEFINED):
            yield from self._collections(name)
        if name_of(self.cid_font, "/Subtype") == "CIDFontType2" and "/FontFile2" in self.descriptor:
            stream = stream_at(self.cid_font, "/CIDToGIDMap")
            if stream is None and name_of(self.cid_font, "/CIDToGIDMap") != "Identity":
                message = "does not say which glyphs its characters have (CIDToGIDMap)"
                yield self._lacks("7.21.3.2", "font-glyph-map", message)

    def _own_cmap(self, stream: pikepdf.Stream, cmap: CMap) -> Iterator[Barrier]:
        way = int(number_at(stream, "/WMode") or 0)
        if cmap.said.get("WMode", "0") != str(way):
            message = "has a CMap that says two things of the way in which it is written"
            yield self._lacks("7.21.3.3", "font-writing-mode", message)
        for used in {cmap.uses, name_of(stream, "/UseCMap")} - {""}:
            if used not in PREDEFINED and stream_at(stream, "/UseCMap") is None:
                yield self._lacks("7.21.3.3", "font-used-cmap", f"builds on an unknown CMap {used}")

    def _collections(self, name: str) -> Iterator[Barrier]:
        """The characters of the CMap are those of the font."""
        own = dictionary_at(self.cid_font, "/CIDSystemInfo")
        given = (text_at(own, "/Registry"), text_at(own, "/Ordering"))
        asked: tuple[str | None, str | None] = ("Adobe", PREDEFINED.get(name))
        most = None
        if self.encoding is not None:
            other = dictionary_at(self.encoding, "/CIDSystemInfo")
            asked = (text_at(other, "/Registry"), text_at(other, "/Ordering"))
            most = number_at(other, "/Supplement")
        if given != asked or (most is not None and (number_at(own, "/Supplement") or 0) > most):
            message = "has other characters (CIDSystemInfo) than its CMap"
            yield self._lacks("7.21.3.1", "font-characters", message)

    def _encoded(self) -> Iterator[Barrier]:
        """The encoding of TrueType fonts."""
        if self.kind != "TrueType":
            return
        maps = self.program.maps if isinstance(self.program, TrueType) else None
        if is_symbolic(self.descriptor):
            if "/Encoding" in self.font:
                message = "is symbolic and has an encoding besides"
                yield self._lacks("7.21.6", "font-symbolic-encoding", message)
            if maps is not None and len(maps) != 1 and _OWN_SYMBOLS not in maps:
                yield self._lacks("7.21.6", "font-symbolic-map", "is symbolic without such a map")
            return
        if base_of(self.font) not in KNOWN_BASES:
            message = "is encoded neither as WinAnsi nor as MacRoman"
            yield self._lacks("7.21.6", "font-encoding", message)
        if not all(
            text_of_name(name) or name == NOTDEF for name in differences(self.font).values()
        ):
            message = "gives glyphs names that are not in Adobe's list"
            yield self._lacks("7.21.6", "font-names", message)
        if maps is not None and not set(maps) - {_OWN_SYMBOLS}:
            yield self._lacks("7.21.6", "font-map", "has no map of characters to glyphs")

    def _listed(self) -> Iterator[Barrier]:
        """Lists of what a subset has, where it has such lists."""
        if self.program is None or not _SUBSET.match(name_of(self.descriptor, "/FontName")):
            return
        listed = text_at(self.descriptor, "/CharSet")
        if listed is not None:
            names = {str(it) for it in self.program.glyphs()} - {NOTDEF}
            if names != set(listed.split("/")) - {"", NOTDEF}:
                message = "lists other glyphs than it has (CharSet)"
                yield self._lacks("7.21.4.2", "font-char-set", message)
        bits = stream_at(self.descriptor, "/CIDSet")
        if bits is not None and self.composite:
            data = bits.read_bytes()
            cids = self._cids(self.program.glyphs(), self.program)
            if any(
                cid // 8 >= len(data) or not data[cid // 8] >> (7 - cid % 8) & 1 for cid in cids
            ):
                message = "does not list all characters that it has (CIDSet)"
                yield self._lacks("7.21.4.2", "font-cid-set", message)

    def _cids(self, glyphs: set[str | int], program: Program) -> set[int]:
        """The CIDs of the glyphs of a program."""
        if isinstance(program, Compact) and not program.has_cids:
            return set(range(len(glyphs)))
        numbers = {it for it in glyphs if isinstance(it, int)}
        stream = stream_at(self.cid_font, "/CIDToGIDMap")
        if stream is None:
            return numbers
        data = stream.read_bytes()
        shown = {at // 2: int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)}
        return {cid for cid, glyph in shown.items() if glyph in numbers and (glyph or not cid)}

    def _lacks(self, clause: str, rule: str, message: str) -> Barrier:
        name = name_of(self.font, "/BaseFont") or name_of(self.font, "/Name") or "without a name"
        return Barrier(clause, rule, f"the font {name} {message}", self.used.page)
