"""Laying boxes over pages of type: pages of other PDFs as form XObjects, by pikepdf."""

from __future__ import annotations

import io

import pikepdf

from layout.page.document import Document
from layout.press.content import form_name
from layout.press.metadata import issue_date
from layout.press.skeleton import Frame, frames_pdf
from layout.typeset.foundry import Foundry
from layout.typeset.theme import Theme


def lay_boxes(type_pages: bytes, document: Document, theme: Theme, foundry: Foundry) -> bytes:
    """The pages of type with the boxes that their contents name."""
    frames = tuple(
        Frame(box.role, box.html, box.rect.width, box.rect.height)
        for page in document.pages
        for box in page.boxes
    )
    rendered = frames_pdf(frames, theme, foundry, issue_date(document), document.language)
    with pikepdf.open(io.BytesIO(type_pages)) as pdf, pikepdf.open(io.BytesIO(rendered)) as boxes:
        forms = iter([pdf.copy_foreign(page.as_form_xobject()) for page in boxes.pages])
        for page, target in zip(document.pages, pdf.pages, strict=True):
            if page.boxes:
                _name_forms(target, [next(forms) for _ in page.boxes])
        return _saved(pdf)


def _name_forms(page: pikepdf.Page, forms: list[pikepdf.Object]) -> None:
    """Give a page its forms, in resources of its own: the fonts are all pages' together."""
    names = {f"/{form_name(i)}": form for i, form in enumerate(forms)}
    page.Resources = pikepdf.Dictionary(Font=page.Resources.Font, XObject=pikepdf.Dictionary(names))


def _saved(pdf: pikepdf.Pdf) -> bytes:
    pdf.remove_unreferenced_resources()
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        recompress_flate=False,
    )
    return out.getvalue()
