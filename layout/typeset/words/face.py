"""A face: one cut of a font family, opened for measuring and shaping.

Fonts come from installed `fontpkg-*` packages, never from the system. A variable font is not cut
for shaping: HarfBuzz shapes it at the cut's point in design space, with the advances that a cut
instance has; painters cut and subset it once, when they know which glyphs they need.
"""

from __future__ import annotations

import difflib
import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from layout.typeset.words.style import Cut
from layout.work.memory.typed_bytes import Things
from slots.finding import BadInput, bad_input

_OPTICAL, _WEIGHT = "opsz", "wght"


class Face:
    """An opened cut. Metrics in font units, `upem` units to the em; descent is negative.

    `variations` is the cut's point on the axes that the file has. `space` and `hyphen` are
    advances. Compare by identity: a Foundry opens each cut once. It is no record of data but an
    open font: what is written of it elsewhere is its cut.
    """

    __slots__ = (
        *("cut", "file", "family", "variations", "font"),
        *("upem", "ascent", "descent", "cap_height", "x_height", "space", "hyphen"),
    )

    def __init__(self, cut: Cut, file: Path, family: str) -> None:
        face = hb.Face(hb.Blob.from_file_path(str(file)))
        self.font: Any = hb.Font(face)
        self.cut, self.file, self.family = cut, file, family
        self.variations = _variations(cut, face)
        self.font.set_variations(dict(self.variations))
        extents = self.font.get_font_extents("ltr")
        self.upem: int = face.upem
        self.ascent: int = extents.ascender
        self.descent: int = extents.descender
        self.cap_height = _metric(self.font, hb.OTMetricsTag.CAP_HEIGHT, round(self.upem * 0.7))
        self.x_height = _metric(self.font, hb.OTMetricsTag.X_HEIGHT, round(self.upem * 0.48))
        self.space: int = self.font.get_glyph_h_advance(self.glyph(" "))
        self.hyphen: int = self.font.get_glyph_h_advance(self.glyph("-"))

    def top(self, size: int) -> int:
        """How high the tallest of H and h stand at a size: more than the height of capitals that
        the font names where it has cuts for large sizes."""
        glyphs = (self.glyph(letter) for letter in "Hh")
        found = (self.font.get_glyph_extents(glyph) for glyph in glyphs if glyph)
        tallest = max((each.y_bearing for each in found if each), default=self.cap_height)
        return int(tallest) * size // self.upem

    def glyph(self, character: str) -> int:
        """The nominal glyph id of a character, 0 where the font has none."""
        return int(self.font.get_nominal_glyph(ord(character)) or 0)


def open_face(cut: Cut) -> Face:
    """The face of a cut. Raises BadInput where its family is not installed."""
    return Face(cut, *_font_file(cut))


def facts_of_family(family: str) -> dict[str, Any]:
    """What the package of a family says of it: its name, category and files. Raises BadInput where
    it is not installed."""
    text = (_package_root(family) / "metadata.json").read_text(encoding="utf-8")
    facts: dict[str, Any] = json.loads(text)
    return facts


def by_cut(find: Callable[[Cut], Face]) -> Things:
    """Faces as they are written where something points to them: `find` gives that of a cut."""
    return Things(Face, Cut, lambda face: face.cut, find)


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
    root, meta = _package_root(cut.family), facts_of_family(cut.family)
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
