"""Facts of a printed picture: its file, how finely it is printed, and what its crop takes away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from layout.desk.preview.print.facts.known import Facts
from layout.page.document import WHOLE, Crop, Image
from layout.page.format import INCH, MM
from layout.press.pictures.artwork import Artwork, open_artwork
from layout.press.pictures.crop_and_place import place
from layout.story.pictures.paths import picture_file, pictures_in
from layout.story.pictures.unreadable import Unreadable
from layout.story.run import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from layout.desk.preview.print.make.made_edition import Made
    from layout.story.as_written import Story
    from layout.story.block import Picture

COARSE = 150
"""Dots an inch below which a photograph looks coarse on newsprint."""


def picture_facts(made: Made, name: str) -> Facts | None:
    """The facts of a picture by the id of its image; None where the edition has none of it."""
    found = (
        (page.number, image)
        for page in made.document.pages
        for image in page.images
        if image.role == "picture" and image.id == name
    )
    number, image = next(found, (0, None))
    if image is None:
        return None
    story = _story(made, image.story)
    picture = _picture(story, image.file) if story else None
    artwork = _artwork(image.file)
    facts = (
        ("page", str(number)),
        ("story", text_of(story.headline) if story else image.story),
        ("credit", picture.credit if picture else ""),
        ("printed", f"{_mm(image.rect.width)} × {_mm(image.rect.height)} mm"),
        ("resolution", f"{_dots(image, artwork):.0f} dots an inch" if artwork else ""),
        ("file size", _size(artwork) if artwork else ""),
        ("crop", _crop(image.crop)),
    )
    sentences = (image.alternative, *_sentences(image, artwork, picture))
    source = story.source if story else None
    line = picture.line if picture and picture.line else None
    return Facts(image.file.name, facts, sentences, source or None, line)


def _mm(millipoints: int) -> str:
    return f"{millipoints / MM:.0f}"


def _story(made: Made, slug: str) -> Story | None:
    """The story that a picture belongs to."""
    articles = made.newspaper.copy.articles if made.newspaper else ()
    return next((one.story for one in articles if one.story.slug == slug), None)


def _picture(story: Story, file: Path) -> Picture | None:
    """The picture as the story has it."""
    from pathlib import Path

    source = Path(story.source)
    return next((one for one in pictures_in(story) if picture_file(one.src, source) == file), None)


def _artwork(file: Path) -> Artwork | None:
    try:
        return open_artwork(file)
    except Unreadable:
        return None


def _dots(image: Image, artwork: Artwork) -> float:
    """Dots an inch at the printed size."""
    placement = place(image.rect, artwork.proportions, image.crop)
    return artwork.proportions[0] * INCH / placement.width


def _size(artwork: Artwork) -> str:
    across, down = artwork.proportions
    unit = "pt" if artwork.kind == "PDF" else "px"
    return f"{across:,.0f} × {down:,.0f} {unit}, {artwork.kind}"


def _crop(crop: Crop) -> str:
    """What is taken away at each edge."""
    edges = (
        ("left", crop.left),
        ("top", crop.top),
        ("right", WHOLE - crop.right),
        ("bottom", WHOLE - crop.bottom),
    )
    gone = [f"{edge} {100 * part / WHOLE:.1f}%" for edge, part in edges if part]
    return ", ".join(gone) or "none"


def _sentences(image: Image, artwork: Artwork | None, picture: Picture | None) -> Iterator[str]:
    if image.crop == Crop():
        yield "It is printed whole."
    elif picture and picture.keep:
        yield "It is cropped to the place it has; the part that must be kept is whole."
    else:
        yield "It is cropped to the place it has, by a tenth at most at each edge."
    if artwork is None:
        yield "Its file cannot be read any more."
    elif artwork.kind != "PDF" and _dots(image, artwork) < COARSE:
        yield f"It looks coarse on newsprint below {COARSE} dots an inch: a larger file helps."
