"""The gauge: how wide text is in ems, each piece measured once and remembered by the foundry."""

from __future__ import annotations

from dataclasses import dataclass, field

import uharfbuzz as hb

from layout.typeset.breaks.browser_wrap import EM
from layout.typeset.breaks.opportunities import SOFT_HYPHEN, opportunities
from layout.typeset.words.face import Face
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut

_ASCII = tuple(map(chr, range(0x20, 0x7F)))
_HYPHENS = (
    "\u2010",
    "-",
)  # what shows where a line breaks at a soft hyphen: the first one there is

Token = tuple[int, int, int, int, tuple[tuple[int, int, int], ...]]
"""What stands between two spaces, set in one cut (in 1/EM em):

(`lead`: the space before it, with the kerning between space and token; its own advance; `trail`:
the kerning to the space after it; `closing`: what a line gains that ends with it; and for each
place a line may break at within it, the offset, where the next line would begin, and where the
line before would end).
"""


@dataclass(slots=True, eq=False)
class Case:
    """What was measured in one cut: advances of text, kerning of signs, and whole tokens.

    `plain` says that the face has every sign of ASCII, so that of such text nothing can be missing.
    """

    face: Face
    plain: bool
    widths: dict[str, int] = field(default_factory=dict)
    kerns: dict[tuple[str, str], int] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Known:
    """What was measured in one language, with one stack of fallbacks: a case for each cut, and the
    places where tokens may break. Lives with a foundry."""

    cases: dict[Cut, Case] = field(default_factory=dict)
    broken: dict[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Gauge:
    """Measures text in ems (1/EM em), each piece of text once.

    Like a Foundry it only remembers, and what it measures it leaves with the foundry, so that the
    next story in the same language finds it: the same text always has the same width. `fallback`
    are the cuts the page's font stack falls back to, in order. A glyph that none of them has is
    taken to be as wide as the missing-glyph box; `missing` of the foundry tells which those are.
    `texts` is all that was measured for this page, by cut: what its fonts must have.
    """

    foundry: Foundry
    fallback: tuple[Cut, ...] = ()
    language: str = "en"
    texts: dict[Cut, dict[str, None]] = field(default_factory=dict)
    known: Known = field(init=False)
    latest: tuple[Cut, Case] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.known = self.foundry.memo((Known, self.fallback, self.language), Known)

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
        return self._width(text, self.case(cut))

    def kern(self, left: str, right: str, cut: Cut) -> int:
        """What two signs in one cut draw together where they meet (mostly negative)."""
        case = self.case(cut)
        kern = case.kerns.get((left, right))
        if kern is None:
            both = self._width(left + right, case)
            kern = both - self._width(left, case) - self._width(right, case)
            case.kerns[left, right] = kern
        return kern

    def case(self, cut: Cut) -> Case:
        """What is known in a cut, to be looked up in and added to.

        The cut is nearly always the one asked for last: to tell that takes no hashing of it.
        """
        if self.latest and cut is self.latest[0]:
            return self.latest[1]
        case = self.known.cases.get(cut)
        if case is None:
            face = self.foundry.face(cut)
            case = self.known.cases[cut] = Case(face, all(map(face.glyph, _ASCII)))
        self.latest = cut, case
        return case

    def opportunities(self, token: str) -> tuple[int, ...]:
        """The offsets in a token at which a line may break."""
        found = self.known.broken.get(token)
        if found is None:
            found = self.known.broken[token] = opportunities(token)
        return found

    def hyphen(self, cut: Cut) -> int:
        """The advance of the hyphen that shows where a line breaks at a soft hyphen."""
        return self.width(self.hyphen_sign(cut), cut)

    def hyphen_sign(self, cut: Cut) -> str:
        """That hyphen: the first of two that the cut has."""
        face = self.foundry.face(cut)
        return next((sign for sign in _HYPHENS if face.glyph(sign)), "-")

    def _width(self, text: str, case: Case) -> int:
        width = case.widths.get(text)
        if width is None:
            width = case.widths[text] = self._shaped(text, case)
        return width

    def _shaped(self, text: str, case: Case) -> int:
        face = case.face
        if case.plain and text.isascii() and text.isprintable():
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
        """The text in stretches, each with the first face of the stack that has its glyphs."""
        stack = (face, *(self.foundry.face(cut) for cut in self.fallback))
        parts: list[tuple[str, Face]] = []
        for sign in text:
            found = next((each for each in stack if each.glyph(sign)), face)
            if parts and parts[-1][1] is found:
                parts[-1] = (parts[-1][0] + sign, found)
            else:
                parts.append((sign, found))
        return parts


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
