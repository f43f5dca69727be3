"""Lines of type as large as their place allows, by the widths of the theme's faces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut, TypeStyle
from layout.typeset.words.theme import Theme

_BODY = "body"


class _Kind(NamedTuple):
    """A kind of type in house ads: a cut by the family of the theme, and its CSS classes."""

    family: str
    weight: int
    italic: bool
    optical: int | None
    classes: str

    def cut(self, theme: Theme) -> Cut:
        """The cut in a theme."""
        if self.family == _BODY:
            return theme.styles["body"].cuts[1 if self.italic else 2]
        return Cut(theme.families[self.family], self.weight, self.italic, self.optical)


KINDS = {
    "display": _Kind("display", 500, False, 60, "display"),
    "italic": _Kind("display", 500, True, 60, "display italic"),
    "condensed": _Kind("condensed", 700, False, None, "condensed"),
    "sans": _Kind("sans", 400, False, None, "sans"),
    "bold": _Kind("sans", 700, False, None, "sans bold"),
    "serif": _Kind(_BODY, 700, False, None, "serif bold"),
    "serif italic": _Kind(_BODY, 400, True, None, "serif italic"),
    "narrow": _Kind("condensed", 400, False, None, "narrow"),
}
_LENDING = {"display": "serif", "italic": "serif italic", "sans": "narrow", "bold": "condensed"}
"""What stands in for a kind that lacks letters: few faces are loaded, and these are."""
_HUNDRED = 100_000  # the size in millipoints that widths are measured at
_HAIR = 1.004  # by how much wider a line is taken to be than it is: renderers round


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one kind of type, as large as their place lets them be. Lengths in points."""

    lines: tuple[str, ...]
    classes: str
    size: float
    leading: float
    width: float

    @property
    def height(self) -> float:
        """Depth of all lines."""
        return self.leading * len(self.lines)

    def html(self, x: float, y: float, colour: str = "black", align: str = "left") -> Any:
        """The lines with their upper left corner at (x, y), each an element of its own; together
        they are told as one paragraph."""
        from markupsafe import Markup

        made = Markup("")
        for i, line in enumerate(self.lines):
            style = (
                f"left:{x:.3f}pt;top:{y + i * self.leading:.3f}pt;width:{self.width:.3f}pt;"
                f"text-align:{align};font-size:{self.size:.3f}pt;line-height:{self.leading:.3f}pt;"
                f"color:var(--{colour})"
            )
            made += Markup('<p class="{}" style="{}">{}</p>').format(self.classes, style, line)
        return Markup('<span role="paragraph">{}</span>').format(made)


@dataclass(frozen=True, slots=True)
class Fitter:
    """Fits lines into places, by the widths of the theme's faces."""

    theme: Theme
    foundry: Foundry

    def __call__(
        self,
        lines: list[str],
        kind: str,
        place: tuple[float, float],
        most: float = 200,
        leading: float = 1.0,
    ) -> Lines:
        """Lines set as large as a place (width, height in points) allows, and no larger than
        `most` points; `leading` is in ems."""
        width, height = max(place[0], 1.0), max(place[1], 1.0)
        kind = self._lent("".join(lines), kind)
        widest = max(self.advance(line, kind) for line in lines)
        size = max(
            min(most, width / widest if widest else most, height / (len(lines) * leading)), 0.1
        )
        return Lines(tuple(lines), KINDS[kind].classes, size, size * leading, width)

    def best(
        self,
        variants: list[list[str]],
        kind: str,
        place: tuple[float, float],
        most: float = 200,
        leading: float = 1.0,
    ) -> Lines:
        """The variant of some copy, broken into lines in several ways, that comes out largest;
        among equals the deepest, which leaves the least of its place empty."""
        set_lines = [self(lines, kind, place, most, leading) for lines in variants]
        return max(set_lines, key=lambda made: (round(made.size, 3), made.height))

    def _lent(self, text: str, kind: str) -> str:
        """The kind that a text is set in: the one asked for, if it has the letters."""
        other = _LENDING.get(kind)
        if other and self._lacks(text, kind) and not self._lacks(text, other):
            return other
        return kind

    def _lacks(self, text: str, kind: str) -> bool:
        face = self.foundry.face(KINDS[kind].cut(self.theme))
        return any(not face.glyph(sign) for sign in text if not sign.isspace())

    def advance(self, text: str, kind: str) -> float:
        """The width of a line in ems, a hair more than it is."""
        kind = self._lent(text, kind)
        cut = KINDS[kind].cut(self.theme)
        style = TypeStyle("house", (cut, cut, cut, cut), _HUNDRED, _HUNDRED)
        face = self.foundry.face(cut)
        words = [self.foundry.word(word, cut, style).width for word in text.split()]
        spaces = face.space / face.upem * max(len(words) - 1, 0)
        return (sum(words) / _HUNDRED + spaces) * _HAIR
