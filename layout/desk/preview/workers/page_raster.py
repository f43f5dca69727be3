"""Pages as pictures: pdfium draws the very PDF page, and what it drew is kept for a while.

What is drawn came from elsewhere in part, as artwork of ads: three kilobytes of it can ask for
everything to be drawn a million million times. So it is drawn by a process that does nothing else,
may have so much memory and no more, and can be ended at any time: see `Pictures`.

The PNG of it is packed lightly, on all cores, since it goes to this machine only. Rows go
unfiltered: a page is mostly white, and level 1 packs that faster and smaller than filters that each
row chooses (PNG specification, third edition, 9 and 10).
"""

from __future__ import annotations

import os
import struct
import zlib
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from slots.files.decoding import Undecodable, decoding
from slots.finding import bad_input

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument


LEAST, MOST = 0.1, 6.0
"""Pixels a point: the smallest thumbnail, and 400 % on a screen with small pixels."""

_PIXELS = 40_000_000
"""Pixels of a picture at most: a larger one is drawn coarser."""

_PICTURES = 96_000_000
"""Bytes of pictures that are kept."""

_PAGES, _ROOM_FOR_PAGES = 48, 96_000_000
"""PDFs of single pages that are kept open: how many, and of how many bytes in all."""

ROOM = 1 << 30
"""Bytes of memory that drawing may take, beside what the process has when it begins: a few times
what the largest picture takes."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LEVEL = 1
_HEADER = b"\x78\x01"
"""A zlib stream of the fastest packing (RFC 1950)."""

_NO_FILTER = b"\0"
_COLOURS = {1: 0, 3: 2}
"""PNG's colour types by samples a pixel: grey, and red, green and blue."""

_PIECES = 4
"""Parts of a picture that are packed at the same time, at most."""


class Rasters:
    """Pictures of pages by revision and scale. What was longest of no use is forgotten."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, tuple[PdfDocument, int]] = OrderedDict()
        self._pictures: OrderedDict[tuple[str, float], bytes] = OrderedDict()
        self._bytes = 0

    def picture(self, revision: str, scale: float, pdf: bytes | None = None) -> bytes | None:
        """The page of a revision as a PNG, `scale` pixels a point, drawn from its PDF where it was
        not before; None where that is needed and not given. Raises Undecodable."""
        found = self._pictures.get((revision, scale))
        if found is None:
            page = self._page(revision, pdf)
            if page is None:
                return None
            found = drawn(page, scale)
            self._pictures[revision, scale] = found
            self._bytes += len(found)
            while self._bytes > _PICTURES and len(self._pictures) > 1:
                self._bytes -= len(self._pictures.popitem(last=False)[1])
        self._pictures.move_to_end((revision, scale))
        return found

    @property
    def weight(self) -> tuple[int, int]:
        """How many bytes of pictures, and how many pages, are kept."""
        return self._bytes, len(self._pages)

    def _page(self, revision: str, pdf: bytes | None) -> PdfDocument | None:
        if revision not in self._pages:
            if pdf is None:
                return None
            self._pages[revision] = _opened(pdf), len(pdf)
            while self._crowded:
                self._pages.popitem(last=False)[1][0].close()
        self._pages.move_to_end(revision)
        return self._pages[revision][0]

    @property
    def _crowded(self) -> bool:
        size = sum(size for _, size in self._pages.values())
        return len(self._pages) > _PAGES or (size > _ROOM_FOR_PAGES and len(self._pages) > 1)


class DrawBench:
    """What the worker knows that draws pages: what it drew, and the pages it drew it from."""

    def __init__(self, room: int = ROOM) -> None:
        import pypdfium2  # noqa: F401 (what it takes is no part of what drawing takes)

        _hush()
        _limit_memory(room)
        self._rasters = Rasters()

    def warm(self) -> None:
        """Does nothing: the request alone has started the process."""

    def picture(
        self, number: int, revision: str, scale: float, pdf: bytes | None = None
    ) -> bytes | None:
        """The page of a revision as a PNG; None where its PDF is needed. Raises BadInput where it
        cannot be drawn; where memory runs out the process dies, in whatever library that was."""
        try:
            return self._rasters.picture(revision, scale, pdf)
        except MemoryError:
            os._exit(1)
        except Undecodable as error:
            message = f"page {number} cannot be drawn: {error}"
            hint = "look at the artwork on it, and save that anew"
            raise bad_input("undrawable-page", message, hint=hint) from None


def _opened(pdf: bytes) -> PdfDocument:
    """A PDF, open for drawing. Raises Undecodable."""
    import pypdfium2

    with decoding(MemoryError):
        return pypdfium2.PdfDocument(pdf)


def drawn(document: PdfDocument, scale: float, number: int = 0) -> bytes:
    """A page of a PDF as a PNG, `scale` pixels a point. Raises Undecodable."""
    with decoding(MemoryError):
        page = document[number]
        width, height = page.get_size()
        scale = min(scale, (_PIXELS / (width * height)) ** 0.5)
        bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        pixels = memoryview(bitmap.buffer).cast("B")
        size = bitmap.width, bitmap.height
        return png_of(pixels, size, bitmap.stride, bitmap.n_channels)
    finally:
        bitmap.close()
        page.close()


def _limit_memory(room: int) -> None:
    """Limits this process to `room` bytes of memory more than it has now, where the system reports
    that (Linux). A process that dies of the limit leaves no core file."""
    statm = Path("/proc/self/statm")
    if not statm.is_file():
        return
    import resource

    most = int(statm.read_text().split()[0]) * resource.getpagesize() + room
    for limit, value in ((resource.RLIMIT_AS, most), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(limit)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (value, hard))


def _hush() -> None:
    """Keeps the last messages of a dying library out of the user's terminal."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def png_of(pixels: memoryview, size: tuple[int, int], stride: int, samples: int) -> bytes:
    """A PNG of rows of samples of eight bits, each row `stride` bytes after the last one."""
    width, height = size
    row = width * samples
    pieces = min(_PIECES, os.cpu_count() or 1, height)
    edges = [height * piece // pieces for piece in range(pieces + 1)]
    parts = [
        b"".join(
            part
            for y in range(edges[piece], edges[piece + 1])
            for part in (_NO_FILTER, pixels[y * stride : y * stride + row])
        )
        for piece in range(pieces)
    ]
    with ThreadPoolExecutor(pieces) as threads:
        packed = list(threads.map(_packed, parts, [False] * (pieces - 1) + [True]))
    check = 1
    for part in parts:
        check = zlib.adler32(part, check)
    data = b"".join((_HEADER, *packed, struct.pack(">I", check)))
    head = struct.pack(">IIBBBBB", width, height, 8, _COLOURS[samples], 0, 0, 0)
    return _SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _packed(rows: bytes, last: bool) -> bytes:
    """Rows as a part of a deflate stream (RFC 1951) that can stand between others."""
    packer = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)
    return packer.compress(rows) + packer.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)
