"""The faces that print templates may use, by the role of their family: serif, sans, ..."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from layout.typeset.words.face import Face
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.typeset.words.theme import Theme


class _FaceOfTemplates(NamedTuple):
    """A cut that templates may use: its family, in CSS and in the theme alike, and its design."""

    family: str
    weight: int
    italic: bool = False
    optical: int | None = None


_FACES = (
    _FaceOfTemplates("sans", 400),
    _FaceOfTemplates("sans", 700),
    _FaceOfTemplates("condensed", 400),
    _FaceOfTemplates("condensed", 700),
    _FaceOfTemplates("display", 500, False, 60),
    _FaceOfTemplates("display", 500, True, 60),
)
"""Few, since each is a file to write and load. The serif is that of body text, in its four cuts."""

_SERIF = ((400, False), (400, True), (700, False), (700, True))
"""Weight and slope by which CSS knows the four cuts of body text."""


@dataclass(frozen=True, slots=True, eq=False)
class PrintFace:
    """A face as CSS names it, and the name of its file beside the page."""

    family: str
    weight: int
    italic: bool
    face: Face

    @property
    def file_name(self) -> str:
        """Same face, same name; no sign that an address would have to escape."""
        style = "italic" if self.italic else "roman"
        return f"press-{self.family}-{self.weight}-{style}.ttf"


def print_faces(theme: Theme, foundry: Foundry) -> tuple[PrintFace, ...]:
    """The faces of a theme's print templates. Raises BadInput where a family is not installed."""
    body = theme.styles["body"].cuts
    serif = tuple(
        PrintFace("serif", weight, italic, foundry.face(cut))
        for cut, (weight, italic) in zip(body, _SERIF, strict=True)
    )
    return serif + tuple(
        PrintFace(
            family,
            weight,
            italic,
            foundry.face(Cut(theme.families[family], weight, italic, optical)),
        )
        for family, weight, italic, optical in _FACES
    )


def font_face_css(faces: tuple[PrintFace, ...], folder: str) -> str:
    """The @font-face rules of faces whose files lie in a folder (an address, "." for beside)."""
    return "\n".join(
        f'@font-face{{font-family:"press-{face.family}";font-weight:{face.weight};'
        f"font-style:{'italic' if face.italic else 'normal'};"
        f'src:url("{folder}/{face.file_name}")}}'
        for face in faces
    )


def lift(face: Face, size: int, leading: int, baseline: int) -> int:
    """By how much CSS sets a line's baseline lower than `baseline` below the line's top.

    CSS shares the leading equally above and below ascent and descent; the page grid has a baseline
    of its own. All in millipoints.
    """
    ascent, descent = face.ascent * size / face.upem, -face.descent * size / face.upem
    return round((leading - ascent - descent) / 2 + ascent) - baseline
