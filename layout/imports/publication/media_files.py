"""Pictures of items as files of a publication: found, looked at, named, each written once.

    Media ──bytes at hand? in the folder of media? beside the source? fetched?──▶ bytes
          ──a picture that newsgrid reads? its kind, by content──▶ stories/media/pier.jpg

A file that is there is never written over: one of that name with other bytes stays, and the new one
gets a few characters of its digest. A picture that does not come in stays as a link to where it is,
or its words stay alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from layout.imports.item import Item, Media
from layout.imports.publication.disk import Disk
from layout.imports.publication.record import Kept, Record
from layout.imports.source import Source
from layout.story.block import Block, Embed, Paragraph, Picture, Tagged
from layout.story.module import Module
from layout.story.pictures.pixels import examine, glance
from layout.story.pictures.unreadable import Unreadable
from layout.story.run import Runs, plain, text_of
from layout.story.text.address import safe_href
from layout.story.text.pieces import Piece, name_of
from slots.files.decoding import Undecodable, decoding
from slots.files.door import PICTURE, Unopened, read_file
from slots.files.listing import files_below
from slots.finding import Finding, Severity
from slots.legible import shown

_MEDIA = "media"
"""The folder of pictures, from where stories lie."""

_SUFFIXES = {
    "JPEG": ".jpg",
    "MPO": ".jpg",
    "PNG": ".png",
    "WEBP": ".webp",
    "GIF": ".gif",
    "TIFF": ".tif",
    "AVIF": ".avif",
}
_SVG = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]",
    re.S,
)
_MOVING = frozenset({"GIF", "WEBP", "PNG", "AVIF"})
_LONGEST = 60
_RESIZED = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w+$)")
"""What WordPress puts behind the name of a smaller copy of a picture."""

NOT_AT_HAND = "missing-media"
"""The code of a picture that is nowhere to be found: there may be thousands, so all together are
one warning."""

Fetch = Callable[[str], bytes | Finding]
"""What gives the bytes of an address, or says why it does not."""


@dataclass(slots=True)
class MediaFolder:
    """A copy of the folder where a site keeps its pictures, as wp-content/uploads: a file is found
    by the end of its path, then by its name alone, if only one file has it."""

    root: Path
    _tails: dict[str, list[Path]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        listing = files_below(self.root, lambda name: not name.startswith("."))
        self.findings = listing.findings
        for file in listing.files:
            self._tails.setdefault(file.name, []).append(file)

    def found(self, place: str) -> bytes | None:
        """The bytes of the file that is most like a path or address; None where none has its
        name."""
        path = PurePosixPath(unquote(urlsplit(place).path))
        shared = {
            file: _shared(file.relative_to(self.root).parts, path.parts)
            for file in self._tails.get(path.name, ())
        }
        most = max(shared.values(), default=0)
        best = [file for file, count in shared.items() if count == most]
        if len(best) != 1:
            return None
        try:
            return read_file(best[0], PICTURE, self.root)
        except Unopened:
            return None


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many parts at the end two paths share."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


@dataclass(frozen=True, slots=True)
class Illustrated:
    """An item whose pictures are files of the publication: what is recorded of them, how many were
    written, and findings."""

    item: Item
    kept: tuple[Kept, ...] = ()
    written: int = 0
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class MediaFiles:
    """Where pictures come from and go to: the publication's files, below the folder of its stories;
    a folder of media, and a way to fetch, where there are."""

    disk: Disk
    stories: str
    folder: MediaFolder | None = None
    fetch: Fetch | None = None

    def illustrated(self, item: Item, source: Source, record: Record | None) -> Illustrated:
        """An item with its pictures as files."""
        by_src = {media.src: media for media in item.copy.media}
        shown = dict.fromkeys(_sources(item))
        kept: list[Kept] = []
        files: dict[str, str | None] = {}
        findings: list[Finding] = []
        written = 0
        for src in shown:
            known = record.kept(src) if record else None
            media = by_src.get(src, Media(src, places=(src,)))
            found = self._taken(media, source, known)
            if isinstance(found, Finding):
                findings.append(replace(found, where=item.where))
                files[src] = None
                continue
            kept.append(found.kept)
            written += found.written
            files[src] = f"{_MEDIA}/{found.kept.name}"
            findings += (replace(each, where=item.where) for each in found.findings)
        pieces = tuple(each for piece in item.copy.pieces for each in _with_files(piece, files))
        copy = replace(item.copy, pieces=pieces)
        return Illustrated(replace(item, copy=copy), tuple(kept), written, tuple(findings))

    def _taken(self, media: Media, source: Source, known: Kept | None) -> _Taken | Finding:
        """A picture as a file: the one that is known already, or one written now."""
        if known and media.data is None:
            return _Taken(known)
        found = self._bytes(media, source)
        if isinstance(found, Finding):
            return found
        digest = hashlib.sha256(found).hexdigest()
        if known and known.digest == digest:
            return _Taken(known)
        try:
            looked = looked_at(found)
        except Unreadable as error:
            message = f'picture "{shown(media.src)}" {error.why}: it does not come in'
            return Finding("left-picture", Severity.WARNING, message, hint=error.hint)
        name, new = self._name(media.src, looked.suffix, digest)
        if new:
            self.disk.put(self._path(name), found, None)
        findings: tuple[Finding, ...] = ()
        if looked.moving:
            message = f'picture "{shown(media.src)}" moves: in print its first image stands'
            findings = (Finding("moving-picture", Severity.INFO, message),)
        return _Taken(Kept(media.src, name, digest), new, findings)

    def _path(self, name: str) -> str:
        return f"{self.stories}/{_MEDIA}/{name}"

    def _name(self, src: str, suffix: str, digest: str) -> tuple[str, bool]:
        """A name for a picture, and whether it is to be written: a file with the same bytes is
        taken as it is."""
        stem = name_of(PurePosixPath(unquote(urlsplit(src).path)).stem)[:_LONGEST].strip("-")
        for name in (f"{stem or 'picture'}{suffix}", f"{stem or 'picture'}-{digest[:12]}{suffix}"):
            there = self.disk.read(self._path(name))
            if there is None:
                return name, True
            if hashlib.sha256(there).hexdigest() == digest:
                return name, False
        raise AssertionError("two pictures of one digest")

    def _bytes(self, media: Media, source: Source) -> bytes | Finding:
        """The bytes of a picture, or why there are none."""
        if media.data is not None:
            return media.data
        places = tuple(dict.fromkeys((*media.places, media.src)))
        for place in places:
            if self.folder and (found := self._in_folder(place)):
                return found
            if not _is_address(place) and (found := source.beside(unquote(place))):
                return found
        return self._fetched([place for place in places if _is_address(place)], media.src)

    def _in_folder(self, place: str) -> bytes | None:
        """From the folder of media; a smaller copy that is not there, as large as it was."""
        assert self.folder is not None
        return self.folder.found(place) or self.folder.found(_RESIZED.sub("", place))

    def _fetched(self, addresses: list[str], src: str) -> bytes | Finding:
        why = ""
        for address in addresses if self.fetch else ():
            assert self.fetch is not None
            found = self.fetch(address)
            if isinstance(found, bytes):
                return found
            why = why or f": {found.message}"
        message = f'picture "{shown(src)}" is not at hand{why}'
        return Finding(NOT_AT_HAND, Severity.INFO, message)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A picture that is a file: what is recorded of it, whether it was written now, and
    findings."""

    kept: Kept
    written: bool = False
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Look:
    """What a picture is: the suffix of its kind, and whether it moves."""

    suffix: str
    moving: bool


def looked_at(data: bytes) -> _Look:
    """What the bytes of a picture are. Raises Unreadable where newsgrid shows no such picture."""
    if _SVG.match(data[:4_000]):
        hint = "save it as PNG"
        raise Unreadable("is a drawing (SVG), which pages of newsgrid do not show", hint)
    kind = glance(data, exif=False).kind
    examine(data)
    return _Look(_SUFFIXES.get(kind, f".{kind.lower()}"), kind in _MOVING and _moves(data))


def _moves(data: bytes) -> bool:
    """Whether a picture has several images, one after the other."""
    from io import BytesIO

    from PIL import Image

    from layout.story.pictures.silence import hushed

    try:
        with hushed(), decoding(), Image.open(BytesIO(data)) as image:
            return bool(getattr(image, "is_animated", False))
    except Undecodable:
        return False


def _is_address(place: str) -> bool:
    return place.startswith(("http://", "https://", "//"))


# --- pieces with their pictures -----------------------------------------------------------------


def _sources(item: Item) -> Iterator[str]:
    """The pictures that the pieces of an item name."""
    for piece in item.copy.pieces:
        for block in _blocks(piece):
            if isinstance(block, Picture):
                yield block.src


def _blocks(piece: Piece) -> tuple[Block, ...]:
    if isinstance(piece, Tagged):
        return (piece.block,)
    if isinstance(piece, Module):
        return piece.blocks
    return (piece,) if isinstance(piece, Block) else ()


def _with_files(piece: Piece, files: dict[str, str | None]) -> Iterator[Piece]:
    """A piece whose pictures are files; what is said of a picture that is none."""
    if isinstance(piece, Tagged):
        for block in _as_file(piece.block, files):
            yield replace(piece, block=block)
    elif isinstance(piece, Module):
        blocks = tuple(each for block in piece.blocks for each in _as_file(block, files))
        yield replace(piece, blocks=blocks)
    elif isinstance(piece, Block):
        yield from _as_file(piece, files)
    else:
        yield piece


def _as_file(block: Block, files: dict[str, str | None]) -> Iterator[Block]:
    if not isinstance(block, Picture):
        yield block
        return
    file = files.get(block.src)
    if file is not None:
        yield replace(block, src=file)
        return
    href = safe_href(block.src) if _is_address(block.src) else None
    words: list[Runs] = [runs for runs in (block.cutline, plain(block.credit)) if runs]
    if href:
        yield Embed(href, block.alt or text_of(block.cutline) or href, block.line)
        words = words if block.alt else words[1:] if block.cutline else words
    elif block.alt:
        yield Paragraph(plain(block.alt), block.line)
    for runs in words:
        yield Paragraph(runs, block.line)
