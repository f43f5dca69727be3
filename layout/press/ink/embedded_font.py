"""Fonts as PDF embeds them: instances at the face's point in design space, subset to the glyphs
used.

Glyph ids stay as they were shaped (HarfBuzz's subsetter retains them), so content streams can be
written before anyone knows the subset. Where a glyph stands for several
texts, a map says which glyphs the codes above all glyph ids show. Source: ISO 32000-1, 9.7
(composite fonts), 9.7.4.2 (CIDToGIDMap), 9.10.3 (ToUnicode).
"""

from __future__ import annotations

import hashlib
import itertools
import struct
import sys
from array import array
from collections.abc import Mapping

import uharfbuzz as hb

from layout.press.ink.pdf_objects import Objects
from layout.press.ink.pdf_operators import number
from layout.press.ink.sorts import PdfFont
from layout.typeset.words.face import Face

_KEPT = ("glyf", "CFF ", "head", "hhea", "hmtx", "loca", "maxp")
_SYMBOLIC, _ITALIC = 4, 64  # font descriptor flags
_CHUNK = 100  # the most entries a section of a CMap may have, by Adobe's technical note 5014
_CMAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{sections}
endcmap CMapName currentdict /CMap defineresource pop end end
"""


def embed(font: PdfFont, objects: Objects) -> dict[str, int]:
    """Add a font to the objects of a PDF, and those that show its glyphs and say something else;
    the numbers of their Type 0 font dictionaries by their names."""
    subset = _subset(font)
    name = f"{_tag(subset)}+{_postscript_name(font.face)}"
    outlines = "2" if "glyf" in subset.table_tags else "0"
    descriptor = objects.add(_descriptor(font.face, name, subset, objects))
    widths = _width_array(font)
    to_gid = f"/CIDToGIDMap{_glyph_map(font, objects)}" if outlines == "2" else ""
    descendant = objects.add(
        f"<</Type/Font/Subtype/CIDFontType{outlines}/BaseFont/{name}"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor} 0 R/DW 0/W[{widths}]{to_gid}>>"
    )
    texts = {font.name: font.texts}
    texts |= {font.name_again(number): said for number, said in enumerate(font.again)}
    return {key: _type_0(name, descendant, said, objects) for key, said in texts.items()}


def _type_0(name: str, descendant: int, texts: Mapping[int, str], objects: Objects) -> int:
    unicode = objects.stream(to_unicode(texts).encode("ascii"))
    return objects.add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>"
    )


def _subset(font: PdfFont) -> hb.Face:
    """The used glyphs of the face, cut to its point in design space, glyph ids retained."""
    order = hb.SubsetInput()
    order.flags = (
        hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DOWNGRADE_CFF2
    )
    order.glyph_set.update(font.widths)
    face = font.face.font.face
    for axis, value in font.face.variations:
        order.pin_axis_location(face, axis, value)
    for tag in face.table_tags:
        if tag not in _KEPT and tag not in _VARIABLE:
            order.drop_table_tag_set.add(_tag_number(tag))
    cut = order.subset(face)
    assert cut is not None, f"HarfBuzz could not subset {font.face.file}"
    return cut


_VARIABLE = ("fvar", "gvar", "avar", "HVAR", "MVAR", "cvar", "CFF2", "VVAR")  # spent by pinning


def _tag_number(tag: str) -> int:
    return int.from_bytes(tag.encode("ascii"), "big")


def _tag(subset: hb.Face) -> str:
    """Six capitals that name a subset: the same for the same glyphs of the same font."""
    digest = hashlib.sha256(subset.blob.data).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _postscript_name(face: Face) -> str:
    """A font name that PDF may write: family, weight, style and optical size."""
    family = "".join(filter(str.isalnum, face.family.encode("ascii", "ignore").decode()))
    optical = f"-{face.cut.optical}pt" if face.cut.optical else ""
    return f"{family}-{face.cut.weight}{'Italic' if face.cut.italic else ''}{optical}"


def _descriptor(face: Face, name: str, subset: hb.Face, objects: Objects) -> str:
    truetype = "glyf" in subset.table_tags
    data = bytes(subset.blob.data)
    kind = f"/Length1 {len(data)}" if truetype else "/Subtype/OpenType"
    file = objects.stream(data, kind)
    box = " ".join(number(edge * 1000 / face.upem) for edge in _bounding_box(subset))
    em = [number(v * 1000 / face.upem) for v in (face.ascent, face.descent, face.cap_height)]
    angle = _italic_angle(face)
    flags = _SYMBOLIC | (_ITALIC if face.cut.italic else 0)
    return (
        f"<</Type/FontDescriptor/FontName/{name}/Flags {flags}/FontBBox[{box}]"
        f"/ItalicAngle {number(angle)}/Ascent {em[0]}/Descent {em[1]}/CapHeight {em[2]}"
        f"/StemV {face.cut.weight // 5}/{'FontFile2' if truetype else 'FontFile3'} {file} 0 R>>"
    )


def _bounding_box(subset: hb.Face) -> tuple[int, int, int, int]:
    head = subset.reference_table("head").data
    left, foot, right, top = struct.unpack(">4h", head[36:44])
    return left, foot, right, top


def _italic_angle(face: Face) -> float:
    post = face.font.face.reference_table("post").data
    return float(struct.unpack(">i", post[4:8])[0] / 65536) if len(post) >= 8 else 0.0


def _glyph_map(font: PdfFont, objects: Objects) -> str:
    """What says which glyph a code shows: itself, or, where there are others, a list from 0 on."""
    if not font.others:
        return "/Identity"
    glyphs = array("H", bytes(2 * (max(font.others) + 1)))
    for code, glyph in _shown(font).items():
        glyphs[code] = glyph
    if sys.byteorder == "little":
        glyphs.byteswap()
    return f" {objects.stream(glyphs.tobytes())} 0 R"


def _shown(font: PdfFont) -> dict[int, int]:
    """The glyph that each code in use shows."""
    return {glyph: glyph for glyph in font.widths} | font.others


def _width_array(font: PdfFont) -> str:
    """The W array: runs of neighbouring codes, `first [width width ...]`."""
    parts: list[str] = []
    shown = _shown(font)
    for _, run in itertools.groupby(enumerate(sorted(shown)), lambda pair: pair[1] - pair[0]):
        codes = [code for _, code in run]
        widths = (font.thousandths(font.widths[shown[code]]) for code in codes)
        parts.append(f"{codes[0]}[{' '.join(number(width, 4) for width in widths)}]")
    return "".join(parts)


def to_unicode(texts: Mapping[int, str]) -> str:
    """The CMap that turns codes into the text they stand for; a ligature gives several."""
    lines = [
        f"<{code:04X}> <{text.encode('utf-16-be', 'replace').hex().upper()}>"
        for code, text in sorted(texts.items())
    ]
    chunks = [lines[i : i + _CHUNK] for i in range(0, len(lines), _CHUNK)]
    sections = "\n".join(
        "\n".join((f"{len(chunk)} beginbfchar", *chunk, "endbfchar")) for chunk in chunks
    )
    return _CMAP.format(sections=sections)
