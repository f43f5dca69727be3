"""Digests of files; and the context of a publication, one digest of all that its pages are made of
beside their stories.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from layout.publication.all_stories import Shelf
from layout.story.creative import Asset, Creatives
from slots.files.door import Unopened, digest_file, there
from slots.files.listing import files_below, files_in

_PACKAGES = ("slots", "layout", "templates")
_LIBRARIES = ("babel", "brotli", "fonttools", "jinja2", "lxml", "pillow", "uharfbuzz", "uniseg")
"""Libraries whose version may change a byte of a page."""

_SETTINGS = (".toml", ".csv")
_FOLDERS = ("creatives", "ads", "templates")
"""Folders of a publication that hold what its settings name."""


def digest(data: bytes) -> str:
    """The digest by which contents of files are told apart: 32 hexadecimal digits of SHA-256."""
    return hashlib.sha256(data).hexdigest()[:32]


def digest_at(file: Path, root: Path | None = None) -> str:
    """The same of a file, inside `root` where one is given; "" where there is none to be read."""
    if not there(file):
        return ""  # to say what is named like it would mean to read its folder
    try:
        return digest_file(file, root)[:32]
    except Unopened:
        return ""


def digest_of(parts: Iterable[str]) -> str:
    """One digest of several texts; it depends on where one ends and the next begins."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")  # names of files may be no UTF-8
        whole.update(b"%d:" % len(data))
        whole.update(data)
    return whole.hexdigest()[:32]


def context_of(shelf: Shelf) -> str:
    """The digest of newsgrid itself, the publication's settings, rules, theme and modules.

    Where it changes, every page is made again: it is not known which of them would change.
    """
    return digest_of((*_program(), *_publication(shelf)))


def _program() -> Iterator[str]:
    yield platform.python_implementation()
    yield from (f"{name} {version(name)}" for name in _LIBRARIES)
    root = Path(__file__).parents[2]
    for package in _PACKAGES:
        yield from _files(root / package, root)


def _publication(shelf: Shelf) -> Iterator[str]:
    house = shelf.house
    folder = house.file.parent if house.file else shelf.folder
    for file in files_in(folder, _is_setting).files:
        yield from _named(file, folder)
    named = (house.publication.theme, house.publication.modules)  # these may lie anywhere
    for own in (*named, *(folder / name for name in _FOLDERS)):
        if own is not None:
            yield from _files(own, own)
    yield from (font for cut in _fonts(shelf) for font in _named(cut, cut.parent))
    for asset in _assets(house.publication.creatives):
        yield asset.href
        yield digest(asset.data)


def _is_setting(name: str) -> bool:
    return name.endswith(_SETTINGS)


def _assets(creatives: Creatives) -> Iterator[Asset]:
    """The files of advertising, wherever creatives.toml says they lie."""
    for creative in creatives.all:
        yield from creative.assets()
    if isinstance(creatives.consent.script, Asset):
        yield creatives.consent.script
    if creatives.reader:
        yield creatives.reader


def _fonts(shelf: Shelf) -> tuple[Path, ...]:
    """The files of the fonts that the theme sets, each once."""
    theme, foundry = shelf.around.theme, shelf.foundry
    cuts = (*theme.fallback, *(style.cuts[0] for style in theme.styles.values()))
    return tuple(sorted({foundry.face(cut).file for cut in cuts}))


def _files(folder: Path, root: Path) -> Iterator[str]:
    """Names and digests of all files below a folder, but for what Python leaves there."""
    for file in files_below(folder, bool).files:
        if "__pycache__" not in file.parts:
            yield from _named(file, root)


def _named(file: Path, root: Path) -> Iterator[str]:
    """A file's name and its digest, "" of what is no file to be read."""
    yield file.relative_to(root).as_posix()
    yield digest_at(file)
