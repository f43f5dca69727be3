"""Each page of an edition as files: alone as a PDF, and as pictures to read and to find it by."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

import pikepdf

from layout.epaper.issue import IssuePage
from layout.epaper.page_tags import EditionTags
from layout.epaper.stories.story_pictures import drawn

Sizes = tuple[int, int]
"""Width and height in px."""

_READING, _THUMBNAIL = 2200, 320
"""The longer edge of a page's pictures in px: at the first text of 8.7 pt can be read on a screen,
the second is as wide as a finger is on a phone."""


def page_pdfs(pdf: bytes, pages: Iterable[IssuePage]) -> Mapping[str, bytes]:
    """The PDF of each page, cut from that of the edition, by its name. Fonts and pictures that it
    does not use are left out; of the structure tree it has what is on it."""
    files = {}
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        language, tags = whole.Root.get("/Lang"), EditionTags(whole)
        for at, page in enumerate(pages):
            with pikepdf.new() as alone:
                alone.pages.append(whole.pages[at])
                sheet = alone.pages[0]
                if not tags.give(whole.pages[at], alone):
                    for key in ("/StructParents", "/Tabs"):
                        if key in sheet.obj:
                            del sheet.obj[key]
                if language is not None:
                    alone.Root.Lang = pikepdf.String(str(language))
                alone.remove_unreferenced_resources()
                out = io.BytesIO()
                alone.save(
                    out,
                    deterministic_id=True,
                    object_stream_mode=pikepdf.ObjectStreamMode.generate,
                )
                files[page.pdf] = out.getvalue()
    return files


def page_pictures(
    pdf: Any, pages: Iterable[IssuePage]
) -> tuple[Mapping[str, bytes], Mapping[str, Sizes]]:
    """The pictures of all pages by their names, and their sizes; `pdf` is opened by PDFium."""
    files: dict[str, bytes] = {}
    sizes: dict[str, Sizes] = {}
    for at, page in enumerate(pages):
        sheet = pdf[at]
        try:
            for name, longest in ((page.picture, _READING), (page.thumbnail, _THUMBNAIL)):
                scale = longest / max(sheet.get_size())
                files[name], sizes[name] = drawn(sheet, scale)
        finally:
            sheet.close()
    return files, sizes
