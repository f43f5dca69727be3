"""The allowlist of what WeasyPrint may fetch: fonts and pictures, by their exact addresses.

    file:///tmp/.../press-sans-400-roman.ttf   fonts of this rendering
    http://picture.invalid/0123...cdef.jpg     pictures of this rendering's frames, by their bytes
    http://theme.invalid/logo.svg              pictures in the theme's own folder, through the door
    data:image/png;base64,...                  pictures that the markup itself holds

Everything else is refused, with a finding, whether an element, a style sheet or a drawing asks for
it. And what comes by an allowed address must be a picture by its first bytes: never a style sheet,
a font or a colour profile.
"""

from __future__ import annotations

import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from layout.press.frames.drawing_size import draws_too_much
from layout.typeset.words.theme import Theme, theme_file
from slots.files.decoding import Undecodable, decoding
from slots.files.door import PICTURE, TEMPLATE, Unopened, digest_file, read_file
from slots.finding import Finding, Severity, Where

BASE = "http://theme.invalid/"
"""The base of relative addresses in markup of frames: no host can have this name (RFC 2606)."""

_PICTURES = "http://picture.invalid/"
"""The base of addresses of stories' pictures in markup of frames. An address has the digest of the
file and not its path, so that the same story gives the same bytes in any folder."""

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
"""Characters of an address that a message repeats, at most."""


class _NotAllowed(Exception):
    """An address that is not fetched, with the reason."""


@dataclass(slots=True)
class Allowlist:
    """What one rendering may fetch: fonts and pictures by their addresses, and pictures in the
    theme's folder. `refused` are the other addresses that it asked for, with the reasons."""

    fonts: dict[str, Path]
    pictures: dict[str, Path]
    theme: Theme
    refused: dict[str, str] = field(default_factory=dict)

    def fetched(self, address: str) -> tuple[bytes, str]:
        """The bytes of an address and their media type. Raises _NotAllowed, and notes it in
        `refused`."""
        try:
            if address in self.fonts:
                return self.fonts[address].read_bytes(), "font/ttf"
            return self._picture(address)
        except _NotAllowed as error:
            self.refused[address] = str(error)
            raise

    def _picture(self, address: str) -> tuple[bytes, str]:
        try:
            data = self._bytes(address)
        except Unopened as error:
            raise _NotAllowed(error.why) from None
        kind = next((kind for sign, kind in _SIGNATURES.items() if data.startswith(sign)), "")
        if not kind and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            kind = _DRAWING
            if draws_too_much(data):
                raise _NotAllowed("the drawing comes to too much")
        if not kind:
            raise _NotAllowed("it is no picture")
        return data, kind

    def _bytes(self, address: str) -> bytes:
        """What an address stands for. Raises _NotAllowed or Unopened."""
        parts = urlsplit(address)
        if address.startswith("data:image/"):
            try:
                with decoding():
                    opened = urllib.request.DataHandler().data_open(urllib.request.Request(address))
                    return opened.read()
            except Undecodable:
                raise _NotAllowed("it cannot be read") from None
        if address in self.pictures:
            file = self.pictures[address]
            return read_file(file, PICTURE, file.parent)
        if address.startswith(BASE):
            file = self.theme.folder / unquote(parts.path).lstrip("/")
            return theme_file(file, self.theme.folder, self.theme.home, TEMPLATE)
        raise _NotAllowed("it was not handed to this page")


def allowlist_of(fonts: Iterable[Path], pictures: Iterable[str], theme: Theme) -> Allowlist:
    """The allowlist of a rendering."""
    shown = {picture_address(file): file for file in map(Path, pictures)}
    return Allowlist({file.as_uri(): file for file in fonts}, shown, theme)


def picture_address(file: Path) -> str:
    """The address of a picture in markup of frames; that of one that cannot be read has its name
    alone, and is not fetched."""
    try:
        return f"{_PICTURES}{digest_file(file, file.parent)[:32]}{file.suffix.lower()}"
    except Unopened:
        return f"{_PICTURES}{quote(file.name)}"


def fetcher(allowlist: Allowlist) -> Any:
    """WeasyPrint's fetcher: it gives what is on the allowlist, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Handed(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            data, kind = allowlist.fetched(url)
            return URLFetcherResponse(BASE, data, {"Content-Type": kind})

        def open(self, url: Any, data: Any = None, timeout: Any = None) -> Any:
            return self.fetch(url if isinstance(url, str) else url.full_url)

    return Handed(allowed_protocols=(), allow_redirects=False)


def refusals(allowlist: Allowlist, line_of: Callable[[str], Where]) -> tuple[Finding, ...]:
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
        for address, why in allowlist.refused.items()
    )


def _shown(address: str) -> str:
    bare = address.removeprefix(BASE)
    return bare if len(bare) <= _SHOWN else f"{bare[:_SHOWN]} ..."


def _word(address: str) -> str:
    """The last part of an address, by which it is looked for in templates."""
    return unquote(address.removeprefix(BASE)).rsplit("/", 1)[-1][:60]
