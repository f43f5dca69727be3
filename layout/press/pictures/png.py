"""PNG files whose compressed pixels a PDF can hold as they are.

Both pack rows with the same filters and the same deflate, so grey, coloured and palette pictures
that are neither interlaced nor transparent need no decoding; the others go through Pillow. All
checksums are looked at. Sources: PNG specification (third edition), 5 and 11; ISO 32000-1, 7.4.4.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from layout.story.pictures.unreadable import check_size, damaged

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, _RGB, PALETTE, _GREY_ALPHA, _RGB_ALPHA = 0, 2, 3, 4, 6
_DEPTHS = {
    GREY: (1, 2, 4, 8, 16),
    _RGB: (8, 16),
    PALETTE: (1, 2, 4, 8),
    _GREY_ALPHA: (8, 16),
    _RGB_ALPHA: (8, 16),
}
_SAMPLES = {GREY: 1, _RGB: 3, PALETTE: 1, _GREY_ALPHA: 2, _RGB_ALPHA: 4}
_PIECE = 1 << 20
"""Bytes that are unpacked at a time."""


@dataclass(slots=True)
class PngFile:
    """The parts of a PNG file that count for printing; width and height in px."""

    width: int = 0
    height: int = 0
    bits: int = 0
    kind: int = GREY
    interlaced: bool = False
    palette: bytes = b""
    transparent: bool = False
    turned: bytes = b""
    pixels: list[bytes] = field(default_factory=list)

    @property
    def plain(self) -> bool:
        """Whether a PDF can hold the pixels as they are."""
        return not (self.interlaced or self.transparent or self.kind in (_GREY_ALPHA, _RGB_ALPHA))

    def exact(self) -> bool:
        """Whether the pixels unpack to just what the header says, nothing missing and nothing
        over: what a PDF holds as it is, any reader of it unpacks to the end."""
        row = 1 + (self.width * self.bits * _SAMPLES[self.kind] + 7) // 8
        left, unpacker = self.height * row, zlib.decompressobj()
        try:
            for part in self.pixels:
                while part and not unpacker.eof:
                    left -= len(unpacker.decompress(part, _PIECE))
                    part = unpacker.unconsumed_tail
                    if left < 0:
                        return False
        except zlib.error:
            return False
        return not left and unpacker.eof


def png_file(data: bytes) -> PngFile:
    """A PNG file taken apart. Raises Unreadable where it is damaged or cut short."""
    made = PngFile()
    for kind, body in _chunks(data):
        if kind == b"IHDR" and len(body) == 13:
            made.width, made.height = (int.from_bytes(body[at : at + 4], "big") for at in (0, 4))
            made.bits, made.kind, made.interlaced = body[8], body[9], bool(body[12])
        elif kind == b"PLTE":
            made.palette = body
        elif kind == b"tRNS":
            made.transparent = True
        elif kind == b"eXIf":
            made.turned = body
        elif kind == b"IDAT":
            made.pixels.append(body)
    check_size(made.width, made.height)
    if made.bits not in _DEPTHS.get(made.kind, ()) or not made.pixels:
        raise damaged("its header makes no sense")
    if made.kind == PALETTE and not (3 <= len(made.palette) <= 768 and len(made.palette) % 3 == 0):
        raise damaged("it has no palette")
    return made


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while True:
        length = int.from_bytes(data[at : at + 4], "big")
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        checksum = data[at + 8 + length : at + 12 + length]
        if len(checksum) < 4:
            raise damaged("it ends before its picture does")
        if zlib.crc32(body, zlib.crc32(kind)) != int.from_bytes(checksum, "big"):
            raise damaged("a checksum is wrong")
        if kind == b"IEND":
            return
        yield kind, body
        at += 12 + length
