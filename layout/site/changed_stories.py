"""Building a site: what changed is made, what did not is kept, and all of it fits together.

probe     each story's section and slug, from the manifest where its file is the same
address   sections and paths; a story's key: all that its page is made of
draft     pages whose key is new, or whose files are not as they were: over all cores
share     fonts and style sheets for all pages together
finish    pages with their links; fronts, feeds, maps, printed addresses
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from layout.publication.all_stories import Shelf
from layout.publication.digests import context_of, digest, digest_of
from layout.publication.embargoes import embargo_finding, held_back
from layout.publication.story_files import root_of
from layout.site.draft_stories import Errand, Job, Made, picture_digests
from layout.site.manifest import Entry, Manifest
from layout.site.write_changes import intact
from layout.story.read.any_format import bytes_of, read_story
from layout.web.cards.addresses import Placed, Section, placed, sections_of
from layout.web.cards.site_words import site_wording_of
from layout.web.cards.story_card import Card, card_of
from layout.work.processes.crew import shared_out
from layout.work.terminal.console import Console
from slots.finding import BadInput, Finding

_FEW = 4
"""Stories that one process makes sooner than others could be started."""

_PORTIONS = 4
"""Portions of stories for each process: few enough to be cheap, enough to end together."""


@dataclass(frozen=True, slots=True, eq=False)
class Probed:
    """A story as far as its address needs it: its card (without pictures, if it was only read),
    the digest of its file, and what the manifest knows of it (None: nothing that still holds)."""

    card: Card
    source: str
    entry: Entry | None


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """The stories of a site, each with its address and its key; and the context of all."""

    shelf: Shelf
    context: str
    sections: tuple[Section, ...]
    stories: tuple[tuple[Placed, Probed], ...]
    findings: tuple[Finding, ...]

    def key(self, page: Placed, probed: Probed, pictures: Mapping[str, str]) -> str:
        """The digest of all that a story's page is made of."""
        names = (f"{each.folder}={each.name}" for each in self.sections)
        shown = (f"{path}={value}" for path, value in sorted(pictures.items()))
        return digest_of((self.context, probed.source, page.path, *names, "", *shown))


def surveyed(shelf: Shelf, old: Manifest) -> Site:
    """The stories of a shelf with their addresses. Raises BadInput with every story's problems."""
    publication = shelf.house.publication
    context = context_of(shelf)
    problems: list[Finding] = []
    probed = []
    known = old if old.context == context else Manifest()
    held: list[Finding] = []
    for file in shelf.stories:
        try:
            found = _probed(file, shelf, known)
            if isinstance(found, Finding):
                held.append(found)
            else:
                probed.append(found)
        except BadInput as error:
            problems.extend(error.findings)
    if problems:
        raise BadInput(problems)
    unsorted = site_wording_of(publication.language).unsorted
    cards = tuple(each.card for each in probed)
    sections = sections_of((card.section for card in cards), publication.sections, unsorted)
    pages, findings = placed(cards, sections, unsorted)
    return Site(
        shelf, context, sections, tuple(zip(pages, probed, strict=True)), (*held, *findings)
    )


def _probed(file: Path, shelf: Shelf, old: Manifest) -> Probed | Finding:
    """A story, or what is told of one that the site of an edition of this day may not have."""
    name = file.relative_to(shelf.folder).as_posix()
    source = digest(bytes_of(file, root_of(shelf.folder)))
    entry = old.stories.get(name)
    if entry and entry.source == source:
        return Probed(entry.card, source, entry)
    story, _ = read_story(file, root_of(shelf.folder))
    day = shelf.house.publication.date
    told = embargo_finding(story, day) if held_back(story.embargo, day) else None
    if told:
        return told
    return Probed(card_of(story, name, "", ()), source, None)


def stale(site: Site, folder: Path) -> tuple[Job, ...]:
    """The stories whose pages must be made: new, changed, or not in the folder as they were."""
    return tuple(
        Job(page.card.file, page.section, page.path)
        for page, probed in site.stories
        if not _holds(site, page, probed, folder)
    )


def _holds(site: Site, page: Placed, probed: Probed, folder: Path) -> bool:
    entry = probed.entry
    if entry is None or page.path not in entry.outputs:
        return False
    pictures = dict(picture_digests(list(entry.pictures), site.shelf.folder))
    return site.key(page, probed, pictures) == entry.key and intact(folder, entry.outputs)


def drafted(site: Site, wanted: Sequence[Job], jobs: int, console: Console) -> tuple[Made, ...]:
    """The pages of some stories, in their order, made by so many processes.

    Raises BadInput with the problems of all that cannot be used.
    """
    errand = Errand(str(site.shelf.folder), site.sections)
    count = 1 if len(wanted) <= _FEW else min(jobs, len(wanted))
    made = tuple(_portions(errand, wanted, count, console))
    problems = tuple(problem for each in made for problem in each.problems)
    if problems:
        raise BadInput(problems)
    return made


def _portions(
    errand: Errand, wanted: Sequence[Job], count: int, console: Console
) -> Iterator[Made]:
    """The jobs handed out in portions, and what they came to in the order of the jobs."""
    size = max(1, -(-len(wanted) // (count * _PORTIONS))) if count > 1 else 1
    portions = [tuple(wanted[start : start + size]) for start in range(0, len(wanted), size)]
    found: dict[int, tuple[Made, ...]] = {}
    done = 0
    console.progress("Making pages", done, len(wanted))
    with shared_out(errand, portions, count) as results:
        for index, made in results:
            found[index] = made
            done += len(made)
            console.progress("Making pages", done, len(wanted))
    yield from (each for index in range(len(portions)) for each in found[index])
