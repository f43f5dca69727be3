"""What is wrong with one file: the reader for its kind, and everything it finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from layout.edition.last_plan import RECORD, read_record
from layout.edition.unprintable_pictures import unprintable_pictures
from layout.publication.ads.book_file import BOOKS
from layout.publication.ads.book_mistakes import book_findings
from layout.publication.creatives.read_creatives import CREATIVES, read_creatives
from layout.publication.decisions.dummies_toml import DUMMIES, read_dummy, with_dummies
from layout.publication.decisions.in_front_matter import own_findings
from layout.publication.decisions.pages_toml import read_decisions
from layout.publication.decisions.rest_regions import with_rests
from layout.publication.material import (
    Material,
    Surroundings,
    assembled,
    attempt,
    rules_of,
    surroundings_of,
    theme_of,
)
from layout.publication.settings.newsgrid_toml import FILE, House, house_of, read_house
from layout.publication.settings.print_grid import AS_PUBLISHED, grid_for
from layout.publication.slugs_and_sections import goes_to_press, unknown_section
from layout.publication.story_files import is_text, root_of, stories_of
from layout.publication.traffic import TRAFFIC, read_traffic
from layout.story.as_written import Story
from layout.story.block import Picture
from layout.story.decided import PAGES
from layout.story.pictures.paths import pictures_in, publication_above
from layout.story.publication import Publication
from layout.story.read.any_format import read_story
from layout.story.read.any_format import read_text as any_text
from layout.story.read.module_library import read_module
from layout.story.run import text_of
from layout.typeset.coverage import check_glyphs
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from slots.files.door import there
from slots.files.listing import Listing, files_in, folders_in
from slots.finding import Edit, Finding, Severity, Where
from slots.rulebook.load import read_text

_NAMED = (
    *("newsgrid.toml", "slots.toml", "creatives.toml", "pages.toml", "ads.csv", "ads.toml"),
    TRAFFIC,
)
"""The files that a publication has at most one of."""

_THEME = "theme.toml"

_PLAIN = re.compile(r"[^\[\]\\*_~`<>&{}|!\n]+")
"""What means the same between the brackets of a picture as in its cutline."""


@dataclass(frozen=True, slots=True, eq=False)
class Home:
    """What the stories of one publication are checked with, read once; with the `problems` of its
    files, house or surroundings are None."""

    house: House | None
    around: Surroundings | None
    foundry: Foundry
    problems: tuple[Finding, ...] = ()


def home_of(story: Path) -> Home:
    """The publication of a story, with all it gives to its stories."""
    problems: list[Finding] = []
    house = attempt(lambda: house_of(story), problems)
    around = surroundings_of(house, True, problems) if house else None
    foundry = Foundry(around.theme.fallback if around else ())
    return Home(house, around, foundry, tuple(problems))


@dataclass(frozen=True, slots=True, eq=False)
class Inspected:
    """A story as it is written, and with all that it refers to, None where it cannot be read so
    far; with all findings of `inspect`."""

    story: Story | None
    material: Material | None
    findings: tuple[Finding, ...]


def inspected_story(file: Path, home: Home, root: Path | None = None) -> Inspected:
    """A story, read once, with its findings. It must lie in the `root` that is given, else in its
    publication."""
    problems: list[Finding] = []
    written = attempt(lambda: read_story(file, root), problems)
    story, house, around = written[0] if written else None, home.house, home.around
    if not (written and house and around):
        return Inspected(story, None, (*problems, *home.problems))
    material = attempt(lambda: assembled(*written, house, around, home.foundry), problems)
    if material is None:
        return Inspected(story, None, tuple(problems))
    plan = material.house.publication.print_plan
    found = (
        *material.findings,
        *own_findings(material.story),
        *_glyphs(material),
        *unknown_section(material.story, file, plan),
        *unprintable_pictures(material.story),
        *unseen_pictures(material.story, file, root),
    )
    return Inspected(story, material, found)


def _glyphs(material: Material) -> tuple[Finding, ...]:
    """Characters that no font of the theme has: errors where the publication is printed, notes
    where it stands on the web alone, whose readers have fonts of their own."""
    found = check_glyphs(material.story, material.theme, material.foundry)
    if not found or goes_to_press(material.house):
        return found
    return tuple(replace(finding, severity=Severity.INFO) for finding in found)


def unseen_pictures(story: Story, file: Path, root: Path | None) -> Iterator[Finding]:
    """A warning for each picture of a story without alt text, with the edit that says its cutline
    instead, where it has one and the picture is found on its line. Raises BadInput where the file
    cannot be read any more."""
    unseen = [one for one in pictures_in(story) if not one.alt.strip()]
    lines = any_text(file, root)[0].split("\n") if unseen else []
    for one in unseen:
        message = f'picture "{one.src}" has no alt text: nothing is said to who does not see it'
        hint = f"say in a few words what it shows: ![...]({one.src})"
        where = Where(story.source or None, one.line or None)
        found = Finding("no-alt-text", Severity.WARNING, message, where, hint)
        yield replace(found, edits=_edits(one, lines))


def _edits(picture: Picture, lines: list[str]) -> tuple[Edit, ...]:
    said, line = text_of(picture.cutline).strip(), "".join(lines[picture.line - 1 :][:1])
    empty = f"![]({picture.src}"
    if not picture.line or line.count(empty) != 1 or not _PLAIN.fullmatch(said):
        return ()
    column = line.index(empty) + 2
    return (Edit(picture.line, column, "[]", f"[{said}]", "Say its cutline"),)


def files_of(folder: Path) -> Iterator[Path]:
    """The files of a publication that have findings, in a fixed order: settings, themes, modules,
    and the stories that `layout.publication.all_stories` finds."""
    yield from listed_in(folder).files


def listed_in(folder: Path) -> Listing:
    """The same, and what may have kept other files from being found."""
    named = Listing(tuple(file for name in _NAMED if there(file := folder / name)))
    within = folders_in(folder)
    themes = [file for each in within.files if there(file := each / _THEME)]
    listing = named + Listing(tuple(themes), within.findings)
    for theme in themes:
        dummies = theme.parent / DUMMIES
        listing += files_in(dummies, lambda name: name.endswith(".toml"), root_of(dummies))
    listing += files_in(folder / "modules", is_text, root_of(folder)) + stories_of(folder)
    return Listing(listing.files, tuple(dict.fromkeys(listing.findings)))


def inspect(file: Path, root: Path | None = None) -> tuple[Finding, ...]:
    """All findings of a file, errors among them; never raises for what the file holds.

    A .toml file is a publication, an ad book, a theme or rules by its name; a text is a module in a
    folder of that name, else a story, which is checked with its publication, rules and theme. It
    must lie in the `root` that is given, else in the publication that it is a part of.
    """
    problems: list[Finding] = []
    home = root or publication_above(file)
    found = attempt(lambda: _findings(file, home), problems)
    return (*problems, *(found or ()))


def _findings(file: Path, root: Path | None) -> tuple[Finding, ...]:
    if file.suffix == ".toml" and file.parent.name == DUMMIES:
        return read_dummy(read_text(file, root=root), file)[1]
    if file.name == FILE:
        return read_house(read_text(file, root=root), file)[1]
    if file.name == CREATIVES:
        return _creatives(file, root)
    if file.name == PAGES:
        return _decisions(file, root)
    if file.name == TRAFFIC:
        return read_traffic(file.parent)[1]
    if file.name in BOOKS:
        return book_findings(file, read_record(file.parent / RECORD)[0].ads)
    if file.name == _THEME:
        load_theme(file.parent, root or file.parent.parent)
        return ()
    if file.suffix == ".toml":
        return _rules(file, root)
    if file.parent.name == "modules":
        return read_module(file, root or file.parent.parent)[1]
    return inspected_story(file, home_of(file), root).findings


def _decisions(file: Path, root: Path | None) -> tuple[Finding, ...]:
    """Decisions, and the dummies of the theme that they name; what is wrong with the theme, or with
    a dummy, is reported where it is checked."""
    decisions, found = read_decisions(read_text(file, root=root), file)
    beside = file.parent / FILE
    house = attempt(lambda: house_of(beside), []) if there(beside) else None
    theme = attempt(lambda: theme_of(house.publication), []) if house else None
    if not (decisions and house and theme):
        return found
    columns = len(grid_for(house, AS_PUBLISHED).columns)
    named = attempt(lambda: with_dummies(decisions, theme, columns), [])
    rests = with_rests(named[0], columns)[1] if named else ()
    return (*found, *(named[1] if named else ()), *rests)


def _rules(file: Path, root: Path | None) -> tuple[Finding, ...]:
    """Rules and their lints; the creatives beside them say which categories are served."""
    from slots.lint.all_warnings import linted

    beside = file.parent / CREATIVES
    text = attempt(lambda: read_text(beside, root=root), [])  # its own check reports what is wrong
    book = read_creatives(text, beside)[0] if text else None
    every = book.all if book else ()
    served = dict.fromkeys(category for each in every for category in each.categories)
    return linted(read_text(file, root=root), str(file), tuple(served))


def _creatives(file: Path, root: Path | None) -> tuple[Finding, ...]:
    """Creatives, checked against the rules beside them, or ours; what is wrong with those is
    reported where they are checked."""
    house = House(Publication(), {}, file.parent / FILE)
    ruled = attempt(lambda: rules_of(house), [])
    text = read_text(file, root=root)
    return read_creatives(text, file, ruled[0] if ruled else None)[1]
