"""The fonts of a page: which file, of all that it loaded, sets a role. A file is taken where it
sets a text of the page exactly as wide as Chromium did, whatever it calls itself; a variable one is
cut at the weight, width and optical size that the role has there.

Roles of system fonts, and of fonts that come in many parts, have the advances of characters
instead, as Chromium has them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import uharfbuzz as hb

from layout.service.foreign.measured_page import Advances, Sample

_NEAR = 0.001
"""By how much, of 1, a text may be wider or narrower than in Chromium."""

_UNKNOWN = 0.01
"""How much, of 1, of a role's text a font may lack."""

_KERNED = 0.1
"""Kerning makes no text narrower by more than this, of 1: else widths are left alone."""

_FIGURES = 4
_WIDEST = 10
"""Em, the most that a character of metrics may be wide."""

_MOST_SIGNS = 60
"""Characters of a group: names in files of metrics have a hundred at most."""

_NAMES = {"family": (16, 1), "licence": (13, 14), "copyright": (0,)}


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font as it is written beside the metrics: its file's name, bytes, and what it says of its
    own rights, "" where it says nothing."""

    name: str
    data: bytes
    licence: str


@dataclass(frozen=True, slots=True)
class _MeanAdvances:
    """The advances of characters in em: groups of characters by the one they share, and the mean
    of a page's text."""

    widths: dict[str, float]
    mean: float


@dataclass(slots=True, eq=False)
class _FontShelf:
    """The fonts that pages loaded, opened once; `made` are the files that were cut of them."""

    opened: list[Any]
    faces: list[Any]
    made: dict[str, FontFile]


def font_shelf(fonts: Sequence[bytes]) -> _FontShelf:
    """Fonts as pages loaded them (WOFF, WOFF2, TTF, OTF); what is none is left out."""
    opened = [font for data in dict.fromkeys(fonts) if (font := _opened(data))]
    return _FontShelf(opened, [hb.Face(_bytes(font)) for font in opened], {})


def font_of(sample: Sample, advances: Advances, shelf: _FontShelf) -> FontFile | None:
    """The file that sets a role; None where none does."""
    text = advances.sample
    if not text or not advances.whole:
        return None
    for index, font in enumerate(shelf.opened):
        known = set(font["cmap"].getBestCmap() or ())
        lacking = sum(ord(sign) not in known for sign in advances.text)
        if not set(map(ord, text)) <= known or lacking > _UNKNOWN * len(advances.text):
            continue
        point = dict(_point(font, sample))
        if abs(_width(shelf.faces[index], text, point) / advances.whole - 1) <= _NEAR:
            key = f"{index} {point}"
            if key not in shelf.made:
                shelf.made[key] = _cut(font, sample, point)
            return shelf.made[key]
    return None


def mean_advances(advances: Advances) -> _MeanAdvances:
    """What stands in for a font: each character's advance, less what kerning takes on the whole."""
    plain = sum(advances.widths.get(sign, 0) for sign in advances.sample)
    kerned = advances.whole / plain if plain else 1
    kerned = kerned if abs(kerned - 1) < _KERNED else 1
    groups: dict[float, str] = {}
    for sign, width in sorted(advances.widths.items()):
        own = round(width * kerned, _FIGURES)
        if own <= _WIDEST and sign.isprintable():
            groups[own] = groups.get(own, "") + sign
    text = advances.text or "".join(advances.widths)
    mean = sum(advances.widths.get(sign, 0) for sign in text) * kerned / len(text)
    widths = {
        signs[first : first + _MOST_SIGNS]: width
        for width, signs in sorted(groups.items())
        for first in range(0, len(signs), _MOST_SIGNS)
    }
    return _MeanAdvances(widths, round(max(mean, 0.01), _FIGURES))


def _opened(data: bytes) -> Any:
    """A font of bytes; None where they are none."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(io.BytesIO(data), recalcTimestamp=False)
        if "cmap" not in font or "hmtx" not in font:
            return None
        font.flavor = None
        return font
    except (TTLibError, AssertionError, OSError, ValueError, KeyError, EOFError):
        return None


def _point(font: Any, sample: Sample) -> Iterator[tuple[str, float]]:
    """Where a role is set on the axes of a variable font; none where it has no axes."""
    wanted = {"wght": sample.weight, "wdth": sample.stretch, "opsz": sample.size}
    for axis in font["fvar"].axes if "fvar" in font else ():
        value = wanted.get(axis.axisTag, axis.defaultValue)
        yield axis.axisTag, min(max(value, axis.minValue), axis.maxValue)


def _bytes(font: Any) -> bytes:
    file = io.BytesIO()
    font.save(file, reorderTables=None)
    return file.getvalue()


def _width(face: Any, text: str, point: dict[str, float]) -> float:
    """The width of a text in em."""
    own = hb.Font(face)
    own.set_variations(point)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(own, buffer)
    return float(sum(each.x_advance for each in buffer.glyph_positions or ()) / face.upem)


def _cut(font: Any, sample: Sample, point: dict[str, float]) -> FontFile:
    """The file of a font at a point on its axes."""
    from fontTools.varLib.instancer import instantiateVariableFont

    whole = font
    if point:
        copied = _opened(_bytes(font))
        whole = instantiateVariableFont(copied, point)
    said = {name: _said(font, ids) for name, ids in _NAMES.items()}
    words = re.sub(r"[^a-z0-9]+", "-", said["family"].lower()).strip("-") or "font"
    slanted = "-italic" if sample.italic else ""
    optical = "".join(f"-{round(value)}" for axis, value in point.items() if axis == "opsz")
    ending = "otf" if whole.sfntVersion == "OTTO" else "ttf"
    name = f"{words}-{round(sample.weight)}{optical}{slanted}.{ending}"
    rights = " ".join(filter(None, (said["copyright"], said["licence"])))
    return FontFile(name, _bytes(whole), re.sub(r"\s+", " ", rights))


def _said(font: Any, ids: tuple[int, ...]) -> str:
    """What the first of these names of a font says; "" where it has none."""
    names = font.get("name")
    found = (names.getDebugName(each) for each in ids) if names else ()
    return next((text.strip() for text in found if text), "")
