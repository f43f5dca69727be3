"""The web worker's bench: pages as they will be published, and why things stand on them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from layout.desk.preview.handed.inlined import inlined
from layout.desk.preview.handed.one_file import Handed, one_file
from layout.desk.preview.web.changed_files import left_out
from layout.desk.preview.web.front_names import front_name, fronts_of_site, is_front
from layout.desk.preview.web.in_slices import MAKING
from layout.desk.preview.web.overlay import overlay, sight_of
from layout.desk.preview.web.page_state import (
    Composed,
    lines_of,
    page_data,
    points_of,
    ranges_of,
)
from layout.desk.preview.web.published_fronts import NO_SUCH, Fronts, Unready, found_front
from layout.desk.preview.web.published_page import Composer
from layout.desk.preview.web.shared_by_stories import Base, Shared
from layout.desk.preview.web.side_by_side import fronts_data
from layout.desk.preview.web.story_addresses import Plotter, Spots
from layout.desk.preview.web.typing_fonts import Wardrobe
from layout.desk.preview.workers.bounded_store import Kept, Store
from layout.desk.preview.workers.findings_as_data import below, findings_data, findings_of
from layout.story.run import text_of
from layout.web.plan.page_plan import WebPlan
from slots.finding import BadInput, Finding, Severity, Where, bad_input
from slots.regions.fronts import front_rules

_PAGES = 48
"""Pages that are kept."""

_EXPLAINED = 12
"""Pages whose refusals are kept."""

_BYTES = 96_000_000
"""Bytes of pictures, fonts and style sheets that are kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A page that is shown for a story: what it was made of (`key`), and why it is not what stands
    on disk or in the draft now, where it is not. `instead` says what it is then: the "last" good
    page; one made anew with what was "kept" of broken files, or under "ours", newsgrid's own rules.
    """

    key: object
    page: Composed
    problems: tuple[Finding, ...] = ()
    instead: str = ""

    @property
    def good(self) -> bool:
        """Whether the page was once what stood on disk or in the draft."""
        return self.instead in ("", "last")

    def over(self, problems: tuple[Finding, ...]) -> Shown:
        """The same page while something is wrong."""
        return replace(self, problems=problems, instead="last" if self.good else self.instead)


_T = TypeVar("_T")
_P = ParamSpec("_P")


def _sliced(task: Callable[_P, _T]) -> Callable[_P, _T | dict[str, Any]]:
    """A task whose answer says when it is not finished and must be requested again."""

    @functools.wraps(task)
    def slice_(*args: _P.args, **kwargs: _P.kwargs) -> _T | dict[str, Any]:
        try:
            return task(*args, **kwargs)
        except Unready as unready:
            return {MAKING: [unready.done, unready.of]}

    return slice_


class WebBench:
    """Pages of one folder. `alone`: its stories have no publication, and no site."""

    def __init__(self, folder: str, alone: bool) -> None:
        self._folder, self._alone = Path(folder), alone
        self._shared = Shared(self._folder)
        self._plotter = Plotter(self._folder)
        self._composer: tuple[object, Composer] | None = None
        self._shown: Kept[tuple[str, str], Shown] = Kept(_PAGES)
        self._plans: Kept[Composed, WebPlan] = Kept(_EXPLAINED)
        self._overlays: Kept[tuple[Composed, str, int], dict[str, Any]] = Kept(2 * _EXPLAINED)
        self._store = Store(_BYTES)
        self._fronts = Fronts()
        self._lost = ""

    def publication(self) -> dict[str, Any]:
        """What there is to see; never raises for what people wrote."""
        try:
            base = self._shared.base()
        except BadInput as error:
            return {**_NOTHING, "problems": self._data(error.findings)}
        spots = self._spots(base)
        rules = base.shelf.around.rules
        return {
            "name": base.shelf.house.publication.name,
            "stories": list(base.names),
            "fronts": [] if self._alone else _fronts(base, spots),
            "breakpoints": ranges_of(rules) if rules else [],
            "section_of": {name: placed.section.name for name, placed in spots.files.items()},
            "problems": self._data(base.problems),
            "findings": findings_data(left_out(self._folder)),
        }

    def warm(self, story: str) -> None:
        """Makes the page of a story, the first one where none is named; problems are reported when
        the page is requested."""
        with suppress(BadInput, Unready):
            names = self._shared.base().names
            if story or names:
                self._show(story or names[0], "", None)

    @_sliced
    def page(self, story: str, name: str, draft: str | None) -> dict[str, Any]:
        """The data of a page, which is made where it is not yet. `draft` is the text of the rules
        under that name, None for those saved. Raises BadInput where there is no such page."""
        try:
            shown = self._show(story, name, draft)
        except BadInput as error:
            if any(finding.code == NO_SUCH for finding in error.findings):
                raise
            return page_data(story, name, self._data(error.findings))
        page = shown.page
        errors = [each for each in page.findings if each.severity is Severity.ERROR]
        others = [each for each in page.findings if each.severity is not Severity.ERROR]
        return {
            **page_data(story, name, self._data((*shown.problems, *errors))),
            "revision": page.revision,
            "path": page.path,
            "breakpoints": points_of(page.plan),
            "lines": lines_of(page),
            "findings": self._data(others),
            "stale": bool(shown.problems),
            "instead": shown.instead,
        }

    @_sliced
    def overlay(self, story: str, name: str, draft: str | None, width: int) -> dict[str, Any]:
        """What stands where on a screen `width` px wide, what may stand in each gap, and why not.

        Raises BadInput where there is no page.
        """
        return self._explained(self._show(story, name, draft).page, width)

    @_sliced
    def handed(self, story: str, widths: tuple[int, ...], layers: tuple[str, ...] = ()) -> bytes:
        """A page on screens of some widths as one HTML file, with these layers drawn over it, under
        the saved rules. Raises BadInput where there is no such page."""
        page = self._show(story, "", None).page

        def file(path: str) -> bytes | None:
            found = self._store.take(path)
            if found is None:  # kept no more
                self._remade(story, "", None, path)
                found = self._store.take(path)
            return found

        return one_file(
            Handed(
                self._shared.base().shelf.house.publication.name,
                text_of(page.story.headline) or story,
                inlined(page.html.decode(), page.path, file),
                tuple((width, self._explained(page, width)) for width in widths),
                layers or ("slots",),
            )
        )

    def _explained(self, page: Composed, width: int) -> dict[str, Any]:
        """The overlay of a page at a width, made where it is not kept."""
        sight = sight_of(self._full_plan(page), page.story, page.rules, width)
        if page.front:
            sight = replace(sight, rules=front_rules(page.rules, sight.point.name), front=True)
        key = page, sight.point.name, sight.index
        known = self._overlays.get(key)
        if known is None:
            known = overlay(sight, page.nodes)
            self._overlays.put(key, known)
        return known

    def _full_plan(self, page: Composed) -> WebPlan:
        """The plan of a page with every refusal, which takes longer than placing does."""
        plan = self._plans.get(page)
        if plan is None:
            plan = page.full_plan()
            self._plans.put(page, plan)
        return plan

    @_sliced
    def html(self, story: str, name: str, draft: str | None) -> tuple[str, str, bytes]:
        """The path, the revision and the HTML of a page. Raises BadInput where there is none."""
        page = self._show(story, name, draft).page
        return page.path, page.revision, page.html

    @_sliced
    def tried(self, story: str, name: str, draft: str) -> list[dict[str, Any]]:
        """A front under a draft, beside the saved rules: see /api/rules/trial. Nothing where one of
        them cannot be used. Raises BadInput where there is no such front."""
        sides = self._show(story, "", None), self._show(story, name, draft)
        if any(side.problems for side in sides):
            return []
        return fronts_data(sides[0].page, sides[1].page)

    @_sliced
    def remade(self, story: str, name: str, draft: str | None, path: str) -> None:
        """Makes a page anew with all it loads, for a file of it that is kept no more: the one of
        this path. Raises BadInput."""
        self._remade(story, name, draft, path)

    def _remade(self, story: str, name: str, draft: str | None, path: str) -> None:
        base = self._shared.base(name, draft)
        if path != self._lost:
            self._lost = path
            self._composer = None  # and with it the teasers, whose files are wanted
        self._shown.put((story, name), self._made(story, base, None))
        self._lost = ""

    def asset(self, path: str) -> bytes | None:
        """A file that a page loads, by its path in the site; None where none is kept."""
        return self._store.take(path)

    def opens(self, path: str) -> str | None:
        """The story, or front, whose page has a path in the site."""
        spots = self._spots(self._shared.base())
        if path in spots.paths:
            return spots.paths[path]
        return front_name(path, spots)

    def _show(self, story: str, name: str, draft: str | None) -> Shown:
        """The page of a story, made where what it is made of changed; the last good one, with the
        problems, where it cannot be. Raises BadInput where it never could."""
        known = self._shown.get((story, name))
        try:
            base = self._shared.base(name, draft)
            shown = self._made(story, base, known)
        except Unready:
            raise
        except Exception as error:  # whatever a story does to us, its last good page is shown
            findings = findings_of(error)
            if known is None:
                raise BadInput(findings) from error
            shown = known.over(findings)
        self._shown.put((story, name), shown)
        return shown

    def _made(self, story: str, base: Base, known: Shown | None) -> Shown:
        spots = self._spots(base)
        key, onward = self._key(story, base, spots), None
        if not (self._alone or is_front(story)):
            onward = self._fronts.read_on(story, base, spots, self._composer_for(base))
            key = *key, onward.below, onward.beside
        if known and known.key == key and known.page.current():
            return known.over(base.problems) if base.problems else Shown(key, known.page)
        composer = self._composer_for(base)
        self._shared.measured()
        if is_front(story):
            page, files = self._fronts.page(story, base, spots, composer)
        elif onward is None:
            page, files = composer.lone_page(story, base)
        else:
            page, files = composer.site_page(story, base, spots, onward)
        self._store.put(files)
        instead = "ours" if base.ours else "kept"
        return Shown(key, page, base.problems, instead if base.problems else "")

    def _key(self, story: str, base: Base, spots: Spots) -> tuple[object, ...]:
        """All that a page is made of, but for a story's pictures. Raises BadInput where there is
        none of that name."""
        if is_front(story) and not self._alone:
            stories = tuple((name, base.walked[name]) for name in base.names)
            return stories, base.serial, found_front(story, spots)
        if story not in spots.files:
            hint = "it may have been renamed or taken away"
            raise bad_input(NO_SUCH, "no such story in this publication", Where(story), hint)
        return base.walked[story], base.serial, spots.sections, spots.files[story].path

    def _spots(self, base: Base) -> Spots:
        publication = base.shelf.house.publication
        return self._plotter.spots(base.names, base.walked, publication)

    def _composer_for(self, base: Base) -> Composer:
        """The composer of the base's foundry, which has its fonts."""
        foundry = base.shelf.foundry
        if self._composer is None or self._composer[0] is not foundry:
            theme = base.shelf.around.theme
            self._composer = foundry, Composer(Wardrobe(foundry, theme), self._store.put)
        return self._composer[1]

    def _data(self, findings: tuple[Finding, ...] | list[Finding]) -> list[dict[str, Any]]:
        return findings_data(below(self._folder, findings))


_NOTHING: dict[str, Any] = {
    "name": "",
    "stories": [],
    "fronts": [],
    "breakpoints": [],
    "section_of": {},
    "findings": [],
}


def _fronts(base: Base, spots: Spots) -> list[dict[str, str]]:
    titles = (base.shelf.house.publication.name, *(each.name for each in spots.sections))
    named = zip(fronts_of_site(spots), titles, strict=True)
    return [{"path": name, "title": title} for name, title in named]
