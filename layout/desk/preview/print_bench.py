"""The bench of printed editions: makes them, keeps the last good one, shows pages and facts."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

from layout.desk.cache_folder import NAME
from layout.desk.preview.answers import findings_data
from layout.desk.preview.files import located
from layout.desk.preview.names import below, name_of
from layout.desk.preview.print_data import edition_data
from layout.desk.preview.print_digest import Digests
from layout.desk.preview.print_facts import facts_of
from layout.desk.preview.print_geometry import geometry_of
from layout.desk.preview.print_made import Made, made_newspaper, made_story, page_pdf_of, pdf_of
from layout.desk.preview.print_memory import Memory
from layout.desk.preview.print_raster import LEAST, MOST, Rasters
from layout.desk.preview.print_unread import unread
from slots.finding import BadInput, Finding, Where, bad_input

STORIES = 6
"""Editions of single stories that are kept."""


class PrintBench:
    """What the worker of the print view knows: the editions it made last, by their story ("" is
    the publication's), and what shows them."""

    def __init__(self, folder: str, alone: bool) -> None:
        self._folder, self._alone = Path(folder), alone
        self._made: OrderedDict[str, Made] = OrderedDict()
        self._sound: set[str] = set()
        self._digests = Digests()
        self._rasters = Rasters()
        self._memory = Memory(self._folder / NAME)
        self._cache = self._memory.next(None)

    def edition(self, story: str) -> dict[str, Any]:
        """Makes an edition, as the files are now. What is wrong is told beside the last good one,
        whose revision is None where there never was one."""
        began = monotonic()
        problems: tuple[Finding, ...] = ()
        try:
            self._make(story)
        except BadInput as error:
            problems = error.findings
        made = self._made.get(story)
        data = (
            edition_data(made, self._folder)
            if made
            else {"revision": None, "pages": [], "findings": []}
        )
        return {
            **data,
            "alone": bool(story),
            "story": story,
            "problems": findings_data(below(self._folder, problems)),
            "stale": bool(problems),
            "ms": round((monotonic() - began) * 1000),
        }

    def page(self, story: str, number: int) -> dict[str, Any] | None:
        """The overlay of a page; None where there is no such page."""
        return geometry_of(self._last(story), number)

    def facts(self, story: str, kind: str, name: str) -> dict[str, Any] | None:
        """The facts of a story, an ad or a page; None where there is none of that name."""
        found = facts_of(self._last(story), kind, name)
        if found is None:
            return None
        file = name_of(self._folder, found.file) if found.file else None
        return replace(found, file=file).data()

    def picture(
        self, story: str, number: int, scale: float, revision: str
    ) -> tuple[bytes, bool] | None:
        """A page as a PNG, and whether it is of the revision asked for; None without the page."""
        scale = min(max(scale, LEAST), MOST)
        found = self._rasters.kept(revision, scale)
        if found is not None:
            return found, True
        made = self._last(story)
        if number not in made.revisions:
            return None
        now = made.revisions[number]
        paint = lambda: page_pdf_of(made, number, self._cache)  # noqa: E731
        return self._rasters.picture(now, scale, paint), now == revision

    def pdf(self, story: str) -> bytes:
        """The whole PDF, as the files are now. Raises BadInput where it cannot be made."""
        return pdf_of(self._make(story), self._cache)

    def _last(self, story: str) -> Made:
        return self._made.get(story) or self._make(story)

    def _make(self, story: str) -> Made:
        if story:
            made = made_story(located(self._folder, story))
        elif self._alone:
            hint = "name one of its stories"
            raise bad_input("no-publication", "no edition", Where(str(self._folder)), hint)
        else:
            self._cache = self._memory.next(self._cache)
            made = made_newspaper(self._folder, self._cache, self._sound, self._digests)
            self._cache.save()
            self._wait_for_files(made)
        self._made[story] = made
        self._made.move_to_end(story)
        while len(self._made) > STORIES:
            self._made.popitem(last=False)
        return made

    def _wait_for_files(self, made: Made) -> None:
        """Raises BadInput where a file that cannot be read takes stories or ads from the edition
        that there was."""
        before = self._made.get("")
        lost = unread(before.newspaper if before else None, made.newspaper)
        if lost:
            raise BadInput(lost)
