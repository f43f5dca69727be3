"""A whole publication checked: what its files share is read once, each story once, on every core.

settings, themes, modules, ad book ── one after the other ─────────────> findings
stories ── in portions, over all cores ─> findings, name, own decisions, ─> in their order:
                                          how rules fare on it             together, never met
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from layout.checking.one_file import Home, home_of, inspect, inspected_story
from layout.checking.rules_on_stories import Census, census_of, counted, lints_of, ruled_shelf
from layout.edition.last_plan import RECORD, read_record
from layout.edition.publication_mistakes import decided_together
from layout.publication.all_stories import Shelf
from layout.publication.settings.newsgrid_toml import FILE, find_publication
from layout.publication.slugs_and_sections import is_printed, repeated_among
from layout.publication.story_files import root_of, stories_of
from layout.story.as_written import Story
from layout.work.processes.crew import crew_for, in_order, portions, shared_out
from layout.work.terminal.console import Console
from layout.work.terminal.report import counted as amount
from slots.finding import Finding


@dataclass(frozen=True, slots=True)
class _Read:
    """What is to be told of a story: what is wrong with it, its name ("" where it cannot be read),
    and itself where it decides of itself."""

    findings: tuple[Finding, ...]
    slug: str
    deciding: Story | None


@dataclass(frozen=True, slots=True)
class _Portion:
    """Some stories, in their order, and how the publication's rules fare on them."""

    stories: tuple[_Read, ...]
    census: Census


@dataclass(frozen=True)
class _Errand:
    """The stories of a publication, to be inspected, and `counted`. What they share is read once by
    each process."""

    folder: Path
    counted: bool
    _homes: dict[Path | None, Home] = field(default_factory=dict, compare=False)

    def __call__(self, files: Sequence[Path]) -> _Portion:
        """Some of the stories."""
        census = Census()
        read = tuple(self._read(file, census) for file in files)
        return _Portion(read, census)

    def __reduce__(self) -> tuple[type[_Errand], tuple[Path, bool]]:
        return _Errand, (self.folder, self.counted)  # what is read does not travel

    def home(self, file: Path) -> Home:
        """The publication that a file lies in, by its nearest newsgrid.toml."""
        found = find_publication(file)
        if found not in self._homes:
            self._homes[found] = home_of(file)
        return self._homes[found]

    @cached_property
    def own(self) -> Home:
        """The publication itself."""
        return self.home(self.folder / FILE)

    @cached_property
    def root(self) -> Path:
        """What its stories must lie in."""
        return root_of(self.folder)

    @cached_property
    def shelf(self) -> Shelf | None:
        """The publication where its rules are to be counted on its stories."""
        return ruled_shelf(self.folder, self.own) if self.counted else None

    def _read(self, file: Path, census: Census) -> _Read:
        home, shelf = self.home(file), self.shelf
        found = inspected_story(file, home, self.root)
        if shelf and home is not self.own:  # it lies in another publication
            census.add(census_of(shelf, file))
        elif shelf and found.material:
            census.add(counted(found.material, shelf.around.rules))
        slug, story = found.story.slug if found.story else "", found.story
        return _Read(found.findings, slug, story if story and story.decide else None)


@dataclass(frozen=True, slots=True)
class Checked:
    """All that is wrong with a publication: in its files, each by itself first; and which of its
    rules never hold on its stories."""

    findings: tuple[Finding, ...]
    rules: tuple[Finding, ...]


def check_publication(
    folder: Path, files: Sequence[Path], console: Console, planned: bool, jobs: int | None = None
) -> Checked:
    """What is wrong with a publication, of which these are all files that can have findings.
    Where stories are not `planned`, nothing is said of rules that never hold. Raises BadInput
    where the theme has no web styles to plan them with."""
    listed = stories_of(folder)
    errand = _Errand(folder, planned and not listed.errors)
    theirs = frozenset(listed.files)
    others = [file for file in files if file not in theirs]
    findings: list[Finding] = []
    for done, file in enumerate(others):
        console.step(f"Checking {file}")
        console.progress("Checking files", done, len(others))
        findings += inspect(file, errand.root)
    shelf = errand.shelf  # before other processes begin, which have it then
    read, census = _all_read(errand, listed.files, console, jobs)
    findings += (finding for story in read for finding in story.findings)
    findings += _together(folder, listed.files, read)
    return Checked(tuple(findings), lints_of(shelf, census) if shelf and read else ())


def _all_read(
    errand: _Errand, files: Sequence[Path], console: Console, jobs: int | None
) -> tuple[list[_Read], Census]:
    """All stories, in their order, whoever reads them."""
    count = jobs or crew_for(len(files))
    tasks = portions(files, count)
    console.step(f"Checking {amount(len(files), 'story')}")
    with shared_out(errand, tasks, count) as results:
        parts = in_order(results, tasks, partial(console.progress, "Checking stories"))
    census = Census()
    for part in parts:
        census.add(part.census)
    return [story for part in parts for story in part.stories], census


def _together(folder: Path, files: Sequence[Path], read: Sequence[_Read]) -> Iterator[Finding]:
    """What is wrong with several files together, or with none that is written by hand: two stories
    of one name, what stories decide of themselves against others, and the record of an edition that
    cannot be read."""
    if is_printed(folder):
        yield from repeated_among({file: one.slug for file, one in zip(files, read, strict=True)})
        yield from decided_together(folder, (one.deciding for one in read if one.deciding))
        yield from read_record(folder / RECORD)[1]
