"""Thumbnails: one shape whatever the picture has, nothing made larger, what a reader wants to see
not cropped off."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image
from support.press.sample_pictures import CORNERS, RED, corners, saved, turned_jpeg

from layout.story.as_written import Story
from layout.story.block import Paragraph, Picture
from layout.story.run import plain
from layout.web.cards import thumbnails
from layout.web.cards.thumbnails import SHAPE, Teaser, teaser_of

WIDTHS = (192, 384, 640, 960, 1440)
SPOTS = ((0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9))
"""Parts of width and height where the four colours are."""

NEAR = 25
"""Levels by which a colour may differ after JPEG."""


def story(folder: Path, *names: str) -> Story:
    pictures = (Picture(name, f"What {name} shows") for name in names)
    body = (Paragraph(plain("Words first.")), *pictures)
    return Story("ferry", plain("The ferry"), body, source=str(folder / "ferry.md"))


def teaser(folder: Path, data: bytes, name: str = "a.png") -> Teaser:
    (folder / name).write_bytes(data)
    return teaser_of(story(folder, name), "media")


def largest(made: Teaser) -> Image.Image:
    image = Image.open(io.BytesIO(made.files[-1][1]))
    image.load()
    return image


def like(image: Image.Image, at: tuple[float, float], colour: tuple[int, ...]) -> bool:
    """Whether a pixel, by parts of width and height, has a colour."""
    point = round(at[0] * (image.width - 1)), round(at[1] * (image.height - 1))
    found = image.convert("RGB").getpixel(point)
    return all(abs(a - b) <= NEAR for a, b in zip(found, colour, strict=True))


@settings(max_examples=20)
@given(st.integers(1, 420), st.integers(1, 420))
@example(1, 1)
@example(1, 420)
def test_every_thumbnail_has_the_one_shape_and_no_pixel_that_is_not_there(
    tmp_path_factory, width: int, height: int
) -> None:
    """To a pixel: the widths that there are pixels for, the narrowest first; of a picture that is
    narrower than all of them its own."""
    folder = tmp_path_factory.mktemp("thumbnails")
    made = teaser(folder, saved(Image.new("RGB", (width, height), RED), "PNG"))
    widest = min(width, max(1, height * SHAPE[0] // SHAPE[1]))
    wanted = [each for each in WIDTHS if each <= widest] or [widest]
    assert [size.width for size in made.sizes] == wanted
    for size, (href, data) in zip(made.sizes, made.files, strict=True):
        assert size.href == href
        assert abs(size.height * SHAPE[0] - size.width * SHAPE[1]) <= SHAPE[0]
        assert Image.open(io.BytesIO(data)).size == (size.width, size.height)
    assert like(largest(made), (0.5, 0.5), RED)


def test_a_wide_picture_loses_as_much_at_both_sides(tmp_path: Path) -> None:
    """The colours still meet in the middle of it."""
    image = largest(teaser(tmp_path, saved(corners(900, 200), "PNG")))
    for at, colour in ((0.45, CORNERS[0]), (0.55, CORNERS[1])):
        assert like(image, (at, 0.1), colour)


def test_an_upright_picture_loses_more_at_the_foot_than_at_the_head(tmp_path: Path) -> None:
    """Of 800 lines, each a little lighter, the 200th to the 400th are left: of the 600 that go a
    third goes at the head."""
    tall = Image.new("L", (1, 800))
    tall.putdata([line * 255 // 800 for line in range(800)])
    image = largest(teaser(tmp_path, saved(tall.resize((300, 800)), "PNG"))).convert("L")
    assert abs(image.getpixel((90, 0)) - 200 * 255 // 800) <= 3
    assert abs(image.getpixel((90, image.height - 1)) - 399 * 255 // 800) <= 3


def test_a_picture_comes_the_right_way_up(tmp_path: Path) -> None:
    for orientation in range(1, 9):
        made = largest(teaser(tmp_path, turned_jpeg(orientation, 240, 160), f"{orientation}.jpg"))
        assert all(map(like, [made] * 4, SPOTS, CORNERS)), orientation


def test_where_a_picture_is_clear_the_paper_is_white(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (240, 160), (200, 0, 0, 0))
    assert like(largest(teaser(tmp_path, saved(clear, "PNG"))), (0.5, 0.5), (255, 255, 255))
    half = Image.new("RGBA", (240, 160), (0, 0, 0, 128))
    assert like(largest(teaser(tmp_path, saved(half, "PNG"))), (0.5, 0.5), (127, 127, 127))


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Makes pictures of more pixels than this large, to be brought down to 400 px."""

    def of(pixels: int) -> None:
        monkeypatch.setattr(thumbnails, "_LARGE", pixels)
        monkeypatch.setattr(thumbnails, "_ROOM", (400, 400))

    return of


def widths(made: Teaser) -> list[int]:
    return [size.width for size in made.sizes]


def test_a_picture_of_very_many_pixels_is_brought_down_first(tmp_path: Path, large) -> None:
    data = saved(corners(1200, 800), "PNG")
    usual = teaser(tmp_path, data)
    large(1200 * 800)
    assert teaser(tmp_path, data).files == usual.files
    large(1200 * 800 - 1)
    assert widths(usual) == [192, 384, 640, 960] and widths(teaser(tmp_path, data)) == [192, 384]


@pytest.mark.parametrize(("across", "down"), [(1600, 400), (400, 1600)])
def test_neither_side_is_brought_down_below_what_scaling_needs(
    tmp_path: Path, large, across: int, down: int
) -> None:
    data = saved(corners(across, down), "PNG")
    usual = teaser(tmp_path, data)
    large(1000)
    assert widths(teaser(tmp_path, data)) == widths(usual) == [192, 384]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_what_is_brought_down_comes_the_right_way_up_too(tmp_path: Path, large, kind: str) -> None:
    stored = corners(960, 640).transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    large(1000)
    made = largest(teaser(tmp_path, saved(stored, kind, exif=exif)))
    assert all(map(like, [made] * 4, SPOTS, CORNERS))


def test_the_first_picture_that_can_be_read_is_taken(tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n not at all")
    (tmp_path / "b.png").write_bytes(saved(corners(60, 40), "PNG"))
    (tmp_path / "c.png").write_bytes(saved(corners(90, 60), "PNG"))
    names = ("none.png", "broken.png", "b.png", "c.png")
    made = teaser_of(story(tmp_path, *names), "media")
    assert made.alt == "What b.png shows" and [size.width for size in made.sizes] == [60]
    assert teaser_of(story(tmp_path, *names[:2]), "media") != made
    assert teaser_of(story(tmp_path, *names[:2]), "media").sizes == ()
    assert teaser_of(story(tmp_path), "media").files == ()


def test_its_address_says_what_it_is_and_changes_with_it(tmp_path: Path) -> None:
    red, blue = (saved(Image.new("RGB", (200, 120), each), "PNG") for each in ("red", "blue"))
    one, again, other = (
        teaser(tmp_path, data, "Der Hafen.png").sizes[0].href for data in (red, red, blue)
    )
    assert re.fullmatch(r"media/der-hafen-\d+-[0-9a-f]{10}\.jpg", one)
    assert one == again != other
    assert teaser(tmp_path, red, "….png").sizes[0].href.startswith("media/picture-")
