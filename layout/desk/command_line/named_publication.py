"""The publication that a command is given by name, from whichever of its folders.

~/gazette/stories/spring $ newsgrid preview        opens ~/gazette
~ $ newsgrid site gazette/stories -o public        is the site of gazette
"""

from __future__ import annotations

import os
from pathlib import Path

from layout.publication.settings.newsgrid_toml import FILE
from layout.publication.story_files import is_publication
from layout.story.pictures.paths import publication_above
from slots.files.door import is_folder, there
from slots.files.nearby import did_you_mean
from slots.finding import Where, bad_input


def publication_named(folder: Path) -> Path:
    """The publication that a folder stands for: itself, or else the nearest one that it lies in.

    A folder in no publication stands for itself, and so does a path that is no folder. Raises
    BadInput where there is nothing of that name.
    """
    check_there(folder)
    if not is_folder(folder) or is_publication(folder):
        return folder
    found = publication_above(folder / FILE)
    if found is None or folder.is_absolute():
        return found or folder
    return Path(os.path.relpath(found))


def check_there(path: Path, kind: str = "folder") -> None:
    """Raises BadInput where the path does not exist, with the most similar name that does."""
    if not there(path):
        message = f"no such {kind}{did_you_mean(path)}"
        hint = "check the name, and that you are in the right folder"
        raise bad_input("missing-file", message, Where(str(path)), hint)
