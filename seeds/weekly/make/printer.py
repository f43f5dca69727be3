"""Printing sheets: one PDF each, with the project's fonts and no others, the same bytes each time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sheet import FONTS, Sheet

from layout.press.frames.font_instances import instances_in
from layout.work.writing.temporaries import temporary_folder
from layout.press.frames.skeleton import FONTS_CONF
from layout.typeset.words.foundry import Foundry

PROTOCOLS = ("file", "data")
EDITION = "1795651200"  # 26 November 2026, as seconds since 1970


@contextmanager
def fonts_folder(foundry: Foundry) -> Iterator[Path]:
    """A folder with all FONTS in it, which is what WeasyPrint sees while it is in use."""
    with temporary_folder() as name:
        folder = Path(name)
        instances_in(folder, [(f"{code}.ttf", foundry.face(cut)) for code, cut in FONTS.items()])
        conf = folder / "fonts.conf"
        conf.write_text(FONTS_CONF.format(folder=folder), encoding="utf-8")
        os.environ |= {"FONTCONFIG_FILE": str(conf), "SOURCE_DATE_EPOCH": EDITION}
        yield folder


def pdf(sheet: Sheet, folder: Path) -> bytes:
    """A sheet as a PDF of one page."""
    import weasyprint  # only now: it reads FONTCONFIG_FILE when it is imported
    from weasyprint.urls import URLFetcher

    fetcher = URLFetcher(allowed_protocols=PROTOCOLS)
    page = weasyprint.HTML(
        string=sheet.html(), base_url=folder.as_uri() + "/", url_fetcher=fetcher
    ).render()
    assert len(page.pages) == 1, "artwork ran over its page"
    made: bytes = page.write_pdf()
    return made


def raster(data: bytes, dpi: int) -> object:
    """A one-page PDF as an RGB picture."""
    import pypdfium2

    page = pypdfium2.PdfDocument(data)[0]
    return page.render(scale=dpi / 72).to_pil().convert("RGB")
