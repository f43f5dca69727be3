"""The proof overlay: grid, areas, boxes and candidates drawn over a page, and why beside it.

    ┌──────── trim ────────┬── margin ──┐     The page keeps its TrimBox; its MediaBox grows to
    │ ┊  ┊  ┊┌─leg 23/25─┐ │ Proof: ... │     the right by a margin for the list of refusals.
    │ ┊  ┊  ┊│           │ │ ■ refused  │
    └──────────────────────┴────────────┘

Lines and letters are large enough to be read on an office printer's copy, at half the size too.
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.page.document import Box, Document, Image, Page, PlacedLine
from layout.page.rect import Rect
from layout.press.ink.glyph_runs import GlyphRuns
from layout.press.ink.pdf_operators import filling, pt, rectangle, stroking
from layout.press.pictures.document_images import Images
from layout.press.proof_marks import Note, Proof, document_notes, page_notes
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Ending, Line
from layout.typeset.words.shaped_word import Word
from layout.typeset.words.style import Cut, TypeStyle
from layout.typeset.words.theme import Colour, Theme

# Lengths in millipoints.
MARGIN = 216_000  # the sheet beside the page, for notes: 3 inches
_INSET = 12_000  # the white around the notes
_SIZE, _LEADING = 9_000, 11_000  # of notes and tags
_SQUARE = 5_000  # the side of the square before a note
_HATCH = 6_000  # between the lines of a hatched band
_COLOURS = {
    name: Colour(name, ink, "#000000")
    for name, ink in {
        "cyan": (100, 0, 0, 0),
        "pale": (40, 0, 0, 0),
        "magenta": (0, 90, 10, 0),
        "blue": (100, 60, 0, 0),
        "green": (85, 10, 100, 0),
        "red": (0, 100, 100, 0),
        "orange": (0, 55, 100, 0),
        "black": (0, 0, 0, 100),
        "white": (0, 0, 0, 0),
    }.items()
}


class ProofPainter:
    """Draws proofs of a document's pages with the glyph runs of its PDF."""

    def __init__(
        self, document: Document, theme: Theme, foundry: Foundry, runs: GlyphRuns, proof: Proof
    ) -> None:
        self.document, self.foundry, self.runs, self.proof = document, foundry, runs, proof
        self.plain = Cut(theme.families["condensed"], 400)
        self.bold = Cut(theme.families["condensed"], 700)
        style = (self.plain, self.plain, self.bold, self.bold)
        self.style = TypeStyle("proof", style, _SIZE, _LEADING)
        self._left = list(document_notes(document))

    def page(self, page: Page, images: Images) -> str:
        """The operators that draw the proof of a page over it, in a graphics state of their own."""
        self.runs.turn_to(page.grid.trim[1])
        parts = ["/Artifact BMC q"]
        parts += self._grid(page)
        parts += self._clearances(page)
        parts += self._areas(page)
        parts += self._ticks(page)
        parts += self._margin(page, images)
        return "\n".join([*parts, "Q EMC"])

    def _grid(self, page: Page) -> Iterator[str]:
        grid, height = page.grid, page.grid.trim[1]
        live = grid.live
        yield f"{stroking(_COLOURS['pale'])} 0.2 w"
        for row in range(grid.rows):
            y = pt(height - grid.baseline(row))
            yield f"{pt(live.x)} {y} m {pt(live.right)} {y} l S"
        yield f"{stroking(_COLOURS['cyan'])} 0.3 w"
        for x, width in grid.columns:
            yield f"{rectangle(Rect(x, live.y, width, live.height), height)} S"
        yield f"0.6 w {rectangle(Rect(0, 0, *grid.trim), height)} S"

    def _areas(self, page: Page) -> Iterator[str]:
        """Outlines with a tag each: fragments' roles, legs' line counts, boxes' names."""
        for fragment in page.fragments:
            if fragment.role != "body":
                yield self._outline(page, fragment.rect, "orange", 0.4)
        for number, leg in enumerate(page.legs, 1):
            above = Rect(leg.rect.x, leg.rect.y - _LEADING, leg.rect.width, _LEADING)
            yield self._outline(page, leg.rect, "magenta", 0.7)
            yield self._tag(page, above, f"{number}: {leg.filled}/{leg.rows}", "magenta")
        things: tuple[Box | Image, ...] = (*page.images, *page.boxes)
        for box in things:
            yield self._outline(page, box.rect, "blue", 1.2)
            yield self._tag(page, box.rect, box.id, "blue")

    def _outline(self, page: Page, rect: Rect, colour: str, weight: float) -> str:
        path = rectangle(rect, page.grid.trim[1])
        return f"{stroking(_COLOURS[colour])} {weight:g} w {path} S"

    def _tag(self, page: Page, rect: Rect, text: str, colour: str) -> str:
        """A text in the upper right corner of an area, on white so that it can be read."""
        words = self._words(text)
        width = self._width(words)
        place = Rect(rect.right - width - 4_000, rect.y, width + 4_000, _LEADING)
        ground = f"{filling(_COLOURS['white'])} {rectangle(place, page.grid.trim[1])} f"
        return f"{ground}\n{self._set(words, place.x + 2_000, place.bottom - 2_500, colour)}"

    def _clearances(self, page: Page) -> Iterator[str]:
        """Bands hatched from lower left to upper right, clipped to themselves."""
        height = page.grid.trim[1]
        for clearance in self.proof.clearances:
            if clearance.page != page.number:
                continue
            rect = clearance.rect
            yield f"q {rectangle(rect, height)} W n {stroking(_COLOURS['orange'])} 0.4 w"
            foot = height - rect.bottom
            for x in range(rect.x - rect.height, rect.right, _HATCH):
                yield f"{pt(x)} {pt(foot)} m {pt(x + rect.height)} {pt(foot + rect.height)} l S"
            yield "Q"

    def _ticks(self, page: Page) -> Iterator[str]:
        height = page.grid.trim[1]
        for tick in self.proof.ticks:
            if tick.page != page.number:
                continue
            colour = "green" if tick.allowed else "red"
            x, y = tick.x, height - tick.y
            path = f"{pt(x - 7_000)} {pt(y)} m {pt(x + 7_000)} {pt(y)} l S"
            yield f"{stroking(_COLOURS[colour])} 1.5 w {path}"
            if tick.note:
                words = self._words(tick.note)
                place = Rect(
                    x + 9_000, tick.y - _LEADING // 2, self._width(words) + 2_000, _LEADING
                )
                yield f"{filling(_COLOURS['white'])} {rectangle(place, height)} f"
                yield self._set(words, place.x + 1_000, place.bottom - 3_000, colour)

    def _margin(self, page: Page, images: Images) -> Iterator[str]:
        """Notes from top to foot; what finds no room goes on beside the next page, and at the last
        page it is noted how many are left."""
        width, height = page.grid.trim
        total = len(self.document.pages)
        waiting = [*page_notes(page, total, self.proof, images), *self._left]
        y, foot = _INSET + _SIZE, height - _INSET - _LEADING
        while waiting:
            lines = self._broken(waiting[0])
            if y + len(lines) * _LEADING > foot:
                break
            yield from self._note(waiting.pop(0), lines, (width + _INSET, y), height)
            y += len(lines) * _LEADING + 3_000
        self._left = waiting
        if waiting and page is self.document.pages[-1]:
            more = f"and {len(waiting)} more: see newsgrid explain"
            yield self._set(self._words(more), width + _INSET, foot + _LEADING, "black")

    def _note(
        self, note: Note, lines: list[tuple[Word, ...]], at: tuple[int, int], height: int
    ) -> Iterator[str]:
        x, y = at
        if note.colour:
            square = Rect(x, y - _SQUARE, _SQUARE, _SQUARE)
            yield f"{filling(_COLOURS[note.colour])} {rectangle(square, height)} f"
        for number, words in enumerate(lines):
            yield self._set(words, x + 2 * _SQUARE, y + number * _LEADING, "black")

    def _broken(self, note: Note) -> list[tuple[Word, ...]]:
        room = MARGIN - 2 * _INSET - 2 * _SQUARE
        lines: list[tuple[Word, ...]] = [()]
        for word in self._words(note.text, note.head):
            if lines[-1] and self._width((*lines[-1], word)) > room:
                lines.append(())
            lines[-1] = (*lines[-1], word)
        return lines

    def _words(self, text: str, bold: bool = False) -> tuple[Word, ...]:
        cut = self.bold if bold else self.plain
        return tuple(
            piece for part in text.split() for piece in self.foundry.pieces(part, cut, self.style)
        )

    def _space(self, words: tuple[Word, ...]) -> int:
        face = words[0].face
        return face.space * _SIZE // face.upem

    def _width(self, words: tuple[Word, ...]) -> int:
        gaps = sum(not word.tight for word in words[:-1])
        return sum(word.width for word in words) + gaps * self._space(words)

    def _set(self, words: tuple[Word, ...], x: int, y: int, colour: str) -> str:
        """A text set from x on the baseline y, from the top of the page."""
        if not words:
            return ""
        width = self._width(words)
        line = Line(words, width, width, self._space(words), ending=Ending.LAST)
        shown = self.runs.line(PlacedLine(x, y, line))
        return f"BT {filling(_COLOURS[colour])} {shown} ET"
