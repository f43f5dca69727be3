"""Which files are stories, by their names and the folders they are in: none is opened for that."""

from __future__ import annotations

from pathlib import Path

from layout.publication.settings.newsgrid_toml import FILE
from layout.story.pictures.paths import publication_above
from layout.story.read.any_format import is_text as is_text
from slots.files.door import is_folder, there
from slots.files.listing import Listing, files_below, files_in


def stories_in(folder: Path) -> tuple[Path, ...]:
    """The files of the stories of a publication, or of a folder that is none, as `stories_of` has
    them."""
    return stories_of(folder).files


def stories_of(folder: Path) -> Listing:
    """The files of all stories, and what may have kept others from being found.

    Of a publication these are those beside newsgrid.toml and all below stories/; of another folder
    all below it. What is named like a story counts as one: what is wrong with it is reported when
    it is read.
    """
    root = root_of(folder)
    if is_publication(folder):
        beside = files_in(folder, is_text, root)
        return beside + files_below(folder / "stories", is_text, root)
    return files_below(folder, is_text, root)


def root_of(folder: Path) -> Path:
    """The folder that stories found in a folder must lie in: that of its publication, or itself."""
    return publication_above(folder / FILE) or folder


def is_publication(folder: Path) -> bool:
    """Whether a folder is laid out as a publication: only its stories/ is searched for stories."""
    stories = folder / "stories"
    return there(folder / FILE) or is_folder(stories) or stories.is_symlink()
