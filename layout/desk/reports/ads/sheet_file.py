"""The sheets of an ad plan as a file: PDF with a page for each, SVG or PNG with all in one."""

from __future__ import annotations

import base64
import datetime

from layout.desk.reports.ads.lettering import Letters
from layout.desk.reports.ads.paint_png import png_of
from layout.desk.reports.ads.paint_svg import FAMILY, svg_of
from layout.desk.reports.ads.thumbnail_sheets import HEIGHT, WIDTH, sheets_of, stacked_up
from layout.edition.stacked_ads import Stacked

_NO_DATE = datetime.date(2000, 1, 1)
"""Of the PDF of an edition that has no date: the same plan gives the same bytes."""


def proof_of(work: Stacked, kind: str) -> bytes:
    """The sheets as a file of a kind, ".pdf", ".svg" or ".png"."""
    letters = Letters(work.theme, work.foundry)
    sheets = sheets_of(work, letters)
    if kind == ".pdf":
        return _pdf(tuple(svg_of(sheet) for sheet in sheets), work)
    whole = stacked_up(sheets)
    if kind == ".png":
        return png_of(whole, letters)
    return svg_of(whole, _fonts(svg_of(whole), letters)).encode()


def _fonts(markup: str, letters: Letters) -> str:
    """The fonts of an SVG inside of it, cut down to the signs it has."""
    from layout.web.html.web_fonts import cut_font

    signs = "".join(sorted(set(markup)))
    rules = []
    for bold in (False, True):
        data = base64.b64encode(cut_font(letters.face(bold), signs)).decode()
        weight = 700 if bold else 400
        rules.append(
            f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};'
            f"src:url(data:font/woff2;base64,{data})}}"
        )
    return "".join(rules)


def _pdf(markups: tuple[str, ...], work: Stacked) -> bytes:
    """A page for each sheet."""
    from layout.press.frames.skeleton import Frame, frames_pdfs

    frames = tuple(Frame("picture", markup, WIDTH, HEIGHT) for markup in markups)
    paper = work.publication
    pdfs = frames_pdfs(frames, work.theme, work.foundry, paper.date or _NO_DATE, paper.language)
    return pdfs[0] if len(pdfs) == 1 else _joined(pdfs)


def _joined(pdfs: tuple[bytes, ...]) -> bytes:
    from io import BytesIO

    import pikepdf

    with pikepdf.new() as whole:
        for data in pdfs:
            with pikepdf.open(BytesIO(data)) as part:
                whole.pages.extend(part.pages)
        out = BytesIO()
        whole.save(out, deterministic_id=True)
    return out.getvalue()
