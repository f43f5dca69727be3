"""The boxes of a document as form XObjects: rendered by WeasyPrint, or kept from an earlier run."""

from __future__ import annotations

import datetime

from layout.page.document import Document, Page
from layout.press.box_cache import BoxCache, keep, kept
from layout.press.frame_key import FrameKeys
from layout.press.metadata import issue_date
from layout.press.objects import Objects
from layout.press.skeleton import Frame, frames_pdfs
from layout.typeset.foundry import Foundry
from layout.typeset.theme import Theme


class Boxes:
    """The boxes of one document: each becomes a form, whose number a page's resources name."""

    def __init__(self, document: Document, theme: Theme, foundry: Foundry) -> None:
        self.theme, self.foundry = theme, foundry
        self.language, self.date = document.language, issue_date(document)
        frames = [frame for page in document.pages for frame in frames_of(page)]
        self._frames = tuple(dict.fromkeys(frames))  # the same box twice is rendered once

    def forms(self, objects: Objects, cache: BoxCache | None) -> dict[Frame, int]:
        """Add all boxes to the objects of a PDF: the numbers of their forms.

        Each is a PDF of its own before, with fonts of its own: so it is the same whatever else had
        to be rendered with it. Raises BadInput where something in a box cannot be rendered.
        """
        from layout.press.pdf_artwork import pdf_form  # pikepdf

        return {frame: pdf_form(data, objects) for frame, data in self._pdfs(cache).items()}

    def _pdfs(self, cache: BoxCache | None) -> dict[Frame, bytes]:
        names = FrameKeys(self.theme, self.foundry, self.language) if cache is not None else None
        keys = {frame: names.key(frame) if names else None for frame in self._frames}
        found = {frame: key and kept(cache, key) for frame, key in keys.items()}
        missing = tuple(frame for frame, data in found.items() if not data)
        made = self._rendered(missing, self.date) if missing else {}
        for frame, data in made.items():
            key = keys[frame]
            if key is not None:
                keep(cache, key, data)
        return {frame: made.get(frame) or found[frame] or b"" for frame in self._frames}

    def _rendered(self, frames: tuple[Frame, ...], date: datetime.date) -> dict[Frame, bytes]:
        made = frames_pdfs(frames, self.theme, self.foundry, date, self.language)
        return dict(zip(frames, made, strict=True))


def frames_of(page: Page) -> tuple[Frame, ...]:
    """The frames of a page's boxes, in order."""
    return tuple(Frame(box.role, box.html, box.rect.width, box.rect.height) for box in page.boxes)
