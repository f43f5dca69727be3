"""Pages as pictures: pdfium draws the very PDF page, and what it drew is kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from layout.desk.preview.print.png import png_of

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

LEAST, MOST = 0.1, 6.0
"""Pixels a point: the smallest thumbnail, and 400 % on a screen with small pixels."""

PIXELS = 40_000_000
"""Pixels of a picture at most: a larger one is drawn coarser."""

PICTURES = 96_000_000
"""Bytes of pictures that are kept."""

PAGES = 48
"""PDFs of single pages that are kept open."""


class Rasters:
    """Pictures of pages by revision and scale. What was longest of no use is forgotten."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, PdfDocument] = OrderedDict()
        self._pictures: OrderedDict[tuple[str, float], bytes] = OrderedDict()
        self._bytes = 0

    def picture(self, revision: str, scale: float, pdf: Callable[[], bytes]) -> bytes:
        """The page of a revision as a PNG, `scale` pixels a point; `pdf` paints it where it is not
        there. Raises what that raises."""
        found = self._pictures.get((revision, scale))
        if found is None:
            found = drawn(self._page(revision, pdf), scale)
            self._pictures[revision, scale] = found
            self._bytes += len(found)
            while self._bytes > PICTURES and len(self._pictures) > 1:
                self._bytes -= len(self._pictures.popitem(last=False)[1])
        self._pictures.move_to_end((revision, scale))
        return found

    def kept(self, revision: str, scale: float) -> bytes | None:
        """The picture that was made before, if it is there still."""
        return self._pictures.get((revision, scale))

    @property
    def weight(self) -> tuple[int, int]:
        """How many bytes of pictures, and how many pages, are kept."""
        return self._bytes, len(self._pages)

    def _page(self, revision: str, pdf: Callable[[], bytes]) -> PdfDocument:
        import pypdfium2

        if revision not in self._pages:
            self._pages[revision] = pypdfium2.PdfDocument(pdf())
            while len(self._pages) > PAGES:
                self._pages.popitem(last=False)[1].close()
        self._pages.move_to_end(revision)
        return self._pages[revision]


def drawn(document: PdfDocument, scale: float, number: int = 0) -> bytes:
    """A page of a PDF as a PNG, `scale` pixels a point."""
    page = document[number]
    width, height = page.get_size()
    scale = min(scale, (PIXELS / (width * height)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        pixels = memoryview(bitmap.buffer).cast("B")
        size = bitmap.width, bitmap.height
        return png_of(pixels, size, bitmap.stride, bitmap.n_channels)
    finally:
        bitmap.close()
        page.close()
