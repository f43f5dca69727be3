"""Glyph runs: set lines as PDF text operators (BT ... TJ ... ET). The hottest loop of the press.

A line whose words are all in one font at one size, as nearly every line of an edition is, costs one
dictionary look-up a word and one join. Everything else (a change of cut inside a line, words
without a space between them, a word met for the first time) takes a longer way to the same
operators.

A line that ends at a space of the copy ends in that space, which is not to be seen: who reads line
after line has the words apart. How the others end: see `layout.press.ink.spoken_order`.
"""

from __future__ import annotations

from layout.page.document import PlacedLine
from layout.press.ink.pdf_operators import number, pt
from layout.press.ink.sorts import SOFT_HYPHEN, PdfFont, SizedFont, sorts_saying
from layout.typeset.words.face import Face
from layout.typeset.words.set_line import Ending, Line
from layout.typeset.words.shaped_word import Word


class _Points(dict[int, str]):
    """Lengths as points: a page has few different ones."""

    def __missing__(self, length: int) -> str:
        found = self[length] = pt(length)
        return found


def _closed(parts: list[str]) -> str:
    """What ends an array of strings. After a gap it takes back the string that the gap opened: in
    one that ends in an empty string, PDFium (Chrome) overlooks the number before that, and the
    words behind a change of font would stand too far left."""
    if not parts[-1].endswith("<"):
        return ">]TJ"
    parts[-1] = parts[-1][:-1]
    return "]TJ"


class GlyphRuns:
    """Paints lines on the pages of one PDF, and gathers the `fonts` it needs for them."""

    def __init__(self) -> None:
        self.fonts: dict[Face, PdfFont] = {}
        self._all_sized: dict[tuple[Face, int, int], SizedFont] = {}
        self._sized_of: dict[Word, SizedFont] = {}
        self._points = _Points()
        self._height = 0
        self._now: SizedFont | None = None
        self._scale, self._letters, self._tracking = 1000, 0, 0

    def turn_to(self, height: int) -> None:
        """Begin a page `height` millipoints high, on which nothing is set yet."""
        self._height = height
        self._now = None
        self._scale, self._letters, self._tracking = 1000, 0, 0

    def line(self, placed: PlacedLine) -> str:
        """The operators of a line, to stand between BT and ET."""
        line = placed.line
        words = line.words
        if not words:
            return ""
        sized, last = self.sized(words[0]), words[-1]
        loose = sized.loose
        try:
            sorts = [loose[word] for word in words[:-1]]
            if line.ending is Ending.HYPHEN:
                sorts.append(sized.broken[last])
            else:
                sorts.append(sized.tight[last] if last.tight else loose[last])
        except KeyError:
            return self.saying(placed)
        if line.extra:
            wide = sized.gap(line.space + 1, line)
            narrow = sized.gap(line.space, line)
            split = line.extra + 1
            shown = wide.join(sorts[:split])
            if len(sorts) > split:
                shown = f"{shown}{narrow}{narrow.join(sorts[split:])}"
        else:
            shown = sized.gap(line.space, line).join(sorts)
        points = self._points
        same = sized is self._now and line.scale == self._scale and line.letters == self._letters
        state = "" if same else self._state(sized, line)
        x, y = points[placed.x + line.indent], points[self._height - placed.baseline]
        end = sized.space if line.ending is Ending.SPACE else ""
        return f"{state}1 0 0 1 {x} {y} Tm[<{shown}{end}>]TJ"

    def _state(self, sized: SizedFont, line: Line) -> str:
        """Operators that change the text state to a font at a size, and a line's scaling and
        letterspacing."""
        parts = []
        now = self._now
        if now is None or now.font is not sized.font or now.size != sized.size:
            parts.append(f"/{sized.font.name} {self._points[sized.size]} Tf ")
        tracking = (sized.tracking + line.letters) * sized.size
        if tracking != self._tracking:
            parts.append(f"{number(tracking / 1_000_000, 6)} Tc ")
        if line.scale != self._scale:
            parts.append(f"{number(line.scale / 10)} Tz ")
        self._now, self._scale, self._letters = sized, line.scale, line.letters
        self._tracking = tracking
        return "".join(parts)

    def saying(self, placed: PlacedLine, before: str = "", after: str = "") -> str:
        """The operators of any line, the long way; its first letter also says what stands `before`
        it, its last what stands `after` it."""
        line = placed.line
        if not line.words:
            return ""
        x, y = self._points[placed.x + line.indent], self._points[self._height - placed.baseline]
        parts = [self._state(self.sized(line.words[0]), line), f"1 0 0 1 {x} {y} Tm[<"]
        gaps, last = 0, len(line.words) - 1
        for i, word in enumerate(line.words):
            sized = self.sized(word)
            if sized is not self._now:
                parts.append(f"{_closed(parts)} {self._state(sized, line)}[<")
            ending = line.ending if i == last else None
            said = (before if i == 0 else "", after if i == last else "")
            parts.append(_sorts(word, sized, ending, said))
            if i < last and not word.tight:
                parts.append(sized.gap(line.space + (gaps < line.extra), line))
                gaps += 1
        if line.ending is Ending.SPACE:
            parts.append(self.sized(line.words[-1]).space)
        parts.append(">]TJ")
        return "".join(parts)

    def sized(self, word: Word) -> SizedFont:
        """The font at a size that a word is shown in."""
        found = self._sized_of.get(word)
        if found is None:
            key = (word.face, word.size, word.tracking)
            found = self._all_sized.get(key)
            if found is None:
                font = self._font(word.face)
                found = self._all_sized[key] = SizedFont(font, word.size, word.tracking)
            self._sized_of[word] = found
        return found

    def _font(self, face: Face) -> PdfFont:
        found = self.fonts.get(face)
        if found is None:
            found = self.fonts[face] = PdfFont(face, f"F{len(self.fonts) + 1}")
        return found


def _sorts(word: Word, sized: SizedFont, ending: Ending | None, said: tuple[str, str]) -> str:
    """The sorts of a word, the last of a line if it has that line's ending, which say something
    before and after it besides."""
    broken = ending is Ending.HYPHEN
    if not any(said):
        return sized.broken[word] if broken else sized.sorts(word)
    letters = list(word.text)
    if broken:
        letters[-1] = SOFT_HYPHEN
    letters[0] = said[0] + letters[0]
    letters[-1] += said[1]
    return sorts_saying(word, sized.font, letters)
