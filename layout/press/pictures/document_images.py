"""The pictures and ads' artwork of a document: read, made ready, embedded once each, and placed.

Steps: look at every file; see how large each is printed; embed it, brought down where it has more
pixels than a press can show; then every page places what it needs. What is wrong with files is said
of all of them together.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextvars import copy_context
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from layout.page.document import Document, Image, Page
from layout.page.format import INCH
from layout.press.ink.pdf_objects import Objects
from layout.press.ink.pdf_operators import pt, rectangle, stroking
from layout.press.pictures.artwork import Artwork, bytes_of, check_sound, decoder, open_artwork
from layout.press.pictures.bitmap import (
    QUALITY,
    Bitmap,
    decoded_bitmap,
    jpeg_bitmap,
    jpeg_of,
    png_bitmap,
    smaller_bitmap,
    write_bitmap,
)
from layout.press.pictures.crop_and_place import Placement, clipping, matrix, place
from layout.press.pictures.jpeg import jpeg_head
from layout.press.pictures.png import png_file
from layout.story.pictures.silence import hushed
from layout.story.pictures.unreadable import Unreadable, complaint
from layout.typeset.words.theme import Colour
from layout.work.memory.remembered import remembered
from slots.finding import BadInput, Finding

if TYPE_CHECKING:
    from layout.press.pictures.hidden_layers import Layers

_DPI = 300
"""Dots an inch of pictures: twice the finest screen ruling of newspapers (150 lines an inch)."""

_LINE_ART = 1200
"""Dots an inch of pictures of one bit, whose edges no raster softens."""

_ENOUGH = 1.5
"""Up to so many times that resolution a picture is left as it is: bringing it down would save
little."""

_BORDER = Colour("border", (0, 0, 0, 100), "#000000")


class Images:
    """The images of one document, each file embedded once, as fine as its largest printing needs.
    Where the document is a part of a `whole`, that is its largest printing there."""

    def __init__(self, document: Document, whole: Document | None = None) -> None:
        self._layers: Layers | None = None
        self._numbers: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._wrong: list[Finding] = []
        self._placed: list[bytes] = []
        self._artworks = dict(self._looked_at(_images_of(document), self._wrong))
        self._shares = self._needed(_images_of(whole or document), whole)

    def _looked_at(
        self, images: Iterable[Image], wrong: list[Finding]
    ) -> Iterator[tuple[Path, Artwork]]:
        for file in dict.fromkeys(image.file for image in images):
            try:
                yield file, open_artwork(file)
            except Unreadable as error:
                wrong.append(complaint(file, error))

    def _needed(self, images: list[Image], whole: Document | None) -> dict[str, float]:
        """By digest, the share of its pixels that a file's largest printing needs, in each
        direction. What is wrong with files of other parts of the whole is reported there."""
        shares: dict[str, float] = {}
        known = self._artworks
        if whole:
            images = _like(images, known)
            known = dict(self._looked_at(images, []))
        for image in images:
            artwork = known.get(image.file)
            if artwork is None or artwork.kind == "PDF":
                continue
            placement = place(image.rect, artwork.proportions, image.crop)
            wanted = placement.width / INCH * (_LINE_ART if artwork.bilevel else _DPI)
            share = wanted / artwork.proportions[0]
            shares[artwork.digest] = max(shares.get(artwork.digest, 0), share)
        return shares

    def write(self, objects: Objects) -> None:
        """Add all files to the objects of a PDF. Raises BadInput with all that are no good."""
        files = {artwork.digest: artwork for artwork in self._artworks.values()}
        bitmaps = [artwork for artwork in files.values() if artwork.kind != "PDF"]
        made = dict(zip(bitmaps, self._all_made(bitmaps), strict=True))
        for artwork in files.values():
            try:
                number = self._write(artwork, made.get(artwork), objects)
            except Unreadable as error:
                self._wrong.append(complaint(artwork.file, error))
                continue
            self._names[artwork.digest] = f"Im{len(self._numbers)}"
            self._numbers[artwork.digest] = number
        if self._wrong:
            raise BadInput(self._wrong)

    def _write(self, artwork: Artwork, made: Bitmap | Unreadable | None, objects: Objects) -> int:
        if made is None:
            from layout.press.pictures.hidden_layers import Layers  # pikepdf
            from layout.press.pictures.pdf_artwork import pdf_form

            if self._layers is None:
                self._layers = Layers()
            self._placed.append(_read(artwork))
            return pdf_form(self._placed[-1], objects, self._layers)
        if isinstance(made, Unreadable):
            raise made
        return write_bitmap(made, objects)

    def _all_made(self, artworks: list[Artwork]) -> list[Bitmap | Unreadable]:
        """The bitmaps of files, on all cores: decoding leaves Python free."""
        if not artworks:
            return []
        from concurrent.futures import ThreadPoolExecutor  # slow to import

        with hushed(), ThreadPoolExecutor(os.cpu_count() or 1) as threads:
            each = [threads.submit(copy_context().run, self._made, one) for one in artworks]
            return [made.result() for made in each]

    def _made(self, artwork: Artwork) -> Bitmap | Unreadable:
        """The bitmap of a file, or what is wrong with it: threads hand it back, and go on."""
        try:
            return self._bitmap(artwork, _read(artwork))
        except Unreadable as error:
            return error

    def _bitmap(self, artwork: Artwork, data: bytes) -> Bitmap:
        if self._share(artwork) < 1:
            return self._smaller(artwork, data)
        if not artwork.as_it_is:
            return decoded_bitmap(data)
        check_sound(artwork, data)
        if artwork.kind == "JPEG":
            return jpeg_bitmap(data, jpeg_head(data))
        png = png_file(data)
        return png_bitmap(png) if png.exact() else decoded_bitmap(data)

    def _share(self, artwork: Artwork) -> float:
        """The share of its pixels that a file is printed with in each direction: 1, or less."""
        share = self._shares[artwork.digest]
        return share if share * _ENOUGH < 1 else 1

    def _smaller(self, artwork: Artwork, data: bytes) -> Bitmap:
        """A picture brought down."""
        share = self._share(artwork)
        width, height = (max(1, ceil(side * share)) for side in artwork.size)
        if artwork.kind != "JPEG":
            return smaller_bitmap(data, (width, height))
        return jpeg_of(_smaller_jpeg(artwork, data, (width, height)))

    def placed_files(self) -> tuple[bytes, ...]:
        """The PDF files that are placed as they are, once they are written."""
        return tuple(self._placed)

    def resources(self, page: Page) -> str:
        """The entries of a page's XObject resources for its images."""
        digests = dict.fromkeys(self._artworks[image.file].digest for image in page.images)
        return "".join(f"/{self._names[it]} {self._numbers[it]} 0 R" for it in digests)

    def catalog(self) -> str:
        """What the catalog must say of the images: which layers of ads are off."""
        return self._layers.entry() if self._layers is not None else ""

    def placement(self, image: Image) -> Placement:
        """Where an image stands on its page."""
        return place(image.rect, self._artworks[image.file].proportions, image.crop)

    def paint(self, image: Image, height: int) -> str:
        """The operators that paint an image on a page `height` millipoints high."""
        artwork, placement = self._artworks[image.file], self.placement(image)
        unit = artwork.size if artwork.kind == "PDF" else (1.0, 1.0)
        placed = matrix(placement, height, artwork.orientation, unit)
        name = self._names[artwork.digest]
        painted = f"q {clipping(placement.clip, height)} {placed} cm /{name} Do Q"
        if not image.border:
            return painted
        half = image.border // 2
        line = rectangle(image.rect.inset(half), height)
        return f"{painted}\nq {stroking(_BORDER)} {pt(image.border)} w {line} S Q"

    def resolution(self, image: Image) -> str:
        """How fine an image is printed, in words: "212 dpi", "600 dpi, printed with 300"."""
        artwork, placement = self._artworks[image.file], self.placement(image)
        if artwork.kind == "PDF":
            return "PDF"
        across, down = artwork.proportions
        dpi = min(across * INCH / placement.width, down * INCH / placement.height)
        share = self._share(artwork)
        return f"{dpi:.0f} dpi" + (f", printed with {dpi * share:.0f}" if share < 1 else "")


@remembered(lambda artwork, _, size: (artwork.digest, size, QUALITY, decoder()), form=bytes)
def _smaller_jpeg(artwork: Artwork, data: bytes, size: tuple[int, int]) -> bytes:
    return smaller_bitmap(data, size).data


def _images_of(document: Document) -> list[Image]:
    return [image for page in document.pages for image in page.images]


def _like(images: list[Image], artworks: Iterable[Path]) -> list[Image]:
    """The images whose files may have the same content as one of these: by their length."""
    lengths = {_length(file) for file in artworks}
    return [image for image in images if _length(image.file) in lengths]


def _length(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return -1


def _read(artwork: Artwork) -> bytes:
    """The bytes of a file that was looked at. Raises Unreadable where they are others now."""
    try:
        data = bytes_of(artwork.file)
    except Unreadable:
        raise Unreadable("cannot be read any more", "see that nothing else moves it") from None
    if hashlib.sha256(data).hexdigest() != artwork.digest:
        raise Unreadable("was changed just now", "print it again")
    return data
