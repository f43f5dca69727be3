"""Whether the images of an edition can be printed at all, found out before any page is painted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from layout.page.document import Document, Image
from layout.press.ink.pdf_objects import Objects
from layout.press.pictures.document_images import Images

if TYPE_CHECKING:
    from layout.work.store.folder import CacheFolder


def looked_through(document: Document, cache: CacheFolder, sound: set[str]) -> None:
    """Raises BadInput with all images that cannot be printed, as painting them would. Those that
    were `sound` before and did not change since are not looked at again; `sound` has those of this
    document afterwards."""
    named = {_name(image): image for page in document.pages for image in page.images}
    new = tuple(image for name, image in named.items() if name not in sound)
    if new:
        part = replace(document, pages=(replace(document.pages[0], images=new),))
        images = Images(part, cache)
        images.write(Objects())
    sound.clear()
    sound.update(named)


def _name(image: Image) -> str:
    """An image as it is printed, and the state of its file."""
    try:
        stat = image.file.stat()
    except OSError:
        return f"{image.file} gone"
    return f"{image.file} {stat.st_mtime_ns} {stat.st_size} {image.rect.width} {image.crop}"
