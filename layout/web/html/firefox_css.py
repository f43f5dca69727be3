"""CSS for Firefox alone, with which its lines break where the engine and Chromium break them.

Firefox rounds the advance of every letter to 1/60 px. For one letter that is nothing; but at one
type size most frequent letters are rounded the same way: 72 letters of Newsreader at 20 px are
0.2 px too narrow (give or take 0.04 px), so that one line in two hundred takes a word more. So in
Firefox each style's measure is changed by as much as a typical text in it comes out wrong. It also
gets the 1/64 px by which Chromium lets a line exceed its measure and Firefox does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType

import uharfbuzz as hb

from layout.typeset.words.face import Face
from layout.typeset.words.foundry import Foundry
from layout.web.html.relative_lengths import wide
from layout.web.measure.column_and_rail_widths import PX, STEPS, Sheet

_UNIT = 60
"""Firefox's units of length in one CSS px."""

_FORGIVEN = 0.02
"""What Firefox's measure gets in px for the 1/64 px (0.016) that Chromium allows: rounded up to its
next units."""

_TYPICAL = (
    "the council agreed on a new rate for the harbour, and said that those who had asked for it "
    "were not in the room when it was put to the vote. los vecinos dijeron que no era la primera "
    "vez, que el puente estaba cerrado desde enero y que nadie les había contestado. le maire a "
    "répondu que les travaux avaient commencé et que la place serait ouverte avant la fin du mois. "
)
"""Text with about the letter frequencies of English, Spanish and French."""

_SET: Mapping[str, str] = MappingProxyType(
    {
        "body": ".paragraph,.listing>li",
        "quote": ".quote>p",
        "pull_quote": ".pull-quote>p",
        "cutline": "figcaption",
        "panel": ".panel>p,.entries>li",
        "deck": ".deck",
    }
)
"""By style the selectors of what is set in it: only styles whose text runs to more than two
lines."""


def firefox_css(sheet: Sheet, foundry: Foundry) -> str:
    """The rules for Firefox alone: each measure with what rounding makes of its lines."""
    rules = "".join(_rules(sheet, foundry))
    return f"@supports (-moz-appearance:none){{{rules}}}"


def _rules(sheet: Sheet, foundry: Foundry) -> Iterator[str]:
    written: dict[str, float] = {}
    for step in STEPS:
        found = []
        for name, selector in _SET.items():
            style = sheet.style(name, step)
            make = partial(_rounding, foundry.face(style.cuts[0]), style.size)
            off = foundry.memo((_rounding, style.cuts[0], style.size), make)
            if written.get(name) != off:
                written[name] = off
                found.append(f"{selector}{{margin-right:calc({-off:.4%} - {_FORGIVEN}px)}}")
        if found:
            yield wide("".join(found), step.first)


def _rounding(face: Face, size: int) -> float:
    """By what share of its width a line at a size in millipoints is wider in Firefox than it should
    be; below 0 where it is narrower."""
    buffer = hb.Buffer()
    buffer.add_str(_TYPICAL)
    buffer.guess_segment_properties()
    hb.shape(face.font, buffer)
    units = [each.x_advance * size * _UNIT / face.upem / PX for each in buffer.glyph_positions]
    return float(sum(int(unit + 0.5) for unit in units) / sum(units) - 1)
