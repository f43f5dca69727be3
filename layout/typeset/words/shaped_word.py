"""A shaped word: the smallest thing that is measured and painted."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from layout.typeset.words.face import Face
from slots.frozen import light_by_identity


@light_by_identity
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


def offsets_in(word: Word) -> dict[int, int]:
    """Width before each character that begins a glyph cluster, in millipoints."""
    scale = word.size / word.face.upem
    tracking = word.tracking * word.size / 1000
    starts = accumulate(word.advances, initial=0)
    offsets: dict[int, int] = {}
    for number, (cluster, units) in enumerate(zip(word.clusters, starts, strict=False)):
        if cluster not in offsets:
            offsets[cluster] = round(units * scale + number * tracking)
    return offsets


def clusters_of(word: Word) -> tuple[Word, ...]:
    """The word cut between all its glyph clusters, as tight words with the same glyphs."""
    starts = [i for i, c in enumerate(word.clusters) if not i or c != word.clusters[i - 1]]
    edges = [*offsets_in(word).values(), word.width]
    pieces = []
    for k, first in enumerate(starts):
        stop = starts[k + 1] if k + 1 < len(starts) else len(word.glyphs)
        begin = word.clusters[first]
        end = word.clusters[stop] if stop < len(word.glyphs) else len(word.text)
        pieces.append(
            replace(
                word,
                text=word.text[begin:end],
                width=edges[k + 1] - edges[k],
                glyphs=word.glyphs[first:stop],
                advances=word.advances[first:stop],
                clusters=tuple([cluster - begin for cluster in word.clusters[first:stop]]),
                offsets=word.offsets[first:stop] if word.offsets else None,
                tight=True if stop < len(word.glyphs) else word.tight,
            )
        )
    return tuple(pieces)
