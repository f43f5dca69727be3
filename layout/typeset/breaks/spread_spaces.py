"""Justification of broken lines: words, spaces, glyph scaling and letterspacing, exact to the
millipoint."""

from __future__ import annotations

from layout.typeset.breaks.break_paragraph import (
    SHRINK,
    STRETCH,
    WHOLE,
    Break,
    Broken,
    Letters,
    Measures,
    space_of,
)
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Ending, Line, ems_of, width_of_ink
from layout.typeset.words.shaped_word import Word
from layout.typeset.words.style import Align, TypeStyle
from layout.typeset.words.tokens import SPACE, Tokens


def set_lines(
    broken: Broken, measures: Measures, style: TypeStyle, foundry: Foundry
) -> tuple[Line, ...]:
    """The lines between breaks, justified or aligned to the measure.

    Spaces are shared out so that a justified line is exactly as wide as its measure. The last line
    of a paragraph keeps its natural spaces unless it is wider than the measure.
    """
    tokens, breaks = broken.tokens, broken.breaks
    if not breaks:
        return ()
    space = space_of(style, tokens.words[0])
    setter = _Setter(tokens, style, foundry, space)
    lines = []
    token, character = 0, 0
    for number, stop in enumerate(breaks):
        words = setter.words(token, character, stop)
        last = stop.token == len(tokens.words) - 1 and stop.character == WHOLE
        ending = _ending(stop, tokens, last)
        lines.append(
            setter.line(words, ending, measures.line(number), measures.left + measures.rest)
        )
        token, character = (
            (stop.token + 1, 0) if stop.character == WHOLE else (stop.token, stop.character)
        )
    return tuple(lines)


def _ending(stop: Break, tokens: Tokens, last: bool) -> Ending:
    if last:
        return Ending.LAST
    if stop.character != WHOLE:
        return Ending.HYPHEN
    return Ending.SPACE if tokens.joins[stop.token] == SPACE else Ending.TIGHT


class _Setter:
    """Sets the lines of one paragraph."""

    def __init__(self, tokens: Tokens, style: TypeStyle, foundry: Foundry, space: int) -> None:
        self.tokens, self.style, self.foundry, self.space = tokens, style, foundry, space
        self.letters = Letters.of(style)

    def words(self, token: int, character: int, stop: Break) -> tuple[Word, ...]:
        """The words from a character of a token to a break; broken words are shaped anew."""
        words = self.tokens.words
        if not character and stop.character == WHOLE:
            return words[token : stop.token + 1]
        if token == stop.token:
            return (self._part(token, character, stop.character),)
        line = list(words[token : stop.token + 1])
        if character:
            line[0] = self._part(token, character, WHOLE)
        if stop.character != WHOLE:
            line[-1] = self._part(stop.token, 0, stop.character)
        return tuple(line)

    def _part(self, token: int, start: int, end: int) -> Word:
        word = self.tokens.words[token]
        whole = end == WHOLE
        text = word.text[start:] if whole else word.text[start:end] + "-"
        return self.foundry.word(text, word.face.cut, self.style, word.tight if whole else True)

    def line(
        self, words: tuple[Word, ...], ending: Ending, place: tuple[int, int], measure: int
    ) -> Line:
        """Words as a line that stands at `place` (indent, width)."""
        indent, width = place
        gaps = sum([not word.tight for word in words[:-1]])
        type_width = sum([word.width for word in words])
        natural = type_width + gaps * self.space
        if self.style.align is not Align.JUSTIFIED:
            return self._aligned(
                words, ending, Line((), measure, natural, self.space, 0, 1000, indent), width
            )
        if ending is Ending.LAST and natural <= width:
            return Line(words, measure, natural, self.space, 0, 1000, indent, ending)
        ems = ems_of(words)
        scale, letters = self._give(width - natural, gaps, type_width, ems)
        type_width = width_of_ink(type_width, ems, scale, letters)
        if not gaps:
            return Line(words, measure, type_width, 0, 0, scale, indent, ending, letters)
        space, extra = divmod(width - type_width, gaps)
        return Line(words, measure, width, space, extra, scale, indent, ending, letters)

    def _give(self, slack: int, gaps: int, width: int, ems: int) -> tuple[int, int]:
        """Scaling of glyphs in per mille, and what is between them in thousandths of an em: their
        share of the slack, as breaking counted on it."""
        letters = self.letters
        if letters is None or not slack:
            return 1000, 0
        per_gap = self.space * (STRETCH if slack > 0 else SHRINK)
        give = gaps * per_gap + letters.give(width, ems)
        if not give:  # glyphs without width, as marks that stand alone have
            return 1000, 0
        ratio = max(-1.0, min(1.0, slack / give))
        return 1000 + round(ratio * letters.scaling), round(ratio * letters.spacing)

    def _aligned(self, words: tuple[Word, ...], ending: Ending, natural: Line, width: int) -> Line:
        room = width - natural.width
        shift = {Align.CENTRE: room // 2, Align.RIGHT: room}.get(self.style.align, 0)
        return Line(
            words,
            natural.measure,
            natural.width,
            self.space,
            0,
            1000,
            natural.indent + shift,
            ending,
        )
