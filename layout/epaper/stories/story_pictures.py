"""The pictures of a story, as reading devices show them: JPEG, PNG, GIF or WebP, none wider than
readers need. What browsers cannot show (artwork as PDF) is taken from the page it is printed on.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from layout.epaper.zones.zone import Zone
from layout.page.rect import Rect
from layout.story.as_written import Story
from layout.story.pictures.paths import picture_file, pictures_in
from layout.story.pictures.pixels import converting, decoded
from layout.story.pictures.unreadable import Unreadable
from layout.story.text.pieces import name_of
from layout.web.measure.content_stamp import stamp
from layout.web.measure.picture_files import WebPicture, read_picture
from slots.finding import Finding

MIME = {
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
"""The formats that every reading device shows (EPUB 3.3, 3.2), by the ending of their files."""

_WIDEST = 1600
"""Pixels: what a screen of 800 px at twice the density shows."""

_HEAVY = 600_000
"""Bytes from which a picture that is wide enough to lose some is made smaller."""

_QUALITY = 82
"""Of JPEG, as on the web's fronts."""

_SCALE = 200 / 72
"""Pixels to the point for what is taken from a page."""


@dataclass(frozen=True, slots=True)
class StoryPicture:
    """A picture of the e-paper: its name below the folder, its size in px, its bytes."""

    href: str
    width: int
    height: int
    data: bytes

    @property
    def mime(self) -> str:
        """What it is, as the web names it."""
        return MIME[Path(self.href).suffix]


@dataclass(frozen=True, slots=True, eq=False)
class PictureDesk:
    """Where pictures are found that the web has none of: the zones with them, and the edition's PDF
    as PDFium opened it, each page by its number."""

    zones: Mapping[Path, Zone]
    pdf: Any
    places: Mapping[int, int]

    def of(self, story: Story) -> tuple[Mapping[str, StoryPicture], tuple[Finding, ...]]:
        """The pictures of a story by how it names them, and what is wrong with those that are left
        out."""
        shown: dict[str, StoryPicture] = {}
        from_pages: dict[str, StoryPicture] = {}
        left_out: list[Finding] = []
        for picture in {each.src: each for each in pictures_in(story)}.values():
            made = read_picture(picture, story.source)
            file = picture_file(picture.src, Path(story.source or "story"))
            if isinstance(made, WebPicture):
                shown[picture.src] = _shown(made)
            elif file and file in self.zones:
                from_pages[picture.src] = self._from_page(self.zones[file], file)
            else:
                left_out.append(made)
        return {**shown, **from_pages}, tuple(left_out)

    def _from_page(self, zone: Zone, file: Path) -> StoryPicture:
        assert zone.image is not None
        page = self.pdf[self.places[zone.page]]
        try:
            data, size = drawn(page, _SCALE, zone.image.rect)
        finally:
            page.close()
        name = name_of(file.stem) or "picture"
        return StoryPicture(f"media/{name}-{stamp(data)}.jpg", *size, data)


def drawn(page: Any, scale: float, part: Rect | None = None) -> tuple[bytes, tuple[int, int]]:
    """A page of PDFium's as a JPEG file of so many px to the point, or a part of it; and its size
    in px."""
    width, height = page.get_size()
    crop = (0.0, 0.0, 0.0, 0.0)
    if part is not None:
        crop = (
            max(0.0, part.x / 1000),
            max(0.0, height - part.bottom / 1000),
            max(0.0, width - part.right / 1000),
            max(0.0, part.y / 1000),
        )
    bitmap = page.render(scale=scale, crop=crop, no_smoothpath=False)
    try:
        image = bitmap.to_pil().convert("RGB")
        return _jpeg(image), image.size
    finally:
        bitmap.close()


def _jpeg(image: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return file.getvalue()


def _shown(picture: WebPicture) -> StoryPicture:
    """A picture of the web as it is, or made smaller."""
    suffix = Path(picture.href).suffix
    heavy = picture.width > _WIDEST and len(picture.data) > _HEAVY
    if suffix in MIME and (not heavy or suffix == ".gif"):
        return StoryPicture(picture.href, picture.width, picture.height, picture.data)
    from PIL import Image, ImageOps

    try:
        image = decoded(picture.data)
    except Unreadable:
        return StoryPicture(picture.href, picture.width, picture.height, picture.data)
    with converting():
        image = ImageOps.exif_transpose(image).convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        ground.alpha_composite(image)
        image = ground.convert("RGB")
        if image.width > _WIDEST:
            height = max(1, round(image.height * _WIDEST / image.width))
            image = image.resize((_WIDEST, height), Image.Resampling.LANCZOS)
    data = _jpeg(image)
    stem = Path(picture.href).stem.rpartition("-")[0] or "picture"
    return StoryPicture(f"media/{stem}-{stamp(data)}.jpg", *image.size, data)


def zones_by_file(zones: Iterable[Zone]) -> Mapping[Path, Zone]:
    """The zones of pictures by the file of each, the first where it is shown more than once."""
    found: dict[Path, Zone] = {}
    for zone in zones:
        if zone.kind == "picture" and zone.image:
            found.setdefault(zone.image.file, zone)
    return found
