"""The pictures of an edition's stories: those that can be printed, with their cutlines' depths.

Which of them stay out for want of room: `layout.makeup.edition.shapes.which_pictures_hang`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from layout.edition.single.picture_markup import CODE, WITHOUT
from layout.makeup.edition.shapes.picture_depth import PictureShape
from layout.makeup.story.items_to_stack import pictures_of
from layout.makeup.type.cutline import cutline_depth
from layout.page.grid import Area, Grid
from layout.press.pictures.artwork import Artwork, open_artwork, sound_artwork
from layout.story.as_written import Story
from layout.story.block import Picture
from layout.story.pictures.paths import picture_file
from layout.story.pictures.portraits import is_portrait
from layout.story.pictures.unreadable import Unreadable
from layout.typeset.set_text import Compositor
from slots.finding import Finding, Severity, Where

_LONGEST = 12
"""Times as wide as deep, or as deep as wide, that a picture may be."""

_LEADING = 2  # rank up to which a story may lead a page

_Spoiled = Mapping[Path, Finding]
"""Files that turned out to be damaged, with what is wrong with each."""


def pictures_for(
    story: Story, grid: Grid, by: Compositor, spoiled: _Spoiled, findings: list[Finding]
) -> tuple[PictureShape, ...]:
    """The pictures of a story that can be printed. Those that cannot are noted; those that are not
    there the story's reader has noted; `spoiled` are files that turned out to be damaged when they
    were painted, with what is wrong."""
    return tuple(_shapes(story, grid, by, spoiled, findings))


def with_portraits(shapes: tuple[PictureShape, ...], rank: int) -> tuple[PictureShape, ...]:
    """The pictures of a story of some rank with those marked as mug shots that look like portraits;
    not the first one of a story that may lead a page."""
    first = 1 if rank <= _LEADING else 0
    return tuple(
        replace(shape, mug=shape.mug or is_portrait(shape.picture, shape.across, shape.down))
        if at >= first
        else shape
        for at, shape in enumerate(shapes)
    )


def _shapes(
    story: Story, grid: Grid, by: Compositor, spoiled: _Spoiled, findings: list[Finding]
) -> Iterator[PictureShape]:
    for name, picture in pictures_of(story):
        file = picture_file(picture.src, Path(story.source))
        if file is None:
            continue
        if file in spoiled:
            wrong = spoiled[file]
            findings.append(_unprintable(picture, story, wrong.message, wrong.remedy))
            continue
        try:
            artwork = open_artwork(file)
            across, down = _proportions(artwork)
        except Unreadable as error:
            findings.append(_unprintable(picture, story, error.why, error.hint))
            continue
        cutlines = _Cutlines(picture, grid, by)
        pixels = 0 if artwork.kind == "PDF" else across // 1000
        yield PictureShape(name, picture, across, down, cutlines, file, pixels, picture.mug)


class _Cutlines(Mapping[int, int]):
    """How deep a picture's cutline is by columns: set when that is asked for, by stories whose
    pages are not there already."""

    def __init__(self, picture: Picture, grid: Grid, by: Compositor) -> None:
        self._picture, self._grid, self._by = picture, grid, by

    def __getitem__(self, columns: int) -> int:
        return cutline_depth(self._picture, width_of(self._grid, columns), self._by)

    def __iter__(self) -> Iterator[int]:
        return iter(range(1, len(self) + 1))

    def __len__(self) -> int:
        return len(self._grid.columns)


def width_of(grid: Grid, columns: int) -> int:
    """The width of so many columns, in millipoints."""
    return grid.rect(Area(0, 0, columns, 1)).width


def unprintable_pictures(story: Story, seen: Container[Path] = frozenset()) -> Iterator[Finding]:
    """A finding for each picture of a story that an edition is printed without, as printing it
    finds: each file is decoded to its end, but those that are `seen`. Those that are not there its
    reader has noted."""
    for _, picture in pictures_of(story):
        file = picture_file(picture.src, Path(story.source))
        if file is None or file in seen:
            continue
        try:
            _proportions(sound_artwork(file))
        except Unreadable as error:
            yield _unprintable(picture, story, error.why, error.hint)


def _proportions(artwork: Artwork) -> tuple[int, int]:
    """Width and height as they are to be seen, in thousandths. Raises Unreadable."""
    across, down = (round(side * 1000) for side in artwork.proportions)
    if min(across, down) * _LONGEST < max(across, down):
        times = f"{_LONGEST} times as {'wide as deep' if across > down else 'deep as wide'}"
        raise Unreadable(f"is more than {times}", "crop it to what should be seen")
    return across, down


def _unprintable(picture: Picture, story: Story, why: str, hint: str) -> Finding:
    message = f'picture "{picture.src}" {why}{WITHOUT}'
    where = Where(story.source or None, picture.line or None)
    return Finding(CODE, Severity.ERROR, message, where, hint)
