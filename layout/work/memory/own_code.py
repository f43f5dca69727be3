"""A digest of the code that values come from: what another version worked out is not found."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib.resources import files
from pathlib import Path

_PACKAGES = (
    *("layout.edition", "layout.press", "layout.makeup", "layout.page", "layout.typeset"),
    *("layout.story", "layout.work.memory", "slots"),
)
"""Where the stages are whose values are kept, and all that they call."""

_LIBRARIES = (
    *("fonttools", "msgspec", "ortools", "pillow", "pydyf", "pyphen", "tinycss2", "uharfbuzz"),
    "weasyprint",
)
"""What sets, solves, renders and writes for them."""


@cache
def own_code() -> str:
    """The digest, worked out once in a process."""
    from importlib.metadata import version  # slow to import

    digest = hashlib.sha256("".join(f"{name} {version(name)}\n" for name in _LIBRARIES).encode())
    for package in _PACKAGES:
        for folder, below, names in os.walk(str(files(package))):
            below.sort()
            for name in sorted(names):
                if name.endswith(".py"):
                    digest.update(Path(folder, name).read_bytes())
    return digest.hexdigest()
