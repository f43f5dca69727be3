"""The boxes of a document as form XObjects, rendered by WeasyPrint."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from layout.page.document import Document, Page
from layout.press.frames.cached_frames import FrameSetup, pdfs
from layout.press.frames.skeleton import Frame
from layout.press.ink.metadata import issue_date
from layout.press.ink.pdf_objects import Objects
from layout.press.ink.structure_tree import Structure
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


def box_forms(
    document: Document, pdfs: Mapping[Frame, bytes], objects: Objects, structure: Structure
) -> dict[Page, list[int]]:
    """Add the boxes of a document to the objects of a PDF, and what is in them to its structure:
    the numbers of their forms, by their page. All pages are painted by then."""
    from layout.press.pictures.tagged_form import tagged_form  # pikepdf: slow to import

    return {
        page: [
            structure.fill(partial(tagged_form, pdfs[frame], objects)) for frame in frames_of(page)
        ]
        for page in document.pages
    }


def frames_of(page: Page) -> tuple[Frame, ...]:
    """The frames of a page's boxes, in order."""
    return tuple(
        Frame(box.role, box.html, box.rect.width, box.rect.height, box.files) for box in page.boxes
    )
