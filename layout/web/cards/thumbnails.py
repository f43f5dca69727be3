"""Thumbnails: a story's first picture in the sizes that fronts show it in.

All have one shape, 3 : 2, so that a row of them stands level. Wide pictures are cropped at both
sides alike, upright ones more at the foot than at the head, where faces are.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from layout.story.as_written import Story
from layout.story.block import Picture
from layout.story.pictures.paths import picture_file
from layout.story.pictures.pixels import converting, decoded, glance
from layout.story.pictures.unreadable import Unreadable
from layout.story.text.pieces import name_of
from layout.web.cards.story_card import Thumbnail
from layout.web.measure.content_stamp import stamp
from slots.files.door import PICTURE, Unopened, read_file

if TYPE_CHECKING:
    from PIL import Image

SHAPE = (3, 2)
"""Width to height of all thumbnails."""

_WIDTHS = (192, 384, 640, 960, 1440)
"""Widths in px: a thumbnail on a phone, the same or a column at twice the density, up to a lead."""

_LARGE = 20_000_000
"""A picture of more pixels is brought down first, to no less than `_ROOM`: in full it would take a
gigabyte of memory."""

_ROOM = (2 * _WIDTHS[-1], 2 * _WIDTHS[-1])
"""Width and height in px: twice the largest thumbnail, so that scaling down has pixels to
average."""

_QUALITY = 82
"""Of JPEG: above about 80 differences are hard to see, and files grow fast."""

_ABOVE = 3
"""Of what is cropped off an upright picture one part in so many goes at the head, the rest at the
foot."""


@dataclass(frozen=True, slots=True, eq=False)
class Teaser:
    """A story's first picture for fronts: its alternative text, its sizes, and their bytes."""

    alt: str = ""
    sizes: tuple[Thumbnail, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()


def teaser_of(story: Story, folder: str) -> Teaser:
    """The teaser of a story: of the first picture that can be read; empty without one. Its files
    lie in `folder` of the site. What is wrong with a picture is reported with the story's own
    page."""
    for block in story.body:
        if isinstance(block, Picture):
            teaser = _teaser(block, story, folder)
            if teaser.sizes:
                return teaser
    return Teaser()


def _teaser(picture: Picture, story: Story, folder: str) -> Teaser:
    path = picture_file(picture.src, Path(story.source or "story"))
    if path is None:
        return Teaser()
    try:
        whole = _cut(_on_white(read_file(path, PICTURE)))
    except (Unopened, Unreadable):
        return Teaser()
    stem = name_of(Path(picture.src).stem) or "picture"
    widths = [width for width in _WIDTHS if width <= whole.width] or [whole.width]
    made: list[tuple[Thumbnail, bytes]] = []
    for width in reversed(widths):  # each from the next larger one: a tenth of the pixels to read
        whole = _scaled(whole, width)
        made.append(_file(whole, f"{folder}/{stem}"))
    made.reverse()
    return Teaser(picture.alt, tuple(size for size, _ in made), tuple((s.href, d) for s, d in made))


def _on_white(data: bytes) -> Image.Image:
    """A picture the right way up, on white: JPEG has no holes. Raises Unreadable."""
    from PIL import Image, ImageOps

    width, height = glance(data, exif=False).size
    large = width * height > _LARGE
    image = decoded(data, _ROOM if large else None)
    with converting():
        if large:
            image = image.convert("RGBA")
            image = image.reduce(max(1, min(image.width // _ROOM[0], image.height // _ROOM[1])))
        image = ImageOps.exif_transpose(image).convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        ground.alpha_composite(image)
        return ground.convert("RGB")


def _cut(image: Image.Image) -> Image.Image:
    """The largest part of a picture that has the shape of thumbnails."""
    across, down = SHAPE
    width = min(image.width, max(image.height * across // down, 1))
    height = min(image.height, max(image.width * down // across, 1))
    left, top = (image.width - width) // 2, (image.height - height) // _ABOVE
    return image.crop((left, top, left + width, top + height))


def _scaled(image: Image.Image, width: int) -> Image.Image:
    """A picture `width` px wide, in the shape."""
    from PIL import Image

    height = max(round(width * SHAPE[1] / SHAPE[0]), 1)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _file(image: Image.Image, name: str) -> tuple[Thumbnail, bytes]:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    data = file.getvalue()
    href = f"{name}-{image.width}-{stamp(data)}.jpg"
    return Thumbnail(href, image.width, image.height), data
