"""What Firefox alone is told, so that its lines break where the engine and Chromium break them.

Firefox rounds the advance of every letter to 1/60 px. By letter that is nothing; but a type size
rounds its frequent letters one way, so that 72 of them in Newsreader at 20 px are 0.2 px narrower
than they should be (give or take 0.04 px), and one line in two hundred takes a word more. Its
measure is therefore as much narrower or wider as TYPICAL is, set in the style. Chromium forgives a
line 1/64 px, which Firefox does not: its measure has that too.
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
"""So many of Firefox's units make one CSS px."""

_FORGIVEN = 0.02
"""What Chromium lets a line exceed its measure by, in px, with room for one to be rounded."""

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
"""What is set in a style, as selectors: where running text has more lines than two."""


def firefox_css(sheet: Sheet, foundry: Foundry) -> str:
    """The rules for Firefox alone: each measure with what rounding makes of its lines."""
    rules = "".join(_rules(sheet, foundry))
    return f"@supports (-moz-appearance:none){{{rules}}}"


def _rules(sheet: Sheet, foundry: Foundry) -> Iterator[str]:
    said: dict[str, float] = {}
    for step in STEPS:
        found = []
        for name, selector in _SET.items():
            style = sheet.style(name, step)
            make = partial(_slip, foundry.face(style.cuts[0]), style.size)
            off = foundry.memo((_slip, style.cuts[0], style.size), make)
            if said.get(name) != off:
                said[name] = off
                found.append(f"{selector}{{margin-right:calc({-off:.4%} - {_FORGIVEN}px)}}")
        if found:
            yield wide("".join(found), step.first)


def _slip(face: Face, size: int) -> float:
    """By what part of its width a line at a size in millipoints is wider in Firefox."""
    buffer = hb.Buffer()
    buffer.add_str(_TYPICAL)
    buffer.guess_segment_properties()
    hb.shape(face.font, buffer)
    units = [each.x_advance * size * _UNIT / face.upem / PX for each in buffer.glyph_positions]
    return float(sum(int(unit + 0.5) for unit in units) / sum(units) - 1)
