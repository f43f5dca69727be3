"""Fonts of other PDF files, as far as the place of text depends on them: how codes are split, how
wide each is, how high and deep; whether the font is embedded. Source: ISO 32000-1, 9.5 to 9.8.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from layout.preflight.geometry import Matrix
from layout.preflight.opened.numbers import matrix, name, real, reals, same, table

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_TAGGED = 7
"""Characters of the tag before the name of a font of which only some glyphs are embedded."""

_PLAIN_WIDTH, _CID_WIDTH = 500.0, 1000.0
_HIGHEST, _LOWEST = 0.75, -0.25
_MOST_WIDTHS = 70_000
_MOST_DIFFERENCES = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """A font. `name` is without the tag of a subset, `kind` its Subtype ("Type0" where codes have
    two bytes), `descendant` that of the font below it. Widths are in thousandths of its size, by
    code; ascent and descent parts of its size. `glyphs` are the streams that draw a Type 3 font."""

    name: str
    kind: str
    embedded: bool
    descendant: str = ""
    widths: dict[int, float] = field(default_factory=dict)
    usual: float = _PLAIN_WIDTH
    ascent: float = _HIGHEST
    descent: float = _LOWEST
    bytes_each: int = 1
    upright: bool = True
    matrix: Matrix = field(default_factory=lambda: Matrix(0.001, 0, 0, 0.001, 0, 0))
    glyphs: dict[int, Any] = field(default_factory=dict)
    resources: Any = None

    def codes(self, text: bytes) -> Iterator[int]:
        """The codes of a text."""
        if self.bytes_each == 1:
            yield from text
            return
        for at in range(0, len(text) - 1, 2):
            yield text[at] << 8 | text[at + 1]

    def width(self, code: int) -> float:
        """How far a code moves on, in parts of the size."""
        found = self.widths.get(code, self.usual)
        return found * self.matrix.a if self.kind == "Type3" else found / 1000


UNKNOWN = Font("", "", False)
"""What text is set in where its font is not there."""


class Fonts:
    """The fonts of a file, each read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], Font] = {}

    def of(self, found: Any) -> Font:
        """The font of a resource; `UNKNOWN` where it is none."""
        if not isinstance(found, pikepdf.Dictionary):
            return UNKNOWN
        key = same(found)
        if key is None:
            return _font(found)
        if key not in self._known:
            self._known[key] = _font(found)
        return self._known[key]


def _font(found: Any) -> Font:
    kind = name(found.get("/Subtype"))
    if kind == "Type0":
        return _composite(found)
    if kind == "Type3":
        return _drawn(found)
    descriptor = table(found.get("/FontDescriptor"))
    ascent, descent = _reach(descriptor)
    usual = real(descriptor.get("/MissingWidth"), 0.0) if "/Widths" in found else _PLAIN_WIDTH
    return Font(
        _plain(found.get("/BaseFont")),
        kind,
        _is_embedded(descriptor),
        widths=_widths(found),
        usual=usual,
        ascent=ascent,
        descent=descent,
    )


def _plain(found: Any) -> str:
    word = name(found)
    tagged = len(word) > _TAGGED and word[_TAGGED - 1] == "+" and word[: _TAGGED - 1].isupper()
    return word[_TAGGED:] if tagged else word


def _is_embedded(descriptor: Any) -> bool:
    return any(isinstance(descriptor.get(key), pikepdf.Stream) for key in _FILES)


def _reach(descriptor: Any) -> tuple[float, float]:
    """How far letters reach above and below the line, in parts of the size."""
    ascent = real(descriptor.get("/Ascent")) / 1000
    descent = real(descriptor.get("/Descent")) / 1000
    sound = 0.2 <= ascent <= 3 and -3 <= descent <= 0
    return (ascent, descent) if sound else (_HIGHEST, _LOWEST)


def _widths(found: Any) -> dict[int, float]:
    first = found.get("/FirstChar")
    start = first if isinstance(first, int) and 0 <= first < 256 else 0
    widths = found.get("/Widths")
    given = reals(list(widths)[:256]) if isinstance(widths, pikepdf.Array) else ()
    return {start + at: width for at, width in enumerate(given)}


def _composite(found: Any) -> Font:
    below = found.get("/DescendantFonts")
    held = isinstance(below, pikepdf.Array) and len(below)
    cid = table(below[0]) if held else pikepdf.Dictionary()
    descriptor = table(cid.get("/FontDescriptor"))
    ascent, descent = _reach(descriptor)
    encoding = name(found.get("/Encoding"))
    return Font(
        _plain(cid.get("/BaseFont")) or _plain(found.get("/BaseFont")),
        "Type0",
        _is_embedded(descriptor),
        name(cid.get("/Subtype")),
        cid_widths(cid.get("/W")),
        real(cid.get("/DW"), _CID_WIDTH),
        ascent,
        descent,
        2,
        not encoding.endswith("-V"),
    )


def cid_widths(found: Any) -> dict[int, float]:
    """Widths as CID fonts list them: `c [w1 w2 ...]` or `first last w`."""
    given = list(found) if isinstance(found, pikepdf.Array) else []
    widths: dict[int, float] = {}
    at = 0
    while at + 1 < len(given) and len(widths) < _MOST_WIDTHS:
        first, second = given[at], given[at + 1]
        start = int(real(first))
        if isinstance(second, pikepdf.Array):
            widths |= {start + k: width for k, width in enumerate(reals(second))}
            at += 2
        elif at + 2 < len(given):
            last = min(int(real(second)), start + _MOST_WIDTHS)
            widths |= dict.fromkeys(range(start, last + 1), real(given[at + 2]))
            at += 3
        else:
            break
    return widths


def differences(found: Any) -> dict[int, str]:
    """The names that a font gives its codes in place of those of its base."""
    given = table(found.get("/Encoding")).get("/Differences")
    names, code = {}, 0
    for each in list(given)[:_MOST_DIFFERENCES] if isinstance(given, pikepdf.Array) else []:
        if isinstance(each, pikepdf.Name):
            names[code] = name(each)
            code += 1
        elif isinstance(each, int):
            code = each
    return names


def _drawn(found: Any) -> Font:
    """A font whose glyphs are small pages."""
    procs = table(found.get("/CharProcs"))
    drawn = {code: procs.get(f"/{named}") for code, named in differences(found).items()}
    glyphs = {code: proc for code, proc in drawn.items() if isinstance(proc, pikepdf.Stream)}
    shape = matrix(found.get("/FontMatrix"))
    edges = reals(found.get("/FontBBox"))
    top, foot = (edges[3] * shape.d, edges[1] * shape.d) if len(edges) == 4 else (0.0, 0.0)
    empty = top <= foot
    return Font(
        name(found.get("/Name")),
        "Type3",
        embedded=True,
        widths=_widths(found),
        usual=0.0,
        ascent=_HIGHEST if empty else top,
        descent=_LOWEST if empty else foot,
        matrix=shape,
        glyphs=glyphs,
        resources=found.get("/Resources"),
    )
