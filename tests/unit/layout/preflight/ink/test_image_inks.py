"""Images as pixels of four inks: of each kind of colour and depth, made smaller, and refused."""

from __future__ import annotations

import io

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Name
from PIL import Image
from support.preflight.files import image

from layout.preflight.content.colour import CMYK, GRAY, RGB, Space
from layout.preflight.ink.image_inks import image_inks
from layout.preflight.opened.unpacked import TooMuch
from slots.files.decoding import Undecodable

PDF = pikepdf.new()
"""What streams are made in: they live as long as it does."""

LAB = Space("Lab", 3)
FOUR = Space("Indexed", 1, base=CMYK, lookup=bytes([255, 0, 0, 0, 0, 51, 0, 0]))


def stored(data: bytes, width: int, height: int, bits: int = 8, **keys: object) -> pikepdf.Stream:
    found = image(PDF, width, height, bits=bits)
    found.write(data)
    for key, value in keys.items():
        found[f"/{key}"] = value
    return found


@pytest.mark.parametrize(
    ("space", "bits", "data", "pixels"),
    [
        (CMYK, 8, bytes([255, 51, 0, 9, 1, 2, 3, 4]), [(255, 51, 0, 9), (1, 2, 3, 4)]),
        (GRAY, 8, bytes([0, 200]), [(0, 0, 0, 255), (0, 0, 0, 55)]),
        (GRAY, 1, b"\x40", [(0, 0, 0, 255), (0, 0, 0, 0)]),
        (GRAY, 4, b"\x3f", [(0, 0, 0, 204), (0, 0, 0, 0)]),
        (GRAY, 16, b"\x00\xff\xff\x00", [(0, 0, 0, 255), (0, 0, 0, 0)]),
        (RGB, 8, bytes([255, 100, 50, 9, 9, 9]), [(0, 155, 205, 0), (0, 0, 0, 246)]),
        (FOUR, 8, bytes([0, 1]), [(255, 0, 0, 0), (0, 51, 0, 0)]),
        (FOUR, 2, b"\x40", [(0, 51, 0, 0), (255, 0, 0, 0)]),
        (LAB, 8, bytes([0, 128, 128, 248, 128, 128]), None),
    ],
)
def test_pixels_of_each_kind(
    space: Space, bits: int, data: bytes, pixels: list[tuple[int, ...]] | None
) -> None:
    found, there = image_inks(stored(data, 2, 1, bits), space)
    assert found.shape == (1, 2, 4) and found.dtype == np.uint8 and there is None
    if pixels is None:  # the dark one has ink, the light one next to none
        assert found[0, 0].astype(int).sum() > 240 > 60 > found[0, 1].astype(int).sum()
    else:
        assert [tuple(one) for one in found[0].tolist()] == pixels


def test_decode_turns_values() -> None:
    turned = stored(bytes([255, 0]), 2, 1, Decode=Array([1, 0]))
    assert image_inks(turned, GRAY)[0][0, :, 3].tolist() == [255, 0]
    half = stored(bytes([255, 0, 0, 0]), 1, 1, Decode=Array([0, 0.2, 0, 1, 0, 1, 1, 0]))
    assert image_inks(half, CMYK)[0].tolist() == [[[51, 0, 0, 255]]]


def test_rows_are_padded_to_bytes_and_those_that_are_missing_are_left_out() -> None:
    found, _ = image_inks(stored(b"\x00\xff", 3, 4, 1), GRAY)
    assert found[:, :, 3].tolist() == [[255] * 3, [0] * 3]


def test_a_colour_key_leaves_pixels_out() -> None:
    keyed = stored(bytes([10, 20, 30]), 3, 1, Mask=Array([15, 25]))
    _, there = image_inks(keyed, GRAY)
    assert there is not None and there.tolist() == [[255, 0, 255]]


def test_a_large_image_is_brought_down_to_means_of_blocks() -> None:
    rows = np.zeros((4, 2400), np.uint8)
    rows[:, ::2] = 100
    found, _ = image_inks(stored(rows.tobytes(), 2400, 4), GRAY)
    assert found.shape == (2, 1200, 4)
    assert set(found[:, :, 3].ravel().tolist()) == {205}
    assert not found[:, :, :3].any()


@pytest.mark.parametrize(("mode", "space"), [("L", GRAY), ("RGB", RGB)])
def test_a_jpeg_is_read(mode: str, space: Space) -> None:
    out = io.BytesIO()
    Image.new(mode, (16, 8), 60 if mode == "L" else (60, 60, 60)).save(out, "JPEG", quality=100)
    packed = PDF.make_stream(
        out.getvalue(), Width=16, Height=8, BitsPerComponent=8, Filter=Name.DCTDecode
    )
    found, _ = image_inks(packed, space)
    assert found.shape == (8, 16, 4)
    assert np.abs(found[:, :, 3].astype(int) - 195).max() <= 2


@pytest.mark.parametrize(
    ("data", "size", "bits", "space", "error"),
    [
        (b"\0", (0, 1), 8, GRAY, "no pixels"),
        (b"\0", (1, 1), 3, GRAY, "3 bits a component"),
        (b"\0\0", (3, 1), 8, GRAY, "ends before its first row"),
    ],
)
def test_what_cannot_be_read_says_why(
    data: bytes, size: tuple[int, int], bits: int, space: Space, error: str
) -> None:
    with pytest.raises(Undecodable, match=error):
        image_inks(stored(data, *size, bits), space)


def test_a_jpeg_of_too_few_components_and_an_image_without_end_are_refused() -> None:
    out = io.BytesIO()
    Image.new("L", (4, 4)).save(out, "JPEG")
    packed = PDF.make_stream(
        out.getvalue(), Width=4, Height=4, BitsPerComponent=8, Filter=Name.DCTDecode
    )
    with pytest.raises(Undecodable, match="fewer components"):
        image_inks(packed, CMYK)
    huge = stored(b"\0", 1, 1, Width=20_000, Height=20_000)
    with pytest.raises(TooMuch, match="20000 x 20000 pixels"):
        image_inks(huge, GRAY)
