"""The keys of [press] in newsgrid.toml, and what is wrong between them. `docs/press.md` explains
each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StrictBool, StrictInt, StrictStr

from layout.press.separation.icc_kind import profile_kind
from layout.press.standard.file_names import EACH, ONE, code_of, needs_date, pattern_problem
from layout.press.standard.press_settings import (
    CONDITIONS,
    EACH_PAGE,
    LEAST_INK,
    MOST_INK,
    ONE_FILE,
    OTHER_INK,
    Condition,
    Mend,
    PressSettings,
    Standard,
)
from slots.files.door import PROFILE, Unopened, is_inside, read_file, there
from slots.files.nearby import meant
from slots.legible import shown
from slots.rules.mistake import Mistake
from slots.rules.notation import Measure, Strict
from slots.units import Length, parse_length

_MOST_BLEED = parse_length("30mm")


def _bleed(length: Length) -> Length:
    if not length.physical or length.mpt > _MOST_BLEED.mpt:
        raise ValueError(f'"{length}" is no bleed: write a length up to {_MOST_BLEED}, as in "3mm"')
    return length


_SpotName = Annotated[StrictStr, Field(min_length=1)]


class Press(Strict):
    """What the printer wants: the files of newsgrid print --press."""

    profile: StrictStr = Field(
        default="",
        description="the ICC profile of the press, a file of this folder",
        examples=["IFRA26S_2004_newsprint.icc"],
    )
    condition: StrictStr = Field(
        default="IFRA26S",
        min_length=1,
        description="the printing condition: one of ours, or as the printer calls it",
        examples=list(CONDITIONS),
    )
    standard: Literal["PDF/X-4", "PDF/X-1a:2003"] = Field(
        default="PDF/X-4", description="the standard of the files"
    )
    ink: Annotated[StrictInt, Field(ge=LEAST_INK, le=MOST_INK)] | None = Field(
        default=None,
        description="the most ink that may lie in one place, in per cent; if not set, that of the "
        "condition",
    )
    screen: Annotated[StrictInt, Field(ge=50, le=250)] = Field(
        default=100,
        description="the ruling of the press in lines an inch; pictures get two dots for each",
    )
    bleed: Annotated[Measure, AfterValidator(_bleed)] = Field(
        default=parse_length("0mm"), description="how far the BleedBox lies outside the trim"
    )
    marks: StrictBool = Field(default=False, description="whether the trim is marked on the sheet")
    spots: tuple[_SpotName, ...] = Field(
        default=(),
        description="spot colours that the press runs; all others are made of the four inks",
        examples=[["PANTONE 300 C"]],
    )
    mend: tuple[Literal["rgb", "spots", "boxes", "white-overprint", "small-type"], ...] = Field(
        default=("rgb", "spots", "boxes"),
        description="what is mended in the artwork of ads; one that needs what is not listed does "
        "not go to the press",
        examples=[["rgb", "spots", "boxes", "white-overprint", "small-type"], []],
    )
    files: Literal["one", "pages"] = Field(
        default="one", description="one file of the edition, or one for each page"
    )
    trucks: Literal["split", "whole"] = Field(
        default="split",
        description="a double truck as two pages, or whole, on one sheet as wide as both",
    )
    name: StrictStr = Field(
        default="",
        description="how files are called; if not set, by code, date, section and page",
        examples=[ONE, EACH],
    )
    code: StrictStr = Field(
        default="",
        description="what {code} stands for; if not set, the first letters of the paper's name",
    )


def press_settings(said: Press, folder: Path, paper: str) -> PressSettings:
    """The [press] table as a value."""
    condition = CONDITIONS.get(said.condition)
    if condition is None:
        condition = Condition(said.condition, said.condition, OTHER_INK)
    each = said.files == EACH_PAGE
    return PressSettings(
        folder / said.profile,
        condition,
        Standard(said.standard),
        said.ink or condition.ink,
        said.bleed.mpt,
        said.marks,
        said.screen,
        said.spots,
        said.files,
        said.name or (EACH if each else ONE),
        said.code or code_of(paper),
        said.trucks,
        tuple(map(Mend, said.mend)),
    )


def press_mistakes(data: Mapping[str, Any], folder: Path) -> Iterator[Mistake]:
    """What cannot be in [press], although each value alone could: read from the raw table, so that
    it is found while other values are wrong."""
    table = data.get("press")
    if not isinstance(table, Mapping):
        return
    condition = table.get("condition", "IFRA26S")
    known = CONDITIONS.get(condition) if isinstance(condition, str) else None
    if not table.get("profile", ""):
        yield Mistake("missing-key", ("press",), *_no_profile(known), key=True)
    else:
        yield from _profile(table["profile"], known, folder)
    files, name = table.get("files", ONE_FILE), table.get("name", "")
    if not isinstance(name, str) or files not in (ONE_FILE, EACH_PAGE):
        return
    each = files == EACH_PAGE
    problem = pattern_problem(name, each) if name else None
    if problem:
        yield Mistake("wrong-name", ("press", "name"), *problem)
        return
    edition = data.get("edition")
    dated = isinstance(edition, Mapping) and "date" in edition
    if not dated and needs_date(name or (EACH if each else ONE)):
        message = "print files are named by the date, and the edition has none"
        at = ("press", "name") if name else ("press",)
        hint = "write date under [edition], or a name without {date}"
        yield Mistake("wrong-name", at, message, hint, key=not name)


def _no_profile(known: Condition | None) -> tuple[str, str]:
    message = "[press] needs profile, the ICC profile of the press"
    if known is None:
        return message, 'put the printer\'s file into this folder and write profile = "NAME.icc"'
    return message, (
        f"put the printer's file into this folder, or {known.profile} ({known.source}), "
        f'and write profile = "{known.profile}"'
    )


def _profile(name: Any, known: Condition | None, folder: Path) -> Iterator[Mistake]:
    """What is wrong with the file of a profile."""
    if not isinstance(name, str) or not name:
        return
    path, called = ("press", "profile"), shown(name)
    if Path(name).is_absolute() or not is_inside(folder / name, folder):
        message = f'profile "{called}" lies outside the publication'
        yield Mistake("outside", path, message, "put the file into this folder")
        return
    if not there(folder / name):
        message = f'profile "{called}" is not there{meant(name, folder)}'
        hint = "ask the printer for the file, and put it into this folder"
        if known and known.profile:
            hint += f"; {known.profile} is in {known.source}"
        yield Mistake("missing-file", path, message, hint)
        return
    try:
        data = read_file(folder / name, PROFILE, folder)
    except Unopened as error:
        yield Mistake(error.code, path, f'profile "{called}" {error.why}', error.hint)
        return
    if profile_kind(data) != "CMYK":
        message = f'profile "{called}" is no ICC profile of a printing press (CMYK)'
        yield Mistake("wrong-profile", path, message, "name the file that the printer has given")
