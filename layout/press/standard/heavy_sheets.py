"""Sheets of a print file with more ink than the limit in some square, as preflight counts it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf

from layout.preflight.content.pages import walk_pages
from layout.preflight.ink.coverage import Heavy
from layout.preflight.opened.pdf import opened
from layout.preflight.subject.subject import Sheet, Subject

_SQUARE = 15.0
"""Millimetres: GWG 2022, R0026."""


def heavy_sheets(data: bytes, places: Sequence[int], limit: int) -> dict[int, Heavy]:
    """Of some sheets of a file, by their places from 0, the heaviest square of those that have one
    over a limit in per cent."""
    if not (data and places):
        return {}
    some = _of(data, places)
    with opened(some) as pdf:
        subject = Subject(some, pdf, tuple(map(Sheet, walk_pages(pdf))))
        found = {
            place: next(subject.inks(sheet.page).heaviest(limit, _SQUARE), None)
            for place, sheet in zip(places, subject.sheets, strict=True)
            if subject.inks(sheet.page).counted
        }
    return {place: heavy for place, heavy in found.items() if heavy}


def _of(data: bytes, places: Sequence[int]) -> bytes:
    """A file of these pages alone."""
    with pikepdf.open(io.BytesIO(data)) as whole, pikepdf.new() as some:
        for place in places:
            some.pages.append(whole.pages[place])
        out = io.BytesIO()
        some.save(out)
    return out.getvalue()
