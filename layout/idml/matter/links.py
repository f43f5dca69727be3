"""The files that graphics are linked to: their names, where they lie, and what is made of those
that InDesign cannot place as they are.

A picture that its file says is to be turned, or of a kind that layout programs do not place (WebP,
AVIF, GIF), is linked as a PNG or JPEG of the same pixels, made here. What is made here has no place
on the disk but in a package; without one it is embedded in the document.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from layout.press.pictures.artwork import Artwork, bytes_of, open_artwork
from layout.press.pictures.crop_and_place import UPRIGHT
from layout.story.pictures.pixels import converting, decoded
from layout.story.pictures.unreadable import Unreadable, complaint
from slots.finding import BadInput, Finding

LINKS = "Links"
"""The folder of a package that has them: where InDesign looks for what it does not find."""

_POINTS = 72
_TYPES = {
    "JPEG": "$ID/JPEG",
    "PNG": "$ID/Portable Network Graphics (PNG)",
    "TIFF": "$ID/TIFF",
    "PDF": "$ID/Adobe Portable Document Format (PDF)",
}
"""What is placed as it is, and what InDesign calls it."""

_ENDINGS = {"JPEG": ".jpg", "PNG": ".png", "TIFF": ".tif", "PDF": ".pdf"}
_SAFE = re.compile(r"[^\w.\- ()]+")
_FINEST = 10_000
_QUALITY = 95


@dataclass(frozen=True, slots=True)
class Link:
    """A file that is placed: its name in Links, the file itself, or the bytes that were made of it.

    `size` is its natural width and height in points, `ppi` pixels an inch (0 of a PDF), `kind` what
    InDesign calls it.
    """

    name: str
    kind: str
    size: tuple[float, float]
    proportions: tuple[float, float]
    ppi: tuple[float, float] = (0, 0)
    file: Path | None = None
    made: bytes | None = field(default=None, repr=False)

    @property
    def is_pdf(self) -> bool:
        """Whether it is a page of a PDF."""
        return self.kind == _TYPES["PDF"]

    def address(self, packaged: bool) -> str:
        """Its URI: in a package the one beside the document, else that of the file."""
        if packaged or self.file is None:
            return f"file:{LINKS}/{quote(self.name)}"
        return self.file.as_uri()

    def content(self) -> bytes:
        """The bytes that a package has of it. Raises Unreadable."""
        if self.made is not None:
            return self.made
        assert self.file is not None
        return bytes_of(self.file)


class Links:
    """The links of one document, each file once, with what is wrong with files."""

    def __init__(self) -> None:
        self._known: dict[Path, Link | None] = {}
        self._names: dict[str, str] = {}
        self._made: dict[str, Link] = {}
        self._wrong: list[Finding] = []

    def of(self, file: Path) -> Link | None:
        """The link to a file; None where it cannot be placed, which `check` tells."""
        if file not in self._known:
            try:
                self._known[file] = self._looked_at(open_artwork(file))
            except Unreadable as error:
                self._known[file] = None
                self._wrong.append(complaint(file, error))
        return self._known[file]

    def drawn(self, name: str, data: bytes, size: tuple[float, float]) -> Link:
        """The link to a page that was drawn here as a PDF."""
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._made:
            free = self._free(f"{_SAFE.sub('-', name)}.pdf", digest)
            self._made[digest] = Link(free, _TYPES["PDF"], size, size, made=data)
        return self._made[digest]

    def check(self) -> None:
        """Raises BadInput with all files that cannot be placed."""
        if self._wrong:
            raise BadInput(self._wrong)

    def all(self) -> tuple[Link, ...]:
        """All links, by their names."""
        found = {link.name: link for link in (*self._known.values(), *self._made.values()) if link}
        return tuple(found[name] for name in sorted(found))

    def _looked_at(self, artwork: Artwork) -> Link:
        file = artwork.file
        if artwork.kind == "PDF":
            name = self._free(file.name, artwork.digest)
            return Link(name, _TYPES["PDF"], artwork.size, artwork.size, file=file)
        data = bytes_of(file)
        kind, made = artwork.kind, None
        if artwork.orientation != UPRIGHT or kind not in _TYPES:
            kind = "JPEG" if kind == "JPEG" else "PNG"
            made = _upright(artwork, data)
        wide, deep = artwork.proportions
        across, down = _ppi(made or data)
        size = (wide * _POINTS / across, deep * _POINTS / down)
        stem = file.name if made is None else f"{file.stem}{_ENDINGS[kind]}"
        name = self._free(stem, artwork.digest)
        proportions = (float(wide), float(deep))
        return Link(
            name,
            _TYPES[kind],
            size,
            proportions,
            (across, down),
            file if made is None else None,
            made,
        )

    def _free(self, name: str, digest: str) -> str:
        """A name that no other content has, whatever file systems make of capitals."""
        name = _SAFE.sub("-", name)[-120:]
        for candidate in (name, f"{digest[:8]}-{name}"):
            if self._names.setdefault(candidate.casefold(), digest) == digest:
                return candidate
        return f"{digest}-{name}"


def _ppi(data: bytes) -> tuple[float, float]:
    """The pixels an inch that a picture says it has, as layout programs read them; 72 where it says
    nothing, or nothing that makes sense."""
    from PIL import Image

    with converting(), Image.open(io.BytesIO(data)) as image:
        said = image.info.get("dpi", (_POINTS, _POINTS))
    try:
        across, down = (float(value) for value in said)
    except (TypeError, ValueError):
        return (_POINTS, _POINTS)
    sound = 1 <= across <= _FINEST and 1 <= down <= _FINEST
    return (across, down) if sound else (_POINTS, _POINTS)


def _upright(artwork: Artwork, data: bytes) -> bytes:
    """A picture as it is to be seen, as a JPEG if it was one, else as a PNG."""
    from PIL import ImageOps

    with converting():
        image = ImageOps.exif_transpose(decoded(data))
        kept = io.BytesIO()
        profile = image.info.get("icc_profile")
        if artwork.kind == "JPEG":
            sound = image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")
            sound.save(kept, "JPEG", quality=_QUALITY, subsampling=0, icc_profile=profile)
        else:
            modes = ("1", "L", "LA", "P", "RGB", "RGBA")
            sound = image if image.mode in modes else image.convert("RGBA")
            sound.save(kept, "PNG", icc_profile=profile)
        return kept.getvalue()


def contents(links: tuple[Link, ...]) -> Iterator[tuple[str, bytes]]:
    """The files of a package's Links. Raises BadInput with those that cannot be read any more."""
    wrong: list[Finding] = []
    for link in links:
        try:
            yield link.name, link.content()
        except Unreadable as error:
            wrong.append(complaint(link.file or Path(link.name), error))
    if wrong:
        raise BadInput(wrong)
