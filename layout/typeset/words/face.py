"""A face: one cut of a font family, opened for measuring and shaping.

Fonts come from installed `fontpkg-*` packages, never from the system. A variable font is not cut
for shaping: HarfBuzz shapes it at the cut's point in design space, with the advances that a cut
instance has; painters cut and subset it once, when they know which glyphs they need.
"""

from __future__ import annotations

import difflib
import importlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from layout.typeset.words.style import Cut
from slots.finding import BadInput, bad_input

_OPTICAL, _WEIGHT = "opsz", "wght"


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """An opened cut. Metrics in font units, `upem` units to the em; descent is negative.

    `variations` is the cut's point on the axes that the file has. `space` and `hyphen` are
    advances. Compare by identity: a Foundry opens each cut once.
    """

    cut: Cut
    file: Path
    family: str
    variations: tuple[tuple[str, float], ...]
    upem: int
    ascent: int
    descent: int
    cap_height: int
    x_height: int
    space: int
    hyphen: int
    font: Any

    def glyph(self, character: str) -> int:
        """The nominal glyph id of a character, 0 where the font has none."""
        return int(self.font.get_nominal_glyph(ord(character)) or 0)


def open_face(cut: Cut) -> Face:
    """The face of a cut. Raises BadInput where its family is not installed."""
    file, family = _font_file(cut)
    face = hb.Face(hb.Blob.from_file_path(str(file)))
    font = hb.Font(face)
    variations = _variations(cut, face)
    font.set_variations(dict(variations))
    extents = font.get_font_extents("ltr")
    return Face(
        cut,
        file,
        family,
        variations,
        face.upem,
        extents.ascender,
        extents.descender,
        _metric(font, hb.OTMetricsTag.CAP_HEIGHT, round(face.upem * 0.7)),
        _metric(font, hb.OTMetricsTag.X_HEIGHT, round(face.upem * 0.48)),
        font.get_glyph_h_advance(font.get_nominal_glyph(0x20) or 0),
        font.get_glyph_h_advance(font.get_nominal_glyph(0x2D) or 0),
        font,
    )


def _metric(font: Any, tag: Any, otherwise: int) -> int:
    value = font.get_metric_position(tag)
    return otherwise if value is None else int(value)


def _variations(cut: Cut, face: Any) -> tuple[tuple[str, float], ...]:
    """The cut's point on the axes of the file, each kept within its range."""
    asked = {_WEIGHT: float(cut.weight)}
    if cut.optical is not None:
        asked[_OPTICAL] = float(cut.optical)
    point = []
    for axis in face.axis_infos:
        value = asked.get(axis.tag, axis.default_value)
        point.append((axis.tag, min(max(value, axis.min_value), axis.max_value)))
    return tuple(point)


def _font_file(cut: Cut) -> tuple[Path, str]:
    """The file that holds a cut and the family's name in it."""
    root = _package_root(cut.family)
    meta = json.loads((root / "metadata.json").read_text(encoding="utf-8"))
    style = "italic" if cut.italic else "normal"
    files = [entry for entry in meta["files"] if entry["style"] == style]
    if not files:
        raise bad_input(
            "font-style-missing",
            f'font family "{cut.family}" has no {style} style',
            hint="name another family in the theme",
        )
    exact = [entry for entry in files if entry["variable"] or entry["weight"] == cut.weight]
    return root / (exact or files)[0]["path"], str(meta["family"])


def _package_root(family: str) -> Path:
    try:
        package = importlib.import_module(f"fontpkg_{family}")
    except ModuleNotFoundError:
        raise _unknown_family(family) from None
    return Path(str(package.ROOT))


def _unknown_family(family: str) -> BadInput:
    from importlib.metadata import entry_points  # slow, and needed for this message alone

    names = sorted({entry.name for entry in entry_points(group="fontpkg.family")})
    near = difflib.get_close_matches(family, names, 1)
    hint = f'did you mean "{near[0]}"?' if near else f"installed: {', '.join(names)}"
    package = family.replace("_", "-")
    return bad_input(
        "font-not-installed",
        f'font family "{family}" is not installed',
        hint=f"{hint}; or: pip install fontpkg-{package}",
    )
