"""A PNG of what pdfium drew: packed lightly, on all cores, since it goes to this machine only.

Rows go unfiltered: a page is mostly white, and level 1 packs that faster and smaller than filters
that each row chooses (PNG specification, third edition, 9 and 10).
"""

from __future__ import annotations

import os
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LEVEL = 1
_HEADER = b"\x78\x01"
"""A zlib stream of the fastest packing (RFC 1950)."""

_NO_FILTER = b"\0"
_COLOURS = {1: 0, 3: 2}
"""PNG's colour types by samples a pixel: grey, and red, green and blue."""

_PIECES = 4
"""Parts of a picture that are packed at the same time, at most."""


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
