"""What is wrong with a publication of which no edition can be made: all of it at once.

Where newsgrid.toml cannot be used, stories and ad book are read nevertheless; what can only be said
of them with the right page in mind is left for the next run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from layout.page.format import FORMATS, grid_of
from layout.publication.ads.book_mistakes import checked_book
from layout.publication.all_stories import Shelf, shelf_of
from layout.publication.decisions.dummies_toml import with_dummies
from layout.publication.decisions.in_front_matter import with_own
from layout.publication.decisions.pages_toml import decisions_of, read_decisions
from layout.publication.material import attempt
from layout.publication.settings.newsgrid_toml import FILE, House, house_of
from layout.publication.settings.print_grid import AS_PUBLISHED, grid_for
from layout.publication.story_files import root_of, stories_in
from layout.story.as_written import Story
from layout.story.decided import PAGES, Decisions
from layout.story.publication import PrintPlan, PrintSection, Publication
from layout.story.read.any_format import read_story
from slots.files.door import is_folder, there
from slots.finding import BadInput, Finding, Severity, Where, bad_input
from slots.rulebook.load import read_text
from slots.text.broken_toml import read_toml

_OF_THE_PAGE = frozenset({"bad-size", "contradiction", "artwork-shape", "artwork-coarse"})
"""What is found in an ad book only because of the page it is for."""


_AS_THEY_ARE: Mapping[Path, str] = MappingProxyType({})


def whole_shelf(
    folder: Path, text: str | None = None, written: Mapping[Path, str] = _AS_THEY_ARE
) -> Shelf:
    """The stories of a publication with all they share, decided as pages.toml says, or by another
    `text` of it; `written` are other texts of its stories, by their files. Raises BadInput with the
    problems of everything that can be read: settings, theme, rules, stories, ad book and
    decisions."""
    problems: list[Finding] = []
    # an edition has no slots: ads have their book
    shelf = attempt(lambda: _shelf_of(folder, written), problems)
    if not is_folder(folder):
        raise BadInput(problems)
    decided = attempt(lambda: decisions_of(house_of(folder / FILE), text), problems)
    made_after = (
        attempt(lambda: _after_dummies(shelf, decided[0]), problems) if shelf and decided else None
    )
    if shelf and decided and made_after:
        decisions, found = made_after
        return replace(shelf, decisions=decisions, findings=(*shelf.findings, *decided[1], *found))
    raise BadInput(dict.fromkeys((*problems, *_others(folder))))


def _shelf_of(folder: Path, written: Mapping[Path, str]) -> Shelf:
    shelf = replace(shelf_of(folder, ruled=False), written=written)
    for file in sorted(written.keys() - {*shelf.stories}):
        hint = "name the file as the publication has it"
        raise bad_input("missing-file", "no story of the publication", Where(str(file)), hint)
    return shelf


def _after_dummies(shelf: Shelf, decisions: Decisions) -> tuple[Decisions, tuple[Finding, ...]]:
    """Decisions with the dummies that they name, and a warning for each that there is not. Raises
    BadInput with what is wrong with those."""
    if not any(page.dummy for page in decisions.pages.values()):
        return decisions, ()
    columns = len(grid_for(shelf.house, AS_PUBLISHED).columns)
    return with_dummies(decisions, shelf.around.theme, columns)


def _others(folder: Path) -> Iterator[Finding]:
    """Errors in stories, ad book and decisions where the publication itself has some."""
    found: list[Finding] = []
    root = root_of(folder)
    for file in stories_in(folder):
        read = attempt(lambda file=file: read_story(file, root), found)  # type: ignore[misc]
        found += read[1] if read else ()
    if there(folder / FILE):
        found += _in_book(folder / FILE)
        found += _in_decisions(folder / PAGES) if there(folder / PAGES) else []
    yield from (finding for finding in found if finding.severity is Severity.ERROR)


def _in_decisions(file: Path) -> list[Finding]:
    """What is wrong with decisions beside settings that are broken."""
    found: list[Finding] = []
    read = attempt(lambda: read_decisions(read_text(file, root=file.parent), file), found)
    return [*found, *(read[1] if read else ())]


def decided_together(folder: Path, stories: Iterable[Story]) -> tuple[Finding, ...]:
    """What is wrong with what stories decide of themselves, beside each other and pages.toml. What
    cannot be read is reported where it is checked."""
    decided = attempt(lambda: decisions_of(house_of(folder / FILE)), [])
    return with_own(decided[0], stories)[1] if decided else ()


def _in_book(file: Path) -> list[Finding]:
    """What is wrong with the ad book beside settings that are broken."""
    found: list[Finding] = []
    data = attempt(lambda: _data(file), found) or {}
    house, sure = _supposed(data, file)
    grid = grid_for(house, AS_PUBLISHED)
    read = attempt(lambda: checked_book(house, grid), found)
    unsure = set() if sure else set(_OF_THE_PAGE)
    if not house.publication.print_plan.sections:
        unsure.add("unknown-section")
    every = (*found, *(read.findings((), grid) if read else ()))
    return [finding for finding in every if finding.code not in unsure]


def _data(file: Path) -> dict[str, Any]:
    return read_toml(read_text(file, root=file.parent), str(file))[0]


def _supposed(data: Mapping[str, Any], file: Path) -> tuple[House, bool]:
    """The publication as far as its settings can be understood, and whether its page can be."""
    said = data.get("print")
    said = said if isinstance(said, Mapping) else {}
    listed = said.get("sections")
    names = (
        one.get("name")
        for one in (listed if isinstance(listed, list) else ())
        if isinstance(one, Mapping)
    )
    plan = PrintPlan(None, tuple(PrintSection(name) for name in names if isinstance(name, str)))
    name, columns = said.get("format"), said.get("columns")
    sure = name in FORMATS if isinstance(name, str) else False
    sure = sure and (columns is None or type(columns) is int)
    if sure:
        try:
            grid_of(FORMATS[str(name)], columns)
        except BadInput:
            sure = False
    folder = file.parent
    if not sure:
        return House(Publication(folder=folder, print_plan=plan), FORMATS, file), False
    paper = Publication(folder=folder, format=str(name), columns=columns, print_plan=plan)
    return House(paper, FORMATS, file), True
