"""The story's pictures: found beside it, measured, and named by content for the page's folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from layout.story.as_written import Story
from layout.story.block import Picture
from layout.story.pictures.paths import picture_file, pictures_in
from layout.story.pictures.pixels import examine, glance
from layout.story.pictures.unreadable import Unreadable
from layout.story.text.pieces import name_of
from layout.web.measure.content_stamp import stamp
from slots.files.door import PICTURE, Unopened, read_file
from slots.finding import Finding, Severity, Where

FORMATS = {
    "JPEG": "jpg",
    "PNG": "png",
    "WEBP": "webp",
    "GIF": "gif",
    "AVIF": "avif",
}
"""What browsers show, by Pillow's names, and the endings of their files."""

_PDF = b"%PDF-"
_PDF_WITHIN = 1024
"""Bytes within which a PDF file says that it is one: readers look no further."""

_PNG = b"\x89PNG\r\n\x1a\n"
SIDEWAYS = 5
"""From this EXIF orientation on (5 to 8), width and height change places."""


@dataclass(frozen=True, slots=True)
class WebPicture:
    """A picture of the page: its address in the page's folder, size in px and bytes."""

    src: str
    href: str
    width: int
    height: int
    data: bytes


def pictures_of(story: Story) -> tuple[tuple[WebPicture, ...], tuple[Finding, ...]]:
    """The pictures of a story's body and modules, each file once; missing ones are findings."""
    found: list[WebPicture] = []
    findings: list[Finding] = []
    for picture in {each.src: each for each in pictures_in(story)}.values():
        made = read_picture(picture, story.source)
        if isinstance(made, Finding):
            findings.append(made)
        else:
            found.append(made)
    return tuple(found), tuple(findings)


def sizes_of(pictures: Iterable[WebPicture]) -> dict[str, tuple[int, int]]:
    """Width and height of pictures in px, by `src`."""
    return {picture.src: (picture.width, picture.height) for picture in pictures}


def read_picture(picture: Picture, source: str) -> WebPicture | Finding:
    """The picture, or why it is not in the page."""
    path = picture_file(picture.src, Path(source or "story"))
    if path is None:
        return _missing(picture, source, "no such file in the publication")
    try:
        data = read_file(path, PICTURE)
        if _PDF in data[:_PDF_WITHIN]:
            return _missing(picture, source, "is PDF, which browsers do not show")
        head = glance(data, _may_have_exif(data))
        if head.kind not in FORMATS:
            why = f"is {head.kind or 'of no known kind'}, which browsers do not show"
            return _missing(picture, source, why)
        examine(data)
    except Unopened as error:
        return _missing(picture, source, error.why)
    except Unreadable as error:
        return _spoiled(picture, source, error)
    width, height = head.size
    if head.orientation >= SIDEWAYS:  # browsers turn a picture by its EXIF orientation
        width, height = height, width
    name = f"{name_of(Path(picture.src).stem) or 'picture'}-{stamp(data)}.{FORMATS[head.kind]}"
    return WebPicture(picture.src, f"media/{name}", width, height, data)


def _may_have_exif(data: bytes) -> bool:
    """Whether to look for an orientation: in a PNG file that costs decoding all of it."""
    png = data.startswith(_PNG)
    return not png or any(mark in data for mark in (b"eXIf", b"exif", b"com.adobe.xmp"))


def _spoiled(picture: Picture, source: str, error: Unreadable) -> Finding:
    """The finding of a picture that would show as a gap, or not to its end."""
    message = f'picture "{picture.src}" is left out: {error.why}'
    where = Where(source or None, picture.line or None)
    return Finding("picture-missing", Severity.ERROR, message, where, error.hint)


def _missing(picture: Picture, source: str, why: str) -> Finding:
    return Finding(
        "picture-missing",
        Severity.WARNING,
        f'picture "{picture.src}" is left out: {why}',
        Where(source or None, picture.line or None),
        "the path is relative to the story's file; use JPEG, PNG, WebP, AVIF or GIF",
    )
