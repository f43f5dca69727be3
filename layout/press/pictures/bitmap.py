"""Pictures as PDF image XObjects.

| file | becomes |
|---|---|
| JPEG up to 450 dpi at its printed size | itself, byte for byte (CMYK ones inverted by /Decode where Adobe's segment says so) |
| any other up to 450 dpi | the same pixels, deflated; PNG without alpha or interlacing as it is |
| above 450 dpi | 300 dpi, JPEG of quality 85; line art of one bit 1200 dpi, deflated |

What is transparent becomes a soft mask, so the paper shows. Profiles of RGB pictures are kept; grey
and CMYK are printed by their numbers. Source: ISO 32000-1, 8.9.5 and 11.6.5.3.
"""  # noqa: E501

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layout.press.ink.pdf_objects import Objects
from layout.press.pictures.jpeg import JpegHead, jpeg_head
from layout.press.pictures.png import GREY, PALETTE, PngFile
from layout.story.pictures.pixels import SMALLEST, converting, decoded
from layout.story.pictures.unreadable import Unreadable

if TYPE_CHECKING:
    from PIL import Image

_SPACES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
_COMPONENTS = {"L": 1, "RGB": 3, "CMYK": 4}
_COLOURS = {"LA": "L", "RGBA": "RGB"}
"""The modes with alpha, and what they are without."""

_STRIP = 256
"""Rows of a picture that are packed at a time."""

QUALITY = 85
"""Of JPEGs that are brought down, which are printed in a raster: no difference shows."""

_LEVEL = 4
"""Of zlib, as in `pdf_objects`: two thirds of the time of 6, a tenth more bytes."""

_MOST_PROFILE = 4_000_000
"""Bytes of a colour profile, at most: usual ones have far fewer."""

_INVERTED = "/Decode[1 0 1 0 1 0 1 0]"
_PREDICTED = (
    "/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors {colours}/BitsPerComponent {bits}"
    "/Columns {width}>>"
)


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A picture as its XObject has it: size in px as stored, colour space, the packed pixels, and
    the dictionary entries that say how they are packed. `profile` is an ICC profile or empty."""

    width: int
    height: int
    space: str
    bits: int
    data: bytes
    packing: str
    profile: bytes = b""
    mask: Bitmap | None = None


def jpeg_bitmap(data: bytes, head: JpegHead) -> Bitmap:
    """A JPEG file as it is. `head.plain` must be true."""
    packing = "/Filter/DCTDecode"
    if head.components == 4 and head.adobe is not None:
        packing += _INVERTED
    if head.components == 3 and head.adobe is None and head.named_rgb:
        packing += "/DecodeParms<</ColorTransform 0>>"
    profile = _rgb_profile(head.profile) if head.components == 3 else b""
    return Bitmap(head.width, head.height, _SPACES[head.components], 8, data, packing, profile)


def png_bitmap(png: PngFile) -> Bitmap:
    """A PNG file whose pixels are left packed. `png.plain` must be true."""
    colours = 1 if png.kind in (GREY, PALETTE) else 3
    space = _SPACES[colours]
    if png.kind == PALETTE:
        last = min(len(png.palette) // 3, 1 << png.bits) - 1
        space = f"[/Indexed/DeviceRGB {last}<{png.palette[: 3 * last + 3].hex()}>]"
    packing = _PREDICTED.format(colours=colours, bits=png.bits, width=png.width)
    return Bitmap(png.width, png.height, space, png.bits, b"".join(png.pixels), packing)


def decoded_bitmap(data: bytes) -> Bitmap:
    """Any picture with all its pixels, decoded and deflated. Raises Unreadable."""
    image = decoded(data)
    with converting():
        return _deflated(_printable(image), _profile(image))


def smaller_bitmap(data: bytes, size: tuple[int, int]) -> Bitmap:
    """A picture brought down to a size in px as stored: JPEG, with a soft mask where it has alpha;
    line art stays line art. Raises Unreadable."""
    image = decoded(data, size)
    with converting():
        return _smaller(image, size)


def check_printable(data: bytes) -> None:
    """Raises Unreadable where a picture cannot be decoded, or has pixels that no press knows."""
    image = decoded(data, SMALLEST)
    with converting():
        _check_mode(image)


def _profile(image: Image.Image) -> bytes:
    """The profile of a picture; none where it is so large that a JPEG could not hold it."""
    found = image.info.get("icc_profile")
    return found if isinstance(found, bytes) and len(found) <= _MOST_PROFILE else b""


def _smaller(image: Image.Image, size: tuple[int, int]) -> Bitmap:
    from PIL import Image

    profile = _profile(image)
    if image.mode == "1":
        grey = image.convert("L").resize(size, Image.Resampling.BOX)
        return _deflated(grey.point(lambda value: 255 * (value > 127)).convert("1"), b"")
    image = _printable(image).resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    alpha = _alpha(image)
    image = image.convert(_COLOURS.get(image.mode, image.mode))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, icc_profile=profile or None)
    made = jpeg_of(out.getvalue())
    return made if alpha is None else _masked(made, alpha)


def jpeg_of(data: bytes) -> Bitmap:
    """The bitmap of a JPEG that we wrote ourselves."""
    return jpeg_bitmap(data, jpeg_head(data))


def _printable(image: Image.Image) -> Image.Image:
    """A picture in one of the modes that PDF has: 1, L, RGB, CMYK, and the first two with alpha."""
    if image.mode.startswith("I;16"):
        from PIL import Image as Images

        high = 0 if image.mode.endswith("B") else 1
        return Images.frombytes("L", image.size, image.tobytes()[high::2])
    _check_mode(image)
    if image.mode in ("1", "L", "LA", "RGB", "RGBA", "CMYK") and "transparency" not in image.info:
        return image
    alpha = "transparency" in image.info or image.mode in ("La", "PA", "RGBa", "LA", "RGBA")
    return image.convert("RGBA" if alpha else "RGB")


def _check_mode(image: Image.Image) -> None:
    """Raises Unreadable where a picture has pixels that no press knows."""
    if image.mode in ("LAB", "HSV", "I", "F"):
        raise Unreadable(f"has pixels that no press knows ({image.mode})", "save it as RGB or CMYK")


def _alpha(image: Image.Image) -> Image.Image | None:
    """A picture's alpha where it has any that shows."""
    if image.mode not in _COLOURS:
        return None
    alpha = image.getchannel("A")
    return None if alpha.getextrema() == (255, 255) else alpha


def _deflated(image: Image.Image, profile: bytes) -> Bitmap:
    alpha, mode = _alpha(image), _COLOURS.get(image.mode, image.mode)
    bits = 1 if mode == "1" else 8
    space = _SPACES[_COMPONENTS.get(mode, 1)]
    kept = _rgb_profile(profile) if mode == "RGB" else b""
    packed = _packed(image, mode)
    made = Bitmap(image.width, image.height, space, bits, packed, "/Filter/FlateDecode", kept)
    return made if alpha is None else _masked(made, alpha)


def _packed(image: Image.Image, mode: str) -> bytes:
    """The pixels of a picture in a mode, packed strip by strip: no second copy of them all."""
    packer = zlib.compressobj(_LEVEL)
    parts = []
    for top in range(0, image.height, _STRIP):
        strip = image.crop((0, top, image.width, min(top + _STRIP, image.height)))
        parts.append(packer.compress(strip.convert(mode).tobytes()))
    return b"".join([*parts, packer.flush()])


def _masked(bitmap: Bitmap, alpha: Image.Image) -> Bitmap:
    return Bitmap(
        bitmap.width,
        bitmap.height,
        bitmap.space,
        bitmap.bits,
        bitmap.data,
        bitmap.packing,
        bitmap.profile,
        _deflated(alpha, b""),
    )


def _rgb_profile(profile: bytes) -> bytes:
    """An ICC profile if it is one of RGB and as long as it says; else nothing: viewers stumble over
    broken ones."""
    whole = len(profile) >= 132 and int.from_bytes(profile[:4], "big") == len(profile)
    return profile if whole and profile[36:40] == b"acsp" and profile[16:20] == b"RGB " else b""


def write_bitmap(bitmap: Bitmap, objects: Objects) -> int:
    """Add a picture to the objects of a PDF, with its mask and profile; its number."""
    space, mask = bitmap.space, ""
    if bitmap.profile:
        entries = "/N 3/Alternate/DeviceRGB/Filter/FlateDecode"
        profile = objects.packed_stream(zlib.compress(bitmap.profile, _LEVEL), entries)
        space = f"[/ICCBased {profile} 0 R]"
    if bitmap.mask is not None:
        mask = f"/SMask {write_bitmap(bitmap.mask, objects)} 0 R"
    return objects.packed_stream(
        bitmap.data,
        f"/Type/XObject/Subtype/Image/Width {bitmap.width}/Height {bitmap.height}"
        f"/ColorSpace{' ' if space[0] not in '/[' else ''}{space}"
        f"/BitsPerComponent {bitmap.bits}{mask}{bitmap.packing}",
    )
