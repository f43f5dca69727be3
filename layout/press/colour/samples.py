"""The samples of a picture in a PDF, whatever they are packed in. Source: ISO 32000-1, 7.4 and 8.9.

What the file has is taken out of it first (`taken`), which is quick; unpacking then works on bytes
alone, on any thread.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image

from layout.press.pictures.unpacked_size import MOST_UNPACKED
from layout.press.separation.refused import Unpressable
from layout.story.pictures.unreadable import MOST_PIXELS

Samples = NDArray[np.uint8]
"""Height x width x components; as they are for few bits, the upper eight of sixteen."""

_PACKED_PICTURES = {"/DCTDecode": "jpeg", "/DCT": "jpeg", "/JPXDecode": "jpx"}
_FACSIMILE = ("/CCITTFaxDecode", "/CCF", "/JBIG2Decode")


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture as the file has it: `kind` is "plain" for unpacked samples, "jpeg", "jpx", or "fax"
    for black and white that is packed. `key` is the colour key mask, low and high by component;
    `matte` the colour with which the picture was mixed where its soft mask, `alpha`, lets it be
    seen through."""

    width: int
    height: int
    bits: int
    kind: str
    data: bytes
    decode: tuple[float, ...] | None
    key: tuple[int, ...] | None
    matte: tuple[float, ...] = ()
    alpha: Taken | None = None


def taken(it: Any) -> Taken:
    """A picture of a file. Raises Unpressable where it is none."""
    width, height = int(it.get("/Width", 0)), int(it.get("/Height", 0))
    if width < 1 or height < 1 or width * height > MOST_PIXELS:
        raise Unpressable(f"a picture of {width} × {height} px cannot be printed")
    filters = filters_of(it)
    last = filters[-1] if filters else ""
    kind = "fax" if last in _FACSIMILE else _PACKED_PICTURES.get(last, "plain")
    data = _unpacked(it, filters, kind)
    decode = it.get("/Decode")
    mask = it.get("/Mask")
    bits = int(it.get("/BitsPerComponent", 8))
    soft = it.get("/SMask")
    matte = soft.get("/Matte") if isinstance(soft, pikepdf.Stream) else None
    mixed = isinstance(matte, pikepdf.Array)
    return Taken(
        width,
        height,
        bits,
        kind,
        data,
        tuple(float(one) for one in decode) if isinstance(decode, pikepdf.Array) else None,
        tuple(int(one) for one in mask) if isinstance(mask, pikepdf.Array) else None,
        tuple(float(one) for one in cast(Any, matte)) if mixed else (),
        taken(soft) if mixed else None,
    )


def filters_of(it: Any) -> list[str]:
    """What a stream is packed with, the outermost first."""
    found = it.get("/Filter")
    if found is None:
        return []
    return [str(found)] if isinstance(found, pikepdf.Name) else [str(one) for one in found]


def _unpacked(it: Any, filters: list[str], kind: str) -> bytes:
    """The data of a picture, unpacked as far as they can be before a decoder of pictures."""
    if kind == "plain":
        return bytes(it.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    if len(filters) == 1:
        return bytes(it.read_raw_bytes())
    # What is packed twice: a stream of the outer packings alone gives the inner one.
    with pikepdf.new() as other:
        inner: Any = other.make_stream(bytes(it.read_raw_bytes()))
        inner["/Filter"] = pikepdf.Array([pikepdf.Name(one) for one in filters[:-1]])
        return bytes(inner.read_bytes(pikepdf.StreamDecodeLevel.specialized))


def samples_of(picture: Taken, components: int) -> Samples:
    """The samples of a picture, of which a colour has so many. Raises Unpressable where they cannot
    be unpacked."""
    if picture.kind == "plain":
        return _plain(picture, components)
    image = opened(picture)
    made = np.asarray(image)
    if made.dtype == np.bool_:
        made = made.astype(np.uint8)
    if made.dtype != np.uint8:
        raise Unpressable("a picture has more than 8 bits in a colour, packed in JPEG 2000")
    if picture.kind == "jpeg" and image.mode == "CMYK":
        made = 255 - made  # Pillow takes inks for inverted, as Adobe writes them; /Decode says so
    made = made.reshape(made.shape[0], made.shape[1], -1)
    if made.shape[2] < components:
        raise Unpressable("a picture has fewer colours than its colour space")
    return np.asarray(made[:, :, :components])


def opened(picture: Taken) -> Image.Image:
    """A picture that is packed as JPEG or JPEG 2000, decoded."""
    try:
        image = Image.open(io.BytesIO(picture.data), formats=("JPEG", "JPEG2000"))
        if image.width * image.height > MOST_PIXELS:
            raise Unpressable("a picture is too large")
        image.load()
    except (OSError, ValueError, SyntaxError) as error:
        raise Unpressable("a picture is damaged") from error
    return image


def _plain(picture: Taken, components: int) -> Samples:
    width, height, bits = picture.width, picture.height, picture.bits
    row = -(-width * components * bits // 8)
    if row * height > MOST_UNPACKED:
        raise Unpressable("a picture is too large")
    data = np.frombuffer(picture.data[: row * height].ljust(row * height, b"\0"), np.uint8)
    rows = data.reshape(height, row)
    if bits == 8:
        return rows.reshape(height, width, components)
    if bits == 16:
        return np.asarray(rows.reshape(height, width * components, 2)[:, :, 0]).reshape(
            height, width, components
        )
    if bits not in (1, 2, 4):
        raise Unpressable(f"a picture of {bits} bits is unknown")
    each = np.unpackbits(rows, axis=1).reshape(height, -1, bits)
    weights = (1 << np.arange(bits - 1, -1, -1)).astype(np.uint8)
    values = (each * weights).sum(axis=2, dtype=np.uint8)[:, : width * components]
    return np.asarray(values.reshape(height, width, components))
