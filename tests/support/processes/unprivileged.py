"""Acting as somebody who may not do everything: permissions mean nothing to root."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def nobody(place: Path) -> Iterator[None]:
    """This process as the user nobody, where it is root, until the block ends; `place` and the
    folders it lies in can be entered by all meanwhile."""
    if os.geteuid() != 0:
        yield
        return
    above = [folder for folder in (place, *place.parents) if folder.stat().st_mode & 0o055 != 0o055]
    modes = {folder: folder.stat().st_mode & 0o7777 for folder in above}
    for folder, mode in modes.items():
        folder.chmod(mode | 0o055)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        for folder, mode in modes.items():
            folder.chmod(mode)
