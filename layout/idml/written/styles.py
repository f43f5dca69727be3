"""The styles of a document: a paragraph style for each look that a role has, a character style for
what differs from it inside a paragraph.

The look that a role has most often has its name, as the theme does; the others say what is not so:
"headline", "headline 54pt", "body flush".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from layout.idml.matter.paragraphs import Setting, indents_of, main_type
from layout.idml.matter.set_matter import SetParagraph, SetTable, Swatch, Thread, Type
from layout.idml.written.fonts import FontNames
from layout.idml.written.languages import language_name
from layout.idml.written.xml_parts import (
    Element,
    decimal,
    element,
    plain_name,
    points,
    properties,
    texted,
)
from layout.typeset.drop_cap import LINES
from layout.typeset.words.face import Face
from layout.typeset.words.style import Align

NO_PARAGRAPH = "ParagraphStyle/$ID/[No paragraph style]"
NO_CHARACTER = "CharacterStyle/$ID/[No character style]"
NO_OBJECT = "ObjectStyle/$ID/[None]"
NO_TABLE, NO_CELL = "TableStyle/$ID/[No table style]", "CellStyle/$ID/[None]"

_JUSTIFICATION = {
    Align.LEFT: "LeftAlign",
    Align.CENTRE: "CenterAlign",
    Align.RIGHT: "RightAlign",
    Align.JUSTIFIED: "LeftJustified",
}
_FIGURES = {
    frozenset({"tnum"}): "TabularLining",
    frozenset({"lnum", "tnum"}): "TabularLining",
    frozenset({"onum", "tnum"}): "TabularOldstyle",
    frozenset({"onum"}): "ProportionalOldstyle",
    frozenset({"onum", "pnum"}): "ProportionalOldstyle",
    frozenset({"lnum"}): "ProportionalLining",
    frozenset({"lnum", "pnum"}): "ProportionalLining",
}
_SMALL_CAPITALS = "smcp"


@dataclass(frozen=True, slots=True)
class _ParagraphLook:
    """How a paragraph looks."""

    role: str
    type: Type
    leading: int
    align: Align
    left: int
    first: int
    language: str
    initial: int = 0


@dataclass(frozen=True, slots=True)
class _CharacterLook:
    """What of a run is other than in the rest of its paragraph; None where it is the same."""

    face: Face | None
    size: int | None
    tracking: int | None
    colour: Swatch | None


def look_of(paragraph: SetParagraph) -> _ParagraphLook:
    """How a paragraph looks."""
    left, first = indents_of(paragraph)
    return _ParagraphLook(
        paragraph.role,
        main_type(paragraph),
        paragraph.leading,
        paragraph.align,
        left,
        first,
        paragraph.language,
        paragraph.initial,
    )


def difference(run: Type, paragraph: Type) -> _CharacterLook | None:
    """What of a run is other than in its paragraph; None where nothing is."""
    if run == paragraph:
        return None
    return _CharacterLook(
        run.face if run.face is not paragraph.face else None,
        run.size if run.size != paragraph.size else None,
        run.tracking if run.tracking != paragraph.tracking else None,
        run.colour if run.colour != paragraph.colour else None,
    )


class Styles:
    """The styles of all threads of a document, by what they look like."""

    def __init__(
        self, threads: Iterable[Thread], fonts: FontNames, setting: Setting, keep: bool
    ) -> None:
        self._fonts, self._setting, self._keep = fonts, setting, keep
        counts: Counter[_ParagraphLook] = Counter()
        inside: dict[_CharacterLook, None] = {}
        for paragraph in _all_paragraphs(threads):
            look = look_of(paragraph)
            counts[look] += 1
            for line in paragraph.lines:
                for run in line.runs:
                    other = difference(run.type, look.type)
                    if other:
                        inside[other] = None
        self._paragraphs = dict(self._named(counts))
        self._characters = dict(self._named_inside(inside))

    def paragraph(self, look: _ParagraphLook) -> str:
        """The address of a paragraph style."""
        return f"ParagraphStyle/{self._paragraphs[look]}"

    def character(self, look: _CharacterLook | None) -> str:
        """The address of a character style."""
        return f"CharacterStyle/{self._characters[look]}" if look else NO_CHARACTER

    @property
    def swatches(self) -> tuple[Swatch, ...]:
        """The colours of all styles."""
        found = [look.type.colour for look in self._paragraphs]
        found += [look.colour for look in self._characters if look.colour]
        return tuple(dict.fromkeys(found))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of all styles."""
        return tuple(dict.fromkeys(look.language for look in self._paragraphs))

    def _named(self, counts: Counter[_ParagraphLook]) -> Iterator[tuple[_ParagraphLook, str]]:
        main: dict[str, _ParagraphLook] = {}
        taken: set[str] = set()
        for look, _ in counts.most_common():  # of equals, that which was met first
            first = main.setdefault(look.role, look)
            name = _free(look.role, list(self._unlike(look, first)), taken)
            taken.add(name.casefold())
            yield look, name

    def _unlike(self, look: _ParagraphLook, main: _ParagraphLook) -> Iterator[str]:
        """What of a look is not as in the main one of its role."""
        one, other = look.type, main.type
        if one.size != other.size:
            yield f"{points(one.size)}pt"
        if look.leading != main.leading:
            yield f"on {points(look.leading)}"
        if look.align is not main.align:
            yield look.align.value
        if (look.left, look.first) != (main.left, main.first):
            yield (
                f"indent {points(look.left)} {points(look.first)}"
                if look.left
                else (f"indent {points(look.first)}" if look.first else "flush")
            )
        if one.colour != other.colour:
            yield one.colour.name
        if one.face is not other.face:
            yield _face_words(one.face, self._fonts)
        if one.tracking != other.tracking:
            yield f"tracked {one.tracking}"
        if look.language != main.language:
            yield look.language
        if look.initial != main.initial:
            yield f"initial {look.initial}" if look.initial else "no initial"

    def _named_inside(
        self, looks: Iterable[_CharacterLook]
    ) -> Iterator[tuple[_CharacterLook, str]]:
        taken: set[str] = set()
        for look in looks:
            parts = [
                _face_words(look.face, self._fonts) if look.face else "",
                f"{points(look.size)}pt" if look.size is not None else "",
                f"tracked {look.tracking}" if look.tracking is not None else "",
                look.colour.name if look.colour else "",
            ]
            name = _free("", list(filter(None, parts)), taken, whole=True)
            taken.add(name.casefold())
            yield look, name

    def elements(self) -> tuple[Element, ...]:
        """The groups of styles, as the part Styles has them."""
        characters = [
            element(
                "CharacterStyle",
                {"Self": NO_CHARACTER, "Name": "$ID/[No character style]"},
            ),
            *(self._character(look, name) for look, name in self._characters.items()),
        ]
        paragraphs = [
            element(
                "ParagraphStyle",
                {
                    "Self": NO_PARAGRAPH,
                    "Name": "$ID/[No paragraph style]",
                    "FillColor": "Color/Black",
                    "StrokeColor": "Swatch/None",
                    "PointSize": "12",
                },
            ),
            *(self._paragraph(look, name) for look, name in self._paragraphs.items()),
        ]
        object_ = element(
            "ObjectStyle",
            {
                "Self": NO_OBJECT,
                "Name": "$ID/[None]",
                "AppliedParagraphStyle": NO_PARAGRAPH,
                "FillColor": "Swatch/None",
                "StrokeColor": "Swatch/None",
                "StrokeWeight": "0",
            },
        )
        table = element("TableStyle", {"Self": NO_TABLE, "Name": "$ID/[No table style]"})
        cell = element("CellStyle", {"Self": NO_CELL, "Name": "$ID/[None]"})
        return (
            element("RootCharacterStyleGroup", {"Self": "rootCharacters"}, *characters),
            element("RootParagraphStyleGroup", {"Self": "rootParagraphs"}, *paragraphs),
            element("RootCellStyleGroup", {"Self": "rootCells"}, cell),
            element("RootTableStyleGroup", {"Self": "rootTables"}, table),
            element("RootObjectStyleGroup", {"Self": "rootObjects"}, object_),
        )

    def _character(self, look: _CharacterLook, name: str) -> Element:
        attributes = {"Self": f"CharacterStyle/{name}", "Name": name}
        held = [texted("BasedOn", NO_CHARACTER, "object")]
        if look.colour:
            attributes["FillColor"] = colour_address(look.colour)
        if look.size is not None:
            attributes["PointSize"] = points(look.size)
        if look.tracking is not None:
            attributes["Tracking"] = str(look.tracking)
        if look.face:
            font = self._fonts.of(look.face)
            attributes |= {"FontStyle": font.style, **_features(look.face)}
            held.append(texted("AppliedFont", font.family, "string"))
        return element("CharacterStyle", attributes, properties(*held))

    def _paragraph(self, look: _ParagraphLook, name: str) -> Element:
        font, type_ = self._fonts.of(look.type.face), look.type
        address = f"ParagraphStyle/{name}"
        justified = look.align is Align.JUSTIFIED
        attributes = {
            "Self": address,
            "Name": name,
            "NextStyle": address,
            "FillColor": colour_address(type_.colour),
            "FontStyle": font.style,
            "PointSize": points(type_.size),
            "Tracking": str(type_.tracking),
            "AppliedLanguage": language_name(look.language),
            "Hyphenation": _truth(self._hyphenates(look) and not self._keep),
            "Justification": _JUSTIFICATION[look.align],
            "LeftIndent": points(look.left),
            "FirstLineIndent": points(look.first),
            "KerningMethod": "$ID/Metrics",
            "Ligatures": "true",
            "Composer": "HL Composer",
            "OverprintFill": _truth(type_.colour.cmyk == (0, 0, 0, 100)),
            **_features(type_.face),
            **(self._spaces(look) if justified else {}),
        }
        if look.initial:
            attributes |= {"DropCapCharacters": str(look.initial), "DropCapLines": str(LINES)}
        held = [
            texted("BasedOn", NO_PARAGRAPH, "object"),
            texted("AppliedFont", font.family, "string"),
            texted("Leading", points(look.leading), "unit"),
        ]
        if not justified:
            held.append(texted("BalanceRaggedLines", "FullyBalanced", "enumeration"))
        return element("ParagraphStyle", attributes, properties(*held))

    def _hyphenates(self, look: _ParagraphLook) -> bool:
        style = self._setting.style(look.role)
        return style.hyphenate if style else look.align is Align.JUSTIFIED

    def _spaces(self, look: _ParagraphLook) -> dict[str, str]:
        """How far spaces, letters and glyphs may give way in justified lines."""
        style = self._setting.style(look.role) or self._setting.style("body")
        assert style is not None
        face = look.type.face
        space = max(1, face.space) * 1000 / face.upem  # thousandths of an em
        letters = style.letterspacing * 100 / space
        wide = style.scaling / 10
        return {
            "MinimumWordSpacing": "70",
            "DesiredWordSpacing": "100",
            "MaximumWordSpacing": "400" if self._keep else "200",
            "MinimumLetterSpacing": decimal(-letters, 2),
            "DesiredLetterSpacing": "0",
            "MaximumLetterSpacing": decimal(letters, 2),
            "MinimumGlyphScaling": decimal(100 - wide, 2),
            "DesiredGlyphScaling": "100",
            "MaximumGlyphScaling": decimal(100 + wide, 2),
        }


def _free(role: str, parts: list[str], taken: set[str], whole: bool = False) -> str:
    """A name that no other style has: of what a look is unlike others as little as will do."""
    fewer = (
        []
        if whole
        else [[], *([parts[0], *each] for each in ([], *([p] for p in parts[1:])))]
        if parts
        else [[]]
    )
    for tried in (*fewer, parts):
        name = plain_name(" ".join([role, *tried]))
        if name.casefold() not in taken and (tried or not parts):
            return name
    name = plain_name(" ".join([role, *parts]))
    return next(
        f"{name} {number}"
        for number in range(2, len(taken) + 3)
        if f"{name} {number}".casefold() not in taken
    )


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _features(face: Face) -> dict[str, str]:
    """The OpenType features of a cut, as far as styles can say them."""
    asked = frozenset(face.cut.features)
    made = {"Capitalization": "SmallCaps"} if _SMALL_CAPITALS in asked else {}
    figures = _FIGURES.get(asked & {"tnum", "onum", "lnum", "pnum"})
    return {**made, "OTFFigureStyle": figures} if figures else made


def _face_words(face: Face, fonts: FontNames) -> str:
    return " ".join([fonts.of(face).full.removeprefix("NG "), *face.cut.features])


def colour_address(swatch: Swatch) -> str:
    """The address of a colour."""
    return f"Color/{plain_name(swatch.name)}"


def _all_paragraphs(threads: Iterable[Thread]) -> Iterator[SetParagraph]:
    """The paragraphs of threads, those in cells of tables with them."""
    for thread in threads:
        for part in thread.parts:
            if isinstance(part, SetTable):
                yield from (one for row in part.rows for cell in row for one in cell.paragraphs)
            else:
                yield part
