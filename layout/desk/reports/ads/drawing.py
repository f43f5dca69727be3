"""A drawing: boxes, strokes, rings and words in their places, for several painters to paint.

Lengths are millipoints from the top left corner; colours are "#rrggbb", "" for none. Words are
measured in the sans of the theme: what fits is set, what does not is cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from layout.typeset.words.face import Face
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut, TypeStyle
from layout.typeset.words.theme import Theme

_Anchor = Literal["start", "middle", "end"]
INK, GREY, FAINT = "#1b1d20", "#5b5e62", "#b9bdc2"
PAPER = "#ffffff"

_REGULAR, _BOLD = 400, 700


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled and outlined."""

    x: int
    y: int
    width: int
    height: int
    fill: str = ""
    line: str = ""
    thickness: int = 400
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    points: tuple[tuple[int, int], ...]
    colour: str = INK
    thickness: int = 400


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle's outline."""

    x: int
    y: int
    radius: int
    colour: str = INK
    thickness: int = 400


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `x` is its start, middle or end, `y` its baseline."""

    x: int
    y: int
    text: str
    size: int
    bold: bool = False
    colour: str = INK
    anchor: _Anchor = "start"


Mark = Box | Stroke | Ring | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """A sheet with its marks, painted in their order."""

    width: int
    height: int
    marks: tuple[Mark, ...]


class Letters:
    """Measures text of one theme, each word once."""

    def __init__(self, theme: Theme, foundry: Foundry) -> None:
        self._foundry = foundry
        self._cuts = {
            bold: Cut(theme.families["sans"], _BOLD if bold else _REGULAR) for bold in (False, True)
        }
        self._style = replace(theme.styles["folio"], tracking=0)

    def face(self, bold: bool) -> Face:
        """The face that words are set in."""
        return self._foundry.face(self._cuts[bold])

    def width(self, text: str, size: int, bold: bool = False) -> int:
        """The width of a line of text in millipoints."""
        face, style = self.face(bold), self._sized(size)
        words = [self._foundry.word(word, self._cuts[bold], style) for word in text.split()]
        space = face.space * size // face.upem
        return sum(word.width for word in words) + space * max(0, len(words) - 1)

    def fitted(self, text: str, room: int, size: int, bold: bool = False) -> str:
        """The text, cut short with an ellipsis where it is wider than its room; "" without any."""
        if self.width(text, size, bold) <= room:
            return text
        for length in range(len(text) - 1, 1, -1):
            short = f"{text[:length].rstrip()}…"
            if self.width(short, size, bold) <= room:
                return short
        return ""

    def lines(self, text: str, room: int, size: int) -> Iterator[str]:
        """The text in lines no wider than a room, where its words allow it."""
        line = ""
        for word in text.split():
            longer = f"{line} {word}" if line else word
            if line and self.width(longer, size) > room:
                yield line
                line = word
            else:
                line = longer
        if line:
            yield line

    def _sized(self, size: int) -> TypeStyle:
        return replace(self._style, size=size)
