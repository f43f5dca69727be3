"""Paragraphs from the lines that make-up placed: runs of one type, alignment, leading.

A paragraph knows its lines by their distance from the left edge of the frame that they stand in;
what a line breaks at stays with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from layout.idml.matter.set_matter import SetLine, SetParagraph, SetRun, Swatch, Type
from layout.page.document import Fragment, PlacedLine
from layout.typeset.drop_cap import LINES
from layout.typeset.words.set_line import Ending, Line
from layout.typeset.words.style import Align, TypeStyle
from layout.typeset.words.theme import Theme

_FLUSH = 20
"""Millipoints by which a line that fills its measure may miss it: gaps are whole ones."""
_INDENTED = 500
"""Millipoints from which on a line counts as indented."""
_OWN_LEADING = 1.2
"""The leading of a single line in ems, where no style says one."""


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What paragraphs are read by: the theme, the language of the publication and those of its
    stories, by their slugs."""

    theme: Theme
    language: str
    languages: Mapping[str, str]

    def swatch(self, name: str) -> Swatch:
        """A colour of the theme."""
        return Swatch(name, self.theme.colours[name].cmyk)

    def style(self, role: str) -> TypeStyle | None:
        """The style that the theme has for a role."""
        return self.theme.styles.get(role)

    def spoken(self, story: str) -> str:
        """The language of a story ("": of the publication)."""
        return self.languages.get(story, self.language)


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A fragment in a frame: its page, and the left edge of the frame; `initial` are the letters of
    a drop cap that belongs to it."""

    page: int
    fragment: Fragment
    left: int
    initial: str = ""

    @property
    def lines(self) -> tuple[PlacedLine, ...]:
        """Its lines that have words."""
        return tuple(placed for placed in self.fragment.lines if placed.line.words)


def set_line_of(placed: PlacedLine, left: int, colour: Swatch, before: str = "") -> SetLine:
    """A line in a frame whose left edge is `left`; `before` stands before its first word."""
    line, shift = placed.line, placed.x - left
    runs = tuple(_runs(line, colour, before))
    indent, measure = line.indent + shift, line.measure + shift
    return SetLine(placed.baseline, indent, line.width, measure, runs, line.ending)


def _runs(line: Line, colour: Swatch, before: str) -> Iterator[SetRun]:
    """The words of a line with the spaces between them, by what they are set in."""
    text, last = before, len(line.words) - 1
    type_: Type | None = None
    for number, word in enumerate(line.words):
        found = Type(word.face, word.size, word.tracking, colour)
        if type_ is not None and found != type_:
            yield SetRun(text, type_)
            text = ""
        type_ = found
        text += word.text
        if number < last and not word.tight:
            text += " "
    if type_ is not None:
        yield SetRun(text, type_)


def paragraphs_of(pieces: Sequence[Piece], setting: Setting) -> tuple[SetParagraph, ...]:
    """What pieces of one paragraph say: one paragraph, or as many as have last lines."""
    first = pieces[0].fragment
    role, language = first.role, setting.spoken(first.story)
    lines: list[SetLine] = []
    made: list[SetParagraph] = []
    initial = pieces[0].initial
    before = initial
    for piece in pieces:
        colour = setting.swatch(piece.fragment.colour)
        for placed in piece.lines:
            lines.append(set_line_of(placed, piece.left, colour, before))
            before = ""
            if placed.line.ending is Ending.LAST:
                made.append(_paragraph(role, lines, setting, language, len(initial)))
                lines, initial = [], ""
    if lines:
        made.append(_paragraph(role, lines, setting, language, len(initial)))
    return tuple(made)


def _paragraph(
    role: str, lines: Sequence[SetLine], setting: Setting, language: str, initial: int
) -> SetParagraph:
    style = setting.style(role)
    align = alignment(lines[LINES:] if initial else lines, style.align if style else None)
    leading = leading_of(lines) or (style.leading if style else 0)
    return SetParagraph(
        role, tuple(lines), align, leading or _natural(lines[0]), language, 0, initial
    )


def _natural(line: SetLine) -> int:
    return round(max(run.type.size for run in line.runs) * _OWN_LEADING)


def leading_of(lines: Iterable[SetLine]) -> int:
    """The commonest distance between two baselines one below the other; 0 where there are none."""
    gaps = [b.baseline - a.baseline for a, b in pairwise(lines) if b.baseline > a.baseline]
    return Counter(gaps).most_common(1)[0][0] if gaps else 0


def alignment(lines: Sequence[SetLine], styled: Align | None) -> Align:
    """How lines stand in their measure. Where they do not tell, as the style has it."""
    if not lines:
        return styled or Align.LEFT
    whole = [line for line in lines if line.ending is not Ending.LAST]
    filling = sum(abs(line.indent + line.width - line.measure) <= _FLUSH for line in whole)
    if whole and filling == len(whole) and (len(whole) > 1 or styled is Align.JUSTIFIED):
        return Align.JUSTIFIED
    if styled is Align.JUSTIFIED and (not whole or filling * 2 > len(whole)):
        return Align.JUSTIFIED
    if all(_is_centred(line) for line in lines) and _any_indented(lines):
        return Align.CENTRE
    if all(_is_right(line) for line in lines) and _any_indented(lines):
        return Align.RIGHT
    return Align.LEFT


def _any_indented(lines: Iterable[SetLine]) -> bool:
    return any(line.indent > _INDENTED for line in lines)


def _is_centred(line: SetLine) -> bool:
    return abs(2 * line.indent + line.width - line.measure) <= 2 * _INDENTED


def _is_right(line: SetLine) -> bool:
    return abs(line.indent + line.width - line.measure) <= _INDENTED


def indents_of(paragraph: SetParagraph) -> tuple[int, int]:
    """The left indent of a paragraph, and how much further in (or out) its first line begins."""
    if paragraph.align in (Align.CENTRE, Align.RIGHT):
        return 0, 0
    lines = paragraph.lines[LINES:] if paragraph.initial else paragraph.lines
    if paragraph.initial:
        return min((line.indent for line in lines), default=0), 0
    first, others = lines[0].indent, [line.indent for line in lines[1:]]
    if not others:
        return (0, first) if first >= 0 else (first, 0)
    left = max(0, min(others))
    return left, first - left


def main_type(paragraph: SetParagraph) -> Type:
    """What most of a paragraph is set in."""
    counts: Counter[Type] = Counter()
    for line in paragraph.lines:
        for run in line.runs:
            counts[run.type] += len(run.text)
    return counts.most_common(1)[0][0]


def text_runs(paragraph: SetParagraph, keep: bool) -> tuple[SetRun, ...]:
    """The text of a paragraph, by what it is set in: with a line separator after each line of ours
    and its hyphens where lines are to be `keep`-t, else as it was written."""
    runs: list[SetRun] = []
    last = len(paragraph.lines) - 1
    for number, line in enumerate(paragraph.lines):
        for at, run in enumerate(line.runs):
            text = run.text
            if at == len(line.runs) - 1 and number < last:
                text = _joined(text, line.ending, keep)
            if runs and runs[-1].type == run.type and runs[-1].number == run.number:
                runs[-1] = SetRun(runs[-1].text + text, run.type, run.number)
            else:
                runs.append(SetRun(text, run.type, run.number))
    return tuple(run for run in runs if run.text)


_LINE_END = "\u2028"
"""InDesign's forced line break."""


def _joined(text: str, ending: Ending, keep: bool) -> str:
    """The end of a line as the next follows it."""
    if keep:
        return text + _LINE_END
    if ending is Ending.HYPHEN:
        return text.removesuffix("-")
    return text + " " if ending is Ending.SPACE else text


def text_of(paragraph: SetParagraph) -> str:
    """A paragraph as it was written."""
    return "".join(run.text for run in text_runs(paragraph, keep=False))
