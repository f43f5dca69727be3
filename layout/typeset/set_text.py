"""Typesetting one piece of copy: runs in, lines out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from layout.story.run import Run, Runs, plain
from layout.typeset.breaks.break_paragraph import Candidates, Measures, break_lines, space_of
from layout.typeset.breaks.hyphenate import has_more, hyphenator
from layout.typeset.breaks.ragged import break_ragged
from layout.typeset.breaks.spread_spaces import set_lines
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Line
from layout.typeset.words.stand_ins import stand_ins
from layout.typeset.words.style import Align, TypeStyle
from layout.typeset.words.theme import Theme
from layout.typeset.words.tokens import tokenize
from layout.work.memory.remembered import remembered

_SOFT_HYPHEN = (
    "\u00ad"  # prints nothing and is in few fonts; the hyphenator finds the places itself
)


@dataclass(frozen=True, slots=True, eq=False)
class Compositor:
    """Who sets type: a theme, a foundry, and the hyphenation of a language, of which `every` has
    the hyphens, too, that are for white lines only. One for each run: compare by identity."""

    theme: Theme
    foundry: Foundry
    language: str
    hyphens: Candidates
    every: Candidates

    def style(self, name: str) -> TypeStyle:
        """A style of the theme. A theme without it is a bad theme, found when it was loaded."""
        return self.theme.styles[name]


@remembered(lambda theme, foundry, language: (repr(theme), foundry, language))
def compositor(theme: Theme, foundry: Foundry, language: str) -> Compositor:
    """The compositor for a language."""
    prices = theme.prices.lines
    hyphens = every = Candidates(hyphenator(language), prices)
    if has_more(language):
        every = Candidates(hyphenator(language, every=True), prices)
    return Compositor(theme, foundry, language, hyphens, every)


def fonts_of(by: Compositor) -> str:
    """A digest of the content of all fonts that a compositor may set in."""
    return by.foundry.memo(("fonts", by), lambda: _digest_of_fonts(by))


def _digest_of_fonts(by: Compositor) -> str:
    theme, foundry = by.theme, by.foundry
    own = {cut for style in theme.styles.values() for cut in style.cuts}
    cuts = own.union(*(stand_ins(cut, theme.fallback) for cut in own))

    def digest() -> str:
        files = sorted({foundry.face(cut).file for cut in cuts})
        return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()

    return foundry.memo(("fonts", frozenset(cuts)), digest)


def set_text(
    runs: Runs, measures: Measures, style: TypeStyle, by: Compositor, looseness: int = 0
) -> tuple[Line, ...]:
    """A paragraph of running text, broken by Knuth-Plass and justified or ragged as its style is.

    `looseness` asks for so many lines more (or fewer) than is best; where that cannot be had the
    paragraph is as near to it as can be. Where spaces gape it is broken once more, with hyphens
    that leave or carry over as few letters as the language permits.
    """
    tokens = tokenize(_clean(runs), style, by.foundry)
    broken = break_lines(tokens, measures, style, by.hyphens, looseness)
    lines = set_lines(broken, measures, style, by.foundry)
    if by.every is by.hyphens or not _mendable(lines, style, by):
        return lines
    broken = break_lines(tokens, measures, style, by.every, looseness)
    return set_lines(broken, measures, style, by.foundry)


def _mendable(lines: tuple[Line, ...], style: TypeStyle, by: Compositor) -> bool:
    """Whether in some line spaces are so wide that all see it, and a word before or behind it has
    hyphens that were not tried."""
    if not lines or not style.hyphenate or style.align is not Align.JUSTIFIED:
        return False
    most = space_of(style, lines[0].words[0]) * by.theme.prices.lines.gaping // 100
    for number, line in enumerate(lines):
        if line.space > most:
            near = [lines[number + 1].words[0]] if number + 1 < len(lines) else []
            near += [lines[number - 1].words[-1]] if number else []
            if any(
                len(by.every.of(word, style)) > len(by.hyphens.of(word, style)) for word in near
            ):
                return True
    return False


def set_display(
    runs: Runs, measure: int, style: TypeStyle, by: Compositor, even: bool = True
) -> tuple[Line, ...]:
    """Display type: flush left, never hyphenated, broken by sense (headlines even, decks full)."""
    tokens = tokenize(_clean(runs), style, by.foundry)
    broken = break_ragged(tokens, measure, style, by.language, by.theme.prices.heads, even)
    return set_lines(broken, Measures(measure), style, by.foundry)


def set_line(
    text: str, measure: int, style: TypeStyle, by: Compositor, align: Align | None = None
) -> Line:
    """One line of furniture, natural width, however long: the caller sees to it that it fits."""
    style = replace(style, align=align) if align else style
    tokens = tokenize(plain(text), style, by.foundry)
    width = sum(word.width for word in tokens.words)
    wide = max(measure, 2 * width + 1_000_000)
    line = set_lines(
        break_lines(tokens, Measures(wide), style, by.hyphens), Measures(wide), style, by.foundry
    )[0]
    shift = {Align.RIGHT: measure - line.width, Align.CENTRE: (measure - line.width) // 2}
    return replace(line, measure=measure, indent=shift.get(style.align, 0))


def _clean(runs: Runs) -> Runs:
    if not any(_SOFT_HYPHEN in run.text for run in runs):
        return runs
    return tuple(Run(run.text.replace(_SOFT_HYPHEN, ""), run.emphasis, run.href) for run in runs)
