"""The keys of newsgrid.toml, as pydantic models. `docs/publication.md` explains each.

name = "The Gazette"      and tagline, language, site, short_address, theme, modules
[edition]                 number, date, price, promos
[print]                   format, columns, pages, colour, trim, trim_most, mugs
[[print.sections]]        name, pages, share, tolerance, most
[press]                   profile, condition, standard, ink, screen, bleed, marks, files, name, ...
[preflight]               profile
[newsletter]              action
[web]                     sections, per_section, current
[format.gazette]          a page format of one's own: width, height, margins, columns, ...
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    PlainValidator,
    StrictInt,
    StrictStr,
    WithJsonSchema,
)

from layout.page.format import FORMATS
from layout.publication.settings.press_keys import Press
from layout.publication.settings.print_sections import (
    AUTO,
    MOST_PAGES,
    MOST_PROMOS,
    MOST_TRIMMED,
    SHARE_PATTERN,
    SHEET,
    whole,
)
from layout.story.publication import BY_RANK, PrintSection
from slots.rules.frozen_table import Table
from slots.rules.mistake import (
    MOST_MISTAKES,
    Mistake,
    NotThis,
    as_mistake,
    nearest,
    rest_of,
    shown,
    suggested,
    table_name,
)
from slots.rules.notation import Measure, Spelled, Strict, worded
from slots.text.source_map import Path
from slots.units import Length, parse_length

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_NAME_PATTERN = r"^[a-z0-9][a-z0-9_-]*$"


def _text(pattern: str, what: str, *examples: str) -> Spelled:
    """A text of some form, or ""; `what` is its name in messages and editors."""
    return worded(f"({pattern})?", what, *examples)


def _on_paper(length: Length) -> Length:
    if not length.physical:
        raise ValueError(f'"{length}" is no length on paper: use mm, in, pt or picas')
    return length


def _above_zero(length: Length) -> Length:
    if not length.value:
        raise ValueError(f'"{length}" is nothing: write a length above 0, as in "12mm"')
    return length


def _pages(step: int) -> tuple[PlainValidator, WithJsonSchema]:
    """Numbers of pages in steps, or "auto" for as many as needed (None)."""

    def read(value: Any) -> int | None:
        if value is None or value == AUTO:
            return None
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not whole or not step <= value <= MOST_PAGES or value % step:
            kind = f"a multiple of {step} " if step > 1 else "a whole number "
            found = shown(value)
            example = f'write it as in {6 * step}, or "{AUTO}"'
            wrong = f"pages: expected {kind}up to {MOST_PAGES}, found {found}: {example}"
            if not whole:
                raise ValueError(wrong)
            raise NotThis(wrong, min(MOST_PAGES // step, max(1, -(-value // step))) * step)
        return int(value)

    number = {"type": "integer", "minimum": step, "maximum": MOST_PAGES, "multipleOf": step}
    return PlainValidator(read), WithJsonSchema({"anyOf": [number, {"const": AUTO}]})


def _per_cent(value: Any) -> int:
    number = whole(value)
    if number is None or not 0 <= number <= 100:
        found = shown(value)
        wrong = f"expected 0 to 100 per cent, found {found}: write it as in 50"
        raise ValueError(wrong) if number is None else NotThis(wrong, min(100, max(0, number)))
    return number


def _trim_most(value: Any) -> int:
    number = whole(value)
    if number is None or not 1 <= number <= MOST_TRIMMED:
        found = shown(value)
        example = f"write it as in {BY_RANK.most}"
        wrong = f"trim_most: expected 1 to {MOST_TRIMMED} per cent, found {found}: {example}"
        near = None if number is None else min(MOST_TRIMMED, max(1, number))
        raise ValueError(wrong) if near is None else NotThis(wrong, near)
    return number


_PER_CENT = {
    "anyOf": [
        {"type": "integer", "minimum": 0, "maximum": 100},
        {"type": "string", "pattern": f"^{SHARE_PATTERN}$"},
    ]
}
_TRIM_MOST = {
    "anyOf": [
        {"type": "integer", "minimum": 1, "maximum": MOST_TRIMMED},
        {"type": "string", "pattern": f"^{SHARE_PATTERN}$"},
    ]
}
_White = Annotated[Measure, AfterValidator(_on_paper)]
_Paper = Annotated[_White, AfterValidator(_above_zero)]
_SectionName = Annotated[StrictStr, Field(min_length=1)]
_Columns = Annotated[StrictInt, Field(ge=1, le=24)]
_PrintedPages = Annotated[int | None, *_pages(SHEET)]
_SectionPages = Annotated[int | None, *_pages(1)]
_PerCent = Annotated[int, PlainValidator(_per_cent), WithJsonSchema(_PER_CENT)]
_TrimMost = Annotated[int, PlainValidator(_trim_most), WithJsonSchema(_TRIM_MOST)]
_Colour = Annotated[StrictInt, Field(ge=1, le=MOST_PAGES)]
_Language = Annotated[
    str,
    _text(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language tag", "en", "es-EC"),
]
_Site = Annotated[
    str, _text(r"https://[^\s/?#]+(/[^\s?#]*)?", "an https address", "https://gazette.example")
]
_ShortAddress = Annotated[
    str,
    _text(
        r"[^\s/?#:]+\.[^\s/?#:]+(/[^\s?#]*)?", "an address without https://", "gazette.example/r"
    ),
]
_Action = Annotated[
    str,
    _text(r"(https://|mailto:)\S+", "an https or mailto address", "https://gazette.example/join"),
]


class Edition(Strict):
    """What changes from issue to issue."""

    number: StrictStr = Field(default="", description='as it stands under the name: "No. 412"')
    date: datetime.date | None = Field(
        default=None, description="the day it appears; if not set, a story's own date"
    )
    price: StrictStr = Field(default="", description='as it stands under the name: "$1.50"')
    promos: Annotated[StrictInt, Field(ge=0, le=MOST_PROMOS)] | None = Field(
        default=None,
        description="promos of stories on page one, over the name: 0 for none; if not set, as many "
        "as suit it",
    )


class Section(Strict):
    """A section of the printed edition."""

    name: _SectionName = Field(..., description="as its stories have it under section")
    pages: _SectionPages = Field(
        default=None, description='how many, or "auto" for as many as it needs'
    )
    share: _PerCent = Field(
        default=PrintSection("").share,
        description="the part of its pages that ads should take, in per cent",
    )
    tolerance: _PerCent = Field(
        default=PrintSection("").tolerance,
        description="by how much the share may differ, in per cent of the pages",
    )
    most: _PerCent = Field(
        default=PrintSection("").most,
        description="what ads may take of any one page, in per cent",
    )


class Print(Strict):
    """The print edition."""

    format: StrictStr = Field(
        default="compact",
        description="a page format: one of ours, or one of [format.NAME]",
        examples=list(FORMATS),
    )
    columns: _Columns | None = Field(
        default=None, description="columns of a page; if not set, those of the format"
    )
    pages: _PrintedPages = Field(
        default=None, description='of the edition, a multiple of 4, or "auto" for as many as needed'
    )
    colour: tuple[_Colour, ...] = Field(
        default=(),
        description="the pages that are printed in colour; if not set, all",
        examples=[[1, 8, 9, 16]],
    )
    trim: Literal["by rank", "by share", "off"] = Field(
        default="by rank",
        description="how stories are shortened from their end where there is more copy than room: "
        "the better their rank the less, all alike, or not at all",
    )
    trim_most: _TrimMost = Field(
        default=BY_RANK.most,
        description="what a story may lose of its text so, in per cent",
    )
    mugs: Literal["marked", "by rule"] = Field(
        default="marked",
        description="which pictures stand half a column wide with text round them: those with "
        "{.mug} beside them, or also upright ones whose cutline is the name of one person",
    )
    sections: tuple[Section, ...] = Field(
        default=(),
        description="the sections in their order; stories of others go into the first",
    )


class Preflight(Strict):
    """What the artwork of ads is held against when it arrives."""

    profile: StrictStr = Field(
        default="",
        description="a profile of ours by its name, or a .toml file of the publication; if not "
        "set, artwork is held against none",
        examples=["gwg-2022-newspaper", "ours.toml"],
    )


class Newsletter(Strict):
    """The newsletter that sign-up boxes are for."""

    action: _Action = Field(
        default="", description="where the form sends, and where the printed QR code leads"
    )


class Web(Strict):
    """The site: its home page, its section fronts."""

    sections: tuple[_SectionName, ...] = Field(
        default=(),
        description="the order of sections in navigation and on the home page; others follow by "
        "name",
        examples=[["Town", "Environment", "Sport"]],
    )
    per_section: Annotated[StrictInt, Field(ge=1, le=12)] = Field(
        default=5, description="stories of each section on the home page"
    )
    current: Annotated[StrictInt, Field(ge=1, le=366)] = Field(
        default=7,
        description="days for which a story's rank counts on fronts; older ones follow by date",
    )


class MarginSettings(Strict):
    """The white around a page."""

    top: _White = Field(default=parse_length("14mm"), description="above the masthead or folio")
    side: _White = Field(default=parse_length("12mm"), description="left and right")
    foot: _White = Field(default=parse_length("14mm"), description="below the last row")


class FormatSettings(Strict):
    """A page format of one's own."""

    width: _Paper = Field(..., description="of the trimmed page")
    height: _Paper = Field(..., description="of the trimmed page")
    margins: MarginSettings = Field(default=MarginSettings(), description="the white around")
    columns: _Columns = Field(default=6, description="columns of pages with ads and boxes")
    text_columns: _Columns | None = Field(
        default=None, description="columns of pages with text alone; if not set, as many"
    )
    gutter: _White = Field(default=parse_length("4mm"), description="between columns")
    leading: _Paper = Field(
        default=parse_length("10.5pt"), description="the baseline grid: from baseline to baseline"
    )


class Settings(Strict):
    """A publication: its name, languages, addresses, looks and formats."""

    name: StrictStr = Field(default="newsgrid", min_length=1, description="what the masthead says")
    tagline: StrictStr = Field(default="", description="the line under the name")
    language: _Language = Field(default="en", description="of stories that do not say theirs")
    site: _Site = Field(default="", description="the address of the web edition")
    short_address: _ShortAddress = Field(
        default="", description="the base of printed short addresses; if not set, the site's host"
    )
    theme: StrictStr = Field(
        default="default", description="a theme of ours by name, or the folder of your own"
    )
    modules: StrictStr = Field(default="modules", description="the folder of shared modules")
    edition: Edition = Field(default=Edition(), description="what changes from issue to issue")
    print: Print = Field(default=Print(), description="the print edition")
    press: Press | None = Field(default=None, description="what the printer wants")
    preflight: Preflight = Field(default=Preflight(), description="what artwork is held against")
    newsletter: Newsletter = Field(default=Newsletter(), description="what sign-up boxes are for")
    web: Web = Field(default=Web(), description="the site")
    format: Table[FormatSettings] = Field(
        default_factory=Table,
        description="page formats of one's own, by name",
        json_schema_extra={"propertyNames": {"pattern": _NAME_PATTERN}},
    )


def mistakes_of(errors: Sequence[ErrorDetails]) -> Iterator[Mistake]:
    """What pydantic found, in sentences, with suggestions from the keys that are known."""
    yield from rest_of(errors)
    for error in errors[:MOST_MISTAKES]:
        path: Path = tuple(error["loc"])
        if error["type"] == "extra_forbidden":
            yield _unknown(path)
        elif error["type"] == "missing":
            message = f"{_spelled(path[:-1])} needs {path[-1]}"
            yield Mistake("missing-key", path[:-1], message, f'add {path[-1]} = "..."', key=True)
        elif error["type"].startswith("date"):
            message = f"date: expected a day such as 2026-01-09, found {error['input']}"
            yield Mistake("bad-value", path, message, "write year-month-day, without quotes")
        elif (
            error["type"] == "tuple_type" and path == _SECTIONS and isinstance(error["input"], dict)
        ):
            message = "[print.sections] is one of several tables"
            yield Mistake("bad-value", path, message, "write [[print.sections]]", key=True)
        else:
            yield as_mistake(error)


def _unknown(path: Path) -> Mistake:
    word = str(path[-1])
    known = _fields(path[:-1])
    near = nearest(word, known)
    message = f'unknown key "{word}" in {_spelled(path[:-1])}{suggested(near)}'
    elsewhere = [table for table in _TABLES if word in _fields(table)]
    hint = f"known here: {', '.join(known)}" if known else "take it out"
    if elsewhere:
        hint = f"{word} belongs in {_spelled(elsewhere[0])}"
    return Mistake("unknown-key", path, message, hint, key=True).meaning(near)


_SECTIONS: Path = ("print", "sections")


def _spelled(table: Path) -> str:
    """A table as its header spells it; sections, of which there are several, in two brackets."""
    return "[[print.sections]]" if table[:2] == _SECTIONS else table_name(table)


_TABLES: tuple[Path, ...] = (
    (),
    ("edition",),
    ("print",),
    (*_SECTIONS, 0),
    ("press",),
    ("preflight",),
    ("newsletter",),
    ("web",),
    ("format", "NAME"),
)


def _fields(table: Path) -> list[str]:
    """The keys known in a table, by its path."""
    models: dict[tuple[str | int, int], type[BaseModel]] = {
        ("edition", 1): Edition,
        ("print", 1): Print,
        ("print", 3): Section,
        ("press", 1): Press,
        ("preflight", 1): Preflight,
        ("newsletter", 1): Newsletter,
        ("web", 1): Web,
        ("format", 2): FormatSettings,
        ("format", 3): MarginSettings,
    }
    model = models.get((table[0], len(table))) if table else Settings
    return list(model.model_fields) if model else []
