"""Sorts: shaped words as the strings that PDF's TJ operator shows, each word made once.

A `PdfFont` is one face in a PDF: which of its glyphs are used, how wide the font says they are, and
what text they stand for. A `SizedFont` is that at one size and tracking, with the sorts of its
words (in a composing room, a sort is one piece of type).

A word becomes the inside of a TJ array, without its first and last bracket:

    0012 0013> 15 <0014        glyph ids in hex; numbers are kerning, in thousandths of an em
                               to the left: what the font's own advance has too much

so that a line is `[<` + gap.join(words) + `>]TJ`, where gap is the space's glyph and the number
that makes it exactly as wide as the line asks.

What a string says is in its codes. A code is the id of the glyph it shows, as long as that stands
for one text; where it stands for another one too (a small capital for "a" and "A", a hyphen of the
copy and one of ours), the other text has a code of its own, above all ids. So readers need nothing
but the font to know what stands there. Only TrueType fonts can have such codes; in others, and
where none is left, the glyph is shown in a further font, which differs in what its codes stand for.
"""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterator, Sequence

from layout.press.ink.pdf_operators import number, pt
from layout.typeset.words.face import Face
from layout.typeset.words.set_line import Line
from layout.typeset.words.shaped_word import Word

_ORDINARY = tuple(range(100))  # clusters of a word with one glyph for each character
SOFT_HYPHEN = "\u00ad"
"""What a hyphen stands for that is not in the copy. Source: ISO 32000-1, 14.8.2.2.3."""

_NOTHING = "\u2060"
"""What a glyph stands for that is but a part of the one before it: a word joiner, as every code has
to stand for something."""

_LAST_CODE = 0xFFFF
_WORTHWHILE = 0.02
"""Millipoints by which rounding must change a word's width to be put right: with less, a line of
twenty words drifts by under half a millipoint."""


class _Glyphs(dict[int, str]):
    """Glyph ids in the four hex digits that Identity-H takes."""

    def __missing__(self, glyph: int) -> str:
        found = self[glyph] = f"{glyph:04X}"
        return found


class _Kerns(dict[int, str]):
    """By how many font units the next glyph moves to the left: what says so inside a TJ array."""

    def __init__(self, upem: int) -> None:
        self._upem = upem

    def __missing__(self, units: int) -> str:
        found = self[units] = f">{number(units * 1000 / self._upem)}<"
        return found


class PdfFont:
    """One face in one PDF: the glyphs used, their widths, and by code the text they stand for;
    `others` are the glyphs of the codes that are not their ids; `again` what codes stand for in
    further fonts of the same glyphs.
    """

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self.widths: dict[int, int] = {}
        self.texts: dict[int, str] = {}
        self.others: dict[int, int] = {}
        self.again: list[dict[int, str]] = []
        self._codes: dict[tuple[int, str], int] = {}
        outlines = face.font.face
        truetype = "glyf" in outlines.table_tags
        self._free = int(outlines.glyph_count) if truetype else _LAST_CODE + 1
        self.kerns = _Kerns(face.upem)
        self.hex = _Glyphs()
        self.space = face.glyph(" ")
        self.width(self.space)
        self.texts[self.space] = " "

    def width(self, glyph: int) -> int:
        """The advance of a glyph in font units, before kerning; remembers that it is used."""
        found = self.widths.get(glyph)
        if found is None:
            found = self.widths[glyph] = int(self.face.font.get_glyph_h_advance(glyph))
        return found

    def code(self, glyph: int, text: str) -> int | None:
        """The code that shows a glyph and stands for a text; None where none is left, as in a font
        of 65,536 glyphs, or one that is not TrueType."""
        if self.texts.setdefault(glyph, text) == text:
            return glyph
        found = self._codes.get((glyph, text))
        if found is None and self._free <= _LAST_CODE:
            found = self._codes[glyph, text] = self._free
            self.texts[found], self.others[found] = text, glyph
            self._free += 1
        return found

    def saying(self, glyphs: Sequence[int], texts: Sequence[str]) -> str:
        """The name of a font in which these glyphs stand for these texts."""
        wanted = list(zip(glyphs, texts, strict=True))
        for place, known in enumerate(self.again):
            if all(known.get(glyph, text) == text for glyph, text in wanted):
                known.update(wanted)
                return self.name_again(place)
        self.again.append(dict(wanted))
        return self.name_again(len(self.again) - 1)

    def name_again(self, place: int) -> str:
        """The name of the further font in a place."""
        return f"{self.name}x{place + 1}"

    def thousandths(self, units: float) -> float:
        """Font units in thousandths of an em."""
        return units * 1000 / self.face.upem


class _Shown(dict[Word, str]):
    """The sorts of a sized font's words, all tight or all loose, made when a word is first asked
    for, once for all that are shaped alike. For a word of another font or size it has none:
    KeyError.
    """

    def __init__(self, setting: SizedFont, tight: bool) -> None:
        self._setting, self._tight = setting, tight
        self._alike: dict[Hashable, str] = {}

    def __missing__(self, word: Word) -> str:
        its = self._setting
        if word.tight is not self._tight or its.key != (word.face, word.size, word.tracking):
            raise KeyError(word)
        shape = word.text, word.width, word.glyphs, word.advances, word.clusters, word.offsets
        found = self._alike.get(shape)
        if found is None:
            found = self._alike[shape] = _sorts(word, its.font)
        self[word] = found
        return found


class _Broken(dict[Word, str]):
    """The sorts of a sized font's words that end in a hyphen of ours. For a word of another font or
    size it has none: KeyError."""

    def __init__(self, setting: SizedFont) -> None:
        self._setting = setting

    def __missing__(self, word: Word) -> str:
        its = self._setting
        if its.key != (word.face, word.size, word.tracking):
            raise KeyError(word)
        found = self[word] = sorts_saying(word, its.font, (*word.text[:-1], SOFT_HYPHEN))
        return found


class SizedFont:
    """A font at one size and tracking: what a word's text operators depend on."""

    def __init__(self, font: PdfFont, size: int, tracking: int) -> None:
        self.font = font
        self.size = size
        self.tracking = tracking
        self.key = (font.face, size, tracking)
        self.loose = _Shown(self, False)  # the words that a space follows
        self.tight = _Shown(self, True)
        self.broken = _Broken(self)
        self.space = font.hex[font.space]
        self.gaps: dict[tuple[int, int, int], str] = {}

    def sorts(self, word: Word) -> str:
        """The word's sorts, made once."""
        return (self.tight if word.tight else self.loose)[word]

    def gap(self, space: int, line: Line) -> str:
        """The space between two words of a line: its glyph, then what makes it `space` millipoints
        wide.

        The space's own advance and tracking are scaled and set apart with the glyphs of the line,
        the gap is not (it is as printed): the number takes the difference back, scaled once more.
        """
        scale, letters = line.scale, line.letters
        found = self.gaps.get((space, scale, letters))
        if found is None:
            font = self.font
            own = font.thousandths(font.widths[font.space]) + self.tracking + letters
            excess = own - space * 1_000_000 / (self.size * scale)
            found = self.gaps[space, scale, letters] = f"{font.space:04X}>{number(excess)}<"
        return found


def _sorts(word: Word, font: PdfFont) -> str:
    """The inside of a TJ array for a word: one glyph a character, or anything else."""
    text_of_glyph = font.texts.setdefault
    ordinary = word.offsets is None and word.clusters == _ORDINARY[: len(word.text)]
    if ordinary and "".join(map(text_of_glyph, word.glyphs, word.text)) == word.text:
        return _kerned(word, font) + _rounding(word)
    return sorts_saying(word, font, word.text)


def _kerned(word: Word, font: PdfFont) -> str:
    """The glyphs of an ordinary word, kerned."""
    widths = font.widths
    try:
        own = [widths[glyph] for glyph in word.glyphs]
    except KeyError:
        own = [font.width(glyph) for glyph in word.glyphs]
    kerns, shown = font.kerns, font.hex
    if tuple(own) == word.advances:
        return "".join([shown[glyph] for glyph in word.glyphs])
    return "".join(
        [
            shown[glyph] if width == advance else shown[glyph] + kerns[width - advance]
            for glyph, width, advance in zip(word.glyphs, own, word.advances, strict=True)
        ]
    )


def sorts_saying(word: Word, font: PdfFont, said: Sequence[str]) -> str:
    """The sorts of any word, also with ligatures, raised or shifted glyphs, glyphs that stand for
    several characters; `said` is what each of its characters stands for."""
    parts: list[str] = []
    for start, end, first, after in _clusters(word):
        glyphs = word.glyphs[start:end]
        texts = _texts(len(glyphs), said[first:after])
        codes = [font.code(glyph, text) for glyph, text in zip(glyphs, texts, strict=True)]
        known = [code for code in codes if code is not None]
        if len(known) == len(glyphs):
            parts.append(_glyphs(word, font, start, known))
        else:
            parts.append(_in_another(word, font, start, texts))
    return "".join(parts) + _rounding(word)


def _texts(glyphs: int, said: Sequence[str]) -> tuple[str, ...]:
    """What so many glyphs of a cluster stand for: one character each, all that are left for the
    last; where there are more glyphs than characters, the others for nothing."""
    if glyphs <= len(said):
        return (*said[: glyphs - 1], "".join(said[glyphs - 1 :]))
    return (*said, *(_NOTHING for _ in range(glyphs - len(said))))


def _in_another(word: Word, font: PdfFont, start: int, texts: Sequence[str]) -> str:
    """Glyphs of a word, from one on, in a further font, where they stand for these texts."""
    glyphs = word.glyphs[start : start + len(texts)]
    size = pt(word.size)
    if len({*zip(glyphs, texts, strict=True)}) > len({*glyphs}):  # one glyph, twice in the cluster
        half = len(texts) - 1
        first = _in_another(word, font, start, texts[:half])
        return first + _in_another(word, font, start + half, texts[half:])
    name = font.saying(glyphs, texts)
    shown = _glyphs(word, font, start, glyphs)
    end = "]TJ" if shown.endswith("<") else ">]TJ"  # no empty string: see `glyph_runs`
    return f">]TJ /{name} {size} Tf [<{shown.removesuffix('<')}{end} /{font.name} {size} Tf [<"


def _clusters(word: Word) -> Iterator[tuple[int, int, int, int]]:
    """(first glyph, glyph after the last, first character, character after the last) of each
    cluster, in painting order."""
    clusters = word.clusters
    after = dict(itertools.pairwise([*sorted(set(clusters)), len(word.text)]))
    first = 0
    for i in range(1, len(clusters) + 1):
        if i == len(clusters) or clusters[i] != clusters[first]:
            start = clusters[first]
            yield first, i, start, after[start]
            first = i


def _glyphs(word: Word, font: PdfFont, start: int, codes: Sequence[int]) -> str:
    """The glyphs of a word from one on, by their codes."""
    parts: list[str] = []
    for i, shown in enumerate(codes, start):
        glyph, advance = word.glyphs[i], word.advances[i]
        excess = font.width(glyph) - advance
        shift, rise = word.offsets[i] if word.offsets else (0, 0)
        code = f"{shown:04X}"
        if shift:
            code = f">{number(-font.thousandths(shift))}<{code}"
            excess += shift
        if rise:
            height = number(rise * word.size / font.face.upem / 1000, 3)
            code = f">]TJ {height} Ts [<{code}>]TJ 0 Ts [<"
        parts.append(code + font.kerns[excess] if excess else code)
    return "".join(parts)


def _rounding(word: Word) -> str:
    """The number that puts right what rounding the word's width to whole millipoints has taken off
    or added, so that the words of a long line do not drift; "" where that is next to nothing."""
    exact = sum(word.advances) * word.size / word.face.upem
    exact += word.tracking * word.size / 1000 * len(word.glyphs)
    excess = exact - word.width
    return f">{number(excess * 1000 / word.size, 3)}<" if abs(excess) > _WORTHWHILE else ""
