"""An edition as the print view has it: made as `newsgrid print` makes it, with nothing written.

What is shown of it is requested page by page, so its PDF as a whole is painted for the download
alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from layout.desk.preview.print.make.page_digest import Digests
from layout.desk.reports.edition.print_publication import all_findings
from layout.edition.make_edition import Newspaper, Order
from layout.edition.print_edition import page_pdf, painted_edition, print_edition
from layout.edition.single.print_story import PrintEdition, make_print_edition
from layout.edition.workshop import Workshop
from layout.page.document import Document, Image, Page
from layout.press.ink.pdf_objects import Objects
from layout.press.pdf import write_page, write_pdf
from layout.press.pictures.document_images import Images
from layout.publication.material import Material, gather
from layout.publication.settings.print_grid import AS_PUBLISHED
from layout.story.as_written import on_paper
from layout.work.memory.memory import Memory
from layout.work.terminal.console import Console
from slots.finding import Finding

if TYPE_CHECKING:
    from layout.typeset.words.foundry import Foundry
    from layout.typeset.words.theme import Theme


_LENGTH = 20
"""Characters of a closed page's digest that are its revision."""

Say = Callable[[str, int, int], None]
"""A progress callback: the step, how much of it is done, and of how much; 0 of 0 where unknown."""


class Heard(Console):
    """A console whose steps are shown in the browser, not in the terminal of the desk."""

    def __init__(self, say: Say) -> None:
        super().__init__(json=True)
        self._progress, self._say = None, say

    def step(self, doing: str) -> None:
        """Says what is done next."""
        self._say(doing, 0, 0)

    def progress(self, doing: str, done: int, of: int) -> None:
        """Says how far it is."""
        self._say(doing, done, of)


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """An edition: that of a publication (`newspaper`), or that of one story (`lone`, with its
    `material`). `revisions` are those of its pages by their numbers: pages of the same one look the
    same."""

    document: Document
    theme: Theme
    foundry: Foundry
    findings: tuple[Finding, ...]
    revisions: Mapping[int, str]
    newspaper: Newspaper | None = None
    lone: PrintEdition | None = None
    material: Material | None = None

    @property
    def pages(self) -> Mapping[int, Page]:
        """The pages by their numbers."""
        return {page.number: page for page in self.document.pages}


def made_newspaper(
    folder: Path, memory: Memory, sound: set[str], digests: Digests, say: Say
) -> Made:
    """The edition of a publication. Raises BadInput as `newsgrid print` does. `sound` are the
    images that were found to be printable; new ones are noted there."""
    shop, order = Workshop(memory, Heard(say)), Order(folder)
    made, _ = print_edition(order, shop, lambda made: _looked_through(made.document, sound))
    theme, foundry = made.stacked.theme, made.stacked.foundry
    closed = {page.number: page.digest[:_LENGTH] for page in made.closed.pages}
    revisions = {**digests.revisions(made.document, theme), **closed}
    found, document = all_findings(made), _with_closed(made)
    ordered = {page.number: revisions[page.number] for page in document.pages}
    return Made(document, theme, foundry, found, ordered, newspaper=made)


def _with_closed(made: Newspaper) -> Document:
    """The document with its closed pages, of which there is nothing to choose: they are bytes."""
    closed = (
        Page(one.number, made.stacked.grid, (), section=one.section) for one in made.closed.pages
    )
    pages = sorted((*made.document.pages, *closed), key=lambda page: page.number)
    return replace(made.document, pages=tuple(pages))


def made_story(file: Path, memory: Memory, say: Say) -> Made:
    """The print edition of one story. Raises BadInput."""
    console = Heard(say)
    with memory.making():
        gathered = gather(file, console, placing=False)
        material = replace(gathered, story=on_paper(gathered.story))
        made = make_print_edition(material, AS_PUBLISHED, console)
    revisions = Digests().revisions(made.document, material.theme)
    return Made(
        made.document,
        material.theme,
        material.foundry,
        made.findings,
        revisions,
        lone=made,
        material=material,
    )


def pdf_of(made: Made) -> bytes:
    """The whole PDF: the bytes that `newsgrid print` writes. Raises BadInput."""
    if made.newspaper is not None:
        return painted_edition(made.newspaper)
    return write_pdf(made.document, made.theme, made.foundry)


def page_pdf_of(made: Made, number: int) -> bytes:
    """The PDF of one page. Raises BadInput with what of it cannot be used."""
    if made.newspaper is not None:
        return page_pdf(made.newspaper, number)
    return write_page(made.document, number, made.theme, made.foundry)


def _looked_through(document: Document, sound: set[str]) -> None:
    """Raises BadInput with all images that cannot be printed, as painting them would. Those that
    were `sound` before and did not change since are not looked at again; `sound` has those of this
    document afterwards."""
    named = {_image_name(image): image for page in document.pages for image in page.images}
    new = tuple(image for name, image in named.items() if name not in sound)
    if new:
        part = replace(document, pages=(replace(document.pages[0], images=new),))
        Images(part).write(Objects())
    sound.clear()
    sound.update(named)


def _image_name(image: Image) -> str:
    """An image as it is printed, and the state of its file."""
    try:
        stat = image.file.stat()
    except OSError:
        return f"{image.file} gone"
    return f"{image.file} {stat.st_mtime_ns} {stat.st_size} {image.rect.width} {image.crop}"
