"""Names and subsets of the fonts that WeasyPrint embeds, the same bytes on every machine.

By itself WeasyPrint names a font by the system's Pango and subsets it with the system's HarfBuzz,
so that the same page differed between Debian 12 and 13. Here Pango's name is taken without what
newer versions add to it, and the fonts are subset by uharfbuzz, as in
`layout.press.ink.embedded_font`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import uharfbuzz as hb

ADDED = 1 << 8 | 1 << 9
"""PANGO_FONT_MASK_FEATURES and _COLOR: parts of a font's description since Pango 1.56, on which the
font that is embedded does not depend."""

_UNUSED = "BASE DSIG EBDT EBLC EBSC GPOS GSUB JSTF LTSH PCLT SVG".split()
"""Tables that nothing in a PDF reads; those that WeasyPrint leaves out, too."""

FLAGS = hb.SubsetFlags.PASSTHROUGH_UNRECOGNIZED | hb.SubsetFlags.DESUBROUTINIZE


def embed_alike() -> None:
    """Replaces what names and subsets fonts in WeasyPrint, for the rest of the process: frames may
    be rendered in several threads at once, so it is never put back."""
    from weasyprint.pdf import stream

    stream.get_pango_font_key = _key
    stream.Font.subset = _subset


def _key(pango_font: Any) -> tuple[int, Any, float]:
    """WeasyPrint's key, description and size of a font, without what newer Pangos add."""
    from weasyprint.text.ffi import pango
    from weasyprint.text.fonts import get_pango_font_key

    _, description, size = get_pango_font_key(pango_font)
    pango.pango_font_description_unset_fields(description, ADDED)
    return pango.pango_font_description_hash(description), description, size


def _subset(font: Any, to_unicode: Mapping[int, str], hinting: bool) -> None:
    """Subsets a font of WeasyPrint's to the glyphs that are used, which keep their numbers."""
    if not to_unicode:
        return
    face = hb.Face(font.file_content, font.index)
    for glyphs, flags in (
        (to_unicode, FLAGS | hb.SubsetFlags.RETAIN_GIDS),
        (range(max(to_unicode) + 1), FLAGS | _without(hinting)),  # none after the last one used
    ):
        face = cut(face, set(glyphs), flags | _with_box(font))
    font.file_content = bytes(face.blob.data)


def _without(hinting: bool) -> hb.SubsetFlags:
    return hb.SubsetFlags.DEFAULT if hinting else hb.SubsetFlags.NO_HINTING


def _with_box(font: Any) -> hb.SubsetFlags:
    """The box that stands for a missing sign is kept where one is missing."""
    return hb.SubsetFlags.NOTDEF_OUTLINE if font.missing else hb.SubsetFlags.DEFAULT


def cut(face: hb.Face, glyphs: set[int], flags: hb.SubsetFlags) -> hb.Face:
    """A face with some of its glyphs and none of the tables that no PDF needs."""
    order = hb.SubsetInput()
    order.flags = flags
    order.glyph_set.update(glyphs)
    order.drop_table_tag_set.update(int.from_bytes(f"{tag:4}".encode(), "big") for tag in _UNUSED)
    made = order.subset(face)
    assert made is not None, "HarfBuzz could not subset a font of a box"
    return made
