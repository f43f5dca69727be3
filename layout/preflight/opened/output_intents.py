"""The output intents of a file: for which press it was made. Source: ISO 32000-1, 14.11.5."""

from __future__ import annotations

from typing import Any

import pikepdf

from layout.preflight.opened.numbers import name


def press_intents(pdf: pikepdf.Pdf) -> list[Any]:
    """The output intents of a file that are for print (GTS_PDFX)."""
    found = pdf.Root.get("/OutputIntents")
    each = list(found)[:100] if isinstance(found, pikepdf.Array) else []
    return [
        one for one in each
        if isinstance(one, pikepdf.Dictionary) and name(one.get("/S")) == "GTS_PDFX"
    ]  # fmt: skip
