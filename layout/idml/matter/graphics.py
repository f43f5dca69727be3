"""Graphics in their frames: pictures and ads as they are cropped and placed.

A frame is the picture's place on its page; the picture hangs in it by a matrix of its own, as large
as its crop asks for. The halves of a double truck are one frame over the spine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from layout.idml.matter.links import Link, Links
from layout.idml.matter.set_matter import Layer, Swatch
from layout.page.document import Crop, Document, Image, Page
from layout.page.rect import Rect
from layout.press.pictures.crop_and_place import place


@dataclass(frozen=True, slots=True)
class Graphic:
    """A graphic in its frame: `scale` and `shift` (points) take it from its natural size and place,
    the top left corner of the frame, to those it is shown at. `border` is the thickness of a line
    within the frame."""

    name: str
    layer: Layer
    page: int
    rect: Rect
    link: Link
    scale: tuple[float, float]
    shift: tuple[float, float]
    alternative: str = ""
    border: int = 0
    colour: Swatch | None = None


def graphics_of(document: Document, links: Links, black: Swatch) -> tuple[Graphic, ...]:
    """The pictures and ads of a document, in the order in which they lie on each page."""
    made: list[Graphic] = []
    for page, image in _whole(document.pages):
        link = links.of(image.file)
        if link:
            made.append(_graphic(page, image, link, black))
    return tuple(made)


def _graphic(page: int, image: Image, link: Link, black: Swatch) -> Graphic:
    placed = place(image.rect, link.proportions, image.crop)
    wide, deep = link.size
    scale = (placed.width / 1000 / wide, placed.height / 1000 / deep)
    shift = ((placed.left - image.rect.x) / 1000, (placed.top - image.rect.y) / 1000)
    layer = Layer.ADS if image.role == "ad" else Layer.PICTURES
    name = f"{image.story}/{image.role}" if image.story else f"{image.role} {image.id}"
    alt = image.alternative
    return Graphic(name, layer, page, image.rect, link, scale, shift, alt, image.border, black)


def _whole(pages: Sequence[Page]) -> Iterator[tuple[int, Image]]:
    """All images with their pages; of a double truck both halves as one, on the left page."""
    left = {
        (page.number, image.id): image
        for page in pages
        for image in page.images
        if not page.number % 2 and image.rect.right == page.grid.trim[0]
    }
    right = {
        (page.number - 1, image.id): image
        for page in pages
        for image in page.images
        if page.number % 2 and _continues(left.get((page.number - 1, image.id)), image)
    }
    for page in pages:
        for image in page.images:
            other = right.get((page.number, image.id))
            if other is not None and image is left.get((page.number, image.id)):
                yield page.number, _joined(image, other)
            elif right.get((page.number - 1, image.id)) is not image:
                yield page.number, image


def _continues(left: Image | None, right: Image) -> bool:
    """Whether a graphic is the other half of one on the page before."""
    return (
        left is not None
        and right.rect.x == 0
        and left.file == right.file
        and (left.rect.y, left.rect.height) == (right.rect.y, right.rect.height)
        and left.crop.right == right.crop.left
    )


def _joined(left: Image, right: Image) -> Image:
    rect = Rect(left.rect.x, left.rect.y, left.rect.width + right.rect.width, left.rect.height)
    crop = Crop(left.crop.left, left.crop.top, right.crop.right, right.crop.bottom)
    return replace(left, rect=rect, crop=crop)
