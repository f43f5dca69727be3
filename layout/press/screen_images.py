"""Images of a print page in a browser: files beside the page, cropped by CSS as by the press."""

from __future__ import annotations

import io
from html import escape
from pathlib import Path

from layout.page.document import Box, Document, Image
from layout.press.frames.fetching import picture_address
from layout.press.frames.inline_markup import css_size
from layout.press.pictures.artwork import Artwork, bytes_of, sound_artwork
from layout.press.pictures.crop_and_place import place
from layout.story.pictures.pixels import converting, decoded
from layout.story.pictures.unreadable import Unreadable, complaint
from slots.finding import BadInput, Finding

_FOLDER = "images"
_SHOWN = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "AVIF": "avif"}
_DRAWN = "PDF"
RULES = """
.image { position: absolute; overflow: hidden; margin: 0; background: #fff; }
.image .pane { position: absolute; overflow: hidden; }
.image img { position: absolute; display: block; max-width: none; }
.image > a { position: absolute; inset: 0; display: grid; place-items: center; text-align: center;
  background: #eef1f4; font: 9pt/1.3 sans-serif; overflow: hidden; }
"""


class ScreenImages:
    """The images of a document for browsers: `files` are to be written beside the page."""

    def __init__(self, document: Document) -> None:
        """Reads every file. Raises BadInput with all that cannot be shown."""
        self.files: dict[str, bytes] = {}
        self._names: dict[str, str] = {}
        self._artworks: dict[str, Artwork] = {}
        wrong: list[Finding] = []
        images = (image.file for page in document.pages for image in page.images)
        boxed = (Path(file) for page in document.pages for box in page.boxes for file in box.files)
        for file in dict.fromkeys((*images, *boxed)):
            try:
                self._take(file)
            except Unreadable as error:
                wrong.append(complaint(file, error))
        if wrong:
            raise BadInput(dict.fromkeys(wrong))

    def _take(self, file: Path) -> None:
        artwork = sound_artwork(file)
        ending = _SHOWN.get(artwork.kind, "pdf" if artwork.kind == _DRAWN else "png")
        name = f"{_FOLDER}/{artwork.digest[:16]}.{ending}"
        if name not in self.files:
            data = bytes_of(file)
            known = artwork.kind in _SHOWN or artwork.kind == _DRAWN
            self.files[name] = data if known else _as_png(data)
        self._artworks[str(file)], self._names[str(file)] = artwork, name

    def boxed(self, box: Box) -> str:
        """What stands in a box, its pictures named by the files beside the page."""
        html = box.html
        for file in dict.fromkeys(box.files):
            html = html.replace(picture_address(Path(file)), self._names[file])
        return html

    def markup(self, image: Image) -> str:
        """An image as an element that shows what its crop leaves.

        Browsers show no PDF in a page: of such an ad they get its place, and a link to the file.
        """
        key = str(image.file)
        artwork, name, rect = self._artworks[key], self._names[key], image.rect
        where = _box(rect.x, rect.y, rect.width, rect.height)
        line = ""
        if image.border:
            shadow = f"inset:0;box-shadow:inset 0 0 0 {css_size(image.border)} #000"
            line = f'<i class="stroke" style="{shadow}"></i>'
        shown = _picture(image, artwork, name) if artwork.kind != _DRAWN else _link(image, name)
        role = escape(image.role)
        return f'<figure class="image {role}" style="{where}">{shown}{line}</figure>'


def _link(image: Image, name: str) -> str:
    return f'<a href="{name}">{escape(image.alternative or image.id)} (PDF)</a>'


def _picture(image: Image, artwork: Artwork, name: str) -> str:
    """The whole picture in a pane that shows its crop."""
    rect, placed = image.rect, place(image.rect, artwork.proportions, image.crop)
    clip = placed.clip
    pane = _box(clip.x - rect.x, clip.y - rect.y, clip.width, clip.height)
    whole = _box(placed.left - clip.x, placed.top - clip.y, placed.width, placed.height)
    picture = f'<img src="{name}" alt="{escape(image.alternative)}" style="{whole}">'
    return f'<div class="pane" style="{pane}">{picture}</div>'


def _box(left: float, top: float, width: float, height: float) -> str:
    """A place in CSS, from millipoints."""
    names = ("left", "top", "width", "height")
    lengths = (css_size(round(length)) for length in (left, top, width, height))
    return ";".join(f"{name}:{length}" for name, length in zip(names, lengths, strict=True))


def _as_png(data: bytes) -> bytes:
    """A picture that browsers do not know (TIFF) as one that they do; which way up is kept."""
    from PIL import ImageOps

    out = io.BytesIO()
    with converting():
        image = ImageOps.exif_transpose(decoded(data))
        image.convert("RGBA" if "A" in image.mode else "RGB").save(out, "PNG")
    return out.getvalue()
