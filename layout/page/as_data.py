"""Pages as plain data that JSON can hold, and back: so a run keeps finished pages for the next.

A word is listed once for all pages, with its glyphs; its face goes by its cut. Grids are left out:
they are those of the edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from layout.page.document import Box, Crop, Fragment, Image, Leg, Page, PlacedLine, Stroke
from layout.page.grid import Grid
from layout.page.rect import Rect
from layout.typeset.words.face import Face
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Ending, Line
from layout.typeset.words.shaped_word import Word
from layout.typeset.words.style import Cut

_Data = dict[str, Any]


def flat(pages: Iterable[Page]) -> _Data:
    """Pages without drop caps as plain data."""
    known = _Known()
    told = [known.page(page) for page in pages]
    return {"pages": told, "words": [known.word(w) for w in known.words], "faces": known.cuts()}


class _Known:
    """The words met so far, and their faces, by their numbers."""

    def __init__(self) -> None:
        self.words: dict[Word, int] = {}
        self._faces: dict[Face, int] = {}

    def cuts(self) -> list[list[Any]]:
        """The cut of each face."""
        cuts = (face.cut for face in self._faces)
        return [[c.family, c.weight, c.italic, c.optical, list(c.features)] for c in cuts]

    def word(self, word: Word) -> list[Any]:
        """A word; characters that have a glyph each are not counted one by one."""
        face = self._faces.setdefault(word.face, len(self._faces))
        single = word.clusters == tuple(range(len(word.glyphs)))
        clusters = None if single else word.clusters
        shaped = [word.width, word.glyphs, word.advances, clusters, word.offsets]
        return [word.text, face, word.size, *shaped, word.tight, word.tracking]

    def page(self, page: Page) -> _Data:
        """A page: all that stands on it."""
        assert not page.drop_caps
        return {
            "number": page.number,
            "section": page.section,
            "fragments": [self._fragment(fragment) for fragment in page.fragments],
            "boxes": [[b.role, b.id, _sides(b.rect), b.html, b.label] for b in page.boxes],
            "strokes": [[s.x1, s.y1, s.x2, s.y2, s.thickness, s.colour] for s in page.strokes],
            "legs": [[leg.story, _sides(leg.rect), leg.rows, leg.filled] for leg in page.legs],
            "images": [_image(image) for image in page.images],
        }

    def _fragment(self, it: Fragment) -> list[Any]:
        lines = [self._line(placed) for placed in it.lines]
        placed = [it.role, it.story, _sides(it.rect), lines]
        return [*placed, it.colour, it.paragraph, it.continues]

    def _line(self, placed: PlacedLine) -> list[Any]:
        line, words = placed.line, self.words
        numbers = [words.setdefault(word, len(words)) for word in line.words]
        spaces = [line.measure, line.width, line.space, line.extra, line.scale, line.indent]
        return [placed.x, placed.baseline, numbers, *spaces, line.ending.value]


def _image(it: Image) -> list[Any]:
    crop = [it.crop.left, it.crop.top, it.crop.right, it.crop.bottom]
    placed = [it.role, it.id, _sides(it.rect), str(it.file), it.alternative, crop]
    return [*placed, it.story, it.border, it.label]


def _sides(rect: Rect) -> list[int]:
    return [rect.x, rect.y, rect.width, rect.height]


def pages_of(data: _Data, grid: Grid, foundry: Foundry) -> tuple[Page, ...]:
    """The pages that `flat` told of."""
    faces = [
        foundry.face(Cut(family, weight, italic, optical, tuple(features)))
        for family, weight, italic, optical, features in data["faces"]
    ]
    words = [_word(told, faces) for told in data["words"]]
    endings = {ending.value: ending for ending in Ending}
    return tuple(_page(told, grid, words, endings) for told in data["pages"])


def _word(told: list[Any], faces: Sequence[Face]) -> Word:
    text, face, size, width, glyphs, advances, clusters, offsets, tight, tracking = told
    return Word(
        text,
        faces[face],
        size,
        width,
        tuple(glyphs),
        tuple(advances),
        tuple(range(len(glyphs)) if clusters is None else clusters),
        None if offsets is None else tuple((dx, dy) for dx, dy in offsets),
        tight,
        tracking,
    )


def _page(told: _Data, grid: Grid, words: Sequence[Word], endings: dict[str, Ending]) -> Page:
    def placed(told: list[Any]) -> PlacedLine:
        x, baseline, numbers, measure, width, space, extra, scale, indent, ending = told
        set_ = tuple([words[number] for number in numbers])
        line = Line(set_, measure, width, space, extra, scale, indent, endings[ending])
        return PlacedLine(x, baseline, line)

    def fragment(told: list[Any]) -> Fragment:
        role, story, sides, lines, *rest = told
        return Fragment(role, story, Rect(*sides), tuple(map(placed, lines)), *rest)

    return Page(
        told["number"],
        grid,
        tuple(fragment(it) for it in told["fragments"]),
        (),
        tuple(Box(role, name, Rect(*sides), *rest) for role, name, sides, *rest in told["boxes"]),
        tuple(Stroke(*it) for it in told["strokes"]),
        tuple(Leg(story, Rect(*sides), *rest) for story, sides, *rest in told["legs"]),
        tuple(_image_of(it) for it in told["images"]),
        told["section"],
    )


def _image_of(told: list[Any]) -> Image:
    role, name, sides, file, alternative, crop, *rest = told
    return Image(role, name, Rect(*sides), Path(file), alternative, Crop(*crop), *rest)
