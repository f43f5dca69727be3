"""Two facing pages swapped and mirrored: what of pages.toml is mirrored, and what cannot be.

edition ─> what is decided on the two pages ─┬─> the names that are mirrored, each with its width
theme ─> dummies and their images ───────────┼─> what has to be said first: how wide a thing is
                                             └─> what cannot be mirrored
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from layout.edition.make_edition import Newspaper
from layout.publication.decisions.dummies_toml import with_dummies
from layout.publication.decisions.pages_keys import NAME
from layout.publication.decisions.pages_mirrored import (
    Mirror,
    counterpart,
    mirror_image,
    mirrored_column,
    table_of,
)
from layout.publication.decisions.write_decisions import Edit
from layout.story.decided import NONE, Dummy, DummyRegion, PageDecided
from slots.finding import Finding, Severity, Where
from slots.stacking.task.ad_page import side_of

_CODE = "not-swapped"


@dataclass(frozen=True, slots=True, eq=False)
class Mirroring:
    """What of two pages is mirrored, what has to be decided before, so that it can be, and what is
    in the way."""

    mirror: Mirror
    edits: tuple[Edit, ...]
    problems: tuple[Finding, ...]


def mirroring_of(made: Newspaper, pages: Mapping[int, int]) -> Mirroring | None:
    """How an edition's two pages are mirrored, by the page that each becomes. None where both are
    left-hand pages, or right-hand ones: what stands outside stays there by itself."""
    if len({side_of(page) for page in pages}) < 2:
        return None
    work = _Mirroring(made, frozenset(pages))
    stories = {slug: work.width_of(slug) for slug in work.placed()}
    rests = {slug: work.width_of_rest(slug) for slug in work.rests()}
    columns = len(made.stacked.grid.columns)
    house = made.copy.decisions.house_ads.items()
    mirror = Mirror(
        columns,
        stories,
        rests,
        work.ads(),
        {name: one.wide(columns) for name, one in house if one.page in pages},
        work.renamed,
        work.drawn,
        work.spare,
    )
    edits = *work.said_first(stories), *work.rests_first(rests)
    return Mirroring(mirror, edits, (*work.in_the_way(mirror), *work.problems))


@dataclass(frozen=True, slots=True, eq=False)
class _Mirroring:
    """An edition, and its pages that change places; the dummies that are found for them."""

    made: Newspaper
    pages: frozenset[int]
    renamed: dict[str, str] = field(default_factory=dict)
    drawn: dict[str, dict[str, Any]] = field(default_factory=dict)
    spare: dict[str, dict[str, Any]] = field(default_factory=dict)
    problems: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number in sorted(self.pages):
            dummy = self.made.copy.decisions.dummies.get(self._dummy_on(number))
            if dummy:
                self._turn(dummy, number)

    def _dummy_on(self, number: int) -> str:
        return self.made.copy.decisions.on(number).dummy

    # --- stories ---------------------------------------------------------------------------------

    def placed(self) -> Iterator[str]:
        """The stories of which it is decided where they stand on one of these pages."""
        for slug, one in self.made.copy.decisions.stories.items():
            if one.place and not one.place.anywhere and {*one.pages} <= self.pages:
                yield slug

    def rests(self) -> Iterator[str]:
        """The stories of which it is decided where they end on one of these pages."""
        for slug, one in self.made.copy.decisions.stories.items():
            if one.rest and one.turns and one.turns[-1] in self.pages:
                yield slug

    def width_of(self, slug: str) -> int:
        """How many columns wide a story stands, where its column is decided; 0 for not known."""
        own = self.made.copy.decisions.of(slug)
        if own.place is None or own.place.column is None:
            return 0
        return self._of_package(slug) or own.form.columns or self._stands(slug, turned=False)

    def _of_package(self, slug: str) -> int:
        """How many columns wide a story stands with its sidebars; 0 where it has none."""
        names = {slug, *self.made.copy.decisions.of(slug).sidebar}
        if len(names) < 2:
            return 0
        every = (
            one.tile
            for page in self.made.plan.pages
            if page.page in self.pages
            for one in page.placed
            if not one.turned and names & {*one.slugs}
        )
        tiles = [*every]
        ends = [tile.column + tile.columns for tile in tiles]
        return max(ends, default=0) - min((tile.column for tile in tiles), default=0)

    def width_of_rest(self, slug: str) -> int:
        """How many columns wide the last part of a story is, where its column is decided."""
        rest = self.made.copy.decisions.of(slug).rest
        if rest is None or "column" not in self._said_of_rest(slug):
            return 0
        return rest.columns or self._stands(slug, turned=True)

    def _said_of_rest(self, slug: str) -> Mapping[str, Any]:
        """What is said of a rest, as it is written: not what a region of a dummy has."""
        said: Mapping[str, Any] = self.made.copy.decisions.written["story"][slug]["rest"]
        return said

    def _stands(self, slug: str, turned: bool) -> int:
        """The columns of a story, or of a rest of it, on these pages; 0 where it is on neither."""
        every = (
            one for page in self.made.plan.pages if page.page in self.pages for one in page.placed
        )
        found = (one.tile.columns for one in every if slug in one.slugs and one.turned is turned)
        return next(found, 0)

    def said_first(self, stories: Mapping[str, int]) -> Iterator[Edit]:
        """What stories say of themselves, and how wide those are whose column is decided alone."""
        decisions = self.made.copy.decisions
        for slug, width in stories.items():
            own = decisions.own(slug)
            keys = decisions.written["story"].get(slug, {})
            for key in ("region", "place"):
                if key in own:
                    yield Edit("story", slug, key, keys[key])
            one = decisions.of(slug)
            if (
                width and not one.form.columns and not one.sidebar
            ):  # its columns are not those of it
                yield Edit("story", slug, "columns", width)

    def rests_first(self, rests: Mapping[str, int]) -> Iterator[Edit]:
        """The same of the rests of stories."""
        decisions = self.made.copy.decisions
        for slug, width in rests.items():
            rest = dict(self._said_of_rest(slug))
            if width and "columns" not in rest:
                yield Edit("story", slug, "rest", {**rest, "columns": width})
            elif "rest" in decisions.own(slug):
                yield Edit("story", slug, "rest", rest)

    # --- ads -------------------------------------------------------------------------------------

    def ads(self) -> dict[str, int]:
        """The ads of which something is decided on these pages, each with its columns."""
        wide = {one.id: one.columns for one in self.made.stacked.bookings}
        found = dict[str, int]()
        for name, one in self.made.copy.decisions.ads.items():
            on = {*self.made.stacked.pages_of(name)}
            if len(on) < 2 and (on & self.pages or (one.pages and {*one.pages} <= self.pages)):
                found[name] = wide.get(name, 0)
        return found

    # --- dummies ---------------------------------------------------------------------------------

    def _turn(self, dummy: Dummy, number: int) -> None:
        """Finds the dummy that takes the place of one: that for the facing page, itself where left
        and right are alike, or its mirror image, which is drawn if nobody did."""
        name, image = dummy.name, mirror_image(dummy)
        facing = self._called(counterpart(name))
        if facing and _takes(facing) == _takes(dummy):
            self.renamed[name] = facing.name
            return
        if _looks(image) == _looks(dummy):
            return
        there = self._called(image.name)
        where = self.made.copy.decisions.places.value(("page", str(number), "dummy"))
        if there and _looks(there) != _looks(image):
            message = f'page {number}: the dummy "{image.name}" is no mirror image of "{name}"'
            self.problems.append(_problem(message, "draw it as one", where))
        elif not re.fullmatch(NAME, image.name):
            message = f'page {number}: the name of the dummy "{name}" is too long for that of its '
            hint = "give it a shorter one"
            self.problems.append(_problem(f"{message}mirror image, which is longer", hint, where))
        else:
            self.renamed[name] = image.name
            self.spare[name] = table_of(dummy)
            if not there:
                self.drawn[image.name] = table_of(image)

    def _called(self, name: str) -> Dummy | None:
        """A dummy of one page, by its name; None where there is none."""
        if not name:
            return None
        decisions = replace(self.made.copy.decisions, pages={2: PageDecided(dummy=name)})
        stacked = self.made.stacked
        found = with_dummies(decisions, stacked.theme, len(stacked.grid.columns))[0].dummies
        return next((one for one in found.values() if not one.gutter), None)

    # --- what is in the way ----------------------------------------------------------------------

    def in_the_way(self, mirror: Mirror) -> Iterator[Finding]:
        """What begins in a column, and nobody knows how wide it is, or goes over the edge."""
        decisions = self.made.copy.decisions
        for slug, width in mirror.stories.items():
            place = decisions.of(slug).place
            where = decisions.where(slug, "place")
            yield from _ill_column(
                f'"{slug}"', place.column if place else None, width, mirror, where
            )
        for slug, width in mirror.rests.items():
            where = decisions.where(slug, "rest")
            column = self._said_of_rest(slug).get("column")
            yield from _ill_column(f'the rest of "{slug}"', column, width, mirror, where)
        for name, width in mirror.house_ads.items():
            place = decisions.house_ads[name].place
            where = decisions.places.key(("house_ad", name))
            column = place.column if place else None
            yield from _ill_column(f"house ad {name}", column, width, mirror, where)
        for name, width in mirror.ads.items():
            at = decisions.ads[name].spot.column
            column = None if at is None else at + 1
            where = decisions.where_ad(name, "place")
            yield from _ill_column(f"ad {name}", column, width, mirror, where)


def _ill_column(
    called: str, column: int | None, width: int, mirror: Mirror, where: Where
) -> Iterator[Finding]:
    if column is None:
        return
    if not width:
        message = f"{called} begins in column {column}, and stands on neither page: how wide it is"
        yield _problem(f"{message} is not known", "decide how many columns it has", where)
    elif mirrored_column(column, mirror.columns, width) < 1:
        message = f"{called} is {width} columns wide from column {column} on, and ends beyond the "
        yield _problem(f"{message}{mirror.columns} columns of its page", "mend its place", where)


def _takes(dummy: Dummy) -> frozenset[tuple[str, str]]:
    """What a dummy's regions take, by their names."""
    return frozenset((one.name, one.takes) for one in dummy.regions if one.takes != NONE)


def _looks(dummy: Dummy) -> tuple[DummyRegion, ...]:
    """The regions in which something stands that is decided."""
    return tuple(one for one in dummy.regions if one.takes != NONE)


def _problem(message: str, hint: str, where: Where) -> Finding:
    hint = f"{hint}, or swap the pages without mirroring them"
    return Finding(_CODE, Severity.ERROR, message, where, hint)
