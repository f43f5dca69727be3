"""Whether a PDF may say that it is PDF/UA-1, for those who cannot see it.

What the press itself paints is: type has its text, its place in the structure and its language.
What may be otherwise is what comes from outside: a picture that nobody described, artwork and boxes
with fonts that do not say what their glyphs stand for. So the claim is made where there is nothing
of that kind; of each part it is known again from run to run.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from layout.page.document import Document
from layout.press.ink.metadata import UA_CLAIM
from layout.work.memory.remembered import remembered
from slots.files.decoding import Undecodable, decoding

if TYPE_CHECKING:
    import pikepdf

    from layout.preflight.accessible.barrier import Barrier

CLAIM = UA_CLAIM.encode("ascii")
"""What says so in the metadata of a file of ours."""


def may_claim(document: Document, parts: Iterable[bytes], boxes: Iterable[bytes] = ()) -> bool:
    """Whether the PDF of a document is PDF/UA-1; `parts` are the PDF files that are placed on it,
    all of them sound, `boxes` those of its boxes, with their tags."""
    told = all_described(document) and all(map(is_accessible, parts))
    return told and all(map(_is_accessible_box, boxes))


def is_claimed(data: bytes) -> bool:
    """Whether a PDF of ours says that it is PDF/UA-1."""
    import pikepdf  # slow to import

    with pikepdf.open(io.BytesIO(data)) as pdf:
        packet = pdf.Root.get("/Metadata")
        return packet is not None and CLAIM in packet.read_bytes()


def all_described(document: Document) -> bool:
    """Whether each picture of a document has an alternative text; an ad is told by its name."""
    images = (image for page in document.pages for image in page.images)
    return all(image.alternative or image.role != "picture" for image in images)


@remembered(lambda data: hashlib.sha256(data).hexdigest(), form=bool)
def is_accessible(data: bytes) -> bool:
    """Whether a PDF file, placed as a figure, keeps nobody out."""
    from layout.preflight.accessible.check import barriers_where_placed

    return _has_none(data, barriers_where_placed)


@remembered(lambda data: f"box {hashlib.sha256(data).hexdigest()}", form=bool)
def _is_accessible_box(data: bytes) -> bool:
    """Whether the PDF of a box, placed with its tags, keeps nobody out."""
    from layout.preflight.accessible.check import barriers_of_part

    return _has_none(data, barriers_of_part)


def _has_none(data: bytes, barriers: Callable[[pikepdf.Pdf], tuple[Barrier, ...]]) -> bool:
    import pikepdf  # slow to import

    try:
        with decoding(), pikepdf.open(io.BytesIO(data)) as pdf:
            return not barriers(pdf)
    except Undecodable:
        return False
