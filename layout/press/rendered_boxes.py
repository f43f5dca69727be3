"""The boxes of a document as form XObjects, rendered by WeasyPrint."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from layout.page.document import Document, Page
from layout.press.frames.cached_frames import FrameSetup, pdfs
from layout.press.frames.skeleton import Frame
from layout.press.ink.metadata import issue_date
from layout.press.ink.pdf_objects import Objects
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import Theme
from layout.work.processes.fork import Begin, at_once


def rendered(
    document: Document,
    theme: Theme,
    foundry: Foundry,
    begin: Begin = at_once,
) -> Callable[[], dict[Frame, bytes]]:
    """Begins to render the boxes of a document, as `begin` says. What it gives waits for the PDF of
    each, by frame, and raises BadInput where something in a box cannot be rendered.

    Each PDF has its own fonts, so it is the same whatever is rendered with it.
    """
    frames = [frame for page in document.pages for frame in frames_of(page)]
    setup = FrameSetup(theme, foundry, issue_date(document), document.language)
    return pdfs.aside(begin, frames, setup)


def box_forms(pdfs: Mapping[Frame, bytes], objects: Objects) -> dict[Frame, int]:
    """Add the boxes of a document to the objects of a PDF: the numbers of their forms."""
    from layout.press.pictures.pdf_artwork import pdf_form  # pikepdf: slow to import

    return {frame: pdf_form(data, objects) for frame, data in pdfs.items()}


def frames_of(page: Page) -> tuple[Frame, ...]:
    """The frames of a page's boxes, in order."""
    return tuple(
        Frame(box.role, box.html, box.rect.width, box.rect.height, box.files) for box in page.boxes
    )
