"""Streams of other PDF files unpacked, as far as that does no harm.

A few bytes can unpack to gigabytes. What is deflated is unpacked piece by piece to the limit; of
all else the limit follows from how much one byte can come to at most. Source: ISO 32000-1, 7.4.
"""

from __future__ import annotations

import zlib
from typing import Any

import pikepdf

from layout.preflight.opened.numbers import name
from slots.files.decoding import Undecodable, decoding

MOST = 1 << 27
"""Bytes that a stream may come to: 128 MB."""

_EXPANSION = {
    **dict.fromkeys(("FlateDecode", "Fl"), 1032),
    **dict.fromkeys(("LZWDecode", "LZW"), 2731),
    **dict.fromkeys(("RunLengthDecode", "RL"), 64),
    **dict.fromkeys(("ASCII85Decode", "A85"), 4),
    **dict.fromkeys(("ASCIIHexDecode", "AHx"), 1),
}
"""How many bytes one byte can unpack to at most."""


class TooMuch(Exception):
    """What takes more time or memory than looking at a page is worth; its text says what."""


def filters(stream: Any) -> tuple[str, ...]:
    """The names of a stream's filters, in the order in which they unpack it."""
    found = stream.get("/Filter")
    if isinstance(found, pikepdf.Array):
        return tuple(name(each) for each in found)
    return (name(found),) if isinstance(found, pikepdf.Name) else ()


def unpacked(stream: pikepdf.Stream, most: int = MOST) -> bytes:
    """The bytes of a stream. Raises TooMuch where they are too many, and Undecodable where its
    filters cannot be undone, or are those of pictures."""
    with decoding(TooMuch):
        data, names = bytes(stream.read_raw_bytes()), filters(stream)
        if not names:
            if len(data) > most:
                raise _too_much(most)
            return data
        bound = len(data)
        for each in names:
            if each not in _EXPANSION:
                raise Undecodable(f"its filter {each} is not that of text")
            bound *= _EXPANSION[each]
        if bound > most:
            _check_size(data, names, most)
        return bytes(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))


def _check_size(data: bytes, names: tuple[str, ...], most: int) -> None:
    if names not in (("FlateDecode",), ("Fl",)):
        raise TooMuch(f"a part of it is packed by {' and '.join(names)}, and may come to anything")
    unpacker, size = zlib.decompressobj(), 0
    try:
        while data and not unpacker.eof:
            size += len(unpacker.decompress(data, 1 << 16))
            data = unpacker.unconsumed_tail
            if size > most:
                raise _too_much(most)
    except zlib.error:
        return  # what is behind a damage is not unpacked


def _too_much(most: int) -> TooMuch:
    return TooMuch(f"a part of it unpacks to more than {most >> 20} MB")
