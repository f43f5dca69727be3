"""The fonts of a document: what a layout program calls each face, and the files of a package.

Faces are points in the design space of variable fonts, with an optical size of their own; layout
programs find fonts by name. So each is a static font with a name of its own, which says what it is:
"NG Newsreader 60pt", "Medium". Names that a font's licence reserves (SIL Open Font License, 1.1,
clause 3) are left out of it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from layout.press.frames.font_instances import instance
from layout.typeset.words.face import Face

FONTS = "Document fonts"
"""The folder of a package that has them: InDesign activates them while the document is open."""

_PREFIX = "NG"
_WEIGHTS = {
    100: "Thin", 200: "ExtraLight", 300: "Light", 400: "Regular", 500: "Medium",
    600: "SemiBold", 700: "Bold", 800: "ExtraBold", 900: "Black",
}  # fmt: skip
_RESERVED = re.compile(r"reserved font names?\s*[:\"'‘“]*\s*([^.;)\n]*)", re.IGNORECASE)
_QUOTES = re.compile(r"[\"'‘’“”]")
_COPYRIGHT, _WINDOWS, _UNICODE, _ENGLISH = 0, 3, 1, 0x409
_NAMED = (1, 2, 3, 4, 6, 16, 17, 21, 22, 25)
"""What a font says of its name: family, style, unique, full and PostScript names, the same as
typographers and variable fonts have them (OpenType 1.9, name table)."""


@dataclass(frozen=True, slots=True, order=True)
class FontName:
    """What a layout program calls a font."""

    family: str
    style: str

    @property
    def full(self) -> str:
        """Family and style."""
        return f"{self.family} {self.style}"

    @property
    def postscript(self) -> str:
        """Its name in PostScript and PDF."""
        return f"{self.family}-{self.style}".replace(" ", "")

    @property
    def file(self) -> str:
        """Its file in a package."""
        return f"{self.postscript}.ttf"


@dataclass(frozen=True, slots=True, eq=False)
class _NamedFont:
    """A font by its name, and the face that it is."""

    name: FontName
    face: Face


class FontNames:
    """The names of the faces of one document, each worked out once."""

    def __init__(self) -> None:
        self._known: dict[Face, FontName] = {}

    def of(self, face: Face) -> FontName:
        """The name of a face."""
        if face not in self._known:
            self._known[face] = _name_of(face)
        return self._known[face]

    def all(self) -> tuple[_NamedFont, ...]:
        """All faces that were asked for, by their names; faces that differ in features alone are
        one font."""
        found = {name: face for face, name in self._known.items()}
        return tuple(_NamedFont(name, found[name]) for name in sorted(found))


def _name_of(face: Face) -> FontName:
    cut = face.cut
    style = _WEIGHTS.get(cut.weight, f"W{cut.weight}")
    if cut.italic:
        style = "Italic" if style == "Regular" else f"{style} Italic"
    optical = f" {cut.optical}pt" if cut.optical else ""
    return FontName(f"{_PREFIX} {_unreserved(face)}{optical}", style)


def _unreserved(face: Face) -> str:
    """The name of a face's family without words that its licence reserves."""
    from fontTools.ttLib import TTFont  # slow to import

    with TTFont(face.file, lazy=True) as font:
        said = font["name"].getDebugName(_COPYRIGHT) or ""
    found = _RESERVED.search(said)
    reserved = (
        {word.casefold() for word in re.findall(r"\w+", _QUOTES.sub(" ", found[1]))}
        if found
        else set()
    )
    kept = [word for word in face.family.split() if word.casefold() not in reserved]
    return " ".join(kept) or "Text"


def font_files(fonts: Iterable[_NamedFont]) -> dict[str, bytes]:
    """The files of fonts, by their names."""
    return {font.name.file: _static(font.name, font.face) for font in fonts}


def _static(name: FontName, face: Face) -> bytes:
    """A face as a font of its own, named so; the same bytes every time."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(instance(face)), recalcTimestamp=False)
    table = font["name"]
    table.names = [record for record in table.names if record.nameID not in _NAMED]
    said = {1: name.full, 2: "Regular", 3: name.postscript, 4: name.full, 6: name.postscript}
    said |= {16: name.family, 17: name.style}
    for number, text in said.items():
        table.setName(text, number, _WINDOWS, _UNICODE, _ENGLISH)
    font["OS/2"].usWeightClass = face.cut.weight
    for variable in ("STAT", "fvar", "avar"):
        if variable in font:
            del font[variable]
    kept = io.BytesIO()
    font.save(kept, reorderTables=False)
    return kept.getvalue()


def font_list(fonts: Iterable[_NamedFont]) -> str:
    """The fonts of a package as a list to read: family, style, file, and what each was made of."""
    lines = ["Fonts of this document", ""]
    for font in fonts:
        name, face = font.name, font.face
        optical = f", drawn for {face.cut.optical} pt" if face.cut.optical else ""
        lines.append(f"{name.full}: {FONTS}/{name.file}")
        lines.append(f"    from {face.family}, weight {face.cut.weight}{optical}")
    return "\n".join([*lines, ""])
