"""Pictures by themselves: which stay, which become greys, tables or inks."""

from __future__ import annotations

import io
import zlib
from typing import Any

import numpy as np
from PIL import Image
from support.press.press_files import printer

from layout.press.colour.pictures import Made, Wanted, printed_picture
from layout.press.colour.samples import Taken
from layout.press.separation.printer import Target
from layout.press.separation.spaces import DEVICE, Indexed, Space

PRESS = printer()
GREY, LIGHT, INKS = (DEVICE[f"/Device{name}"] for name in ("Gray", "RGB", "CMYK"))


def taken(pixels: Any, **more: Any) -> Taken:
    samples = np.asarray(pixels, np.uint8)
    facts: dict[str, Any] = {"bits": 8, "kind": "plain", "decode": None, "key": None}
    facts |= {"data": samples.tobytes(), **more}
    return Taken(samples.shape[1], samples.shape[0], **facts)


def made(
    picture: Taken, space: Space, target: Target = Target.COLOUR, across: int = 0
) -> Made | None:
    return printed_picture(picture, Wanted(space, target, across), PRESS)


def pixels(done: Made | None) -> list[Any]:
    assert done is not None
    assert done.data is not None
    assert done.packing == "/FlateDecode"
    size = 4 if done.space == "/DeviceCMYK" else 1
    flat = np.frombuffer(zlib.decompress(done.data), np.uint8)
    assert len(flat) == done.width * done.height * size
    return flat.reshape(-1, size).tolist()


def test_greys_and_inks_within_the_limit_stay() -> None:
    assert made(taken([[[0], [200]]]), GREY) is None
    assert made(taken([[[10, 20, 30, 40]]]), INKS) is None


def test_inks_over_the_limit_are_brought_down_to_it() -> None:
    done = made(taken([[[255, 255, 255, 255]]]), INKS)
    assert done is not None
    assert done.space == "/DeviceCMYK"
    (found,) = pixels(done)
    assert found == [102, 102, 102, 255]


def test_light_becomes_inks_and_its_greys_black_alone() -> None:
    done = made(taken([[[255, 0, 0], [255, 255, 255], [100, 100, 100]]]), LIGHT)
    assert done is not None
    assert (done.width, done.height, done.space) == (3, 1, "/DeviceCMYK")
    red, white, grey = pixels(done)
    assert red[0] < 40
    assert min(red[1:3]) > 200
    assert white == [0, 0, 0, 0]
    assert grey[:3] == [0, 0, 0]
    assert abs(grey[3] - 155) <= 1


def test_what_is_neutral_all_over_becomes_grey() -> None:
    done = made(taken([[[0, 0, 0], [255, 255, 255], [100, 101, 100]]]), LIGHT)
    assert done is not None
    assert done.space == "/DeviceGray"
    black, white, grey = (one[0] for one in pixels(done))
    assert (black, white) == (0, 255)
    assert abs(grey - 100) <= 1


def test_masks_go_by_lightness() -> None:
    done = made(taken([[[255, 0, 0]]]), LIGHT, Target.MASK)
    assert done is not None
    assert done.space == "/DeviceGray"
    assert pixels(done) in ([[76]], [[77]])


def test_a_table_of_colours_becomes_one_of_inks_and_samples_stay() -> None:
    table = Indexed(LIGHT, np.array([[0.0, 0, 0], [1, 1, 1]]))
    done = made(taken([[[0b01000000]]], bits=1), table)
    assert done is not None
    assert done.data is None
    assert done.table == bytes([0, 0, 0, 255, 0, 0, 0, 0])
    turned = made(taken([[[0b01000000]]], bits=1, decode=(1.0, 0.0)), table)
    assert turned is not None
    assert turned.table == bytes([0, 0, 0, 0, 0, 0, 0, 255])


def test_decode_is_undone() -> None:
    inverted = (1.0, 0.0) * 3
    (white,) = pixels(made(taken([[[0, 0, 0]]], decode=inverted), LIGHT))
    assert white == [255]


def test_a_mask_by_colours_becomes_one_of_bits() -> None:
    row = [[255, 0, 0], [0, 0, 255], [255, 0, 0]]
    done = made(taken([row], key=(250, 255, 0, 5, 0, 5)), LIGHT)
    assert done is not None
    assert done.mask == bytes([0b10100000])


def test_pictures_finer_than_a_press_shows_are_brought_down() -> None:
    fine = taken(np.full((50, 100, 1), 90))
    done = made(fine, GREY, across=10)
    assert done is not None
    assert (done.width, done.height) == (10, 5)
    assert pixels(done) == [[90]] * 50
    assert made(fine, GREY, across=80) is None


def test_jpeg_stays_jpeg() -> None:
    file = io.BytesIO()
    Image.new("RGB", (16, 8), (220, 20, 20)).save(file, "JPEG")
    done = made(Taken(16, 8, 8, "jpeg", file.getvalue(), None, None), LIGHT)
    assert done is not None
    assert done.data is not None
    assert (done.space, done.packing) == ("/DeviceCMYK", "/DCTDecode")
    with Image.open(io.BytesIO(done.data)) as image:
        assert (image.mode, image.size) == ("CMYK", (16, 8))
