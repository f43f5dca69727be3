"""Lines: word spaces of justified type, last lines that are too short, ladders of hyphens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from layout.page.document import Fragment, Page, PlacedLine
from layout.typeset.breaks.break_paragraph import space_of
from layout.typeset.words.set_line import Ending, Line
from layout.typeset.words.style import Align, TypeStyle

_WIDE, _GAPING = 16, 25
"""Tenths of the natural word space over which a line is wide, and over which it gapes."""

_EMS = 2
"""So many ems wider than the indent a last line should be."""

_LADDER = 2
"""Hyphens that may stand one below the other."""

_HYPHENS = ("-", "\u2010")

_HYPHENATED = frozenset({"body", "quote", "list"})


@dataclass(frozen=True, slots=True)
class LineFigures:
    """The lines of an edition.

    `justified` are lines that fill their measure, with a word space at least, last lines of
    paragraphs not included; `wide` of them have spaces of over 1.6 times the natural one of their
    type, `gaping` of over 2.5 (which are wide, too). `last_lines` end a justified paragraph of
    several lines; `short` of them are narrower than an indent and two ems. `ladders` are runs of
    more than two lines in a leg that end in a hyphen, `longest` the most hyphens in a run.
    """

    justified: int
    wide: int
    gaping: int
    last_lines: int
    short: int
    ladders: int
    longest: int

    def part(self, lines: int) -> float:
        """So many lines as a part of the justified ones."""
        return lines / self.justified if self.justified else 0.0


def line_figures(pages: Iterable[Page], styles: Mapping[str, TypeStyle]) -> LineFigures:
    """The lines of pages that are set in the styles of a theme. A fragment's style is the one of
    its role's name."""
    justified = {name for name, style in styles.items() if style.align is Align.JUSTIFIED}
    fragments = [fragment for page in pages for fragment in page.fragments]
    spaces = [
        (line.space * 10, space_of(styles[fragment.role], line.words[0]))
        for fragment in fragments
        if fragment.role in justified
        for line in _filled(fragment)
    ]
    ends = [
        (line.width, styles[fragment.role])
        for fragment, line in _last_lines(fragments)
        if fragment.role in justified
    ]
    runs = [run for fragment in fragments for run in _hyphens(fragment)]
    return LineFigures(
        len(spaces),
        sum(space > _WIDE * natural for space, natural in spaces),
        sum(space > _GAPING * natural for space, natural in spaces),
        len(ends),
        sum(width < style.indent + _EMS * style.size for width, style in ends),
        sum(run > _LADDER for run in runs),
        max(runs, default=0),
    )


def _filled(fragment: Fragment) -> Iterator[Line]:
    """The lines of a justified fragment that were made as wide as their measure by their spaces."""
    for placed in fragment.lines:
        line = placed.line
        if line.ending is not Ending.LAST and any(not word.tight for word in line.words[:-1]):
            yield line


def _last_lines(fragments: Iterable[Fragment]) -> Iterator[tuple[Fragment, Line]]:
    """The last line of each paragraph of several lines, which may begin on another page."""
    begun: set[tuple[str, str, int]] = set()
    for fragment in fragments:
        key = fragment.story, fragment.role, fragment.paragraph
        several = len(fragment.lines) > 1 or key in begun
        if fragment.continues:
            begun.add(key)
            continue
        begun.discard(key)
        last = fragment.lines[-1].line if fragment.lines else None
        if several and last is not None and last.ending is Ending.LAST:
            yield fragment, last


def _hyphens(fragment: Fragment) -> Iterator[int]:
    """The lengths of runs of lines that end in a hyphen, the copy's own included."""
    if fragment.role in _HYPHENATED:
        for ends, run in groupby(fragment.lines, _ends_in_hyphen):
            if ends:
                yield sum(1 for _ in run)


def _ends_in_hyphen(placed: PlacedLine) -> bool:
    words = placed.line.words
    return bool(words) and words[-1].text.endswith(_HYPHENS)
