"""Widths of text in ems, by HarfBuzz, each piece measured once in a run and kept with the
foundry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import uharfbuzz as hb

from layout.typeset.breaks.browser_wrap import EM
from layout.typeset.breaks.opportunities import SOFT_HYPHEN, opportunities
from layout.typeset.words.face import Face
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.stand_ins import stand_ins
from layout.typeset.words.style import Cut

_ASCII = tuple(map(chr, range(0x20, 0x7F)))
_HYPHENS = ("\u2010", "-")
"""What shows where a line breaks at a soft hyphen: the first of them that the cut has."""


class Break(NamedTuple):
    """A place within a token where a line may break: its offset in the token, and from where the
    token begins to where the next line would begin and the line before would end (in 1/EM em)."""

    offset: int
    start: int
    end: int


class Token(NamedTuple):
    """What stands between two spaces, set in one cut. Lengths in 1/EM em.

    `lead` is the space before it with the kerning between the two, `trail` the kerning to the space
    after it, `closing` by how much a line that ends with it is longer (a hyphen) or shorter (that
    kerning).
    """

    lead: int
    advance: int
    trail: int
    closing: int
    breaks: tuple[Break, ...]


@dataclass(slots=True, eq=False)
class MeasuredCut:
    """What was measured in one cut: advances of text, kerning of characters, and whole tokens.

    `plain` says that the face has every character of ASCII, so that of such text nothing can be
    missing.
    """

    face: Face
    plain: bool
    widths: dict[str, int] = field(default_factory=dict)
    kerns: dict[tuple[str, str], int] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class MeasuredLanguage:
    """What was measured in one language, with one stack of fallbacks, by cut; and the offsets at
    which tokens may break. A foundry keeps it."""

    cuts: dict[Cut, MeasuredCut] = field(default_factory=dict)
    opportunities: dict[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Gauge:
    """Measures text in ems (1/EM em), and notes what a page sets in which cut.

    What it measures it leaves with the foundry, so that the next story in the same language finds
    it: the same text always has the same width. `fallback` are cuts of the families that the page's
    font stack falls back to, each as it stands in for a cut. A glyph that none of them has is taken
    to be as wide as the box for missing glyphs. `texts` is all that was noted for this page, by
    cut: what its fonts must have; `latest` the cut requested last.
    """

    foundry: Foundry
    fallback: tuple[Cut, ...] = ()
    language: str = "en"
    texts: dict[Cut, dict[str, None]] = field(default_factory=dict)
    known: MeasuredLanguage = field(init=False)
    latest: tuple[Cut, MeasuredCut] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.known = self.foundry.memo(
            (MeasuredLanguage, self.fallback, self.language), MeasuredLanguage
        )

    def note(self, text: str, cut: Cut) -> None:
        """Text is set in a cut."""
        noted = self.texts.get(cut)
        if noted is None:
            noted = self.texts[cut] = {}
        noted[text] = None

    def note_run(self, text: str, cut: Cut) -> None:
        """Running text is set in a cut, with a hyphen where a soft one may show."""
        self.note(text, cut)
        if SOFT_HYPHEN in text:
            self.note(self.hyphen_sign(cut), cut)

    def advance(self, text: str, cut: Cut) -> int:
        """The advance of text set in a cut."""
        self.note(text, cut)
        return self.width(text, cut)

    def width(self, text: str, cut: Cut) -> int:
        """The same, of text that was noted already."""
        return self._width(text, self.measured(cut))

    def kern(self, left: str, right: str, cut: Cut) -> int:
        """The kerning between two characters in one cut (mostly negative)."""
        known = self.measured(cut)
        kern = known.kerns.get((left, right))
        if kern is None:
            both = self._width(left + right, known)
            kern = both - self._width(left, known) - self._width(right, known)
            known.kerns[left, right] = kern
        return kern

    def measured(self, cut: Cut) -> MeasuredCut:
        """What was measured in a cut, to be looked up in and added to.

        The cut is nearly always the one requested last: to see that takes no hashing of it.
        """
        if self.latest and cut is self.latest[0]:
            return self.latest[1]
        known = self.known.cuts.get(cut)
        if known is None:
            face = self.foundry.face(cut)
            known = self.known.cuts[cut] = MeasuredCut(face, all(map(face.glyph, _ASCII)))
        self.latest = cut, known
        return known

    def opportunities(self, token: str) -> tuple[int, ...]:
        """The offsets in a token at which a line may break."""
        found = self.known.opportunities.get(token)
        if found is None:
            found = self.known.opportunities[token] = opportunities(token)
        return found

    def hyphen(self, cut: Cut) -> int:
        """The advance of the hyphen that shows where a line breaks at a soft hyphen."""
        return self.width(self.hyphen_sign(cut), cut)

    def hyphen_sign(self, cut: Cut) -> str:
        """That hyphen: the first of two that the cut has."""
        face = self.foundry.face(cut)
        return next((sign for sign in _HYPHENS if face.glyph(sign)), "-")

    def _width(self, text: str, known: MeasuredCut) -> int:
        width = known.widths.get(text)
        if width is None:
            width = known.widths[text] = self._shaped(text, known)
        return width

    def _shaped(self, text: str, known: MeasuredCut) -> int:
        face = known.face
        if known.plain and text.isascii() and text.isprintable():
            return _ascii_advance(text, face, self.language) * EM // face.upem
        units, whole = _advance(text, face, self.language)
        if whole or not self.fallback:
            return units * EM // face.upem
        total = 0
        for part, part_face in self._by_face(text, face):
            units, _ = _advance(part, part_face, self.language)
            total += units * EM // part_face.upem
        return total

    def _by_face(self, text: str, face: Face) -> list[tuple[str, Face]]:
        """The text in paragraphs, each with the first face of the stack that has its glyphs."""
        lent = stand_ins(face.cut, self.fallback)
        stack = (face, *(self.foundry.face(cut) for cut in lent))
        parts: list[tuple[str, Face]] = []
        for sign in text:
            found = face if sign.isspace() else _first_with(sign, stack)
            if parts and parts[-1][1] is found:
                parts[-1] = (parts[-1][0] + sign, found)
            else:
                parts.append((sign, found))
        return parts


def _first_with(sign: str, stack: tuple[Face, ...]) -> Face:
    """The first face of a stack that has a character; its first where none has."""
    return next((face for face in stack if face.glyph(sign)), stack[0])


def _ascii_advance(text: str, face: Face, language: str) -> int:
    """The advance in font units of ASCII text that the face has all glyphs of."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.language, buffer.direction, buffer.script = language, "ltr", "Latn"
    hb.shape(face.font, buffer)
    return sum([position.x_advance for position in buffer.glyph_positions])


def _advance(text: str, face: Face, language: str) -> tuple[int, bool]:
    """The advance in font units, and whether the face has all the glyphs."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.language = language
    if text.isascii():
        buffer.direction, buffer.script = "ltr", "Latn"
    buffer.guess_segment_properties()
    hb.shape(face.font, buffer)
    units = sum([position.x_advance for position in buffer.glyph_positions])
    return units, all(info.codepoint for info in buffer.glyph_infos)
