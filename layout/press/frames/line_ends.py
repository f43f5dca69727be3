"""Spaces at the ends of lines that WeasyPrint sets, which it drops: readers would join the last
word of each line to the first of the next, and the last of a paragraph to the next paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

_HOLDING = ("-", "\u2010", "\u2013", "\u2014", "/", " ", "\u00a0")
"""What a line may end in that is not followed by a space: it breaks there inside a word."""


def end_lines_in_spaces(pages: Iterable[Any]) -> None:
    """Put a space, which is not to be seen, at the end of each line of WeasyPrint's laid out pages,
    before they are drawn."""
    for page in pages:
        last = {id(text): text for line in _lines(page._page_box) for text in _last_text(line)}
        for text in last.values():
            if not text.pango_layout.text.endswith(_HOLDING):
                # Drawing sets it anew, with the spaces of justified lines as they were laid out.
                text.pango_layout.text += " "


def _lines(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure.boxes import LineBox

    return (each for each in box.descendants(placeholders=True) if isinstance(each, LineBox))


def _last_text(line: Any) -> list[Any]:
    from weasyprint.formatting_structure.boxes import TextBox

    texts = [each for each in line.descendants() if isinstance(each, TextBox) and each.text.strip()]
    return texts[-1:]
