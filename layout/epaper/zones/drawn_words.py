"""Words that stand in artwork and in boxes, read from the PDF of a page: PDFium says which
characters it shows, and where. Each belongs to the rectangle that its middle lies in.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from unicodedata import category

from layout.epaper.zones.printed_words import PrintedLine, PrintedWord, around
from layout.page.rect import Rect

_SOFT = "\u0002"
"""What PDFium gives for a hyphen at the end of a line."""

HYPHEN = "\u00ad"
"""What such a hyphen is told as, to those who join words."""

_FORMAT = "Cf"
"""The category of what is not seen and parts no words: joiners, marks of direction, soft hyphens
(Unicode, UAX 44)."""

_SPACE = 0.16
"""Of a character's height: PDFium also puts a space where an apostrophe stands a little apart; what
is nearer than this is one word."""

_NEW_LINE = 0.5
"""Of a character's height: what stands so much lower or higher is another line."""


def drawn_lines(
    page: Any, rects: Sequence[Rect], hyphens: bool = False
) -> Mapping[Rect, tuple[PrintedLine, ...]]:
    """The lines of words in each of some rectangles of a page of PDFium's, in the order in which
    they are painted; a rectangle without words has none. With `hyphens` those that break words at
    the ends of lines are told from others: they are HYPHEN."""
    if not rects:
        return {}
    collected = {rect: _Lines() for rect in rects}
    for sign, box in _characters(page, HYPHEN if hyphens else "-"):
        if box is None:
            for lines in collected.values():
                lines.word_may_end()
            continue
        if sign.isspace() or not (sign.isprintable() or sign == HYPHEN):
            for lines in collected.values():
                lines.word_ends()
            continue
        middle = box.x + box.width // 2, box.y + box.height // 2
        for rect, lines in collected.items():
            if rect.x <= middle[0] < rect.right and rect.y <= middle[1] < rect.bottom:
                lines.add(sign, box)
                break
    return {rect: lines.finished() for rect, lines in collected.items()}


@dataclass(slots=True)
class _Lines:
    """Lines that are being read: those that are done, the words of the last one, and the characters
    of its last word."""

    lines: list[PrintedLine] = field(default_factory=list)
    words: list[PrintedWord] = field(default_factory=list)
    word: list[tuple[str, Rect]] = field(default_factory=list)
    unsure: bool = False

    def add(self, sign: str, box: Rect) -> None:
        """The next character."""
        last = self.word[-1][1] if self.word else self.words[-1].rect if self.words else None
        if last and abs(last.bottom - box.bottom) > _NEW_LINE * max(last.height, box.height):
            self.line_ends()
        elif self.unsure and self.word:
            before = self.word[-1][1]
            if box.x - before.right > _SPACE * max(before.height, box.height):
                self.word_ends()
        self.unsure = False
        self.word.append((sign, box))

    def word_may_end(self) -> None:
        """A space that PDFium finds between characters, where the page has none."""
        self.unsure = True

    def word_ends(self) -> None:
        """A space, or the end of a line."""
        if self.word:
            text = "".join(sign for sign, _ in self.word)
            self.words.append(PrintedWord(text, around([box for _, box in self.word])))
            self.word = []

    def line_ends(self) -> None:
        """What follows stands higher or lower."""
        self.word_ends()
        if self.words:
            baseline = max(word.rect.bottom for word in self.words)
            self.lines.append(PrintedLine(tuple(self.words), baseline))
            self.words = []

    def finished(self) -> tuple[PrintedLine, ...]:
        """All lines."""
        self.line_ends()
        return tuple(self.lines)


def _characters(page: Any, hyphen: str) -> Iterator[tuple[str, Rect | None]]:
    """The characters of a page as PDFium orders them, with their places; None for one that has
    none, as what PDFium puts between lines."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    height = page.get_height()
    box = pdfium.FS_RECTF()
    high = ""
    try:
        for at in range(text.count_chars()):
            code = pdfium.FPDFText_GetUnicode(text.raw, at)
            sign = chr(code)
            if "\ud800" <= sign <= "\udbff":
                high = sign
                continue
            if "\udc00" <= sign <= "\udfff":
                sign = (high + sign).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            high = ""
            if sign == _SOFT:
                sign = hyphen
            elif category(sign) == _FORMAT:
                continue
            if pdfium.FPDFText_IsGenerated(text.raw, at) == 1:
                yield " ", None
                continue
            pdfium.FPDFText_GetLooseCharBox(text.raw, at, ctypes.byref(box))
            left, top = round(box.left * 1000), round((height - box.top) * 1000)
            right, bottom = round(box.right * 1000), round((height - box.bottom) * 1000)
            yield sign, Rect(left, top, right - left, bottom - top)
    finally:
        text.close()
