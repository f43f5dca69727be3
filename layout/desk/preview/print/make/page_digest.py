"""The revision of a page: a digest of all that can be seen on it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from layout.page.document import WHOLE, Document, Fragment, Page
from layout.typeset.words.face import by_cut, open_face
from layout.work.memory.typed_bytes import as_bytes

if TYPE_CHECKING:
    from layout.typeset.words.theme import Theme

_LENGTH = 20
_FACES = by_cut(open_face)


class _Seen(NamedTuple):
    """A fragment that stood on a page, and its display list."""

    fragment: Fragment
    content: str


class Digests:
    """Gives pages their revisions. Type that stands on a page still is not looked at again: it
    comes from one making to the next as the same fragments."""

    def __init__(self) -> None:
        self._known: dict[int, _Seen] = {}

    def revisions(self, document: Document, theme: Theme) -> dict[int, str]:
        """The revision of each page by its number. It depends on the page's type, on the state of
        its files and on the theme, not on other pages."""
        look = repr((theme, document.language, document.date))
        sizes = _sizes(document)
        files = {file: f"{_state(file)} {size}" for file, size in sizes.items()}
        seen: dict[int, _Seen] = {}
        found = {page.number: self._revision(page, look, files, seen) for page in document.pages}
        self._known = seen
        return found

    def _revision(
        self,
        page: Page,
        look: str,
        files: Mapping[Path, str],
        seen: dict[int, _Seen],
    ) -> str:
        digest = hashlib.sha256(f"{page.grid}{look}".encode())
        caps = tuple(
            Fragment("drop-cap", cap.text, page.grid.live, (cap.placed,), cap.colour)
            for cap in page.drop_caps
        )
        for fragment in (*page.fragments, *caps):
            known = self._known.get(id(fragment))
            if known is None or known.fragment is not fragment:
                known = _Seen(fragment, _content_digest(Page(page.number, page.grid, (fragment,))))
            seen[id(fragment)] = known  # which keeps it, and so its number, its own
            digest.update(known.content.encode())
        digest.update(_content_digest(replace(page, fragments=(), drop_caps=(), legs=())).encode())
        for file in sorted({image.file for image in page.images}):
            digest.update(f"{file} {files[file]}".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()[:_LENGTH]


def _content_digest(page: Page) -> str:
    return hashlib.sha256(as_bytes(page, _FACES)).hexdigest()


def edition_revision(pages: Mapping[int, str], title: str) -> str:
    """The revision of a whole edition."""
    content = json.dumps([title, list(pages.items())])
    return hashlib.sha256(content.encode()).hexdigest()[:_LENGTH]


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
