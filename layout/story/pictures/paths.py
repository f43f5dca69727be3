"""The files of pictures: where a publication's folder begins, and which files are not there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from layout.story.as_written import Story
from layout.story.block import Block, Picture
from layout.story.module import Module
from slots.files.door import inside, is_file, there
from slots.files.nearby import meant, nearest_name
from slots.finding import Edit, Finding, Severity, Where, edit_on_line

_CONFIGURATION = "newsgrid.toml"


def publication_above(path: Path) -> Path | None:
    """The folder of the publication a file belongs to: the nearest above its name with
    newsgrid.toml. None where there is none.

    Where a link leads to does not count: what lies in a publication by its name must lie there.
    """
    folder = _folder_of(path)
    return next((each for each in (folder, *folder.parents) if there(each / _CONFIGURATION)), None)


def _publication_of(path: Path) -> Path:
    """The same; a story outside any publication has its own folder only."""
    return publication_above(path) or _folder_of(path)


def _folder_of(path: Path) -> Path:
    """The folder that a file lies in by its name; ".." is where the system says it is."""
    folder = path.absolute().parent
    return Path(os.path.realpath(folder)) if ".." in folder.parts else folder


def depth_of(path: Path) -> int:
    """How many folders a story's file lies below its publication's folder."""
    return len(_folder_of(path).relative_to(_publication_of(path)).parts)


def picture_file(src: str, story: Path) -> Path | None:
    """The file of a picture of a story; None where it is not there, or where links lead to a file
    outside the publication, which no edition may show."""
    file = inside(story.parent / src, _publication_of(story))
    return file if file and is_file(file) else None


def pictures_of(story: Story, path: Path) -> tuple[Path, ...]:
    """The files of all pictures of a story that are there."""
    found = (picture_file(picture.src, path) for picture in pictures_in(story))
    return tuple(file for file in found if file)


def missing_pictures(story: Story, path: Path, text: str) -> tuple[Finding, ...]:
    """A finding for every picture whose file is not there, or lies outside by a symbolic link, in
    the text of a story."""
    found = tuple(pictures_in(story))
    home = _publication_of(path) if found else path
    wrong = ((picture, _problem(picture.src, path, home)) for picture in found)
    return tuple(
        replace(_finding(picture, story, problem), edits=_edits(picture, path, home, text))
        for picture, problem in wrong
        if problem
    )


def _edits(picture: Picture, story: Path, home: Path, text: str) -> tuple[Edit, ...]:
    """The edit that names the file that was meant, none where none is near."""
    near = nearest_name(picture.src, story.parent, home)
    if not near or not picture.line:
        return ()
    line = text.split("\n")[picture.line - 1 :][:1]
    return edit_on_line("".join(line), picture.line, picture.src, Path(near).as_posix())


def _problem(src: str, story: Path, home: Path) -> str | None:
    """Why a picture is none of a publication's, None where it is one."""
    real = inside(story.parent / src, home)
    if real is None:
        return "lies outside the publication"
    if is_file(real):
        return None
    return "is no file" if there(real) else f"is not there{meant(src, story.parent, home)}"


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
