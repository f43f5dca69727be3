"""How much ink a page takes where: the sum of its four process inks, in per cent, on a fine grid.

    file ─▶ copy whose colours are inks, twice ─▶ rendered by pdfium ─▶ summed ─▶ means of squares

A square may lie anywhere: the mean of each is taken from sums of all above and left of a point.
Spot colours count by what they are mixed of, RGB by its complement with grey in black: the least
that printing it takes. The bleed does not count.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pikepdf
from numpy.typing import NDArray

from layout.preflight.content.events import Event, Group, Image, Shading
from layout.preflight.content.pages import WalkedPage
from layout.preflight.geometry import MM, Box
from layout.preflight.ink.separated import PLANES, Images, Separation
from layout.preflight.opened.pdf import leaves, opened
from layout.preflight.opened.place import Place, place_of
from layout.preflight.opened.unpacked import TooMuch
from slots.files.decoding import Undecodable, decoding

CELL_MM = 0.375
"""The side of a cell of the grid: a square of 15 mm has 40 of them."""

ROUNDING = 0.8
"""Per cent that a sum may be off: four inks, each rounded to one of 255 steps."""

_MOST_CELLS = 24_000_000
"""Cells of a page: two broadsheet pages side by side have four million."""

_MOST_WORK = 3_000_000_000
"""Pixels that rendering may touch for images, shadings and groups."""

_MOST_PLACES = 5
"""Squares over the limit that are told of a page: the heaviest, then what does not overlap it."""

_MOST_TILES = 200_000
"""Cells of patterns that a page may be filled with."""

_Grid = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Heavy:
    """A square with much ink: its mean in per cent, its place on the page as seen, and its box."""

    percent: float
    place: Place
    box: Box


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """The ink of a page. Where it could not be counted, `why`; else `grid` has the per cent of each
    cell, the top row first, and `plates` the mean per cent of cyan, magenta, yellow and black."""

    page: WalkedPage
    grid: _Grid = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    why: str = ""
    plates: tuple[float, ...] = ()

    @property
    def counted(self) -> bool:
        """Whether its ink is known."""
        return not self.why

    @property
    def any(self) -> bool:
        """Whether there is any ink at all."""
        return bool(self.grid.size) and float(np.max(self.grid)) > ROUNDING

    def heaviest(self, percent: float, square_mm: float) -> Iterator[Heavy]:
        """The squares whose mean is over a limit, the heaviest first, none on another."""
        means, size = self._means(square_mm)
        for _ in range(_MOST_PLACES):
            if not means.size:
                return
            row, column = np.unravel_index(int(np.argmax(means)), means.shape)
            most = float(means[row, column])
            if most <= percent + ROUNDING:
                return
            yield self._heavy(most, int(row), int(column), size)
            tall, wide = size
            means[
                max(0, row - tall + 1) : row + tall, max(0, column - wide + 1) : column + wide
            ] = 0

    def most(self, square_mm: float) -> float:
        """The mean of the heaviest square, in per cent."""
        means, _ = self._means(square_mm)
        return float(np.max(means)) if means.size else 0.0

    def _means(self, square_mm: float) -> tuple[NDArray[np.float64], tuple[int, int]]:
        """The means of all squares by their upper left cells, and how many cells one has."""
        side = max(1, round(square_mm / CELL_MM))
        tall, wide = (min(side, cells) for cells in self.grid.shape)
        if not tall or not wide:
            return np.zeros((0, 0)), (0, 0)
        sums = np.zeros((self.grid.shape[0] + 1, self.grid.shape[1] + 1))
        sums[1:, 1:] = self.grid.cumsum(axis=0, dtype=np.float64).cumsum(axis=1)
        total = (
            sums[tall:, wide:] - sums[:-tall, wide:] - sums[tall:, :-wide] + sums[:-tall, :-wide]
        )
        return total / (tall * wide), (tall, wide)

    def _heavy(self, percent: float, row: int, column: int, size: tuple[int, int]) -> Heavy:
        step, trim = CELL_MM * MM / self.page.leaf.unit, self.page.trim
        left, top = trim.left + column * step, trim.top - row * step
        box = Box(left, top - size[0] * step, left + size[1] * step, top).cut(trim)
        return Heavy(percent, place_of(box, self.page.leaf), box)


def coverage_of(data: bytes, pages: Sequence[WalkedPage]) -> Mapping[int, Coverage]:
    """The ink of each page of a file, by number."""
    found = {page.number: Coverage(page, why=obstacle(page)) for page in pages}
    wanted = [page for page in pages if not found[page.number].why]
    if not wanted:
        return found
    sums: dict[int, _Grid] = {}
    plates: dict[int, tuple[float, ...]] = {}
    images = Images()
    for plane in PLANES:
        numbers = {page.number for page in wanted}
        document, failed = _separated(data, plane, numbers, images)
        for number, why in failed.items():
            found[number] = Coverage(found[number].page, why=why)
        wanted = [page for page in wanted if page.number not in failed]
        for page in wanted:
            shown = _rendered(document, page)
            if isinstance(shown, str):
                found[page.number] = Coverage(page, why=shown)
                continue
            inks = (255 - shown.astype(np.float32)) * np.float32(100 / 255)
            part = inks[:, :, 0] if plane == "black" else inks.sum(axis=2, dtype=np.float32)
            means = inks.mean(axis=(0, 1), dtype=np.float64)[: 1 if plane == "black" else 3]
            plates[page.number] = (*plates.get(page.number, ()), *map(float, means))
            sums[page.number] = sums[page.number] + part if page.number in sums else part
    for page in wanted:
        if found[page.number].counted:
            found[page.number] = Coverage(page, sums[page.number], plates=plates[page.number])
    return found


def obstacle(page: WalkedPage) -> str:
    """Why rendering a page would take too much, "" where it does not."""
    if page.stopped:
        return page.stopped
    scale = page.leaf.unit / (CELL_MM * MM)
    cells = page.trim.width * page.trim.height * scale * scale
    if cells > _MOST_CELLS or min(page.trim.width, page.trim.height) * scale < 1:
        return "the page is larger or smaller than any that is printed"
    work = sum(_pixels(event, scale) for event in page.events)
    if work > _MOST_WORK:
        return "rendering it takes too much work"
    if page.tiles > _MOST_TILES:
        return "it is filled with a pattern of too many cells"
    return ""


def _pixels(event: Event, scale: float) -> float:
    if isinstance(event, Image | Shading | Group) or event.look.fill.pattern:
        return event.box.width * event.box.height * scale * scale
    return 0.0


def _separated(
    data: bytes, plane: str, numbers: set[int], images: Images
) -> tuple[bytes, dict[int, str]]:
    """A copy of a file for a plane, and why pages of it could not be rewritten."""
    failed: dict[int, str] = {}
    with opened(data) as pdf:
        separation = Separation(pdf, plane, images)
        for leaf in leaves(pdf):
            if leaf.number not in numbers:
                continue
            try:
                with decoding(TooMuch):
                    separation.page(leaf)
            except (TooMuch, Undecodable) as error:
                failed[leaf.number] = str(error)
        written = io.BytesIO()
        try:
            with decoding():
                pdf.save(written, encryption=False, compress_streams=False, **_AS_IT_IS)
        except Undecodable as error:
            return b"", dict.fromkeys(numbers, str(error))
    return written.getvalue(), failed


_AS_IT_IS = {
    "stream_decode_level": pikepdf.StreamDecodeLevel.none,
    "fix_metadata_version": False,
}


def _rendered(document: bytes, page: WalkedPage) -> NDArray[np.uint8] | str:
    """A page of a separated file as red, green and blue; or why it is not."""
    import pypdfium2

    scale = page.leaf.unit / (CELL_MM * MM)
    try:
        with decoding():
            file = pypdfium2.PdfDocument(document)
            try:
                bitmap = file[page.number - 1].render(
                    scale=scale, draw_annots=False, may_draw_forms=False, rev_byteorder=True
                )
                return np.array(bitmap.to_numpy()[:, :, :3])
            finally:
                file.close()
    except Undecodable as error:
        return f"it cannot be rendered: {error}"
