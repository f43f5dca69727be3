"""Lines in boxes end in spaces that nobody sees."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from support.press.sample_documents import DATE

from layout.press.frames.line_ends import end_lines_in_spaces
from layout.press.frames.skeleton import Frame, frames_pdfs
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

TEXT = (
    "<p>The quick brown fox jumps over the lazy dog, well-intentioned and once more</p>"
    '<ul><li>One</li><li>Two</li></ul><p style="text-align: justify">The quick brown fox jumps '
    'over the lazy dog once more</p><div style="position: absolute; top: 150pt">Apart</div>'
)


def drawn(html: str) -> tuple[str, bytes]:
    """The text of a frame, line by line, and what it looks like."""
    theme = load_theme()
    frame = Frame("digest", html, 120_000, 300_000)
    (data,) = frames_pdfs((frame,), theme, Foundry(theme.fallback), DATE, "en")
    with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
        reader = pdf[0].get_textpage()
        text = reader.get_text_range()
        reader.close()
        return text, pdf[0].render(scale=2).to_numpy().tobytes()


def test_words_are_apart_at_line_ends_and_nothing_moves(monkeypatch: pytest.MonkeyPatch):
    text, seen = drawn(TEXT)
    lines = text.split("\r\n")
    assert len(lines) > 8
    assert all(line.endswith(" ") for line in lines if not line.endswith("-"))
    assert "  " not in text
    monkeypatch.setattr("layout.press.frames.skeleton.end_lines_in_spaces", lambda pages: None)
    bare, before = drawn(TEXT)
    assert seen == before
    assert bare.replace("\r\n", " ").split() == text.split() and " \r\n" not in bare


def test_pages_without_lines_are_left_as_they_are():
    end_lines_in_spaces(())
