"""What a proof shows: candidates and clearances with their places, and notes for its margin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from layout.page.document import Box, Document, Image, Page
from layout.page.format import MM
from layout.page.rect import Rect
from layout.press.pictures.document_images import Images
from slots.strip.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Tick:
    """A gap where a box could stand, on its page in millipoints: allowed or refused, and the note
    beside it."""

    page: int
    x: int
    y: int
    allowed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Clearance:
    """The band around a box that it keeps free of others on a page."""

    page: int
    rect: Rect


@dataclass(frozen=True, slots=True)
class Proof:
    """What a proof shows besides grid, legs, boxes, refusals and findings."""

    ticks: tuple[Tick, ...] = ()
    clearances: tuple[Clearance, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph of the proof's margin; `head` in bold, `colour` that of the square before it."""

    text: str
    head: bool = False
    colour: str = ""


def missing(refusal: Refusal) -> str | None:
    """How much is missing, where that can be counted.

    >>> from slots.strip.refusal import Kind, Rule
    >>> missing(Refusal("page 1", "inline-1", Rule(Kind.COLUMNS), 4, 3))
    '1 columns'
    """
    needed, has = refusal.needed, refusal.has
    if isinstance(needed, int) and isinstance(has, int):
        return f"{needed - has} {refusal.rule}"
    return str(refusal.lacks) if refusal.lacks else None


def refusal_text(refusal: Refusal) -> str:
    """A refusal as the margin has it: where, why, and what is missing."""
    where = f"before {refusal.candidate}" if refusal.candidate else "at the end"
    short = missing(refusal)
    return f"{where}: {refusal}{f' (missing {short})' if short else ''}"


def document_notes(document: Document) -> Iterator[Note]:
    """The notes of a whole document: every refusal by its slot, and every finding."""
    slots = dict.fromkeys(refusal.slot for refusal in document.refusals)
    for slot in slots:
        yield Note(f"Refused for {slot}", head=True)
        for refusal in document.refusals:
            if refusal.slot == slot:
                yield Note(refusal_text(refusal), colour="red")
    if document.findings:
        yield Note("Findings", head=True)
    for finding in document.findings:
        yield Note(str(finding), colour="orange")


def page_notes(page: Page, total: int, proof: Proof, images: Images) -> Iterator[Note]:
    """The notes of each page: its grid, legs, images, boxes and candidates."""
    grid = page.grid
    yield Note(f"Proof: page {page.number} of {total}", head=True)
    yield Note(
        f"{len(grid.columns)} columns, gutter {grid.gutter / MM:.1f} mm; "
        f"{grid.rows} rows of {grid.leading / 1000:g} pt",
        colour="cyan",
    )
    for number, leg in enumerate(page.legs, 1):
        yield Note(f"leg {number} {leg.story}: {leg.filled} of {leg.rows} rows", colour="magenta")
    for image in page.images:
        text = f"{_named(image)}, {images.resolution(image)}"
        yield Note(text, colour="blue")
    for box in page.boxes:
        yield Note(_named(box), colour="blue")
    for tick in proof.ticks:
        if tick.page == page.number:
            text = tick.note or ("allowed" if tick.allowed else "refused")
            yield Note(text, colour="green" if tick.allowed else "red")


def _named(box: Box | Image) -> str:
    size = f"{box.rect.width / MM:.1f} × {box.rect.height / MM:.1f} mm"
    return f"{box.id} ({box.role}): {size}"
