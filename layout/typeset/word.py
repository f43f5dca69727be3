"""A shaped word: the smallest thing that is measured and painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.typeset.face import Face


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """Characters without a break between them, shaped in one face at one size.

    `width` is the advance in millipoints, tracking included. `glyphs` are glyph ids of the font,
    `advances` their advances in font units after kerning, `clusters` for each glyph the index of
    the first character of `text` it stands for; `offsets` are (dx, dy) in font units, None where
    all are zero. `tight` says that the next word of the line follows without a space (a change of
    cut inside a word, a break after a dash). A word is shaped once and shared by all lines that
    hold it: compare by identity.
    """

    text: str
    face: Face
    size: int
    width: int
    glyphs: tuple[int, ...]
    advances: tuple[int, ...]
    clusters: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...] | None = None
    tight: bool = False
    tracking: int = 0
