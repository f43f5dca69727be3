"""Pictures in print: their markup for a frame, with the cutline under them.

┌──────────────┐
│   picture    │  fills what the cutline leaves: a frame that whole rows have made
│              │  deeper than the picture shows it a little larger, cropped at the sides
├──────────────┤
│ cutline, (credit)
└──────────────┘
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from html import escape
from pathlib import Path

from layout.press.frames.fetching import picture_address
from layout.press.frames.inline_markup import inline_html
from layout.press.pictures.artwork import sound_artwork
from layout.story.as_written import Story
from layout.story.block import Block, Picture
from layout.story.module import Module
from layout.story.pictures.paths import picture_file
from layout.story.pictures.pixels import glance
from layout.story.pictures.unreadable import Unreadable
from slots.files.door import PICTURE, Unopened, read_file
from slots.finding import Finding, Severity, Where

UNKNOWN = (3, 2)
"""Proportions of a picture whose file cannot be read: a finding says so."""

CODE, WITHOUT = "unprintable-picture", "; the story is printed without it"

_CUTLINE = 'font:400 7.5pt/9pt "press-sans";margin:0;padding-top:4.5pt;text-align:left;hyphens:none'
_CREDIT = "font-size:6.5pt;color:var(--grey)"
"""The look of styles.cutline and styles.credit, on the leading of the grid's half rows."""


def with_files(
    module: Module, story: Path, unshown: Container[str] = frozenset()
) -> tuple[Module, tuple[str, ...]]:
    """A module whose pictures are named by the addresses of their files, and these files; of one
    that is not there, or is `unshown`, of which a finding tells, only the words are set."""
    files: list[str] = []
    blocks: list[Block] = []
    for block in module.blocks:
        if isinstance(block, Picture):
            file = picture_file(block.src, story) if block.src not in unshown else None
            files += [str(file)] if file else []
            block = replace(block, src=picture_address(file) if file else "")
        blocks.append(block)
    return replace(module, blocks=tuple(blocks)), tuple(files)


def picture_depth(picture: Picture, story: Path, width: int) -> int:
    """How deep the picture alone is at a width, in millipoints: as its file's proportions say."""
    across, down = picture_size(picture, story)
    return width * down // across


def picture_size(picture: Picture, story: Path) -> tuple[int, int]:
    """Width and height in px: as the story gives them, else as the file has them."""
    if picture.width and picture.height:
        return picture.width, picture.height
    file = picture_file(picture.src, story)
    if file is None:
        return UNKNOWN
    try:
        return glance(read_file(file, PICTURE), exif=False).size
    except (Unopened, Unreadable):
        return UNKNOWN


def unshown_pictures(story: Story, pictures: Iterable[Picture]) -> dict[str, Finding]:
    """A finding for each of some pictures of a story, by its path, that is there and cannot be
    shown in a frame: its words stand in its place."""
    found: dict[str, Finding] = {}
    for picture in pictures:
        file = picture_file(picture.src, Path(story.source))
        if file is None or picture.src in found:
            continue
        try:
            _check(file)
        except Unreadable as error:
            where = Where(story.source or None, picture.line or None)
            message = f'picture "{picture.src}" {error.why}{WITHOUT}'
            found[picture.src] = Finding(CODE, Severity.ERROR, message, where, error.hint)
    return found


def _check(file: Path) -> None:
    """Raises Unreadable where a picture cannot be shown in a frame."""
    if sound_artwork(file).kind == "PDF":
        why = "is a PDF, which is printed in editions only"
        raise Unreadable(why, "save it as JPEG or PNG, or print the publication")


def picture_html(
    picture: Picture, story: Path, depth: int, unshown: Container[str] = frozenset()
) -> str:
    """The markup of a picture shown `depth` millipoints deep, its cutline below; of one that is
    `unshown`, what it shows in words."""
    file = picture_file(picture.src, story) if picture.src not in unshown else None
    if file:
        address = escape(picture_address(file))
        words = f' alt="{escape(picture.alt)}"' if picture.alt else ""  # "" says: it is no matter
        shown = f'<img src="{address}"{words} style="height:100%">'
    else:
        shown = f'<p class="missing">{escape(picture.alt or picture.src)}</p>'
    pane = f'<div style="height:{depth / 1000:.3f}pt;overflow:hidden">{shown}</div>'
    return f'<figure style="margin:0">{pane}{_cutline(picture)}</figure>'


def _cutline(picture: Picture) -> str:
    words = inline_html(picture.cutline)
    if picture.credit:
        credit = f'<span class="credit" style="{_CREDIT}">{escape(picture.credit)}</span>'
        words = f"{words} {credit}" if words else credit
    return f"<figcaption style='{_CUTLINE}'>{words}</figcaption>" if words else ""
