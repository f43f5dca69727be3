"""Word spaces on either side of a change of font, as different readers of PDF show them."""

from __future__ import annotations

import ctypes
import io

import pdfplumber
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from support.press.sample_documents import one_line_document, set_line

from layout.press.pdf import write_pdf
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

MEASURE, LEFT = 220_000, 40_000


@pytest.fixture(scope="module")
def printed() -> bytes:
    """One justified line with wide gaps: two words in bold, two in roman, one in italic."""
    theme = load_theme()
    foundry = Foundry(theme.fallback)
    style = theme.styles["body"]
    roman, italic, bold, _ = style.cuts
    parts = (("Saltmere Town", bold), ("four goals", roman), ("again", italic))
    words = tuple(foundry.word(text, cut, style) for some, cut in parts for text in some.split())
    document = one_line_document(set_line(words, MEASURE, scale=1020), theme, x=LEFT)
    return write_pdf(document, theme, foundry)


def starts_in_pdfium(data: bytes) -> list[float]:
    """Where each word starts: what stands behind a space, and the first letter."""
    document = pdfium.PdfDocument(data)
    text = document[0].get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    starts, before = [], " "
    for index in range(text.count_chars()):
        sign = chr(pdfium_c.FPDFText_GetUnicode(text, index))
        if not sign.isspace():
            pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
            if before.isspace():
                starts.append(x.value)
        before = sign
    document.close()
    return starts


def starts_in_pdfplumber(data: bytes) -> list[float]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        chars = pdf.pages[0].chars
    return [
        char["x0"]
        for before, char in zip([{"text": " "}, *chars], chars, strict=False)
        if char["text"] != " " and before["text"] == " "
    ]


def test_words_behind_a_change_of_font_stand_where_they_should(printed):
    seen, meant = starts_in_pdfium(printed), starts_in_pdfplumber(printed)
    assert len(meant) == 5 and meant[0] == pytest.approx(LEFT / 1000, abs=0.01)
    assert seen == pytest.approx(meant, abs=0.02)
