"""Small files of pictures and artwork, whole ones of every kind, and ways to damage them.

For property tests, and for whoever wants many more cases: `whole_files` gives the files by name,
`damage` the strategy that spoils one, `READERS` all that decode them here. A reader gives something
or raises what it says that it raises; anything else is a bug.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from PIL import Image

from layout.press.pictures.artwork import bytes_of, open_artwork, sound_artwork
from layout.press.pictures.bitmap import decoded_bitmap, smaller_bitmap
from layout.publication.creatives.asset_files import Unusable, artwork_of
from layout.story.as_written import Story
from layout.story.block import Picture
from layout.story.pictures.pixels import glance
from layout.story.pictures.unreadable import Unreadable
from layout.web.cards.thumbnails import teaser_of
from layout.web.measure.picture_files import pictures_of

SIDES = (24, 16)
CONTENT = b"""q 0.5 0 0 0.5 10 10 cm /F0 Do Q /G0 gs /Pattern cs /P0 scn 0 0 50 50 re f
/P1 scn 50 0 50 50 re f /S0 sh BT /T0 8 Tf (ab\\(c) Tj <6162> Tj [(a) -20 (b)] TJ ET /I0 Do /I1 Do
BI /W 2 /H 2 /CS /G /BPC 8 ID abcd EI"""


def shades() -> Image.Image:
    """A picture that no codec packs to nothing."""
    made = Image.new("RGB", SIDES)
    made.putdata([(x * 10 % 256, x * 37 % 256, x * x % 256) for x in range(SIDES[0] * SIDES[1])])
    return made


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


@lru_cache(maxsize=1)
def whole_files() -> Mapping[str, bytes]:
    """Files that can all be read, by name."""
    image, exif = shades(), Image.Exif()
    exif[0x0112] = 6
    clear = image.convert("RGBA")
    clear.putalpha(90)
    return {
        "plain.jpg": saved(image, "JPEG"),
        "turned.jpg": saved(image, "JPEG", exif=exif, progressive=True),
        "inks.jpg": saved(image.convert("CMYK"), "JPEG"),
        "plain.png": saved(image, "PNG"),
        "clear.png": saved(clear, "PNG", exif=exif),
        "table.png": saved(image.quantize(16), "PNG", transparency=3),
        "frames.png": saved(image, "PNG", save_all=True, append_images=[image.rotate(90)]),
        "frames.gif": saved(image, "GIF", save_all=True, append_images=[image.rotate(180)]),
        "plain.webp": saved(image, "WEBP"),
        "exact.webp": saved(clear, "WEBP", lossless=True, exif=exif),
        "frames.webp": saved(image, "WEBP", save_all=True, append_images=[image.rotate(180)]),
        "raw.tif": saved(image, "TIFF"),
        "lzw.tif": saved(image.convert("CMYK"), "TIFF", compression="tiff_lzw"),
        "jpeg.tif": saved(image, "TIFF", compression="jpeg"),
        "fax.tif": saved(image.convert("1"), "TIFF", compression="group4"),
        "plain.avif": saved(image, "AVIF", speed=10),
        "clear.avif": saved(clear, "AVIF", speed=10, exif=exif),
        "drawn.pdf": pdf(packed=False),
        "packed.pdf": pdf(packed=True),
    }


def pdf(packed: bool) -> bytes:
    """A page with all that multiplies: forms, patterns, drawn glyphs, soft masks, shadings."""
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(200, 100))

        def form(content: bytes, **entries: Any) -> pikepdf.Stream:
            stream = made.make_stream(content)
            stream.Type, stream.Subtype = Name.XObject, Name.Form
            stream.BBox = Array([0, 0, 50, 50])
            for key, value in entries.items():
                stream[f"/{key}"] = value
            return made.make_indirect(stream)

        image = made.make_stream(bytes(range(12)))
        image.Subtype, image.Width, image.Height = Name.Image, 2, 2
        image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
        photo = made.make_stream(saved(shades(), "JPEG"))
        photo.Subtype, photo.Filter, photo.Width, photo.Height = Name.Image, Name.DCTDecode, *SIDES
        photo.ColorSpace, photo.BitsPerComponent, photo.SMask = Name.DeviceRGB, 8, image
        leaf = form(b"0 0 10 10 re f 1 0 0 rg 5 5 m 9 9 l S")
        group = Dictionary(S=Name.Transparency)
        inner = form(b"/L Do /L Do", Resources=Dictionary(XObject=Dictionary(L=leaf)), Group=group)
        tile = form(b"0 0 2 2 re f", PatternType=1, PaintType=1, TilingType=1, XStep=4, YStep=4)
        blend = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1)
        fade = Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Function=blend)
        fade.Coords = Array([0, 0, 100, 100])
        drawn = Dictionary(Type=Name.Font, Subtype=Name.Type3, FirstChar=97, LastChar=99)
        drawn.FontBBox, drawn.FontMatrix = Array([0, 0, 9, 9]), Array([0.1, 0, 0, 0.1, 0, 0])
        drawn.CharProcs = Dictionary(a=form(b"9 0 d0 0 0 5 5 re f"))
        drawn.Encoding = Dictionary(Differences=Array([97, Name.a, Name.a, Name.a]))
        drawn.Widths = Array([9, 9, 9])
        page.Resources = Dictionary(
            XObject=Dictionary(F0=inner, I0=image, I1=photo),
            ExtGState=Dictionary(G0=Dictionary(SMask=Dictionary(S=Name.Alpha, G=inner))),
            Pattern=Dictionary(P0=tile, P1=Dictionary(PatternType=2, Shading=fade)),
            Shading=Dictionary(S0=fade),
            Font=Dictionary(T0=made.make_indirect(drawn)),
        )
        page.Contents = made.make_stream(CONTENT)
        page.TrimBox, page.Rotate = Array([1, 1, 199, 99]), 90
        out = io.BytesIO()
        made.save(
            out,
            compress_streams=packed,
            object_stream_mode=pikepdf.ObjectStreamMode.generate
            if packed
            else pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
        )
        return out.getvalue()


NUMBERS = [0, 1, 0x7F, 0x80, 0xFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF]
WORDS = [
    b"99999999999",
    b"-1",
    b"0",
    b"null",
    b"/Do",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b"R",
    b"stream",
]
WORDS += [b"1e9", b"0.000001", b"/FlateDecode", b"/LZWDecode", b"/JBIG2Decode", b"/Type3", b"1 0 R"]


@st.composite
def damage(draw: st.DrawFn, data: bytes) -> bytes:
    """The data of a file with some things wrong; a PNG's checksums are right again, half the time,
    as damage behind wrong ones is never reached."""
    made = bytearray(data)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(made) - 1)))
        made = draw(st.sampled_from(SPOILERS))(draw, made, at)
    if data.startswith(b"\x89PNG") and draw(st.booleans()):
        return _checked(bytes(made))
    return bytes(made)


def _flip(draw: st.DrawFn, made: bytearray, at: int) -> bytearray:
    if made:
        made[at] ^= 1 << draw(st.integers(0, 7))
    return made


def _number(draw: st.DrawFn, made: bytearray, at: int) -> bytearray:
    number, order = draw(st.sampled_from(NUMBERS)), draw(st.sampled_from("<>"))
    form = draw(st.sampled_from("BHI"))
    size = struct.calcsize(form)
    made[at : at + size] = struct.pack(order + form, number & (1 << 8 * size) - 1)
    return made


def _word(draw: st.DrawFn, made: bytearray, at: int) -> bytearray:
    """A word of a PDF for another one."""
    end = at + draw(st.integers(0, 6))
    made[at:end] = draw(st.sampled_from(WORDS))
    return made


def _cut(draw: st.DrawFn, made: bytearray, at: int) -> bytearray:
    return made[:at]


def _gone(draw: st.DrawFn, made: bytearray, at: int) -> bytearray:
    return made[:at] + made[at + draw(st.integers(1, 40)) :]


def _twice(draw: st.DrawFn, made: bytearray, at: int) -> bytearray:
    end = at + draw(st.integers(1, 60))
    return made[:end] + made[at:end] + made[end:]


def _noise(draw: st.DrawFn, made: bytearray, at: int) -> bytearray:
    noise = draw(st.binary(min_size=1, max_size=12))
    made[at : at + len(noise)] = noise
    return made


SPOILERS: tuple[Callable[[st.DrawFn, bytearray, int], bytearray], ...] = (
    _flip,
    _number,
    _word,
    _cut,
    _gone,
    _twice,
    _noise,
)


def _checked(data: bytes) -> bytes:
    """A PNG with checksums that fit what is in it, as far as its chunks follow one another."""
    parts, at = [data[:8]], 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        body = data[at + 4 : at + 8 + length]
        if len(body) < 4 + length:
            break
        parts.append(data[at : at + 4] + body + zlib.crc32(body).to_bytes(4, "big"))
        at += 12 + length
    return b"".join([*parts, data[at:]])


def _story(file: Path) -> Story:
    return Story("a", (), (Picture(file.name),), source=str(file.parent / "story.md"))


READERS: Mapping[str, tuple[Callable[[Path], Any], type[Exception] | tuple[()]]] = {
    "open_artwork": (open_artwork, Unreadable),
    "sound_artwork": (sound_artwork, Unreadable),
    "decoded_bitmap": (lambda file: decoded_bitmap(bytes_of(file)), Unreadable),
    "smaller_bitmap": (lambda file: smaller_bitmap(bytes_of(file), (4, 3)), Unreadable),
    "glance": (lambda file: glance(bytes_of(file)), Unreadable),
    "pictures_of": (lambda file: pictures_of(_story(file)), ()),
    "teaser_of": (lambda file: teaser_of(_story(file), "media"), ()),
    "creative": (lambda file: artwork_of(file.name, file.parent), Unusable),
}
"""What decodes files, by name, each with what it may raise."""


def read_all(data: bytes, folder: Path, name: str) -> None:
    """Reads a file in all ways. What a reader raises that it must not passes through."""
    file = folder / name
    file.write_bytes(data)
    for reader, raised in READERS.values():
        try:
            reader(file)
        except raised:
            continue
