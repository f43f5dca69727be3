"""What a command is given by name: the folder of a publication, whichever of its folders one is in.

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
    """The publication that a folder stands for: the nearest that it lies in, if it is none itself.

    A folder in no publication stands for itself, as what is no folder does. Raises BadInput where
    there is nothing of that name.
    """
    check_there(folder)
    if not is_folder(folder) or is_publication(folder):
        return folder
    found = publication_above(folder / FILE)
    if found is None or folder.is_absolute():
        return found or folder
    return Path(os.path.relpath(found))


def check_there(path: Path, kind: str = "folder") -> None:
    """Raises BadInput, with the nearest name, where there is nothing of a name."""
    if not there(path):
        message = f"no such {kind}{did_you_mean(path)}"
        hint = "check the name, and that you are in the right folder"
        raise bad_input("missing-file", message, Where(str(path)), hint)
