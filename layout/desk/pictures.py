"""Pictures in print: their markup for a frame, with the cutline under them.

┌──────────────┐
│   picture    │  fills what the cutline leaves: a frame that whole rows have made
│              │  deeper than the picture shows it a little larger, cropped at the sides
├──────────────┤
│ cutline, (credit)
└──────────────┘
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path

from layout.press.markup import inline_html
from layout.story.block import Block, Picture
from layout.story.module import Module
from layout.story.picture_file import picture_file

UNKNOWN = (3, 2)
"""Proportions of a picture whose file cannot be read: a finding of the story's reader says so."""


CUTLINE = 'font:400 7.5pt/9pt "press-sans";margin:0;padding-top:4.5pt;text-align:left;hyphens:none'
CREDIT = "font-size:6.5pt;color:var(--grey)"
"""The look of styles.cutline and styles.credit, on the leading of the grid's half rows."""


def with_files(module: Module, story: Path) -> tuple[Module, tuple[str, ...]]:
    """A module whose pictures are named by the addresses of their files, and these files; of one
    that is not there, of which a finding tells, only the words are set."""
    files: list[str] = []
    blocks: list[Block] = []
    for block in module.blocks:
        if isinstance(block, Picture):
            file = picture_file(block.src, story)
            files += [str(file)] if file else []
            block = replace(block, src=file.as_uri() if file else "")
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
    from PIL import Image, UnidentifiedImageError

    file = picture_file(picture.src, story)
    if file is None:
        return UNKNOWN
    try:
        with Image.open(file) as image:
            return image.size
    except (OSError, UnidentifiedImageError):
        return UNKNOWN


def picture_html(picture: Picture, story: Path, depth: int) -> str:
    """The markup of a picture shown `depth` millipoints deep, its cutline below."""
    file = picture_file(picture.src, story)
    shown = (
        f'<img src="{escape(file.as_uri())}" alt="{escape(picture.alt)}" style="height:100%">'
        if file
        else f'<p class="missing">{escape(picture.alt or picture.src)}</p>'
    )
    pane = f'<div style="height:{depth / 1000:.3f}pt;overflow:hidden">{shown}</div>'
    return f'<figure style="margin:0">{pane}{_cutline(picture)}</figure>'


def _cutline(picture: Picture) -> str:
    words = inline_html(picture.cutline)
    if picture.credit:
        credit = f'<span class="credit" style="{CREDIT}">{escape(picture.credit)}</span>'
        words = f"{words} {credit}" if words else credit
    return f"<figcaption style='{CUTLINE}'>{words}</figcaption>" if words else ""
