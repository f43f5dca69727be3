"""The first stages of a site, by which only what changed is made again:

survey    each story's section and slug, from the manifest where its file is the same; sections and
          paths of all; a story's key, the digest of all that its page is made of
stale     the stories whose key is new, or whose files are not as they were
draft     their pages, over all cores

`finish.py` has the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from layout.publication.all_stories import Shelf
from layout.publication.digests import context_of, digest, digest_of
from layout.publication.embargoes import why_held_back
from layout.publication.story_files import root_of
from layout.site.draft_stories import Errand, Made, picture_digests
from layout.site.manifest import Manifest, StoryRecord
from layout.site.story_page import StoryInSite
from layout.site.write_changes import intact
from layout.story.read.any_format import bytes_of, read_story
from layout.web.cards.addresses import Placed, Section, sections_of, with_addresses
from layout.web.cards.site_words import site_wording_of
from layout.web.cards.story_card import Card, card_of
from layout.work.processes.crew import in_order, shared_out
from layout.work.terminal.console import Console
from slots.finding import BadInput, Finding

_FEW = 4
"""So many stories are made by one process sooner than others could be started."""

_PORTIONS = 4
"""Portions of stories for each process: few, as each costs a message, but enough that all processes
end at about the same time."""


@dataclass(frozen=True, slots=True, eq=False)
class SurveyedStory:
    """A story as far as its address depends on it: its card (without pictures where it was read
    just now), the digest of its file, and its record in the manifest; None where that holds no
    more."""

    card: Card
    source: str
    entry: StoryRecord | None


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """The stories of a site, each in its place; `context` is the digest of all that they share."""

    shelf: Shelf
    context: str
    sections: tuple[Section, ...]
    stories: tuple[tuple[Placed, SurveyedStory], ...]
    findings: tuple[Finding, ...]

    def key(self, page: Placed, story: SurveyedStory, pictures: Mapping[str, str]) -> str:
        """The digest of all that a story's page is made of."""
        names = (f"{each.folder}={each.name}" for each in self.sections)
        shown = (f"{path}={value}" for path, value in sorted(pictures.items()))
        return digest_of((self.context, story.source, page.path, *names, "", *shown))


def surveyed(shelf: Shelf, old: Manifest) -> Site:
    """The stories of a shelf with their addresses. Raises BadInput with every story's problems."""
    publication = shelf.house.publication
    context = context_of(shelf)
    problems: list[Finding] = []
    found = []
    known = old if old.context == context else Manifest()
    held: list[Finding] = []
    for file in shelf.stories:
        try:
            one = _surveyed(file, shelf, known)
            if isinstance(one, Finding):
                held.append(one)
            else:
                found.append(one)
        except BadInput as error:
            problems.extend(error.findings)
    if problems:
        raise BadInput(problems)
    unsorted = site_wording_of(publication.language).unsorted
    cards = tuple(each.card for each in found)
    sections = sections_of((card.section for card in cards), publication.sections, unsorted)
    pages, findings = with_addresses(cards, sections, unsorted)
    all_findings = (*held, *findings)
    return Site(shelf, context, sections, tuple(zip(pages, found, strict=True)), all_findings)


def _surveyed(file: Path, shelf: Shelf, old: Manifest) -> SurveyedStory | Finding:
    """A story, or the finding for one that the site of an edition of this day may not have."""
    name = file.relative_to(shelf.folder).as_posix()
    source = digest(bytes_of(file, root_of(shelf.folder)))
    entry = old.stories.get(name)
    if entry and entry.source == source:
        return SurveyedStory(entry.card, source, entry)
    story, _ = read_story(file, root_of(shelf.folder))
    finding = why_held_back(story, shelf.house.publication.date)
    return finding or SurveyedStory(card_of(story, name, "", ()), source, None)


def stale(site: Site, folder: Path) -> tuple[StoryInSite, ...]:
    """The stories whose pages must be made: new, changed, or not in the folder as they were."""
    return tuple(
        StoryInSite(page.card.file, page.section, page.path)
        for page, story in site.stories
        if not _holds(site, page, story, folder)
    )


def _holds(site: Site, page: Placed, story: SurveyedStory, folder: Path) -> bool:
    """Whether a story's page is still what it would be made to be."""
    entry = story.entry
    if entry is None or page.path not in entry.outputs:
        return False
    pictures = dict(picture_digests(list(entry.pictures), site.shelf.folder))
    return site.key(page, story, pictures) == entry.key and intact(folder, entry.outputs)


def drafted(
    site: Site, wanted: Sequence[StoryInSite], jobs: int, console: Console
) -> tuple[Made, ...]:
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
    errand: Errand, wanted: Sequence[StoryInSite], count: int, console: Console
) -> Iterator[Made]:
    """The stories handed out in portions; what became of them, in their order."""
    size = max(1, -(-len(wanted) // (count * _PORTIONS))) if count > 1 else 1
    portions = [tuple(wanted[start : start + size]) for start in range(0, len(wanted), size)]
    with shared_out(errand, portions, count) as results:
        made = in_order(results, portions, partial(console.progress, "Making pages"))
    yield from (each for part in made for each in part)
