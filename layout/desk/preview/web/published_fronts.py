"""Fronts for the preview: the home page and those of sections, as `newsgrid site` writes them; and
what a story's page leads on to.

They are made of the cards of all stories. To read two thousand of them takes seconds, so that it is
done in slices: between these the worker does what else is requested of it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from layout.desk.preview.web.changed_files import Stamp
from layout.desk.preview.web.front_names import front_path, fronts_of_site
from layout.desk.preview.web.page_state import Composed, revision_of
from layout.desk.preview.web.published_page import Composer
from layout.desk.preview.web.shared_by_stories import Base
from layout.desk.preview.web.story_addresses import Spots
from layout.desk.preview.web.typing_fonts import Files
from layout.publication.embargoes import held_back
from layout.site.other_pages import SharedAssets, SiteContents, front_draft, front_file, fronts_of
from layout.site.shared_assets import in_assets
from layout.story.as_written import Embargo, Story
from layout.story.block import Paragraph
from layout.story.read.any_format import read_story
from layout.story.run import plain
from layout.web.cards.addresses import Placed
from layout.web.cards.next_to_read import SiteStories
from layout.web.cards.order_on_fronts import Container, Front, edition_day
from layout.web.cards.story_card import Card, card_of
from layout.web.fronts.compose_front import SiteMaterial
from layout.web.fronts.container_lengths import front_sheet
from layout.web.fronts.read_on import ReadOn, read_on_of
from slots.finding import BadInput, Finding, Where, bad_input

_SLICE = 0.08
"""Seconds of one slice."""

_STORY_SLICE = 0.8
"""Seconds of one slice for a story's page, which people wait for with nothing else in hand."""

NO_SUCH = "no-such-story"


class Unready(Exception):
    """More slices are needed. Carries how many stories are read, and of how many."""

    def __init__(self, done: int, of: int) -> None:
        super().__init__(done, of)
        self.done, self.of = done, of


@dataclass(frozen=True, slots=True)
class _Read:
    """A story's file when it was read, its card (None where it cannot be used), until when it must
    not appear, and what is wrong with it."""

    stamp: Stamp
    card: Card | None
    embargo: Embargo | None = None
    problems: tuple[Finding, ...] = ()


@dataclass(slots=True, eq=False)
class Fronts:
    """The cards of a folder's stories; those are read again whose files changed."""

    _read: dict[str, _Read] = field(default_factory=dict)
    _sorted: tuple[object, SiteStories] | None = None

    def read_on(self, name: str, base: Base, spots: Spots, composer: Composer) -> ReadOn:
        """What a story's page leads on to. Raises Unready."""
        end = time.monotonic() + _STORY_SLICE
        self._look(base, end)
        stories = self._stories(base, spots)
        own = spots.files[name]
        card = self._read[name].card
        found = stories.after(replace(own, card=card) if card else own)
        row = []
        for number, placed in enumerate(found.row):
            row.append(self._with_picture(placed, base, composer))
            if number + 1 < len(found.row) and time.monotonic() > end:
                raise Unready(number, len(found.row))
        sheet = front_sheet(base.shelf.around.theme)
        return read_on_of(
            replace(own, card=card or own.card), replace(found, row=tuple(row)), sheet
        )

    def _stories(self, base: Base, spots: Spots) -> SiteStories:
        """The stories as they follow each other, sorted again where one of them changed."""
        key = spots, tuple((name, base.walked[name]) for name in base.names)
        if self._sorted is None or self._sorted[0] != key:
            self._sorted = key, SiteStories(self._placed(base, spots))
        return self._sorted[1]

    def _with_picture(self, placed: Placed, base: Base, composer: Composer) -> Placed:
        teaser, _ = composer.teaser(base.shelf.folder / placed.card.file)
        return replace(placed, card=replace(placed.card, alt=teaser.alt, pictures=teaser.sizes))

    def page(
        self, name: str, base: Base, spots: Spots, composer: Composer
    ) -> tuple[Composed, Files]:
        """A front and its files. Raises Unready, and BadInput where there is no such front."""
        end = time.monotonic() + _SLICE
        path = found_front(name, spots)
        self._look(base, end)
        whole = _whole(base, spots, self._placed(base, spots))
        whole = self._pictured(_front_at(path, name, whole), whole, base, composer, end)
        front = _front_at(path, name, whole)
        draft = front_draft(front, whole)
        fonts, sheet, files = composer.wardrobe.site(draft.used)
        shared, theirs = composer.wardrobe.front()
        made = front_file(draft, SharedAssets(fonts, sheet), shared)
        html = made.pop(path)
        files = {in_assets(each): data for each, data in composer.with_icon(files, theirs).items()}
        problems = tuple(p for read in self._read.values() for p in read.problems)
        page = Composed(
            path=path,
            html=html,
            revision=revision_of(html),
            plan=draft.page.plan,
            nodes=draft.page.nodes,
            story=_stand_in(front.path, front.containers),
            rules=whole.material.rules,
            full_plan=lambda: draft.page.plan,
            findings=problems,
            front=True,
        )
        return page, {**files, **made}

    def _look(self, base: Base, end: float) -> None:
        """Reads the cards that are not known, as far as time goes."""
        for gone in self._read.keys() - set(base.names):
            del self._read[gone]
        stale = [name for name in base.names if not self._holds(name, base)]
        for number, name in enumerate(stale):
            if number and time.monotonic() > end:
                raise Unready(len(base.names) - len(stale) + number, len(base.names))
            self._read[name] = _card(name, base)

    def _holds(self, name: str, base: Base) -> bool:
        known = self._read.get(name)
        return known is not None and known.stamp == base.walked[name]

    def _placed(self, base: Base, spots: Spots) -> tuple[Placed, ...]:
        """The stories that can be read and may appear, without pictures."""
        day = base.shelf.house.publication.date
        read = ((name, self._read[name]) for name in base.names)
        return tuple(
            replace(spots.files[name], card=one.card)
            for name, one in read
            if one.card and not held_back(one.embargo, day)
        )

    def _pictured(
        self, front: Front, whole: SiteContents, base: Base, composer: Composer, end: float
    ) -> SiteContents:
        """The stories with the pictures of those that the front shows, which may be others once it
        is known who has pictures."""
        done: set[str] = set()
        while True:
            front = next((each for each in fronts_of(whole) if each.path == front.path), front)
            shown = {p.card.file for container in front.containers for p in container.stories}
            if shown <= done:
                return whole
            stories = []
            for number, placed in enumerate(whole.stories):
                card = placed.card
                if card.file in shown - done:
                    teaser, fresh = composer.teaser(base.shelf.folder / card.file)
                    if fresh and time.monotonic() > end:
                        raise Unready(number, len(whole.stories))
                    card = replace(card, alt=teaser.alt, pictures=teaser.sizes)
                stories.append(replace(placed, card=card))
            done |= shown
            whole = replace(whole, stories=tuple(stories))


def found_front(name: str, spots: Spots) -> str:
    """The path of a front in the site, by the name the desk gives it. Raises BadInput."""
    path = front_path(name, spots)
    if not path:
        hint = f"the fronts are {', '.join(fronts_of_site(spots))}"
        raise bad_input(NO_SUCH, "no such front in this publication", Where(name), hint)
    return path


def _front_at(path: str, name: str, whole: SiteContents) -> Front:
    """The front at a path. Raises BadInput where its section has fewer pages."""
    front = next((each for each in fronts_of(whole) if each.path == path), None)
    if front is None:
        hint = "turn back to its section's front"
        raise bad_input(NO_SUCH, "this section has fewer pages now", Where(name), hint)
    return front


def _whole(base: Base, spots: Spots, stories: tuple[Placed, ...]) -> SiteContents:
    shelf = base.shelf
    rules = shelf.around.rules
    assert rules is not None, "what is shared is read with its rules"
    material = SiteMaterial(shelf.house.publication, shelf.around.theme, shelf.foundry, rules)
    return SiteContents(
        material, spots.sections, stories, edition_day(stories, material.publication.date)
    )


def _card(name: str, base: Base) -> _Read:
    stamp = base.walked[name]
    try:
        story, _ = read_story(base.shelf.folder / name)
    except BadInput as error:
        return _Read(stamp, None, problems=error.findings)
    return _Read(stamp, card_of(story, name, "", ()), story.embargo)


def _stand_in(path: str, containers: Iterable[Container]) -> Story:
    """A front as a story whose paragraphs are its containers, as rules take it."""
    body = tuple(Paragraph(plain(_title(each))) for each in containers)
    return Story(path, plain(path), body)


def _title(container: Container) -> str:
    return container.title or container.stories[0].card.title
