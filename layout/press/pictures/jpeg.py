"""JPEG files as PDF takes them: their header is read, their data left as they are.

The segments of a file are read up to its scan, and it must have an end-of-image marker after that:
so one that was cut short is found without decoding it. Sources: ITU-T T.81 annex B; Exif 2.32, 4.5;
Adobe technical note 5116 (APP14); ICC.1 annex B.4 (profiles in APP2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from layout.story.pictures.unreadable import Unreadable, check_size, damaged

START, _END = b"\xff\xd8", b"\xff\xd9"
_SCAN = 0xDA
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_PLAIN_FRAMES = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended, progressive: what PDF knows
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_EXIF, _ICC, _ADOBE = b"Exif\0\0", b"ICC_PROFILE\0", b"Adobe"
_ORIENTATION = 0x0112
_COMPONENTS = (1, 3, 4)


@dataclass(frozen=True, slots=True)
class JpegHead:
    """What a JPEG file says of itself. Width and height in px, as stored; `orientation` is EXIF's.

    `plain` says that a PDF can hold it as it is (8 bits, Huffman coded). `adobe` is the colour
    transform of its Adobe segment, None where it has none; `named_rgb` that its components are
    called R, G and B. `profile` is its ICC profile, empty where it has none.
    """

    width: int
    height: int
    components: int
    plain: bool
    orientation: int = 1
    adobe: int | None = None
    named_rgb: bool = False
    profile: bytes = b""


def jpeg_head(data: bytes) -> JpegHead:
    """The header of a JPEG file. Raises Unreadable where it is damaged or cut short."""
    frame: tuple[int, bytes] | None = None
    orientation, adobe, profile, scan = 1, None, [], 0
    for marker, start, end in _segments(data):
        scan, body = end, data[start:end]
        if marker in _FRAMES:
            frame = (marker, body)
        elif marker == 0xE1 and body.startswith(_EXIF):
            orientation = exif_orientation(body[len(_EXIF) :])
        elif marker == 0xE2 and body.startswith(_ICC):
            profile.append(body[len(_ICC) :])
        elif marker == 0xEE and body.startswith(_ADOBE) and len(body) >= 12:
            adobe = body[11]
    if frame is None or len(frame[1]) < 6 + 3 * frame[1][5]:
        raise damaged("it has no frame header")
    if data.rfind(_END, scan) < 0:  # in a scan the marker cannot stand by chance
        raise damaged("it ends before its picture does")
    marker, body = frame
    height, width = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big")
    check_size(width, height)
    components = body[5]
    if components not in _COMPONENTS:
        raise damaged(f"it has {components} colour components")
    return JpegHead(
        width,
        height,
        components,
        marker in _PLAIN_FRAMES and body[0] == 8,
        orientation,
        adobe,
        body[6 : 6 + 3 * components : 3] == b"RGB",
        b"".join(part[2:] for part in sorted(profile, key=lambda part: part[:1])),
    )


def jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height of a JPEG, however damaged it is; nothing where no frame is found."""
    try:
        for marker, start, end in _segments(data):
            if marker in _FRAMES and end - start >= 5:
                down, across = data[start + 1 : start + 3], data[start + 3 : start + 5]
                return int.from_bytes(across, "big"), int.from_bytes(down, "big")
    except Unreadable:
        pass
    return 0, 0


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """The segments before the first scan: marker, and where the content begins and ends."""
    at = len(START)
    while True:
        while data[at : at + 1] == b"\xff" and data[at + 1 : at + 2] == b"\xff":
            at += 1  # fill bytes
        if data[at : at + 1] != b"\xff" or len(data) < at + 4:
            raise damaged("its segments do not follow one another")
        marker = data[at + 1]
        if marker == _SCAN:
            return
        at += 2
        if marker in _ALONE:
            continue
        length = int.from_bytes(data[at : at + 2], "big")
        if length < 2 or at + length > len(data):
            raise damaged("a segment is longer than the file")
        yield marker, at + 2, at + length
        at += length


def exif_orientation(tiff: bytes) -> int:
    """How a picture is to be turned, 1 to 8; 1 where its EXIF does not say or makes no sense.

    >>> exif_orientation(bytes.fromhex("4d4d002a00000008 0001 0112 0003 00000001 0006"))
    6
    """
    order = {b"II": "little", b"MM": "big"}.get(tiff[:2])
    if order not in ("little", "big"):
        return 1

    def read(at: int, length: int) -> int:
        return int.from_bytes(tiff[at : at + length], "little" if order == "little" else "big")

    first = read(4, 4)
    for entry in range(first + 2, first + 2 + 12 * min(read(first, 2), 1000), 12):
        if read(entry, 2) == _ORIENTATION:
            value = read(entry + 8, 2)
            return value if 1 <= value <= 8 else 1
    return 1
