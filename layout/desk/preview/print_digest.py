"""The revision of a page: a digest of all that can be seen on it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from layout.page.document import WHOLE, Document, Fragment, Page
from layout.page.flat import flat

if TYPE_CHECKING:
    from layout.typeset.theme import Theme

LENGTH = 20


def revisions_of(document: Document, theme: Theme) -> dict[int, str]:
    """The revision of each page by its number. It depends on the page's type, on the state of its
    files and on the theme, not on other pages."""
    look = repr((theme, document.language, document.date))
    sizes = _sizes(document)
    files = {file: f"{_state(file)} {size}" for file, size in sizes.items()}
    return {page.number: _revision(page, look, files) for page in document.pages}


def edition_revision(pages: Mapping[int, str], title: str) -> str:
    """The revision of a whole edition."""
    told = json.dumps([title, list(pages.items())])
    return hashlib.sha256(told.encode()).hexdigest()[:LENGTH]


def _revision(page: Page, look: str, files: Mapping[Path, str]) -> str:
    caps = tuple(
        Fragment("drop-cap", cap.text, page.grid.live, (cap.placed,), cap.colour)
        for cap in page.drop_caps
    )
    told = flat([replace(page, fragments=(*page.fragments, *caps), drop_caps=())])
    shown = {image.file: files[image.file] for image in page.images}
    text = f"{json.dumps(told)}{page.grid}{sorted(shown.items())}{look}"
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def _sizes(document: Document) -> dict[Path, int]:
    """How wide each file is printed at its largest, uncropped: its resolution depends on that."""
    sizes: dict[Path, int] = {}
    for page in document.pages:
        for image in page.images:
            wide = image.rect.width * WHOLE // max(1, image.crop.right - image.crop.left)
            sizes[image.file] = max(wide, sizes.get(image.file, 0))
    return sizes


def _state(file: Path) -> str:
    """What changes when a file does."""
    try:
        stat = file.stat()
    except OSError:
        return "gone"
    return f"{stat.st_mtime_ns} {stat.st_size}"
