"""The samples of pictures in PDFs: of every depth, plain or packed."""

from __future__ import annotations

import io
import zlib
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image

from layout.press.colour.samples import Taken, filters_of, opened, samples_of, taken
from layout.press.separation.refused import Unpressable

N = pikepdf.Name


def plain(width: int, height: int, bits: int, data: bytes) -> Taken:
    return Taken(width, height, bits, "plain", data, None, None)


def jpeg(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=95)
    return file.getvalue()


@pytest.mark.parametrize(
    ("bits", "data", "wanted"),
    [
        (1, b"\xa0\x40", [[1, 0, 1], [0, 1, 0]]),
        (2, b"\x1b\xe4", [[0, 1, 2], [3, 2, 1]]),
        (4, b"\x12\x30\x45\x60", [[1, 2, 3], [4, 5, 6]]),
        (8, b"\1\2\3\4\5\6", [[1, 2, 3], [4, 5, 6]]),
        (16, b"\1\xff\2\xff\3\xff\4\xff\5\xff\6\xff", [[1, 2, 3], [4, 5, 6]]),
    ],
)
def test_samples_of_every_depth(bits: int, data: bytes, wanted: list[list[int]]) -> None:
    made = samples_of(plain(3, 2, bits, data), 1)
    assert made.dtype == np.uint8
    assert made[:, :, 0].tolist() == wanted


def test_colours_stand_side_by_side_and_what_is_missing_is_nought() -> None:
    made = samples_of(plain(2, 2, 8, bytes(range(1, 8))), 3)
    assert made.tolist() == [[[1, 2, 3], [4, 5, 6]], [[7, 0, 0], [0, 0, 0]]]


def test_a_depth_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Unpressable, match="3 bits"):
        samples_of(plain(3, 2, 3, b"\0" * 9), 1)


def test_what_a_file_says_of_a_picture() -> None:
    with pikepdf.new() as pdf:
        it: Any = pdf.make_stream(b"", Width=2, Height=1, BitsPerComponent=8)
        it.write(zlib.compress(b"\1\2\3\4\5\6"), filter=N.FlateDecode)
        it.Decode, it.Mask = [1, 0, 0, 1, 0, 1], [0, 9, 0, 9, 0, 9]
        it.SMask = pdf.make_stream(
            b"\x80\xff", Width=2, Height=1, BitsPerComponent=8, Matte=[0, 0.5, 1]
        )
        made = taken(it)
    assert (made.width, made.height, made.bits, made.kind) == (2, 1, 8, "plain")
    assert made.data == b"\1\2\3\4\5\6"
    assert made.decode == (1, 0, 0, 1, 0, 1)
    assert made.key == (0, 9, 0, 9, 0, 9)
    assert made.matte == (0, 0.5, 1)
    assert made.alpha == plain(2, 1, 8, b"\x80\xff")


def test_a_picture_without_pixels_is_refused() -> None:
    with pikepdf.new() as pdf, pytest.raises(Unpressable, match="0 × 4 px"):
        taken(pdf.make_stream(b"", Width=0, Height=4))


def test_jpeg_is_left_packed_and_taken_out_of_other_packings() -> None:
    data = jpeg(Image.new("RGB", (8, 8), (200, 100, 50)))
    with pikepdf.new() as pdf:
        once: Any = pdf.make_stream(data, Width=8, Height=8)
        once.Filter = N.DCTDecode
        twice: Any = pdf.make_stream(data.hex().encode() + b">", Width=8, Height=8)
        twice.Filter = pikepdf.Array([N.ASCIIHexDecode, N.DCTDecode])
        assert filters_of(once) == ["/DCTDecode"]
        assert filters_of(twice) == ["/ASCIIHexDecode", "/DCTDecode"]
        assert taken(once) == taken(twice)
        made = taken(once)
    assert (made.kind, made.data) == ("jpeg", data)
    assert opened(made).size == (8, 8)
    samples = samples_of(made, 3).astype(int)
    assert samples.shape == (8, 8, 3)
    assert np.abs(samples - (200, 100, 50)).max() <= 4
    with pytest.raises(Unpressable, match="fewer colours"):
        samples_of(made, 4)


def test_inks_of_jpeg_are_as_the_file_has_them() -> None:
    data = jpeg(Image.new("CMYK", (8, 8), (200, 100, 50, 0)))
    made = samples_of(Taken(8, 8, 8, "jpeg", data, None, None), 4).astype(int)
    # Pillow writes inks inverted, as Adobe does; /Decode of the picture would say so.
    assert np.abs(made - (55, 155, 205, 255)).max() <= 4


def test_damaged_jpeg_is_refused() -> None:
    with pytest.raises(Unpressable, match="damaged"):
        opened(Taken(8, 8, 8, "jpeg", b"no picture", None, None))
