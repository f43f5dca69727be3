"""A PDF file as a list of numbered objects, a cross-reference table and a trailer.

It has no library below it because it is small, exact (the same objects give the same bytes) and
costs nothing to import. Parts of other PDF files are read with pikepdf, by
`layout.press.pictures.copy_objects`. Source: ISO 32000-1, 7.5.
"""

from __future__ import annotations

import hashlib
import zlib

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_LEVEL = 4  # of zlib: two thirds of the time of 6, a tenth more bytes


class Objects:
    """The objects of a file, numbered from 1 in the order they are asked for."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []
        self._once: dict[bytes, int] = {}

    def reserve(self) -> int:
        """The number of an object whose content is set later."""
        self._bodies.append(b"")
        return len(self._bodies)

    def set(self, number: int, body: str) -> None:
        """Give a reserved object its content."""
        self.set_bytes(number, body.encode("latin-1"))

    def set_bytes(self, number: int, body: bytes) -> None:
        """Give a reserved object its content as it stands in the file."""
        self._bodies[number - 1] = body

    def add(self, body: str) -> int:
        """Add an object; its number."""
        number = self.reserve()
        self.set(number, body)
        return number

    def stream(self, data: bytes, entries: str = "", level: int = _LEVEL) -> int:
        """Add a compressed stream with more dictionary entries; its number."""
        packed = zlib.compress(data, level)
        return self._append(stream_body(packed, f"{entries}/Filter/FlateDecode".encode("latin-1")))

    def plain_stream(self, data: bytes, entries: str = "") -> int:
        """Add a stream that can be read without unpacking (metadata must be); its number."""
        return self._append(stream_body(data, entries.encode("latin-1")))

    def packed_stream(self, data: bytes, entries: str) -> int:
        """Add a stream that is packed already, as its entries say; its number. What was added so
        before has the number it had."""
        return self.once(stream_body(data, entries.encode("latin-1")))

    def once(self, body: bytes) -> int:
        """Add an object, or find the same one added by this before; its number."""
        key = hashlib.sha256(body).digest()
        found = self._once.get(key)
        if found is None:
            found = self._once[key] = self._append(body)
        return found

    def _append(self, body: bytes) -> int:
        self._bodies.append(body)
        return len(self._bodies)

    def file(self, root: int, info: int) -> bytes:
        """The whole file. Its identifier is made from its content, never from the clock."""
        parts, offsets, at = [_HEADER], [], len(_HEADER)
        for number, body in enumerate(self._bodies, 1):
            assert body, f"PDF object {number} was reserved and never set"
            part = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            offsets.append(at)
            parts.append(part)
            at += len(part)
        whole = hashlib.sha256()
        for part in parts:
            whole.update(part)
        digest = whole.hexdigest()[:32]
        table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
        count = len(offsets) + 1
        trailer = f"<</Size {count}/Root {root} 0 R/Info {info} 0 R/ID[<{digest}><{digest}>]>>"
        end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n{trailer}\n"
        parts.append(f"{end}startxref\n{at}\n%%EOF\n".encode("latin-1"))
        return b"".join(parts)


def stream_body(data: bytes, entries: bytes) -> bytes:
    """A stream object as it stands in the file; `entries` are those of its dictionary but the
    length."""
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(data), data)
