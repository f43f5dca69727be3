"""The bench of lists: stories, ad book and findings, each remembered while its files stay the same.

What takes long is done in turns of some files each, so that whoever else asks waits no longer than
a turn. Everything is found by what `newsgrid check` finds it with.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from layout.checking.one_file import (
    Home,
    Inspected,
    files_of,
    home_of,
    inspect,
    inspected_story,
    listed_in,
)
from layout.checking.rules_on_stories import Census, census_of, lints_of, ruled_shelf
from layout.desk.preview.lists.ad_list import bookings_data, creatives_data, currency_of
from layout.desk.preview.lists.text_names import files_below
from layout.desk.preview.workers.findings_as_data import below, findings_data, findings_of, name_of
from layout.edition.last_plan import OLD, RECORD, Record, read_record
from layout.publication.ads.book_file import BOOKS
from layout.publication.all_stories import Shelf
from layout.publication.settings.newsgrid_toml import FILE, find_publication
from layout.publication.slugs_and_sections import is_printed, repeated_among
from layout.publication.story_files import stories_in
from layout.story.as_written import Story
from layout.story.module import Module
from layout.story.read.suffixes import SUFFIXES
from layout.story.reading_order import words_of_blocks
from layout.story.run import text_of
from layout.work.terminal.report import as_data
from slots.files.door import there
from slots.finding import Finding, Severity, Where

TURN = 0.15
"""Seconds of a turn; the rest is requested in another one."""

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}

_Mark = tuple[int, int, int, int]
"""A file's size, its times of modification and of status change (ns), and its inode number: a file
that is written anew differs, even within a tick of the clock."""

_GONE: _Mark = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Marks:
    """`around` marks all that a story's findings depend on beside its own file: settings, rules,
    creatives, modules, themes, pictures. `others` marks that too, and the ad book with its artwork.
    """

    around: str
    others: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What was found out about a file: the marks it was found under, the story's name ("" where
    there is none), what it says as JSON, and all findings."""

    marks: tuple[_Mark, str]
    slug: str
    data: dict[str, Any]
    findings: tuple[Finding, ...]


class ListBench:
    """What lists are made from. Files are called by their names below the folder."""

    def __init__(self, folder: str, alone: bool) -> None:
        self.folder, self._alone = Path(folder), alone
        self._marks = _Marks("", "")
        self._stories: frozenset[str] = frozenset()
        self._known: dict[str, _Known] = {}
        self._homes: dict[Path | None, Home] = {}
        self._counted: dict[str, tuple[tuple[_Mark, str], Census]] = {}
        self._lints: tuple[Finding, ...] = ()
        self._ads: tuple[tuple[_Marks, _Mark], dict[str, Any]] | None = None
        self._record: tuple[_Mark, Record] = _mark_of(self.folder / RECORD), Record()

    def files(self) -> tuple[list[str], list[str]]:
        """The files that have findings, and those of them that are stories; what is known of others
        is forgotten. Looks which files changed: every task begins with it."""
        self._look()
        stories = self._names(stories_in(self.folder))
        files = self._names(files_of(self.folder))
        self._stories = frozenset(stories)
        for memory in (self._known, self._counted):
            for name in memory.keys() - set(files):
                del memory[name]
        return files, stories

    def rows(self, names: Sequence[str]) -> list[dict[str, Any]]:
        """The rows of the first of these stories, as many as a turn allows."""
        pages = self._pages()

        def row(name: str) -> dict[str, Any]:
            known = self._story(name)
            return _story_row(name, known, self._own(name, known), pages.get(known.slug))

        return _turn(names, row)

    def checked(self, names: Sequence[str]) -> list[list[dict[str, Any]]]:
        """The findings of the first of these files, as many as a turn allows."""

        def findings(name: str) -> list[dict[str, Any]]:
            is_story = self._alone or name in self._stories
            return self._data((self._story(name) if is_story else self._other(name)).findings)

        return _turn(names, findings)

    def repeats(self, names: Sequence[str]) -> list[dict[str, Any]]:
        """Errors for stories whose name another has already, of these; and what may have kept
        others from being found."""
        if self._alone:
            return []
        missed = listed_in(self.folder).findings
        if not is_printed(self.folder):
            return self._data(missed)
        slugs = {self.folder / name: self._story(name).slug for name in names}
        return self._data((*missed, *repeated_among(slugs)))

    def counted(self, names: Sequence[str]) -> int:
        """Plans the first of these stories for `lints`, as many as a turn allows; says how many.
        All where the publication has no rules whose use could be counted."""
        shelf = self._shelf()
        return len(_turn(names, lambda name: self._count(shelf, name))) if shelf else len(names)

    def lints(self, names: Sequence[str]) -> list[dict[str, Any]]:
        """The lints of rules that the stories of these names give, after all were counted."""
        shelf, census = self._shelf(), Census()
        if shelf is None:
            return []
        for name in names:
            self._count(shelf, name)
            census.add(self._counted[name][1])
        self._lints = lints_of(shelf, census)
        return self._data(self._lints)

    def last_lints(self) -> list[dict[str, Any]]:
        """The lints of rules that `lints` found last, none where the rules are others since."""
        return self._data(self._lints)

    def of_file(self, name: str) -> list[dict[str, Any]]:
        """The findings that lie in one file, those of the last `lints` among them."""
        self._look()
        file = self.folder / name
        if not there(file):
            return []
        is_story = self._alone or file in stories_in(self.folder)
        known = self._story(name) if is_story else self._other(name)
        found = below(self.folder, (*known.findings, *self._lints))
        return self._data(finding for finding in found if finding.where.file == name)

    def ads(self) -> dict[str, Any]:
        """The ad book and the creatives, with what is wrong with each ad."""
        self._look()
        marks = self._marks, _mark_of(self.folder / RECORD)
        if self._ads is None or self._ads[0] != marks:
            home = self._home(self.folder / FILE)
            bookings = bookings_data(self.folder, self._last().ads)
            paper = currency_of([home.house.publication.price]) if home.house else ""
            creatives = creatives_data(self.folder, home.house)
            self._ads = marks, {**bookings, **creatives, "paper_currency": paper}
        return self._ads[1]

    def _look(self) -> None:
        """Forgets what was found under other marks."""
        marks = _Marks("", "") if self._alone else _marks_of(self.folder)
        if marks.around != self._marks.around:
            self._homes, self._lints = {}, ()
            self._counted.clear()
        if self._alone:
            self._homes = {}
            self._known.clear()
        self._marks = marks

    def _story(self, name: str) -> _Known:
        file = self.folder / name
        marks, known = (_mark_of(file), self._marks.around), self._known.get(name)
        if known is None or known.marks != marks:
            home = self._home(file)
            found = _safe(file, lambda: inspected_story(file, home))
            slug = found.story.slug if found.story else ""
            data = _story_data(found.story)
            known = self._known[name] = _Known(marks, slug, data, found.findings)
        return known

    def _other(self, name: str) -> _Known:
        file = self.folder / name
        others = self._marks.others
        if name in BOOKS:  # ads are told with the pages on which they were printed
            others += f" {_mark_of(self.folder / RECORD)}"
        marks, known = (_mark_of(file), others), self._known.get(name)
        if known is None or known.marks != marks:
            findings = _safe(file, lambda: Inspected(None, None, inspect(file))).findings
            known = self._known[name] = _Known(marks, "", {}, findings)
        return known

    def _home(self, file: Path) -> Home:
        found = find_publication(file)
        if found not in self._homes:
            self._homes[found] = home_of(file)
        return self._homes[found]

    def _shelf(self) -> Shelf | None:
        """The stories with their publication, None where it has no rules of its own that can be
        used."""
        home = self._home(self.folder / FILE)
        return None if self._alone else ruled_shelf(self.folder, home)

    def _count(self, shelf: Shelf, name: str) -> None:
        file = self.folder / name
        marks = _mark_of(file), self._marks.around
        known = self._counted.get(name)
        if known is None or known[0] != marks:
            try:
                census = census_of(shelf, file)
            except Exception:  # what is wrong with a story is reported by `checked`
                census = Census()
            self._counted[name] = marks, census

    def _last(self) -> Record:
        """The record of the last printed edition."""
        mark = _mark_of(self.folder / RECORD)
        if mark != self._record[0] or self._record[1] == Record():
            self._record = mark, read_record(self.folder / RECORD)[0]
        return self._record[1]

    def _pages(self) -> dict[str, int]:
        return dict(self._last().stories)

    def _names(self, files: Iterable[Path]) -> list[str]:
        return list(dict.fromkeys(name_of(self.folder, str(file)) for file in files))

    def _own(self, name: str, known: _Known) -> list[Finding]:
        found = below(self.folder, known.findings)
        return [finding for finding in found if finding.where.file == name]

    def _data(self, findings: Iterable[Finding]) -> list[dict[str, Any]]:
        return findings_data(below(self.folder, findings))


def _turn(names: Sequence[str], make: Callable[[str], Any]) -> list[Any]:
    """What is made of the first names, one at least, until a turn is over."""
    begun, made = time.perf_counter(), []
    for name in names:
        made.append(make(name))
        if time.perf_counter() - begun > TURN:
            break
    return made


def _safe(file: Path, find: Callable[[], Inspected]) -> Inspected:
    """What `find` returns; where it fails, by a bug of ours or of the machine, only a finding."""
    try:
        return find()
    except Exception as error:  # one file must not stop the others
        found = findings_of(error)
        return Inspected(None, None, tuple(replace(f, where=Where(str(file))) for f in found))


def _story_data(story: Story | None) -> dict[str, Any]:
    """What a story says of itself; nothing of one that cannot be read."""
    if story is None:
        return {}
    contents = [ask.content for ask in story.asks]
    modules = [content.kind for content in contents if isinstance(content, Module)]
    return {
        "slug": story.slug,
        "headline": text_of(story.headline),
        "kicker": story.kicker,
        "section": story.section,
        "byline": story.byline,
        "date": story.date.isoformat() if story.date else story.date_text,
        "words": words_of_blocks(story.body),
        "ads": len(contents) - len(modules),
        "modules": modules,
        "ad_free": story.ad_free,
        "own_rules": bool(story.rules),
    }


def _story_row(
    name: str, known: _Known, own: Iterable[Finding], page: int | None
) -> dict[str, Any]:
    """A row: `own` are the findings that lie in the story's file; the worst of them is shown."""
    found = sorted(dict.fromkeys(own), key=lambda finding: _WEIGHT[finding.severity])
    counts = Counter(finding.severity for finding in found)
    return {
        "file": name,
        **known.data,
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "notes": counts[Severity.INFO],
        "first": as_data(found[0]) | {"file": name} if found else None,
        "page": page,
    }


def _mark_of(file: Path) -> _Mark:
    """The mark of one file; GONE where it is not there."""
    try:
        return _mark(file.stat())
    except OSError:
        return _GONE


def _marks_of(folder: Path) -> _Marks:
    """The marks of a publication as it is now."""
    around, others = hashlib.sha256(), hashlib.sha256()
    for name, entry in sorted(files_below(folder), key=lambda item: item[0]):
        path = PurePosixPath(name)
        if name in (RECORD, OLD) or _is_copy(path):
            continue
        try:
            line = f"{name}\0{_mark(entry.stat())}\0".encode("utf-8", "surrogatepass")
        except OSError:
            continue
        others.update(line)
        if name not in BOOKS and path.suffix.lower() != ".pdf":
            around.update(line)
    return _Marks(around.hexdigest(), others.hexdigest())


def _is_copy(path: PurePosixPath) -> bool:
    """Whether a file is a story, which has a mark of its own, and no module."""
    return path.suffix.lower() in SUFFIXES and path.parts[0] != "modules"


def _mark(stat: os.stat_result) -> _Mark:
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino
