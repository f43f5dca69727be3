"""What WeasyPrint may fetch: the fonts and pictures that it is handed, by their exact addresses.

    file:///tmp/.../press-sans-400-roman.ttf   fonts of this rendering
    http://picture.invalid/0123...cdef.jpg     pictures of this rendering's frames, by their bytes
    http://theme.invalid/logo.svg              pictures in the theme's own folder, through the door
    data:image/png;base64,...                  pictures that the markup itself holds

Everything else is refused and told, whoever asks for it: an element, a style sheet, a drawing. A
style sheet, a font or a colour profile is none of these, by whatever address it comes.
"""

from __future__ import annotations

import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from layout.press.frames.drawing_size import too_much
from layout.typeset.words.theme import Theme, theme_file
from slots.files.decoding import Undecodable, decoding
from slots.files.door import PICTURE, TEMPLATE, Unopened, digest_file, read_file
from slots.finding import Finding, Severity, Where

BASE = "http://theme.invalid/"
"""Where addresses without a host lead in markup of frames: no host can have this name."""

_PICTURES = "http://picture.invalid/"
"""Where the pictures of stories are in markup of frames: an address says what is in a file and not
where it lies, so that the same story gives the same bytes in any folder."""

_SIGNATURES = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
}
_DRAWING = "image/svg+xml"
_SHOWN = 120
"""Characters of an address that are repeated."""


class Refused(Exception):
    """An address that is not fetched: why."""


@dataclass(slots=True)
class Hand:
    """What one rendering is handed: fonts and pictures by their addresses, the theme.
    `refused` are the addresses that were asked for besides, with the reasons."""

    fonts: dict[str, Path]
    pictures: dict[str, Path]
    theme: Theme
    refused: dict[str, str] = field(default_factory=dict)

    def fetched(self, address: str) -> tuple[bytes, str]:
        """The bytes of an address and what they are. Raises Refused, and keeps it."""
        try:
            if address in self.fonts:
                return self.fonts[address].read_bytes(), "font/ttf"
            return self._picture(address)
        except Refused as error:
            self.refused[address] = str(error)
            raise

    def _picture(self, address: str) -> tuple[bytes, str]:
        try:
            data = self._bytes(address)
        except Unopened as error:
            raise Refused(error.why) from None
        kind = next((kind for sign, kind in _SIGNATURES.items() if data.startswith(sign)), "")
        if not kind and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            kind = _DRAWING
            if too_much(data):
                raise Refused("the drawing comes to too much")
        if not kind:
            raise Refused("it is no picture")
        return data, kind

    def _bytes(self, address: str) -> bytes:
        """What an address stands for. Raises Refused or Unopened."""
        parts = urlsplit(address)
        if address.startswith("data:image/"):
            try:
                with decoding():
                    opened = urllib.request.DataHandler().data_open(urllib.request.Request(address))
                    return opened.read()
            except Undecodable:
                raise Refused("it cannot be read") from None
        if address in self.pictures:
            file = self.pictures[address]
            return read_file(file, PICTURE, file.parent)
        if address.startswith(BASE):
            file = self.theme.folder / unquote(parts.path).lstrip("/")
            return theme_file(file, self.theme.folder, self.theme.home, TEMPLATE)
        raise Refused("it was not handed to this page")


def handed(fonts: Iterable[Path], pictures: Iterable[str], theme: Theme) -> Hand:
    """What a rendering is handed."""
    shown = {picture_address(file): file for file in map(Path, pictures)}
    return Hand({file.as_uri(): file for file in fonts}, shown, theme)


def picture_address(file: Path) -> str:
    """The address of a picture in markup of frames; one that cannot be read has its name alone, and
    leads nowhere."""
    try:
        return f"{_PICTURES}{digest_file(file, file.parent)[:32]}{file.suffix.lower()}"
    except Unopened:
        return f"{_PICTURES}{quote(file.name)}"


def fetcher(hand: Hand) -> Any:
    """WeasyPrint's way to files: what is handed, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Handed(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            data, kind = hand.fetched(url)
            return URLFetcherResponse(BASE, data, {"Content-Type": kind})

        def open(self, url: Any, data: Any = None, timeout: Any = None) -> Any:
            return self.fetch(url if isinstance(url, str) else url.full_url)

    return Handed(allowed_protocols=(), allow_redirects=False)


def refusals(hand: Hand, line_of: Callable[[str], Where]) -> tuple[Finding, ...]:
    """A finding for each address that was refused. `line_of` says where a word of one is
    written."""
    return tuple(
        Finding(
            "refused-address",
            Severity.ERROR,
            f'rendering boxes: "{_shown(address)}" is not fetched: {why}',
            line_of(_word(address)),
            "name a picture in the theme's folder: pages load nothing else",
        )
        for address, why in hand.refused.items()
    )


def _shown(address: str) -> str:
    bare = address.removeprefix(BASE)
    return bare if len(bare) <= _SHOWN else f"{bare[:_SHOWN]} ..."


def _word(address: str) -> str:
    """What an address is likely to be found by where it is written."""
    return unquote(address.removeprefix(BASE)).rsplit("/", 1)[-1][:60]
