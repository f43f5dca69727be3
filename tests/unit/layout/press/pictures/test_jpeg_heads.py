"""JPEG files as PDF takes them: what their header says, and what is wrong with one."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from layout.press.pictures.jpeg import exif_orientation, jpeg_head, jpeg_size
from layout.story.pictures.unreadable import Unreadable


def jpeg(mode: str = "RGB", size: tuple[int, int] = (40, 30), **options) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, 120 if mode == "L" else None).save(file, "JPEG", **options)
    return file.getvalue()


def turned(way: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = way
    return jpeg(exif=exif)


@pytest.mark.parametrize(("mode", "components"), [("L", 1), ("RGB", 3), ("CMYK", 4)])
def test_size_and_components(mode, components):
    head = jpeg_head(jpeg(mode))
    assert (head.width, head.height, head.components, head.plain) == (40, 30, components, True)
    assert jpeg_size(jpeg(mode)) == (40, 30)


def test_progressive_files_are_plain_too_and_adobe_says_how_colours_are_meant():
    assert jpeg_head(jpeg(progressive=True)).plain
    assert jpeg_head(jpeg("RGB")).adobe is None
    assert jpeg_head(jpeg("CMYK")).adobe == 2 or jpeg_head(jpeg("CMYK")).adobe == 0


def test_a_profile_is_put_together_from_its_parts():
    profile = bytes(range(256)) * 600
    assert jpeg_head(jpeg(icc_profile=profile)).profile == profile


@pytest.mark.parametrize("way", range(1, 9))
def test_how_it_is_to_be_turned(way):
    assert jpeg_head(turned(way)).orientation == way


@pytest.mark.parametrize("data", [b"", b"XX", b"MM\0*", b"II*\0\xff\xff\xff\xff", b"MM\0*" * 9])
def test_exif_that_makes_no_sense_turns_nothing(data):
    assert exif_orientation(data) == 1


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda data: data[:-2], "ends before its picture does"),
        (lambda data: data[:12], "longer than the file"),
        (lambda data: data[:2] + b"rubbish" + data[9:], "do not follow one another"),
        (lambda data: data[:2], "do not follow one another"),
    ],
)
def test_damage_is_told_without_decoding(damage, said):
    with pytest.raises(Unreadable, match=said):
        jpeg_head(damage(jpeg()))


def test_the_size_of_a_damaged_one_is_told_where_it_is_found():
    assert jpeg_size(jpeg()[:-2]) == (40, 30)
    assert jpeg_size(jpeg()[:12]) == (0, 0)
