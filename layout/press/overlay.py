"""The boxes of a document as form XObjects: rendered by WeasyPrint, or kept from an earlier run."""

from __future__ import annotations

from layout.page.document import Document, Page
from layout.press.box_cache import BoxCache
from layout.press.kept_frames import KeptFrames
from layout.press.metadata import issue_date
from layout.press.objects import Objects
from layout.press.pdf_artwork import pdf_form
from layout.press.skeleton import Frame
from layout.typeset.foundry import Foundry
from layout.typeset.theme import Theme


def box_forms(
    document: Document,
    theme: Theme,
    foundry: Foundry,
    objects: Objects,
    cache: BoxCache | None = None,
) -> dict[Frame, int]:
    """Add the boxes of a document to the objects of a PDF: the numbers of their forms.

    Each is a PDF of its own before, with fonts of its own: so it is the same whatever else had to
    be rendered with it. Raises BadInput where something in a box cannot be rendered.
    """
    frames = [frame for page in document.pages for frame in frames_of(page)]
    rendered = KeptFrames(theme, foundry, issue_date(document), document.language)
    pdfs = rendered.pdfs(frames, cache)
    return {frame: pdf_form(data, objects) for frame, data in pdfs.items()}


def frames_of(page: Page) -> tuple[Frame, ...]:
    """The frames of a page's boxes, in order."""
    return tuple(Frame(box.role, box.html, box.rect.width, box.rect.height) for box in page.boxes)
