"""The pictures of an edition's stories: those that can be printed, with their cutlines' depths."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from pathlib import Path

from layout.makeup.cutline import cutline_depth
from layout.makeup.edition.picture_shape import PictureShape
from layout.makeup.items import pictures_of
from layout.page.grid import Area, Grid
from layout.press.artwork import open_artwork
from layout.story.block import Picture
from layout.story.picture_file import picture_file
from layout.story.story import Story
from layout.story.unreadable import Unreadable
from layout.typeset.text import Compositor
from slots.finding import Finding, Severity, Where

LONGEST = 12
"""Times as wide as deep, or as deep as wide, that a picture may be."""

WITHOUT = "; the story is printed without it"


def pictures_for(
    story: Story, grid: Grid, by: Compositor, spoiled: Container[Path], findings: list[Finding]
) -> tuple[PictureShape, ...]:
    """The pictures of a story that can be printed. Those that cannot are noted; those that are not
    there the story's reader has noted; `spoiled` are files that turned out to be damaged."""
    return tuple(_shapes(story, grid, by, spoiled, findings))


def _shapes(
    story: Story, grid: Grid, by: Compositor, spoiled: Container[Path], findings: list[Finding]
) -> Iterator[PictureShape]:
    for name, picture in pictures_of(story):
        file = picture_file(picture.src, Path(story.source))
        if file is None or file in spoiled:
            continue
        try:
            across, down = _proportions(file)
        except Unreadable as error:
            findings.append(_unprintable(picture, story, error))
            continue
        cutlines = _Cutlines(picture, grid, by)
        yield PictureShape(name, picture, across, down, cutlines, file)


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


def _proportions(file: Path) -> tuple[int, int]:
    """Width and height as they are to be seen, in thousandths. Raises Unreadable."""
    across, down = (round(side * 1000) for side in open_artwork(file).proportions)
    if min(across, down) * LONGEST < max(across, down):
        times = f"{LONGEST} times as {'wide as deep' if across > down else 'deep as wide'}"
        raise Unreadable(f"is more than {times}", "crop it to what should be seen")
    return across, down


def _unprintable(picture: Picture, story: Story, error: Unreadable) -> Finding:
    message = f'picture "{picture.src}" {error.why}{WITHOUT}'
    where = Where(story.source or None, picture.line or None)
    return Finding("unprintable-picture", Severity.ERROR, message, where, error.hint)
