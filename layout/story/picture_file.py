"""The files of pictures: where a publication's folder begins, and which files are not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from layout.story.block import Block, Picture
from layout.story.module import Module
from layout.story.story import Story
from slots.finding import Finding, Severity, Where

_CONFIGURATION = "newsgrid.toml"


def publication_of(path: Path) -> Path:
    """The folder of the publication a story belongs to: the nearest above it with newsgrid.toml.

    A story outside any publication has its own folder only.
    """
    folder = path.resolve().parent
    for candidate in (folder, *folder.parents):
        if (candidate / _CONFIGURATION).is_file():
            return candidate
    return folder


def depth_of(path: Path) -> int:
    """How many folders a story's file lies below its publication's folder."""
    return len(path.resolve().parent.relative_to(publication_of(path)).parts)


def picture_file(src: str, story: Path) -> Path | None:
    """The file of a picture of a story; None where it is not there, or where links lead to a file
    outside the publication, which no edition may show."""
    file = (story.parent / src).resolve()
    return file if file.is_relative_to(publication_of(story)) and file.is_file() else None


def missing_pictures(story: Story, path: Path) -> tuple[Finding, ...]:
    """A finding for every picture whose file is not there, or lies outside by a symbolic link."""
    folder = publication_of(path)
    return tuple(
        _finding(picture, story, "is not there" if inside else "lies outside the publication")
        for picture in pictures_in(story)
        for file in [(path.parent / picture.src).resolve()]
        for inside in [file.is_relative_to(folder)]
        if not (inside and file.is_file())
    )


def pictures_in(story: Story) -> Iterator[Picture]:
    """The pictures of a story: those of its body, then those of its modules."""
    modules = (ask.content for ask in story.asks)
    inside = (block for module in modules if isinstance(module, Module) for block in module.blocks)
    blocks: tuple[Block, ...] = (*story.body, *inside)
    return (block for block in blocks if isinstance(block, Picture))


def _finding(picture: Picture, story: Story, problem: str) -> Finding:
    return Finding(
        "missing-picture",
        Severity.ERROR,
        f'picture "{picture.src}" {problem}',
        Where(story.source or None, picture.line or None),
        "put the file there, or mend its path (it starts from the story's folder)",
    )
