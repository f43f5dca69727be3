"""All sources into a publication.

    names ──opened──▶ Source, Format ──read──▶ items ──taken in──▶ stories, media, record
                                                └─ drafts, and what is older than asked for: counted

Items stream through: one is in memory at a time. A run may be stopped anywhere: files are whole,
and the next run goes on.
"""

from __future__ import annotations

import datetime
import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from layout.imports.item import Format, Item, Status, lasting_key
from layout.imports.markdown_of import in_parts
from layout.imports.opening.open_sources import Names, Network, Opened, Opening, check_given
from layout.imports.opening.zip_files import Damaged
from layout.imports.publication.begin import Gathered, begin, is_new
from layout.imports.publication.disk import disk_of
from layout.imports.publication.media_files import NOT_AT_HAND, Fetch, MediaFiles, MediaFolder
from layout.imports.publication.outcome import QUIET, Fate, Findings, Outcome, Tally
from layout.imports.publication.record import Records
from layout.imports.publication.site_names import SiteNames, site_names, without_tail
from layout.imports.publication.stories_here import STORIES, stories_here
from layout.imports.publication.take_in import DAMAGED, Desk, Write, take_in
from layout.imports.source import Source
from layout.work.terminal.console import QUIET as NOBODY
from layout.work.terminal.console import Console
from layout.work.terminal.report import counted
from slots.files.door import Unopened
from slots.finding import BadInput, Finding, Severity
from slots.legible import shown

_SWEEP = 200
"""Items after which memory is swept: commands run without Python's own sweeping."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for: a section for all stories, only those since a day, drafts too, pages and
    other kinds too, a folder of media, a trial that writes nothing; the outcomes one by one,
    `whole`."""

    section: str = ""
    since: datetime.date | None = None
    drafts: bool = False
    pages: bool = False
    media: Path | None = None
    trial: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """An import: names of sources, the publication, what was asked for; the formats there are, what
    writes a story's text, and the network, where there is leave to use it."""

    given: Sequence[Path | str]
    publication: Path
    wishes: Wishes
    formats: Sequence[Format]
    write: Write
    network: Network | None = None
    fetch: Fetch | None = None


@dataclass(slots=True)
class Imported:
    """What an import came to: counts by source, findings, names of the files that were written, or
    would have been; outcomes one by one where they were wished for; whether the publication was
    begun."""

    publication: Path
    tallies: list[Tally] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)
    outcomes: list[Outcome] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    begun: bool = False


def import_all(order: Order, console: Console = NOBODY) -> Imported:
    """Imports all sources. Raises BadInput where a name is none, nothing in them can be read, or
    the publication cannot be written."""
    check_given(order.given)
    begun = is_new(order.publication)
    done = Imported(order.publication, begun=begun)
    media = _media(order.wishes, done)
    with disk_of(order.publication, order.wishes.trial) as disk:
        console.step("Looking at the stories that are there")
        here = stories_here(disk)
        done.findings.add(here.findings)
        files = MediaFiles(disk, STORIES, media, order.fetch)
        desk = Desk(disk, Records(disk), here, files, order.write)
        run = _Run(order, desk, done, console, site_names(disk, order.given, order.formats))
        run.all()
        done.findings.add(tuple(_missing_media(run.missing)))
        _check_any(done)
        if begun and run.gathered.stories:
            begin(disk, run.gathered)
        done.made = list(dict.fromkeys(disk.made))
    return done


def _missing_media(count: int) -> Iterator[Finding]:
    """One warning of all pictures that are not at hand."""
    if count:
        message = f"{counted(count, 'picture')} not at hand: links or words stand in their places"
        hint = "hand in the folder they lie in with --media, or allow their host: --allow-network"
        yield Finding("pictures-missing", Severity.WARNING, message, hint=hint)


def _media(wishes: Wishes, done: Imported) -> MediaFolder | None:
    if wishes.media is None:
        return None
    check_given([wishes.media])
    folder = MediaFolder(wishes.media)
    done.findings.add(folder.findings)
    return folder


def _check_any(done: Imported) -> None:
    """Raises BadInput where no source gave anything, with all that is wrong with them."""
    errors = [each for each in done.findings.reported if each.severity is Severity.ERROR]
    if errors and not any(tally.items for tally in done.tallies):
        raise BadInput(done.findings.all())


@dataclass(slots=True)
class _Run:
    """One run over all sources."""

    order: Order
    desk: Desk
    done: Imported
    console: Console
    names: SiteNames
    gathered: Gathered = field(default_factory=Gathered)
    count: int = 0
    missing: int = 0

    def all(self) -> None:
        """Takes in the items of all sources, one after the other."""
        order = self.order
        with Opening(order.formats, order.publication, order.network) as opening:
            for given in order.given:
                self.console.step(f"Importing {given}")
                for found in opening.opened(given):
                    if isinstance(found, Finding):
                        self.done.findings.add((found,))
                    else:
                        self._source(found)

    def _source(self, opened: Opened) -> None:
        """The items of one source."""
        tally = self._tally(opened)
        skipped: Counter[str] = Counter()
        for item in self._items(opened):
            fate = self._skipped(item)
            if fate:
                skipped[item.kind if fate is Fate.OTHER_KIND else fate] += 1
                tally.add(Outcome(item.key, item.version, fate))
                continue
            wished = self._as_wished(item)
            outcome = self._taken(wished, opened.source)
            self._note(outcome, tally)
            if outcome.file:
                self.gathered.add(wished, opened.source)
        self.done.findings.add(tuple(_skipped_findings(skipped, opened, self.order.wishes)))

    def _tally(self, opened: Opened) -> Tally:
        """The counts of what was named and its format: a folder of a thousand wires is one line."""
        for tally in self.done.tallies:
            if (tally.source, tally.format) == (opened.given, opened.format.name):
                return tally
        self.done.tallies.append(Tally(opened.given, opened.format.name))
        return self.done.tallies[-1]

    def _items(self, opened: Opened) -> Iterator[Item]:
        """The items that a reader gives; what cannot be read is reported."""
        names = self.names.of(opened)
        try:
            for given in opened.format.read(opened.source):
                if isinstance(given, Finding):
                    self.done.findings.add((opened.names.finding(given),))
                else:
                    item = without_tail(_as_named(given, opened.names), names)
                    yield from in_parts(item)
        except BadInput as error:
            self.done.findings.add(tuple(map(opened.names.finding, error.findings)))
        except (Damaged, Unopened) as error:
            message = f"{error}: what comes before that place is imported"
            hint = "export or pack it again"
            where = opened.names.shown(opened.source.where)
            self.done.findings.add(
                (Finding("damaged-source", Severity.ERROR, message, where, hint),)
            )

    def _taken(self, item: Item, source: Source) -> Outcome:
        self.count += 1
        if self.count % _SWEEP == 0:
            gc.collect()
            self.console.progress(f"Importing, {counted(self.count, 'story')} so far", 0, 0)
        try:
            return take_in(item, source, self.desk)
        except BadInput as error:
            if any(each.code == "cannot-write" for each in error.findings):
                raise
            findings = error.findings
            return Outcome(item.key, item.version, Fate.UNREADABLE, findings=findings)

    def _note(self, outcome: Outcome, tally: Tally) -> None:
        tally.add(outcome)
        self.missing += sum(each.code == NOT_AT_HAND for each in outcome.findings)
        quiet = outcome.fate in QUIET
        for finding in outcome.findings:
            known = quiet and finding.code != DAMAGED  # a story as before, its record is not
            self.done.findings.add((finding,), known=known)
        if self.order.wishes.whole:
            self.done.outcomes.append(outcome)

    def _as_wished(self, item: Item) -> Item:
        section = self.order.wishes.section
        return replace(item, head=replace(item.head, section=section)) if section else item

    def _skipped(self, item: Item) -> Fate | None:
        """Why an item is not asked for; None where it is."""
        wishes = self.order.wishes
        if item.kind and not wishes.pages:
            return Fate.OTHER_KIND
        if item.status in (Status.DRAFT, Status.PRIVATE) and not wishes.drafts:
            return Fate.UNPUBLISHED
        last = _last_day(item)
        if wishes.since and last and last < wishes.since and item.status is not Status.KILLED:
            return Fate.EARLIER
        return None


def _last_day(item: Item) -> datetime.date | None:
    """The day on which a story was published or last changed."""
    times = (item.head.date, item.head.updated)
    days = [each.date() if isinstance(each, datetime.datetime) else each for each in times if each]
    return max(days, default=None)


def _as_named(item: Item, names: Names) -> Item:
    """An item with its places as findings name them, and keys that last."""
    copy = item.copy
    left = tuple(replace(each, where=names.shown(each.where)) for each in copy.left_out)
    findings = tuple(map(names.finding, copy.findings))
    copy = replace(copy, left_out=left, findings=findings)
    replaces = tuple(map(lasting_key, item.replaces))
    key, where = lasting_key(item.key), names.shown(item.where)
    return replace(item, key=key, replaces=replaces, where=where, copy=copy)


def _skipped_findings(skipped: Counter[str], opened: Opened, wishes: Wishes) -> Iterator[Finding]:
    """Findings for items that nobody asked for, counted by fate, and by kind where they are not
    stories."""
    where = opened.names.shown(opened.source.where)
    count = skipped[Fate.UNPUBLISHED]
    if count:
        message = f"{counted(count, 'story')} left out: drafts, or private at their source"
        hint = "--drafts takes them in, too"
        yield Finding("unpublished", Severity.INFO, message, where, hint)
    count = skipped[Fate.EARLIER]
    if count:
        message = f"{counted(count, 'story')} left out: from before {wishes.since}"
        yield Finding("before-since", Severity.INFO, message, where)
    kinds = {kind: number for kind, number in sorted(skipped.items()) if kind not in _BY_FATE}
    if kinds:
        listed = ", ".join(f"{number:,} {shown(kind)}" for kind, number in kinds.items())
        message = f"{counted(sum(kinds.values()), 'item')} left out that are no stories: {listed}"
        hint = "--pages takes them in, too"
        yield Finding("other-kinds", Severity.INFO, message, where, hint)


_BY_FATE = frozenset(Fate)
