"""How many bytes a stream of another PDF file unpacks to, found out before anything unpacks it.

A few bytes can unpack to gigabytes (a decompression bomb): a thousandfold by Flate, three
thousandfold by LZW, and filters can be stacked. So the bytes of a stream that could be large are
counted piece by piece, without keeping them; those of an image are computed from the size it says
it has. Source: ISO 32000-1, 7.4 and 8.9.5.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

import pikepdf

from layout.press.pictures.jpeg import jpeg_size
from layout.story.pictures.unreadable import Unreadable, damaged

MOST_UNPACKED = 1 << 28
"""Bytes that a stream may unpack to: far more than any ad needs, far less than would do harm."""

_MOST_IN_ALL = 1 << 30
"""Bytes that all streams of an ad may unpack to, each once."""

_MOST_OF_IMAGE = 1 << 29
"""Bytes of an image's pixels: line art of a whole page at 2400 dpi has some 280 million."""

_HARMLESS = 1 << 20
"""Bytes: a stream that cannot unpack to more is not counted."""

_EXPANSION = {
    "/FlateDecode": 1032,
    "/Fl": 1032,
    "/LZWDecode": 2731,
    "/LZW": 2731,
    "/RunLengthDecode": 64,
    "/RL": 64,
    "/ASCII85Decode": 4,
    "/A85": 4,
}
"""How many bytes one byte can unpack to at most: deflate has 258 bytes by two bits, LZW 4,096 by a
code of 12 bits, run lengths 128 by two bytes, ASCII85 4 by "z"."""

_FLATE, _LZW = ("/FlateDecode", "/Fl"), ("/LZWDecode", "/LZW")
_JPEG, _JPEG_2000 = ("/DCTDecode", "/DCT"), ("/JPXDecode",)
_SIZES = b"\xff\x4f\xff\x51"  # the first two markers of JPEG 2000, after which its sizes stand
_PIECE = 1 << 16
"""Bytes that are unpacked at a time."""


class Unpacking:
    """Adds up the bytes that the streams of one file unpack to."""

    def __init__(self) -> None:
        self._bytes = 0

    def add(self, stream: pikepdf.Stream) -> None:
        """Counts a stream. Raises Unreadable where it, or all together, unpack to too much."""
        if str(stream.get("/Subtype")) == "/Image":
            _check_image(stream)
        self._bytes += unpacked_size(stream)
        if self._bytes > _MOST_IN_ALL:
            raise too_large("comes", self._bytes)


def unpacked_size(stream: pikepdf.Stream) -> int:
    """The bytes that a stream unpacks to, or an upper bound where that is harmless.

    Raises Unreadable where they are too many.
    """
    data = bytes(stream.read_raw_bytes())
    filters = _filters_of(stream)
    most = len(data)
    for name in filters:
        most *= _EXPANSION.get(name, 1)
    if most <= _HARMLESS:
        return most
    size = _counted(stream, data, filters)
    if size > MOST_UNPACKED:
        raise too_large("has a part that comes", size)
    return size


def _counted(stream: pikepdf.Stream, data: bytes, filters: tuple[str, ...]) -> int:
    """The bytes that data unpack to; where more than are allowed, a lower bound."""
    packed = tuple(name for name in filters if name in _EXPANSION)
    if packed == filters[:1] and packed[0] in _FLATE:
        return flate_size(data)
    if packed == filters[:1] and packed[0] in _LZW:
        parms = stream.get("/DecodeParms")
        late = isinstance(parms, pikepdf.Dictionary) and parms.get("/EarlyChange") == 0
        return lzw_size(data, 0 if late else 1)
    if any(name in _LZW for name in packed):
        raise Unreadable("is packed twice over, by LZW", "save it again as PDF 1.4 or later")
    if packed != filters:  # its last filter is that of a picture, whose size is known
        return len(data)
    return len(stream.read_bytes())  # qpdf keeps to limits of its own


def _filters_of(stream: pikepdf.Stream) -> tuple[str, ...]:
    """The names of a stream's filters, in the order in which they unpack it."""
    found = stream.get("/Filter")
    if isinstance(found, pikepdf.Array):
        return tuple(str(name) for name in found)
    return () if found is None else (str(found),)


def flate_size(data: bytes) -> int:
    """How many bytes deflated data unpack to; where more than are allowed, a lower bound. What is
    behind a damage does not count, for it is not shown.

    >>> flate_size(zlib.compress(bytes(5000)))
    5000
    """
    return _inflated(data).size


def sound_data(stream: pikepdf.Stream) -> bytes:
    """The data of a stream as they are packed, to be copied. Deflated data whose end is missing are
    packed anew, since readers complain of them.

    Raises Unreadable where they cannot be unpacked: a press would show a part, or nothing.
    """
    data, filters = bytes(stream.read_raw_bytes()), _filters_of(stream)
    if len(filters) == 1 and filters[0] in _FLATE:
        return _sound_flate(data)
    if filters and all(name in _EXPANSION for name in filters):
        stream.read_bytes()  # raises, and is reported as damage
    return data


@dataclass(frozen=True, slots=True)
class _Inflated:
    """Deflated data as far as they were unpacked: how many bytes, whether their own end was
    reached, and whether something before it cannot be unpacked."""

    size: int
    ended: bool = False
    damaged: bool = False


def _inflated(data: bytes) -> _Inflated:
    """Unpacks deflated data piece by piece, without keeping them, to no more than is allowed."""
    unpacker, size = zlib.decompressobj(), 0
    try:
        while data and size <= MOST_UNPACKED and not unpacker.eof:
            size += len(unpacker.decompress(data, _PIECE))
            data = unpacker.unconsumed_tail
    except zlib.error:
        return _Inflated(size, damaged=True)
    return _Inflated(size, unpacker.eof)


def _sound_flate(data: bytes) -> bytes:
    found = _inflated(data)
    if found.damaged:
        raise damaged("a part of it cannot be unpacked")
    if found.ended or found.size > MOST_UNPACKED:
        return data
    return zlib.compress(zlib.decompressobj().decompress(data))


def lzw_size(data: bytes, early: int = 1) -> int:
    """How many bytes LZW data unpack to; where more than are allowed, a lower bound.

    A code stands for what an earlier one does and one byte more, so that its length is all that
    must be known. Source: ISO 32000-1, 7.4.4.

    >>> lzw_size(bytes.fromhex("800b6050220c0c8501"))
    10
    """
    lengths, size, bits, held, width, last = [1] * 258, 0, 0, 0, 9, 0
    for byte in data:
        held, bits = (held << 8 | byte) & 0xFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits & (1 << width) - 1
        if code == 256:
            lengths, width, last = [1] * 258, 9, 0
        elif code == 257 or size > MOST_UNPACKED:
            break
        else:
            now = lengths[code] if code < len(lengths) else last + 1
            size += now
            if last and len(lengths) < 4096:
                lengths.append(last + 1)
            last = now
            width = min(12, max(9, (len(lengths) + early).bit_length()))
    return size


def _check_image(image: pikepdf.Stream) -> None:
    """Raises Unreadable where an image has more pixels than any ad needs."""
    width, height = (_whole(image.get(name)) for name in ("/Width", "/Height"))
    deep = 4 * (_whole(image.get("/BitsPerComponent")) or 8)
    bits = 1 if bool(image.get("/ImageMask", False)) else deep
    sizes = [(width, height, bits)]
    filters = _filters_of(image)
    if filters[-1:] and filters[-1] in (*_JPEG, *_JPEG_2000):
        sizes.append((*_coded_size(bytes(image.read_raw_bytes()), filters[-1]), 32))
    parms = image.get("/DecodeParms")
    if isinstance(parms, pikepdf.Dictionary) and "/Columns" in parms:
        sizes.append((_whole(parms.get("/Columns")), max(height, _whole(parms.get("/Rows"))), 1))
    for across, down, deep in sizes:
        if across * down * deep > 8 * _MOST_OF_IMAGE:
            why = f"has an image of {across} × {down} px"
            raise Unreadable(why, "scale it down to the size it is printed at, at 300 dpi")


def _coded_size(data: bytes, kind: str) -> tuple[int, int]:
    """Width and height as a JPEG or JPEG 2000 itself says; nothing where neither can be read."""
    if kind in _JPEG:
        return jpeg_size(data)
    at = data.find(_SIZES)
    if at < 0:
        return 0, 0
    right, foot, left, top = (
        int.from_bytes(data[at + k : at + k + 4], "big") for k in (8, 12, 16, 20)
    )
    return max(0, right - left), max(0, foot - top)


def _whole(value: Any) -> int:
    return int(value) if isinstance(value, int) and value > 0 else 0


def too_large(comes: str, size: int) -> Unreadable:
    """The error for what unpacks to too many bytes."""
    why = f"{comes} to {size / 1e6:,.0f} MB and more when it is unpacked"
    return Unreadable(why, "flatten it, and scale its images down to the size they are printed at")
