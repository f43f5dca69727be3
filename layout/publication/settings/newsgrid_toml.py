"""Finding and reading the newsgrid.toml of a story, with the themes, formats and folders it
names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from layout.page.format import FORMATS, Format, Margins, grid_of
from layout.press.standard.press_settings import PressSettings
from layout.story.publication import PrintPlan, PrintSection, Publication, Trim
from layout.typeset.words.theme import THEMES
from slots.files.door import Unopened, is_inside, listed, there
from slots.files.nearby import MOST_NAMES, nearest_name
from slots.finding import BadInput, Finding, by_line
from slots.legible import shown
from slots.text.broken_toml import read_toml
from slots.text.source_map import positions

if TYPE_CHECKING:
    from layout.publication.settings.newsgrid_keys import FormatSettings, Print, Settings
    from slots.rules.mistake import Mistake

FILE = "newsgrid.toml"
RULES = "slots.toml"
_LEVELS = 2
"""How many folders above a story's own are searched: stories/ may have folders for sections or
years."""


@dataclass(frozen=True, slots=True)
class House:
    """A publication, the formats it can be printed on, its newsgrid.toml (None without one), and
    what the printer wants (None where nobody has said it)."""

    publication: Publication
    formats: Mapping[str, Format]
    file: Path | None = None
    press: PressSettings | None = None

    @property
    def rules(self) -> Path | None:
        """The publication's slots.toml, None where it has none."""
        rules = self.file.parent / RULES if self.file else None
        return rules if rules and there(rules) else None

    @property
    def folder(self) -> Path | None:
        """The publication's folder, which its files lie in; None without one."""
        return self.file.parent if self.file else None


def find_publication(story: Path) -> Path | None:
    """The newsgrid.toml of a story: in its folder or up to two above, within its repository.

    None where there is none: every command works on a single story.
    """
    folder = story.absolute().parent
    for candidate in (folder, *folder.parents[:_LEVELS]):
        if there(candidate / FILE):
            return _as_given(candidate / FILE, story)
        if there(candidate / ".git"):
            break
    return None


def _as_given(file: Path, story: Path) -> Path:
    """The file by the shortest name: relative, where the story's name was."""
    here = Path.cwd()
    return file.relative_to(here) if not story.is_absolute() and file.is_relative_to(here) else file


def house_of(story: Path) -> House:
    """The publication of a story, or the defaults. Raises BadInput as load_house does."""
    file = find_publication(story)
    return load_house(file) if file else House(Publication(), FORMATS)


def load_house(file: Path) -> House:
    """The publication of a newsgrid.toml. Raises BadInput with every problem and its place."""
    from slots.rulebook.load import read_text

    house, findings = read_house(read_text(file, root=file.parent), file)
    if house is None:
        raise BadInput(findings)
    return house


def read_house(text: str, file: Path) -> tuple[House | None, tuple[Finding, ...]]:
    """The publication of the text of a newsgrid.toml, and findings; None where it has errors."""
    from layout.publication.settings.press_keys import press_mistakes, press_settings
    from layout.publication.settings.print_sections import plan_mistakes

    data, mended, broken = read_toml(text, str(file))
    settings, mistakes = _validated(data)
    unprintable = _unprintable(settings) if settings else ()
    places = positions(mended, str(file))
    pressing = press_mistakes(data, file.parent)
    mistakes = (
        *mistakes,
        *_names(data, file.parent),
        *unprintable,
        *plan_mistakes(data),
        *pressing,
    )
    found = (*broken, *dict.fromkeys(mistake.finding(places) for mistake in mistakes))
    findings = by_line(found)
    if findings or settings is None:
        return None, findings
    formats = {**FORMATS, **_own_formats(settings)}
    said, folder = settings.press, file.parent
    press = press_settings(said, folder, settings.name) if said else None
    return House(_publication(settings, folder), formats, file, press), ()


def json_schema() -> dict[str, Any]:
    """The JSON Schema of newsgrid.toml."""
    from layout.publication.settings.newsgrid_keys import Settings

    schema = Settings.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "newsgrid.toml",
    }


def _validated(data: dict[str, Any]) -> tuple[Settings | None, tuple[Mistake, ...]]:
    from pydantic import ValidationError

    from layout.publication.settings.newsgrid_keys import Settings, mistakes_of

    try:
        return Settings.model_validate(data), ()
    except ValidationError as error:
        return None, tuple(mistakes_of(error.errors()))


def _names(data: dict[str, Any], folder: Path) -> Iterator[Mistake]:
    """Names of formats, themes and folders that are not there, read from the raw table, so that
    they are found while other values are wrong."""
    from slots.rules.mistake import Mistake, nearest, suggested

    own, chosen = data.get("format"), data.get("print")
    formats = [*FORMATS, *(own if isinstance(own, dict) else ())]
    name = chosen.get("format") if isinstance(chosen, dict) else None
    if isinstance(name, str) and name not in formats:
        near = nearest(name, formats)
        message = f'unknown format "{name}"{suggested(near)}'
        hint = f"one of {', '.join(formats)}, or a [format.{name}] of your own"
        yield Mistake("unknown-format", ("print", "format"), message, hint).meaning(near)
    yield from _profile(data, folder)
    theme = data.get("theme")
    if isinstance(theme, str) and _is_out(theme, folder):
        message = f'theme "{shown(theme)}" lies outside the publication'
        yield Mistake("outside", ("theme",), message, f"put it into this folder: {_LOOK}")
    elif isinstance(theme, str) and not (_theme(theme, folder) / "theme.toml").is_file():
        ours = [*_themes(), *_own_themes(folder)]
        near = nearest(theme, ours)
        message = f'unknown theme "{shown(theme)}"{suggested(near)}'
        hint = f"one of {', '.join(ours)}, or a folder here that holds a theme.toml"
        yield Mistake("unknown-theme", ("theme",), message, hint).meaning(near)
    modules = data.get("modules")
    if isinstance(modules, str) and _is_out(modules, folder):
        message = f'modules "{shown(modules)}" lies outside the publication'
        hint = 'name a folder in this one, as in modules = "modules"'
        yield Mistake("outside", ("modules",), message, hint)
    elif isinstance(modules, str) and modules != _MODULES and not there(folder / modules):
        near = nearest_name(modules, folder)
        message = f'modules "{shown(modules)}" is not there{suggested(shown(near))}'
        hint = "make the folder, or mend its name"
        yield Mistake("missing-folder", ("modules",), message, hint).meaning(near)


def _profile(data: dict[str, Any], folder: Path) -> Iterator[Mistake]:
    """A profile of [preflight] that is not there, or lies outside of the publication."""
    said = data.get("preflight")
    name = said.get("profile") if isinstance(said, dict) else None
    if not isinstance(name, str) or not name:
        return
    from layout.preflight.profile import profile_names
    from slots.rules.mistake import Mistake, nearest, suggested

    path = ("preflight", "profile")
    ours = ", ".join(profile_names())
    if not name.endswith(".toml"):
        if name not in profile_names():
            near = nearest(name, profile_names())
            message = f'unknown profile "{shown(name)}"{suggested(near)}'
            hint = f"one of {ours}, or a .toml file here"
            yield Mistake("unknown-profile", path, message, hint).meaning(near)
    elif _is_out(name, folder):
        message = f'profile "{shown(name)}" lies outside the publication'
        yield Mistake("outside", path, message, "put it into this folder")
    elif not there(folder / name):
        near = nearest_name(name, folder)
        message = f'profile "{shown(name)}" is not there{suggested(shown(near))}'
        hint = f"write it, or name one of {ours}"
        yield Mistake("missing-file", path, message, hint).meaning(near)


_MODULES = "modules"
"""The folder of modules that is looked for, and may be missing, where none is named."""


def _own_themes(folder: Path) -> list[str]:
    """The names of the themes that a publication has itself."""
    try:
        names = [entry.name for entry in islice(listed(folder), MOST_NAMES)]
    except Unopened:
        return []
    return [name for name in names if (folder / name / "theme.toml").is_file()]


_LOOK = 'theme = "look" with look/theme.toml'
"""An example of a theme in the publication, for hints."""


def _is_out(name: str, folder: Path) -> bool:
    """Whether a name of newsgrid.toml leads out of its folder: by itself, or by links."""
    return Path(name).is_absolute() or not is_inside(folder / name, folder)


def _themes() -> list[str]:
    """The names of our themes."""
    return sorted(theme.name for theme in THEMES.iterdir() if theme.is_dir())


def _unprintable(settings: Settings) -> Iterator[Mistake]:
    """Own formats, and numbers of columns, on which nothing can be set."""
    from slots.rules.mistake import Mistake

    formats = {**FORMATS, **_own_formats(settings)}
    grids: list[tuple[tuple[str | int, ...], Format, int]] = [
        (("format", name), formats[name], columns)
        for name in settings.format
        for columns in sorted({formats[name].columns, formats[name].text_columns})
    ]
    chosen = formats.get(settings.print.format)
    if chosen and settings.print.columns:
        grids.append((("print", "columns"), chosen, settings.print.columns))
    for path, page, columns in grids:
        for finding in _grid_problems(page, columns):
            yield Mistake(finding.code, path, finding.message, finding.remedy)


def _grid_problems(page: Format, columns: int) -> tuple[Finding, ...]:
    """Why nothing can be set on a format in so many columns; nothing where it can."""
    try:
        grid_of(page, columns)
    except BadInput as error:
        return error.findings
    return ()


def _theme(name: str, folder: Path) -> Path:
    """A folder here, which comes first, or a theme of ours by its name."""
    own = folder / name
    if (own / "theme.toml").is_file() or name not in _themes():
        return own
    return THEMES / name


def _publication(settings: Settings, folder: Path) -> Publication:
    modules = folder / settings.modules
    return Publication(
        name=settings.name,
        tagline=settings.tagline,
        language=settings.language,
        site=settings.site.rstrip("/"),
        short_address=settings.short_address.rstrip("/") or urlsplit(settings.site).netloc,
        price=settings.edition.price,
        number=settings.edition.number,
        date=settings.edition.date,
        newsletter_action=settings.newsletter.action,
        format=settings.print.format,
        columns=settings.print.columns,
        sections=settings.web.sections,
        per_section=settings.web.per_section,
        current=settings.web.current,
        theme=_theme(settings.theme, folder),
        folder=folder,
        modules=modules if there(modules) else None,
        print_plan=_print_plan(settings.print),
        promos=settings.edition.promos,
        preflight=settings.preflight.profile,
    )


def _print_plan(said: Print) -> PrintPlan:
    """The pages, sections, coloured pages and cuts of the [print] table."""
    sections = tuple(
        PrintSection(one.name, one.pages, one.share, one.tolerance, one.most)
        for one in said.sections
    )
    trim = Trim(said.trim.removeprefix("by "), said.trim_most)
    return PrintPlan(said.pages, sections, tuple(sorted(set(said.colour))), trim, said.mugs)


def _own_formats(settings: Settings) -> dict[str, Format]:
    return {name: _format(name, own) for name, own in settings.format.items()}


def _format(name: str, own: FormatSettings) -> Format:
    margins = Margins(own.margins.top.mpt, own.margins.side.mpt, own.margins.foot.mpt)
    return Format(
        name,
        own.width.mpt,
        own.height.mpt,
        margins,
        own.columns,
        own.text_columns or own.columns,
        own.gutter.mpt,
        own.leading.mpt,
    )
