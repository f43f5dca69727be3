"""Cutlines and credits: the lines under a picture, on a leading of their own.

┌────────────────────────────┐
│          picture           │
└────────────────────────────┘        depth 0
The northern pier on Friday, two      one leading of the cutline below
hours before the last boat left       n leadings below: the baseline
                  Photo: Ana Torres   of the last line is the cutline's depth
"""

from __future__ import annotations

from dataclasses import dataclass

from layout.page.document import Fragment, PlacedLine
from layout.page.rect import Rect
from layout.story.block import Picture
from layout.story.run import plain, text_of
from layout.typeset.set_text import Compositor, set_display, set_line
from layout.typeset.words.set_line import Line
from layout.typeset.words.style import Align, TypeStyle

_LONGEST = 44  # ems of a cutline's line: wider pictures have shorter lines
_APART = 8_000  # at least, between the last line and a credit that stands on it


@dataclass(frozen=True, slots=True, eq=False)
class Cutline:
    """The set cutline of a picture. `depth` is that of all its lines, in millipoints from the
    picture's lower edge to the last baseline; `credit_from` the line the credit begins on."""

    measure: int
    leading: int
    lines: tuple[Line, ...]
    credit: tuple[Line, ...]
    credit_from: int
    depth: int


def cutline_depth(picture: Picture, measure: int, by: Compositor) -> int:
    """How far the last baseline of a picture's cutline stands below it, 0 where it has none."""
    return set_cutline(picture, measure, by).depth


def set_cutline(picture: Picture, measure: int, by: Compositor) -> Cutline:
    """The cutline and credit of a picture at a width: text flush left, credit flush right, on the
    last line where it finds room there. Set once in a run."""
    key = ("cutline", picture.cutline, picture.credit, measure, by.language, by.style("cutline"))
    return by.foundry.memo(key, lambda: _set(picture, measure, by))


def _set(picture: Picture, measure: int, by: Compositor) -> Cutline:
    style, light = by.style("cutline"), by.style("credit")
    lines: tuple[Line, ...] = ()
    if text_of(picture.cutline).strip():
        room = min(measure, _LONGEST * style.size)
        lines = set_display(picture.cutline, room, style, by, even=False)
    credit = _credit(picture.credit, measure, light, by)
    beside = len(credit) == 1 and bool(lines)
    beside = beside and lines[-1].width + _APART + credit[0].width <= measure
    credit_from = len(lines) - 1 if beside else len(lines)
    count = max(len(lines), credit_from + len(credit))
    return Cutline(measure, style.leading, lines, credit, credit_from, count * style.leading)


def _credit(text: str, measure: int, style: TypeStyle, by: Compositor) -> tuple[Line, ...]:
    """A credit on one line at the right, or on several at the left where it is too long."""
    if not text.strip():
        return ()
    line = set_line(text, measure, style, by, Align.RIGHT)
    if line.width <= measure:
        return (line,)
    return set_display(plain(text), measure, style, by, even=False)


def place_cutline(
    cutline: Cutline, picture: Rect, story: str, by: Compositor, paragraph: int = 0
) -> tuple[Fragment, ...]:
    """The fragments of a cutline under the rectangle of its picture, for a story's slug."""
    parts = (
        ("cutline", cutline.lines, 0, by.style("cutline")),
        ("credit", cutline.credit, cutline.credit_from, by.style("credit")),
    )
    return tuple(
        Fragment(
            role,
            story,
            Rect(
                picture.x,
                picture.bottom + first * cutline.leading,
                cutline.measure,
                len(lines) * cutline.leading,
            ),
            tuple(
                PlacedLine(picture.x, picture.bottom + (first + at + 1) * cutline.leading, line)
                for at, line in enumerate(lines)
            ),
            style.colour,
            paragraph,
        )
        for role, lines, first, style in parts
        if lines
    )
