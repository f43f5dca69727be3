"""The kerning of a font written anew, by classes, so that it takes less of the file.

A cut of a variable font has its pairs as the source has them: single pairs for this letter and that
accent, then classes. Letters that kern alike before and after all others (`é` as `e`) are one class
here, and all pairs one table, which packs into two thirds of the bytes. No advance changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_PAIRS = 2
"""The type of lookups of pairs in GPOS; an extension says the type of those it leads to."""
_ADVANCE = 4
"""The format of a value that has the first glyph's advance alone."""


def lean_kerning(font: TTFont) -> None:
    """Writes each lookup of pairs in the font's GPOS as one table of classes, where it holds
    nothing but advances of the first glyph; all others stay as they are."""
    if "GPOS" not in font or font["GPOS"].table.LookupList is None:
        return
    order = font.getGlyphOrder()
    for lookup in font["GPOS"].table.LookupList.Lookup:
        tables = _pair_tables(lookup)
        if tables:
            pairs = _pairs(tables, order)
            lookup.LookupType = _PAIRS
            lookup.SubTable = [_classed(pairs, order, font)] if pairs else tables
            lookup.SubTableCount = len(lookup.SubTable)


def _pair_tables(lookup: Any) -> list[Any]:
    """The tables of a lookup of pairs; none where one says more than an advance, or where shapers
    do not agree on what comes after a table of classes (some look on after a pair of the class 0,
    as HarfBuzz does, the standard does not)."""
    tables = [getattr(each, "ExtSubTable", each) for each in lookup.SubTable]
    kinds = {getattr(each, "ExtensionLookupType", lookup.LookupType) for each in lookup.SubTable}
    if kinds != {_PAIRS}:
        return []
    if any(each.ValueFormat1 != _ADVANCE or each.ValueFormat2 for each in tables):
        return []
    return [] if any(each.Format != 1 for each in tables[:-1]) else tables


def _pairs(tables: Iterable[Any], order: list[str]) -> dict[tuple[str, str], int]:
    """What each pair of glyphs is kerned by, in font units: the first table that has it says."""
    pairs: dict[tuple[str, str], int] = {}
    for table in tables:
        if table.Format == 1:
            for first, those in zip(table.Coverage.glyphs, table.PairSet, strict=True):
                for pair in those.PairValueRecord:
                    pairs.setdefault((first, pair.SecondGlyph), _advance(pair.Value1))
            continue
        firsts, seconds = table.ClassDef1.classDefs, table.ClassDef2.classDefs
        for first in table.Coverage.glyphs:
            row = table.Class1Record[firsts.get(first, 0)].Class2Record
            for second in order:
                value = _advance(row[seconds.get(second, 0)].Value1)
                pairs.setdefault((first, second), value)
    return {pair: value for pair, value in pairs.items() if value}


def _advance(value: Any) -> int:
    return int(getattr(value, "XAdvance", 0)) if value else 0


def _classed(pairs: dict[tuple[str, str], int], order: list[str], font: TTFont) -> Any:
    """All pairs as one table, whose classes are the glyphs that kern alike."""
    from fontTools.otlLib.builder import buildPairPosClassesSubtable, buildValue

    firsts = _alike(order, lambda glyph: tuple(pairs.get((glyph, other), 0) for other in order))
    seconds = _alike(order, lambda glyph: tuple(pairs.get((other, glyph), 0) for other in order))
    values = {
        (first, second): (buildValue({"XAdvance": pairs[first[0], second[0]]}), None)
        for first in firsts
        for second in seconds
        if (first[0], second[0]) in pairs
    }
    return buildPairPosClassesSubtable(values, font.getReverseGlyphMap())


def _alike(order: list[str], kerned: Callable[[str], tuple[int, ...]]) -> list[tuple[str, ...]]:
    """The glyphs that are kerned, those that are kerned alike together."""
    classes: dict[tuple[int, ...], list[str]] = {}
    for glyph in order:
        classes.setdefault(kerned(glyph), []).append(glyph)
    return [tuple(glyphs) for values, glyphs in classes.items() if any(values)]
